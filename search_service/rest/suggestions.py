"""Suggestions while a query is typed, with the addresses that they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass

from index import Snapshot
from index.understanding.suggesting import NUMBER, TERM, Suggestion
from search_service.answer.links import SEARCH_PAGE, document_path, with_query


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """One suggestion; ``type`` is number, document, body or term; ``url`` is where it leads.

    ``title`` is that of the document with the number.
    """

    type: str
    label: str
    label_en: str | None
    url: str
    title: str | None = None


def suggestions(snapshot: Snapshot, q: str) -> tuple[SuggestionView, ...]:
    """At most five of each type, numbers first; where nothing begins with all of it, terms for its last word."""
    head, gap, last = q.rpartition(" ")
    found = snapshot.suggester.suggest(q) or (_terms(snapshot.suggester.suggest(last), head) if gap else ())
    numbered = snapshot.store.document_heads(one.document for one in found if one.kind == NUMBER and one.document)
    titles = {id_: head.title for id_, head in numbered.items()}
    return tuple(
        SuggestionView(
            one.kind, one.text, one.text_en, _url(one.document, one.body, one.text), titles.get(one.document or "")
        )
        for one in found
    )


def _terms(found: Iterable[Suggestion], head: str) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(TERM, f"{head} {one.text}") for one in found if one.kind == TERM)


def _url(document: str | None, body: str | None, text: str) -> str:
    if document:
        return document_path(document)
    return with_query(SEARCH_PAGE, [("body", body)] if body else [("q", text)])

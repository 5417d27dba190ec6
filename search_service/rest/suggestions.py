"""Suggestions while a query is typed, with the addresses that they lead to."""

from dataclasses import dataclass

from index.understanding.suggesting import Suggester
from search_service.answer.links import SEARCH_PAGE, document_path, with_query
from search_service.library import Holdings


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """One suggestion; ``type`` is number, document, body or term; ``url`` is where it leads."""

    type: str
    label: str
    label_en: str | None
    url: str


def suggestions(held: Holdings, q: str) -> tuple[SuggestionView, ...]:
    """At most five of each type, numbers first."""
    found = Suggester(held.index.store, held.retriever.lexicon).suggest(q)
    return tuple(
        SuggestionView(one.kind, one.text, one.text_en, _url(one.document, one.body, one.text)) for one in found
    )


def _url(document: str | None, body: str | None, text: str) -> str:
    if document:
        return document_path(document)
    return with_query(SEARCH_PAGE, [("body", body)] if body else [("q", text)])

"""The one document that a query names: its status, and whether its print lacks the article that is named."""

from dataclasses import dataclass

from corpus import ClauseKind, Document
from index import Options, Query, Snapshot
from index.language.numerals import ARTICLE, article_of
from index.understanding.intent import IntentReader
from index.understanding.references import References, named_in
from search_service.answer.views import DocumentView
from search_service.documents.gaps import Gap, gaps
from search_service.documents.related import related
from search_service.documents.status import StatusView, status_of


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that a query names, with its status.

    ``gap`` is where its print lacks the article that was named or has it twice; ``last_article`` is set where the
    article that was named would come after the last one, ``article`` to one that is there. ``by_title``: the query has
    nothing but its title, and finds others that have it too.
    """

    document: DocumentView
    status: StatusView
    gap: Gap | None = None
    last_article: int | None = None
    article: int | None = None
    by_title: bool = False


def named_document(snapshot: Snapshot, query: Query, options: Options) -> NamedDocument | None:
    """The one document that a query names, by its number, with an article or by its title; ``None`` without one."""
    if query.tree is None:
        return None
    references = IntentReader(snapshot.known, options).references(query)
    ids = _ids(snapshot, query, references)
    by_title = not ids and not references.named
    if by_title:
        numbers = named_in(references.text, snapshot.known)
        ids = tuple(snapshot.known.values.documents[number].id for number in numbers)
    if len(ids) != 1:
        return None
    document = snapshot.store.document(ids[0])
    status = status_of(snapshot.store, document, related(snapshot.store, document))
    gap, last = _missing(document, _article(references))
    there = int(references.article) if references.article.isdigit() and not (gap or last) else None
    return NamedDocument(DocumentView.of(document), status, gap, last, there, by_title)


def _ids(snapshot: Snapshot, query: Query, named: References) -> tuple[str, ...]:
    if named.documents is not None:
        return named.documents
    keys = named.numbers or [number.key for number in query.numbers]
    return tuple(id_ for key in dict.fromkeys(keys) for id_ in snapshot.store.documents_by_number(key))


def _article(named: References) -> int | None:
    """The number of the article that is named, without what was inserted after it: 13 of 第十三条之一."""
    match = ARTICLE.search(named.text)
    key = named.article or (article_of(match) if match else None)
    return int(key.split("-")[0]) if key else None


def _missing(document: Document, article: int | None) -> tuple[Gap | None, int | None]:
    articles = [clause for clause in document.clauses if clause.kind is ClauseKind.ARTICLE and clause.step.ordinal]
    if article is None or not articles:
        return None, None
    gap = next((one for one in gaps(document).values() if one.first <= article <= one.last), None)
    last = max(clause.step.ordinal or 0 for clause in articles)
    return gap, last if article > last else None

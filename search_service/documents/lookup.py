"""Looking up by name what search finds by words: issues, documents, clauses, bodies, document numbers and titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus import Body, Clause, Document, Issue, NotFoundError, TocEntry
from index import Store
from index.schema import folded_title_key
from search_service.answer.marking import Marks
from search_service.answer.records import record, whole_document
from search_service.answer.views import ClauseView, DocumentView, IssueView, SimilarView
from search_service.documents.reading import DocumentLayout, read_document
from search_service.documents.related import related
from search_service.documents.status import status_of
from search_service.filter_values import whole_number_key


@dataclass(frozen=True, slots=True)
class ClausePage:
    """One clause with where it stands."""

    clause: ClauseView
    document: DocumentView
    issue: IssueView | None
    similar: tuple[SimilarView, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyView:
    """An issuing body and how many documents it signed."""

    id: str
    name: str
    name_en: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document to read, and the issue it was printed in."""

    reading: DocumentLayout
    issue: Issue | None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue with its bilingual contents, and its neighbours in time."""

    issue: Issue
    toc: tuple[TocEntry, ...]
    documents: tuple[Document, ...]
    earlier: Issue | None
    later: Issue | None


def document_page(store: Store, document_id: str, marks: Marks) -> DocumentPage:
    """A document laid out for reading, with what a search finds in it marked."""
    document = store.document(document_id)
    return DocumentPage(read_document(document, marks), issue_of(store, document))


def readable_document(store: Store, document_id: str) -> dict[str, Any]:
    """A document with its clauses, as exported, its address and its status."""
    document = store.document(document_id)
    status = status_of(store, document, related(store, document))
    return {**whole_document(document), "status": record(status)}


def issue_page(store: Store, issue_id: str) -> IssuePage:
    """An issue to browse."""
    issues = store.issues()
    issue = store.issue(issue_id)
    at = issues.index(issue)
    later = issues[at - 1] if at else None
    earlier = issues[at + 1] if at + 1 < len(issues) else None
    return IssuePage(issue, store.toc(issue_id), store.documents(issue_id), earlier, later)


def clause_page(store: Store, clause_id: str) -> ClausePage:
    """One clause."""
    clause: Clause = store.clause(clause_id)
    document = store.document_heads([clause.document])[clause.document]
    issue = issue_of(store, document)
    return ClausePage(
        ClauseView.of(clause, store.neighbours(clause_id)),
        DocumentView.of(document),
        IssueView.of(issue, clause.page or document.page) if issue else None,
    )


def issue_of(store: Store, document: Document) -> Issue | None:
    """The issue that printed a document."""
    return store.issue(document.issue) if document.issue else None


def body_named(store: Store, text: str) -> Body:
    """The issuing body with an id or a name. Raises :class:`NotFoundError`."""
    body = store.find_body(text)
    if body is None:
        shown = text[:80]
        raise NotFoundError(f"there is no issuing body “{shown}”", f"没有发文机关“{shown}”")
    return body


def bodies(store: Store) -> Iterator[BodyView]:
    """Every issuing body, the busiest first."""
    body: Body
    for body, documents in store.bodies():
        yield BodyView(body.id, body.name, body.name_en, documents)


def documents_named(store: Store, number: str, title: str) -> tuple[DocumentView, ...]:
    """The documents with this number, in any spelling, or with this Chinese or English title; spaces do not matter.

    Raises :class:`NotFoundError` when there is none.
    """
    ids = (
        store.documents_by_number(whole_number_key(number) or "")
        if number
        else store.documents_by_title(folded_title_key(title))
    )
    heads = store.document_heads(ids)
    if not heads:
        shown = (number or title)[:80]
        raise NotFoundError(f"no document here is called “{shown}”", f"本库没有“{shown}”这件公文")
    return tuple(DocumentView.of(heads[one]) for one in ids)

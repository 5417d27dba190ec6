"""Which documents a document can be compared with: what it repeals or is repealed by, and its like of other years."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus import Document, RelationKind
from index import Snapshot
from search_service.answer.links import with_query
from search_service.answer.views import DocumentView
from search_service.documents.related import Related

COMPARE = "/compare"
#: From 0 to 100: how alike two titles are without their years, for plans of the same thing.
_ALIKE = 78
_MOST = 4
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_MARKS = re.compile(r"[\s《》〈〉“”]|关于|印发|的通知")


@dataclass(frozen=True, slots=True)
class ComparableDocument:
    """A document to compare with, and the address of the comparison, the older one at the left."""

    document: DocumentView
    url: str


def comparable_documents(snapshot: Snapshot, document: Document, related: Related) -> tuple[ComparableDocument, ...]:
    """The documents that a document can be compared with, newest first."""
    ids = dict.fromkeys(_related(document, related))
    ids |= dict.fromkeys(_alike(snapshot, document))
    heads = snapshot.store.document_heads(id_ for id_ in ids if id_ != document.id)
    others = sorted(heads.values(), key=_age, reverse=True)
    return tuple(ComparableDocument(DocumentView.of(other), compare_path(document, other)) for other in others)


def compare_path(one: Document, other: Document) -> str:
    """The comparison of two documents."""
    old, new = sorted((one, other), key=_age)
    return with_query(COMPARE, [("old", old.id), ("new", new.id)])


def _age(document: Document) -> tuple[str, str]:
    return document.date.isoformat() if document.date else "", document.id


def _related(document: Document, related: Related) -> Iterator[str]:
    yield from (one.document.id for one in related.incoming if one.kind is RelationKind.REPEALS)
    yield from (one.document for one in document.relations if one.kind is RelationKind.REPEALS and one.document)


def _alike(snapshot: Snapshot, document: Document) -> Iterator[str]:
    """The documents whose titles differ in little but the year."""
    known = snapshot.derived(_yearly)
    own = known.get(document.id)
    if own:
        found = process.extract(own, known, scorer=fuzz.token_ratio, score_cutoff=_ALIKE, limit=_MOST)
        yield from (id_ for _, _, id_ in found)


def _yearly(snapshot: Snapshot) -> Mapping[str, str]:
    """The titles that name a year, without it."""
    titles = ((head.id, head.title) for head in snapshot.store.documents() if head.title)
    return {id_: _MARKS.sub("", _YEAR.sub("", title)) for id_, title in titles if _YEAR.search(title)}

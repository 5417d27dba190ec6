"""What is known of an archive of a few clauses, made by hand: no index is built, and every number is in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from index.knowledge.arrays import Ordinals
from index.knowledge.doc_values import DocumentEntry, DocValues, _Table
from index.knowledge.knowledge import Knowledge, Titles
from index.knowledge.lexicon import Lexicon, LexiconData
from index.knowledge.postings import PostingList, Postings


@dataclass(frozen=True, slots=True)
class ADocument:
    """A document by what the ranking knows of it."""

    id: str
    date: str = ""
    number: str = ""
    issue: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class AClause:
    """A clause by what the ranking knows of it."""

    document: str
    text: str = ""
    prior: float = 0.0
    answers: int = 0
    leading: bool = False
    places: int = 0
    length: int = 1000
    lead: str = ""
    deadline: str = ""
    article: str = ""
    id: str = ""


class TextPostings(Postings):
    """The postings of some texts: each occurrence of a term weighs 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size, self._texts = len(texts), tuple(texts)

    def frequency(self, term: str) -> int:
        return len(self.postings(term).ordinals)

    def postings(self, term: str) -> PostingList:
        counts = np.array([text.count(term) for text in self._texts], dtype=np.float32)
        ordinals = np.flatnonzero(counts).astype(np.uint32)
        return PostingList(ordinals, counts[ordinals])

    def _keys_of(self, term: str) -> list[int]:
        return list(map(ord, term))


class HandmadeValues(DocValues):
    """Doc values of documents and clauses that are given."""

    def __init__(self, documents: Sequence[ADocument], clauses: Sequence[AClause]) -> None:
        numbers = {one.id: at for at, one in enumerate(documents)}
        carriers: dict[str, dict[str, list[int]]] = {"kind": {}, "lead": {}, "deadline": {}, "article": {}}
        for at, clause in enumerate(clauses):
            for name in ("lead", "deadline", "article"):
                carriers[name].setdefault(getattr(clause, name), []).append(at)
        stored = {
            name: {value: np.array(ordinals, np.uint32).tobytes() for value, ordinals in values.items()}
            for name, values in carriers.items()
        }
        self._table = _Table(tuple(map(_entry, documents)), stored)
        self.document = np.array([numbers[one.document] for one in clauses], np.uint32)
        self.prior = np.array([one.prior for one in clauses], np.float32)
        self.answers = np.array([one.answers for one in clauses], np.uint16)
        self.leading = np.array([one.leading for one in clauses], bool)
        self.places = np.array([one.places for one in clauses], np.uint64)
        self.length = np.array([one.length for one in clauses], np.uint16)
        self._clauses = clauses

    def ids(self, ordinals: Ordinals | Sequence[int]) -> list[str]:
        return [self._clauses[at].id for at in ordinals]


def _entry(one: ADocument) -> DocumentEntry:
    keywords = {name: (value,) for name in ("number", "issue") if (value := getattr(one, name))}
    return DocumentEntry(one.id, one.date, {"document": (one.id,), **keywords})


def lexicon(counts: Mapping[str, int], postings: Postings | None = None, **given: Any) -> Lexicon:
    """A lexicon of terms, each with the number of clauses that hold it; all are words, and have vectors in order."""
    terms = tuple(sorted(counts))
    numbers = tuple(range(len(terms)))
    nothing: dict[str, Any] = {
        "glosses": {}, "sounds": {}, "spellings": (), "vocabulary": frozenset(), "title_stems": frozenset(),
        "citations": {}, "aliases": {}, "words": numbers, "topical": numbers,
    }  # fmt: skip
    stored = np.array([counts[term] for term in terms], np.uint32).tobytes()
    data = LexiconData(terms, stored, **nothing | given)
    return Lexicon(data, TextPostings(()) if postings is None else postings)


def knowledge(documents: Sequence[ADocument], clauses: Sequence[AClause], **given: Any) -> Knowledge:
    """What is known of an archive; ``given`` are parts of its lexicon."""
    postings = TextPostings([one.text for one in clauses])
    return Knowledge(
        postings=postings,
        titles=Titles(TextPostings([one.title for one in documents])),
        values=HandmadeValues(documents, clauses),
        lexicon=lexicon({}, postings, **given),
        vectors=cast("Mapping[str, Any]", {}),
        issues=tuple(dict.fromkeys(one.issue for one in documents if one.issue)),
    )

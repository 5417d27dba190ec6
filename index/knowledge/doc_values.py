"""Doc values: what the ranking knows of each clause beside its words, by document ordinal.

A clause's ordinal is its number in the stored order of the archive, from 0.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus import Clause, ClauseKind, Document, Issue
from index.engines import Filter
from index.knowledge.answer_kinds import stated
from index.knowledge.arrays import Mask, Ordinals, StoredOrdinals, mapped
from index.language.folding import fold
from index.language.place_names import places_in
from index.lead_ins import leads_in
from index.schema import DATE_FIELD, clause_keywords, document_keywords, prior

_TABLE, _COLUMNS = "documents.msgpack", "clauses.npz"
_IDS, _ID_ENDS = "clause-ids.txt", "clause-ids.npy"
#: The most characters that are counted.
LONGEST = 65_535


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What all clauses of a document share; ``date`` is ISO 8601 or empty."""

    id: str
    date: str
    keywords: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Table:
    """``documents`` in stored order, and by keyword field and value the clauses that carry it by themselves."""

    documents: tuple[DocumentEntry, ...]
    carriers: Mapping[str, Mapping[str, bytes]]


class DocValues:
    """Read access to the doc values of one generation; never changes, safe for any number of threads."""

    def __init__(self, folder: Path) -> None:
        """Read the files in a folder; raises ``OSError``, ``ValueError`` or ``msgspec.DecodeError``."""
        self._table = msgspec.msgpack.decode((folder / _TABLE).read_bytes(), type=_Table)
        with np.load(folder / _COLUMNS) as columns:
            #: The number of each clause's document, how well the clause stands for it, what kinds of answers it states,
            #: whether it only leads in to what follows, the places that it or its document names, and :func:`length`.
            self.document: StoredOrdinals = columns["document"]
            self.prior: NDArray[np.float32] = columns["prior"]
            self.answers: NDArray[np.uint16] = columns["answers"]
            self.leading: Mask = columns["leading"]
            self.places: NDArray[np.uint64] = columns["places"]
            self.length: NDArray[np.uint16] = columns["length"]
        self._ids = np.memmap(folder / _IDS, np.uint8, "r").view(np.ndarray) if self.size else np.zeros(0, np.uint8)
        self._id_ends: NDArray[np.uint64] = mapped(folder / _ID_ENDS)

    @property
    def size(self) -> int:
        """How many clauses there are."""
        return len(self.document)

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """The documents by number."""
        return self._table.documents

    def ids(self, ordinals: Ordinals | Sequence[int]) -> list[str]:
        """The ids of some clauses."""
        at = np.asarray(ordinals, dtype=np.int64)
        starts, ends = self._id_ends[at].tolist(), self._id_ends[at + 1].tolist()
        return [bytes(self._ids[start:end]).decode() for start, end in zip(starts, ends, strict=True)]

    def passing(self, filters: Iterable[Filter]) -> Mask | None:
        """Which clauses pass all filters; ``None`` where there is none."""
        found: Mask | None = None
        for one in filters:
            mask = self._passing(one)
            found = mask if found is None else found & mask
        return found

    def _passing(self, one: Filter) -> Mask:
        if one.field in self._table.carriers:
            mask = np.zeros(self.size, dtype=bool)
            for value in one.values:
                mask[self.carrying(one.field, value)] = True
            return mask
        if one.field == DATE_FIELD:
            low, high = one.low or "0", one.high or "9999-99-99"
            chosen = [bool(document.date) and low <= document.date <= high for document in self.documents]
        else:
            wanted = frozenset(one.values)
            chosen = [not wanted.isdisjoint(document.keywords.get(one.field, ())) for document in self.documents]
        passing: Mask = np.array(chosen, dtype=bool)[self.document]
        return passing

    def carrying(self, name: str, value: str) -> StoredOrdinals:
        """The ordinals of the clauses that carry a value of their own: a kind, a lead department, a deadline."""
        found: StoredOrdinals = np.frombuffer(self._table.carriers.get(name, {}).get(value, b""), dtype=np.uint32)
        return found

    def share_stating(self, kind: int) -> float:
        """The share of all clauses that state an answer of a kind."""
        return float(np.count_nonzero(self.answers & kind)) / max(self.size, 1)

    def dated(self, start: str) -> Mask:
        """The clauses of documents whose date begins so."""
        chosen = [document.date.startswith(start) for document in self.documents]
        dated: Mask = np.array(chosen, dtype=bool)[self.document]
        return dated

    def numbered(self, keys: Iterable[str]) -> Mask:
        """The clauses of the documents with one of these numbers."""
        return self._passing(Filter("number", tuple(keys)))

    @cached_property
    def rank(self) -> NDArray[np.int64]:
        """The rank of each document where scores are equal: newest first, then as stored."""
        order = sorted(range(len(self.documents)), key=lambda number: self.documents[number].date, reverse=True)
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        return ranks


def length(clause: Clause) -> int:
    """How many characters a clause has, so far as that says how much it states: an article rules, however short."""
    return LONGEST if clause.kind is ClauseKind.ARTICLE else min(len(clause.text), LONGEST)


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """The doc values of one document: what its clauses share, and of each a value in every column, in printed order.

    The columns are those of :class:`DocValues`; ``carried`` are keyword values of a clause's own.
    """

    entry: DocumentEntry
    ids: tuple[str, ...]
    carried: tuple[Mapping[str, tuple[str, ...]], ...]
    prior: tuple[float, ...]
    answers: tuple[int, ...]
    leading: tuple[bool, ...]
    places: tuple[int, ...]
    length: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, issue: Issue | None) -> Self:
        """What is known of a document that was printed in an issue."""
        date = document.date.isoformat() if document.date else ""
        shared = places_in("\n".join([document.title or "", *(body.name for body in document.issuing_bodies)]))
        clauses = tuple(document.clauses)
        texts = [fold(clause.text).text for clause in clauses]
        priors = (prior(part, one, first=not at) for part in document.parts for at, one in enumerate(part.clauses))
        return cls(
            entry=DocumentEntry(document.id, date, document_keywords(document, issue)),
            ids=tuple(clause.id for clause in clauses),
            carried=tuple(map(clause_keywords, clauses)),
            prior=tuple(priors),
            answers=tuple(int(stated(text)) for text in texts),
            leading=tuple(leads_in(clause.text) for clause in clauses),
            places=tuple(shared | places_in(text) for text in texts),
            length=tuple(map(length, clauses)),
        )


class DocValuesWriter:
    """Takes one document after another, in stored order, and writes what :class:`DocValues` reads."""

    def __init__(self) -> None:
        self._documents: list[DocumentEntry] = []
        self._document, self._prior = array("I"), array("f")
        self._answers, self._leading, self._length = array("H"), array("B"), array("H")
        self._places, self._ids, self._id_ends = array("Q"), bytearray(), array("Q", [0])
        self._carriers: dict[str, dict[str, array[int]]] = {}

    @property
    def size(self) -> int:
        """How many clauses were added."""
        return len(self._document)

    def add(self, values: DocumentValues) -> None:
        """The next document."""
        for ordinal, carried in enumerate(values.carried, self.size):
            for name, found in carried.items():
                carriers = self._carriers.setdefault(name, {})
                for value in found:
                    carriers.setdefault(value, array("I")).append(ordinal)
        self._document.extend([len(self._documents)] * len(values.ids))
        self._documents.append(values.entry)
        for one in values.ids:
            self._ids += one.encode()
            self._id_ends.append(len(self._ids))
        self._prior.extend(values.prior)
        self._answers.extend(values.answers)
        self._leading.extend(values.leading)
        self._places.extend(values.places)
        self._length.extend(values.length)

    def write(self, folder: Path) -> None:
        """Write everything that was added."""
        carriers = {
            name: {value: np.array(found, dtype=np.uint32).tobytes() for value, found in values.items()}
            for name, values in self._carriers.items()
        }
        (folder / _TABLE).write_bytes(msgspec.msgpack.encode(_Table(tuple(self._documents), carriers)))
        (folder / _IDS).write_bytes(self._ids)
        np.save(folder / _ID_ENDS, np.array(self._id_ends, dtype=np.uint64))
        np.savez(
            folder / _COLUMNS,
            document=np.array(self._document, dtype=np.uint32),
            prior=np.array(self._prior, dtype=np.float32),
            answers=np.array(self._answers, dtype=np.uint16),
            leading=np.array(self._leading, dtype=bool),
            places=np.array(self._places, dtype=np.uint64),
            length=np.array(self._length, dtype=np.uint16),
        )

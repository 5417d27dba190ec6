"""The lexicon of a generation: which words its clauses hold and how much each says of them, read into memory.

It answers what the engine port cannot: what a group of words scores as one word, how two scripts meet, what a clause
stands for. Written by :mod:`index.generation.lexicon_writing`; made for archives of up to
:data:`index.ranking.Retrieval.exact` clauses.

LEXICON_VERSION history
1: first.
2: the kinds of answers that a clause states; vocabularies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.columns import Columns, Entry

LEXICON = "lexicon.msgpack"
LEXICON_VERSION = 2


@dataclass(frozen=True, slots=True)
class Name:
    """What a document is called: its titles, the stems of the English one, and the numbers of the clauses in it."""

    document: str
    title: str
    title_en: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The lexicon as it is stored.

    ``clauses`` is how many the generation has. In a large archive ``entries``, ``labels``, ``answers``, ``places`` and
    ``weights`` are empty: the lexicon then is a vocabulary, which knows how often a term is held but not where.

    ``terms`` are sorted; term ``i`` has the postings ``starts[i]:starts[i + 1]`` of ``places`` (clause numbers) and
    ``weights`` (its frequency over the fields, each by weight and length). ``topical`` are the numbers of the terms
    that have a vector. ``answers`` are the kinds of answers that each clause states, ``labels`` those of articles,
    ``citations`` the clauses that print a document number, ``glosses`` Chinese words by English stems with their
    source.
    """

    version: int
    clauses: int
    names: tuple[Name, ...]
    terms: tuple[str, ...]
    starts: bytes
    topical: tuple[int, ...]
    words: tuple[int, ...]
    places: bytes = b""
    weights: bytes = b""
    entries: tuple[Entry, ...] = ()
    labels: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()
    repeals: tuple[int, ...] = ()
    citations: dict[str, tuple[int, ...]] = field(default_factory=dict)
    glosses: dict[str, dict[str, str]] = field(default_factory=dict)
    sounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()


class Lexicon:
    """Read access to the lexicon of one generation; never changes, safe for any number of threads."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.size, self.clauses = len(contents.entries), contents.clauses
        self.columns = Columns(contents.entries)
        self._numbers = {term: number for number, term in enumerate(contents.terms)}
        self._starts = np.frombuffer(contents.starts, dtype=np.uint32)
        self._places = np.frombuffer(contents.places, dtype=np.uint32)
        self._weights = np.frombuffer(contents.weights, dtype=np.float32)

    @classmethod
    def read(cls, folder: Path) -> "Lexicon | None":
        """The lexicon of a generation's folder; ``None`` where it has none that this program can read."""
        try:
            contents = msgspec.msgpack.decode((folder / LEXICON).read_bytes(), type=Contents)
        except (OSError, msgspec.DecodeError):
            return None
        return cls(contents) if contents.version == LEXICON_VERSION else None

    def __contains__(self, term: str) -> bool:
        return term in self._numbers

    def number(self, term: str) -> int | None:
        """The number of a term in ``contents.terms``."""
        return self._numbers.get(term)

    def frequency(self, term: str) -> int:
        """How many clauses hold the term."""
        number = self._numbers.get(term)
        return 0 if number is None else int(self._starts[number + 1]) - int(self._starts[number])

    def postings(self, term: str) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """The numbers of the clauses that hold the term, each once, and its weight in each."""
        number = self._numbers.get(term)
        low, high = (0, 0) if number is None else (self._starts[number], self._starts[number + 1])
        return self._places[low:high], self._weights[low:high]

    def gathered(self, group: Mapping[str, float]) -> NDArray[np.float64]:
        """For every clause the sum of the weights of a group's terms, each times its share; 0 where it has none."""
        found = np.zeros(self.size)
        if not self.size:
            return found
        for term, share in group.items():
            places, weights = self.postings(term)
            found[places] += share * weights
        return found

    def reach(self, group: Mapping[str, float], weights: NDArray[np.float64]) -> int:
        """How many clauses of the archive hold any term of a group that was gathered as ``weights``."""
        return int(np.count_nonzero(weights)) if self.size else sum(self.frequency(term) for term in group)

    def spread(self, values: Mapping[int, float]) -> NDArray[np.float64]:
        """Values by the number of a clause as an array over all clauses, 0 where there is none."""
        found = np.zeros(self.size)
        found[list(values)] = list(values.values())
        return found

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each clause by its id."""
        return {entry.clause: number for number, entry in enumerate(self.contents.entries)}

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The keys of all document numbers, of documents that are here and of those that are cited."""
        own = (key for entry in self.contents.entries for key in entry.keywords.get("number", ()))
        return tuple(dict.fromkeys([*own, *self.contents.citations]))

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """The document of each clause as a number, the same for clauses of one document."""
        return np.unique([entry.document for entry in self.contents.entries], return_inverse=True)[1]

    def neighbours(self, clause: str) -> tuple[str | None, str | None]:
        """The ids of the clauses before and after one in its document."""
        place, entries = self.places[clause], self.contents.entries
        around = (entries[at] if 0 <= at < self.size else None for at in (place - 1, place + 1))
        before, after = (one.clause if one and one.document == entries[place].document else None for one in around)
        return before, after

    @cached_property
    def topical(self) -> tuple[str, ...]:
        """The terms that have a vector, in its order."""
        return tuple(self.contents.terms[number] for number in self.contents.topical)

    @cached_property
    def topical_numbers(self) -> Mapping[str, int]:
        """Where each of them stands in :attr:`topical`."""
        return {term: number for number, term in enumerate(self.topical)}

    @cached_property
    def words(self) -> frozenset[str]:
        """The terms that segmentation saw as words."""
        return frozenset(self.contents.terms[number] for number in self.contents.words)

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """The stems of all English titles."""
        return frozenset(stem for name in self.contents.names for stem in name.stems)

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """English words that lead somewhere, as they are written."""
        return tuple(sorted(self.contents.spellings))

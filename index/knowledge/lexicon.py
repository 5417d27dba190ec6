"""The lexicon of a generation: its terms, what they are called in English, how they sound, what documents are named.

Where a term stands is in its postings. Written by :mod:`index.generation.lexicon_writing`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.knowledge.postings import Postings

LEXICON = "lexicon.msgpack"
Value = TypeVar("Value", str, int)


@dataclass(frozen=True, slots=True)
class LexiconData:
    """The lexicon as it is stored.

    ``terms`` are sorted; ``counts`` says how many clauses hold each, ``topical`` are the numbers of those that have a
    vector, ``words`` of those that segmentation sees as one word. ``glosses`` are Chinese terms by English stems, with
    their source; ``sounds`` terms by toneless pinyin; ``spellings`` the English words that lead somewhere.
    ``vocabulary`` are the stems of all words and the keys of all phrases of the dictionaries, whether they lead
    somewhere or not.
    ``citations`` are ordinals of the clauses that print a document number, by its key. ``aliases`` are numbers of the
    documents that a name stands for.
    """

    terms: tuple[str, ...]
    counts: bytes
    topical: tuple[int, ...]
    words: tuple[int, ...]
    glosses: dict[str, dict[str, str]]
    sounds: dict[str, tuple[str, ...]]
    spellings: tuple[str, ...]
    vocabulary: frozenset[str]
    title_stems: frozenset[str]
    citations: dict[str, tuple[int, ...]]
    aliases: dict[str, tuple[int, ...]]


class Lexicon:
    """Read access to the lexicon of one generation; never changes, safe for any number of threads."""

    def __init__(self, data: LexiconData, postings: Postings) -> None:
        self.data, self.postings = data, postings
        self._counts = np.frombuffer(data.counts, dtype=np.uint32)

    @classmethod
    def read(cls, folder: Path, postings: Postings) -> "Lexicon":
        """The lexicon in a generation's folder; raises ``OSError`` or ``msgspec.DecodeError``."""
        return cls(msgspec.msgpack.decode((folder / LEXICON).read_bytes(), type=LexiconData), postings)

    def __contains__(self, term: str) -> bool:
        return self.frequency(term) > 0

    def frequency(self, term: str) -> int:
        """How many clauses hold the term."""
        at = _position(self.data.terms, term)
        return self.postings.frequency(term) if at is None else int(self._counts[at])

    def is_segmented(self, term: str) -> bool:
        """Whether segmentation sees the term as one word somewhere in the archive."""
        at = _position(self.data.terms, term)
        return at is not None and _position(self.data.words, at) is not None

    def leads(self, stem: str) -> bool:
        """Whether the stem of a Latin word leads to clauses: by a dictionary, by a title, or as it is."""
        return stem in self.data.glosses or stem in self.data.title_stems or stem in self

    def is_word(self, stem: str) -> bool:
        """Whether it leads to clauses, or is at least of a word that some dictionary has."""
        return stem in self.data.vocabulary or self.leads(stem)

    @cached_property
    def topical(self) -> tuple[str, ...]:
        """The terms that have a vector, in its order."""
        return tuple(self.data.terms[number] for number in self.data.topical)

    @cached_property
    def topical_numbers(self) -> Mapping[str, int]:
        """Where each of them stands in :attr:`topical`."""
        return {term: number for number, term in enumerate(self.topical)}

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The terms that segmentation sees as one word, sorted."""
        return tuple(self.data.terms[number] for number in self.data.words)

    @cached_property
    def numbers(self) -> Mapping[int, Sequence[str]]:
        """The keys of all document numbers that are carried or cited, by serial."""
        found: dict[int, list[str]] = {}
        for key in self.data.citations:
            found.setdefault(int(key.rsplit("-", 1)[1]), []).append(key)
        return found

    def citing(self, keys: Iterable[str]) -> NDArray[np.int64]:
        """The ordinals of the clauses that print one of these document numbers."""
        return np.array([ordinal for key in keys for ordinal in self.data.citations.get(key, ())], dtype=np.int64)

    def ending(self, name: str) -> tuple[int, ...]:
        """The documents of which some name ends so."""
        found = (self.data.aliases[alias[::-1]] for alias in beginning(self._reversed, name[::-1]))
        return tuple(dict.fromkeys(number for numbers in found for number in numbers))

    @cached_property
    def _reversed(self) -> tuple[str, ...]:
        return tuple(sorted(alias[::-1] for alias in self.data.aliases))


def beginning(ordered: Sequence[str], start: str) -> Sequence[str]:
    """Those of a sorted list that begin so."""
    return tuple(takewhile(lambda one: one.startswith(start), islice(ordered, bisect_left(ordered, start), None)))


def _position(values: Sequence[Value], value: Value) -> int | None:
    """Where a value stands in sorted values."""
    at = bisect_left(values, value)
    return at if at < len(values) and values[at] == value else None

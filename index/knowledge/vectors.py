"""The vectors of a generation: one file an encoder, mapped into memory, every text encoded once in its life.

A file holds a float32 matrix: a row for each clause with its headings (or without, for encoders of long texts), then
a row for each sentence, then a row for each topical term of the lexicon. What was encoded is kept by text in a cache
beside the index, so that a rebuild encodes only what is new.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np

from corpus.model import Clause
from index.knowledge.encoders import ENCODERS, Encoder, Matrix
from index.knowledge.encoding import Encoding
from index.knowledge.leaning import Leaning
from index.knowledge.lexicon import Contents, Lexicon
from index.store import Store

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")
_SHORTEST_SENTENCE = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """Which rows are what: ``clauses`` rows, then sentences, by the clause of each, then terms."""

    clauses: int
    sentences: tuple[int, ...]
    terms: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Parts of a ``text`` whose nearest terms are wanted: ``given`` with their own terms.

    A term must be nearer to a phrase than to each of its ``inner`` words, themselves parts that are given.
    """

    text: str
    given: Mapping[str, Sequence[str]]
    inner: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Vectors:
    """The vectors of one encoder over one generation."""

    def __init__(self, encoder: Encoder, matrix: Matrix, layout: Layout) -> None:
        self.encoder = encoder
        ends = layout.clauses, layout.clauses + len(layout.sentences)
        self.clauses, self._said, self.terms = matrix[: ends[0]], matrix[: ends[1]], matrix[ends[1] :]
        owners = np.asarray(layout.sentences, dtype="int64")
        #: Where the sentences of each clause that has some begin, for one pass over all of them.
        self._starts = np.flatnonzero(np.diff(owners, prepend=-1))
        self._owners = owners[self._starts]

    @classmethod
    def read(cls, folder: Path, name: str) -> "Vectors | None":
        """The vectors of an encoder in a generation's folder; ``None`` while there are none or no encoder to ask."""
        encoder = ENCODERS[name]
        if not (folder / _matrix(name)).exists() or not encoder.available:
            return None
        try:
            layout = msgspec.msgpack.decode((folder / _layout(name)).read_bytes(), type=Layout)
            return cls(encoder, np.load(folder / _matrix(name), mmap_mode="r"), layout)
        except (OSError, ValueError, msgspec.DecodeError):
            return None

    def scores(self, text: str) -> list[Matrix]:
        """How near each clause is to a text, a float32 array for each view: whole clauses, their best sentences."""
        whole, sentences = np.split(self._near(self.encoder.query(text)), [len(self.clauses)])
        views = [whole]
        if len(sentences):
            best = whole.copy()
            best[self._owners] = np.maximum.reduceat(sentences, self._starts)
            views.append(best)
        return views

    def _near(self, asked: Matrix) -> Matrix:
        """How near each clause, then each sentence is to what was asked."""
        if not self.encoder.leaning or not len(self._said):
            near: Matrix = self._said @ asked
            return near
        leaning, lengths = self._leaning
        rest = leaning.rest(asked)
        found: Matrix = self._said @ rest
        return (found - np.float32(leaning.mean @ rest)) / lengths

    @cached_property
    def _leaning(self) -> tuple[Leaning, Matrix]:
        """What clauses and sentences have in common, and how long the rest of each is."""
        leaning = Leaning.of(self._said, self.encoder.leaning)
        return leaning, leaning.lengths(self._said)

    def terms_near(self, lexicon: Lexicon, asked: Asked, most: int) -> dict[str, dict[str, tuple[float, float]]]:
        """For each text of ``asked.given`` its own terms and the ``most`` nearest ones.

        Each comes with how near it is to that text, and to the whole text.
        """
        near = self.terms @ self.encoder.queries([asked.text, *asked.given]).T
        terms, numbers = lexicon.topical, lexicon.topical_numbers
        columns = {typed: column for column, typed in enumerate(asked.given, start=1)}
        found = {}
        for typed, own in asked.given.items():
            scores = near[:, columns[typed]]
            best = np.argpartition(-scores, min(most, len(scores) - 1))[:most]
            inner = [columns[word] for word in asked.inner.get(typed, ())]
            if inner:
                best = best[scores[best] > near[best][:, inner].max(axis=1)]
            rows = {*best.tolist()} | {numbers[term] for term in own if term in numbers}
            found[typed] = {terms[row]: (float(scores[row]), float(near[row, 0])) for row in rows}
        return found

    def nearest(self, places: Sequence[int]) -> Matrix:
        """How near each clause is to those at ``places``, a row for each of them, by whole clauses."""
        found: Matrix = self.clauses[places] @ self.clauses.T
        return found


def write_vectors(folder: Path, encoded: Encoding, store: Store, contents: Contents) -> None:
    """Encode clauses, sentences and terms, and write the encoder's file into a generation's folder."""
    encoder = encoded.encoder
    clauses = list(store.clauses(entry.clause for entry in contents.entries).values())
    at = {clause.id: clause for clause in clauses}
    ordered = [at[entry.clause] for entry in contents.entries]
    whole = [clause.text if encoder.slow else with_headings(clause) for clause in ordered]
    sentences = [(place, one) for place, clause in enumerate(ordered) for one in _sentences(clause)]
    terms = [contents.terms[number] for number in contents.topical]
    parts = [one for _, one in sentences]
    texts = [*whole, *parts, *(terms if encoder.terms else ())]
    matrix = encoded(texts)
    owners = tuple(place for place, _ in sentences)
    layout = Layout(len(whole), owners, len(texts) - len(whole) - len(parts))
    (folder / _layout(encoder.name)).write_bytes(msgspec.msgpack.encode(layout))
    beside = folder / f"{_matrix(encoder.name)}.new"
    with beside.open("wb") as stream:
        np.save(stream, matrix)
    beside.replace(folder / _matrix(encoder.name))


def with_headings(clause: Clause) -> str:
    """The clause with the titles above it, as it is encoded."""
    return " ".join([*(step.title or "" for step in clause.path), clause.text]).strip()


def _sentences(clause: Clause) -> Iterable[str]:
    found = [match[0].strip() for match in _SENTENCE.finditer(clause.text)]
    return (one for one in found if len(one) >= _SHORTEST_SENTENCE)


def _matrix(name: str) -> str:
    return f"vectors-{name}.npy"


def _layout(name: str) -> str:
    return f"vectors-{name}.msgpack"

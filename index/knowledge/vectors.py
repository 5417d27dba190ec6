"""The vectors of a generation: of clauses, their sentences and the terms of the lexicon; mapped into memory.

Beside the vectors of the clauses lie their mean and second moments, from which the mean and the standard deviation of
the likeness of all clauses to any query follow exactly: E[x·q] = μ·q, Var[x·q] = q·E[xxᵀ]·q - (μ·q)².
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Document
from index.knowledge.arrays import Ordinals, standard_scores
from index.knowledge.common_components import CommonComponents
from index.knowledge.encoders import ENCODERS, Encoder, Matrix
from index.knowledge.encoding import Encoding
from index.knowledge.nearest import NearestClauses, open_nearest, write_nearest
from index.lead_ins import lead_ins
from index.time_limit import require_time

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")
_SHORTEST_SENTENCE = 6
_PORTION = 1024


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and second moments of the vectors of all clauses."""

    mean: Matrix
    second: Matrix

    def standard(self, nearness: Matrix, asked: Matrix) -> Matrix:
        """The nearness to a query in standard deviations from the mean of all clauses."""
        mean = float(self.mean @ asked)
        spread = float(np.sqrt(max(float(asked @ self.second @ asked) - mean * mean, 1e-12)))
        return standard_scores(nearness, mean, spread)


class Vectors:
    """The vectors of one encoder over one generation; never changes, safe for any number of threads.

    ``terms`` has a row for each topical term of the lexicon, none where the encoder knows no single words.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Open the files in a folder; raises ``OSError``, ``ValueError`` or ``KeyError`` where they cannot be read."""
        self.encoder = encoder
        self.clauses: NearestClauses = open_nearest(folder, encoder.name)
        with np.load(folder / _file(encoder, "moments.npz")) as stored:
            self.moments = Moments(stored["mean"], stored["second"])
            self._common = CommonComponents(stored["common_mean"], stored["directions"])
            self._starts: NDArray[np.uint32] = stored["starts"]
        self._sentences: Matrix = np.load(folder / _file(encoder, "sentences.npy"), mmap_mode="r")
        self.terms: Matrix = np.load(folder / _file(encoder, "terms.npy"), mmap_mode="r")

    def asked(self, text: str) -> Matrix:
        """The vector of a query, without what all clauses have in common."""
        require_time()
        vector = self.encoder.query(text)
        return self._common.rest(vector) if self.encoder.common else vector

    def nearness(self, asked: Matrix, ordinals: Ordinals) -> Matrix:
        """How near some clauses are to a query, in standard deviations."""
        require_time()
        return self.moments.standard(self.clauses.of(ordinals) @ asked, asked)

    def best_sentences(self, asked: Matrix, ordinals: Ordinals) -> Matrix | None:
        """The same of the nearest sentence of each clause; of the clause itself where it has none.

        ``None`` where the encoder has no sentences.
        """
        if not len(self._sentences):
            return None
        starts, ends = self._starts[ordinals].astype(np.int64), self._starts[ordinals + 1].astype(np.int64)
        sizes = ends - starts
        firsts = np.cumsum(sizes) - sizes
        rows = np.arange(int(sizes.sum())) + np.repeat(starts - firsts, sizes)
        near = self._sentences[rows].astype(np.float32) @ asked
        best = self.clauses.of(ordinals) @ asked
        some = np.flatnonzero(sizes)
        if len(some):
            best[some] = np.maximum.reduceat(near, firsts[some])
        return self.moments.standard(best, asked)


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause as it is encoded: its text, and ``whole`` with the titles above it and what leads in to it."""

    text: str
    whole: str


def passages(document: Document) -> Iterator[Passage]:
    """Those of a document, in order."""
    for part in document.parts:
        for clause, lead_in in zip(part.clauses, lead_ins(part.clauses), strict=True):
            titles = (step.title or "" for step in clause.path)
            yield Passage(clause.text, " ".join([*titles, *lead_in.split("\n"), clause.text]).strip())


def open_vectors(folder: Path) -> dict[str, Vectors]:
    """The vectors of a generation by encoder; of an encoder that is not installed there are none."""
    found = {}
    for encoder in ENCODERS.values():
        if encoder.available and (folder / _file(encoder, "moments.npz")).exists():
            found[encoder.name] = Vectors(folder, encoder)
    return found


def write_vectors(
    folder: Path,
    encoded: Encoding,
    passages: Iterable[Passage],
    terms: list[str],
    tell: Callable[[int], None] | None = None,
) -> None:
    """Encode the clauses in stored order, their sentences, and terms, and write what :class:`Vectors` reads.

    ``tell`` is given the number of clauses that are encoded.
    """
    encoder = encoded.encoder
    whole, said, owners = _encoded(encoded, passages, tell)
    common = CommonComponents.of(whole, encoder.common)
    if encoder.common:
        whole = common.rests(whole)
    size = max(len(whole), 1)
    write_nearest(folder, encoder.name, whole)
    np.save(folder / _file(encoder, "sentences.npy"), said)
    np.save(folder / _file(encoder, "terms.npy"), encoded(terms if encoder.terms else []))
    starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(whole))))).astype(np.uint32)
    np.savez(
        folder / _file(encoder, "moments.npz"),
        mean=whole.sum(axis=0) / size,
        second=(whole.T @ whole) / size,
        common_mean=common.mean,
        directions=common.directions,
        starts=starts,
    )


def _encoded(
    encoded: Encoding, passages: Iterable[Passage], tell: Callable[[int], None] | None
) -> tuple[Matrix, NDArray[np.float16], Ordinals]:
    """The vectors of all clauses and of their sentences, and the clause of each sentence."""
    encoder, waiting = encoded.encoder, iter(passages)
    whole, said, owners = [np.zeros((0, encoder.dimensions), np.float32)], [], []
    sentences = [np.zeros((0, encoder.dimensions), np.float16)]
    at = 0
    if tell:
        tell(0)
    while portion := list(islice(waiting, _PORTION)):
        whole.append(encoded([one.whole if encoder.sentences else one.text for one in portion]))
        if encoder.sentences:
            said = [(at + number, one) for number, passage in enumerate(portion) for one in _sentences(passage.text)]
            sentences.append(encoded([one for _, one in said]).astype(np.float16))
            owners += [owner for owner, _ in said]
        at += len(portion)
        if tell:
            tell(at)
    return np.concatenate(whole), np.concatenate(sentences), np.array(owners, dtype=np.int64)


def _sentences(text: str) -> Iterator[str]:
    found = (match[0].strip() for match in _SENTENCE.finditer(text))
    return (one for one in found if len(one) >= _SHORTEST_SENTENCE)


def _file(encoder: Encoder, part: str) -> str:
    return f"vectors-{encoder.name}-{part}"

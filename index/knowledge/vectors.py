"""The vectors of a generation: of clauses, their sentences and the terms of the lexicon; mapped into memory.

Beside the vectors of the clauses lie their mean and second moments, from which the mean and the standard deviation of
the likeness of all clauses to any query follow exactly: E[x·q] = μ·q, Var[x·q] = q·E[xxᵀ]·q - (μ·q)².
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus import Document
from index.knowledge.arrays import Mask, Ordinals, mapped, standard_scores
from index.knowledge.common_components import CommonComponents
from index.knowledge.encoders import ENCODERS, Encoder, Matrix
from index.knowledge.encoding import Encoding
from index.knowledge.half_precision import HalfMatrix, products
from index.knowledge.nearest import NearestClauses, matrix_name, open_nearest
from index.knowledge.remembered import Remembered
from index.knowledge.rows_file import RowsFile, row_blocks
from index.knowledge.term_vectors import TermVectors, write_term_vectors
from index.lead_ins import lead_ins
from index.time_limit import require_time

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")
_SHORTEST_SENTENCE = 6
_PORTION = 1024
#: Texts whose nearest clauses are remembered.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and second moments of the vectors of all clauses."""

    mean: Matrix
    second: Matrix

    @classmethod
    def of(cls, vectors: Matrix) -> Self:
        """Those of some vectors, one a row."""
        dimensions = vectors.shape[1]
        mean, second = np.zeros(dimensions), np.zeros((dimensions, dimensions))
        for block in row_blocks(vectors):
            mean += block.sum(axis=0)
            second += block.T @ block
        size = max(len(vectors), 1)
        return cls((mean / size).astype(np.float32), (second / size).astype(np.float32))

    def standard(self, nearness: Matrix, asked: Matrix) -> Matrix:
        """The nearness to a query in standard deviations from the mean of all clauses."""
        mean = float(self.mean @ asked)
        spread = float(np.sqrt(max(float(asked @ self.second @ asked) - mean * mean, 1e-12)))
        return standard_scores(nearness, mean, spread)


class Vectors:
    """The vectors of one encoder over one generation; never changes, safe for any number of threads."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Open the files in a folder; raises ``OSError``, ``ValueError`` or ``KeyError`` where they cannot be read."""
        self.encoder = encoder
        self.clauses: NearestClauses = open_nearest(folder, encoder.name)
        with np.load(folder / _file(encoder, "moments.npz")) as stored:
            self.moments = Moments(stored["mean"], stored["second"])
            self._common = CommonComponents(stored["common_mean"], stored["directions"])
            self._starts: NDArray[np.uint32] = stored["starts"]
        self._sentences: HalfMatrix = mapped(folder / _file(encoder, "sentences.npy"))
        self._nearest = Remembered[tuple[str, int], Ordinals](_KEPT)
        self.terms = TermVectors(folder, encoder.name)

    def asked(self, text: str) -> Matrix:
        """The vector of a query, without what all clauses have in common."""
        require_time()
        vector = self.encoder.query(text)
        return self._common.rest(vector) if self.encoder.common else vector

    def nearest(self, text: str, most: int, passing: Mask | None) -> Ordinals:
        """The clauses nearest to a text, of those that pass, in no order; those of all are remembered for a while."""
        if passing is not None:
            return self.clauses.nearest(self.asked(text), most, passing)
        return self._nearest.values([(text, most)], lambda _: [self.clauses.nearest(self.asked(text), most)])[0]

    def nearness(self, asked: Matrix, ordinals: Ordinals) -> tuple[Matrix, Matrix | None]:
        """How near some clauses are to a query, and the nearest sentence of each, in standard deviations.

        A clause without sentences is one itself. There are none where the encoder has no sentences.
        """
        require_time()
        near = self.clauses.nearness(asked, ordinals)
        best = self._best_sentences(near, asked, ordinals) if len(self._sentences) else None
        return self.moments.standard(near, asked), None if best is None else self.moments.standard(best, asked)

    def _best_sentences(self, near: Matrix, asked: Matrix, ordinals: Ordinals) -> Matrix:
        """The nearness of the nearest sentence of each clause, that of the clause where it has none."""
        starts, ends = self._starts[ordinals].astype(np.int64), self._starts[ordinals + 1].astype(np.int64)
        sizes = ends - starts
        firsts = np.cumsum(sizes) - sizes
        rows = np.arange(int(sizes.sum())) + np.repeat(starts - firsts, sizes)
        best, some = near.copy(), np.flatnonzero(sizes)
        if len(some):
            best[some] = np.maximum.reduceat(products(self._sentences[rows], asked), firsts[some])
        return best


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
    terms: Sequence[str],
    tell: Callable[[int], None] | None = None,
) -> None:
    """Encode the clauses in stored order, their sentences, and terms, and write what :class:`Vectors` reads.

    ``tell`` is given the number of clauses that are encoded.
    """
    encoder = encoded.encoder
    counts = _write_encoded(folder, encoded, passages, tell)
    write_term_vectors(folder, encoder.name, encoded(terms if encoder.terms else []))
    vectors = np.load(folder / matrix_name(encoder.name), mmap_mode="r+")
    common = CommonComponents.of(vectors, encoder.common)
    for block in row_blocks(vectors) if encoder.common else ():
        block[:] = common.rests(block)
    moments = Moments.of(vectors)
    np.savez(
        folder / _file(encoder, "moments.npz"),
        mean=moments.mean,
        second=moments.second,
        common_mean=common.mean,
        directions=common.directions,
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
    )
    vectors.flush()


def _write_encoded(
    folder: Path, encoded: Encoding, passages: Iterable[Passage], tell: Callable[[int], None] | None
) -> list[int]:
    """Write the vectors of all clauses and of their sentences; how many sentences each clause has."""
    encoder, waiting, counts = encoded.encoder, iter(passages), list[int]()
    by_clause = RowsFile(folder / matrix_name(encoder.name), np.float32, encoder.dimensions)
    by_sentence = RowsFile(folder / _file(encoder, "sentences.npy"), np.float16, encoder.dimensions)
    if tell:
        tell(0)
    with by_clause, by_sentence:
        while portion := list(islice(waiting, _PORTION)):
            by_clause.add(encoded([one.whole if encoder.sentences else one.text for one in portion]))
            said = [list(_sentences(one.text)) if encoder.sentences else [] for one in portion]
            by_sentence.add(encoded([sentence for of_one in said for sentence in of_one]))
            counts += map(len, said)
            if tell:
                tell(by_clause.size)
    return counts


def _sentences(text: str) -> Iterator[str]:
    found = (match[0].strip() for match in _SENTENCE.finditer(text))
    return (one for one in found if len(one) >= _SHORTEST_SENTENCE)


def _file(encoder: Encoder, part: str) -> str:
    return f"vectors-{encoder.name}-{part}"

"""The measures of answers to judged queries and to questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

#: How far down an answer is looked at, and how far down an answer still counts as found.
DEPTH, NEAR_TOP = 100, 10


def ndcg(grades: Sequence[int], judged: Sequence[int]) -> float:
    """nDCG@10 with gains 2^grade - 1 of the grades of an answer, ``judged`` being all that could be found."""
    ideal = _dcg(sorted(judged, reverse=True)[:NEAR_TOP])
    return min(_dcg(grades[:NEAR_TOP]) / ideal, 1.0) if ideal else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum((float(2**grade) - 1) / log2(at + 2) for at, grade in enumerate(grades))


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of questions with an answer first, among ten, among a hundred; the mean of 1/rank over ten."""

    first: float
    ten: float
    hundred: float
    mrr: float


def found(ranks: Sequence[int | None]) -> Found:
    """The measures of where the first answer to each question stands, from 1; ``None`` where there is none."""
    size = max(len(ranks), 1)

    def share(most: int) -> float:
        return sum(rank is not None and rank <= most for rank in ranks) / size

    mrr = sum(1 / rank for rank in ranks if rank and rank <= NEAR_TOP) / size
    return Found(share(1), share(NEAR_TOP), share(DEPTH), mrr)


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def grouped(values: Mapping[str, Sequence[float]]) -> str:
    """The means of several groups in one line."""
    return "  ".join(f"{name} {mean(values[name]):.3f}" for name in sorted(values))

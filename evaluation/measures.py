"""Judged queries and the measures of an answer to them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

QUERIES = Path(__file__).parent / "queries.jsonl"
#: How far down an answer is looked at, and how far down an answer still counts as found at once.
DEPTH, NEAR_TOP = 50, 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the clauses that answer it by grade: 3 by itself, 2 in part, 1 for context."""

    lang: str
    type: str
    query: str
    relevant: Mapping[str, int]

    def rank(self, answer: Sequence[str]) -> int | None:
        """Where the first clause of the best grade stands, from 1; ``None`` when it is not in the answer."""
        best = max(self.relevant.values())
        return next((at for at, clause in enumerate(answer, 1) if self.relevant.get(clause) == best), None)

    def ndcg(self, answer: Sequence[str]) -> float:
        """nDCG@10 with gains 2^grade - 1."""
        ideal = sorted(self.relevant.values(), reverse=True)
        return _dcg([self.relevant.get(clause, 0) for clause in answer[:10]]) / _dcg(ideal[:10])


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over queries; ``mrr`` is the mean of 1/rank, 0 where nothing was found."""

    queries: int
    found1: float
    found5: float
    mrr: float
    ndcg: float


def read_queries() -> tuple[Judged, ...]:
    """Our judged queries."""
    return tuple(Judged(**json.loads(line)) for line in QUERIES.read_text("utf-8").splitlines())


def figures(queries: Sequence[Judged], answers: Sequence[Sequence[str]]) -> Figures:
    """The measures of the answers to the queries, one each, in the same order."""
    ranks = [query.rank(answer) for query, answer in zip(queries, answers, strict=True)]
    size = len(queries)
    return Figures(
        queries=size,
        found1=round(sum(rank == 1 for rank in ranks) / size, 3),
        found5=round(sum(rank is not None and rank <= NEAR_TOP for rank in ranks) / size, 3),
        mrr=round(sum(1 / rank for rank in ranks if rank) / size, 3),
        ndcg=round(sum(query.ndcg(answer) for query, answer in zip(queries, answers, strict=True)) / size, 3),
    )


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(at + 2) for at, grade in enumerate(grades))

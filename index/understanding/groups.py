"""Groups of words that count as one word: what a query word may be called in a clause, and what that scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.ranking import RANKING

#: Why of a term that is known by its nearness to a word alone.
NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Member:
    """A term of the lexicon that may stand for a word of the query.

    ``share`` (0 to 1) says how surely, ``why`` where that is known from; the word itself has no reason.
    """

    term: str
    share: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A word or phrase of the query as typed, with its terms, surest first; ``factor`` weighs the whole group."""

    source: str
    members: tuple[Member, ...]
    factor: float = 1.0

    @property
    def is_guess(self) -> bool:
        """Whether all that stands for the word is only near to it in meaning, as something is to any string."""
        return all(one.why == NEAREST for one in self.members)

    def without(self, removed: frozenset[str]) -> "Group":
        """The group less the expansions that the user took out."""
        return replace(self, members=tuple(one for one in self.members if not one.why or one.term not in removed))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the groups of a query found: a score by clause, and for each clause the share (0 to 1) of them it holds."""

    scores: NDArray[np.float64]
    coverage: NDArray[np.float64]


class Postings(Protocol):
    """Where the terms of some clauses of an archive stand: all of them, or those that may answer."""

    @property
    def size(self) -> int:
        """How many clauses these are."""

    @property
    def clauses(self) -> int:
        """How many the archive has."""

    def gathered(self, group: Mapping[str, float]) -> NDArray[np.float64]:
        """For every clause the sum of the weights of a group's terms, each times its share; 0 where it has none."""

    def reach(self, group: Mapping[str, float], weights: NDArray[np.float64]) -> int:
        """How many clauses of the archive hold any term of a group that was gathered as ``weights``."""


def weigh(postings: Postings, groups: Iterable[Group]) -> Evidence:
    """Score every group as one word (one frequency, one rarity, one saturation), and add the groups up."""
    model = RANKING.retrieval
    scores, held, total = np.zeros(postings.size), np.zeros(postings.size), 0.0
    for group in groups:
        members = {one.term: one.share for one in group.members}
        weight = postings.gathered(members)
        rarity = group.factor * idf(postings.clauses, postings.reach(members, weight))
        total += rarity
        scores += rarity * weight * (model.saturation + 1) / (weight + model.saturation)
        sure = model.guess if group.is_guess else 1.0
        held += sure * rarity * np.minimum(weight / model.held, 1.0)
    return Evidence(scores, held / total if total else held)


def idf(size: int, frequency: int) -> float:
    """How telling it is that a clause holds what ``frequency`` of ``size`` clauses hold."""
    return log(1 + (size - frequency + 0.5) / (frequency + 0.5))

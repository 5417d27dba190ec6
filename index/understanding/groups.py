"""Groups of words that count as one word: what a query word may be called in a clause, and what that scores."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from index.ranking import RANKING
from index.scoring.lexicon import Lexicon

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


def weigh(lexicon: Lexicon, groups: Iterable[Group]) -> Evidence:
    """Score every group as one word (one frequency, one rarity, one saturation), and add the groups up."""
    model = RANKING.retrieval
    scores, held, total = np.zeros(lexicon.size), np.zeros(lexicon.size), 0.0
    for group in groups:
        weight = lexicon.gathered({one.term: one.share for one in group.members})
        rarity = group.factor * idf(lexicon.size, int(np.count_nonzero(weight)))
        total += rarity
        scores += rarity * weight * (model.saturation + 1) / (weight + model.saturation)
        sure = model.guess if group.is_guess else 1.0
        held += sure * rarity * np.minimum(weight / model.held, 1.0)
    return Evidence(scores, held / total if total else held)


def idf(size: int, frequency: int) -> float:
    """How telling it is that a clause holds what ``frequency`` of ``size`` clauses hold."""
    return log(1 + (size - frequency + 0.5) / (frequency + 0.5))

"""Groups of terms that count as one word: what a word of the query may be called in a clause, and what that scores."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from index.knowledge.arrays import SparseScores, idf
from index.knowledge.postings import Postings
from index.ranking import RANKING
from index.time_limit import require_time

#: Why of a term that is known by its nearness to a word alone.
NEAREST = "nearest"
#: Why of a number that is spelled otherwise.
NUMERAL = "numeral"


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A term of the lexicon that may stand for a word of the query.

    ``share`` (0 to 1) says how surely, ``why`` where that is known from; the word itself has no reason.
    """

    term: str
    share: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A word or phrase of the query as typed, with its terms, surest first; ``factor`` weighs the whole group.

    Without terms it is a phrase that is known and of which the archive has nothing. Terms that are ``hidden`` rank, and
    are neither shown nor a match.
    """

    source: str
    members: tuple[GroupMember, ...]
    factor: float = 1.0
    hidden: frozenset[str] = frozenset()

    @property
    def is_guess(self) -> bool:
        """Whether all that stands for the word is only near to it in meaning, as something is to any string."""
        return all(one.why == NEAREST for one in self.members)

    @property
    def shown(self) -> tuple[GroupMember, ...]:
        """The terms beside the word itself that an answer shows."""
        model = RANKING.expansion
        if self.factor < model.nearest_only_phrase:
            return ()
        sure = (one for one in self.members if one.why and one.share >= model.form_share)
        return tuple(one for one in sure if one.term not in self.hidden)[: model.shown_members]

    def without(self, removed: frozenset[str]) -> "Group":
        """The group less the expansions that the user took out."""
        return replace(self, members=tuple(one for one in self.members if not one.why or one.term not in removed))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the groups of a query found: a score by clause, and for each clause the share (0 to 1) of them it holds."""

    scores: SparseScores
    coverage: SparseScores


def weigh(postings: Postings, groups: Iterable[Group], scored: Callable[[Group], bool] = lambda _: True) -> Evidence:
    """Score every group as one word (one frequency, one rarity, one saturation), and add the groups up.

    Of groups that are not ``scored`` only the coverage counts.
    """
    model = RANKING.bm25
    scores, coverage = np.zeros(postings.size, dtype=np.float32), np.zeros(postings.size, dtype=np.float32)
    total = 0.0
    for group in groups:
        require_time()
        held = postings.gathered({one.term: one.share for one in group.members})
        ordinals, weights = held.ordinals, held.values
        rarity = group.factor * idf(postings.size, len(ordinals))
        total += rarity
        if scored(group):
            saturated = weights / (weights + np.float32(model.saturation))
            scores[ordinals] += np.float32(rarity * (model.saturation + 1)) * saturated
        sure = RANKING.limits.guess if group.is_guess else 1.0
        coverage[ordinals] += np.float32(sure * rarity) * np.minimum(weights / np.float32(model.full_weight), 1)
    return Evidence(SparseScores.of(scores), SparseScores.of(coverage / np.float32(total or 1)))

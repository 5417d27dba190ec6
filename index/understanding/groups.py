"""Groups of terms that count as one word: what a word of the query may be called in a clause, and what that scores."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from index.knowledge.arrays import Ordinals, Scores, SparseScores, idf
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
    """What the groups of a query found: for each of some clauses a score, and the share (0 to 1) of them that it holds.

    All other clauses, of ``size``, hold none.
    """

    ordinals: Ordinals
    values: Scores
    shares: Scores
    size: int

    @property
    def scores(self) -> SparseScores:
        """The scores."""
        return self._sparse(self.values)

    @property
    def coverage(self) -> SparseScores:
        """The shares."""
        return SparseScores(self.ordinals, self.shares, self.size)

    def covered(self, power: float) -> SparseScores:
        """The scores, each times the share that the clause holds, to a power."""
        return self._sparse(self.values * self.shares ** np.float32(power))

    def _sparse(self, values: Scores) -> SparseScores:
        held = values != 0
        return SparseScores(self.ordinals[held], values[held], self.size)


def weigh(postings: Postings, groups: Iterable[Group], scored: Callable[[Group], bool] = lambda _: True) -> Evidence:
    """Score every group as one word (one frequency, one rarity, one saturation), and add the groups up.

    Of groups that are not ``scored`` only the coverage counts.
    """
    parts, total = list[tuple[Ordinals, Scores, Scores]](), 0.0
    for group in groups:
        require_time()
        held = postings.gathered({one.term: one.share for one in group.members})
        rarity = group.factor * idf(postings.size, len(held.ordinals))
        total += rarity
        parts.append((held.ordinals, *_weighed(group, held.values, rarity, scored=scored(group))))
    ordinals, scores, coverage = parts[0] if len(parts) == 1 else _added(parts, postings.size)
    return Evidence(ordinals, scores, coverage / np.float32(total or 1), postings.size)


def _weighed(group: Group, weights: Scores, rarity: float, *, scored: bool) -> tuple[Scores, Scores]:
    """What the clauses that hold a group score by it, and their share of it, not yet of all groups."""
    model = RANKING.bm25
    sure = RANKING.limits.guess if group.is_guess else 1.0
    coverage = np.float32(sure * rarity) * np.minimum(weights / np.float32(model.full_weight), 1)
    if not scored:
        return np.zeros_like(weights), coverage
    return np.float32(rarity * (model.saturation + 1)) * (weights / (weights + np.float32(model.saturation))), coverage


def _added(parts: Iterable[tuple[Ordinals, Scores, Scores]], size: int) -> tuple[Ordinals, Scores, Scores]:
    """The sums by clause, of the clauses that are in any part."""
    scores, coverage = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    for ordinals, some_scores, some_coverage in parts:
        scores[ordinals] += some_scores
        coverage[ordinals] += some_coverage
    held = np.flatnonzero(coverage != 0)  # three times as quick as of the numbers themselves
    return held, scores[held], coverage[held]

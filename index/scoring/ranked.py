"""A query as it is answered: its best matches and its neighbours, each best first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from index.aside import Aside
from index.engines import Filter
from index.knowledge.answer_kinds import CERTAIN, AnswerKind
from index.knowledge.arrays import Mask, Ordinals, Scores
from index.knowledge.doc_values import DocValues
from index.knowledge.knowledge import Knowledge
from index.ranking import RANKING
from index.scoring.candidates import candidates, nearest_candidates
from index.scoring.found import MatchKind, Result
from index.scoring.matching import Matcher, Matches
from index.scoring.signals import Fused, Lexical, fuse
from index.time_limit import result_of
from index.understanding.intent import NONE, Options

#: Clauses at the head of an answer that say how well the query is answered.
_TOP = 3
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The clauses of an answer, those that match first, each part best first.

    ``ordinals``, ``total`` (the sum of the signals, 0 for the last candidate) and ``worded`` (whether it holds words of
    the query) are of each clause; ``signals`` by name too, where they were asked for. ``matching`` of them match: all
    matches where they are few. ``weak``: nothing matches, and even the best neighbours hold little of what was asked.
    ``unstated``: see :class:`index.scoring.found.Found`.
    """

    matches: Matches
    values: DocValues
    ordinals: Ordinals = field(default_factory=_NONE.copy)
    total: Scores = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    worded: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))
    signals: Mapping[str, Scores] = field(default_factory=dict)
    matching: int = 0
    weak: bool = False
    unstated: tuple[AnswerKind, ...] = ()

    @property
    def near(self) -> int:
        """How many neighbours there are."""
        return len(self.ordinals) - self.matching

    @property
    def near_in_words(self) -> int:
        """How many of them hold words of the query."""
        return int(self.worded[self.matching :].sum())

    def best(self, first: int, last: int) -> list[Result]:
        """The matches of some places among the matches."""
        return self._results(first, min(last, self.matching))

    def neighbours(self, first: int, last: int) -> list[Result]:
        """The neighbours of some places among the neighbours."""
        return self._results(self.matching + first, self.matching + last)

    def _results(self, first: int, last: int) -> list[Result]:
        last = min(last, len(self.ordinals))
        clauses = self.values.ids(self.ordinals[first:last])
        scores = self.total[first:last].astype(np.float64).round(4).tolist()
        return [
            Result(ordinal, clause, self._kind(place), 0, score, self._parts(place))
            for place, (ordinal, clause, score) in enumerate(
                zip(self.ordinals[first:last].tolist(), clauses, scores, strict=True), first
            )
        ]

    def _kind(self, place: int) -> MatchKind:
        if place < self.matching:
            return MatchKind.ALL
        return MatchKind.SOME if self.worded[place] else MatchKind.MEANING

    def _parts(self, place: int) -> dict[str, float]:
        return {name: round(float(values[place]), 4) for name, values in self.signals.items()}


@dataclass(frozen=True, slots=True)
class Ranker:
    """Scores matches and neighbours of queries over one generation."""

    matcher: Matcher
    known: Knowledge
    aside: Aside

    def rank(self, matches: Matches, filters: tuple[Filter, ...], options: Options) -> Ranked:
        """The ranking of the matches, and of what is near to them."""
        intent = matches.intent
        has_neighbours = options.near and not intent.exact and options.expand != NONE
        # Where all that was asked for was named and found, nothing is left to be near to.
        has_neighbours = has_neighbours and bool(intent.text or not matches.count)
        if not matches.count and (intent.exact or options.expand == NONE):
            return Ranked(matches, self.known.values)
        return self._ranked(matches, filters, options, RANKING.limits.near if has_neighbours else 0)

    def _ranked(self, matches: Matches, filters: tuple[Filter, ...], options: Options, near: int) -> Ranked:
        """The ranking with so many neighbours at most."""
        intent, values = matches.intent, self.known.values
        passing = values.passing((*filters, *matches.condition.within))
        finding = self.aside.begin(lambda: nearest_candidates(intent, self.known, passing, options.off))
        lexical = Lexical.of(intent, self.known, options.off)
        newest = np.array(matches.newest, dtype=np.int64)
        chosen = np.union1d(candidates(intent, lexical, result_of(finding), self.known, passing), newest)
        is_match = self._matching(matches, chosen)
        fused = fuse(intent, lexical, chosen, self.known, options.off)
        order = _order(fused.total, chosen, is_match, self.known)
        matching = int(is_match.sum())
        shown = order[: matching + near]
        is_all = bool(len(shown)) and matches.count <= matching
        return Ranked(
            matches=matches,
            values=values,
            ordinals=chosen[shown],
            total=fused.total[shown] - fused.total.min(initial=0.0),
            worded=lexical.holding(chosen[shown]),
            signals={name: found[shown] for name, found in fused.signals.items()} if options.explain else {},
            matching=matching,
            weak=not matches.count and _evidence(lexical, fused, chosen, order) < RANKING.limits.weak,
            unstated=self._unstated(intent.wants, chosen[shown]) if is_all else (),
        )

    def _matching(self, matches: Matches, chosen: Ordinals) -> Mask:
        """Which of some clauses match."""
        if matches.count <= len(matches.newest):
            return np.isin(chosen, matches.newest)
        return self.matcher.holding(matches.condition.tree, matches.filters, matches.count, chosen)

    def _unstated(self, wants: tuple[AnswerKind, ...], ordinals: Ordinals) -> tuple[AnswerKind, ...]:
        """The kinds of answers that were asked for and that none of some clauses states."""
        stated = self.known.values.answers[ordinals]
        return tuple(kind for kind in wants if kind in CERTAIN and not (stated & kind).any())


def _evidence(lexical: Lexical, fused: Fused, chosen: Ordinals, order: Ordinals) -> float:
    """How much the first clauses have of what was asked: the most that one has of its words, pairs and meaning."""
    limits, first = RANKING.limits, order[:_TOP]
    shares = [lexical.groups.coverage, *([] if lexical.pair_coverage is None else [lexical.pair_coverage])]
    found = sum(float(share.at(chosen[first]).max(initial=0.0)) for share in shares)
    near = fused.nearness
    nearness = limits.usual_nearness if near is None else float(near[first].max(initial=0.0))
    return found + limits.nearness * nearness


def _order(total: Scores, ordinals: Ordinals, is_match: Mask, known: Knowledge) -> Ordinals:
    """Matches first, by the sum; where that is the same the newest document first, then the order of clauses."""
    ranks = known.values.rank[known.values.document[ordinals]]
    order: Ordinals = np.lexsort((ordinals, ranks, -total.round(5), ~is_match))
    return order

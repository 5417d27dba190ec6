"""A query as it is answered: its best matches and its neighbours, each best first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.aside import Aside
from index.engines import Filter
from index.knowledge.answer_kinds import CERTAIN, AnswerKind
from index.knowledge.arrays import Ordinals
from index.knowledge.knowledge import Knowledge
from index.ranking import RANKING
from index.scoring.candidates import candidates, nearest_candidates
from index.scoring.found import MatchKind, Result
from index.scoring.matching import Matcher, Matches
from index.scoring.signals import Fused, Lexical, fuse
from index.store import Store
from index.time_limit import result_of
from index.understanding.intent import NONE, Intent, Options

#: Clauses at the head of an answer that say how well the query is answered.
_TOP = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """``best`` are the matches that were scored, all where they are few, before ``neighbours``.

    ``weak``: nothing matches, and even the best neighbours hold little of what was asked. ``unstated``: see
    :class:`index.scoring.found.Found`.
    """

    matches: Matches
    best: tuple[Result, ...] = ()
    neighbours: tuple[Result, ...] = ()
    weak: bool = False
    unstated: tuple[AnswerKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranker:
    """Scores matches and neighbours of queries over one generation."""

    matcher: Matcher
    store: Store
    known: Knowledge
    aside: Aside

    def rank(self, matches: Matches, filters: tuple[Filter, ...], options: Options) -> Ranked:
        """The ranking of the matches, and of what is near to them."""
        intent = matches.intent
        has_neighbours = options.near and not intent.exact and options.expand != NONE
        # Where all that was asked for was named and found, nothing is left to be near to.
        has_neighbours = has_neighbours and bool(intent.text or not matches.count)
        if not matches.count and (intent.exact or options.expand == NONE):
            return Ranked(matches)
        scored = self._scored(matches, filters, options)
        near = RANKING.limits.near if has_neighbours else 0
        results = tuple(islice(scored.results(explain=options.explain), scored.matching + near))
        weak = not matches.count and scored.evidence < RANKING.limits.weak
        unstated = scored.unstated(intent, len(results)) if results and matches.count <= scored.matching else ()
        return Ranked(matches, results[: scored.matching], results[scored.matching :], weak, unstated)

    def _scored(self, matches: Matches, filters: tuple[Filter, ...], options: Options) -> "_Scored":
        intent = matches.intent
        passing = self.known.values.passing((*filters, *matches.condition.within))
        near = self.aside.begin(lambda: nearest_candidates(intent, self.known, passing, options.off))
        lexical = Lexical.of(intent, self.known, options.off)
        newest = self.store.ordinals(matches.newest)
        chosen = np.union1d(
            candidates(intent, lexical, result_of(near), self.known, passing),
            np.array(sorted(newest.values()), dtype=np.int64),
        )
        clauses = tuple(self.known.values.ids(chosen))
        matching = frozenset(newest)
        if matches.count > len(newest):
            matching = self.matcher.holding(matches.condition.tree, matches.filters, clauses)
        fused = fuse(intent, lexical, chosen, self.known, options.off)
        is_match = np.array([clause in matching for clause in clauses], dtype=bool)
        order = _order(fused.total, chosen, is_match, self.known)
        stated = self.known.values.answers[chosen]
        return _Scored(lexical, chosen, clauses, fused, is_match, order, stated)


@dataclass(frozen=True, slots=True)
class _Scored:
    """Candidates with their ids, scores, ``order``, matches first, and the kinds of answers that each states."""

    lexical: Lexical
    ordinals: Ordinals
    clauses: tuple[str, ...]
    fused: Fused
    is_match: NDArray[np.bool_]
    order: Ordinals
    stated: NDArray[np.uint16]

    def unstated(self, intent: Intent, shown: int) -> tuple[AnswerKind, ...]:
        """The kinds of answers that were asked for and that none of the first clauses states."""
        stated = self.stated[self.order[:shown]]
        return tuple(kind for kind in intent.wants if kind in CERTAIN and not (stated & kind).any())

    @property
    def matching(self) -> int:
        """How many of them match."""
        return int(self.is_match.sum())

    @property
    def evidence(self) -> float:
        """How much the first clauses have of what was asked: the most that one has of its words, pairs and meaning."""
        limits, first = RANKING.limits, self.order[:_TOP]
        shares = [
            self.lexical.groups.coverage,
            *([] if self.lexical.pair_coverage is None else [self.lexical.pair_coverage]),
        ]
        found = sum(float(share.at(self.ordinals[first]).max(initial=0.0)) for share in shares)
        near = self.fused.nearness
        nearness = limits.usual_nearness if near is None else float(near[first].max(initial=0.0))
        return found + limits.nearness * nearness

    def results(self, *, explain: bool) -> Iterator[Result]:
        """The candidates in order, with their signals if that is asked for; scores are not negative."""
        total = self.fused.total.astype(np.float64)
        scores = (total - total.min(initial=0.0)).round(4).tolist()
        kinds = self._kinds()
        for at in self.order.tolist():
            yield Result(self.clauses[at], kinds[at], 0, scores[at], self.fused.parts(at) if explain else {})

    def _kinds(self) -> list[MatchKind]:
        held = self.lexical.groups.coverage.at(self.ordinals) > 0
        if self.lexical.pairs is not None:
            held |= self.lexical.pairs.at(self.ordinals) > 0
        worded = [MatchKind.SOME if some else MatchKind.MEANING for some in held.tolist()]
        return [MatchKind.ALL if match else kind for match, kind in zip(self.is_match.tolist(), worded, strict=True)]


def _order(
    total: NDArray[np.float32], ordinals: Ordinals, is_match: NDArray[np.bool_], known: Knowledge
) -> NDArray[np.int64]:
    """Matches first, by the sum; where that is the same the newest document first, then the order of clauses."""
    ranks = known.values.rank[known.values.document[ordinals]]
    order: NDArray[np.int64] = np.lexsort((ordinals, ranks, -total.round(5), ~is_match))
    return order

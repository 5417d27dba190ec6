"""The boolean part of a plan over scored sets of positions, for the engines that keep their columns in memory."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from index.plan import AllOf, AnyOf, Boosted, Exclude, Keyword, Match, Plan, leaves
from index.ranking import Ranking

#: The score of each position that a leaf matches.
Scores = Mapping[int, float]
Lookup = Callable[[Match | Keyword], Scores]
#: The same of positions alone.
Find = Callable[[Match | Keyword], AbstractSet[int]]


def matching(plan: Plan, find: Find, universe: AbstractSet[int]) -> AbstractSet[int]:
    """The positions of ``universe`` that match."""
    match plan:
        case AllOf(parts):
            common = universe
            for part in parts:
                common = common & matching(part, find, universe) if common else common
            return common
        case AnyOf(parts):
            return frozenset().union(*(matching(part, find, universe) for part in parts))
        case Exclude(part):
            return universe - matching(part, find, universe)
        case Boosted(part, _):
            return matching(part, find, universe)
        case Match() | Keyword():
            return find(plan)


def _evaluate(plan: Plan, lookup: Lookup, universe: AbstractSet[int]) -> Scores:
    """The positions of ``universe`` that match, each with the sum of the scores of the leaves that matched it."""
    match plan:
        case AllOf(parts):
            return _all((_evaluate(part, lookup, universe) for part in parts), universe)
        case AnyOf(parts):
            return _any([_evaluate(part, lookup, universe) for part in parts])
        case Exclude(part):
            return dict.fromkeys(universe - _evaluate(part, lookup, universe).keys(), 0.0)
        case Boosted(part, by):
            return _boosted(_evaluate(part, lookup, universe), [lookup(leaf) for leaf in by])
        case Match() | Keyword():
            return lookup(plan)


def _all(results: Iterable[Scores], universe: AbstractSet[int]) -> Scores:
    """What is in all results, of which none is asked for once nothing is left."""
    common, kept = universe, []
    for result in results:
        common = common & result.keys()
        if not common:
            return {}
        kept.append(result)
    return {position: sum(result[position] for result in kept) for position in common}


def _any(results: list[Scores]) -> Scores:
    total: dict[int, float] = {}
    for result in results:
        for position, score in result.items():
            total[position] = total.get(position, 0.0) + score
    return total


def _boosted(found: Scores, boosts: list[Scores]) -> Scores:
    return {position: score + sum(boost.get(position, 0.0) for boost in boosts) for position, score in found.items()}


def _times(factor: float, scores: Scores) -> Scores:
    return {position: factor * score for position, score in scores.items()}


def scored(plan: Plan, lookup: Lookup, priors: Mapping[int, float], ranking: Ranking) -> Scores:
    """The score of every match that has a prior, with what a clause gains where the query names its document."""
    found = _evaluate(plan, lookup, priors.keys())
    if not found:
        return {}
    named = _any(
        [_times(ranking.naming[leaf.field], lookup(leaf)) for leaf in leaves(plan) if leaf.field in ranking.naming]
    )
    return {
        position: round(score + named.get(position, 0.0) * priors[position], 6)
        for position, score in found.items()
        if position in priors
    }

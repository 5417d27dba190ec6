"""The boolean part of a plan over sets of positions, for the engines that keep their columns in memory."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from index.plan import AllOf, AnyOf, Exclude, Keyword, Match, Plan

#: The positions that a leaf matches.
Find = Callable[[Match | Keyword], AbstractSet[int]]


def matching_positions(plan: Plan, find: Find, universe: AbstractSet[int]) -> AbstractSet[int]:
    """The positions of ``universe`` that match."""
    match plan:
        case AllOf(parts):
            common = universe
            for part in parts:
                common = common & matching_positions(part, find, universe) if common else common
            return common
        case AnyOf(parts):
            return frozenset().union(*(matching_positions(part, find, universe) for part in parts))
        case Exclude(part):
            return universe - matching_positions(part, find, universe)
        case Match() | Keyword():
            return find(plan)

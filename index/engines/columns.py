"""What an embedded engine keeps of every clause in memory: keyword values, dates and order, to filter, count and sort.

Clauses are known by their position, in the order in which rows were added. Fit for what fits in memory: some 50 000
clauses; an engine for more has columns of its own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from index.engines import FacetCount, Filter, Hits, SearchRequest, Sort, check_filters, check_request
from index.plan import AllOf, AnyOf, Exclude, Keyword, Match, Plan
from index.schema import CLAUSE_FIELD, DATE_FIELD, KEYWORD_FIELDS, ClauseRow


@dataclass(frozen=True, slots=True)
class ClauseColumns:
    """The columns of one clause; see :class:`index.schema.ClauseRow`."""

    clause: str
    document: str
    keywords: Mapping[str, tuple[str, ...]]
    date: str

    @classmethod
    def of(cls, row: ClauseRow) -> "ClauseColumns":
        """The columns of a row."""
        return cls(row.clause, row.document, row.keywords, row.date)


class Columns:
    """Filters, facets, order and pages over the positions that matched."""

    def __init__(self, entries: Iterable[ClauseColumns]) -> None:
        self.entries = tuple(entries)
        latest = {entry.clause: position for position, entry in enumerate(self.entries)}
        #: The positions that count; a row that was given again counts by its last position only.
        self.alive = frozenset(latest.values())
        self._positions = latest

    @cached_property
    def _carriers(self) -> dict[str, dict[str, set[int]]]:
        """For each keyword field and value the positions that carry it."""
        found: dict[str, dict[str, set[int]]] = {name: {} for name in KEYWORD_FIELDS}
        for position in self.alive:
            for name, values in self.entries[position].keywords.items():
                for value in values:
                    found[name].setdefault(value, set()).add(position)
        return found

    @cached_property
    def _ranks(self) -> dict[Sort, list[int]]:
        """For each sort the rank of every position in it, ties broken; for relevance the order of ties."""
        newest = sorted(sorted(self.alive), key=lambda p: self.entries[p].date, reverse=True)
        oldest = sorted(newest, key=lambda p: (not self.entries[p].date, self.entries[p].date))
        by_number = sorted(newest, key=lambda p: _number_order(self.entries[p].keywords.get("number", ())))
        orders = {Sort.RELEVANCE: newest, Sort.NEWEST: newest, Sort.OLDEST: oldest, Sort.NUMBER: by_number}
        return {sort: self._ranked(order) for sort, order in orders.items()}

    def _ranked(self, order: list[int]) -> list[int]:
        ranks = [0] * len(self.entries)
        for rank, position in enumerate(order):
            ranks[position] = rank
        return ranks

    def answer(self, matched: AbstractSet[int], request: SearchRequest) -> Hits:
        """The page of ``request`` from the positions that its query matches."""
        check_request(request)
        matched = self.alive & matched
        passing = self._passing(request.filters)
        found = _within(matched, passing.values())
        key, end = self._ranks[request.sort].__getitem__, request.offset + request.limit
        page = (sorted(found, key=key) if end * 4 > len(found) else nsmallest(end, found, key=key))[
            request.offset : end
        ]
        return Hits(
            count=len(found),
            ordinals=tuple(page),
            facets={name: self._facet(name, matched, passing, request) for name in request.facets},
        )

    def tally(self, matched: AbstractSet[int], filters: tuple[Filter, ...], field: str) -> dict[str, int]:
        """How many of the matching positions that pass the filters carry each value of a field."""
        check_filters(filters)
        found = _within(self.alive & matched, self._passing(filters).values())
        values = (value for position in found for value in self.entries[position].keywords.get(field, ()))
        return dict(Counter(values))

    def count(self, matched: Iterable[int], filters: tuple[Filter, ...]) -> int:
        """How many of the matching positions pass the filters."""
        check_filters(filters)
        return len(_within(self.alive & set(matched), self._passing(filters).values()))

    def _facet(
        self, name: str, matched: AbstractSet[int], passing: Mapping[str, set[int]], request: SearchRequest
    ) -> tuple[FacetCount, ...]:
        base = _within(matched, (positions for field, positions in passing.items() if field != name))
        counts = ((value, len(positions & base)) for value, positions in self._carriers[name].items())
        return common_values(name, ((value, count) for value, count in counts if count), request)

    def _passing(self, filters: tuple[Filter, ...]) -> dict[str, set[int]]:
        """For each filtered field the positions that pass all its filters."""
        passing: dict[str, set[int]] = {}
        for item in filters:
            positions = self._carrying(item)
            passing[item.field] = passing[item.field] & positions if item.field in passing else positions
        return passing

    def _carrying(self, item: Filter) -> set[int]:
        if item.field == DATE_FIELD:
            low, high = item.low or "0", item.high or "9999-99-99"
            return {p for p in self.alive if self.entries[p].date and low <= self.entries[p].date <= high}
        if item.field == CLAUSE_FIELD:
            return {self._positions[value] for value in item.values if value in self._positions}
        carriers = self._carriers[item.field]
        return set().union(*(carriers.get(value, ()) for value in item.values))


def common_values(name: str, counts: Iterable[tuple[str, int]], request: SearchRequest) -> tuple[FacetCount, ...]:
    """The values of a facet that a request is given: the commonest, and those that its filters chose."""
    ordered = sorted(counts, key=lambda item: (-item[1], item[0]))
    chosen = {value for one in request.filters if one.field == name for value in one.values}
    rest = (item for item in ordered[request.facet_size :] if item[0] in chosen)
    return tuple(FacetCount(value, count) for value, count in (*ordered[: request.facet_size], *rest))


def _within(matched: AbstractSet[int], passing: Iterable[set[int]]) -> set[int]:
    found = set(matched)
    for positions in passing:
        found &= positions
    return found


def _number_order(numbers: tuple[str, ...]) -> tuple[bool, str, int, int]:
    """Numbers by prefix, year and serial; clauses without one last."""
    parts = re.fullmatch(r"(.*)-(\d+)-(\d+)", numbers[0]) if numbers else None
    return (False, parts[1], int(parts[2]), int(parts[3])) if parts else (True, "", 0, 0)


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

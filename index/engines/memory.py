"""An engine in plain dictionaries, for tests of what stands on the port: exact, slow, keeps everything in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from math import log
from pathlib import Path

import msgspec

from index.engines import Filter, Hits, SearchRequest
from index.engines.columns import Columns, Entry
from index.engines.evaluation import Scores, matching, scored
from index.plan import Keyword, Match, plan
from index.query import Node
from index.ranking import RANKING
from index.schema import ClauseRow

_FILE = "rows.json"


class MemoryEngine:
    """Holds rows as they were given, matches by looking at their terms, scores by tf-idf with the ranking's weights."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, rows: Iterable[ClauseRow]) -> None:
        """See :class:`index.engines.Engine`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _FILE).write_bytes(msgspec.json.encode(list(rows)))

    def take_over(self, previous: Path) -> bool:  # noqa: ARG002 - cannot, whatever there is
        """See :class:`index.engines.Engine`."""
        return False

    def search(self, request: SearchRequest) -> Hits:
        """See :class:`index.engines.Engine`."""
        columns = self._columns
        if request.query is None:
            return columns.answer(dict.fromkeys(columns.alive, 0.0), request)
        if not request.scored:
            found = matching(plan(request.query), self._find, columns.alive)
            return columns.answer(dict.fromkeys(found, 0.0), request)
        return columns.answer(scored(plan(request.query), self._lookup, columns.priors, RANKING), request)

    def counts(self, nodes: Sequence[Node], filters: tuple[Filter, ...]) -> tuple[int, ...]:
        """See :class:`index.engines.Engine`."""
        alive = self._columns.alive
        return tuple(self._columns.count(matching(plan(node), self._find, alive), filters) for node in nodes)

    def terms(self, field: str) -> Iterable[tuple[str, int]]:
        """See :class:`index.engines.Engine`."""
        return ((term, len(found)) for (name, term), found in self._positions.items() if name == field)

    def close(self) -> None:
        """See :class:`index.engines.Engine`."""

    @cached_property
    def _rows(self) -> list[ClauseRow]:
        return msgspec.json.decode((self._folder / _FILE).read_bytes(), type=list[ClauseRow])

    @cached_property
    def _columns(self) -> Columns:
        return Columns(Entry.of(row) for row in self._rows)

    @cached_property
    def _terms(self) -> dict[tuple[int, str], list[str]]:
        return {(n, field): terms.split() for n, row in enumerate(self._rows) for field, terms in row.terms.items()}

    @cached_property
    def _positions(self) -> dict[tuple[str, str], dict[int, list[int]]]:
        """For each field and term the clauses that hold it and where."""
        found: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for (clause, field), terms in self._terms.items():
            for place, term in enumerate(terms):
                found[field, term][clause].append(place)
        return dict(found)

    def _lookup(self, leaf: Match | Keyword) -> Scores:
        if isinstance(leaf, Match):
            return self._match(leaf)
        carriers = (n for n, row in enumerate(self._rows) if leaf.value in row.keywords.get(leaf.field, ()))
        return dict.fromkeys(carriers, RANKING.keyword)

    def _find(self, leaf: Match | Keyword) -> AbstractSet[int]:
        return self._lookup(leaf).keys()

    def _match(self, leaf: Match) -> Scores:
        if leaf.open:
            begun = [term for field, term in self._positions if field == leaf.field and term.startswith(leaf.units[-1])]
        else:
            begun = [leaf.units[-1]]
        frequencies: dict[int, int] = defaultdict(int)
        for last in begun:
            for clause, ends in self._positions.get((leaf.field, last), {}).items():
                frequencies[clause] += sum(self._preceded(leaf, clause, end) for end in ends)
        found = {clause: count for clause, count in frequencies.items() if count}
        weight = RANKING.weights[leaf.field] * log(1 + len(self._rows) / (1 + len(found)))
        return {clause: weight * count / (count + RANKING.saturation) for clause, count in found.items()}

    def _preceded(self, leaf: Match, clause: int, end: int) -> bool:
        terms, before = self._terms[clause, leaf.field], leaf.units[:-1]
        return end >= len(before) and tuple(terms[end - len(before) : end]) == before

"""An engine in plain dictionaries, for tests of what stands on the port: slow, keeps everything in memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path

import msgspec

from index.engines import Filter, Hits, SearchRequest
from index.engines.columns import ClauseColumns, Columns, matching_positions
from index.engines.folders import EmbeddedLibrary, FolderSpace
from index.plan import Keyword, Match, plan
from index.query import Node
from index.schema import ClauseRow
from index.time_limit import require_time, while_time_lasts

_FILE = "rows.json"


def space(url: str) -> FolderSpace:
    """The space at a URL such as ``memory:var/index``."""
    return FolderSpace(url, EmbeddedLibrary(MemoryWriter, MemoryEngine))


class MemoryWriter:
    """See :class:`index.engines.EngineWriter`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: list[ClauseRow] = []

    def add(self, rows: Iterable[ClauseRow]) -> None:
        """See :class:`index.engines.EngineWriter`."""
        self._rows += rows

    def commit(self) -> None:
        """See :class:`index.engines.EngineWriter`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _FILE).write_bytes(msgspec.json.encode(self._rows))

    def abort(self) -> None:
        """See :class:`index.engines.EngineWriter`."""


class MemoryEngine:
    """Holds rows as they were given and matches by looking at their terms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def search(self, request: SearchRequest) -> Hits:
        """See :class:`index.engines.Engine`."""
        return self._columns.answer(self._matching(request.query), request)

    def counts(self, nodes: Sequence[Node], filters: tuple[Filter, ...]) -> tuple[int, ...]:
        """See :class:`index.engines.Engine`."""
        return tuple(self._columns.count(self._matching(node), filters) for node in nodes)

    def tally(self, query: Node | None, filters: tuple[Filter, ...], field: str) -> Mapping[str, int]:
        """See :class:`index.engines.Engine`."""
        return self._columns.tally(self._matching(query), filters, field)

    def close(self) -> None:
        """See :class:`index.engines.Engine`."""

    @cached_property
    def _rows(self) -> list[ClauseRow]:
        return msgspec.json.decode((self._folder / _FILE).read_bytes(), type=list[ClauseRow])

    @cached_property
    def _columns(self) -> Columns:
        return Columns(ClauseColumns.of(row) for row in self._rows)

    @cached_property
    def _terms(self) -> dict[tuple[int, str], list[str]]:
        return {(n, field): terms.split() for n, row in enumerate(self._rows) for field, terms in row.terms.items()}

    @cached_property
    def _positions(self) -> dict[tuple[str, str], dict[int, list[int]]]:
        """For each field and term the clauses that hold it and where."""
        found: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for (clause, field), terms in self._terms.items():
            for at, term in enumerate(terms):
                found[field, term][clause].append(at)
        return dict(found)

    def _matching(self, query: Node | None) -> AbstractSet[int]:
        require_time()
        alive = self._columns.alive
        return alive if query is None else matching_positions(plan(query), self._find, alive)

    def _find(self, leaf: Match | Keyword) -> AbstractSet[int]:
        if isinstance(leaf, Match):
            return frozenset(self._match(leaf))
        return frozenset(n for n, row in enumerate(self._rows) if leaf.value in row.keywords.get(leaf.field, ()))

    def _match(self, leaf: Match) -> Iterator[int]:
        if leaf.open:
            terms = while_time_lasts(self._positions)
            begun = [term for field, term in terms if field == leaf.field and term.startswith(leaf.units[-1])]
        else:
            begun = [leaf.units[-1]]
        for last in begun:
            for clause, ends in self._positions.get((leaf.field, last), {}).items():
                if any(self._preceded(leaf, clause, end) for end in ends):
                    yield clause

    def _preceded(self, leaf: Match, clause: int, end: int) -> bool:
        terms, before = self._terms[clause, leaf.field], leaf.units[:-1]
        return end >= len(before) and tuple(terms[end - len(before) : end]) == before

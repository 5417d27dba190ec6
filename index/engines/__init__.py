"""The engine port: what every search engine must do for the index, and how one is chosen by URL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from index.errors import AddressError, EngineMissingError
from index.query import Node
from index.schema import CLAUSE_FIELD, DATE_FIELD, FACETS, KEYWORD_FIELDS, ClauseRow


class Sort(StrEnum):
    """Order of the hits. Ties go by document date, newest first, then by clause order; in an engine relevance too."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Filter:
    """A hit must carry one of ``values`` in the keyword field ``field``, or lie in ``low..high`` (inclusive).

    The field ``clause`` holds a clause's own id. Ranges are for ``date`` (ISO 8601 days); either end may be open. A
    clause without a date is in no range.
    """

    field: str
    values: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. ``query`` is ``None`` for a search by filters alone; ``offset`` counts from 0.

    Of each facet the ``facet_size`` commonest values are given, and those that a filter of its field chose.
    """

    query: Node | None
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()
    facet_size: int = 60


@dataclass(frozen=True, slots=True)
class FacetCount:
    """``count`` hits carry ``value``; counted without the facet's own filter, so that a choice can be widened."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Hits:
    """How many clauses were found, the ids of one page of them, and the facets of all."""

    count: int
    clauses: tuple[str, ...]
    facets: dict[str, tuple[FacetCount, ...]]


class Engine(Protocol):
    """A full-text engine over the clauses of one generation.

    **Generation.** An engine holds the clauses of one generation and never changes after :meth:`build`. What a rebuild
    makes is another engine; nothing here assumes that it lies in one process or on one disk.

    **Matching.** A query is lowered by :func:`index.plan.plan`, the same for all engines, and means exactly that:
    every word of the query must be found, each in any of the fields of its scope. A clause matches or it does not;
    a looser reading of a query is a looser tree, made by the caller, not by an engine.

    **Score.** None: an engine says which clauses match, the ranking of :mod:`index.scoring` says which are best.

    **Order.** ``newest`` and ``oldest`` are by document date (undated last), ``number`` by document number (prefix,
    year, serial; unnumbered last), ``relevance`` as ``newest``. Ties go by document date, newest first, then document
    id, then clause order; so the order is total and pages neither overlap nor leave gaps.

    **Blank query.** ``query=None`` finds every clause that passes the filters. Filters of one field and of several must
    all hold; the values of one filter are alternatives; a value that nothing carries finds nothing.

    **Facets.** A facet counts clauses, not documents: for each value the clauses that match the query and every filter
    except those of the facet's own field; most first, then by value; values without a clause are left out. Every count
    is exact, also where only some values are given.

    **Repeated add.** A row whose clause was given before replaces the earlier row.

    **Exceptions.** ``ValueError`` for a field outside the schema and for a negative ``offset`` or ``limit``;
    ``OSError`` from :meth:`build` when the place cannot be written; :class:`index.errors.EngineError` for anything
    else that the library behind it raises. No query tree is an error.

    **Time.** Where time is over (:mod:`index.time_limit`), :class:`index.errors.TimeLimitError` instead of an answer,
    as soon as the library can be left: between clauses, terms and calls. The next call is answered as if there had
    been none before. :meth:`build` has no limit.

    **Threads.** :meth:`build` is called from one thread; the other methods from any number at once.
    """

    def build(self, rows: Iterable[ClauseRow]) -> None:
        """Write all rows and make them durable; called once, on an empty generation. Reads ``rows`` as a stream."""

    def take_over(self, previous: Path) -> bool:
        """Begin with every clause of the engine in ``previous``, before :meth:`build` adds the others.

        ``False``, and nothing done, where the library cannot do that so that all answers are those of an engine built
        at once; then :meth:`build` is given every row.
        """

    def search(self, request: SearchRequest) -> Hits:
        """Answer one request."""

    def counts(self, nodes: Sequence[Node], filters: tuple[Filter, ...]) -> tuple[int, ...]:
        """How many clauses each query matches on its own within the filters."""

    def tally(self, query: Node | None, filters: tuple[Filter, ...], field: str) -> Mapping[str, int]:
        """How many clauses match a query within the filters, by their values in a field that can be counted.

        These are the fields of facets and ``document``.
        """

    def close(self) -> None:
        """Let go of files and connections; a closed engine is not used again."""


class _Opens(Protocol):
    def __call__(self, folder: Path) -> Engine: ...


#: Class of each engine by URL scheme; its module is imported when it is chosen, so its library is optional.
ENGINES: Mapping[str, str] = {
    "whoosh": "index.engines.whoosh:WhooshEngine",
    "tantivy": "index.engines.tantivy:TantivyEngine",
    "memory": "index.engines.memory:MemoryEngine",
}
#: The libraries that come with an extra of the same name.
_EXTRAS = frozenset({"tantivy"})


@dataclass(frozen=True, slots=True)
class Address:
    """``whoosh:var/index`` taken apart: which engine, and the folder of its generations."""

    scheme: str
    path: Path


def parse_address(url: str) -> Address:
    """Take the URL of an index apart. Raises :class:`index.errors.AddressError` for any but a known form."""
    scheme, _, path = url.partition(":")
    if scheme not in ENGINES or not path or "\0" in path:
        raise AddressError(url, tuple(ENGINES))
    return Address(scheme, Path(path))


def open_engine(scheme: str, folder: Path) -> Engine:
    """The engine of a generation whose files are in ``folder``, to be built or searched.

    Raises :class:`index.errors.EngineMissingError` where its library is not installed.
    """
    module, _, name = ENGINES[scheme].partition(":")
    try:
        found = import_module(module)
    except ModuleNotFoundError as error:
        if scheme in _EXTRAS and error.name == scheme:
            raise EngineMissingError(scheme) from error
        raise
    return cast("_Opens", getattr(found, name))(folder)


def check_request(request: SearchRequest) -> None:
    """``ValueError`` for a field outside the schema or a negative page, whatever the engine."""
    if request.offset < 0 or request.limit < 0:
        raise ValueError("offset and limit count from 0")
    for name in request.facets:
        if name not in FACETS:
            raise ValueError(f"no facet {name!r}")
    check_filters(request.filters)


def check_filters(filters: Iterable[Filter]) -> None:
    """``ValueError`` for a field that nothing can be filtered by."""
    for item in filters:
        if item.field not in (DATE_FIELD, CLAUSE_FIELD, *KEYWORD_FIELDS):
            raise ValueError(f"no field {item.field!r} to filter by")

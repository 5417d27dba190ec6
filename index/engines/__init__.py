"""The engine port: what every search engine must do for the index, and how one is chosen by URL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from index.errors import AddressError, EngineMissingError
from index.query import Node
from index.schema import CLAUSE_FIELD, DATE_FIELD, FACETS, KEYWORD_FIELDS, ClauseRow


class Sort(StrEnum):
    """Order of the hits. Ties, in an engine relevance too, go by date, newest first, then as the rows were added."""

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
    """How many clauses were found, the ordinals of one page of them, and the facets of all.

    The ordinal of a clause is the number of its row among all that were added, from 0.
    """

    count: int
    ordinals: tuple[int, ...]
    facets: dict[str, tuple[FacetCount, ...]]


class Engine(Protocol):
    """A full-text engine over the clauses of one generation, open for reading.

    **Generation.** The clauses of one generation never change once they are committed. What a rebuild makes is another
    engine; nothing here assumes that it lies in one process, on one disk or on one machine.

    **Matching.** A query is lowered by :func:`index.plan.plan`, the same for all engines, and means exactly that:
    every word of the query must be found, each in any of the fields of its scope. A clause matches or it does not;
    a looser reading of a query is a looser tree, made by the caller, not by an engine.

    **Score.** None: an engine says which clauses match, the ranking of :mod:`index.scoring` says which are best.

    **Order.** ``newest`` and ``oldest`` are by document date (undated last), ``number`` by document number (prefix,
    year, serial; unnumbered last), ``relevance`` as ``newest``. Ties go by document date, newest first, then in the
    order in which the rows were added; so the order is total and pages neither overlap nor leave gaps.

    **Blank query.** ``query=None`` finds every clause that passes the filters. Filters of one field and of several must
    all hold; the values of one filter are alternatives; a value that nothing carries finds nothing.

    **Facets.** A facet counts clauses, not documents: for each value the clauses that match the query and every filter
    except those of the facet's own field; most first, then by value; values without a clause are left out.

    **Whole answers.** Every count is exact, also where only some values are given. An engine that lies on several
    machines gives no answer of some of them: what cannot be answered whole is
    :class:`index.errors.EngineUnavailableError`.

    **Exceptions.** ``ValueError`` for a field outside the schema and for a negative ``offset`` or ``limit``;
    :class:`index.errors.EngineUnavailableError` where the engine lies elsewhere and does not answer now;
    :class:`index.errors.EngineError` for anything else that the library behind it raises. No query tree is an error.

    **Time.** Where time is over (:mod:`index.time_limit`), :class:`index.errors.TimeLimitError` instead of an answer,
    as soon as the library can be left: between clauses, terms and calls. The next call is answered as if there had
    been none before.

    **Threads.** Any number at once.
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


class EngineWriter(Protocol):
    """Writes the engine of a new generation; called from one thread, and once :meth:`commit` is through no more.

    Every method raises ``OSError`` when the place cannot be written, and the errors of :class:`Engine`.
    """

    def add(self, rows: Iterable[ClauseRow]) -> None:
        """Take more rows. A row whose clause was given before replaces the earlier row."""

    def commit(self) -> None:
        """Make all rows durable and fit to be searched."""

    def abort(self) -> None:
        """Give up: nothing is written any more, what was written is of no use."""


class EngineSpace(Protocol):
    """Where the generations of an index are, by its URL: the engine of each, and the files beside it.

    The files of a generation are made in a folder of this machine and never change once they are published. A
    generation exists for others when its manifest is published, and answers when it serves.

    Methods that ask another machine raise :class:`index.errors.EngineUnavailableError`; those that write raise
    ``OSError`` as well.
    """

    @property
    def url(self) -> str:
        """What the space was opened by."""

    @property
    def engine(self) -> str:
        """The name of the engine, as manifests have it."""

    @property
    def local(self) -> Path:
        """The folder of this machine for everything that belongs to the index."""

    @property
    def is_remote(self) -> bool:
        """Whether it lies on other machines, so that asking which generation serves takes time."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep others from changing the index; raises :class:`index.errors.RebuildError` while another does."""

    def generations(self) -> tuple[str, ...]:
        """The ids of all generations in order, unfinished ones too."""

    def manifest(self, generation: str) -> bytes | None:
        """The published manifest of a generation; ``None`` where there is none."""

    def serving(self) -> str | None:
        """The id of the serving generation, ``None`` where there is none."""

    def serve(self, generation: str) -> None:
        """Make a generation the serving one, in one step that readers see or do not see."""

    def drop(self, generation: str) -> None:
        """Remove a generation, finished or not, as far as it is there."""

    def folder(self, generation: str) -> Path:
        """Where the files of a generation lie on this machine, or are to be written."""

    def publish(self, generation: str) -> None:
        """Give the finished files of a generation to all who use the space, the manifest last."""

    def fetch(self, generation: str) -> Path:
        """Bring the published files of a generation to this machine where they are not; their folder."""

    def writer(self, generation: str) -> EngineWriter:
        """Begin the engine of a generation."""

    def open(self, generation: str) -> Engine:
        """The engine of a committed generation."""


#: Module of each engine by the first part of a URL's scheme; it is imported when it is chosen, so that its library is
#: optional. Each has a function ``space`` that takes the URL.
ENGINES: Mapping[str, str] = {
    "whoosh": "index.engines.whoosh",
    "tantivy": "index.engines.tantivy",
    "memory": "index.engines.memory",
    "opensearch": "index.engines.opensearch.space",
}
#: The libraries that come with an extra, by engine.
_EXTRAS: Mapping[str, str] = {"tantivy": "tantivy", "opensearch": "opensearchpy"}
#: The name of the file that says what a generation is, written last.
MANIFEST = "manifest.json"


def open_space(url: str) -> EngineSpace:
    """The space at a URL such as ``whoosh:var/index``; nothing is read or asked yet.

    Raises :class:`index.errors.AddressError` for any but a known form, and :class:`index.errors.EngineMissingError`
    where the library of the engine is not installed.
    """
    name, _, address = url.partition(":")
    engine = name.partition("+")[0]
    if engine not in ENGINES or not address or "\0" in address:
        raise AddressError(url)
    try:
        module = import_module(ENGINES[engine])
    except ModuleNotFoundError as error:
        if error.name == _EXTRAS.get(engine):
            raise EngineMissingError(engine) from error
        raise
    return cast("Callable[[str], EngineSpace]", module.space)(url)


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


def is_text(value: str) -> bool:
    """Whether a value can be written as UTF-8; one that cannot is nowhere in an index."""
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)

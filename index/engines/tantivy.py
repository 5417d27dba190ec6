"""Tantivy, for one machine and a large archive: files that are mapped into memory, shared by any number of processes.

What is filtered, counted and sorted by lies in Tantivy's fast fields; this module keeps nothing of a clause in memory.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec
import tantivy
from tantivy import Order, Query

from index.aside import Aside
from index.engines import Filter, Hits, SearchRequest, check_filters, check_request
from index.engines.columns import common_values
from index.engines.folders import EmbeddedLibrary, FolderSpace
from index.engines.orders import ORDERS, ordinal_in
from index.engines.tantivy_queries import Compiler
from index.engines.tantivy_rows import Values, fields, number_field, schema
from index.errors import EngineError, TimeLimitError
from index.plan import Plan, plan
from index.query import Node
from index.schema import ClauseRow
from index.time_limit import locked, require_time, result_of

Value = TypeVar("Value")

#: Postings gathered in memory before they are written, in bytes for each thread.
_MEMORY = 32_000_000
_MOST_THREADS = 8
#: Up to so many clauses that may match a call is quick.
_MANY = 10_000
#: More values than any facet has; Tantivy refuses more than 65,000.
_BUCKETS = 60_000


def space(url: str) -> FolderSpace:
    """The space at a URL such as ``tantivy:var/index``."""
    return FolderSpace(url, EmbeddedLibrary(TantivyWriter, TantivyEngine))


class TantivyWriter:
    """See :class:`index.engines.EngineWriter`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        threads = min(os.cpu_count() or 1, _MOST_THREADS)
        with _written():
            self._values = Values()
            self._writer = tantivy.Index(schema(), str(folder), reuse=False).writer(_MEMORY * threads, threads)
        self._encoder = msgspec.json.Encoder()
        self._documents: set[str] = set()
        #: The clauses of the document that is being written; of none of another, since those are looked for on disk.
        self._clauses: set[str] = set()
        self._document, self._again = "", False
        self._added = 0

    def add(self, rows: Iterable[ClauseRow]) -> None:
        """See :class:`index.engines.EngineWriter`."""
        for row in rows:
            if row.document != self._document:
                self._document, self._clauses, self._again = row.document, set(), row.document in self._documents
                self._documents.add(row.document)
            with _written():
                if self._again or row.clause in self._clauses:
                    self._writer.delete_documents_by_term("clause", row.clause)
                self._writer.add_json(self._encoder.encode(fields(row, self._added, self._values)).decode())
            self._clauses.add(row.clause)
            self._added += 1

    def commit(self) -> None:
        """See :class:`index.engines.EngineWriter`."""
        with _written():
            self._writer.commit()
            self._writer.wait_merging_threads()
        self._values.write(self._folder)

    def abort(self) -> None:
        """See :class:`index.engines.EngineWriter`. Its threads would go on writing into a folder that is removed."""
        with suppress(Exception):
            self._writer.wait_merging_threads()


class TantivyEngine:
    """See :class:`index.engines.Engine`. Opened when it is first asked, so that a process may fork before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def search(self, request: SearchRequest) -> Hits:
        """See :class:`index.engines.Engine`."""
        check_request(request)
        with _wrapped("searching"):
            return _Search(self._opened, request).hits()

    def counts(self, nodes: Sequence[Node], filters: tuple[Filter, ...]) -> tuple[int, ...]:
        """See :class:`index.engines.Engine`."""
        check_filters(filters)
        with _wrapped("counting"):
            return tuple(self._opened.counted(plan(node), filters) for node in nodes)

    def tally(self, query: Node | None, filters: tuple[Filter, ...], field: str) -> Mapping[str, int]:
        """See :class:`index.engines.Engine`."""
        check_filters(filters)
        with _wrapped("counting"):
            return dict(self._opened.tallied(plan(query) if query is not None else None, filters, field))

    def close(self) -> None:
        """See :class:`index.engines.Engine`."""
        opened = self.__dict__.pop("_open_once", None)
        if opened:
            opened.close()

    @property
    def _opened(self) -> "_Opened":
        with locked(self._lock):
            return self._open_once

    @cached_property
    def _open_once(self) -> "_Opened":
        return _Opened(self._folder)


class _Opened:
    """An index open for reading; any number of threads may use it."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        self.searcher = index.searcher()
        self.compiler = Compiler(index.schema, self.searcher)
        self._values = Values.read(folder).values
        # What Tantivy has begun it ends; a request whose time is over leaves it, and no more than this go on at once.
        self._aside = Aside()
        self._wholes: dict[str, list[tuple[str, int]]] = {}

    def close(self) -> None:
        self._aside.close()

    def worked(self, plan: Plan | None, work: Callable[[], Value]) -> "Future[Value]":
        """The work for a plan: by another thread where many clauses may match, which is worth the trouble, or at once.

        Tantivy lets go of Python while it works, so that another core does something else meanwhile.
        """
        require_time()
        if plan is not None and self.compiler.most(plan) > _MANY:
            return self._aside.begin(work)
        done: Future[Value] = Future()
        done.set_result(work())
        return done

    def counted(self, plan: Plan, filters: tuple[Filter, ...]) -> int:
        """How many clauses match a plan."""
        matching = self.compiler.matching(plan, filters)
        return result_of(self.worked(plan, lambda: self.count(matching)))

    def tallied(self, plan: Plan | None, filters: tuple[Filter, ...], field: str) -> list[tuple[str, int]]:
        """The values of a field among the clauses that match a plan."""
        matching = self.compiler.matching(plan, filters)
        return result_of(self.worked(plan, lambda: self.tally(matching, (field,))))[field]

    def count(self, query: Query) -> int:
        return _count(self.searcher.search(query, limit=1))

    def tally(self, query: Query, fields: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """For each field its values with the number of clauses of the query that carry them."""
        wanted = {name: {"terms": {"field": number_field(name), "size": _BUCKETS}} for name in fields}
        found = self.searcher.aggregate(query, wanted) if wanted else {}
        return {name: self._named(name, found[name]["buckets"]) for name in wanted}

    def _named(self, name: str, buckets: Iterable[Mapping[str, float]]) -> list[tuple[str, int]]:
        values = self._values[name]
        return [(values[int(one["key"])], int(one["doc_count"])) for one in buckets]

    def whole(self, name: str) -> list[tuple[str, int]]:
        """The values of a field in the whole archive, which does not change."""
        if name not in self._wholes:
            self._wholes[name] = self.tally(Query.all_query(), (name,))[name]
        return self._wholes[name]


class _Search:
    """One request against an open index."""

    def __init__(self, opened: _Opened, request: SearchRequest) -> None:
        self._opened, self._request = opened, request
        self._plan = plan(request.query) if request.query is not None else None
        self._matching = opened.compiler.matching(self._plan, request.filters)

    def hits(self) -> Hits:
        request = self._request
        counting = self._opened.worked(self._plan, self._facets) if request.facets else None
        count, page = result_of(self._opened.worked(self._plan, self._page))
        facets = result_of(counting) if counting else {}
        return Hits(
            count,
            tuple(page),
            {name: common_values(name, facets[name], request) for name in request.facets},
        )

    def _page(self) -> tuple[int, list[int]]:
        request, most = self._request, self._opened.searcher.num_docs
        if not request.limit or request.offset >= most:
            return self._opened.count(self._matching), []
        result = self._opened.searcher.search(
            self._matching, min(request.limit, most), offset=request.offset,
            order_by_field=ORDERS[request.sort], order=Order.Asc,
        )  # fmt: skip
        return _count(result), [ordinal_in(key) for key, _ in result.hits]

    def _facets(self) -> dict[str, list[tuple[str, int]]]:
        filters = self._request.filters
        filtered = {item.field for item in filters}
        free = [name for name in self._request.facets if name not in filtered]
        facets = self._opened.tally(self._matching, free)
        for name in filtered.intersection(self._request.facets):
            others = tuple(item for item in filters if item.field != name)
            if self._plan is None and not others:
                facets[name] = self._opened.whole(name)
                continue
            matching = self._opened.compiler.matching(self._plan, others)
            facets[name] = self._opened.tally(matching, (name,))[name]
        return facets


def _count(result: Any) -> int:
    # Its type does not tell that a result counts.
    return int(result.count)


@contextmanager
def _wrapped(doing: str) -> Iterator[None]:
    """Whatever the library raises as :class:`EngineError`."""
    try:
        yield
    except TimeLimitError:
        raise
    except Exception as error:
        raise EngineError("tantivy", doing) from error


@contextmanager
def _written() -> Iterator[None]:
    """What the disk refuses as ``OSError``, though the library tells it in words; the rest as an engine's error."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        if match := re.search(r"os error (\d+)|code: (\d+)", str(error)):
            number = int(match[1] or match[2])
            raise OSError(number, os.strerror(number)) from error
        raise EngineError("tantivy", "building") from error

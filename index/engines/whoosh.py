"""Whoosh, the embedded default: pure Python, files in one folder, fit for some ten thousand clauses.

Whoosh holds the postings and scores them. What is filtered, counted and sorted by is in memory
(:mod:`index.engines.columns`), what is displayed is in the store.
"""

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

import msgspec
from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError
from whoosh.query.positional import Phrase
from whoosh.query.spans import SpanNear2, SpanOr
from whoosh.query.terms import Term

from index.engines import Filter, Hits, SearchRequest
from index.engines.columns import ClauseColumns, Columns, Find, matching_positions
from index.engines.folders import EmbeddedLibrary, FolderSpace
from index.errors import EngineError, TimeLimitError
from index.plan import LISTED, Keyword, Match, listed_word, plan
from index.query import Node
from index.schema import TEXT_FIELDS, ClauseRow
from index.time_limit import locked, require_time, while_time_lasts

_COLUMNS = "columns.json"
#: Keyword fields that a query names; the others are filtered by in memory.
_KEYWORDS = ("number",)
#: Whoosh gathers postings in memory up to this size in MB and then sorts on disk.
_MEMORY = 128
#: How many leaves of plans are remembered with their positions.
_LEAVES = 256


def space(url: str) -> FolderSpace:
    """The space at a URL such as ``whoosh:var/index``."""
    return FolderSpace(url, EmbeddedLibrary(WhooshWriter, WhooshEngine))


class WhooshWriter:
    """See :class:`index.engines.EngineWriter`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._entries: list[ClauseColumns] = []
        self._storage = FileStorage(str(folder))
        try:
            self._writer: Any = self._storage.create_index(_schema()).writer(limitmb=_MEMORY)
        except EmptyIndexError as error:  # a full disk takes the names of files and not what they hold
            raise OSError(errno.EIO, "the disk did not keep what was written") from error

    def add(self, rows: Iterable[ClauseRow]) -> None:
        """See :class:`index.engines.EngineWriter`."""
        for row in rows:
            numbers = {name: row.keywords[name] for name in _KEYWORDS if name in row.keywords}
            texts = {name: terms.split() for name, terms in row.terms.items() if terms}
            self._writer.add_document(**texts, **numbers)
            self._entries.append(ClauseColumns.of(row))

    def commit(self) -> None:
        """See :class:`index.engines.EngineWriter`."""
        self._writer.commit()
        self._storage.close()
        (self._folder / _COLUMNS).write_bytes(msgspec.json.encode(self._entries))

    def abort(self) -> None:
        """See :class:`index.engines.EngineWriter`."""
        with suppress(Exception):
            self._writer.cancel()
        self._storage.close()


class WhooshEngine:
    """See :class:`index.engines.Engine`. A row's position in the columns is its document number in Whoosh."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # A reader moves within its files, so threads take turns; none could run beside another in Python anyway.
        self._lock = RLock()

    def search(self, request: SearchRequest) -> Hits:
        """See :class:`index.engines.Engine`."""
        with locked(self._lock), _wrapped("searching"):
            return self._columns.answer(self._matching(request.query), request)

    def counts(self, nodes: Sequence[Node], filters: tuple[Filter, ...]) -> tuple[int, ...]:
        """See :class:`index.engines.Engine`."""
        with locked(self._lock), _wrapped("counting"):
            return tuple(self._columns.count(self._matching(node), filters) for node in nodes)

    def tally(self, query: Node | None, filters: tuple[Filter, ...], field: str) -> Mapping[str, int]:
        """See :class:`index.engines.Engine`."""
        with locked(self._lock), _wrapped("counting"):
            return self._columns.tally(self._matching(query), filters, field)

    def close(self) -> None:
        """See :class:`index.engines.Engine`."""
        with self._lock:
            if "_leaves" in self.__dict__:
                self._leaves.searcher.close()

    def _matching(self, query: Node | None) -> AbstractSet[int]:
        require_time()
        alive = self._columns.alive
        return alive if query is None else matching_positions(plan(query), self._find, alive)

    @cached_property
    def _columns(self) -> Columns:
        return Columns(msgspec.json.decode((self._folder / _COLUMNS).read_bytes(), type=list[ClauseColumns]))

    @cached_property
    def _leaves(self) -> "_Leaves":
        return _Leaves(self._folder)

    # A generation never changes: the next page and the next facet ask for the same leaves again.

    @cached_property
    def _find(self) -> Find:
        return lru_cache(_LEAVES)(self._leaves.positions)


class _Begun(Term):
    """One of the thousands of terms that may begin alike, each of which is opened while there is time."""

    def matcher(self, *given: Any, **named: Any) -> Any:
        """The matcher of the term."""
        require_time()
        return super().matcher(*given, **named)


class _Leaves:
    """Looks single leaves of a plan up. Apart from the engine, so that what remembers its answers does not hold it."""

    def __init__(self, folder: Path) -> None:
        self.searcher: Any = FileStorage(str(folder)).open_index().searcher()

    def positions(self, leaf: Match | Keyword) -> frozenset[int]:
        """The positions that a leaf matches."""
        if isinstance(leaf, Keyword):
            asked = [Term(leaf.field, leaf.value)]
        elif word := listed_word(leaf):
            asked = [Term(LISTED[leaf.field], word)]
        else:
            asked = self._asked(leaf)
        return frozenset(while_time_lasts(id_ for one in asked for id_ in self._matcher(one).all_ids()))

    def _asked(self, leaf: Match) -> list[Any]:
        """The Whoosh queries any of which finds a leaf."""
        *before, last = leaf.units
        if not leaf.open:
            return [Phrase(leaf.field, list(leaf.units)) if before else Term(leaf.field, last)]
        begins = while_time_lasts(self.searcher.reader().expand_prefix(leaf.field, last))
        begun = [_Begun(leaf.field, text.decode()) for text in begins]
        if not before or not begun:
            return begun
        return [SpanNear2([*(Term(leaf.field, unit) for unit in before), SpanOr(begun)])]

    def _matcher(self, asked: Any) -> Any:
        return asked.matcher(self.searcher, self.searcher.context(needs_current=True))


def _schema() -> Any:
    schema = fields.Schema(**{name: fields.KEYWORD() for name in _KEYWORDS})
    for field in TEXT_FIELDS.values():
        if field.words:
            schema.add(field.words, fields.TEXT(phrase=field.english))
        if field.grams:
            schema.add(field.grams, fields.TEXT(phrase=True))
        if field.listed:
            schema.add(field.listed, fields.KEYWORD())
    return schema


@contextmanager
def _wrapped(doing: str) -> Iterator[None]:
    """Whatever the library raises as :class:`EngineError`; ValueError is the caller's own mistake and passes."""
    try:
        yield
    except (ValueError, TimeLimitError):
        raise
    except Exception as error:
        raise EngineError("whoosh", doing) from error

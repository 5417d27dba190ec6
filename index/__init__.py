"""The corpus made searchable: rebuild an index, open it, ask it.

``rebuild`` writes a new generation and switches to it; ``check`` says whether it is whole, current and in step with its
corpus; ``rollback`` lets the generation before serve again. ``open_index`` gives a :class:`Snapshot`: its ``searcher``
answers a :class:`Query` that ``parse_query`` read, within the filters and the page of a :class:`SearchRequest`; its
``store`` has what is displayed. ``warm`` loads the dictionaries before the first query asks for them.
"""

from index.checking import IndexProblem, check
from index.engines import EngineSpace, Filter, SearchRequest, Sort, open_space
from index.errors import (
    AddressError,
    EngineError,
    EngineUnavailableError,
    IndexMissingError,
    IndexOutdatedError,
    QueryError,
    RebuildError,
    TimeLimitError,
)
from index.generation.building import Progress, RebuildOptions
from index.generation.generations import Manifest
from index.language.segmentation import warm
from index.query import Query, parse_query
from index.rebuild import Summary, rebuild
from index.rollback import rollback
from index.scoring.found import Found, MatchKind
from index.snapshot import Snapshot, open_index
from index.store import Store
from index.understanding.intent import Options

__all__ = [
    "AddressError",
    "EngineError",
    "EngineSpace",
    "EngineUnavailableError",
    "Filter",
    "Found",
    "IndexMissingError",
    "IndexOutdatedError",
    "IndexProblem",
    "Manifest",
    "MatchKind",
    "Options",
    "Progress",
    "Query",
    "QueryError",
    "RebuildError",
    "RebuildOptions",
    "SearchRequest",
    "Snapshot",
    "Sort",
    "Store",
    "Summary",
    "TimeLimitError",
    "check",
    "open_index",
    "open_space",
    "parse_query",
    "rebuild",
    "rollback",
    "warm",
]

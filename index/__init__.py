"""The corpus made searchable: rebuild an index, open it, ask it.

``rebuild`` writes a new generation and switches to it; ``open_index`` gives its store (for display), engine (for
search) and manifest; ``check`` says whether it is whole, current and in step with its corpus; ``rollback`` lets the
generation before serve again; ``warm`` loads the dictionaries before the first query asks for them.
"""

from index.checking import IndexProblem, check
from index.errors import EngineError, IndexMissingError, IndexOutdatedError, QueryError, RebuildError
from index.generation.building import Progress, RebuildOptions
from index.generation.generations import Manifest
from index.language.segmentation import warm
from index.rebuild import Summary, rebuild
from index.rollback import rollback
from index.snapshot import Snapshot, open_index

__all__ = [
    "EngineError",
    "IndexMissingError",
    "IndexOutdatedError",
    "IndexProblem",
    "Manifest",
    "Progress",
    "QueryError",
    "RebuildError",
    "RebuildOptions",
    "Snapshot",
    "Summary",
    "check",
    "open_index",
    "rebuild",
    "rollback",
    "warm",
]

"""The layer above the engine port: a parsed query becomes a ranked list of clauses.

All words must be found first. Where that finds too little, clauses with some of the words or near in meaning follow,
and the answer says so. An explicit query (operators, phrases, prefixes, fields) keeps its exact meaning; what is
known beside the words then only orders what it found.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from corpus.errors import UserError
from corpus.model import Clause
from index.engines import Engine, SearchRequest
from index.knowledge.lexicon import Lexicon
from index.knowledge.neighbours import Neighbours
from index.knowledge.vectors import Vectors
from index.query import Query
from index.scoring.exact import ExactSearch
from index.scoring.found import CLAUSE, Found, Options
from index.scoring.similar import Similar, similar
from index.scoring.wide import Shared, WideSearch
from index.store import Store
from index.understanding.reading import Reader

_DEFAULT = Options()
#: Documents of a large archive of which is remembered what their clauses share.
_DOCUMENTS = 65_536
#: What can be told only where every clause lies in the lexicon.
_EXACT = frozenset({"repair"})


class Retriever:
    """Answers searches over one generation; any number of threads may use it."""

    def __init__(self, engine: Engine, store: Store, folder: Path) -> None:
        self._engine, self._store, self._folder = engine, store, folder
        #: Its words, in a large archive without the clauses that hold them.
        self.vocabulary = Lexicon.read(folder)
        #: The same where every clause is scored.
        self.lexicon = self.vocabulary if self.vocabulary and self.vocabulary.size else None
        self._vectors: dict[str, Vectors] = {}
        self._neighbours: Neighbours | None = None
        self._shared = lru_cache(_DOCUMENTS)(partial(Shared.read, store))

    def vectors(self) -> Mapping[str, Vectors]:
        """The vectors that this generation has by now, by encoder."""
        for name in ("use", "e5"):
            if name not in self._vectors and (found := Vectors.read(self._folder, name)):
                self._vectors = {**self._vectors, name: found}
        return self._vectors

    def neighbours(self) -> Neighbours | None:
        """The nearest clauses of a large archive, as soon as there are some."""
        if self._neighbours is None:
            self._neighbours = Neighbours.read(self._folder)
        return self._neighbours

    @property
    def knows_likeness(self) -> bool:
        """Whether the clauses like another are found at once, so that a list can show them."""
        return self.lexicon is not None and "use" in self.vectors()

    def similar(self, clauses: Sequence[Clause]) -> dict[str, tuple[Similar, ...]]:
        """For each clause, by its id, those of other documents that say nearly the same; none in a large archive."""
        return similar(clauses, self.lexicon, self.vectors()) if self.lexicon else {}

    def search(self, query: Query, request: SearchRequest, options: Options = _DEFAULT) -> Found:
        """The page that ``request`` asks for. Without words the engine answers alone."""
        if self.lexicon is None and options.scope != CLAUSE:
            raise UserError(
                "scope: this archive is too large to search by whole documents or issues; use scope=clause",
                "检索单位 scope：本库规模过大，不能以公文或期为单位检索，请用 scope=clause",
                code="scope_unavailable",
                param="scope",
            )
        if self.vocabulary is None or query.tree is None or request.query is None:
            return Found(self._engine.search(request))
        if self.lexicon is not None:
            return ExactSearch(self._engine, self.lexicon, self.vectors(), options).answer(query, request)
        use, off = self.vectors().get("use"), options.off | _EXACT
        reader = Reader(self.vocabulary, use, options.expand, options.without, off)
        return WideSearch(self._engine, self._store, self._shared, reader, self.neighbours()).answer(query, request)

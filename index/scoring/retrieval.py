"""The layer above the engine port: a parsed query becomes a ranked list of clauses.

All words must be found first. Where that finds too little, clauses with some of the words or near in meaning follow,
and the answer says so. An explicit query (operators, phrases, prefixes, fields) keeps its exact meaning; what is
known beside the words then only orders what it found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UserError
from corpus.model import Clause
from index.engines import Engine, Hits, SearchRequest
from index.nodes import And, Node, Number, Term
from index.query import Query
from index.ranking import RANKING
from index.scoring.lexicon import Lexicon
from index.scoring.scoping import scoped
from index.scoring.signals import Fused, Scores, fuse
from index.scoring.similar import Similar, similar
from index.scoring.vectors import Vectors
from index.understanding.reading import BILINGUAL, Reader, Reading

CLAUSE, DOCUMENT, ISSUE = "clause", "document", "issue"


@dataclass(frozen=True, slots=True)
class Options:
    """How to search.

    ``expand`` is ``none``, ``synonym`` or ``bilingual``; ``scope`` (``clause``, ``document``, ``issue``) is the unit
    within which AND and NOT hold; ``without`` are expansions that the user took out; ``off`` names parts that are
    switched off (see :data:`index.scoring.signals.PARTS`), to measure what they bring.
    """

    expand: str = BILINGUAL
    scope: str = CLAUSE
    without: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer.

    ``relaxed``: not all words had to be found. ``weak``: even the best clauses hold little of what was asked. ``parts``
    are the signals of each clause on the page. ``reading`` is ``None`` where the engine alone answered.
    """

    hits: Hits
    relaxed: bool = False
    weak: bool = False
    parts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    reading: Reading | None = None


_DEFAULT = Options()


class Retriever:
    """Answers searches over one generation; any number of threads may use it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        lexicon = Lexicon.read(folder)
        self.lexicon = lexicon if lexicon and 0 < lexicon.size <= RANKING.retrieval.exact else None
        self._vectors: dict[str, Vectors] = {}

    def vectors(self) -> Mapping[str, Vectors]:
        """The vectors that this generation has by now, by encoder."""
        for name in ("use", "e5"):
            if name not in self._vectors and (found := Vectors.read(self._folder, name)):
                self._vectors = {**self._vectors, name: found}
        return self._vectors

    def similar(self, clause: Clause) -> tuple[Similar, ...]:
        """The clauses of other documents that say nearly the same; none in an archive without a lexicon."""
        return similar(clause, self.lexicon, self.vectors()) if self.lexicon else ()

    def search(self, query: Query, request: SearchRequest, options: Options = _DEFAULT) -> Found:
        """The page that ``request`` asks for. Without a lexicon, and without words, the engine answers alone."""
        if self.lexicon is None and options.scope != CLAUSE:
            raise UserError(
                "scope: this archive is too large to search by whole documents or issues; use scope=clause",
                "检索单位 scope：本库规模过大，不能以公文或期为单位检索，请用 scope=clause",
                code="scope_unavailable",
                param="scope",
            )
        if self.lexicon is None or query.tree is None or request.query is None:
            return Found(self._engine.search(request))
        return _Search(self._engine, self.lexicon, self.vectors(), options).answer(query, request)


@dataclass(frozen=True, slots=True)
class _Search:
    engine: Engine
    lexicon: Lexicon
    vectors: Mapping[str, Vectors]
    options: Options

    def answer(self, query: Query, request: SearchRequest) -> Found:
        options = self.options
        reader = Reader(self.lexicon, self.vectors.get("use"), options.expand, options.without, options.off)
        reading = reader.read(query)
        vectors = {} if "vectors" in options.off else self.vectors
        fused = fuse(reading, self.lexicon, vectors, options.off)
        strict = self._strict(query, reading, fused)
        chosen = strict
        if is_plain(query.tree) and not reading.references.named and self._too_few(strict, request, reading):
            chosen = strict | self._related(reading, fused)
        hits = self.lexicon.columns.answer(_scores(chosen, fused.total), request)
        relaxed = chosen != strict
        return Found(
            hits=hits,
            relaxed=relaxed,
            weak=relaxed and self._is_weak(hits, reading),
            parts={hit.clause: fused.parts(self.lexicon.places[hit.clause]) for hit in hits.hits},
            reading=reading,
        )

    def _strict(self, query: Query, reading: Reading, fused: Fused) -> frozenset[int]:
        """The clauses that were named, or that hold all that was asked, in one language or the other."""
        if is_plain(query.tree) and reading.references.named:
            return _places(fused.signals["named"] > 0)
        assert query.tree is not None  # noqa: S101 - what has none is not ranked
        if self.options.scope != CLAUSE:
            return scoped(query.tree, self._matches, self._units())
        found = self._matches(query.tree)
        return found | self._every(reading) if is_plain(query.tree) else found

    def _matches(self, tree: Node) -> frozenset[int]:
        hits = self.engine.search(SearchRequest(tree, limit=self.lexicon.size)).hits
        return frozenset(self.lexicon.places[hit.clause] for hit in hits)

    def _units(self) -> dict[int, str]:
        """The document or the issue of every clause; what came outside an issue is a unit of its own."""
        entries = enumerate(self.lexicon.contents.entries)
        if self.options.scope == DOCUMENT:
            return {place: entry.document for place, entry in entries}
        return {place: next(iter(entry.keywords.get("issue", ())), entry.document) for place, entry in entries}

    def _every(self, reading: Reading) -> frozenset[int]:
        """The clauses that hold every word in some form."""
        single = [group for group in reading.groups if " " not in group.source]
        if not single or any(group.is_guess for group in single) or (reading.chinese and not reading.repair.changes):
            return frozenset()
        least = RANKING.retrieval.stands_for
        held = [
            self.lexicon.gathered({one.term: 1.0 for one in group.members if one.share >= least}) > 0
            for group in single
        ]
        return _places(np.logical_and.reduce(held))

    def _too_few(self, strict: frozenset[int], request: SearchRequest, reading: Reading) -> bool:
        if strict and reading.single:
            return False
        return self.lexicon.columns.count(strict, request.filters) < RANKING.retrieval.enough

    def _related(self, reading: Reading, fused: Fused) -> frozenset[int]:
        """The best clauses that hold some of the words, and those nearest in meaning."""
        model = RANKING.retrieval
        related = (reading.evidence.coverage >= model.some) | (fused.total >= model.near)
        if "lexical" in fused.signals:
            related |= fused.signals["lexical"] > fused.signals["lexical"].min()
        if "title" in fused.signals:
            related |= fused.signals["title"] > 0
        places = np.flatnonzero(related)
        best = np.lexsort((places, -fused.total[places]))[: model.most]
        return frozenset(places[best].tolist())

    def _is_weak(self, hits: Hits, reading: Reading) -> bool:
        coverage = reading.evidence.coverage
        best = max((float(coverage[self.lexicon.places[hit.clause]]) for hit in hits.hits[:3]), default=0.0)
        return best < RANKING.retrieval.weak


def _scores(chosen: frozenset[int], total: Scores) -> dict[int, float]:
    """Scores that are not negative."""
    places = sorted(chosen)
    values = total[places] - total[places].min() if places else total[:0]
    return dict(zip(places, values.round(5).tolist(), strict=True))


def _places(mask: NDArray[np.bool_]) -> frozenset[int]:
    return frozenset(np.flatnonzero(mask).tolist())


def is_plain(node: Node | None) -> bool:
    """Whether a query is words and document numbers only, without operators, phrases, prefixes and fields."""
    match node:
        case Term() | Number():
            return True
        case And(nodes):
            return all(isinstance(one, Term | Number) for one in nodes)
    return False

"""Answering from the lexicon: every clause gets a score from every signal, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines import Engine, Hits, SearchRequest
from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.nodes import Node
from index.query import Query
from index.ranking import RANKING
from index.scoring.found import CLAUSE, DOCUMENT, Found, Options, is_plain
from index.scoring.scoping import scoped
from index.scoring.signals import Fused, Scores, fuse
from index.understanding.reading import Reader, Reading


@dataclass(frozen=True, slots=True)
class ExactSearch:
    """Searches of one generation whose clauses all lie in a lexicon."""

    engine: Engine
    lexicon: Lexicon
    vectors: Mapping[str, Vectors]
    options: Options

    def answer(self, query: Query, request: SearchRequest) -> Found:
        """The page that ``request`` asks for; both have a query tree."""
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
            exact=True,
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
        hits = self.engine.search(SearchRequest(tree, limit=self.lexicon.size, scored=False)).hits
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

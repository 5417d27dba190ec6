"""The way from a query to its answer, the same for archives of any size and on every engine.

A clause matches when it satisfies the query; the engine says which do. Neighbours have some of the words or lie near in
meaning. The sum of the signals orders both; matches come first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from index.aside import Aside
from index.engines import Engine, Filter, Hits, SearchRequest, Sort
from index.knowledge.knowledge import Knowledge
from index.query import Query
from index.scoring.candidates import nearest_candidates
from index.scoring.found import Found, MatchKind, Result
from index.scoring.matching import Matcher, Matches
from index.scoring.ranked import Ranked, Ranker
from index.scoring.similar import Similar, similar_by_vectors, similar_by_words
from index.store import Store
from index.time_limit import result_of
from index.understanding.conditions import in_text
from index.understanding.intent import Intent, IntentReader, Options

_DEFAULT = Options()
#: Queries whose ranking is remembered.
_REMEMBERED = 256
#: Queries whose counts are remembered: words recur in what is asked, and are counted one by one where all find nothing.
_COUNTS = 4096
_MATCHES = (MatchKind.ALL, MatchKind.TITLE)


class Searcher:
    """Answers searches over one generation; any number of threads may use it."""

    def __init__(self, engine: Engine, store: Store, known: Knowledge, aside: Aside) -> None:
        self._engine, self._store, self._known = engine, store, known
        self._matcher = Matcher(engine, known)
        self._aside = aside
        self._ranker = Ranker(self._matcher, known, aside)
        self._matches = lru_cache(_REMEMBERED)(self._matching)
        #: How many clauses match a query that has a tree.
        self.count = lru_cache(_COUNTS)(self._count)
        self._ranked = lru_cache(_REMEMBERED)(self._ranking)

    def search(self, query: Query, request: SearchRequest, options: Options = _DEFAULT) -> Found:
        """The page that ``request`` asks for. Without words all clauses that pass the filters match."""
        if query.tree is None:
            return self._browsed(request)
        matches = self._matches(query, request.filters, options)
        asked = replace(request, query=matches.condition.tree, filters=matches.filters)
        is_ranked = request.sort is Sort.RELEVANCE
        counting = self._aside.begin(lambda: self._counted(replace(asked, limit=0) if is_ranked else asked, matches))
        ranked = self._ranked(query, request.filters, options)
        hits = result_of(counting)
        page = self._best(ranked, asked) if is_ranked else self._sorted(ranked, hits)
        return Found(
            count=matches.count,
            in_text=matches.in_text,
            results=self._described(page, matches, asked),
            facets=hits.facets,
            near=ranked.near if is_ranked else 0,
            near_in_words=ranked.near_in_words if is_ranked else 0,
            weak=ranked.weak,
            intent=matches.intent,
            asked=asked.query,
            relaxed=not matches.count and ranked.near > 0,
            unstated=ranked.unstated,
        )

    def _matching(self, query: Query, filters: tuple[Filter, ...], options: Options) -> Matches:
        intent = IntentReader(self._known, options).read(query)
        if not filters:
            # What is found is remembered until the ranking asks for it.
            self._aside.begin(lambda: nearest_candidates(intent, self._known, None, options.off))
        return self._matcher.matches(intent, filters, options.scope)

    def _ranking(self, query: Query, filters: tuple[Filter, ...], options: Options) -> Ranked:
        return self._ranker.rank(self._matches(query, filters, options), filters, options)

    def _counted(self, asked: SearchRequest, matches: Matches) -> Hits:
        """What the engine says of the matches: their facets, and a page of them in its order."""
        if not matches.count or not (asked.facets or asked.limit):
            return Hits(matches.count, (), dict.fromkeys(asked.facets, ()))
        return self._engine.search(asked)

    def _best(self, ranked: Ranked, asked: SearchRequest) -> Sequence[Result]:
        """The page of matches, best first, then of neighbours; matches beyond the best are in the engine's order."""
        first, last, known, count = asked.offset, asked.offset + asked.limit, ranked.matching, ranked.matches.count
        page = ranked.best(first, last)
        if last > known and count > known:
            hits = self._engine.search(replace(asked, offset=0, limit=min(last, count) + known, facets=()))
            best = set(ranked.ordinals[:known].tolist())
            others = [ordinal for ordinal in hits.ordinals if ordinal not in best]
            page += self._unscored(others[max(first - known, 0) : last - known])
        return page + ranked.neighbours(max(first - count, 0), max(last - count, 0))

    def _sorted(self, ranked: Ranked, hits: Hits) -> Sequence[Result]:
        """A page of matches in another order, with the scores that are known."""
        known = {one.ordinal: one for one in ranked.best(0, ranked.matching)}
        return [known.get(one.ordinal, one) for one in self._unscored(hits.ordinals)]

    def _unscored(self, ordinals: Sequence[int]) -> list[Result]:
        clauses = self._known.values.ids(ordinals)
        return [Result(ordinal, clause, MatchKind.ALL, 0) for ordinal, clause in zip(ordinals, clauses, strict=True)]

    def _described(self, page: Sequence[Result], matches: Matches, asked: SearchRequest) -> tuple[Result, ...]:
        """The results of a page, each with how it matches and how many other matches its document has."""
        counts = self._in_documents(page, asked) if matches.count else {}
        by_text = np.array([one.ordinal for one in page if one.match in _MATCHES], dtype=np.int64)
        if matches.in_text != matches.count:
            tree = in_text(asked.query)
            by_text = by_text[self._matcher.holding(tree, asked.filters, matches.in_text, by_text)]
        return tuple(_described(one, counts.get(_document(one), 0), in_text=one.ordinal in by_text) for one in page)

    def _in_documents(self, page: Sequence[Result], asked: SearchRequest) -> Mapping[str, int]:
        """How many clauses match in each document of a page."""
        documents = tuple(dict.fromkeys(_document(one) for one in page))
        within = (*asked.filters, Filter("document", documents))
        return self._engine.tally(asked.query, within, "document") if page else {}

    def _browsed(self, request: SearchRequest) -> Found:
        """The page of all clauses that pass the filters."""
        hits = self._engine.search(request)
        page = self._unscored(hits.ordinals)
        counts = self._in_documents(page, request)
        results = tuple(_described(one, counts[_document(one)], in_text=True) for one in page)
        return Found(hits.count, hits.count, results, hits.facets)

    def _count(self, query: Query, filters: tuple[Filter, ...], options: Options = _DEFAULT) -> int:
        intent = IntentReader(self._known, options).read(query)
        return self._matcher.count(intent, filters, options.scope)

    def intent(self, query: Query) -> Intent:
        """What a query that has a tree is taken to mean."""
        return IntentReader(self._known, _DEFAULT).read(query)

    @property
    def knows_likeness(self) -> bool:
        """Whether the clauses like another are found at once, so that a list can show them."""
        return bool(self._known.vectors)

    def similar(self, ids: Sequence[str]) -> dict[str, tuple[tuple[str, float], ...]]:
        """For each clause, by its id, those of other documents that say nearly the same, with their likeness."""
        ordinals = self._store.ordinals(ids)
        if self.knows_likeness:
            found = similar_by_vectors(np.array(list(ordinals.values()), dtype=np.int64), self._known)
        else:
            texts = {ordinals[clause.id]: clause.text for clause in self._store.clauses(ids).values()}
            found = {ordinal: similar_by_words(ordinal, text, self._known) for ordinal, text in texts.items()}
        return {id_: tuple(self._named(found[ordinal])) for id_, ordinal in ordinals.items()}

    def _named(self, found: Sequence[Similar]) -> Iterable[tuple[str, float]]:
        ids = self._known.values.ids([one.ordinal for one in found])
        return zip(ids, (one.likeness for one in found), strict=True)


def _document(one: Result) -> str:
    return one.clause.split("/", 1)[0]


def _described(one: Result, in_document: int, *, in_text: bool) -> Result:
    if one.match not in _MATCHES:
        return replace(one, more_in_document=in_document)
    kind = MatchKind.ALL if in_text else MatchKind.TITLE
    return replace(one, match=kind, more_in_document=max(in_document - 1, 0))

"""Which clauses match: what satisfies a query, as the engine says."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.engines import Engine, Filter, Hits, SearchRequest
from index.knowledge.arrays import Mask, Ordinals
from index.knowledge.knowledge import Knowledge
from index.nodes import Node
from index.ranking import RANKING
from index.schema import CLAUSE_FIELD
from index.scoring.scoping import CLAUSE, ISSUE, scoped, within_documents
from index.understanding.conditions import Condition, conditions, in_text
from index.understanding.intent import Intent

#: Up to so many times as many matches, to ask for all of them is quicker than to ask which of some clauses match.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Matches:
    """The condition of an intent that ``count`` clauses satisfy, ``in_text`` by themselves.

    ``newest`` are the ordinals of some.
    """

    intent: Intent
    condition: Condition
    filters: tuple[Filter, ...]
    count: int
    in_text: int
    newest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds matches in one generation."""

    engine: Engine
    known: Knowledge

    def matches(self, intent: Intent, filters: tuple[Filter, ...], scope: str) -> Matches:
        """Those of the first condition of an intent that some clauses satisfy; of the last where none does."""
        tried = [Condition(None)]
        for condition, every in self._conditions(intent, filters, scope):
            hits = self._newest(condition, every, RANKING.limits.candidates)
            tried.append(condition)
            if hits.count and condition.near:
                break
            if hits.count:
                in_text = self._in_text(condition, every, hits.count)
                return Matches(intent, condition, every, hits.count, in_text, hits.ordinals)
        return Matches(intent, tried[-1], filters, 0, 0, ())

    def count(self, intent: Intent, filters: tuple[Filter, ...], scope: str) -> int:
        """How many :meth:`matches` would find."""
        for condition, every in self._conditions(intent, filters, scope):
            if found := self._newest(condition, every, 0).count:
                return 0 if condition.near else found
        return 0

    def _conditions(
        self, intent: Intent, filters: tuple[Filter, ...], scope: str
    ) -> Iterator[tuple[Condition, tuple[Filter, ...]]]:
        for one in conditions(intent):
            condition = self._scoped(one, scope)
            yield condition, (*filters, *condition.filters)

    def holding(self, tree: Node | None, filters: tuple[Filter, ...], count: int, ordinals: Ordinals) -> Mask:
        """Which of some clauses match; in all ``count`` do."""
        if not len(ordinals):
            return np.zeros(0, dtype=bool)
        if count <= _FEW * len(ordinals):
            these = SearchRequest(tree, filters, limit=count)
        else:
            by_id = Filter(CLAUSE_FIELD, tuple(self.known.values.ids(ordinals)))
            these = SearchRequest(tree, (*filters, by_id), limit=len(ordinals))
        return np.isin(ordinals, self.engine.search(these).ordinals)

    def _newest(self, condition: Condition, filters: tuple[Filter, ...], most: int) -> Hits:
        if condition.tree is None and not condition.filters:
            return Hits(0, (), {})
        return self.engine.search(SearchRequest(condition.tree, filters, limit=most))

    def _in_text(self, condition: Condition, filters: tuple[Filter, ...], count: int) -> int:
        tree = in_text(condition.tree)
        return count if tree is None or tree == condition.tree else self.engine.counts([tree], filters)[0]

    def _scoped(self, condition: Condition, scope: str) -> Condition:
        """The same within documents or issues; what came outside an issue is a unit of its own."""
        if scope == CLAUSE or condition.tree is None:
            return condition
        documents = self.known.values.documents
        unit_of = {one.id: one.id for one in documents}
        if scope == ISSUE:
            unit_of = {one.id: next(iter(one.keywords.get("issue", ())), one.id) for one in documents}

        def find(node: Node) -> frozenset[str]:
            return frozenset(unit_of[one] for one in self.engine.tally(node, (), "document"))

        tree, units = scoped(condition.tree, find, frozenset(unit_of.values()))
        return within_documents(condition, tree, {one for one, unit in unit_of.items() if unit in units})

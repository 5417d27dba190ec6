"""The kinds of query whose latency is measured, over one index: many queries each, so that no cache answers them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Clause, Document
from index import Snapshot
from index.analysis import needle
from index.engines import Filter, SearchRequest
from index.language.segmentation import cut
from index.query import parse_query
from index.schema import FACETS

_COMMON = ("管理", "工作", "建设", "推进", "发展", "加强", "完善", "环境", "服务", "落实")
#: How many hits are asked for, of the service as of the raw loops.
TOP = 10
_SHORTEST = 2
_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Question:
    """A query of a kind as it is typed, and a body that it is limited to."""

    text: str = ""
    body: str | None = None

    def request(self) -> SearchRequest:
        """What the service asks its engine: the best ten, all facets."""
        filters = (Filter("body", (self.body,)),) if self.body else ()
        return SearchRequest(parse_query(self.text).tree, filters, limit=TOP, facets=FACETS)

    def parameters(self, facets: Sequence[str] = FACETS) -> list[tuple[str, str]]:
        """The same as parameters of the service."""
        asked = [("q", self.text), ("body", self.body or ""), ("facets", ",".join(facets)), ("per_page", str(TOP))]
        return [(name, value) for name, value in asked if value]

    def given(self, facets: Sequence[str] = FACETS) -> dict[str, list[str]]:
        """The same by name, as the use case takes them."""
        found: dict[str, list[str]] = {}
        for name, value in self.parameters(facets):
            found.setdefault(name, []).append(value)
        return found


def questions(index: Snapshot, each: int, seed: int = 4) -> dict[str, list[Question]]:
    """``each`` questions of every kind, taken from what the index holds."""
    pick = random.Random(seed)  # noqa: S311 - a sample, no secrets
    newest = index.engine.search(SearchRequest(None, limit=min(20 * each, index.manifest.clauses))).ordinals
    ids = index.known.values.ids(pick.sample(newest, min(len(newest), 4 * each)))
    clauses = list(index.store.clauses(ids).values())
    heads = list(index.store.document_heads({clause.document for clause in clauses}).values())
    words = [_words(clause) for clause in clauses]
    words = [found for found in words if len(found) > _SHORTEST]
    runs = [clause.text for clause in clauses if len(clause.text) > 2 * _PHRASE]
    english = [one.title_en.split() for one in heads if one.title_en]
    kinds = {
        "one word": [pick.choice(found) for found in words],
        "two words": [" ".join(pick.sample(found, 2)) for found in words],
        "phrase": [f'"{text[at : at + _PHRASE]}"' for text in runs for at in (pick.randrange(len(text) - _PHRASE),)],
        "number": [one.number for one in heads if one.number],
        "English": [" ".join(pick.sample(found, 2)) for found in english],
        "common word": list(_COMMON),
    }
    asked = {kind: [Question(text) for text in texts][:each] for kind, texts in kinds.items()}
    return asked | {"filter only": [Question(body=body) for body in _bodies(heads)][:each]}


def terms(question: Question) -> Sequence[str]:
    """The pairs of characters and the tokens that a raw loop is asked for."""
    return [unit for word in question.text.split() for unit in needle(word)[0]]


def _words(clause: Clause) -> list[str]:
    return [word for word in cut("".join(char for char in clause.text if char >= "\u4e00")) if len(word) >= _SHORTEST]


def _bodies(heads: Sequence[Document]) -> list[str]:
    return sorted({body.id for one in heads for body in one.issuing_bodies})

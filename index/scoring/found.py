"""What is found: the values that the layer above the engine port gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.engines import FacetCount
from index.knowledge.answer_kinds import AnswerKind
from index.nodes import Node
from index.understanding.intent import Intent


class MatchKind(StrEnum):
    """How a result belongs to a query.

    ``all``: the clause itself satisfies it; ``title``: with the title of its document or a heading; ``some``: it has
    some of the words; ``meaning``: it lies near in meaning. The first two are matches, the others neighbours.
    """

    ALL = "all"
    TITLE = "title"
    SOME = "some"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Result:
    """One clause found, by its ordinal and its id.

    ``more_in_document`` counts the other matches in its document, ``parts`` are its signals.
    """

    ordinal: int
    clause: str
    match: MatchKind
    more_in_document: int
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer.

    ``count`` says how many clauses match, ``in_text`` how many of them by themselves, ``near`` how many neighbours
    follow, ``near_in_words`` how many of those have some of the words. ``weak``: nothing matches and even the best
    neighbours hold little of what was asked; it is the same on every page and in every order. ``intent`` is how the
    words were understood, ``None`` where there were none; ``asked`` is the tree that matches satisfy. ``relaxed``:
    nothing matches, so that neighbours alone are an answer. ``unstated`` are kinds of answers that were asked for and
    that no clause of the answer states, so far as words leave no doubt of it.
    """

    count: int
    in_text: int
    results: tuple[Result, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    near: int = 0
    near_in_words: int = 0
    weak: bool = False
    intent: Intent | None = None
    asked: Node | None = None
    relaxed: bool = False
    unstated: tuple[AnswerKind, ...] = ()

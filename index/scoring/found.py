"""How to search, and what is found: the values that the layer above the engine port takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.engines import Hits
from index.nodes import And, Node, Number, Phrase, Term
from index.understanding.reading import BILINGUAL, Reading

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
    are the signals of each clause on the page. ``exact``: every clause was scored, so that no better one can be
    missing. ``reading`` is how the words were understood, ``None`` where there were none.
    """

    hits: Hits
    relaxed: bool = False
    weak: bool = False
    parts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    reading: Reading | None = None
    exact: bool = False


def is_plain(node: Node | None) -> bool:
    """Whether a query is words and document numbers only, without operators, Chinese phrases, prefixes and fields.

    A phrase in English is words too: no clause prints it, so in quotes it can be no more than in a title.
    """
    match node:
        case And(nodes):
            return all(not isinstance(one, And) and is_plain(one) for one in nodes)
        case Phrase(text):
            return text.isascii()
        case leaf:
            return isinstance(leaf, Term | Number)

"""Clauses that say nearly the same as another in other documents, as the plan of each year repeats its tasks."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import Clause
from index.ranking import RANKING
from index.scoring.lexicon import Lexicon
from index.scoring.signals import lexical
from index.scoring.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Similar:
    """``clause`` (an id) is like the one asked about; ``likeness`` is 1 for the same text."""

    clause: str
    likeness: float


def similar(clause: Clause, lexicon: Lexicon, vectors: Mapping[str, Vectors], most: int = 5) -> tuple[Similar, ...]:
    """The clauses of other documents that are nearest to one, nearest first, the best of each document.

    By vectors where there are some, else by the words that both hold, the rare ones above all.
    """
    place = lexicon.places.get(clause.id)
    if place is None:
        return ()
    near = vectors["use"].nearest(place).tolist() if "use" in vectors else _by_words(clause, place, lexicon)
    least = RANKING.retrieval.similar_clause if "use" in vectors else RANKING.retrieval.similar_words
    entries = lexicon.contents.entries
    best: dict[str, int] = {}
    for other in sorted(range(lexicon.size), key=lambda one: (-near[one], one)):
        if near[other] < least or len(best) == most:
            break
        if entries[other].document != entries[place].document:
            best.setdefault(entries[other].document, other)
    return tuple(Similar(entries[other].clause, round(near[other], 4)) for other in best.values())


def _by_words(clause: Clause, place: int, lexicon: Lexicon) -> list[float]:
    scores = lexical(clause.text, lexicon)
    own = scores.get(place, 0.0) or 1.0
    return [min(scores.get(other, 0.0) / own, 1.0) for other in range(lexicon.size)]

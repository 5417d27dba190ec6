"""Clauses that say nearly the same as another in other documents, as the plan of each year repeats its tasks."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from corpus.model import Clause
from index.ranking import RANKING
from index.scoring.lexicon import Lexicon
from index.scoring.signals import Scores, lexical
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
    near = vectors["use"].nearest(place) if "use" in vectors else _by_words(clause, place, lexicon)
    least = RANKING.retrieval.similar_clause if "use" in vectors else RANKING.retrieval.similar_words
    entries = lexicon.contents.entries
    best: dict[str, int] = {}
    for other in np.argsort(-near, kind="stable").tolist():
        if near[other] < least or len(best) == most:
            break
        if entries[other].document != entries[place].document:
            best.setdefault(entries[other].document, other)
    return tuple(Similar(entries[other].clause, round(float(near[other]), 4)) for other in best.values())


def _by_words(clause: Clause, place: int, lexicon: Lexicon) -> Scores:
    scores = lexical(clause.text, lexicon)
    return np.minimum(scores / (scores[place] or 1.0), 1.0)

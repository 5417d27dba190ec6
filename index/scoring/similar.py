"""Clauses that say nearly the same as another in other documents, as the plan of each year repeats its tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Clause
from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.ranking import RANKING
from index.scoring.signals import Scores, lexical


@dataclass(frozen=True, slots=True)
class Similar:
    """``clause`` (an id) is like the one asked about; ``likeness`` is 1 for the same text."""

    clause: str
    likeness: float


def similar(
    clauses: Sequence[Clause], lexicon: Lexicon, vectors: Mapping[str, Vectors]
) -> dict[str, tuple[Similar, ...]]:
    """For each clause, by its id, the nearest ones of other documents, nearest first, the best of each document.

    By vectors where there are some, else by the words that both hold, the rare ones above all, which takes longer.
    """
    model = RANKING.retrieval
    known = [clause for clause in clauses if clause.id in lexicon.places]
    places = [lexicon.places[clause.id] for clause in known]
    if "use" in vectors:
        rows, least = vectors["use"].nearest(places), model.similar_clause
    else:
        rows, least = np.array([_by_words(clause, lexicon) for clause in known]), model.similar_words
    found = (_best(place, row, least, lexicon) for place, row in zip(places, rows, strict=True))
    return {clause.id: best for clause, best in zip(known, found, strict=True)}


def _best(place: int, near: NDArray[np.floating], least: float, lexicon: Lexicon) -> tuple[Similar, ...]:
    entries, documents = lexicon.contents.entries, lexicon.documents
    likely = np.flatnonzero((near >= least) & (documents != documents[place]))
    found: dict[int, Similar] = {}
    for other in likely[np.argsort(-near[likely], kind="stable")].tolist():
        if len(found) == RANKING.retrieval.similar_most:
            break
        found.setdefault(int(documents[other]), Similar(entries[other].clause, round(float(near[other]), 4)))
    return tuple(found.values())


def _by_words(clause: Clause, lexicon: Lexicon) -> Scores:
    scores = lexical(clause.text, lexicon)
    return np.minimum(scores / (scores[lexicon.places[clause.id]] or 1.0), 1.0)

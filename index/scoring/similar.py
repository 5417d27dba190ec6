"""Clauses that say nearly the same as another in other documents, as the plan of each year repeats its tasks."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.knowledge.arrays import Ordinals
from index.knowledge.knowledge import Knowledge
from index.knowledge.nearest import best
from index.ranking import RANKING
from index.understanding.groups import Group, GroupMember, weigh
from index.understanding.synonyms import pairs

#: Clauses that are looked at for each; those of its own document are among them.
_ALIKE = 32


@dataclass(frozen=True, slots=True)
class Similar:
    """The clause at ``ordinal`` is like the one asked about; ``likeness`` is 1 for the same text."""

    ordinal: int
    likeness: float


def similar_by_vectors(ordinals: Ordinals, known: Knowledge) -> dict[int, tuple[Similar, ...]]:
    """For each clause the nearest ones of other documents, nearest first, the best of each document."""
    if not len(ordinals):
        return {}
    clauses = next(iter(known.vectors.values())).clauses
    found = clauses.alike(clauses.of(ordinals), _ALIKE)
    return {
        ordinal: _best(ordinal, near, likeness, RANKING.limits.similar, known)
        for ordinal, (near, likeness) in zip(ordinals.tolist(), found, strict=True)
    }


def similar_by_words(ordinal: int, text: str, known: Knowledge) -> tuple[Similar, ...]:
    """The same by the pairs of characters that both clauses hold, the rare ones above all; takes longer."""
    evidence = weigh(known.postings, [Group(term, (GroupMember(term, 1.0),)) for term in pairs(text)])
    scores = evidence.covered(1)
    highest = best(scores.values, RANKING.limits.candidates)
    own = float(scores.at(np.array([ordinal]))[0])
    likeness = np.minimum(scores.values[highest] / max(own, 1e-6), 1.0)
    return _best(ordinal, scores.ordinals[highest], likeness, RANKING.limits.similar_words, known)


def _best(
    ordinal: int, near: Ordinals, likeness: NDArray[np.floating[Any]], least: float, known: Knowledge
) -> tuple[Similar, ...]:
    documents = known.values.document
    found: dict[int, Similar] = {}
    for at in np.lexsort((near, -likeness)).tolist():
        other = int(near[at])
        if likeness[at] < least or len(found) == RANKING.limits.most_similar:
            break
        if documents[other] != documents[ordinal]:
            found.setdefault(int(documents[other]), Similar(other, round(float(likeness[at]), 4)))
    return tuple(found.values())

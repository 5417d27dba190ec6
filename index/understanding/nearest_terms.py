"""The terms of an archive that are nearest in meaning to the words of a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.ranking import RANKING


@dataclass(frozen=True, slots=True)
class Asked:
    """Parts of a ``text`` whose nearest terms are wanted: ``given`` with their own terms.

    A term must be nearer to a phrase than to each of its ``inner`` words, themselves parts that are given.
    """

    text: str
    given: Mapping[str, Sequence[str]]
    inner: Mapping[str, Sequence[str]] = field(default_factory=dict)


def terms_near(vectors: Vectors, lexicon: Lexicon, asked: Asked) -> dict[str, dict[str, tuple[float, float]]]:
    """For each text of ``asked.given`` its own terms and the nearest ones.

    Each comes with how near it is to that text, and to the whole text.
    """
    most, numbers = RANKING.expansion.nearest, lexicon.topical_numbers
    own = {typed: {numbers[term] for term in terms if term in numbers} for typed, terms in asked.given.items()}
    queries = vectors.encoder.queries([asked.text, *asked.given])
    rows, near = vectors.terms.near(queries, chain.from_iterable(own.values()))
    if not len(rows):
        return {typed: {} for typed in own}
    columns = {typed: column for column, typed in enumerate(asked.given, start=1)}
    found = {}
    for typed, of_it in own.items():
        scores = near[:, columns[typed]]
        best = np.argpartition(-scores, min(most, len(scores) - 1))[:most]
        inner = [columns[word] for word in asked.inner.get(typed, ())]
        if inner:
            best = best[scores[best] > near[best][:, inner].max(axis=1)]
        chosen = {*best.tolist(), *np.searchsorted(rows, sorted(of_it)).tolist()}
        found[typed] = {lexicon.topical[rows[at]]: (float(scores[at]), float(near[at, 0])) for at in chosen}
    return found

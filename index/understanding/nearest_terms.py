"""The terms of an archive that are nearest in meaning to the words of a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
    most = RANKING.expansion.nearest
    near = vectors.terms @ vectors.encoder.queries([asked.text, *asked.given]).T
    terms, numbers = lexicon.topical, lexicon.topical_numbers
    columns = {typed: column for column, typed in enumerate(asked.given, start=1)}
    found = {}
    for typed, own in asked.given.items():
        scores = near[:, columns[typed]]
        best = np.argpartition(-scores, min(most, len(scores) - 1))[:most]
        inner = [columns[word] for word in asked.inner.get(typed, ())]
        if inner:
            best = best[scores[best] > near[best][:, inner].max(axis=1)]
        rows = {*best.tolist()} | {numbers[term] for term in own if term in numbers}
        found[typed] = {terms[row]: (float(scores[row]), float(near[row, 0])) for row in rows}
    return found

"""Every number that decides the order of hits, in one frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _weights() -> dict[str, float]:
    return {
        "text": 0.5,
        "text_grams": 0.5,
        "path": 0.5,
        "path_grams": 0.5,
        "title": 0.15,
        "title_grams": 0.15,
        "title_en": 1.0,
        "body_name": 0.3,
        "body_name_en": 0.3,
        "number_text": 0.3,
    }


def _length_norms() -> dict[str, float]:
    return {"text": 0.5, "text_grams": 0.5, "path": 0.3, "path_grams": 0.3, "title": 0.3, "title_grams": 0.3}


def _naming() -> dict[str, float]:
    return {"number": 1.0, "title_en": 1.0, "title_grams": 6.0}


@dataclass(frozen=True, slots=True)
class Ranking:
    """BM25F over the indexed fields, and what a clause gains by standing for the document that was named.

    ``weights`` multiply a field's score, words and character grams sharing a field's weight half and half.
    ``length_norms`` are b by field, ``default_length_norm`` for the others. ``keyword`` is the score of an exact value
    such as a number. ``naming`` are the fields whose match names the document rather than the clause: their score,
    times the factor here, times the clause's prior is added, so that the named document comes before those that cite
    it, and within it the clause that introduces it comes first.
    """

    weights: Mapping[str, float] = field(default_factory=_weights)
    length_norms: Mapping[str, float] = field(default_factory=_length_norms)
    default_length_norm: float = 0.3
    saturation: float = 1.2
    keyword: float = 10.0
    naming: Mapping[str, float] = field(default_factory=_naming)


RANKING = Ranking()

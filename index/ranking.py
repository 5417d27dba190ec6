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


def _fields() -> dict[str, tuple[float, float]]:
    return {"text": (1.0, 0.5), "path": (1.0, 0.3), "title": (0.3, 0.3)}


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The numbers of the layer above the engine.

    Words: ``fields`` are weight and length norm of text, headings and title; ``saturation`` is k1; ``held`` is the
    weight from which a clause counts as holding a word, ``coverage`` the power of the share of the query that it holds.

    Stand-ins: the ``nearest`` terms of the corpus are considered, those from ``nearest_word`` (``nearest_phrase`` for
    two words that no dictionary has) on, by ``chunk_share`` of their likeness to the word and the rest to the whole
    query (``unknown_nearness`` without vectors), plus ``dictionary_bonus`` or ``glossary_bonus``; the best ``members``
    stay, each worth exp((score - best) / ``member_spread``). A word inside a known phrase counts ``inside_phrase``, a
    phrase known by likeness only ``nearest_only_phrase``. In Chinese the papers'
    own word for an everyday one is worth ``official_share``, a term from ``similar_least`` on is worth
    exp((likeness - 1) / ``similar_spread``). ``most_words`` of a query are expanded. From ``shown_share`` on,
    ``shown_members`` of a word are shown.

    Names, in standard deviations: a title counts from the share ``title_least`` on, with ``title_gain`` times
    (``title_base`` + the clause's prior), for Chinese from ``title_pairs`` pairs of characters on; ``date_gain`` so for
    a date; ``lead_gain`` and ``deadline_gain`` for cells of a task; ``named_gain`` for what is named outright, with
    ``prior_gain`` times the prior among its clauses.

    Documents: a clause gains ``document_share`` of what the best ``document_clauses`` of its document say on average.

    Answers: fewer than ``enough`` clauses with all words let others in, ``most`` in all, that hold the share ``some``
    of the query or score ``near``; ``stands_for`` is the share of a stand-in that counts as the word; below the share
    ``weak`` the best clauses are called weak, a word that is only guessed counting ``guess`` of it. ``similar_clause``
    (likeness) and ``similar_words`` (share of own words) bound what is called similar, ``similar_most`` clauses of it.
    Up to ``exact`` clauses are scored one by one; in a larger archive ``most`` of the engine's and of the nearest, and
    the ``topical`` terms that are met most have vectors.
    """

    fields: Mapping[str, tuple[float, float]] = field(default_factory=_fields)
    saturation: float = 1.2
    held: float = 0.5
    nearest: int = 12
    nearest_word: float = 0.5
    nearest_phrase: float = 0.6
    unknown_nearness: float = 0.5
    chunk_share: float = 0.6
    dictionary_bonus: float = 0.12
    glossary_bonus: float = 0.2
    member_spread: float = 0.12
    members: int = 8
    inside_phrase: float = 0.4
    nearest_only_phrase: float = 0.6
    title_least: float = 0.5
    title_gain: float = 15.0
    title_base: float = 0.5
    title_pairs: int = 3
    coverage: float = 0.5
    official_share: float = 0.6
    similar_least: float = 0.7
    similar_spread: float = 0.08
    shown_share: float = 0.3
    shown_members: int = 3
    lead_gain: float = 1.5
    deadline_gain: float = 1.0
    named_gain: float = 1000.0
    prior_gain: float = 50.0
    date_gain: float = 3.0
    stands_for: float = 0.25
    document_share: float = 0.5
    document_clauses: int = 5
    enough: int = 20
    some: float = 0.15
    near: float = 2.0
    most: int = 200
    weak: float = 0.5
    similar_clause: float = 0.7
    similar_words: float = 0.15
    similar_most: int = 5
    most_words: int = 24
    guess: float = 0.4
    exact: int = 20_000
    topical: int = 20_000


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
    retrieval: Retrieval = field(default_factory=Retrieval)


RANKING = Ranking()

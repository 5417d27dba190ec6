"""Every number that decides what is found beside the matches, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _fields() -> dict[str, tuple[float, float]]:
    return {"text": (1.0, 0.5), "path": (1.0, 0.3), "title": (1.0, 0.3)}


@dataclass(frozen=True, slots=True)
class Bm25:
    """BM25F over pairs of characters and over words.

    ``fields`` are weight and length norm of text, headings and title; ``saturation`` is k1; from ``full_weight`` on
    a clause wholly holds a term; the score counts times the share of the query held, to the power ``coverage``.
    """

    fields: Mapping[str, tuple[float, float]] = field(default_factory=_fields)
    saturation: float = 1.2
    full_weight: float = 0.5
    coverage: float = 0.5


@dataclass(frozen=True, slots=True)
class Expansion:
    """Which terms may stand for a word, and how surely.

    The ``nearest`` terms of the corpus are considered, those from ``nearest_word`` (``nearest_unknown`` for a word,
    ``nearest_phrase`` for two words of which the archive has no translation, ``nearest_stranger`` for what is a word in
    no dictionary, as some term is near to any string) on, by ``chunk_share`` of their likeness to the word and the rest
    to the whole query (``unknown_nearness`` without vectors), plus ``dictionary_bonus`` or ``glossary_bonus``; the best
    ``members`` stay, each worth exp((score - best) / ``member_spread``), one of the glossary ``glossary_share`` at
    least, one that is only near ``nearest_share`` of it where a dictionary knows others. A word inside a known phrase
    counts ``inside_phrase``, a phrase known by likeness only ``nearest_only_phrase``. In Chinese the papers' own word
    for an everyday one is worth ``official_share``. ``most_words`` of a query are expanded; ``topical`` terms, those
    held most, have vectors. A term from ``form_share`` on, of the first ``shown_members``, is a form of the word: it is
    shown, and a match may hold it.
    """

    nearest: int = 12
    nearest_word: float = 0.5
    nearest_unknown: float = 0.66
    nearest_phrase: float = 0.6
    nearest_stranger: float = 0.8
    unknown_nearness: float = 0.5
    chunk_share: float = 0.6
    dictionary_bonus: float = 0.12
    glossary_bonus: float = 0.2
    member_spread: float = 0.12
    members: int = 8
    glossary_share: float = 0.7
    nearest_share: float = 0.5
    inside_phrase: float = 0.4
    nearest_only_phrase: float = 0.6
    official_share: float = 0.6
    most_words: int = 24
    topical: int = 20_000
    form_share: float = 0.3
    shown_members: int = 3


@dataclass(frozen=True, slots=True)
class Signals:
    """What the signals count in the sum, in standard deviations.

    ``pairs`` and ``groups`` weigh the lexical signals of a Chinese query, of which the best clause has ``cap`` at most
    before it is weighed: the standard score of what few clauses hold grows with the archive. Likeness
    counts once for every ``english_words`` of an English query, ``most_likeness`` at most. A title counts from the
    share ``title_least`` on, with ``title_gain`` times (``title_base`` + the clause's prior), for Chinese from
    ``title_pairs`` pairs on; ``date_gain`` so for a date; ``lead_gain`` and ``deadline_gain`` are for cells of a task;
    ``lead_in_loss`` is what a clause loses that only leads in to others, unless it issues its document, which it does
    from the prior ``issues`` on;
    ``place_gain`` is what a clause gains that names a place that was asked for, or whose document does, and what one
    loses that names others only; ``document`` is the share of the best clause of its document that a clause of a
    Chinese query gains; ``named_gain`` is for what is named outright, with ``prior_gain`` times the prior among its
    clauses.
    """

    pairs: float = 2.0
    groups: float = 0.25
    cap: float = 12.5
    english_words: float = 6.0
    most_likeness: float = 3.0
    title_least: float = 0.5
    title_gain: float = 15.0
    title_base: float = 0.5
    title_pairs: int = 3
    lead_gain: float = 1.5
    deadline_gain: float = 1.0
    date_gain: float = 3.0
    lead_in_loss: float = 8.0
    issues: float = 0.9
    place_gain: float = 4.0
    document: float = 0.05
    named_gain: float = 1000.0
    prior_gain: float = 50.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How many clauses are looked at and shown.

    The best ``candidates`` of each kind are scored; ``near`` neighbours at most follow the matches. An answer without
    matches is weak where its first clauses have less evidence than ``weak``: the share of the words that one holds
    (``guess`` of a word that is only guessed), in Chinese the share of the pairs of characters, and ``likeness`` for
    every standard deviation, ``usual_likeness`` where there are no vectors. The numbers are from 900 questions, half of
    them asked of an archive that has their answer, half of one that has not. ``similar`` (likeness) and
    ``similar_words`` (share of own words) bound what is called similar, ``most_similar`` clauses of it.
    """

    candidates: int = 200
    near: int = 100
    weak: float = 1.05
    likeness: float = 0.13
    usual_likeness: float = 4.0
    guess: float = 0.4
    similar: float = 0.7
    similar_words: float = 0.15
    most_similar: int = 5


@dataclass(frozen=True, slots=True)
class Ranking:
    """All of them."""

    bm25: Bm25 = field(default_factory=Bm25)
    expansion: Expansion = field(default_factory=Expansion)
    signals: Signals = field(default_factory=Signals)
    limits: Limits = field(default_factory=Limits)


RANKING = Ranking()

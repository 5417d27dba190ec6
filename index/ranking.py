"""Every number that decides what is found beside the matches, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _fields() -> dict[str, tuple[float, float]]:
    return {"text": (1.0, 0.5), "path": (1.0, 0.3), "title": (1.0, 0.3)}


@dataclass(frozen=True, slots=True)
class Bm25:
    """BM25F over pairs of characters and over words.

    Source: Robertson, Zaragoza, Taylor, Simple BM25 Extension to Multiple Weighted Fields (2004).
    """

    #: The weight of text, headings and title, and b: how much the length of each counts.
    fields: Mapping[str, tuple[float, float]] = field(default_factory=_fields)
    #: k1: how soon another occurrence adds nothing.
    saturation: float = 1.2
    #: From this weight on a clause wholly holds a term.
    full_weight: float = 0.5
    #: The score counts times the share of the query that the clause holds, to this power.
    coverage: float = 0.5


@dataclass(frozen=True, slots=True)
class Expansion:
    """Which terms may stand for a word, and how surely; nearness is the cosine of two vectors."""

    #: How many of the nearest terms of the archive are considered,
    nearest: int = 12
    #: and from which nearness on: for a word,
    nearest_word: float = 0.5
    #: a word of which the archive has no translation,
    nearest_unknown: float = 0.66
    #: two words of which it has none,
    nearest_phrase: float = 0.66
    #: two words of which it has one, so that neither is looked up alone,
    nearest_meaning: float = 0.75
    #: and what is a word in no dictionary, since some term is near to any string.
    nearest_stranger: float = 0.8
    #: The nearness that counts where there are no vectors.
    unknown_nearness: float = 0.5
    #: The share that the nearness to the word has in the score of a term; the rest is that to the whole query.
    chunk_share: float = 0.6
    #: What CC-CEDICT adds to the score,
    dictionary_bonus: float = 0.12
    #: and the glossary.
    glossary_bonus: float = 0.2
    #: A term is worth exp((score - best score) / this).
    member_spread: float = 0.12
    #: How many terms stay.
    members: int = 8
    #: What a term of the glossary is worth at least.
    glossary_share: float = 0.7
    #: What a term that is only near is worth where a dictionary knows others.
    nearest_share: float = 0.5
    #: What a word counts inside a phrase that is known,
    inside_phrase: float = 0.4
    #: and a phrase that is known by nearness only.
    nearest_only_phrase: float = 0.6
    #: What the papers' own word for an everyday word is worth.
    official_share: float = 0.6
    #: How many words of a query are expanded.
    most_words: int = 24
    #: How many terms have vectors: those that most clauses hold.
    topical: int = 45_000
    #: From this worth on a term is a form of the word: it is shown, and a match may hold it instead;
    form_share: float = 0.3
    #: so are the first so many terms only.
    shown_members: int = 4


@dataclass(frozen=True, slots=True)
class Signals:
    """What each signal counts in the sum, in standard deviations over all clauses."""

    #: Pairs of characters of a Chinese query,
    pairs: float = 2.0
    #: and its groups of terms.
    groups: float = 0.25
    #: What the best clause of a lexical signal has at most before it is weighed: the standard score of what few clauses
    #: hold grows with the archive.
    cap: float = 12.5
    #: Nearness counts once for so many words of an English query,
    english_words: float = 6.0
    #: and so often at most.
    most_nearness: float = 3.0
    #: A title counts from this share of its words on,
    title_least: float = 0.5
    #: so much,
    title_gain: float = 15.0
    #: times the clause's prior and this,
    title_base: float = 0.5
    #: for Chinese from so many pairs on.
    title_pairs: int = 3
    #: A cell of a task that names the lead department that was asked for,
    lead_gain: float = 1.5
    #: and one that names the deadline.
    deadline_gain: float = 1.0
    #: A document of the date that was asked for.
    date_gain: float = 3.0
    #: What a clause loses that only leads in to others,
    lead_in_loss: float = 8.0
    #: unless its prior is so high, since it issues its document.
    issues: float = 0.9
    #: What a clause of a Chinese query loses at most that has fewer characters than
    short_loss: float = 6.0
    #: so many times those of the query,
    short_times: float = 2.0
    #: and than this: such a clause names what was asked for and states little of it.
    short: int = 60
    #: What a clause gains that names the place that was asked for, and one loses that names others only.
    place_gain: float = 4.0
    #: The share of the best clause of its document that a clause of a Chinese query gains.
    document: float = 0.05
    #: What is named outright, by number or title,
    named_gain: float = 1000.0
    #: with the prior among its clauses so often.
    prior_gain: float = 50.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How many clauses are looked at and shown.

    An answer without matches is weak where its first clauses have little evidence: the share of the words that one
    holds, in Chinese the share of the pairs of characters, and nearness. The numbers are from 900 questions, half of
    them asked of an archive that has their answer, half of one that has not.
    """

    #: How many of the best clauses of each kind are scored.
    candidates: int = 200
    #: How many neighbours follow the matches.
    near: int = 100
    #: Evidence below which an answer is weak.
    weak: float = 1.05
    #: What a standard deviation of nearness counts as evidence.
    nearness: float = 0.13
    #: The nearness that counts where there are no vectors.
    usual_nearness: float = 4.0
    #: What a word counts as evidence that is only guessed.
    guess: float = 0.4
    #: The cosine from which on a clause is called similar,
    similar: float = 0.7
    #: without vectors the share of its own words,
    similar_words: float = 0.15
    #: and how many are.
    most_similar: int = 5


@dataclass(frozen=True, slots=True)
class Ranking:
    """All of them."""

    bm25: Bm25 = field(default_factory=Bm25)
    expansion: Expansion = field(default_factory=Expansion)
    signals: Signals = field(default_factory=Signals)
    limits: Limits = field(default_factory=Limits)


RANKING = Ranking()

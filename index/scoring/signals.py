"""The signals of an intent over some candidates, and their sum: each is measured in its own standard deviations.

Mean and standard deviation are those of all clauses of the archive, so that a clause has the same score whatever the
other candidates are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import pieces, stems
from index.knowledge.answer_kinds import AnswerKind
from index.knowledge.knowledge import Knowledge
from index.knowledge.postings import Scores
from index.ranking import RANKING
from index.understanding.groups import Evidence, Group, Member, weigh
from index.understanding.intent import Intent
from index.understanding.synonyms import pairs, weighted_pairs

#: What can be switched off to measure what it brings.
PARTS = (
    "pairs",
    "groups",
    "structured",
    "nearest",
    "vectors",
    "sentences",
    "answers",
    "titles",
    "references",
    "tasks",
    "repair",
)
Ordinals = NDArray[np.int64]
Off = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexical:
    """The scores of the words of an intent over all clauses: ``pairs`` of characters, and ``groups`` of terms.

    In Chinese the groups that count are those with other terms than the word itself, whose pairs count already.
    ``titles`` is the share of the text that each document has in its title.
    """

    pairs: Scores | None
    groups: Evidence
    titles: Scores

    @classmethod
    def of(cls, intent: Intent, known: Knowledge, off: Off) -> "Lexical":
        """What the postings say."""
        found = None
        if intent.chinese and "pairs" not in off:
            terms = [Group(term, (Member(term, 1.0),), count) for term, count in weighted_pairs(intent.text).items()]
            evidence = weigh(known.postings, terms)
            found = evidence.scores * evidence.coverage ** np.float32(RANKING.bm25.coverage)
        groups = () if "groups" in off else intent.groups
        other = [group for group in groups if group.shown] if intent.chinese else groups
        evidence = weigh(known.postings, groups)
        scores = weigh(known.postings, other).scores if intent.chinese else evidence.scores
        return cls(found, Evidence(scores, evidence.coverage), _title_cover(intent.text, known))

    def parts(self, intent: Intent) -> Iterator[tuple[str, Scores, float]]:
        """Each with its name and what it counts at most in the sum, infinite for English."""
        model = RANKING.signals
        if self.pairs is not None:
            yield "pairs", self.pairs, model.pairs
        yield "groups", self.groups.scores, model.groups if intent.chinese else 1.0


@dataclass(frozen=True, slots=True)
class Fused:
    """``total`` is the sum by candidate, ``signals`` what it is made of, by name."""

    total: Scores
    signals: Mapping[str, Scores]

    def parts(self, at: int) -> dict[str, float]:
        """The signals of one candidate."""
        return {name: round(float(values[at]), 4) for name, values in self.signals.items()}


def fuse(intent: Intent, lexical: Lexical, candidates: Ordinals, known: Knowledge, off: Off) -> Fused:
    """Every signal of some candidates, and their sum."""
    signals = dict(_signals(intent, lexical, candidates, known, off))
    return Fused(sum(signals.values(), np.zeros(len(candidates), dtype=np.float32)), signals)


def _signals(
    intent: Intent, lexical: Lexical, candidates: Ordinals, known: Knowledge, off: Off
) -> Iterator[tuple[str, Scores]]:
    for name, scores, weight in lexical.parts(intent):
        yield name, weighted(scores, candidates, weight, capped=intent.chinese)
    if intent.text and "vectors" not in off and not intent.is_code:
        yield from _likeness(intent, candidates, known, off)
    if "answers" not in off:
        yield "answer", _answers(intent, candidates, known)
    if "titles" not in off:
        yield "title", _titles(lexical, candidates, known)
    if "tasks" not in off:
        yield "task", _tasks(intent, candidates, known)
    if "references" not in off:
        yield "named", _named(intent, candidates, known)


def weighted(scores: Scores, candidates: Ordinals, weight: float, *, capped: bool) -> Scores:
    """Standard scores over all clauses times a weight, the best scaled down to the cap."""
    size = max(len(scores), 1)
    mean = float(scores.sum(dtype=np.float64)) / size
    deviation = np.sqrt(max(float(np.square(scores, dtype=np.float64).sum()) / size - mean * mean, 0.0))
    if not deviation:
        return np.zeros(len(candidates), dtype=np.float32)
    best = (float(scores.max()) - mean) / deviation
    factor = min(1.0, RANKING.signals.cap / best) if capped and best > 0 else 1.0
    found: Scores = (weight * factor * (scores[candidates] - mean) / deviation).astype(np.float32)
    return found


def _likeness(intent: Intent, candidates: Ordinals, known: Knowledge, off: Off) -> Iterator[tuple[str, Scores]]:
    for name, vectors in known.vectors.items():
        if name in off:
            continue
        asked, weight = vectors.asked(intent.text), _vector_weight(intent)
        yield name, weight * vectors.likeness(asked, candidates)
        sentences = None if "sentences" in off else vectors.best_sentences(asked, candidates)
        if sentences is not None:
            yield f"{name}_sentence", weight * sentences


def _vector_weight(intent: Intent) -> np.float32:
    """What likeness counts: in English the more, the more words a query has, as dictionaries know words one by one."""
    model = RANKING.signals
    words = 0 if intent.chinese else len(intent.text.split())
    return np.float32(min(max(words / model.english_words, 1.0), model.most_likeness))


def _answers(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause gains by stating what a question asks for, such as a time limit; the rarer, the more."""
    found = np.zeros(len(candidates), dtype=np.float32)
    for kind in intent.wants:
        share = known.values.share_stating(kind)
        if 0 < share < 1:
            states = (known.values.answers[candidates] & kind) > 0
            found += (states - share) / np.sqrt(share * (1 - share))
    return found


def _title_cover(text: str, known: Knowledge) -> Scores:
    """The share of a text in each title. Words that no title has count against all, so that a content names nothing."""
    chinese = any(piece.han for piece in pieces(text))
    asked = [term for term in pairs(text) if not term.isascii()] if chinese else list(dict.fromkeys(stems(text)))
    if chinese and len(asked) < RANKING.signals.title_pairs:
        return known.titles.cover(())
    return known.titles.cover(asked)


def _titles(lexical: Lexical, candidates: Ordinals, known: Knowledge) -> Scores:
    """What each clause gains where the text is (most of) a title: more for clauses that stand for their document."""
    model = RANKING.signals
    cover = lexical.titles[known.values.document[candidates]]
    strength = np.maximum(0.0, (cover - model.title_least) / (1 - model.title_least))
    gains: Scores = model.title_gain * strength * (model.title_base + known.values.prior[candidates])
    return gains


def _tasks(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a task gains by the lead department or the deadline that was asked for."""
    model, references = RANKING.signals, intent.references
    found = np.zeros(len(candidates), dtype=np.float32)
    for lead in sorted(references.leads):
        found[np.isin(candidates, known.values.carrying("lead", lead))] = model.lead_gain
    if references.deadline:
        found[np.isin(candidates, known.values.carrying("deadline", references.deadline))] += model.deadline_gain
    return found


def _named(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause gains by being named: far more than any likeness, and in the order that was meant."""
    model, references, values = RANKING.signals, intent.references, known.values
    prior, found = values.prior[candidates], np.zeros(len(candidates), dtype=np.float32)
    for date in references.dates:
        found += values.dated(date)[candidates] * model.date_gain * (model.title_base + prior)
    if references.issues is not None and not intent.text:
        found += model.prior_gain * prior
    if references.numbers:
        found += _numbered(intent, candidates, known)
    return found


def _numbered(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """The document's own clauses first, then those that cite it; the one that repeals it before all, if asked."""
    model, references, values = RANKING.signals, intent.references, known.values
    own = values.numbered(references.numbers)[candidates]
    citing = np.isin(candidates, known.lexicon.citing(references.numbers))
    order = 0.0 if intent.text and not references.validity else model.prior_gain
    found: Scores = np.where(own, 2 * model.named_gain + order * values.prior[candidates], model.named_gain * citing)
    if references.validity:
        repeals = (values.answers[candidates] & AnswerKind.REPEAL) > 0
        found = np.where(citing & repeals, 3 * model.named_gain, found)
    return found.astype(np.float32)

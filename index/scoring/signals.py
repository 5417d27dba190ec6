"""The signals of an intent over some candidates, and their sum: each is measured in its own standard deviations.

Mean and standard deviation are those of all clauses of the archive, so that a clause has the same score whatever the
other candidates are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from index.analysis import pieces, stems
from index.knowledge.answer_kinds import WIDER, AnswerKind
from index.knowledge.arrays import Mask, Ordinals, Scores, SparseScores, standard_scores
from index.knowledge.knowledge import Knowledge
from index.language.place_names import places_in
from index.ranking import RANKING
from index.understanding.groups import Evidence, Group, GroupMember, weigh
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
    "lead_ins",
    "shorts",
    "places",
    "documents",
    "titles",
    "references",
    "tasks",
    "repair",
)
Off = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexical:
    """The scores of the words of an intent over all clauses: ``pairs`` of characters, and ``groups`` of terms.

    In Chinese the groups that count are those with other terms than the word itself, whose pairs count already.
    ``pair_coverage`` is the share of the pairs that each clause holds, ``titles`` the share of the text that a
    document's title has.
    """

    pairs: SparseScores | None
    pair_coverage: SparseScores | None
    groups: Evidence
    titles: Scores

    @classmethod
    def of(cls, intent: Intent, known: Knowledge, off: Off) -> "Lexical":
        """What the postings say."""
        found = pair_coverage = None
        if intent.chinese and "pairs" not in off:
            terms = [
                Group(term, (GroupMember(term, 1.0),), count) for term, count in weighted_pairs(intent.text).items()
            ]
            evidence = weigh(known.postings, terms)
            found, pair_coverage = evidence.covered(RANKING.bm25.coverage), evidence.coverage
        groups = () if "groups" in off else intent.groups
        evidence = weigh(known.postings, groups, lambda group: bool(group.shown) or not intent.chinese)
        return cls(found, pair_coverage, evidence, _title_cover(intent.text, known))

    def holding(self, ordinals: Ordinals) -> Mask:
        """Which of some clauses hold words of the query, or pairs of its characters."""
        held: Mask = self.groups.coverage.at(ordinals) > 0
        return held if self.pairs is None else held | (self.pairs.at(ordinals) > 0)

    def parts(self, intent: Intent) -> Iterator[tuple[str, SparseScores, float]]:
        """Each with its name and what it counts at most in the sum, infinite for English."""
        model = RANKING.signals
        if self.pairs is not None:
            yield "pairs", self.pairs, model.pairs
        yield "groups", self.groups.scores, model.groups if intent.chinese else 1.0


@dataclass(frozen=True, slots=True)
class Fused:
    """``total`` is the sum by candidate, ``signals`` what it is made of, by name.

    ``nearness`` is that of the first encoder in standard deviations, ``None`` where there is no encoder.
    """

    total: Scores
    signals: Mapping[str, Scores]
    nearness: Scores | None


def fuse(intent: Intent, lexical: Lexical, candidates: Ordinals, known: Knowledge, off: Off) -> Fused:
    """Every signal of some candidates, and their sum."""
    signals = dict(_signals(intent, lexical, candidates, known, off))
    if intent.chinese and "documents" not in off:
        signals["document"] = _document(_sum(signals, candidates), candidates, known)
    encoder = next((name for name in known.vectors if name not in off and "vectors" not in off), None)
    nothing = np.zeros(len(candidates), dtype=np.float32)
    nearness = signals.get(encoder, nothing) / _vector_weight(intent) if encoder else None
    return Fused(_sum(signals, candidates), signals, nearness)


def _sum(signals: Mapping[str, Scores], candidates: Ordinals) -> Scores:
    return sum(signals.values(), np.zeros(len(candidates), dtype=np.float32))


def _document(total: Scores, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause gains by the best clause of its document: beside the answer stands what belongs to it."""
    documents = known.values.document[candidates]
    # Candidates are in stored order, so that those of a document stand together.
    starts = np.flatnonzero(np.diff(documents, prepend=np.uint32(2**32 - 1)))
    if not len(starts):
        return total
    best = np.maximum.reduceat(total, starts)
    sizes = np.diff(starts, append=len(documents))
    return np.repeat(best, sizes) * np.float32(RANKING.signals.document)


def _signals(
    intent: Intent, lexical: Lexical, candidates: Ordinals, known: Knowledge, off: Off
) -> Iterator[tuple[str, Scores]]:
    for name, scores, weight in lexical.parts(intent):
        yield name, weighted(scores, candidates, weight, capped=intent.chinese)
    if intent.text and "vectors" not in off and not intent.opaque:
        yield from _nearness(intent, candidates, known, off)
    if "answers" not in off:
        yield "answer", _answers(intent, candidates, known)
    if "lead_ins" not in off:
        yield "lead_in", _lead_ins(candidates, known)
    if intent.chinese and "shorts" not in off:
        yield "short", _shorts(intent, candidates, known)
    if "places" not in off:
        yield "place", _places(intent, candidates, known)
    if "titles" not in off:
        yield "title", _titles(lexical, candidates, known)
    if "tasks" not in off:
        yield "task", _tasks(intent, candidates, known)
    if "references" not in off:
        yield "named", _named(intent, candidates, known)


def weighted(scores: SparseScores, candidates: Ordinals, weight: float, *, capped: bool) -> Scores:
    """Standard scores over all clauses times a weight, the best scaled down to the cap."""
    mean, deviation = scores.moments()
    if not deviation:
        return np.zeros(len(candidates), dtype=np.float32)
    best = (float(scores.values.max()) - mean) / deviation
    factor = min(1.0, RANKING.signals.cap / best) if capped and best > 0 else 1.0
    found: Scores = (weight * factor * standard_scores(scores.at(candidates), mean, deviation)).astype(np.float32)
    return found


def _nearness(intent: Intent, candidates: Ordinals, known: Knowledge, off: Off) -> Iterator[tuple[str, Scores]]:
    for name, vectors in known.vectors.items():
        if name in off:
            continue
        weight = _vector_weight(intent)
        whole, sentence = vectors.nearness(vectors.asked(intent.text), candidates)
        yield name, weight * whole
        if sentence is not None and "sentences" not in off:
            yield f"{name}_sentence", weight * sentence


def _vector_weight(intent: Intent) -> np.float32:
    """What nearness counts: in English the more, the more words a query has, as dictionaries know words one by one."""
    model = RANKING.signals
    words = 0 if intent.chinese else len(intent.text.split())
    return np.float32(min(max(words / model.english_words, 1.0), model.most_nearness))


def _answers(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause gains by stating what a question asks for, such as a time limit; the rarer, the more.

    A kind within a wider one counts no more than that: a fine is a sanction.
    """
    found = np.zeros(len(candidates), dtype=np.float32)
    for kind in intent.wants:
        share = known.values.share_stating(kind)
        if 0 < share < 1:
            states = (known.values.answers[candidates] & kind) > 0
            share = max(share, known.values.share_stating(WIDER.get(kind, kind)))
            found += (states - share) / np.sqrt(share * (1 - share))
    return found


def _lead_ins(candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause loses that only leads in to others: they hold its words, as headings, and say what was asked."""
    model, values = RANKING.signals, known.values
    only_leads = values.leading[candidates] & (values.prior[candidates] < model.issues)
    return np.where(only_leads, np.float32(-model.lead_in_loss), np.float32(0))


def _shorts(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause loses that is short beside the query, in proportion to what it lacks: a heading or a name."""
    model = RANKING.signals
    enough = max(min(model.short, model.short_times * len(intent.text)), 1)
    missing = np.maximum(0, 1 - known.values.length[candidates] / enough)
    return (-model.short_loss * missing).astype(np.float32)


def _places(intent: Intent, candidates: Ordinals, known: Knowledge) -> Scores:
    """What a clause gains by the place that was asked for, or loses by naming others only."""
    asked = places_in(intent.text)
    named = known.values.places[candidates]
    if not asked:
        return np.zeros(len(candidates), dtype=np.float32)
    of_it = (named & np.uint64(asked)) != 0
    signs = np.where(of_it, 1, np.where(named != 0, -1, 0))
    return (signs * RANKING.signals.place_gain).astype(np.float32)


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
    """What a clause gains by being named: far more than any nearness, and in the order that was meant."""
    model, references, values = RANKING.signals, intent.references, known.values
    prior, found = values.prior[candidates], np.zeros(len(candidates), dtype=np.float32)
    for date in references.dates:
        found += values.dated(date)[candidates] * model.date_gain * (model.title_base + prior)
    if references.article:
        own = values.passing(references.filters)
        found += 0 if own is None else own[candidates] * model.named_gain
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

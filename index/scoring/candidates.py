"""Candidates: the clauses that are scored beside the matches, the best of each kind of evidence."""

from collections.abc import Iterator

import numpy as np

from index.knowledge.arrays import Mask, Ordinals, SparseScores
from index.knowledge.knowledge import Knowledge
from index.knowledge.nearest import best
from index.knowledge.vectors import Vectors
from index.ranking import RANKING
from index.scoring.signals import Lexical, Off
from index.understanding.intent import Intent


def nearest_candidates(intent: Intent, known: Knowledge, passing: Mask | None, off: Off) -> list[Ordinals]:
    """The clauses that are nearest in meaning, of those that pass, by the encoder that finds candidates, if any."""
    most = RANKING.limits.candidates
    return [one.nearest(intent.text, most, passing) for one in _nearest(intent, known, off)]


def candidates(
    intent: Intent, lexical: Lexical, near: list[Ordinals], known: Knowledge, passing: Mask | None
) -> Ordinals:
    """The best clauses by pairs, by groups, by nearness and by title, of those that pass, each once, in order."""
    citing = known.lexicon.citing(intent.references.numbers)
    found = [*near, *_worded(lexical, passing), *_titled(lexical, known), citing, _articles(intent, known)]
    together = np.unique(np.concatenate(found)).astype(np.int64)
    if passing is None:
        return together
    found_within = together[passing[together]]
    # Where words find nothing in what was named, or are none, as beside an article that a document lacks, it is near.
    is_near = not intent.text or (intent.references.named and not len(found_within))
    return np.flatnonzero(passing)[: RANKING.limits.candidates] if is_near else found_within


def _worded(lexical: Lexical, passing: Mask | None) -> Iterator[Ordinals]:
    for scores in (lexical.pairs, lexical.groups.scores):
        if scores is not None:
            yield _best_scored(scores, passing)


def _best_scored(scores: SparseScores, passing: Mask | None) -> Ordinals:
    """The clauses with the highest scores above 0."""
    ordinals, values = scores.ordinals, scores.values
    if passing is not None:
        kept = passing[ordinals]
        ordinals, values = ordinals[kept], values[kept]
    return ordinals[best(values, RANKING.limits.candidates)]


def _articles(intent: Intent, known: Knowledge) -> Ordinals:
    """The article that was named, whatever it has of the other words."""
    passing = known.values.passing(intent.references.filters) if intent.references.article else None
    return np.zeros(0, dtype=np.int64) if passing is None else np.flatnonzero(passing)


def _titled(lexical: Lexical, known: Knowledge) -> Iterator[Ordinals]:
    """The clauses of documents whose title the text is, those first that stand best for them."""
    named = np.flatnonzero(lexical.titles > RANKING.signals.title_least)
    named = named[np.argsort(-lexical.titles[named], kind="stable")][: RANKING.limits.candidates]
    starts, ends = (np.searchsorted(known.values.document, named, side=side) for side in ("left", "right"))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        order = np.argsort(-known.values.prior[start:end], kind="stable")
        yield (start + order[: max(RANKING.limits.candidates // len(named), 1)]).astype(np.int64)


def _nearest(intent: Intent, known: Knowledge, off: Off) -> list[Vectors]:
    if not intent.text or "vectors" in off or intent.opaque:
        return []
    # The first encoder finds candidates; others only score them.
    return [vectors for name, vectors in known.vectors.items() if name not in off][:1]

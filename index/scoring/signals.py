"""The signals of a reading and their sum: each is a score by clause, measured in its own standard deviations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.ranking import RANKING
from index.scoring.naming import naming
from index.understanding.groups import Group, Member, weigh
from index.understanding.reading import Reading
from index.understanding.synonyms import bigrams, words

#: What can be switched off to measure what it brings.
PARTS = (
    "words",
    "bigrams",
    "soft",
    "structured",
    "nearest",
    "use",
    "e5",
    "documents",
    "answers",
    "titles",
    "references",
    "tasks",
    "repair",
)
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fused:
    """``total`` is the sum by clause number, ``signals`` what it is made of, by name."""

    total: Scores
    signals: Mapping[str, Scores]

    def parts(self, place: int) -> dict[str, float]:
        """The signals of one clause."""
        return {name: round(float(values[place]), 4) for name, values in self.signals.items()}


def fuse(reading: Reading, lexicon: Lexicon, vectors: Mapping[str, Vectors], off: frozenset[str]) -> Fused:
    """Every signal of a reading, and their sum."""
    signals = dict(_signals(reading, lexicon, vectors, off))
    return Fused(sum(signals.values(), np.zeros(lexicon.size)), signals)


def _signals(
    reading: Reading, lexicon: Lexicon, vectors: Mapping[str, Vectors], off: frozenset[str]
) -> Iterator[tuple[str, Scores]]:
    if reading.text:
        said = dict(_said(reading, lexicon, vectors, off))
        yield from said.items()
        if "documents" not in off:
            yield "document", _documents(sum(said.values(), np.zeros(lexicon.size)), lexicon)
        if "answers" not in off and reading.wants:
            yield "answer", _answers(reading, lexicon)
        if "titles" not in off:
            yield "title", lexicon.spread(naming(reading.text, lexicon))
    if "tasks" not in off:
        yield "task", lexicon.spread(_tasks(reading, lexicon))
    if "references" not in off:
        yield "named", lexicon.spread(_named(reading, lexicon))


def _said(
    reading: Reading, lexicon: Lexicon, vectors: Mapping[str, Vectors], off: frozenset[str]
) -> Iterator[tuple[str, Scores]]:
    """How much of the text each clause says, in its words, in other words, and in meaning."""
    if reading.chinese:
        yield "lexical", standard(lexical(reading.text, lexicon, off))
    yield "groups", standard(reading.evidence.scores)
    for name, found in vectors.items():
        if name not in off and not reading.is_code:
            for view, scores in enumerate(found.scores(reading.text)):
                yield f"{name}{view + 1}", standard(scores)


def lexical(text: str, lexicon: Lexicon, off: frozenset[str] = frozenset()) -> Scores:
    """BM25F over the words of a text and, apart from it, over its pairs of characters.

    A clause that has more of the text gains.
    """
    found = np.zeros(lexicon.size)
    for name, terms in (("words", words(text)), ("bigrams", bigrams(text))):
        if name not in off:
            evidence = weigh(lexicon, [Group(term, (Member(term, 1.0),)) for term in terms])
            found += evidence.scores * evidence.coverage**RANKING.retrieval.coverage
    return found


def standard(scores: NDArray[np.floating]) -> Scores:
    """The scores in standard deviations from their mean over all clauses; zeros where all are the same."""
    values = np.asarray(scores, dtype=np.float64)
    spread = values.std() if len(values) else 0.0
    return (values - values.mean()) / spread if spread else np.zeros(len(values))


def _documents(said: Scores, lexicon: Lexicon) -> Scores:
    """What a clause gains by its document, whose best clauses tell what it is about."""
    model, documents = RANKING.retrieval, lexicon.documents
    order = np.lexsort((-said, documents))
    firsts = np.flatnonzero(np.diff(documents[order], prepend=-1))
    best = np.arange(len(order)) - np.repeat(firsts, np.diff(firsts, append=len(order))) < model.document_clauses
    chosen = order[best]
    means = np.bincount(documents[chosen], said[chosen]) / np.bincount(documents[chosen])
    return model.document_share * standard(means[documents])


def _answers(reading: Reading, lexicon: Lexicon) -> Scores:
    """What a clause gains by stating what a question asks for, such as a time limit; the rarer, the more."""
    stated = np.asarray(lexicon.contents.answers, dtype=np.uint8)
    return sum((standard(((stated & kind) > 0).astype(float)) for kind in reading.wants), np.zeros(lexicon.size))


def _tasks(reading: Reading, lexicon: Lexicon) -> dict[int, float]:
    """What a task gains by the lead department or the deadline that was asked for."""
    model, references = RANKING.retrieval, reading.references
    found: dict[int, float] = {}
    if not references.leads and not references.deadline:
        return found
    for place, entry in enumerate(lexicon.contents.entries):
        if references.leads & {*entry.keywords.get("lead", ())}:
            found[place] = model.lead_gain
        if references.deadline and references.deadline in entry.keywords.get("deadline", ()):
            found[place] = found.get(place, 0.0) + model.deadline_gain
    return found


def _named(reading: Reading, lexicon: Lexicon) -> dict[int, float]:
    """What a clause gains by being named: far more than any likeness, and in the order that was meant."""
    model, references = RANKING.retrieval, reading.references
    entries = lexicon.contents.entries
    found: dict[int, float] = {}
    for place in references.articles or ():
        found[place] = model.named_gain
    for place in references.issue or ():
        found[place] = model.named_gain + model.prior_gain * entries[place].prior
    for date in references.dates:
        for place, entry in enumerate(entries):
            if entry.date.startswith(date):
                found[place] = found.get(place, 0.0) + model.date_gain * (model.title_base + entry.prior)
    if references.numbers:
        found.update(_numbered(reading, lexicon))
    return found


def _numbered(reading: Reading, lexicon: Lexicon) -> dict[int, float]:
    """The document's own clauses first, then those that cite it; the one that repeals it before all, if asked."""
    model, references = RANKING.retrieval, reading.references
    wanted = {*references.numbers}
    citing = {place for key in references.numbers for place in lexicon.contents.citations.get(key, ())}
    found = dict.fromkeys(citing, model.named_gain)
    for place, entry in enumerate(lexicon.contents.entries):
        if wanted & {*entry.keywords.get("number", ())}:
            asked = 0.0 if reading.text and not references.validity else model.prior_gain * entry.prior
            found[place] = model.named_gain * 2 + asked
    if references.validity:
        found.update((place, model.named_gain * 3) for place in citing & {*lexicon.contents.repeals})
    return found

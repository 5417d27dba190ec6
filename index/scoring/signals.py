"""The signals of a reading and their sum: each is a score by clause, measured in its own standard deviations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from index.ranking import RANKING
from index.scoring.lexicon import Lexicon
from index.scoring.naming import naming
from index.scoring.vectors import Vectors
from index.understanding.groups import Group, Member, weigh
from index.understanding.reading import Reading
from index.understanding.synonyms import bigrams, words

#: What can be switched off to measure what it brings.
PARTS = ("words", "bigrams", "soft", "structured", "nearest", "use", "e5", "titles", "references", "tasks", "repair")


@dataclass(frozen=True, slots=True)
class Fused:
    """``total`` is the sum by clause number, ``signals`` what it is made of, by name."""

    total: Sequence[float]
    signals: Mapping[str, Sequence[float]]

    def parts(self, place: int) -> dict[str, float]:
        """The signals of one clause."""
        return {name: round(values[place], 4) for name, values in self.signals.items()}


def fuse(reading: Reading, lexicon: Lexicon, vectors: Mapping[str, Vectors], off: frozenset[str]) -> Fused:
    """Every signal of a reading, and their sum."""
    signals = dict(_signals(reading, lexicon, vectors, off))
    total = [sum(values) for values in zip(*signals.values(), strict=True)] if signals else [0.0] * lexicon.size
    return Fused(total, signals)


def _signals(
    reading: Reading, lexicon: Lexicon, vectors: Mapping[str, Vectors], off: frozenset[str]
) -> Iterator[tuple[str, Sequence[float]]]:
    if reading.text:
        if reading.chinese:
            yield "lexical", standard(lexical(reading.text, lexicon, off), lexicon.size)
        yield "groups", standard(reading.evidence.scores, lexicon.size)
        for name, found in vectors.items():
            if name not in off and not reading.is_code:
                for view, scores in enumerate(found.scores(reading.text)):
                    yield f"{name}{view + 1}", standard_array(scores)
        if "titles" not in off:
            yield "title", dense(naming(reading.text, lexicon), lexicon.size)
    if "tasks" not in off:
        yield "task", dense(_tasks(reading, lexicon), lexicon.size)
    if "references" not in off:
        yield "named", dense(_named(reading, lexicon), lexicon.size)


def lexical(text: str, lexicon: Lexicon, off: frozenset[str] = frozenset()) -> dict[int, float]:
    """BM25F over the words of a text and, apart from it, over its pairs of characters.

    A clause that has more of the text gains.
    """
    found: dict[int, float] = {}
    for name, terms in (("words", words(text)), ("bigrams", bigrams(text))):
        if name in off:
            continue
        evidence = weigh(lexicon, [Group(term, (Member(term, 1.0),)) for term in terms])
        for place, score in evidence.scores.items():
            gained = score * evidence.coverage[place] ** RANKING.retrieval.coverage
            found[place] = found.get(place, 0.0) + gained
    return found


def standard(scores: Mapping[int, float], size: int) -> list[float]:
    """The scores in standard deviations from their mean over all clauses; a clause without one counts as 0."""
    mean = sum(scores.values()) / size if size else 0.0
    spread = sqrt(max(sum(value * value for value in scores.values()) / size - mean * mean, 0.0)) if size else 0.0
    if not spread:
        return [0.0] * size
    found = [-mean / spread] * size
    for place, value in scores.items():
        found[place] = (value - mean) / spread
    return found


def standard_array(scores: object) -> list[float]:
    """The same for an array with a score for every clause."""
    values: list[float] = scores.tolist()  # type: ignore[attr-defined]
    return standard(dict(enumerate(values)), len(values))


def dense(scores: Mapping[int, float], size: int) -> list[float]:
    """Gains as they are, 0 where there is none."""
    found = [0.0] * size
    for place, value in scores.items():
        found[place] = value
    return found


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

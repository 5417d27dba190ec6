"""Two documents side by side: which clause of one answers which of the other, and which words changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from corpus import Clause, Document
from index.language.segmentation import cut
from search_service.overviews.counterparts import Change, compare

#: Clauses of both documents, multiplied, that are compared at most; more would take seconds.
MOST_PAIRS = 600_000
#: From 0 to 100. Below it two clauses have no more in common than any two of their kind.
_ALIKE = 45
#: Characters by which long clauses are compared.
_LENGTH = 400
_WORDS = re.compile(r"([\u3400-\u9fff]+|[A-Za-z0-9.]+)")


class Fate(StrEnum):
    """What became of a clause."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the older document beside the one of the newer that answers it; one of them may be missing."""

    old: Clause | None
    new: Clause | None

    @property
    def fate(self) -> Fate:
        """What became of the older clause."""
        if self.old is None:
            return Fate.NEW
        if self.new is None:
            return Fate.DROPPED
        return Fate.SAME if self.old.text == self.new.text else Fate.CHANGED


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every clause of two documents, in the order of the newer one, a dropped clause after the one it followed."""

    old: Document
    new: Document
    pairs: tuple[Pair, ...]

    @property
    def counts(self) -> dict[Fate, int]:
        """How many pairs there are of each fate."""
        found = Counter(pair.fate for pair in self.pairs)
        return {fate: found[fate] for fate in Fate}


def comparable(old: Document, new: Document) -> bool:
    """Whether two documents are small enough to be compared while a reader waits."""
    return len(list(old.clauses)) * len(list(new.clauses)) <= MOST_PAIRS


def comparison(old: Document, new: Document) -> Comparison:
    """Pair the clauses of two documents by likeness, each with one at most, the likest first, of equals in print."""
    olds, news = list(old.clauses), list(new.clauses)
    answers = _answers(olds, news)
    return Comparison(old, new, tuple(_in_order(olds, news, answers)))


def changes(pair: Pair) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The words of both clauses, marked where they differ; a clause without counterpart has no marks."""
    if pair.old is None or pair.new is None:
        return _alone(pair.old), _alone(pair.new)
    old, new = compare([_words(pair.old.text), _words(pair.new.text)])
    return old, new


def _alone(clause: Clause | None) -> tuple[Change, ...]:
    return (Change(clause.text),) if clause else ()


def _answers(olds: Sequence[Clause], news: Sequence[Clause]) -> dict[int, int]:
    """For each of the newer clauses that has one, by its number, the number of the older clause that it answers."""
    if not olds or not news:
        return {}
    texts = ([clause.text[:_LENGTH] for clause in clauses] for clauses in (news, olds))
    likeness = cdist(*texts, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8)
    found: dict[int, int] = {}
    taken: set[int] = set()
    order = np.argsort(100 - likeness, axis=None, kind="stable")
    for at in order[: int((likeness > 0).sum())]:
        new, old = divmod(int(at), len(olds))
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _in_order(olds: Sequence[Clause], news: Sequence[Clause], answers: dict[int, int]) -> Iterator[Pair]:
    kept = set(answers.values())
    followed = {old: number for number, old in answers.items()}
    dropped: dict[int, list[Clause]] = {}
    last = -1
    for at, clause in enumerate(olds):
        if at in kept:
            last = followed[at]
        else:
            dropped.setdefault(last, []).append(clause)
    yield from (Pair(clause, None) for clause in dropped.get(-1, ()))
    for at, clause in enumerate(news):
        yield Pair(olds[answers[at]] if at in answers else None, clause)
        yield from (Pair(gone, None) for gone in dropped.get(at, ()))


def _words(text: str) -> list[str]:
    runs = (cut(run) if run[:1] > "\u33ff" else [run] for run in _WORDS.split(text))
    return [word for run in runs for word in run if word]

"""The same task in the plans of other years, and which words of it changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, pairwise

from rapidfuzz import fuzz

from corpus.language.text import character_pairs
from index.language.segmentation import cut
from search_service.overviews.tasks import Task, TaskList

#: From 0 to 100. Below it two rows merely stand in tables of the same kind.
ALIKE = 34.0
#: Rows that are compared; in an archive that has more, those that share its rarest pairs of characters.
MOST = 100
#: Characters that two versions must share in a row for the run to count as kept; a lone 的 between changes is no run.
_KEPT = 2
_TEXTS = ("task", "measures", "deadline")
_DEPARTMENTS = ("lead", "responsible", "assisting")
_WORDS = re.compile(r"([\u3400-\u9fff]+|[A-Za-z0-9.]+)")


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words; ``added`` if the version before lacks it, ``dropped`` if the version after does."""

    text: str
    added: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A task as one plan has it: ``cells`` are its fields as runs, ``likeness`` (0 to 100) is to the task asked for."""

    task: Task
    likeness: float
    cells: dict[str, tuple[Change, ...]]


def versions(known: TaskList, task: Task) -> tuple[Version, ...]:
    """The task and the row most like it in each other plan that has one, oldest plan first."""
    found = [(task, 100.0), *known.derived(_counterparts, task)]
    found.sort(key=lambda one: (one[0].document.date.isoformat() if one[0].document.date else "", one[0].document.id))
    rows = [one for one, _ in found]
    cells = {name: compare([_words(row, name) for row in rows]) for name in (*_TEXTS, *_DEPARTMENTS)}
    return tuple(
        Version(row, likeness, {name: column[at] for name, column in cells.items()})
        for at, (row, likeness) in enumerate(found)
    )


def years_beside(known: TaskList, task: Task) -> tuple[str, ...]:
    """The years of the other plans that have a task like it, oldest first."""
    return tuple(sorted({other.year for other, _ in known.derived(_counterparts, task)}))


def likeness(one: Task, other: Task) -> float:
    """How much two rows ask for the same, 0 to 100: by the name of the task, its measures, and who leads."""
    name = fuzz.ratio(one.row.task or "", other.row.task or "")
    measures = _shared(one.row.measures or "", other.row.measures or "")
    leads = {*one.departments.lead}, {*other.departments.lead}
    lead = 100 * len(leads[0] & leads[1]) / max(1, len(leads[0] | leads[1]))
    return 0.4 * name + 0.5 * measures + 0.1 * lead


def compare(columns: Sequence[Sequence[str]]) -> list[tuple[Change, ...]]:
    """Each column of words as runs, marked against the column before and the column after."""
    added = [[bool(at)] * len(words) for at, words in enumerate(columns)]
    dropped = [[at < len(columns) - 1] * len(words) for at, words in enumerate(columns)]
    for at, (before, after) in enumerate(pairwise(columns)):
        for first, second, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            if len("".join(before[first : first + size])) < _KEPT and before != after:
                continue
            dropped[at][first : first + size] = [False] * size
            added[at + 1][second : second + size] = [False] * size
    return [tuple(_runs(words, added[at], dropped[at])) for at, words in enumerate(columns)]


def _counterparts(known: TaskList, task: Task) -> tuple[tuple[Task, float], ...]:
    """The row most like a task in each other plan that has one."""
    return tuple(_most_alike(known, task))


def _most_alike(known: TaskList, task: Task) -> Iterator[tuple[Task, float]]:
    near = known.near(task, MOST)
    others = sorted((one for one in near if one.document.id != task.document.id), key=lambda one: one.document.id)
    for _, rows in groupby(others, key=lambda one: one.document.id):
        best = max(((row, likeness(task, row)) for row in rows), key=lambda one: one[1])
        if best[1] >= ALIKE:
            yield best


def _shared(one: str, other: str) -> float:
    """Dice coefficient of the character pairs of two texts, 0 to 100."""
    pairs = _pairs_of(one), _pairs_of(other)
    total = sum(pairs[0].values()) + sum(pairs[1].values())
    return 200 * sum((pairs[0] & pairs[1]).values()) / total if total else 0.0


@lru_cache(maxsize=20_000)
def _pairs_of(text: str) -> Counter[str]:
    return Counter(character_pairs(text))


def _words(task: Task, name: str) -> list[str]:
    value = getattr(task.row, name)
    if isinstance(value, tuple):
        return [word for at, one in enumerate(value) for word in (("、", one) if at else (one,))]
    return [word for run in _WORDS.split(value or "") for word in (cut(run) if run[:1] > "\u33ff" else [run]) if word]


def _runs(words: Sequence[str], added: Sequence[bool], dropped: Sequence[bool]) -> Iterator[Change]:
    marked = zip(words, added, dropped, strict=True)
    for (new, gone), group in groupby(marked, key=lambda one: one[1:]):
        yield Change("".join(word for word, _, _ in group), new, gone)

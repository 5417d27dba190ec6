"""Second readings: another OCR of the same rows becomes an alternate of each clause, never a clause of its own twice.

Rows are matched by what they say, within annexes of the same title. Where the second reading holds rows that the first
has lost, they become clauses of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import fuzz

from corpus.clauses.readdressing import Merged, moved, readdressed
from corpus.clauses.tasks import kinship
from corpus.findings import FindingCode, WarningCode
from corpus.language.text import text_key
from corpus.model import Clause, Document, Finding, Gazette, Part, Source, TaskRow

#: Two readings of a row share at least this much of their text, in percent of the shorter one.
_ALIKE = 72.0
#: What is alike to the last character, in percent.
_SAME = 100.0
#: A garbled reading of a row still shares this much with a sound one.
_GARBLED = 25.0
#: Measures shorter than this say too little to tell rows apart.
_SHORT = 12


def merge(gazette: Gazette, second: Gazette, number: str | None) -> tuple[Gazette, Gazette]:
    """The gazette with the readings merged into the document ``number``, and what is left of ``second``: its report."""
    documents = tuple(_merge(d, second) if d.number == number else d for d in gazette.documents)
    source = Source(second.file, 1, 1)
    note = Finding(FindingCode.SECOND_READING, f"{second.file} was read as a second reading of {number}", source)
    rest = replace(
        second, documents=(), findings=(*(f for f in second.findings if f.code != FindingCode.NO_CONTENTS), note)
    )
    return replace(gazette, documents=documents), rest


def _merge(document: Document, second: Gazette) -> Document:
    parts = [_merged(part, other) for part, other in _pairs(document, second)]
    return readdressed(document, parts)


def _merged(part: Part, other: Sequence[Clause] | None) -> list[Merged]:
    """The clauses of a part with those of the second reading under its title, if it has any."""
    return [Merged(clause) for clause in part.clauses] if other is None else _merge_rows(part, other)


def _pairs(document: Document, second: Gazette) -> Iterator[tuple[Part, Sequence[Clause] | None]]:
    """Each part with the clauses that the second reading has under its title.

    Parts of one title go together in printed order; what the second reading has more of them belongs to the last.
    """
    others: defaultdict[str, list[Part]] = defaultdict(list)
    for part in (part for d in second.documents for part in d.parts if part.title):
        others[text_key(part.title or "")].append(part)
    left = Counter(text_key(part.title) for part in document.parts if part.title)
    for part in document.parts:
        title = text_key(part.title or "")
        left[title] -= 1
        found = others[title][: 1 if left[title] else None]
        del others[title][: len(found)]
        yield part, [c for other in found for c in other.clauses] if found else None


def _merge_rows(part: Part, other: Sequence[Clause]) -> list[Merged]:
    """The rows of a part in printed order with their other readings."""
    mates = _mates(part.clauses, other)
    read = {b for row in mates.values() for b in row}
    merged = [_better([c, *(other[b] for b in mates.get(a, ()))]) for a, c in enumerate(part.clauses)]
    own = [True] * len(merged)
    for at, clause in enumerate(other):
        if at not in read:
            place = _place(merged, other, at)
            merged.insert(place, clause)
            own.insert(place, False)
    return [Merged(clause, first) for clause, first in zip(merged, own, strict=True)]


def _mates(first: Sequence[Clause], second: Sequence[Clause]) -> dict[int, list[int]]:
    """For each row of the first reading, the rows of the second that read the same print.

    First by what the rows say. A row that is left over, because one reading garbled it, then goes with the row of the
    same number that is left over between the same neighbours.
    """
    own, texts = [_words(c) for c in first], [_words(c) for c in second]
    equal: defaultdict[str, list[int]] = defaultdict(list)  # also of those that say too little to compare
    for a, clause in enumerate(first):
        equal[text_key(clause.text)].append(a)
    mate: dict[int, int] = {}
    for b, text in enumerate(texts):
        alike = ((_alike(x, text), -abs(a - b), a) for a, x in enumerate(own) if not _apart(first[a], second[b]))
        same = ((_SAME, -abs(a - b), a) for a in equal[text_key(second[b].text)])
        score, _, a = max(chain(alike, same), default=(0.0, 0, 0))
        if score >= _ALIKE:
            mate[b] = a
    for b in [b for b in range(len(second)) if b not in mate]:
        low, high = _between(mate, b, len(first))
        taken = set(mate.values())
        free = [a for a in range(low, high) if a not in taken and first[a].label == second[b].label]
        likeness, best = max(((fuzz.ratio(own[a], texts[b]), a) for a in free), default=(0.0, 0))
        if likeness >= _GARBLED:
            mate[b] = best
    mates: dict[int, list[int]] = {}
    for b, a in sorted(mate.items()):
        mates.setdefault(a, []).append(b)
    return mates


def _between(mate: dict[int, int], b: int, end: int) -> tuple[int, int]:
    """The rows of the first reading that stand between the mates of the nearest rows before and after ``b``."""
    low = max((a + 1 for other, a in mate.items() if other < b), default=0)
    high = min((a for other, a in mate.items() if other > b), default=end)
    return low, max(low, high)


def _words(clause: Clause) -> str:
    """What the row says apart from its number and departments; all of it when that is too little to compare."""
    text = text_key(clause.task.measures or "") if clause.task else text_key(clause.text)
    return text if len(text) >= _SHORT else ""


def _apart(first: Clause, second: Clause) -> bool:
    """Whether two rows of figures are those of two districts, however alike their figures are."""
    return first.cells is not None and second.cells is not None and first.label != second.label


def _alike(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    return max(
        fuzz.ratio(first, second),
        fuzz.partial_ratio(first, second) if min(len(first), len(second)) > 2 * _SHORT else 0.0,
    )


def _better(readings: Sequence[Clause]) -> Clause:
    """The best of the readings of one row in the place of the first, the others as alternates."""
    first = readings[0]
    if len(readings) == 1:
        return first
    differ = len({c.label for c in readings if c.label}) > 1
    same = [c for c in readings if c.kind is first.kind]
    best = min(same, key=lambda c: (_faults(c) - (akin(c.task) if differ else 0), c is not first))
    alternates = tuple(c.source for c in readings if c is not best)
    warnings = (*best.warnings, WarningCode.NUMBER_DIFFERS_IN_SECOND_READING) if differ else best.warnings
    return replace(
        best, eid=first.eid, path=first.path, page=first.page, alternates=alternates, warnings=warnings,
        anchors=tuple(moved(anchor, best.eid, first.eid) for anchor in best.anchors),
    )  # fmt: skip


#: How much each warning weighs; one that is not named weighs 1.
_WEIGHTS = {
    WarningCode.MEASURES_LOST: 16,
    WarningCode.REPEATED_TEXT: 8,
    WarningCode.COLUMNS_SHIFTED: 2,
    WarningCode.DEADLINE_UNCLEAR: 2,
}


def _faults(clause: Clause) -> int:
    """How much is wrong with a reading: lost or repeated text weighs most."""
    return sum(_WEIGHTS.get(w, 1) for w in clause.warnings)


def akin(task: TaskRow | None) -> int:
    """How far the measures of a row speak of its task: where a number slid, they speak of another one."""
    return kinship(task.measures or "", task.task or "") if task else 0


def _place(merged: Sequence[Clause], second: Sequence[Clause], at: int) -> int:
    """Behind the row that reads the nearest earlier row of the second reading."""
    places = {(s.file, s.line_start): i for i, c in enumerate(merged) for s in (c.source, *c.alternates)}
    before = (places.get((c.source.file, c.source.line_start)) for c in reversed(second[:at]))
    return next((i + 1 for i in before if i is not None), 0)

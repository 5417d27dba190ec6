"""Second readings: another OCR of the same rows becomes an alternate of each clause, never a clause of its own twice.

Rows are matched by what they say, within annexes of the same title. Where the second reading holds rows that the first
has lost, they become clauses of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.addresses import Addresses
from corpus.model import Clause, Document, Finding, Gazette, Part, Source, TaskRow
from corpus.tables import kinship
from corpus.text import key

#: Two readings of a row share at least this much of their text, in percent of the shorter one.
_ALIKE = 72.0
#: A garbled reading of a row still shares this much with a sound one.
_GARBLED = 25.0
#: Measures shorter than this say too little to tell rows apart.
_SHORT = 12


def merge(gazette: Gazette, second: Gazette, number: str | None) -> tuple[Gazette, Gazette]:
    """The gazette with the readings merged into the document ``number``, and what is left of ``second``: its report."""
    documents = tuple(_merge(d, second) if d.number == number else d for d in gazette.documents)
    source = Source(second.file, 1, 1)
    note = Finding("second_reading", f"{second.file} was read as a second reading of {number}", source)
    rest = replace(second, documents=(), findings=(*(f for f in second.findings if f.code != "no_contents"), note))
    return replace(gazette, documents=documents), rest


def _merge(document: Document, second: Gazette) -> Document:
    parts: list[Part] = []
    others = {key(part.title): part for d in second.documents for part in d.parts if part.title}
    ordinal = 0
    for part in document.parts:
        other = others.get(key(part.title)) if part.title else None
        clauses = _merge_rows(part, other) if other else list(part.clauses)
        clauses = [replace(c, ordinal=ordinal + i) for i, c in enumerate(clauses)]
        ordinal += len(clauses)
        parts.append(replace(part, clauses=tuple(clauses)))
    return replace(document, parts=tuple(parts))


def _merge_rows(part: Part, other: Part) -> list[Clause]:
    """The rows of a part in printed order with their other readings, addressed by the numbers that are shown."""
    mates = _mates(part.clauses, other.clauses)
    read = {b for row in mates.values() for b in row}
    merged = [_better([c, *(other.clauses[b] for b in mates.get(a, ()))]) for a, c in enumerate(part.clauses)]
    for at, clause in enumerate(other.clauses):
        if at not in read:
            merged.insert(_place(merged, other.clauses, at), _adopt(clause, part))
    return list(_addressed(merged, part))


def _mates(first: Sequence[Clause], second: Sequence[Clause]) -> dict[int, list[int]]:
    """For each row of the first reading, the rows of the second that read the same print.

    First by what the rows say. A row that is left over, because one reading garbled it, then goes with the row of the
    same number that is left over between the same neighbours.
    """
    own, texts = [_words(c) for c in first], [_words(c) for c in second]
    mate: dict[int, int] = {}
    for b, text in enumerate(texts):
        score, _, a = max(((_alike(x, text), -abs(a - b), a) for a, x in enumerate(own)), default=(0.0, 0, 0))
        if score >= _ALIKE:
            mate[b] = a
    for b in [b for b in range(len(second)) if b not in mate]:
        low, high = _between(mate, b, len(first))
        free = [a for a in range(low, high) if a not in mate.values() and first[a].label == second[b].label]
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
    text = key(clause.task.measures or "") if clause.task else key(clause.text)
    return text if len(text) >= _SHORT else ""


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
    best = min(readings, key=lambda c: (_faults(c) - (akin(c.task) if differ else 0), c is not first))
    alternates = tuple(c.source for c in readings if c is not best)
    warnings = (*best.warnings, "number_differs_in_second_reading") if differ else best.warnings
    return replace(
        first, label=best.label, text=best.text, runs=best.runs, source=best.source, task=best.task,
        alternates=alternates, warnings=warnings,
    )  # fmt: skip


def _faults(clause: Clause) -> int:
    """How much is wrong with a reading: lost or repeated text weighs most."""
    weights = {"measures_lost": 16, "repeated_text": 8, "columns_shifted": 2, "deadline_unclear": 2}
    return sum(weights.get(w, 1) for w in clause.warnings)


def akin(task: TaskRow | None) -> int:
    """How far the measures of a row speak of its task: where a number slid, they speak of another one."""
    return kinship(task.measures or "", task.task or "") if task else 0


def _place(merged: Sequence[Clause], second: Sequence[Clause], at: int) -> int:
    """Behind the row that reads the nearest earlier row of the second reading."""
    places = {(s.file, s.line_start): i for i, c in enumerate(merged) for s in (c.source, *c.alternates)}
    before = (places.get((c.source.file, c.source.line_start)) for c in reversed(second[:at]))
    return next((i + 1 for i in before if i is not None), 0)


def _adopt(clause: Clause, part: Part) -> Clause:
    """A row that only the second reading holds, under the headings of the first."""
    sections = {step.label: step for c in part.clauses for step in c.path[1:]}
    path = (*part.clauses[0].path[:1], *(sections.get(step.label, step) for step in clause.path[1:]))
    return replace(clause, part=part.index, path=path, warnings=(*clause.warnings, "second_reading_only"))


def _addressed(clauses: Iterable[Clause], part: Part) -> Iterator[Clause]:
    """The rows under the addresses that their shown numbers give them."""
    model = part.clauses[0]
    addresses = Addresses(model.document, model.source.file)
    for clause in clauses:
        eid = clause.eid
        if clause.task is not None:
            eid = addresses.eid(model.path[0].eid, f"row_{clause.label}" if clause.label else "row")
        yield replace(clause, id=f"{model.document}/{eid}", eid=eid, document=model.document)

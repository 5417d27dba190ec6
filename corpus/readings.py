"""Second readings: another OCR of the same rows becomes an alternate of each clause, never a clause of its own twice.

Rows are matched by what they say, within annexes of the same title. Where the second reading holds rows that the first
has lost, they become clauses of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.model import Clause, Document, Finding, Gazette, Part, Source
from corpus.text import key

#: Two readings of a row share at least this much of their text, in percent of the shorter one.
_ALIKE = 72.0
_SHORT = 12
"""Rows whose measures are shorter are told apart by their departments too."""


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
    """The rows of a part in printed order, each with its other readings."""
    mates = _mates(part.clauses, other.clauses)
    read = {b for row in mates.values() for b in row}
    merged = [_with_alternates(c, [other.clauses[b] for b in mates.get(a, ())]) for a, c in enumerate(part.clauses)]
    taken = {c.eid for c in merged}
    for at, clause in enumerate(other.clauses):
        if at not in read:
            merged.insert(_place(merged, mates, other.clauses, at), _adopt(clause, part, taken))
    return merged


def _mates(first: Sequence[Clause], second: Sequence[Clause]) -> dict[int, list[int]]:
    """For each row of the first reading, the rows of the second that read the same print."""
    mates: dict[int, list[int]] = {}
    texts = [_words(c) for c in second]
    own = [_words(c) for c in first]
    for b, text in enumerate(texts):
        scores = [(_alike(a_text, text), -abs(a - b), a) for a, a_text in enumerate(own)]
        score, _, a = max(scores, default=(0.0, 0, 0))
        if score >= _ALIKE:
            mates.setdefault(a, []).append(b)
    return mates


def _words(clause: Clause) -> str:
    """What the row says apart from its number and departments; all of it when that is too little to compare."""
    text = key(clause.task.measures or "") if clause.task else key(clause.text)
    return text if len(text) >= _SHORT else ""


def _alike(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    return max(fuzz.ratio(first, second), fuzz.partial_ratio(first, second) if min(len(first), len(second)) > 2 * _SHORT else 0.0)


def _with_alternates(clause: Clause, readings: Sequence[Clause]) -> Clause:
    """The better of the readings, at the address of the first; the others as alternates."""
    if not readings:
        return clause
    best = min([clause, *readings], key=lambda c: (_faults(c), c is not clause))
    alternates = tuple(c.source for c in (clause, *readings) if c is not best)
    warnings = tuple(dict.fromkeys(best.warnings))
    numbers = {c.label for c in (clause, *readings) if c.label}
    if len(numbers) > 1:
        warnings = (*warnings, "number_differs_in_second_reading")
    task = best.task
    return replace(clause, text=best.text, runs=best.runs, source=best.source, task=task, alternates=alternates, warnings=warnings)


def _faults(clause: Clause) -> int:
    """How much is wrong with a reading: lost or repeated text weighs most."""
    weights = {"measures_lost": 8, "repeated_text": 4, "columns_shifted": 2, "deadline_unclear": 2}
    odd = len(re.findall(r"[\u3400-\u4dbf]|区政府技术|经济技术区", clause.text))
    return sum(weights.get(w, 1) for w in clause.warnings) + odd


def _place(merged: Sequence[Clause], mates: dict[int, list[int]], second: Sequence[Clause], at: int) -> int:
    """Behind the row that reads the nearest earlier row of the second reading."""
    files = {(s.file, s.line_start): i for i, c in enumerate(merged) for s in (c.source, *c.alternates)}
    for before in range(at - 1, -1, -1):
        source = second[before].source
        if (source.file, source.line_start) in files:
            return files[source.file, source.line_start] + 1
    return 0


def _adopt(clause: Clause, part: Part, taken: set[str]) -> Clause:
    """A row that only the second reading holds, at an address of the document it belongs to."""
    prefix = part.clauses[0].path[0].eid if part.clauses and part.clauses[0].path else ""
    name = clause.eid.rsplit("__", 1)[-1]
    eid = f"{prefix}__{name}" if prefix else name
    count = 2
    while eid in taken:
        eid = f"{prefix}__{name}-{count}"
        count += 1
    taken.add(eid)
    model = part.clauses[0]
    path = (*model.path[:1], *clause.path[1:])
    return replace(
        clause, id=f"{model.document}/{eid}", eid=eid, document=model.document, part=part.index, path=path,
        warnings=(*clause.warnings, "second_reading_only"),
    )  # fmt: skip



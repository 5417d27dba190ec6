"""The text of a file that was made from pages: its lines, where each stands on a page, and what is sure of them.

Every kind of file becomes such a text before it is parsed, so that there is one parser. The lines of the text are those
that a :class:`corpus.model.Source` counts.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from corpus.findings import FindingCode, WarningCode
from corpus.model import Clause, DoubtfulCharacter, Gazette, PageBox, Source

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Doubt:
    """The character at ``column`` (0-based) of ``line`` (1-based) was recognized with little confidence (0 to 1).

    ``readings`` are the other characters that it may be, the likeliest first.
    """

    line: int
    column: int
    confidence: float
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text with ``boxes`` for each of its lines, or none where its file has no pages.

    ``furniture`` are the numbers of lines that are page numbers, running heads or feet by where they stand on the page.
    ``corrected`` are the numbers of lines that an editor corrected.
    ``findings`` are what a reader should know of the file: codes with messages.
    """

    text: str
    boxes: tuple[tuple[PageBox, ...], ...] = ()
    furniture: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()
    corrected: frozenset[int] = frozenset()
    findings: tuple[tuple[FindingCode, str], ...] = ()


class FormatError(ValueError):
    """A file that cannot be read as what its name says; ``code`` and the message say why and what to do."""

    def __init__(self, code: FindingCode, message: str = "") -> None:
        super().__init__(message or code.en)
        self.code = code


def around(one: PageBox, other: PageBox) -> PageBox:
    """The smallest box around two of a page."""
    edges = min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1)
    return PageBox(one.page, *edges)


def located(gazette: Gazette, printed: PrintedText) -> Gazette:
    """The gazette that was parsed from a printed text: with boxes in sources, doubts and warnings in clauses."""
    if printed.boxes:
        gazette = _with_boxes(gazette, printed)
    return _with_clauses(gazette, printed) if printed.doubts or printed.corrected else gazette


def _with_boxes(value: Value, printed: PrintedText) -> Value:
    """A value with boxes in every source that it holds."""
    if isinstance(value, Source):
        return replace(value, boxes=_merged(printed.boxes[value.line_start - 1 : value.line_end]))
    if isinstance(value, tuple):
        return tuple(_with_boxes(one, printed) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        before = getattr(value, field.name)
        after = _with_boxes(before, printed)
        if after is not before and after != before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value


def _merged(lines: Sequence[Sequence[PageBox]]) -> tuple[PageBox, ...]:
    """The boxes of lines that follow one another: one for each column that they fill."""
    merged: list[PageBox] = []
    for box in (box for line in lines for box in line):
        if merged and merged[-1].page == box.page and _overlap(merged[-1], box):
            merged[-1] = around(merged[-1], box)
        else:
            merged.append(box)
    return tuple(merged)


def _overlap(one: PageBox, other: PageBox) -> bool:
    """Whether two boxes of a page stand in one column."""
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _with_clauses(gazette: Gazette, printed: PrintedText) -> Gazette:
    """The gazette with the doubtful characters of each clause, and warnings where it has some or was corrected."""
    by_line: dict[int, list[Doubt]] = {}
    for doubt in printed.doubts:
        by_line.setdefault(doubt.line, []).append(doubt)
    documents = []
    for document in gazette.documents:
        parts = [
            replace(part, clauses=tuple(_warned(clause, by_line, printed.corrected) for clause in part.clauses))
            for part in document.parts
        ]
        documents.append(replace(document, parts=tuple(parts)))
    return replace(gazette, documents=tuple(documents))


def _warned(clause: Clause, doubts: Mapping[int, Sequence[Doubt]], corrected: AbstractSet[int]) -> Clause:
    found = tuple(
        DoubtfulCharacter(run.start + doubt.column - run.column, doubt.confidence, doubt.readings)
        for run in clause.runs
        for doubt in doubts.get(run.line, ())
        if run.column <= doubt.column < run.column + run.end - run.start
    )
    warnings = (
        *clause.warnings,
        *([WarningCode.DOUBTFUL_CHARACTERS] if found else []),
        *([WarningCode.CORRECTED] if any(run.line in corrected for run in clause.runs) else []),
    )
    return clause if warnings == clause.warnings else replace(clause, doubtful=found, warnings=warnings)

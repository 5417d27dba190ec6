"""Clauses and task rows as CSV for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from corpus.model import Clause, Document, Relation

CLAUSE_COLUMNS = (
    "id",
    "document",
    "number",
    "title",
    "part",
    "kind",
    "label",
    "path",
    "text",
    "page",
    "file",
    "line_start",
    "line_end",
)
TASK_COLUMNS = (
    "id", "document", "number", "title", "annex", "section", "task_number", "task", "measures", "deadline",
    "lead", "responsible", "assisting", "page", "file", "line_start", "line_end", "warnings",
)  # fmt: skip
RELATION_COLUMNS = ("document", "number", "title", "relation", "to", "to_number", "to_title", "file", "line")
#: A cell that begins so is taken for a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clauses_csv(documents: Iterable[Document]) -> Iterator[str]:
    """A head line and a line a clause, each ending in CR LF (RFC 4180)."""
    return csv_lines(CLAUSE_COLUMNS, (_clause(d, c) for d in documents for c in d.clauses))


def tasks_csv(documents: Iterable[Document]) -> Iterator[str]:
    """A head line and a line a task row; departments are parted by 、."""
    return csv_lines(TASK_COLUMNS, (task_cells(d, c) for d in documents for c in d.clauses if c.task))


def relations_csv(documents: Iterable[Document]) -> Iterator[str]:
    """A head line and a line for each reference to another document; ``to`` is its id where it is in the corpus."""
    return csv_lines(RELATION_COLUMNS, (_relation(d, one) for d in documents for one in d.relations))


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet runs: what would be a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """Rows under a head line, each line ending in CR LF, every cell safe in a spreadsheet."""
    for row in chain([tuple(columns)], rows):
        line = StringIO()
        csv.writer(line).writerow([safe_cell(value) for value in row])
        yield line.getvalue()


def _relation(document: Document, relation: Relation) -> tuple[object, ...]:
    return (
        document.id, document.number, document.title, relation.kind.value, relation.document, relation.number,
        relation.title, relation.source.file, relation.source.line_start,
    )  # fmt: skip


def _clause(document: Document, clause: Clause) -> tuple[object, ...]:
    path = " › ".join(f"{step.label or ''}{step.title or ''}" for step in clause.path)
    return (
        clause.id, document.id, document.number, document.title, clause.part, clause.kind.value, clause.label, path,
        clause.text, clause.page, clause.source.file, clause.source.line_start, clause.source.line_end,
    )  # fmt: skip


def task_cells(document: Document, clause: Clause) -> tuple[object, ...]:
    """The cells of a task row under :data:`TASK_COLUMNS`; none where the clause is no task."""
    task = clause.task
    if task is None:
        return ()
    steps = [f"{step.label or ''}{step.title or ''}" for step in clause.path] + ["", ""]
    return (
        clause.id, document.id, document.number, document.title, steps[0], steps[1], task.number, task.task,
        task.measures, task.deadline, "、".join(task.lead), "、".join(task.responsible), "、".join(task.assisting),
        clause.page,
        clause.source.file, clause.source.line_start, clause.source.line_end, " ".join(clause.warnings),
    )  # fmt: skip

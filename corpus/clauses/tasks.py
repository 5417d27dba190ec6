"""Task tables: each row with its number and its task, as a sentence.

A row without a number goes on with the task before it. But where the number of a merged group is centred, rows that
come without a number right under a head or a section row belong to the number that follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.clauses.provisions import Address, Heading, Provision
from corpus.clauses.table_heads import TableHead
from corpus.findings import WarningCode
from corpus.language.text import EMPTY, Traced, character_pairs, join
from corpus.model import ClauseKind, Step, TaskRow
from corpus.printed.departments import Departments
from corpus.printed.lines import Line

#: A number this far off the count is the number of a page.
_FAR = 8
#: Words of every task, which make no two of them akin.
_COMMON = ("加强", "推进", "强化", "完善", "开展", "管理", "建设", "污染", "工作", "提升")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One data row of a task table, its cells under their columns, with what stands above it.

    ``opens``: it is the first row under a head or a section row. ``code`` is a number such as 1.1, which does not count
    on. ``beside`` are the cells of other columns by name.
    """

    line: Line
    head: TableHead
    page: int | None
    sections: tuple[Heading, ...]
    opens: bool
    number: int | None
    code: str | None
    task: Traced
    measures: Traced
    deadline: str | None
    departments: Departments
    beside: tuple[tuple[str, Traced], ...] = ()
    warnings: tuple[WarningCode, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """The task that rows go on with."""

    number: int | None = None
    name: Traced = EMPTY


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row with the task that it belongs to."""

    row: TaskLine
    task: _Task
    warnings: tuple[WarningCode, ...] = ()


def task_rows(rows: Sequence[TaskLine], *, is_centred: bool) -> Iterator[Provision | Line]:
    """The provisions of the task rows of one part, in printed order; of a row that is only a number, its line.

    All tables of a part count as one. ``is_centred``: the number of a merged group stands beside a row in its middle.
    """
    for numbered in _numbered(rows, is_centred=is_centred):
        provision = _provision(numbered)
        yield provision if provision.reading else numbered.row.line


def _numbered(rows: Sequence[TaskLine], *, is_centred: bool) -> Iterator[_Numbered]:
    """The rows with their tasks; those without a number wait until it is known whose they are."""
    last = _Task()
    waiting: list[TaskLine] = []
    starts: list[int] = []  # which of the waiting rows stand right under a head or a section row
    is_open = False
    for row in rows:
        if row.code or "number" not in row.head.roles:
            yield from _placed(waiting, [], last, None)
            waiting, starts, last = [], [], _Task(None, row.task or last.name)
            yield _Numbered(row, last)
            continue
        is_open = is_open or row.opens
        number = _own_number(row, last)
        if number is None:
            starts += [len(waiting)] if is_open and is_centred else []
            waiting.append(row)
            continue
        following = _Task(number, row.task or (last.name if number == last.number else EMPTY))
        yield from _placed(waiting, starts, last, following)
        waiting, starts, is_open = [], [], False
        odd = last.number is not None and number not in (last.number, last.number + 1)
        yield _Numbered(row, following, (WarningCode.NUMBER_OUT_OF_ORDER,) if odd and not _restarts(row) else ())
        last = following
    yield from _placed(waiting, [], last, None)


def _balance(row: TaskLine, last: Traced, following: Traced) -> int:
    """By how much a row speaks more of the following task than of the last one."""
    return kinship(row.measures.text, following.text) - kinship(row.measures.text, last.text)


def _own_number(row: TaskLine, last: _Task) -> int | None:
    """The number of a row; one far off the count, in a row that names no task, is that of the page."""
    far = row.number is not None and last.number is not None and abs(row.number - last.number) > _FAR and not row.task
    return None if far else row.number


def _restarts(row: TaskLine) -> bool:
    """Whether a row is the first of another table."""
    return row.opens and row.number == 1 and bool(row.task)


def _placed(
    waiting: Sequence[TaskLine], starts: Sequence[int], last: _Task, following: _Task | None
) -> Iterator[_Numbered]:
    """The rows that wait: with the task before them, or with the one that follows."""
    ahead = len(waiting) if following is None else _ahead(waiting, starts, last, following)
    for at, row in enumerate(waiting):
        warnings = () if row.number is None else (WarningCode.PAGE_NUMBER_IN_CELL,)
        if following is not None and at >= ahead:
            yield _Numbered(row, following, (*warnings, WarningCode.NUMBER_FROM_NEXT_ROW))
        elif last.number is None and "number" in row.head.roles:
            yield _Numbered(row, last, (WarningCode.NUMBER_UNKNOWN,))
        else:
            yield _Numbered(row, last, warnings)


def _ahead(waiting: Sequence[TaskLine], starts: Sequence[int], last: _Task, following: _Task) -> int:
    """From which of the waiting rows on they belong to the row that follows.

    Rows right under a head or a section row do, unless their measures speak of the last task rather than of the next.
    """
    if following.number == last.number:
        return len(waiting)
    ahead = len(waiting)
    for start in reversed(starts):
        group = waiting[start:ahead]
        balance = sum(_balance(row, last.name, following.name) for row in group)
        if last.number is not None and following.name and balance < 0:
            break
        ahead = start
    return 0 if last.number is None else ahead


def kinship(measures: str, task: str) -> int:
    """How many character pairs of a task's name its measures hold; words of every task do not count."""
    pairs = sum(pair in measures for pair in character_pairs(task))
    return pairs - sum(word in task and word in measures for word in _COMMON)


def _provision(numbered: _Numbered) -> Provision:
    """The provision of one row. A row that goes on with a task inherits its number and its name."""
    row, number = numbered.row, numbered.task.number
    task = row.task or numbered.task.name
    is_counted = row.code is not None or "number" not in row.head.roles
    values = TaskRow(
        row.code or (str(number) if number is not None else None),
        task.text or None,
        row.measures.text or None,
        row.deadline,
        row.departments.lead,
        row.departments.responsible,
        row.departments.assisting,
    )
    return Provision(
        ClauseKind.TABLE_ROW,
        Address(Step("row", number, named=not is_counted), row.sections, depth=0),
        values.number,
        _sentence(row, task, values),
        (row.line,),
        page=row.page,
        task=values,
        warnings=row.warnings + numbered.warnings,
    )


def _sentence(row: TaskLine, task: Traced, values: TaskRow) -> Traced:
    """The row as a sentence: task, measures, deadline, departments, other columns, by the printed names of columns."""
    text = [task, Traced(":", ()), row.measures] if task and row.measures else [task or row.measures]
    named = [
        (row.head.label(role), Traced(value, ()))
        for role, value in (
            ("deadline", values.deadline or ""),
            ("lead", "、".join(values.lead)),
            ("responsible", "、".join(values.responsible)),
            ("assisting", "、".join(values.assisting)),
        )
    ]
    for name, value in (*named, *row.beside):
        if value:
            text += [Traced(f"{'' if _is_ended(text) else '。'}{name}:", ()), value]
    return join(text if _is_ended(text) else [*text, Traced("。", ())])


def _is_ended(pieces: Sequence[Traced]) -> bool:
    last = next((p.text for p in reversed(pieces) if p), "")
    return not last or last.endswith(("。", "！", "？"))

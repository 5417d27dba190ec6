"""The cells of a task row under their columns, also where the OCR shifted, glued or split them.

A row is taken as it stands when its cells look like their columns. Else the cells are recognised by what they hold: the
deadline is the one to steer by, long sentences are measures, names are departments.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.findings import WarningCode
from corpus.language.numerals import numeral
from corpus.language.text import EMPTY, Traced, join
from corpus.printed.cells import NO_CELL, ORGAN_ENDS, CellText, is_none, is_time
from corpus.printed.columns import COLUMNS
from corpus.printed.departments import is_department_name

#: （十二）
_LONGEST_NUMERAL = 5
#: 1.1, 1-2, A3: a number of its own that does not count on.
_CODE = re.compile(r"(?=.*[0-9A-Za-z])[^\u4e00-\u9fff。\s]{1,8}")
_NUMBER = re.compile(r"(\d{1,3})(?:[.．、\s]+(\D.*)?)?", re.DOTALL)
#: The same as it stands before the task that is glued to it.
_BEFORE_TASK = re.compile(r"\d+[.．、\s]*")
#: A task is named in fewer characters than this, a measure in more.
_NAME_LENGTH = 40
#: The columns up to the deadline, by which cells are recognised, and one of departments.
_STEERING = 5
#: A list of departments is not longer than this.
_LONGEST_LIST = 400
#: A time that follows the name of a department without a space.
_BEHIND_NAME = re.compile(rf"(?<=[{ORGAN_ENDS}])(?=年底|(?:\d{{4}}年)?\d{{1,2}}月|长期)")


class _Kind(Enum):
    EMPTY = auto()
    NONE = auto()
    NUMBER = auto()
    TIME = auto()
    TIME_AND_NAMES = auto()
    NAMES = auto()
    NAME_OF_TASK = auto()
    SENTENCES = auto()


@dataclass(frozen=True, slots=True)
class Aligned:
    """A task row by column. ``code`` is a number such as 1.1, which does not count on; ``measures`` are paragraphs."""

    number: int | None
    code: str | None
    task: Traced
    measures: tuple[Traced, ...]
    deadline: CellText
    lead: CellText
    responsible: CellText
    assisting: CellText
    warnings: tuple[WarningCode, ...] = ()


def align(cells: Sequence[CellText], roles: Sequence[str]) -> Aligned:
    """The row under its columns; ``roles`` names the column at each position of the head."""
    columns = dict.fromkeys(COLUMNS, NO_CELL) | {r: c for r, c in zip(roles, cells, strict=False) if r}
    number, glued = _number(columns["number"])
    as_printed = Aligned(
        number,
        None if number else _code(columns["number"]),
        join(columns["task"].pieces),
        columns["measures"].pieces,
        columns["deadline"],
        columns["lead"],
        columns["responsible"],
        columns["assisting"],
    )
    if tuple(roles) != COLUMNS[: len(roles)] or len(roles) < _STEERING:
        return as_printed  # only the columns of most tables are known so well
    if _looks_right(columns) and not glued:
        return as_printed
    kinds = [_kind(cell, first=at == 0) for at, cell in enumerate(cells)]
    return _realigned(cells, kinds, number, glued)


def _looks_right(columns: dict[str, CellText]) -> bool:
    time, task, measures = (_kind(columns[c], first=False) for c in ("deadline", "task", "measures"))
    return (
        time in (_Kind.TIME, _Kind.EMPTY, _Kind.NONE)
        and task in (_Kind.NAME_OF_TASK, _Kind.EMPTY, _Kind.NAMES)
        and measures in (_Kind.SENTENCES, _Kind.NAME_OF_TASK, _Kind.EMPTY)
        and not (
            time is _Kind.EMPTY and any(is_time(columns[c].spaced) for c in ("lead", "responsible", "measures", "task"))
        )
    )


def _kind(cell: CellText, *, first: bool) -> _Kind:
    """What a cell holds, by its looks."""
    text = cell.text
    if not text:
        return _Kind.EMPTY
    if is_none(text):
        return _Kind.NONE
    if first and _NUMBER.fullmatch(cell.raw.strip(" \u3000*")):
        return _Kind.NUMBER
    if is_time(text):
        return _Kind.TIME
    if len(text) > _LONGEST_LIST or re.search(r"[。；]", text):
        return _Kind.SENTENCES
    if _split_time(cell):
        return _Kind.TIME_AND_NAMES
    tokens = _tokens(cell)
    if all(is_department_name(t) for t in tokens) and not re.search(r"[，,;]", text):
        return _Kind.NAMES
    return _Kind.SENTENCES if len(text) > _NAME_LENGTH else _Kind.NAME_OF_TASK


def _tokens(cell: CellText) -> list[str]:
    return _BEHIND_NAME.sub(" ", re.sub(r"\s+(?=[（(])", "", cell.spaced)).split()


def _split_time(cell: CellText) -> tuple[CellText, CellText] | None:
    """Deadline and departments that stand in one cell (年底前 市水务局, 市水务局年底前), apart; else ``None``."""
    tokens = _tokens(cell)
    times = [t for t in tokens if is_time(t)]
    names = [t for t in tokens if not is_time(t)]
    if not times or not names or not all(is_department_name(n) or is_none(n) for n in names):
        return None
    first = join(cell.pieces).runs[:1]
    time = Traced(times[0], (replace(first[0], start=0, end=0),) if first else ())
    unique = tuple(dict.fromkeys(times))
    return CellText((replace(time, text="；".join(unique)),), " ".join(unique)), CellText((EMPTY,), " ".join(names))


def _realigned(cells: Sequence[CellText], kinds: Sequence[_Kind], number: int | None, glued: Traced) -> Aligned:
    """The row by what its cells hold."""
    time = next((i for i, k in enumerate(kinds) if k in (_Kind.TIME, _Kind.TIME_AND_NAMES)), None)
    stop = time if time is not None else min(4, len(cells))
    start = 1 if number is not None or (kinds and kinds[0] is _Kind.EMPTY) else 0
    texts = [cells[i] for i in range(start, stop) if kinds[i] in (_Kind.SENTENCES, _Kind.NAME_OF_TASK)]
    early = [cells[i] for i in range(start, stop) if kinds[i] is _Kind.NAMES]
    task, measures = _task_and_measures(texts, glued, numbered=number is not None)
    deadline, names = _departments(cells, kinds, time)
    if early and time is not None:
        names = [early[0], *(n for n in names if n.text != early[0].text)]
    names += [NO_CELL] * 3
    only_glued = bool(glued) and time == len(COLUMNS) - 4
    warnings = [WarningCode.NUMBER_GLUED if only_glued else WarningCode.COLUMNS_SHIFTED]
    if time is None:
        warnings.append(WarningCode.DEADLINE_UNCLEAR)
    return Aligned(number, None, task, measures, deadline, names[0], names[1], names[2], tuple(warnings))


def _departments(
    cells: Sequence[CellText], kinds: Sequence[_Kind], time: int | None
) -> tuple[CellText, list[CellText]]:
    """The deadline and the cells of departments behind it; without a deadline, those at their positions."""
    if time is None:
        return NO_CELL, list(cells[4:7])
    deadline, names = cells[time], []
    if kinds[time] is _Kind.TIME_AND_NAMES and (split := _split_time(cells[time])):
        deadline, names = split[0], [split[1]]
    rest = time + 1
    while rest < len(cells) and kinds[rest] is _Kind.TIME:
        rest += 1
    return deadline, [*names, *cells[rest:]]


def _task_and_measures(
    texts: Sequence[CellText], glued: Traced, *, numbered: bool
) -> tuple[Traced, tuple[Traced, ...]]:
    """A short name at the head is the task, the others are measures; a task may be glued to its measure."""
    if glued:
        return glued, tuple(p for t in texts for p in t.pieces)
    if not texts:
        return EMPTY, ()
    head, rest = texts[0], texts[1:]
    if len(head.text) <= _NAME_LENGTH and not re.search("[。；]", head.text):
        return join(head.pieces), tuple(p for t in rest for p in t.pieces)
    pieces = [p for t in texts for p in t.pieces]
    name = re.match(r"[\u4e00-\u9fffA-Za-z]{4,18}(?=[ \u3000])", head.raw.strip(" *"))
    if numbered and name and pieces[0].text.startswith(name.group()):
        cut = len(name.group())
        return pieces[0][:cut], (pieces[0][cut:].strip(), *pieces[1:])
    return EMPTY, tuple(pieces)


def _number(cell: CellText) -> tuple[int | None, Traced]:
    """The number of a cell (3, 三, （3）, 3.), and the task that is glued to it (3.加强饮用水保护)."""
    match = _NUMBER.fullmatch(cell.raw.strip(" \u3000*"))
    if not match:
        value = numeral(cell.text) if 0 < len(cell.text) <= _LONGEST_NUMERAL and "." not in cell.text else None
        return value or None, EMPTY
    reading = join(cell.pieces)
    before = _BEFORE_TASK.match(reading.text)
    return int(match[1]), reading[before.end() :].strip() if before and match[2] else EMPTY


def _code(cell: CellText) -> str | None:
    return cell.text if _CODE.fullmatch(cell.text) else None

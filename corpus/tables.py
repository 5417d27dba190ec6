"""Tables of an annex: each row with its task, under its section, at its address.

Each printed page is a block of its own with the head repeated, in changing words. All blocks of an annex are one
table. A row without a number goes on with the task before it, but the number of a merged group is centred: rows that
come without a number right under a head or a section row belong to the number that follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.alignment import COLUMNS, align
from corpus.cells import CellText, deadline, departments, split_row
from corpus.figures import NO_HEAD, Columns, goes_on_head, is_stray
from corpus.findings import WarningCode
from corpus.lines import LOST_PAGE, Line, is_head
from corpus.model import ClauseKind, Step, TaskRow
from corpus.numbering import Level, marker
from corpus.provisions import Address, Heading, Provision
from corpus.text import EMPTY, Traced, join

_ROLES = (
    ("number", re.compile(r"序号|编号")),
    ("deadline", re.compile(r"时限|时间|期限|进度")),
    ("measures", re.compile(r"措施|内容|举措|要求|任务分解")),
    ("task", re.compile(r"任务|工作|事项|项目|目标")),
    ("lead", re.compile(r"牵头")),
    ("assisting", re.compile(r"协办|配合|协同|参与|协助")),
    ("responsible", re.compile(r"责任|主责|主要|主管|主体|负责|单位|部门")),
)
#: A phrase of so many characters that stands twice in a cell was made up by the OCR.
_REPEATED = 16
#: A number this far off the count is the number of a page.
_FAR = 8
_LONG = 14
#: Words of every task, which make no two of them akin.
_COMMON = ("加强", "推进", "强化", "完善", "开展", "管理", "建设", "污染", "工作", "提升")


@dataclass(frozen=True, slots=True)
class _Row:
    """One data row, its cells put under their columns."""

    line: Line
    number: int | None
    task: Traced
    measures: Traced
    deadline: str | None
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    assisting: tuple[str, ...]
    page: int | None
    section: Heading | None
    warnings: tuple[WarningCode, ...]
    fresh: bool = False  # it stands first under a head or a section row


@dataclass(frozen=True, slots=True)
class TableReading:
    """The rows of a part as provisions in printed order, and the lines of heads, section rows and rules."""

    provisions: tuple[Provision, ...]
    heads: tuple[Line, ...]


def read_table(rows: Sequence[Line], page: int | None) -> TableReading:
    """The rows of one part. ``page`` is the printed page of the first head."""
    reader = TableReader(page)
    reader.add_all(rows)
    return TableReading(tuple(reader.provisions), tuple(reader.head_lines))


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one part in printed order. ``page`` is the printed page of the first head."""

    page: int | None = None
    provisions: list[Provision] = field(default_factory=list)
    head_lines: list[Line] = field(default_factory=list)
    _heads: int = 0
    _roles: tuple[str, ...] = ()
    _columns: Columns = NO_HEAD
    _section: Heading | None = None
    _sections: dict[str, Heading] = field(default_factory=dict)
    _waiting: list[_Row] = field(default_factory=list)  # rows whose number may follow
    _fresh: bool = True  # nothing but a head or a section row came since
    _last: int | None = None
    _task: Traced = EMPTY

    def add_all(self, lines: Sequence[Line]) -> None:
        """Places all rows of the annex."""
        for line in lines:
            if is_head(line.raw):
                self._head(line)
            elif self._roles:
                self._task_row(line)
            else:
                self._figures(line)
        self.close()

    def close(self) -> None:
        """Places the rows that still wait for their number with the task before them."""
        self._place_waiting(None)

    def _head(self, line: Line) -> None:
        names = [cell.text.replace("\n", "") for cell in split_row(line.raw, line.number)]
        self._columns = Columns(tuple(names), tuple(names))
        self._roles = _roles(names)
        self._heads += 2 if self._heads and line.blanks >= LOST_PAGE else 1
        self._fresh = True
        self.head_lines.append(line)

    @property
    def _at_page(self) -> int | None:
        return None if self.page is None or not self._heads else self.page + self._heads - 1

    def _task_row(self, line: Line) -> None:
        cells = split_row(line.raw, line.number)
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and self._enter_section(filled[0].pieces[0]):
            self.head_lines.append(line)
            self._fresh = True
            return
        row = self._read(line, cells)
        if row.number is None:
            self._waiting.append(replace(row, fresh=self._fresh))
        else:
            self._numbered(row)

    def _enter_section(self, text: Traced) -> bool:
        """Whether the text heads a section of the table; if so, the section is open."""
        found = marker(text.text)
        if not found or found.level is not Level.SECTION:
            return False
        title = text.text[found.length :].strip()
        self._section = self._sections.get(found.label + title)  # the title may be repeated on the next page
        if self._section is None:
            key = f"section {found.label}{title}"
            self._section = self._sections[found.label + title] = Heading(found.step, found.label, title, key)
        return True

    def _numbered(self, row: _Row) -> None:
        """A row with a number; of the rows before it without one, each goes with it or with the task before."""
        self._place_waiting(row)
        expected = (self._last, (self._last or 0) + 1)
        odd = self._last is not None and row.number not in expected
        if row.number != self._last or row.task:
            self._task = row.task
        self._last = row.number
        self._put(row, row.number, self._task, (WarningCode.NUMBER_OUT_OF_ORDER,) if odd else ())
        self._fresh = False

    def _place_waiting(self, following: _Row | None) -> None:
        """Gives the rows that wait a number: that of the task before them, or of the row that follows."""
        waiting, self._waiting = self._waiting, []
        ahead = _ahead(waiting, following, self._last, self._task)
        for at, row in enumerate(waiting):
            if following is not None and at >= ahead:
                self._put(row, following.number, following.task, (WarningCode.NUMBER_FROM_NEXT_ROW,))
            else:
                self._put(row, self._last, self._task, (WarningCode.NUMBER_UNKNOWN,) if self._last is None else ())

    def _put(self, row: _Row, number: int | None, task: Traced, warnings: tuple[WarningCode, ...]) -> None:
        """The clause of one row. A continuation row inherits number and task."""
        step = Step("row", number, named=True)
        values = TaskRow(
            str(number) if number is not None else None, (row.task or task).text or None, row.measures.text or None,
            row.deadline, row.lead, row.responsible, row.assisting,
        )  # fmt: skip
        provision = Provision(
            ClauseKind.TABLE_ROW,
            Address(step, (row.section,) if row.section else (), depth=0),
            values.number,
            _sentence(row.task or task, row.measures, values),
            (row.line,),
            page=row.page,
            task=values,
            warnings=row.warnings + warnings,
        )
        self.provisions.append(provision)

    def _read(self, line: Line, cells: Sequence[CellText]) -> _Row:
        """The row's cells under their columns; a section title inside a measure opens that section."""
        row = align(cells, self._roles)
        pieces, number, warnings = list(row.measures), row.number, row.warnings
        if len(pieces) > 1 and self._enter_section(pieces[0]):
            pieces = pieces[1:]
        elif pieces and (cut := _section_in(pieces[0])) and self._enter_section(pieces[0][:cut]):
            pieces[0] = pieces[0][cut:].strip()
            warnings += (WarningCode.SECTION_IN_MEASURES,)
        if number is not None and self._last is not None and abs(number - self._last) > _FAR:
            number, warnings = None, (*warnings, WarningCode.PAGE_NUMBER_IN_CELL)
        reading = join(pieces, "\n") if pieces else EMPTY
        if not reading:
            warnings += (WarningCode.MEASURES_LOST,)
        elif _repeats(reading.text):
            warnings += (WarningCode.REPEATED_TEXT,)
        lead, responsible, assisting = departments(row.lead, row.responsible, row.assisting)
        return _Row(
            line, number, row.task, reading, deadline(row.deadline), lead, responsible, assisting,
            self._at_page, self._section, warnings,
        )  # fmt: skip

    def _figures(self, line: Line) -> None:
        """A row of figures. What goes on with the head right above it, and a row without text, is no data."""
        cells = split_row(line.raw, line.number)
        if is_stray(cells):
            self.head_lines.append(line)
        elif self._fresh and self._heads and goes_on_head(cells):
            self.head_lines.append(line)
            self._columns = self._columns.over(cells)
        else:
            row = self._columns.read(cells)
            self.provisions.append(
                Provision(
                    ClauseKind.TABLE_ROW,
                    Address(Step("row")),
                    row.label,
                    row.reading,
                    (line,),
                    page=self._at_page,
                    cells=row.cells,
                    warnings=row.warnings,
                )
            )
        self._fresh = False


def _roles(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of a task table by their names, by their places where a name says nothing; empty for other tables."""
    if not names or not _ROLES[0][1].search(names[0]):
        return ()
    roles: list[str] = []
    for at, name in enumerate(names):
        found = next((role for role, pattern in _ROLES if role not in roles and pattern.search(name)), None)
        roles.append(found or (COLUMNS[at] if at < len(COLUMNS) and COLUMNS[at] not in roles else ""))
    return tuple(roles)


def _ahead(waiting: Sequence[_Row], following: _Row | None, last: int | None, task: Traced) -> int:
    """From which of the waiting rows on they belong to the row that follows: the number of a merged group is centred.

    Rows right under a head or a section row belong to the next number, unless their measures speak of the last task
    rather than of the next one. Any other row goes on with the last task.
    """
    if following is None or following.number == last:
        return len(waiting)
    starts = [at for at, row in enumerate(waiting) if row.fresh]
    ahead = len(waiting)
    for start in reversed(starts):
        group = waiting[start:ahead]
        near = sum(kinship(row.measures.text, following.task.text) for row in group)
        far = sum(kinship(row.measures.text, task.text) for row in group)
        if last is not None and following.task and near < far:
            break
        ahead = start
    return 0 if last is None else ahead


def kinship(measures: str, task: str) -> int:
    """How many character pairs of a task's name its measures hold; words of every task do not count."""
    pairs = sum(task[i : i + 2] in measures for i in range(len(task) - 1))
    return pairs - sum(word in task and word in measures for word in _COMMON)


def _section_in(piece: Traced) -> int | None:
    """Where a section title at the head of a measure ends: before two printed spaces."""
    found = marker(piece.text)
    if not found or found.level is not Level.SECTION:
        return None
    gaps = [
        a.end for a, b in zip(piece.runs, piece.runs[1:], strict=False) if b.column - (a.column + a.end - a.start) > 1
    ]
    return gaps[0] if gaps and gaps[0] <= _LONG * 2 else None


def _repeats(text: str) -> bool:
    """Whether a phrase of 16 characters stands twice; every fourth place is tried, which finds any of 19."""
    if len(text) < 2 * _REPEATED:
        return False
    seen = {text[i : i + _REPEATED] for i in range(0, len(text) - _REPEATED + 1, 4)}
    if len(seen) < len(range(0, len(text) - _REPEATED + 1, 4)):
        return True
    return any(text.find(phrase, text.find(phrase) + 1) > 0 for phrase in seen)


def _sentence(task: Traced, measures: Traced, row: TaskRow) -> Traced:
    """The row as a sentence: task, measures, deadline, departments."""
    pieces: list[Traced] = []
    if task and measures:
        pieces += [task, Traced(":", ()), measures]
    else:
        pieces.append(task or measures)
    for name, value in (
        ("完成时限", row.deadline),
        ("牵头部门", "、".join(row.lead)),
        ("主责单位", "、".join(row.responsible)),
        ("协办单位", "、".join(row.assisting)),
    ):
        if value:
            pieces += [Traced(f"{'' if _ended(pieces) else '。'}{name}:{value}", ())]
    if not _ended(pieces):
        pieces.append(Traced("。", ()))
    return join(pieces)


def _ended(pieces: Sequence[Traced]) -> bool:
    last = next((p.text for p in reversed(pieces) if p), "")
    return not last or last.endswith(("。", "！", "？"))

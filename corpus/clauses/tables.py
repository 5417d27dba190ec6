"""Tables of a part: what each row is, what stands above it, and its provision.

Each printed page begins with the head once more, in changing words, so that heads count pages; all tables of tasks of a
part are one. Rows are classified first, numbers are given second, provisions are made third.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.clauses.alignment import Aligned, align
from corpus.clauses.figures import figure_row, filled_down, is_stray
from corpus.clauses.provisions import Address, Heading, Provision
from corpus.clauses.sections import NO_SECTIONS, Sections, row_title, title_in
from corpus.clauses.table_heads import NO_HEAD, TableHead, flat, goes_on_head, head_of
from corpus.clauses.tasks import TaskLine, task_rows
from corpus.findings import WarningCode
from corpus.language.text import Traced, join
from corpus.model import ClauseKind, Step
from corpus.printed.cells import CellText, is_none, printed_deadline
from corpus.printed.columns import is_head
from corpus.printed.departments import departments
from corpus.printed.lines import LOST_PAGE, Line
from corpus.printed.paragraphs import NOTE
from corpus.printed.rows import Row

#: A phrase of so many characters that stands twice in a cell was made up by the OCR.
_REPEATED = 16


@dataclass(frozen=True, slots=True)
class TableReading:
    """The rows of a part as provisions in printed order, and the lines of heads, section rows and rules."""

    provisions: tuple[Provision, ...]
    heads: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a row: the head, the heads so far from the page of the first on, the open sections.

    ``opens``: no data came since a head or a section row; ``head_line`` is the line right above where it is of a head;
    ``record`` are the cells of the last row of a table that is not one of tasks.
    """

    page: int | None
    heads: int = 0
    head: TableHead = NO_HEAD
    head_line: Line | None = None
    sections: Sections = NO_SECTIONS
    opens: bool = True
    record: tuple[CellText, ...] = ()

    @property
    def at_page(self) -> int | None:
        """The printed page of a row: each begins with the head."""
        return None if self.page is None or not self.heads else self.page + self.heads - 1


@dataclass(frozen=True, slots=True)
class _Title:
    """A section row."""

    line: Line
    reading: Traced
    path: tuple[Heading, ...]


#: What a row comes to: a task, another provision, the title of a section, or a line of a head or a rule.
_Item = TaskLine | Provision | _Title | Line


def has_centred_numbers(lines: Iterable[Line]) -> bool:
    """Whether the tables of a document print the number of a merged group beside a row in its middle.

    Then a row without a number stands first in a section; else the number stands beside the first row of its group.
    """
    rows = [line.row for line in lines if line.row and any(line.row.cells)]
    return any(
        not row.cells[0] and len(row.filled) > 1 and row_title(title, ("number",)) for title, row in pairwise(rows)
    )


def read_table(rows: Sequence[Line], page: int | None, *, is_centred: bool = False) -> TableReading:
    """The rows of one part. ``page`` is the printed page of the first head.

    ``is_centred``: the numbers of merged groups are, see :func:`has_centred_numbers`.
    """
    read = [*_items(rows, _Above(page))]
    tasks = task_rows([item for item in read if isinstance(item, TaskLine)], is_centred=is_centred)
    items = [*_without_titles([next(tasks) if isinstance(item, TaskLine) else item for item in read])]
    provisions = tuple(item for item in items if isinstance(item, Provision))
    return TableReading(provisions, tuple(item for item in items if isinstance(item, Line)))


def _without_titles(items: Sequence[Provision | _Title | Line]) -> Iterator[Provision | Line]:
    """The items, each title as the line of a heading; one under which nothing stands is a provision, not to be lost."""
    used = {heading.key for item in items for heading in _headings(item)}
    for item in items:
        if not isinstance(item, _Title):
            yield item
        elif item.path[-1].key in used:
            yield item.line
        else:
            used.add(item.path[-1].key)
            yield _lone_title(item)


def _headings(item: Provision | _Title | Line) -> tuple[Heading, ...]:
    """The headings above an item."""
    if isinstance(item, Provision):
        return item.address.path
    return item.path[:-1] if isinstance(item, _Title) else ()


def _lone_title(title: _Title) -> Provision:
    *path, own = title.path
    address = Address(own.step, tuple(path), own.key)
    return Provision(ClauseKind.SECTION, address, own.label, title.reading, (title.line,))


def _items(rows: Iterable[Line], above: _Above) -> Iterator[_Item]:
    """What each row is, in printed order."""
    for line in rows:
        above, item = _read(above, line, line.row or Row(()))
        yield item


def _read(above: _Above, line: Line, row: Row) -> tuple[_Above, _Item]:
    """What a row is, and what stands above the next one."""
    if row.opens and abs(len(row.cells) - len(above.head.printed)) > 1:
        above = replace(above, head=NO_HEAD, sections=NO_SECTIONS, record=())
    filled = row.filled
    if not filled:
        return above, line
    if under := _under_head(above, line, row):
        return under, line
    below = replace(above, head_line=None) if above.head_line else above
    if len(filled) == 1 and (title := row_title(row, above.head.roles)):
        reading, found = title
        text = reading.text[found.length :].strip() if found else reading.text
        sections = above.sections.entered(found, text)
        return replace(below, sections=sections, opens=True), _Title(line, reading, sections.path)
    if len(filled) == 1 and (row.spans or NOTE.match(filled[0].text)):
        return below, Provision(ClauseKind.PARAGRAPH, Address(Step("para")), None, filled[0].reading, (line,))
    if above.head.roles:
        return _task(below, line, row.cells)
    if is_stray(row.cells):
        return replace(below, opens=False), line
    cells = filled_down(row.cells, above.record)
    return replace(below, opens=False, record=cells), _record(above, line, cells)


def _under_head(above: _Above, line: Line, row: Row) -> _Above | None:
    """What stands above the next row when this one is a head, or one more line of it; else ``None``."""
    if above.head_line and _goes_on(above.head, line, row):
        return replace(above, head=above.head.over(row.cells), head_line=line)
    if not row.is_head and not (above.head.printed and tuple(flat(row.cells)) == above.head.printed):
        return None
    pages = 2 if above.heads and line.blanks >= LOST_PAGE else 1
    return replace(above, head=head_of(row.cells), heads=above.heads + pages, head_line=line, opens=True, record=())


def _goes_on(head: TableHead, line: Line, row: Row) -> bool:
    """Whether the row right under a line of a head is one more line of it, and no data."""
    if row.is_head:
        return not line.blanks and tuple(flat(row.cells)) != head.printed
    return goes_on_head(row.cells, head) and (not head.roles or is_head(flat(row.cells)))


def _record(above: _Above, line: Line, cells: Sequence[CellText]) -> Provision:
    """A row of a table that is not one of tasks."""
    row = figure_row(cells, above.head)
    return Provision(
        ClauseKind.TABLE_ROW,
        Address(Step("row"), above.sections.path, depth=0),
        row.label,
        row.reading,
        (line,),
        page=above.at_page,
        cells=row.cells,
        warnings=row.warnings,
    )


def _task(above: _Above, line: Line, cells: Sequence[CellText]) -> tuple[_Above, TaskLine]:
    """A row of a task table; a section title inside a measure opens that section."""
    row = align(cells, above.head.roles)
    pieces, warnings = row.measures, row.warnings
    if title := title_in(pieces):
        reading, found, rest = title
        warnings = (*warnings, WarningCode.SECTION_IN_MEASURES) if len(pieces) == 1 else warnings
        above = replace(above, sections=above.sections.entered(found, reading.text[found.length :].strip()))
        pieces = tuple(rest)
    measures = join(pieces, "\n")
    task = TaskLine(
        line,
        above.head,
        above.at_page,
        above.sections.path,
        above.opens,
        row.number,
        row.code,
        row.task,
        measures,
        printed_deadline(row.deadline),
        departments(row.lead, row.responsible, row.assisting),
        _beside(row, above.head, cells),
        (*warnings, *_faults(measures.text, above.head)),
    )
    return replace(above, opens=False) if above.opens else above, task


def _beside(row: Aligned, head: TableHead, cells: Sequence[CellText]) -> tuple[tuple[str, Traced], ...]:
    """What stands in other columns than those of a task, by their names; a shifted row has none."""
    if row.warnings:
        return ()
    columns = zip(head.lowest, head.roles, cells, strict=False)
    return tuple((n, join(c.pieces)) for n, role, c in columns if n and not role and c and not is_none(c.text))


def _faults(measures: str, head: TableHead) -> tuple[WarningCode, ...]:
    """What is wrong with the measures of a row."""
    if not measures:
        return (WarningCode.MEASURES_LOST,) if "measures" in head.roles else ()
    return (WarningCode.REPEATED_TEXT,) if _repeats(measures) else ()


def _repeats(text: str) -> bool:
    """Whether a phrase of 16 characters stands twice; every fourth position is tried, which finds any of 19."""
    if len(text) < 2 * _REPEATED:
        return False
    places = range(len(text) - _REPEATED + 1)
    tried = {text[at : at + _REPEATED]: at for at in places[::4]}
    return any(tried.get(text[at : at + _REPEATED], at) != at for at in places)

"""Rows of tables: the cells of a printed row, and where tables stand in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.language.numbering import Level, marker
from corpus.language.text import clean
from corpus.printed.cells import CellText

#: A table goes on after at most so many other lines: the number of a page, its running foot and head.
PAGE_LINES = 4
#: The title of a section of a table is not longer.
_LONGEST_SECTION = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in printed order, none for a rule (``|---|``, ``</table>``).

    ``is_head``: it names columns, as the print marks it or by its words. ``spans``: its one cell spans all columns.
    ``opens``: it is the first of a table.
    """

    cells: tuple[CellText, ...]
    is_head: bool = False
    spans: bool = False
    opens: bool = False

    @property
    def filled(self) -> tuple[CellText, ...]:
        """The cells that hold text."""
        return tuple(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row with its first and last printed line, 1-based. Several rows may share one printed line."""

    first: int
    last: int
    row: Row


#: The rows of one table in printed order.
PrintedTable = Sequence[PrintedRow]


def nearby(numbers: Iterable[int], lines: Sequence[str]) -> Iterator[list[int]]:
    """Ascending line numbers in groups: within a group at most ``PAGE_LINES`` other non-blank lines stand between.

    None of these is the caption of another table.
    """
    group: list[int] = []
    for number in numbers:
        if group and (others_between(lines, group[-1], number) > PAGE_LINES or _captioned(lines, group[-1], number)):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


#: The caption of a table, 表2　主要产品产量, and not of the rest of one: 表2（续）.
_CAPTION = re.compile(
    r"[\s\u3000#*]*表\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[-—.]\d{1,3})?(?![^。]{0,60}续)[\s\u3000:：.、]"
)


def _captioned(lines: Sequence[str], before: int, after: int) -> bool:
    """Whether the caption of a table stands between two line numbers that are near each other."""
    return any(_CAPTION.match(lines[number - 1]) for number in range(before + 1, after))


def others_between(lines: Sequence[str], before: int, after: int) -> int:
    """The non-blank lines between two line numbers, counted no further than needed."""
    count = 0
    for number in range(before + 1, after):
        count += bool(lines[number - 1].strip())
        if count > PAGE_LINES:
            break
    return count


def is_section_line(raw: str) -> bool:
    """Whether a line without columns may be the title of a section of the table around it."""
    text = clean(raw.strip(), 1).text if len(raw) < 3 * _LONGEST_SECTION else ""
    found = marker(text)
    return bool(found and found.level in (Level.SECTION, Level.SUBSECTION) and not text.endswith("。"))

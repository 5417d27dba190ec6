"""The head of a table: the names of its columns, which may stand on several lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.printed.cells import CellText
from corpus.printed.columns import task_roles

#: The printed name of a column of a task table, where its head prints none or one too long to be a label.
_USUAL = {"deadline": "完成时限", "lead": "牵头部门", "responsible": "责任单位", "assisting": "协办单位"}
_LONGEST_LABEL = 14
#: A cell that is a figure: 1,200.5, （3）, 12%, 5—8.
FIGURE = re.compile(r"[\d.,()（）%％—\-]*\d[\d.,()（）%％—\-]*")
_DISTRICT = re.compile(r"[区县市计]$|^全市")


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of a table.

    ``names`` of the columns by all lines of the head, none where its lines do not fit; ``printed`` on its first line;
    ``lowest`` on the last line that names a column; ``roles`` of the columns where the table is one of tasks.
    """

    names: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    lowest: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def label(self, role: str) -> str:
        """The printed name of a column of a task table."""
        names = [name for name, own in zip(self.lowest, self.roles, strict=False) if own == role]
        return names[0] if names and 0 < len(names[0]) <= _LONGEST_LABEL else _USUAL[role]

    def over(self, cells: Sequence[CellText]) -> "TableHead":
        """The head with the row under it as one more line."""
        below = flat(cells)
        below += [""] * (len(self.names) - len(below))
        if len(below) != len(self.names) or (self.names[0] and below[0] not in ("", self.names[0])):
            return replace(self, names=(), roles=())
        names = tuple(_joined(self.names, below))
        lowest = tuple(under or name for name, under in zip(self.lowest, below, strict=True))
        return TableHead(names, self.printed, lowest, task_roles(names))


NO_HEAD = TableHead()


def head_of(cells: Sequence[CellText]) -> TableHead:
    """The head of one line."""
    names = tuple(flat(cells))
    return TableHead(names, names, names, task_roles(names))


def flat(cells: Sequence[CellText]) -> list[str]:
    """The texts of cells on one line."""
    return [cell.text.replace("\n", "") for cell in cells]


def goes_on_head(cells: Sequence[CellText], head: TableHead) -> bool:
    """Whether the row right under a head is one more line of it.

    It has no sentences and no figures, and nothing in its first column but the head's own first name; a line of names
    that stand in it twice (全年, 一季度, 全年, 一季度) have shifted to the left.
    """
    texts = flat(cells)
    filled = [text for text in texts if text]
    if any(FIGURE.fullmatch(text) or "。" in text for text in filled) or _DISTRICT.search(texts[0]):
        return False
    return texts[0] in ("", *head.names[:1]) or len({*filled}) < len(filled)


def _joined(names: Sequence[str], below: Sequence[str]) -> list[str]:
    """The names of columns by two lines: a name above stands over all columns up to the next one."""
    above = ""
    joined: list[str] = []
    for name, under in zip(names, below, strict=True):
        above = name or (above if under else "")
        joined.append(above if under == above else above + under)
    return joined

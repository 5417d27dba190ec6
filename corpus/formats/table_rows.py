"""Ruled tables as rows of HTML, one on a line; a row that the end of a page cuts is one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.formats.line_text import TextLine, add_break, add_line, ended_early
from corpus.formats.page_content import PageContent, Segment
from corpus.formats.page_layout import PageTable, visual_lines
from corpus.formats.ruled_tables import RuledCell
from corpus.language.numbering import marker
from corpus.language.text import ends_sentence
from corpus.model import PageBox
from corpus.printed.departments import ends_between_names

#: A name in a narrow column is no longer than so many lines.
_NAME_LINES = 8


@dataclass(slots=True)
class TableCell:
    """A cell with its printed lines, each with the right edge of the text on its page, in points."""

    place: RuledCell
    lines: list[tuple[Sequence[Segment], float]]

    @property
    def texts(self) -> list[str]:
        """What its lines say."""
        return ["".join(segment.text for segment in line) for line, _ in self.lines]

    @property
    def text(self) -> str:
        """What it says, without spaces."""
        return "".join(self.texts)

    def is_cut_before(self, after: "TableCell") -> bool:
        """Whether it ends in the middle of a sentence, at the end of a line that is full."""
        if not self.lines or not after.lines or ends_sentence(self.text):
            return False
        line, edge = self.lines[-1]
        return not ended_early(max(segment.right for segment in line), edge, after.lines[0][0])


@dataclass(slots=True)
class TableRow:
    """The cells that begin in a row, from left to right, and the boxes of the row."""

    cells: list[TableCell]
    boxes: list[PageBox] = field(default_factory=list)

    @property
    def texts(self) -> tuple[str, ...]:
        """What its cells say."""
        return tuple(cell.text for cell in self.cells)

    def goes_on_with(self, after: "TableRow") -> bool:
        """Whether the first row of the next page goes on with this one: its first cell is empty, others go on.

        A cell that is empty or had come to the end of a sentence does not go on: such a row is another one.
        """
        ours = {cell.place.column: cell for cell in self.cells}
        filled = [cell for cell in after.cells if cell.text]
        said = [ours.get(cell.place.column, cell).text for cell in filled]
        if any(cell.place.column == 0 for cell in filled) or any(map(ends_sentence, said)):
            return False
        return any(ours[cell.place.column].is_cut_before(cell) for cell in filled if cell.place.column in ours)

    def go_on(self, after: "TableRow") -> None:
        """Takes the cells of a row of the next page as what follows in its own."""
        ours = {cell.place.column: cell for cell in self.cells}
        for cell in after.cells:
            if cell.place.column in ours:
                ours[cell.place.column].lines += cell.lines
        self.boxes += after.boxes

    def line(self) -> TextLine:
        """The row as a line of HTML."""
        line = TextLine(boxes=list(self.boxes))
        line.add("<tr>")
        for cell in self.cells:
            line.add(f"<td{_span('row', cell.place.down)}{_span('col', cell.place.across)}>")
            _add_cell(line, cell)
            line.add("</td>")
        line.add("</tr>")
        return line


def table_rows(content: PageContent, block: PageTable) -> list[TableRow]:
    """The rows of the table of one page."""
    table, padding = block.table, _padding(block)
    rows = [TableRow([]) for _ in table.ys[1:]]
    for cell, text in zip(table.cells, block.texts, strict=True):
        edge = table.xs[cell.column + cell.across] - padding
        rows[cell.row].cells.append(TableCell(cell, [(line, edge) for line in visual_lines(text)]))
    for at, row in enumerate(rows):
        row.boxes.append(content.box(table.xs[0], table.ys[at], table.xs[-1], table.ys[at + 1]))
    return rows


def _span(name: str, count: int) -> str:
    return f' {name}span="{count}"' if count > 1 else ""


def _padding(block: PageTable) -> float:
    """The least space between a text and the right edge of its cell, in points."""
    table = block.table
    spaces = [
        table.xs[cell.column + cell.across] - segment.right
        for cell, text in zip(table.cells, block.texts, strict=True)
        for segment in text
    ]
    return max(0.0, min(spaces, default=0.0))


def _add_cell(line: TextLine, cell: TableCell) -> None:
    """Adds the text of a cell: a line that ended early ends a paragraph, as does one name of a list."""
    texts = cell.texts
    start = 0
    for at, (printed, _) in enumerate(cell.lines):
        if at and (_ended_early(cell, at) or marker(texts[at]) or _ends_name(texts, start, at)):
            line.add("<br>")
            start = at
        elif at:
            add_break(line, cell.lines[at - 1][0][-1], printed[0])
        add_line(line, printed, escaped=True)


def _ended_early(cell: TableCell, at: int) -> bool:
    """Whether the first word of this line would have fitted behind the one before."""
    before, edge = cell.lines[at - 1]
    return ended_early(max(segment.right for segment in before), edge, cell.lines[at][0])


def _ends_name(texts: Sequence[str], start: int, at: int) -> bool:
    """Whether a name ends before a line and another begins with it; narrow columns break names over lines."""
    return ends_between_names("".join(texts[max(start, at - _NAME_LINES) : at]), "".join(texts[at : at + _NAME_LINES]))

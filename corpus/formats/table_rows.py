"""Ruled tables as rows of HTML, one on a line; a row that the end of a page cuts is one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.formats.line_text import TextLine, add_break, add_line, had_room
from corpus.formats.page_content import PageContent, Segment
from corpus.formats.page_layout import PageTable, visual_lines
from corpus.formats.ruled_tables import RuledCell
from corpus.language.numbering import marker
from corpus.language.text import ends_sentence
from corpus.model import PageBox


@dataclass(slots=True)
class TableCell:
    """A cell with the text of each page that it goes on over, and the right edge of the text there, in points."""

    place: RuledCell
    parts: list[tuple[Sequence[Segment], float]]

    @property
    def text(self) -> str:
        """What it says, without spaces."""
        return "".join(s.text for segments, _ in self.parts for line in visual_lines(segments) for s in line)


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

        A cell goes on where it is in the middle of a sentence.
        """
        ours = {cell.place.column: cell for cell in self.cells}
        texts = {cell.place.column: cell.text for cell in after.cells}
        filled = [column for column, text in texts.items() if text]
        if not filled or texts.get(0, "") or any(column not in ours for column in filled):
            return False
        return any(ours[c].text and not ends_sentence(ours[c].text) for c in filled) and all(
            ours[column].text for column in filled
        )

    def go_on(self, after: "TableRow") -> None:
        """Takes the cells of a row of the next page as what follows in its own."""
        ours = {cell.place.column: cell for cell in self.cells}
        for cell in after.cells:
            if cell.place.column in ours:
                ours[cell.place.column].parts += cell.parts
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
        rows[cell.row].cells.append(TableCell(cell, [(text, table.xs[cell.column + cell.across] - padding)]))
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
    """Adds the text of a cell: a line that had room for the next word ends a paragraph."""
    before: list[Segment] = []
    end = 0.0
    for segments, edge in cell.parts:
        for printed in visual_lines(segments):
            if before and (had_room(max(s.right for s in before), end, printed) or marker(printed[0].text)):
                line.add("<br>")
            elif before:
                add_break(line, before[-1], printed[0])
            add_line(line, printed, escaped=True)
            before, end = printed, edge

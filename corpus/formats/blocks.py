"""What a file says of its paragraphs and tables, and the lines that they are printed as: a row of data on one line.

A paragraph begins with an indent, so that none is taken for the rest of the one before it; what follows a soft break
has none. But where every line of a print became a paragraph, as converters write them, the indents are those of the
file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import takewhile

from corpus.language.numerals import whole_date
from corpus.printed.columns import is_head, opens_table
from corpus.printed.layout import layout
from corpus.printed.lines import scan

_INDENT = "\u3000\u3000"
#: What the text of a paragraph would be taken for that is no mark-up.
_LIKE_MARK_UP = re.compile(r"<(?=[A-Za-z/!])|&(?=[A-Za-z#])")
#: A table with so many filled cells in a row holds data, whatever its head.
_COLUMNS = 3
#: A cell over more rows is followed by an empty one, as the readers of tables know no larger span.
LONGEST_SPAN = 999


@dataclass(frozen=True, slots=True)
class BlockParagraph:
    """A paragraph: its printed lines, which soft breaks part.

    ``is_indented``: the first one is, by a property or by spaces. ``is_note``: it is a footnote or an endnote.
    """

    lines: tuple[str, ...]
    is_indented: bool = False
    is_note: bool = False


@dataclass(slots=True)
class BlockCell:
    """A cell over ``across`` columns and ``down`` rows."""

    blocks: "list[TextBlock]" = field(default_factory=list)
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row without the cells from above. ``is_head``: it is repeated at the head of each page."""

    cells: tuple[BlockCell, ...]
    is_head: bool


@dataclass(frozen=True, slots=True)
class BlockTable:
    """A table."""

    rows: tuple[BlockRow, ...]


TextBlock = BlockParagraph | BlockTable


def printed_blocks(blocks: Sequence[TextBlock]) -> str:
    """The text of the blocks of a file, in printed order."""
    as_indented = _text(blocks, indents=False)
    return as_indented if layout(scan(as_indented)).is_broken else _text(blocks, indents=True)


def _text(blocks: Iterable[TextBlock], *, indents: bool) -> str:
    """The text of blocks; of empty lines that follow one another the first, as they are space and no page is lost."""
    lines: list[str] = []
    for line in block_lines(blocks, indents=indents):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines)


def block_lines(blocks: Iterable[TextBlock], *, indents: bool = True) -> Iterator[str]:
    """The lines of blocks. ``indents``: each paragraph has an indent, else those that have one in the file."""
    for block in blocks:
        if not isinstance(block, BlockTable):
            yield from _paragraph_lines(block, _INDENT if indents or block.is_indented else "")
        elif _is_data(block):
            yield from _table_lines(block)
        else:
            yield from _layout_lines(block, indents=indents)


def _paragraph_lines(paragraph: BlockParagraph, indent: str) -> Iterator[str]:
    for line in paragraph.lines:
        yield indent + _LIKE_MARK_UP.sub(lambda m: escape(m.group()), line) if line else ""
        indent = "" if line else indent


def _is_data(table: BlockTable) -> bool:
    """Whether a table holds data and is no layout: three columns, or two under a head, and several rows."""
    rows = [[_flat(cell) for cell in row.cells] for row in table.rows]
    widest = max((sum(map(bool, row)) for row in rows), default=0)
    if len(rows) < 2 or widest < 2:  # noqa: PLR2004 - less is no table
        return False
    return widest >= _COLUMNS or is_head(rows[0]) or opens_table(rows[0], rows[1:4])


def _table_lines(table: BlockTable) -> Iterator[str]:
    """The rows of a data table in HTML, each on one line, and the notes of its cells."""
    heads = sum(1 for _ in takewhile(lambda row: row.is_head, table.rows)) % len(table.rows)  # all are as good as none
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows):
        cells = "".join(_cell(cell, "th" if at < heads else "td") for cell in row.cells)
        yield f"{'' if at else '<table>'}<tr>{cells}</tr>{'' if at < last else '</table>'}"
    yield from block_lines(note for row in table.rows for cell in row.cells for note in _notes(cell.blocks))


def _cell(cell: BlockCell, tag: str) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    text = "<br>".join(escape(line, quote=False) for line in _cell_lines(cell.blocks))
    return f"<{tag}{down}{across}>{text}</{tag}>"


def _cell_lines(blocks: Sequence[TextBlock]) -> Iterator[str]:
    """The lines of a cell; a row of a table inside it is a line."""
    for block in blocks:
        if isinstance(block, BlockTable):
            yield from (text for row in block.rows if (text := " ".join(filter(None, map(_flat, row.cells)))))
        elif not block.is_note:
            yield from (text for line in block.lines if (text := " ".join(line.split("\t")).strip()))


def _flat(cell: BlockCell) -> str:
    return " ".join(_cell_lines(cell.blocks))


def _notes(blocks: Sequence[TextBlock]) -> Iterator[BlockParagraph]:
    for block in blocks:
        if isinstance(block, BlockTable):
            yield from (note for row in block.rows for cell in row.cells for note in _notes(cell.blocks))
        elif block.is_note:
            yield block


def _layout_lines(table: BlockTable, *, indents: bool) -> Iterator[str]:
    """The text of a table that sets text apart: its cells, on one line with TABs where each is one line.

    Dates under several signers stand on lines of their own, as no line has two.
    """
    for row in table.rows:
        texts = [[*block_lines(cell.blocks, indents=indents)] for cell in row.cells]
        filled = [[line for line in lines if line] for lines in texts]
        is_one_line = sum(map(bool, filled)) > 1 and all(len(lines) < 2 for lines in filled)  # noqa: PLR2004
        cells = [line.strip() for lines in filled for line in lines] if is_one_line else []
        if cells and not all(map(whole_date, cells)):
            yield _INDENT + "\t".join(cells)
        else:
            yield from (line for lines in texts for line in lines)

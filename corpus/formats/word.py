"""Word files (.docx) to print: the lines of the document as Word prints it, a row of a data table on one line.

A paragraph begins with an indent, so that none is taken for the rest of the one before it; what follows a soft break
has none. But where every line of a print became a paragraph, as converters write them, the indents are those of the
file. Headers and footers are no text, but that of the first page alone is: a red head stands there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import takewhile

from corpus.findings import FindingCode
from corpus.formats.word_blocks import BlockReader, WordBlock, WordCell, WordParagraph, WordTable
from corpus.formats.word_package import WordPackage
from corpus.formats.word_xml import W, child, is_on, value
from corpus.language.numerals import whole_date
from corpus.printed.columns import is_head, opens_table
from corpus.printed.layout import layout
from corpus.printed.lines import scan
from corpus.printed.printed_text import FormatError, PrintedText

_INDENT = "\u3000\u3000"
#: What the text of a paragraph would be taken for that is no mark-up.
_LIKE_MARK_UP = re.compile(r"<(?=[A-Za-z/!])|&(?=[A-Za-z#])")
_LETTER = re.compile(r"[^\W\d_]")
#: Elements that stand for the text of another file or another program, with what a reader calls them.
_EMBEDDED = {
    "altChunk": "inserted files",
    "OLEObject": "embedded objects",
    "relIds": "SmartArt drawings",
    "chart": "charts",
}
#: A table with so many filled cells in a row holds data, whatever its head.
_COLUMNS = 3


def word_to_print(data: bytes) -> PrintedText:
    """The text of a Word file. Raises :class:`FormatError` for what is none or cannot be read."""
    package = WordPackage(data)
    reader = BlockReader(package)
    try:
        blocks = [*_first_header(package, reader), *reader.blocks(package.document)]
        as_indented = _text(blocks, indents=False)
        is_broken = layout(scan(as_indented)).is_broken
        text = as_indented if is_broken else _text(blocks, indents=True)
        return PrintedText(text, findings=tuple(_embedded(package)))
    except RecursionError as error:
        raise FormatError(FindingCode.DAMAGED, "its tables nest too deeply: save it anew") from error


def _embedded(package: WordPackage) -> Iterator[tuple[FindingCode, str]]:
    """What the document embeds beside its text, by kind."""
    for tag, kind in _EMBEDDED.items():
        if count := sum(1 for _ in package.document.iter(f"{{*}}{tag}")):
            yield FindingCode.EMBEDDED, f"{kind} ({count}) not read: copy the text into the document itself"


def _first_header(package: WordPackage, reader: BlockReader) -> Iterator[WordBlock]:
    """The header of the first page, where that page has one of its own and it holds more than a number."""
    section = next(package.document.iter(W + "sectPr"), None)
    if section is None or not is_on(child(section, "titlePg")):
        return
    for reference in section.iterchildren(W + "headerReference"):
        part = package.referenced(reference) if value(reference, "type") == "first" else None
        blocks = [] if part is None else [*reader.blocks(part)]
        if any(_LETTER.search(line) for line in _lines(blocks)):
            yield from blocks


def _text(blocks: Iterable[WordBlock], *, indents: bool) -> str:
    """The text of blocks; of empty lines that follow one another the first, as they are space and no page is lost."""
    lines: list[str] = []
    for line in _lines(blocks, indents=indents):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines)


def _lines(blocks: Iterable[WordBlock], *, indents: bool = True) -> Iterator[str]:
    """The lines of blocks. ``indents``: each paragraph has an indent, else those that have one in the file."""
    for block in blocks:
        if not isinstance(block, WordTable):
            yield from _paragraph_lines(block, _INDENT if indents or block.is_indented else "")
        elif _is_data(block):
            yield from _table_lines(block)
        else:
            yield from _layout_lines(block, indents=indents)


def _paragraph_lines(paragraph: WordParagraph, indent: str) -> Iterator[str]:
    for line in paragraph.lines:
        yield indent + _LIKE_MARK_UP.sub(lambda m: escape(m.group()), line) if line else ""
        indent = "" if line else indent


def _is_data(table: WordTable) -> bool:
    """Whether a table holds data and is no layout: three columns, or two under a head, and several rows."""
    rows = [[_flat(cell) for cell in row.cells] for row in table.rows]
    widest = max((sum(map(bool, row)) for row in rows), default=0)
    if len(rows) < 2 or widest < 2:  # noqa: PLR2004 - less is no table
        return False
    return widest >= _COLUMNS or is_head(rows[0]) or opens_table(rows[0], rows[1:4])


def _table_lines(table: WordTable) -> Iterator[str]:
    """The rows of a data table in HTML, each on one line, and the notes of its cells."""
    heads = sum(1 for _ in takewhile(lambda row: row.is_head, table.rows)) % len(table.rows)  # all are as good as none
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows):
        cells = "".join(_cell(cell, "th" if at < heads else "td") for cell in row.cells)
        yield f"{'' if at else '<table>'}<tr>{cells}</tr>{'' if at < last else '</table>'}"
    yield from _lines(note for row in table.rows for cell in row.cells for note in _notes(cell.blocks))


def _cell(cell: WordCell, tag: str) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    text = "<br>".join(escape(line, quote=False) for line in _cell_lines(cell.blocks))
    return f"<{tag}{down}{across}>{text}</{tag}>"


def _cell_lines(blocks: Sequence[WordBlock]) -> Iterator[str]:
    """The lines of a cell; a row of a table inside it is a line."""
    for block in blocks:
        if isinstance(block, WordTable):
            yield from (text for row in block.rows if (text := " ".join(filter(None, map(_flat, row.cells)))))
        elif not block.is_note:
            yield from (text for line in block.lines if (text := " ".join(line.split("\t")).strip()))


def _flat(cell: WordCell) -> str:
    return " ".join(_cell_lines(cell.blocks))


def _notes(blocks: Sequence[WordBlock]) -> Iterator[WordParagraph]:
    for block in blocks:
        if isinstance(block, WordTable):
            yield from (note for row in block.rows for cell in row.cells for note in _notes(cell.blocks))
        elif block.is_note:
            yield block


def _layout_lines(table: WordTable, *, indents: bool) -> Iterator[str]:
    """The text of a table that sets text apart: its cells, on one line with TABs where each is one line.

    Dates under several signers stand on lines of their own, as no line has two.
    """
    for row in table.rows:
        texts = [[*_lines(cell.blocks, indents=indents)] for cell in row.cells]
        filled = [[line for line in lines if line] for lines in texts]
        is_one_line = sum(map(bool, filled)) > 1 and all(len(lines) < 2 for lines in filled)  # noqa: PLR2004
        cells = [line.strip() for lines in filled for line in lines] if is_one_line else []
        if cells and not all(map(whole_date, cells)):
            yield _INDENT + "\t".join(cells)
        else:
            yield from (line for lines in texts for line in lines)

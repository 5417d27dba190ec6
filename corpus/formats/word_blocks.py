"""The blocks of a Word file in printed order: paragraphs with their numbers, and tables with their merged cells.

Tables stand in cells of tables and in text boxes; the reader of XML refuses what nests deeper than 256 elements, so
that a recursion over them ends.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from corpus.formats.blocks import LONGEST_SPAN, BlockCell, BlockParagraph, BlockRow, BlockTable, TextBlock
from corpus.formats.limited_xml import Element
from corpus.formats.word_notes import KINDS, Notes
from corpus.formats.word_numbering import Numbering
from corpus.formats.word_package import WordPackage
from corpus.formats.word_styles import Styles
from corpus.formats.word_text import has_hidden_mark, is_joined, printed_pieces
from corpus.formats.word_xml import W, below, child, figure, is_on, name, value
from corpus.printed.grids import WIDEST

_BLOCKS, _ROWS, _CELLS = frozenset(("w:p", "w:tbl")), frozenset(("w:tr",)), frozenset(("w:tc",))


class BlockReader:
    """Reads the blocks of a file. The numbers of lists and notes count on, so each part is read once, in order."""

    def __init__(self, package: WordPackage) -> None:
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles)
        settings = (next(package.document.iter(W + "sectPr"), None), package.related("settings"))
        self._notes = {
            kind: Notes(package.related(part), kind, settings, self._styles) for kind, (part, *_) in KINDS.items()
        }

    def blocks(self, container: Element) -> Iterator[TextBlock]:
        """The blocks of a body, a cell or a text box; notes follow the paragraph that refers to them."""
        held: list[Element] = []
        for element in below(container, _BLOCKS):
            if name(element) == "w:p":
                held.append(element)
                if is_joined(element):
                    continue
            yield from self._paragraph(held)
            held = []
            if name(element) == "w:tbl":
                yield self._table(element)
        yield from self._paragraph(held)

    def _paragraph(self, joined: Sequence[Element]) -> Iterator[TextBlock]:
        """Paragraphs that are printed as one, with the text boxes and the notes that are anchored in them."""
        if not joined:
            return
        pieces = [[*printed_pieces(one, self._styles)] for one in joined]
        text = [self._numbering.label(_numbered(joined, pieces))]
        before: list[Element] = []
        after: list[Element] = []
        boxes, notes = after if text[0] else before, []
        for piece in chain.from_iterable(pieces):
            if isinstance(piece, str):
                text.append(piece)
                boxes = after if piece.strip() else boxes
            elif name(piece) in self._notes:
                mark, note = self._notes[name(piece)].read(piece)
                text.append(mark)
                notes.append(note)
            else:
                boxes.append(piece)
        for box in before:
            yield from self.blocks(box)
        whole = "".join(text)
        is_indented = whole[:1].isspace() or self._styles.is_indented(joined[0])
        yield BlockParagraph(tuple(line.strip() for line in whole.split("\n")), is_indented)
        yield from (BlockParagraph((note,), is_note=True) for note in notes if note)
        for box in after:
            yield from self.blocks(box)

    def _table(self, table: Element) -> BlockTable:
        rows: list[BlockRow] = []
        merged: dict[int, BlockCell] = {}
        for row in below(table, _ROWS):
            properties = child(row, "trPr")
            if any(child(properties, kind) is not None for kind in ("del", "moveFrom")) or is_on(
                child(properties, "hidden")
            ):
                continue
            cells, merged = self._row(row, merged)
            rows.append(BlockRow(tuple(cells), is_on(child(properties, "tblHeader"))))
        return BlockTable(tuple(rows))

    def _row(self, row: Element, above: dict[int, BlockCell]) -> tuple[list[BlockCell], dict[int, BlockCell]]:
        """The cells of a row, and those by their columns which the next row may go on with."""
        column = min(figure(child(row, "trPr", "gridBefore"), 0), WIDEST)
        cells = [BlockCell(across=column)] if column else []
        merged: dict[int, BlockCell] = {}
        for element in below(row, _CELLS):
            if child(element, "tcPr", "cellDel") is not None:
                continue
            merge = child(element, "tcPr", "vMerge")
            origin = above.get(column) if merge is not None and value(merge) != "restart" else None
            across = max(1, min(figure(child(element, "tcPr", "gridSpan"), 1), WIDEST))
            blocks = [*self.blocks(element)]
            if origin and origin.down < LONGEST_SPAN:
                origin.down += 1
                origin.blocks += blocks
            else:
                origin = BlockCell(blocks, across)
                cells.append(origin)
            if merge is not None:
                merged[column] = origin
            column += across
        return cells, merged


def _numbered(joined: Sequence[Element], pieces: Sequence[Sequence[str | Element]]) -> Element:
    """Of paragraphs that are printed as one the one that gives the number.

    It is the last one, whose mark is left, or the first with text whose mark is only hidden.
    """
    with_text = (
        one
        for one, each in zip(joined, pieces, strict=True)
        if has_hidden_mark(one) and any(isinstance(piece, str) and piece.strip() for piece in each)
    )
    return next(with_text, joined[-1])

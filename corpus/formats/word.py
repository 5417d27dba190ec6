"""Word files (.docx) to print: the document as Word prints it.

Headers and footers are no text, but that of the first page alone is: a red head stands there.
"""

import re
from collections.abc import Iterator

from corpus.findings import FindingCode
from corpus.formats.blocks import TextBlock, block_lines, printed_blocks
from corpus.formats.word_blocks import BlockReader
from corpus.formats.word_package import WordPackage
from corpus.formats.word_xml import W, child, is_on, value
from corpus.printed.printed_text import FormatError, PrintedText

_LETTER = re.compile(r"[^\W\d_]")
#: Elements that stand for the text of another file or another program, with what a reader calls them.
_EMBEDDED = {
    "altChunk": "inserted files",
    "OLEObject": "embedded objects",
    "relIds": "SmartArt drawings",
    "chart": "charts",
}


def word_to_print(data: bytes) -> PrintedText:
    """The text of a Word file. Raises :class:`FormatError` for what is none or cannot be read."""
    package = WordPackage(data)
    reader = BlockReader(package)
    try:
        blocks = [*_first_header(package, reader), *reader.blocks(package.document)]
        return PrintedText(printed_blocks(blocks), findings=tuple(_embedded(package)))
    except RecursionError as error:
        raise FormatError(FindingCode.DAMAGED, "its tables nest too deeply: save it anew") from error


def _embedded(package: WordPackage) -> Iterator[tuple[FindingCode, str]]:
    """What the document embeds beside its text, by kind."""
    for tag, kind in _EMBEDDED.items():
        if count := sum(1 for _ in package.document.iter(f"{{*}}{tag}")):
            yield FindingCode.EMBEDDED, f"{kind} ({count}) not read: copy the text into the document itself"


def _first_header(package: WordPackage, reader: BlockReader) -> Iterator[TextBlock]:
    """The header of the first page, where that page has one of its own and it holds more than a number."""
    section = next(package.document.iter(W + "sectPr"), None)
    if section is None or not is_on(child(section, "titlePg")):
        return
    for reference in section.iterchildren(W + "headerReference"):
        part = package.referenced(reference) if value(reference, "type") == "first" else None
        blocks = [] if part is None else [*reader.blocks(part)]
        if any(_LETTER.search(line) for line in block_lines(blocks)):
            yield from blocks

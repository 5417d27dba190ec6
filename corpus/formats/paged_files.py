"""Files that consist of pages: a PDF or a picture to the text that is printed on its pages."""

from dataclasses import replace
from typing import BinaryIO

from corpus.findings import FindingCode
from corpus.formats.page_cache import PageCache
from corpus.formats.page_reading import MOST_PAGES, PageProgress, PageRequest, PagesRead, read_pages
from corpus.formats.page_text import printed_text
from corpus.printed.printed_text import FormatError, PrintedText

PDF = frozenset({".pdf"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})


def paged_text(
    file: BinaryIO, suffix: str, file_hash: str, kept: tuple[PageCache | None, PageProgress | None] = (None, None)
) -> PrintedText:
    """What is printed on the pages of an open file of this suffix and SHA-256; see :func:`read_pages`.

    Raises :class:`FormatError` for a file of which no page can be read.
    """
    read = read_pages(PageRequest(file, "pdf" if suffix in PDF else "picture", file_hash, *kept))
    if not read.contents:
        raise FormatError(FindingCode.DAMAGED)
    pictures = [content.page for content in read.contents if content.is_picture]
    if len(pictures) == len(read.contents):
        raise FormatError(FindingCode.NEEDS_OCR)
    return replace(printed_text(read.contents), findings=tuple(_findings(read, pictures)))


def _findings(read: PagesRead, pictures: list[int]) -> list[tuple[FindingCode, str]]:
    found = []
    if pictures:
        found.append((FindingCode.PAGES_NEED_OCR, f"pages {_ranges(pictures)}: {FindingCode.PAGES_NEED_OCR.en}"))
    if read.failed:
        found.append((FindingCode.PAGE_FAILED, f"pages {_ranges(read.failed)} could not be read; the others were"))
    if cut := sorted({content.page for content in read.contents if content.is_cut}):
        found.append((FindingCode.PAGE_CUT, f"pages {_ranges(cut)}: {FindingCode.PAGE_CUT.en}"))
    if read.count > MOST_PAGES:
        message = f"{read.count:,} pages, of which {MOST_PAGES:,} are read: split it into issues"
        found.append((FindingCode.PAGES_LEFT_OUT, message))
    return found


def _ranges(pages: list[int]) -> str:
    """Page numbers in order, those that follow one another as a range.

    >>> _ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)

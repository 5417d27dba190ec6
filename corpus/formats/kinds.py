"""The kinds of files that are read, by suffix, and what reads each of them."""

import hashlib
import os
from dataclasses import dataclass
from io import BufferedRandom, BufferedReader

from corpus.findings import FindingCode
from corpus.formats.encoding import decode
from corpus.formats.html import html_to_print
from corpus.formats.page_cache import PageCache
from corpus.formats.page_reading import PageProgress
from corpus.formats.paged_files import PDF, PICTURES, paged_text
from corpus.formats.word import word_to_print
from corpus.printed.printed_text import FormatError, PrintedText

TEXT = frozenset({".txt", ".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
WORD = frozenset({".docx"})
READABLE = TEXT | HTML | WORD | PDF | PICTURES
#: Kinds of word processors before .docx.
OLD_WORD = frozenset({".doc", ".wps", ".wpt", ".dot"})
#: A larger file is no gazette, in bytes; scans are larger than text.
LARGEST = 256 * 1024 * 1024
LARGEST_PAGED = 4 * 1024 * 1024 * 1024
#: Reading costs time for each line, however short it is. More lines than these, of fewer characters in the mean, are no
#: printed pages: so many lines fill 1,250 pages, and gazettes have 25 characters a line and more.
MOST_SHORT_LINES, SHORT_LINE = 50_000, 12


@dataclass(frozen=True, slots=True)
class TextFile:
    """An open file of a kind, known by its suffix in small letters, with its point. The file has a descriptor.

    ``content_hash`` is the SHA-256 of its bytes.
    """

    file: BufferedReader | BufferedRandom
    suffix: str
    content_hash: str

    @classmethod
    def of(cls, file: BufferedReader | BufferedRandom, suffix: str) -> "TextFile":
        """An open file with the hash of what it holds."""
        file.seek(0)
        return cls(file, suffix, hashlib.file_digest(file, "sha256").hexdigest())

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self.file.fileno()).st_size


def read_file(given: TextFile, cache: PageCache | None = None, tell: PageProgress | None = None) -> PrintedText:
    """What a file prints; raises :class:`FormatError` where it cannot be read.

    Pages that are in the cache are not read again; ``tell`` is called for every page.
    """
    is_paged = given.suffix in PDF | PICTURES
    if given.size > (LARGEST_PAGED if is_paged else LARGEST):
        raise FormatError(FindingCode.TOO_LARGE)
    if is_paged:
        return paged_text(given.file, given.suffix, given.content_hash, (cache, tell))
    given.file.seek(0)
    data = given.file.read()
    read = word_to_print(data) if given.suffix in WORD else _decoded(data, is_page=given.suffix in HTML)
    if _has_short_lines(read.text):
        raise FormatError(FindingCode.SHORT_LINES)
    return read


def _decoded(data: bytes, *, is_page: bool) -> PrintedText:
    decoded = decode(data)
    if decoded.text is None:
        raise FormatError(decoded.code or FindingCode.BINARY, decoded.message)
    text = html_to_print(decoded.text) if is_page else decoded.text
    return PrintedText(text, findings=((decoded.code, decoded.message),) if decoded.code else ())


def _has_short_lines(text: str) -> bool:
    """Whether it has very many lines that are very short in the mean; blank ones do not count."""
    if text.count("\n") <= MOST_SHORT_LINES:
        return False
    lengths = [len(line) for line in map(str.strip, text.split("\n")) if line]
    return len(lengths) > MOST_SHORT_LINES and sum(lengths) < SHORT_LINE * len(lengths)

"""The printed lines of a gazette: split, numbered, cleaned once, and told apart by shape."""

import re
from dataclasses import dataclass

from corpus.printed_tables import table_rows
from corpus.rows import Row
from corpus.text import EMPTY, Traced, clean

#: So many blank lines stand for a page or a picture that the OCR has lost.
LOST_PAGE = 3

PAGE_NUMBER = re.compile(r"(?:[—–\-|]\s*\d{1,3}\s*[—–\-|]?|\d{1,3}\s*[—–\-|])")
ANNEX_LABEL = re.compile(r"附件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank printed line, or one row of a table, which may fill several lines or share one with others.

    ``number`` is that of the first line, ``last`` of the last; ``blanks`` counts the blank lines before it.
    """

    number: int
    raw: str
    blanks: int
    reading: Traced
    last: int
    row: Row | None = None

    @property
    def is_row(self) -> bool:
        """Whether it is a row, or a rule, of a table."""
        return self.row is not None

    @property
    def text(self) -> str:
        """The cleaned reading; empty for a row."""
        return self.reading.text

    @property
    def page(self) -> int | None:
        """The printed page number when the line holds nothing else (— 42 —, | 56 |)."""
        match = PAGE_NUMBER.fullmatch(self.text)
        return int(re.sub(r"\D", "", match.group())) if match else None


def scan(text: str) -> list[Line]:
    """The non-blank lines of a text in printed order; numbers are 1-based and count blank lines."""
    printed = split(text)
    rows = table_rows(printed)
    lines: list[Line] = []
    blanks, done = 0, 0
    for number, raw in enumerate(printed, 1):
        if number in rows:
            for row in rows[number]:
                lines.append(Line(number, raw, blanks, EMPTY, row.last, row.row))  # a row is read cell by cell
                blanks, done = 0, max(done, row.last)
        elif number <= done:
            continue
        elif not raw or raw.isspace():
            blanks += 1
        else:
            lines.append(Line(number, raw, blanks, clean(raw, number), number))
            blanks = 0
    return lines


def split(text: str) -> list[str]:
    """The printed lines, blank ones included; LF, CR LF and CR end a line, a form feed does not."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

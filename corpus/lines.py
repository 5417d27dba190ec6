"""The printed lines of a gazette: split, numbered, cleaned once, and told apart by shape."""

import re
from dataclasses import dataclass

from corpus.text import EMPTY, Traced, clean

#: A table row of a task table has seven cells; contents lines have one or two TABs.
TABLE_TABS = 4

#: So many blank lines stand for a page or a picture that the OCR has lost.
LOST_PAGE = 3

PAGE_NUMBER = re.compile(r"(?:[—–\-|]\s*\d{1,3}\s*[—–\-|]?|\d{1,3}\s*[—–\-|])")
ANNEX_LABEL = re.compile(r"附件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank printed line. ``blanks`` counts the blank lines before it; ``is_row`` says that it is tabular."""

    number: int
    raw: str
    blanks: int
    is_row: bool
    reading: Traced

    @property
    def text(self) -> str:
        """The cleaned reading; empty for a row."""
        return self.reading.text

    @property
    def last(self) -> int:
        """The number of the last printed line."""
        return self.number

    @property
    def page(self) -> int | None:
        """The printed page number when the line holds nothing else (— 42 —, | 56 |)."""
        match = PAGE_NUMBER.fullmatch(self.text)
        return int(re.sub(r"\D", "", match.group())) if match else None


def scan(text: str) -> list[Line]:
    """The non-blank lines of a text in printed order; numbers are 1-based and count blank lines."""
    lines: list[Line] = []
    blanks = 0
    for number, raw in enumerate(split(text), 1):
        if not raw or raw.isspace():
            blanks += 1
            continue
        is_row = raw.count("\t") >= TABLE_TABS
        reading = EMPTY if is_row else clean(raw, number)  # a row is read cell by cell, in tables.py
        lines.append(Line(number, raw, blanks, is_row, reading))
        blanks = 0
    return lines


def split(text: str) -> list[str]:
    """The printed lines, blank ones included; LF, CR LF and CR end a line, a form feed does not."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def is_head(raw: str) -> bool:
    """Whether a row is the head of a task table (序号 …) or of an indicator table (区 …)."""
    first = raw.split("\t", 1)[0].strip(" \u3000*#|")
    return first in ("序号", "区", "地区", "区县")

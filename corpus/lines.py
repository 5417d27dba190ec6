"""The printed lines of a gazette: split, numbered, cleaned once, and told apart by shape."""

import re
from dataclasses import dataclass
from functools import cache

import opencc

from corpus.text import EMPTY, Traced, clean

#: A table row of a task table has seven cells; contents lines have one or two TABs.
TABLE_TABS = 4

#: So many blank lines stand for a page or a picture that the OCR has lost.
LOST_PAGE = 3

#: Characters of traditional text beside those of simplified text.
_TRADITIONAL, _SIMPLIFIED = (
    re.compile("[為發國會條號關辦與過這個對時區門業務]"),
    re.compile("[为发国会条号关办与过这个对时区门业务]"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank printed line. ``blanks`` counts the blank lines before it; ``is_row`` says that it is tabular.

    ``plain`` is the reading in simplified characters, one for one: what patterns are matched against. ``indent`` counts
    the columns of space before the text, two for an ideographic space. ``page`` is the number of the printed page where
    it stands on a line of its own right above this one, ``after_break`` says that furniture of the page stands there.
    """

    number: int
    raw: str
    blanks: int
    is_row: bool
    reading: Traced
    plain: str
    indent: int = 0
    page: int | None = None
    after_break: bool = False

    @property
    def text(self) -> str:
        """The cleaned reading; empty for a row."""
        return self.reading.text

    @property
    def last(self) -> int:
        """The number of the last printed line."""
        return self.number


def scan(text: str) -> list[Line]:
    """The non-blank lines of a text in printed order; numbers are 1-based and count blank lines."""
    lines: list[Line] = []
    blanks = 0
    traditional = _is_traditional(text)
    for number, raw in enumerate(split(text), 1):
        if not raw or raw.isspace():
            blanks += 1
            continue
        is_row = raw.count("\t") >= TABLE_TABS
        reading = EMPTY if is_row else clean(raw, number)  # a row is read cell by cell, in tables.py
        plain = simplified(reading.text) if traditional else reading.text
        lines.append(Line(number, raw, blanks, is_row, reading, plain, _indent(raw)))
        blanks = 0
    return lines


def split(text: str) -> list[str]:
    """The printed lines, blank ones included; LF, CR LF and CR end a line, a form feed does not."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _indent(raw: str) -> int:
    head = raw[: len(raw) - len(raw.lstrip(" \t\u3000"))]
    return len(head) + head.count("\u3000")


def _is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters."""
    sample = text[:20_000]
    return len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, one for one; as it is where the conversion changes its length."""
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else text


def is_head(raw: str) -> bool:
    """Whether a row is the head of a task table (序号 …) or of an indicator table (区 …)."""
    first = raw.split("\t", 1)[0].strip(" \u3000*#|")
    return first in ("序号", "区", "地区", "区县")

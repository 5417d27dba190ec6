"""The printed lines of a gazette: split, numbered, cleaned once, and told apart by shape."""

from dataclasses import dataclass

from corpus.language.text import EMPTY, Traced, clean
from corpus.language.traditional import is_traditional, simplified
from corpus.printed.printed_tables import printed_rows
from corpus.printed.rows import Row

#: So many blank lines stand for a page or a picture that the OCR has lost.
LOST_PAGE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank printed line, or one row of a table, which may fill several lines or share one with others.

    ``number`` is that of the first line, ``last`` of the last; ``blanks`` counts the blank lines before it.
    ``plain`` is the reading in simplified characters, one for one: what patterns are matched against. ``indent`` counts
    the columns of space before the text, two for an ideographic space. ``page`` is the number of the printed page where
    it stands on a line of its own right above this one, ``after_break`` says that furniture of the page stands there.
    """

    number: int
    raw: str
    blanks: int
    reading: Traced
    plain: str
    last: int
    row: Row | None = None
    indent: int = 0
    page: int | None = None
    after_break: bool = False

    @property
    def text(self) -> str:
        """The cleaned reading; empty for a row."""
        return self.reading.text

    @property
    def is_row(self) -> bool:
        """Whether it is a row, or a rule, of a table."""
        return self.row is not None


def scan(text: str) -> list[Line]:
    """The non-blank lines of a text in printed order; numbers are 1-based and count blank lines."""
    printed = split(text)
    rows = printed_rows(printed)
    traditional = is_traditional(text)
    lines: list[Line] = []
    blanks, done = 0, 0
    for number, raw in enumerate(printed, 1):
        if not raw or raw.isspace():
            blanks += number > done
        elif number in rows:
            for row in rows[number]:
                lines.append(Line(number, raw, blanks, EMPTY, "", row.last, row.row))  # a row is read cell by cell
                blanks, done = 0, max(done, row.last)
        elif number <= done:
            continue
        else:
            reading = clean(raw, number)
            plain = simplified(reading.text) if traditional else reading.text
            lines.append(Line(number, raw, blanks, reading, plain, number, None, _indent(raw)))
            blanks = 0
    return lines


def split(text: str) -> list[str]:
    """The printed lines, blank ones included; LF, CR LF and CR end a line, a form feed does not."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _indent(raw: str) -> int:
    head = raw[: len(raw) - len(raw.lstrip(" \t\u3000"))]
    return len(head) + head.count("\u3000")

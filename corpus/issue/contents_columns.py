"""A contents in two columns that spaces part: the lines of the left column first, then those of the right one.

Both columns have entries with pages, or titles where no page is printed at all; a column of document numbers, or of
pages, is none of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from unicodedata import east_asian_width

from corpus.issue.contents_lines import page_of
from corpus.language.formal import is_number
from corpus.language.text import clean
from corpus.language.titles import is_outer
from corpus.language.traditional import simplified
from corpus.printed.lines import Line

#: So many lines are looked at.
_LOOKED_AT = 400
#: The right column begins behind so many half characters of spaces, no further left than this, on so many lines.
_GAP, _FIRST, _FEWEST = 4, 16, 3
#: The right column begins so many half characters before or behind its place.
_LOOSE = 2
#: So many entries of each column have their page, or a title where none has a page.
_PAGES = 2
_TEXT = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class ContentsColumns:
    """The lines of both columns one under another, in the place of the lines up to ``stop``."""

    lines: tuple[Line, ...]
    stop: int


def two_columns(lines: Sequence[Line], start: int) -> ContentsColumns | None:
    """The columns of the contents that begins at ``start``, if it has two."""
    block = [*takewhile(_may_be_entry, lines[start : start + _LOOKED_AT])]
    texts = [_texts(line.raw) for line in block]
    found = Counter(left for each in texts for left in _behind_gaps(each))
    column = max(found, key=lambda left: (_near(found, left), -left), default=0)
    if _near(found, column) < _FEWEST:
        return None
    halves = [
        _halves(line, cut)
        for line, each in zip(block, texts, strict=True)
        if (cut := _cut(line.raw, each, column)) is not None
    ]
    paged = any(page_of(one) for half in halves for one in half if one)
    ends = [at for at, (left, right) in enumerate(halves) if right or (left and page_of(left))]
    halves = halves[: ends[-1] + 1] if ends else []
    left, right = [one for one, _ in halves if one], [one for _, one in halves if one]
    count = _count_pages if paged else _count_titles
    beside = paged and any(is_number(one.plain) for one, other in halves if one and other)
    if beside or min(count(left), count(right)) < _PAGES:
        return None
    return ContentsColumns((*left, *right), start + len(halves))


def _near(found: Counter[int], column: int) -> int:
    """How many lines have a text that begins near a column: a leader may be wider or narrower than it looks."""
    return sum(found[left] for left in range(column - _LOOSE, column + _LOOSE + 1))


def _may_be_entry(line: Line) -> bool:
    return not line.is_row and "\t" not in line.raw and not line.plain.endswith(("。", "；"))


def _count_titles(lines: Sequence[Line]) -> int:
    """How many lines of a column are whole titles, or the end of one."""
    return sum(is_outer(line.plain) for line in lines)


def _count_pages(lines: Sequence[Line]) -> int:
    return sum(page_of(line) is not None for line in lines)


def _texts(raw: str) -> list[tuple[int, int, int]]:
    """The texts of a line: the index and the column of the first character, the column behind the last one."""
    found: list[tuple[int, int, int]] = []
    end = column = 0
    for match in _TEXT.finditer(raw):
        left = column + _width(raw[end : match.start()])
        column, end = left + _width(match.group()), match.end()
        found.append((match.start(), left, column))
    return found


def _width(text: str) -> int:
    return len(text) + sum(east_asian_width(char) in "WFA" for char in text)


def _behind_gaps(texts: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """The columns where a text begins behind a gap."""
    before = 0
    for _, left, right in texts:
        if left - before >= _GAP and left >= _FIRST:
            yield left
        before = right


def _cut(raw: str, texts: Sequence[tuple[int, int, int]], column: int) -> int | None:
    """Where a line is cut before the right column; ``None`` where a text stands over its edge."""
    edge = column - _LOOSE
    right = next((at for at, left, _ in texts if left >= edge), len(raw))
    if any(left < edge < end for _, left, end in texts):
        return None
    return right


def _halves(line: Line, cut: int) -> tuple[Line | None, Line | None]:
    return _piece(line, 0, cut), _piece(line, cut, len(line.raw))


def _piece(line: Line, start: int, end: int) -> Line | None:
    """A part of a printed line as a line; none where it is blank."""
    raw = line.raw[start:end]
    if not raw.strip():
        return None
    reading = clean(line.raw, line.number, start=start, end=end).strip()
    plain = reading.text if line.plain == line.text else simplified(reading.text)
    return replace(line, raw=raw, reading=reading, plain=plain)

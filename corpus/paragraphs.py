"""Paragraphs: printed lines joined over page breaks.

A page break cuts a paragraph anywhere, also inside a word; its rest is the next non-blank line. A line goes on in the
next one when it does not end a sentence, is not a heading, and the next line has no numbering word of its own.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.lines import ANNEX_LABEL, Line
from corpus.numbering import GROUPING, Level, Marker, marker
from corpus.numerals import whole_date
from corpus.text import Traced, ends_sentence, join

#: A printed line holds about this many Chinese characters; a paragraph that is cut fills its last line.
PRINT_WIDTH = 28
#: Departments in charge, set in brackets on a line of their own, belong to the paragraph before.
_IN_CHARGE = re.compile(r"[（(](?:责任单位|牵头单位|主责单位|配合单位|责任部门|牵头部门)[:：]")
NOTE = re.compile(r"(?:备注|注|说明)[:：]")
_STOPS = "。；;，,、:："


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its lines, its joined reading with the numbering word, and that word.

    ``is_heading``: it stands on a line of its own, is short, and is no sentence. ``overlap``: a character that the OCR
    had printed on both sides of a page break was dropped.
    """

    lines: tuple[Line, ...]
    reading: Traced
    marker: Marker | None
    is_heading: bool = False
    overlap: bool = False

    @property
    def text(self) -> str:
        """The joined reading, numbering word included."""
        return self.reading.text

    @property
    def body(self) -> Traced:
        """The reading after the numbering word."""
        return self.reading[self.marker.length :].strip() if self.marker else self.reading


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of consecutive lines without rows."""
    held: list[Line] = []
    counters: dict[Level, int] = {}
    heading = False
    for line in lines:
        if held and not heading and _goes_on(held[-1], line, counters):
            held.append(line)
            continue
        if held:
            yield _paragraph(held, heading=heading)
        held, found = [line], _head(line)
        heading = found is not None and _is_heading(line.text, found, counters)
        if found:
            _count(found, counters)
    if held:
        yield _paragraph(held, heading=heading)


def _count(found: Marker, counters: dict[Level, int]) -> None:
    counters[found.level] = found.ordinal
    for level in [x for x in counters if x > found.level]:
        del counters[level]


def _head(line: Line) -> Marker | None:
    """The line's numbering word; an article's must be set apart from what follows, as 第一条规定的 is running text."""
    found = marker(line.text)
    if found and found.level in GROUPING | {Level.ARTICLE}:
        apart = re.match(
            rf"[\s#*\-]*{re.escape(found.label[0])}[^*\s]*?{re.escape(found.label[-1])}(?:[\s*]|$)", line.raw
        )
        return found if apart or found.level is not Level.ARTICLE else None
    return found


def _goes_on(last: Line, line: Line, counters: dict[Level, int]) -> bool:
    """Whether ``line`` is the rest of the paragraph of which ``last`` is the last line so far."""
    text = line.text
    if _IN_CHARGE.match(text) or _tail_of(last, line):
        return True
    if ends_sentence(last.text) or NOTE.match(text) or ANNEX_LABEL.fullmatch(text) or whole_date(text):
        return False
    found = _head(line)
    return found is None or _out_of_count(found, counters)


def _out_of_count(found: Marker, counters: dict[Level, int]) -> bool:
    """Whether a numbering word continues no count: after a cut line it is then the middle of a sentence."""
    return found.level is Level.ITEM and found.ordinal not in (1, counters.get(found.level, 0) + 1)


def _is_heading(text: str, found: Marker, counters: dict[Level, int]) -> bool:
    """Whether a line with a numbering word is a heading on a line of its own.

    A heading is no sentence and rarely fills a printed line. An item that does fill its line was cut by a page break.
    """
    if found.level in GROUPING:
        return len(text) <= PRINT_WIDTH * 2
    body = text[found.length :]
    if found.level in (Level.ARTICLE, Level.INDENT) or not body or ends_sentence(text):
        return False
    if any(c in body for c in "。；;") or body.endswith(tuple(_STOPS)):
        return False
    if found.level is Level.SECTION:
        return width(text) <= PRINT_WIDTH * 2
    if Level.ARTICLE in counters:
        return False  # items of an article are no headings
    if found.level is Level.SUBSECTION:
        return width(text) <= PRINT_WIDTH * 1.5
    return width(text) < PRINT_WIDTH - 3


def width(text: str) -> float:
    """The printed width in Chinese characters: an ASCII character takes half of one."""
    return sum(0.5 if unicodedata.east_asian_width(c) in "NaH" else 1.0 for c in text)


def _tail_of(before: Line, line: Line) -> bool:
    """Whether the line repeats the end of the one before, whose last word the OCR had completed (…信息。/ 息；)."""
    bare = before.text.rstrip("。；;.")
    return len(line.text) <= 3 and bare != before.text and line.text[:1] == bare[-1:] and ends_sentence(line.text)  # noqa: PLR2004


def _paragraph(held: Sequence[Line], *, heading: bool) -> Paragraph:
    pieces = [held[0].reading]
    overlap = False
    for before, line in pairwise(held):
        piece = line.reading
        if _tail_of(before, line):
            pieces[-1] = pieces[-1][: len(pieces[-1].text) - 1]
            piece, overlap = piece[1:], True
        elif _repeats(before.text, line.text):
            piece, overlap = piece[1:], True
        pieces.append(piece)
    reading = join(pieces)
    return Paragraph(tuple(held), reading, _head(held[0]), heading, overlap)


def _repeats(before: str, after: str) -> bool:
    """Whether the OCR printed the character at the cut twice (…医疗服务 / 务医保支付)."""
    return (
        len(before) > 1
        and len(after) > 1
        and before[-1] == after[0]
        and after[0] not in _DOUBLING
        and before[-1] > "\u4e00"
    )


#: Characters that begin and end words so often that a meeting of two is no repetition.
_DOUBLING = frozenset("人大家天年日月区市政行业会中")

"""Text that is put together from segments of a page, with the box of each printed line and the doubts of characters."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.formats.page_content import Segment
from corpus.language.characters import CJK_MARKS, HAN
from corpus.model import PageBox
from corpus.printed.printed_text import Doubt

#: A gap between two segments of a line is a space from this share of their size on.
_SPACE = 0.12
#: A gap that is wider parts columns that are aligned without lines: it is printed as it looks, in half sizes.
_WIDE = 1.6
_MOST_SPACES = 40
#: A segment of a line whose characters are set apart has no more than so many.
_SHORT = 3
#: A line is full where what follows would not have fitted, but for this share of the size: marks hang over the edge.
_SLACK = 0.4
_UNIT = re.compile(rf"[(（《〈“‘【〔「]*(?:[A-Za-z0-9.,:;%/+\-]+|.)[{CJK_MARKS})\]]*")
_HAN = re.compile(f"[{HAN}]")
_WIDE_CHARACTER = re.compile(f"[{HAN}{CJK_MARKS}]")
_LATIN = re.compile("[A-Za-z]")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z,;:)]$"), re.compile(r"[A-Za-z0-9(]")
#: A character with less confidence is doubtful.
DOUBTFUL_BELOW = 0.8


@dataclass(slots=True)
class TextLine:
    """A line of the text under way: its pieces, the boxes they stand in, and its doubtful characters."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[PageBox] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(self.pieces)

    def add(self, text: str) -> None:
        """Adds what is not printed: a space, mark-up of a table."""
        self.pieces.append(text)
        self.length += len(text)

    def put_before(self, text: str) -> None:
        """Adds mark-up before all that it says."""
        self.pieces.insert(0, text)
        self.length += len(text)
        self.doubts = [Doubt(d.line, d.column + len(text), d.confidence, d.readings) for d in self.doubts]

    def add_segment(self, segment: Segment, spacing: float = 0.0, *, escaped: bool = False) -> None:
        """Adds the characters of a segment, as text of HTML where ``escaped``.

        What is no wider than the ``spacing`` between characters, in points, is no space; one beside a Chinese character
        is printed as such.
        """
        readings: dict[int, list[str]] = {}
        for at, other in segment.readings:
            readings.setdefault(at, []).append(other)
        for at, character in enumerate(segment.text):
            width = segment.edges[at + 1] - segment.edges[at]
            if character == " " and width < spacing and not _HAN.search(segment.text[at - 1 : at + 2]):
                continue
            confidence = segment.confidence[at] if segment.confidence else 1.0
            if confidence < DOUBTFUL_BELOW and not character.isspace():
                self.doubts.append(Doubt(0, self.length, round(confidence, 2), tuple(readings.get(at, ()))))
            self.add(html.escape(character, quote=False) if escaped else character)


def add_line(line: TextLine, segments: Sequence[Segment], *, escaped: bool = False) -> None:
    """Adds the segments of one printed line, with spaces for the gaps between them.

    Where all characters of a line are set apart, as in a narrow cell or a short title, a gap is a space only where it
    is wider than the others.
    """
    usual = 1.5 * _usual_gap(segments)
    for before, segment in pairwise([None, *segments]):
        if before and segment:
            gap = _gap(before, segment)
            if gap >= _WIDE + usual:
                line.add(" " * min(max(2, round(2 * gap)), _MOST_SPACES))
            elif gap >= _SPACE + usual and segment.text[0] != " " and (usual > 0 or not _are_single(before, segment)):
                line.add(" ")
        if segment:
            line.add_segment(segment, usual * segment.size, escaped=escaped)


def is_parted(segments: Sequence[Segment]) -> bool:
    """Whether a line has a gap that parts columns: names side by side, a row of a table without lines."""
    usual = 1.5 * _usual_gap(segments)
    return any(_gap(before, after) >= _WIDE + usual for before, after in pairwise(segments))


def _gap(before: Segment, after: Segment) -> float:
    """The distance between two segments, in sizes of the type."""
    return (after.left - before.right) / max(before.size, after.size)


def _usual_gap(segments: Sequence[Segment]) -> float:
    """The distance between characters that three of four on a line reach, in sizes of the type.

    It shows after Chinese characters, and between segments so short that the distance parts them.
    """
    gaps = [
        (then - at) / segment.size - 1
        for segment in segments
        for character, (at, then) in zip(segment.text, pairwise(segment.edges[:-1]), strict=False)
        if _HAN.match(character)
    ]
    gaps += [
        gap
        for before, after in pairwise(segments)
        if (gap := _gap(before, after)) < _WIDE or _is_single(before) or _is_single(after)
        if _is_set_apart(before.text, after.text)
    ]
    return max(0.0, sorted(gaps)[len(gaps) // 4]) if gaps else 0.0


def _is_set_apart(before: str, after: str) -> bool:
    """Whether the distance between two texts may be that of characters set apart, and no space between words."""
    if _HAN.search(before + after):
        return True
    return max(len(before), len(after)) <= (1 if _LATIN.search(before + after) else _SHORT)


def _are_single(before: Segment, after: Segment) -> bool:
    """Whether two segments are one Chinese character each: a gap between them is how a word or a title is set."""
    return _is_single(before) and _is_single(after)


def _is_single(segment: Segment) -> bool:
    """Whether a segment is one Chinese character."""
    return bool(_HAN.fullmatch(segment.text.strip()))


def add_break(line: TextLine, before: Segment, after: Segment) -> None:
    """Adds what stands for the end of a printed line inside a paragraph: a space between two words, else nothing."""
    if _WORD_END.search(before.text) and _WORD_START.match(after.text):
        line.add(" ")


def ended_early(right: float, edge: float, after: Sequence[Segment]) -> bool:
    """Whether a line ends at ``right`` though what the next one begins with would have fitted before ``edge``."""
    unit = _UNIT.match("".join(segment.text for segment in after))
    width = sum(1.0 if _WIDE_CHARACTER.match(character) else 0.55 for character in unit.group()) if unit else 1.0
    return edge - right > (width + _SLACK) * after[0].size

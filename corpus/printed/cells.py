"""Cells of a table row: their pieces with the printed characters of each, and what looks like a deadline."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.text import EMPTY, Traced, clean, join
from corpus.model import Run

_BREAK = re.compile(r"</?(?:p|div|li|ul|ol|br)\b[^<>]{0,300}>|(?<=[。；;])[ \u3000]{2,}", re.IGNORECASE)
_NONE = re.compile(r"[—–\-－/]*")
#: What names of organs end in, beside 部, which also stands in 全部 and 部分.
ORGAN_ENDS = "局委办厅署府"
#: A character of what is printed before a time as part of a deadline: 力争年底前, and not 市水务局年底前.
_BEFORE = f"(?:[^。部{ORGAN_ENDS}]|(?<=全)部|部(?=分))"
#: What a deadline cell says: a day, a month, a quarter, a year's end, or that the work goes on.
_TIME = re.compile(
    rf"(?:{_BEFORE}{{0,8}}?(?:年底|月底|季度末?|年末|月|日|年|上半年|下半年|全年|供暖季|汛期|每[年月季周日])[前起末内中]?(?:完成)?"
    r"|按[^。]{0,6}(?:时间)?节点(?:完成|推进)?|(?:长期|持续|常态化?|及时|适时|实时|同步|即时)[^。]{0,6}|\d{1,2}[—\-–~至]\d{1,2}月(?:底前)?)"
    r"(?:[（(][^（）()]{0,30}[)）])?"
)
_YEAR = re.compile(r"\d{4}年")
_TAG = re.compile(r"<[^<>]{0,80}>|\*\*")
_LONGEST_TIME = 24
#: A cell of a longer line is cleaned by itself: what stands far off on its line is not looked at for each space.
_LONG_LINE = 4000


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell: its pieces (paragraphs) cleaned, in order; none for an empty cell."""

    pieces: tuple[Traced, ...]
    raw: str

    @property
    def reading(self) -> Traced:
        """All pieces, a newline between them."""
        return join(self.pieces, "\n") if self.pieces else EMPTY

    @property
    def text(self) -> str:
        """The reading's text."""
        return "\n".join(p.text for p in self.pieces)

    @property
    def spaced(self) -> str:
        """The printed text without mark-up, its spaces kept: they part names."""
        text = _TAG.sub(" ", self.raw) if "<" in self.raw or "*" in self.raw else self.raw
        return (html.unescape(text) if "&" in text else text).strip()

    def __bool__(self) -> bool:
        return bool(self.pieces)


NO_CELL = CellText((), "")


@dataclass(frozen=True, slots=True)
class LineSlice:
    """``raw[start:end]`` of a printed line."""

    raw: str
    line: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is printed there."""
        return self.raw[self.start : self.end]


def tab_cells(raw: str, line: int) -> list[CellText]:
    """The cells of a line whose columns are separated by TABs."""
    cells: list[CellText] = []
    start = 0
    for text in raw.split("\t"):
        cells.append(cell_at([LineSlice(raw, line, start, start + len(text))]) if text else NO_CELL)
        start += len(text) + 1
    return cells


def cell_at(slices: Sequence[LineSlice]) -> CellText:
    """The cell printed in these slices; it goes on from line to line, and a break in it begins a new piece."""
    pieces: list[Traced] = []
    is_new = True
    for part in slices:
        for start, end in _segments(part):
            is_new = is_new or start > part.start
            if piece := _cleaned(part, start, end):
                pieces[len(pieces) :] = [piece] if is_new else [join([pieces.pop(), piece])]
                is_new = False
    return CellText(tuple(pieces), "\n".join(part.text for part in slices))


def _segments(part: LineSlice) -> Iterator[tuple[int, int]]:
    """The parts of a slice between its breaks."""
    start, text = part.start, part.text
    if "<" in text or "  " in text or "\u3000\u3000" in text:
        for match in _BREAK.finditer(part.raw, start, part.end):
            yield start, match.start()
            start = match.end()
    yield start, part.end


def _cleaned(part: LineSlice, start: int, end: int) -> Traced:
    """The cleaned text of a part of a slice."""
    if start == end:
        return EMPTY
    if len(part.raw) < _LONG_LINE:
        return clean(part.raw, part.line, start=start, end=end)
    reading = clean(part.raw[start:end], part.line)
    runs = tuple(Run(run.start, run.end, run.line, run.column + start) for run in reading.runs)
    return Traced(reading.text, runs)


@lru_cache(maxsize=8192)
def is_time(text: str) -> bool:
    """Whether a cell holds nothing but deadlines (年底前, 长期实施, 6—9月, 年底前 年底前)."""
    if len(text) > 10 * _LONGEST_TIME:
        return False
    tokens = re.split(r"[\s；;、，,]+", re.sub(r"(?<=前)(?=年底|\d+月)|[（(]含[^（）()]*[)）]", " ", text.strip()))
    return bool(text.strip()) and all(len(t) <= _LONGEST_TIME and _TIME.fullmatch(t) for t in tokens if t)


def is_none(text: str) -> bool:
    """Whether a cell says that there is none (——)."""
    return bool(_NONE.fullmatch(text))


def printed_deadline(cell: CellText) -> str | None:
    """The deadline of a cell; each different one once, in printed order."""
    values = [piece for piece in _times(cell.text) if piece] if not is_time(cell.spaced) else _times(cell.spaced)
    return "；".join(dict.fromkeys(values)) or None


def _times(text: str) -> list[str]:
    """The deadlines in a cell: a break inside one is closed up, two of them are separated."""
    bare = re.sub(r"[（(]含[^（）()]*[)）]", " ", text)
    values: list[str] = []
    for token in bare.split():
        if values and (not _TIME.fullmatch(values[-1]) or (_YEAR.fullmatch(values[-1]) and token[0].isdecimal())):
            values[-1] += token
        else:
            values.append(token)
    return values

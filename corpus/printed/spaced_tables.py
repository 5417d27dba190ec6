"""Tables whose columns are separated by runs of spaces.

A head that names three columns or more opens such a table, or lines that are numbered on. What stands under the columns
is a row; a text that fills its column and goes on in the next line, with nothing in the first column, is one cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from unicodedata import east_asian_width

from corpus.printed.cells import NO_CELL, LineSlice, cell_at
from corpus.printed.columns import are_entries, is_contents_head, is_head, opens_table
from corpus.printed.grids import WIDEST
from corpus.printed.rows import PAGE_LINES, PrintedRow, PrintedTable, Row, is_section_line

_TEXT = re.compile(r"\S+(?:[ \u3000]\S+)*")
_COUNT = re.compile(r"\d{1,3}")
_UNIT = re.compile(r"[（(][^（）()\d]{1,10}[)）]")
_FIGURE = re.compile(r"[\d.,()（）%％—\-+]*\d[\d.,()（）%％—\-+]*")
#: A table has so many columns, and so many rows where it has no head.
_COLUMNS = _ROWS = 3
#: A text may begin so many half characters before the column that it belongs to.
_LOOSE = 2
#: A head has at most so many lines, each so long, and so many first columns that no name stands over.
_TALLEST, _WIDEST_HEAD, _FIRST = 4, 400, 2
#: A name stands over the middle of its columns, so many half characters beside it at most.
_LOOSEST = 8
#: A cell that goes on in the next line fills its column to this share.
_FULL = 0.7


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a line, at ``raw[start:end]``; ``left`` and ``right`` in half characters of the printed line."""

    start: int
    end: int
    left: int
    right: int


@dataclass(frozen=True)
class _Line:
    number: int
    raw: str

    @cached_property
    def texts(self) -> tuple[_Text, ...]:
        """The texts separated by runs of spaces; none where there are too many."""
        found: list[_Text] = []
        right, end = 0, 0
        for match in _TEXT.finditer(self.raw):
            if len(found) == WIDEST:
                return ()
            if found and _is_one_word(self.raw, found[-1], match):
                right, end = found[-1].right + match.end() - end + 1, match.end()
                found[-1] = replace(found[-1], end=end, right=right)
                continue
            left = right + _width(self.raw[end : match.start()])
            right, end = left + _width(match.group()), match.end()
            found.append(_Text(match.start(), end, left, right))
        return tuple(found)

    @cached_property
    def words(self) -> list[str]:
        """The texts without spaces."""
        return ["".join(self.raw[text.start : text.end].split()) for text in self.texts]

    @property
    def parted(self) -> list[_Text]:
        """The texts that any space separates."""
        found: list[_Text] = []
        for match in re.finditer(r"\S+", self.raw):
            left = _width(self.raw[: match.start()])
            found.append(_Text(match.start(), match.end(), left, left + _width(match.group())))
        return found

    def is_parted(self, text: _Text) -> bool:
        """Whether a space stands inside a text, which may then be two."""
        return len(self.raw[text.start : text.end].split()) > 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """The texts of one line by their columns."""

    line: _Line
    texts: Mapping[int, _Text]


@dataclass(frozen=True, slots=True)
class _Spaced:
    """A row of one printed line or more."""

    pieces: tuple[_Piece, ...]
    is_head: bool = False

    @property
    def last(self) -> int:
        return self.pieces[-1].line.number


def spaced_tables(lines: Sequence[str]) -> Iterator[PrintedTable]:
    """The tables of a text whose columns are separated by spaces, in printed order."""
    after = 0
    for number, raw in enumerate(lines, 1):
        if number <= after or not _has_gap(raw):
            continue
        first = _Line(number, raw)
        if tall := _tall_head(lines, first):
            rows = [*tall.rows, *_rows(lines, [], tall.lefts, tall.stop)]
            after = rows[-1].last
            yield [_printed(row, len(tall.lefts)) for row in rows]
            continue
        heads = _head(lines, first)
        if heads or _is_numbered_on(lines, first):
            lefts = _lefts(heads or [first])
            rows = _rows(lines, heads, lefts, number + len(heads))
            if len(rows) > len(heads):
                after = rows[-1].last
                yield [_printed(row, len(lefts)) for row in rows]


@dataclass(frozen=True, slots=True)
class _Tall:
    """A head whose upper names stand over several columns each, as two rows; ``stop`` is the first line under it."""

    rows: tuple[_Spaced, _Spaced]
    lefts: list[int]
    stop: int


def _tall_head(lines: Sequence[str], first: _Line) -> _Tall | None:
    """The head of several lines over lines of figures: the lowest one names columns, those above stand over some."""
    heads: list[_Line] = []
    line = first
    while len(heads) <= _TALLEST and _names_columns(line):
        heads.append(line)
        line = _line_at(lines, line.number + 1)
    below = _line_at(lines, line.number + 1)
    columns = len(line.texts)
    if not (len(heads) > 1 and columns > _COLUMNS and len(below.texts) == columns):
        return None
    if not (_has_figures(line) and _has_figures(below)):
        return None
    rows = _tall_rows(heads, columns)
    lefts = [min(one.left, other.left) for one, other in zip(line.texts, below.texts, strict=True)]
    return _Tall(rows, lefts, line.number) if rows else None


def _tall_rows(heads: Sequence[_Line], columns: int) -> tuple[_Spaced, _Spaced] | None:
    """The two rows of a head over so many columns, the upper one with the names of the first columns.

    These stand between the lines, above the lowest one, or in it. None where the names do not stand over the columns.
    """
    lowest = heads[-1]
    above = sorted(((line, text) for line in heads[:-1] for text in line.texts), key=lambda one: one[1].left)
    own = columns - len(lowest.texts)
    first, spans = above[:own], above[own:]
    if not 0 <= own <= _FIRST or not spans or any(_middle(text) > lowest.texts[0].left for _, text in first):
        return None
    frees = range(1) if own else range(1, _FIRST + 1)
    error, starts, free = min(_spanned(lowest.texts, [text for _, text in spans], free) for free in frees)
    if error > _LOOSEST * len(spans):
        return None
    first += [(lowest, text) for text in lowest.texts[:free]]
    upper = [*enumerate(first), *zip([own + start for start in starts], spans, strict=True)]
    lower = {own + at: text for at, text in enumerate(lowest.texts) if at >= free}
    pieces = tuple(
        _Piece(line, found) for line in heads if (found := {at: text for at, (of, text) in upper if of is line})
    )
    return _Spaced(pieces, is_head=True), _Spaced((_Piece(lowest, lower),), is_head=True)


def _spanned(texts: Sequence[_Text], spans: Sequence[_Text], free: int) -> tuple[float, list[int], int]:
    """How far names stand from the middle of the columns under them, and which is the first of each.

    ``free`` of the texts have no name above.
    """
    owners = [min(range(len(spans)), key=lambda at: abs(_middle(spans[at]) - _middle(text))) for text in texts[free:]]
    if owners != sorted(owners) or len({*owners}) != len(spans) or len(owners) == len(spans):
        return inf, [], free
    error, starts = 0.0, []
    for at, span in enumerate(spans):
        under = [text for text, owner in zip(texts[free:], owners, strict=True) if owner == at]
        error += abs((under[0].left + under[-1].right) / 2 - _middle(span))
        starts.append(free + owners.index(at))
    return error, starts, free


def _middle(text: _Text) -> float:
    return (text.left + text.right) / 2


def _line_at(lines: Sequence[str], number: int) -> _Line:
    return _Line(number, lines[number - 1] if number <= len(lines) else "")


def _names_columns(line: _Line) -> bool:
    """Whether a line may be one of a head: texts, and none of them a figure or a sentence."""
    return (
        bool(line.texts)
        and len(line.raw) <= _WIDEST_HEAD
        and not any(_FIGURE.fullmatch(word) or word.endswith(("。", "；", "：", "，")) for word in line.words)
    )


def _has_figures(line: _Line) -> bool:
    """Whether all texts of a line are figures, but the first one, or two of which the first counts."""
    words = line.words
    named = 2 if len(words) > 1 and _COUNT.fullmatch(words[0]) else 1
    rest = words[named:]
    figures = [word for word in rest if _FIGURE.fullmatch(word)]
    return bool(figures) and all(word in figures or word.strip("—－-–") == "" for word in rest)


def _is_one_word(raw: str, before: _Text, match: re.Match[str]) -> bool:
    """Whether two characters are one word that was set wide: 项  目, 合  计."""
    alone = before.end - before.start == 1 and match.end() - match.start() == 1
    return alone and match.start() - before.end <= _WIDE_GAP and f"{raw[before.start]}{match.group()}" in _WIDE_WORDS


#: Words of two characters that are set wide in the first column of a table.
_WIDE_WORDS = frozenset(
    ("项目", "合计", "总计", "小计", "名称", "单位", "序号", "地区", "备注", "内容", "金额", "指标")
)
_WIDE_GAP = 6


def _has_gap(raw: str) -> bool:
    bare = raw.strip()
    return ("  " in bare or "\u3000\u3000" in bare) and "\t" not in bare


def _width(text: str) -> int:
    return len(text) + sum(east_asian_width(char) in "WF" for char in text)


def _head(lines: Sequence[str], first: _Line) -> list[_Line]:
    """The lines of a head: texts without figures may stand under it, to the right of its first column."""
    if len(first.texts) < _COLUMNS or is_contents_head(first.words):
        return []
    if not is_head(first.words):
        return [first] if _opens(lines, first) else []
    heads = [first]
    for number in (first.number + 1, first.number + 2):
        line = _Line(number, lines[number - 1] if number <= len(lines) else "")
        under = (len(line.texts) > 1 or _is_unit(line)) and line.texts[0].left > first.texts[0].right
        if not under or any(_FIGURE.fullmatch(w) or w.endswith(("。", "；")) for w in line.words):
            break
        heads.append(line)
    return heads


def _is_unit(line: _Line) -> bool:
    """Whether a line is the unit of a column, in brackets under its name."""
    return len(line.words) == 1 and bool(_UNIT.fullmatch(line.words[0]))


def _opens(lines: Sequence[str], first: _Line) -> bool:
    """Whether the lines right under this one have equally many texts, with figures in a column."""
    below = [
        _Line(number, lines[number - 1]) for number in range(first.number + 1, first.number + 3) if number <= len(lines)
    ]
    alike = len(below) > 1 and all(len(line.texts) == len(first.texts) for line in below)
    return alike and opens_table(first.words, [line.words for line in below])


def _is_numbered_on(lines: Sequence[str], first: _Line) -> bool:
    """Whether lines of equally many texts count on from this one, other than the entries of a contents page."""
    if len(first.texts) < _COLUMNS or not _COUNT.fullmatch(first.words[0]):
        return False
    found = [first]
    for number in range(first.number + 1, min(first.number + 2 * _ROWS, len(lines)) + 1):
        line = _Line(number, lines[number - 1])
        if line.texts:
            if len(line.texts) != len(first.texts) or line.words[0] != str(int(first.words[0]) + len(found)):
                break
            found.append(line)
    return len(found) >= _ROWS and not are_entries([line.words for line in found])


def _lefts(heads: Sequence[_Line]) -> list[int]:
    """Where the columns begin, by all lines of the head."""
    found: list[int] = []
    for left in sorted(text.left for line in heads for text in line.texts):
        if not found or left > found[-1] + _LOOSE:
            found.append(left)
    return found


def _rows(lines: Sequence[str], heads: Sequence[_Line], lefts: list[int], start: int) -> list[_Spaced]:
    """The rows under a head. ``lefts`` are moved to where the texts of full rows begin."""
    rows = [_Spaced((_Piece(head, _placed(head, lefts) or {}),), is_head=True) for head in heads]
    section: _Line | None = None
    others = 0
    for number in range(start, len(lines) + 1):
        line = _Line(number, lines[number - 1])
        if not line.raw.strip():
            continue
        piece = _fitting(line, lefts, is_far=others > 0)
        if piece is None:
            section = line if not others and is_section_line(line.raw) else section
            others += 1
            if others > PAGE_LINES:
                break
            continue
        if section:
            rows.append(_Spaced((_Piece(section, {0: section.texts[0]}),)))
        if rows and not rows[-1].is_head and _goes_on(rows[-1], piece, lefts):
            rows[-1] = replace(rows[-1], pieces=(*rows[-1].pieces, piece))
        elif len(piece.texts) > 1:
            rows.append(_Spaced((piece,), is_head=is_head(line.words)))
        others, section = 0, None
    return rows


def _fitting(line: _Line, lefts: list[int], *, is_far: bool) -> _Piece | None:
    """The line as a row or the rest of one; behind other lines only what fills three columns or more."""
    if "\t" in line.raw or len(line.texts) < (_COLUMNS if is_far else 1):
        return None
    if len(line.texts) == len(lefts):
        lefts[:] = [min(left, text.left) for left, text in zip(lefts, line.texts, strict=True)]
        return _Piece(line, dict(enumerate(line.texts)))
    texts = _placed(line, lefts)
    if texts is None and len(line.texts) >= _COLUMNS and len(words := line.parted) == len(lefts):
        return _Piece(line, dict(enumerate(words)))  # two cells whose texts nearly touch
    return _Piece(line, texts) if texts and (len(texts) > 1 or 0 not in texts) else None


def _placed(line: _Line, lefts: Sequence[int]) -> dict[int, _Text] | None:
    """The texts by their columns, each between the left of its column and that of the next; none where one is not.

    A text without a gap may reach into the next column where that is empty and a row has more texts than two.
    """
    found: dict[int, _Text] = {}
    for text in line.texts:
        column = max((at for at, left in enumerate(lefts) if left - _LOOSE <= text.left), default=-1)
        if column < 0 or column in found:
            return None
        found[column] = text
    wide = [at for at, text in found.items() if at + 1 < len(lefts) and text.right > lefts[at + 1]]
    over = any(at + 1 in found or line.is_parted(found[at]) for at in wide)
    return None if wide and (over or len(found) < _COLUMNS) else found


def _goes_on(row: _Spaced, piece: _Piece, lefts: Sequence[int]) -> bool:
    """Whether every text of the piece is the rest of one right above it; of several texts, each fills its column."""
    if 0 in piece.texts or piece.line.number != row.last + 1:
        return False
    for column, text in piece.texts.items():
        above = next((p for p in reversed(row.pieces) if column in p.texts), None)
        if above is None or above.line.raw[: above.texts[column].end].endswith(("。", "；")):
            return False
        if len(piece.texts) == 1:
            return True
        full = lefts[column + 1] - lefts[column] - _LOOSE if column + 1 < len(lefts) else text.right - text.left
        if above.texts[column].right - above.texts[column].left < full * _FULL:
            return False
    return True


def _printed(row: _Spaced, columns: int) -> PrintedRow:
    cells = []
    for column in range(columns):
        printed = [(p.line, p.texts[column]) for p in row.pieces if column in p.texts]
        slices = [LineSlice(line.raw, line.number, text.start, text.end) for line, text in printed]
        cells.append(cell_at(slices) if slices else NO_CELL)
    return PrintedRow(row.pieces[0].line.number, row.last, Row(tuple(cells), is_head=row.is_head))

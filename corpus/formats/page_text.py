"""The content of pages to a printed text: paragraphs over lines, columns and pages, tables over pages, furniture apart.

A line of the text is a paragraph, a line of its own such as a title, a row of a table, or a line of furniture. A line
behind which the next word would have fitted was ended on purpose; another goes on, unless the next has an indent.
Ruled tables are written as rows of HTML, one on a line, since that says where a table begins and ends, and which cells
span rows and columns.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.formats.aligned_tables import TablesOfPages
from corpus.formats.line_text import TextLine, add_break, add_line, ended_early, is_parted
from corpus.formats.page_content import Column, PageContent, Segment
from corpus.formats.page_layout import (
    Block,
    PageLine,
    PageTable,
    blocks,
    filled_tables,
    page_tables,
    visual_lines,
)
from corpus.formats.ruled_tables import RuledTable
from corpus.formats.running_heads import page_furniture
from corpus.formats.table_rows import TableRow, table_rows
from corpus.language.numbering import marker
from corpus.language.text import ends_sentence
from corpus.model import PageBox
from corpus.printed.printed_text import PrintedText

#: A line begins with an indent from this share of its size on, up to that; a title is set in from both edges.
_INDENT, _DEEPEST = 0.8, 2.5
#: The space at both sides of a centred line is the same within this share of its size.
_EVEN = 0.6
_OPENING, _CLOSING = "(（《〈〔[【", ")）》〉〕]】"
#: Type of another size begins another paragraph.
_ALIKE = 1.08
#: Lines that are further apart than those of a paragraph by this, in sizes of their type, are two paragraphs.
_APART = 0.3
#: A column that fewer lines fill has no edges of its own. Edges of two pages are the same within so many points.
_FEWEST, _NEAR = 6, 6.0
#: An entry of the contents ends with the number of its page.
_ENTRY_END = re.compile(r"(?:[.…·．]{2,}\s*|\s{2,}|(?<=[号）)》】]))[(（]?\d{1,4}[)）]?$")
#: What is left of an entry for its last line: the leader with hardly a word before it, or the number after the leader.
_LEADER_END, _PAGE = re.compile(r"(?<![.…·．])[.…·．]{2,}$"), re.compile(r"[(（]?\d{1,4}[)）]?")
_REST_OF_ENTRY = re.compile(r"\S{0,3}?[.…·．]{2,}\s*[(（]?\d{1,4}[)）]?")
#: Tables of two pages are one where their columns stand at the same places, in points.
_SAME_PLACE = 4.0
#: The head of a table, which the next page repeats, has at most so many rows.
_HEAD = 2


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block of a page, or a line of its furniture."""

    content: PageContent
    block: Block
    is_furniture: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """How paragraphs are set: with an indent, with space between them; ``leading`` from line to line inside one."""

    is_indented: bool
    is_spaced: bool
    leading: float

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> "_Setting":
        """That of lines in the order of reading."""
        pairs = [(a, b) for a, b in pairwise(lines) if a.column == b.column and b.top > a.top]
        ended = [(a, b) for a, b in pairs if ended_early(a.right, a.column.right, b.segments)]
        full = [(a, b) for a, b in pairs if not ended_early(a.right, a.column.right, b.segments)]
        leading = _usual([_leading(a, b) for a, b in full or pairs])
        indented = sum(b.left - b.column.left >= _INDENT * b.size for _, b in ended)
        spaced = sum(_leading(a, b) > leading + _APART for a, b in ended)
        return cls(2 * indented >= len(ended), 2 * spaced >= len(ended), leading)


def _usual(values: Sequence[float]) -> float:
    """The commonest value, to a tenth."""
    counts = Counter(round(value, 1) for value in values)
    return counts.most_common(1)[0][0] if counts else 0.0


def printed_text(contents: Sequence[PageContent]) -> PrintedText:
    """The text of pages in the order of reading, with the box of every line."""
    flow = list(_flow(contents))
    setting = _Setting.of([p.block for p in flow if isinstance(p.block, PageLine) and not p.is_furniture])
    lines: list[tuple[TextLine, bool]] = []
    for group in _groups(flow, setting):
        lines += _written(group)
    texts = [line.text for line, _ in lines]
    return PrintedText(
        text="\n".join(texts),
        boxes=tuple(tuple(line.boxes) for line, _ in lines),
        furniture=frozenset(number for number, (_, is_furniture) in enumerate(lines, 1) if is_furniture),
        doubts=tuple(replace(d, line=number) for number, (line, _) in enumerate(lines, 1) for d in line.doubts),
    )


def _flow(contents: Sequence[PageContent]) -> Iterator[_Placed]:
    """The blocks of all pages in the order of reading, the furniture of a page around them."""
    tables = [page_tables(content) for content in contents]
    furniture = page_furniture(contents, [outside for _, outside in tables])
    pages = []
    aligned = TablesOfPages()
    for content, (found, outside), ids in zip(contents, tables, furniture, strict=True):
        heads = visual_lines([s for s in outside if id(s) in ids and s.middle < content.height / 2])
        feet = visual_lines([s for s in outside if id(s) in ids and s.middle >= content.height / 2])
        inner = visual_lines([s for s in outside if id(s) not in ids])
        others = aligned.of_page(inner, [ruling for ruling in content.rulings if ruling.is_level])
        more, rest = filled_tables(others, [s for line in inner for s in line])
        pages.append((content, heads, blocks([*found, *more], rest), feet))
    edges = _edges([block for _, _, body, _ in pages for block in body])
    for content, heads, body, feet in pages:
        yield from (_Placed(content, _furniture_line(line), is_furniture=True) for line in heads)
        for block in body:
            if isinstance(block, PageLine):
                yield _Placed(content, replace(block, column=edges.get(block.column, block.column)))
            else:
                yield _Placed(content, block)
        yield from (_Placed(content, _furniture_line(line), is_furniture=True) for line in feet)


def _furniture_line(segments: Sequence[Segment]) -> PageLine:
    return PageLine(tuple(segments), Column(segments[0].left, segments[-1].right))


def _edges(body: Sequence[Block]) -> dict[Column, Column]:
    """For columns that few lines fill, the narrowest column of another page that holds all their lines.

    A column of which all lines are indented begins where that of another page begins, which ends where it ends.
    """
    lines: dict[Column, list[PageLine]] = {}
    for block in body:
        if isinstance(block, PageLine):
            lines.setdefault(block.column, []).append(block)
    filled = sorted((c for c in lines if sum(map(_is_full, lines[c])) >= _FEWEST), key=lambda c: c.right - c.left)
    found: dict[Column, Column] = {}
    for column in filled:
        size = max(line.size for line in lines[column])
        longer = (
            c
            for c in filled
            if abs(c.right - column.right) <= _NEAR and _INDENT * size <= column.left - c.left <= _DEEPEST * size
        )
        found[column] = next(longer, column)
    for column in lines.keys() - set(filled):
        left, right = min(line.left for line in lines[column]), max(line.right for line in lines[column])
        holding = (c for c in filled if c.left - _NEAR <= left and right <= c.right + _NEAR)
        found[column] = next(holding, Column(left, right))
    return found


def _is_full(line: PageLine) -> bool:
    """Whether a line reaches from edge to edge."""
    return abs(line.left - line.column.left) < line.size / 2 and abs(line.column.right - line.right) < 2 * line.size


def _groups(flow: Iterable[_Placed], setting: _Setting) -> Iterator[list[_Placed]]:
    """Blocks that make up one paragraph or one table, with the furniture that stands between them."""
    group: list[_Placed] = []
    last: _Placed | None = None
    for placed in flow:
        if placed.is_furniture:
            group.append(placed)
            continue
        if group and (last is None or not _goes_on(last, placed, setting)):
            yield group
            group = []
        group.append(placed)
        last = placed
    if group:
        yield group


def _goes_on(last: _Placed, placed: _Placed, setting: _Setting) -> bool:
    """Whether a block goes on with the one before."""
    before, after = last.block, placed.block
    if isinstance(before, PageTable) and isinstance(after, PageTable):
        is_elsewhere = placed.content is not last.content or after.table.ys[0] < before.table.ys[-1]
        return is_elsewhere and _same_columns(before.table, after.table)
    if isinstance(before, PageTable) or isinstance(after, PageTable):
        return False
    if _is_rest_of_entry(before.text, after.text) or (last.content is placed.content and _is_one_title(before, after)):
        return True
    if (
        not _is_alike(before, after)
        or _ENTRY_END.search(before.text)
        or ended_early(before.right, before.column.right, after.segments)
    ):
        return False
    if is_parted(before.segments) or is_parted(after.segments):
        return False
    is_below = last.content is placed.content and before.column == after.column and after.top > before.top
    if is_below and _leading(before, after) > setting.leading + _APART:
        return False
    if after.left - after.column.left >= _INDENT * after.size:
        return _hangs(before, after)
    is_sure = setting.is_indented or (is_below and setting.is_spaced)
    return is_sure or not (ends_sentence(before.text) or marker(after.text))


def _is_rest_of_entry(before: str, after: str) -> bool:
    """Whether a line of the contents is the rest of the entry before it, wherever it stands."""
    if _ENTRY_END.search(before):
        return False
    return bool(_REST_OF_ENTRY.fullmatch(after) or (_LEADER_END.search(before) and _PAGE.fullmatch(after)))


def _is_one_title(before: PageLine, after: PageLine) -> bool:
    """Whether two centred lines are one: the second closes a bracket that the first opens, such as that of a number."""
    are_centred = all(
        line.left > line.column.left
        and abs(line.left - line.column.left - line.column.right + line.right) < _EVEN * line.size
        for line in (before, after)
    )
    is_below = before.column == after.column and before.top < after.top
    return are_centred and is_below and _is_alike(before, after) and _is_open(before.text)


def _is_open(text: str) -> bool:
    """Whether the last bracket of a text opens."""
    last, closed = (max(map(text.rfind, signs)) for signs in (_OPENING, _CLOSING))
    return last > closed


def _same_columns(one: RuledTable, other: RuledTable) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs((a - one.xs[0]) - (b - other.xs[0])) <= _SAME_PLACE for a, b in zip(one.xs, other.xs, strict=True)
    )


def _is_alike(before: PageLine, after: PageLine) -> bool:
    return max(before.size, after.size) <= _ALIKE * min(before.size, after.size)


def _leading(before: PageLine, after: PageLine) -> float:
    """The distance between two lines below one another, in sizes of the type."""
    return (after.top - before.top) / max(before.size, after.size)


def _hangs(before: PageLine, after: PageLine) -> bool:
    """Whether an indented line goes on with a numbered one that begins further left, or with one indented as much."""
    if marker(after.text) or ends_sentence(before.text):
        return False
    return before.left >= after.left - 1 and abs(before.left - after.left) < 1 and before.column == after.column


def _written(group: Sequence[_Placed]) -> Iterator[tuple[TextLine, bool]]:
    """The lines of a group, and whether each is furniture: between the rows of a table, behind a paragraph."""
    start = next((at for at, placed in enumerate(group) if not placed.is_furniture), len(group))
    yield from ((_paragraph([placed]), True) for placed in group[:start])
    inside = group[start:]
    if inside and isinstance(inside[0].block, PageTable):
        yield from _rows(inside)
    elif inside:
        yield _paragraph([placed for placed in inside if not placed.is_furniture]), False
        yield from ((_paragraph([placed]), True) for placed in inside if placed.is_furniture)


def _paragraph(body: Sequence[_Placed]) -> TextLine:
    line = TextLine()
    before: PageLine | None = None
    for placed in body:
        block = placed.block
        if not isinstance(block, PageLine):
            continue
        if before:
            add_break(line, before.segments[-1], block.segments[0])
        add_line(line, block.segments)
        line.boxes.append(_box(placed.content, block))
        before = block
    return line


def _box(content: PageContent, line: PageLine) -> PageBox:
    return content.box(line.left, line.top, line.right, line.bottom)


def _rows(body: Sequence[_Placed]) -> Iterator[tuple[TextLine, bool]]:
    """The rows of a table that goes on over pages, each on a line, and the furniture between them."""
    written: list[TableRow | _Placed] = []
    last: TableRow | None = None
    heads: list[tuple[str, ...]] = []
    for placed in body:
        if not isinstance(placed.block, PageTable):
            written.append(placed)
            continue
        found = table_rows(placed.content, placed.block)
        first = next((row for row in found if row.texts not in heads), None)
        for row in found:
            if last and row is first and last.goes_on_with(row):
                last.go_on(row)
            else:
                written.append(row)
        last = next((one for one in reversed(written) if isinstance(one, TableRow)), None)
        heads = heads or [row.texts for row in found[:_HEAD]]
    rows = [one for one in written if isinstance(one, TableRow)]
    for one in written:
        if isinstance(one, TableRow):
            yield _marked(one.line(), opens=one is rows[0], closes=one is rows[-1]), False
        else:
            yield _paragraph([one]), True


def _marked(line: TextLine, *, opens: bool, closes: bool) -> TextLine:
    """The first and the last row of a table with what opens and closes it."""
    if opens:
        line.put_before("<table>")
    if closes:
        line.add("</table>")
    return line

"""Running heads, feet and page numbers of a printed file: lines at the edge of pages that recur there.

A line at the top or bottom of a page is furniture where the same line, its figures aside, stands at the same height of
another page, or where it is a page number by its form. What stands between it and the edge of the page is furniture
too. A line that may begin a document, such as the label of an annex, is none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.formats.page_content import PageContent, Segment
from corpus.formats.page_layout import visual_lines
from corpus.issue.furniture import may_recur, page_number

#: Lines from the edge of a page that may be furniture.
_DEEP = 3
#: Running heads stand within this share of the page's height from its edge.
_MARGIN = 0.16
#: The same height, in points.
_LEVEL = 5.0
_FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十〇○]+")
_BARE = re.compile(r"[\d\s·•—–－\-|]{1,12}")
#: A line that stands at the height of running heads on this share of the pages is one, whatever it says.
_USUAL = 0.5


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    """A line near the upper or the lower edge of a page: how many lines it is from there, and at which height."""

    page: int
    is_top: bool
    depth: int
    height: float
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def pattern(self) -> str:
        """The text without blanks, the same for all figures."""
        return _FIGURES.sub("#", re.sub(r"\s+", "", self.text))


def page_furniture(contents: Sequence[PageContent], outside: Sequence[Sequence[Segment]]) -> list[set[int]]:
    """For each page the ids (``id``) of the segments that are furniture, among those outside its tables."""
    edges = [line for at, content in enumerate(contents) for line in _edge_lines(at, content, outside[at])]
    pages = len({content.page for content in contents})
    recurring = _recurring(edges, pages)
    found: list[set[int]] = [set() for _ in contents]
    for line in edges:
        if line.depth <= recurring.get((line.page, line.is_top), -1):
            found[line.page] |= {id(segment) for segment in line.segments}
    return found


def _edge_lines(at: int, content: PageContent, segments: Sequence[Segment]) -> Iterator[_EdgeLine]:
    lines = visual_lines(segments)
    for is_top, ordered in ((True, lines[:_DEEP]), (False, lines[: -_DEEP - 1 : -1])):
        for depth, line in enumerate(ordered):
            middle = line[0].middle if is_top else content.height - line[0].middle
            if middle <= _MARGIN * content.height:
                yield _EdgeLine(at, is_top, depth, middle, tuple(line))


def _recurring(edges: Sequence[_EdgeLine], pages: int) -> dict[tuple[int, bool], int]:
    """How deep the furniture reaches at each edge of each page that has any."""
    groups: defaultdict[tuple[bool, str], list[_EdgeLine]] = defaultdict(list)
    for line in edges:
        groups[line.is_top, line.pattern].append(line)
    surely = [line for group in groups.values() for line in group if _is_furniture(line, group)]
    found: dict[tuple[int, bool], int] = {}
    for line in (*surely, *_at_their_height(edges, surely, pages)):
        key = line.page, line.is_top
        found[key] = max(found.get(key, 0), line.depth)
    return found


def _is_furniture(line: _EdgeLine, group: Sequence[_EdgeLine]) -> bool:
    text = line.text
    if page_number(text) is not None:
        return True
    others = {one.page for one in group if abs(one.height - line.height) <= _LEVEL} - {line.page}
    return bool(others) and (bool(_BARE.fullmatch(text)) or may_recur(text))


def _at_their_height(edges: Sequence[_EdgeLine], surely: Sequence[_EdgeLine], pages: int) -> Iterator[_EdgeLine]:
    """Other lines at a height where most pages have a running head: its text changes with the document."""
    heights: defaultdict[tuple[bool, int], set[int]] = defaultdict(set)
    for line in surely:
        heights[line.is_top, round(line.height)].add(line.page)
    usual = {key for key, found in heights.items() if len(found) >= max(2, _USUAL * pages)}
    known: AbstractSet[tuple[int, bool, int]] = {(line.page, line.is_top, line.depth) for line in surely}
    for line in edges:
        near = {(line.is_top, round(line.height) + off) for off in (-1, 0, 1)}
        if near & usual and (line.page, line.is_top, line.depth) not in known and may_recur(line.text):
            yield line

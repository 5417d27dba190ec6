"""Where each document of an issue begins: nothing in print marks it but its title, known from the contents."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.lines import Line
from corpus.model import TocEntry
from corpus.numbers import parse_number, whole_date
from corpus.text import ends_sentence
from corpus.titles import tail_key, title_key

#: A title stands on at most this many non-blank lines.
_LONGEST_TITLE = 9
#: A line that holds nothing but a document number is shorter than this.
_LONGEST_NUMBER = 40
#: Two prints of a title may differ by a misread character or two.
_ALIKE = 0.9
_BODY_LINE = re.compile(r"[\u4e00-\u9fff、（）() ]{3,30}[委厅局府会院队区部署行社团]")
_BACK_MATTER = re.compile(r"(?:政府公报查询方式|《[^《》]{2,20}政府公报》简介|政府公报网络版)")


@dataclass(frozen=True, slots=True)
class Extent:
    """Lines ``start..end`` (end excluded) hold one document, ``start..title_end`` its title with its issuers."""

    entry: TocEntry | None
    start: int
    title_end: int
    end: int


def divide(lines: Sequence[Line], entries: Sequence[TocEntry], start: int) -> tuple[list[Extent], int]:
    """All documents from ``start`` on in printed order, and the index of the back matter.

    The contents say where documents begin. Where they are silent, or a title is misread beyond recognition, a document
    number on a line of its own begins one, so that no text is left without a document.
    """
    back = next((i for i in range(start, len(lines)) if _BACK_MATTER.fullmatch(lines[i].text)), len(lines))
    known = _locate(lines, entries, (start, back))
    first = known[0].start if known else back
    before = _without_contents(lines, start, first) if first > start and not (entries and not known) else []
    if len(known) < len(entries):
        known = [part for extent in known for part in _at_numbers(lines, extent)]
    return [*before, *known], back


def _locate(lines: Sequence[Line], entries: Sequence[TocEntry], within: tuple[int, int]) -> list[Extent]:
    """The documents that the contents announce; those whose titles are not found are left out."""
    at, back = within
    index = _by_beginning(lines, at, back)
    found: list[tuple[TocEntry, int, int]] = []
    for entry in entries:
        place = _find(lines, index, entry, (at, back)) or _by_number(lines, entry, (at, back))
        if place:
            found.append((entry, *place))
            at = place[1]
    ends = [*(place[1] for place in found), back][1:]
    return [Extent(e, a, b, end) for (e, a, b), end in zip(found, ends, strict=True)]


def _at_numbers(lines: Sequence[Line], extent: Extent) -> list[Extent]:
    """A document, cut where another number stands under another title."""
    numbers = [i for i in range(extent.title_end + 1, extent.end) if _is_number_line(lines[i])]
    starts = [_title_start(lines, i, extent.title_end) for i in numbers]
    ends = [*starts, extent.end]
    others = [Extent(None, a, i, end) for a, i, end in zip(starts, numbers, ends[1:], strict=True)]
    return [Extent(extent.entry, extent.start, extent.title_end, ends[0]), *others]


def _without_contents(lines: Sequence[Line], start: int, stop: int) -> list[Extent]:
    """The documents of lines that no contents announces: one at each number on a line of its own, else one in all."""
    numbers = [i for i in range(start, stop) if _is_number_line(lines[i])]
    starts = [_title_start(lines, i, start) for i in numbers] or [start]
    starts[0] = start
    title_ends = numbers or [_plain_title_end(lines, start, stop)]
    return [Extent(None, a, t, b) for a, t, b in zip(starts, title_ends, [*starts[1:], stop], strict=True)]


def _is_number_line(line: Line) -> bool:
    return len(line.text) < _LONGEST_NUMBER and parse_number(line.text) is not None


def _by_beginning(lines: Sequence[Line], start: int, stop: int) -> dict[str, list[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i in range(start, stop):
        if not lines[i].is_row and (beginning := title_key(lines[i].text[:12])[:2]):
            index[beginning].append(i)
    return index


def _find(
    lines: Sequence[Line], index: dict[str, list[int]], entry: TocEntry, within: tuple[int, int]
) -> tuple[int, int] | None:
    """The first window of whole lines that prints the title, in full or from 关于/印发 on under its issuers."""
    wanted = [title_key(entry.title), tail_key(entry.title)]
    places = sorted({i for w in wanted for i in index.get(w[:2], ()) if within[0] <= i < within[1]})
    for exact in (True, False):
        for i in places:
            for title in wanted:
                end = _window(lines, i, within[1], title, exact=exact)
                if end:
                    return _over_issuers(lines, i, within[0]), end
    return None


def _window(lines: Sequence[Line], start: int, stop: int, title: str, *, exact: bool) -> int | None:
    """The end of the window from ``start`` that reads ``title``; nearly so, unless ``exact``."""
    text = ""
    for i in range(start, min(stop, start + _LONGEST_TITLE)):
        if lines[i].is_row:
            return None
        text += title_key(lines[i].text)
        if text == title:
            return i + 1
        if exact and not title.startswith(text):
            return None
        if len(text) >= len(title):
            close = (
                abs(len(text) - len(title)) < len(title) * (1 - _ALIKE)
                and SequenceMatcher(None, text, title).ratio() >= _ALIKE
            )
            return i + 1 if close and not exact and not ends_sentence(lines[i].text) else None
    return None


def _over_issuers(lines: Sequence[Line], title: int, stop: int) -> int:
    """The first of the lines right above a title that hold nothing but the names of issuing bodies."""
    start = title
    while start > stop and _BODY_LINE.fullmatch(lines[start - 1].text) and not lines[start - 1].is_row:
        start -= 1
    return start


def _by_number(lines: Sequence[Line], entry: TocEntry, within: tuple[int, int]) -> tuple[int, int] | None:
    """A title that is misread beyond recognition is found by the document number under it."""
    if not entry.number:
        return None
    for i in range(*within):
        number = parse_number(lines[i].text) if len(lines[i].text) < _LONGEST_NUMBER else None
        if number and number.text == entry.number:
            return _title_start(lines, i, within[0]), i
    return None


def _title_start(lines: Sequence[Line], number: int, stop: int) -> int:
    """The first title line above a number line: nothing that ends a sentence and no row stands between them."""
    start = number
    while (
        start > stop
        and number - start < _LONGEST_TITLE
        and not lines[start - 1].is_row
        and not ends_sentence(lines[start - 1].text)
        and whole_date(lines[start - 1].text) is None
    ):
        start -= 1
    return start


def _plain_title_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of the title at the head of a text that has neither contents nor number."""
    end = start
    while end < stop and end - start < _LONGEST_TITLE and _is_title_line(lines[end]):
        if end + 1 < stop and lines[end + 1].is_row:  # the title of a table, not of the document
            break
        end += 1
        if end < stop and re.search(r"(?:通知|意见|公告|决定|通告|办法|规定)$", lines[end - 1].text):
            break
    return end


def _is_title_line(line: Line) -> bool:
    return not line.is_row and not ends_sentence(line.text) and len(line.text) <= 60 and line.page is None  # noqa: PLR2004

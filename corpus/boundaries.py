"""Where each document of an issue begins: nothing in print marks it but its title, known from the contents."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from corpus.lines import ANNEX_LABEL, Line
from corpus.model import TocEntry
from corpus.numbering import marker
from corpus.numbers import parse_number
from corpus.numerals import whole_date
from corpus.text import ends_sentence
from corpus.titles import tail_key, title_key

#: A title stands on at most this many non-blank lines.
_LONGEST_TITLE = 9
#: A line of a title holds at most this many characters.
_WIDEST_TITLE = 60
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
    known, back = _before_back_matter(lines, entries, start)
    first = known[0].start if known else back
    lost = not known and any(entry.issue for entry in entries)  # an issue whose documents cannot be told apart
    before = _without_contents(lines, start, first) if first > start and not lost else []
    if len(known) < len(entries):
        known = [part for extent in known for part in _at_numbers(lines, extent)]
    return [*before, *known], back


def _before_back_matter(lines: Sequence[Line], entries: Sequence[TocEntry], start: int) -> tuple[list[Extent], int]:
    """The documents that the contents announce, and where the back matter begins: behind them, as it may stand before.

    A text without front matter has no back matter.
    """
    backs = [i for i in range(start, len(lines)) if start and _BACK_MATTER.fullmatch(lines[i].text)] or [len(lines)]
    if (known := _locate(lines, entries, (start, backs[0]))) or not entries:
        return known, backs[0]
    if not (known := _locate(lines, entries, (start, len(lines)))):
        return [], backs[0]
    back = next((i for i in backs if i >= known[-1].title_end), len(lines))
    return [*known[:-1], replace(known[-1], end=back)], back


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
    others = _titled_numbers(lines, extent.title_end, extent.end)
    ends = [*(start for start, _ in others), extent.end]
    cut = [Extent(None, a, i, end) for (a, i), end in zip(others, ends[1:], strict=True)]
    return [Extent(extent.entry, extent.start, extent.title_end, ends[0]), *cut]


def _without_contents(lines: Sequence[Line], start: int, stop: int) -> list[Extent]:
    """The documents of lines that no contents announces: one at each number under a title, else one in all.

    What runs above the first of these titles is a document of its own, so that no text becomes a title.
    """
    found = _titled_numbers(lines, start, stop)
    if _is_number_line(lines[start]):
        found.insert(0, (start, start))
    elif not found or _is_text(lines[start : found[0][0]]):
        found.insert(0, (start, _plain_title_end(lines, start, stop)))
    else:
        found[0] = (start, found[0][1])
    ends = [*(begin for begin, _ in found[1:]), stop]
    return [Extent(None, a, t, b) for (a, t), b in zip(found, ends, strict=True)]


def _titled_numbers(lines: Sequence[Line], start: int, stop: int) -> list[tuple[int, int]]:
    """Where each title above a number on a line of its own begins, with that line, in ``lines[start:stop]``.

    A number without a title of its own, or under the label of an annex, is one that is merely named there, and so are
    those that go on with its list.
    """
    found: list[tuple[int, int]] = []
    floor, listed = start, False
    for i in (i for i in range(start, stop) if _is_number_line(lines[i])):
        begin = _title_start(lines, i, floor)
        listed = (listed and begin == floor) or any(ANNEX_LABEL.fullmatch(x.text) for x in lines[begin:i])
        if not listed and (_is_title(lines[begin:i]) or _goes_before_title(lines, i, floor, stop)):
            found.append((begin, i))
        floor = i + 1
    return found


def _is_title(lines: Sequence[Line]) -> bool:
    """Whether lines may be a title; a sentence that names a document breaks off before the number: 《…》（…号）."""
    return bool(lines) and not lines[-1].text.endswith(("》", "，", "、"))


def _goes_before_title(lines: Sequence[Line], number: int, start: int, stop: int) -> bool:
    """Whether a number stands between the date of one document and the title of the next."""
    after = number + 1
    return (
        start < number
        and after < stop
        and whole_date(lines[number - 1].text) is not None
        and _is_title_line(lines[after])
        and not _is_number_line(lines[after])
    )


def _is_text(lines: Sequence[Line]) -> bool:
    return any(line.is_row or ends_sentence(line.text) for line in lines)


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
    """The first title line above a number line: no row, no sentence, no page, nothing numbered is between."""
    start = number
    while (
        start > stop
        and number - start < _LONGEST_TITLE
        and not lines[start - 1].is_row
        and not ends_sentence(lines[start - 1].text)
        and lines[start - 1].page is None
        and whole_date(lines[start - 1].text) is None
        and marker(lines[start - 1].text) is None
    ):
        start -= 1
    return start


def _plain_title_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of the title at the head of a text that has neither contents nor number, and is more than its title."""
    end = start
    while end < stop and end - start < _LONGEST_TITLE and _is_title_line(lines[end]):
        if end + 1 < stop and lines[end + 1].is_row:  # the title of a table, not of the document
            break
        end += 1
        if re.search(r"(?:通知|意见|公告|决定|通告|办法|规定)$", lines[end - 1].text):
            return end
    return min(end, start + 1) if end == stop else end


def _is_title_line(line: Line) -> bool:
    return (
        not line.is_row
        and not ends_sentence(line.text)
        and len(line.text) <= _WIDEST_TITLE
        and line.page is None
        and not marker(line.text)
    )

"""Where each document of an issue begins: one decision over the whole issue.

Nothing in print marks a new document but its head. Every entry of the contents is compared with every place where its
title or its number stands; the assignment of all entries in printed order with the most evidence wins. What no entry
explains is divided by the same evidence without contents: a head after what ends a document.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.backmatter import back_matter
from corpus.contents import announces_text_of
from corpus.formal import ASIDE, annex_label, is_addressees, is_imprint, is_number, is_organ, signed_date
from corpus.heads import (
    HIGHEST_HEAD,
    LONGEST_TITLE,
    banner,
    head_start,
    is_headline,
    is_title_line,
    is_unfinished,
    read_head,
    stands_above_title,
    title_end,
)
from corpus.lines import Line
from corpus.model import TocEntry
from corpus.numbering import marker
from corpus.numbers import parse_number, trailing_number
from corpus.numerals import whole_date
from corpus.text import HAN, ends_sentence
from corpus.titles import is_complete, is_outer, issued_title, tail_key, title_key

#: Two prints of a title may differ by a misread character or two, in percent.
_ALIKE = 90.0
#: Evidence, in points: how a title reads, what stands around it, and what a head needs to begin a document.
_WHOLE_TITLE, _TAIL_TITLE, _LIKE_TITLE, _BY_NUMBER = 10, 9, 7, 6
_SAME_NUMBER, _OTHER_NUMBER, _AFTER_END, _IN_SENTENCE = 4, -6, 2, -3
_BANNER, _BY_ITSELF = 3, 7
_NEEDED, _IN_ANNEX = 5, 2
#: The notice of a decree has at most so many lines, its banner stands at most so many lines above its first sentence.
_DECREE_NOTICE, _DECREE_HEAD = 14, 3
#: A title names something: it has two Chinese characters beside one another.
_WORDS = re.compile(f"[{HAN}]{{2}}")
#: Titles of papers that have neither number nor signature; no heading in a text reads so.
_ALONE = re.compile(
    r"(?:重要)?更正(?:启事|说明)?|勘误(?:表)?|大事记|.{2,60}大事记|.{0,40}(?:常务|办公|专题|全体)会议纪要"
    r"|.{0,80}政策解读|(?:关于)?《.{2,80}》(?:的)?解读|.{4,60}统计公报|.{2,20}(?:人事任免|任免国家工作人员)"
)


@dataclass(frozen=True, slots=True)
class Extent:
    """Lines ``start..end`` (end excluded) hold one document, ``title_start..title_end`` its title."""

    entry: TocEntry | None
    start: int
    title_start: int
    title_end: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where a document may begin, and how much speaks for it."""

    start: int
    title_start: int
    title_end: int
    points: int


def divide(lines: Sequence[Line], entries: Sequence[TocEntry], start: int) -> tuple[list[Extent], int]:
    """All documents from ``start`` on in printed order, and the index of the back matter."""
    entries = _announced(entries)
    back = back_matter(lines, start) if start else len(lines)
    known = _assigned(lines, entries, (start, back))
    first = known[0].start if known else back
    before = _by_heads(lines, start, first) if first > start else []
    if len(known) < len(entries):
        known = [part for extent in known for part in _divided(lines, extent)]
    return _with_left_over([*before, *known], lines, entries), back


# --- the contents


def _announced(entries: Sequence[TocEntry]) -> list[TocEntry]:
    """One entry for each document: a decree has the number that its entry names and the title of its text."""
    found: list[TocEntry] = []
    for entry in entries:
        if found and announces_text_of(found[-1], entry):
            found[-1] = replace(entry, number=found[-1].number, number_en=found[-1].number_en)
        else:
            found.append(entry)
    return found


def _assigned(lines: Sequence[Line], entries: Sequence[TocEntry], within: tuple[int, int]) -> list[Extent]:
    """The documents of the entries: the assignment in printed order with the most points.

    ``best`` holds, by ascending end of the last title, the chains that have more points than every shorter one.
    """
    index = _Index.of(lines, within)
    best: list[_Chain] = [_Chain(within[0], 0)]
    for entry in entries:
        found = [
            _Chain(place.title_end, before.points + place.points, entry, place, before)
            for place in _places(lines, index, entry, within)
            if (before := best[bisect_right(best, place.start, key=_end) - 1])
        ]
        for chain in found:
            _insert(best, chain)
    picked = list(_links(best[-1]))
    stops = [*(place.start for _, place in picked), within[1]][1:]
    return [Extent(e, p.start, p.title_start, p.title_end, stop) for (e, p), stop in zip(picked, stops, strict=True)]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Entries with their places in printed order, the last of them here, and the points of all."""

    end: int
    points: int
    entry: TocEntry | None = None
    place: _Place | None = None
    before: "_Chain | None" = None


def _end(chain: _Chain) -> int:
    return chain.end


def _links(chain: _Chain) -> Iterator[tuple[TocEntry, _Place]]:
    """The entries of a chain with their places, in printed order."""
    found: list[tuple[TocEntry, _Place]] = []
    link: _Chain | None = chain
    while link is not None and link.entry is not None and link.place is not None:
        found.append((link.entry, link.place))
        link = link.before
    yield from reversed(found)


def _insert(best: list[_Chain], chain: _Chain) -> None:
    """Keeps a chain where none that ends before it has as many points, and drops those that it makes needless."""
    at = bisect_right(best, chain.end, key=_end)
    if best[at - 1].points >= chain.points:
        return
    best.insert(at, chain)
    while at + 1 < len(best) and best[at + 1].points <= chain.points:
        del best[at + 1]


@dataclass(frozen=True, slots=True)
class _Index:
    """Lines by the first characters of what they may be the title of, and by the number that they hold."""

    beginnings: Mapping[str, Sequence[int]]
    numbers: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, lines: Sequence[Line], within: tuple[int, int]) -> "_Index":
        beginnings: defaultdict[str, list[int]] = defaultdict(list)
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for i in range(*within):
            line = lines[i]
            if line.is_row:
                continue
            if beginning := _beginning(line.plain):
                beginnings[beginning].append(i)
            if number := _number_at(lines, i):
                numbers[number].append(i)
        return cls(beginnings, numbers)


def _beginning(text: str) -> str:
    """The first two characters of the key of a title."""
    return text[:2] if text[:2].isalpha() and len(text) > 1 else title_key(text[:12])[:2]


def _number_at(lines: Sequence[Line], i: int) -> str | None:
    """The number on a line of its own; that of a decree may be printed under its banner."""
    number = parse_number(lines[i].plain)
    if number and not number.prefix and i and banner(lines[i - 1].plain):
        return f"{lines[i - 1].plain.replace(' ', '')}{number.text}"
    return number.text if number else None


def _places(lines: Sequence[Line], index: _Index, entry: TocEntry, within: tuple[int, int]) -> Iterator[_Place]:
    """The places where an entry's document may begin, in printed order."""
    found: dict[int, _Place] = {}
    wanted = dict.fromkeys((title_key(entry.title), tail_key(entry.title)))
    for title in wanted:
        for i in index.beginnings.get(title[:2], ()):
            match = _window(lines, i, within[1], title)
            if match:
                end, alike = match
                points = _LIKE_TITLE if not alike else _WHOLE_TITLE if title == next(iter(wanted)) else _TAIL_TITLE
                _keep(found, _judged(lines, entry, range(i, end), within, points))
    for i in index.numbers.get(entry.number or "", ()):
        decree = bool(i) and banner(lines[i - 1].plain) is not None
        points = _WHOLE_TITLE if decree else _BY_NUMBER  # a decree has the title of the text that it publishes
        _keep(found, _judged(lines, entry, _title_beside(lines, i, within), within, points))
    yield from sorted(found.values(), key=lambda place: place.title_end)


def _keep(found: dict[int, _Place], place: _Place) -> None:
    known = found.get(place.start)
    if known is None or known.points < place.points:
        found[place.start] = place


def _judged(lines: Sequence[Line], entry: TocEntry, title: range, within: tuple[int, int], points: int) -> _Place:
    """A place with the points for what stands around the title."""
    if (decree := _decree_above(lines, title, within[0])) is not None:
        title, points = decree, points + _SAME_NUMBER
    start = head_start(lines, title.start, within[0])
    head = read_head(lines, start, title, min(within[1], title.stop + LONGEST_TITLE))
    numbers = {number.text for number in head.numbers} | {
        n for i in range(start, title.start) if (n := _number_at(lines, i))
    }
    if entry.number and numbers:
        points += _SAME_NUMBER if entry.number in numbers else _OTHER_NUMBER if _is_full(entry.number) else 0
    return _Place(start, title.start, title.stop, points + _before(lines, start, within[0]) + bool(head.addressees))


def _decree_above(lines: Sequence[Line], title: range, floor: int) -> range | None:
    """Where the title of a decree would stand that publishes the text of this title: right behind its banner."""
    name = title_key("".join(lines[i].plain for i in title))
    for i in range(title.start - 1, max(floor, title.start - _DECREE_NOTICE) - 1, -1):
        if lines[i].is_row or name not in title_key(lines[i].plain):
            continue
        for j in range(i - 1, max(floor, i - _DECREE_HEAD) - 1, -1):
            if banner(lines[j].plain):
                return range(i, i)
    return None


def _is_full(number: str) -> bool:
    parsed = parse_number(number)
    return parsed is not None and parsed.is_unique


def _window(lines: Sequence[Line], start: int, stop: int, title: str) -> tuple[int, bool] | None:
    """The end of the lines from ``start`` that read ``title`` best, and whether they do so to the letter."""
    text, best = "", (0.0, start)
    for i in range(start, min(stop, start + LONGEST_TITLE)):
        if lines[i].is_row:
            break
        text += title_key(lines[i].plain)
        bare = text
        if len(text) > len(title) and (trailing := trailing_number(lines[i].plain)):
            bare = text[: len(text) - len(title_key(lines[i].plain))] + title_key(trailing[0])
        if title in (text, bare):
            return i + 1, True
        if not ends_sentence(lines[i].plain):
            best = max(best, (fuzz.ratio(bare, title), i + 1))
        if len(bare) > len(title) or fuzz.ratio(text, title[: len(text)]) < _ALIKE:
            break
    return (best[1], False) if best[0] >= _ALIKE else None


def _title_beside(lines: Sequence[Line], number: int, within: tuple[int, int]) -> range:
    """The title that stands above a number, or below it where nothing above is one."""
    begin = _title_above(lines, number, within[0])
    if begin < number and not banner(lines[number - 1].plain):
        return range(begin, number)
    return range(number + 1, title_end(lines, number + 1, within[1]))


def _title_above(lines: Sequence[Line], number: int, floor: int) -> int:
    """The first title line above a number line."""
    start = number
    while start > floor and number - start < LONGEST_TITLE and is_title_line(lines[start - 1]):
        if start < number and is_complete(lines[start - 1].plain) and is_outer(lines[start - 1].plain):
            break
        start -= 1
    return start


def _before(lines: Sequence[Line], start: int, floor: int) -> int:
    """Points for what stands above a head: the end of a document, or the middle of a sentence."""
    if start <= floor:
        return _AFTER_END
    above = lines[start - 1]
    if above.is_row:
        return 0
    text = above.plain
    if annex_label(text):
        return 3 * _IN_SENTENCE
    if whole_date(text) or signed_date(text) or is_imprint(text) or ASIDE.fullmatch(text):
        return _AFTER_END
    return 0 if ends_sentence(text) or lines[start].page is not None else _IN_SENTENCE


def _with_left_over(extents: list[Extent], lines: Sequence[Line], entries: Sequence[TocEntry]) -> list[Extent]:
    """The documents with the entries that were not found in order: one of the same number or title takes the entry."""
    used = {extent.entry.position for extent in extents if extent.entry}
    left = [entry for entry in entries if entry.position not in used]
    out = list(extents)
    for entry in left:
        for at, extent in enumerate(out):
            if extent.entry is None and _announces(lines, entry, extent):
                out[at] = replace(extent, entry=entry)
                break
    return out


def _announces(lines: Sequence[Line], entry: TocEntry, extent: Extent) -> bool:
    head = read_head(lines, extent.start, range(extent.title_start, extent.title_end), extent.end)
    if entry.number and _is_full(entry.number) and any(number.text == entry.number for number in head.numbers):
        return True
    return bool(head.title) and fuzz.ratio(title_key(head.title or ""), title_key(entry.title)) >= _ALIKE


# --- without contents


def _by_heads(lines: Sequence[Line], start: int, stop: int) -> list[Extent]:
    """The documents of lines that no contents announces; the first begins with the first line."""
    found = list(_heads(lines, start, stop))
    if not found or found[0].start > start:
        first = found[0].start if found else stop
        found.insert(0, _first_head(lines, start, first) or _plain_head(lines, start, first))
    stops = [*(place.start for place in found), stop][1:]
    return [Extent(None, p.start, p.title_start, p.title_end, end) for p, end in zip(found, stops, strict=True)]


def _plain_head(lines: Sequence[Line], start: int, stop: int) -> _Place:
    """The title at the head of a text, which is more than its title; one right above a table is that of the table."""
    end = title_end(lines, start, stop)
    if end < stop and lines[end].is_row:
        return _Place(start, start, start, 0)
    if end > start + 1 and lines[start + 1].blanks and not is_unfinished(lines[start].plain, lines[start + 1].plain):
        end = start + 1  # two headlines
    if end == start and is_headline(lines[start]):
        end = start + 1
    return _Place(start, start, end if end < stop else min(end, start + 1), 0)


def _first_head(lines: Sequence[Line], start: int, stop: int) -> _Place | None:
    """The head of the first document where a number, a red head or a banner stands above its title."""
    at = start
    while at < min(stop, start + LONGEST_TITLE) and not lines[at].is_row and head_start(lines, at + 1, at) == at:
        at += 1
    if at == start or at >= stop:
        return None
    end = title_end(lines, at, stop)
    return _Place(start, at, end, 0)


def _divided(lines: Sequence[Line], extent: Extent) -> list[Extent]:
    """A document, cut where another head begins."""
    title = "".join(lines[i].plain for i in range(extent.title_start, extent.title_end))
    others = list(_heads(lines, extent.title_end, extent.end, title))
    stops = [*(place.start for place in others), extent.end]
    cut = [Extent(None, p.start, p.title_start, p.title_end, end) for p, end in zip(others, stops[1:], strict=True)]
    return [replace(extent, end=stops[0]), *cut]


def _heads(lines: Sequence[Line], start: int, stop: int, title: str = "") -> Iterator[_Place]:
    """Heads of documents, told by themselves, in printed order; ``title`` is that of the document that goes before."""
    floor, expected, own, annexed = start, title_key(issued_title(title) or ""), title_key(title), False
    for i in range(start, stop):
        if i < floor or lines[i].is_row:
            continue
        annexed = annexed or annex_label(lines[i].plain) is not None
        place = _head_at(lines, i, floor, stop) if _may_begin(lines, i) else None
        if place is None or place.points < _NEEDED + (_IN_ANNEX if annexed else 0):
            continue
        name = title_key("".join(lines[j].plain for j in range(place.title_start, place.title_end)))
        if name and any(fuzz.ratio(name, known) >= _ALIKE for known in (expected, own) if known):
            continue  # the text that is issued, or the title printed again
        yield place
        floor = read_head(lines, place.start, range(place.title_start, place.title_end), stop).body
        title = "".join(lines[j].plain for j in range(place.title_start, place.title_end))
        expected, own, annexed = title_key(issued_title(title) or ""), name, False


def _may_begin(lines: Sequence[Line], i: int) -> bool:
    """Whether a head may begin on a line: a title, or what stands above one; no signature above a date."""
    text = lines[i].plain
    after = i
    while after < min(len(lines), i + HIGHEST_HEAD) and is_organ(lines[after].plain):
        after += 1
    if after > i and after < len(lines) and (whole_date(lines[after].plain) or signed_date(lines[after].plain)):
        return False
    return stands_above_title(text) or (bool(_WORDS.search(text)) and is_title_line(lines[i]))


def _head_at(lines: Sequence[Line], i: int, floor: int, stop: int) -> _Place | None:
    """The head whose title, number or banner begins at ``i``, with its points; ``None`` for no head."""
    start, at = i, i
    while at < min(stop, start + HIGHEST_HEAD) and not lines[at].is_row and stands_above_title(lines[at].plain):
        at += 1
    end = title_end(lines, at, stop)
    if end == at and not any(banner(lines[j].plain) for j in range(start, at)):
        return None
    title = range(at, end)
    head = read_head(lines, start, title, min(stop, end + LONGEST_TITLE))
    text = "".join(lines[j].plain for j in title)
    if _is_listed(lines, head.body, stop) or head.body >= stop:
        return None
    points = _before(lines, start, floor) + (2 if head.addressees else 0)
    points += _title_points(text) if text else _BANNER
    points += 2 if head.organs else 0
    points += 3 if any(number.is_unique for number in head.numbers) else 2 * bool(head.numbers)
    return _Place(start, title.start, title.stop, points)


def _title_points(text: str) -> int:
    """How much a title reads like one of a document: its type, its issuers, 关于."""
    if _ALONE.fullmatch(text):
        return _BY_ITSELF
    return (2 if is_outer(text) else 1) + ("关于" in text) if is_complete(text) else 0


def _is_listed(lines: Sequence[Line], body: int, stop: int) -> bool:
    """Whether a title stands in a list of titles: another one with its number follows instead of text."""
    if body + 1 >= stop or not is_title_line(lines[body]) or is_organ(lines[body].plain):
        return False
    after = lines[body + 1]
    return is_number(after.plain) and marker(lines[body].plain) is None and not is_addressees(after.plain)

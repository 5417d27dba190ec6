"""Where each document of an issue begins: one decision over the whole issue.

Nothing in print marks a new document but its head. Every entry of the contents is compared with every line where its
title or its number stands; the assignment of all entries in printed order with the most evidence wins. What no entry
explains is divided by the same evidence without contents: a head after what ends a document.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.documents.document_heads import ALIKE, Extent, HeadCandidate, divided, ends_above, found_by_heads
from corpus.documents.heads import (
    LONGEST_TITLE,
    Head,
    banner,
    head_start,
    is_title_line,
    read_head,
    title_end,
)
from corpus.issue.backmatter import back_matter
from corpus.issue.entries import announces_text_of
from corpus.language.numbers import parse_number, same_decree, trailing_number, with_banner
from corpus.language.text import ends_sentence
from corpus.language.titles import is_complete, is_outer, tail_key, title_key
from corpus.model import TocEntry
from corpus.printed.lines import Line

#: Evidence, in points: how a title reads, and whether the number beside it is that of the contents.
_WHOLE_TITLE, _TAIL_TITLE, _LIKE_TITLE, _BY_NUMBER = 10, 9, 7, 6
_SAME_NUMBER, _OTHER_NUMBER = 4, -6
#: The notice of a decree has at most so many lines, its banner stands at most so many lines above its first sentence.
_DECREE_NOTICE, _DECREE_HEAD = 14, 3


def divide(lines: Sequence[Line], entries: Sequence[TocEntry], start: int) -> tuple[list[Extent], int]:
    """All documents from ``start`` on in printed order, and the index of the back matter."""
    entries = _announced(entries)
    back = back_matter(lines, start) if start else len(lines)
    known = _assigned(lines, entries, (start, back))
    first = known[0].start if known else back
    before = found_by_heads(lines, start, first) if first > start else []
    if len(known) < len(entries):
        known = [part for extent in known for part in divided(lines, extent)]
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
            _Chain(candidate.title_end, before.points + candidate.points, entry, candidate, before)
            for candidate in _candidates(lines, index, entry, within)
            if (before := best[bisect_right(best, candidate.start, key=_end) - 1])
        ]
        for chain in found:
            _insert(best, chain)
    picked = list(_links(best[-1]))
    stops = [*(candidate.start for _, candidate in picked), within[1]][1:]
    return [Extent(e, p.start, p.title_start, p.title_end, stop) for (e, p), stop in zip(picked, stops, strict=True)]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Entries with their candidates in printed order, the last of them here, and the points of all."""

    end: int
    points: int
    entry: TocEntry | None = None
    candidate: HeadCandidate | None = None
    before: "_Chain | None" = None


def _end(chain: _Chain) -> int:
    return chain.end


def _links(chain: _Chain) -> Iterator[tuple[TocEntry, HeadCandidate]]:
    """The entries of a chain with their candidates, in printed order."""
    found: list[tuple[TocEntry, HeadCandidate]] = []
    link: _Chain | None = chain
    while link is not None and link.entry is not None and link.candidate is not None:
        found.append((link.entry, link.candidate))
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
    if number and i and banner(lines[i - 1].plain):
        number = with_banner(number, lines[i - 1].plain)
    return number.text if number else None


def _candidates(
    lines: Sequence[Line], index: _Index, entry: TocEntry, within: tuple[int, int]
) -> Iterator[HeadCandidate]:
    """The lines where an entry's document may begin, in printed order."""
    found: dict[int, HeadCandidate] = {}
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
    yield from sorted(found.values(), key=lambda candidate: candidate.title_end)


def _keep(found: dict[int, HeadCandidate], candidate: HeadCandidate) -> None:
    known = found.get(candidate.start)
    if known is None or known.points < candidate.points:
        found[candidate.start] = candidate


def _judged(
    lines: Sequence[Line], entry: TocEntry, title: range, within: tuple[int, int], points: int
) -> HeadCandidate:
    """A candidate with the points for what stands around the title."""
    if (decree := _decree_above(lines, title, within[0])) is not None:
        title, points = decree, points + _SAME_NUMBER
    start = head_start(lines, title.start, within[0])
    head = read_head(lines, start, title, min(within[1], title.stop + LONGEST_TITLE))
    numbers = {number.text for number in head.numbers} | {
        n for i in range(start, title.start) if (n := _number_at(lines, i))
    }
    if entry.number and numbers:
        same = entry.number in numbers or any(same_decree(entry.number, number) for number in numbers)
        points += _SAME_NUMBER if same else _OTHER_NUMBER if _is_full(entry.number) else 0
    return HeadCandidate(
        start, title.start, title.stop, points + ends_above(lines, start, within[0]) + bool(head.addressees)
    )


def _decree_above(lines: Sequence[Line], title: range, floor: int) -> range | None:
    """Where the title of a decree would stand that publishes the text of this title: right behind its banner.

    A sentence under the banner and its number names the text; the title itself, printed there, is no such sentence.
    """
    name = title_key("".join(lines[i].plain for i in title))
    for i in range(title.start - 1, max(floor, title.start - _DECREE_NOTICE) - 1, -1):
        key = title_key(lines[i].plain)
        if name not in key or name == key:
            continue
        head = head_start(lines, i, max(floor, i - _DECREE_HEAD))
        if any(banner(lines[j].plain) for j in range(head, i)):
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
        if len(bare) > len(title) or fuzz.ratio(text, title[: len(text)]) < ALIKE:
            break
    return (best[1], False) if best[0] >= ALIKE else None


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


def _with_left_over(extents: list[Extent], lines: Sequence[Line], entries: Sequence[TocEntry]) -> list[Extent]:
    """The documents with the entries that were not found in order: one of the same number or title takes the entry."""
    used = {extent.entry.position for extent in extents if extent.entry}
    left = [entry for entry in entries if entry.position not in used]
    out = list(extents)
    heads = {
        at: read_head(lines, extent.start, range(extent.title_start, extent.title_end), extent.end)
        for at, extent in enumerate(out if left else ())
        if extent.entry is None
    }
    for entry in left:
        at = next((at for at, head in heads.items() if _announces(entry, head)), None)
        if at is not None:
            out[at] = replace(out[at], entry=entry)
            del heads[at]
    return out


def _announces(entry: TocEntry, head: Head) -> bool:
    """Whether an entry has the number or the title of a head."""
    if entry.number and _is_full(entry.number) and any(number.text == entry.number for number in head.numbers):
        return True
    return bool(head.title) and fuzz.ratio(title_key(head.title or ""), title_key(entry.title)) >= ALIKE

"""Where in the text a document of the contents may begin: its title or its number stands there.

What stands around a line is judged once, whatever number of entries may begin there, and an entry is compared with a
limited number of lines, so that the time is in proportion to the text.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from corpus.documents.banners import banner, banner_above
from corpus.documents.document_heads import ALIKE, HeadCandidate, ends_above
from corpus.documents.heads import head_start, is_title_line, read_head, title_end
from corpus.language.numbers import parse_number, same_decree, trailing_number, with_banner
from corpus.language.text import ends_sentence
from corpus.language.titles import LONGEST_TITLE, is_complete, is_outer, tail_key, title_key
from corpus.model import TocEntry
from corpus.printed.lines import Line

#: Evidence, in points: how a title reads, and whether the number beside it is that of the contents.
_WHOLE_TITLE, _TAIL_TITLE, _LIKE_TITLE, _BY_NUMBER = 10, 9, 7, 6
_SAME_NUMBER, _OTHER_NUMBER = 4, -6
#: The notice of a decree has at most so many lines, its banner stands at most so many lines above its first sentence.
_DECREE_NOTICE, _DECREE_HEAD = 14, 3
#: Lines that begin like a title: so many are compared with it, so many of those nearest in order are looked at.
_COMPARED, _NEAREST = 64, 512
#: Characters of a line that are looked at.
_BEGINNING = 40


@dataclass(frozen=True, slots=True)
class _Judged:
    """What stands around a title: the candidate without the points of its title, and the numbers beside it."""

    candidate: HeadCandidate
    numbers: frozenset[str]


class AnnouncedHeads:
    """Looks in some lines for the documents that a contents announces."""

    def __init__(self, lines: Sequence[Line], within: tuple[int, int]) -> None:
        self._lines, self._within = lines, within
        self._beginnings: defaultdict[str, list[int]] = defaultdict(list)
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[tuple[int, int], _Judged] = {}
        for i in range(*within):
            if lines[i].is_row:
                continue
            if beginning := _beginning(lines[i].plain):
                self._beginnings[beginning].append(i)
            if number := _number_at(lines, i):
                self._numbers[number].append(i)

    def candidates(self, entry: TocEntry, share: float) -> list[HeadCandidate]:
        """The lines where an entry's document may begin, in printed order; ``share`` of the entries are before it."""
        found: dict[int, HeadCandidate] = {}
        wanted = dict.fromkeys((title_key(entry.title), tail_key(entry.title)))
        for title in wanted:
            for i in self._lines_like(title, share):
                if match := _window(self._lines, i, self._within[1], title):
                    end, alike = match
                    points = _LIKE_TITLE if not alike else _WHOLE_TITLE if title == next(iter(wanted)) else _TAIL_TITLE
                    _keep(found, self._judged(entry, range(i, end), points))
        numbered = self._numbers.get(entry.number or "", ())
        for i in numbered[slice(*_around_share(len(numbered), share, _COMPARED))]:
            decree = bool(i) and banner(self._lines[i - 1].plain) is not None
            points = _WHOLE_TITLE if decree else _BY_NUMBER  # a decree has the title of the text that it publishes
            _keep(found, self._judged(entry, _title_beside(self._lines, i, self._within), points))
        return sorted(found.values(), key=lambda candidate: candidate.title_end)

    def _lines_like(self, title: str, share: float) -> Sequence[int]:
        """The lines that begin as a title does; of many the likest, and the nearest that may be the first of some."""
        begun = self._beginnings.get(title[:2], ())
        first, last = _around_share(len(begun), share, _NEAREST)
        lines = begun[first:last]
        if len(lines) <= _COMPARED:
            return lines
        middle = share * len(begun) - first
        keys = [title_key(self._lines[i].plain[:_BEGINNING]) for i in lines]
        like = process.extract(title[:_BEGINNING], keys, scorer=fuzz.ratio, limit=None)
        part = process.extract(title[:_BEGINNING], keys, scorer=fuzz.partial_ratio, limit=None, score_cutoff=ALIKE)
        likest = sorted(like, key=lambda one: (-one[1], abs(one[2] - middle)))[: _COMPARED // 2]
        nearest = sorted(part, key=lambda one: abs(one[2] - middle))[: _COMPARED // 2]
        return sorted({lines[at] for _, _, at in (*likest, *nearest)})

    def _judged(self, entry: TocEntry, title: range, points: int) -> HeadCandidate:
        """A candidate with the points for its title and for what stands around it."""
        key = title.start, title.stop
        if key not in self._known:
            self._known[key] = _around(self._lines, title, self._within)
        known = self._known[key]
        if entry.number and known.numbers:
            same = entry.number in known.numbers or any(same_decree(entry.number, one) for one in known.numbers)
            points += _SAME_NUMBER if same else _OTHER_NUMBER if is_full(entry.number) else 0
        return replace(known.candidate, points=known.candidate.points + points)


def _around(lines: Sequence[Line], title: range, within: tuple[int, int]) -> _Judged:
    """What stands around a title, and the points for it."""
    points = 0
    if (decree := _decree_above(lines, title, within[0])) is not None:
        title, points = decree, _SAME_NUMBER
    start = head_start(lines, title.start, within[0])
    head = read_head(lines, start, title, min(within[1], title.stop + LONGEST_TITLE))
    numbers = {number.text for number in head.numbers} | {
        n for i in range(start, title.start) if (n := _number_at(lines, i))
    }
    points += ends_above(lines, start, within[0]) + bool(head.addressees)
    return _Judged(HeadCandidate(start, title.start, title.stop, points), frozenset(numbers))


def _around_share(size: int, share: float, most: int) -> tuple[int, int]:
    """The range of some of many lines in printed order, around a share of them."""
    first = max(min(int(share * size) - most // 2, size - most), 0)
    return first, first + most


def _beginning(text: str) -> str:
    """The first two characters of the key of a title."""
    return text[:2] if text[:2].isalpha() and len(text) > 1 else title_key(text[:12])[:2]


def _number_at(lines: Sequence[Line], i: int) -> str | None:
    """The number on a line of its own; that of a decree may be printed under its banner."""
    number = parse_number(lines[i].plain)
    if number and (name := banner_above(lines, i)):
        number = with_banner(number, name)
    return number.text if number else None


def _keep(found: dict[int, HeadCandidate], candidate: HeadCandidate) -> None:
    known = found.get(candidate.start)
    if known is None or known.points < candidate.points:
        found[candidate.start] = candidate


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


def is_full(number: str) -> bool:
    """Whether a number of the contents names one document."""
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

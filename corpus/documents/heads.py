"""The head of a document: red head, number, issuers, title, history, date and addressees, in any order of print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from corpus.documents.banners import BANNER_WORDS, banner, decree_number
from corpus.documents.covers import cover_number
from corpus.documents.history import number_behind
from corpus.documents.issuers import foreign_end, organs_of, title_organs
from corpus.documents.under_titles import ENABLED, SUBJECT, under_title
from corpus.language.formal import (
    ATTACHMENTS,
    annex_label,
    is_addressees,
    is_adoption,
    is_formal,
    is_head_furniture,
    is_number,
    is_organ,
    is_publication,
    red_head,
    signed_date,
)
from corpus.language.numbering import marker
from corpus.language.numbers import DocumentNumber, parse_number, parse_numbers, trailing_number
from corpus.language.numerals import whole_date
from corpus.language.text import spaced
from corpus.language.titles import LONGEST_TITLE, goes_on, is_complete, is_suffix, parts_bodies, title_key
from corpus.printed.layout import width
from corpus.printed.lines import Line

#: Above a title stand at most so many lines of its head.
HIGHEST_HEAD = 24
#: A line of a title is not wider than this, unless it is a whole title by its words.
_WIDEST_LINE, _WIDEST_TITLE = 60, 200
#: The name of a part of a case, and an article that is cited on a line of its own.
_NO_TITLE = re.compile(
    r"[【\[][^【】\[\]]{2,10}[】\]]|《[^《》]{2,60}》(?:（[^（）]{2,20}）)?第[^第，。]{1,8}条.{0,30}"
)
#: Words of an opening sentence that stand in no title.
_SENTENCE = re.compile(
    r"^(?:为(?!民)|根据|经[^。]*(?:同意|批准|研究|审议|决定)|按照|依据|今年|近年来|我[市省区县])|现(?:印发|公布|转发|下发|批复|函复)|已经|已于|业经(?![济营贸])|现予|现将|现就|收悉|[，；].*[，；]"
    r"|^(?:出席|列席|缺席|请假|参加|参会|主持|记录|时间|地点|联系)[^：:]{0,4}[：:]"  # a fact of a meeting
)
_TITLE_WORDS = re.compile(r"(?:关于|印发|转发|批转)")
#: Addressees over several lines name organs, or everybody.
_ADDRESSED = re.compile(
    r"^(?:各|有关|全市|全省|全区|全县|省|市|区|县|中|国|驻|北京|天津|上海|重庆)|(?:政府|委员会|厅|局|部|办公室|单位|机构|公司|处|院)[，、,;；]"
)
#: The last is how far one looks back in an annex of nothing but organs.
_SHORTEST_TITLE, _LAST_ADDRESSEES, _MOST_LISTED = 4, 5, 64


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text of a document. ``body`` is the index of the first line of the text.

    ``organs`` are named above the title, in a red head or in the banner of a decree; ``numbers_above`` says that a
    number stands there too, ``above`` are these lines. ``history`` are the lines that say when the text was adopted
    and amended, ``title_en`` the English title under the Chinese one.
    """

    title: str | None
    numbers: tuple[DocumentNumber, ...]
    organs: tuple[str, ...]
    day: date | None
    addressees: str | None
    history: range
    body: int
    numbers_above: bool = False
    above: str | None = None
    title_en: str | None = None


@lru_cache(maxsize=16_384)
def stands_above_title(text: str) -> bool:
    """Whether a line may stand above the title of its document: a number, a red head, a banner, a mark of secrecy."""
    return is_number(text) or bool(banner(text) or red_head(text)) or is_head_furniture(text)


def is_title_line(line: Line) -> bool:
    """Whether a line may be one of a title: no row, no sentence, nothing formal, not too wide."""
    return not line.is_row and _is_title_text(line.plain)


@lru_cache(maxsize=16_384)
def _is_title_text(text: str) -> bool:
    if (
        not text
        or is_formal(text)
        or ATTACHMENTS.match(text)
        or ENABLED.fullmatch(text)
        or _NO_TITLE.fullmatch(text)
        or red_head(text)
        or _SENTENCE.search(text)
    ):
        return False
    wide = _WIDEST_TITLE if _TITLE_WORDS.search(text) or is_complete(text) else _WIDEST_LINE
    return width(text) <= wide and not (is_adoption(text) or is_addressees(text) or is_publication(text))


_UNFINISHED = re.compile(r"(?:[的和与及、：（《“—]|共和国|[省市区县州盟])$")


def is_unfinished(first: str, second: str) -> bool:
    """Whether a first line of a title can only go on: it is an organ, speaks of a subject, or breaks off."""
    return (
        is_organ(first)
        or bool(_TITLE_WORDS.search(first) or _TITLE_WORDS.match(second) or _UNFINISHED.search(first))
        or first.count("《") > first.count("》")
        or len(first) < _SHORTEST_TITLE
    )


def is_headline(line: Line) -> bool:
    """Whether the first line of a text is its title though it reads like a sentence, as headlines do."""
    text = line.plain
    return (
        not line.is_row
        and 0 < width(text) <= _WIDEST_LINE
        and not text.endswith(("。", "：", ":", "；", "，"))
        and (is_number(text) or banner(text) is not None or not is_formal(text.rstrip("！？!?…")))
    )


def title_end(lines: Sequence[Line], start: int, stop: int, expected: str | None = None) -> int:
    """The end of the title that begins at ``start``; ``start`` where no line of a title stands there.

    A title ends where it reads ``expected``, or in the type of a paper. One that ends in none goes on over lines that
    follow without a blank line.
    """
    wanted = title_key(expected) if expected else ""
    text, end, touching = "", start, start
    while end < min(stop, start + LONGEST_TITLE) and is_title_line(lines[end]):
        if end == touching and (end == start or not lines[end].blanks):
            touching = end + 1
        text += lines[end].plain
        end += 1
        if wanted and title_key(text) == wanted:
            return _with_suffix(lines, end, stop)
        if wanted and wanted.startswith(title_key(text)):
            continue
        if is_complete(text) and not (end < stop and is_title_line(lines[end]) and goes_on(text, lines[end].plain)):
            return _with_suffix(lines, end, stop)
    return touching


def _with_suffix(lines: Sequence[Line], end: int, stop: int) -> int:
    """The end of a title with the bracket behind it that has a line of its own; one that names who wrote it is none."""
    text = lines[end].plain if end < stop and not lines[end].is_row else ""
    return end + (is_suffix(text) and not is_organ(text[1:-1]) and not ENABLED.fullmatch(text))


def read_head(lines: Sequence[Line], start: int, title: range, stop: int) -> Head:
    """The head of the document whose title stands on the lines ``title``, and whose first line is ``start``."""
    above = [lines[i] for i in range(start, title.start)]
    numbers = (
        decree_number(above) + cover_number(above) + [number for line in above for number in parse_numbers(line.plain)]
    )
    numbers_above = any(number.is_unique for number in numbers)
    organs = _organs_above(above) or _issuers_above(above, lines[title.start] if title else None)
    organs += title_organs([spaced(lines[i].raw) for i in title])
    text, trailing = _title_text([lines[i] for i in title])
    numbers += [trailing] if trailing else []
    makers, day = _made_above(above)
    organs = organs or makers
    english = foreign_end(lines, title.stop, stop) if text else title.stop
    under = under_title(lines, english, stop, text, day)
    organs += under.organs
    history = under.history
    numbers = [*numbers, *under.numbers] or number_behind(lines[history.start : history.stop])
    subject = _subject(lines[title.stop : under.end]) if not text or banner(text) else None
    organs = organs or (_organs_above([lines[i] for i in title]) if subject else [])
    at, addressees = _addressees(lines, under.end, stop)
    title_en = " ".join(spaced(lines[i].raw) for i in range(title.stop, english)) or None
    return Head(subject or text, tuple(dict.fromkeys(numbers)), tuple(organs), under.day, addressees, history, at,
                numbers_above, _joined(above), title_en)  # fmt: skip


def _made_above(above: Sequence[Line]) -> tuple[list[str], date | None]:
    """Who made a text and when, as minutes have it above their title."""
    signed = next((found for line in above if (found := signed_date(spaced(line.raw)))), None)
    return (organs_of(signed[0]), signed[1]) if signed else ([], None)


def _subject(lines: Sequence[Line]) -> str | None:
    """The title of an announcement in brackets under its banner and its number."""
    return next((match["title"] for line in lines if (match := SUBJECT.fullmatch(line.plain))), None)


def red_head_end(lines: Sequence[Line], at: int) -> int:
    """The end of a red head or banner whose organs and the word 文件 or 令 stand on lines of their own, else ``at``."""
    end = at
    while end < min(len(lines), at + HIGHEST_HEAD) and is_organ(lines[end].plain):
        end += 1
    return end + 1 if at < end < len(lines) and lines[end].plain.replace(" ", "") in {"文件", *BANNER_WORDS} else at


def _organs_above(above: Sequence[Line]) -> list[str]:
    """The organs that the lines above a title name, in a red head, in a banner or over the word of one."""
    organs = [name for line in above for name in _organs_in(line)]
    if any(line.plain in BANNER_WORDS for line in above):
        organs += [name for line in above for name in organs_of(spaced(line.raw))]
    return organs


def _issuers_above(above: Sequence[Line], title: Line | None) -> list[str]:
    """The organs right above a title that begins with its subject: 某局 / 关于…."""
    if title is None or not title.plain.startswith("关于"):
        return []
    touching = [*takewhile(lambda line: is_organ(line.plain), reversed(above))]
    return [name for line in reversed(touching) for name in organs_of(spaced(line.raw))]


def _organs_in(line: Line) -> list[str]:
    """The organs that a line above a title names: in a red head, where several may stand, or as a banner."""
    if name := red_head(line.plain):
        return organs_of(_PAPER.sub("", spaced(line.raw))) or [name]
    found = banner(spaced(line.raw))
    return found.organs if found else []


#: The word of a red head.
_PAPER = re.compile(r"\s*文\s*件\s*$")


def _title_text(lines: Sequence[Line]) -> tuple[str | None, DocumentNumber | None]:
    """The title as printed, a space between lines, and the number at its end, if any."""
    text = " ".join(
        spaced(line.raw) if " " in line.text or "\u3000" in line.raw.strip() else _by_bodies(line)
        for line in _printed_once(lines)
    )
    if found := trailing_number(text):
        return found
    announced = _ANNOUNCED.match(text)
    return text or None, parse_number(announced["number"]) if announced else None


def _by_bodies(line: Line) -> str:
    """A line of a title with the spaces between issuing bodies."""
    return text if parts_bodies(text := spaced(line.raw)) else line.text


def _printed_once(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a title; the first half where the second one is the same title again.

    A title that begins with its issuer does not need the name of it once more above itself.
    """
    if len(lines) > 1 and is_organ(lines[0].plain) and lines[1].plain.startswith(f"{lines[0].plain}关于"):
        return lines[1:]
    once = lines[: len(lines) // 2]
    again = [line.plain for line in lines[len(once) :]]
    return once if once and [line.plain for line in once] == again else lines


#: An announcement whose number stands in its title: 某部公告2019年第5号 关于….
_ANNOUNCED = re.compile(r"[^《》，。]{2,60}?(?:公告|通告)\s?(?P<number>(?:19|20)\d\d年第\s?\d{1,4}\s?号)\s*(?=关于)")


def _joined(above: Sequence[Line]) -> str | None:
    """The lines above the place of a title that name the paper where it has none: its banner, its issuers."""
    lines = [line for line in above if not is_head_furniture(line.plain)]
    named = [line for line in lines if not is_number(line.plain)] or lines
    return " ".join(_by_bodies(line) for line in _printed_once(named)) or None


def _addressees(lines: Sequence[Line], at: int, stop: int) -> tuple[int, str | None]:
    """The index behind the addressees, and their names; they may stand on several lines."""
    text = ""
    for end in range(at, min(stop, at + _LAST_ADDRESSEES)):
        line = lines[end]
        if line.is_row or (end > at and (marker(line.plain) or "。" in line.plain)):
            break
        text += line.text
        if line.plain.rstrip().endswith(("：", ":")):
            whole = "".join(lines[i].plain for i in range(at, end + 1))
            if is_addressees(whole) and (end == at or _ADDRESSED.search(whole)):
                return end + 1, text.rstrip("：: ")
            break
    return at, None


def head_start(lines: Sequence[Line], title: int, floor: int) -> int:
    """The first of the lines right above a title that belong to its head: issuers, a number, a red head, a banner.

    A number above a title belongs to it where what stands above the number is not a title itself. Organs that a blank
    line parts from a title with an issuer of its own are the last lines of what stands above; so are those of an annex.
    """
    start = title
    issued = title < len(lines) and bool(lines[title].blanks and title_organs([spaced(lines[title].raw)]))
    while start > max(floor, title - HIGHEST_HEAD) and not lines[start - 1].is_row:
        text = lines[start - 1].plain
        organ = is_organ(text) and not _signs(lines, start - 1) and not (issued and start == title)
        number = is_number(text) and _is_free(lines, start - 1, floor)
        if not (organ or number or (stands_above_title(text) and not is_number(text))):
            break
        start -= 1
    while start < title and is_organ(lines[start].plain) and is_annexed(lines, start, floor):
        start += 1
    return start


def is_annexed(lines: Sequence[Line], at: int, floor: int) -> bool:
    """Whether an organ stands in an annex: under its label and title, or under another organ that does."""
    floor = max(floor, at - _MOST_LISTED)
    while at > floor and is_organ(lines[at].plain):
        at -= 1
    return at > floor and is_title_line(lines[at]) and annex_label(lines[at - 1].plain) is not None


def _signs(lines: Sequence[Line], at: int) -> bool:
    """Whether the organ on a line signs what stands above it: a date follows."""
    return at + 1 < len(lines) and whole_date(lines[at + 1].plain) is not None


def _is_free(lines: Sequence[Line], number: int, floor: int) -> bool:
    """Whether a number line does not stand under a title of its own."""
    if number <= floor:
        return True
    above = lines[number - 1]
    heads = banner(above.plain) is not None or is_head_furniture(above.plain)
    return heads or not is_title_line(above) or not is_complete(above.plain)

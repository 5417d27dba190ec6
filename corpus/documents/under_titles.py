"""What stands between a title and the text of its document: numbers, history, day, issuers, the title once more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from corpus.documents.covers import publisher
from corpus.documents.history import history_at
from corpus.documents.issuers import byline_end, organs_of, speaker_end
from corpus.language.courts import court_paper
from corpus.language.formal import is_head_furniture, is_month, is_organ, is_publication, signed_date
from corpus.language.numbers import DocumentNumber, parse_numbers
from corpus.language.numerals import find_date, whole_date
from corpus.language.text import spaced
from corpus.language.titles import LONGEST_TITLE, title_key
from corpus.printed.lines import Line

#: The title of an announcement under its banner and number, in brackets: （关于公布申报要求的公告）.
SUBJECT = re.compile(r"[（(](?P<title>关于[^。]{4,100}的?(?:公告|通告|决定|通知))[)）]")
#: Who makes a text and by which law, in brackets under its title.
ENABLED = re.compile(r"[（(](?:由.{2,40})?(?:根据|依据|依照|按照).{2,80}(?:订立|制定|发布|作出)[)）]")
#: A title that is printed again is the same to this share of its characters, in percent.
_AGAIN = 96.0


@dataclass(frozen=True, slots=True)
class UnderTitle:
    """What the lines under a title say; ``history`` are lines of a history, and the rest begins with line ``end``."""

    numbers: tuple[DocumentNumber, ...]
    organs: tuple[str, ...]
    day: date | None
    history: range
    end: int


def under_title(lines: Sequence[Line], first: int, stop: int, title: str | None, day: date | None) -> UnderTitle:
    """What is said from line ``first`` on, where a ``title`` goes before; a ``day`` that is known already holds."""
    numbers, organs = list[DocumentNumber](), list[str]()
    at, history = first, range(first, first)
    while at < stop and not lines[at].is_row:
        line = lines[at].plain
        if found := parse_numbers(line):
            numbers += found
        elif not history and (closed := history_at(lines, at, stop)):
            history = range(at, at := closed)
            continue
        elif title and (again := _title_again(lines, at, stop, title)):
            at = again
            continue
        elif day is None and (dated := _dated(lines, at, stop)):
            organs, day = [*organs, *dated[0]], dated[1]
        elif (signed := byline_end(lines, at, stop)) and day is None:
            organs += [name for i in range(at, signed) for name in organs_of(spaced(lines[i].raw))]
            at = signed
            continue
        elif at == first and title and (spoken := speaker_end(lines, at, stop)) > at:
            organs += organs_of(spaced(lines[spoken - 1].raw))
            day, at = find_date(line), spoken
            continue
        elif (named := _makers_at(lines, at, stop)) is not None:
            organs += named
        else:
            break
        at += 1
    return UnderTitle(tuple(numbers), tuple(organs), day, history, at)


def _makers_at(lines: Sequence[Line], at: int, stop: int) -> list[str] | None:
    """Who made a text, as a line under its title says: a court, over its paper or with it, or a publisher."""
    if name := publisher(lines[at].plain):
        return [name]
    if is_organ(lines[at].plain) and at + 1 < stop and court_paper(lines[at + 1].plain):
        return organs_of(spaced(lines[at].raw))
    return _court_of(lines[at].plain)


def _court_of(text: str) -> list[str] | None:
    """The court whose paper a line under a title names; none where it says nothing; ``None`` where it is text."""
    if paper := court_paper(text):
        return [paper[0]] if paper[0] else []
    said = is_head_furniture(text) or is_publication(text) or ENABLED.fullmatch(text) or SUBJECT.fullmatch(text)
    return [] if said or is_month(text.strip("()（）")) else None


def _dated(lines: Sequence[Line], at: int, stop: int) -> tuple[list[str], date] | None:
    """The day on a line above a text, and the organ beside it: 某市人民政府办公室　2021年4月9日."""
    text = lines[at].plain
    if (day := whole_date(text)) and (text[:1] in "(（" or at + 1 < stop):
        return [], day
    signed = signed_date(spaced(lines[at].raw)) if at + 1 < stop else None
    return (organs_of(signed[0]), signed[1]) if signed else None


def _title_again(lines: Sequence[Line], at: int, stop: int, title: str) -> int | None:
    """The end of the title where it is printed once more under itself, a sign more or less."""
    wanted = title_key(title)
    text = ""
    for end in range(at, min(stop, at + LONGEST_TITLE)):
        text += title_key(lines[end].plain)
        if lines[end].is_row or len(text) > len(wanted) + 4 or text[:4] != wanted[:4]:
            return None
        if fuzz.ratio(text, wanted) >= _AGAIN:
            return end + 1
    return None

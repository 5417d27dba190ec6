"""The history of a text: when it was adopted, approved, published, amended, as the lines under its title say."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from corpus.language.formal import is_adoption
from corpus.language.numbering import marker
from corpus.language.numbers import DocumentNumber, parse_number
from corpus.language.numerals import DATE, find_date
from corpus.language.text import Traced, join, spaced
from corpus.model import Event, EventKind, Source
from corpus.printed.lines import Line

_DATE = re.compile(rf"{DATE}|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}}")
_LONGEST_HISTORY, _LONGEST_BRACKET = 40, 12
#: The word that says what happened on a day, in the order in which a sentence is searched for them.
_WORDS = (
    (EventKind.EFFECTIVE, re.compile(r"起(?:正式)?(?:施行|实施|执行|生效|试行)")),
    (EventKind.AMENDED, re.compile(r"修正|修改")),
    (EventKind.REVISED, re.compile(r"修订")),
    (EventKind.ADOPTED, re.compile(r"通过")),
    (EventKind.APPROVED, re.compile(r"批准")),
    (EventKind.PUBLISHED, re.compile(r"公布|发布|颁布|印发|公告")),
    (EventKind.REPEALED, re.compile(r"废止")),
    (EventKind.EFFECTIVE, re.compile(r"施行|实施|生效")),
)
#: What begins the next event: …通过，自 / 2021年1月1日起施行.
_NEXT = re.compile(r"(?:[，、；\s]|(?<=[，、；\s过布订正准])(?:自|从|根据|按照|经)){0,6}$")
_NAMES = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")


#: That a text takes effect on the day that goes before: 2018年2月6日公布　自公布之日起施行.
_AT_ONCE = re.compile(r"自(?:公布|发布|颁布|印发)之日起[^，。；]{0,4}(?:施行|实施|执行|生效)")


def history(lines: Sequence[Line], file: str) -> tuple[Event, ...]:
    """The events that the lines of a history name, in printed order; a day of which no event is named is none."""
    plain = "".join(line.plain for line in lines)
    reading = join([line.reading for line in lines])
    starts = [match.start() for match in _DATE.finditer(plain)]
    events: list[Event] = []
    for start, end in reversed([*pairwise([*starts, len(plain)])]):
        shared = events[-1].kind if events and plain[start:end].endswith("、") else None
        events += filter(None, [_event(plain[start:end], reading[start:end], file, shared)])
    return tuple(reversed(events))


def _event(plain: str, reading: Traced, file: str, shared: EventKind | None) -> Event | None:
    """What the line says of the day that a text begins with; two meetings share the word behind the second one."""
    # The name of a decision says 修改 too.
    kind, day = _kind(_NAMES.sub("", _AT_ONCE.sub("", plain))) or shared, find_date(plain)
    if kind is None or day is None:
        return None
    printed = sorted(run.line for run in reading.runs)
    return Event(
        kind, day, _NEXT.sub("", reading.text).strip(" \u3000，、；（）()"), Source(file, printed[0], printed[-1])
    )


def _kind(text: str) -> EventKind | None:
    return next((kind for kind, word in _WORDS if word.search(text)), None)


def first_day(lines: Sequence[Line]) -> date | None:
    """The day on which a text was adopted or published, where nothing but its effect has happened to it since.

    Of a text that was adopted on one day and published on another it is the second one, which signs it.
    """
    text = _EFFECT.sub("", "".join(line.plain for line in lines))
    if text.count("年") == 1:
        return find_date(text) if _FIRST.search(text) else None
    starts = [match.start() for match in _DATE.finditer(text)]
    events = [(_kind(_NAMES.sub("", text[a:b])), find_date(text[a:b])) for a, b in pairwise([*starts, len(text)])]
    kinds = [kind for kind, _ in events]
    if kinds == [EventKind.PUBLISHED, EventKind.EFFECTIVE]:
        return events[0][1]
    return events[-1][1] if kinds == [EventKind.ADOPTED, EventKind.PUBLISHED] else None


_EFFECT = re.compile(rf"自\s?(?:{DATE}\s?起?|[公发颁印]\w之日起)[^，。）)]{{0,6}}(?:施行|实施|执行|生效)")
_FIRST = re.compile(r"通过|公布|发布|颁布")


def number_behind(history: Sequence[Line]) -> list[DocumentNumber]:
    """The number that ends the bracket with the history: （…第1033次会议通过　法释〔1999〕3号）."""
    if not history:
        return []
    last = spaced(history[-1].raw).rstrip("）)").split()[-1:]
    found = [number for piece in last if (number := parse_number(piece)) and number.year]
    return found if history[-1].plain.endswith(("）", ")")) else []


def history_at(lines: Sequence[Line], start: int, stop: int) -> int | None:
    """The end of the history that begins on a line; ``None`` where none does."""
    if is_adoption(lines[start].plain) and marker(lines[start].plain) is None:
        return max(start + 1, _history_end(lines, start, stop))
    return _bracketed(lines, start, stop)


def _bracketed(lines: Sequence[Line], start: int, stop: int) -> int | None:
    """The end of a bracket over several lines that says when a text was adopted; the first line need not say it."""
    if not _DAY_IN_BRACKET.match(lines[start].plain):
        return None
    text = ""
    for end in range(start, min(stop, start + _LONGEST_BRACKET)):
        text += lines[end].plain
        if lines[end].is_row or text.endswith("。"):
            return None
        if text.endswith(("）", ")")) and text.count("（") + text.count("(") == text.count("）") + text.count(")"):
            return end + 1 if is_adoption(text) else None
    return None


#: A bracket that begins with a day.
_DAY_IN_BRACKET = re.compile(r"[（(](?:[12]\d{3}|[一二][^（）()]{3})年")


def _history_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of the lines that say when a text was adopted and amended; a bracket may run over several of them."""
    open_bracket, at = False, start
    while at < min(stop, start + _LONGEST_HISTORY) and not lines[at].is_row:
        text = lines[at].plain
        if marker(text) is not None or text.endswith("。") or not (open_bracket or is_adoption(text)):
            break
        open_bracket = text[:1] in "（(" or open_bracket
        at += 1
        if text.endswith(("）", ")")):
            open_bracket = False
    return at

"""Deadlines as dates: 6月底前, 第三季度, “十四五”末, 30日内, and work that goes on (长期实施).

A time without a year is of the year of the plan. Without such a year it is the first one after the document, since no
deadline lies before the paper that sets it. What names no day (按时间节点完成) has no date.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.language.numerals import figures, numeral

_YEAR = "(?:(?:19|20)[0-9]{2}|二[〇○零0][〇○零0一二三四五六七八九]{2})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:[0-3]?[0-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = "[—–~～至到-]"
_WHOSE = f"(?:(?P<year>{_YEAR})年度?|(?P<next>明年|次年)|(?:今年|本年度?|当年))?"
#: A time inside a year, with what follows that says whether something ends or begins then.
_INSIDE = re.compile(
    rf"(?<![0-9]){_WHOSE}(?:第?(?P<quarter>[一二三四1-4])个?季度|(?P<half>[上下])半年"
    rf"|(?:{_MONTH}月?份?{_TO})?(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]|(?P<third>上旬|中旬|初)|下旬)?)"
    r"(?P<end>[底末]前?|之前|以前|前|内)?(?P<start>起|开始)?"
)
_YEAR_END = re.compile(
    rf"(?:(?P<year>{_YEAR})|(?P<next>明|次)|[今本当])?(?<![0-9一二三四五六七八九十两几每])年?年度?(?:(?:[底末终]|之|以)前?|内|前)"
    rf"|(?P<last>{_YEAR})年(?:底|末|内|终|之前|以前|前)"
)
#: A cell that is a year or years and nothing else.
_YEARS = re.compile(rf"(?:{_YEAR}年?{_TO})?(?P<year>{_YEAR})年度?|(?P<all>全年)")
#: What every time holds that says that something ends; most texts have none.
_MAY_END = re.compile("[年月日号度旬初份][底末终之以前内]")
_FIVE_YEARS = re.compile(r"(?P<ordinal>十[一二三四五六七八九])五[”\"」』]?(?:规划)?(?:末|期末|期间|时期)")
_WITHIN = re.compile(
    r"(?P<count>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})(?P<unit>日|天|个工作日|周|个?月|年)(?:以?内|之内)"
)
_OPEN = re.compile(r"长期|持续|常年|常态|日常|经常|定期|贯穿|每[日天周月季]|每年(?![0-9一二三四五六七八九十])")
_LAST_OF_THIRD = {"上旬": 10, "初": 10, "中旬": 20}
_DAYS_OF = {"日": 1, "天": 1, "个工作日": 1, "周": 7}
_PLAN_YEAR = re.compile(rf"({_YEAR})年(?!{_TO})")
_PLAN_YEARS = re.compile(rf"{_YEAR}年?{_TO}{_YEAR}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days by which something is due, in order; ``is_open``: it has no end."""

    days: tuple[date, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time without a year is counted from: the year of a plan, or the day of the document."""

    year: int | None
    since: date | None

    @classmethod
    def of(cls, titles: Iterable[str | None], since: date | None) -> "Frame":
        """The frame of a plan by its titles, the nearest first: …2024年行动计划. A plan of several years has none."""
        for title in titles:
            folded = figures(title or "")
            if _PLAN_YEARS.search(folded):
                return cls(None, None)
            if found := _PLAN_YEAR.search(folded):
                return cls(numeral(found[1]), since)
        return cls(None, since)


def deadline(cell: str | None, frame: Frame) -> Deadline:
    """What the cell of a deadline says."""
    text = figures(cell or "")
    if years := _YEARS.fullmatch(text.strip("。 ")):
        end = _year(years["year"], None, frame)
        return Deadline((date(end, 12, 31),) if end else ())
    found = [*_times(text, frame, needs_end=False), *_five_year_plans(text), *_within(text, frame.since)]
    begins = any(one["start"] for one in _INSIDE.finditer(text))
    return Deadline(tuple(sorted({*found})), bool(_OPEN.search(text)) or (begins and not found))


def days_in(text: str | None, frame: Frame) -> tuple[date, ...]:
    """The days that a running text names as deadlines: 6月底前, but not 6月."""
    folded = figures(text or "")
    return tuple(sorted({*_times(folded, frame, needs_end=True)})) if _MAY_END.search(folded) else ()


def _times(text: str, frame: Frame, *, needs_end: bool) -> Iterator[date]:
    for found in _INSIDE.finditer(text):
        if not found["start"] and (found["end"] or not needs_end) and (day := _inside(found, frame)):
            yield day
    for found in _YEAR_END.finditer(text):
        if year := _year(found["year"] or found["last"], found["next"], frame):
            yield date(year, 12, 31)


def _inside(found: re.Match[str], frame: Frame) -> date | None:
    month, day = _month_and_day(found)
    year = _year(found["year"], found["next"], frame)
    due = _day(year, month, day) if year else None
    is_past = due and not found["year"] and frame.year is None and frame.since and due < frame.since
    return _day(year + 1, month, day) if year and is_past else due


def _day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, the last of the month for 0; ``None`` where there is none such."""
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    """The month that a time ends in, and the day; 0 for the last one."""
    if found["quarter"]:
        return 3 * (numeral(found["quarter"]) or 0), 0
    if found["half"]:
        return (6 if found["half"] == "上" else 12), 0
    day = numeral(found["day"]) if found["day"] else _LAST_OF_THIRD.get(found["third"] or "", 0)
    return numeral(found["month"]) or 0, day or 0


def _year(stated: str | None, following: str | None, frame: Frame) -> int | None:
    if stated:
        return numeral(stated)
    year = frame.year or (frame.since.year if frame.since else None)
    return year + 1 if year and following else year


def _five_year_plans(text: str) -> Iterator[date]:
    """The last day of a five-year plan; since the sixth, which ended in 1985, each ends with a half decade."""
    for found in _FIVE_YEARS.finditer(text):
        if ordinal := numeral(found["ordinal"]):
            yield date(1955 + 5 * ordinal, 12, 31)


def _within(text: str, since: date | None) -> Iterator[date]:
    """Spans that are counted from the day of the document: 30日内, 三个月内."""
    for found in _WITHIN.finditer(text):
        count = 2 if found["count"] == "两" else numeral(found["count"])
        if since and count:
            days = _DAYS_OF.get(found["unit"])
            months = 12 * count if found["unit"] == "年" else count
            yield since + timedelta(days * count) if days else _months_later(since, months)


def _months_later(day: date, count: int) -> date:
    year, month = day.year + (day.month - 1 + count) // 12, (day.month - 1 + count) % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

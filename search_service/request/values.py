"""How the text of one request parameter becomes a value; whatever does not is refused with a :class:`Refusal`."""

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from index import QueryError, parse_query
from search_service.request.refusals import nearest, quoted
from search_service.request.vocabulary import Vocabulary

Reader = Callable[[str, Vocabulary], Any]
Hint = Callable[[], tuple[str, str]]
#: Known values that a message lists when none is near.
_LISTED = 8
#: Characters of a text that is compared with cells of tables or with words.
_LONGEST = 100
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)


class Refusal(Exception):  # noqa: N818 - it names a decision on one value, gathered before any error is raised
    """Why a value is refused, to be completed with the name of its parameter and what ``hint`` adds in zh and en.

    To look for a hint among all that is known takes time, so it is done only where a reader sees it.
    """

    def __init__(self, code: str, message_zh: str, message_en: str, hint: Hint = lambda: ("", "")) -> None:
        super().__init__(code)
        self.code, self.message_zh, self.message_en, self.hint = code, message_zh, message_en, hint


def text(value: str, _vocabulary: Vocabulary) -> str:
    """Any text of a sensible length, trimmed."""
    if len(value) > _LONGEST:
        zh, en = f"过长，最多 {_LONGEST} 个字符", f"too long, at most {_LONGEST} characters are allowed"
        raise Refusal("too_long", zh, en)
    return value.strip()


def query(value: str, _vocabulary: Vocabulary) -> str:
    """A query within the limits of the query language, trimmed."""
    try:
        parse_query(value)
    except QueryError as error:
        raise Refusal(error.code, error.message_zh, error.message_en) from None
    return value.strip()


def number(low: int, high: int) -> Reader:
    """A whole number within limits, both included."""

    def read(value: str, _vocabulary: Vocabulary) -> int:
        if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII) and low <= int(value) <= high:
            return int(value)
        shown = quoted(value)
        raise Refusal(
            "out_of_range",
            f"应为 {low} 至 {high} 之间的整数，而不是“{shown}”",
            f"must be a whole number from {low} to {high}, not “{shown}”",
        )

    return read


def choice(*known: str) -> Reader:
    """One of a few fixed words."""

    def read(value: str, _vocabulary: Vocabulary) -> str:
        if value in known:
            return value
        raise _unknown(value, lambda: known)

    return read


def choices(*known: str) -> Reader:
    """A comma list of fixed words, as a tuple without repeats."""
    one = choice(*known)

    def read(value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        words = [word.strip() for word in value.split(",") if word.strip()]
        return tuple(dict.fromkeys(one(word, vocabulary) for word in words))

    return read


def term(name: str) -> Reader:
    """A value that the index knows for filter ``name``, in any of its spellings; gives the canonical ones."""

    def read(value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        found = vocabulary.find_all(name, value.strip())
        if found:
            return tuple(term.value for term in found)
        raise _unknown(value, lambda: vocabulary.spellings(name))

    return read


def period_start(value: str, _vocabulary: Vocabulary) -> date:
    """The first day of ``2024``, ``2024-02`` or ``2024-02-07``."""
    year, month, day = _period(value)
    return _date(value, year, month or 1, day or 1)


def period_end(value: str, _vocabulary: Vocabulary) -> date:
    """The last day of ``2024``, ``2024-02`` or ``2024-02-07``."""
    year, month, day = _period(value)
    last = _date(value, year, month or 12, 1)
    return _date(value, year, last.month, day or calendar.monthrange(last.year, last.month)[1])


def _period(value: str) -> tuple[int, int | None, int | None]:
    match = _PERIOD.fullmatch(value.strip())
    if not match:
        raise _no_date(value)
    year, month, day = (int(part) if part else None for part in match.groups())
    return year or 0, month, day


def _date(value: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_date(value) from None


def _no_date(value: str) -> Refusal:
    shown = quoted(value)
    return Refusal(
        "invalid_date",
        f"“{shown}”不是日期；请写 2024、2024-02 或 2024-02-07",
        f"“{shown}” is no date; write 2024, 2024-02 or 2024-02-07",
    )


def _unknown(value: str, known: Callable[[], Sequence[str]]) -> Refusal:
    shown = quoted(value)
    return Refusal("unknown_value", f"没有“{shown}”", f"“{shown}” is not known", lambda: _hint(value, known()))


def _hint(value: str, known: Sequence[str]) -> tuple[str, str]:
    if near := nearest(value, known):
        return f"；您是否要找“{near}”？", f"; did you mean “{near}”?"
    if 0 < len(known) <= _LISTED:
        listed = ", ".join(known)
        return f"；可用的值：{listed}", f"; use one of {listed}"
    return "", ""

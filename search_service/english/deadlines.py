"""Deadlines of tasks in English: 年底前, 6月底前, 11月15日前, 6—9月, 长期实施."""

import re
from calendar import month_name
from functools import lru_cache

from search_service.english.data import table

_BETWEEN = re.compile(r"[；;、，,](?![^(（]*[)）])")
_ASIDE = re.compile(r"(?P<text>[^(（]+)[(（](?P<aside>[^()（）]+)[)）]?")
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年)?"
_DAY = re.compile(rf"{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?P<side>之?前|以前|底前|起|后)?")
_MONTH = re.compile(rf"{_YEAR}年?(?P<month>\d{{1,2}})月(?P<part>底|末|初|中旬|上旬|下旬)?(?P<side>之?前|以前|起)?")
_MONTHS = re.compile(rf"{_YEAR}(?P<first>\d{{1,2}})月?[—–~至到-]+(?P<last>\d{{1,2}})月(?:底|末)?(?P<side>前)?")
_WHOLE_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<rest>.*)")
_EVERY = re.compile(r"每(?P<unit>年|月|季度|周)(?P<rest>.+)")
_UNITS = {"年": "year", "月": "month", "季度": "quarter", "周": "week"}
_PARTS = {
    "底": "the end of ",
    "末": "the end of ",
    "初": "the beginning of ",
    "中旬": "mid-",
    "上旬": "early ",
    "下旬": "late ",
}
_DECEMBER = 12


@lru_cache(maxsize=4096)
def english_deadline(text: str) -> str | None:
    """A deadline in English, ``None`` where a part of it follows no rule."""
    pieces = [_one("".join(piece.split())) for piece in _BETWEEN.split(text) if piece.strip()]
    return "; ".join(piece for piece in pieces if piece) if pieces and all(pieces) else None


def _one(text: str) -> str | None:
    if known := table("papers", "deadlines").get(text):
        return known
    if aside := _ASIDE.fullmatch(text):
        pair = _one(aside["text"]), _one(aside["aside"])
        return f"{pair[0]} ({pair[1]})" if all(pair) else None
    if match := _DAY.fullmatch(text):
        return _of_day(match)
    if match := _MONTHS.fullmatch(text):
        return _of_months(match)
    if match := _MONTH.fullmatch(text):
        return _of_month(match)
    return _repeated(text) or _of_year(text)


def _of_day(match: re.Match[str]) -> str | None:
    month = _month(match["month"])
    side = {"起": "from ", "后": "after ", None: ""}.get(match["side"], "by ")
    return f"{side}{int(match['day'])} {month}{_dated(match)}" if month else None


def _of_month(match: re.Match[str]) -> str | None:
    month = _month(match["month"])
    side = {"起": "from ", None: ""}.get(match["side"], "by " if match["part"] else "before ")
    return f"{side}{_PARTS.get(match['part'], '')}{month}{_dated(match)}" if month else None


def _of_months(match: re.Match[str]) -> str | None:
    first, last = _month(match["first"]), _month(match["last"])
    return f"{first} to {last}{_dated(match)}" if first and last else None


def _repeated(text: str) -> str | None:
    match = _EVERY.fullmatch(text)
    rest = _one(match["rest"]) if match else None
    return f"every {_UNITS[match['unit']]}, {rest}" if match and rest else None


def _of_year(text: str) -> str | None:
    match = _WHOLE_YEAR.fullmatch(text)
    if match is None:
        return None
    if match["rest"] in ("", "内"):
        return match["year"]
    if match["rest"] in ("底前", "年底前", "底之前"):
        return f"by the end of {match['year']}"
    rest = _one(match["rest"])
    return f"{match['year']}, {rest}" if rest else None


def _month(digits: str) -> str | None:
    return month_name[int(digits)] if 1 <= int(digits) <= _DECEMBER else None


def _dated(match: re.Match[str]) -> str:
    return f" {match['year']}" if match["year"] else ""

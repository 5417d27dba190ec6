"""Numerals and dates in every customary form, in print and in queries: 一百零一, 二〇二四, １２, ㈢, 2024年5月1日.

Offsets are always into the text as given: folding replaces characters one by one.
"""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache

from corpus.language.traditional import matched

#: The signs that printers use for nought: circles, and the letters that look like one, Greek and Cyrillic included.
NOUGHT = "〇零○◯ＯｏOo\u039f\u03bf\u041e\u043e０0"
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(NOUGHT, 0) | {"两": 2, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_MYRIAD = "万"
#: One character of a numeral with units, for patterns: 一百零一.
HAN_NUMERAL = "[一二三四五六七八九十百千零〇○两廿卅]"
#: A numeral in Chinese or Arabic characters, spaces allowed between them, at most eight characters.
NUMERAL = rf"(?:{HAN_NUMERAL}(?:[ \u3000]?{HAN_NUMERAL}){{0,7}}|[0-9０-９]{{1,4}})"

_WIDE = re.compile(r"[^\x00-\x7f\u3000-\u303f\u4e00-\u9fff\uff0c\uff1a\uff1b]")
_ENCLOSED = re.compile(r"[㈠-㈩⑴-⒇①-⑳⒈-⒛]")


@lru_cache(maxsize=16_384)
def plain_forms(text: str) -> str:
    """Full-width letters, digits and brackets, and characters of the radical blocks, by their plain character each."""
    if not _WIDE.search(text):
        return text
    return _WIDE.sub(lambda m: _plain(m.group()), text)


def _plain(char: str) -> str:
    normal = unicodedata.normalize("NFKC", char)
    return normal if len(normal) == 1 else char


@lru_cache(maxsize=4_096)
def numeral(text: str) -> int | None:
    """The value of a numeral that fills the text, else ``None``: 一百〇一, 百十一, 二〇〇九, 一万二千, １２, ㈢."""
    plain = unicodedata.normalize("NFKC", text) if _ENCLOSED.search(text) else plain_forms(text)
    bare = re.sub(r"[\s（）().．、]", "", plain)
    bare = "".join(_TENS.get(c, c) for c in bare)
    if bare.isdecimal() and bare.isascii():
        return int(bare)
    high, myriad, low = bare.rpartition(_MYRIAD)
    if not myriad:
        return _below_myriad(bare)
    front, back = _below_myriad(high), _below_myriad(low) if low else 0
    return None if front is None or back is None else front * 10_000 + back


def _below_myriad(text: str) -> int | None:
    """A numeral with units (一千零四十), or digit by digit (二〇〇九)."""
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in _DIGITS and not digit:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


_FIGURES_IN_CHINESE = "零一二三四五六七八九"
_SIZES = ((1000, "千"), (100, "百"), (10, "十"))


def in_chinese(number: int) -> str:
    """A number below 10,000 in Chinese: 30 is 三十, 105 is 一百零五."""
    found, rest, gap = "", number, False
    for size, unit in _SIZES:
        digit, rest = divmod(rest, size)
        if digit:
            found += ("零" if gap else "") + _FIGURES_IN_CHINESE[digit] + unit
        gap = bool(found) and not digit
    if rest or not found:
        found += ("零" if gap and rest else "") + _FIGURES_IN_CHINESE[rest]
    return found.removeprefix("一") if number // 10 == 1 else found


_SPACE = r"[ \u3000]{0,4}"
_HAN_DIGIT = rf"[{NOUGHT}一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20){_SPACE}[0-9]{_SPACE}[0-9]|[一二]{_SPACE}{_HAN_DIGIT}{_SPACE}{_HAN_DIGIT}{_SPACE}{_HAN_DIGIT})"
_MONTH = rf"(?:{_HAN_DIGIT}|十|[0-9]|元)(?:{_SPACE}[0-9十一二])?"
_DAY = rf"(?:[0-9]{{1,2}}|[一二三四五六七八九十廿卅](?:{_SPACE}[一二三四五六七八九十]){{0,2}})"
#: 2024年5月1日 and 二〇二四年五月一日.
DATE = rf"{_YEAR}{_SPACE}年{_SPACE}{_MONTH}{_SPACE}月{_SPACE}{_DAY}{_SPACE}日"
_HAN_DATE = re.compile(
    rf"(?P<year>{_YEAR}){_SPACE}年{_SPACE}(?P<month>{_MONTH}){_SPACE}月(?:{_SPACE}(?P<day>{_DAY}){_SPACE}日)?"
)
#: 民国三十六年五月一日: the years of the Republic are counted from 1912.
_REPUBLIC_DATE = re.compile(
    rf"(?:中华)?民国{_SPACE}(?P<year>元|{HAN_NUMERAL}{{1,3}}|[0-9]{{1,2}}){_SPACE}年{_SPACE}"
    rf"(?P<month>{_MONTH}){_SPACE}月{_SPACE}(?P<day>{_DAY}){_SPACE}日"
)
_BEFORE_REPUBLIC = 1911
_PLAIN_DATE = re.compile(r"(?<![\d.-])(?P<year>(?:19|20)\d\d)([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d])")
_ENGLISH_DATE = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\s+(\d{1,2}),\s*(\d{4})"
)
_HAS_YEAR = re.compile(r"年|(?:19|20)\d\d[-./]")
_BRACKETS = "()（）[]〔〕【】 \t\u3000"
#: A line with nothing but a date is not longer than this.
_LONGEST_DATE = 40
#: Where a text was signed, behind the day: 一九八三年六月十八日于北京.
_AT_PLACE = re.compile(r"(?<=日)\s?于[\u4e00-\u9fff]{2,5}(?<!通过|公布|发布|签订|印发|施行|召开)$")


#: Letters that the OCR reads for figures, where a figure must stand.
_MISREAD = re.compile(
    r"(?<![A-Za-z])[0-9OolI]{1,5}(?=\s*[年月日号〕\]）)】］\-.])|(?<=[〕\]）)】］])\s*[0-9OolI]{1,5}(?![A-Za-z])"
)
_LETTERS = re.compile("[OolI]")
_FIGURES = str.maketrans("OolI", "0011")


def figures(text: str) -> str:
    """The text folded and simplified, with the letters that stand for figures beside 年, 月, 日, 号 or a bracket."""
    folded = matched(plain_forms(text))
    if not _LETTERS.search(folded):
        return folded
    return _MISREAD.sub(lambda m: m.group().translate(_FIGURES) if _has_figure(m.group()) else m.group(), folded)


def _has_figure(text: str) -> bool:
    return len(text.strip()) == 1 or any(c.isdigit() for c in text)


def find_date(text: str) -> date | None:
    """The first whole date in the text; ``None`` when there is none, or when it is no day of the calendar."""
    if not _HAS_YEAR.search(text):
        return None
    folded = figures(text)
    match = next((m for m in _HAN_DATE.finditer(folded) if m["day"]), None) or _PLAIN_DATE.search(folded)
    match = match or _REPUBLIC_DATE.search(folded)
    return _date(match) if match else None


def find_month(text: str) -> tuple[int, int] | None:
    """Year and month of the first date or month in the text: 2023年5月."""
    match = _HAN_DATE.search(figures(text))
    year, month = (numeral(match["year"]), numeral(match["month"])) if match else (None, None)
    return (year, month) if year and month else None


def whole_date(text: str) -> date | None:
    """The date when the line holds nothing else, with or without brackets."""
    if len(text) > _LONGEST_DATE or not _HAS_YEAR.search(text):
        return None
    folded = _AT_PLACE.sub("", figures(text).strip(_BRACKETS))
    match = _HAN_DATE.fullmatch(folded) or _PLAIN_DATE.fullmatch(folded) or _REPUBLIC_DATE.fullmatch(folded)
    return _date(match) if match and match["day"] else None


@lru_cache(maxsize=16_384)
def trailing_date(text: str) -> tuple[str, date] | None:
    """What stands before a date at the end of a line, and the date: a signature in one line."""
    folded = figures(text.rstrip(_BRACKETS))
    for pattern in (_HAN_DATE, _PLAIN_DATE, _REPUBLIC_DATE):
        for match in pattern.finditer(folded):
            if match.end() == len(folded) and match["day"] and match.start() and (day := _date(match)):
                return text[: match.start()], day
    return None


def _date(match: re.Match[str]) -> date | None:
    year, month, day = numeral(match["year"]), numeral(match["month"]), numeral(match["day"])
    if year and match.re is _REPUBLIC_DATE:
        year += _BEFORE_REPUBLIC
    try:
        return date(year, month, day) if year and month and day else None
    except ValueError:
        return None


def find_english_date(text: str) -> date | None:
    """The first date ``April 24, 2024`` in the text."""
    match = _ENGLISH_DATE.search(text)
    if not match:
        return None
    try:
        return datetime.strptime(f"{match[1]} {match[2]} {match[3]}", "%B %d %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None

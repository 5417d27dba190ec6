"""Document numbers (发文字号), Chinese numerals and dates: recognise, normalise, romanise.

A document number is a prefix, a year and a serial: 京政办发〔2024〕4号. The contents page romanises it as
``Jingzhengbanfa[2024]No. 4``. Both spellings have the same :attr:`DocumentNumber.key`, ``jingzhengbanfa-2024-4``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from pypinyin import lazy_pinyin


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in its normal form; ``prefix`` is Chinese, or romanised where only that is printed."""

    prefix: str
    year: int
    serial: int

    @property
    def text(self) -> str:
        """京政办发〔2024〕4号, or ``Jingzhengbanfa[2024]No. 4`` for a romanised prefix."""
        if self.prefix.isascii():
            return f"{self.prefix.capitalize()}[{self.year}]No. {self.serial}"
        return f"{self.prefix}〔{self.year}〕{self.serial}号"

    @property
    def key(self) -> str:
        """ASCII, the same for the Chinese and the romanised spelling."""
        return f"{romanise(self.prefix)}-{self.year}-{self.serial}"

    @property
    def text_en(self) -> str:
        """``Jingzhengbanfa[2024]No. 4``."""
        return f"{romanise(self.prefix).capitalize()}[{self.year}]No. {self.serial}"


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A document number found at ``text[start:end]``."""

    start: int
    end: int
    number: DocumentNumber


@lru_cache(maxsize=65_536)
def romanise(text: str) -> str:
    """Toneless pinyin in lower case, letters and digits only: 京政办发 -> jingzhengbanfa. ASCII text is lowered."""
    if text.isascii():
        return re.sub(r"[^a-z0-9]", "", text.lower())
    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(text)).lower().replace("ü", "v"))


@lru_cache(maxsize=256)
def romanise_initials(text: str) -> str:
    """The first letters of the syllables: 北京 -> bj."""
    return "".join(s[0] for s in lazy_pinyin(text) if s and s[0].isascii()).lower()


_OPEN, _CLOSE = r"[〔\[［(（【﹝]", r"[〕\]］)）】﹞]"
_PRINTED = re.compile(rf"{_OPEN}\s*(?:19|20)\d\d")
_WIDE = re.compile(r"[\uff01-\uff5e]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN_NUMBER = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fff]{{1,12}}?)\s*(?P<open>{_OPEN})?\s*(?P<year>(?:19|20)\d\d)\s*"
    rf"(?:{_CLOSE}|[\s,，年]+(?=\D{{0,3}}\d)|(?=第))\s*(?:第|[Nn][Oo]\.?)?\s*(?P<serial>\d{{1,5}})(?!\d)"
    r"\s*(?P<hao>号)?(?!\s*[年月日])"
)
#: Year and serial of a romanised number; its prefix is read backward from here, so that long text costs no more.
_ROMAN_TAIL = re.compile(
    rf"(?P<open>{_OPEN})?[ ]{{0,2}}(?P<year>(?:19|20)\d\d)[ ]{{0,2}}{_CLOSE}?[\s,\-]{{0,3}}"
    r"(?P<hao>No\.?\s{0,2})?(?P<serial>\d{1,5})(?![\d年月日.%])\s{0,2}号?",
    re.IGNORECASE,
)
_ROMAN_PREFIX = re.compile(
    r"(?<![A-Za-z])(?:[A-Za-z]{7,30}|(?:[A-Za-z]{1,6} ){1,8}[A-Za-z]{1,6}|[A-Za-z]{3,6})[ ]{0,2}$"
)
_LONGEST_PREFIX = 60
#: The last syllable of a prefix says what kind of paper it is. A spelling without brackets is a number only with one.
_PREFIX_END = frozenset("发字函规令文告通物办政")
#: Where it might be any word (污染物 2024 4), it must begin with the short name of a province or of the State Council.
_PROVINCE = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼国中穗深杭宁")
_ROMAN_PREFIX_END = ("fa", "zi", "han", "gui", "ling", "wen", "gao", "tong", "wu", "ban", "zheng")
_NOT_PREFIX = re.compile(r"^.*(?:根据|按照|依据|查找|查询|搜索|关于|以及|废止|有效|公布|印发|文件|下发|[和与及的、见])")


def find_numbers(text: str, *, strict: bool = False) -> tuple[NumberMatch, ...]:
    """The document numbers in a text, in order; offsets are into ``text``.

    What a person types may have any brackets or none, any width, spaces, with or without 号 and ``No.``:
    ``京政办发2024 4``, ``京政办发（2024）第4号`` and ``jingzhengbanfa 2024 4`` are the same number. ``strict`` asks for
    brackets and 号 (or ``No.``), as in print.
    """
    folded = _fold_width(text)
    if not (_PRINTED if strict else _YEAR).search(folded):
        return ()
    found: list[NumberMatch] = []
    for match in sorted(
        [*_han(folded, strict=strict), *_roman(folded, strict=strict)], key=lambda m: (m.start, m.start - m.end)
    ):
        if not found or match.start >= found[-1].end:
            found.append(match)
    return tuple(found)


def parse_number(text: str) -> DocumentNumber | None:
    """The number when the text holds nothing else but brackets around it, else ``None``."""
    bare = text.strip().strip("()（）").strip()
    matches = find_numbers(bare, strict=True)
    return matches[0].number if matches and matches[0].end - matches[0].start == len(bare) else None


def _han(text: str, *, strict: bool) -> Iterator[NumberMatch]:
    for m in _HAN_NUMBER.finditer(text):
        if strict and not (m["open"] and m["hao"]):
            continue
        prefix = _NOT_PREFIX.sub("", m["prefix"])
        named = prefix[-1:] in _PREFIX_END and (prefix[-1:] in "发字函" or prefix[:1] in _PROVINCE)
        if len(prefix) > 1 and (m["open"] or named):
            start = m.end("prefix") - len(prefix)
            yield NumberMatch(start, m.end(), DocumentNumber(prefix, int(m["year"]), int(m["serial"])))


def _roman(text: str, *, strict: bool) -> Iterator[NumberMatch]:
    for m in _ROMAN_TAIL.finditer(text):
        if strict and not (m["open"] and m["hao"]):
            continue
        before = text[max(0, m.start() - _LONGEST_PREFIX) : m.start()]
        match = _ROMAN_PREFIX.search(before)
        prefix = re.sub(r"\s+", "", match.group()).lower() if match else ""
        if match and prefix.endswith(_ROMAN_PREFIX_END):
            start = m.start() - len(before) + match.start()
            yield NumberMatch(start, m.end(), DocumentNumber(prefix, int(m["year"]), int(m["serial"])))


def _fold_width(text: str) -> str:
    """Full-width letters, digits and brackets as ASCII, character by character, so that offsets stay."""
    if not _WIDE.search(text):
        return text
    return _WIDE.sub(lambda m: n if len(n := unicodedata.normalize("NFKC", m.group())) == 1 else m.group(), text)


_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below 10,000 (二十七 -> 27), else ``None``."""
    if text.isdecimal() and text.isascii():
        return int(text)
    total, digit = 0, None
    for char in text:
        if char in _NUMERALS:
            if digit is not None:
                return None
            digit = _NUMERALS[char]
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            return None
    return (total + (digit or 0)) if text else None


_DATE = re.compile(r"[(（]?\s*((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[)）]?")
_DATE_EN = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\s+(\d{1,2}),\s*(\d{4})"
)


def find_date(text: str) -> date | None:
    """The first date 2024年2月7日 in the text; ``None`` when there is none or it is no day of the calendar."""
    match = _DATE.search(text)
    return _date(match) if match else None


def whole_date(text: str) -> date | None:
    """The date when the line holds nothing else, with or without brackets."""
    match = _DATE.fullmatch(text.strip())
    return _date(match) if match else None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def find_english_date(text: str) -> date | None:
    """The first date ``April 24, 2024`` in the text."""
    match = _DATE_EN.search(text)
    if not match:
        return None
    try:
        return datetime.strptime(f"{match[1]} {match[2]} {match[3]}", "%B %d %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None

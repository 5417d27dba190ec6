"""Document numbers (发文字号): recognise, normalise, romanise.

A document number is a prefix, a year and a serial: 京政办发〔2024〕4号. The contents page romanises it as
``Jingzhengbanfa[2024]No. 4``. Both spellings have the same :attr:`DocumentNumber.key`, ``jingzhengbanfa-2024-4``.
A decree has no year (国务院令第765号), an announcement often no prefix (2023年第5号). In Hong Kong and Macau the kind
of the paper stands behind its number: 2024年第35号法律公告, 第12/2024号行政法规. A court puts the year first:
（2020）最高法民终123号.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.language.courts import CASE_NUMBER
from corpus.language.numerals import NOUGHT, figures, numeral
from corpus.language.pinyin import romanise
from corpus.language.places import ABBREVIATIONS


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in its normal form; ``prefix`` is Chinese, or romanised where only that is printed.

    ``year`` is ``None`` for a decree, ``prefix`` empty or 公告 for an announcement (``announced``). ``kind`` is that
    of the paper where it stands behind the number. ``of_court``: it is that of a case, whose year stands first. The
    code of a standard has a prefix of capitals, and its part (.2) as ``kind``.
    """

    prefix: str
    year: int | None
    serial: int
    announced: bool = False
    kind: str = ""
    of_court: bool = False

    @property
    def text(self) -> str:
        """京政办发〔2024〕4号, or ``Jingzhengbanfa[2024]No. 4`` for a romanised prefix."""
        if self.year is None:
            return f"{self.prefix}第{self.serial}号"
        if self.of_court:
            return f"（{self.year}）{self.prefix}{'第' if self.prefix.endswith('字') else ''}{self.serial}号"
        if self.announced:
            return f"{self.prefix}{self.year}年第{self.serial}号{self.kind}"
        if self.prefix.isupper():
            return f"{self.prefix} {self.serial}{self.kind}—{self.year}"
        if self.kind:
            return f"第{self.serial}/{self.year}号{self.kind}"
        if self.prefix and self.prefix.isascii():
            return f"{self.prefix.capitalize()}[{self.year}]No. {self.serial}"
        return f"{self.prefix}〔{self.year}〕{self.serial}号"

    @property
    def letters(self) -> str:
        """The prefix, or the kind of the paper where there is none, in pinyin: 京政办发 -> jingzhengbanfa."""
        return romanise_prefix(self.prefix or self.kind)

    @property
    def key(self) -> str:
        """ASCII, the same for the Chinese and the romanised spelling."""
        return "-".join(filter(None, (self.letters, str(self.year or ""), str(self.serial))))

    @property
    def text_en(self) -> str:
        """``Jingzhengbanfa[2024]No. 4``; ``Decree No. 765`` for a decree."""
        if self.year is None:
            return f"Decree No. {self.serial}"
        return f"{self.letters.capitalize()}[{self.year}]No. {self.serial}"

    @property
    def is_serial(self) -> bool:
        """Whether who gives the number is printed elsewhere: 第5号, 〔十五届〕第5号."""
        return not self.kind and self.prefix[:1] in ("", "〔")

    @property
    def is_unique(self) -> bool:
        """Whether the number names one document: that of an announcement without a prefix is given every year anew."""
        return bool(self.kind) or (not self.is_serial and len(self.prefix) > (2 if self.announced else 1))


def with_banner(number: DocumentNumber, banner: str) -> DocumentNumber:
    """The number of a decree whose banner and serial are printed apart; one that has a prefix stays as it is."""
    return replace(number, prefix=banner.replace(" ", "") + number.prefix) if number.is_serial else number


def same_decree(one: str, other: str) -> bool:
    """Whether two numbers are of one decree, of which the contents may name the body in short.

    So do 省人民政府令第5号 and 市政府令第5号.
    """
    first, second = parse_number(one), parse_number(other)
    if first is None or second is None or first.year or second.year or first.serial != second.serial:
        return False
    short, long = sorted((one.prefix.replace("人民政府", "政府") for one in (first, second)), key=len)
    return len(short) > 1 and long.endswith(short)


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A document number found at ``text[start:end]``."""

    start: int
    end: int
    number: DocumentNumber


#: How a character reads that stands for a place at the head of a number, and has another reading elsewhere.
_OF_PLACES = {"藏": "zang", "厦": "xia", "长": "chang", "蚌": "beng"}


def romanise_prefix(prefix: str) -> str:
    """The prefix of a number in pinyin; a place that it begins with reads as the place: 藏政发 -> zangzhengfa."""
    first = _OF_PLACES.get(prefix[:1])
    return first + romanise(prefix[1:]) if first else romanise(prefix)


_OPEN, _CLOSE = r"[〔\[［(（【﹝<《〈「{]", r"[〕\]］)）】﹞>》〉」}]"
_CLOSERS = "〕]］)）】﹞>》〉」}"
_ARABIC_YEAR = r"(?:19|20)\d\d"
_HAN_YEAR = rf"[一二][{NOUGHT}九][{NOUGHT}一二三四五六七八九]{{2}}"
_YEAR = re.compile(rf"{_ARABIC_YEAR}|{_HAN_YEAR}")
_HAO = "[号號]"
#: Year and serial; the prefix is read backward from here, so that long text costs no more.
_TAIL = re.compile(
    rf"(?P<open>{_OPEN})?\s{{0,2}}(?P<year>{_ARABIC_YEAR}|{_HAN_YEAR})\s{{0,2}}"
    rf"(?:{_CLOSE}|[\s,，年]{{1,3}}(?=\D{{0,3}}\d)|-(?=\d{{1,4}}(?![\d-]))|(?=第))\s{{0,2}}(?:第|[Nn][Oo]\.?)?\s{{0,2}}"
    rf"(?P<serial>\d{{1,5}})(?![\d%％])\s{{0,2}}(?P<hao>{_HAO})?(?!\s{{0,2}}[年月日])"
)
#: Further serials of the same prefix and year: 4、5号.
_MORE = re.compile(rf"[、,，和]\s?(?P<serial>\d{{1,5}})(?P<hao>{_HAO})?(?![\d年月日.%])")
_PREFIX = re.compile(r"(?:[\u4e00-\u9fff]|(?<=[\u4e00-\u9fff])[（(〔][\u4e00-\u9fff]{1,4}[)）〕]){1,14}\s{0,2}$")
_LONGEST_HAN_PREFIX = 30
_FULL_BRACKETS = str.maketrans("()〔〕", "（）（）")
_DECREE = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fff]{{1,30}}令)\s{{0,2}}[（(〔]?\s{{0,2}}第?\s{{0,2}}(?P<serial>\d{{1,5}}|[一二三四五六七八九十百零〇]{{1,6}})"
    rf"\s{{0,2}}{_HAO}"
)
_HAN_SERIAL = "[一二三四五六七八九十百零〇]{1,6}"
_SERIAL = rf"(?P<serial>\d{{1,5}}|{_HAN_SERIAL})"
_ANNOUNCEMENT = re.compile(
    rf"(?P<prefix>(?:(?:[\u4e00-\u9fff]{{2,20}}[部局委厅会署院府行办])?(?:公告|通告|公报)|[\u4e00-\u9fff]{{2,20}}[部局委会署院行办]令)?)\s?[（(]?"
    rf"(?:(?P<year>{_ARABIC_YEAR}|{_HAN_YEAR})\s?年?)?\s?第\s?{_SERIAL}\s?{_HAO}"
)
#: A number that a congress or its committee gives in a term: 公告〔十五届〕第二十一号, （七届第36号）.
_OF_TERM = re.compile(
    rf"(?P<prefix>(?:[\u4e00-\u9fff]{{2,30}}公告)?)\s?{_OPEN}?\s?(?P<term>第?[一二三四五六七八九十\d]{{1,3}}届)\s?{_CLOSE}?"
    rf"\s?第?\s?{_SERIAL}\s?{_HAO}\s?{_CLOSE}?"
)
#: The number of a case that a court or a procuratorate publishes as a guide: 检例第68号, 指导案例24号.
_OF_CASE = re.compile(rf"(?P<prefix>检例|指导性?案例)\s?第?\s?{_SERIAL}\s?{_HAO}")
#: Numbers of Macau and Hong Kong with the kind of the paper behind them: 第12/2024号行政法规, 2024年第35号法律公告.
_KINDS = (
    r"(?:法律公告|特别公告|条例|法律|法令|训令|行政法规|行政命令|行政长官(?:批示|公告)|[\u4e00-\u9fff]{2,8}司司长批示|"
    r"[\u4e00-\u9fff]{2,8}局(?:局长)?批示|立法会决议)"
)
_OF_REGION = re.compile(
    rf"(?:第\s?{_SERIAL}\s?/\s?(?P<year>{_ARABIC_YEAR}|\d\d(?=/M))(?:/M)?\s?|(?P<of>{_ARABIC_YEAR})年第\s?(?P<no>\d{{1,4}})\s?)"
    rf"号\s?(?P<kind>{_KINDS})"
)
#: A number whose prefix is printed elsewhere: 〔2018〕3号 under the name of the minutes, 〔2005〕第6号 under a banner.
_SHORT = re.compile(rf"{_OPEN}\s?(?P<year>{_ARABIC_YEAR}|{_HAN_YEAR})\s?{_CLOSE}\s?第?\s?{_SERIAL}\s?{_HAO}")
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
#: The last syllable of a prefix says what kind of paper it is. Without brackets a number has one; where it may be any
#: word (污染物 2024 4), a place or the State Council stands in front, or 号 behind (武政1996年18号).
_PREFIX_END = frozenset("发字函规令文告通物办政")
_ROMAN_PREFIX_END = ("fa", "zi", "han", "gui", "ling", "wen", "gao", "tong", "wu", "ban", "zheng")
_NOT_PREFIX = re.compile(
    r"^.*(?:根据|按照|依据|查找|查询|搜索|关于|以及|废止|有效|公布|印发|文件|下发|[与及的、见]"
    r"|(?<!共)(?<!发展)(?<!工业)(?<!住房)(?<!资源)(?<!卫生)和)"  # 国家发展和改革委员会 is one name
)


def find_numbers(text: str, *, strict: bool = False) -> tuple[NumberMatch, ...]:
    """The document numbers in a text, in order; offsets are into ``text``.

    What a person types may have any brackets or none, any width, spaces, with or without 号 and ``No.``:
    ``京政办发2024 4``, ``京政办发（2024）第4号`` and ``jingzhengbanfa 2024 4`` are the same number. ``strict`` asks for
    brackets and 号 (or ``No.``), as in print.
    """
    folded = figures(text)
    if not (_YEAR.search(folded) or "令" in folded or "/" in folded):
        return ()
    regional = [NumberMatch(m.start(), m.end(), _of_region(m)) for m in _OF_REGION.finditer(folded)]
    cases = [NumberMatch(m.start(), m.end(), _of_court(m)) for m in CASE_NUMBER.finditer(folded)]
    matches = [*_han(folded, strict=strict), *_roman(folded, strict=strict), *_decrees(folded), *regional, *cases]
    found: list[NumberMatch] = []
    for match in sorted(matches, key=lambda m: (m.start, m.start - m.end)):
        if not found or match.start >= found[-1].end:
            found.append(match)
    return tuple(found)


#: A line that holds nothing but a document number is not longer than this.
_LONGEST_NUMBER = 40
_AROUND = "()（）[]【】 \t\u3000"
#: A number without brackets around its year, 号 included: 杭政办函 2023 12号.
_UNBRACKETED = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fff]{{2,12}})\s?(?P<year>{_ARABIC_YEAR})[\s年]?第?\s?(?P<serial>\d{{1,5}})\s?{_HAO}"
)


#: Forms of the 1950s to 1990s: （85）国函字78号, 国发〔85〕61号, 川府价字第21号, 冀建〔91〕字第15号, 浙革〔72〕45号,
#: 国发（56）习字第15号, （五四）政财字第一一二号.
_EARLY_YEAR = rf"{_ARABIC_YEAR}|[5-9]\d|[五六七八九][{NOUGHT}一二三四五六七八九]"
_EARLY = re.compile(
    rf"(?:{_OPEN}\s?(?P<first>{_EARLY_YEAR})\s?{_CLOSE}\s?)?"
    rf"(?P<prefix>[\u4e00-\u9fff]{{1,14}}?(?:[字发函办](?![\u4e00-\u9fff]{{1,6}}{_OPEN})|(?={_OPEN})|(?=.{{0,6}}字)))"
    rf"\s?(?:{_OPEN}\s?(?P<second>{_EARLY_YEAR})\s?{_CLOSE}\s?(?P<behind>[\u4e00-\u9fff]{{0,4}}字)?)?"
    rf"\s?第?\s?(?P<serial>\d{{1,4}}|{_HAN_SERIAL})\s?{_HAO}"
)


def _early(text: str) -> DocumentNumber | None:
    """A number in an early form; two figures are a year of the last century, and only 字 stands without a year."""
    match = _EARLY.fullmatch(text)
    if not match or (match["first"] and match["second"]):
        return None
    year = match["first"] or match["second"]
    prefix = match["prefix"] + (match["behind"] or "")
    if not year and not prefix.endswith("字"):
        return None
    counted = numeral(year) if year else None
    return DocumentNumber(prefix, int(f"19{counted}"[-4:]) if counted else None, numeral(match["serial"]) or 0)


#: Where one number ends and the next begins on a line.
_BETWEEN_NUMBERS = re.compile(r"(?<=[号號])[\s、，,/]*(?=[\u4e00-\u9fff])|(?<=[)）])[\s、，,]+|(?<=[号號])[\s、，,]+")


@lru_cache(maxsize=16_384)
def parse_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """The numbers of a line that holds nothing else: of a joint paper each issuer may give one."""
    if number := parse_number(text):
        return (number,)
    pieces = _BETWEEN_NUMBERS.split(text.strip()) if text.count("号") + text.count("號") > 1 else []
    numbers = [parse_number(piece) for piece in pieces]
    return tuple(n for n in numbers if n) if len(pieces) > 1 and all(numbers) else ()


@lru_cache(maxsize=16_384)
def parse_number(text: str) -> DocumentNumber | None:
    """The number when the text holds nothing else but brackets around it, else ``None``.

    A line of its own may have any customary form: 杭政办函〔2023〕12号, 国务院令第765号, 2023年第5号, 第5号.
    """
    if len(text) > 2 * _LONGEST_NUMBER or not _MAY_BE_NUMBER.search(text):
        return None
    whole = figures(_SIGNED.sub("", text).strip())
    inner = whole[1:-1].strip() if whole[:1] in "(（【[〔" else whole
    for bare in dict.fromkeys((whole, whole.strip(_AROUND), inner, _SET_WIDE.sub("", whole))):
        if number := _in_own_form(bare):
            return number
        matches = find_numbers(bare, strict=True) or _without_hao(bare)
        if matches and matches[0].end - matches[0].start >= len(bare):
            return matches[0].number
        if match := _UNBRACKETED.fullmatch(bare):
            return DocumentNumber(match["prefix"], int(match["year"]), int(match["serial"]))
        if early := _early(bare):
            return early
    return None


def _in_own_form(text: str) -> DocumentNumber | None:
    """A number of another form than prefix, year and serial: of an announcement, a term, a region, a case."""
    if match := _ANNOUNCEMENT.fullmatch(text):
        year = numeral(match["year"]) if match["year"] else None
        return DocumentNumber(match["prefix"], year, numeral(match["serial"]) or 0, announced=year is not None)
    if match := _OF_TERM.fullmatch(text):
        return DocumentNumber(f"{match['prefix']}〔{match['term']}〕", None, numeral(match["serial"]) or 0)
    if match := _OF_REGION.fullmatch(text):
        return _of_region(match)
    if match := CASE_NUMBER.fullmatch(text):
        return _of_court(match)
    if match := _OF_CASE.fullmatch(text):
        return DocumentNumber(match["prefix"], None, numeral(match["serial"]) or 0)
    if match := _SHORT.fullmatch(text):
        return DocumentNumber("", numeral(match["year"]) or 0, numeral(match["serial"]) or 0)
    return None


def _of_court(match: re.Match[str]) -> DocumentNumber:
    return DocumentNumber(match["prefix"], int(match["year"]), int(match["serial"]), of_court=True)


def _of_region(match: re.Match[str]) -> DocumentNumber:
    """A number of Hong Kong or Macau; two figures are a year of the last century."""
    if match["of"]:
        return DocumentNumber("", int(match["of"]), int(match["no"]), announced=True, kind=match["kind"])
    return DocumentNumber("", int(f"19{match['year']}"[-4:]), numeral(match["serial"]) or 0, kind=match["kind"])


#: What stands beside a number: who signed the issue of a paper, the class of a reply, the count of all announcements.
_SIGNED = re.compile(
    rf"\s*签\s?发\s?人\s?[:：].{{1,20}}$|(?<={_HAO})\s*[（(](?:[A-Z]\d?|总\s?第?\s?\d{{1,5}}\s?[号期])[)）]$"
)
#: Spaces between characters that are set wide: 〔2 0 2 0〕1 5号.
_SET_WIDE = re.compile(r"(?<=[\d〔\[［（(〕\]］）)]) +(?=[\d〕\]］）)号])")
_MAY_BE_NUMBER = re.compile(r"[号號]|No|[〔\[［]\s?[12][0-9Oo]")


def _without_hao(text: str) -> tuple[NumberMatch, ...]:
    """A number whose last sign is lost: 成办发〔2024〕156."""
    return find_numbers(f"{text}号", strict=True)[:1] if text[-1:].isdigit() else ()


def trailing_number(text: str) -> tuple[str, DocumentNumber] | None:
    """What stands before a number in brackets at the end of a text, and the number: …的通知（杭政办函〔2023〕15号）.

    The end of the line may be lost: …的通知（杭政办函〔2023〕15.
    """
    bare = text.rstrip()
    for match in _TRAILING.finditer(bare[-_LONGEST_NUMBER:]):
        start = len(bare) - len(bare[-_LONGEST_NUMBER:]) + match.start()
        if start and (number := _wrapped_number(bare[start:]) or parse_number(bare[start:])):
            return bare[:start].rstrip(), number
    return None


def _wrapped_number(text: str) -> DocumentNumber | None:
    """A number in brackets that a line break parts in its prefix: （江政 发〔2019〕15号）."""
    wrapped = text.lstrip()[:1] in ("（", "(") and _WRAPPED.search(text)
    return parse_number(_WRAPPED.sub("", text)) if wrapped else None


#: The space of a line break between two Chinese characters.
_WRAPPED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_TRAILING = re.compile(r"[（(【\[〔\s\u3000]+(?=\S)")


#: What parts a number from the title behind it.
_AFTER_NUMBER = re.compile(r"[ ：:]")


def leading_number(text: str) -> tuple[DocumentNumber, str] | None:
    """A number at the head of a text that goes on after it, and the rest: 杭政办函〔2023〕12号 杭州市…的通知."""
    parted = _AFTER_NUMBER.split(text, maxsplit=1)
    if parted[-1] and len(parted) > 1 and (number := parse_number(parted[0])):
        return number, parted[1].strip()
    found = find_numbers(text[: 2 * _LONGEST_NUMBER], strict=True)
    if not found or found[0].start > 1:
        return None
    rest = text[found[0].end :].lstrip(_AROUND + "—–:：")
    return (found[0].number, rest) if rest else None


def _han(text: str, *, strict: bool) -> Iterator[NumberMatch]:
    for m in _TAIL.finditer(text):
        if strict and not (m["open"] and m["hao"] and text[m.end("year") :].lstrip()[:1] in _CLOSERS):
            continue
        match = _PREFIX.search(text[max(0, m.start() - _LONGEST_HAN_PREFIX) : m.start()])
        prefix = _NOT_PREFIX.sub("", match.group().rstrip()) if match else ""
        of_office = prefix[-1:] in ("发字函政办" if m["hao"] else "发字函")
        named = prefix[-1:] in _PREFIX_END and (of_office or prefix[:1] in ABBREVIATIONS)
        if match and len(prefix) > 1 and (m["open"] or named):
            gap = len(match.group()) - len(match.group().rstrip())
            yield from _serials(text, m, m.start() - gap - len(prefix), prefix.translate(_FULL_BRACKETS))


def _serials(text: str, m: re.Match[str], start: int, prefix: str) -> Iterator[NumberMatch]:
    """The number that ends at ``m``, and those that go on with its prefix and year."""
    year = numeral(m["year"]) or 0
    yield NumberMatch(start, m.end(), DocumentNumber(prefix, year, int(m["serial"])))
    more = _MORE.match(text, m.end())
    while more:
        yield NumberMatch(more.start("serial"), more.end(), DocumentNumber(prefix, year, int(more["serial"])))
        more = _MORE.match(text, more.end())


def _decrees(text: str) -> Iterator[NumberMatch]:
    for m in _DECREE.finditer(text) if "令" in text else ():
        prefix = _NOT_PREFIX.sub("", m["prefix"])
        if len(prefix) > 1:
            start = m.end("prefix") - len(prefix)
            yield NumberMatch(start, m.end(), DocumentNumber(prefix, None, numeral(m["serial"]) or 0))


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

"""Cover and masthead: which issue of which gazette this is."""

import re
from collections.abc import Container, Iterable, Sequence
from datetime import date
from itertools import pairwise

from corpus.language.numbers import find_numbers
from corpus.language.numerals import NOUGHT, NUMERAL, find_date, find_english_date, find_month, numeral, whole_date
from corpus.language.pinyin import romanise_initials
from corpus.model import Issue, Source
from corpus.printed.lines import Line

#: What a gazette is called. A 统计公报 is a paper in one.
GAZETTE_NAME = r"(?:(?<!统计)(?<!状况)(?<!普查)(?<!质量)(?<!联合)公报|政报|文告|宪报)"
_GAZETTE = re.compile(rf"(?P<place>[\u4e00-\u9fff（）()]{{2,30}}?)(?P<government>(?:人民)?政府)?{GAZETTE_NAME}")
_GAZETTE_EN = re.compile(
    r"GAZETTE OF (?:THE )?(?P<body>(?:PEOPLE\W?S GOVERNMENT OF )?[A-Z][A-Z' ]+[A-Z])(?![a-z])", re.IGNORECASE
)
_OF_PLACE = re.compile(r"PEOPLE\W?S GOVERNMENT OF\s+(?:THE )?(?P<place>.+)", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![总令])第\s*(?P<number>{NUMERAL})(?:[、，和—–-]\s?{NUMERAL})?\s*[期号]")
#: What may stand behind the title of a gazette on its line: 2020年第10期（总第465期）.
_ISSUE_BEHIND = re.compile(
    rf"[ ·•（(]*(?:(?:19|20)\d\d\s?年?)?\s?[第·•]\s?{NUMERAL}\s?[期号]?[ （(]*(?:总.{{1,10}})?[)）]?"
)
_DOTTED = re.compile(r"(?P<year>(?:19|20)\d\d)\s*[·•.]\s*(?P<number>\d{1,3})(?![\d.])")
_TOTAL = re.compile(rf"总\s*(?:第|号|期|期号)?\s*[:：]?\s*(?P<total>\d{{1,5}}|{NUMERAL}(?=\s*[期号)）]))\s*[期号]?")
#: The two lines of a title of a gazette that is broken.
_PLACE_OR_BODY = re.compile(r"[\u4e00-\u9fff]{1,24}(?:[省市区县州盟旗]|政府|委员会|国务院|法院|检察院)")
_REST = re.compile(rf"(?:(?:人民)?(?:政府|代表大会(?:常务委员会)?))?{GAZETTE_NAME}")
#: A gazette of a body; other papers are called 公报 too: 水资源公报.
_OF_BODY = re.compile(r"(?:政府|国务院|委员会|法院|检察院)公报|政报")
#: The day of an issue whose year stands elsewhere: 5月20日出版.
_DAY = re.compile(
    r"(?:^|[)）号期]\s*)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日(?:\s*(?:出版|发行|星期.))?(?![^（(\s])"
)
_IN_FIGURES = r"(?:19|20)\d\d"
_IN_CHINESE = rf"[一二][{NOUGHT}九][{NOUGHT}一二三四五六七八九]{{2}}"
_YEAR = re.compile(rf"^({_IN_FIGURES})\s*年?(?=$|\s*第|\s*[·•])|({_IN_FIGURES}|{_IN_CHINESE})\s*年\s*第")
_YEAR_AND_NUMBER = re.compile(rf"(?:{_IN_FIGURES}|{_IN_CHINESE})年第{NUMERAL}号")
_SPONSOR = re.compile(
    r"主办(?:单位)?\s*[:：]\s*(?P<after>[\u4e00-\u9fff]{4,30})|(?:^|[\s期号)）:：刊日])(?P<before>[\u4e00-\u9fff]{4,30}?)(?:主管、?)?主办"
)
_EDITOR = re.compile(
    r"编印(?:单位)?\s*[:：]\s*(?P<after>[\u4e00-\u9fff]{4,30})|(?:^|[\s期号)）:：刊日])(?P<before>[\u4e00-\u9fff]{4,30}?)编印"
)
_SPONSOR_EN = re.compile(r"^Sponsored by (?:the )?(?P<name>.+)$", re.IGNORECASE)
_ISSUE_EN = re.compile(r"Issue\s*No", re.IGNORECASE)
_FACT = re.compile(
    r"主办|主管|承办|编印|编辑|出版|刊号|ISSN|CN\s?\d|准印|邮发代号|内部资料|总第|总号|[（(]?(?:半月|双月|月|旬|周|季|年)刊[)）]?$|Issue\s*No|GONGBAO|^\d{4}年?$"
)
#: A supplement counts by itself: 2019年增刊第1期.
_SUPPLEMENT = re.compile(rf"(?:增刊|专刊|特刊)\s*第?\s*{NUMERAL}\s*[期号]?|第?\s*{NUMERAL}\s*[期号][（(]?增刊")
_LONGEST_FACT, _LONGEST_MONTH = 90, 12
#: Within so many lines the first documents are dated.
_LONGEST_FIRST = 1_000


def is_gazette_title(text: str) -> bool:
    """Whether a line is the title of a gazette and nothing else."""
    return bool(_GAZETTE.fullmatch(text)) and "关于" not in text


def _on_two_lines(texts: Sequence[str]) -> str | None:
    """The title of a gazette that is broken behind the place or the body: 某市 / 人民政府公报."""
    return next((a + b for a, b in pairwise(texts) if _PLACE_OR_BODY.fullmatch(a) and _REST.fullmatch(b)), None)


def opens_masthead(line: Line) -> bool:
    """Whether a line is the title of a gazette, the number of its issue behind it or not."""
    return not line.is_row and _opens(line.plain)


def _opens(text: str) -> bool:
    """Whether a line is the title of a gazette, the number of its issue behind it or not."""
    match = _GAZETTE.match(text)
    return is_gazette_title(text) or (match is not None and bool(_ISSUE_BEHIND.fullmatch(text, match.end())))


def is_english_masthead(text: str) -> bool:
    """Whether a line begins the English masthead."""
    return bool(_GAZETTE_EN.match(text))


def masthead_end(lines: Sequence[Line]) -> int:
    """The index of the first line that belongs to no masthead; 0 where the text begins with none."""
    texts = [line.plain for line in lines[:6]]
    start = next(
        (i for i, text in enumerate(texts) if _opens(text) or _on_two_lines(texts[max(0, i - 1) : i + 1])), None
    )
    return 0 if start is None else masthead_at(lines, start)


def masthead_at(lines: Sequence[Line], start: int) -> int:
    """The end of the masthead whose title stands on the line ``start``; 0 where it says neither number nor day."""
    end = start + 1
    while end < len(lines) and _is_masthead(lines[end]):
        end += 1
    dated = _OF_BODY.search(lines[start].plain) and any(whole_date(line.plain) for line in lines[start:end])
    return end if dated or any(_number(line.plain) for line in lines[:end]) else 0


def _is_masthead(line: Line) -> bool:
    text = line.plain
    if line.is_row or len(text) > _LONGEST_FACT or text.endswith("。") or "关于" in text:
        return False
    return (
        _opens(text)
        or whole_date(text) is not None
        or (find_month(text) is not None and len(text) <= _LONGEST_MONTH)
        or bool(_FACT.search(text))
        or (text.isascii() and text.upper() == text)
        or bool(_GAZETTE_EN.search(text))
        or bool(_YEAR_AND_NUMBER.fullmatch(text))
        or (bool(_number(text)) and ("期" in text or find_month(text) is not None or len(text) <= 8))  # noqa: PLR2004
    )


def read_issue(
    lines: Sequence[Line], file: str, body: Sequence[Line] = (), *, announced: Container[int] = ()
) -> Issue | None:
    """The issue that the lines of a front matter name; ``None`` when no title or no number is printed.

    The lines with the numbers ``announced`` are of entries of the contents. Where the front prints no year beside them,
    it is the newest of their document numbers, or that the first lines of ``body`` print: an issue is not older than
    its documents.
    """
    texts = [line.plain for line in lines if line.number not in announced]
    title = _on_two_lines(texts) or next((t for t in texts if is_gazette_title(t)), None) or _embedded_title(texts)
    number = _best_number(texts)
    day = next((d for t in texts if (d := find_date(t))), None) or _first_english_date(texts)
    entries = [line.plain for line in lines if line.number in announced]
    year = day.year if day else _year(texts) or _newest_number(entries) or _newest_year(body)
    day = day or _day_of(year, texts)
    if not title or number is None or not year:
        return None
    return Issue(
        id=f"{_prefix(title)}-{year}-{'supplement-' if any(_SUPPLEMENT.search(t) for t in texts) else ''}{number}",
        year=year,
        number=number,
        total_number=next((numeral(m["total"]) for t in texts if (m := _TOTAL.search(t))), None),
        date=day,
        title=title,
        title_en=_english_title(texts),
        sponsor=_sponsor(lines),
        sponsor_en=next((m["name"].strip() for t in texts if (m := _SPONSOR_EN.search(t))), None),
        source=Source(file, lines[0].number, lines[-1].last),
    )


def _day_of(year: int | None, texts: Iterable[str]) -> date | None:
    """The day of an issue that is printed without its year."""
    match = next((m for t in texts if (m := _DAY.search(t))), None)
    return whole_date(f"{year}年{match['month']}月{match['day']}日") if year and match else None


def _embedded_title(texts: Iterable[str]) -> str | None:
    match = next((m for t in texts if (m := _GAZETTE.search(t)) and "《" not in t and "关于" not in t), None)
    return match.group() if match else None


def _prefix(title: str) -> str:
    """The first letters of the place, or of the body: 北京市人民政府公报 -> bj, 国务院公报 -> gwy."""
    match = _GAZETTE.fullmatch(title)
    place = match["place"] if match else title
    bare = place.removeprefix("中华人民共和国") or place
    return romanise_initials(re.sub(r"(?<=..)[市省县区]$", "", bare))


def _number(text: str) -> int | None:
    """The number of the issue in a line: 第5期, 2023·5."""
    if match := _NUMBER.search(text):
        return numeral(match["number"])
    match = _DOTTED.search(text)
    return int(match["number"]) if match and ("." not in match.group() or find_date(text) is None) else None


def _best_number(texts: Sequence[str]) -> int | None:
    """The number of the issue, from the line with the total number, else from the first that has one."""
    found = [(t, n) for t in texts if len(t) <= _LONGEST_FACT and (n := _number(t)) is not None and "关于" not in t]
    best = next((n for t, n in found if _TOTAL.search(t)), None)
    return best if best is not None else next((n for _, n in found), None)


def _first_english_date(texts: Iterable[str]) -> date | None:
    return next((d for t in texts if (d := find_english_date(t))), None)


def _year(texts: Sequence[str]) -> int | None:
    for text in texts:
        if match := _YEAR.search(text):
            return numeral(match[1] or match[2])
        if (match := _DOTTED.search(text)) and len(text) <= _LONGEST_FACT:
            return int(match["year"])
    months = (find_month(t) for t in texts if len(t) <= _LONGEST_FACT)
    return next((month[0] for month in months if month), None)


def _newest_number(entries: Sequence[str]) -> int | None:
    """The newest year of the document numbers in the lines of a contents."""
    years = (found.number.year for text in entries for found in find_numbers(text, strict=True))
    return max((year for year in years if year), default=None)


def _newest_year(body: Sequence[Line]) -> int | None:
    """The newest year of a day alone on its line, as a signature has it, or else of any; a text names later days."""
    texts = [line.plain for line in body[:_LONGEST_FIRST] if len(line.plain) < _LONGEST_FACT]
    days = [day for text in texts if (day := whole_date(text))] or [day for text in texts if (day := find_date(text))]
    return max((day.year for day in days), default=None)


def _sponsor(lines: Sequence[Line]) -> str | None:
    """The sponsor (主办), not the body in charge (主管); where none is named, who puts the gazette together (编印)."""
    texts = [text for line in lines for text in (re.sub(r"[\s\u3000]+", " ", line.raw.strip("#* \u3000")), line.plain)]
    found = next((m for form in (_SPONSOR, _EDITOR) for text in texts if (m := form.search(text))), None)
    return (found["after"] or found["before"]) if found else None


def _english_title(texts: Sequence[str]) -> str | None:
    """The English title in capitals, which may be printed over two lines."""
    two = [f"{a} {b}" for a, b in pairwise(texts) if a.isascii() or "GAZETTE" in a.upper()]
    whole = [m for t in texts if (m := _GAZETTE_EN.search(t)) and len(m["body"].split()) > 3]  # noqa: PLR2004
    match = next(iter(whole), None) or next((m for t in two if (m := _GAZETTE_EN.search(t))), None)
    if match is None:
        return None
    of_place = _OF_PLACE.match(match["body"])
    body = f"PEOPLE'S GOVERNMENT OF {of_place['place']}" if of_place else match["body"]
    return f"GAZETTE OF THE {body.upper().strip()}"

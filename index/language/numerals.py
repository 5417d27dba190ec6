"""Numerals as people write them: Arabic or Chinese, with or without a mark between the thousands."""

import re
from collections.abc import Iterator

from corpus.language.numerals import in_chinese, numeral

NUMERAL_CHARACTERS = "〇零一二三四五六七八九十百千两0-9"
ARTICLE = re.compile(rf"第\s*([{NUMERAL_CHARACTERS}]{{1,8}})\s*条(?:\s*之\s*([{NUMERAL_CHARACTERS}]{{1,3}}))?")
_MEASURED = re.compile(r"(?<![\d.,])(\d{1,4})(?=[\u4e00-\u9fff])")
#: A single numeral is mostly part of a word (一般); before a unit it counts.
_CHINESE = re.compile(
    r"(?<![\u4e00-\u9fff])"
    r"(?:[一二三四五六七八九十百千两〇零]{2,8}(?=[\u4e00-\u9fff])|[一二三四五六七八九十两](?=[日天年月号条期周倍元]))"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])")
#: Letters and a number, with a blank between them or without: PM2.5, GB 37822.
_CODE = re.compile(r"(?<![A-Za-z0-9.])([A-Za-z]{1,6})( ?)(\d{1,8}(?:\.\d{1,8})?)(?![\w.])")
_PLAIN = re.compile(r"(?<![\d.,])\d{4,}(?![\d.,年])")
_FIGURE = re.compile(
    rf"(?:[{NUMERAL_CHARACTERS}万亿两,.]+)个?(?:工作日|小时|公里|公顷|平方米|万元|[日天年月周元吨米亩人家次%])?(?:以?[内前后上下])?"
)


def article_key(label: str) -> str | None:
    """第十三条 as 13, 第二百二十四条之一 as 224-1; ``None`` for any other label."""
    match = ARTICLE.fullmatch(label.strip())
    return article_of(match) if match else None


def article_of(match: re.Match[str]) -> str | None:
    """The same of a match of :data:`ARTICLE`."""
    number = numeral(match[1])
    suffix = numeral(match[2]) if match.re is ARTICLE and match[2] else None
    if number is None:
        return None
    return f"{number}-{suffix}" if suffix else str(number)


def is_figure(text: str) -> bool:
    """Whether a text is a figure with its unit and nothing else: 30日内, 三十个工作日, 1,000公顷."""
    return bool(_FIGURE.fullmatch(text.strip()))


def whole_figures(text: str) -> Iterator[str]:
    """What counts as one word of a text though marks or blanks divide it: 1,000 and PM 2.5."""
    yield from (part for part in text.split() if "," in part)
    yield from (match[0] for match in _CODE.finditer(text) if match[2])


def other_spellings(word: str) -> Iterator[str]:
    """The word with its number written the other way: 30日内 is 三十日内, 1,000 is 1000, PM 2.5 is PM2.5."""
    if match := _CODE.fullmatch(word):
        yield f"{match[1]}{'' if match[2] else ' '}{match[3]}"
    elif match := _MEASURED.search(word):
        yield word[: match.start()] + in_chinese(int(match[1])) + word[match.end() :]
    elif (match := _CHINESE.match(word)) and (number := numeral(match[0])) is not None:
        yield f"{number}{word[match.end() :]}"
    elif match := _THOUSANDS.search(word):
        yield word[: match.start()] + match[0].replace(",", "") + word[match.end() :]
    elif match := _PLAIN.search(word):
        yield word[: match.start()] + f"{int(match[0]):,}" + word[match.end() :]

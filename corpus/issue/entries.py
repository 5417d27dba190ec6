"""The entries of a contents: title and number of each, those of both languages as one, those of one document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.numbers import find_numbers, leading_number, parse_number, trailing_number, with_banner
from corpus.language.numerals import whole_date
from corpus.language.titles import is_outer, issued_key, issued_title
from corpus.model import Source, TocEntry

_NUMBER_EN = re.compile(
    r"\s*[（(](?P<number>(?:[A-Za-z]*\s?\[\d{4}\]\s?|(?:Decree|Order)\s|(?=No\.\s?\d+ of \d{4}))"
    r"No\.\s?\d+(?: of \d{4})?)[)）]\s*$"
)

#: A day in brackets behind a title or its number.
_DAY = re.compile(r"\s*[（(〔\[](?P<day>[^（）()〔〕\[\]]{8,24})[)）〕\]]\s*$")
#: The code of a registered rule, behind its number: （ZJSP00-2018-0011）.
_CODE = re.compile(r"\s*[（(]\s?[A-Z]{2,8}\d{0,4}(?:\s?[-—–－]\s?\d{2,12}){1,3}\s?[)）]\s*$")
_LONGEST_DAY = 40
#: The banner of an announcement of a congress or its committee, without a subject.
_OF_CONGRESS = re.compile(r"[^《》]{2,24}代表大会(?:常务委员会)?(?:第.{1,4}次会议)?公告")


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """One entry of one language, and the lines that print it."""

    category: str | None
    title: str
    number: str | None
    page: int | None
    source: Source


def with_prefix(above: str, number: str | None) -> str | None:
    """The whole number of a decree of which the contents print the banner and the serial apart."""
    parsed = parse_number(number) if number and above.endswith("令") else None
    return with_banner(parsed, above).text if parsed and not parsed.prefix and not parsed.announced else number


def announces_text_of(decree: TocEntry, entry: TocEntry) -> bool:
    """Whether an entry names the text that the decree of the entry before it publishes; both announce one document.

    The announcement of a congress (公告〔十五届〕第二十一号) publishes a text as a decree does.
    """
    may_be = not is_outer(entry.title) or entry.title.endswith("决定")
    of_congress = "届〕" in (decree.number or "") or _OF_CONGRESS.fullmatch(decree.title)
    publishes = decree.title.endswith("令") or (decree.title.endswith("公告") and of_congress)
    return may_be and bool(publishes) and entry.number is None and entry.page in (None, decree.page)


def announces_issued(notice: TocEntry, entry: TocEntry) -> bool:
    """Whether an entry names the text that the notice of the entry before it issues; both announce one document."""
    issued = issued_title(notice.title)
    return issued is not None and entry.number is None and issued_key(issued) == issued_key(entry.title)


def split_number(text: str) -> tuple[str, str | None]:
    """Title and document number of an entry without its page; the number may stand before or behind."""
    text = _without_day(_CODE.sub("", text))
    if english := _NUMBER_EN.search(text):
        return text[: english.start()], english["number"]
    if (whole := parse_number(text)) and (banner := whole.prefix.partition("〔")[0]).endswith(("令", "公告", "通告")):
        return banner, whole.text
    if found := leading_number(text):
        return found[1], found[0].text
    if trailing := trailing_number(text):
        return trailing[0], trailing[1].text
    numbers = find_numbers(text, strict=True)
    if numbers and numbers[-1].end >= len(text.rstrip(" )）")) and numbers[-1].start:
        return text[: numbers[-1].start].rstrip(" (（"), numbers[-1].number.text
    return text, None


def _without_day(text: str) -> str:
    """A title without the day of the document that the contents print behind it."""
    found = _DAY.search(text[-_LONGEST_DAY:])
    return text[: -len(found.group())] if found and whole_date(found["day"]) else text


def paired(chinese: Sequence[PrintedEntry], english: Sequence[PrintedEntry], issue: str) -> tuple[TocEntry, ...]:
    """Chinese entries with their English ones: by order when both are as many, else by number, else by page."""
    if len(chinese) == len(english):
        partners: list[PrintedEntry | None] = list(english)
    else:
        by_number = {_key(e.number): e for e in english if e.number}
        by_page = {e.page: e for e in english}
        partners = [by_number.get(_key(c.number)) or (by_page.get(c.page) if c.page else None) for c in chinese]
    return tuple(_toc_entry(issue, i, c, e) for i, (c, e) in enumerate(zip(chinese, partners, strict=True), 1))


def _key(number: str | None) -> str | None:
    parsed = parse_number(number) if number else None
    return parsed.key if parsed else number


def _toc_entry(issue: str, position: int, zh: PrintedEntry, en: PrintedEntry | None) -> TocEntry:
    return TocEntry(
        issue=issue,
        position=position,
        category=zh.category,
        category_en=en.category if en else None,
        title=zh.title,
        title_en=en.title if en else None,
        number=zh.number,
        number_en=en.number if en else None,
        page=zh.page,
        page_en=en.page if en else None,
        document=None,
        source=zh.source,
        source_en=en.source if en else None,
    )

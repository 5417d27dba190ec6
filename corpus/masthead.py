"""Cover and bilingual contents: what issue this is, and what it announces."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from corpus.lines import Line
from corpus.model import Issue, Source, TocEntry
from corpus.numbers import find_numbers, parse_number, romanise_initials
from corpus.numerals import find_date, find_english_date
from corpus.titles import normal_title

_GAZETTE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,12}?)(?:人民)?政府公报")
_GAZETTE_EN = re.compile(r"GAZETTE OF THE PEOPLE\W?S GOVERNMENT OF\s+(?P<place>[A-Z][A-Z ]+[A-Z])", re.IGNORECASE)
_NUMBER = re.compile(r"第\s*(\d{1,4})\s*期(?:\s*[（(]\s*总第?\s*(\d{1,5})\s*期\s*[)）])?")
_SPONSOR = re.compile(r"(?:^|期[)）]?)\s*(?P<name>[\u4e00-\u9fff]{4,30}?)主办")
_SPONSOR_EN = re.compile(r"^Sponsored by (?:the )?(?P<name>.+)$", re.IGNORECASE)
_CONTENTS = re.compile(r"目录")
_CONTENTS_EN = re.compile(r"(?:TABLE OF )?CONTENTS", re.IGNORECASE)
_NOTE = re.compile(r"^[(（]The Table of Contents is prepared", re.IGNORECASE)
_CATEGORY = re.compile(r"【([^【】]+)】")
_PAGE = re.compile(r"(?:\s*[.…·]{2,})?\s*[（(]\s*(\d{1,3})\s*[)）]\s*$|\s*(?:[.…·]{2,}|/)\s*(\d{1,3})\s*$")
_LEADER = re.compile(r"\s*[.…·]{2,}\s*$")
_NUMBER_TAIL = re.compile(r"[（(]?\s*([^（）()《》]{2,40})[)）]?\s*$")
#: A section name without brackets, on a line of its own between entries.
_PLAIN_CATEGORY = re.compile(r"[\u4e00-\u9fff、 ]{1,14}(?:文件|令|规章|公告|任免|人事任免|大事记|政策解读)")
_TAB_PAGE = re.compile(r"\t\s*(\d{1,3})\s*$")
#: An entry of more lines than this is no entry: the contents have ended.
_LONGEST_ENTRY = 12


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says. ``lines`` of the scanned lines belong to it; entries have no document yet."""

    issue: Issue | None
    entries: tuple[TocEntry, ...]
    lines: int


_NO_FRONT = Front(None, (), 0)


@dataclass(frozen=True, slots=True)
class _Entry:
    category: str | None
    text: str
    page: int
    source: Source


def parse_front(lines: Sequence[Line], file: str) -> Front:
    """The issue and its contents. A text without a contents has no front matter: ``lines`` is 0 then.

    What a document names its own 目录, an annex or the chapters of a plan, is no contents of an issue.
    """
    zh = next((i for i, line in enumerate(lines[:400]) if _CONTENTS.fullmatch(line.text)), None)
    if zh is None:
        return _NO_FRONT
    chinese, english, end = _both(lines, zh, file)
    issue = _issue(lines[: end + 1], lines[:end], file)
    inside = _is_text(lines[:zh]) or any(parse_number(line.text) for line in lines[:zh])
    if not (chinese and issue) and (inside or not (chinese or issue)):
        return _NO_FRONT
    return Front(issue, _pair(chinese, english, issue.id if issue else ""), end)


def _both(lines: Sequence[Line], zh: int, file: str) -> tuple[list[_Entry], list[_Entry], int]:
    """The entries of the contents at ``zh`` in Chinese and in English, and the index of the line after them."""
    en = next((i for i in range(zh, min(len(lines), zh + 1000)) if _CONTENTS_EN.fullmatch(lines[i].text)), None)
    chinese, end = _entries(lines, zh + 1, _english_masthead(lines, zh, en), file, "")
    english: list[_Entry] = []
    if en is not None and not _is_text(lines[end:en]):
        english, end = _entries(lines, en + 1, len(lines), file, " ")
    note = next((i for i in range(end, min(end + 4, len(lines))) if _NOTE.match(lines[i].text)), None)
    if note is not None:
        end = note + 1 if lines[note].text.endswith((")", "）")) else note + 2
    return chinese, english, end


def _is_text(lines: Iterable[Line]) -> bool:
    """Whether there is running text, or a table, among the lines: a masthead and a contents have none."""
    return any(line.is_row or line.text.endswith(("。", "；")) for line in lines)


def _english_masthead(lines: Sequence[Line], zh: int, en: int | None) -> int:
    """Where the Chinese contents must have ended: at the English masthead, the English contents or the end of text."""
    if en is None:
        return len(lines)
    return next((i for i in range(zh, en) if _GAZETTE_EN.match(lines[i].text)), en)


def _entries(lines: Sequence[Line], start: int, stop: int, file: str, separator: str) -> tuple[list[_Entry], int]:
    """Entries from ``start`` on and the index of the first line after the last of them.

    An entry ends at a page number at the end of a line. The contents end at ``stop``, at the closing note, at running
    text, or where no page number follows within the length of an entry.
    """
    entries: list[_Entry] = []
    category: str | None = None
    held: list[Line] = []
    end = start
    for i in range(start, stop):
        line = lines[i]
        if _NOTE.match(line.text) or len(held) > _LONGEST_ENTRY or _is_text([line]):
            break
        section = _section(line) if not held else None
        if section:
            category, end = section if separator else normal_title(section), i + 1
            continue
        held.append(line)
        if page := _page(line):
            source = Source(file, held[0].number, line.number)
            text = " ".join(_flat(x) for x in held)
            entries.append(_Entry(category, text.removesuffix(page[0]), page[1], source))
            held, end = [], i + 1
    return entries, end


def _section(line: Line) -> str | None:
    """The section that a line names, with or without brackets."""
    match = _CATEGORY.fullmatch(line.text)
    if match:
        return match[1].strip()
    return line.text if _PLAIN_CATEGORY.fullmatch(line.text) else None


def _page(line: Line) -> tuple[str, int] | None:
    """The page number that ends an entry, and how it is printed: in brackets, behind dots, or behind a TAB."""
    text = _flat(line)
    if match := _PAGE.search(text):
        return match.group(), int(match[1] or match[2])
    if (tab := _TAB_PAGE.search(line.raw)) and text.endswith(tab[1]):
        return tab[1], int(tab[1])
    return None


def _flat(line: Line) -> str:
    return re.sub(r"\s+", " ", line.text).strip()


def _pair(chinese: Sequence[_Entry], english: Sequence[_Entry], issue: str) -> tuple[TocEntry, ...]:
    """Chinese entries with their English ones: by order when both sides are as many, else by page."""
    if len(chinese) == len(english):
        partners: list[_Entry | None] = list(english)
    else:
        by_page = {e.page: e for e in english}
        partners = [by_page.get(c.page) for c in chinese]
    return tuple(_toc_entry(issue, i, c, e) for i, (c, e) in enumerate(zip(chinese, partners, strict=True), 1))


def _toc_entry(issue: str, position: int, zh: _Entry, en: _Entry | None) -> TocEntry:
    title, number = _split_number(zh.text, normal_title)
    title_en, number_en = _split_number(en.text, _english) if en else (None, None)
    return TocEntry(
        issue, position, zh.category, en.category if en else None, title, title_en, number, number_en,
        zh.page, en.page if en else None, None, zh.source, en.source if en else None,
    )  # fmt: skip


def _split_number(text: str, form: Callable[[str], str]) -> tuple[str, str | None]:
    """Title and trailing document number of an entry without its page."""
    bare = _LEADER.sub("", text).strip()
    tail = _NUMBER_TAIL.search(bare)
    found = find_numbers(tail[1], strict=True) if tail else ()
    if tail and found and found[0].end - found[0].start >= len(tail[1].strip()) - 1:
        return form(bare[: tail.start()]), found[0].number.text
    return form(bare), None


def _english(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _issue(lines: Sequence[Line], front: Sequence[Line], file: str) -> Issue | None:
    """The issue from the dated line, the number 第N期 and the titles; ``None`` when no number is printed."""
    texts = [line.text for line in front]
    number = next((m for t in texts if (m := _NUMBER.search(t)) and m[2]), None) or _first(_NUMBER, texts)
    title = _first(_GAZETTE, texts)
    day = next((d for t in texts if (d := find_date(t))), None) or _first_english_date(texts)
    year = day.year if day else _year(texts)
    if not number or not title or not year:
        return None
    place = _english_place(texts)
    sponsor, sponsor_en = _first(_SPONSOR, texts), _first(_SPONSOR_EN, texts)
    prefix = romanise_initials(re.sub(r"[市省县区]$", "", title["place"]))
    return Issue(
        id=f"{prefix}-{year}-{int(number[1])}",
        year=year,
        number=int(number[1]),
        total_number=int(number[2]) if number[2] else None,
        date=day,
        title=title.group(),
        title_en=f"GAZETTE OF THE PEOPLE'S GOVERNMENT OF {place.upper()}" if place else None,
        sponsor=sponsor["name"] if sponsor else None,
        sponsor_en=sponsor_en["name"].strip() if sponsor_en else None,
        source=Source(file, lines[0].number, front[-1].number if front else lines[0].number),
    )


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> re.Match[str] | None:
    return next((m for t in texts if (m := pattern.search(t))), None)


def _english_place(texts: Sequence[str]) -> str | None:
    """The place in the English title, which may be printed over two lines."""
    two = [f"{a} {b}" for a, b in pairwise(texts)]
    for group in (texts, two):
        if match := _first(_GAZETTE_EN, group):
            return match["place"].strip()
    return None


def _first_english_date(texts: Iterable[str]) -> date | None:
    return next((d for t in texts if (d := find_english_date(t))), None)


def _year(texts: Iterable[str]) -> int | None:
    match = _first(re.compile(r"^((?:19|20)\d\d)年?(?=$|第)"), texts)
    return int(match[1]) if match else None


def with_documents(entries: Sequence[TocEntry], documents: Sequence[str | None]) -> tuple[TocEntry, ...]:
    """The entries with the ids of the documents that were found for them."""
    return tuple(replace(entry, document=document) for entry, document in zip(entries, documents, strict=True))


def page_findings(entries: Sequence[TocEntry]) -> list[tuple[TocEntry, str]]:
    """Entries whose two languages do not agree, or whose pages do not ascend, with the reason."""
    reasons = [
        (e, f"English contents say page {e.page_en}, Chinese {e.page}")
        for e in entries
        if e.page_en not in (None, e.page)
    ]
    for before, entry in pairwise(entries):
        if before.page is not None and entry.page is not None and entry.page < before.page:
            reasons.append((entry, f"page {entry.page} comes after page {before.page}"))
    return reasons

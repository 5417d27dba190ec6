"""Pages of government portals: which of their lines are the document, and its title, number, bodies and date.

A page shows the document between a way back to the home page, a table of facts, buttons and addresses. What the page
states and the text does not print is put where a print has it, so that it is read like any print.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.formats.facts import PageFacts, read_facts
from corpus.language.numbers import find_numbers, parse_number
from corpus.language.numerals import whole_date
from corpus.language.portals import PHRASES
from corpus.language.text import without_spaces

_FURNITURE = re.compile("|".join(PHRASES["furniture"]["begins"]))
#: What ends the document: behind it stand other pages and who keeps the site.
_FOOT = re.compile("|".join(PHRASES["foot"]["begins"]))
_ANNEX = re.compile(r"附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*[:：]?")
_ABOVE_TITLE = re.compile(r".{2,60}文件|第\s*[\d一二三四五六七八九十百零〇]+\s*号|.{2,40}(?:令|公告)")
#: Between a title and the names of section and site; a dash alone may be part of the title.
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s+|[-—–]+(?=[^-—–_|]*(?:网|网站|门户|平台|政府|公开|频道)$)")
_TITLE_LIKE = re.compile(
    r"关于|印发|(?:条例|办法|规定|细则|规则|决定|意见|方案|规划|计划|预案|通知|通告|公告|公报|函|批复|令|措施|标准|章程|纲要|要点|准则)"
    r"(?:[（(].*[)）])?$"
)
#: A shorter title names a kind of documents or a part of the site.
_SHORTEST = 6
#: Furniture is short, and a line of this length is text.
_LONGEST_FURNITURE, _LONG = 200, 80
#: No title is longer.
_LONGEST = 500
#: A title stands on so many lines at most, and its number so many lines above it.
_TITLE_LINES, _ABOVE = 16, 3
_LONGEST_NUMBER = 40
#: The name and number with which a decree begins, and on how many lines at most it stands above what it publishes.
_DECREE = re.compile(r".{2,38}(?:政府|委员会|局|厅|部|办公室)令第.{1,8}号")
_DECREE_LINES = 12
#: So many lines before the end of a text show its signature.
_SIGNATURE = 6
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class PortalLine:
    """A line of a page: ``is_link`` where it leads elsewhere, ``is_inside`` where it is in the document's container."""

    text: str
    is_link: bool
    is_inside: bool


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that the lines ``start..end`` (excluded) print, and what stands behind it on the last of them."""

    text: str
    behind: str
    start: int
    end: int


def titles_of(stated: Iterable[str]) -> tuple[str, ...]:
    """What the title of a page may be, the surest first; each also without the names of section and site around it."""
    titles: list[str] = []
    for text in filter(_is_long, (one[:_LONGEST] for one in stated)):
        pieces = _SITE.split(text)
        titles += [piece for piece in (*filter(_TITLE_LIKE.search, pieces), text, *pieces) if _is_long(piece)]
    return tuple(dict.fromkeys(titles))


def _is_long(title: str) -> bool:
    return len(without_spaces(title)) >= _SHORTEST


def document_lines(lines: Sequence[PortalLine], titles: Sequence[str]) -> list[str]:
    """The lines of the document on a page, in the order of print."""
    facts = read_facts([line.text for line in lines])
    kept = [line for at, line in enumerate(lines) if at not in facts.lines and not _is_furniture(line)]
    titles = tuple(filter(None, (facts.title, *titles)))
    title = _printed_title(kept, titles)
    start, end = _extent(kept, title)
    text = [line.text for line in kept[start:end]]
    if title is None:
        head = [one for one in titles if one == facts.title or _TITLE_LIKE.search(one)][:1]
        return list(_completed([*head, *text], len(head), facts))
    head = [*text[: title.start - start], title.text, *filter(None, [title.behind])]
    return list(_completed([*head, *text[title.end - start :]], len(head), facts))


def _is_furniture(line: PortalLine) -> bool:
    return len(line.text) < _LONGEST_FURNITURE and bool(_FURNITURE.match(line.text))


def _printed_title(lines: Sequence[PortalLine], titles: Sequence[str]) -> _Title | None:
    """Where the page prints its title: inside the container, or else the last time above the text."""
    for title in titles:
        found = list(_occurrences(lines, title))
        inside = [one for one in found if lines[one.start].is_inside]
        if inside:
            return inside[0]
        if found:
            return _last_above_text(lines, found)
    return None


def _occurrences(lines: Sequence[PortalLine], title: str) -> Iterator[_Title]:
    """The places where lines in a row are the title; its number may stand on the last of them."""
    wanted = without_spaces(title)
    for start in range(len(lines)):
        text, end = "", start
        while end < min(start + _TITLE_LINES, len(lines)) and len(text) < len(wanted) and wanted.startswith(text):
            text += without_spaces(lines[end].text[: len(wanted) + _LONGEST_NUMBER])
            end += 1
        if text.startswith(wanted) and (text == wanted or parse_number(text[len(wanted) :])):
            yield _Title(title, text[len(wanted) :], start, end)


def _last_above_text(lines: Sequence[PortalLine], found: Sequence[_Title]) -> _Title:
    """The last of the titles between which nothing stands but links."""
    last = found[0]
    for one in found[1:]:
        if not all(line.is_link for line in lines[last.end : one.start]):
            break
        last = one
    return last


def _extent(lines: Sequence[PortalLine], title: _Title | None) -> tuple[int, int]:
    """The first line of the document and the one behind its last."""
    inside = [at for at, line in enumerate(lines) if line.is_inside]
    first = inside[0] if inside else next((at for at, line in enumerate(lines) if not line.is_link), 0)
    start = min(title.start, first) if title and inside else title.start if title else first
    end = _foot(lines, start, inside[-1] + 1 if inside else len(lines))
    return min(start, _above(lines, title.start)) if title else start, end


def _above(lines: Sequence[PortalLine], title: int) -> int:
    """The first line of what stands above a title: its red head and number, or the decree that publishes the text."""
    decree = next((at for at in range(max(title - _DECREE_LINES, 0), title) if _is_decree(lines[at:title])), title)
    top = title
    while top > 0 and title - top < _ABOVE and _goes_above(lines[top - 1]):
        top -= 1
    return min(top, decree)


def _is_decree(lines: Sequence[PortalLine]) -> bool:
    """Whether lines are a decree (上海市人民政府令, 第220号 and what it orders) and lead nowhere."""
    head = "".join(without_spaces(line.text[:_LONGEST_NUMBER]) for line in lines[:2])
    return bool(_DECREE.match(head)) and not any(line.is_link for line in lines)


def _goes_above(line: PortalLine) -> bool:
    """Whether a line above the title is the document's: its red head or its number."""
    return not line.is_link and bool(_ABOVE_TITLE.fullmatch(line.text) or find_numbers(line.text[:80], strict=True))


def _foot(lines: Sequence[PortalLine], start: int, end: int) -> int:
    """Where the foot of the page begins, behind the last long line, and the links above it."""
    feet = [at for at in range(start, end) if _FOOT.match(lines[at].text)]
    marks = set(feet)
    text = max((at for at in range(start, end) if len(lines[at].text) > _LONG and at not in marks), default=start)
    end = next((at for at in feet if at > text), end)
    while end > text + 1 and lines[end - 1].is_link and not lines[end - 1].is_inside:
        end -= 1
    return end


def _completed(text: list[str], top: int, facts: PageFacts) -> Iterator[str]:
    """The lines with number, bodies and date where the text itself does not print them before its annexes."""
    body = next((at for at in range(top, len(text)) if _ANNEX.fullmatch(text[at])), len(text))
    number = find_numbers(facts.number, strict=True) if facts.number else ()
    yield from text[:top]
    if number and not _prints_number(text[:body], number[0].number.key):
        yield number[0].number.text
    yield from text[top:body]
    if facts.day and not any(_ends_in_date(line) for line in text[:body]):
        signed = {without_spaces(line) for line in text[max(top, body - _SIGNATURE) : body]}
        yield from (issuer for issuer in facts.issuers if issuer not in signed)
        yield _chinese_day(facts.day)
    yield from text[body:]


def _prints_number(lines: Sequence[str], key: str) -> bool:
    return any(n.number.key == key for line in lines if "号" in line for n in find_numbers(line, strict=True))


def _ends_in_date(line: str) -> bool:
    """Whether a line is a date, or bodies and the date of their signature."""
    return len(line) <= _LONGEST and any(whole_date(piece) for piece in (line, line.rpartition(" ")[2]))


def _chinese_day(text: str) -> str:
    match = _DAY.match(text)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else text

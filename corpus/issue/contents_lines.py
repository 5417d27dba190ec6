"""One line of a contents: the section that it names, the page that ends it, the texts of its cells."""

import re

from corpus.language.characters import HAN
from corpus.language.formal import SECTION_END
from corpus.language.numbering import Level, marker
from corpus.language.numerals import HAN_NUMERAL, numeral
from corpus.language.text import ends_sentence, spaced
from corpus.printed.lines import Line

_BRACKETED = re.compile(r"[【〖〔\[](?P<name>[^【】〖〗〔〕\[\]]{2,200})[】〗〕\]]")
#: A mark before the name of a section, or before an entry.
MARKS = "[◆■●★▲◇□○▪•※☆◎◉⊙◈❖♦▶►▼]"
#: The name of a section between two dots: ·省政府文件·.
_DOTTED = re.compile(r"[·•‧・∙]{1,2}\s?(?P<name>[^·•‧・∙\d（(]{2,22}?)\s?[·•‧・∙]{1,2}")
_MARKED = re.compile(rf"{MARKS}\s*(?P<name>(?!.*关于)[^\d（(]{{2,110}})")
#: How the English name of a section begins, and the English title of a document.
_CATEGORY_EN = re.compile(
    r"(?:Documents?|Decrees?|Orders?|Government Rules|Rules|Normative|Local|Regulations$|Appointments?|Personnel|"
    r"Policy|Policies|Corrections?$|Minutes$|Announcements?$|Legislation|Interpretations?$|Departmental)\b[^\d(]{0,110}"
)
#: The English name of a section behind its Chinese one.
_NAME_EN = re.compile(r"(?<=[\u4e00-\u9fff】])\s*[A-Z][A-Za-z',& ]{4,}$")
_PLAIN_CATEGORY = re.compile(rf"[\u4e00-\u9fff、 ·（）()]{{0,22}}{SECTION_END}")
_LEADER = r"(?:(?<![.．…·•∙‧・⋯_-])[.．…·•∙‧・⋯_-]{2,}|…|·)"
_PAGE = re.compile(
    rf"\s*{_LEADER}\s*[（(](?P<han>{HAN_NUMERAL}{{1,5}})[)）]\s*$"
    rf"|(?:\s*{_LEADER})?\s*[（(\[]\s*(?P<a>\d{{1,4}})\s*[)）\]]\s*$|\s*(?:{_LEADER}|/|／|\t)\s*(?P<b>\d{{1,4}})\s*$|[\s\u3000]+(?P<c>\d{{1,4}})\s*$"
)
_FIGURE = re.compile(r"\d{1,4}")
#: A leader that has a line of its own with its page, and is no mark beside a page number.
_LONG_LEADER = re.compile(r"[.．…·•⋯]{4}")
BLANK = " \t\u3000"
#: A page before its title.
PAGE_FIRST = re.compile(rf"(?P<page>\d{{1,4}})(?:\s*{_LEADER}\s*|[\s\u3000/·]+)(?=[^\d\s])")
#: A page right before its title, and no figure that counts something.
GLUED_FIRST = re.compile(rf"(?P<page>\d{{1,4}})(?=[{HAN}《])(?![年月日号个件项次届部家大])")
_GLUED = re.compile(rf"(?<=[{HAN}》）)])\d{{1,3}}$")
#: What stands behind a title: a leader, and behind that who speaks.
TAIL = re.compile(
    rf"\s*{_LEADER}\s*$|\s*[.．…·•⋯]{{2,80}}\s*[{HAN}]{{0,20}}\s?[{HAN}·]{{2,8}}\s*{_LEADER}?\s*$|[\s\u3000]+$"
)


def category(line: Line) -> str | None:
    """The section that a line of the contents names: 【市政府文件】, ◆市政府文件, 一、市政府文件, 市政府文件."""
    text = _NAME_EN.sub("", line.plain)
    if match := _BRACKETED.fullmatch(text) or _DOTTED.fullmatch(text) or _MARKED.fullmatch(text):
        return match["name"].strip()
    found = marker(text)
    bare = text[found.length :] if found and found.level is Level.SECTION else text
    if _CATEGORY_EN.fullmatch(bare):
        return bare
    if _PLAIN_CATEGORY.fullmatch(bare) and "关于" not in bare and page_of(line) is None and not ends_sentence(bare):
        return bare
    return None


def page_of(line: Line) -> tuple[str, int] | None:
    """The page number that ends an entry, and how it is printed: in brackets, behind dots, a slash or a space."""
    if cell_texts(line):
        return None
    text = spaced(line.raw)
    match = _PAGE.search(text)
    if not match or (match.start() == 0 and not match["a"] and not _LONG_LEADER.match(text)):
        return None
    digits = match["a"] or match["b"] or match["c"] or match["han"]
    return match.group(), numeral(digits) or 0


def glued_page(line: Line) -> tuple[str, int] | None:
    """The page that stands right behind the words of an entry, and how it is printed."""
    match = None if cell_texts(line) else _GLUED.search(spaced(line.raw)[-8:])
    return (match.group(), int(match.group())) if match else None


def announced_page(line: Line) -> int | None:
    """The page that a line of a contents prints: in its last cell, at its end or before its title."""
    if cells := cell_texts(line):
        return int(cells[-1]) if _FIGURE.fullmatch(cells[-1]) else None
    if page := page_of(line):
        return page[1]
    match = PAGE_FIRST.match(spaced(line.raw))
    return int(match["page"]) if match else None


def cell_texts(line: Line) -> list[str]:
    """The texts of the cells of a row, also between pipes; none for another line."""
    if line.row:
        return [spaced(cell.spaced) for cell in line.row.cells]
    raw = line.raw.strip()
    return [spaced(cell) for cell in raw[1:].rstrip("|").split("|")] if raw[:1] == "|" and raw.count("|") > 1 else []

"""The entries of a contents in each of its forms: pages behind the titles, before them, or none.

Where pages are printed an entry ends at its page; where none is, every line is an entry.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile

from corpus.issue.contents_lines import (
    GLUED_FIRST,
    MARKS,
    PAGE_FIRST,
    TAIL,
    announced_page,
    category,
    cell_texts,
    glued_page,
    page_of,
)
from corpus.issue.entries import PrintedEntry, split_number, with_prefix
from corpus.language.characters import HAN
from corpus.language.formal import is_addressees, is_number, is_organ
from corpus.language.numbering import marker
from corpus.language.numbers import DocumentNumber, parse_number, trailing_number
from corpus.language.text import spaced
from corpus.language.titles import is_complete, normal_title, tail_key, title_key
from corpus.model import Source
from corpus.printed.lines import Line

#: What stands under a contents and says that it is no part of the gazette.
NOTE = re.compile(r"^[(（](?:The|This)\b.{0,20}\bcontents\b", re.IGNORECASE)
#: A character of a Chinese title.
CHINESE = re.compile(f"[{HAN}]")
#: So many lines of a contents tell how its entries are set.
PROBED = 400
_ENTRY_EN = re.compile(
    r"(?:Circular|Notice|Notification|Opinions?|Decision|Resolution|Reply|Announcement|Letter|Order|Decree|Measures|Regulations|Provisions|Interim|"
    r"Detailed|Implement\w+|Interpretation|Correction|Minutes|Plan|Several|Action|Public|Communiqu|Report|Appointments?|Guid|Rules|Administrative|Work|List)"
)
#: The number of an entry in its list, or its mark.
_COUNT = re.compile(rf"^(?:{MARKS}|\d{{1,3}}[.．、]|[一二三四五六七八九十]{{1,3}}、)\s*(?=[\u4e00-\u9fff《A-Z])")
_HEADINGS = re.compile(r"标题|题名|文号|页码|目录|名称|序号|title|page|number", re.IGNORECASE)
#: An entry of more lines than this is no entry: the contents have ended.
_LONGEST_ENTRY = 12
#: A line that was broken at the width of the page is so long, as a share of the longest one.
_FULL_LINE = 0.6
#: A title is longer than the name of a section.
_SHORTEST_TITLE = 8


def has_text(lines: Iterable[Line]) -> bool:
    """Whether there is running text among the lines: a masthead and a contents have none."""
    return any(line.plain.endswith(("。", "；", ";")) for line in lines)


def read_entries(
    lines: Sequence[Line], start: int, file: str, form: Callable[[str], str], starts: frozenset[int] = frozenset()
) -> tuple[list[PrintedEntry], int]:
    """Entries from ``start`` on, and the index of the first line after them; ``starts`` of them begin a section."""
    probe = [*takewhile(lambda line: not has_text([line]), lines[start : start + 60])]
    paged = sum(page_of(line) is not None or _ends_in_page(cell_texts(line)) for line in probe)
    english = form is english_form
    if paged < 2 and _have_first_pages(probe):  # noqa: PLR2004
        return _PageFirst(lines, file, form, starts, english=english).read(start)
    if not paged and _have_glued_pages(probe):
        return _Glued(lines, file, form, starts, english=english).read(start)
    reader = _Paged if paged >= 2 or (paged and _few(probe)) else _Unpaged  # noqa: PLR2004 - one might be a year
    return reader(lines, file, form, starts, english=english).read(start)


def _ends_in_page(texts: Sequence[str]) -> bool:
    return bool(texts) and texts[-1].isdecimal()


def _few(lines: Sequence[Line]) -> bool:
    """Whether a contents of one entry may stand here: its page ends one of the first lines."""
    return any(page_of(line) for line in lines[:5])


class _Reader:
    """Reads entries from a line on; what ends an entry differs between the two kinds of contents."""

    def __init__(
        self, lines: Sequence[Line], file: str, form: Callable[[str], str], starts: frozenset[int], *, english: bool
    ) -> None:
        self.lines, self.file, self.form, self.starts, self.english = lines, file, form, starts, english
        self.entries: list[PrintedEntry] = []
        self.category: str | None = None
        self.pending: list[Line] = []
        self.end = self.last_length = self.longest = 0

    def read(self, start: int) -> tuple[list[PrintedEntry], int]:
        """The entries, and the index of the first line after them."""
        self.end = start
        for i in range(start, len(self.lines)):
            line = self.lines[i]
            if NOTE.match(line.plain) or has_text([line]) or self._is_overlong() or self._ends(i):
                break
            if cell_texts(line):
                self._row(line, i)
            elif not self.pending and (name := category(line)) and not self._is_entry(name, i):
                self.category = self.form(name)
            else:
                self._line(line, i)
        return self.entries, self.end

    def _is_overlong(self) -> bool:
        """Whether the last entry has more lines than any has: the contents have ended."""
        source = self.entries[-1].source if self.entries else None
        return source is not None and source.line_end - source.line_start >= _LONGEST_ENTRY

    def _goes_on_with(self, text: str, line: Line) -> None:
        """A further line of the last entry."""
        last = self.entries.pop()
        title, number = split_number(f"{last.title} {text}")
        source = Source(self.file, last.source.line_start, line.last)
        self.entries.append(PrintedEntry(last.category, self.form(title), number or last.number, last.page, source))

    def _is_entry(self, name: str, i: int) -> bool:
        """Whether what reads like a section is an entry: 更正 in the section 更正, or the next line is its number."""
        if self.form(name) == self.category:
            return True
        number = parse_number(self.lines[i + 1].plain) if i + 1 < len(self.lines) else None
        return number is not None and not number.prefix and number.year is not None

    def _begins(self, i: int) -> bool:
        """Whether the first document begins on a line: its title recurs. An unknown section is no title."""
        first = next((entry for entry in self.entries if is_complete(entry.title)), None)
        first = first or next(iter(self.entries), None)
        return first is not None and (recurs(self.lines, i, first.title) or self._is_decree(first, i))

    def _is_decree(self, entry: PrintedEntry, i: int) -> bool:
        """Whether the banner and the number of an entry stand on a line: 某市人民政府令第4号."""
        number = parse_number(self.lines[i].plain) if entry.title.endswith("令") else None
        return number is not None and number.text == entry.number

    def _ends(self, i: int) -> bool:
        raise NotImplementedError

    def _line(self, line: Line, i: int) -> None:
        raise NotImplementedError

    def _row(self, line: Line, i: int) -> None:
        """A row of a contents that is set as a table: title, number, page."""
        cells = [cell for cell in cell_texts(line) if cell]
        self.end = i + 1
        if not cells or all(_HEADINGS.search(cell) for cell in cells):
            return
        page = announced_page(line) if cells[-1].isdecimal() else None
        rest = cells[:-1] if page is not None else cells
        number = next((c for c in rest if is_number(c)), None)
        title = next((c for c in rest if c != number and not c.isdecimal()), "")
        if title:
            self._put(title if number is None else f"{title} ({number})", page, [line])

    def _put(self, text: str, page: int | None, lines: Sequence[Line]) -> None:
        title, number = split_number(_COUNT.sub("", TAIL.sub("", text)))
        number = with_prefix(title if title.endswith("令") else self.category or "", number)
        source = Source(self.file, lines[0].number, lines[-1].last)
        self.entries.append(PrintedEntry(self.category, self.form(title), number, page, source))


class _Paged(_Reader):
    """An entry ends at a page number at the end of a line; the contents where none follows, or where a title recurs."""

    def read(self, start: int) -> tuple[list[PrintedEntry], int]:
        """The entries; a number on a line of its own belongs to the title above it or below it, in all of them."""
        self.is_below = _numbers_below(self.lines, start)
        return super().read(start)

    def _ends(self, i: int) -> bool:
        return len(self.pending) > _LONGEST_ENTRY or self._begins(i)

    def _line(self, line: Line, i: int) -> None:
        number = parse_number(line.plain) if self.is_below and not self.pending and self.entries else None
        if number and self.entries[-1].number is None:
            last = self.entries.pop()
            source = Source(self.file, last.source.line_start, line.last)
            self.entries.append(PrintedEntry(last.category, last.title, number.text, last.page, source))
            self.end = i + 1
            return
        self.pending.append(line)
        page = self._page(line)
        if page and (len(self.pending) > 1 or page[0] != spaced(line.raw)):
            self._section()
            for lines in _by_language(self.pending):
                self._put(" ".join(spaced(x.raw) for x in lines).removesuffix(page[0]), page[1], lines)
            self.pending, self.end = [], i + 1

    def _page(self, line: Line) -> tuple[str, int] | None:
        """The page that ends an entry, and how it is printed."""
        return page_of(line)

    def _section(self) -> None:
        """The name of a section, where the other language begins one here or the first line can be no beginning."""
        first, *rest = [spaced(line.raw) for line in self.pending]
        begins = self.english and bool(rest) and len(self.entries) in self.starts and rest[0][:1].isupper()
        if (begins and not _GOES_ON_EN.search(first)) or (
            not self.english and rest and _is_section(_closed(first), rest[0])
        ):
            self.category = self.form(_COUNT.sub("", first))
            self.pending = self.pending[1:]


def _closed(text: str) -> str:
    """A line whose characters are spaced, without the spaces: 法 律."""
    return text.replace(" ", "") if all(len(word) == 1 for word in text.split()) else text


def _by_language(lines: list[Line]) -> list[list[Line]]:
    """The lines of one entry: the Chinese title, and the English one that stands under it."""
    chinese = max((at for at, line in enumerate(lines, 1) if CHINESE.search(line.plain)), default=0)
    english = _LETTERS.search("".join(line.plain for line in lines[chinese:])) if chinese else None
    return [lines[:chinese], lines[chinese:]] if english else [lines]


#: Words of an English title, and no mark beside a page.
_LETTERS = re.compile(r"[A-Za-z]{2,} ?[A-Za-z]{3,}")


class _Glued(_Paged):
    """The page stands right behind the title, as where the leader between them is lost."""

    def _page(self, line: Line) -> tuple[str, int] | None:
        return glued_page(line)


def _have_glued_pages(lines: Sequence[Line]) -> bool:
    """Whether most lines up to the last one that does end in figures right behind their words, which ascend."""
    found = [(at, page[1]) for at, line in enumerate(lines) if (page := glued_page(line))]
    pages = [page for _, page in found]
    return len(pages) > 1 and found[-1][0] < 2 * len(pages) and pages == sorted(pages) and pages[0] < pages[-1]


def _is_section(text: str, after: str) -> bool:
    """Whether a short line is the name of a section: no organ; the next line begins a title, or is far longer.

    One that counts (二、任免名单) is a section over a title that does not.
    """
    if _COUNTED_SECTION.fullmatch(text) and marker(after) is None:
        return True
    issuer, about, _ = after.partition("关于")
    if len(text) > _SHORTEST_TITLE or is_organ(text) or text.endswith(tuple("省市区县州盟旗")):
        return False
    if about and (not issuer or is_organ(issuer)):
        return True
    named = _SECTION.fullmatch(text) and not is_complete(text)
    return bool(named) and len(after) > 2 * len(text) and bool(CHINESE.match(after))


#: A few words, and not the beginning of the name of an organ.
_SECTION = re.compile(rf"(?!中共|中央|中华)[{HAN}]{{2,6}}(?<![的和及与])")


#: The name of a section that counts: 一、法规、决议、决定.
_COUNTED_SECTION = re.compile(rf"[一二三四五六七八九十]{{1,3}}、[{HAN}、（）]{{2,16}}")


def _numbers_below(lines: Sequence[Line], start: int) -> bool:
    """Whether numbers on lines of their own stand under their titles: none begins a section, one ends the contents."""
    kinds: list[str] = ["section"]
    seen: set[str] = set()
    for line in takewhile(lambda line: not has_text([line]), lines[start : start + PROBED]):
        number = parse_number(line.plain)
        if number and number.text in seen:
            break  # the first document
        seen.update([number.text] if number else ())
        kinds.append("number" if number else "page" if page_of(line) else "section" if category(line) else "title")
    last = len(kinds) - 1 - kinds[::-1].index("page") if "page" in kinds else 0
    pairs = [*pairwise(kinds[: last + 2])]
    several = kinds[: last + 2].count("number") > 1  # a single one may be that of the first document
    return (
        several
        and ("section", "number") not in pairs
        and (("number", "section") in pairs or pairs[-1:] == [("page", "number")])
    )


class _Unpaged(_Reader):
    """Every line is an entry; the contents end where the first title recurs, or where a document begins otherwise."""

    def _ends(self, i: int) -> bool:
        line = self.lines[i]
        if self.english:
            return bool(re.search("[\u4e00-\u9fff]", line.plain))
        if self._begins(i):
            return True
        if is_addressees(line.plain):
            return True
        return bool(_DOCUMENT_HEAD.fullmatch(line.plain)) or (is_number(line.plain) and not self._goes_on(i))

    def _goes_on(self, i: int) -> bool:
        """Whether a number on a line of its own belongs to the entry above it, or names a decree: entries follow."""
        number = parse_number(self.lines[i].plain)
        decree = number is not None and number.prefix.endswith("令")
        if not self.entries:
            return decree and not has_text(self.lines[i + 1 : i + 3])
        if self._is_below() or (decree and self._has_decrees()):
            return True
        return not any(self._begins(j) for j in range(i + 1, min(i + 3, len(self.lines))))

    def _has_decrees(self) -> bool:
        """Whether decrees are entries by themselves, each above the text that it publishes."""
        return self.entries[0].title.endswith("令")

    def _is_below(self) -> bool:
        """Whether the last entry awaits its number: the one before has its number on a line of its own."""
        if len(self.entries) == 1 or self.entries[-1].number:
            return False
        before = self.entries[-2]
        return before.number is not None and before.source.line_start < before.source.line_end

    def _line(self, line: Line, i: int) -> None:
        text = spaced(line.raw)
        self.end = i + 1
        number = parse_number(text)
        goes_on = text[:1].islower() or self.last_length > _FULL_LINE * self.longest or text.startswith("(")
        self.last_length, self.longest = len(text), max(self.longest, len(text))
        if self.english and self.entries and goes_on and not _ENTRY_EN.match(text):
            self._goes_on_with(text, line)
        elif number and self._is_of_last(number):
            last = self.entries.pop()
            source = Source(self.file, last.source.line_start, line.last)
            self.entries.append(PrintedEntry(last.category, last.title, number.text, None, source))
        else:
            self._put(text, None, [line])

    def _is_of_last(self, number: DocumentNumber) -> bool:
        """Whether a number on a line of its own is that of the last entry."""
        if not self.entries or self.entries[-1].number is not None or not (number.prefix or number.year):
            return False
        return not (number.prefix.endswith("令") and self._has_decrees())


class _PageFirst(_Unpaged):
    """An entry begins with its page; what stands under it goes on with it, or is the English of it."""

    def _is_entry(self, name: str, i: int) -> bool:
        return (name.isascii() and not self.english) or super()._is_entry(name, i)

    def _line(self, line: Line, i: int) -> None:
        self.end = i + 1
        text = spaced(line.raw)
        glued = GLUED_FIRST.match(text) if self.entries else None
        if glued and int(glued["page"]) < (self.entries[-1].page or 0):
            glued = None
        if match := PAGE_FIRST.match(text) or glued:
            self._put(text[match.end() :], int(match["page"]), [line])
        elif self.entries and bool(CHINESE.search(text)) != bool(CHINESE.search(self.entries[-1].title)):
            self._put(text, self.entries[-1].page, [line])
        elif self.entries:
            self._goes_on_with(text, line)


def _have_first_pages(lines: Iterable[Line]) -> bool:
    """Whether entries begin with their pages: figures that ascend and do not count the entries."""
    pages = [int(m["page"]) for line in lines if (m := PAGE_FIRST.match(spaced(line.raw)))]
    return pages == sorted(pages) and any(after - before > 1 for before, after in pairwise(pages))


#: What no name of a section ends in.
_GOES_ON_EN = re.compile(
    r"(?:\b(?:of|on|the|and|for|to|in|by|with|from|a|an|at|or)|[,(-])$|^(?:Circular|Notice|Opinions?|Decision|Reply|Announcement)\b"
)
#: A line that begins a document by itself: the banner of a decree.
_DOCUMENT_HEAD = re.compile(r"[\u4e00-\u9fff]{3,30}令")


def recurs(lines: Sequence[Line], i: int, title: str) -> bool:
    """Whether the title of an entry stands on lines from ``i`` on, in full or from 关于 on: a document begins."""
    wanted = {title_key(title), tail_key(title)}
    text = ""
    for line in lines[i : i + 9]:
        if line.is_row:
            return False
        trailing = trailing_number(line.plain)
        without = text + title_key(trailing[0]) if trailing else None
        text += title_key(line.plain)
        if text in wanted or without in wanted:
            return True
        if not any(w.startswith(text) for w in wanted):
            return False
    return False


def chinese_form(text: str) -> str:
    """A Chinese title without print spaces."""
    return normal_title(text)


def english_form(text: str) -> str:
    """An English title with one space between its words."""
    return re.sub(r"\s+", " ", text).strip()

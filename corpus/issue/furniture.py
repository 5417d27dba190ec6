"""Furniture of the printed page: page numbers, running heads and feet, rules. It is no text and is taken out first.

A page number in a form of its own (— 5 —, 第5页) is known by itself. A bare figure is one where it counts on from page
to page, or stands above a title to which the contents give that page. A running head is a line that recurs beside page
numbers, in the middle of sentences, or as the title of the gazette with the number of the issue.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from corpus.issue.contents_lines import announced_page, page_of
from corpus.issue.masthead import GAZETTE_NAME
from corpus.language.formal import annex_label, is_addressees, is_number, is_signer, signed_date
from corpus.language.numbering import marker
from corpus.language.numerals import whole_date
from corpus.language.text import ends_sentence, spaced
from corpus.language.titles import is_complete, title_key
from corpus.printed.lines import Line

_DASHES = "—–－\\-|·•∙‧・─"
_PAGE = re.compile(
    rf"[{_DASHES}]\s*(?P<a>\d{{1,4}})\s*[{_DASHES}]?|(?P<b>\d{{1,4}})\s*[—–－|·•-]|第\s*(?P<c>\d{{1,4}})\s*页(?:\s*[，,/]?\s*共\s*\d{{1,4}}\s*页)?"
    r"|(?P<d>\d{1,4})\s*/\s*\d{1,4}|[Pp](?:age|\.)\s*(?P<e>\d{1,4})(?:\s*of\s*\d+)?"
)
_BARE = re.compile(r"\d{1,4}")
#: A page number beside a running head on its line.
_NUMBERED_ENDS = re.compile(r"^[\d\s·—-]+|[\d\s·—-]+$")
#: The title of a gazette with the number of a page at an end of the line.
_PAGED_HEAD = re.compile(rf"^\d{{1,3}}(?=\D).*(?:{GAZETTE_NAME}|期)|(?:{GAZETTE_NAME}|期[)）]?)\s*[·—-]?\s?\d{{1,3}}$")
_RULE = re.compile(r"[-_=*~─━═—–－＿＝＊※☆·.+|\s]{3,}|[|\s]*")
_GAZETTE = re.compile(rf".{{0,20}}{GAZETTE_NAME}.{{0,24}}")
_NAME_OF_GAZETTE = re.compile(GAZETTE_NAME)
_ISSUE = re.compile(r"\d{4}|第.{1,6}[期号]")
_NUMBER_OF_ISSUE = re.compile(r"(?:19|20)\d\d\s?年?\s?第\s?\d{1,3}\s?期(?:[（(]总.{1,10}[)）])?")
_SECTION = re.compile(r"[\u4e00-\u9fff、 ]{2,20}(?:文件|令|规章|公告|任免|解读|纪要|更正|转载|法规|条例)")
#: The name of a section of a gazette; in the middle of a sentence it is a running head, though it stands there once.
_CATEGORY = re.compile(r"(?:省|市|区|县|国务院|政府|部门|地方|政策|人事|领导).{0,12}(?:文件|规章|法规|解读|任免)")
#: Two printed pages are at least so many characters of text apart.
_PAGE_LENGTH = 300
#: A running head is not longer than this.
_LONGEST_HEAD = 50
#: A running head recurs at least so often where nothing else shows that it is one.
_OFTEN = 3
_LONGEST_METADATA = 40
#: An entry of the contents has at most so many lines; so many entries may name one page.
_ENTRY_LINES, _MOST_ENTRIES = 4, 8
#: Where a line that prints a page has a figure, behind brackets and pipes too.
_ENDS_OR_BEGINS = re.compile(r"^\W{0,3}\d|\d\W{0,3}$")
#: So many characters of a title tell it from others.
_TITLE_BEGINNING = 12
_KEY = re.compile(r"\s*(?:[-#]|[\w\u4e00-\u9fff -]{1,40}:)")


def furniture(lines: Sequence[Line], known: AbstractSet[int] = frozenset()) -> Mapping[int, int | None]:
    """The indices of the lines that are furniture, with the page number that a line prints, if any.

    ``known`` are the numbers of lines that are furniture by where they stand on the page.
    """
    found: dict[int, int | None] = dict.fromkeys(_metadata(lines))
    found.update({i: _printed_page(line.plain) for i, line in enumerate(lines) if line.number in known})
    for i, line in enumerate(lines):
        if line.is_row:
            continue
        if (page := page_number(line.plain)) is not None:
            found[i] = page
        elif _RULE.fullmatch(line.plain) or _RULE.fullmatch(line.raw.strip()):
            found[i] = None
    found.update(_bare_numbers(lines))
    over_titles = {i: int(lines[i].plain) for i in _numbers_over_titles(lines) if found.get(i) is None}
    found.update(over_titles)
    numbered = {i for i, page in found.items() if page is not None} - over_titles.keys()  # a title is no running head
    found.update(dict.fromkeys(_running_heads(lines, found, numbered)))
    return found


def _printed_page(text: str) -> int | None:
    """The number that a line of furniture prints."""
    return int(text) if _BARE.fullmatch(text) else page_number(text)


def _metadata(lines: Sequence[Line]) -> range:
    """The block of metadata between two rules at the head of a Markdown file."""
    if not lines or lines[0].raw.strip() != "---":
        return range(0)
    end = next((i for i, line in enumerate(lines[1:_LONGEST_METADATA], 1) if line.raw.strip() == "---"), None)
    return range(end + 1) if end and all(_KEY.match(line.raw) for line in lines[1:end]) else range(0)


def without_furniture(lines: Sequence[Line], found: Mapping[int, int | None]) -> list[Line]:
    """The other lines in printed order; one right under a page number carries that number."""
    kept: list[Line] = []
    page: int | None = None
    for i, line in enumerate(lines):
        if i in found:
            page = found[i] if found[i] is not None else page
            continue
        after_break = i > 0 and i - 1 in found
        kept.append(replace(line, page=page, after_break=True) if after_break else line)
        page = None
    return kept


def page_number(text: str) -> int | None:
    """The page number when a line holds nothing else, in a form that only page numbers have."""
    match = _PAGE.fullmatch(text.strip()) if len(text) < 20 else None  # noqa: PLR2004
    return next((int(value) for value in match.groups() if value), None) if match else None


def _bare_numbers(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Figures alone on their lines that count pages: each one more than the one before, a page of text between them.

    One alone counts where it stands in the middle of a sentence.
    """
    figures = [i for i, line in enumerate(lines) if not line.is_row and _BARE.fullmatch(line.plain)]
    if not figures:
        return
    ends = _lengths(lines)
    counted: set[int] = set()
    for before, after in pairwise(figures):
        step = int(lines[after].plain) - int(lines[before].plain)
        if step == 1 and ends[after] - ends[before] >= _PAGE_LENGTH:
            counted |= {before, after}
    for i in figures:
        head = i + 1 < len(lines) and not lines[i + 1].is_row and _is_title_of_gazette(lines[i + 1].plain)
        if i in counted or _cuts(lines, i, i + head):
            yield i, int(lines[i].plain)


def _numbers_over_titles(lines: Sequence[Line]) -> Iterator[int]:
    """Figures alone on their lines, each above a title to which the contents give it as the page.

    One between the date of a document and the title of the next is known too, unless figures close by count on.
    """
    figures = [i for i, line in enumerate(lines[:-1]) if not line.is_row and _BARE.fullmatch(line.plain)]
    if not figures:
        return
    announced = _announced_titles(lines, {int(lines[i].plain) for i in figures})
    counting = _counting(lines, figures)
    for i in figures:
        if _heads_title(lines, i, announced) or (i not in counting and _parts_documents(lines, i)):
            yield i


def _counting(lines: Sequence[Line], figures: Sequence[int]) -> AbstractSet[int]:
    """The figures that count on within less than a page, as those of a list do."""
    ends = _lengths(lines)
    near = [
        {before, after}
        for before, after in pairwise(figures)
        if int(lines[after].plain) - int(lines[before].plain) == 1 and ends[after] - ends[before] < _PAGE_LENGTH
    ]
    return set().union(*near)


def _parts_documents(lines: Sequence[Line], figure: int) -> bool:
    """Whether a figure stands at the head of a text or under a date, and above a title that says what it is."""
    above = lines[figure - 1].plain if figure else ""
    title, following = (lines[n].plain if n < len(lines) else "" for n in (figure + 1, figure + 2))
    is_end = not figure or whole_date(above) is not None or signed_date(above) is not None
    return is_end and (is_complete(title) or following.startswith("关于")) and not ends_sentence(title)


def _announced_titles(lines: Sequence[Line], pages: AbstractSet[int]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """The entries of a contents that print one of the ``pages``, by the page: the line of it, and their title's key."""
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    begin = 0
    for i, line in enumerate(lines):
        page = announced_page(line) if _ENDS_OR_BEGINS.search(line.plain) else None
        if page is None:
            continue
        if page in pages and len(found[page]) < _MOST_ENTRIES:
            entry = lines[max(begin, i + 1 - _ENTRY_LINES) : i + 1]
            found[page].append((i, "".join(title_key(spaced(one.raw)) for one in entry)))
        begin = i + 1
    return found


def _heads_title(lines: Sequence[Line], figure: int, announced: Mapping[int, Sequence[tuple[int, str]]]) -> bool:
    """Whether a title begins under a figure to which an entry of the contents above gives the figure as its page."""
    title = title_key(lines[figure + 1].plain)[:_TITLE_BEGINNING]
    entries = announced.get(int(lines[figure].plain), ())
    return len(title) > 1 and any(i < figure and title in entry for i, entry in entries)


def _lengths(lines: Sequence[Line]) -> list[int]:
    """How many characters of text stand before each line."""
    total, ends = 0, []
    for line in lines:
        ends.append(total)
        total += sum(len(cell.raw) for cell in line.row.cells) if line.row else len(line.plain)
    return ends


def _cuts(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether lines ``first..last``, and a running head right above them, stand in the middle of a sentence."""
    while first and _is_title_of_gazette(lines[first - 1].plain):
        first -= 1
    if first == 0 or last + 1 >= len(lines):
        return False
    before, after = lines[first - 1], lines[last + 1]
    return (
        not before.is_row
        and not after.is_row
        and len(before.plain) > 10  # noqa: PLR2004 - a line of text, no part of a title
        and not ends_sentence(before.plain)
        and not is_number(before.plain)
        and not is_signer(before.plain)
        and whole_date(before.plain) is None
        and signed_date(before.plain) is None
        and marker(after.plain) is None
        and (ends_sentence(after.plain) or len(after.plain) > _LONGEST_HEAD)
    )


def _running_heads(lines: Sequence[Line], known: Mapping[int, int | None], numbered: AbstractSet[int]) -> Iterator[int]:
    """Lines that recur as running heads and feet do; ``numbered`` are the page numbers among the known furniture."""
    text = next((i for i, line in enumerate(lines) if _is_text(line.plain)), len(lines))
    masthead = max(
        next((i for i, line in enumerate(lines) if form.search(line.plain)), 0) for form in (_NAME_OF_GAZETTE, _ISSUE)
    )
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        heads_number = i + 1 < len(lines) and is_number(lines[i + 1].plain)
        is_banner = heads_number and not _is_title_of_gazette(line.plain)  # that of a decree
        is_text = line.is_row or is_banner or _ends_title(lines, i, known)
        if i not in known and not is_text and may_recur(line.plain):
            groups[_NUMBERED_ENDS.sub("", line.plain)].append(i)
    for group in groups.values():
        later = [i for i in group if i > text]
        if _is_title_of_gazette(lines[group[0]].plain):
            paged = {*numbered, *(i for i in group if _PAGED_HEAD.search(lines[i].plain))}
            yield from (i for i in group if i > text or (i > masthead and paged & {*range(i - 2, i + 3)}))
            continue
        if _CATEGORY.fullmatch(lines[group[0]].plain):
            yield from (i for i in group if _cuts(lines, i, i) and (i > text or ends_sentence(lines[i + 1].plain)))
        if len(group) > 1:
            yield from _recurring(lines, group, later, numbered)


def _is_text(text: str) -> bool:
    """Whether a line shows that the text of a document has begun: a long sentence, or addressees."""
    return (len(text) > 20 and ends_sentence(text)) or (len(text) > 10 and is_addressees(text))  # noqa: PLR2004


def _recurring(
    lines: Sequence[Line], group: Sequence[int], later: Sequence[int], numbered: AbstractSet[int]
) -> Iterator[int]:
    beside = [i for i in group if i - 1 in numbered or i + 1 in numbered]
    cutting = [i for i in group if i not in beside and _stands_apart(lines, i) and _cuts(lines, i, i)]
    cutting = [i for i in cutting if page_of(lines[i - 1]) is None]  # the last entry of a contents is no sentence
    if len(beside) + len(cutting) > 1 or cutting:
        yield from beside if len(beside) > 1 or cutting else ()
        yield from cutting
        if cutting or len(beside) > len(group) / 2:
            yield from (i for i in group[1:] if _SECTION.fullmatch(lines[i].plain) or _cuts(lines, i, i))
    elif len(later) >= _OFTEN and _SECTION.fullmatch(lines[group[0]].plain):
        yield from later


def _ends_title(lines: Sequence[Line], i: int, known: Mapping[int, int | None]) -> bool:
    """Whether a line is the second of two that blank lines set off, as a title is: 《某办法》 / 政策解读."""
    if i == 0 or i + 1 == len(lines) or {i - 1, i + 1} & known.keys():
        return False
    return not lines[i].blanks and bool(lines[i - 1].blanks) and bool(lines[i + 1].blanks)


def _stands_apart(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is set off from the text around it, by a blank line or by what it says; a wrapped line is not."""
    after = lines[i + 1].blanks if i + 1 < len(lines) else 1
    return bool(lines[i].blanks or after) or bool(_SECTION.fullmatch(lines[i].plain))


def may_recur(text: str) -> bool:
    """Whether a line may be a running head: it is short, ends no sentence and is no formal line of a document."""
    return (
        0 < len(text) <= _LONGEST_HEAD
        and not ends_sentence(text)
        and marker(text) is None
        and whole_date(text) is None
        and annex_label(text) is None
        and not is_number(text)
        and not is_signer(text)
        and signed_date(text) is None
        and not is_addressees(text)
        and not _MONTH.fullmatch(text)
    )


#: A month over the days of a chronicle.
_MONTH = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月份?")


def _is_title_of_gazette(text: str) -> bool:
    """Whether a line is the title of a gazette, the number of its issue, or both."""
    return bool(_NUMBER_OF_ISSUE.fullmatch(text)) or (
        bool(_GAZETTE.fullmatch(text))
        and (text.endswith(("公报", "政报", "文告")) or bool(_ISSUE.search(text)))
        and "《" not in text
    )

"""HTML pages of gazette documents to print: the lines of the document, a table row on one line with TABs between cells.

Nothing is executed or fetched. The lines of a page are the lines of the text it shows, as :func:`html_to_print` gives
them; that text is then read like any print. Every step takes time in proportion to the page, however deep it nests.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from corpus.formats.portal import PortalLine, document_lines, titles_of
from corpus.language.portals import FACT_LABELS
from corpus.printed.columns import is_head, opens_table
from corpus.printed.grids import Spanning, grid, span
from corpus.printed.tab_tables import TABLE_TABS

#: A string of the page, or a tag where it opens (true) or closes (false).
MarkupEvent = str | tuple[Tag, bool]

_NO_TEXT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "button",
        "select",
        "textarea",
        "iframe",
        "object",
        "svg",
    }
)
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr",
    "td", "th", "blockquote", "pre", "dd", "dt", "dl", "center", "body", "html", "br", "hr", "caption", "figure",
    "form",
})  # fmt: skip
_CONTENT = re.compile(
    r"(?:ucap-?content|trs_editor|zoom|article-?content|content-?text|^content$|^article$|view|mainText)", re.IGNORECASE
)
_TITLES = ("ArticleTitle", "og:title", "h1", "title")
#: The container of the document holds at least this share of the page's text, beside what is linked.
_SHARE = 0.3
#: A container inside another one is the document where it holds nearly as much.
_NEARLY = 0.9


def html_to_print(html: str) -> str:
    """The document of a page as printed text; empty when the page shows none."""
    with warnings.catch_warnings():
        # That a page looks like XML, or like the name of a file, is no news to who rebuilds.
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(html, "lxml")
    events = list(_with_breaks(_events(soup.body or soup)))
    head = soup.head.find_all(("meta", "title")) if soup.head else []
    titles = titles_of(_titles([*head, *(event[0] for event in events if not isinstance(event, str) and event[1])]))
    return "\n".join(document_lines(list(_lines(events)), titles))


def _titles(tags: Iterable[Tag]) -> list[str]:
    """What the page says is its title, the surest first: what its head states for machines, its heading, its window."""
    found: dict[str, str] = {}
    for tag in tags:
        name = str(tag.get("name") or tag.get("property") or "") if tag.name == "meta" else tag.name
        if name in _TITLES and name not in found:
            found[name] = _flat(str(tag.get("content") or "") if tag.name == "meta" else tag.get_text(" "))
    return [found[name] for name in _TITLES if name in found]


def _main(events: Sequence[MarkupEvent]) -> Tag | None:
    """The innermost known container of nearly all text that any of them holds, beside what is linked."""
    total, links = 0, 0
    opened: dict[int, int] = {}
    found: list[tuple[int, Tag]] = []
    for event in events:
        if isinstance(event, str):
            total += 0 if links else len(event.strip())
            continue
        tag, opens = event
        links += (1 if opens else -1) if tag.name == "a" else 0
        if opens and _is_container(tag):
            opened[id(tag)] = total
        elif id(tag) in opened:
            found.append((total - opened[id(tag)], tag))
    longest = max((length for length, _ in found), default=0)
    return (
        next((tag for length, tag in found if length >= _NEARLY * longest), None) if longest >= _SHARE * total else None
    )


def _is_container(tag: Tag) -> bool:
    names = [str(tag.get("id") or ""), *(tag.get_attribute_list("class") or ())]
    return tag.name in ("article", "main") or any(_CONTENT.search(name) for name in names if name)


def _events(root: Tag) -> Iterator[MarkupEvent]:
    """What is shown, in order; without recursion, as pages nest deeply."""
    stack: list[object] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            yield node[0], False
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                yield str(node)
        elif isinstance(node, Tag) and node.name not in _NO_TEXT:
            yield node, True
            stack.append((node,))
            stack.extend(reversed(node.contents))


def _with_breaks(events: Iterable[MarkupEvent]) -> Iterator[MarkupEvent]:
    """The same, with a line break wherever a text that keeps its lines (``<pre>``) begins a new one."""
    line_break, kept = Tag(name="br"), 0
    for event in events:
        if not isinstance(event, str):
            kept += (1 if event[1] else -1) if event[0].name == "pre" else 0
            yield event
            continue
        for at, text in enumerate(event.split("\n") if kept else [event]):
            if at:
                yield line_break, True
            yield text


@dataclass(slots=True)
class _OpenTable:
    """A table that is being walked through: ``rows`` are open in it, ``is_plain`` while nothing nests."""

    rows: int = 0
    is_plain: bool = True


def _plain_tables(events: Iterable[MarkupEvent]) -> Iterator[Tag]:
    """The tables in which neither tables nor rows nest: a search in one of them costs no more than it holds."""
    stack: list[_OpenTable] = []
    for event in events:
        if isinstance(event, str) or event[0].name not in ("table", "tr"):
            continue
        tag, opens = event
        if tag.name == "tr":
            if stack:
                stack[-1].is_plain &= not (opens and stack[-1].rows)
                stack[-1].rows += 1 if opens else -1
        elif opens:
            if stack:
                stack[-1].is_plain = False
            stack.append(_OpenTable())
        elif stack.pop().is_plain:
            yield tag


def _lines(events: Sequence[MarkupEvent]) -> Iterator[PortalLine]:
    """The text line by line: a block is a line, a row of a data table is a line of cells with TABs between them."""
    main = _main(events)
    data = {id(table) for table in _plain_tables(events) if _is_data(table)}
    pending: list[str] = []
    linked, links, inside = 0, 0, 0
    table: Tag | None = None
    for event in events:
        if table is not None:
            table = None if event[0] is table else table
        elif isinstance(event, str):
            pending.append(event)
            linked += len(event.strip()) if links else 0
        else:
            tag, opens = event
            if tag.name in _BLOCKS:
                yield from _line(pending, linked, inside)
                pending, linked = [], 0
            if id(tag) in data:
                table = tag
                if (caption := tag.find("caption")) and (text := _flat(caption.get_text(" "))):
                    yield PortalLine(text, is_link=False, is_inside=bool(inside))
                yield from (PortalLine(row, is_link=False, is_inside=bool(inside)) for row in _rows(tag) if row.strip())
                continue
            links += (1 if opens else -1) if tag.name == "a" else 0
            inside += (1 if opens else -1) if tag is main else 0
    yield from _line(pending, linked, inside)


def _line(pending: Sequence[str], linked: int, inside: int) -> Iterator[PortalLine]:
    if text := _flat("".join(pending)):
        yield PortalLine(text, 2 * linked > len(text), bool(inside))


def _is_data(table: Tag) -> bool:
    """Whether a table holds data and is no layout: many columns, rules, or a head that names them, no table inside."""
    if table.find("table"):
        return False
    rows = [_cells(row) for row in table.find_all("tr")]
    widest = max((len(cells) for cells in rows), default=0)
    if len(rows) < 2 or widest > TABLE_TABS or _is_ruled(table, widest):  # noqa: PLR2004 - a head and a row
        return len(rows) > 1
    first, *below = [[_flat(cell.get_text()) for cell in cells] for cells in rows[:4]]
    return is_head(first) or (widest > 1 and opens_table(first, below) and not {*first} & {*FACT_LABELS})


def _is_ruled(table: Tag, widest: int) -> bool:
    """Whether a table of several columns draws its rules, or says which of its cells are heads."""
    return widest > 1 and (str(table.get("border") or "0") != "0" or table.find("th") is not None)


def _rows(table: Tag) -> Iterator[str]:
    """The rows of a table, a TAB between two cells; a cell that spans rows stands in each of them.

    A head that only the mark-up shows, and not its words, stands above a rule, as in Markdown.
    """
    rows = [
        [Spanning(_flat(cell.get_text(" ")), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in _cells(row)]
        for row in table.find_all("tr")
    ]
    cells = [list(row.cells) for row in grid(rows, "")]
    heads = len([*takewhile(_is_head_row, table.find_all("tr"))])
    if not 0 < heads < len(cells) or is_head(cells[0]):
        yield from ("\t".join(row) for row in cells)
        return
    width = max(map(len, cells))
    filled = [[*row, *[""] * (width - len(row))] for row in cells]
    above = [_carried(row) for row in filled[: heads - 1]]
    names = ["".join(dict.fromkeys(column)) for column in zip(*above, filled[heads - 1], strict=True)]
    for row in (names, ["---"] * width, *filled[heads:]):
        yield f"| {' | '.join(text.replace('|', _PIPE) for text in row)} |"


def _carried(names: Sequence[str]) -> list[str]:
    """The names of an upper line of a head, each over all columns up to the next one."""
    found: list[str] = []
    for name in names:
        found.append(name or (found[-1] if found else ""))
    return found


#: A pipe inside a cell.
_PIPE = r"\|"


def _is_head_row(row: Tag) -> bool:
    """Whether a row has nothing but cells of a head."""
    cells = _cells(row)
    return bool(cells) and all(cell.name == "th" for cell in cells)


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"])


def _span(cell: Tag, name: str) -> int:
    return span(str(cell.get(name) or ""))


def _flat(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text).strip()

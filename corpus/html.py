"""HTML pages of gazette documents to print: title, number, text, tables, issuers, date, a line each.

Nothing is executed or fetched. The lines of a page are the lines of the text it shows, as :func:`html_to_print` gives
them; that text is then read like any print.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, Doctype, NavigableString

from corpus.lines import TABLE_TABS
from corpus.numbers import find_numbers
from corpus.numerals import whole_date
from corpus.text import without_spaces

_NO_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "iframe",
    "object",
    "svg",
)
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr",
    "blockquote", "pre",     "dd", "dt", "dl", "center", "body", "html", "br", "hr", "caption", "figure",
})  # fmt: skip
_CONTENT = re.compile(
    r"(?:ucap-?content|trs_editor|zoom|article-?content|content-?text|^content$|^article$|view|mainText)", re.IGNORECASE
)
_FIELDS = {
    "title": ("标题",),
    "number": ("发文字号", "文号"),
    "issuer": ("发文机关", "发文机构", "制发机关"),
    "date": ("成文日期", "发文日期", "印发日期"),
}
_SITE_NAME = re.compile(r"\s*[-_|—–]{1,2}\s*[^-_|—–]{2,30}$")


@dataclass(frozen=True, slots=True)
class _Facts:
    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    day: str | None


def html_to_print(html: str) -> str:
    """The page as printed text; empty when it shows none."""
    soup = BeautifulSoup(html, "lxml")
    facts = _facts(soup)
    for tag in soup.find_all(_NO_TEXT):
        tag.decompose()
    body = _main(soup)
    lines = [line for line in _lines(body) if line.strip()] if body else []
    return "\n".join(_in_print_order(lines, facts))


def _facts(soup: BeautifulSoup) -> _Facts:
    """What the page's head and its table of facts say about the document."""
    fields = {key: _field(soup, names) for key, names in _FIELDS.items()}
    issuers = tuple(re.split(r"[\s、,，;；]+", fields["issuer"])) if fields["issuer"] else ()
    return _Facts(fields["title"] or _title(soup), fields["number"], tuple(i for i in issuers if i), fields["date"])


def _title(soup: BeautifulSoup) -> str | None:
    meta = soup.find("meta", attrs={"name": "ArticleTitle"})
    if isinstance(meta, Tag) and str(meta.get("content") or "").strip():
        return str(meta["content"]).strip()
    heading = soup.find("h1")
    if heading and heading.get_text(strip=True):
        return re.sub(r"\s+", " ", heading.get_text(" ", strip=True))
    if soup.title and soup.title.get_text(strip=True):
        return _without_site(re.sub(r"\s+", " ", soup.title.get_text(" ", strip=True)))
    return None


def _without_site(title: str) -> str:
    """The page's title without the names of section and site behind it."""
    while (shorter := _SITE_NAME.sub("", title)) != title:
        title = shorter
    return title


def _field(soup: BeautifulSoup, names: tuple[str, ...]) -> str | None:
    """The value that stands behind a field's name, in the same cell or in the next one."""
    for tag in soup.find_all(["td", "th", "li", "dt", "dd", "p", "span", "div"]):
        text = re.sub(r"[\s\u3000]+", "", tag.get_text())
        if len(text) > 60:  # noqa: PLR2004 - a field is short; this is a block that holds it
            continue
        for name in names:
            match = re.fullmatch(rf"[\[【]?{name}[\]】]?[:：]?(.*)", text)
            if match and match[1]:
                return match[1]
            if match and (after := tag.find_next_sibling()) and after.get_text(strip=True):
                return re.sub(r"\s+", "", after.get_text())
    return None


def _main(soup: BeautifulSoup) -> Tag | None:
    """The element that holds the document: a known container with text, else the whole body."""
    containers = [*soup.find_all(id=_CONTENT), *soup.find_all(class_=_CONTENT), *soup.find_all(["article", "main"])]
    best = max(containers, key=lambda t: len(t.get_text(strip=True)), default=None)
    whole = soup.body or soup
    share = 0.3
    if best is not None and len(best.get_text(strip=True)) >= share * len(whole.get_text(strip=True)):
        return best
    return whole


def _lines(root: Tag) -> Iterator[str]:
    """The text line by line: a block is a line, a table row is a line of cells with TABs between them."""
    held: list[str] = []
    for node in _walk(root):
        if isinstance(node, str):
            held.append(node)
            continue
        yield _flat("".join(held))
        held = []
        if isinstance(node, Tag):
            yield from _rows(node)
    yield _flat("".join(held))


def _walk(root: Tag) -> Iterator[str | Tag | None]:
    """Strings in order, ``None`` at the bounds of blocks, tables whole; without recursion, as pages nest deeply."""
    stack: list[object] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            yield None
        elif isinstance(node, (Comment, Doctype)):
            continue
        elif isinstance(node, NavigableString):
            yield str(node)
        elif isinstance(node, Tag):
            if node.name == "table" and _is_data(node):
                yield node
            elif node.name in _BLOCKS:
                yield None
                stack.append(None)
                stack.extend(reversed(node.contents))
            else:
                stack.extend(reversed(node.contents))


def _is_data(table: Tag) -> bool:
    """Whether a table holds data: rows of several cells, no table inside, and not the page's layout."""
    if table.find("table"):
        return False
    widths = [len(row.find_all(["td", "th"])) for row in table.find_all("tr")]
    return len(widths) > 1 and max(widths, default=0) > TABLE_TABS


def _rows(table: Tag) -> Iterator[str]:
    """The rows of a table; a cell that spans rows stands in the first of them, as in print."""
    spans: dict[int, int] = {}
    for row in table.find_all("tr"):
        cells: list[str] = []
        for cell in row.find_all(["td", "th"]):
            while spans.get(len(cells), 0) > 0:
                spans[len(cells)] -= 1
                cells.append("")
            if (down := _span(cell, "rowspan")) > 1:
                spans[len(cells)] = down - 1
            cells.append(_flat(cell.get_text(" ")))
            cells.extend("" for _ in range(_span(cell, "colspan") - 1))
        while spans.get(len(cells), 0) > 0:
            spans[len(cells)] -= 1
            cells.append("")
        yield "\t".join(cells)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return min(int(value), 1000) if value.isdecimal() and value.isascii() and len(value) < 5 else 1  # noqa: PLR2004


def _flat(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def _in_print_order(lines: list[str], facts: _Facts) -> Iterator[str]:
    """Title and number first, issuers and date last, where the text itself does not print them."""
    rest = _after_title(lines, facts.title) if facts.title else lines
    if facts.title:
        yield facts.title
    number = find_numbers(facts.number, strict=True) if facts.number else ()
    if number and not any(n.number == number[0].number for line in rest[:6] for n in find_numbers(line, strict=True)):
        yield number[0].number.text
    yield from rest
    if facts.day and not any(whole_date(line) for line in lines):
        yield from facts.issuers
        yield _chinese_day(facts.day)


def _after_title(lines: list[str], title: str) -> list[str]:
    """The lines after the title, which may stand on several; what is above it is the page's furniture."""
    wanted = without_spaces(title)
    for start in range(min(10, len(lines))):
        text = ""
        for end in range(start, min(start + 5, len(lines))):
            text += without_spaces(lines[end])
            if text == wanted:
                return lines[end + 1 :]
            if not wanted.startswith(text):
                break
    return lines


def _chinese_day(text: str) -> str:
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else text

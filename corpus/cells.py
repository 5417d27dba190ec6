"""Cells of a table row: several values in one cell, names of departments, and what looks like a deadline."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.text import EMPTY, Traced, clean, join

_BREAK = re.compile(r"\s*(?:</p>\s*<p>|</?p>|<br\s*/?>)\s*|(?<=[。；;])[ \u3000]{2,}")
_NONE = re.compile(r"[—–\-－/]*")
#: What a deadline cell says: a day, a month, a quarter, a year's end, or that the work goes on.
_TIME = re.compile(
    r"(?:[^。]{0,8}?(?:年底|月底|季度末?|年末|月|日|年|上半年|下半年|全年|供暖季|汛期|每[年月季周日])[前起末内中]?(?:完成)?"
    r"|按[^。]{0,6}(?:时间)?节点(?:完成|推进)?|(?:长期|持续|常态化?|及时|适时|实时|同步|即时)[^。]{0,6}|\d{1,2}[—\-–~至]\d{1,2}月(?:底前)?)"
    r"(?:[（(][^（）()]{0,30}[)）])?"
)
_TAG = re.compile(r"<[^<>]{0,80}>|\*\*")
_LONGEST_TIME = 24
_LONGEST_NAME = 36
_NAME_END = re.compile(
    r"(?:[委局办府厅会院队部署处校司社团行站所馆园]|公司|中心|单位|集团|部门|党工委|各区|相关区|开发区|机关|学校|医院|银行|总队|[)）])$"
)

#: (含北京经济技术开发区管委会): who takes part beside the name before it.
_ASIDE = re.compile(r"[（(]含?([^（）()]+)[）)]")
_DISTRICTS = re.compile(r"(?:各|相关)区(?:人民)?政府")


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell: its pieces (paragraphs) cleaned, in order; none for an empty cell."""

    pieces: tuple[Traced, ...]
    raw: str

    @property
    def reading(self) -> Traced:
        """All pieces, a newline between them."""
        return join(self.pieces, "\n") if self.pieces else EMPTY

    @property
    def text(self) -> str:
        """The reading's text."""
        return "\n".join(p.text for p in self.pieces)

    @property
    def spaced(self) -> str:
        """The printed text without mark-up, its spaces kept: they part names."""
        return (_TAG.sub(" ", self.raw) if "<" in self.raw or "*" in self.raw else self.raw).strip()

    def __bool__(self) -> bool:
        return bool(self.pieces)


def split_row(raw: str, line: int) -> list[CellText]:
    """The cells of a tabular line."""
    cells: list[CellText] = []
    start = 0
    for text in raw.split("\t"):
        end = start + len(text)
        cells.append(CellText(tuple(_pieces(raw, line, start, end)), text))
        start = end + 1
    return cells


def _pieces(raw: str, line: int, start: int, end: int) -> list[Traced]:
    if start == end:
        return []
    bounds = [start]
    if "<" in raw[start:end] or "  " in raw[start:end]:
        for match in _BREAK.finditer(raw, start, end):
            bounds += [match.start(), match.end()]
    bounds.append(end)
    found = (clean(raw, line, start=a, end=b) for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    return [piece for piece in found if piece]


@lru_cache(maxsize=8192)
def is_time(text: str) -> bool:
    """Whether a cell holds nothing but deadlines (年底前, 长期实施, 6—9月, 年底前 年底前)."""
    if len(text) > 10 * _LONGEST_TIME:
        return False
    tokens = re.split(r"[\s；;、，,]+", re.sub(r"(?<=前)(?=年底|\d+月)|[（(]含[^（）()]*[)）]", " ", text.strip()))
    return bool(text.strip()) and all(len(t) <= _LONGEST_TIME and _TIME.fullmatch(t) for t in tokens if t)


def is_none(text: str) -> bool:
    """Whether a cell says that there is none (——)."""
    return bool(_NONE.fullmatch(text))


@lru_cache(maxsize=8192)
def is_name(token: str) -> bool:
    """Whether a token may be the name of a department."""
    return len(token) <= _LONGEST_NAME and bool(_NAME_END.search(token))


def deadline(cell: CellText) -> str | None:
    """The deadline of a cell; each different one once, in printed order."""
    values = [piece for piece in _times(cell.text) if piece] if not is_time(cell.spaced) else _times(cell.spaced)
    return "；".join(dict.fromkeys(values)) or None


def _times(text: str) -> list[str]:
    """The deadlines in a cell: a break inside one is closed up, two of them are told apart."""
    bare = re.sub(r"[（(]含[^（）()]*[)）]", " ", text)
    values: list[str] = []
    for token in bare.split():
        if values and not _TIME.fullmatch(values[-1]):
            values[-1] += token
        else:
            values.append(token)
    return values


def departments(*cells: CellText) -> list[tuple[str, ...]]:
    """The names in each of the cells beside one another: separated by space, a name broken over lines closed up.

    A bracket belongs to the name before it: ``各区政府 (含北京经济技术开发区管委会)`` is one name.
    ``市科委、中关村管委会`` is one unit; ``——`` means none.
    """
    found: list[list[str]] = []
    for cell in cells:
        names = _names(cell)
        if names and found and found[-1] and (aside := _ASIDE.match(names[0])) and _DISTRICTS.fullmatch(found[-1][-1]):
            found[-1][-1] += aside.group()
            names = [*filter(None, [names[0][aside.end() :]]), *names[1:]]
        found.append(_owned(names))
    return [tuple(names) for names in found]


def _names(cell: CellText) -> list[str]:
    names: list[str] = []
    for token in cell.spaced.split():
        if _NONE.fullmatch(token):
            continue
        if names and (
            _open(names[-1]) or token[0] in "（(" or token.startswith("等") or not _NAME_END.search(names[-1])
        ):
            names[-1] += token
        else:
            names.append(token)
    return names


def _owned(names: list[str]) -> list[str]:
    """A bracket before all names was printed under the districts; where they were lost it names who takes part."""
    aside = _ASIDE.match(names[0]) if names else None
    if not aside:
        return names
    rest = [*filter(None, [names[0][aside.end() :]]), *names[1:]]
    if any(name.endswith(aside.group()) for name in rest):
        return rest
    if owner := next((at for at, name in enumerate(rest, 1) if _DISTRICTS.fullmatch(name)), 0):
        return [*rest[: owner - 1], rest[owner - 1] + aside.group(), *rest[owner:]]
    return [aside[1], *rest]


def _open(name: str) -> bool:
    return name.count("(") + name.count("（") > name.count(")") + name.count("）")

"""What is printed above the head of a document and is no text of it: the cover of a standard, a quotation.

The cover of a standard has its kind (某省地方标准), its code, its title, the days of its publication and of its
effect, and who publishes it. Quotations stood above all papers from 1966 to 1976.
"""

import re
from collections.abc import Sequence

from corpus.language.formal import is_organ
from corpus.language.numbers import DocumentNumber
from corpus.printed.lines import Line

#: The kind of a standard, and its code, stand among so many lines.
_COVER = 8
_KIND = re.compile(r"[\u4e00-\u9fff]{0,16}(?:国家|地方|行业|团体)(?:计量)?标准(?:化指导性技术文件)?")
_CODE = re.compile(
    r"(?P<prefix>(?:T/)?[A-Z]{1,8}\d{0,6}(?:/[TZ])?)\s?(?P<serial>\d{1,5})(?P<part>\.\d{1,3})?\s?[—–-]{1,2}\s?(?P<year>(?:19|20)\d\d)"
)
_PUBLISHER = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,30}?)发布")
#: What heads a quotation, which has at most so many lines.
_QUOTED = frozenset(("最高指示", "毛主席语录", "语录"))
_LONGEST_QUOTATION = 8


def cover_title(lines: Sequence[Line], start: int, stop: int) -> int | None:
    """Where the title stands on the cover of a standard: under its kind and its code."""
    kind = next((i for i in range(start, min(stop, start + _COVER)) if _KIND.fullmatch(_bare(lines[i]))), None)
    if kind is None:
        return None
    code = next((i for i in range(kind + 1, min(stop, kind + 4)) if _CODE.fullmatch(lines[i].plain)), kind)
    first = code + 1
    while code > kind and first < stop and lines[first].plain.startswith("代替"):
        first += 1
    return first if code > kind and first < stop and not lines[first].is_row else None


def cover_number(above: Sequence[Line]) -> list[DocumentNumber]:
    """The code of a standard as its number, where the lines above its title are a cover."""
    if not any(_KIND.fullmatch(_bare(line)) for line in above):
        return []
    found = [match for line in above if (match := _CODE.fullmatch(line.plain))]
    return [DocumentNumber(m["prefix"], int(m["year"]), int(m["serial"]), kind=m["part"] or "") for m in found[-1:]]


def publisher(text: str) -> str | None:
    """Who publishes a standard, as the foot of its cover says: 某省市场监督管理局　发布."""
    match = _PUBLISHER.fullmatch(text.replace(" ", ""))
    return match["name"] if match and is_organ(match["name"]) else None


def quotation_start(lines: Sequence[Line], start: int, floor: int) -> int:
    """Where the quotation begins that stands above the head of a document; ``start`` where none does."""
    for i in range(start - 1, max(floor, start - _LONGEST_QUOTATION) - 1, -1):
        if lines[i].is_row:
            break
        if _bare(lines[i]) in _QUOTED:
            return i
    return start


def _bare(line: Line) -> str:
    return "".join(line.plain.split())

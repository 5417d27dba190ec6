"""The banners of decrees and announcements: 某市人民政府令, 某局公告, and which of several leads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents.issuers import organs_of
from corpus.language.formal import is_organ
from corpus.language.numbers import DocumentNumber, parse_number, with_banner
from corpus.language.text import spaced
from corpus.printed.lines import Line

#: So many organs may stand above the word of a banner.
_MOST = 24
_BANNER = re.compile(r"(?P<organ>[\u4e00-\u9fff（）()、]{2,40}?)(?P<type>令|训令|通令|布告|公告|通告|决定|命令)")
#: What a session of a congress announces is headed so.
_OF_SESSION = re.compile(r".{2,30}代表大会第.{1,4}次会议公告")
#: The word of a banner, which may stand on a line of its own under the organs.
BANNER_WORDS = frozenset(("令", "公告", "通告"))


@dataclass(frozen=True, slots=True)
class Banner:
    """The head of a decree or an announcement: 某市人民政府令, 某局公告, on a line of its own."""

    organ: str
    kind: str

    @property
    def organs(self) -> list[str]:
        """The organs that it names: 国务院、中央军事委员会令 has two."""
        pieces = self.organ.split("、")
        return pieces if all(len(piece) > 2 and is_organ(piece) for piece in pieces) else [self.organ]  # noqa: PLR2004


@lru_cache(maxsize=16_384)
def banner(text: str) -> Banner | None:
    """The banner on a line, else ``None``; a space may part its organs: 财政部　水利部令."""
    *others, last = text.split() or [""]
    if others and (shared := _BANNER.fullmatch(last)) and all(len(one) > 2 and is_organ(one) for one in others):  # noqa: PLR2004
        return Banner("、".join([*others, shared["organ"]]), shared["type"]) if is_organ(shared["organ"]) else None
    match = _BANNER.fullmatch(re.sub(r"\s", "", text))
    named = match and (is_organ(match["organ"]) or match["organ"].endswith("主席") or _OF_SESSION.fullmatch(match[0]))
    return Banner(match["organ"], match["type"]) if match and named else None


def decree_number(above: Sequence[Line]) -> list[DocumentNumber]:
    """The number of a decree whose banner and serial stand on two lines."""
    for at, line in enumerate(above):
        number, name = parse_number(line.plain), banner_above(above, at)
        by_itself = at > 0 and banner(above[at - 1].plain) is not None and bool(name and name.endswith("令"))
        if number and name and number.is_serial and (by_itself or not number.announced):
            return [with_banner(number, name)]
    return []


def banner_above(lines: Sequence[Line], at: int) -> str | None:
    """The banner right above a line; of several one under another the first: the body that leads gives the number.

    So does the first of the organs that stand over the word of the banner: 财政部 / 水利部 / 令.
    """
    kind = lines[at - 1].plain.replace(" ", "") if at else ""
    start = at - 1
    if kind in BANNER_WORDS:
        while start and at - start < _MOST and is_organ(lines[start - 1].plain):
            start -= 1
        organs = organs_of(spaced(lines[start].raw)) if start < at - 1 else []
        return f"{organs[0]}{kind}" if organs and kind == "令" else None
    found = first = banner(spaced(lines[start].raw)) if at else None
    while found and start and at - start < _MOST and (above := banner(spaced(lines[start - 1].raw))):
        if above.kind != found.kind:
            break
        first, start = above, start - 1
    return f"{first.organs[0]}{first.kind}" if first else None

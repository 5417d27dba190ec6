"""The numbering words at the head of a line: 第一章, 第一条, 一、, （一）, 1., 1.2, （1）, 1）, ①, ——.

The level of a heading comes from its numbering word only; mark-up and indentation say nothing.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from corpus.language.numerals import HAN_NUMERAL, numeral
from corpus.model import Step

_N = rf"(?:{HAN_NUMERAL}{{1,8}}|[0-9０-９]{{1,4}})"
_HAN = rf"{HAN_NUMERAL}{{1,6}}"
_D = "[0-9０-９]"
_OPEN, _CLOSE = "[（(〔﹙]", "[)）〕﹚]"
_DASH = r"(?:—{1,2}|－{2}|-{2}|–{1,2}|―{1,2}|─{1,2})"
_MARKER = re.compile(
    rf"""
    (?P<BOOK>第{_N}(?:编|篇|部分))
  | (?P<PART>第{_N}分编)
  | (?P<CHAPTER>第{_N}章)
  | (?P<DIVISION>第{_N}节)
  | (?P<ARTICLE>第{_N}条(?:之{_HAN})?)
  | (?P<SECTION>{_HAN}[、．.])
  | (?P<SUBSECTION>{_OPEN}{_HAN}{_CLOSE}、?|[㈠-㈩])
  | (?P<DECIMAL>{_D}{{1,2}}(?:[.．]{_D}{{1,2}}){{1,3}}(?![0-9０-９.．%％、)）])[、.．]?)
  | (?P<ITEM>{_D}{{1,3}}(?:[.．、](?![0-9０-９%％]))|[⒈-⒛])
  | (?P<POINT>{_OPEN}{_D}{{1,3}}{_CLOSE}(?!年)|{_D}{{1,2}}[)）]|[⑴-⒇])
  | (?P<SUBPOINT>[①-⑳])
  | (?P<INDENT>{_DASH}(?![—\d－])|[●•▪■◆◇▲►➢](?=\s?[^\s\d]))
    """,
    re.VERBOSE,
)
#: What begins no numbering word, so that most lines need no full match.
_FIRST = re.compile(r"[第一二三四五六七八九十百千零〇○两廿卅（(〔﹙0-9０-９①-⒛㈠-㈩—－\-–―─●•▪■◆◇▲►➢]")


class Level(IntEnum):
    """Depth of a numbering word; the lower value stands higher. The names follow Akoma Ntoso's elements."""

    BOOK = 1
    PART = 2
    CHAPTER = 3
    DIVISION = 4
    ARTICLE = 5
    SECTION = 6
    SUBSECTION = 7
    ITEM = 8
    POINT = 9
    SUBPOINT = 10
    INDENT = 11

    @property
    def abbreviation(self) -> str:
        """The element's abbreviation in an eId."""
        return _ABBREVIATIONS[self]


_ABBREVIATIONS = {
    Level.BOOK: "book",
    Level.PART: "part",
    Level.CHAPTER: "chp",
    Level.DIVISION: "dvs",
    Level.ARTICLE: "art",
    Level.SECTION: "sec",
    Level.SUBSECTION: "subsec",
    Level.ITEM: "item",
    Level.POINT: "point",
    Level.SUBPOINT: "subpoint",
    Level.INDENT: "indent",
}
#: Headings of these levels only group; they hold no text of their own.
GROUPING = frozenset({Level.BOOK, Level.PART, Level.CHAPTER, Level.DIVISION})
#: The level of 1, 1.1, 1.1.1 and 1.1.1.1 by the number of figures.
_DECIMALS = {1: Level.SECTION, 2: Level.SUBSECTION, 3: Level.ITEM, 4: Level.POINT}


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering word at the head of a text: ``text[:length]`` is the printed label. A dash has ordinal 0.

    ``sub`` is the number of 第五条之一; ``decimal`` says that the word is one of 1, 1.1, 1.1.1.
    """

    level: Level
    label: str
    ordinal: int
    length: int
    sub: int | None = None
    decimal: bool = False

    @property
    def step(self) -> Step:
        """The step of an address that the numbering word names; 第五条之一 is ``art_5-1``."""
        return Step(self.level.abbreviation, self.ordinal, self.sub)


@lru_cache(maxsize=65_536)
def marker(text: str) -> Marker | None:
    """The numbering word that the text begins with, else ``None``."""
    match = _MARKER.match(text) if _FIRST.match(text) else None
    if not match or not match.lastgroup:
        return None
    label = match.group()
    if match.lastgroup == "DECIMAL":
        return _decimal(label)
    if match.lastgroup == "INDENT":
        return Marker(Level.INDENT, label, 0, match.end())
    core, _, sub = re.sub(r"[第编分篇部章节条、．.（()）〔〕﹙﹚]", "", label).partition("之")
    ordinal = numeral(core)
    if ordinal is None:
        return None
    return Marker(Level[match.lastgroup], label, ordinal, match.end(), numeral(sub) if sub else None)


_FIGURE = re.compile(rf"(?P<number>{_D}{{1,2}})(?=[ \u3000]|[\u4e00-\u9fff])")


def bare_figure(text: str) -> Marker | None:
    """The number of a heading ``1 总则`` of a text that numbers its headings 1, 1.1, 1.1.1; else ``None``."""
    match = _FIGURE.match(text)
    ordinal = numeral(match["number"]) if match else None
    return Marker(Level.SECTION, match["number"], ordinal, match.end(), decimal=True) if match and ordinal else None


def _decimal(label: str) -> Marker | None:
    figures = re.split(r"[.．]", label.rstrip("、.．"))
    ordinal = numeral(figures[-1])
    level = _DECIMALS.get(len(figures))
    if ordinal is None or level is None:
        return None
    return Marker(level, label, ordinal, len(label), decimal=True)

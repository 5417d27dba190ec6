"""The numbering words at the head of a line: 第一章, 第一条, 一、, （一）, 1., （1）, ——.

The level of a heading comes from its numbering word only; mark-up and indentation say nothing.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.model import Step
from corpus.numbers import chinese_number

_N = "[一二三四五六七八九十百〇零]{1,5}"
_MARKER = re.compile(
    rf"""
    (?P<BOOK>第{_N}[编篇部](?![门署委]))
  | (?P<CHAPTER>第{_N}章)
  | (?P<DIVISION>第{_N}节)
  | (?P<ARTICLE>第{_N}条(?:之{_N})?)
  | (?P<SECTION>{_N}[、．.])
  | (?P<SUBSECTION>[（(]{_N}[)）])
  | (?P<ITEM>\d{{1,3}}[.．、](?![\d%]))
  | (?P<POINT>[（(]\d{{1,2}}[)）](?!年))
  | (?P<SUBPOINT>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])
  | (?P<INDENT>——(?![—\d]))
    """,
    re.VERBOSE,
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Level(IntEnum):
    """Depth of a numbering word; the lower value stands higher. The names follow Akoma Ntoso's elements."""

    BOOK = 1
    CHAPTER = 2
    DIVISION = 3
    ARTICLE = 4
    SECTION = 5
    SUBSECTION = 6
    ITEM = 7
    POINT = 8
    SUBPOINT = 9
    INDENT = 10

    @property
    def abbreviation(self) -> str:
        """The element's abbreviation in an eId."""
        return _ABBREVIATIONS[self]


_ABBREVIATIONS = {
    Level.BOOK: "book",
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
GROUPING = frozenset({Level.BOOK, Level.CHAPTER, Level.DIVISION})


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering word at the head of a text: ``text[:length]`` is the printed label. A dash has ordinal 0."""

    level: Level
    label: str
    ordinal: int
    length: int

    @property
    def step(self) -> Step:
        """The step of an address that the numbering word names; 第五条之一 is ``art_5-1``."""
        _, _, sub = self.label.partition("之")
        is_sub = bool(sub) and self.level is Level.ARTICLE
        return Step(self.level.abbreviation, self.ordinal, chinese_number(sub) if is_sub else None)


def marker(text: str) -> Marker | None:
    """The numbering word that the text begins with, else ``None``."""
    match = _MARKER.match(text)
    if not match or not match.lastgroup:
        return None
    label = match.group()
    ordinal = _ordinal(label)
    return None if ordinal is None else Marker(Level[match.lastgroup], label, ordinal, match.end())


def _ordinal(label: str) -> int | None:
    if label in _CIRCLED:
        return _CIRCLED.index(label) + 1
    if label == "——":
        return 0
    core = re.sub(r"之.*$|[第编篇部章节条、．.（()）]", "", label)
    return chinese_number(core)

"""The numbering words at the head of a line: 第一章, 第一条, 一、, （一）, 1., 1.2, （1）, ①, 甲、, A., (a), (i), ——.

The level of a heading comes from its numbering word only; mark-up and indentation say nothing.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
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
  | (?P<SUBDIVISION>第{_N}(?:目(?![标的录击])|分节))
  | (?P<ARTICLE>第{_N}条(?:之{_HAN})?)
  | (?P<SECTION>{_HAN}[、．.])
  | (?P<SUBSECTION>{_OPEN}{_HAN}{_CLOSE}、?|[㈠-㈩])
  | (?P<DECIMAL>{_D}{{1,2}}(?:[.．]{_D}{{1,2}}){{1,3}}(?![0-9０-９.．%％、)）]|G[\u4e00-\u9fff])[、.．]?)
  | (?P<ITEM>{_D}{{1,3}}(?:[.．、](?![0-9０-９%％])|[．、](?=[2-9]G[\u4e00-\u9fff]))|[⒈-⒛])
  | (?P<POINT>{_OPEN}{_D}{{1,3}}{_CLOSE}(?!年(?![满龄度检终均]))|{_D}{{1,2}}[)）]|[⑴-⒇])
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
    SUBDIVISION = 5
    ARTICLE = 6
    SECTION = 7
    SUBSECTION = 8
    STEM = 9
    GROUP = 10
    ITEM = 11
    POINT = 12
    SUBPOINT = 13
    CAPITAL = 14
    LETTER = 15
    ROMAN = 16
    INDENT = 17

    @property
    def abbreviation(self) -> str:
        """The element's abbreviation in an eId."""
        return _ABBREVIATIONS[self]


_ABBREVIATIONS = {
    Level.BOOK: "book",
    Level.PART: "part",
    Level.CHAPTER: "chp",
    Level.DIVISION: "dvs",
    Level.SUBDIVISION: "subdvs",
    Level.ARTICLE: "art",
    Level.SECTION: "sec",
    Level.SUBSECTION: "subsec",
    Level.STEM: "stem",
    Level.GROUP: "group",
    Level.ITEM: "item",
    Level.POINT: "point",
    Level.SUBPOINT: "subpoint",
    Level.CAPITAL: "capital",
    Level.LETTER: "letter",
    Level.ROMAN: "roman",
    Level.INDENT: "indent",
}
#: Headings of these levels only group; they hold no text of their own.
GROUPING = frozenset({Level.BOOK, Level.PART, Level.CHAPTER, Level.DIVISION, Level.SUBDIVISION})
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


@lru_cache(maxsize=16_384)
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
    core, _, sub = re.sub(r"[第编分篇部章节目条、．.（()）〔〕﹙﹚]", "", label).partition("之")
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


_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
#: A letter, a stem or a Roman numeral in brackets or before a mark, and no name (A.B.), figure (A.1) or pair (甲、乙).
_COUNTED = re.compile(
    rf"(?:{_OPEN}(?P<inner>[{_STEMS}]|[A-Z]|[a-z]|[ivx]{{2,4}}|[Ⅰ-Ⅻⅰ-ⅻ]){_CLOSE}"
    rf"|(?P<bare>[{_STEMS}]|[A-Z]|[a-z]|[ivx]{{2,4}}|[Ⅰ-Ⅻⅰ-ⅻ])"
    rf"(?:、(?![{_STEMS}]|[A-Za-z](?![A-Za-z]))|[.．)）](?!\d|[A-Za-z]?[.．])))"
)


def counted_marker(text: str, counts: Mapping[Level, int]) -> Marker | None:
    """The letter, stem or Roman numeral that a text begins with, where it is the first or goes on with ``counts``.

    A line may begin with A. or (i) by chance, so that only those that count are numbering words; (i) goes on with (h).
    """
    match = _COUNTED.match(text)
    if not match:
        return None
    for level, ordinal in _values(match["inner"] or match["bare"], counts):
        if ordinal in (1, counts.get(level, 0) + 1):
            return Marker(level, match.group(), ordinal, match.end())
    return None


def _values(sign: str, counts: Mapping[Level, int]) -> Iterator[tuple[Level, int]]:
    """The levels at which a sign may stand, with its value there; a first stem with nothing above it heads sections."""
    if sign in _STEMS:
        ordinal = _STEMS.index(sign) + 1
        if ordinal > 1 or counts.keys() & {Level.ARTICLE, Level.SECTION, Level.SUBSECTION}:
            yield Level.STEM, ordinal
        yield Level.SUBDIVISION, ordinal
        return
    if len(sign) == 1 and sign.isascii():
        level = Level.CAPITAL if sign.isupper() else Level.LETTER
        ordinal = ord(sign.lower()) - ord("a") + 1
        if sign not in _ROMAN or counts.get(level) == ordinal - 1:
            yield level, ordinal
    roman = unicodedata.normalize("NFKC", sign)
    if roman.lower() in _ROMAN:
        yield (Level.SECTION if roman.isupper() else Level.ROMAN), _ROMAN.index(roman.lower()) + 1


_APART = re.compile(rf"[ \u3000]*(?P<number>{HAN_NUMERAL}{{1,3}})[ \u3000]+(?=[\u4e00-\u9fff《“])")


def number_apart(raw: str) -> Marker | None:
    """The number that a printed line begins with where only a space sets it apart, as in the 1950s: 一　各级机关…."""
    match = _APART.match(raw)
    ordinal = numeral(match["number"]) if match else None
    return Marker(Level.SECTION, match["number"], ordinal, len(match["number"])) if match and ordinal else None


def _decimal(label: str) -> Marker | None:
    figures = re.split(r"[.．]", label.rstrip("、.．"))
    ordinal = numeral(figures[-1])
    level = _DECIMALS.get(len(figures))
    if ordinal is None or level is None:
        return None
    return Marker(level, label, ordinal, len(label), decimal=True)

"""The numbers that Word puts before paragraphs by itself: 第一章, 第三条, （二）, 1.1, •.

A paragraph names a list (``w:num``) and a level in it, itself or by its style; a list is one of several that share the
counters of an abstract list (``w:abstractNum``), whose levels say how a number is written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from corpus.formats.limited_xml import Element
from corpus.formats.number_formats import in_format
from corpus.formats.word_styles import Styles, WordStyle
from corpus.formats.word_symbols import bullet
from corpus.formats.word_xml import W, child, figure, is_on, value

_LEVELS = 9
#: The text of a label is not longer, before its numbers are put in and after.
_LONGEST = 64
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How the numbers of a level are written; ``restart`` is the level (1 the highest) after which they begin anew."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None
    is_plain: bool = False
    style: str | None = None

    def restarts_after(self, level: int) -> bool:
        """Whether a number of a higher level makes the numbers of this one begin anew."""
        return self.restart is None or level < self.restart


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the counters that it shares, its levels, and where it begins to count by itself."""

    counters: list[int | None]
    levels: dict[int, _Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)

    def next(self, at: int) -> str:
        """The label of the next paragraph of a level."""
        counted = self.counters[at]
        if counted is None or (at in self.starts and at not in self.begun):
            self.counters[at] = self._start(at)
        else:
            self.counters[at] = counted + 1
        self.begun.add(at)
        for lower in range(at + 1, _LEVELS):
            if self._level(lower).restarts_after(at):
                self.counters[lower] = None
        level = self._level(at)
        label = _PLACE.sub(partial(self._number, is_plain=level.is_plain), level.text)[:_LONGEST]
        return label + level.gap if label else ""

    def _number(self, place: re.Match[str], *, is_plain: bool) -> str:
        at = int(place[1]) - 1
        counted, level = self.counters[at], self._level(at)
        return in_format(self._start(at) if counted is None else counted, "decimal" if is_plain else level.format)

    def _level(self, at: int) -> _Level:
        return self.levels.get(at, _Level())

    def _start(self, at: int) -> int:
        return self.starts.get(at, self._level(at).start)


class Numbering:
    """The lists of a Word file with their counters. Each paragraph is asked for once, in printed order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = _by_id(part, "abstractNum", "abstractNumId")
        self._numbers = _by_id(part, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._shared: dict[str, tuple[list[int | None], dict[int, _Level]]] = {}

    def label(self, paragraph: Element) -> str:
        """The number of a paragraph with the space behind it; empty for one without."""
        own = child(paragraph, "pPr", "numPr")
        styles = self._styles.of_paragraph(paragraph)
        given = [own, *(style.numbering for style in styles)]
        number = next((one for each in given if (one := value(child(each, "numId"))) is not None), None)
        found = self._list(number) if number else None
        if found is None:
            return ""
        linked = _linked(found, styles) if child(own, "ilvl") is None else None
        level = next((level for each in given if (level := child(each, "ilvl")) is not None), None)
        at = figure(level, 0) if linked is None else linked
        return found.next(min(at, _LEVELS - 1))

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read(self._numbers.get(number))
        return self._lists[number]

    def _read(self, element: Element | None) -> _List | None:
        abstract = value(child(element, "abstractNumId"))
        if element is None or abstract not in self._abstract:
            return None
        counters, levels = self._levels(abstract)
        changed = {figure(one, 0, "ilvl"): one for one in element.iterchildren(W + "lvlOverride")}
        starts = {
            at: figure(start, 1) for at, one in changed.items() if (start := child(one, "startOverride")) is not None
        }
        others = {at: _level(level) for at, one in changed.items() if (level := child(one, "lvl")) is not None}
        return _List(counters, {**levels, **others} if others else levels, starts)

    def _levels(self, abstract: str) -> tuple[list[int | None], dict[int, _Level]]:
        """The counters and the levels of an abstract list; one that names a style has those of its list."""
        if abstract not in self._shared:
            element = self._abstract[abstract]
            style = value(child(element, "numStyleLink"))
            number = next((value(child(one.numbering, "numId")) for one in self._styles.chain(style or "")), None)
            other = value(child(self._numbers.get(number or ""), "abstractNumId"))
            element = self._abstract.get(other or "", element)
            found = ((figure(one, 0, "ilvl"), one) for one in element.iterchildren(W + "lvl"))
            self._shared[abstract] = ([None] * _LEVELS, {at: _level(one) for at, one in found if at < _LEVELS})
        return self._shared[abstract]


def _by_id(part: Element | None, kind: str, key: str) -> dict[str, Element]:
    return {} if part is None else {value(one, key) or "": one for one in part.iterchildren(W + kind)}


def _linked(found: _List, styles: Sequence[WordStyle]) -> int | None:
    """The level of a list that belongs to the style of a paragraph."""
    return next((at for style in styles for at, level in found.levels.items() if level.style == style.id), None)


def _level(element: Element) -> _Level:
    written = next(element.iter(W + "numFmt"), None)  # a format of later versions stands beside an older one
    style = value(written) or "decimal"
    text = value(child(element, "lvlText")) or ""
    restart = child(element, "lvlRestart")
    return _Level(
        start=figure(child(element, "start"), 0),
        format=style,
        text=bullet(text, value(child(element, "rPr", "rFonts"), "ascii")) if style == "bullet" else text[:_LONGEST],
        gap="" if value(child(element, "suff")) == "nothing" else " ",
        restart=None if restart is None else figure(restart, 0),
        is_plain=is_on(child(element, "isLgl")),
        style=value(child(element, "pStyle")),
    )

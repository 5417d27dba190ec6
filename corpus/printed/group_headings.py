"""The headings that no numbering word shows as such: over articles, over groups of a list, over boxes.

The interpretations of courts head their articles with 一、 and （一）; a law on a page may have lost the numbers of its
chapters, so that 法律责任 alone stands between two articles. A list of awards has 一等奖（10名） over the names, a plan
prints boxes (专栏1), and a case that guides others has 裁判要点 over its holding. A list of appointments
has 任命： over the names, a chronicle a month over its days.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.language.characters import HAN
from corpus.language.numbering import Level, Marker, marker
from corpus.language.numerals import NUMERAL, numeral
from corpus.language.text import ends_sentence
from corpus.printed.lines import Line

_LONGEST = 40
_BARE = re.compile(rf"[{HAN}、（）]{{2,24}}")
#: How many a group has, behind its name: 一等奖（10名）, 先进集体（共5个）.
_COUNTED_GROUP = re.compile(
    rf"[^。；，：]{{2,24}}?(?:[（(]\s?共?\s?{NUMERAL}\s?[名个人项家件户篇所支位对处部种]\s?[)）]|(?<=等奖)\s?{NUMERAL}[名个人项件]?)[:：]?"
)
_AWARD = re.compile(rf"[{HAN}]{{0,8}}[特一二三四]等奖[:：]?")
_BOX = re.compile(rf"专\s?栏\s?(?P<number>{NUMERAL})(?:[-—](?P<sub>\d{{1,2}}))?[:：.、]?(?![款项条目])")
#: A box without a number has its title behind a gap or a colon, or on the next line.
_LONE_BOX = re.compile(r"[#*\s]*专\s?栏(?:[\s\u3000]*[:：]|[\s\u3000]+(?=\S)|[*\s]*$)")
_ALONE = (False, True, False)
#: The headings of a case that guides others.
_OF_CASE = re.compile(
    r"[【\[]?(?:关键词|裁判要点|裁判摘要|裁判要旨|要旨|相关法条|相关规定|基本案情|裁判结果|裁判理由|典型意义|指导意义"
    r"|案情简介|诉讼过程|检察机关履职(?:情况|过程)?|指控与证明犯罪)[】\]]?"
)

#: What stands over those who are appointed, or removed.
_APPOINTS = re.compile(
    r"(?:经[^，。]{2,24}[，,])?(?:会议)?(?:决定|批准|提名)?(?:任命|免去|聘任|解聘|任职|免职|罢免|补选)"
    r"(?:下列|以下)?(?:人员|同志)?(?:职务)?[:：]"
)
#: What stands over the days of a chronicle.
_MONTH = re.compile(r"(?:[一二三四五六七八九]|十[一二]?|\d{1,2})\s?月(?:份)?")

#: What stands before the first chapter.
_FOREWORD = re.compile(r"[前引序导]\s?言")
#: The halves of a report: 2021年主要工作, 2022年工作安排.
_OF_YEAR = re.compile(
    rf"(?:(?:19|20)\d\d年|过去[一五]年|今后[一五]年)的?[{HAN}、]{{0,12}}(?:工作|情况|安排|任务|回顾|总结|目标|要求|打算|建议)"
)


def bare_headings(lines: Sequence[Line]) -> dict[int, Marker]:
    """Headings without a numbering word by the numbers of their lines; groups, and the headings of a case, are several.

    The number of one that has none is 0: it counts on. ``lines`` are all lines of a part, rows included.
    """
    boxes = {line.number: found for line in lines if line.plain[:1] == "专" and (found := _box(line))}
    named = [False, *(_is_group(line.plain) for line in lines), True]
    # Of lines one under another, as the items of a list are, none is a heading.
    alone = [
        line
        for line, around in zip(lines, zip(named, named[1:], named[2:], strict=False), strict=True)
        if around == _ALONE
    ]
    groups = {line.number: Marker(Level.GROUP, "", 0, 0) for line in alone}
    names = {line.number: Marker(Level.GROUP, "", 0, 0) for line in lines if _APPOINTS.fullmatch(line.plain)}
    months = {line.number: Marker(Level.CHAPTER, "", 0, 0) for line in lines if _MONTH.fullmatch(line.plain)}
    case = {line.number: Marker(Level.CHAPTER, "", 0, 0) for line in lines if _OF_CASE.fullmatch(line.plain)}
    years = {line.number: Marker(Level.CHAPTER, "", 0, 0) for line in lines if _OF_YEAR.fullmatch(line.plain)}
    several = (each for each in (groups, months, years, case) if len(each) > 1)
    foreword = {line.number: Marker(Level.GROUP, "", 0, 0) for line in lines[:-1] if _FOREWORD.fullmatch(line.plain)}
    return dict(chain(boxes.items(), names.items(), foreword.items(), *(each.items() for each in several)))


def _box(line: Line) -> Marker | None:
    text = line.plain
    match = _BOX.match(text) if _is_short(text) else None
    ordinal = numeral(match["number"]) if match else None
    if match and ordinal:
        return Marker(Level.GROUP, match.group(), ordinal, match.end())
    label = text[:3] if text[2:3] in (":", "：", " ") else text[:2]
    return Marker(Level.GROUP, label, 0, len(label)) if _is_short(text) and _LONE_BOX.match(line.raw) else None


def _is_group(text: str) -> bool:
    """Whether a line names a group and how many it has, or a class of awards."""
    may_be = len(text) <= _LONGEST and (text.rstrip("：:")[-1:] in (")", "）") or "等奖" in text)
    return may_be and marker(text) is None and bool(_COUNTED_GROUP.fullmatch(text) or _AWARD.fullmatch(text))


@dataclass(frozen=True, slots=True)
class GroupHeadings:
    """The numbers of the lines that head articles: with a number of a section, or without any."""

    sections: frozenset[int] = frozenset()
    chapters: frozenset[int] = frozenset()


def group_headings(lines: Sequence[Line]) -> GroupHeadings:
    """The headings over articles; each is followed by the article that counts on."""
    reader = _Reader([marker(line.plain) for line in lines])
    found = [(line.number, level) for line, level in zip(lines, reader.levels(lines), strict=True)]
    sections = frozenset(number for number, level in found if level in (Level.SECTION, Level.SUBSECTION))
    return GroupHeadings(sections, frozenset(number for number, level in found if level is Level.CHAPTER))


@dataclass(slots=True)
class _Reader:
    """Goes through lines with their numbering words; ``counts`` are the last numbers of articles and groups."""

    markers: Sequence[Marker | None]
    counts: dict[Level, int] = field(default_factory=dict)

    def levels(self, lines: Sequence[Line]) -> Iterator[Level | None]:
        """The level of the heading that each line is over articles, if it is one."""
        for i, line in enumerate(lines):
            found = self.markers[i]
            level = self._group(i, found) if found else self._bare_chapter(lines, i)
            if found and found.level is Level.ARTICLE and (self._counts_on(i) or found.ordinal == 1):
                self.counts[Level.ARTICLE] = found.ordinal
            yield level if level and _is_short(line.plain) else None

    def _group(self, i: int, found: Marker) -> Level | None:
        """The level of a section or subsection that counts on and stands over the next article."""
        if found.decimal or found.level not in (Level.SECTION, Level.SUBSECTION):
            return None
        before = self.counts.get(found.level, 0)
        opened = Level.SECTION in self.counts or (found.level is Level.SECTION and Level.ARTICLE not in self.counts)
        if not opened or found.ordinal != before + 1 or not self._leads_to_article(i + 1, found.level):
            return None
        self.counts[found.level] = found.ordinal
        if found.level is Level.SECTION:
            self.counts.pop(Level.SUBSECTION, None)
        return found.level

    def _leads_to_article(self, i: int, above: Level) -> bool:
        """Whether the next article stands on a line, or below the first subsection there."""
        below = self.markers[i] if i < len(self.markers) else None
        if above is Level.SECTION and below and below.level is Level.SUBSECTION and below.ordinal == 1:
            return self._counts_on(i + 1)
        return self._counts_on(i)

    def _counts_on(self, i: int) -> bool:
        """Whether the next article stands on a line."""
        found = self.markers[i] if i < len(self.markers) else None
        return bool(found and found.level is Level.ARTICLE and found.ordinal == self.counts.get(Level.ARTICLE, 0) + 1)

    def _bare_chapter(self, lines: Sequence[Line], i: int) -> Level | None:
        """Whether a few words without a number stand between the end of an article and the next one."""
        if i == 0 or Level.ARTICLE not in self.counts or not lines[i - 1].plain.endswith("。"):
            return None
        return Level.CHAPTER if self._counts_on(i + 1) and _BARE.fullmatch(lines[i].plain) else None


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and "。" not in text and not ends_sentence(text)

"""Paragraphs: printed lines joined over line and page breaks.

A page break cuts a paragraph anywhere, also inside a word; its rest is the next line. A line goes on in the next one
when it does not end a sentence, is no heading, and the next line has no numbering word of its own. Where the text is
broken at a width, a full line goes on; where paragraphs are indented, a line without an indent does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from corpus.language.formal import annex_label, is_closing, is_unit
from corpus.language.numbering import GROUPING, Level, Marker, bare_figure, counted_marker, marker, number_apart
from corpus.language.numerals import whole_date
from corpus.language.text import Traced, ends_sentence, entry_gap, join
from corpus.printed.group_headings import GroupHeadings, bare_headings, group_headings
from corpus.printed.layout import PLAIN, Layout, width
from corpus.printed.lines import Line

#: A printed line holds about this many Chinese characters; a paragraph that is cut fills its last line.
PRINT_WIDTH = 28
#: Departments in charge, set in brackets on a line of their own, belong to the paragraph before.
_IN_CHARGE = re.compile(r"[（(](?:责任单位|牵头单位|主责单位|配合单位|责任部门|牵头部门)[:：]")
NOTE = re.compile(r"(?:备注|注|说明|注释|附注|(?:名词|术语)(?:解释|注释)|资料来源)[:：]")
#: What a line begins with that names one fact: who was present at a meeting, whom to ask.
_FACT = re.compile(
    r"(?:[特一二三四五六]等奖|[金银铜]奖|优[秀胜]奖|(?:先进|优秀)(?:集体|个人|单位))(?:[（(][^（）()]{1,8}[)）])?[:：]|"
    r"(?:出席|列席|缺席|请假|参加|主持|记录|整理|来信|答复|来源|联系|咨询|监督|投诉|举报)?"
    r"(?:出席|列席|缺席|请假|记录|主持人|参加人员?|人|人员|单位|部门|电话|传真|地址|邮编|邮箱|信箱|网址|时间|地点)[:：]"
    r"|(?:总|常务|第一)?副?(?:总?指挥长?|组长|组员|主任(?:委员)?|成员|成员单位|顾问|秘书长|召集人|主席|会长|团长)[:：]"
)
#: A sentence, and not the rest of a list: 办公室设在市水利局，….
_SENTENCE = re.compile(r"[^、，。（）]{5,40}[，。]")
#: A line of a list that is set further in than any paragraph.
_FAR_IN = 8
_LETTERS = re.compile(r"[A-Za-z]")
_FEWEST_LETTERS = 20
_STOPS = "。；;，,、:："
#: What follows 第三条 in running text that speaks of an article.
_SPEAKS_OF = re.compile(
    r"(?:规定|的|第[（(]?[〇零一二三四五六七八九十百\d、至和到]{1,8}[)）]?[款项目条句段]|款|项|所|中(?![华国央])|和|及|、|，|至|或|与|内|列|以"
    r"|关于|之规定|明确)"
)
_LONGEST_CHAPTER_TITLE = 24
#: So many articles may be missing in print before one whose label is not set apart is no article.
_LOST_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its lines, its joined reading with the numbering word, that word, and the ``body`` behind it.

    ``is_heading``: it stands on a line of its own, is short, and is no sentence. ``groups``: it is one over articles.
    ``overlap``: a character that the OCR had printed on both sides of a page break was dropped.
    """

    lines: tuple[Line, ...]
    reading: Traced
    marker: Marker | None
    body: Traced
    is_heading: bool = False
    overlap: bool = False
    groups: bool = False

    @property
    def text(self) -> str:
        """The joined reading, numbering word included."""
        return self.reading.text


def paragraphs(lines: Sequence[Line], layout: Layout = PLAIN) -> Iterator[Paragraph]:
    """The paragraphs of consecutive lines without rows."""
    return paragraph_reader(lines, layout).read(lines)


def paragraph_reader(lines: Sequence[Line], layout: Layout = PLAIN) -> "ParagraphReader":
    """What reads the paragraphs of a part with all these ``lines``, rows included: numbers count on behind a table."""
    return ParagraphReader(
        layout, _is_decimal(lines), _counts_apart(lines), group_headings(lines), bare_headings(lines)
    )


@dataclass(slots=True)
class ParagraphReader:
    """Gathers lines to paragraphs. ``counters`` hold the last number of each level that is open."""

    layout: Layout
    decimal: bool
    apart: bool
    over_articles: GroupHeadings
    bare: Mapping[int, Marker]
    counters: dict[Level, int] = field(default_factory=dict)
    pending: list[Line] = field(default_factory=list)
    found: Marker | None = None
    heading: bool = False
    groups: bool = False

    def read(self, lines: Sequence[Line]) -> Iterator[Paragraph]:
        """The paragraphs of consecutive lines without rows."""
        for at, line in enumerate(lines):
            following = lines[at + 1] if at + 1 < len(lines) else None
            if done := self.add(line, following):
                yield done
        if done := self.close():
            yield done

    def add(self, line: Line, following: Line | None) -> Paragraph | None:
        """Takes a line; the paragraph before it where that is complete."""
        if self.pending and self._goes_on(line):
            self.pending.append(line)
            return None
        done = self.close()
        self.pending, self.found = [line], self._marker(line)
        self.heading = self.found is not None and self._is_heading(line, self.found, following)
        self.groups = line.number in self.over_articles.sections
        self.heading = self.heading or self.groups
        if self.found and not self._is_quoted(self.found):
            self._count(self.found)
        return done

    def close(self) -> Paragraph | None:
        """The paragraph that is pending."""
        if not self.pending:
            return None
        done = _paragraph(self.pending, self.found, heading=self.heading, groups=self.groups)
        self.pending = []
        return done

    def _count(self, found: Marker) -> None:
        self.counters[found.level] = found.ordinal
        over_articles = self.groups or found.level in GROUPING
        runs_on = Level.ARTICLE if over_articles else None  # articles are counted over the chapters
        for level in [x for x in self.counters if x > found.level and x is not runs_on]:
            del self.counters[level]

    def _is_quoted(self, found: Marker) -> bool:
        """Whether an article is one that a decision quotes under its own 一、: it begins no count of articles."""
        first = Level.ARTICLE not in self.counters and found.ordinal != 1
        return found.level is Level.ARTICLE and first and Level.SECTION in self.counters

    def _marker(self, line: Line) -> Marker | None:
        """The line's numbering word, where it is no running text."""
        text = line.plain
        if (named := self.bare.get(line.number)) and Level.ARTICLE not in self.counters:
            return named if named.ordinal else replace(named, ordinal=self.counters.get(named.level, 0) + 1)
        bare = text in _BARE_CHAPTERS or line.number in self.over_articles.chapters
        if bare and Level.ARTICLE in self.counters:
            level = min(self.counters.keys() & GROUPING, default=Level.CHAPTER)
            return Marker(level, "", self.counters.get(level, 0) + 1, 0)
        found = marker(text) or counted_marker(text, self.counters) or self._bare_number(line)
        if found is None or (found.decimal and not self.decimal):
            return None
        if found.level is Level.ARTICLE:
            return found if self._is_article(line, found) else None
        if found.level in GROUPING and (ends_sentence(text) or len(text) > PRINT_WIDTH * 2):
            return found if found.label[:1] in _STEMS and ends_sentence(text) else None
        return found

    def _bare_number(self, line: Line) -> Marker | None:
        """The number that no mark follows, where the text has its numbers so: 1 总则, 一　各级机关."""
        if self.apart and (found := number_apart(line.raw)):
            return found
        return bare_figure(line.plain) if self.decimal else None

    def _is_article(self, line: Line, found: Marker) -> bool:
        """Whether 第三条 heads an article: it is set apart, or counts on; 第三条规定 is running text."""
        rest = line.plain[found.length :]
        before = self.counters.get(Level.ARTICLE)
        counts_on = found.ordinal == 1 or self._may_follow(found, before or 0)
        if not rest or rest[0] in "（(【〔[":
            return True
        if _is_apart(line.raw, line.text[: found.length]):
            return counts_on or not _SPEAKS_OF.match(rest) or before is None
        return counts_on and not _SPEAKS_OF.match(rest)

    def _may_follow(self, found: Marker, before: int) -> bool:
        """Whether an article is the next one, or close behind it where each line of print begins a paragraph."""
        gap = 1 if self.layout.is_broken else _LOST_ARTICLES + 1
        return 0 < found.ordinal - before <= gap or (found.sub is not None and found.ordinal == before)

    def _goes_on(self, line: Line) -> bool:
        """Whether ``line`` is the rest of the paragraph that is pending."""
        last, text = self.pending[-1], line.plain
        if _IN_CHARGE.match(text) or _tail_of(last, line):
            return True
        if NOTE.match(text) or _FACT.match(text) or annex_label(text) or whole_date(text) or is_unit(text):
            return False
        if entry_gap(line.raw) is not None or _is_translation(last.plain, text) or self._closes(last, line):
            return False
        found = self._marker(line)
        if self._is_bare_label(last):
            titled = self.found is None or self.found.level is not Level.GROUP or not ends_sentence(text)
            return titled and (found is None or not found.length)
        if self.heading and not (self.layout.indents and self._is_unindented(line)):
            return False
        if self.layout.is_broken or (self.layout.indents and not line.after_break):
            return self._goes_on_in_print(last, line, found)
        if ends_sentence(last.plain) or (begins_by_itself(last, line) and not self._is_narrow(last)):
            return False
        if self._ends_list(last, text):
            return False
        return found is None or self._is_out_of_count(found)

    def _closes(self, last: Line, line: Line) -> bool:
        """Whether a line that begins a paragraph closes the text, though what stands above it ends no sentence."""
        begins = line.blanks > 0 and not line.after_break and not last.plain.endswith(("，", "、", ","))
        return begins and is_closing(line.plain)

    def _ends_list(self, last: Line, text: str) -> bool:
        """Whether a sentence follows the members of a group, whose list ends without a stop."""
        listed = _FACT.match(self.pending[0].plain) and last.plain.count("（") == last.plain.count("）")
        return bool(listed) and ends_sentence(text) and bool(_SENTENCE.match(text))

    def _is_narrow(self, last: Line) -> bool:
        """Whether the line before was cut at the width at which its paragraph had been cut, as in a narrow column."""
        at, first = width(last.plain), width(self.pending[0].plain)
        return last is not self.pending[0] and first >= _NARROWEST and abs(at - first) <= _RAGGED

    def _goes_on_in_print(self, last: Line, line: Line, found: Marker | None) -> bool:
        """Whether a line goes on with a paragraph in a text that keeps the lines, or the indents, of print."""
        if found is not None and not self._is_out_of_count(found):
            return False
        is_cut = self.layout.is_full(last) and not ends_sentence(last.plain)
        if self.layout.begins(line):
            return is_cut and not self.layout.indents  # the blank line of a page break
        if self.layout.is_full(last):
            return True
        if self.layout.indents and self._is_unindented(line):
            far_in = last is self.pending[0] and last.indent >= _FAR_IN
            is_listed = far_in or (not self.layout.begins(self.pending[0]) and begins_by_itself(last, line))
            return not ends_sentence(last.plain) and not is_listed
        if line.indent and begins_by_itself(last, line):
            return False
        return not ends_sentence(last.plain) and not self.layout.is_broken

    def _is_unindented(self, line: Line) -> bool:
        return line.indent == 0 and self._marker(line) is None

    def _is_bare_label(self, last: Line) -> bool:
        """Whether what is pending is a numbering word of a chapter or an article alone, whose title or text follows."""
        alone = self.found is not None and len(self.pending) == 1 and self.found.length == len(last.plain)
        return alone and self.found is not None and self.found.level in _ALONE

    def _is_out_of_count(self, found: Marker) -> bool:
        """Whether a numbering word continues no count: after a cut line it is then the middle of a sentence."""
        if found.level is Level.INDENT:
            return len(found.label) == 1
        return found.level is Level.ITEM and found.ordinal not in (1, self.counters.get(found.level, 0) + 1)

    def _is_heading(self, line: Line, found: Marker, following: Line | None) -> bool:
        """Whether a line with a numbering word is a heading on a line of its own.

        A heading is no sentence and rarely fills a printed line. An item that does fill its line was cut by a page
        break.
        """
        text = line.plain
        if line.number in self.bare and not found.length:
            return True
        if _heads_text(found, text):
            return found.length < len(text) or following is None or len(following.plain) > _LONGEST_CHAPTER_TITLE
        body = text[found.length :]
        if found.level in (Level.ARTICLE, Level.INDENT) or not body or ends_sentence(text):
            return False
        if any(c in body for c in "。；;") or body.endswith(tuple(_STOPS)):
            return False
        if self._is_continued(line, following):
            return False
        if found.level is Level.SECTION or found.decimal:
            return width(text) <= PRINT_WIDTH * 2
        if Level.ARTICLE in self.counters:
            return False  # items of an article are no headings
        if found.level is Level.SUBSECTION:
            return width(text) <= PRINT_WIDTH * 1.5
        return width(text) < PRINT_WIDTH - 3

    def _is_continued(self, line: Line, following: Line | None) -> bool:
        """Whether the next line goes on with this one: behind a page break, or where the lines of print are kept."""
        if following is None or self.layout.begins(following):
            return False
        if following.after_break and self._marker(following) is None and width(line.plain) >= PRINT_WIDTH:
            return ends_sentence(following.plain)  # a page ends in the middle of its sentence
        if self.layout.is_broken:
            return self.layout.is_full(line)
        return self.layout.indents and line.indent > 0 and self._is_unindented(following)


#: Numbering words that may have a line of their own over the title, or the text.
_ALONE = GROUPING | {Level.ARTICLE, Level.GROUP}
#: Chapters that a law may print without a number.
_BARE_CHAPTERS = frozenset(("附则", "总则", "分则"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: Lines that were cut at one width differ by so many characters, and are not narrower.
_RAGGED, _NARROWEST = 3, 14
#: How an entry of an index ends: in its number and its pages: （临政发〔2021〕1号）1·3, ………3（15）.
_INDEXED = re.compile(
    r"(?:号[)）]?[.…·]{0,80}|[.…·]{2,80})\s?[（(]?\d{1,4}[)）]?(?:\s?[·•.(（—-]\s?\d{1,4}\s?[)）]?)?$"
)
#: How a line of a form ends: in a blank that is to be filled in, or in the day beside one.
_TO_FILL_IN = re.compile(r"(?:_{2,}|＿{2,})(?:[年月日_＿]{0,24})$")
#: A line that is not wider stands by itself, as those of a list do: one that a page break cut fills its line.
_LIST_WIDTH = 22


def begins_by_itself(last: Line, line: Line) -> bool:
    """Whether a line begins a paragraph though the one before it, too short for a cut, ends no sentence."""
    if last.plain.endswith(("，", "、", ",")) or line.after_break or not _HAN.search(line.plain):
        return False
    if _INDEXED.search(last.plain) or _TO_FILL_IN.search(last.plain):
        return True
    if is_closing(line.plain):
        return True
    return width(last.plain) <= _LIST_WIDTH and marker(last.plain) is None


def _is_translation(before: str, text: str) -> bool:
    """Whether a line in letters ends where Chinese begins, as in a print in two languages."""
    foreign = not _HAN.search(before) and not before.endswith((",", "(", "-"))
    return foreign and len(_LETTERS.findall(before)) >= _FEWEST_LETTERS and bool(_HAN.search(text))


def _heads_text(found: Marker, text: str) -> bool:
    """Whether a line with this numbering word heads what follows; 丙、 before a sentence does not."""
    is_clause = found.label[:1] in _STEMS and found.level is Level.SUBDIVISION and ends_sentence(text)
    return found.level in GROUPING | {Level.GROUP} and not is_clause


_STEMS = tuple("甲乙丙丁戊己庚辛壬癸")


def _is_decimal(lines: Sequence[Line]) -> bool:
    """Whether a text numbers its headings 1, 1.1, 1.1.1: several of these begin lines, the first of them with x.1."""
    found = [m for line in lines if (m := marker(line.plain)) and m.decimal]
    return len(found) > 1 and found[0].ordinal == 1 and len({m.label for m in found}) > len(found) / 2


def _counts_apart(lines: Sequence[Line]) -> bool:
    """Whether lines count on from 一 with numbers that only a space sets apart."""
    found = [m.ordinal for line in lines if (m := number_apart(line.raw))]
    return found[:2] == [1, 2]


def _is_apart(raw: str, label: str) -> bool:
    """Whether a printed label is set apart from what follows by a space or by bold type."""
    match = _spaced(label).search(raw, 0, 4 * len(label) + 20)
    return match is not None and (match.end() == len(raw) or raw[match.end()].isspace() or raw[match.end()] in "*_<")


@lru_cache(maxsize=4096)
def _spaced(label: str) -> re.Pattern[str]:
    """Finds a label between whose characters blanks may be printed; the same labels come in every text."""
    return re.compile(r"[ \u3000]*".join(map(re.escape, label)))


def _tail_of(before: Line, line: Line) -> bool:
    """Whether the line repeats the end of the one before, whose last word the OCR had completed (…信息。/ 息；)."""
    bare = before.plain.rstrip("。；;.")
    return len(line.plain) <= 3 and bare != before.plain and line.plain[:1] == bare[-1:] and ends_sentence(line.plain)  # noqa: PLR2004


def _paragraph(pending: Sequence[Line], found: Marker | None, *, heading: bool, groups: bool) -> Paragraph:
    pieces = [pending[0].reading]
    overlap = False
    for before, line in pairwise(pending):
        piece = line.reading
        if _tail_of(before, line):
            pieces[-1] = pieces[-1][: len(pieces[-1].text) - 1]
            piece, overlap = piece[1:], True
        elif _repeats(before.text, line.text):
            piece, overlap = piece[1:], True
        pieces.append(piece)
    reading = join(pieces)
    heading = heading or (found is not None and _heads_text(found, reading.text))
    body = reading[found.length :].strip() if found else reading
    return Paragraph(tuple(pending), reading, found, body, heading, overlap, groups)


def _repeats(before: str, after: str) -> bool:
    """Whether the OCR printed the character at the cut twice (…医疗服务 / 务医保支付)."""
    return (
        len(before) > 1
        and len(after) > 1
        and before[-1] == after[0]
        and after[0] not in _DOUBLING
        and before[-1] > "\u4e00"
    )


#: Characters that begin and end words so often that a meeting of two is no repetition.
_DOUBLING = frozenset("人大家天年日月区市政行业会中")

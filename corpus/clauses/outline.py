"""The outline of a part: its paragraphs as provisions under their headings.

An article is one provision with all its paragraphs and items. Elsewhere every numbered paragraph, every —— item and
every unnumbered paragraph is one. A heading on a line of its own is none: it stands in the path of those under it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from corpus.clauses.amendments import Amendment, amendment
from corpus.clauses.provisions import Address, Heading, Provision
from corpus.findings import WarningCode
from corpus.language.numbering import Level, Marker
from corpus.language.text import Traced, ends_sentence, join
from corpus.model import Anchor, ClauseKind, Step
from corpus.printed.layout import PLAIN, Layout
from corpus.printed.lines import Line
from corpus.printed.paragraphs import NOTE, Paragraph, paragraph_reader

#: A run-in heading is the first sentence of a numbered paragraph; a longer one is a sentence like the others.
_LONGEST_HEADING = 60
#: What stands over the rest of a table on its next page: 续表, 续表1, （续上表）, 表3（续）.
_CONTINUED = re.compile(r"[（(]?(?:接上表|续上?表\s?[\d-]{0,4}|表\s?\d{1,2}(?:-\d{1,2})?\s?[（(]续[)）])[)）]?")
#: What begins an entry of its own: a question, a day of a chronicle, the next thing of that day.
_ENTRY = re.compile(r"(?:问|提问|记者问?|网友)\s?\d{0,2}[:：]|[△▽]")
_DAY = re.compile(r"[ \u3000]*(?:\d{1,2}月)?\d{1,2}日(?:[至—–~～-](?:\d{1,2}月)?\d{1,2}日)?[ \u3000]+[^\s]")
#: What speaks of all who are named above it.
_ABOUT_NAMES = re.compile(r"(?:以上|上述|此前)|特此|现予|本(?:决定|通知)")
#: What stands alone over notes is not longer: 资料来源：.
_LONGEST_NOTE_HEAD = 5


@dataclass(frozen=True, slots=True)
class Outline:
    """The provisions of a run of paragraphs in printed order, and the lines of the headings above them."""

    provisions: tuple[Provision, ...]
    heading_lines: tuple[Line, ...]


def outline(
    blocks: Iterable[tuple[bool, Sequence[Line]]], rows: Sequence[Provision], layout: Layout = PLAIN
) -> Outline:
    """The outline of a part. ``blocks`` are its lines, table rows apart; ``rows`` are the provisions of its rows."""
    builder = _Builder()
    by_line: defaultdict[int, list[Provision]] = defaultdict(list)
    for row in rows:
        by_line[row.lines[0].number].append(row)
    blocks = [*blocks]
    reader = paragraph_reader([line for _, lines in blocks for line in lines], layout)
    for is_table, lines in blocks:
        if is_table:
            builder.add_rows([row for number in dict.fromkeys(x.number for x in lines) for row in by_line[number]])
        else:
            for paragraph in reader.read(lines):
                builder.add(paragraph)
    builder.close()
    return Outline(tuple(builder.provisions), tuple(builder.heading_lines))


@dataclass(slots=True)
class _Open:
    """A heading that is open. ``is_clause``: it has text of its own, or something stands under it."""

    level: Level
    heading: Heading
    paragraph: Paragraph
    is_clause: bool


@dataclass(slots=True)
class _Builder:
    """Places paragraphs under their headings, in printed order."""

    provisions: list[Provision] = field(default_factory=list)
    heading_lines: list[Line] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _pending: list[Paragraph] = field(default_factory=list)  # an article, or a note, that is not yet complete
    _entered: list[_Open] | None = None  # what was open at the last question, or day of a chronicle
    _amendment: Amendment | None = None  # the text that a decision puts in the place of another

    def close(self) -> None:
        """Completes what is pending; a heading with nothing under it becomes a provision, so that it is not lost."""
        self._release()
        self._leave(Level.BOOK)

    def add(self, paragraph: Paragraph) -> None:
        found = paragraph.marker
        if _CONTINUED.fullmatch(paragraph.text):
            self.heading_lines.extend(paragraph.lines)
            return
        if self._pending and self._belongs_to_pending(paragraph):
            self._pending.append(paragraph)
            return
        if self._amendment and self._amendment.takes(paragraph, self._counts):
            self.provisions[-1] = _longer(self.provisions[-1], paragraph)
            return
        self._release()
        is_article = found is not None and found.level is Level.ARTICLE
        is_note = found is None and bool(NOTE.match(paragraph.text))
        self._amendment = None if is_article or is_note else amendment(paragraph.text)
        if found is None:
            if is_note:
                if len(paragraph.text) <= _LONGEST_NOTE_HEAD:
                    self._leave(Level.ARTICLE)  # 注释： heads the notes of the whole text
                self._pending = [paragraph]
            else:
                self._unnumbered(paragraph, ClauseKind.PARAGRAPH, "para")
        elif found.level is Level.INDENT:
            self._unnumbered(paragraph, ClauseKind.ITEM, "indent")
        elif found.level is Level.ARTICLE:
            self._leave(Level.ARTICLE, under_groups=True)
            self._pending = [paragraph]
        elif paragraph.is_heading and self._amendment is None:
            self._enter(paragraph, found, paragraph.body.text or None)
        else:
            self._numbered(paragraph, found)

    @property
    def _counts(self) -> dict[Level, int]:
        """The numbers of the headings that are open."""
        return {opened.level: opened.heading.step.ordinal or 0 for opened in self._open}

    def add_rows(self, rows: Sequence[Provision]) -> None:
        """The rows of a table, under the heading that is open."""
        self._release()
        for opened in self._open if rows else ():
            opened.is_clause = True
        for row in rows:
            above = self._above(row.address.path)
            depth = len(above) + (row.address.depth or 0)
            address = replace(row.address, path=(*above, *row.address.path), depth=depth)
            self.provisions.append(replace(row, address=address))

    def _belongs_to_pending(self, paragraph: Paragraph) -> bool:
        """Items and further paragraphs belong to their article, numbered notes to the first note."""
        first, found = self._pending[0], paragraph.marker
        if paragraph.groups:
            return False
        if first.marker is None:
            return found is not None and found.level in (Level.ITEM, Level.POINT)
        return found is None or found.level > Level.ARTICLE

    def _release(self) -> None:
        """Makes a provision of the pending article or note."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        found = pending[0].marker
        if found is None:
            self._put(ClauseKind.PARAGRAPH, Step("para"), pending, join((p.reading for p in pending), "\n"))
            return
        body = [pending[0].body] if pending[0].body else []  # the number of an article may stand on a line of its own
        reading = join([*body, *(p.reading for p in pending[1:])], "\n")
        self._put(ClauseKind.ARTICLE, found.step, pending, reading, tuple(_anchors(pending)))

    def _unnumbered(self, paragraph: Paragraph, kind: ClauseKind, name: str) -> None:
        """An unnumbered paragraph belongs to the nearest heading; a numbered item without one is not a heading."""
        if self._ends_box(paragraph) or (self._in_names and _ABOUT_NAMES.match(paragraph.text)):
            self._leave(Level.GROUP)
        if _ENTRY.match(paragraph.text) or _DAY.match(paragraph.lines[0].raw):
            self._next_entry()
        while self._open and self._open[-1].heading.title is None and self._open[-1].level >= Level.ITEM:
            self._open.pop()
        self._put(kind, Step(name), [paragraph], paragraph.body)

    def _next_entry(self) -> None:
        """A question, or the next day of a chronicle, stands beside the one before it and not under its items."""
        if self._entered is not None and self._open[: len(self._entered)] == self._entered:
            while len(self._open) > len(self._entered):
                self._leave(self._open[-1].level)
        self._entered = [*self._open]

    @property
    def _in_names(self) -> bool:
        """Whether a group without a number, as of those who are appointed, is open."""
        return bool(self._open) and self._open[-1].level is Level.GROUP and not self._open[-1].heading.label

    def _ends_box(self, paragraph: Paragraph) -> bool:
        """Whether a sentence follows the items or the rows of a box: it goes on with the text around that."""
        in_box = any(opened.level is Level.GROUP and opened.heading.label for opened in self._open)
        if not in_box or not paragraph.text.endswith("。"):
            return False
        return self._open[-1].level > Level.GROUP or (paragraph.marker is None and self._is_behind_list)

    @property
    def _is_behind_list(self) -> bool:
        """Whether a row, or an item of a list that is no sentence, is the last thing under the open heading."""
        last = self.provisions[-1] if self._open[-1].is_clause and self.provisions else None
        return last is not None and (last.kind is ClauseKind.TABLE_ROW or not ends_sentence(last.reading.text))

    def _numbered(self, paragraph: Paragraph, found: Marker) -> None:
        """A numbered paragraph with text: a provision, and by its run-in heading the head of what follows."""
        opened = self._enter(paragraph, found, run_in_heading(paragraph.body.text))
        opened.is_clause = True
        self._add_section(opened, paragraph.body, self._path[:-1])

    def _enter(self, paragraph: Paragraph, found: Marker, title: str | None) -> _Open:
        """Opens a heading under the nearest one of a higher level."""
        self._leave(found.level, floor=self._decimal_above(found))
        for opened in self._open:
            opened.is_clause = True
        heading = Heading(found.step, found.label or None, title, str(paragraph.lines[0].number))
        opened = _Open(found.level, heading, paragraph, is_clause=False)
        self._open.append(opened)
        if paragraph.is_heading:
            self.heading_lines.extend(paragraph.lines)
        return opened

    def _decimal_above(self, found: Marker) -> int:
        """How many headings stay open above 一、 or （一） that begins to count, or counts on, under 3.1 or 3."""
        if found.decimal:
            return self._above_decimals(found)
        depth = next((at for at in range(len(self._open), 0, -1) if self._is_decimal(at - 1)), 0)
        if not depth:
            return 0
        below = self._open[depth:]
        counts_on = any(opened.level is found.level for opened in below)
        return depth if counts_on or (found.ordinal == 1 and found.level <= Level.POINT) else 0

    def _above_decimals(self, found: Marker) -> int:
        """How many headings stay open above 1 or 1.1 that counts under a bare heading 一、 or （一） of its own."""
        first = next((at for at in range(len(self._open)) if self._is_decimal(at)), len(self._open))
        above = self._open[first - 1] if first else None
        if above is None or above.level < Level.SECTION or above.heading.title is None:
            return 0
        begins = first == len(self._open) and found.ordinal == 1 and not above.is_clause
        return first if begins or first < len(self._open) else 0

    def _is_decimal(self, at: int) -> bool:
        opened = self._open[at].paragraph.marker
        return opened is not None and opened.decimal

    def _leave(self, level: Level, *, under_groups: bool = False, floor: int = 0) -> None:
        """Closes the headings that do not stand above ``level``; ``under_groups``: a heading over articles does.

        The first ``floor`` headings stay open.
        """
        while (
            len(self._open) > floor
            and self._open[-1].level >= level
            and not (under_groups and self._open[-1].paragraph.groups)
        ):
            opened = self._open[-1]
            if not opened.is_clause:
                body = opened.paragraph.body or opened.paragraph.reading
                self._add_section(opened, body, self._path[:-1])
            self._open.pop()

    @property
    def _path(self) -> tuple[Heading, ...]:
        return tuple(opened.heading for opened in self._open)

    def _above(self, sections: Sequence[Heading]) -> tuple[Heading, ...]:
        """The open headings above the sections of a table: one of the level of the first section has ended."""
        level = sections[0].step.name if sections else None
        return tuple(takewhile(lambda heading: heading.step.name != level, self._path))

    def _add_section(self, opened: _Open, reading: Traced, path: tuple[Heading, ...]) -> None:
        heading = opened.heading
        address = Address(heading.step, path, heading.key)
        self.provisions.append(_provision(ClauseKind.SECTION, address, [opened.paragraph], reading))

    def _put(
        self,
        kind: ClauseKind,
        step: Step,
        pending: Sequence[Paragraph],
        reading: Traced,
        anchors: tuple[Anchor, ...] = (),
    ) -> None:
        """A provision under the headings that are open."""
        for opened in self._open:
            opened.is_clause = True
        self.provisions.append(_provision(kind, Address(step, self._path), pending, reading, anchors))


def _provision(
    kind: ClauseKind, address: Address, pending: Sequence[Paragraph], reading: Traced, anchors: tuple[Anchor, ...] = ()
) -> Provision:
    """The paragraphs as one provision; where nothing follows its numbering word, that is its text."""
    text = reading if reading.text.strip() else join((p.reading for p in pending), "\n")
    label = pending[0].marker.label if pending[0].marker else None
    lines = tuple(line for p in pending for line in p.lines)
    warnings = (WarningCode.OVERLAP_DROPPED,) if any(p.overlap for p in pending) else ()
    return Provision(kind, address, label, text, lines, warnings=warnings, anchors=anchors)


def _longer(provision: Provision, paragraph: Paragraph) -> Provision:
    """A provision with a further paragraph."""
    reading = join([provision.reading, paragraph.reading], "\n")
    return replace(provision, reading=reading, lines=(*provision.lines, *paragraph.lines))


def run_in_heading(text: str) -> str | None:
    """The first sentence of a paragraph of several, without its full stop: the heading that runs into the text."""
    end = text.find("。")
    return text[:end] if 0 < end < min(len(text) - 1, _LONGEST_HEADING) else None


def _anchors(pending: Sequence[Paragraph]) -> Iterator[Anchor]:
    """The items and further paragraphs of an article, each with its address inside the article."""
    start = len(pending[0].body.text) + bool(pending[0].body)
    given: dict[str, int] = {}
    parents: dict[Level, str] = {}
    for paragraph in pending[1:]:
        end = start + len(paragraph.text)
        found = paragraph.marker
        above = [v for k, v in parents.items() if found and k < found.level]
        name = f"{above[-1]}__{_item(found)}" if above else _item(found)
        given[name] = given.get(name, 0 if found else 1) + 1
        eid = name if found and given[name] == 1 else f"{name}_{given[name]}"
        if found:
            parents = {k: v for k, v in parents.items() if k < found.level} | {found.level: eid}
        yield Anchor(eid, found.label if found else "", start, end)
        start = end + 1


def _item(found: Marker | None) -> str:
    """（一） of an article is an item, not a subsection; a paragraph without a number is counted, the first being 1."""
    if found is None:
        return "para"
    return f"item_{found.ordinal}" if found.level is Level.SUBSECTION else found.step.text

"""Clauses: the paragraphs of a part with the headings above them.

An article is one clause with all its paragraphs and items. Elsewhere every numbered paragraph, every —— item and every
unnumbered paragraph is a clause. A heading on a line of its own is no clause: it stands in the path of those under it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.addresses import Addresses, Provision
from corpus.findings import WarningCode
from corpus.lines import Line
from corpus.model import Anchor, ClauseKind, PathStep
from corpus.numbering import Level, Marker
from corpus.paragraphs import NOTE, Paragraph
from corpus.text import Traced, join

#: A run-in heading is the first sentence of a numbered paragraph; a longer one is a sentence like the others.
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a document as a place for clauses: its index, the eId it begins with, and the path above it."""

    part: int
    eid: str = ""
    path: tuple[PathStep, ...] = ()


@dataclass(slots=True)
class _Heading:
    level: Level
    step: PathStep
    paragraph: Paragraph
    is_clause: bool  # it has text of its own, or something stands under it


@dataclass(slots=True)
class Outline:
    """Places paragraphs under their headings, in printed order. One outline serves one part of a document."""

    addresses: Addresses
    place: Place
    heading_lines: list[Line] = field(default_factory=list)
    _open: list[_Heading] = field(default_factory=list)
    _held: list[Paragraph] = field(default_factory=list)  # an article, or a note, that is not yet complete

    def add_all(self, found: Iterable[Paragraph]) -> None:
        """Places all paragraphs and closes the last clause."""
        for paragraph in found:
            self._add(paragraph)
        self.close()

    def close(self) -> None:
        """Completes what is held; a heading under which nothing stands becomes a clause, so that it is not lost."""
        self._release()
        self._leave(Level.BOOK)

    def _add(self, paragraph: Paragraph) -> None:
        found = paragraph.marker
        if self._held and self._belongs_to_held(paragraph):
            self._held.append(paragraph)
            return
        self._release()
        if found is None:
            if NOTE.match(paragraph.text):
                self._held = [paragraph]
            else:
                self._unnumbered(paragraph, ClauseKind.PARAGRAPH, "para")
        elif found.level is Level.INDENT:
            self._unnumbered(paragraph, ClauseKind.ITEM, "indent")
        elif found.level is Level.ARTICLE:
            self._leave(Level.ARTICLE)
            self._held = [paragraph]
        elif paragraph.is_heading:
            self._enter(paragraph, found, paragraph.body.text or None)
        else:
            self._numbered(paragraph, found)

    def _belongs_to_held(self, paragraph: Paragraph) -> bool:
        """Items and further paragraphs belong to their article, numbered notes to the first note."""
        first, found = self._held[0], paragraph.marker
        if first.marker is None:
            return found is not None and found.level in (Level.ITEM, Level.POINT)
        return found is None or found.level > Level.ARTICLE

    def _release(self) -> None:
        """Makes a clause of the held article or note."""
        held, self._held = self._held, []
        if not held:
            return
        found = held[0].marker
        if found is None:
            parent = self._parent()
            eid = self.addresses.eid(parent, f"para_{self.addresses.count(parent, 'para')}")
            self._clause(held, eid, ClauseKind.PARAGRAPH, join((p.reading for p in held), "\n"))
            return
        eid = self.addresses.eid(self._parent(), _name(found))
        reading = join([held[0].body, *(p.reading for p in held[1:])], "\n")
        anchors = tuple(_anchors(held, eid))
        repeated = () if eid.endswith(_name(found)) else (WarningCode.LABEL_REPEATED,)
        self._clause(held, eid, ClauseKind.ARTICLE, reading, label=found.label, anchors=anchors, warnings=repeated)

    def _unnumbered(self, paragraph: Paragraph, kind: ClauseKind, name: str) -> None:
        """An unnumbered paragraph belongs to the nearest heading; a numbered item without one is not a heading."""
        while self._open and self._open[-1].step.title is None and self._open[-1].level >= Level.ITEM:
            self._open.pop()
        parent = self._parent()
        eid = self.addresses.eid(parent, f"{name}_{self.addresses.count(parent, name)}")
        label = paragraph.marker.label if paragraph.marker else None
        self._clause([paragraph], eid, kind, paragraph.body, label=label)

    def _numbered(self, paragraph: Paragraph, found: Marker) -> None:
        """A numbered paragraph with text: a clause, and by its run-in heading the head of what follows."""
        heading = self._enter(paragraph, found, run_in_heading(paragraph.body.text))
        heading.is_clause = True
        path = [*self.place.path, *(h.step for h in self._open[:-1])]
        provision = Provision(
            ClauseKind.SECTION, found.label, paragraph.body, paragraph.lines, warnings=_overlap([paragraph])
        )
        self.addresses.add(provision, heading.step.eid, self.place.part, path)

    def _enter(self, paragraph: Paragraph, found: Marker, title: str | None) -> _Heading:
        """Opens a heading under the nearest one of a higher level."""
        self._leave(found.level)
        step = PathStep(found.label, title, self.addresses.eid(self._parent(), _name(found)))
        for heading in self._open:
            heading.is_clause = True
        heading = _Heading(found.level, step, paragraph, is_clause=False)
        self._open.append(heading)
        if paragraph.is_heading:
            self.heading_lines.extend(paragraph.lines)
        return heading

    def _leave(self, level: Level) -> None:
        """Closes the headings that do not stand above ``level``."""
        while self._open and self._open[-1].level >= level:
            heading = self._open.pop()
            if not heading.is_clause:
                path = [*self.place.path, *(h.step for h in self._open)]
                body = heading.paragraph.body or heading.paragraph.reading
                provision = Provision(ClauseKind.SECTION, heading.step.label, body, heading.paragraph.lines)
                self.addresses.add(provision, heading.step.eid, self.place.part, path)

    def _parent(self) -> str:
        return self._open[-1].step.eid if self._open else self.place.eid

    def _clause(self, held: Sequence[Paragraph], eid: str, kind: ClauseKind, reading: Traced, **more: object) -> None:
        for heading in self._open:
            heading.is_clause = True
        lines = tuple(line for p in held for line in p.lines)
        provision = Provision(kind, None, reading, lines)
        provision = replace(provision, **more)  # type: ignore[arg-type]
        provision = replace(provision, warnings=provision.warnings + _overlap(held))
        self.addresses.add(provision, eid, self.place.part, [*self.place.path, *(h.step for h in self._open)])


def run_in_heading(text: str) -> str | None:
    """The first sentence of a paragraph of several, without its full stop: the heading that runs into the text."""
    end = text.find("。")
    return text[:end] if 0 < end < min(len(text) - 1, _LONGEST_HEADING) else None


def _overlap(held: Iterable[Paragraph]) -> tuple[WarningCode, ...]:
    return (WarningCode.OVERLAP_DROPPED,) if any(p.overlap for p in held) else ()


def _name(found: Marker) -> str:
    """The eId's last piece: the level's abbreviation and the printed ordinal; 第五条之一 is ``art_5_1``."""
    _, _, sub = found.label.partition("之")
    name = f"{found.level.abbreviation}_{found.ordinal}"
    return f"{name}-{_sub_ordinal(sub)}" if sub and found.level is Level.ARTICLE else name


def _sub_ordinal(text: str) -> int:
    return "〇一二三四五六七八九".find(text[:1])


def _anchors(held: Sequence[Paragraph], article: str) -> Iterable[Anchor]:
    """The items and further paragraphs of an article, each with its own address inside the article's text."""
    start = len(held[0].body.text) + 1
    given: dict[str, int] = {}
    parents: dict[Level, str] = {}
    for paragraph in held[1:]:
        end = start + len(paragraph.text)
        found = paragraph.marker
        name = (
            f"item_{found.ordinal}" if found and found.level is Level.SUBSECTION else _name(found) if found else "para"
        )
        above = [v for k, v in parents.items() if found and k < found.level]
        parent = above[-1] if above else article
        given[parent + name] = given.get(parent + name, 0 if found else 1) + 1
        count = given[parent + name]
        eid = f"{parent}__{name}" if found and count == 1 else f"{parent}__{name}_{count}"
        if found:
            parents = {k: v for k, v in parents.items() if k < found.level} | {found.level: eid}
        yield Anchor(eid, found.label if found else "", start, end)
        start = end + 1

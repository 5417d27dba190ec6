"""A document as it is read: parts, headings, clauses and tables in printed order, with the hits of a query marked."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus import Clause, Document, Part, PartKind, PathStep
from corpus.clauses.figures import printed_head
from corpus.model import DoubtfulCharacter
from corpus.printed.columns import COLUMNS
from search_service.answer.marking import MarkedRun, Marks, mark, marked_paragraphs

#: The eIds of the hits before and after.
PreviousAndNext = tuple[str | None, str | None]
#: Levels of headings that the outline of a document shows.
OUTLINE_DEPTH = 2


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading on a line of its own; ``level`` counts from 1 within its part."""

    eid: str
    level: int
    label: str | None
    title: tuple[MarkedRun, ...]


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """A clause with its paragraphs; ``page`` only where a new printed page begins, ``hits`` counts marked pieces."""

    clause: Clause
    paragraphs: tuple[tuple[MarkedRun, ...], ...]
    hits: int
    page: int | None
    beside: PreviousAndNext = (None, None)


@dataclass(frozen=True, slots=True)
class TableRowView:
    """One row of a table: a clause with a cell for each column."""

    clause: Clause
    cells: tuple[tuple[MarkedRun, ...], ...]
    hits: int
    beside: PreviousAndNext = (None, None)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Consecutive rows with the same columns; a task column goes by its name in :data:`corpus.printed.columns.COLUMNS`.

    ``head`` are the printed names of the columns where their number is another than that of the cells.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRowView, ...]
    tasks: bool
    head: tuple[str, ...] = ()


LayoutBlock = HeadingBlock | ClauseBlock | TableBlock


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the document with its blocks."""

    eid: str
    kind: PartKind
    number: str | None
    title: str | None
    blocks: tuple[LayoutBlock, ...]


@dataclass(frozen=True, slots=True)
class DocumentLayout:
    """A document to read.

    ``hits`` are the clauses that the query hits, in order; ``found`` says what is marked in them and how often, most
    often first; ``title`` and ``title_en`` are the titles with their marks.
    """

    document: Document
    parts: tuple[PartView, ...]
    hits: tuple[str, ...]
    found: tuple[tuple[str, int], ...]
    title: tuple[MarkedRun, ...]
    title_en: tuple[MarkedRun, ...]

    @property
    def outline(self) -> Iterator[tuple[PartView, tuple[HeadingBlock, ...]]]:
        """Each part with its headings of the first two levels."""
        for part in self.parts:
            yield (
                part,
                tuple(
                    block for block in part.blocks if isinstance(block, HeadingBlock) and block.level <= OUTLINE_DEPTH
                ),
            )


@dataclass(slots=True)
class _Reader:
    """Walks a document once and remembers where it stands: the open headings, the page, the hits beside."""

    marks: Marks
    beside: dict[str, PreviousAndNext]
    path: tuple[PathStep, ...] = ()
    depth: int = 0
    page: int | None = None
    seen: set[str] = field(default_factory=set)

    def part(self, part: Part) -> PartView:
        """The part; where all of it stands under the heading of the part itself, that heading is not repeated."""
        tops = {clause.path[:1] for clause in part.clauses}
        own = tops.pop() if part.kind is PartKind.ANNEX and len(tops) == 1 else ()
        self.path, self.depth = own, len(own)
        self.seen.update(step.eid for step in own)
        blocks = tuple(self._blocks(part.clauses))
        return PartView(own[0].eid if own else f"part_{part.index}", part.kind, part.number, part.title, blocks)

    def _blocks(self, clauses: Sequence[Clause]) -> Iterator[LayoutBlock]:
        for (columns, path), group in groupby(clauses, key=lambda one: (_columns(one), one.path)):
            yield from self._headings(path)
            if columns:
                yield self.table(columns, tuple(group))
            else:
                yield from (self._clause(clause) for clause in group)

    def _headings(self, path: tuple[PathStep, ...]) -> Iterator[HeadingBlock]:
        for level, step in enumerate(path, start=1 - self.depth):
            if step not in self.path and step.eid not in self.seen:
                self.seen.add(step.eid)
                yield HeadingBlock(step.eid, level, step.label, _marked(step.title, self.marks, "title"))
        self.path = path

    def _clause(self, clause: Clause) -> ClauseBlock:
        self.seen.add(clause.eid)
        anchors = ((one.start, one.eid) for one in clause.anchors)
        pieces = mark(clause.text, self.marks.find(clause.text), anchors, clause.doubtful)
        return ClauseBlock(
            clause, marked_paragraphs(pieces), _hits(pieces), self._turn(clause), self.beside[clause.eid]
        )

    def table(self, columns: tuple[str, ...], clauses: tuple[Clause, ...]) -> TableBlock:
        """Rows with the same columns; what all of them leave empty is left out."""
        used = [index for index in range(len(columns)) if any(_values(clause)[index] for clause in clauses)]
        rows = tuple(self._row(clause, used) for clause in clauses)
        head = next((names for clause in clauses if (names := printed_head(clause.text))), ())
        return TableBlock(tuple(columns[index] for index in used), rows, clauses[0].task is not None, head)

    def _row(self, clause: Clause, used: list[int]) -> TableRowView:
        self.seen.add(clause.eid)
        self._turn(clause)
        values = _values(clause)
        doubts = tuple(_doubts_of_cells(clause, values))
        cells = tuple(mark(values[at], self.marks.find(values[at]), doubts=doubts[at]) for at in used)
        return TableRowView(clause, cells, sum(map(_hits, cells)), self.beside[clause.eid])

    def _turn(self, clause: Clause) -> int | None:
        new = clause.page if clause.page != self.page else None
        self.page = clause.page or self.page
        return new


def read_row(clause: Clause, marks: Marks) -> TableBlock | None:
    """A row of a table by itself, under the heads of its columns; ``None`` for a clause that is no row."""
    columns = _columns(clause)
    return _Reader(marks, {clause.eid: (None, None)}).table(columns, (clause,)) if columns else None


def read_document(document: Document, marks: Marks) -> DocumentLayout:
    """Lay a document out for reading, with what a search finds in it marked."""
    clauses = tuple(document.clauses)
    found = {clause.eid: [clause.text[slice(*span)] for span in marks.find(clause.text)] for clause in clauses}
    hits = {eid: texts for eid, texts in found.items() if texts}
    eids = [clause.eid for clause in clauses]
    before, after = _nearest_hits(eids, hits), _nearest_hits(eids[::-1], hits)
    reader = _Reader(marks, {eid: (before[eid], after[eid]) for eid in eids})
    return DocumentLayout(
        document,
        parts=tuple(reader.part(part) for part in document.parts),
        hits=tuple(hits),
        found=tuple(Counter(text for texts in hits.values() for text in texts).most_common()),
        title=_marked(document.title, marks, "title"),
        title_en=_marked(document.title_en, marks, "title"),
    )


def _marked(text: str | None, marks: Marks, field: str = "text") -> tuple[MarkedRun, ...]:
    return mark(text or "", marks.find(text or "", field))


def _nearest_hits(eids: Sequence[str], hits: Collection[str]) -> dict[str, str | None]:
    """For each clause the last hit passed on the way to it."""
    passed: dict[str, str | None] = {}
    last: str | None = None
    for eid in eids:
        passed[eid] = last
        last = eid if eid in hits else last
    return passed


def _columns(clause: Clause) -> tuple[str, ...]:
    if clause.task:
        return COLUMNS
    return tuple(cell.header for cell in clause.cells) if clause.cells else ()


def _values(clause: Clause) -> tuple[str, ...]:
    if clause.cells:
        return tuple(cell.value for cell in clause.cells)
    values = (getattr(clause.task, name) for name in COLUMNS)
    return tuple("、".join(value) if isinstance(value, tuple) else value or "" for value in values)


def _doubts_of_cells(clause: Clause, values: Sequence[str]) -> Iterator[tuple[DoubtfulCharacter, ...]]:
    """The doubtful characters of each cell. The text of a row has its cells in printed order, without its number."""
    at = 0
    for index, value in enumerate(values):
        start = clause.text.find(value, at) if value and not (clause.task and index == 0) else -1
        if start >= 0:
            at = start + len(value)
        inside = range(start, at) if start >= 0 else ()
        yield tuple(replace(one, at=one.at - start) for one in clause.doubtful if one.at in inside)


def _hits(pieces: Sequence[MarkedRun]) -> int:
    return sum(piece.highlight for piece in pieces)

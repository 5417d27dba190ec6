"""The values of a gazette: what was printed, where, and how it is addressed.

Every value is frozen and carries the :class:`Source` it was read from, so that each fact can be traced to the
printed line. A fact that the gazette does not state is ``None``, never guessed. This module imports only the codes.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.findings import FindingCode, WarningCode


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page of a file. ``page`` is 1-based; edges are points (1/72 inch) from its top left corner.

    The page is upright, as it is shown: a rotated page was turned before.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Source:
    """Lines of one input file, 1-based and inclusive; blank lines are counted.

    ``boxes`` say where they stand on the pages of a file that has pages, in reading order; a page of two columns may
    have one for each column.
    """

    file: str
    line_start: int
    line_end: int
    boxes: tuple[PageBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:end]`` stands at ``column`` (0-based) of printed ``line`` (1-based), character for character.

    Only the width of a punctuation mark may differ from print. The runs of a text, in order, are its offset map;
    characters outside every run were put in by the normal form.
    """

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body that issues documents (发文机关). ``id`` is ASCII; ``name_en`` only where a source states it."""

    id: str
    name: str
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One number of the gazette (期)."""

    id: str
    year: int
    number: int
    total_number: int | None
    date: dt.date | None
    title: str
    title_en: str | None
    sponsor: str | None
    sponsor_en: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of the bilingual contents (目录条目), Chinese and English paired."""

    issue: str
    position: int
    category: str | None
    category_en: str | None
    title: str
    title_en: str | None
    number: str | None
    number_en: str | None
    page: int | None
    page_en: int | None
    document: str | None
    source: Source
    source_en: Source | None = None


class ClauseKind(StrEnum):
    """What a clause (条款) is in print."""

    ARTICLE = "article"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE_ROW = "table_row"


class PartKind(StrEnum):
    """The notice itself, the text that it issues, or an annex of either."""

    NOTICE = "notice"
    ISSUED = "issued"
    ANNEX = "annex"


class RelationKind(StrEnum):
    """How a document refers to another."""

    REPEALS = "repeals"
    IMPLEMENTS = "implements"
    CITES = "cites"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address inside a document: an abbreviation of Akoma Ntoso and the printed ordinal.

    ``sub`` is the number of 第五条之一. A step without ordinal is counted in printed order, unless it is ``named``:
    an annex without a number, the notice beside an issued text.
    """

    name: str
    ordinal: int | None = None
    sub: int | None = None
    named: bool = False

    @property
    def text(self) -> str:
        """``art_5``, ``art_5-1`` for 第五条之一, ``annex`` for an annex without a number."""
        ordinal = "" if self.ordinal is None else f"_{self.ordinal}"
        return f"{self.name}{ordinal}{'' if self.sub is None else f'-{self.sub}'}"


@dataclass(frozen=True, slots=True)
class PathStep:
    """A heading above a clause: printed label, title, and the heading's own address in the document."""

    label: str | None
    title: str | None
    eid: str
    step: Step


@dataclass(frozen=True, slots=True)
class Anchor:
    """An addressable piece inside a clause, such as item (二) of an article: ``text[start:end]``."""

    eid: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DoubtfulCharacter:
    """``text[at]`` of a clause was recognized in a picture with little confidence (0 to 1).

    ``readings`` are the other characters that it may be, the likeliest first.
    """

    at: int
    confidence: float
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a task table by the meaning of its columns; departments are in printed order."""

    number: str | None
    task: str | None
    measures: str | None
    deadline: str | None
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    assisting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an indicator table: the column's name and the printed value."""

    header: str
    value: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest citable provision (条款). ``id`` is ``<document id>/<eid>``; ``ordinal`` counts from 0.

    ``text`` is the cleaned reading, a newline between paragraphs. A table row has ``task`` or ``cells``, others have
    neither. ``source`` spans all printed lines of the clause; ``alternates`` are second readings of it.
    """

    id: str
    eid: str
    document: str
    part: int
    kind: ClauseKind
    label: str | None
    path: tuple[PathStep, ...]
    text: str
    page: int | None
    ordinal: int
    source: Source
    alternates: tuple[Source, ...] = ()
    task: TaskRow | None = None
    cells: tuple[Cell, ...] | None = None
    warnings: tuple[WarningCode, ...] = ()
    runs: tuple[Run, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    step: Step = Step("para")
    doubtful: tuple[DoubtfulCharacter, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document (部分) with its clauses in printed order. ``number`` is that of an annex."""

    index: int
    kind: PartKind
    number: str | None
    title: str | None
    source: Source
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference to another document; ``document`` is its id where it is in the corpus."""

    kind: RelationKind
    title: str | None
    number: str | None
    document: str | None
    source: Source


class EventKind(StrEnum):
    """What happened to a text on a day."""

    ADOPTED = "adopted"
    APPROVED = "approved"
    PUBLISHED = "published"
    AMENDED = "amended"
    REVISED = "revised"
    EFFECTIVE = "effective"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Event:
    """An event in the history of a text as the lines under its title tell it; ``text`` is as printed."""

    kind: EventKind
    date: dt.date
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Document:
    """What one contents entry announces (公文).

    ``issue`` is ``None`` for a document that came outside a gazette, ``title`` for an extract that prints none.
    """

    id: str
    issue: str | None
    title: str | None
    title_en: str | None
    number: str | None
    number_en: str | None
    issuing_bodies: tuple[Body, ...]
    date: dt.date | None
    addressees: str | None
    page: int | None
    category: str | None
    category_en: str | None
    doc_type: str | None
    effective_date: dt.date | None
    parts: tuple[Part, ...]
    relations: tuple[Relation, ...]
    source: Source
    history: tuple[Event, ...] = ()

    @property
    def clauses(self) -> Iterator[Clause]:
        """All clauses in printed order."""
        for part in self.parts:
            yield from part.clauses


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a gazette that a reader should know; ``code`` is stable, ``message`` says what and what to do."""

    code: FindingCode
    message: str
    source: Source


class Destination(StrEnum):
    """Where a non-blank line went. ``UNPLACED`` and ``DOUBTFUL`` lines are kept and reported."""

    FRONT = "front"
    CLAUSE = "clause"
    HEADING = "heading"
    FORMAL = "formal"  # title, number, addressees, signature, date, labels, page numbers, lists of annexes
    BACK = "back"
    DOUBTFUL = "doubtful"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Non-blank lines by destination; ``unplaced`` names the lines that no rule could place."""

    lines: dict[Destination, int] = field(default_factory=dict)
    unplaced: tuple[int, ...] = ()

    @property
    def ratio(self) -> float:
        """Share of non-blank lines that were placed without doubt, 1.0 for an empty text."""
        total = sum(self.lines.values())
        unsure = self.lines.get(Destination.UNPLACED, 0) + self.lines.get(Destination.DOUBTFUL, 0)
        return 1.0 if not total else 1 - unsure / total


@dataclass(frozen=True, slots=True)
class Gazette:
    """What the parser understood of one input file."""

    file: str
    issue: Issue | None
    toc: tuple[TocEntry, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage

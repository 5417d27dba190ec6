"""The text of one gazette to values. Total: it never refuses a text and never loses a line."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from corpus.clauses.addresses import addressed
from corpus.clauses.identity import Identities
from corpus.clauses.outline import outline
from corpus.clauses.provisions import Provision, part_root
from corpus.clauses.report import coverage, doubtful, lost_content, report
from corpus.clauses.tables import has_centred_numbers, read_table
from corpus.documents.anatomy import Anatomy, PartExtent, dissect
from corpus.documents.boundaries import divide
from corpus.documents.document_heads import Extent
from corpus.documents.history import history
from corpus.documents.relations import effective_date, relations
from corpus.findings import FindingCode
from corpus.issue.front import Front, read_front, with_documents
from corpus.issue.furniture import furniture, without_furniture
from corpus.language.bodies import issuing_bodies
from corpus.language.formal import is_officer
from corpus.language.numbers import same_decree
from corpus.language.text import ends_sentence
from corpus.language.titles import RealSpaces, doc_type, issued_title, normal_title
from corpus.language.traditional import matched
from corpus.model import Destination, Document, Event, EventKind, Finding, Gazette, Part, PartKind, Source, TocEntry
from corpus.printed.layout import Layout, layout
from corpus.printed.lines import Line, scan
from corpus.printed.pages import first_pages, head_count, text_blocks


@dataclass(frozen=True, slots=True)
class _Input:
    """The printed lines of one file without the furniture of its pages, and their layout."""

    file: str
    lines: Sequence[Line]
    layout: Layout

    def source(self, start: int, end: int) -> Source:
        """Lines ``start..end`` (end excluded, as indices) as a source."""
        last = self.lines[max(start, end - 1)].last if self.lines else 0
        return Source(self.file, self.lines[start].number if start < len(self.lines) else last, last)


@dataclass(frozen=True, slots=True)
class _PartReading:
    """What a part of a document says: its provisions, and the lines of its headings and of the heads of its tables."""

    extent: PartExtent
    provisions: tuple[Provision, ...]
    heads: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _DocumentReading:
    """A document as values, and what of its lines went where."""

    document: Document
    extent: Extent
    anatomy: Anatomy
    parts: tuple[_PartReading, ...]


def parse(text: str, file: str, page_furniture: AbstractSet[int] = frozenset()) -> Gazette:
    """What one gazette says. ``file`` names the input in every :class:`Source`; it is not opened.

    ``page_furniture`` are the numbers of lines that are known to be page numbers and running heads.
    """
    scanned = scan(text)
    pages = furniture(scanned, page_furniture)
    lines = without_furniture(scanned, pages)
    given = _Input(file, lines, layout(lines))
    front = read_front(given.lines, file)
    extents, back = divide(given.lines[: front.back], front.entries, front.lines)
    spaces = RealSpaces.collect(line.text for line in given.lines[front.lines :] if ends_sentence(line.text))
    ids = Identities(file, front.issue)
    readings = [_document(given, ids, extent, spaces) for extent in extents]
    documents = tuple(reading.document for reading in readings)
    toc = _toc(front, readings, spaces)
    doubts = [d for r in readings for part in r.parts for d in doubtful(part.provisions, file)]
    findings = (
        *_lost_content(given, readings),
        *(finding for reading in readings for finding in _contradiction(reading)),
        *(doubt.finding for doubt in doubts),
        *report(file, lines, toc, documents),
    )
    printed = [(_numbers(scanned[i] for i in pages), Destination.FORMAL)]
    unsure = ((_numbers(doubt.lines), Destination.DOUBTFUL) for doubt in doubts)
    placed = chain(printed, _outside(given, front, back), *(_placed(given, reading) for reading in readings), unsure)
    return Gazette(file, front.issue, toc, documents, findings, coverage(text, placed))


def _toc(front: Front, readings: Sequence[_DocumentReading], spaces: RealSpaces) -> tuple[TocEntry, ...]:
    ids = {r.extent.entry.position: r.document.id for r in readings if r.extent.entry}
    linked = with_documents(front.entries, [ids.get(e.position) for e in front.entries])
    return tuple(replace(e, title=normal_title(e.title, spaces)) for e in linked)


def _document(given: _Input, ids: Identities, extent: Extent, spaces: RealSpaces) -> _DocumentReading:
    """One document with its parts and clauses."""
    anatomy = dissect(given.lines, extent)
    entry = extent.entry
    title = normal_title(entry.title if entry else anatomy.title or "", spaces) or None
    number = _number(entry, anatomy)
    is_centred = has_centred_numbers(given.lines[extent.start : extent.end])
    pages = _first_pages(given, anatomy)
    readings = tuple(
        _part(given, part, page, is_centred=is_centred) for part, page in zip(anatomy.parts, pages, strict=True)
    )
    name = ids.give(entry, number)
    parts = _parts(given, name, extent, readings, spaces)
    clauses = [clause for part in parts for clause in part.clauses]
    events = history([given.lines[i] for i in anatomy.history], given.file)
    titles = [t for t in (title, issued_title(title or ""), *(p.title for p in parts)) if t]
    document = Document(
        id=name,
        issue=ids.issue.id if ids.issue else None,
        title=title,
        title_en=(entry.title_en if entry else None) or anatomy.head.title_en,
        number=number,
        number_en=(entry.number_en if entry else None),
        issuing_bodies=issuing_bodies(_signers(anatomy), title or "", entry.title_en if entry else None),
        date=anatomy.day,
        addressees=anatomy.head.addressees,
        page=entry.page if entry else None,
        category=entry.category if entry else None,
        category_en=entry.category_en if entry else None,
        doc_type=doc_type(title or ""),
        effective_date=effective_date(clauses, anatomy.day) or _last_effect(events),
        parts=parts,
        relations=relations(clauses, titles),
        source=given.source(extent.start, extent.end),
        history=events,
    )
    return _DocumentReading(document, extent, anatomy, readings)


def _number(entry: TocEntry | None, anatomy: Anatomy) -> str | None:
    """The number as the body prints it, else that of the contents, which may know more of it than 第5号."""
    printed = [number for number in anatomy.numbers if number.is_unique]
    announced = entry.number if entry else None
    if announced in {number.text for number in anatomy.numbers}:
        return announced
    return next((number.text for number in printed), announced) or next((n.text for n in anatomy.numbers), None)


def _last_effect(events: Sequence[Event]) -> date | None:
    """The day since which the text stands as printed, where its history tells one."""
    return next((event.date for event in reversed(events) if event.kind is EventKind.EFFECTIVE), None)


def _signers(anatomy: Anatomy) -> tuple[str, ...]:
    """Who signed, or who is named above the title."""
    organs = [name for name in anatomy.signature.names if not is_officer(matched(name))]
    decree = [n.prefix.removesuffix("令") for n in anatomy.numbers if n.year is None and n.prefix.endswith("令")]
    return tuple(organs or anatomy.head.organs or decree)


def _part(given: _Input, extent: PartExtent, page: int | None, *, is_centred: bool) -> _PartReading:
    """The provisions of one part, whose first page is ``page``: its lines to rows and paragraphs, in printed order."""
    body = _body(given, extent)
    table = read_table([line for line in body if line.is_row], page, is_centred=is_centred)
    text = outline(text_blocks(body), table.provisions, given.layout)
    return _PartReading(extent, text.provisions, (*text.heading_lines, *table.heads))


def _body(given: _Input, extent: PartExtent) -> list[Line]:
    """The lines of a part that are text or rows."""
    return [given.lines[i] for i in range(extent.start, extent.end) if i not in extent.formal]


def _first_pages(given: _Input, anatomy: Anatomy) -> list[int | None]:
    printed = [next((p for i in part.head if (p := given.lines[i].page) is not None), None) for part in anatomy.parts]
    return first_pages(printed, [head_count(given.lines[part.start : part.end]) for part in anatomy.parts])


def _parts(
    given: _Input, document: str, extent: Extent, readings: Sequence[_PartReading], spaces: RealSpaces
) -> tuple[Part, ...]:
    """The parts in printed order; each ends where the next begins, the last where the document ends."""
    issues = any(reading.extent.kind is PartKind.ISSUED for reading in readings)
    starts = [_first(reading.extent) for reading in readings]
    titles = [normal_title(r.extent.title, spaces) if r.extent.title else None for r in readings]
    roots = [
        part_root(r.extent.kind, r.extent.number, r.extent.label, title, issues=issues)
        for r, title in zip(readings, titles, strict=True)
    ]
    clauses = addressed(document, given.file, [(p, r.provisions) for p, r in zip(roots, readings, strict=True)])
    return tuple(
        Part(at, r.extent.kind, r.extent.number, titles[at], given.source(starts[at], stop), clauses[at])
        for at, (r, stop) in enumerate(zip(readings, [*starts, extent.end][1:], strict=True))
    )


def _first(extent: PartExtent) -> int:
    return extent.head.start if extent.head else extent.start


def _outside(given: _Input, front: Front, back: int) -> Iterator[tuple[Sequence[int], Destination]]:
    """The lines of the front and of the back matter."""
    yield _numbers(given.lines[: front.lines]), Destination.FRONT
    yield _numbers(given.lines[back:]), Destination.BACK


def _placed(given: _Input, reading: _DocumentReading) -> Iterator[tuple[Sequence[int], Destination]]:
    """The lines of a document by what they are; a line of a part that stands in no provision is not named."""
    yield _numbers(given.lines[i] for i in sorted(reading.anatomy.formal)), Destination.FORMAL
    for part in reading.parts:
        yield _numbers(line for p in part.provisions for line in p.lines), Destination.CLAUSE
        yield _numbers(part.heads), Destination.HEADING


def _numbers(lines: Iterable[Line]) -> list[int]:
    return [number for line in lines for number in range(line.number, line.last + 1)]


def _contradiction(reading: _DocumentReading) -> Iterator[Finding]:
    """That the contents give a document another number than its head, if they do."""
    entry, number = reading.extent.entry, reading.document.number
    if entry and entry.number and number and number != entry.number and not same_decree(number, entry.number):
        message = f"the contents say {entry.number}, the document {number}"
        yield Finding(FindingCode.CONTENTS_UNMATCHED, message, entry.source)


def _lost_content(given: _Input, readings: Sequence[_DocumentReading]) -> Iterator[Finding]:
    """Places where a page or a picture of the print may be missing."""
    for part in (part for reading in readings for part in reading.parts):
        yield from lost_content(_body(given, part.extent), given.file)

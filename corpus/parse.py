"""The text of one gazette to values. Total: it never refuses a text and never loses a line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.addresses import Addresses
from corpus.bodies import issuing_bodies
from corpus.boundaries import Extent, divide
from corpus.clauses import Outline, Place
from corpus.documents import Anatomy, PartExtent, dissect
from corpus.findings import FindingCode
from corpus.identity import Identities
from corpus.lines import LOST_PAGE, Line, scan
from corpus.masthead import Front, page_findings, parse_front, with_documents
from corpus.model import (
    Clause,
    ClauseKind,
    Coverage,
    Destination,
    Document,
    Finding,
    Gazette,
    Part,
    PartKind,
    PathStep,
    Source,
    TocEntry,
)
from corpus.pages import blocks, first_pages, head_count
from corpus.paragraphs import paragraphs
from corpus.relations import effective_date, relations
from corpus.tables import TableReader
from corpus.text import ends_sentence
from corpus.titles import RealSpaces, doc_type, issued_title, normal_title


@dataclass(slots=True)
class _Reading:
    """One parse under way: the lines, where each went, and what there is to say."""

    file: str
    lines: Sequence[Line]
    places: dict[int, Destination]
    findings: list[Finding]

    def put(self, lines: Sequence[Line], destination: Destination) -> None:
        for line in lines:
            self.places[line.number] = destination

    def find(self, code: FindingCode, message: str, source: Source) -> None:
        self.findings.append(Finding(code, message, source))

    def source(self, start: int, end: int) -> Source:
        """Lines ``start..end`` (end excluded, as indices) as a source."""
        last = self.lines[max(start, end - 1)].number if self.lines else 0
        return Source(self.file, self.lines[start].number if start < len(self.lines) else last, last)


def parse(text: str, file: str) -> Gazette:
    """What one gazette says. ``file`` names the input in every :class:`Source`; it is not opened."""
    reading = _Reading(file, scan(text), {}, [])
    front = parse_front(reading.lines, file)
    reading.put(reading.lines[: front.lines], Destination.FRONT)
    extents, back = divide(reading.lines, front.entries, front.lines)
    reading.put(reading.lines[back:], Destination.BACK)
    spaces = RealSpaces.collect(line.text for line in reading.lines[front.lines :] if ends_sentence(line.text))
    ids = Identities(file, front.issue)
    documents = [_document(reading, ids, extent, spaces) for extent in extents]
    toc = _toc(front, extents, documents, spaces)
    _report(reading, front, toc, documents)
    return Gazette(file, front.issue, toc, tuple(documents), tuple(reading.findings), _coverage(reading))


def _toc(
    front: Front, extents: Sequence[Extent], documents: Sequence[Document], spaces: RealSpaces
) -> tuple[TocEntry, ...]:
    ids = {extent.entry.position: d.id for extent, d in zip(extents, documents, strict=True) if extent.entry}
    linked = with_documents(front.entries, [ids.get(e.position) for e in front.entries])
    return tuple(replace(e, title=normal_title(e.title, spaces)) for e in linked)


def _document(reading: _Reading, ids: Identities, extent: Extent, spaces: RealSpaces) -> Document:
    """One document with its parts and clauses."""
    anatomy = dissect(reading.lines, extent)
    entry = extent.entry
    title = normal_title(entry.title if entry else anatomy.title or "", spaces) or None
    number = (entry.number if entry else None) or (anatomy.number.text if anatomy.number else None)
    addresses = Addresses(ids.give(entry, number), reading.file)
    reading.put([reading.lines[i] for i in anatomy.formal], Destination.FORMAL)
    parts = _parts(reading, addresses, anatomy, extent.end, spaces)
    titles = [t for t in (title, issued_title(title or ""), *(p.title for p in parts)) if t]
    return Document(
        id=addresses.document,
        issue=ids.issue.id if ids.issue else None,
        title=title,
        title_en=entry.title_en if entry else None,
        number=number,
        number_en=(entry.number_en if entry else None),
        issuing_bodies=issuing_bodies(anatomy.signers, title or "", entry.title_en if entry else None),
        date=anatomy.day,
        addressees=anatomy.addressees,
        page=entry.page if entry else None,
        category=entry.category if entry else None,
        category_en=entry.category_en if entry else None,
        doc_type=doc_type(title or ""),
        effective_date=effective_date(addresses.clauses, anatomy.day),
        parts=parts,
        relations=relations(addresses.clauses, titles),
        source=reading.source(extent.start, extent.end),
    )


def _parts(reading: _Reading, addresses: Addresses, anatomy: Anatomy, end: int, spaces: RealSpaces) -> tuple[Part, ...]:
    """The parts in printed order; each ends where the next begins, the last at ``end``."""
    starts = [_first(extent) for extent in anatomy.parts]
    pages = _first_pages(reading, anatomy)
    parts = []
    for at, (extent, stop) in enumerate(zip(anatomy.parts, [*starts, end][1:], strict=True)):
        title = normal_title(extent.title, spaces) if extent.title else None
        place = _place(addresses, anatomy, at, title)
        clauses = _clauses(reading, extent, Outline(addresses, place), TableReader(addresses, place, pages[at]))
        source = reading.source(_first(extent), stop)
        parts.append(Part(at, extent.kind, extent.number, title, source, clauses))
    return tuple(parts)


def _first_pages(reading: _Reading, anatomy: Anatomy) -> list[int | None]:
    printed = [next((p for i in part.head if (p := reading.lines[i].page) is not None), None) for part in anatomy.parts]
    return first_pages(printed, [head_count(reading.lines[part.start : part.end]) for part in anatomy.parts])


def _clauses(reading: _Reading, extent: PartExtent, outline: Outline, table: TableReader) -> tuple[Clause, ...]:
    """The clauses of one part: its lines to rows and paragraphs, in printed order."""
    addresses = outline.addresses
    begin = len(addresses.clauses)
    body = [line for line in reading.lines[extent.start : extent.end] if line.is_row or line.page is None]
    reading.put(reading.lines[extent.start : extent.end], Destination.FORMAL)  # page numbers are what is left of them
    for line in (line for line in body[1:] if line.blanks >= LOST_PAGE):
        message = f"{line.blanks} blank lines: a page or a picture of the print may be missing here"
        reading.find(
            FindingCode.LOST_CONTENT, message, Source(reading.file, line.number - line.blanks, line.number - 1)
        )
    for is_table, lines in blocks(body):
        if is_table:
            outline.close()
            table.add_all(lines)
        else:
            outline.add_all(paragraphs(lines))
    reading.put(body, Destination.UNPLACED)
    clauses = tuple(addresses.clauses[begin:])
    _cover(reading, body, clauses)
    reading.put([*outline.heading_lines, *table.head_lines], Destination.HEADING)
    return clauses


def _first(extent: PartExtent) -> int:
    return extent.head.start if extent.head else extent.start


def _cover(reading: _Reading, body: Sequence[Line], clauses: Sequence[Clause]) -> None:
    spans = [(c.source.line_start, c.source.line_end) for c in clauses]
    covered = {n for a, b in spans for n in range(a, b + 1)}
    reading.put([line for line in body if line.number in covered], Destination.CLAUSE)


def _place(addresses: Addresses, anatomy: Anatomy, index: int, title: str | None) -> Place:
    """The text that a document is about has no prefix; a notice beside it, and each annex, has one."""
    extent = anatomy.parts[index]
    if extent.kind is PartKind.ANNEX:
        number = extent.number
        eid = addresses.eid("", f"annex_{number}" if number else "annex")
        return Place(index, eid, (PathStep(extent.label, title, eid),))
    if extent.kind is PartKind.NOTICE and any(p.kind is PartKind.ISSUED for p in anatomy.parts):
        return Place(index, "notice")
    return Place(index)


def _report(reading: _Reading, front: Front, toc: Sequence[TocEntry], documents: Sequence[Document]) -> None:
    """What a reader should know about the whole: pairs, pages, missing documents, numbering."""
    for entry, reason in page_findings(toc):
        reading.find(FindingCode.TOC_PAGE, f"{reason}: {entry.title}", entry.source)
    for entry in toc:
        if entry.title_en is None and any(e.title_en for e in toc):
            reading.find(FindingCode.TOC_UNPAIRED, f"no English entry for: {entry.title}", entry.source)
        if entry.document is None:
            reading.find(
                FindingCode.DOCUMENT_MISSING,
                f"the contents announce a document that was not found: {entry.title}",
                entry.source,
            )
    if not front.entries and reading.lines:
        reading.find(
            FindingCode.NO_CONTENTS,
            "no contents page: documents were told apart by their numbers",
            reading.source(0, 1),
        )
    if not reading.lines:
        reading.find(FindingCode.EMPTY, "the file holds no text", Source(reading.file, 1, 1))
    elif not documents:
        reading.find(FindingCode.NO_DOCUMENTS, "no document was found", reading.source(0, len(reading.lines)))
    for document in documents:
        _numbering(reading, document)


def _numbering(reading: _Reading, document: Document) -> None:
    """Articles that are missing or printed twice: kept as printed, and reported."""
    for part in document.parts:
        articles = [c for c in part.clauses if c.kind is ClauseKind.ARTICLE]
        for before, clause in pairwise(articles):
            step = _ordinal(clause) - _ordinal(before)
            if step != 1 and _ordinal(clause) != 1:
                code = FindingCode.ARTICLE_REPEATED if step == 0 else FindingCode.ARTICLE_GAP
                reading.find(code, f"{before.label} is followed by {clause.label}", clause.source)


def _ordinal(clause: Clause) -> int:
    name = clause.eid.rsplit("__", 1)[-1].split("_")
    return int(name[1].split("-")[0]) if len(name) > 1 else 0


def _coverage(reading: _Reading) -> Coverage:
    counts = Counter(reading.places.get(line.number, Destination.UNPLACED) for line in reading.lines)
    unplaced = tuple(
        line.number
        for line in reading.lines
        if reading.places.get(line.number, Destination.UNPLACED) is Destination.UNPLACED
    )
    return Coverage({d: counts[d] for d in Destination if counts[d]}, unplaced)

"""The values as data: one JSON object a line, in the public schema."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.model import (
    Body,
    Clause,
    Document,
    Event,
    Finding,
    Gazette,
    Issue,
    PageBox,
    Part,
    Relation,
    Source,
    TocEntry,
)
from corpus.printed.printed_text import around

Record = dict[str, Any]


def records(gazette: Gazette) -> Iterator[Record]:
    """The issue, its contents, its documents, each followed by its clauses."""
    if gazette.issue:
        yield issue_record(gazette.issue)
    for entry in gazette.toc:
        yield toc_record(entry)
    for document in gazette.documents:
        yield from document_records(document)


def document_records(document: Document) -> Iterator[Record]:
    """A document, followed by its clauses."""
    yield document_record(document)
    yield from (clause_record(clause) for clause in document.clauses)


def issue_record(issue: Issue) -> Record:
    """An issue in the public schema."""
    return {
        "type": "issue",
        "id": issue.id,
        "year": issue.year,
        "number": issue.number,
        "total_number": issue.total_number,
        "date": issue.date.isoformat() if issue.date else None,
        "title": issue.title,
        "title_en": issue.title_en,
        "sponsor": issue.sponsor,
        "sponsor_en": issue.sponsor_en,
        "source": source_record(issue.source),
    }


def toc_record(entry: TocEntry) -> Record:
    """A contents entry in the public schema."""
    return {
        "type": "toc_entry",
        "issue": entry.issue,
        "position": entry.position,
        "category": entry.category,
        "category_en": entry.category_en,
        "title": entry.title,
        "title_en": entry.title_en,
        "number": entry.number,
        "number_en": entry.number_en,
        "page": entry.page,
        "document": entry.document,
    }


def document_record(document: Document) -> Record:
    """A document in the public schema, without its clauses."""
    return {
        "type": "document",
        "id": document.id,
        "issue": document.issue,
        "title": document.title,
        "title_en": document.title_en,
        "number": document.number,
        "number_en": document.number_en,
        "issuing_bodies": [body_record(b) for b in document.issuing_bodies],
        "date": document.date.isoformat() if document.date else None,
        "addressees": document.addressees,
        "page": document.page,
        "category": document.category,
        "category_en": document.category_en,
        "doc_type": document.doc_type,
        "effective_date": document.effective_date.isoformat() if document.effective_date else None,
        "parts": [part_record(p) for p in document.parts],
        "relations": [relation_record(r) for r in document.relations],
        "history": [event_record(e) for e in document.history],
        "source": source_record(document.source),
    }


def clause_record(clause: Clause) -> Record:
    """A clause in the public schema."""
    return {
        "type": "clause",
        "id": clause.id,
        "eid": clause.eid,
        "document": clause.document,
        "part": clause.part,
        "kind": clause.kind.value,
        "label": clause.label,
        "path": [{"label": step.label, "title": step.title} for step in clause.path],
        "text": clause.text,
        "page": clause.page,
        "ordinal": clause.ordinal,
        "source": source_record(clause.source),
        "alternates": [source_record(s) for s in clause.alternates],
        "row": row_record(clause),
        "warnings": list(clause.warnings),
        **_doubtful(clause),
    }


def _doubtful(clause: Clause) -> Record:
    """The characters that the recognition was not sure of, where there are any."""
    if not clause.doubtful:
        return {}
    return {
        "doubtful": [{"at": d.at, "confidence": d.confidence, "readings": list(d.readings)} for d in clause.doubtful]
    }


def row_record(clause: Clause) -> Record | None:
    """The cells of a table row by the meaning, or else by the name, of their columns."""
    if clause.task:
        task = clause.task
        return {
            "number": task.number,
            "task": task.task,
            "measures": task.measures,
            "deadline": task.deadline,
            "lead": list(task.lead),
            "responsible": list(task.responsible),
            "assisting": list(task.assisting),
        }
    if clause.cells is not None:
        return {cell.header: cell.value for cell in clause.cells}
    return None


def finding_record(finding: Finding) -> Record:
    """A finding in the public schema."""
    return {
        "type": "finding",
        "code": finding.code.value,
        "message": finding.message,
        "source": source_record(finding.source),
    }


def body_record(body: Body) -> Record:
    """An issuing body in the public schema."""
    return {"id": body.id, "name": body.name, "name_en": body.name_en}


def part_record(part: Part) -> Record:
    """A part in the public schema, without its clauses."""
    return {
        "index": part.index,
        "kind": part.kind.value,
        "number": part.number,
        "title": part.title,
        "source": source_record(part.source),
    }


def relation_record(relation: Relation) -> Record:
    """A relation in the public schema."""
    return {
        "kind": relation.kind.value,
        "title": relation.title,
        "number": relation.number,
        "document": relation.document,
        "source": source_record(relation.source),
    }


def event_record(event: Event) -> Record:
    """An event of a document's history in the public schema."""
    return {
        "event": event.kind.value,
        "date": event.date.isoformat(),
        "text": event.text,
        "source": source_record(event.source),
    }


def source_record(source: Source) -> Record:
    """Printed lines, 1-based and inclusive; where the source has pages, the first page and the box on each of them."""
    record: Record = {"file": source.file, "line_start": source.line_start, "line_end": source.line_end}
    if source.boxes:
        pages = _page_boxes(source.boxes)
        boxes = [[box.x0, box.y0, box.x1, box.y1] for box in pages]
        record |= {"page": pages[0].page, "box": boxes[0] if len(boxes) == 1 else boxes}
        if len(boxes) > 1:
            record["pages"] = [box.page for box in pages]
    return record


def _page_boxes(boxes: Iterable[PageBox]) -> list[PageBox]:
    """One box for each page: what surrounds all of them there."""
    found: dict[int, PageBox] = {}
    for box in boxes:
        found[box.page] = around(found[box.page], box) if box.page in found else box
    return list(found.values())

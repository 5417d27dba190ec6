"""A document as plain text for reading and quoting, in printed order."""

from collections.abc import Iterator

from corpus import Clause, Document, Part, PartKind, PathStep

_PARTS = {PartKind.NOTICE: "通知", PartKind.ISSUED: "正文", PartKind.ANNEX: "附件"}


def document_text(document: Document) -> Iterator[str]:
    """The lines, each with its line end: head, then parts with their headings and clauses."""
    head = (document.title, document.title_en, document.number, document.number_en)
    yield from (f"{line}\n" for line in head if line)
    yield f"{' '.join(body.name for body in document.issuing_bodies)}\n"
    if document.date:
        yield f"{document.date.isoformat()}\n"
    for part in document.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield f"\n【{_PARTS[part.kind]}{part.number or ''}】{part.title or ''}\n\n"
    open_path: tuple[PathStep, ...] = ()
    for clause in part.clauses:
        yield from (
            f"\n{step.label or ''} {step.title or ''}".rstrip() + "\n" for step in clause.path if step not in open_path
        )
        open_path = clause.path
        yield _clause(clause)


def _clause(clause: Clause) -> str:
    label = f"{clause.label} " if clause.label else ""
    return f"{label}{clause.text}\n"

"""What one input file gives to a generation: read, analysed and encoded, fit to be done in another process."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from corpus import Clause, Document, FindingCode, Gazette, Issue, TocEntry
from corpus.clauses.identity import renamed
from corpus.clauses.readings import merge
from corpus.sources import Pages, SourceFile, read_source
from index.generation.document_knowledge import DocumentKnowledge, document_knowledge
from index.generation.storing import stored_form
from index.schema import ClauseRow, rows

_ENCODER = msgspec.msgpack.Encoder()
_ROWS = msgspec.msgpack.Decoder(list[ClauseRow])
_KNOWN = msgspec.msgpack.Decoder(DocumentKnowledge)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a gazette says apart from its documents, which are named in printed order.

    ``texts`` are sums over what each document says; one without a number is never the same as that of another file.
    ``merged`` are the numbers of documents that a second reading was merged into; ``findings`` are codes and messages.
    """

    file: str
    issue: Issue | None
    toc: tuple[TocEntry, ...]
    documents: tuple[str, ...]
    texts: tuple[str, ...]
    merged: tuple[str, ...]
    findings: tuple[tuple[FindingCode, str], ...]
    coverage: float
    lines: int

    @classmethod
    def of(cls, gazette: Gazette, merged: tuple[str, ...]) -> "FileReport":
        """The report of a gazette."""
        return cls(
            file=gazette.file,
            issue=gazette.issue,
            toc=gazette.toc,
            documents=tuple(document.id for document in gazette.documents),
            texts=tuple(map(_text_sum, gazette.documents)),
            merged=merged,
            findings=tuple((finding.code, finding.message) for finding in gazette.findings),
            coverage=gazette.coverage.ratio,
            lines=sum(gazette.coverage.lines.values()),
        )


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document as the store takes it: ``head`` without clauses, each clause as its id, its part and its bytes.

    ``rows`` are those of its clauses for the engine and ``known`` what is counted of it, both encoded; see
    :func:`decoded_rows` and :func:`decoded_knowledge`.
    """

    head: Document
    clauses: Sequence[tuple[str, int, bytes]]
    rows: bytes
    known: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A gazette ready to be written; ``documents`` by id."""

    report: FileReport
    documents: Mapping[str, PreparedDocument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """What one input file gives; ``content_hash`` is that of the bytes which were read."""

    content_hash: str
    gazettes: Sequence[Prepared]


Seconds = Mapping[str, Gazette]


def prepare(file: SourceFile, seconds: Seconds, pages: Pages) -> PreparedFile:
    """The gazettes of a file with the second readings that read its documents, by number."""
    reading = read_source(file, pages)
    return PreparedFile(reading.content_hash, [_prepared(gazette, seconds) for gazette in reading.gazettes])


def report_of(second: Gazette, number: str) -> Gazette:
    """What is left of a second reading once it is merged: its report."""
    nothing = replace(second, documents=())
    return merge(nothing, second, number)[1]


def prepared_alone(gazette: Gazette) -> Prepared:
    """A gazette as it stands, for a second reading of a document that is not in the corpus."""
    return _prepared(gazette, {})


def under(prepared: PreparedDocument, name: str, issue: Issue | None) -> PreparedDocument:
    """The document under another id."""
    clauses: list[list[Clause]] = [[] for _ in prepared.head.parts]
    for _, part, value in prepared.clauses:
        clauses[part].append(msgspec.json.decode(value, type=Clause))
    parts = (replace(p, clauses=tuple(found)) for p, found in zip(prepared.head.parts, clauses, strict=True))
    whole = replace(prepared.head, parts=tuple(parts))
    return _document(renamed(whole, name, issue.id if issue else None), issue)


def decoded_rows(encoded: bytes) -> list[ClauseRow]:
    """The rows of one document."""
    return _ROWS.decode(encoded)


def decoded_knowledge(encoded: bytes) -> DocumentKnowledge:
    """What is counted of one document."""
    return _KNOWN.decode(encoded)


def _prepared(gazette: Gazette, seconds: Seconds) -> Prepared:
    numbers = {document.number for document in gazette.documents}
    merged = tuple(number for number in seconds if number in numbers)
    for number in merged:
        gazette, _ = merge(gazette, seconds[number], number)
    documents = {document.id: _document(document, gazette.issue) for document in reversed(gazette.documents)}
    return Prepared(FileReport.of(gazette, merged), documents)


def _text_sum(document: Document) -> str:
    content = (document.number or document.source.file, document.title, *(clause.text for clause in document.clauses))
    return hashlib.sha256("\0".join(map(str, content)).encode(errors="surrogateescape")).hexdigest()


def _document(document: Document, issue: Issue | None) -> PreparedDocument:
    encoded = _ENCODER.encode(rows(document, issue)), _ENCODER.encode(document_knowledge(document, issue))
    return PreparedDocument(*stored_form(document), *encoded)

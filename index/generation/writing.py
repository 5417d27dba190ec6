"""Each prepared document goes once to store, engine and knowledge of a generation, and is counted."""

from collections import Counter
from dataclasses import dataclass, field, replace

from corpus import Document, FindingCode
from corpus.findings import LEFT_OUT
from index.engines import EngineWriter
from index.generation.ids import CorpusIds, Naming
from index.generation.knowledge_writing import KnowledgeWriter
from index.generation.preparing import (
    FileReport,
    Prepared,
    PreparedDocument,
    decoded_knowledge,
    decoded_rows,
    under,
)
from index.generation.storing import StoreWriter

#: How many documents are asked for again when the generation is verified.
_SAMPLES = 25


@dataclass(slots=True)
class GenerationTally:
    """What a generation holds so far; ``coverage``, ``lines`` and ``left_out`` by file as its manifest has them.

    ``notes`` say what was left out and why, ``findings`` how many of each kind there are, ``samples`` are heads of some
    documents.
    """

    issues: int = 0
    documents: int = 0
    clauses: int = 0
    coverage: dict[str, float] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, FindingCode] = field(default_factory=dict)
    findings: Counter[FindingCode] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    samples: list[Document] = field(default_factory=list)

    def find(self, code: FindingCode, note: str) -> None:
        """Count a finding and note it."""
        self.findings[code] += 1
        self.notes.append(note)

    def count(self, report: FileReport) -> None:
        """Count a gazette that was read."""
        self.coverage[report.file] = report.coverage
        self.lines[report.file] = report.lines
        self.findings.update(code for code, _ in report.findings)
        for code, message in report.findings:
            if code in LEFT_OUT:
                self.left_out[report.file] = code
                self.notes.append(message)


class DocumentWriter:
    """Writes gazettes, one after the other, to store, engine and knowledge, and counts them."""

    def __init__(
        self, store: StoreWriter, engine: EngineWriter, knowledge: KnowledgeWriter, tally: GenerationTally
    ) -> None:
        self._store, self._engine, self._knowledge, self._tally = store, engine, knowledge, tally
        self._ids = CorpusIds()

    def write(self, gazette: Prepared) -> None:
        """Write a gazette under the ids that are free."""
        report = gazette.report
        named = self._begin(report)
        for known, given in zip(report.documents, named.documents, strict=True):
            if given is None:
                continue
            document = gazette.documents[known]
            if (given, named.issue) != (known, report.issue):
                document = under(document, given, named.issue)
            self._add(document)
        self._tally.count(report)

    def _add(self, document: PreparedDocument) -> None:
        self._store.add_document(document.head, document.clauses)
        self._engine.add(decoded_rows(document.rows))
        self._knowledge.add(decoded_knowledge(document.known))
        self._tally.clauses += len(document.clauses)
        if document.clauses and len(self._tally.samples) < _SAMPLES:
            self._tally.samples.append(replace(document.head, parts=()))

    def _begin(self, report: FileReport) -> Naming:
        """Give the gazette its ids, store its issue, and say where an id was taken."""
        named, file, find = self._ids.name(report), report.file, self._tally.find
        if named.issue and named.is_new:
            self._store.add_issue(named.issue, named.toc)
            self._tally.issues += 1
        elif named.issue:
            find(FindingCode.SAME_ISSUE, f"{file}: {named.issue.id} is in an earlier file too")
        for known, given in zip(report.documents, named.documents, strict=True):
            if given is None:
                find(FindingCode.SAME_DOCUMENT, f"{file}: {known} is in an earlier file too, word for word")
            elif given != known:
                find(FindingCode.SAME_ID, f"{file}: {known} is taken, the document is {given}")
        self._tally.documents += sum(given is not None for given in named.documents)
        return named

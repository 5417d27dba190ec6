"""Writing one generation: every gazette goes through once, to the store and to the engine."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from corpus.model import Document, Gazette, Issue
from corpus.sources import CATALOG, content_hash, read_corpus, source_files
from index.analysis import ANALYSIS_VERSION
from index.durability import make_durable, make_tree_durable
from index.engines import Address, open_engine
from index.errors import RebuildError
from index.generations import ENGINE, MANIFEST, STORE, Manifest, generation_folder
from index.schema import SCHEMA_VERSION, ClauseRow, rows
from index.storing import StoreWriter

#: How many documents are asked for again when the generation is verified.
_SAMPLES = 25
#: Findings about a file that may hold gazettes which would silently be lost.
_UNREAD = frozenset({"unreadable", "archive_refused"})


@dataclass(frozen=True, slots=True)
class Progress:
    """A rebuild has read ``file``; ``documents`` and ``clauses`` so far, ``done`` of ``files`` files."""

    file: str
    done: int
    files: int
    documents: int
    clauses: int


class Builder:
    """Writes the gazettes of ``corpus`` into a new folder. ``notes`` say what was left out and why."""

    def __init__(
        self, corpus: Path, address: Address, workers: int, progress: Callable[[Progress], None] | None
    ) -> None:
        self._corpus, self._address, self._workers, self._progress = corpus, address, workers, progress
        self._inputs = input_hashes(corpus)
        self._built_at = datetime.now(UTC)
        self.generation = self._name()
        self.folder = generation_folder(address.path, self.generation)
        self.notes: list[str] = []
        #: Heads of some documents, for the verification.
        self.samples: list[Document] = []
        self._coverage: dict[str, float] = {}
        self._lines: dict[str, int] = {}
        self._issues: dict[str, Issue] = {}
        self._documents: set[str] = set()
        self._clauses = 0

    def build(self) -> Manifest:
        """Write everything, the manifest last. Raises ``OSError``, ``sqlite3.Error`` or :class:`RebuildError`."""
        self.folder.mkdir(parents=True)
        store = StoreWriter(self.folder / STORE)
        try:
            open_engine(self._address.scheme, self.folder / ENGINE).build(self._rows(store))
            store.finish()
        finally:
            store.close()
        if not self._clauses:
            raise RebuildError(
                f"There is no clause in the gazettes of {self._corpus}; choose another --corpus.",
                f"{self._corpus} 的公报中没有条款，请用 --corpus 另选目录。",
            )
        make_tree_durable(self.folder)
        manifest = self._manifest()
        (self.folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        make_durable(self.folder / MANIFEST)
        make_durable(self.folder)
        return manifest

    def _name(self) -> str:
        """Time and content, so that a listing is in order and equal corpora are seen to be equal."""
        content = hashlib.sha256(msgspec.json.encode(sorted(self._inputs.items()))).hexdigest()[:8]
        name = f"{self._built_at:%Y%m%dT%H%M%S}-{content}"
        taken = generation_folder(self._address.path, name).exists()
        return f"{name}-{self._built_at:%f}" if taken else name

    def _rows(self, store: StoreWriter) -> Iterator[ClauseRow]:
        """The rows of every gazette as it is read; its documents are stored on the way."""
        for done, gazette in enumerate(read_corpus(self._corpus, workers=self._workers), start=1):
            self._require_readable(gazette)
            fresh = self._fresh(gazette)
            store.add(fresh)
            for document in fresh.documents:
                found = rows(document, self._issues.get(document.issue or ""))
                self._clauses += len(found)
                yield from found
            self._coverage[gazette.file] = gazette.coverage.ratio
            self._lines[gazette.file] = sum(gazette.coverage.lines.values())
            if self._progress:
                files = len(self._inputs.keys() - {CATALOG})
                counts = len(self._documents), self._clauses
                self._progress(Progress(gazette.file, min(done, files), files, *counts))

    def _require_readable(self, gazette: Gazette) -> None:
        for finding in gazette.findings:
            if finding.code in _UNREAD:
                raise RebuildError(
                    f"{finding.message}; repair the file or remove it.",
                    f"文件 {gazette.file} 无法读取，请修复或移除该文件。",
                )

    def _fresh(self, gazette: Gazette) -> Gazette:
        """The gazette without what an earlier file had already: the first reading counts."""
        issue = gazette.issue if gazette.issue and gazette.issue.id not in self._issues else None
        if issue:
            self._issues[issue.id] = issue
        documents = []
        for document in gazette.documents:
            if document.id in self._documents:
                self.notes.append(f"{gazette.file}: {document.id} is in an earlier file too; that one counts")
                continue
            self._documents.add(document.id)
            documents.append(document)
            if len(self.samples) < _SAMPLES and next(document.clauses, None):
                self.samples.append(replace(document, parts=()))
        if not gazette.documents and not gazette.issue:
            self.notes += [finding.message for finding in gazette.findings]
        return replace(gazette, issue=issue, toc=gazette.toc if issue else (), documents=tuple(documents))

    def _manifest(self) -> Manifest:
        return Manifest(
            generation=self.generation,
            built_at=self._built_at,
            engine=self._address.scheme,
            schema_version=SCHEMA_VERSION,
            analysis_version=ANALYSIS_VERSION,
            issues=len(self._issues),
            documents=len(self._documents),
            clauses=self._clauses,
            inputs=self._inputs,
            coverage=self._coverage,
            lines=self._lines,
        )


def input_hashes(corpus: Path) -> dict[str, str]:
    """SHA-256 by file of everything in a corpus folder that shapes the index, the catalog included."""
    hashes = {source.name: content_hash(source) for source in source_files(corpus)}
    catalog = corpus / CATALOG
    return hashes | ({CATALOG: hashlib.sha256(catalog.read_bytes()).hexdigest()} if catalog.exists() else {})

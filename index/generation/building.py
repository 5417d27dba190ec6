"""Writing one generation: every file goes through once, each document to store and engine, nothing is held back."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from corpus.formats import PageCache
from corpus.sources import BESIDE, Pages, SourceFile, content_hash, second_readings, source_files
from index.analysis import ANALYSIS_VERSION
from index.durability import make_tree_durable
from index.engines import EngineSpace, EngineWriter
from index.errors import RebuildError
from index.generation.generations import STORE, Manifest, write_manifest
from index.generation.incremental import KeptFile, Previous, file_keys
from index.generation.preparing import FileReport, Prepared, fingerprint, prepare, prepared_alone, report_of
from index.generation.preparing_pool import Outcome, PoolTask, PreparingPool
from index.generation.sidecars import write_sidecars
from index.generation.storing import StoreWriter
from index.generation.writing import DocumentWriter, GenerationTally
from index.knowledge.encoding import CACHE
from index.schema import SCHEMA_VERSION

#: Where pages that were read are kept, below the cache of the index.
PAGES = "page_contents"


class IncrementalError(Exception):
    """The previous generation cannot be built upon; everything is to be read anew."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A rebuild has read ``file``; ``documents`` and ``clauses`` so far, ``done`` of ``files`` files.

    While a file of pages is read, ``file`` says which page is done. While vectors are made, ``file`` names the encoder,
    and ``done`` of ``files`` are clauses.
    """

    file: str
    done: int
    files: int
    documents: int
    clauses: int


@dataclass(frozen=True, slots=True)
class RebuildOptions:
    """``workers`` processes read and analyse; with less than ``min_coverage`` of the lines placed nothing is switched.

    Of files that were left out no lines are counted there: one of them does not hold up all others.

    ``reuse`` copies unchanged files from the serving generation; the result is the same without it, only later.
    Without ``vectors`` clauses are found and ranked by their words alone.
    """

    workers: int = 1
    min_coverage: float = 0.99
    reuse: bool = True
    vectors: bool = True
    progress: Callable[[Progress], None] | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a corpus folder, listed and hashed once for a whole rebuild; ``hashes`` are SHA-256 by name."""

    folder: Path
    files: tuple[SourceFile, ...]
    hashes: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> "Inputs":
        """Those of a corpus folder, what stands beside its files among the hashes.

        Raises :class:`corpus.errors.CorpusError`.
        """
        files = source_files(folder)
        hashes = {source.name: content_hash(source) for source in files}
        for name in BESIDE:
            if (folder / name).exists():
                hashes[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        return cls(folder, files, hashes)


class Builder:
    """Writes the gazettes of a corpus into a new generation, upon ``previous`` where there is one."""

    def __init__(
        self, inputs: Inputs, space: EngineSpace, options: RebuildOptions, previous: Previous | None = None
    ) -> None:
        self._inputs, self._previous = inputs, previous
        self.space, self.options = space, options
        self._keys = file_keys(inputs.files, inputs.hashes)
        self._built_at = datetime.now(UTC)
        self._done = 0
        self.generation = self._name()
        self.folder = space.folder(self.generation)
        self.tally = GenerationTally()
        self._pages = Pages(PageCache(space.local / CACHE / PAGES), self._notify_page if options.progress else None)
        self._seconds, self._others = second_readings(inputs.files, self._pages)

    def build(self) -> Manifest:
        """Write everything, the manifest last, and publish it.

        Raises ``OSError``, ``sqlite3.Error``, :class:`RebuildError`, or :class:`IncrementalError` where the previous
        generation turns out to be in the way.
        """
        self.folder.mkdir(parents=True)
        previous = self._previous.store if self._previous else None
        # Before the engine starts its threads, since processes are best forked without any.
        pool = PreparingPool(self.options.workers, self._seconds, previous, self._pages)
        store = StoreWriter(self.folder / STORE, previous)
        try:
            self._write_all(pool, store)
            store.finish()
        finally:
            store.close()
            pool.close()
        return self._finished()

    def _write_all(self, pool: PreparingPool, store: StoreWriter) -> None:
        """Give every gazette in order to store and engine."""
        extended = self._extended()
        engine = extended or self.space.writer(self.generation)
        try:
            writer = DocumentWriter(store, engine, self.tally)
            files = [file for file in self._inputs.files if not file.second_reading_of]
            tasks = (self._task(file, extends=extended is not None) for file in files)
            for file, outcome in zip(files, pool.outcomes(tasks), strict=True):
                reports = self._write_file(writer, file, outcome)
                store.add_file(file.name, self._keys[file.name], msgspec.json.encode(reports))
            for gazette in (*self._seconds.values(), *self._others):
                self._write(writer, prepared_alone(gazette))
            engine.commit()
        except BaseException:
            engine.abort()
            raise

    def _extended(self) -> EngineWriter | None:
        """An engine that begins as the previous one, where nothing of that was changed or removed."""
        if self._previous is None or not self._previous.is_within(self._keys):
            return None
        return self.space.extend(self.generation, self._previous.generation)

    def _task(self, file: SourceFile, *, extends: bool) -> PoolTask:
        kept = self._unchanged(file)
        if kept is None:
            return file
        return None if extends else kept.reports

    def _unchanged(self, file: SourceFile) -> KeptFile | None:
        return self._previous.unchanged(file.name, self._keys[file.name]) if self._previous else None

    def _write_file(self, writer: DocumentWriter, file: SourceFile, outcome: Outcome) -> tuple[FileReport, ...]:
        """Write what came of a file: its gazettes, or what the previous generation has of it."""
        if isinstance(outcome, list):
            return self._read(writer, file, outcome)
        kept = self._unchanged(file)
        reports = kept.reports if kept else ()
        for report in reports:
            self._copy(writer, report, outcome or {})
        return reports

    def _read(self, writer: DocumentWriter, file: SourceFile, found: list[Prepared]) -> tuple[FileReport, ...]:
        if any(number not in self._seconds for gazette in found for number in gazette.report.merged):
            # An earlier file had the document whose second reading this is; a reading is merged once.
            found = prepare(file, self._seconds, self._pages)
        reports = []
        for gazette in found:
            self._write_reports(writer, gazette.report)
            reports.append(self._write(writer, gazette))
        return tuple(reports)

    def _copy(self, writer: DocumentWriter, report: FileReport, rows: Mapping[str, bytes]) -> None:
        """Copy a gazette from the previous generation; ``rows`` are those that the engine does not have yet."""
        if any(number not in self._seconds for number in report.merged):
            raise IncrementalError(report.file)
        self._write_reports(writer, report)
        if not writer.copy(report, rows):
            raise IncrementalError(report.file)
        self._notify_read(report)

    def _write_reports(self, writer: DocumentWriter, report: FileReport) -> None:
        """Write the reports of the second readings that were merged into a gazette, before it."""
        for number in report.merged:
            self._write(writer, prepared_alone(report_of(self._seconds.pop(number), number)))

    def _write(self, writer: DocumentWriter, gazette: Prepared) -> FileReport:
        written = writer.write(gazette)
        self._notify_read(gazette.report)
        return written

    def _finished(self) -> Manifest:
        if not self.tally.clauses:
            raise RebuildError(
                f"There is no clause in the gazettes of {self._inputs.folder}; choose another --corpus.",
                f"{self._inputs.folder} 的公报中没有条款，请用 --corpus 另选目录。",
            )
        notify = self._notify_encoded if self.options.progress else None
        write_sidecars(self.folder, self.space.local, self.options.workers, notify, vectors=self.options.vectors)
        make_tree_durable(self.folder)
        if self._pages.cache:
            self._pages.cache.drop_all_but(frozenset(self._inputs.hashes.values()))
        manifest = self._manifest()
        write_manifest(self.folder, manifest)
        self.space.publish(self.generation)
        return manifest

    def _notify_read(self, report: FileReport) -> None:
        self._done += 1
        if self.options.progress:
            files = len(self._inputs.files)
            counts = self.tally.documents, self.tally.clauses
            self.options.progress(Progress(report.file, min(self._done, files), files, *counts))

    def _notify_page(self, name: str, page: int, count: int) -> None:
        if self.options.progress:
            counts = self.tally.documents, self.tally.clauses
            self.options.progress(Progress(f"{name} ({page}/{count})", self._done, len(self._inputs.files), *counts))

    def _notify_encoded(self, encoder: str, done: int, of: int) -> None:
        if self.options.progress:
            counts = self.tally.documents, self.tally.clauses
            self.options.progress(Progress(f"vectors ({encoder})", done, of, *counts))

    def _name(self) -> str:
        """Time and content, so that a listing is in order and equal corpora are seen to be equal."""
        content = hashlib.sha256(msgspec.json.encode(sorted(self._inputs.hashes.items()))).hexdigest()[:8]
        name = f"{self._built_at:%Y%m%dT%H%M%S}-{content}"
        return f"{name}-{self._built_at:%f}" if name in self.space.generations() else name

    def _manifest(self) -> Manifest:
        contents = self.tally
        return Manifest(
            generation=self.generation,
            built_at=self._built_at,
            engine=self.space.engine,
            schema_version=SCHEMA_VERSION,
            analysis_version=ANALYSIS_VERSION,
            issues=contents.issues,
            documents=contents.documents,
            clauses=contents.clauses,
            inputs=self._inputs.hashes,
            coverage=contents.coverage,
            lines=contents.lines,
            left_out=contents.left_out,
            program=fingerprint(),
        )

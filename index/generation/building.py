"""Writing one generation: every file goes through once, each document to store and engine, nothing is held back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from corpus.formats import PageCache
from corpus.sources import Pages, SourceFile, hashes_beside, read_seconds, second_readings
from index.analysis import ANALYSIS_VERSION
from index.durability import make_tree_durable
from index.engines import EngineSpace
from index.errors import RebuildError
from index.generation.generations import STORE, Manifest, write_manifest
from index.generation.knowledge_writing import KnowledgeWriter, LexiconSources
from index.generation.preparing import FileReport, Prepared, prepare, prepared_alone, report_of
from index.generation.preparing_pool import PreparingPool
from index.generation.sidecars import MANY, VectorOptions, write_sidecars
from index.generation.storing import StoreWriter
from index.generation.writing import DocumentWriter, GenerationTally
from index.knowledge.encoders import available
from index.knowledge.encoding import CACHE
from index.schema import SCHEMA_VERSION

#: Where pages that were read are kept, below the cache of the index.
PAGES = "page_contents"


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

    Without ``vectors`` clauses are found and ranked by their words alone.
    """

    workers: int = 1
    min_coverage: float = 0.99
    vectors: bool = True
    progress: Callable[[Progress], None] | None = None


class Builder:
    """Writes the files of a corpus folder into a new generation; each is opened once, read and hashed."""

    def __init__(self, files: Sequence[SourceFile], space: EngineSpace, options: RebuildOptions) -> None:
        self._files, self._folder = files, files[0].folder
        self._hashes = hashes_beside(self._folder)
        self.space, self.options = space, options
        self._built_at = datetime.now(UTC)
        self._done = 0
        self.generation = f"{self._built_at:%Y%m%dT%H%M%S}-{token_hex(4)}"
        self.folder = space.folder(self.generation)
        self.tally = GenerationTally()
        self._pages = Pages(PageCache(space.local / CACHE / PAGES), self._notify_page if options.progress else None)
        seconds = read_seconds(files, self._pages)
        self._hashes |= {file.name: reading.content_hash for file, reading in seconds}
        self._seconds, self._others = second_readings(seconds)

    def build(self) -> Manifest:
        """Write everything, the manifest last, and publish it.

        Raises ``OSError``, ``sqlite3.Error`` or :class:`RebuildError`.
        """
        self.folder.mkdir(parents=True)
        # Before the engine starts its threads, since processes are best forked without any.
        pool = PreparingPool(self.options.workers, self._seconds, self._pages)
        try:
            sources = self._written(pool)
        finally:
            pool.close()
        return self._finished(sources)

    def _written(self, pool: PreparingPool) -> LexiconSources:
        """Write every gazette; gives what the lexicon is made of."""
        store, knowledge = StoreWriter(self.folder / STORE), KnowledgeWriter(self.folder)
        try:
            self._write_all(pool, store, knowledge)
            store.finish()
        finally:
            store.close()
        return knowledge.write()

    def _write_all(self, pool: PreparingPool, store: StoreWriter, knowledge: KnowledgeWriter) -> None:
        """Give every gazette in order to store, engine and knowledge."""
        engine = self.space.writer(self.generation)
        try:
            writer = DocumentWriter(store, engine, knowledge, self.tally)
            files = [file for file in self._files if not file.second_reading_of]
            for file, prepared in zip(files, pool.prepared(files), strict=True):
                self._hashes[file.name] = prepared.content_hash
                self._write_file(writer, file, prepared.gazettes)
            for gazette in (*self._seconds.values(), *self._others):
                self._write(writer, prepared_alone(gazette))
            engine.commit()
        except BaseException:
            engine.abort()
            raise

    def _write_file(self, writer: DocumentWriter, file: SourceFile, found: Sequence[Prepared]) -> None:
        if any(number not in self._seconds for gazette in found for number in gazette.report.merged):
            # An earlier file had the document whose second reading this is; a reading is merged once.
            found = prepare(file, self._seconds, self._pages).gazettes
        for gazette in found:
            for number in gazette.report.merged:
                self._write(writer, prepared_alone(report_of(self._seconds.pop(number), number)))
            self._write(writer, gazette)

    def _write(self, writer: DocumentWriter, gazette: Prepared) -> None:
        writer.write(gazette)
        self._notify_read(gazette.report)

    def _finished(self, sources: LexiconSources) -> Manifest:
        if not self.tally.clauses:
            raise RebuildError(
                f"There is no clause in the gazettes of {self._folder}; choose another --corpus.",
                f"{self._folder} 的公报中没有条款，请用 --corpus 另选目录。",
            )
        self._write_sidecars(sources)
        make_tree_durable(self.folder)
        if self._pages.cache:
            self._pages.cache.drop_all_but(frozenset(self._hashes.values()))
        manifest = self._manifest()
        write_manifest(self.folder, manifest)
        self.space.publish(self.generation)
        return manifest

    def _write_sidecars(self, sources: LexiconSources) -> None:
        encoders = available() if self.options.vectors else ()
        notify = self._notify_encoded if self.options.progress else None
        options = VectorOptions(encoders, self.options.workers, notify)
        write_sidecars(self.folder, self.space.local, sources, options, many=self.tally.clauses >= MANY)

    def _notify_read(self, report: FileReport) -> None:
        self._done += 1
        if self.options.progress:
            files = len(self._files)
            counts = self.tally.documents, self.tally.clauses
            self.options.progress(Progress(report.file, min(self._done, files), files, *counts))

    def _notify_page(self, name: str, page: int, count: int) -> None:
        if self.options.progress:
            counts = self.tally.documents, self.tally.clauses
            self.options.progress(Progress(f"{name} ({page}/{count})", self._done, len(self._files), *counts))

    def _notify_encoded(self, encoder: str, done: int, of: int) -> None:
        if self.options.progress:
            counts = self.tally.documents, self.tally.clauses
            self.options.progress(Progress(f"vectors ({encoder})", done, of, *counts))

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
            inputs=self._hashes,
            coverage=contents.coverage,
            lines=contents.lines,
            left_out=contents.left_out,
        )

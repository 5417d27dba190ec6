"""Writing one generation: every file goes through once, to the store and to the engine, nothing is held back."""

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from corpus.findings import LEFT_OUT, FindingCode
from corpus.model import Document
from corpus.sources import CATALOG, SourceFile, content_hash, second_readings, source_files
from index.analysis import ANALYSIS_VERSION
from index.engines import Address, open_engine
from index.errors import RebuildError
from index.generation.durability import make_durable, make_tree_durable
from index.generation.generations import ENGINE, STORE, Manifest, generation_folder, write_manifest
from index.generation.ids import CorpusIds, Naming
from index.generation.preparing import Prepared, Reading, decoded, prepare, report_of, under, without_reading
from index.generation.preparing_pool import PreparingPool, Task
from index.generation.sidecars import write_sidecars
from index.generation.storing import StoreWriter
from index.generation.takeover import KeptFile, Previous, file_keys
from index.schema import SCHEMA_VERSION, ClauseRow

#: How many documents are asked for again when the generation is verified.
_SAMPLES = 25
#: Rows while a file is written, and at its end what was said of it.
Written = Generator[ClauseRow, None, tuple[Reading, ...]]


class TakeoverError(Exception):
    """The previous generation cannot be built upon; everything is to be read anew."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A rebuild has read ``file``; ``documents`` and ``clauses`` so far, ``done`` of ``files`` files.

    While vectors are made, ``file`` names the encoder, and ``done`` of ``files`` are clauses.
    """

    file: str
    done: int
    files: int
    documents: int
    clauses: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a generation is made of, and how: see :class:`index.rebuild.RebuildOptions`."""

    corpus: Path
    address: Address
    workers: int = 1
    progress: Callable[[Progress], None] | None = None
    program: str = ""
    previous: Previous | None = None
    vectors: bool = True


class Builder:
    """Writes the gazettes of a corpus into a new folder. ``notes`` say what was left out and why."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._files = source_files(plan.corpus)
        self._inputs = input_hashes(plan.corpus)
        self._keys = file_keys(self._files, self._inputs)
        self._built_at = datetime.now(UTC)
        self.generation = self._name()
        self.folder = generation_folder(plan.address.path, self.generation)
        self.notes: list[str] = []
        #: Heads of some documents that were read now, for the verification.
        self.samples: list[Document] = []
        self._ids = CorpusIds()
        self._documents = 0
        self._coverage: dict[str, float] = {}
        self._lines: dict[str, int] = {}
        self._left_out: dict[str, FindingCode] = {}
        #: How many findings of each kind there are.
        self.findings: Counter[FindingCode] = Counter()
        self._clauses = self._done = 0
        self._seconds, self._others = second_readings(self._files)
        self._extends = False

    def build(self) -> Manifest:
        """Write everything, the manifest last.

        Raises ``OSError``, ``sqlite3.Error``, :class:`RebuildError`, or :class:`TakeoverError` where the previous
        generation turns out to be in the way.
        """
        self.folder.mkdir(parents=True)
        previous = self._plan.previous
        pool = PreparingPool(self._plan.workers, self._seconds, previous.store if previous else None)
        store = StoreWriter(self.folder / STORE, previous.store if previous else None)
        try:
            engine = open_engine(self._plan.address.scheme, self.folder / ENGINE)
            if previous and previous.is_within(self._keys):
                self._extends = engine.take_over(previous.engine)
            engine.build(self._rows(store, pool))
            store.finish()
        finally:
            store.close()
            pool.close()
        return self._finished()

    def _finished(self) -> Manifest:
        if not self._clauses:
            raise RebuildError(
                f"There is no clause in the gazettes of {self._plan.corpus}; choose another --corpus.",
                f"{self._plan.corpus} 的公报中没有条款，请用 --corpus 另选目录。",
            )
        tell = self._tell_encoded if self._plan.progress else None
        write_sidecars(self.folder, self._plan.address, self._plan.workers, tell, vectors=self._plan.vectors)
        make_tree_durable(self.folder)
        manifest = self._manifest()
        write_manifest(self.folder, manifest)
        make_durable(self.folder.parent)
        return manifest

    def _tell_encoded(self, encoder: str, done: int, of: int) -> None:
        if self._plan.progress:
            self._plan.progress(Progress(f"vectors ({encoder})", done, of, self._documents, self._clauses))

    def _name(self) -> str:
        """Time and content, so that a listing is in order and equal corpora are seen to be equal."""
        content = hashlib.sha256(msgspec.json.encode(sorted(self._inputs.items()))).hexdigest()[:8]
        name = f"{self._built_at:%Y%m%dT%H%M%S}-{content}"
        taken = generation_folder(self._plan.address.path, name).exists()
        return f"{name}-{self._built_at:%f}" if taken else name

    def _rows(self, store: StoreWriter, pool: PreparingPool) -> Iterator[ClauseRow]:
        """The rows that the engine needs, of every gazette in order; its documents are stored on the way."""
        files = [file for file in self._files if not file.second_reading_of]
        for file, outcome in zip(files, pool.outcomes(map(self._task, files)), strict=True):
            if isinstance(outcome, list):
                readings = yield from self._read(store, file, outcome)
            else:
                readings = yield from self._taken(store, file, outcome or {})
            store.add_file(file.name, self._keys[file.name], msgspec.json.encode(readings))
        for gazette in (*self._seconds.values(), *self._others):
            yield from self._write(store, without_reading(gazette))

    def _unchanged(self, file: SourceFile) -> KeptFile | None:
        previous = self._plan.previous
        return previous.unchanged(file.name, self._keys[file.name]) if previous else None

    def _task(self, file: SourceFile) -> Task:
        kept = self._unchanged(file)
        if kept is None:
            return file
        return None if self._extends else kept.readings

    def _read(self, store: StoreWriter, file: SourceFile, found: list[Prepared]) -> Written:
        """Write a file that was read now."""
        if any(number not in self._seconds for gazette in found for number in gazette.reading.merged):
            # An earlier file had the document whose second reading this is; a reading is merged once.
            found = prepare(file, self._seconds)
        readings = []
        for gazette in found:
            yield from self._reports(store, gazette.reading)
            readings.append((yield from self._write(store, gazette)))
        return tuple(readings)

    def _taken(self, store: StoreWriter, file: SourceFile, rows: Mapping[str, bytes]) -> Written:
        """Copy a file from the previous generation; ``rows`` are those that the engine does not have yet."""
        kept = self._unchanged(file)
        readings = kept.readings if kept else ()
        for reading in readings:
            if any(number not in self._seconds for number in reading.merged):
                raise TakeoverError(file.name)
            yield from self._reports(store, reading)
            named = self._begin(store, reading)
            if (named.kept, named.issue and named.issue.id) != (reading.kept, reading.kept_issue):
                raise TakeoverError(file.name)
            for known in reading.kept:
                self._clauses += store.copy_document(known)
                if known in rows:
                    yield from decoded(rows[known])
            self._end(reading)
        return readings

    def _reports(self, store: StoreWriter, reading: Reading) -> Iterator[ClauseRow]:
        """Write the reports of the second readings that were merged into a gazette, before it."""
        for number in reading.merged:
            yield from self._write(store, without_reading(report_of(self._seconds.pop(number), number)))

    def _write(self, store: StoreWriter, gazette: Prepared) -> Generator[ClauseRow, None, Reading]:
        reading = gazette.reading
        named = self._begin(store, reading)
        for known, given in zip(reading.documents, named.documents, strict=True):
            if given is None:
                continue
            document = gazette.documents[known]
            if (given, named.issue) != (known, reading.issue):
                document = under(document, given, named.issue)
            store.add_document(document.head, document.clauses)
            self._clauses += len(document.clauses)
            if document.clauses and len(self.samples) < _SAMPLES:
                self.samples.append(replace(document.head, parts=()))
            yield from decoded(document.rows)
        self._end(reading)
        return replace(reading, kept=named.kept, kept_issue=named.issue.id if named.issue else None)

    def _begin(self, store: StoreWriter, reading: Reading) -> Naming:
        """Give the gazette its ids, store its issue, and say where an id was taken."""
        named = self._ids.name(reading)
        if named.issue and named.is_new:
            store.add_issue(named.issue, named.toc)
        elif named.issue:
            self._find(FindingCode.SAME_ISSUE, f"{reading.file}: {named.issue.id} is in an earlier file too")
        for known, given in zip(reading.documents, named.documents, strict=True):
            if given is None:
                self._find(
                    FindingCode.SAME_DOCUMENT, f"{reading.file}: {known} is in an earlier file too, word for word"
                )
            elif given != known:
                self._find(FindingCode.SAME_ID, f"{reading.file}: {known} is taken, the document is {given}")
        self._documents += len(named.kept)
        return named

    def _find(self, code: FindingCode, note: str) -> None:
        self.findings[code] += 1
        self.notes.append(note)

    def _end(self, reading: Reading) -> None:
        self._coverage[reading.file] = reading.coverage
        self._lines[reading.file] = reading.lines
        self.findings.update(code for code, _ in reading.findings)
        for code, message in reading.findings:
            if code in LEFT_OUT:
                self._left_out[reading.file] = code
                self.notes.append(message)
        self._done += 1
        if self._plan.progress:
            counts = self._documents, self._clauses
            self._plan.progress(Progress(reading.file, min(self._done, len(self._files)), len(self._files), *counts))

    def _manifest(self) -> Manifest:
        return Manifest(
            generation=self.generation,
            built_at=self._built_at,
            engine=self._plan.address.scheme,
            schema_version=SCHEMA_VERSION,
            analysis_version=ANALYSIS_VERSION,
            issues=len(self._ids.issues),
            documents=self._documents,
            clauses=self._clauses,
            inputs=self._inputs,
            coverage=self._coverage,
            lines=self._lines,
            left_out=self._left_out,
            program=self._plan.program,
        )


def input_hashes(corpus: Path) -> dict[str, str]:
    """SHA-256 by file of everything in a corpus folder that shapes the index, the catalog included."""
    hashes = {source.name: content_hash(source) for source in source_files(corpus)}
    catalog = corpus / CATALOG
    return hashes | ({CATALOG: hashlib.sha256(catalog.read_bytes()).hexdigest()} if catalog.exists() else {})

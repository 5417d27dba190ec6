"""Generations of an index: what the manifest of one says, and whether its files are as they were written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import msgspec

from corpus import FindingCode
from index.analysis import ANALYSIS_VERSION
from index.durability import make_durable
from index.engines import MANIFEST, EngineSpace
from index.engines.folders import ENGINE
from index.errors import EngineError, IndexOutdatedError
from index.generation.integrity import COMPARED, UNFINISHED, FileSum, damages, file_sums, is_sealed, sealed
from index.schema import SCHEMA_VERSION

STORE = "store.sqlite"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is: complete when its manifest is there, readable when its versions are ours.

    By file of the corpus folder: ``inputs`` are SHA-256 sums, ``lines`` the lines that are not blank, ``coverage`` the
    share of them that was placed (0 to 1), ``left_out`` why nothing was read. ``built_at`` is in UTC. ``files`` has
    every other file of the generation, ``seal`` its own sum.
    """

    generation: str
    built_at: datetime
    engine: str
    schema_version: int
    analysis_version: int
    issues: int
    documents: int
    clauses: int
    inputs: dict[str, str]
    coverage: dict[str, float]
    lines: dict[str, int]
    left_out: dict[str, FindingCode] = field(default_factory=dict)
    files: dict[str, FileSum] = field(default_factory=dict)
    seal: str = ""

    @property
    def placed(self) -> float:
        """The share of placed lines of all that was read."""
        total = sum(self.lines.values())
        return sum(self.coverage[file] * lines for file, lines in self.lines.items()) / total if total else 1.0

    @property
    def total_coverage(self) -> float:
        """The share of placed lines of the whole corpus; a file that was left out counts as one of average length."""
        return self.placed * (1 - len(self.left_out) / len(self.lines)) if self.lines else self.placed


@contextmanager
def readable(url: str, file: str = "") -> Iterator[None]:
    """Whatever fails when a file of an index is read as :class:`index.errors.IndexOutdatedError`."""
    try:
        yield
    except (
        EngineError,
        sqlite3.Error,
        msgspec.DecodeError,
        OSError,
        EOFError,
        ValueError,
        LookupError,
        RecursionError,
    ) as error:
        named = f"{file}: {error}" if file else f"{error}"
        raise IndexOutdatedError.damaged(url, named) from error


def require_whole(url: str, folder: Path, manifest: Manifest, *, compared: int | None = COMPARED) -> None:
    """:class:`index.errors.IndexOutdatedError` naming a file that is not as its manifest says."""
    for found in damages(folder, manifest.files, compared=compared):
        # What was added beside the files of the engine is not read by anything.
        if found.file in manifest.files or found.file.startswith(f"{ENGINE}/"):
            what, what_zh = f"{found.file} {found.message_en}", f"{found.file} {found.message_zh}"
            raise IndexOutdatedError.damaged(url, what, what_zh)


def read_manifest(space: EngineSpace, generation: str) -> Manifest:
    """The published manifest of a generation; raises as :func:`index.snapshot.open_index` does."""
    url = space.url
    with readable(url, MANIFEST):
        found = space.manifest(generation)
        if found is None:
            raise IndexOutdatedError.damaged(url, f"{MANIFEST} is missing", f"{MANIFEST} 缺失")
        # An older manifest may lack fields, so the version is read before the rest.
        schema_version = msgspec.json.decode(found, type=dict[str, object]).get("schema_version")
        if schema_version != SCHEMA_VERSION:
            reason = f"schema {schema_version}, this program needs {SCHEMA_VERSION}"
            raise IndexOutdatedError.other_version(url, reason, f"结构版本为 {schema_version}，需要 {SCHEMA_VERSION}")
        manifest = msgspec.json.decode(found, type=Manifest)
    if not is_sealed(found, manifest.seal):
        reason, reason_zh = "has other bytes than were written", "内容与写入时不同"
        raise IndexOutdatedError.damaged(url, f"{MANIFEST} {reason}", f"{MANIFEST} {reason_zh}")
    if manifest.analysis_version != ANALYSIS_VERSION:
        reason = f"analysis {manifest.analysis_version}, this program needs {ANALYSIS_VERSION}"
        reason_zh = f"分词版本为 {manifest.analysis_version}，需要 {ANALYSIS_VERSION}"
        raise IndexOutdatedError.other_version(url, reason, reason_zh)
    if manifest.engine != space.engine:
        engine = manifest.engine
        raise IndexOutdatedError.other_version(url, f"it is of engine {engine}", f"它属于检索引擎 {engine}")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation with the sums of its files; it is there whole or not at all."""
    unsealed = replace(manifest, files=file_sums(folder), seal="0" * 64)
    beside = folder / f"{MANIFEST}{UNFINISHED}"
    beside.write_bytes(sealed(msgspec.json.format(msgspec.json.encode(unsealed), indent=1)))
    make_durable(beside)
    beside.replace(folder / MANIFEST)
    make_durable(folder)


def other_generations(space: EngineSpace) -> list[Manifest]:
    """The manifests that can be read of generations which do not serve, newest first."""
    found, serving = [], space.serving()
    for generation in space.generations():
        if generation != serving:
            with suppress(IndexOutdatedError):
                found.append(read_manifest(space, generation))
    return sorted(found, key=lambda one: one.built_at, reverse=True)

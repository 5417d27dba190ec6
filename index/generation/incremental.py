"""Incremental rebuild: which unchanged files of the serving generation the next one may copy."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from corpus import OperatorError
from corpus.sources import SourceFile
from index.engines import EngineSpace
from index.generation.generations import STORE, read_manifest, require_whole
from index.generation.preparing import FileReport


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What was said of an input file; ``key`` changes when it must be read again."""

    key: str
    reports: tuple[FileReport, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """A generation whose files can be taken over by name; ``store`` is its store."""

    generation: str
    store: Path
    files: dict[str, KeptFile]

    def unchanged(self, name: str, key: str) -> KeptFile | None:
        """The file, where it can be taken over as it was."""
        kept = self.files.get(name)
        return kept if kept and kept.key == key else None

    def is_within(self, keys: dict[str, str]) -> bool:
        """Whether nothing of it was changed or removed."""
        return all(self.unchanged(name, keys.get(name, "")) for name in self.files)


def previous_generation(space: EngineSpace, program: str) -> Previous | None:
    """The serving generation, where it was made by this very program for this engine and is sound."""
    serving = space.serving()
    if serving is None:
        return None
    try:
        manifest = read_manifest(space, serving)
        if manifest.program != program:
            return None
        folder = space.fetch(serving)
        # Damage that was copied would be taken for what was written.
        require_whole(space.url, folder, manifest, compared=None)
        return Previous(serving, folder / STORE, _files(folder / STORE))
    except (OperatorError, OSError, sqlite3.Error, msgspec.DecodeError):
        return None


def file_keys(files: Iterable[SourceFile], hashes: dict[str, str]) -> dict[str, str]:
    """For each file that is no second reading what it depends on: its content, its corrections, all second readings.

    An archive depends on the corrections of all files, as they name its members by their content.
    """
    ours = list(files)
    own = {file.name: f"{hashes[file.name]} {file.correction_key(hashes[file.name])}".strip() for file in ours}
    seconds = sorted(f"{file.second_reading_of} {own[file.name]}" for file in ours if file.second_reading_of)
    shared = hashlib.sha256("\n".join(seconds).encode()).hexdigest()
    return {file.name: f"{own[file.name]} {shared}" for file in ours if not file.second_reading_of}


def _files(store: Path) -> dict[str, KeptFile]:
    connection = sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        rows: list[tuple[Any, ...]] = connection.execute("SELECT name, key, value FROM files").fetchall()
    finally:
        connection.close()
    return {name: KeptFile(key, msgspec.json.decode(value, type=tuple[FileReport, ...])) for name, key, value in rows}

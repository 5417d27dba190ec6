"""Generations of an index: where they lie, which one serves, what its manifest says.

``PATH/current`` names the serving generation; ``PATH/generations/<id>/`` holds its manifest, store and engine. A
generation is complete when its manifest is there, since that is written last.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from index.analysis import ANALYSIS_VERSION
from index.engines import Address
from index.errors import EngineError, IndexOutdatedError
from index.generation.durability import make_durable
from index.schema import SCHEMA_VERSION

MANIFEST = "manifest.json"
STORE = "store.sqlite"
ENGINE = "engine"
_CURRENT = "current"
_ID = re.compile(r"[0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is: complete when its manifest is there, readable when its versions are ours.

    By file of the corpus folder: ``inputs`` are SHA-256 sums, ``lines`` the lines that are not blank, ``coverage`` the
    share of them that was placed (0 to 1). ``built_at`` is in UTC. ``program`` is a sum of what read and analysed.
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
    program: str = ""

    @property
    def total_coverage(self) -> float:
        """The share of placed lines of the whole corpus."""
        total = sum(self.lines.values())
        return sum(self.coverage[file] * lines for file, lines in self.lines.items()) / total if total else 1.0


@contextmanager
def readable(url: str) -> Iterator[None]:
    """Whatever fails when a file of an index is read as :class:`index.errors.IndexOutdatedError`."""
    try:
        yield
    except (EngineError, sqlite3.Error, msgspec.DecodeError, OSError, ValueError, KeyError) as error:
        raise IndexOutdatedError(url, f"damaged: {error}", f"已损坏：{error}") from error


def read_manifest(url: str, address: Address, folder: Path) -> Manifest:
    """The manifest of a generation in a folder; raises as :func:`open_index` does."""
    with readable(url):
        found = (folder / MANIFEST).read_bytes()
        # An older manifest may lack fields, so the version is read before the rest.
        schema_version = msgspec.json.decode(found, type=dict[str, object]).get("schema_version")
        if schema_version != SCHEMA_VERSION:
            reason = f"schema {schema_version}, this program needs {SCHEMA_VERSION}"
            raise IndexOutdatedError(url, reason, f"结构版本为 {schema_version}，需要 {SCHEMA_VERSION}")
        manifest = msgspec.json.decode(found, type=Manifest)
    if manifest.analysis_version != ANALYSIS_VERSION:
        reason = f"analysis {manifest.analysis_version}, this program needs {ANALYSIS_VERSION}"
        reason_zh = f"分词版本为 {manifest.analysis_version}，需要 {ANALYSIS_VERSION}"
        raise IndexOutdatedError(url, reason, reason_zh)
    if manifest.engine != address.scheme:
        raise IndexOutdatedError(url, f"it is of engine {manifest.engine}", f"它属于检索引擎 {manifest.engine}")
    return manifest


def serving_generation(path: Path) -> str | None:
    """The id of the serving generation of an index folder, ``None`` where there is none."""
    try:
        name = (path / _CURRENT).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None
    return name if _ID.fullmatch(name) else None


def generation_folder(path: Path, generation: str) -> Path:
    """Where a generation lies in an index folder."""
    return path / "generations" / generation


def serve_generation(path: Path, generation: str) -> None:
    """Make a generation the serving one, in one step that readers see or do not see."""
    beside = path / f"{_CURRENT}.new"
    beside.write_text(f"{generation}\n", encoding="ascii")
    make_durable(beside)
    beside.replace(path / _CURRENT)
    make_durable(path)

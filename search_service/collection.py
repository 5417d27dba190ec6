"""The whole collection as files with their checksums, made once for a generation. No web framework in here."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import file_digest
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from corpus.child_processes import end_with_parent
from corpus.export.akn import document_akn
from index import Snapshot, Store
from index.generation.generations import STORE
from search_service.database import write_database
from search_service.exports import lines_of

SUMS = "SHA256SUMS"
#: Beside the generations of an index.
FOLDER = "downloads"


@dataclass(frozen=True, slots=True)
class CollectionFile:
    """One file: its name, its size in bytes, and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Collection:
    """The files of a generation in a folder."""

    folder: Path
    files: tuple[CollectionFile, ...]


def collection_of(snapshot: Snapshot) -> Collection:
    """The files of a generation; those that no rebuild has written are written now."""
    return snapshot.derived(_collection)


def write_collection(snapshot: Snapshot, workers: int = 1) -> Path:
    """Write the files beside the generations of an index, and remove those of generations that are gone.

    ``workers`` processes write one file each at a time; one works in this process.
    """
    generations = snapshot.folder.parent
    folder = generations.parent / FOLDER
    made = folder / snapshot.manifest.generation
    if not (made / SUMS).exists():
        folder.mkdir(exist_ok=True)
        whole = Path(tempfile.mkdtemp(dir=folder))
        _write(snapshot, whole, workers)
        whole.chmod(0o755)
        with suppress(OSError):  # another process was first
            whole.rename(made)
        shutil.rmtree(whole, ignore_errors=True)
    for old in folder.iterdir():
        if not (generations / old.name).exists():
            shutil.rmtree(old, ignore_errors=True)
    return made


def _collection(snapshot: Snapshot) -> Collection:
    try:
        folder = write_collection(snapshot)
    except OSError:  # the service may read its index only
        folder = Path(tempfile.mkdtemp(prefix="gongbao-"))
        _write(snapshot, folder)
    sums = (line.split("  ", 1) for line in (folder / SUMS).read_text("utf-8").splitlines())
    files = tuple(CollectionFile(name, (folder / name).stat().st_size, digest) for digest, name in sums)
    return Collection(folder, files)


def _write(snapshot: Snapshot, folder: Path, workers: int = 1) -> None:
    """The files, then their checksums, so that a folder with checksums is whole."""
    if workers > 1:
        # A process that serves or has written an engine has threads, which a forked one would miss.
        spawn = get_context("spawn")
        with ProcessPoolExecutor(min(workers, len(FILES)), spawn, initializer=end_with_parent) as pool:
            sums = list(pool.map(_written_apart, FILES, repeat(snapshot.folder), repeat(folder)))
    else:
        sums = [_written(name, snapshot.store, folder) for name in FILES]
    (folder / SUMS).write_text("".join(sums), "utf-8")


def _written_apart(name: str, generation: Path, folder: Path) -> str:
    with closing(Store(generation / STORE)) as store:
        return _written(name, store, folder)


def _written(name: str, store: Store, folder: Path) -> str:
    """Writes a file; gives its line among the checksums."""
    FILES[name](store, folder / name)
    with (folder / name).open("rb") as file:
        return f"{file_digest(file, 'sha256').hexdigest()}  {name}\n"


def _lines(form: str) -> Callable[[Store, Path], None]:
    def write(store: Store, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines_of(store, form))

    return write


def _akn(store: Store, path: Path) -> None:
    """A file for each document in one archive; the same collection gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in store.whole_documents():
            archive.writestr(zipfile.ZipInfo(f"{document.id}.xml"), document_akn(document), zipfile.ZIP_DEFLATED)


FILES: Mapping[str, Callable[[Store, Path], None]] = {
    "gongbao.jsonl": _lines("jsonl"),
    "gongbao-clauses.csv": _lines("csv"),
    "gongbao-tasks.csv": _lines("tasks.csv"),
    "gongbao-akoma-ntoso.zip": _akn,
    "gongbao.sqlite": write_database,
}

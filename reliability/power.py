"""Power cuts: after every operation of a rebuild, what is left on a disk that keeps only what was handed to it."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import durability
from index.engines import folders
from index.generation import generations
from reliability.archive import Archive, in_child

#: Operations on names, by the event that Python tells of each.
_NAMES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")


class Disk:
    """A folder, and of it what would be there after a power cut.

    A file has the bytes that it had when it was last synced, a folder the names; what was never synced has none. Files
    that were synced are linked elsewhere, so that no new file gets the number of an old one.
    """

    def __init__(self, folder: Path, links: Path) -> None:
        self._folder, self._links = folder, links
        links.mkdir()
        self._bytes: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int]] = {}
        for path in (folder, *folder.rglob("*")):
            self.sync(path)

    def sync(self, path: Path) -> None:
        """Hand a file, or the names in a folder, to the disk."""
        number = path.stat().st_ino
        if path.is_dir():
            self._names[number] = {one.name: one.stat().st_ino for one in path.iterdir()}
            return
        self._bytes[number] = path.read_bytes()
        link = self._links / str(number)
        if not link.exists():
            os.link(path, link)

    def after_a_cut(self, target: Path) -> None:
        """Write what was synced, and nothing else, to another folder."""
        self._write(self._folder.stat().st_ino, target)

    def after_a_cut_that_kept_names(self, target: Path) -> None:
        """Write all names, and of each file that was not synced as it is now one half."""
        for path in self._folder.rglob("*"):
            beside = target / path.relative_to(self._folder)
            if path.is_dir():
                beside.mkdir(parents=True, exist_ok=True)
                continue
            content = path.read_bytes()
            whole = self._bytes.get(path.stat().st_ino) == content
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content if whole else content[: len(content) // 2])

    def _write(self, number: int, target: Path) -> None:
        if number in self._bytes:
            target.write_bytes(self._bytes[number])
        elif number in self._names:
            target.mkdir(parents=True)
            for name, inner in self._names[number].items():
                self._write(inner, target / name)
        else:
            target.touch()


def cuts(folder: Path, engine: str) -> tuple[int, list[str]]:
    """Cut the power after every operation of a rebuild; how many operations there were, and what went wrong."""
    archive = Archive.make(folder, engine)
    in_child(archive.rebuild)
    archive.turn()
    wrong: list[str] = []
    moments = folder / "moments"
    code = in_child(lambda: _traced(archive, moments))
    if code:
        wrong.append("the rebuild fails")
    states = sorted(moments.iterdir()) if moments.exists() else []
    for state in states:
        after = Archive(archive.corpus, f"{engine}:{state}")
        if in_child(after.require_whole):
            wrong.append(f"{state.name}: neither the old nor the new generation")
        elif in_child(after.rebuild) or in_child(after.require_whole) or after.leftovers():
            wrong.append(f"{state.name}: the next rebuild does not complete")
        shutil.rmtree(state)
    return len(states) // 2, wrong


def _traced(archive: Archive, moments: Path) -> None:
    disk = Disk(archive.index_folder, moments.with_name("links"))
    moments.mkdir()
    with _watched(disk, moments, archive.index_folder):
        archive.rebuild()


@contextmanager
def _watched(disk: Disk, moments: Path, folder: Path) -> Iterator[None]:
    count, watching = 0, True

    def moment() -> None:
        nonlocal count
        count += 1
        disk.after_a_cut(moments / f"{count:05}-synced")
        disk.after_a_cut_that_kept_names(moments / f"{count:05}-names")

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal watching
        # The state before this operation is the one after the operation before it.
        if watching and event in _NAMES and str(arguments[0]).startswith(str(folder)):
            watching = False
            moment()
            watching = True

    sync = durability.make_durable

    def synced(path: Path) -> None:
        nonlocal watching
        sync(path)
        watching = False
        disk.sync(path)
        moment()
        watching = True

    for module in (durability, folders, generations):
        module.make_durable = synced  # type: ignore[attr-defined]
    sys.addaudithook(hear)
    yield
    watching = False
    moment()

"""The files that documents were read from. A file is named by the store, never by a request."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BufferedReader
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from threading import Lock
from typing import BinaryIO, cast

from corpus import NotFoundError
from corpus.formats.opening import open_inside
from corpus.sources import ARCHIVE, SourceFile, original_bytes

#: Files whose sums are remembered.
_MOST = 10_000


class _Sums:
    """SHA-256 sums of open files, each worked out once while the file is as it was."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], str] = {}
        self._lock = Lock()

    def of(self, opened: BufferedReader) -> str:
        """The sum of all bytes of a file; it is left where it begins."""
        state = os.fstat(opened.fileno())
        key = state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
        found = self._known.get(key)
        if found is None:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
            opened.seek(0)
            with self._lock:
                if len(self._known) >= _MOST:
                    self._known.clear()
                self._known[key] = found
        return found


_sums = _Sums()


def original_file(folder: Path, name: str, inputs: Mapping[str, str]) -> BinaryIO:
    """The file ``name`` (as a :class:`corpus.model.Source` states it), as it was when the index was built.

    ``inputs`` are the SHA-256 sums of the files of the corpus folder at that time. The caller closes the file. Raises
    :class:`NotFoundError` when the folder no longer has these bytes.
    """
    for file, member in _holding(folder, name):
        if file.name in inputs:
            with suppress(OSError):
                found = _member(file, member, inputs[file.name]) if member else _file(file, inputs[file.name])
                if found:
                    return found
    raise _missing(name)


def content_mark(name: str, inputs: Mapping[str, str]) -> str:
    """What stands for the bytes of a file or of a member in addresses and in names of kept pictures."""
    holding = next((file.name for file, _ in _holding(Path(), name) if file.name in inputs), None)
    if holding is None:
        raise _missing(name)
    return hashlib.blake2b(f"{inputs[holding]} {name}".encode(), digest_size=10).hexdigest()


def _file(file: SourceFile, expected: str) -> BinaryIO | None:
    opened = open_inside(file.folder, file.folder / file.name)
    if _sums.of(opened) == expected:
        return opened
    opened.close()
    return None


def _member(archive: SourceFile, member: str, expected: str) -> BinaryIO | None:
    data = original_bytes(archive, member, expected)
    if data is None:
        return None
    unpacked = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - the caller closes it
    unpacked.write(data)
    unpacked.seek(0)
    return unpacked


def _missing(name: str) -> NotFoundError:
    return NotFoundError(
        f"the file {name} is no longer kept here as it was when it was read", f"本站已不存有读入时的文件 {name}"
    )


def _holding(folder: Path, name: str) -> Iterator[tuple[SourceFile, str | None]]:
    """The input of this name, and each archive of which a member may have it."""
    yield SourceFile(folder, name), None
    for parent in PurePosixPath(name).parents:
        if parent.suffix.lower() == ARCHIVE:
            yield SourceFile(folder, str(parent)), name.removeprefix(f"{parent}/")

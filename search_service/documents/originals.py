"""The files that documents were read from. A file is named by the store, never by a request."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from corpus.errors import NotFoundError
from corpus.opening import open_inside
from corpus.sources import ARCHIVE, SourceFile, original_bytes


def original(folder: Path, name: str, inputs: Mapping[str, str]) -> bytes:
    """The bytes of ``name`` (as a :class:`corpus.model.Source` states it), as they were when the index was built.

    ``inputs`` are the SHA-256 sums of the files of the corpus folder at that time. Raises :class:`NotFoundError` when
    the folder no longer has these bytes.
    """
    for file, member in _holding(folder, name):
        if file.name not in inputs:
            continue
        with suppress(OSError):
            if (data := original_bytes(file, member, inputs[file.name])) is not None:
                return data
    raise _missing(name)


def original_file(folder: Path, name: str, inputs: Mapping[str, str]) -> BinaryIO:
    """The same as a file that another process can read, without the bytes in memory where it is no archive's member."""
    if name in inputs:
        with suppress(OSError):
            opened = open_inside(folder, folder / name)
            if hashlib.file_digest(opened, "sha256").hexdigest() == inputs[name]:
                return opened
            opened.close()
        raise _missing(name)
    unpacked = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - the caller closes it
    unpacked.write(original(folder, name, inputs))
    unpacked.flush()
    return unpacked


def content_mark(name: str, inputs: Mapping[str, str]) -> str:
    """What stands for the bytes of a file or of a member in addresses and in names of kept pictures."""
    holding = next((file.name for file, _ in _holding(Path(), name) if file.name in inputs), None)
    if holding is None:
        raise _missing(name)
    return hashlib.blake2b(f"{inputs[holding]} {name}".encode(), digest_size=10).hexdigest()


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

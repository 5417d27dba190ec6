"""The files that documents were read from. A file is named by the store, never by a request."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from corpus import NotFoundError
from corpus.sources import ARCHIVE, SourceFile, original_bytes


def original(folder: Path, name: str, inputs: Mapping[str, str]) -> bytes:
    """The bytes of ``name`` (as a :class:`corpus.model.Source` states it), as they were when the index was built.

    ``inputs`` are the SHA-256 sums of the files of the corpus folder at that time. Raises :class:`NotFoundError` when
    the folder no longer has these bytes.
    """
    for file, member in _holding(folder, name):
        if file.name not in inputs:
            continue
        try:
            data = original_bytes(file, member, inputs[file.name])
        except OSError:
            continue
        if data is not None:
            return data
    raise NotFoundError(
        f"the file {name} is no longer kept here as it was when it was read", f"本站已不存有读入时的文件 {name}"
    )


def _holding(folder: Path, name: str) -> Iterator[tuple[SourceFile, str | None]]:
    """The input of this name, and each archive of which a member may have it."""
    yield SourceFile(folder, name), None
    for parent in PurePosixPath(name).parents:
        if parent.suffix.lower() == ARCHIVE:
            yield SourceFile(folder, str(parent)), name.removeprefix(f"{parent}/")

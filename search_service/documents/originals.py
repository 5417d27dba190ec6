"""The files that documents were read from. A file is named by the store, never by a request."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from corpus.errors import NotFoundError, OperatorError
from corpus.sources import SourceFile


def original(folder: Path, name: str) -> bytes:
    """The bytes of the input ``name`` (as a :class:`corpus.model.Source` states it) in the corpus folder.

    Raises :class:`NotFoundError` when the folder no longer has it.
    """
    for file in _holding(folder, name):
        try:
            return file.read()
        except (OperatorError, OSError, StopIteration):
            continue
    raise NotFoundError(f"the file {name} is no longer kept here", f"本站已不存有文件 {name}")


def _holding(folder: Path, name: str) -> Iterator[SourceFile]:
    """The input itself, or the member of an archive, that has this name."""
    if (folder / name).is_file():
        yield SourceFile(name, folder / name, None)
    for parent in PurePosixPath(name).parents:
        if parent.suffix.lower() == ".zip" and (folder / parent).is_file():
            yield SourceFile(name, folder / parent, name.removeprefix(f"{parent}/"))

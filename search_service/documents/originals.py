"""The files that documents were read from. A file is named by the store, never by a request."""

from pathlib import Path

from corpus.errors import NotFoundError, OperatorError
from corpus.sources import SourceFile, source_files


def original(folder: Path, name: str) -> bytes:
    """The bytes of the input ``name`` (as a :class:`corpus.model.Source` states it) in the corpus folder.

    Raises :class:`NotFoundError` when the folder no longer has it.
    """
    try:
        found = next((one for one in (_holding(file, name) for file in source_files(folder)) if one), None)
        if found:
            return found.read()
    except (OperatorError, OSError, StopIteration):
        pass
    raise NotFoundError(f"the file {name} is no longer kept here", f"本站已不存有文件 {name}")


def _holding(file: SourceFile, name: str) -> SourceFile | None:
    """The input itself, or the member of an archive, that has this name."""
    if file.name == name:
        return file
    if file.path.suffix.lower() == ".zip" and name.startswith(f"{file.name}/"):
        return SourceFile(name, file.path, name.removeprefix(f"{file.name}/"))
    return None

"""Members of a zip archive, read within limits; names that lead out of the archive are refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

#: All members together, in bytes; what an archive holds beyond this is a bomb or no gazette.
LARGEST = 1024 * 1024 * 1024
#: No text compresses better than this.
DENSEST = 200


class ArchiveError(OSError):
    """An archive that is not read: it is broken, or what it holds is dangerous. The message says what to do."""


_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"})


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each gazette in the archive, by name. :class:`ArchiveError` for a bad archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted((i for i in archive.infolist() if _wanted(i)), key=lambda i: i.filename)
            _check(infos)
            for info in infos:
                yield info.filename, archive.read(info)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise ArchiveError(f"not a readable zip archive: {error}") from error


def _wanted(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and PurePosixPath(info.filename).suffix.lower() in _SUFFIXES


def _check(infos: list[zipfile.ZipInfo]) -> None:
    total = 0
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts or "\\" in info.filename:
            raise ArchiveError(f"member {info.filename!r} leads out of the archive: pack it again without such names")
        total += info.file_size
        if total > LARGEST or info.file_size > DENSEST * max(info.compress_size, 1):
            raise ArchiveError(f"member {info.filename!r} unpacks to too much text: unpack and check it by hand")

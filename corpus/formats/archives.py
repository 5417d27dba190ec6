"""Members of a zip archive, read within limits. A bad member costs that member, a bad archive the archive."""

import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from corpus.findings import FindingCode
from corpus.formats.encoding import decode_name

#: All members together, and one alone, in bytes; what an archive holds beyond this is a bomb or no gazette.
LARGEST = 1024 * 1024 * 1024
LARGEST_MEMBER = 256 * 1024 * 1024
#: No text of this size compresses better than this.
DENSE_FROM = 4 * 1024 * 1024
DENSEST = 200
#: What the zipfile module raises for an archive or a member that is damaged, encrypted or of an unknown kind.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_UTF8_NAME = 0x800
_DRIVE = re.compile("[A-Za-z]:")


class ArchiveError(OSError):
    """An archive that is not read: it is broken, or what it holds is dangerous. The message says what to do."""


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A member under a name that no other has; ``data`` is ``None`` where it was left out, ``message`` says why."""

    name: str
    data: bytes | None
    code: FindingCode | None = None
    message: str = ""


def suffixes(file: BinaryIO) -> frozenset[str]:
    """The kinds of the members by their names; raises :class:`ArchiveError` for a bad archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(PurePosixPath(name).suffix.lower() for name in archive.namelist() if not _is_hidden(name))
    except DAMAGE as error:
        raise _not_readable(error) from error


def _not_readable(error: Exception) -> ArchiveError:
    return ArchiveError(f"not a readable zip archive ({error}): pack it anew")


def members(file: BinaryIO, kinds: frozenset[str], *, only: str | None = None) -> Iterator[ArchiveMember]:
    """The members by name, or the one of that name; those of other kinds are named only.

    Raises :class:`ArchiveError` for a bad archive.
    """
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        raise _not_readable(error) from error
    with archive:
        infos = [info for info in archive.infolist() if _is_file(info)]
        wanted = [info for info in infos if PurePosixPath(info.filename).suffix.lower() in kinds]
        if sum(info.file_size for info in wanted) > LARGEST:
            raise ArchiveError("it unpacks to too much text: unpack it and check it by hand")
        for name, info in _named(infos):
            if only not in (None, name):
                continue
            yield _member(archive, name, info, wanted=PurePosixPath(info.filename).suffix.lower() in kinds)


def _member(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, *, wanted: bool) -> ArchiveMember:
    if not wanted:
        return ArchiveMember(name, None, FindingCode.KIND_NOT_READ, FindingCode.KIND_NOT_READ.en)
    if reason := _danger(_name(info), info):
        return ArchiveMember(name, None, FindingCode.MEMBER_REFUSED, reason)
    try:
        return ArchiveMember(name, archive.read(info))
    except DAMAGE as error:
        return ArchiveMember(name, None, FindingCode.MEMBER_REFUSED, f"cannot be unpacked ({error}): pack it anew")


def _danger(name: str, info: zipfile.ZipInfo) -> str | None:
    """Why a member is not unpacked, whatever it holds."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or _DRIVE.match(name):
        return "its name leads out of the archive: pack it under another name"
    dense = info.file_size > DENSE_FROM and info.file_size > DENSEST * max(info.compress_size, 1)
    if dense or info.file_size > LARGEST_MEMBER:
        return "it unpacks to more text than a gazette has: unpack it and check it by hand"
    return None


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a file that somebody packed. One without a name is none; damage makes such."""
    return bool(PurePosixPath(info.filename).name) and not info.is_dir() and not _is_hidden(info.filename)


def _is_hidden(name: str) -> bool:
    """Whether a system put the member there for itself (``.DS_Store``, ``__MACOSX/``)."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and not part.startswith("..") for part in parts)


def _named(infos: Sequence[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The members by name; of several of one name, the later ones get a number."""
    ordered = sorted(((_name(info), info) for info in infos), key=lambda pair: (pair[0], pair[1].header_offset))
    taken = Counter(name for name, _ in ordered)
    seen: Counter[str] = Counter()
    named = []
    for name, info in ordered:
        seen[name] += 1
        count, given = seen[name], name
        while count > 1 and taken[given]:
            path = PurePosixPath(name)
            given = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
            count += 1
        taken[given] += given != name
        named.append((given, info))
    return named


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; Chinese systems write it in UTF-8 or GB18030 without saying so."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    return decode_name(info.filename.encode("cp437", errors="replace"))

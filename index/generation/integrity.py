"""The files of a generation: size and SHA-256 of each, and what differs from them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.engines import MANIFEST

#: Bytes of a file up to which its sum is compared whenever a generation is opened; larger ones are compared by size.
COMPARED = 64_000_000
#: The ending of a file that is being written; it takes its name when it is whole.
UNFINISHED = ".new"
_SEAL = b"0" * 64


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size and SHA-256 of a file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of a generation that is not as its manifest says."""

    file: str
    message_en: str
    message_zh: str


def file_sums(folder: Path) -> dict[str, FileSum]:
    """The sum of every file under a folder by its path; the manifest and hidden files, such as locks, have none."""
    return {name: _sum(folder / name) for name in _names(folder)}


def damages(folder: Path, files: Mapping[str, FileSum], *, compared: int | None = None) -> Iterator[Damage]:
    """What differs from the sums in a manifest. Files of more than ``compared`` bytes are compared by size alone."""
    for name, known in sorted(files.items()):
        if damage := _damage(folder, name, known, compared):
            yield damage
    for name in sorted(set(_names(folder)) - files.keys()):
        yield Damage(name, "is not in the manifest", "不在清单中")


def sealed(manifest: bytes) -> bytes:
    """A manifest whose field ``seal`` is 64 zeros, with the SHA-256 of itself in their place."""
    return manifest.replace(_SEAL, hashlib.sha256(manifest).hexdigest().encode(), 1)


def is_sealed(manifest: bytes, seal: str) -> bool:
    """Whether no byte of a manifest changed since it was sealed."""
    return len(seal) == len(_SEAL) and sealed(manifest.replace(seal.encode(), _SEAL, 1)) == manifest


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_dir() or path.name.startswith(".") or path.name.endswith(UNFINISHED):
            continue
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST:
            yield name


def _damage(folder: Path, name: str, known: FileSum, compared: int | None) -> Damage | None:
    path = folder / name
    try:
        size = path.stat().st_size
        if size != known.size:
            return Damage(
                name, f"has {size} bytes instead of {known.size}", f"大小为 {size} 字节，应为 {known.size} 字节"
            )
        if (compared is None or size <= compared) and _sum(path) != known:
            return Damage(name, "has other bytes than were written", "内容与写入时不同")
    except FileNotFoundError:
        return Damage(name, "is missing", "缺失")
    except OSError as error:
        return Damage(name, f"cannot be read ({error.strerror})", f"无法读取（{error.strerror}）")
    return None


def _sum(path: Path) -> FileSum:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return FileSum(stream.tell(), digest)

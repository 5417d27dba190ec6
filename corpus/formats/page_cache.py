"""Pages that were read before, kept by the SHA-256 of their file: a rebuild that was killed goes on where it was.

A page is one small file. It is written under another name first, so that a page that is there is whole.
"""

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from corpus.formats.page_content import CONTENT_VERSION, PageContent, decoded, encoded

#: What reads pages; another version of it reads them anew.
_LIBRARIES = ("pypdfium2", "rapidocr", "onnxruntime")
_COUNT = "count"


@dataclass(frozen=True, slots=True)
class PageCache:
    """The pages under ``folder``, which need not exist."""

    folder: Path

    def count(self, file_hash: str) -> int | None:
        """How many pages a file has, where that is known."""
        try:
            return int((self._of(file_hash) / _COUNT).read_text("ascii"))
        except (OSError, ValueError):
            return None

    def put_count(self, file_hash: str, count: int) -> None:
        """Keeps how many pages a file has."""
        self._write(file_hash, _COUNT, str(count).encode())

    def get(self, file_hash: str, page: int) -> tuple[PageContent, ...] | None:
        """What stands on a page, or ``None`` where it was not read."""
        try:
            return decoded((self._of(file_hash) / str(page)).read_bytes())
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, file_hash: str, page: int, contents: tuple[PageContent, ...]) -> None:
        """Keeps what stands on a page."""
        self._write(file_hash, str(page), encoded(contents))

    def drop_all_but(self, file_hashes: frozenset[str]) -> None:
        """Removes the pages of all other files, and those that another version of the libraries read."""
        for kept in [self.folder / _version(), *(self.folder.glob("*") if self.folder.is_dir() else ())]:
            if kept.name != _version():
                shutil.rmtree(kept, ignore_errors=True)
            elif kept.is_dir():
                for folder in kept.iterdir():
                    if folder.name not in file_hashes:
                        shutil.rmtree(folder, ignore_errors=True)

    def _of(self, file_hash: str) -> Path:
        return self.folder / _version() / file_hash

    def _write(self, file_hash: str, name: str, data: bytes) -> None:
        """Writes a file whole or not at all; a full disk costs the cache, not the rebuild."""
        folder = self._of(file_hash)
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(dir=folder, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(path).replace(folder / name)
            except OSError:
                Path(path).unlink(missing_ok=True)
                raise


def _version() -> str:
    """A name for what reads pages."""
    parts = [f"{name} {_installed(name)}" for name in _LIBRARIES]
    return hashlib.sha256(f"{CONTENT_VERSION} {parts}".encode()).hexdigest()[:16]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

"""Pages that were read before, kept by the SHA-256 of their file: a rebuild that was killed goes on where it was.

A page is one small file. It is written under another name first, so that a page that is there is whole.
"""

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import msgspec

from corpus.formats.page_content import CONTENT_VERSION, PageContent, decoded, encoded

#: What reads pages; another version of it reads them anew.
_LIBRARIES = ("onnxruntime", "opencv-python-headless", "pillow", "pypdfium2", "rapidocr")
_COUNT = "count"
#: Pages of files that are no longer in the corpus are kept so long, in seconds.
_LONG_AGO = 30 * 24 * 3600


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
        """Removes the pages of other files that were read long ago, and all that other versions of the libraries read.

        The pages of a member of an archive are among those of other files.
        """
        for version in self.folder.iterdir() if self.folder.is_dir() else ():
            if version.name != _version():
                shutil.rmtree(version, ignore_errors=True)
                continue
            for folder in version.iterdir():
                if folder.name not in file_hashes and time.time() - folder.stat().st_mtime > _LONG_AGO:
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
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""

"""The files of a generation, kept in the cluster so that every service worker can fetch them.

They are cut into pieces, each a document of an index of its own. The table of contents says how many pieces a file has
and what its SHA-256 is; the manifest is put in last.
"""

import base64
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from opensearchpy.exceptions import NotFoundError

from index.durability import make_tree_durable
from index.engines import MANIFEST
from index.engines.opensearch.access import Connection
from index.engines.opensearch.writing import SOON, repeated
from index.errors import IndexOutdatedError

#: Bytes of a piece before it is compressed: a request of a few megabytes at most.
_PIECE = 2_000_000
_CONTENTS = "contents"
#: A copy on another machine where there is one.
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "codec": "best_compression", "refresh_interval": -1}
MAPPINGS: dict[str, Any] = {"dynamic": "strict", "properties": {"data": {"type": "binary"}}}


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file as it is kept."""

    pieces: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Contents:
    """The files by name, and when they were last changed: the same for all who fetch them."""

    files: dict[str, _Kept]
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of one generation in the index ``index``."""

    connection: Connection
    index: str

    def put(self, folder: Path) -> None:
        """Put every file of a folder in, the manifest last; may be repeated."""
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        kept = {name: self._put_file(name, folder / name) for name in names if name != MANIFEST}
        self._put(_CONTENTS, msgspec.json.encode(_Contents(kept, folder.stat().st_mtime_ns)))
        self._put(MANIFEST, (folder / MANIFEST).read_bytes())

    def manifest(self) -> bytes | None:
        """The manifest, ``None`` where it is not there."""
        with suppress(NotFoundError):
            return self._get(MANIFEST)
        return None

    def get(self, folder: Path) -> None:
        """Bring every file into a new folder, the manifest last.

        Raises :class:`index.errors.IndexOutdatedError` where a file is not as it was put in.
        """
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            contents = msgspec.json.decode(self._get(_CONTENTS), type=_Contents)
            for name, one in contents.files.items():
                self._get_file(name, one, folder / name)
            manifest = self._get(MANIFEST)
        except (NotFoundError, msgspec.DecodeError, zlib.error) as error:
            raise self._damaged(str(error)) from error
        (folder / MANIFEST).write_bytes(manifest)
        make_tree_durable(folder)
        os.utime(folder, ns=(contents.changed_ns, contents.changed_ns))

    def _put_file(self, name: str, path: Path) -> _Kept:
        digest, pieces = hashlib.sha256(), 0
        with path.open("rb") as opened:
            while piece := opened.read(_PIECE):
                self._put(f"{name}/{pieces}", piece)
                digest.update(piece)
                pieces += 1
        return _Kept(pieces, digest.hexdigest())

    def _get_file(self, name: str, kept: _Kept, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("wb") as opened:
            for piece in self._pieces(name, kept):
                digest.update(piece)
                opened.write(piece)
        if digest.hexdigest() != kept.sha256:
            raise self._damaged(f"{name} has other bytes than were written")

    def _pieces(self, name: str, kept: _Kept) -> Iterator[bytes]:
        return (self._get(f"{name}/{number}") for number in range(kept.pieces))

    def _put(self, known: str, content: bytes) -> None:
        data = base64.b64encode(zlib.compress(content, 1)).decode("ascii")

        def put() -> None:
            with self.connection.explained():
                self.connection.writing.index(index=self.index, id=known, body={"data": data}, params=SOON)

        repeated(put)

    def _get(self, known: str) -> bytes:
        with self.connection.explained(NotFoundError):
            answer = self.connection.reading.get(index=self.index, id=known)
        return zlib.decompress(base64.b64decode(answer["_source"]["data"]))

    def _damaged(self, what: str) -> IndexOutdatedError:
        return IndexOutdatedError.damaged(self.connection.url, what)

"""A folder of bounded size with what was drawn once; what was used least recently is removed."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

_SUM = 16


@dataclass(frozen=True, slots=True)
class PictureCache:
    """Keeps bytes by name, for all processes of this machine; a name stands for the same bytes for ever.

    What cannot be written is not kept, and what is damaged is not there.
    """

    folder: Path
    most_bytes: int = 256_000_000

    def get(self, name: str) -> bytes | None:
        """What is kept under a name."""
        path = self.folder / name
        try:
            kept = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        data = kept[_SUM:]
        return data if kept[:_SUM] == _sum(data) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name; readers see all of them or none."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self.folder, suffix=".new", delete=False) as beside:
                beside.write(_sum(data) + data)
            Path(beside.name).replace(self.folder / name)
            self._remove_oldest()

    def _remove_oldest(self) -> None:
        found = []
        for path in self.folder.iterdir():
            with suppress(FileNotFoundError):
                found.append((path.stat().st_mtime, path.stat().st_size, path))
        left = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if left <= self.most_bytes:
                return
            path.unlink(missing_ok=True)
            left -= size


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()

"""The space of an engine that is a library: generations are folders of this machine.

``PATH/current`` names the serving generation; ``PATH/generations/<id>/`` holds its manifest, store and engine. A
generation is complete when its manifest is there, since that is written last.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from time import sleep

from filelock import FileLock, Timeout

from index.durability import make_durable
from index.engines import MANIFEST, Engine, EngineWriter
from index.errors import AddressError, RebuildError

#: The folder of a generation in which its engine lies.
ENGINE = "engine"
_CURRENT = "current"
_ID = re.compile(r"[0-9A-Za-z-]+")
#: So often, and with so many seconds between, a folder is removed that fills again meanwhile.
_ATTEMPTS, _PAUSE = 20, 0.1


@dataclass(frozen=True, slots=True)
class EmbeddedLibrary:
    """How a library writes and opens the engine in a folder."""

    write: Callable[[Path], EngineWriter]
    open: Callable[[Path], Engine]


@dataclass(frozen=True, slots=True)
class FolderSpace:
    """See :class:`index.engines.EngineSpace`."""

    url: str
    library: EmbeddedLibrary
    is_remote: bool = False

    def __post_init__(self) -> None:
        if "+" in self.engine:
            raise AddressError(self.url)

    @property
    def engine(self) -> str:
        """See :class:`index.engines.EngineSpace`."""
        return self.url.partition(":")[0]

    @property
    def local(self) -> Path:
        """See :class:`index.engines.EngineSpace`."""
        return Path(self.url.partition(":")[2])

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See :class:`index.engines.EngineSpace`."""
        self.local.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.local / "rebuild.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise RebuildError(
                f"Another rebuild is writing to {self.local}; wait until it has finished.",
                f"另一个重建任务正在写入 {self.local}，请等它完成。",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def generations(self) -> tuple[str, ...]:
        """See :class:`index.engines.EngineSpace`."""
        return folders_in(self._generations)

    def manifest(self, generation: str) -> bytes | None:
        """See :class:`index.engines.EngineSpace`."""
        try:
            return (self.folder(generation) / MANIFEST).read_bytes()
        except FileNotFoundError:
            return None

    def serving(self) -> str | None:
        """See :class:`index.engines.EngineSpace`."""
        try:
            name = (self.local / _CURRENT).read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            return None
        return name if is_generation_id(name) else None

    def serve(self, generation: str) -> None:
        """See :class:`index.engines.EngineSpace`."""
        beside = self.local / f"{_CURRENT}.new"
        beside.write_text(f"{generation}\n", encoding="ascii")
        make_durable(beside)
        beside.replace(self.local / _CURRENT)
        make_durable(self.local)

    def drop(self, generation: str) -> None:
        """See :class:`index.engines.EngineSpace`."""
        remove_generation(self.folder(generation))

    def folder(self, generation: str) -> Path:
        """See :class:`index.engines.EngineSpace`."""
        return self._generations / generation

    def publish(self, generation: str) -> None:
        """See :class:`index.engines.EngineSpace`. The folder is where readers look."""
        make_durable(self.folder(generation).parent)

    def fetch(self, generation: str) -> Path:
        """See :class:`index.engines.EngineSpace`."""
        return self.folder(generation)

    def writer(self, generation: str) -> EngineWriter:
        """See :class:`index.engines.EngineSpace`."""
        return self.library.write(self.folder(generation) / ENGINE)

    def open(self, generation: str) -> Engine:
        """See :class:`index.engines.EngineSpace`."""
        return self.library.open(self.folder(generation) / ENGINE)

    @property
    def _generations(self) -> Path:
        return self.local / "generations"


def is_generation_id(text: str) -> bool:
    """Whether a text may be the id of a generation."""
    return bool(_ID.fullmatch(text))


def folders_in(folder: Path) -> tuple[str, ...]:
    """The names of the folders in a folder, none where it is not there."""
    return tuple(sorted(one.name for one in folder.iterdir() if one.is_dir())) if folder.is_dir() else ()


def remove_generation(folder: Path) -> None:
    """Remove a generation, also where a thread of an engine that gave up still writes its last file into it."""
    # Without its manifest a generation that is removed in part is no generation.
    with suppress(OSError):
        (folder / MANIFEST).unlink()
    for _ in range(_ATTEMPTS):
        rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        sleep(_PAUSE)

"""One process at a time changes an index."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import RebuildError


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of an index folder; raises :class:`index.errors.RebuildError` while another process does."""
    lock = FileLock(path / "rebuild.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise RebuildError(
            f"Another rebuild is writing to {path}; wait until it has finished.",
            f"另一个重建任务正在写入 {path}，请等它完成。",
        ) from error
    try:
        yield
    finally:
        lock.release()

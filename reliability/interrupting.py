"""Rebuilds that are killed or run out of disk at a random moment: nothing is lost, nothing is there twice."""

import os
import random
import resource
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reliability.archive import Archive, in_child, start

#: After so many interruptions a rebuild is let through.
_EVERY = 5


@dataclass(frozen=True, slots=True)
class Count:
    """``tried`` interruptions, of which ``hit`` came before the rebuild was done, and what went ``wrong``."""

    tried: int
    hit: int
    wrong: tuple[str, ...]


def kills(folder: Path, engine: str, times: int, seed: int = 0) -> Count:
    """Kill rebuilds, each after a random part of the time that one takes."""
    archive, chance = Archive.make(folder, engine), random.Random(seed)  # noqa: S311 - moments, no secrets
    began = time.monotonic()
    in_child(archive.rebuild)
    whole = time.monotonic() - began

    def kill(_turn: int) -> bool:
        child = start(archive.rebuild)
        time.sleep(chance.random() * whole)
        os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

    return _count(archive, times, kill)


def full_disks(folder: Path, engine: str, times: int, seed: int = 0) -> Count:
    """Let no file grow beyond a random size, or let only some files be open at once."""
    archive, chance = Archive.make(folder, engine), random.Random(seed)  # noqa: S311 - sizes, no secrets
    largest = max(path.stat().st_size for path in archive.index_folder.rglob("*") if path.is_file())

    def fill(turn: int) -> bool:
        limit = (
            (resource.RLIMIT_FSIZE, chance.randrange(largest))
            if turn % 4
            else (resource.RLIMIT_NOFILE, chance.randrange(8, 40))
        )
        code = in_child(partial(_limited, archive, limit))
        assert code in (0, 1), f"a rebuild broke under a limit of {limit}"
        return code == 1

    return _count(archive, times, fill)


def _limited(archive: Archive, limit: tuple[int, int]) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(limit[0], (limit[1], limit[1]))
    archive.rebuild()


def _count(archive: Archive, times: int, interrupt: Callable[[int], bool]) -> Count:
    hit, wrong = 0, []
    for turn in range(times):
        archive.turn()
        try:
            hit += interrupt(turn)
        except AssertionError as error:
            wrong.append(str(error))
        wrong += _faults(archive, turn)
    return Count(times, hit, tuple(wrong))


def _faults(archive: Archive, turn: int) -> Iterator[str]:
    if in_child(archive.require_whole):
        yield f"after turn {turn} the index is not whole"
    if turn % _EVERY == _EVERY - 1:
        if in_child(archive.rebuild):
            yield f"after turn {turn} a rebuild fails"
        if archive.leftovers():
            yield f"after turn {turn} something half-written stays"

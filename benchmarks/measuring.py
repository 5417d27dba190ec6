"""Times, memory and machine: what every table of the benchmark is made of."""

import os
import platform
import statistics
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import log
from pathlib import Path
from typing import Self, TypeVar

T = TypeVar("T")
_LIBRARIES = ("whoosh-reloaded", "tantivy", "jieba", "rjieba", "bm25s", "flask", "waitress")


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds over all calls."""

    median: float
    p95: float
    p99: float

    @classmethod
    def of(cls, times: Sequence[float]) -> "Latency":
        """From seconds."""
        found = sorted(times)
        return cls(*(found[min(len(found) - 1, int(len(found) * share))] * 1000 for share in (0.5, 0.95, 0.99)))


def latencies(
    calls: Mapping[str, Sequence[Callable[[], object]]], rounds: int, pools: Mapping[str, Collection[str]]
) -> dict[str, Latency]:
    """For each kind all calls in turn, ``rounds`` times, after one time that does not count.

    ``pools`` are several kinds as one, left out where there are none of them.
    """
    for some in calls.values():
        for call in some:
            call()
    times = {kind: [timed(call)[1] for _ in range(rounds) for call in some] for kind, some in calls.items()}
    pooled = {name: [one for kind in kinds for one in times.get(kind, ())] for name, kinds in pools.items()}
    return {kind: Latency.of(found) for kind, found in {**times, **pooled}.items() if found}


def timed(call: Callable[[], T]) -> tuple[T, float]:
    """What a call gives, and its seconds."""
    started = time.perf_counter()
    found = call()
    return found, time.perf_counter() - started


def best(call: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of several runs, in seconds: what a busy machine disturbs least."""
    return min(timed(call)[1] for _ in range(rounds))


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of the values over the sizes in double logarithm, by least squares."""
    return statistics.linear_regression([log(size) for size in sizes], [log(value) for value in values]).slope


class PeakMemory:
    """The most memory that a process and its children held together meanwhile, in MB; shared pages count once."""

    def __init__(self, process: int | None = None) -> None:
        self.megabytes = 0.0
        self._process = process or os.getpid()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self.megabytes = max(self.megabytes, sum(map(_private, _family(self._process))) / 1e6)


def _family(process: int) -> list[int]:
    """A process and its children, where the system tells; none where it has ended."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *map(int, children)]


def _private(process: int) -> int:
    """Bytes that count for a process: its share of what it holds, without files that are only mapped."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    found = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:] if line.endswith("kB")}
    return found.get("Pss_Anon", found.get("Pss", 0))


def machine() -> str:
    """Processor, cores, system and versions, one line."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    versions = ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name)))
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {versions}"


def load() -> float:
    """How many processes wanted to run in the last minute."""
    return os.getloadavg()[0]


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

"""Hostile queries and gazettes: none breaks anything, none takes longer than it may."""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from corpus.errors import UserError
from corpus.sources import SourceFile, read_source
from index.errors import TimeLimitError
from index.time_limit import TimeLimit, time_limit
from reliability.archive import Archive, in_child
from reliability.inventing import FRAGMENTS, files, queries
from search_service.library import Library
from search_service.search import search
from search_service.settings import Settings

#: Bytes of a large input, and the seconds of processor time that it may take.
_LARGE, _MOST = 1_000_000, 5.0


@dataclass(slots=True)
class Tried:
    """How what was tried ended, the dearest of it, and what went ``wrong``."""

    ended: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    dearest: str = ""
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        ended = ", ".join(f"{count:,} {name}" for name, count in sorted(self.ended.items()))
        return f"{ended}; {self.seconds:.2f} s of processor time at most ({self.dearest})"


def hostile_queries(folder: Path, engine: str, times: int) -> Tried:
    """Ask an index of a small archive."""
    archive = Archive.make(folder, engine)
    return _in_child(folder, partial(_ask_all, archive.url, times))


def hostile_files(folder: Path, times: int) -> Tried:
    """Read so many files as a rebuild would, and parse a large one of each fragment."""
    folder.mkdir(parents=True)
    return _in_child(folder, partial(_read_all, folder, times))


def _in_child(folder: Path, work: Callable[[], Tried]) -> Tried:
    report = folder / "report"
    if in_child(lambda: report.write_bytes(msgspec.json.encode(work()))):
        return Tried(wrong=["the process broke"])
    return msgspec.json.decode(report.read_bytes(), type=Tried)


def _ask_all(url: str, times: int) -> Tried:
    library, seconds = Library(url), Settings().time_limit

    def ask(given: dict[str, list[str]]) -> str:
        try:
            with time_limit(TimeLimit.of(seconds)):
                search(library, given)
        except UserError:
            return "refused"
        except TimeLimitError:
            return "out of time"
        return "answered"

    return _tried(islice(queries(1), times), ask, most=float(seconds))


def _read_all(folder: Path, times: int) -> Tried:
    def read(one: tuple[str, bytes]) -> str:
        name, content = one
        (folder / name).write_bytes(content)
        gazettes = read_source(SourceFile(folder, name)).gazettes
        return "read" if any(gazette.documents for gazette in gazettes) else "without a document"

    def read_large(fragment: str) -> str:
        text = (fragment or "\n") * (_LARGE // max(len(fragment.encode()), 1))
        (folder / "large.txt").write_text(text, "utf-8", newline="")
        read_source(SourceFile(folder, "large.txt"))
        return "large ones read"

    tried = _tried(islice(files(1), times), read, most=_MOST)
    large = _tried(FRAGMENTS if times else (), read_large, most=_MOST)
    dearest = max(tried, large, key=lambda one: one.seconds)
    return Tried(tried.ended | large.ended, dearest.seconds, dearest.dearest, tried.wrong + large.wrong)


def _tried(items: Iterable[object], work: Callable[..., str], most: float) -> Tried:
    found = Tried()
    for number, item in enumerate(items):
        began = time.process_time()
        try:
            how = work(item)
            found.ended[how] = found.ended.get(how, 0) + 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it should not be
            found.wrong.append(f"{number} {item!r:.200}: {type(error).__name__}: {error}")
        taken = time.process_time() - began
        if taken > found.seconds:
            found.seconds, found.dearest = taken, f"{item!r:.60}"
        if taken > most:
            found.wrong.append(f"{number} {item!r:.60} took {taken:.1f} s")
        if number and number % 1000 == 0:
            print(f"{number:,}: {found}", file=sys.stderr, flush=True)
    return found

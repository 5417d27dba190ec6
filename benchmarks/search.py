"""How long the REST interface takes for a search, with one worker: the median and the 95th percentile in milliseconds.

Run ``python benchmarks/search.py``. It builds an index of its own unless ``--index`` names one.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode

START = "from search_service.cli import main; main()"
QUERIES: dict[str, list[tuple[str, str]]] = {
    "one word": [("q", "体育")],
    "a common word": [("q", "管理")],
    "two words": [("q", "设施 建设")],
    "a phrase": [("q", '"公共体育设施"')],
    "alternatives": [("q", "(绿化 | 园林) -体育")],
    "a number": [("q", "京政办发〔2022〕6号")],
    "English": [("q", "cultural relics survey")],
    "a filter alone": [("body", "北京市体育局")],
    "all facets": [("q", "体育"), ("facets", "body,year,issue,category,doc_type,kind,lead")],
}


@dataclass(frozen=True, slots=True)
class Timing:
    """One row of the table; times in milliseconds."""

    name: str
    hits: int
    median: float
    p95: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", help="URL of an index; without it one is built")
    parser.add_argument("--rounds", type=int, default=50, help="requests for each query")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, serving(chosen.index or f"whoosh:{folder}/index") as port:
        rows = [measure(port, name, chosen.rounds) for name in QUERIES]
    print(f"{'query':16} {'clauses':>7} {'median ms':>10} {'p95 ms':>8}")
    for row in rows:
        print(f"{row.name:16} {row.hits:7} {row.median:10.1f} {row.p95:8.1f}")
    print(
        f"{'all':16} {'':7} {statistics.median(row.median for row in rows):10.1f} {max(row.p95 for row in rows):8.1f}"
    )


def measure(port: int, name: str, rounds: int) -> Timing:
    """Ask one query ``rounds`` times over one connection, after one time that does not count."""
    path = "/api/v1/search?" + urlencode(QUERIES[name])
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    hits, _ = _ask(connection, path)
    times = sorted(_ask(connection, path)[1] for _ in range(rounds))
    connection.close()
    return Timing(name, hits, statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))])


def _ask(connection: HTTPConnection, path: str) -> tuple[int, float]:
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - started) * 1000
    if answer.status != HTTPStatus.OK:
        sys.exit(f"{path}: {answer.status} {body.decode()}")
    count: int = json.loads(body)["count"]
    return count, taken


@contextmanager
def serving(index: str, workers: int = 1) -> Iterator[int]:
    """The service on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", START, "serve", "--index", index, "--port", str(port)]
    command += ["--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    sys.exit("the service did not start; try `gongbao serve` to see why")


if __name__ == "__main__":
    main()

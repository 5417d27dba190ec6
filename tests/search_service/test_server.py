"""The service as it is really run: ``gongbao serve`` on a port of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from search_service.web.safety import SAFE

START = "from search_service.cli import main; main()"


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, gazettes_folder: Path, free_port: Callable[[], int], only_needed: str
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """A server over one gazette that had no index when it was started, with what ``make serve`` installs."""
    folder, port = tmp_path_factory.mktemp("serve"), free_port()
    (folder / "corpus").mkdir()
    (folder / "corpus" / "one.txt").write_bytes((gazettes_folder / "beijing-2018-33.txt").read_bytes())
    command = [sys.executable, "-c", only_needed + START, "serve", "--workers", "2", "--threads", "1"]
    command += ["--index", f"whoosh:{folder}/index", "--corpus", f"{folder}/corpus", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | {"GONGBAO_QUEUE": "2"})
        try:
            wait_for(port, process)
            yield port, process
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def server(running: tuple[int, "subprocess.Popen[bytes]"]) -> int:
    """Its port."""
    return running[0]


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            if fetch(port, "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not get ready")


def fetch(port: int, path: str) -> tuple[int, str, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers["Content-Type"], body


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    return received


def test_serve_builds_the_index_that_is_missing_and_answers(server: int) -> None:
    status, _, body = fetch(server, "/api/v1/search?q=%E4%BD%93%E8%82%B2")
    assert status == 200
    assert json.loads(body)["count"] > 0


def test_a_query_of_a_thousand_characters_gets_through(server: int) -> None:
    assert fetch(server, "/api/v1/search?q=" + "%E6%B0%B4" * 1000)[0] == 200
    status, kind, body = fetch(server, "/api/v1/search?q=" + "%E6%B0%B4" * 10_000)
    assert (status, kind) == (400, "application/problem+json")
    assert json.loads(body)["errors"][0]["code"] == "query_too_long"


@pytest.mark.parametrize(("target", "status"), [("/search?q=水".encode(), 400), (b"/search?q=" + b"x" * 200_000, 414)])
def test_an_address_that_the_server_itself_refuses_gets_the_same_kind_of_error(
    server: int, target: bytes, status: int
) -> None:
    refused(raw(server, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), status)


def refused(answer: bytes, status: int) -> None:
    """An answer is a problem document with the header fields of every other answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().lower().split("\r\n")[1:])
    assert fields["content-type"] == "application/problem+json"
    assert {name.lower() for name in SAFE} | {"x-request-id"} <= fields.keys()
    assert fields["cache-control"] == "no-store"
    assert "server" not in fields
    problem = json.loads(body)
    assert problem["status"] == status
    assert problem["detail_zh"]


POST = b"POST /api/v1/resolve HTTP/1.1\r\nHost: x\r\n"
UNREADABLE = {
    "no host": (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "a field without a name": (b"GET /healthz HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", 400),
    "long fields": (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 60_000 + b"\r\n\r\n", 431),
    "a length of many digits": (POST + b"Content-Length: " + b"1" * 5000 + b"\r\n\r\n", 400),
    "two lengths": (POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
    "an address of no host": (b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a broken chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    "a long body": (POST + b"Content-Length: 2000000\r\n\r\n", 413),
    "long chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\n1e8480\r\n" + b" " * 2_000_000 + b"\r\n0\r\n\r\n", 413),
    "another transfer": (POST + b"Transfer-Encoding: gzip\r\n\r\n", 501),
    "chunks and a length": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks in chunks": (POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
    "no way of transfer": (POST + b"Transfer-Encoding:\r\nContent-Length: 2\r\n\r\n{}", 400),
    "chunks of another version": (POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "another version": (b"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n", 505),
    "an address without a slash": (b"GET healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "only ends of lines, then long fields": (
        b"\r\n" * 40_000 + b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 60_000 + b"\r\n\r\n",
        431,
    ),
    "a long body that waits to be wanted": (POST + b"Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n", 413),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_the_server_cannot_read_it_refuses_as_the_service_would(server: int, kind: str) -> None:
    request, status = UNREADABLE[kind]
    refused(raw(server, request), status)


def test_a_body_is_asked_for_where_one_is_wanted(server: int) -> None:
    """A client that waits for leave to send a body gets it, and where there is none its answer."""
    waits = b"Connection: close\r\nExpect: 100-continue\r\n"
    without = raw(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + waits + b"\r\n")
    assert without.startswith(b"HTTP/1.1 200 ")
    body = b'{"text": ""}'
    length = b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    with socket.create_connection(("127.0.0.1", server), timeout=20) as connection:
        connection.sendall(POST + waits + length)
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_name_in_a_header_moves_no_address(server: int) -> None:
    head = b"Host: x\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil\r\n"
    answer = raw(server, b"GET /robots.txt HTTP/1.1\r\nSCRIPT_NAME: /evil\r\n" + head + b"Connection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"evil" not in answer
    assert b"https:" not in answer


@contextmanager
def connections(port: int, count: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Clients that send the beginning of a request, or nothing, and stay."""
    with ExitStack() as stack:
        yield [stack.enter_context(connected(port, sent)) for _ in range(count)]


def connected(port: int, sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(sent)
    return connection


HALF = {
    "nothing": b"",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a",
    "half a body": POST + b"Content-Length: 100\r\n\r\n{",
}


@pytest.mark.parametrize("kind", HALF)
def test_clients_that_do_not_go_on_keep_nobody_out(server: int, kind: str) -> None:
    with connections(server, 100, HALF[kind]):
        assert fetch(server, "/healthz")[0] == 200
        assert fetch(server, "/api/v1/search?q=%E4%BD%93%E8%82%B2")[0] == 200


def test_clients_that_do_not_read_keep_nobody_out(server: int) -> None:
    ask = b"GET /search.csv?q=%E7%9A%84 HTTP/1.1\r\nHost: x\r\n\r\n"
    with connections(server, 12, ask):
        assert fetch(server, "/healthz")[0] == 200
    # What they asked for is still worked on.
    while fetch(server, "/robots.txt")[0] == 503:
        time.sleep(0.1)


def test_too_many_at_once_are_asked_to_come_again(server: int) -> None:
    dear = "/terms?q=" + "%20OR%20".join(f"{quote(one)}*" for one in "体育场馆设施服务单位部门管理工作")
    answers: list[tuple[int, str | None]] = []

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", server, timeout=60)
        connection.request("GET", dear)
        answer = connection.getresponse()
        answer.read()
        answers.append((answer.status, answer.headers["Retry-After"]))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    assert fetch(server, "/healthz")[0] == 200
    for thread in threads:
        thread.join()
    assert len(answers) == 40
    assert set(answers) == {(200, None), (503, "2")}


def test_a_reload_fails_no_request(running: tuple[int, "subprocess.Popen[bytes]"]) -> None:
    port, process = running
    before = children(process.pid)
    process.send_signal(signal.SIGHUP)
    while before & children(process.pid):
        assert fetch(port, "/api/v1/search?q=%E4%BD%93%E8%82%B2")[0] in (200, 503)
    assert len(children(process.pid)) == len(before) == 2


def test_a_worker_that_ends_is_replaced(running: tuple[int, "subprocess.Popen[bytes]"]) -> None:
    port, process = running
    before = children(process.pid)
    os.kill(min(before), signal.SIGKILL)
    while len(children(process.pid) - {min(before)}) < 2:
        assert fetch(port, "/healthz")[0] == 200
        time.sleep(0.1)
    wait_for(port, process)


def children(parent: int) -> set[int]:
    return {int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()}

"""The service as it is really run: ``gongbao serve`` with gunicorn on a port of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

START = "from search_service.cli import main; main()"


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, gazettes_folder: Path, free_port: Callable[[], int], only_needed: str
) -> Iterator[int]:
    """A server over one gazette that had no index when it was started, with what ``make serve`` installs; its port."""
    folder, port = tmp_path_factory.mktemp("serve"), free_port()
    (folder / "corpus").mkdir()
    (folder / "corpus" / "one.txt").write_bytes((gazettes_folder / "beijing-2018-33.txt").read_bytes())
    command = [
        sys.executable,
        "-c",
        only_needed + START,
        "serve",
        "--index",
        f"whoosh:{folder}/index",
        "--corpus",
        f"{folder}/corpus",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log, env=os.environ)
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(20)


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
    head, _, body = raw(server, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").partition(
        b"\r\n\r\n"
    )
    assert b"application/problem+json" in head
    problem = json.loads(body)
    assert problem["status"] == status
    assert problem["detail_zh"]

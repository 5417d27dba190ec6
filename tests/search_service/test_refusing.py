"""The loop that reads requests answers for itself where every thread is taken."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast

import pytest
from waitress.task import ThreadedTaskDispatcher

from search_service.serving.http import QUEUED, SPARE, UNREAD, Channel, Server, without_unread
from search_service.serving.loads import Loads
from search_service.settings import Settings

THREADS = 1 + SPARE
FULL = THREADS + QUEUED


class Busy:
    """A service whose answers wait until they are let go, and what the server counts as refused."""

    def __init__(self) -> None:
        self.go, self.refused = threading.Event(), 0
        self.server: Server

    def app(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Wait, then answer with the path."""
        assert self.go.wait(20)
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["PATH_INFO"].encode()]

    def refuse(self) -> None:
        """Count a refusal."""
        self.refused += 1


@pytest.fixture
def busy() -> Iterator[tuple[Busy, int]]:
    """A server of one thread and the spare ones, and its port."""
    with served(Settings(threads=1, queue=0)) as service:
        yield service


@contextmanager
def served(settings: Settings, loads: Loads | None = None) -> Iterator[tuple[Busy, int]]:
    listener = socket.create_server(("127.0.0.1", 0))
    service = Busy()
    service.server = server = Server(service.app, listener, settings, service.refuse, loads and (loads, 0))
    thread = threading.Thread(target=server.run)
    thread.start()
    yield service, listener.getsockname()[1]
    service.go.set()
    server.stop()
    thread.join(30)
    server.trigger.close()


def ask(port: int, path: str, method: str = "GET") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    return connection


def answer(connection: socket.socket) -> bytes:
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    connection.close()
    return received


def fill(service: Busy, port: int) -> list[socket.socket]:
    """Take every thread and every place in the queue."""
    accepted = []
    for count in range(FULL):
        accepted.append(ask(port, "/"))
        end = time.monotonic() + 20
        while service.server.waiting() + THREADS < count + 1:
            assert time.monotonic() < end, f"request {count + 1} was refused or lost"
            time.sleep(0.01)
    return accepted


def test_a_request_without_thread_or_place_is_told_when_to_come_again(busy: tuple[Busy, int]) -> None:
    service, port = busy
    accepted = fill(service, port)
    refused = answer(ask(port, "/search"))
    assert refused.startswith(b"HTTP/1.1 503")
    assert b"\r\nRetry-After: " in refused
    assert b"\r\nX-Content-Type-Options: nosniff" in refused
    assert "服务繁忙".encode() in refused
    assert service.refused == 1
    service.go.set()
    assert all(answer(one).startswith(b"HTTP/1.1 200") for one in accepted)


@pytest.mark.parametrize(("others", "closes"), [(None, False), (0, True), (1, True), (2, False), (9, False)])
def test_a_client_is_given_to_a_process_with_fewer_requests(others: int | None, *, closes: bool) -> None:
    loads = Loads(2)
    with served(Settings(threads=1, queue=2), loads) as (service, port):
        connections = [keep(port) for _ in range(3)]
        wait_for(lambda: service.server.waiting() == 3 - (1 + 2 + SPARE))
        if others is not None:
            loads.write(1, others)
        service.go.set()
        heads = [one.recv(65536) for one in connections]
        assert all(head.startswith(b"HTTP/1.1 200") for head in heads)
        assert any(b"\r\nConnection: close\r\n" in head for head in heads) == closes
        for one in connections:
            one.close()


def test_a_process_with_more_requests_than_another_still_takes_connections() -> None:
    loads = Loads(2)
    loads.write(1, 0)
    with served(Settings(threads=1, queue=0), loads) as (service, port):
        accepted = fill(service, port)
        loads.write(1, 0)
        assert answer(ask(port, "/search")).startswith(b"HTTP/1.1 503")
        service.go.set()
        assert all(answer(one).startswith(b"HTTP/1.1 200") for one in accepted)


def keep(port: int) -> socket.socket:
    """Ask on a connection that stays open."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return connection


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize(
    "sent", [b"GET / HT", b"GET / HTTP/1.1\nHost: x\n\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"]
)
def test_who_does_not_send_the_rest_is_told_so(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr("search_service.serving.http.ARRIVES", 0.1)
    with served(Settings()) as (_, port), socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(sent)
        said = answer(connection)
    assert said.startswith(b"HTTP/1.1 408 ")
    assert b"\r\nX-Content-Type-Options: nosniff" in said
    assert "请求未及时发送完整".encode() in said


def test_a_server_is_made_when_all_its_threads_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = ThreadedTaskDispatcher.handler_thread

    def late(self: ThreadedTaskDispatcher, number: int) -> None:
        time.sleep(0.05)
        begin(self, number)

    monkeypatch.setattr(ThreadedTaskDispatcher, "handler_thread", late)
    with served(Settings(threads=1, queue=0)) as (service, _):
        assert service.server.waiting() == -THREADS


def test_a_browser_that_asks_for_six_files_at_once_gets_them() -> None:
    with served(Settings()) as (service, port):
        service.go.set()
        for _ in range(100):
            accepted = [ask(port, "/static/app.css") for _ in range(6)]
            assert all(answer(one).startswith(b"HTTP/1.1 200") for one in accepted)
        assert service.refused == 0


def test_of_too_many_connections_none_is_closed_whose_request_waits_to_be_read() -> None:
    pairs = [socket.socketpair() for _ in range(3)]
    silent, sent, slow = (cast("Channel", SimpleNamespace(socket=ours, began=100.0)) for ours, _ in pairs)
    slow.began = 100.0 - UNREAD
    for _, theirs in pairs[1:]:
        theirs.sendall(b"GET / HTTP/1.1")
    assert without_unread([silent, sent, slow], 100.0) == [silent, slow]
    for one in (end for pair in pairs for end in pair):
        one.close()


def test_what_cannot_be_read_is_refused_like_the_rest(busy: tuple[Busy, int]) -> None:
    service, port = busy
    accepted = fill(service, port)
    broken = socket.create_connection(("127.0.0.1", port), timeout=20)
    broken.sendall(b"GET / HTTP/1.1\r\n\r\n")
    assert answer(broken).startswith(b"HTTP/1.1 503")
    service.go.set()
    assert len([answer(one) for one in accepted]) == FULL


def test_a_refusal_of_head_has_no_body(busy: tuple[Busy, int]) -> None:
    service, port = busy
    accepted = fill(service, port)
    assert answer(ask(port, "/search", "HEAD")).endswith(b"\r\n\r\n")
    service.go.set()
    assert len([answer(one) for one in accepted]) == FULL


def test_health_is_asked_of_a_service_that_refuses_all_else(busy: tuple[Busy, int]) -> None:
    service, port = busy
    accepted = fill(service, port)
    health = ask(port, "/healthz")
    assert answer(ask(port, "/")).startswith(b"HTTP/1.1 503")
    service.go.set()
    assert answer(health).endswith(b"/healthz")
    assert len([answer(one) for one in accepted]) == FULL

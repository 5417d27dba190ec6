"""HTTP by waitress: one loop reads requests and sends answers, so that only whole requests take a thread.

A client that sends or reads slowly, or not at all, costs a socket and a buffer until its time is over.
"""

import logging
import select
import socket
from collections.abc import Callable, Sequence
from threading import get_ident
from time import monotonic, sleep, time
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask

from search_service.serving.loads import Loads
from search_service.serving.parsing import MAX_ADDRESS, MAX_FIELDS, Parser
from search_service.settings import Settings
from search_service.web.errors import MAX_BODY, BareAnswer, busy_answer, refusal_answer
from search_service.web.safety import MOMENTARY_PATHS

#: Connections of one process. Beyond nine tenths the one whose request has been incomplete longest is closed.
CONNECTIONS = 2000
#: Seconds in which a request must have arrived, without a request a connection stays open, an answer must be taken.
ARRIVES, IDLE, TAKEN = 30, 30, 600
#: Seconds that requests under way have when the process stops, and in which an open connection counts as in use.
GRACE, IN_USE = 15, 1
#: Seconds in which a client that was refused may end what it sends.
LINGERS = 2
#: Seconds for which what a client has sent may wait to be read before it counts as a client that sends slowly.
UNREAD = 5
#: Threads beside those that search or wait: refusals, health checks and files need one for a moment.
SPARE = 4
#: Whole requests without a thread before the loop refuses the next itself; of those that ask how the service is.
QUEUED, MOMENTARY_QUEUED = SPARE, 100
#: How long a process accepts no connections while another has fewer requests, in seconds: that one may be stuck.
_PAUSE = 0.03
#: How many more requests than another a process may have and keep its connections.
_EVEN = 1
#: How often a server looks whether its threads have begun, in seconds.
_THREADS_BEGIN = 0.001
#: Open connections for each further one that is accepted in a turn of the loop.
_OPEN_FOR_ANOTHER = 8
#: Bytes of an answer in memory before the rest is kept in a file, and before its thread waits for the client.
IN_MEMORY, UNSENT = 1_000_000, 1_000_000_000


_log = logging.getLogger(__name__)


class RefusalTask(ErrorTask):
    """Answers what cannot be read in the shape of every other error."""

    def execute(self) -> None:
        """Send a problem document."""
        status, headers, body = refusal_answer(self.request.error.code)
        self.status = status
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.channel.refused = True
        self.content_length = len(body)
        self.write(body)


class RequestTask(WSGITask):
    """Answers one request; closes its connection when the process stops, or when another process has fewer requests.

    The process with the fewest accepts the next connection of the client, so that no process has most clients.
    """

    def build_response_header(self) -> bytes:
        """The status line and the header fields."""
        server = self.channel.server
        if server.stopping or server.excess() > _EVEN:
            self.set_close_on_finish()
        head: bytes = super().build_response_header()
        return head


class Channel(HTTPChannel):
    """A connection that knows since when a request or an answer has been incomplete."""

    parser_class = Parser
    error_task_class = RefusalTask
    task_class = RequestTask

    def __init__(self, *given: Any, **named: Any) -> None:
        self.began = self.sending = time()
        self.refused = False
        #: Since when what a refused client still sends is thrown away: closed at once, it would not see its answer.
        self.lingers: float | None = None
        super().__init__(*given, **named)

    def received(self, data: bytes) -> bool:
        """Take bytes of one or more requests."""
        before = self.request
        taken: bool = super().received(data)
        if self.request is not before:
            self.began = time()
        return taken

    def send_continue(self) -> None:
        """Let a client that waits for it send its body, unless nothing more is wanted: then it is answered at once."""
        if not self.request.completed:
            super().send_continue()

    def readable(self) -> bool:
        """Whether anything is to be read."""
        return self.lingers is not None or bool(super().readable())

    def writable(self) -> bool:
        """Whether anything is to be sent or closed.

        While a request is worked on its own thread sends: two threads at that would wait for each other. It wakes the
        loop when it is done.
        """
        if self.lingers is not None or (self.requests and self.total_outbufs_len <= UNSENT):
            return bool(self.will_close) and self.lingers is None
        return bool(super().writable())

    def handle_read(self) -> None:
        """Read what has come."""
        if self.lingers is None:
            super().handle_read()
        else:
            self.recv(self.adj.recv_bytes)

    def handle_close(self) -> None:
        """Close, after a refusal in two steps."""
        if self.refused and self.connected and self.lingers is None:
            self.lingers = time()
            self.socket.shutdown(socket.SHUT_WR)
        else:
            super().handle_close()

    def refuse(self) -> None:
        """Answer that no thread is free, and close; called by the loop alone."""
        for request in self.requests:
            request.close()
        first = self.requests[0]
        self.requests.clear()
        self._say_last(_written(busy_answer(), without_body=not first.error and first.command == "HEAD"))

    def end_overdue(self) -> None:
        """Close; who has sent a part of a request is answered that the rest did not come. Called by the loop alone."""
        if self.request is None or self.total_outbufs_len or self.lingers is not None:
            self.handle_close()
        else:
            self.refused = True
            self._say_last(_written(refusal_answer(408)))

    def _say_last(self, answer: bytes) -> None:
        self.outbufs[-1].append(answer)
        self.total_outbufs_len += len(answer)
        self.close_when_flushed = True

    def is_overdue(self, now: float) -> bool:
        """Whether the client has had its time; called every second."""
        if self.lingers is not None:
            return now - self.lingers > LINGERS
        if not self.total_outbufs_len or self.requests:
            self.sending = now
        if self.requests:
            return False
        if self.total_outbufs_len:
            return now - self.sending > TAKEN
        if self.request is not None:
            return now - self.began > ARRIVES
        return bool(now - self.last_activity > IDLE)

    def is_busy(self, now: float) -> bool:
        """Whether a request is under way, or may be."""
        return bool(self.requests or self.total_outbufs_len) or now - self.last_activity < IN_USE


class Server(TcpWSGIServer):
    """One process of the service on a socket that is bound; listens from the moment it is made.

    ``numbered`` are the loads of all processes of the service and the number of this one among them.
    """

    channel_class = Channel

    def __init__(
        self,
        application: Callable[..., Any],
        bound: socket.socket,
        settings: Settings,
        refused: Callable[[], Any] = lambda: None,
        numbered: tuple[Loads, int] | None = None,
    ) -> None:
        self.stopping = False
        self._loads, self._number = numbered or (Loads(1), 0)
        #: When connections are accepted again.
        self._accepts_from = 0.0
        self._refused, self._refusals = refused, 0
        #: The thread of :meth:`run`.
        self._loop = 0
        adjustments = _adjustments(settings)
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(adjustments.threads)
        # A thread counts as taken until it waits for its first request: :meth:`waiting` would be too high.
        while dispatcher.active_count:
            sleep(_THREADS_BEGIN)
        address = (bound.family, bound.type, bound.proto, bound.getsockname())
        shared = {"dispatcher": dispatcher, "adj": adjustments, "sockinfo": address, "bind_socket": False}
        super().__init__(application, map={}, _sock=bound, **shared)

    def run(self) -> None:
        """Serve until :meth:`stop`, then finish what is under way."""
        self._loop = get_ident()
        while not self.stopping:
            self._turn(_PAUSE if self.excess() > 0 else 1)
        self._loads.end(self._number)
        self._accept_waiting()
        self.del_channel()
        self.socket.close()
        end = monotonic() + GRACE
        while self.active_channels and monotonic() < end:
            for channel in list(self.active_channels.values()):
                if not channel.is_busy(time()):
                    channel.handle_close()
            self._turn(0.1)
        self.task_dispatcher.shutdown(timeout=1)

    def stop(self) -> None:
        """Let :meth:`run` end; may be called by a signal handler."""
        self.stopping = True
        self.pull_trigger()

    def readable(self) -> bool:
        """Whether connections are accepted; while another process has fewer requests it may for a moment."""
        now = monotonic()
        self._write_load()
        if self.excess() > 0 and now < self._accepts_from:
            return False
        self._accepts_from = now + _PAUSE
        return bool(super().readable())

    def excess(self) -> int:
        """How many more requests than another process this one has."""
        return self._loads.excess(self._number, self._requests())

    def _requests(self) -> int:
        return len(self.task_dispatcher.queue) + int(self.task_dispatcher.active_count)

    def _write_load(self) -> None:
        if not self.stopping:
            self._loads.write(self._number, self._requests())

    def waiting(self) -> int:
        """How many whole requests no thread is free for; one that a free thread is about to take is not among them."""
        return self._requests() - len(self.task_dispatcher.threads)

    def add_task(self, channel: Channel) -> None:
        """Give a request to a thread, or refuse it here where too many have none, which costs a tenth of it."""
        request = channel.requests[0]
        # What could not be read has no path.
        is_momentary = not request.error and request.path in MOMENTARY_PATHS
        most = MOMENTARY_QUEUED if is_momentary else QUEUED
        # The next request of a connection is added by the thread that answered the one before.
        if self.waiting() < most or get_ident() != self._loop:
            super().add_task(channel)
            self._write_load()
        else:
            self._refused()
            self._refusals += 1
            channel.refuse()

    def handle_accept(self) -> None:
        """Accept a connection, and more where many are open; other processes take the rest.

        A turn of the loop takes time in proportion to the open connections, so that one a turn would be too few. A
        process that waited for the others accepts all that they have left.
        """
        most = CONNECTIONS if self.excess() > 0 else 1 + len(self.active_channels) // _OPEN_FOR_ANOTHER
        for _ in range(most):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before:
                break

    def maintenance(self, now: float) -> None:
        """Close the connections whose time is over, and where there are too many those that say nothing whole."""
        if self._refusals:
            _log.warning("%d requests were refused because all threads were taken", self._refusals)
            self._refusals = 0
        for channel in list(self.active_channels.values()):
            if channel.is_overdue(now):
                channel.end_overdue()
        surplus = len(self.active_channels) - CONNECTIONS * 9 // 10
        if surplus > 0:
            silent = [one for one in self.active_channels.values() if not one.requests and not one.total_outbufs_len]
            for channel in sorted(without_unread(silent, now), key=lambda one: float(one.began))[:surplus]:
                channel.handle_close()

    def _accept_waiting(self) -> None:
        """Take the connections that clients opened before the stop."""
        known = -1
        while known != len(self.active_channels):
            known = len(self.active_channels)
            self._turn(0)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)


def without_unread(channels: Sequence[Channel], now: float) -> list[Channel]:
    """The connections whose clients wait for nothing: where a request waits to be read, the loop is slow, not they."""
    new = {channel.socket.fileno(): channel for channel in channels if now - channel.began < UNREAD}
    arrived = select.poll()
    for number in new:
        arrived.register(number, select.POLLIN)
    unread = {number for number, _ in arrived.poll(0)}
    return [channel for channel in channels if channel.socket.fileno() not in unread]


def _written(answer: BareAnswer, *, without_body: bool = False) -> bytes:
    """The whole answer to a request that no thread has, after which the connection is closed."""
    status, fields, body = answer
    fields += [("Content-Length", str(len(body))), ("Connection", "close")]
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + (b"" if without_body else body)


def _adjustments(settings: Settings) -> Adjustments:
    trusted = (
        {"trusted_proxy": settings.proxy, "trusted_proxy_headers": "x-forwarded-for x-forwarded-host x-forwarded-proto"}
        if settings.proxy
        else {}
    )
    return Adjustments(
        threads=settings.threads + settings.queue + SPARE,
        ident=None,
        connection_limit=CONNECTIONS,
        backlog=CONNECTIONS,
        cleanup_interval=1,
        max_request_header_size=MAX_ADDRESS + MAX_FIELDS,
        max_request_body_size=MAX_BODY,
        outbuf_overflow=IN_MEMORY,
        outbuf_high_watermark=UNSENT,
        log_socket_errors=False,
        clear_untrusted_proxy_headers=True,
        url_prefix=settings.prefix,
        sockets=[],
        **trusted,
    )

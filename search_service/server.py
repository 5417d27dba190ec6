"""The production server: gunicorn, configured in code."""

import gc
import socket
from datetime import UTC, datetime
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message
from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from corpus.errors import GongbaoError
from index import warm
from index.knowledge.encoders import available, load
from search_service import create_app
from search_service.search import search
from search_service.settings import Settings
from search_service.web.errors import Problem, problem_text

#: Bytes. Gunicorn's own limit of 8190 is less than a query of 1000 Chinese characters takes in an address.
MAX_ADDRESS = 131_072

_UNREADABLE = Problem(
    400,
    "网址中的文字须先编码（百分号编码），例如 curl -G URL --data-urlencode q=…",
    "text in the address must be percent-encoded, for example curl -G URL --data-urlencode q=…",
)
_TOO_LONG = Problem(414, "网址太长", "the address is too long")


class Worker(ThreadWorker):
    """Answers a request line that gunicorn refuses in the shape of every other error."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Send a problem document for an address that is too long or holds raw text; leave the rest to gunicorn."""
        if not isinstance(exc, InvalidRequestLine | LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        problem = _TOO_LONG if isinstance(exc, LimitRequestLine) else _UNREADABLE
        body = problem_text(problem).encode()
        head = (
            f"HTTP/1.1 {problem.status} {'URI Too Long' if problem is _TOO_LONG else 'Bad Request'}\r\n"
            f"Date: {datetime.now(UTC):%a, %d %b %Y %H:%M:%S GMT}\r\nConnection: close\r\n"
            f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            client.sendall(head.encode() + body)
        except OSError:
            self.log.debug("the client left before its error was sent")


class Server(BaseApplication):
    """Gunicorn with worker processes that each open the index for themselves.

    The app is made in the worker, after the fork: no two processes may use one open index. A worker opens the index
    before it takes its first request.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn; its own configuration files and environment are not read."""
        host = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        message.MAX_REQUEST_LINE = MAX_ADDRESS  # type: ignore[misc] # the only way to raise it
        chosen = {
            "bind": f"{host}:{self._settings.port}",
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "worker_class": "search_service.server.Worker",
            "timeout": 60,
            "graceful_timeout": 10,
            "limit_request_line": MAX_ADDRESS,
            "proc_name": "gongbao",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The app, with its index open where there is one."""
        app = create_app(self._settings)
        try:
            search(app.extensions["gongbao"], {"q": ["公报"]})
        except GongbaoError as error:
            app.logger.warning("%s", error)
        return app


def serve(settings: Settings) -> None:
    """Serve until stopped.

    Dictionaries and encoders, which never change, are loaded before the workers are forked, so that they share them.
    """
    warm()
    for encoder in available():
        load(encoder)
    gc.freeze()
    Server(settings).run()

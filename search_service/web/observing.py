"""What operators see of each request: an id, a line of the log, figures for Prometheus. Nobody's address is kept."""

import json
import logging
import re
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, g, request

from search_service.settings import Settings
from search_service.web.metrics import Metrics, init_metrics

_ID = re.compile(r"[0-9A-Za-z._:-]{1,100}")
#: Characters of the name of a method, which is whatever a client sends.
_LONGEST_METHOD = 20
_log = logging.getLogger("gongbao.requests")


def init_observing(app: Flask, settings: Settings) -> None:
    """Give every request an id, take or made, and say in the log how it was answered."""
    metrics = init_metrics(app) if settings.metrics else None
    app.before_request(_begin)

    def end(response: Response) -> Response:
        return _end(response, metrics, queries=bool(settings.log_queries))

    app.after_request(end)


def new_id() -> str:
    """An id for a request that brought none."""
    return uuid4().hex


def route() -> str:
    """The pattern of the address that was asked for; ``-`` where there is none."""
    return request.url_rule.rule if request.url_rule else "-"


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _ID.fullmatch(given) else new_id()
    g.began = perf_counter()


def _end(response: Response, metrics: Metrics | None, *, queries: bool) -> Response:
    seconds = perf_counter() - g.began
    response.headers["X-Request-ID"] = g.request_id
    if metrics:
        metrics.count(request.method, route(), response.status_code, seconds)
    state = g.get("state")
    line = {
        "method": request.method[:_LONGEST_METHOD],
        "route": route(),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "generation": state[0] if state else None,
    }
    if queries:
        line["query"] = request.query_string.decode("latin-1")
    _log.info("request", extra={"fields": line})
    return response


class JsonLines(logging.Formatter):
    """A record as one line of JSON, with the id of the request that it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": g.get("request_id") if g else None,
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


def log_as_json() -> None:
    """Write every record of this process to standard error as a line of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _log.setLevel(logging.INFO)
    # A request that waits is no news here: its end is, and refusals are counted.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)

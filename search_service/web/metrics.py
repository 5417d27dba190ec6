"""Figures for Prometheus at ``/metrics``, summed over the worker processes."""

import os
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryDirectory

from flask import Flask, Response

from corpus import OperatorError
from search_service.library import Library
from search_service.web.admission import Admission, Watchers
from search_service.web.current import current_library

#: Where the processes of one service keep their figures; prometheus_client reads it when it is first imported.
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
#: Methods with figures of their own; a client may invent any number of others.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
#: Seconds of an answer, for the histogram.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def share_figures() -> "TemporaryDirectory[str]":
    """Make the folder through which processes share their figures; call it before any of them begins."""
    folder = TemporaryDirectory(prefix="gongbao-metrics-")
    os.environ[_SHARED] = folder.name
    return folder


def forget_process(pid: int) -> None:
    """Take what a process that ended ran and let wait out of the sums."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - looks for its shared folder when it is imported

    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


class Metrics:
    """Requests, how long they take, how many run and wait, and which generation serves."""

    def __init__(self, admission: Admission) -> None:
        # Imported where it is used, since it looks for its shared folder when it is imported.
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, multiprocess  # noqa: PLC0415

        self.registry = registry = CollectorRegistry()
        if os.environ.get(_SHARED):
            multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        # With a shared folder the collector alone answers, or each figure would be there twice.
        own = None if os.environ.get(_SHARED) else registry
        self._requests = Counter("gongbao_requests", "Requests answered", ["method", "route", "status"], registry=own)
        self._seconds = Histogram(
            "gongbao_request_seconds", "Time to an answer", ["route"], buckets=_BUCKETS, registry=own
        )
        self._refused = Counter("gongbao_refused", "Requests refused because too many ran", registry=own)
        live = partial(Gauge, registry=own, multiprocess_mode="livesum")
        running = live("gongbao_running", "Requests that are worked on")
        waiting = live("gongbao_waiting", "Requests that wait for a thread")
        admission.watchers = Watchers(running.set, waiting.set, self._refused.inc)
        newest = partial(Gauge, registry=own, multiprocess_mode="mostrecent")
        self._age = newest("gongbao_generation_age_seconds", "Age of the serving generation")
        self._clauses = newest("gongbao_generation_clauses", "Clauses of the serving generation")
        self._bytes = newest("gongbao_generation_bytes", "Size of the serving generation on disk")

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def look(self, library: Library) -> None:
        """Measure the serving generation."""
        try:
            index = library.snapshot()
        except OperatorError:
            return
        self._age.set((datetime.now(UTC) - index.manifest.built_at).total_seconds())
        self._clauses.set(index.manifest.clauses)
        self._bytes.set(sum(one.size for one in index.manifest.files.values()))


def init_metrics(app: Flask) -> Metrics:
    """Add ``/metrics``."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # noqa: PLC0415 - as above

    metrics = Metrics(app.extensions["gongbao_admission"])

    @app.get("/metrics", endpoint="metrics")
    def show() -> Response:
        """Figures of all worker processes."""
        metrics.look(current_library())
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)

    return metrics

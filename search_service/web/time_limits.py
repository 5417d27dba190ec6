"""The time that each request may take."""

from collections.abc import Callable

from flask import Flask, current_app

from index.time_limit import TimeLimit, set_time_limit
from search_service.settings import Settings


def init_time_limits(app: Flask, settings: Settings) -> None:
    """Let every request take so long and no longer; waiting for its turn counts."""
    app.extensions["gongbao_time_limit"] = lambda: TimeLimit.of(settings.time_limit)
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    limit: Callable[[], TimeLimit] = current_app.extensions["gongbao_time_limit"]
    set_time_limit(limit())


def _end(_error: BaseException | None) -> None:
    set_time_limit(None)

"""What a request may cost before anything of it is read: the number of its parameters, requests of one address."""

from flask import Flask, request
from flask_limiter import Limiter

from corpus import OperatorError, UserError
from search_service.settings import Settings, variable
from search_service.web.safety import MOMENTARY

#: Parameters of an address; reading a hundred thousand of them takes seconds.
MAX_PARAMETERS = 1000


def init_limits(app: Flask, settings: Settings) -> None:
    """Count parameters, and where it is wanted requests by address."""
    app.before_request(_count_parameters)
    if settings.rate_limit:
        _limit_rate(app, settings.rate_limit)


def _count_parameters() -> None:
    if request.query_string.count(b"&") >= MAX_PARAMETERS:
        zh, en = f"参数过多，最多 {MAX_PARAMETERS} 个", f"there are too many parameters, at most {MAX_PARAMETERS}"
        raise UserError(en, zh, code="too_many_parameters")


def _limit_rate(app: Flask, limit: str) -> None:
    try:
        limiter = Limiter(
            lambda: request.remote_addr or "",
            app=app,
            application_limits=[limit],
            storage_uri="memory://",
            headers_enabled=True,
            swallow_errors=False,
        )
        list(limiter.limit_manager.application_limits)
    except ValueError as error:
        name = variable("rate_limit")
        message_en = f"{name} must be a limit such as 120/minute, not {limit[:40]!r}"
        raise OperatorError(message_en, f"{name} 应为 120/minute 形式，而不是“{limit[:40]}”") from error
    limiter.request_filter(lambda: request.endpoint in ("static", *MOMENTARY))

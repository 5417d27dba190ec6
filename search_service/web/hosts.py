"""Whose name a request may give as that of this service, and the address that is passed on to others."""

import re
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from search_service.settings import Settings
from search_service.web.safety import MOMENTARY

_HOST = re.compile(r"(?:[0-9a-z._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.IGNORECASE)
#: Names that lead to the machine of who asks, so that nobody else can be misled by them.
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class MisdirectedRequest(HTTPException):
    """The request was meant for another host (RFC 9110, 15.5.20)."""

    code = HTTPStatus.MISDIRECTED_REQUEST


def init_hosts(app: Flask, settings: Settings) -> None:
    """Refuse requests for other hosts where ``settings`` name ours."""
    app.extensions["gongbao_settings"] = settings
    app.before_request(_refuse_others)


def root() -> str:
    """The address of the service without a slash at its end; the Host of a request is believed only if known."""
    settings: Settings = current_app.extensions["gongbao_settings"]
    if settings.base_url:
        return settings.base_url.rstrip("/")
    if _name() in settings.host_names | _LOCAL | {settings.host}:
        return request.url_root.rstrip("/")
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}{request.root_path}"


def _refuse_others() -> None:
    given = request.environ.get("HTTP_HOST")
    # Clients of HTTP/1.0 need not name a host.
    if given is not None and not _HOST.fullmatch(given):
        raise BadRequest
    known = current_app.extensions["gongbao_settings"].host_names
    if known and request.endpoint not in MOMENTARY and _name() not in known:
        raise MisdirectedRequest


def _name() -> str | None:
    given = request.environ.get("HTTP_HOST", "")
    return urlsplit(f"//{given}").hostname if _HOST.fullmatch(given) else None

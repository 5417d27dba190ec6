"""Whose name a request may give as that of this service, and the address that is passed on to others."""

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from ipaddress import AddressValueError, IPv6Address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from search_service.settings import Settings
from search_service.web.safety import MOMENTARY

#: A name of labels as the DNS has them, or an address in brackets; then a port.
_HOST = re.compile(
    r"(?:(?=[^:]{1,253}(?::|$))[0-9a-z_-]{1,63}(?:\.[0-9a-z_-]{1,63})*\.?|\[(?P<v6>[0-9a-f:.]{2,45})\])(?::[0-9]{1,5})?",
    re.IGNORECASE,
)
#: What marks a request whose Host is none.
_BAD = "gongbao.bad_host"
Application = Callable[[Any, Any], Iterable[bytes]]
#: Names that lead to the machine of who asks, so that nobody else can be misled by them.
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class MisdirectedRequest(HTTPException):
    """The request was meant for another host (RFC 9110, 15.5.20)."""

    code = HTTPStatus.MISDIRECTED_REQUEST


def init_hosts(app: Flask, settings: Settings) -> None:
    """Refuse requests for other hosts where ``settings`` name ours."""
    app.extensions["gongbao_settings"] = settings
    app.wsgi_app = _without_bad_host(app.wsgi_app)  # type: ignore[method-assign, assignment] # as Flask documents it
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


def _without_bad_host(app: Application) -> Application:
    """The application, asked in our own name where that which is given is none: it could make no address of it."""

    def ask(environ: Any, start: Any) -> Any:
        # Clients of HTTP/1.0 need not name a host.
        if not _is_host(environ.get("HTTP_HOST", "localhost")):
            del environ["HTTP_HOST"]
            environ["SERVER_NAME"], environ[_BAD] = "localhost", True
        return app(environ, start)

    return ask


def _is_host(given: str) -> bool:
    found = _HOST.fullmatch(given)
    return found is not None and (found["v6"] is None or _is_v6(found["v6"]))


def _is_v6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True


def _refuse_others() -> None:
    if _BAD in request.environ:
        raise BadRequest
    known = current_app.extensions["gongbao_settings"].host_names
    if known and request.endpoint not in MOMENTARY and _name() not in known:
        raise MisdirectedRequest


def _name() -> str | None:
    return urlsplit(f"//{request.environ.get('HTTP_HOST', '')}").hostname

"""The files that pages need, each at an address that changes with its content, so that a browser fetches it once."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

_YEAR = 365 * 24 * 3600


def init_assets(app: Flask) -> None:
    """Give templates ``asset`` and let browsers keep what it leads to."""
    app.add_template_global(asset)
    app.after_request(_keep)


def asset(name: str) -> str:
    """The address of a file of ours in its present state."""
    return url_for("static", filename=name, v=_mark(Path(current_app.static_folder or "") / name))


@cache
def _mark(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=6).hexdigest()


def _keep(response: Response) -> Response:
    """The mark of another content, such as that of the next version, is kept by nobody with the content of this one."""
    if request.endpoint == "static" and response.status_code < 400 and _is_asked_by_mark():  # noqa: PLR2004 - HTTP
        response.cache_control.no_cache = None
        keep_for_good(response)
    return response


def _is_asked_by_mark() -> bool:
    asked = request.args.get("v")
    name = (request.view_args or {}).get("filename", "")
    return asked is not None and asked == _mark(Path(current_app.static_folder or "") / name)


def keep_for_good(response: Response) -> None:
    """Let browsers and proxies keep an answer whose address changes with its content."""
    response.cache_control.public = True
    response.cache_control.max_age = _YEAR
    response.cache_control.immutable = True

"""Canonical addresses of pages: without a slash at the end, ids in lower case; other spellings are redirected.

A query at the address of the front page, as browsers and links often have it, leads to the search.
"""

from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from search_service.answer.links import SEARCH_PAGE

#: What stands before an id, which is ASCII in lower case.
_WITH_IDS = ("/documents/", "/issues/")
_PERMANENT = 308


def init_canonical(app: Flask) -> None:
    """Redirects addresses that name something in another spelling."""
    app.before_request(_to_canonical)


def _to_canonical() -> Response | None:
    path = request.path
    if path.startswith("/api/"):  # programs get an error, no other address
        return None
    wanted = path.lower() if path.startswith(_WITH_IDS) else path
    if path == "/" and "q" in request.args:
        wanted = SEARCH_PAGE
    if isinstance(request.routing_exception, NotFound):
        wanted = wanted.rstrip("/")
    # An address that begins with two slashes names another host.
    if wanted in (path, "") or wanted.startswith("//") or not _exists(wanted):
        return None
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return redirect(request.root_path + quote(wanted, safe="/:@!$&'()*+,;=~") + query, _PERMANENT)


def _exists(path: str) -> bool:
    """Whether an address is one of ours."""
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path, method=request.method)

"""What passes over the wire only where it must: compressed, and not again while the index is the same."""

from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, g, request
from flask_compress import Compress

from corpus import OperatorError
from search_service.web.answers import add_link
from search_service.web.current import current_library
from search_service.web.languages import language
from search_service.web.safety import MOMENTARY

#: Addresses whose answers are not of the index.
_NOT_OF_INDEX = ("static", *MOMENTARY)
_OK = 200
#: Media types of ours that are worth compressing beside those that Flask-Compress knows.
_TYPES = ("application/problem+json", "application/jsonl", "application/ld+json", "application/x-suggestions+json",
          "application/opensearchdescription+xml", "text/csv", "application/octet-stream")  # fmt: skip


def init_caching(app: Flask) -> None:
    """Compress answers, give them validators, answer conditional requests, and let programs elsewhere read."""
    compress = Compress()
    app.config["COMPRESS_REGISTER"] = False
    compress.init_app(app)
    compress.compress_mimetypes_set |= set(_TYPES)
    app.after_request(compress.after_request)
    app.before_request(_remember_generation)
    app.after_request(_validate)
    app.after_request(_open_to_all)


def _remember_generation() -> None:
    g.state = _state() if request.endpoint not in _NOT_OF_INDEX else None


def _state() -> tuple[str, datetime] | None:
    """Which generation answers, and when its files last changed."""
    try:
        index = current_library().snapshot()
    except OperatorError:
        return None
    return index.manifest.generation, max(index.manifest.built_at, index.changed)


def _validate(response: Response) -> Response:
    """An answer is the same while index, program and language are; it is not marked if the index changed meanwhile.

    One that has a mark of its own keeps it, and one that never changes may be kept without asking.
    """
    before: tuple[str, datetime] | None = g.get("state")
    if before is None or response.status_code != _OK or request.method not in ("GET", "HEAD"):
        return response
    if not response.get_etag()[0]:
        if _state() != before:
            return response
        generation, changed = before
        program, installed = _program()
        response.set_etag(f"{generation}-{changed.timestamp():.6f}-{program}-{language()}", weak=True)
        response.last_modified = max(changed, installed)
    if not response.cache_control.immutable:
        response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def _open_to_all(response: Response) -> Response:
    """Scripts of any site may read what is data; nothing here depends on who asks."""
    data = response.mimetype != "text/html" or request.path.startswith("/api/v1/")  # redirects of the interface too
    if data and request.endpoint != "static":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Link, ETag, Last-Modified, Content-Disposition"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    if request.path.startswith("/api/"):
        add_link(response, "/api/v1/openapi.json", "service-desc", "application/json")
    return response


@cache
def _program() -> tuple[str, datetime]:
    """A mark of the program that answers, and when the newest of its files was installed."""
    home = Path(__file__).parents[2]
    files = sorted(path for name in ("corpus", "index", "search_service") for path in (home / name).rglob("*.*"))
    files = [path for path in files if path.suffix in (".py", ".html", ".css", ".js", ".mo", ".svg")]
    digest = blake2b(b"".join(path.read_bytes() for path in files), digest_size=6).hexdigest()
    newest = max(path.stat().st_mtime for path in files)
    return digest, datetime.fromtimestamp(newest, UTC)

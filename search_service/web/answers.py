"""Answers that are no pages: JSON, CSV, text, files to keep, with ``Link`` headers (RFC 8288)."""

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec
from flask import Response, request

from search_service.web.addresses import in_language
from search_service.web.request_args import flag_arg

_BOM = "\ufeff"


def json_answer(body: Any, status: int = 200, mimetype: str = "application/json") -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(body), status, mimetype=mimetype)


def csv_answer(lines: Iterable[str], name: str) -> Response:
    """Lines as a CSV file; ``?bom=1`` puts the mark in front that some spreadsheets need to read Chinese."""
    start = _BOM if flag_arg("bom") else ""
    return kept(start + "".join(lines), "text/csv", f"{name}.csv")


def kept(body: str | bytes, mimetype: str, name: str) -> Response:
    """A body as a file to keep, under an ASCII name of ours."""
    answer = Response(body, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class Paged(Protocol):
    """A page of a list, with the addresses of the pages beside it."""

    @property
    def next(self) -> str | None:
        """The address of the next page."""

    @property
    def previous(self) -> str | None:
        """The address of the previous page."""


def with_pages(response: Response, view: Paged) -> Response:
    """The answer with a page of a list, with links to the pages beside it."""
    for rel, path in (("prev", view.previous), ("next", view.next)):
        if path:
            add_link(response, in_language(path), rel)
    return response


def add_link(response: Response, path: str, rel: str, kind: str = "") -> None:
    """Add one link; ``kind`` is the media type behind it."""
    about = f'; type="{kind}"' if kind else ""
    response.headers.add("Link", f'<{request.root_path}{path}>; rel="{rel}"{about}')

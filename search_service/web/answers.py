"""Answers that are no pages: JSON, CSV, text, and files to keep."""

from collections.abc import Iterable
from typing import Any

import msgspec
from flask import Response

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

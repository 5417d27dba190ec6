"""Answers that are no pages: JSON, CSV, text, and files to keep."""

import json
from collections.abc import Iterable
from typing import Any

from flask import Response, request

from search_service.request.parameters import refuse_unknown
from search_service.request.refusals import Fault, InvalidRequestError

_BOM = "\ufeff"


def takes(*known: str) -> None:
    """Refuse a request with a parameter that its address does not know."""
    refuse_unknown(request.args, known)


def json_answer(body: Any, status: int = 200, mimetype: str = "application/json") -> Response:
    """A value as JSON."""
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype=mimetype)


def csv_answer(lines: Iterable[str], name: str) -> Response:
    """Lines as a CSV file; ``?bom=1`` puts the mark in front that some spreadsheets need to read Chinese."""
    start = _BOM if flag("bom") else ""
    return kept(start + "".join(lines), "text/csv", f"{name}.csv")


def kept(body: str | bytes, mimetype: str, name: str) -> Response:
    """A body as a file to keep, under an ASCII name of ours."""
    answer = Response(body, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def flag(name: str) -> bool:
    """A parameter that is ``1`` for yes; absent, empty or ``0`` for no."""
    given = request.args.get(name, "").strip()
    if given not in ("", "0", "1"):
        raise InvalidRequestError([Fault(name, "unknown_value", f"{name}：应为 0 或 1", f"{name}: must be 0 or 1")])
    return given == "1"

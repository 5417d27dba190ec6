"""Examples on the page of the interface: an address to try for an operation, and what it answers now, shortened."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import current_app

from corpus import NotFoundError
from index import Snapshot
from search_service.answer.links import with_query

_API = "/api/v1"
#: What is asked by way of example; a name in braces is that of something in the index.
_ASKED: Mapping[str, tuple[tuple[str, str], ...]] = {
    f"{_API}/search": (("q", "污染防治"), ("per_page", "1"), ("facets", "year")),
    f"{_API}/tasks": (("q", "新能源"), ("per_page", "1")),
    f"{_API}/issues": (),
    f"{_API}/issues/{{issue_id}}": (),
    f"{_API}/documents/{{document_id}}": (),
    f"{_API}/clauses/{{clause_id}}": (),
    f"{_API}/clauses/{{clause_id}}/facsimile": (),
    f"{_API}/clauses": (("limit", "1"),),
    f"{_API}/bodies": (),
    f"{_API}/suggest": (("q", "污染"),),
    f"{_API}/timeline": (("q", "生态"),),
    f"{_API}/concordance": (("q", "生态"),),
}
#: Characters of a text, values of a list and levels that an example shows.
_TEXT, _VALUES, _DEPTH = 40, 1, 5
_OK = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """An address to try and the beginning of its answer."""

    address: str
    answer: str


def samples(snapshot: Snapshot) -> dict[str, Sample]:
    """The examples of a generation by the path of their operation."""
    return snapshot.derived(_samples)


def shortened(value: Any, depth: int = _DEPTH) -> Any:
    """A value with long texts cut, lists of one value, and nothing below some levels."""
    if isinstance(value, str):
        return value if len(value) <= _TEXT else f"{value[:_TEXT]}…"
    if not depth and value and isinstance(value, dict | list):
        return "…"
    if isinstance(value, list):
        rest = ["…"] if len(value) > _VALUES else []
        return [shortened(one, depth - 1) for one in value[:_VALUES]] + rest
    if isinstance(value, dict):
        return {name: shortened(one, depth - 1) for name, one in value.items()}
    return value


def _samples(snapshot: Snapshot) -> dict[str, Sample]:
    return dict(_answered(snapshot))


def _answered(snapshot: Snapshot) -> Iterator[tuple[str, Sample]]:
    """Each example that the generation answers."""
    named = _named(snapshot)
    for path, items in _ASKED.items():
        if "{" in path and not named:
            continue
        address = with_query(path.format(**named), items)
        with suppress(NotFoundError), current_app.test_request_context(address):
            answer = current_app.make_response(current_app.dispatch_request())
            if answer.status_code == _OK:
                text = json.dumps(shortened(answer.get_json()), ensure_ascii=False, indent=2)
                yield path, Sample(address, text)


def _named(snapshot: Snapshot) -> dict[str, str]:
    """An issue, a document of it, and a clause of that."""
    clause = next(iter(snapshot.store.clauses_after("", 1)), None)
    issues = snapshot.store.issues()
    if clause is None or not issues:
        return {}
    return {"issue_id": issues[0].id, "document_id": quote(clause.document), "clause_id": quote(clause.id)}

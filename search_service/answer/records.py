"""The view model as plain values for JSON: the names of the contract, dates in ISO 8601, clauses as exported."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import singledispatch
from typing import Any

from corpus.export import clause_record
from corpus.model import Clause
from search_service.answer.views import ClauseView


@singledispatch
def record(value: Any) -> Any:
    """Dictionaries, lists and scalars for a value of the view model."""
    if is_dataclass(value):
        return {one.name.rstrip("_"): record(getattr(value, one.name)) for one in fields(value)}
    return value


@record.register
def _clause(value: Clause) -> dict[str, Any]:
    return clause_record(value)


@record.register
def _clause_view(value: ClauseView) -> dict[str, Any]:
    return {**clause_record(value.clause), "url": value.url, "previous": value.previous, "next": value.next}


@record.register
def _date(value: date) -> str:
    return value.isoformat()


@record.register
def _dict(value: dict) -> dict[str, Any]:  # type: ignore[type-arg]
    return {name: record(one) for name, one in value.items()}


@record.register(list)
@record.register(tuple)
def _list(value: list[Any] | tuple[Any, ...]) -> list[Any]:
    return [record(one) for one in value]

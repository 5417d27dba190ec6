"""The view model as plain values for JSON: the names of the contract, dates in ISO 8601, clauses as exported."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, singledispatch
from typing import Any

from corpus import Clause, Document
from corpus.export.public_schema import clause_record, document_record
from search_service.answer.links import document_path
from search_service.answer.views import ClauseView, FacetView

#: What is plain already; an answer is thousands of these.
_PLAIN = frozenset({str, int, float, bool, type(None)})


def record(value: Any) -> Any:
    """Dictionaries, lists and scalars for a value of the view model."""
    return value if type(value) in _PLAIN else _record(value)


def whole_document(document: Document) -> dict[str, Any]:
    """A document with its clauses, as exported, and its address."""
    clauses = [clause_record(clause) for clause in document.clauses]
    return {**document_record(document), "url": document_path(document.id), "clauses": clauses}


@singledispatch
def _record(value: Any) -> Any:
    names = _names(value.__class__)
    return {name: record(getattr(value, attribute)) for name, attribute in names} if names else value


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of values by their names in the contract; none for what is not made of fields."""
    return tuple((one.name.rstrip("_"), one.name) for one in fields(kind)) if is_dataclass(kind) else ()


@_record.register
def _clause(value: Clause) -> dict[str, Any]:
    return clause_record(value)


@_record.register
def _clause_view(value: ClauseView) -> dict[str, Any]:
    return {**clause_record(value.clause), "url": value.url, "previous": value.previous, "next": value.next}


@_record.register
def _facet_view(value: FacetView) -> dict[str, Any]:
    # Spelt out because a large archive shows a thousand of them in an answer.
    label = {"zh": value.label.zh, "en": value.label.en, "rendered": value.label.rendered}
    return {"value": value.value, "label": label, "count": value.count, "selected": value.selected}


@_record.register
def _date(value: date) -> str:
    return value.isoformat()


@_record.register
def _dict(value: dict) -> dict[str, Any]:  # type: ignore[type-arg]
    return {name: record(one) for name, one in value.items()}


@_record.register(list)
@_record.register(tuple)
def _list(value: list[Any] | tuple[Any, ...]) -> list[Any]:
    return [record(one) for one in value]

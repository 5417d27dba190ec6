"""JSON Schema of the values that answers are made of, read from their types.

What :mod:`search_service.answer.records` writes is described here.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from corpus import Clause, ClauseKind
from search_service.answer.views import ClauseView

Schema = dict[str, Any]
_SCALARS: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    Any: {},
}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_STEP: Schema = {"type": "object", "properties": {"label": _TEXT_OR_NULL, "title": _TEXT_OR_NULL}}
_BOX: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
_SOURCE: Schema = {
    "type": "object",
    "description": "Lines of a file. Where it has pages: the first page and the box on it, in points from its top left "
    "corner; over several pages all of them, and a box for each.",
    "required": ["file", "line_start", "line_end"],
    "properties": {
        "file": {"type": "string"},
        "line_start": {"type": "integer"},
        "line_end": {"type": "integer"},
        "page": {"type": "integer"},
        "pages": {"type": "array", "items": {"type": "integer"}},
        "box": {"anyOf": [_BOX, {"type": "array", "items": _BOX}]},
    },
}
_DOUBTFUL: Schema = {
    "type": "object",
    "description": "A character of the text that was recognized with little confidence (0 to 1), and what it may be.",
    "required": ["at", "confidence", "readings"],
    "properties": {
        "at": {"type": "integer"},
        "confidence": {"type": "number"},
        "readings": {"type": "array", "items": {"type": "string"}},
    },
}
#: A clause as :func:`corpus.export.public_schema.clause_record` writes it.
CLAUSE: Schema = {
    "type": "object",
    "required": ["type", "id", "eid", "document", "part", "kind", "label", "path", "text", "page", "ordinal", "source",
                 "alternates", "row", "warnings"],
    "properties": {
        "type": {"const": "clause"},
        "id": {"type": "string"},
        "eid": {"type": "string"},
        "document": {"type": "string"},
        "part": {"type": "integer"},
        "kind": {"enum": [str(kind) for kind in ClauseKind]},
        "label": _TEXT_OR_NULL,
        "path": {"type": "array", "items": _STEP},
        "text": {"type": "string"},
        "page": {"type": ["integer", "null"]},
        "ordinal": {"type": "integer"},
        "source": _SOURCE,
        "alternates": {"type": "array", "items": _SOURCE},
        "row": {"type": ["object", "null"]},
        "warnings": {"type": "array", "items": {"type": "string"}},
        "doubtful": {"type": "array", "items": _DOUBTFUL},
    },
}  # fmt: skip
_SHOWN_CLAUSE: Schema = {
    "allOf": [
        {"$ref": "#/components/schemas/Clause"},
        {
            "required": ["url", "previous", "next"],
            "properties": {"url": {"type": "string"}, "previous": _TEXT_OR_NULL, "next": _TEXT_OR_NULL},
        },
    ]
}


class Schemas:
    """Collects the schemas of dataclasses as named components while they are referred to."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {"Clause": CLAUSE}

    def of(self, kind: Any) -> Schema:
        """The schema of a type, by reference where it is a value of the view model."""
        if kind in _SCALARS:
            return dict(_SCALARS[kind])
        if kind is Clause:
            return {"$ref": "#/components/schemas/Clause"}
        if kind is ClauseView:
            return _SHOWN_CLAUSE
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"enum": [str(one) for one in kind]}
        if is_dataclass(kind):
            return self._named(kind)
        return self._composed(kind)

    def _composed(self, kind: Any) -> Schema:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return {"anyOf": [self.of(one) for one in inner]}
        if origin in (tuple, list):
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict or origin is Mapping:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        return {}

    def _named(self, kind: Any) -> Schema:
        name = kind.__name__
        if name not in self.components:
            self.components[name] = {}
            types = get_type_hints(kind)
            properties = {one.name.rstrip("_"): self.of(types[one.name]) for one in fields(kind)}
            said = (kind.__doc__ or "").partition("\n")[0]
            self.components[name] = {
                "type": "object", "description": said, "required": list(properties), "properties": properties,
            }  # fmt: skip
        return {"$ref": f"#/components/schemas/{name}"}

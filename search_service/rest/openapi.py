"""The REST interface described in OpenAPI 3.1, made from the addresses, parameters and types of the code."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from inspect import getdoc
from typing import Any

from flask import Blueprint, Flask, Response, current_app, render_template, request
from werkzeug.routing import Rule

from index.schema import FACETS
from search_service.answer.views import SearchView
from search_service.overviews.tasks import FILTERS, TASK_PARAMETERS, TasksView
from search_service.overviews.terms import Concordance, Timeline
from search_service.pages import page_language
from search_service.request.parameters import MAX_PAGE, MAX_PER_PAGE, PARAMETERS
from search_service.rest.lookup import BodyView, ClausePage
from search_service.rest.schemas import Schema, Schemas
from search_service.web.answers import json_answer, takes

openapi = Blueprint("openapi", __name__)

_ADDRESS = "/api/v1/openapi.json"
#: Addresses beside ``/api/v1`` that are for programs.
_OTHERS = ("/healthz", "/readyz", "/search.json")
_PROBLEM = "application/problem+json"
_TEXT: Schema = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_WHOLE: Mapping[str, Schema] = {
    "page": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE},
    "limit": {"type": "integer", "minimum": 1, "maximum": 500},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What the code of an endpoint does not say by itself: its parameters, its answer, and other good statuses."""

    parameters: tuple[Schema, ...] = ()
    answer: Any = None
    statuses: Mapping[str, str] = field(default_factory=lambda: {"200": "The answer."})


def init_openapi(app: Flask) -> None:
    """Add the description and the page that shows it."""
    app.register_blueprint(openapi)


@openapi.get(_ADDRESS)
def description() -> Response:
    """This description."""
    takes()
    return json_answer(describe(current_app, request.root_path or "/"))


@openapi.get("/api")
def api_page() -> str:
    """The description to read."""
    page_language()
    takes("lang")
    return render_template("api.html", api=describe(current_app, request.root_path or "/"), address=_ADDRESS)


def describe(app: Flask, root: str = "/") -> Schema:
    """The whole description; ``root`` is where the service is mounted."""
    schemas = Schemas()
    operations = _operations()
    paths: dict[str, Schema] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        if rule.rule.startswith("/api/v1/") or rule.rule in _OTHERS:
            known = operations.get(rule.endpoint, Operation())
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                described = _operation(app, rule, method, known, schemas)
                paths.setdefault(path, {})[method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gongbao",
            "version": _version(),
            "description": "Clauses of the gazettes of Beijing Municipality, for reading, without a key. "
            "Ignore members that you do not know. 北京市人民政府公报条款检索，只读，无需密钥。",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": {**schemas.components, "Problem": _problem()}},
    }


def _operations() -> Mapping[str, Operation]:
    search = tuple(_search_parameters())
    q = _query("q", "the term, or a query", {"type": "string"}, required=True)
    after = _query("after", "id of the clause to go on after", {"type": "string"})
    return {
        "api.search_clauses": Operation(search, SearchView),
        "feeds.search_json": Operation((*search, _query("lang", "zh or en", {"enum": ["zh", "en"]})), SearchView),
        "api.one_clause": Operation((), ClausePage),
        "api.list_bodies": Operation((), {"bodies": tuple[BodyView, ...]}),
        "api.resolve": Operation(
            (
                _query("number", "a document number in any spelling", {"type": "string"}),
                _query("title", "a Chinese or English title", {"type": "string"}),
            ),
            None,
            {"300": "Several documents.", "303": "The one document."},
        ),
        "finding.suggest": Operation((_query("q", "what was typed so far", {"type": "string"}),)),
        "tasks.tasks_api": Operation(tuple(_task_parameters()), TasksView),
        "terms.timeline_api": Operation((q,), Timeline),
        "terms.concordance_api": Operation((q, _query("page", "page of clauses", dict(_WHOLE["page"]))), Concordance),
        "walking.all_clauses": Operation((after, _query("limit", "clauses at once", dict(_WHOLE["limit"])))),
    }


def _search_parameters() -> Iterator[Schema]:
    for name, parameter in PARAMETERS.items():
        schema: Schema = dict(_WHOLE.get(name, {"type": "string"}))
        if name == "facets":
            schema = {"type": "string", "examples": [",".join(FACETS)]}
        if parameter.repeatable:
            schema = {"type": "array", "items": schema}
        yield _query(name, f"{parameter.help_en} · {parameter.help_zh}", schema)


def _task_parameters() -> Iterator[Schema]:
    for name, one in TASK_PARAMETERS.items():
        schema = {"type": "array", "items": {"type": "string"}} if name in FILTERS else dict(_WHOLE[name])
        yield _query(name, f"{one.metadata['en']} · {one.metadata['zh']}", schema)


def _query(name: str, about: str, schema: Schema, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema, "required": required}


def _operation(app: Flask, rule: Rule, method: str, known: Operation, schemas: Schemas) -> Schema:
    path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in sorted(rule.arguments)
    ]
    about = (getdoc(app.view_functions[rule.endpoint]) or "").partition("\n")[0]
    answers: Schema = {status: _answer(text, known, schemas) for status, text in known.statuses.items()}
    failures = {"400": "The request is wrong; the errors name the parameters.", "404": "There is no such thing.",
                "405": "Not that method.", "503": "There is no index."}  # fmt: skip
    for status, text in failures.items():
        problem = {"$ref": "#/components/schemas/Problem"}
        answers[status] = {"description": text, "content": {_PROBLEM: {"schema": problem}}}
    described: Schema = {
        "operationId": f"{rule.endpoint}_{method.lower()}".replace(".", "_"),
        "summary": about,
        "parameters": [*path, *known.parameters],
        "responses": answers,
    }
    if method == "POST":
        described["requestBody"] = {"content": {"application/json": {"schema": _TEXT}}}
    return described


def _answer(text: str, known: Operation, schemas: Schemas) -> Schema:
    if isinstance(known.answer, dict):
        properties = {name: schemas.of(kind) for name, kind in known.answer.items()}
        schema: Schema = {"type": "object", "required": list(properties), "properties": properties}
    else:
        schema = schemas.of(known.answer) if known.answer else {"type": "object"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _problem() -> Schema:
    text: Schema = {"type": "string"}
    fault = {
        "type": "object",
        "required": ["param", "code", "message_zh", "message_en"],
        "properties": {"param": {"type": ["string", "null"]}, "code": text, "message_zh": text, "message_en": text},
    }
    return {
        "type": "object",
        "description": "An error after RFC 9457.",
        "required": ["type", "title", "status", "detail", "errors"],
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "detail_zh": text,
            "errors": {"type": "array", "items": fault},
        },
    }


def _version() -> str:
    try:
        return version("gongbao")
    except PackageNotFoundError:
        return "0"

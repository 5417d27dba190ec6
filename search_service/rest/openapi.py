"""The REST interface described in OpenAPI 3.1, made from the addresses, parameters and types of the code."""

import re
from importlib.metadata import PackageNotFoundError, version
from inspect import getdoc

from flask import Blueprint, Flask, Response, current_app, render_template, request
from werkzeug.routing import Rule

from search_service.rest.operations import Operation, operations
from search_service.rest.samples import samples
from search_service.rest.schemas import Schema, Schemas
from search_service.web.answers import json_answer
from search_service.web.current import current_library
from search_service.web.languages import language
from search_service.web.request_args import accept

openapi = Blueprint("openapi", __name__)

_ADDRESS = "/api/v1/openapi.json"
#: Addresses beside ``/api/v1`` that are for programs.
_OTHERS = ("/healthz", "/readyz", "/search.json")
_PROBLEM = "application/problem+json"
_TEXT: Schema = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}


def init_openapi(app: Flask) -> None:
    """Add the description and the page that shows it."""
    app.register_blueprint(openapi)


@openapi.get(_ADDRESS)
def description() -> Response:
    """OpenAPI description of this interface."""
    accept()
    return json_answer(describe(current_app, request.root_path or "/"))


@openapi.get("/api")
def api_page() -> str:
    """The description to read."""
    accept("lang")
    described = describe(current_app, request.root_path or "/")
    shown = samples(current_library().snapshot())
    return render_template("api.html", api=described, address=_ADDRESS, in_language=_in_language, samples=shown)


def _in_language(text: str) -> tuple[str, str]:
    """A text in both languages (English · 中文), in that of the page where it is there, with its language."""
    english, _, chinese = text.partition(" · ")
    return (chinese, "zh") if chinese and language() == "zh" else (english, "en")


def describe(app: Flask, root: str = "/") -> Schema:
    """The whole description; ``root`` is where the service is mounted."""
    schemas = Schemas()
    known_operations = operations()
    paths: dict[str, Schema] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        if rule.rule.startswith("/api/v1/") or rule.rule in _OTHERS:
            known = known_operations.get(rule.endpoint, Operation())
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


def _operation(app: Flask, rule: Rule, method: str, known: Operation, schemas: Schemas) -> Schema:
    path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in sorted(rule.arguments)
    ]
    about = (getdoc(app.view_functions[rule.endpoint]) or "").partition("\n")[0].replace("``", "`")
    answers: Schema = {status: _answer(text, known, schemas) for status, text in known.statuses.items()}
    failures = {"400": "The request is wrong; the errors name the parameters.", "404": "There is no such thing.",
                "405": "Not that method.", "503": "Too much at once, out of time, or no index."}  # fmt: skip
    if method == "POST":
        failures["413"] = "The body is too long."
    for status, text in failures.items():
        problem = {"$ref": "#/components/schemas/Problem"}
        answers[status] = {"description": text, "content": {_PROBLEM: {"schema": problem}}}
    described: Schema = {
        "operationId": f"{rule.endpoint}_{method.lower()}".replace(".", "_"),
        "summary": " · ".join(filter(None, (about, known.zh))),
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

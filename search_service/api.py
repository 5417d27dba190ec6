"""The REST interface, version 1. Answers are JSON of the view model; errors are problem documents."""

from dataclasses import replace

from flask import Blueprint, Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from corpus.export.public_schema import issue_record, toc_record
from search_service.answer.likeness import similar_clauses
from search_service.answer.links import SEARCH_API, issue_path
from search_service.answer.records import record
from search_service.answer.views import IndexView
from search_service.documents import lookup
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.search import search_in, search_with_similar
from search_service.web.answers import json_answer, with_pages
from search_service.web.current import current_library, current_store
from search_service.web.request_args import accept, single_arg

api = Blueprint("api", __name__, url_prefix="/api/v1")
health = Blueprint("health", __name__)


def init_api(app: Flask) -> None:
    """Add the interface to the app."""
    app.register_blueprint(api)
    app.register_blueprint(health)


@api.get("/search")
def search_clauses() -> Response:
    """Search clauses, best first."""
    view = search_with_similar(current_library(), request.args.to_dict(flat=False), SEARCH_API)
    return with_pages(json_answer(record(view)), view)


@api.get("/issues")
def list_issues() -> Response:
    """All issues, newest first."""
    accept()
    issues = current_store().issues()
    return json_answer({"issues": [{**issue_record(one), "url": issue_path(one.id)} for one in issues]})


@api.get("/issues/<issue_id>")
def one_issue(issue_id: str) -> Response:
    """An issue with its bilingual contents."""
    accept()
    page = lookup.issue_page(current_store(), issue_id)
    entries = [toc_record(entry) for entry in page.toc]
    return json_answer({**issue_record(page.issue), "url": issue_path(issue_id), "toc": entries})


@api.get("/documents/<document_id>")
def one_document(document_id: str) -> Response:
    """A document with its parts, relations and clauses."""
    accept()
    return json_answer(lookup.readable_document(current_store(), document_id))


@api.get("/clauses/<path:clause_id>")
def one_clause(clause_id: str) -> Response:
    """A clause with its neighbours, where it stands, and similar clauses of other documents."""
    accept()
    snapshot = current_library().snapshot()
    page = lookup.clause_page(snapshot.store, clause_id)
    return json_answer(record(replace(page, similar=similar_clauses(snapshot, page.clause.clause))))


@api.get("/bodies")
def list_bodies() -> Response:
    """The issuing bodies with the number of documents of each."""
    accept()
    return json_answer({"bodies": record(tuple(lookup.bodies(current_store())))})


@api.get("/resolve")
def resolve() -> AnyResponse:
    """Redirects (303) to the document with a number or title, or lists several (300)."""
    accept("number", "title")
    number, title = single_arg("number"), single_arg("title")
    if bool(number) == bool(title):
        raise InvalidRequestError([Fault("number", "required", "请给出 number 或 title", "give number or title")])
    found = lookup.documents_named(current_store(), number, title)
    if len(found) > 1:
        return json_answer({"documents": record(found)}, 300)
    return redirect(request.root_path + f"/api/v1/documents/{found[0].id}", 303)


@health.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return json_answer({"status": "ok"})


@health.get("/readyz")
def ready() -> Response:
    """The newest index is open, its files are there and a search finds its way; 503 naming the command otherwise."""
    snapshot = current_library().require_sound()
    search_in(snapshot, {"q": ["公报"], "per_page": ["1"]})
    return json_answer({"status": "ok", "index": record(IndexView.of(snapshot.manifest))})

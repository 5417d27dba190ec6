"""The REST interface, version 1. Answers are JSON of the view model; errors are problem documents."""

from dataclasses import replace

from flask import Blueprint, Flask, Response, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from corpus.export import issue_record, toc_record
from index.store import Store
from search_service.answer.likeness import similar_clauses
from search_service.answer.links import SEARCH_API, issue_path
from search_service.answer.records import record
from search_service.answer.views import IndexView
from search_service.library import Library
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.rest import lookup
from search_service.search import search_in, search_with_similar
from search_service.web.answers import json_answer
from search_service.web.asked import only, takes
from search_service.web.link_headers import with_pages

api = Blueprint("api", __name__, url_prefix="/api/v1")
health = Blueprint("health", __name__)


def library() -> Library:
    """The index of the app that answers."""
    held: Library = current_app.extensions["gongbao"]
    return held


def store() -> Store:
    """The store of the generation that serves."""
    return library().snapshot().store


def init_api(app: Flask) -> None:
    """Add the interface to the app."""
    app.register_blueprint(api)
    app.register_blueprint(health)


@api.get("/search")
def search_clauses() -> Response:
    """Search clauses, best first."""
    view = search_with_similar(library(), request.args.to_dict(flat=False), SEARCH_API)
    return with_pages(json_answer(record(view)), view)


@api.get("/issues")
def list_issues() -> Response:
    """All issues, newest first."""
    takes()
    return json_answer({"issues": [{**issue_record(one), "url": issue_path(one.id)} for one in store().issues()]})


@api.get("/issues/<issue_id>")
def one_issue(issue_id: str) -> Response:
    """An issue with its bilingual contents."""
    takes()
    page = lookup.issue_page(store(), issue_id)
    entries = [toc_record(entry) for entry in page.toc]
    return json_answer({**issue_record(page.issue), "url": issue_path(issue_id), "toc": entries})


@api.get("/documents/<document_id>")
def one_document(document_id: str) -> Response:
    """A document with its parts, relations and clauses."""
    takes()
    return json_answer(lookup.readable_document(store(), document_id))


@api.get("/clauses/<path:clause_id>")
def one_clause(clause_id: str) -> Response:
    """A clause with its neighbours, where it stands, and similar clauses of other documents."""
    takes()
    held = library().snapshot()
    page = lookup.clause_page(held.store, clause_id)
    return json_answer(record(replace(page, similar=similar_clauses(held, page.clause.clause))))


@api.get("/bodies")
def list_bodies() -> Response:
    """The issuing bodies with the number of documents of each."""
    takes()
    return json_answer({"bodies": record(tuple(lookup.bodies(store())))})


@api.get("/resolve")
def resolve() -> AnyResponse:
    """Redirects (303) to the document with a number or title, or lists several (300)."""
    takes("number", "title")
    number, title = only("number"), only("title")
    if bool(number) == bool(title):
        raise InvalidRequestError([Fault("number", "required", "请给出 number 或 title", "give number or title")])
    found = lookup.documents_named(store(), number, title)
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
    held = library().require_sound()
    search_in(held, {"q": ["公报"], "per_page": ["1"]})
    return json_answer({"status": "ok", "index": record(IndexView.of(held.manifest))})

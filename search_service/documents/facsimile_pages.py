"""The addresses of the print beside the text: where a clause is printed, pictures of pages, a page with its texts."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, render_template

from corpus import Clause, Document
from index import Snapshot
from search_service.answer.marking import MarkedRun, mark, marked_paragraphs
from search_service.answer.records import record
from search_service.documents.facsimile import (
    PrintedPageView,
    PrintPosition,
    clauses_printed_on,
    facsimile,
    original_path,
    print_link,
    printed_page_path,
)
from search_service.documents.page_pictures import PagePictures
from search_service.settings import Settings
from search_service.web.admission import Admission
from search_service.web.answers import json_answer
from search_service.web.assets import keep_for_good
from search_service.web.current import current_library
from search_service.web.request_args import accept, single_arg

facsimiles = Blueprint("facsimiles", __name__)


@dataclass(frozen=True, slots=True)
class PrintedClause:
    """A clause beside the page that it is printed on, paragraph by paragraph."""

    clause: Clause
    url: str
    text: tuple[tuple[MarkedRun, ...], ...]


def init_facsimiles(app: Flask, settings: Settings) -> None:
    """Add the addresses; half of the threads may draw at once, so that others go on searching."""
    app.extensions["gongbao_drawing"] = Admission(max(1, settings.threads // 2), settings.queue)
    app.jinja_env.globals.update(
        original_path=original_path, print_link=print_link, printed_page_path=printed_page_path
    )
    app.register_blueprint(facsimiles)


@facsimiles.get("/api/v1/clauses/<path:clause_id>/facsimile")
def clause_facsimile(clause_id: str) -> Response:
    """The printed pages of a clause, each with its size and the rectangles in which the clause stands on it."""
    accept()
    snapshot = current_library().snapshot()
    clause = snapshot.store.clause(clause_id)
    return json_answer(record(facsimile(_head(snapshot, clause.document), clause, _pictures(snapshot))))


@facsimiles.get("/documents/<document_id>/pages/<int:page>.webp")
def page_picture(document_id: str, page: int) -> Response:
    """A page of the file that a document was read from, as a picture; ``v`` is the mark of its content."""
    accept("clause", "v")
    snapshot = current_library().snapshot()
    pictures, printed = _pictures(snapshot), _position(snapshot, document_id)
    printed.require(page)
    mark_now = pictures.mark(printed.source.file)
    answer = Response(pictures.picture(printed.source.file, page), mimetype="image/webp")
    answer.set_etag(f"{mark_now}-{page}")
    if single_arg("v") == mark_now:
        keep_for_good(answer)
    return answer


@facsimiles.get("/documents/<document_id>/pages/<int:page>")
def printed_page(document_id: str, page: int) -> str:
    """A printed page beside its texts, with a frame around one of them."""
    accept("lang", "clause")
    snapshot = current_library().snapshot()
    printed = _position(snapshot, document_id)
    view = printed.view(page, _pictures(snapshot))
    whole = snapshot.store.document(document_id)
    return render_template(
        "print.html",
        printed=printed,
        view=view,
        document=printed.document,
        clause=printed.clause,
        beside=[_beside(one, view) for one in clauses_printed_on(whole, printed.source.file, page)],
    )


def _beside(clause: Clause, view: PrintedPageView) -> PrintedClause:
    pieces = mark(clause.text, (), doubts=clause.doubtful)
    return PrintedClause(clause, printed_page_path(clause.document, view.page, clause), marked_paragraphs(pieces))


def _position(snapshot: Snapshot, document_id: str) -> PrintPosition:
    """The position in print that an address names, by a document and in ``clause`` one of its clauses."""
    eid = single_arg("clause")
    clause = snapshot.store.clause(f"{document_id}/{eid}") if eid else None
    return PrintPosition.of(_head(snapshot, document_id), clause)


def _head(snapshot: Snapshot, document_id: str) -> Document:
    heads = snapshot.store.document_heads([document_id])
    return heads.get(document_id) or snapshot.store.document(document_id)


def _pictures(snapshot: Snapshot) -> PagePictures:
    folder: Path = current_app.extensions["gongbao_corpus"]
    return PagePictures.of(snapshot, folder, current_app.extensions["gongbao_drawing"])

"""Walking over every clause of the corpus, page by page, in a stable order."""

from flask import Blueprint, Flask, Response

from corpus.export.public_schema import clause_record
from search_service.answer.links import clause_path, with_query
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.web.answers import add_link, json_answer
from search_service.web.current import current_store
from search_service.web.request_args import accept, single_arg

walking = Blueprint("walking", __name__, url_prefix="/api/v1")
MOST = 500


def init_walking(app: Flask) -> None:
    """Add the walk to the interface."""
    app.register_blueprint(walking)


@walking.get("/clauses")
def all_clauses() -> Response:
    """Clauses in printed order after the one named by ``after``; ``next`` leads on until it is null."""
    accept("after", "limit")
    limit = _limit(single_arg("limit") or "100")
    found = current_store().clauses_after(single_arg("after"), limit + 1)
    shown = found[:limit]
    items = [("after", shown[-1].id), ("limit", str(limit))] if len(found) > limit else []
    onward = with_query("/api/v1/clauses", items) if items else None
    clauses = [{**clause_record(one), "url": clause_path(one.document, one.eid)} for one in shown]
    answer = json_answer({"clauses": clauses, "next": onward})
    if onward:
        add_link(answer, onward, "next")
    return answer


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < len(str(MOST)) + 1 and 1 <= int(text) <= MOST:
        return int(text)
    zh, en = f"limit：应为 1 至 {MOST} 之间的整数", f"limit: must be a whole number from 1 to {MOST}"
    raise InvalidRequestError([Fault("limit", "out_of_range", zh, en)])

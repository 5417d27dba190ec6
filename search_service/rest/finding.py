"""The REST interface to what helps finding: suggestions while typing, citations in a text."""

from dataclasses import dataclass

import msgspec
from flask import Blueprint, Flask, Response, request

from search_service.answer.records import record
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.rest.citing import MAX_TEXT, citations
from search_service.rest.suggestions import suggestions
from search_service.web.answers import json_answer
from search_service.web.current import current_library
from search_service.web.request_args import accept, single_arg

finding = Blueprint("finding", __name__, url_prefix="/api/v1")
_LONGEST_START = 100


@dataclass(frozen=True, slots=True)
class CitationText:
    """The body of a request."""

    text: str


def init_finding(app: Flask) -> None:
    """Add the interface to the app."""
    app.register_blueprint(finding)


@finding.get("/suggest")
def suggest() -> Response:
    """What a query that begins with ``q`` may become: numbers, documents, bodies and terms."""
    accept("q")
    q = single_arg("q")[:_LONGEST_START]
    return json_answer({"q": q, "items": record(suggestions(current_library().snapshot(), q))})


@finding.post("/resolve")
def resolve_text() -> Response:
    """Every citation in a text, with where it stands and whether the document is here."""
    text = _given_text()
    if len(text) > MAX_TEXT:
        zh, en = f"文本过长，最多 {MAX_TEXT} 个字符", f"the text is too long, at most {MAX_TEXT} characters are allowed"
        raise InvalidRequestError([Fault("text", "too_long", zh, en)])
    return json_answer({"citations": record(citations(current_library().snapshot().store, text))})


def _given_text() -> str:
    try:
        return msgspec.json.decode(request.get_data(), type=CitationText).text
    # The decoder counts the depth of what it reads.
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        fault = Fault("text", "required", '请以 JSON 给出 {"text": "…"}', 'give JSON {"text": "…"}')
        raise InvalidRequestError([fault]) from error

"""Every error as an answer: a problem document (RFC 9457) for programs, a page in both languages for people."""

import json
from dataclasses import asdict, dataclass
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from corpus import GongbaoError, NotFoundError, OperatorError, UserError
from index import AddressError, EngineError, EngineUnavailableError, TimeLimitError
from index.time_limit import set_time_limit
from search_service.request.refusals import Fault, faults_of
from search_service.web.admission import COME_AGAIN, OverloadedError
from search_service.web.observing import new_id, route
from search_service.web.safety import MOMENTARY_PATHS, SAFE

#: Bytes of the body of a request: the longest text whose citations are looked for, every character escaped in JSON.
MAX_BODY = 1_500_000
_MESSAGES = {
    400: (
        "请求有误；网址中的文字须先编码（百分号编码），例如 curl -G URL --data-urlencode q=…",
        "The request cannot be read; text in the address must be percent-encoded: curl -G URL --data-urlencode q=…",
    ),
    404: ("没有这个页面", "There is nothing at this address"),
    405: ("此地址不接受这种请求", "This address does not take that kind of request"),
    408: ("请求未及时发送完整", "The rest of the request did not arrive in time"),
    413: (
        f"请求的正文太长，最多 {MAX_BODY // 1000} kB",
        f"The body of the request is too long, at most {MAX_BODY // 1000} kB are allowed",
    ),
    414: ("网址太长", "The address is too long"),
    421: ("本站不以此主机名提供服务", "This service does not answer under that host name"),
    429: ("请求过于频繁，请稍后再试", "There are too many requests from your address; ask again later"),
    431: ("请求头太长", "The header of the request is too long"),
    501: ("不支持这种传输方式", "That way of transfer is not supported"),
    505: ("只支持 HTTP/1.0 和 HTTP/1.1", "Only HTTP/1.0 and HTTP/1.1 are supported"),
    500: ("服务出错，已记录", "The service failed; the failure is logged"),
    503: (
        "现在没有可用的索引。维护者请运行 `gongbao rebuild`；原因见日志。",
        "There is no index to search in now. Operators: run `gongbao rebuild`; the log says why.",
    ),
}


#: Where the index lies on other machines that do not answer.
_UNAVAILABLE = (
    "检索暂时不可用，请稍后重试。维护者：原因见日志。",
    "The search is not available at the moment; try again shortly. Operators: the log says why.",
)
#: Characters of a message.
_LONGEST = 200
#: How the addresses of data end that have a page beside them.
_DATA = (".json", ".jsonl", ".csv", ".txt", ".atom", ".xml", ".svg", ".bib", ".ris", ".sqlite", ".zip", ".webp",
         "/original")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as it is shown. ``faults`` name the parameters to change; nothing internal is in it."""

    status: int
    message_zh: str
    message_en: str
    faults: tuple[Fault, ...] = ()


def init_errors(app: Flask) -> None:
    """Answer every error in one shape."""
    app.register_error_handler(GongbaoError, _answer)
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Exception, _answer)
    app.before_request(_refuse_broken_text)


def problem_of(error: Exception) -> Problem:
    """What may be shown of an error."""
    match error:
        case OverloadedError() | TimeLimitError():
            return Problem(503, error.message_zh, error.message_en)
        case EngineUnavailableError():
            return Problem(503, *_UNAVAILABLE)
        case OperatorError() | AddressError() | EngineError():
            return Problem(503, *_MESSAGES[503])
        case UserError():
            return Problem(400, error.message_zh, error.message_en, faults_of(error))
        case NotFoundError():
            return Problem(404, _short(error.message_zh), _short(error.message_en))
        case HTTPException(code=int(code)) if code in _MESSAGES:
            return Problem(code, *_MESSAGES[code])
        case HTTPException(code=int(code)) if code < HTTPStatus.INTERNAL_SERVER_ERROR:
            phrase = HTTPStatus(code).phrase
            return Problem(code, phrase, phrase)
    return Problem(500, *_MESSAGES[500])


def _short(message: str) -> str:
    """A message that may repeat the name that was asked for, whatever its length."""
    return message if len(message) <= _LONGEST else message[:_LONGEST] + "…"


def problem_text(problem: Problem) -> str:
    """The problem document of RFC 9457."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.message_en,
        "detail_zh": problem.message_zh,
        "errors": [asdict(fault) for fault in problem.faults],
    }
    return json.dumps(body, ensure_ascii=False)


#: Status line, header fields and body.
BareAnswer = tuple[str, list[tuple[str, str]], bytes]


def refusal_answer(code: int) -> BareAnswer:
    """What the server answers where it refuses a request before the app has it."""
    return _bare(Problem(code, *_MESSAGES.get(code, _MESSAGES[400])))


def busy_answer() -> BareAnswer:
    """What the server answers where no thread is free for a request."""
    status, fields, body = _bare(problem_of(OverloadedError()))
    return status, [*fields, ("Retry-After", str(COME_AGAIN))], body


def _bare(problem: Problem) -> BareAnswer:
    fields = {**SAFE, "Content-Type": "application/problem+json", "Cache-Control": "no-store", "X-Request-ID": new_id()}
    status = f"{problem.status} {HTTPStatus(problem.status).phrase}"
    return status, list(fields.items()), problem_text(problem).encode()


def for_programs() -> bool:
    """Whether the address belongs to programs rather than people."""
    return request.path.startswith("/api/") or request.path in MOMENTARY_PATHS or request.path.endswith(_DATA)


def _answer(error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.code is not None and error.code < HTTPStatus.BAD_REQUEST:
        return Response(status=error.code, headers=error.get_headers())
    problem = problem_of(error)
    # What went wrong is said, whatever time is left.
    set_time_limit(None)
    if isinstance(error, OperatorError | OverloadedError | TimeLimitError):
        current_app.logger.warning("%s", error)
    elif problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("failed to answer %s", route(), exc_info=error)
    page = _document(problem) if for_programs() else _page(problem)
    if isinstance(error, HTTPException) and error.code == HTTPStatus.METHOD_NOT_ALLOWED:
        page.headers["Allow"] = dict(error.get_headers()).get("Allow", "GET")
    if isinstance(error, OverloadedError | EngineUnavailableError | TimeLimitError):
        page.headers["Retry-After"] = str(COME_AGAIN)
    return page


def _document(problem: Problem) -> Response:
    return Response(problem_text(problem), problem.status, mimetype="application/problem+json")


def _page(problem: Problem) -> Response:
    return Response(render_template("error.html", problem=problem), problem.status)


def _refuse_broken_text() -> None:
    try:
        unquote_to_bytes(request.query_string.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        message_zh, message_en = "网址中的文字不是有效的 UTF-8", "the text in the address is not valid UTF-8"
        raise UserError(message_en, message_zh, code="invalid_utf8") from None

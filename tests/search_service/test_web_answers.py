"""What every answer carries: errors in one shape, marks by which a browser keeps it, and a place among those that run."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from flask_babel import Babel
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestURITooLarge,
    UnavailableForLegalReasons,
)

from corpus import NotFoundError, OperatorError, UserError
from index import AddressError, EngineError, EngineUnavailableError, TimeLimitError
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.web import admission as admissions
from search_service.web.admission import COME_AGAIN, Admission, OverloadedError, Watchers
from search_service.web.caching import init_caching
from search_service.web.errors import busy_answer, for_programs, init_errors, problem_of, problem_text, refusal_answer
from search_service.web.safety import SAFE

INTERNAL = "/srv/gongbao/index"
FAULTS = [Fault("page", "out_of_range", "没有此页", "no such page"), Fault("q", "required", "缺少", "missing")]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidRequestError(FAULTS), 400),
        (UserError("too many", "过多", code="too_many"), 400),
        (NotFoundError("no clause", "没有条款"), 404),
        (NotFound(), 404),
        (RequestURITooLarge(), 414),
        (UnavailableForLegalReasons(), 451),
        (OverloadedError(), 503),
        (TimeLimitError(), 503),
        (OperatorError(INTERNAL, INTERNAL), 503),
        (AddressError(INTERNAL), 503),
        (EngineError(INTERNAL, INTERNAL), 503),
        (EngineUnavailableError(INTERNAL, INTERNAL), 503),
        (ValueError(INTERNAL), 500),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else str(one),
)
def test_an_error_is_answered_by_who_can_act_on_it_and_nothing_internal_is_shown(error: Exception, status: int) -> None:
    problem = problem_of(error)
    assert problem.status == status
    assert INTERNAL not in problem_text(problem)
    assert problem.message_zh
    assert problem.message_en


def test_a_user_is_told_every_fault_and_nobody_else_has_one() -> None:
    assert problem_of(InvalidRequestError(FAULTS)).faults == tuple(FAULTS)
    assert problem_of(UserError("many", "多", code="too_many", param="q")).faults == (
        Fault("q", "too_many", "多", "many"),
    )
    assert problem_of(NotFoundError("no clause", "没有条款")).faults == ()


def test_what_was_asked_for_and_is_not_there_is_repeated_up_to_two_hundred_characters() -> None:
    problem = problem_of(NotFoundError("c" * 201, "河" * 200))
    assert (problem.message_en, problem.message_zh) == ("c" * 200 + "…", "河" * 200)


def test_a_problem_document_has_the_members_of_its_standard() -> None:
    assert json.loads(problem_text(problem_of(InvalidRequestError(FAULTS[:1])))) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "no such page",
        "detail_zh": "没有此页",
        "errors": [{"param": "page", "code": "out_of_range", "message_zh": "没有此页", "message_en": "no such page"}],
    }


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (414, "The address is too long"),
        (431, "The header of the request is too long"),
        (408, "The rest of the request did not arrive in time"),
        (
            400,
            "The request cannot be read; text in the address must be percent-encoded: curl -G URL --data-urlencode q=…",
        ),
    ],
)
def test_the_server_refuses_with_the_message_of_the_code_or_that_of_a_bad_request(code: int, said: str) -> None:
    status, fields, body = refusal_answer(code)
    assert status.startswith(f"{code} ")
    assert json.loads(body)["detail"] == said
    assert dict(fields).items() >= {**SAFE, "Cache-Control": "no-store"}.items()
    assert "Retry-After" not in dict(fields)


def test_a_server_without_a_free_thread_says_when_to_come_again() -> None:
    status, fields, _ = busy_answer()
    assert status == "503 Service Unavailable"
    assert dict(fields)["Retry-After"] == str(COME_AGAIN)


@pytest.mark.parametrize(
    ("path", "programs"),
    [("/api/v1/search", True), ("/healthz", True), ("/issues/bj.json", True), ("/documents/bj/original", True),
     ("/documents/bj", False), ("/api", False), ("/json", False)],
)  # fmt: skip
def test_data_and_what_programs_ask_for_are_refused_as_documents(path: str, *, programs: bool) -> None:
    with Flask("bare").test_request_context(path):
        assert for_programs() is programs


@dataclass
class Manifest:
    generation: str
    built_at: datetime


@dataclass
class Library:
    """An index of one generation, or none."""

    generation: str | None = "g1"
    changed: datetime = datetime(2021, 4, 5, tzinfo=UTC)

    def snapshot(self) -> "Library":
        if self.generation is None:
            raise OperatorError("no index", "没有索引")
        return self

    @property
    def manifest(self) -> Manifest:
        return Manifest(self.generation or "", datetime(2021, 4, 4, tzinfo=UTC))


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def asked(library: Library) -> Iterator[FlaskClient]:
    """A client of an app whose answers may be kept."""
    app = Flask("bare")
    Babel(app, locale_selector=lambda: "zh")
    app.extensions["gongbao"] = library
    init_caching(app)
    init_errors(app)

    def switching() -> str:
        library.generation = "g2"
        return "内河"

    def for_good() -> Response:
        answer = Response("内河")
        answer.cache_control.immutable = True
        answer.set_etag("own")
        return answer

    def failing() -> str:
        raise MethodNotAllowed(["PUT"])

    app.add_url_rule("/api/v1/page", "page", lambda: "内河", methods=["GET", "POST"])
    app.add_url_rule("/switching", "switching", switching)
    app.add_url_rule("/for-good", "for_good", for_good)
    app.add_url_rule("/api/v1/failing", "failing", failing)
    app.add_url_rule("/healthz", "health.alive", lambda: "内河")
    app.add_url_rule("/data", "data", lambda: Response("甲,乙", mimetype="text/csv"))
    app.add_url_rule("/html", "html", lambda: "<p>内河")
    with app.test_client() as client:
        yield client


def mark(asked: FlaskClient, path: str = "/api/v1/page") -> str | None:
    return asked.get(path).headers.get("ETag")


def test_an_answer_is_the_same_while_the_index_is(asked: FlaskClient, library: Library) -> None:
    first = mark(asked)
    assert first == mark(asked, "/html")
    library.changed = datetime(2021, 4, 6, tzinfo=UTC)
    second = mark(asked)
    library.generation = "g2"
    assert len({first, second, mark(asked)}) == 3


def test_a_browser_that_has_the_answer_is_sent_no_other(asked: FlaskClient, library: Library) -> None:
    known = {"If-None-Match": mark(asked) or ""}
    again = asked.get("/api/v1/page", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert again.cache_control.no_cache
    library.generation = "g2"
    assert asked.get("/api/v1/page", headers=known).status_code == 200


def test_an_answer_has_no_mark_where_it_is_of_no_index_or_of_two(asked: FlaskClient, library: Library) -> None:
    assert mark(asked, "/healthz") is None
    assert mark(asked, "/switching") is None
    assert asked.post("/api/v1/page").headers.get("ETag") is None
    assert mark(asked, "/api/v1/nowhere") is None
    library.generation = None
    assert mark(asked) is None


def test_an_answer_with_a_mark_of_its_own_keeps_it_and_one_for_good_is_not_asked_for_again(asked: FlaskClient) -> None:
    answer = asked.get("/for-good")
    assert answer.headers["ETag"] == '"own"'
    assert not answer.cache_control.no_cache


@pytest.mark.parametrize(("path", "open_to_all"), [("/api/v1/page", True), ("/data", True), ("/html", False)])
def test_scripts_of_any_site_may_read_data(asked: FlaskClient, path: str, *, open_to_all: bool) -> None:
    headers = asked.get(path).headers
    assert headers.get("Access-Control-Allow-Origin") == ("*" if open_to_all else None)
    assert ("service-desc" in headers.get("Link", "")) is path.startswith("/api/")


def test_a_script_that_asks_what_it_may_is_told_the_methods_of_the_address(asked: FlaskClient) -> None:
    headers = asked.options("/api/v1/page").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert {*headers["Access-Control-Allow-Methods"].split(", ")} == {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_refused_method_is_answered_with_those_that_are_taken(asked: FlaskClient) -> None:
    answer = asked.get("/api/v1/failing")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "PUT")
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(("query", "code"), [("q=%FF", 400), ("q=%E6%B2", 400), ("q=%E6%B2%B3", 200), ("q=+", 200)])
def test_an_address_that_is_no_utf_8_is_refused(asked: FlaskClient, query: str, code: int) -> None:
    answer = asked.get(f"/api/v1/page?{query}")
    assert answer.status_code == code
    assert code == 200 or answer.json["errors"][0]["code"] == "invalid_utf8"


def test_requests_beyond_those_that_run_and_wait_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admissions, "PATIENCE", 0)
    seen: list[tuple[str, float]] = []
    place = Admission(running=1, waiting=1)
    place.watchers = Watchers(
        lambda count: seen.append(("running", count)),
        lambda count: seen.append(("waiting", count)),
        lambda: seen.append(("refused", 1)),
    )
    entered = place.enter()
    with pytest.raises(OverloadedError):
        place.enter()
    place.leave(entered)
    place.enter()
    assert seen == [
        ("running", 1), ("waiting", 1), ("refused", 1), ("waiting", 0), ("running", 0), ("running", 1),
    ]  # fmt: skip


def test_a_request_that_may_not_wait_is_refused_at_once() -> None:
    place = Admission(running=1, waiting=0)
    waited: list[float] = []
    place.watchers = Watchers(waiting=waited.append)
    place.enter()
    with pytest.raises(OverloadedError):
        place.enter()
    assert waited == []


def test_a_request_that_waits_begins_when_another_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admissions, "PATIENCE", 60)
    waits, runs = Event(), Event()
    place = Admission(running=1, waiting=1)
    place.watchers = Watchers(waiting=lambda count: waits.set() if count else None)
    entered = place.enter()
    other = Thread(target=lambda: (place.enter(), runs.set()))
    other.start()
    assert waits.wait(60)
    assert not runs.is_set()
    place.leave(entered)
    assert runs.wait(60)
    other.join()


def test_a_request_that_comes_later_does_not_begin_before_one_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admissions, "PATIENCE", 0)
    place = Admission(running=1, waiting=1)
    entered = place.enter()
    place.watchers = Watchers(waiting=lambda count: _free_and_enter(place, entered) if count else None)
    place.enter()


def _free_and_enter(place: Admission, entered: float) -> None:
    """End the request that runs while another waits: a third finds the one free thread promised to it."""
    place.watchers = Watchers()
    place.leave(entered)
    with pytest.raises(OverloadedError):
        place.enter()


def test_a_request_has_the_process_to_itself_until_its_turn_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(admissions, "monotonic", lambda: now[0])
    monkeypatch.setattr(admissions, "PATIENCE", 0)
    place = Admission(running=2, waiting=1, turn=1)
    first = place.enter()
    with pytest.raises(OverloadedError):
        place.enter()
    now[0] = 1.0
    second = place.enter()
    with pytest.raises(OverloadedError, match="busy"):
        place.enter()
    place.leave(second)
    place.leave(place.enter())
    place.leave(first)


def test_the_first_that_waits_begins_when_a_turn_is_over_and_nobody_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admissions, "PATIENCE", 60)
    place = Admission(running=3, waiting=2, turn=0.01)
    order: list[float] = []
    place.enter()
    others = [Thread(target=lambda: order.append(place.enter())) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
    assert len(order) == 2


def test_every_message_of_an_error_is_in_both_languages() -> None:
    codes = (400, 404, 405, 413, 414, 421, 429, 431, 500, 501, 503)
    for code in codes:
        error = HTTPException()
        error.code = code
        problem = problem_of(error)
        assert problem.status == code
        assert problem.message_zh != problem.message_en

"""What operators and browsers keep of a service: its files for good, a line of the log for each request, no nulls."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search_service.settings import Settings
from search_service.web import assets
from search_service.web.assets import asset, init_assets
from search_service.web.observing import JsonLines, init_observing, route

KEPT = "public, max-age=31536000, immutable"


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Flask]:
    """An app with two files of one content and one of another."""
    for name, text in (("a.css", "p{}"), ("b.css", "p{}"), ("c.css", "p{margin:0}")):
        (tmp_path / name).write_text(text, "utf-8")
    app = Flask("bare", static_folder=str(tmp_path), static_url_path="/static")
    init_assets(app)
    app.add_url_rule("/page", "page", lambda: "内河")
    with app.test_request_context():
        yield app
    assets._mark.cache_clear()


@pytest.mark.usefixtures("files")
def test_the_address_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    addresses = [asset(name).split("?v=") for name in ("a.css", "b.css", "c.css")]
    assert [path for path, _ in addresses] == ["/static/a.css", "/static/b.css", "/static/c.css"]
    marks = [mark for _, mark in addresses]
    assert marks[0] == marks[1] != marks[2]
    (tmp_path / "a.css").write_text("p{margin:0}", "utf-8")
    assets._mark.cache_clear()
    assert asset("a.css").endswith(marks[2])


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/static/a.css?v={mark}", True),
        ("/static/a.css?v=1", False),
        ("/static/c.css?v={mark}", False),
        ("/static/a.css", False),
        ("/static/none.css?v={mark}", False),
        ("/page?v={mark}", False),
    ],
)
def test_what_is_there_at_an_address_of_its_content_may_be_kept_for_good(
    files: Flask, path: str, *, kept: bool
) -> None:
    mark = asset("a.css").partition("?v=")[2]
    with files.test_client().get(path.format(mark=mark)) as answer:
        assert (answer.headers.get("Cache-Control") == KEPT) is kept


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[FlaskClient]:
    """A client of an app that logs its requests."""
    app = Flask("bare")
    init_observing(app, Settings())
    app.add_url_rule("/documents/<id_>", "document", lambda **_: route())
    with caplog.at_level(logging.INFO, "gongbao.requests"):
        yield app.test_client()


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(JsonLines().format(one)) for one in caplog.records if one.name == "gongbao.requests"]


def test_requests_are_counted_by_the_pattern_of_their_address(
    logged: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    assert logged.get("/documents/a").text == "/documents/<id_>"
    logged.get("/nothing/secret")
    assert [(one["route"], one["status"]) for one in lines(caplog)] == [("/documents/<id_>", 200), ("-", 404)]
    assert "secret" not in str(lines(caplog))
    assert not any("generation" in one for one in lines(caplog)), "what is of no index names none"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_an_id_is_given_back_only_where_a_line_of_the_log_can_hold_it(text: str) -> None:
    app = Flask("bare")
    init_observing(app, Settings())
    with app.test_request_context(environ_overrides={"HTTP_X_REQUEST_ID": text.encode().decode("latin-1")}):
        app.preprocess_request()
        given_back = app.process_response(app.make_response("")).headers["X-Request-ID"]
    assert given_back.isascii()
    assert 0 < len(given_back) <= 100
    assert not set(given_back) & set(' \t\r\n"\\{}')


def record(message: str, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord("gongbao", logging.WARNING, "a.py", 1, message, None, None)
    made.__dict__["fields"] = fields
    return made


@given(st.text(), st.text())
def test_a_record_is_one_line_whatever_it_says_and_has_no_nulls(message: str, value: str) -> None:
    line = JsonLines().format(record(message, query=value, status=None))
    assert not {*"\r\n"} & {*line}
    read = json.loads(line)
    assert (read["message"], read["query"], read["level"]) == (message, value, "warning")
    assert "status" not in read
    assert "request_id" not in read, "outside of a request there is no id"


def test_what_went_wrong_is_told_in_the_line_itself() -> None:
    failed, error = record("failed"), ValueError("内河")
    failed.exc_info = (type(error), error, None)
    assert json.loads(JsonLines().format(failed))["exception"] == "ValueError: 内河"

"""A request whose time is over is answered 503, whatever it asks, and leaves no trace; the clock is that of the test."""

import re
from itertools import count
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.errors import OperatorError
from index.time_limit import TimeLimit, require_time
from search_service import Settings, create_app

SIX_WORDS = " OR ".join(f"{one}*" for one in "关于加强通知")
ADDRESSES = (
    "/",
    f"/search?q={SIX_WORDS}",
    "/search?q=hotel safety&scope=document",
    "/search?q=酒店业管里&facets=year,body,kind",
    "/search?q=旅馆 zzz&kind=article",
    "/api/v1/search?q=酒店&explain=1",
    "/search.csv?q=酒店",
    "/search.atom?q=酒店",
    f"/terms?q={SIX_WORDS}",
    "/terms.csv?q=酒店",
    "/api/v1/timeline?q=酒店",
    "/api/v1/suggest?q=酒",
    "/api/v1/suggest?q=a",
    "/api/v1/documents/jingzhengbanfa-2024-4",
    "/documents/jingzhengbanfa-2024-4?q=酒店",
    "/documents/jingzhengbanfa-2024-4.xml",
    "/issues",
    "/tasks",
    "/sitemap.xml",
    "/readyz",
)


@pytest.fixture
def own(index_url: str) -> Flask:
    """A service that has answered nothing yet."""
    return create_app(Settings(index=index_url))


def limited(app: Flask, looks: int | None) -> FlaskClient:
    """A client whose requests have time for so many looks at the clock."""
    app.extensions["gongbao_time_limit"] = lambda: None if looks is None else TimeLimit(looks, count().__next__)
    return app.test_client()


@pytest.mark.parametrize("path", ADDRESSES)
def test_wherever_time_is_over_the_answer_is_503_and_the_next_as_ever(own: Flask, app: Flask, path: str) -> None:
    expected = app.test_client().get(path)
    assert expected.status_code == 200
    over = 0
    # From time for nothing at all to time for everything.
    for looks in (0, *(2**power for power in range(20))):
        answer = limited(own, looks).get(path)
        if answer.status_code == 200:
            break
        over += 1
        assert answer.status_code == 503, answer.text
        assert answer.headers["Retry-After"] == "2"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "takes too long" in answer.text
        assert "查询耗时过长" in answer.text
    assert over
    own_answer = limited(own, None).get(path)
    assert without_marks(answer.text) == without_marks(own_answer.text) == without_marks(expected.text)


def without_marks(text: str) -> str:
    """An Atom feed says when it was made."""
    return re.sub(r"<updated>[^<]*</updated>", "", text)


def test_the_limit_of_a_request_ends_with_it(own: Flask) -> None:
    assert limited(own, 0).get("/issues").status_code == 503
    require_time()


def test_a_health_check_needs_no_time(own: Flask) -> None:
    assert limited(own, 0).get("/healthz").status_code == 200


def test_the_limit_is_that_of_the_settings(index_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_service.web.time_limits.TimeLimit", SimpleNamespace(of=lambda seconds: [seconds]))
    assert create_app(Settings(index=index_url, time_limit=7)).extensions["gongbao_time_limit"]() == [7]


@pytest.mark.parametrize("text", ["0", "601", "soon"])
def test_a_limit_that_is_none_names_its_variable(text: str) -> None:
    with pytest.raises(OperatorError, match="GONGBAO_TIME_LIMIT"):
        Settings.read({"GONGBAO_TIME_LIMIT": text})

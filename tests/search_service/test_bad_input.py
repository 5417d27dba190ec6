"""Whatever is sent for whatever parameter: a clear answer in both languages, nothing reflected raw, nothing internal."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import search_service
from search_service.overviews.task_search import TASK_PARAMETERS
from search_service.overviews.tasks import FILTERS
from search_service.request.parameters import PARAMETERS

#: Every address with parameters, a request to it that is good, and the parameters that it takes.
ADDRESSES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "/search": ({"q": "酒店"}, (*PARAMETERS, "lang")),
    "/api/v1/search": ({"q": "酒店"}, tuple(PARAMETERS)),
    "/search.json": ({"q": "酒店"}, (*PARAMETERS, "lang")),
    "/search.csv": ({"q": "酒店"}, (*PARAMETERS, "lang", "bom")),
    "/search.atom": ({"q": "酒店"}, (*PARAMETERS, "lang")),
    "/tasks": ({}, (*TASK_PARAMETERS, "lang")),
    "/tasks.csv": ({}, (*TASK_PARAMETERS, "lang", "bom")),
    "/api/v1/tasks": ({}, tuple(TASK_PARAMETERS)),
    "/terms": ({"q": "新能源"}, ("q", "page", "lang")),
    "/terms.csv": ({"q": "新能源"}, ("q", "lang", "bom")),
    "/terms.svg": ({"q": "新能源"}, ("q", "lang", "narrow")),
    "/terms/timeline.csv": ({"q": "新能源"}, ("q", "lang", "bom")),
    "/api/v1/timeline": ({"q": "新能源"}, ("q",)),
    "/api/v1/concordance": ({"q": "新能源"}, ("q", "page")),
    "/api/v1/suggest": ({"q": "京"}, ("q",)),
    "/suggestions.json": ({"q": "京"}, ("q",)),
    "/api/v1/clauses": ({}, ("after", "limit")),
    "/api/v1/resolve": ({"number": "京政办发〔2024〕4号"}, ("number", "title")),
    "/documents/jingwenlvfa-2023-83": ({}, ("q", "lang")),
    "/documents/jingwenlvfa-2023-83.csv": ({}, ("bom",)),
    "/clauses/jingwenlvfa-2023-83/chp_3__art_13": ({}, ("lang",)),
    "/tasks/jingzhengbanfa-2022-6/annex_2__row_9": ({}, ("lang",)),
    "/issues/bj-2024-14": ({}, ("lang",)),
    "/issues": ({}, ("lang",)),
    "/api": ({}, ("lang",)),
    "/opensearch.xml": ({}, ("lang",)),
    "/": ({}, ("lang",)),
}
CASES = [(path, name) for path, (_, names) in ADDRESSES.items() for name in names]
MANY = {name for name, one in PARAMETERS.items() if one.repeatable} | set(FILTERS)
HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "９" * 20,
    "-1",
    "水" * 30_000,
    "a\x00b",
    "'\";--",
)
#: Of the programs and folders behind the service.
HOME = str(Path(search_service.__file__).parents[1])
INTERNAL = ("Traceback", "site-packages", "sqlite", "whoosh", "werkzeug", HOME, ".py", "0x")


def shown(answer: TestResponse) -> str:
    """The answer as text; the file names that pages and clauses rightly show are left out."""
    return answer.get_data(as_text=True)


def messages(answer: TestResponse) -> Iterator[tuple[str, str]]:
    """What a refusal says, in Chinese and in English."""
    if answer.mimetype == "application/problem+json":
        problem = json.loads(shown(answer))
        for fault in problem["errors"]:
            assert fault["code"]
            yield fault["message_zh"], fault["message_en"]
        if not problem["errors"]:
            yield problem["detail_zh"], problem["detail"]
        return
    wrong = BeautifulSoup(shown(answer), "lxml").select_one(".wrong")
    assert wrong is not None
    for zh, en in zip(wrong.select("span[lang=zh-Hans]"), wrong.select("span[lang=en]"), strict=True):
        yield zh.get_text(), en.get_text()


def is_clear(answer: TestResponse) -> bool:
    """Whether a refusal says in both languages what is wrong, shortly, and shows nothing of the house."""
    said = list(messages(answer))
    assert said
    for zh, en in said:
        assert any("\u4e00" <= char <= "\u9fff" for char in zh), zh
        assert any(char.isascii() and char.isalpha() for char in en), en
        assert zh != en
        assert len(zh) < 400
        assert not [word for word in INTERNAL if word in zh + en]
    return True


@pytest.mark.parametrize(("path", "name"), CASES)
def test_a_hostile_value_is_answered_clearly_and_never_reflected(client: FlaskClient, path: str, name: str) -> None:
    good, _ = ADDRESSES[path]
    for value in HOSTILE:
        answer = client.get(path, query_string={**good, name: value})
        assert answer.mimetype == "text/csv" or len(shown(answer)) < 300_000
        assert answer.status_code in (200, 303, 400, 404), (value, answer.status_code)
        if answer.mimetype in ("text/html", "image/svg+xml", "application/atom+xml"):
            assert "<script>alert" not in shown(answer)
        if answer.mimetype == "text/csv":
            cells = [cell for row in csv.reader(io.StringIO(shown(answer))) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert answer.status_code in (200, 303) or is_clear(answer)


@pytest.mark.parametrize(("path", "name"), [case for case in CASES if case[1] not in MANY])
def test_what_may_be_given_once_is_refused_twice(client: FlaskClient, path: str, name: str) -> None:
    good, _ = ADDRESSES[path]
    given = [*((key, text) for key, text in good.items() if key != name), (name, "1"), (name, "2")]
    answer = client.get(path, query_string=given)
    assert answer.status_code == 400
    assert any("only once" in en for _, en in messages(answer))
    assert is_clear(answer)


@pytest.mark.parametrize(("path", "name"), CASES)
def test_an_empty_value_counts_as_not_given(client: FlaskClient, path: str, name: str) -> None:
    good, _ = ADDRESSES[path]
    given = {key: text for key, text in good.items() if key != name}
    absent, empty = client.get(path, query_string=given), client.get(path, query_string={**given, name: ""})
    assert empty.status_code == absent.status_code
    if empty.status_code == 200:
        assert len(shown(empty)) == pytest.approx(len(shown(absent)), abs=400)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_unknown_parameter_is_refused_by_name(client: FlaskClient, path: str) -> None:
    good, names = ADDRESSES[path]
    answer = client.get(path, query_string={**good, names[0] + "x": "1", "<b>": "2"})
    assert answer.status_code == 400
    assert is_clear(answer)
    assert f"“{names[0]}x”" in "".join(en for _, en in messages(answer))
    assert answer.mimetype != "text/html" or "<b>" not in shown(answer)


@pytest.mark.parametrize(
    "path", ["/documents/", "/issues/", "/clauses/", "/tasks/", "/api/v1/documents/", "/api/v1/clauses/"]
)
@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "..%2f..%2fetc%2fpasswd", "=cmd|x", "%00", "水" * 2000])
def test_a_name_that_is_not_here_is_not_found(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(path + name)
    assert answer.status_code == 404
    assert answer.mimetype != "text/html" or "<script>alert" not in shown(answer)
    assert "Traceback" not in shown(answer)

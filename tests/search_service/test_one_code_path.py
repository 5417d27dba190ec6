"""Page and interface are one search: every parameter means the same on the page, as JSON, CSV and Atom."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from search_service.request.parameters import PARAMETERS

Given = dict[str, str | list[str]]
#: For every parameter a search without it, and values that make another search of it.
CASES: dict[str, tuple[Given, Given]] = {
    "q": ({"kind": "article"}, {"q": "酒店 备案"}),
    "scope": ({"q": "消防 旅游 -客房"}, {"scope": "document"}),
    "body": ({"q": "管理"}, {"body": ["北京市体育局", "北京市公安局"]}),
    "year": ({"q": "管理"}, {"year": ["2018", "2021"]}),
    "issue": ({"q": "管理"}, {"issue": "bj-2022-17"}),
    "number": ({"q": "管理"}, {"number": "京政办发2024 4"}),
    "category": ({"q": "管理"}, {"category": "部门文件"}),
    "doc_type": ({"q": "管理"}, {"doc_type": "意见"}),
    "kind": ({"q": "管理"}, {"kind": ["article", "item"]}),
    "lead": ({"q": "管理"}, {"lead": "市水务局"}),
    "deadline": ({"q": "管理"}, {"deadline": "年底前"}),
    "date_from": ({"q": "管理"}, {"date_from": "2023-12"}),
    "date_to": ({"q": "管理"}, {"date_to": "2021"}),
    "expand": ({"q": "hotel industry"}, {"expand": "none"}),
    "without": ({"q": "hotel industry"}, {"without": "酒店业"}),
    "sort": ({"q": "管理"}, {"sort": "oldest"}),
    "page": ({"q": "管理"}, {"page": "2"}),
    "per_page": ({"q": "管理"}, {"per_page": "7"}),
    "facets": ({"q": "管理"}, {"facets": "issue,kind"}),
    "explain": ({"q": "管理"}, {"explain": "1"}),
    "near": ({"q": "酒店 备案"}, {"near": "0"}),
    "facet_size": ({"q": "管理"}, {"facet_size": "2"}),
}


def answer(client: FlaskClient, path: str, given: Given) -> Any:
    found = client.get(path, query_string=given)
    assert found.status_code == 200, found.text
    return json.loads(found.text)


def ids(answered: Any) -> list[str]:
    return [one["clause"]["id"] for one in answered["results"]]


def test_every_parameter_has_its_case() -> None:
    assert set(CASES) == set(PARAMETERS)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_means_the_same_in_every_form(client: FlaskClient, name: str) -> None:
    without, values = CASES[name]
    given = {**without, **values}
    api = answer(client, "/api/v1/search", given)
    assert answer(client, "/search.json", given)["results"] == api["results"]
    # What is saved and what is fed are the matches; a feed is newest first.
    api = answer(client, "/api/v1/search", {**given, "near": "0"})
    paged = given if name in ("page", "per_page") else {**given, "page": "1"}
    rows = csv.DictReader(io.StringIO(client.get("/search.csv", query_string=paged).text, newline=""))
    assert [row["id"] for row in rows] == ids(api)
    api = answer(client, "/api/v1/search", {"sort": "newest", **given, "near": "0"})
    feed = feedparser.parse(client.get("/search.atom", query_string=given).data)
    assert [urlsplit(one.id).path.removeprefix("/clauses/") for one in feed.entries] == ids(api)


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_page_shows_what_the_interface_answers(client: FlaskClient, name: str) -> None:
    without, values = CASES[name]
    given = {**without, **values}
    api = answer(client, "/api/v1/search", given)
    page = BeautifulSoup(client.get("/search", query_string={**given, "lang": "en"}).text, "lxml")
    cited = [urlsplit(str(one["href"])).path for one in page.select(".find .more > a:first-child")]
    assert [path.removeprefix("/clauses/") for path in cited] == ids(api)
    assert page.select(".sum h1")[0].get_text().split()[0].replace(",", "") == str(api["count"])
    boxes = [(box["name"], box["value"], box.has_attr("checked")) for box in page.select(".facets input")]
    shown = {
        name: [*values[:60], *(one for one in values[60:] if one["selected"])] for name, values in api["facets"].items()
    }
    assert boxes == [(name, one["value"], one["selected"]) for name, values in shown.items() for one in values]
    snippets = ["".join(piece["text"] for piece in one["snippet"]) for one in api["results"]]
    assert [one.get_text() for one in page.select(".snippet")] == snippets
    liked = [one["similar"] for one in api["results"]]
    assert len(page.select(".more .likes")) == sum(bool(one) for one in liked)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_makes_a_difference(client: FlaskClient, name: str) -> None:
    without, values = CASES[name]
    before = answer(client, "/api/v1/search", without)
    after = answer(client, "/api/v1/search", {**without, **values})
    same = ("count", "results", "facets", "explanation")
    assert [before[member] for member in same] != [after[member] for member in same]
    for value in PARAMETERS[name].filters * [*values.values()]:
        told = [one["value"] for one in after["filters"] if one["param"] == name]
        assert len(told) == (len(value) if isinstance(value, list) else 1)

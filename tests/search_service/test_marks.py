"""From a query to the marked clause: what a search marks is marked wherever its results lead."""

import json
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

QUERIES = {
    "a word": "备案",
    "an English phrase": "hotel industry",
    "an English question": "when must a new hotel register",
    "pinyin": "miyun shuiku",
    "an everyday word": "雾霾",
    "a slip of the keyboard": "生态环竟损害",
    "a department by another name": "市环保局",
    "a number spelled otherwise": "第3阶段",
    "an operator": "酒店 -备案",
    "a phrase over a comma": '"学校医疗"',
}
EVERY_PAGE = ["/", "/search?q=酒店", "/issues", "/issues/bj-2024-14", "/documents/jingwenlvfa-2023-83",
              "/clauses/jingwenlvfa-2023-83/chp_3__art_13", "/tasks", "/terms", "/api", "/nowhere"]  # fmt: skip


def read(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).text, "lxml")


def marked(soup: BeautifulSoup, chosen: str) -> str:
    """What is marked in an element, without what stands between."""
    return "".join(mark.get_text() for mark in soup.select(f"{chosen} mark"))


def quoted(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_what_the_results_mark_is_marked_in_document_and_clause(client: FlaskClient, query: str) -> None:
    found = json.loads(client.get(f"/api/v1/search?q={quote(query)}&per_page=5").text)
    for one in found["results"]:
        clause = one["clause"]
        spans = [(mark["start"], mark["end"]) for mark in one["highlights"] if mark["field"] == "text"]
        wanted = "".join(clause["text"][start:end] for start, end in spans).replace("\n", "")
        alone = read(client, f"/clauses/{clause['id']}?{urlsplit(clause['url']).query}")
        if clause["row"] is None:
            whole = read(client, quoted(clause["url"]))
            assert marked(whole, f'[id="{clause["eid"]}"]') == wanted
            assert marked(alone, ".single") == wanted
        elif wanted:
            assert marked(alone, ".single")


def test_a_stand_in_that_was_taken_out_is_not_marked_where_the_results_lead(client: FlaskClient) -> None:
    found = json.loads(client.get("/api/v1/search?q=雾霾+应急&without=空气重污染&without=大气污染").text)
    url = urlsplit(found["results"][0]["clause"]["url"])
    assert parse_qs(url.query)["without"] == ["空气重污染", "大气污染"]
    marks = {mark.get_text() for mark in read(client, quoted(url.geturl())).select("article mark")}
    assert not {"空气重污染", "大气污染"} & marks
    assert "应急" in marks


def test_a_document_says_which_words_are_marked_and_how_many_clauses_have_one(client: FlaskClient) -> None:
    soup = read(client, "/documents/jingwenlvfa-2023-83?q=hotel+industry&lang=en")
    bar = soup.select_one(".found")
    assert bar is not None
    count = len(soup.select(".hit-clause"))
    assert " ".join(bar.get_text(" ").split()).startswith(f"{count} clauses here have 酒店业")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("title:办法", "Not in a clause, but in the title"),
        ("京文旅发〔2023〕83号", "Not in a clause, but in the title"),
        ("核电", "Not in this document:"),
    ],
)
def test_a_document_without_a_marked_clause_says_why_it_was_found(client: FlaskClient, query: str, said: str) -> None:
    soup = read(client, f"/documents/jingwenlvfa-2023-83?q={quote(query)}&lang=en")
    assert said in " ".join(soup.select(".found")[0].get_text(" ").split())


def test_titles_and_headings_are_marked_too(client: FlaskClient) -> None:
    soup = read(client, "/documents/jingwenlvfa-2023-83?q=hotel+industry&lang=en")
    assert marked(soup, "h1") == "酒店业"
    assert marked(soup, ".head .en") == "HotelIndustry"
    assert marked(read(client, "/documents/jingwenlvfa-2023-83?q=经营规范"), "h3") == "经营规范"


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_has_one_box_that_searches_the_clauses(client: FlaskClient, path: str) -> None:
    boxes = read(client, path).select('form[role=search][action="/search"]')
    assert len(boxes) == 1
    assert boxes[0].select_one('input[type=search][name="q"]') is not None


@pytest.mark.parametrize("parameter", ["expand=all", "without=", "page=2", "q=" + "长" * 1001])
def test_a_document_takes_what_says_how_to_mark_and_nothing_else(client: FlaskClient, parameter: str) -> None:
    wanted = 200 if parameter == "without=" else 400
    assert client.get(f"/documents/jingwenlvfa-2023-83?{parameter}").status_code == wanted

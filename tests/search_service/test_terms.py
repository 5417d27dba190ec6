"""A term through time: counts that add up, and lines that quote the text."""

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from index import Snapshot
from search_service.overviews.charts import chart_of
from search_service.overviews.terms import Timeline


def get(client: FlaskClient, path: str, **query: str) -> Any:
    answer = client.get(path, query_string=query)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text)


def test_years_add_up_to_all_and_every_cell_is_a_search(client: FlaskClient) -> None:
    found = get(client, "/api/v1/timeline", q="新能源")
    assert sum(found["totals"]) == found["count"] > 10
    assert found["years"] == sorted(found["years"])
    series = found["series"][0]
    assert sum(series["counts"]) == series["count"]
    year, count = found["years"][-1], series["counts"][-1]
    asked = get(client, "/api/v1/search", q="text:新能源", year=year, body=series["body"], expand="none")
    assert asked["count"] == count


def test_a_term_that_stands_in_a_title_does_not_count_for_every_clause_of_the_document(client: FlaskClient) -> None:
    found = get(client, "/api/v1/timeline", q="污染防治攻坚战")
    assert found["count"] < get(client, "/api/v1/search", q="污染防治攻坚战", expand="none")["count"]


def test_a_line_quotes_the_text_around_the_term_in_time_order(client: FlaskClient, index: Snapshot) -> None:
    found = get(client, "/api/v1/concordance", q="生态环境损害")
    years = [line["issue"]["year"] for line in found["lines"]]
    dates = [line["document"]["date"] for line in found["lines"]]
    assert dates == sorted(dates)
    assert {2018} <= set(years)
    for line in found["lines"]:
        text = index.store.clause(line["clause"]).text.replace("\n", " ")
        assert line["before"].strip("…") + line["hit"] + line["after"].strip("…") in text
        assert line["hit"] == "生态环境损害"


def test_lines_as_csv_are_all_lines(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/terms.csv?q=新能源").text, newline="")))
    lines, path = [], "/api/v1/concordance?q=新能源"
    while path:
        page = json.loads(client.get(path).text)
        lines += page["lines"]
        path = page["next"]
    assert [(row["clause"], row["hit"]) for row in rows] == [(line["clause"], line["hit"]) for line in lines]
    years = list(csv.reader(io.StringIO(client.get("/terms/timeline.csv?q=新能源").text)))
    assert years[0][4:] == get(client, "/api/v1/timeline", q="新能源")["years"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("narrow", ["", "&narrow=1"])
def test_the_picture_is_valid_has_no_script_and_asks_nobody(client: FlaskClient, lang: str, narrow: str) -> None:
    answer = client.get(f"/terms.svg?q=新能源&lang={lang}{narrow}")
    assert answer.mimetype == "image/svg+xml"
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    root = etree.fromstring(answer.data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    names = {etree.QName(one).localname for one in root.iter() if isinstance(one.tag, str)}
    assert not names & {"script", "image", "foreignObject"}
    assert all(str(one.get("href", "http://localhost/")).startswith("http://localhost/") for one in root.iter())
    assert "@import" not in answer.text
    assert answer.data == client.get(f"/terms.svg?q=新能源&lang={lang}{narrow}").data


def test_the_page_shows_picture_figures_and_lines(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/terms?q=新能源&lang=en").text, "lxml")
    found = get(client, "/api/v1/timeline", q="新能源")
    assert soup.select_one("svg[aria-label]") is not None
    assert [a.get_text() for a in soup.select(".total td a")] == [str(count) for count in found["totals"]]
    assert {mark.get_text() for mark in soup.select(".kwic mark")} == {"新能源"}


def test_the_bars_are_the_totals_of_the_table_and_lead_to_their_clauses(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/terms?q=生态&lang=en").text, "lxml")
    found = get(client, "/api/v1/timeline", q="生态")
    columns = soup.select("svg.wide a")
    assert [[int(one.get_text()) for one in column.select(".figure")] for column in columns] == [
        list(pair) for pair in zip(found["totals"], found["occurrences"], strict=True)
    ]
    heights = [float(str(one["height"])) for one in soup.select("svg.wide a rect.clauses")]
    shares = [height / total for height, total in zip(heights, found["totals"], strict=True)]
    assert max(shares) - min(shares) < 0.01
    for column, total in zip(columns, found["totals"], strict=True):
        page = BeautifulSoup(client.get(str(column["href"])).text, "lxml")
        assert page.select_one(".sum h1").get_text().startswith(f"{total} clauses")


def test_a_joint_document_counts_once_in_the_totals_and_for_each_of_its_bodies(client: FlaskClient) -> None:
    found = get(client, "/api/v1/timeline", q="文物")
    assert sum(one["count"] for one in found["series"]) > found["count"] == sum(found["totals"])


def test_occurrences_are_the_lines_in_context(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/terms.csv?q=新能源").text, newline="")))
    assert sum(get(client, "/api/v1/timeline", q="新能源")["occurrences"]) == len(rows)


def test_the_code_to_embed_shows_the_picture_on_any_page(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/terms?q=新能源&lang=en").text, "lxml")
    code = BeautifulSoup(soup.select_one("#embed").get_text(), "lxml")
    assert code.a["href"].startswith("http://localhost/terms?")
    answer = client.get(str(code.img["src"]).removeprefix("http://localhost"))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert [code.img["width"], code.img["height"]] == [
        etree.fromstring(answer.data).get(side) for side in ("width", "height")
    ]


def test_many_years_fit_into_the_picture() -> None:
    years = tuple(str(year) for year in range(1960, 2025))
    counts = tuple(range(65))
    found = Timeline("甲", sum(counts), years, counts, counts, (), None)
    for narrow in (False, True):
        chart = chart_of(found, narrow=narrow)
        named = [column.middle for column in chart.columns if column.shows_year]
        assert all(right - left >= 40 for left, right in pairwise(named))
        assert not chart.shows_figures
        assert all(
            0 <= bar.x <= chart.width - bar.width and bar.height >= 0 for one in chart.columns for bar in one.bars
        )


def test_a_term_that_is_nowhere_says_so(client: FlaskClient) -> None:
    assert "没有条款含有此词" in client.get("/terms?q=核聚变电站&lang=zh").text
    assert get(client, "/api/v1/timeline", q="核聚变电站")["series"] == []


@pytest.mark.parametrize(
    "path", ["/api/v1/timeline", "/api/v1/concordance", "/terms.csv", "/terms/timeline.csv", "/terms.svg"]
)
@pytest.mark.parametrize("query", ["", "q=", "q=a&q=b", "x=1", "q=" + "长" * 2000])
def test_a_bad_term_is_refused(client: FlaskClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"未闭', "a) | (b", "=cmd|'/c calc'!A0", "((((", "-", "*"])
def test_no_term_is_a_server_error(client: FlaskClient, q: str) -> None:
    for path in ("/terms", "/terms.svg", "/terms.csv", "/api/v1/timeline", "/api/v1/concordance"):
        answer = client.get(path, query_string={"q": q})
        assert answer.status_code in (200, 400), path
        assert "<script>alert" not in answer.text or answer.mimetype != "text/html"

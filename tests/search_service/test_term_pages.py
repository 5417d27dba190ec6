"""The page, the picture and the files of a term over three short papers, of which one has no year."""

import csv
import io
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from search_service.overviews import term_pages, terms
from search_service.overviews.term_pages import LINE_COLUMNS
from tests.search_service.conftest import Serving

PAPERS = {
    "a.txt": "临江市水务局关于内河的通知\n\n临水发〔2020〕3号\n\n各区：\n\n一、疏浚内河，内河沿岸植树。\n\n二、巡查内河。\n\n"
    "三、=清点船只。\n\n临江市水务局\n\n2020年5月1日\n",
    "b.txt": "临江市水务局 临江市财政局关于内河经费的通知\n\n临水发〔2021〕4号\n\n各区：\n\n一、内河经费专款专用。\n\n二、按月拨付。\n\n"
    "临江市水务局 临江市财政局\n\n2021年6月1日\n",
    "c.txt": "关于巡查的通知\n\n各区：\n\n一、巡查内河水面。\n\n某局\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def service(serving: Serving) -> FlaskClient:
    """The service over the three papers."""
    return serving(PAPERS)


def data(service: FlaskClient, path: str, **asked: str) -> Any:
    answer = service.get(path, query_string={"q": "内河", **asked})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def table(service: FlaskClient, path: str, **asked: str) -> list[list[str]]:
    """The cells of a CSV file."""
    answer = service.get(path, query_string={"q": "内河", **asked})
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return [*csv.reader(io.StringIO(answer.text, newline=""))]


def page(service: FlaskClient, query: str) -> BeautifulSoup:
    return BeautifulSoup(service.get(f"/terms?{query}").text, "lxml")


def test_a_clause_counts_once_and_every_place_in_it_is_an_occurrence(service: FlaskClient) -> None:
    found = data(service, "/api/v1/timeline")
    assert (found["years"], found["totals"], found["occurrences"]) == (["2020", "2021"], [2, 1], [3, 1])
    assert found["count"] == 4, "what has no year is counted and stands in no column"


def test_a_joint_paper_counts_for_each_of_its_bodies(service: FlaskClient) -> None:
    series = {one["label"]["zh"]: one["counts"] for one in data(service, "/api/v1/timeline")["series"]}
    assert series == {"临江市水务局": [2, 1], "临江市财政局": [0, 1]}


def test_the_file_of_years_has_all_clauses_then_occurrences_then_the_bodies(service: FlaskClient) -> None:
    head, total, often, *bodies = table(service, "/terms/timeline.csv")
    assert head == ["body", "name", "name_en", "count", "2020", "2021"]
    assert total == ["", "全部", "all", "4", "2", "1"]
    assert often == ["", "出现次数", "occurrences", "4", "3", "1"]
    assert [(row[1], *row[3:]) for row in bodies] == [("临江市水务局", "3", "2", "1"), ("临江市财政局", "1", "0", "1")]


def test_in_more_clauses_than_are_counted_occurrences_are_left_out_everywhere(
    service: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terms, "COUNTED", 3)
    assert data(service, "/api/v1/timeline")["occurrences"] == []
    assert [row[1] for row in table(service, "/terms/timeline.csv")] == ["name", "全部", "临江市水务局", "临江市财政局"]
    assert "occurrence" not in page(service, "q=内河&lang=en").select_one(".sum").get_text()


def test_a_line_is_what_is_printed_around_the_term_and_whose_it_is(service: FlaskClient) -> None:
    head, *lines = table(service, "/terms.csv")
    assert tuple(head) == LINE_COLUMNS
    found = [dict(zip(head, line, strict=True)) for line in lines]
    assert [one["before"] + one["hit"] + one["after"] for one in found if one["year"]] == [
        "疏浚内河，内河沿岸植树。", "疏浚内河，内河沿岸植树。", "巡查内河。", "内河经费专款专用。",
    ]  # fmt: skip
    assert [one["before"] for one in found if one["year"]] == ["疏浚", "疏浚内河，", "巡查", ""]
    assert {one["bodies"] for one in found} == {"临江市水务局", "临江市水务局、临江市财政局", ""}


def test_a_line_of_a_paper_in_no_issue_has_the_year_of_the_paper(service: FlaskClient) -> None:
    found = [(line[0], line[3]) for line in table(service, "/terms.csv")[1:]]
    assert sorted(found) == [("", ""), *[("2020", "2020-05-01")] * 3, ("2021", "2021-06-01")]
    shown = [one.get_text() for one in page(service, "q=内河&lang=en").select(".kwic .when")]
    assert sorted(shown) == ["", "2020", "2020", "2020", "2021"]


def test_the_file_of_lines_goes_on_over_all_pages(service: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table(service, "/terms.csv")
    monkeypatch.setattr(terms, "LINES_OF", 1)
    assert data(service, "/api/v1/concordance")["next"] == "/api/v1/concordance?q=%E5%86%85%E6%B2%B3&page=2"
    assert table(service, "/terms.csv") == whole


@pytest.mark.parametrize(("most", "status"), [(4, 200), (3, 400)])
def test_a_file_of_more_clauses_than_it_may_hold_is_refused(
    service: FlaskClient, monkeypatch: pytest.MonkeyPatch, most: int, status: int
) -> None:
    monkeypatch.setattr(term_pages, "MOST", most)
    answer = service.get("/terms.csv?q=内河")
    assert answer.status_code == status
    if status == 400:
        (fault,) = answer.get_json()["errors"]
        assert (fault["code"], fault["message_en"]) == ("too_many", "more than 3 clauses: narrow the term")


def test_lines_on_a_page_lead_to_the_pages_beside_it(service: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "LINES_OF", 2)
    first, second = (data(service, "/api/v1/concordance", page=number) for number in "12")
    assert (first["previous"], second["next"]) == (None, None)
    assert dict(parse_qsl(urlsplit(second["previous"]).query)) == {"q": "内河"}, "the first page needs no number"
    links = service.get("/api/v1/concordance?q=内河").headers.getlist("Link")
    assert f'<{first["next"]}>; rel="next"' in links


@pytest.mark.parametrize("number", ["0", "3", "x", "1&page=1"])
def test_a_page_that_there_is_not_is_refused(service: FlaskClient, number: str) -> None:
    assert service.get(f"/terms?q=内河&page={number}").status_code == 400
    assert service.get(f"/api/v1/concordance?q=内河&page={number}").status_code == 400


def test_without_a_term_there_is_the_box_alone_and_data_ask_for_one(service: FlaskClient) -> None:
    soup = page(service, "lang=en")
    assert soup.select_one("form[role=search], form.box, form") is not None
    assert not soup.select(".kwic, svg.chart, .sum")
    for path in ("/api/v1/timeline", "/api/v1/concordance", "/terms.csv", "/terms/timeline.csv", "/terms.svg"):
        assert [fault["code"] for fault in service.get(path).get_json()["errors"]] == ["required"], path


@pytest.mark.parametrize(("query", "kept"), [("", True), ("&lang=zh", False), ("&lang=en", True)])
def test_the_picture_says_in_its_language_what_it_shows_and_leads_back_in_it(
    service: FlaskClient, query: str, *, kept: bool
) -> None:
    answer = service.get(f"/terms.svg?q=内河{query}", headers={"Accept-Language": "en"})
    root = etree.fromstring(answer.data)
    assert ("by year" in str(root.get("aria-label"))) is kept
    addresses = [str(one.get("href")) for one in root.iter("{*}a")]
    assert len(addresses) == 2
    for address in addresses:
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked.get("lang") == (query.partition("lang=")[2] or None)
        assert service.get(address).status_code == 200


def test_the_picture_may_use_its_own_style_and_nothing_else(service: FlaskClient) -> None:
    wide, narrow = (service.get(f"/terms.svg?q=内河{more}") for more in ("", "&narrow=1"))
    assert wide.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    widths = [int(str(etree.fromstring(one.data).get("width"))) for one in (wide, narrow)]
    assert widths[0] > widths[1]
    assert wide.text == wide.text.strip(), "an XML declaration stands at the very beginning"


def test_what_a_spreadsheet_would_run_is_text_in_it(service: FlaskClient) -> None:
    (line,) = table(service, "/terms.csv", q="清点船只")[1:]
    assert line[4] == "'="
    assert service.get("/terms.csv?q=内河&bom=1").text[0] == "\ufeff"

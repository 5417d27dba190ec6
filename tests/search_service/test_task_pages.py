"""The list of tasks as page, file and data over two small plans: every row, day and district of it is in sight."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from search_service.overviews.task_pages import CSV_COLUMNS
from tests.search_service.conftest import Serving

HEAD = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位"
ROWS = {
    "2021": [
        "1\t疏浚内河\t疏浚通州区内河。\t年底前\t市水务局\t市财政局\t",
        "2\t巡查水面\t各区每日巡查水面。\t长期\t市水务局\t各区政府\t",
        "3\t植树\t在北京经济技术开发区植树，5月底前完成一半。\t9月底前\t市园林绿化局\t\t市水务局",
        "4\t评估\t评估通州区水质。\t\t市水务局\t\t",
    ],
    "2022": ["1\t疏浚内河\t疏浚通州区内河和湖泊。\t6月底前\t市水务局\t市财政局\t"],
}
DREDGING, PATROL, TREES, REVIEW = (f"jingzhengbanfa-2021-9/annex_1__row_{number}" for number in (1, 2, 3, 4))
LATER = "jingzhengbanfa-2022-9/annex_1__row_1"


def plan(year: str, rows: list[str]) -> str:
    """The notice of a plan with a table of tasks."""
    head = f"北京市人民政府办公厅关于印发清河{year}年行动计划的通知\n\n京政办发〔{year}〕9号\n\n各区人民政府：\n\n现将计划印发给你们。\n\n"
    annex = f"北京市人民政府办公厅\n\n{year}年2月23日\n\n附件 1\n\n清河{year}年行动计划\n\n"
    return head + annex + "\n".join([HEAD, *rows, ""])


@pytest.fixture(scope="module")
def service(serving: Serving) -> FlaskClient:
    """The service over the two plans."""
    return serving({f"{year}.txt": plan(year, rows) for year, rows in ROWS.items()})


def data(service: FlaskClient, **asked: str) -> Any:
    answer = service.get("/api/v1/tasks", query_string=asked)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def ids(service: FlaskClient, **asked: str) -> list[str]:
    return [one["clause"]["id"] for one in data(service, **asked)["results"]]


def page(service: FlaskClient, path: str) -> BeautifulSoup:
    answer = service.get(path)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "lxml")


def rows(service: FlaskClient, **asked: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(service.get("/tasks.csv", query_string=asked).text))]


#: Any day, and those on which something of the plans is due with the day before.
NAMED = ["2021-05-30", "2021-05-31", "2021-09-29", "2021-09-30", "2021-12-30", "2021-12-31", "2022-06-29", "2022-06-30"]
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31)).map(str) | st.sampled_from(NAMED)


@settings(max_examples=30)
@given(DAYS)
def test_work_that_goes_on_is_open_at_every_day_and_due_on_none(service: FlaskClient, day: str) -> None:
    for bound in ("due_by", "due_from"):
        assert PATROL in ids(service, ongoing="1", **{bound: day})
        assert PATROL not in ids(service, **{bound: day})


@settings(max_examples=30)
@given(DAYS)
def test_what_is_due_by_a_day_or_from_the_next_day_on_is_every_row_with_a_day(service: FlaskClient, day: str) -> None:
    following = str(date.fromordinal(date.fromisoformat(day).toordinal() + 1))
    assert {*ids(service, due_by=day), *ids(service, due_from=following)} == {DREDGING, TREES, LATER}
    assert REVIEW not in ids(service, due_by=day, ongoing="1"), "a row without a deadline is neither due nor open"


def test_the_days_of_a_row_are_those_of_its_deadline_and_those_that_its_measures_name(service: FlaskClient) -> None:
    said = {one["clause"]["id"]: (one["due"], one["named"], one["ongoing"]) for one in data(service)["results"]}
    assert said == {
        LATER: (["2022-06-30"], [], False),
        DREDGING: (["2021-12-31"], [], False),
        PATROL: ([], [], True),
        TREES: (["2021-09-30"], ["2021-05-31"], False),
        REVIEW: ([], [], False),
    }


def test_the_newest_plan_comes_first_and_its_rows_in_printed_order(service: FlaskClient) -> None:
    assert ids(service) == [LATER, DREDGING, PATROL, TREES, REVIEW]


def test_the_file_holds_all_rows_whatever_page_is_asked_for(service: FlaskClient) -> None:
    assert [row["id"] for row in rows(service, per_page="1")] == ids(service)
    assert [row["id"] for row in rows(service, per_page="1", page="2", sort="-plan")] == ids(service, sort="-plan")


def test_a_line_of_the_file_is_the_printed_row_and_what_is_read_from_it(service: FlaskClient) -> None:
    found = {row["id"]: row for row in rows(service)}
    assert tuple(found[TREES]) == CSV_COLUMNS
    read = {name: found[TREES][name] for name in CSV_COLUMNS[-8:]}
    assert read == {
        "year": "2021", "due": "2021-09-30", "due_in_measures": "2021-05-31", "ongoing": "",
        "lead_normal": "北京市园林绿化局", "departments_normal": "北京市园林绿化局、北京市水务局",
        "districts": "北京经济技术开发区", "years_of_like_tasks": "",
    }  # fmt: skip
    assert (found[TREES]["lead"], found[TREES]["deadline"]) == ("市园林绿化局", "9月底前")
    assert [found[name]["ongoing"] for name in (PATROL, DREDGING)] == ["1", ""]
    assert [found[name]["years_of_like_tasks"] for name in (DREDGING, LATER)] == ["2022", "2021"]


def test_a_list_leads_to_the_pages_beside_it_with_all_that_was_asked(service: FlaskClient) -> None:
    answer = service.get("/api/v1/tasks?year=2021&per_page=1&page=2&sort=-due")
    printed = [one.split(">; rel=") for one in answer.headers.getlist("Link")]
    links = {rel.strip('"'): urlsplit(address[1:]) for address, rel in printed if rel in ('"next"', '"prev"')}
    asked = {"year": "2021", "per_page": "1", "sort": "-due"}
    assert {**asked, "page": "3"} == dict(parse_qsl(links["next"].query))
    assert asked == dict(parse_qsl(links["prev"].query))
    assert links["next"].path == links["prev"].path == "/api/v1/tasks"


def chips(soup: BeautifulSoup) -> Iterator[tuple[str, dict[str, str]]]:
    """Each filter in use, with what is asked once it is removed."""
    for link in soup.select(".chips a"):
        yield (
            link.find(string=True, recursive=False) or link.get_text(),
            dict(parse_qsl(urlsplit(str(link["href"])).query)),
        )


def test_a_filter_is_removed_alone_and_the_list_then_begins_at_its_first_page(service: FlaskClient) -> None:
    soup = page(service, "/tasks?lead=市水务局&year=2021&sort=-due&per_page=1&page=2&lang=zh")
    left = [asked for _, asked in chips(soup)]
    rest = {"sort": "-due", "per_page": "1", "lang": "zh"}
    assert left == [{**rest, "year": "2021"}, {**rest, "lead": "北京市水务局"}]


@pytest.mark.parametrize(("asked", "wanted", "marked"), [("", "due", None), ("due", "-due", "ascending"), ("-due", "due", "descending")])  # fmt: skip
def test_the_head_of_a_column_puts_rows_in_order_by_it_and_then_the_other_way_round(
    service: FlaskClient, asked: str, wanted: str, marked: str | None
) -> None:
    soup = page(service, f"/tasks?year=2021&sort={asked}&lang=en")
    head = soup.select_one("th.due")
    assert head is not None
    assert head.get("aria-sort") == marked
    link = head.select_one("a")
    assert link is not None
    assert dict(parse_qsl(urlsplit(str(link["href"])).query)) == {"year": "2021", "sort": wanted, "lang": "en"}


@pytest.mark.parametrize(
    ("query", "offered"),
    [("", False), ("district=通州区", True), ("district=各区", False), ("district=通州区&district=各区", False)],
)
def test_tasks_for_every_district_are_offered_beside_those_of_one(
    service: FlaskClient, query: str, *, offered: bool
) -> None:
    links = page(service, f"/tasks?{query}&lang=en").select(".sum > a")
    assert [link.get_text() for link in links] == ["Include tasks for all districts"] * offered
    for link in links:
        wider = dict.fromkeys(parse_qsl(urlsplit(str(link["href"])).query))
        assert [*wider] == [("district", "通州区"), ("district", "各区"), ("lang", "en")]


def test_a_department_takes_part_in_every_share_and_leads_in_its_own(service: FlaskClient) -> None:
    assert ids(service, department="市水务局", district="北京经济技术开发区") == [TREES]
    assert ids(service, lead="市水务局", district="北京经济技术开发区") == []


def test_a_task_stands_beside_its_like_oldest_first_with_what_changed(service: FlaskClient) -> None:
    for asked in (DREDGING, LATER):
        answer = service.get(f"/api/v1/tasks/{asked}").get_json()
        assert answer["task"] == asked
        assert [one["clause"]["id"] for one in answer["versions"]] == [DREDGING, LATER]
        assert {one["clause"]["id"]: one["likeness"] for one in answer["versions"]}[asked] == 100
    dropped, added = (one["changes"]["deadline"] for one in answer["versions"])
    assert dropped == [{"text": "年底前", "added": False, "dropped": True}]
    assert added == [{"text": "6月底前", "added": True, "dropped": False}]


def test_a_task_without_its_like_says_so(service: FlaskClient) -> None:
    assert page(service, f"/tasks/{PATROL}?lang=en").select_one(".notice").get_text() == (
        "No other plan has a task like this."
    )
    assert len(service.get(f"/api/v1/tasks/{PATROL}").get_json()["versions"]) == 1


@pytest.mark.parametrize("name", ["jingzhengbanfa-2021-9/para_1", "no/such", "x" * 81])
def test_what_is_no_row_of_a_table_is_no_task_and_its_name_is_shown_shortened(service: FlaskClient, name: str) -> None:
    answer = service.get(f"/api/v1/tasks/{name}")
    assert (answer.status_code, answer.get_json()["detail"]) == (404, f"there is no task “{name[:80]}”")
    assert service.get(f"/tasks/{name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/tasks?bom=1", "/api/v1/tasks?lang=en", f"/tasks/{DREDGING}?q=1", f"/api/v1/tasks/{DREDGING}?lang=en", "/tasks.csv?bom=2"],
)  # fmt: skip
def test_a_form_refuses_what_belongs_to_another(service: FlaskClient, path: str) -> None:
    assert service.get(path).status_code == 400


def test_a_spreadsheet_is_given_the_mark_that_it_needs(service: FlaskClient) -> None:
    assert [service.get(f"/tasks.csv{query}").text[0] for query in ("", "?bom=0", "?bom=1")] == ["i", "i", "\ufeff"]


def test_the_page_says_which_districts_and_leads_have_most_tasks(service: FlaskClient) -> None:
    districts, leads = page(service, "/tasks?lang=zh").select(".most")
    assert [one.get_text(" ", strip=True) for one in districts.select(":scope > span")[1:]] == [
        "通州区 3", "北京经济技术开发区 1",
    ]  # fmt: skip
    assert leads.select_one("a").text.startswith("北京市水务局")  # type: ignore[union-attr]
    one = page(service, districts.select("a")[0]["href"])  # type: ignore[arg-type]
    assert len(one.select(".tasks tbody tr")) == 3
    # One lead alone is no order.
    assert not one.select(".most")

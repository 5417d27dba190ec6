"""Task rows as a list to narrow, and the same task through the years."""

import csv
import io
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from index import Snapshot
from search_service.overviews.counterparts import Change, compare, versions
from search_service.overviews.districts import districts_of, seats_of
from search_service.overviews.tasks import TaskList

VOCS = "jingzhengbanfa-2022-6/annex_2__row_9"


@pytest.fixture(scope="session")
def known(index: Snapshot) -> TaskList:
    return TaskList.of(index.store)


def get(client: FlaskClient, query: str) -> Any:
    answer = client.get(f"/api/v1/tasks?{query}")
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text)


def test_every_task_row_of_the_corpus_is_in_the_list(client: FlaskClient, index: Snapshot) -> None:
    rows = [c.id for d in index.store.documents() for c in index.store.document(d.id).clauses if c.task]
    assert get(client, "per_page=100")["count"] == len(rows)
    assert sorted(one["id"] for one in csv.DictReader(io.StringIO(client.get("/tasks.csv").text))) == sorted(rows)


@pytest.mark.parametrize(("query", "field", "value"), [
    ("lead=市水务局", "lead", "市水务局"), ("deadline=6月底前", "deadline", "6月底前"),
    ("lead=市水务局&year=2021", "lead", "市水务局"),
])  # fmt: skip
def test_every_row_found_carries_what_was_asked_for(client: FlaskClient, query: str, field: str, value: str) -> None:
    found = get(client, f"{query}&per_page=100")
    assert found["count"] == len(found["results"]) > 0
    for one in found["results"]:
        cell = one["clause"]["row"][field]
        assert value in cell if isinstance(cell, list) else value == cell
        assert "year" not in query or one["issue"]["year"] == 2021


def test_values_of_one_filter_are_alternatives_and_filters_hold_together(client: FlaskClient) -> None:
    water, roads = (get(client, f"lead={name}")["count"] for name in ("市水务局", "市交通委"))
    both = get(client, "lead=市水务局&lead=市交通委")["count"]
    assert max(water, roads) <= both <= water + roads
    assert get(client, "lead=市水务局&deadline=6月底前")["count"] < water


def test_a_facet_counts_without_its_own_filter(client: FlaskClient) -> None:
    facet = {one["value"]: one for one in get(client, "year=2021")["facets"]["year"]}
    assert facet["2021"]["selected"]
    assert facet["2024"]["count"] == get(client, "year=2024")["count"]


@pytest.mark.parametrize(("text", "named"), [
    ("东城、西城区率先示范", ("东城区", "西城区")), ("通州区、大兴区和房山区", ("房山区", "通州区", "大兴区")),
    ("通州、大兴等5个区", ("通州区", "大兴区")), ("朝阳公园、大兴机场、昌平线", ()), ("各区政府(含北京经济技术开发区管委会)", ("北京经济技术开发区", "各区")),
])  # fmt: skip
def test_a_district_is_named_as_a_district(text: str, named: tuple[str, ...]) -> None:
    assert set(districts_of(text)) == set(named)


def test_a_district_finds_the_rows_that_name_it_and_offers_those_for_every_district(client: FlaskClient) -> None:
    found = get(client, "district=朝阳区")
    assert found["count"] > 5
    assert all("朝阳" in one["clause"]["text"] for one in found["results"])
    soup = BeautifulSoup(client.get("/tasks?district=朝阳区&lang=en").text, "lxml")
    link = next(a for a in soup.select(".sum a") if a.get_text() == "Include tasks for all districts")
    wider = BeautifulSoup(client.get(str(link["href"])).text, "lxml")
    assert len(wider.select(".chips li")) == 2


def test_page_and_interface_list_the_same_rows(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/tasks?lead=市水务局&page=1&per_page=20").text, "lxml")
    wanted = [one["clause"]["url"] for one in get(client, "lead=市水务局&per_page=20")["results"]]
    assert [str(a["href"]) for a in soup.select("td.plan a:first-of-type")] == wanted


@pytest.mark.parametrize(("query", "param"), [
    ("lead=市水", "lead"), ("year=1999", "year"), ("page=0", "page"), ("page=999", "page"), ("per_page=1000", "per_page"),
    ("page=1&page=2", "page"), ("leader=x", "leader"), ("sort=colour", "sort"), ("due_by=soon", "due_by"), ("ongoing=2", "ongoing"),
    ("due_from=2024-07&due_by=2024-06", "due_by"), ("district=<script>", "district"), ("plan=../etc", "plan"), ("page=x", "page"),
])  # fmt: skip
def test_a_bad_list_is_refused_on_the_page_and_in_the_interface(client: FlaskClient, query: str, param: str) -> None:
    answer = client.get(f"/api/v1/tasks?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert [fault["param"] for fault in json.loads(answer.text)["errors"]] == [param]
    page = client.get(f"/tasks?{query}")
    assert page.status_code == 400
    assert "<script>" not in page.text.replace("<script src", "")


def test_a_task_is_found_in_the_plans_of_other_years(known: TaskList) -> None:
    task = next(one for one in known.tasks if one.clause.id == VOCS)
    found = versions(known, task)
    assert [one.task.year for one in found] == ["2021", "2022", "2024"]
    assert all("低" in (one.task.row.task or "") and "源头替代" in (one.task.row.task or "") for one in found)
    assert [one.likeness for one in found if one.task is task] == [100.0]


def test_a_task_of_one_year_alone_is_not_paired_by_force(known: TaskList) -> None:
    alone = next(one for one in known.tasks if (one.row.measures or "").startswith("开展应对气候变化国际合作"))
    assert len(versions(known, alone)) == 1


def test_the_runs_of_a_version_are_its_text(known: TaskList) -> None:
    task = next(one for one in known.tasks if one.clause.id == VOCS)
    for version in versions(known, task):
        assert "".join(run.text for run in version.cells["measures"]) == version.task.row.measures
        assert "".join(run.text for run in version.cells["lead"]) == "、".join(version.task.row.lead)


def test_words_are_marked_against_the_version_before_and_the_one_after() -> None:
    before, after = compare([["年底", "前", "完成"], ["6月底", "前完成"]])
    assert before == (Change("年底前完成", dropped=True),)
    assert after == (Change("6月底前完成", added=True),)
    first, second, third = compare([["推进", "治理"], ["推进", "示范", "治理"], ["示范", "治理"]])
    assert first == (Change("推进治理"),)
    assert second == (Change("推进", dropped=True), Change("示范", added=True), Change("治理"))
    assert third == (Change("示范治理"),)


def test_the_comparison_is_shown_with_its_marks(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(f"/tasks/{VOCS}?lang=en").text, "lxml")
    assert len(soup.select("thead th")) == 3
    assert soup.select(".frame ins")
    assert soup.select(".frame del")
    answer = json.loads(client.get(f"/api/v1/tasks/{VOCS}").text)
    assert [one["issue"]["year"] for one in answer["versions"]] == [2021, 2022, 2024]
    assert client.get("/tasks/no/such").status_code == client.get("/api/v1/tasks/no").status_code == 404


def test_in_a_long_list_the_rows_with_the_rarest_characters_hold_the_counterparts(known: TaskList) -> None:
    tasks = [task for task in known.tasks if task.row.measures][::5]
    assert len(tasks) > 40
    best = [[(one.task.clause.id, one.likeness) for one in versions(known, task)] for task in tasks]
    kept = [{near.clause.id for near in known.near(task, 60)} for task in tasks]
    found = [
        clause in near for task, near in zip(best, kept, strict=True) for clause, likeness in task if likeness > 50
    ]
    assert sum(found) / len(found) > 0.97


def ids(client: FlaskClient, query: str) -> list[str]:
    return [one["clause"]["id"] for one in get(client, f"{query}&per_page=100")["results"]]


def test_a_query_finds_the_rows_whose_text_has_it(client: FlaskClient) -> None:
    found = get(client, "q=充电桩&per_page=100")
    assert found["count"] > 3
    assert all("充电桩" in one["clause"]["text"] for one in found["results"])
    assert get(client, "q=充电桩&year=2024")["count"] < found["count"]
    assert get(client, "q=充电桩 AND 居住区")["count"] < found["count"]


def test_a_word_of_the_plan_s_title_is_in_no_row_by_that(client: FlaskClient, known: TaskList) -> None:
    found = get(client, "q=污染防治&per_page=100")
    assert 0 < found["count"] < len(known.tasks) / 4
    assert all("污染防治" in one["clause"]["text"] for one in found["results"])


def test_what_is_due_by_a_day_has_that_day_or_an_earlier_one(client: FlaskClient) -> None:
    found = get(client, "due_by=2022-06&year=2022&per_page=100")["results"]
    assert len(found) > 5
    for one in found:
        assert min(one["due"] + one["named"]) <= "2022-06-30"
    assert get(client, "due_from=2022-07&due_by=2022-09&year=2022")["count"] < len(found)
    assert any(one["named"] and not one["due"] for one in found), "a day that only the measures name counts too"


def test_work_without_an_end_is_due_on_no_day_and_comes_along_where_it_is_asked_for(client: FlaskClient) -> None:
    by_june = get(client, "due_by=2022-06&year=2022")["count"]
    ongoing = get(client, "ongoing=1&year=2022&per_page=100")
    assert all(one["ongoing"] for one in ongoing["results"])
    assert by_june < get(client, "due_by=2022-06&year=2022&ongoing=1")["count"] <= by_june + ongoing["count"]
    every = get(client, "year=2022")["count"]
    assert get(client, "ongoing=0&year=2022")["count"] == every - ongoing["count"]


def test_a_department_is_found_by_every_name_and_counted_once(client: FlaskClient) -> None:
    names = ("市城市管理委", "市城管委", "市城市管理委员会", "北京市城市管理委员会")
    assert len({tuple(ids(client, f"lead={name}")) for name in names}) == 1
    found = get(client, "lead=市城管委")
    assert found["filters"][0]["value"] == "北京市城市管理委员会"
    assert {"市城市管理委", "市城管委", "市城市管理委员会"} <= set(found["printed"]["北京市城市管理委员会"])
    values = [one["value"] for one in found["facets"]["lead"]]
    assert len(values) == len(set(values))
    assert "市城管委" not in values


def test_a_department_takes_part_in_more_tasks_than_it_leads(client: FlaskClient) -> None:
    led, any_share = (set(ids(client, f"{share}=市水务局&year=2024")) for share in ("lead", "department"))
    assert led < any_share


@pytest.mark.parametrize("column", ["number", "task", "due", "lead"])
def test_rows_are_put_in_order_by_a_column_either_way_and_empty_cells_come_last(
    client: FlaskClient, column: str
) -> None:
    up, down = (get(client, f"year=2022&per_page=100&sort={sign}{column}")["results"] for sign in ("", "-"))
    assert len(up) == len(down) == 100
    if column == "due":
        dated = [min(one["due"] + one["named"]) for one in up if one["due"] or one["named"]]
        assert dated == sorted(dated)
    assert up[0]["clause"]["id"] != down[0]["clause"]["id"]


def test_the_file_holds_what_the_page_shows_in_the_same_order(client: FlaskClient) -> None:
    query = "lead=市水务局&sort=-due&q=污水&year=2022"
    rows = list(csv.DictReader(io.StringIO(client.get(f"/tasks.csv?{query}").text)))
    shown = get(client, f"{query}&per_page=100")["results"]
    assert [row["id"] for row in rows] == [one["clause"]["id"] for one in shown]
    assert [row["due"].split() for row in rows] == [one["due"] for one in shown]
    assert all("北京市水务局" in row["lead_normal"] for row in rows)
    soup = BeautifulSoup(client.get(f"/tasks?{query}").text, "lxml")
    links = [str(a["href"]) for a in soup.select(".forms-inline a")]
    assert [client.get(link).status_code for link in links] == [200, 200, 200]
    assert len(soup.select("tbody tr")) == len(rows)


def test_a_comparison_is_offered_only_where_another_plan_has_the_task(client: FlaskClient) -> None:
    for one in get(client, "year=2022&per_page=60")["results"]:
        assert bool(one["years"]) == bool(one["other_years"])
        if one["years"]:
            versions = json.loads(client.get(f"/api/v1{one['years']}").text)["versions"]
            assert sorted(str(version["issue"]["year"]) for version in versions) == sorted(
                [*one["other_years"], "2022"]
            )


def test_where_no_task_matches_each_filter_says_what_there_is_without_it(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/tasks?lead=市水务局&year=2024&due_by=2024-01&lang=en").text, "lxml")
    assert soup.select_one(".sum h2").get_text() == "No task matches."
    links = soup.select(".asks a")
    assert len(links) == 3
    for link, said in zip(links, soup.select(".asks span"), strict=True):
        found = BeautifulSoup(client.get(str(link["href"])).text, "lxml").select_one(".sum h2")
        assert said.get_text() in (found.get_text(), "none")


def test_the_districts_of_another_city_are_those_whose_governments_take_part() -> None:
    known = seats_of(
        [("某江市", "东山区政府"), ("某江市", "西山县政府"), ("某江市", "各区政府"), ("北京市", "朝阳区政府")]
    )
    assert known["某江市"] == {"东山区", "西山县"}
    assert districts_of("东山区、各县政府负责", "某江市", known["某江市"]) == ("东山区", "各区")
    assert districts_of("朝阳区", "某江市", known["某江市"]) == ()

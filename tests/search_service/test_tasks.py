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
from search_service.overviews.districts import districts_of
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
    link = next(a for a in soup.select(".sum a") if a.get_text() == "also those for every district")
    wider = BeautifulSoup(client.get(str(link["href"])).text, "lxml")
    assert len(wider.select(".chips li")) == 2


def test_page_and_interface_list_the_same_rows(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/tasks?lead=市水务局&page=1&per_page=20").text, "lxml")
    wanted = [one["clause"]["url"] for one in get(client, "lead=市水务局&per_page=20")["results"]]
    assert [str(a["href"]) for a in soup.select("td.plan a:first-of-type")] == wanted


@pytest.mark.parametrize(("query", "param"), [
    ("lead=市水", "lead"), ("year=1999", "year"), ("page=0", "page"), ("page=999", "page"), ("per_page=1000", "per_page"),
    ("page=1&page=2", "page"), ("leader=x", "leader"), ("district=<script>", "district"), ("plan=../etc", "plan"), ("page=x", "page"),
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

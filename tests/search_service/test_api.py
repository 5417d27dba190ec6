"""The REST interface: its shapes, and its errors everywhere in one shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_service import Settings, create_app
from search_service.request.parameters import PARAMETERS

TOP = [
    "count", "count_relation", "counts", "near", "near_counts", "unit", "description", "page", "per_page", "next", "previous", "query", "filters",
    "results", "facets", "suggestions", "index",
]  # fmt: skip
RESULT = ["clause", "document", "issue", "snippet", "highlights", "more_in_document", "match", "score"]
DOCUMENT = ["id", "url", "title", "title_en", "number", "number_en", "issuing_bodies", "date", "doc_type"]


def get(client: FlaskClient, path: str, **query: Any) -> Any:
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/json"
    return json.loads(answer.text)


def problem(client: FlaskClient, path: str, status: int, method: str = "GET", **query: Any) -> Any:
    answer = client.open(path, method=method, query_string=query or None)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    body = json.loads(answer.text)
    assert body["status"] == status
    assert {"type", "title", "detail", "detail_zh", "errors"} <= body.keys()
    return body


def test_an_answer_has_the_shape_of_the_contract(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/search", q="酒店 备案", body="北京市文化和旅游局")
    result = answer["results"][0]
    assert list(answer) == [*TOP, "explanation"]
    assert list(result) == [*RESULT, "score_parts", "similar"]
    assert list(result["document"]) == DOCUMENT
    assert list(result["issue"]) == ["id", "url", "year", "number", "total_number", "date", "page"]
    assert {"id", "eid", "text", "path", "source", "url", "previous", "next"} <= result["clause"].keys()
    assert set(answer["query"]) == {"text", "parsed", "repaired", "expansions", "relaxed", "weak", "unstated"}
    assert answer["filters"][0]["label"] == {
        "zh": "北京市文化和旅游局",
        "en": "Beijing Municipal Bureau of Culture and Tourism",
        "rendered": False,
    }
    assert set(answer["facets"]["body"][0]) == {"value", "label", "count", "selected"}
    assert set(answer["index"]) == {"generation", "built_at", "documents", "clauses", "pending"}
    assert result["document"]["date"] == "2023-12-07"


def test_issues_are_listed_newest_first(client: FlaskClient) -> None:
    dates = [one["date"] for one in get(client, "/api/v1/issues")["issues"]]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 4


def test_an_issue_has_its_contents_in_both_languages(client: FlaskClient) -> None:
    issue = get(client, "/api/v1/issues/bj-2024-14")
    assert (issue["total_number"], issue["date"], len(issue["toc"])) == (842, "2024-04-24", 6)
    assert all(entry["title"] and entry["title_en"] and entry["document"] for entry in issue["toc"])


def test_a_document_has_all_its_clauses(client: FlaskClient) -> None:
    document = get(client, "/api/v1/documents/jingwenlvfa-2023-83")
    assert [one["ordinal"] for one in document["clauses"]] == list(range(len(document["clauses"])))
    assert "chp_3__art_13" in {one["eid"] for one in document["clauses"]}


def test_a_clause_leads_to_its_neighbours(client: FlaskClient) -> None:
    page = get(client, "/api/v1/clauses/jingwenlvfa-2023-83/chp_3__art_13")
    after = get(client, f"/api/v1/clauses/{page['clause']['next']}")
    assert after["clause"]["previous"] == page["clause"]["id"]
    assert page["document"]["number"] == "京文旅发〔2023〕83号"


def test_bodies_say_how_many_documents_they_signed(client: FlaskClient) -> None:
    bodies = get(client, "/api/v1/bodies")["bodies"]
    assert {"id", "name", "name_en", "documents"} == bodies[0].keys()
    assert [one["documents"] for one in bodies] == sorted((one["documents"] for one in bodies), reverse=True)


@pytest.mark.parametrize("number", ["京政办发〔2024〕4号", "京政办发2024 4", "Jingzhengbanfa[2024]No. 4"])
def test_a_number_resolves_to_its_document(client: FlaskClient, number: str) -> None:
    answer = client.get("/api/v1/resolve", query_string={"number": number})
    assert (answer.status_code, answer.location) == (303, "/api/v1/documents/jingzhengbanfa-2024-4")


def test_a_title_resolves_in_either_language(client: FlaskClient) -> None:
    document = get(client, "/api/v1/documents/jingwenlvfa-2023-83")
    for title in (document["title"], document["title_en"].upper()):
        assert client.get("/api/v1/resolve", query_string={"title": title}).status_code == 303


def test_a_number_that_is_not_here_is_not_found(client: FlaskClient) -> None:
    problem(client, "/api/v1/resolve", 404, number="京政办发〔2024〕14号")
    problem(client, "/api/v1/resolve", 404, number="no number")


def test_resolve_needs_a_number_or_a_title_and_not_both(client: FlaskClient) -> None:
    problem(client, "/api/v1/resolve", 400)
    problem(client, "/api/v1/resolve", 400, number="京政办发〔2024〕4号", title="x")


@pytest.mark.parametrize("path", ["issues/bj-1900-1", "documents/nothing", "clauses/nothing", "clauses/a/b", "nowhere"])
def test_what_is_not_there_is_a_problem_document(client: FlaskClient, path: str) -> None:
    assert problem(client, f"/api/v1/{path}", 404)["detail_zh"]


def test_every_address_for_programs_refuses_other_methods_and_unknown_parameters(
    app: Flask, client: FlaskClient
) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    assert len(rules) >= 7
    for rule in rules:
        path = rule.rule.replace("<issue_id>", "bj-2024-14").replace("<document_id>", "bj-2021-12-d2")
        path = path.replace("<path:clause_id>", "bj-2021-12-d2/notice__para_1")
        problem(client, path, 405, method="DELETE")
        assert problem(client, path, 400, colour="red")["errors"][0]["param"] == "colour"


def test_a_refused_method_says_what_is_allowed(client: FlaskClient) -> None:
    assert "GET" in client.post("/api/v1/search").headers["Allow"]


def test_all_faults_of_a_request_are_named(client: FlaskClient) -> None:
    errors = problem(client, "/api/v1/search", 400, q="x", page="0", per_page="1000", boddy="y")["errors"]
    assert {one["param"] for one in errors} == {"page", "per_page", "boddy"}
    assert all(set(one) == {"param", "code", "message_zh", "message_en"} for one in errors)


@pytest.mark.parametrize("query", ["q=%ff", "q=%E6%B1", "%C0%AF=x", "q=x&body=%80"])
def test_broken_text_in_the_address_is_refused(client: FlaskClient, query: str) -> None:
    assert problem(client, f"/api/v1/search?{query}", 400)["errors"][0]["code"] == "invalid_utf8"


def test_our_own_failure_is_hidden(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def snapshot(self) -> None:
            raise RuntimeError("secret of /var/lib")

    monkeypatch.setitem(app.extensions, "gongbao", Broken())
    for path in ("/api/v1/search?q=x", "/search?q=x"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
    assert problem(client, "/api/v1/bodies", 500)["detail_zh"] == "服务出错，已记录"


def test_without_an_index_every_answer_names_the_command(no_index: FlaskClient) -> None:
    assert no_index.get("/healthz").status_code == 200
    for path in ("/readyz", "/api/v1/search?q=x", "/api/v1/issues"):
        assert "gongbao rebuild" in problem(no_index, path, 503)["detail"]
    assert "gongbao rebuild" in no_index.get("/search?q=x").text


def test_where_the_index_lies_is_shown_to_nobody(no_index: FlaskClient, tmp_path: Path) -> None:
    wrong = create_app(Settings(index=f"nosuchengine:{tmp_path}")).test_client()
    for client in (no_index, wrong):
        for path in ("/", "/search?q=x", "/tasks", "/terms?q=x", "/readyz", "/api/v1/search?q=x", "/search.csv?q=x"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert tmp_path.name not in answer.text
            assert "gongbao rebuild" in answer.text
            assert "gongbao rebuild" in answer.text.partition("现在没有可用的索引")[2]


def test_the_service_is_ready_with_an_index(client: FlaskClient) -> None:
    assert get(client, "/healthz") == {"status": "ok"}
    assert get(client, "/readyz")["index"]["documents"] == 21


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([*PARAMETERS, "colour"]), value=st.text(max_size=60), q=st.text(max_size=20))
def test_no_input_is_a_server_error(client: FlaskClient, name: str, value: str, q: str) -> None:
    for path in ("/api/v1/search", "/search"):
        query = [(name, value), ("q", q)] if name != "q" else [("q", value)]
        text = [(key, one.encode("utf-8", "replace").decode()) for key, one in query]
        assert client.get(path, query_string=text).status_code in (200, 400)

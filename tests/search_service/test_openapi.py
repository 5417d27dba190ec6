"""The description of the interface is true of the service that runs."""

import json
import re
from typing import Any

import pytest
import schemathesis
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search_service.overviews.task_search import TASK_PARAMETERS
from search_service.request.parameters import PARAMETERS
from search_service.rest.openapi import describe
from search_service.rest.samples import shortened

#: The transport of the checker does not unpack what is compressed.
PLAIN = {"Accept-Encoding": "identity"}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


LIMITS = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_every_answer_is_as_described(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    checked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @LIMITS
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers=PLAIN)

        ask()
        checked.append(operation.label)
    assert "GET /api/v1/search" in checked


@pytest.mark.parametrize(("path", "query"), [
    ("/api/v1/search", {"q": "酒店 备案", "facets": "body,kind"}), ("/search.json", {"q": "体育", "year": ["2018"]}),
    ("/api/v1/tasks", {"district": ["朝阳区"]}), ("/api/v1/timeline", {"q": "新能源"}), ("/api/v1/concordance", {"q": "新能源"}),
    ("/api/v1/bodies", {}), ("/api/v1/clauses", {"limit": 3}), ("/api/v1/issues", {}),
])  # fmt: skip
def test_a_full_answer_is_as_described(app: Flask, path: str, query: dict[str, Any]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    answer = schema[path]["GET"].Case(query=query).call_and_validate(checks=CHECKS, headers=PLAIN)
    assert answer.status_code == 200


def test_the_description_is_valid(app: Flask) -> None:
    validate(describe(app), cls=OpenAPIV31SpecValidator)


def test_every_address_for_programs_is_described(app: Flask) -> None:
    paths = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert paths <= describe(app)["paths"].keys()


def test_every_parameter_of_the_tables_is_described(app: Flask) -> None:
    paths = describe(app)["paths"]
    for path, table in (
        ("/api/v1/search", PARAMETERS),
        ("/search.json", PARAMETERS),
        ("/api/v1/tasks", TASK_PARAMETERS),
    ):
        assert set(table) <= {one["name"] for one in paths[path]["get"]["parameters"]}


def test_the_page_shows_every_operation_and_asks_nobody(client: FlaskClient) -> None:
    answer = client.get("/api?lang=en")
    soup = BeautifulSoup(answer.text, "lxml")
    shown = [tag.get_text() for tag in soup.select(".operation h2")]
    api = json.loads(client.get("/api/v1/openapi.json").text)
    assert shown == [f"{method.upper()} {path}" for path, methods in api["paths"].items() for method in methods]
    assert not [
        tag
        for tag in soup.select("script[src], link[href], img[src]")
        if "//" in str(tag.get("src") or tag.get("href"))
    ]


def test_the_page_shows_for_each_example_what_its_address_answers(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/api?lang=en").text, "lxml")
    shown = {str(one.a["href"]): json.loads(one.pre.get_text()) for one in soup.select(".operation details")}
    assert len(shown) > 8
    for address, answer in shown.items():
        assert answer == shortened(client.get(address).get_json())
        assert client.get(address).status_code == 200


def test_a_sample_is_short_whatever_the_answer() -> None:
    deep: Any = "end"
    for _ in range(50):
        deep = {"inner": [deep, deep]}
    assert len(json.dumps(shortened({"text": "长" * 10_000, "many": list(range(1000)), "deep": deep}))) < 1000


def test_the_page_of_the_interface_shows_names_as_code(client: FlaskClient) -> None:
    page = client.get("/api?lang=en").get_data(as_text=True)
    assert 'the one named by <code lang="en">after</code>' in page
    assert "`" not in page

"""Nobody gets in by a name, a header field or a large request; operators see what happens."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from flask.testing import FlaskClient

import corpus
from corpus.errors import OperatorError
from search_service import Settings, create_app
from search_service.rest import citing
from search_service.web.admission import Admission, OverloadedError
from search_service.web.observing import JsonLines
from search_service.web.safety import SAFE

GAZETTES = str(Path(corpus.__file__).parent / "gazettes")
PAGES_WITH_ADDRESSES = (
    "/search.atom?q=酒店",
    "/opensearch.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/documents/jingzhengbanfa-2024-4",
)
Make = Callable[..., FlaskClient]


@pytest.fixture
def make(index_url: str) -> Make:
    """A client of a service with settings of its own."""
    return lambda **chosen: create_app(Settings(index=index_url, corpus=GAZETTES, **chosen)).test_client()


@pytest.mark.parametrize("path", PAGES_WITH_ADDRESSES)
def test_a_host_that_is_not_known_is_passed_on_to_nobody(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Host": "evil.example"})
    assert answer.status_code in (200, 404)
    assert b"evil.example" not in answer.data


def test_a_host_beside_those_of_the_settings_is_refused(make: Make) -> None:
    client = make(hosts="one.example, Two.example")
    for host, status in (("one.example", 200), ("two.example:8443", 200), ("ONE.example", 200), ("evil.example", 421)):
        assert client.get("/api/v1/issues", headers={"Host": host}).status_code == status, host
    # Those who look whether the service runs may know it by its number alone.
    assert client.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200
    assert b"http://one.example/" in client.get("/robots.txt", headers={"Host": "one.example"}).data


@pytest.mark.parametrize(
    "host",
    [
        "a b", "a,b", "evil.example/x", "x@evil.example", "[::1", "a:b", "", "a..b", ".a", "a" * 64, "a." * 200,
        "[....]", "[1.2.3.4]", "[:]", "a" * 5000,
    ],
)  # fmt: skip
def test_a_host_that_is_none_is_refused(client: FlaskClient, host: str) -> None:
    for path in ("/", "/api/v1/issues", "/healthz", "/static/page.css", "/Documents/x/"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert "请求有误" in answer.text
        assert host not in answer.text or len(host) < 3


@pytest.mark.parametrize(
    "host", ["a", "A-1.example.", "a" * 63 + ".example:99999", "10.0.0.7:80", "[::1]:8000", "my_host"]
)
def test_a_host_that_may_be_one_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/robots.txt", headers={"Host": host}).status_code == 200


def test_addresses_begin_with_the_base_url_whatever_the_host(make: Make) -> None:
    client = make(base_url="https://gazettes.example/search/")
    for host in ("gazettes.example", "evil.example"):
        answer = client.get("/robots.txt", headers={"Host": host})
        assert "Sitemap: https://gazettes.example/search/sitemap.xml" in answer.text


@pytest.mark.parametrize("text", ["gazettes.example", "ftp://gazettes.example", "https://", "https://a/?q"])
def test_a_base_url_that_is_none_names_its_variable(text: str) -> None:
    with pytest.raises(OperatorError, match="GONGBAO_BASE_URL"):
        Settings.read({"GONGBAO_BASE_URL": text})


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=酒店",
        "/api/v1/search?q=酒店",
        "/search.csv?q=酒店",
        "/static/page.css",
        "/none",
        "/api/v1/none",
        "/healthz",
        "/readyz",
        "//search",
        "/search?page=x",
    ],
)
def test_every_answer_has_the_header_fields_of_safety(client: FlaskClient, path: str) -> None:
    for answer in (client.get(path), client.delete(path), client.options(path)):
        assert SAFE.keys() <= set(answer.headers.keys())
        answer.close()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/none", "/api/v1/search?page=x"])
def test_what_holds_for_a_moment_is_not_stored(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_an_answer_to_a_long_address_is_no_longer_than_a_page(client: FlaskClient) -> None:
    assert len(client.get("/" + "a" * 100_000).data) < 20_000


def test_parameters_are_counted_before_they_are_read(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?" + "&".join("q=" for _ in range(1001)))
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "too_many_parameters")


@pytest.mark.parametrize(
    "body", [b"[" * 400_000, b'{"text":' * 100_000, b'{"x":' + b"[" * 400_000, b'"\xff"', b"", b"{}", b'{"text": 1}']
)
def test_a_body_that_is_no_text_is_a_bad_request(client: FlaskClient, body: bytes) -> None:
    assert client.post("/api/v1/resolve", data=body, content_type="application/json").status_code == 400


def test_an_answer_with_too_many_citations_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "MOST", 10)
    answers = [client.post("/api/v1/resolve", json={"text": "京政办发〔1999〕99号。" * times}) for times in (9, 11)]
    assert [answer.status_code for answer in answers] == [200, 400]
    assert answers[1].json["errors"][0]["code"] == "too_many_citations"


def test_an_id_of_a_request_is_given_back_or_made(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "a-1.b"}).headers["X-Request-ID"] == "a-1.b"
    made = {
        client.get("/healthz", headers={"X-Request-ID": text}).headers["X-Request-ID"]
        for text in ("", "x" * 101, "a b", "é")
    }
    assert len(made) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in made)


@pytest.mark.parametrize("queries", [0, 1])
def test_a_request_is_a_line_of_the_log_without_address_and_unless_wanted_without_query(
    make: Make, caplog: pytest.LogCaptureFixture, queries: int
) -> None:
    client = make(log_queries=queries)
    with caplog.at_level(logging.INFO, "gongbao.requests"):
        client.get("/api/v1/search?q=secret", headers={"X-Request-ID": "one"}, environ_base={"REMOTE_ADDR": "10.9.8.7"})
    (record,) = [one for one in caplog.records if one.name == "gongbao.requests"]
    line = json.loads(JsonLines().format(record))
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/search", 200)
    assert line["generation"]
    assert line["ms"] > 0
    assert ("secret" in str(line)) == bool(queries)
    assert "10.9.8.7" not in str(line)


def test_metrics_are_given_where_they_are_switched_on(make: Make, client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404
    counted = make(metrics=1)
    counted.get("/api/v1/search?q=酒店")
    answer = counted.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert 'gongbao_requests_total{method="GET",route="/api/v1/search",status="200"} 1.0' in lines
    assert "gongbao_running 0.0" in lines
    assert any(line.startswith("gongbao_generation_bytes ") and not line.endswith(" 0.0") for line in lines)


def test_a_client_that_invents_methods_makes_no_figures(make: Make) -> None:
    client = make(metrics=1)
    for number in range(30):
        client.open("/about", method=f"M{number}")
    figures = client.get("/metrics").text
    assert figures.count('gongbao_requests_total{method="other"') == 1
    assert 'method="M' not in figures


def test_who_asks_too_often_is_told_so_where_a_limit_is_set(make: Make) -> None:
    client = make(rate_limit="3/hour")
    answers = [client.get("/api/v1/issues") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert client.get("/api/v1/issues", environ_base={"REMOTE_ADDR": "10.0.0.2"}).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_limit_that_is_none_names_its_variable(make: Make) -> None:
    with pytest.raises(OperatorError, match="GONGBAO_RATE_LIMIT"):
        make(rate_limit="often")


@pytest.fixture
def busy() -> Iterator[tuple[Admission, Event]]:
    """One request runs until the event is set; one more may wait."""
    admission, over = Admission(1, 1), Event()
    entered = admission.enter()
    with ThreadPoolExecutor(1) as threads:
        ended = threads.submit(lambda: over.wait() and admission.leave(entered))
        yield admission, over
        over.set()
        ended.result()


def test_a_request_waits_for_one_that_ends(busy: tuple[Admission, Event]) -> None:
    admission, over = busy
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(admission.enter)
        over.set()
    admission.leave(waiting.result())


def test_a_request_that_waits_in_vain_and_one_too_many_are_refused(
    busy: tuple[Admission, Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    admission, _ = busy
    monkeypatch.setattr("search_service.web.admission.PATIENCE", 0.01)
    with pytest.raises(OverloadedError):
        admission.enter()
    none = Admission(1, 0)
    none.enter()
    with pytest.raises(OverloadedError):
        none.enter()

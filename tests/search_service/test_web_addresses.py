"""Addresses that a page links to or passes on, and the language of an answer."""

from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from search_service.settings import Settings
from search_service.web.addresses import fragment, here, in_language, own_address, switch_glosses, switch_language
from search_service.web.canonical import init_canonical
from search_service.web.hosts import init_hosts, root
from search_service.web.languages import choose_language, chosen_language, language_runs, sentence, tongue

LONG = "河" * 1100


def app_with(**settings: object) -> Flask:
    """An app with pages and an address for programs."""
    app = Flask("bare")
    init_hosts(app, Settings(**settings))  # type: ignore[arg-type]
    init_canonical(app)
    for rule in ("/documents/<id_>", "/search", "/api/v1/documents/<id_>", "/folder/"):
        app.add_url_rule(rule, rule, lambda **_: "")
    return app


@pytest.fixture(scope="module")
def bare() -> Flask:
    return app_with()


@pytest.mark.parametrize(
    ("asked", "path", "wanted"),
    [
        ("", "/search?q=1#c2", "/search?q=1#c2"),
        ("lang=en", "/search", "/search?lang=en"),
        ("lang=en", "/search?q=1#c2", "/search?q=1&lang=en#c2"),
        ("lang=en", "/search?lang=zh", "/search?lang=zh"),
        ("lang=fr", "/search", "/search"),
        ("gloss=0", "/search", "/search?gloss=0"),
        ("lang=en&gloss=1", "/search?gloss=0", "/search?gloss=0&lang=en"),
        ("q=内河", "/search", "/search"),
    ],
)
def test_a_link_goes_on_in_the_language_that_was_chosen_unless_it_names_one(
    bare: Flask, asked: str, path: str, wanted: str
) -> None:
    with bare.test_request_context(f"/?{asked}", base_url="http://localhost/g"):
        assert in_language(path) == wanted
        assert here(path) == f"/g{wanted}"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/search?q=1&q=2&lang=zh", "/search?q=1&q=2&lang=en"),
        ("/search", "/search?lang=en"),
        (f"/search?q={LONG}&page=2", "/search?page=2&lang=en"),
        (f"/{LONG}?q=1", "/?q=1&lang=en"),
    ],
)
def test_this_page_in_another_language_keeps_all_that_is_not_too_long(bare: Flask, address: str, wanted: str) -> None:
    with bare.test_request_context(address):
        assert switch_language("en") == wanted


def test_glosses_are_switched_on_this_very_page(bare: Flask) -> None:
    with bare.test_request_context("/search?gloss=1&q=1"):
        assert switch_glosses(on=False) == "/search?q=1&gloss=0"
        assert switch_glosses(on=True) == "/search?q=1&gloss=1"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/search?q=1&lang=en&gloss=1", "/search?q=1"),
        ("/search?lang=en", "/search"),
        (f"/search?q={LONG}&page=2", "/search?page=2"),
        ("/documents/%E6%B2%B3", "/documents/%E6%B2%B3"),
        (f"/{LONG}", "/"),
    ],
)
def test_the_address_of_a_page_to_pass_on_is_in_no_chosen_language(bare: Flask, address: str, wanted: str) -> None:
    with bare.test_request_context(address):
        assert own_address() == f"http://localhost{wanted}"


def test_the_place_on_a_page_is_what_stands_behind_the_sharp() -> None:
    assert (fragment("/documents/a#art_2"), fragment("/documents/a")) == ("#art_2", "#")


@pytest.mark.parametrize(
    ("settings", "host", "wanted"),
    [
        ({}, "localhost", "http://localhost"),
        ({}, "evil.example", "http://127.0.0.1:8000"),
        ({"host": "::1", "port": 80}, "evil.example", "http://[::1]:80"),
        ({"host": "10.0.0.1"}, "10.0.0.1:9000", "http://10.0.0.1:9000"),
        ({"hosts": "gazettes.example"}, "gazettes.example", "http://gazettes.example"),
        ({"base_url": "https://gazettes.example/g/"}, "evil.example", "https://gazettes.example/g"),
    ],
)
def test_the_host_of_a_request_is_believed_only_if_known(settings: dict[str, object], host: str, wanted: str) -> None:
    with app_with(**settings).test_request_context("/", headers={"Host": host}):
        assert root() == wanted


@pytest.mark.parametrize(
    ("asked", "accepted", "wanted"),
    [
        ("en", "zh", "en"),
        ("zh", "en", "zh"),
        ("fr", "en", "en"),
        ("", "zh-Hans-CN, en;q=0.5", "zh"),
        ("", "en;q=0.5, zh", "zh"),
        ("", "fr, zh;q=0.1", "zh"),
        ("", "fr", "en"),
        ("", "zh;q=0, fr", "en"),
        ("", "ZH", "zh"),
        ("", "", "zh"),
    ],
)
def test_the_address_chooses_the_language_or_else_the_browser(
    bare: Flask, asked: str, accepted: str, wanted: str
) -> None:
    with bare.test_request_context(f"/?lang={asked}", headers={"Accept-Language": accepted}):
        assert choose_language() == wanted
        assert chosen_language() == (asked if asked in ("zh", "en") else None)


def test_without_a_request_words_are_chinese() -> None:
    assert choose_language() == "zh"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (
            "Order 京政办发〔2024〕4号 of 2024",
            [("Order ", "en"), ("京政办发〔2024〕4号", "zh-Hans"), (" of 2024", "en")],
        ),
        ("内河 12 湖泊", [("内河 12 湖泊", "zh-Hans")]),
        ("内河 12", [("内河", "zh-Hans"), (" 12", "en")]),
        ("water", [("water", "en")]),
        ("", []),
    ],
)
def test_a_chinese_run_takes_the_figures_between_its_characters(text: str, runs: list[tuple[str, str]]) -> None:
    assert language_runs(text) == runs


@given(st.text("内河〔〕 12ab"))
def test_runs_are_the_text_and_alternate(text: str) -> None:
    runs = language_runs(text)
    assert "".join(piece for piece, _ in runs) == text
    assert all(one[1] != after[1] for one, after in pairwise(runs))


@pytest.mark.parametrize(("text", "tag"), [("water 内", "zh-Hans"), ("water", "en"), ("", "en"), ("〔〕", "en")])
def test_what_was_typed_is_chinese_by_one_character(text: str, tag: str) -> None:
    assert tongue(text) == tag


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the address is too long", "The address is too long."),
        ("page: must be a number", "page: must be a number."),
        ("must be 0 or 1!", "Must be 0 or 1!"),
        ("did you mean?", "Did you mean?"),
        ("q", "q."),
        ("", "."),
    ],
)
def test_a_message_begins_with_a_capital_unless_with_a_parameter_and_ends_with_a_stop(text: str, wanted: str) -> None:
    assert sentence(text) == wanted


def moved(bare: Flask, path: str) -> tuple[int, str | None]:
    """The status of an answer, and where it leads."""
    answer = bare.test_client().get(path)
    return answer.status_code, answer.headers.get("Location")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/documents/BJ-2024-14", "/documents/bj-2024-14"),
        ("/documents/bj/", "/documents/bj"),
        ("/documents/BJ//", "/documents/bj"),
        ("/search/?q=%E6%B2%B3", "/search?q=%E6%B2%B3"),
    ],
)
def test_another_spelling_is_moved_for_good_with_its_query(bare: Flask, path: str, wanted: str) -> None:
    assert moved(bare, path) == (308, wanted)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/documents/bj", 200), ("/SEARCH", 404), ("/search//evil.example", 404), ("/", 404),
     ("/api/v1/documents/BJ/", 404), ("/api/v1/documents/BJ", 200), ("/folder/", 200)],
)  # fmt: skip
def test_what_is_no_other_spelling_of_a_page_is_not_moved(bare: Flask, path: str, status: int) -> None:
    assert moved(bare, path) == (status, None)


def test_slashes_at_the_head_lead_to_no_other_host(bare: Flask) -> None:
    answer = bare.test_client().get("/", environ_overrides={"PATH_INFO": "//search/"})
    assert answer.headers["Location"] == "/search"

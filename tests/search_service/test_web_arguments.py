"""What an address of the service takes, and what its answers that are no pages carry."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, Response

from search_service.request.refusals import InvalidRequestError
from search_service.web.answers import add_link, csv_answer, json_answer, kept, with_pages
from search_service.web.request_args import accept, args_without, check_language, flag_arg, single_arg


@pytest.fixture(scope="module")
def bare() -> Flask:
    """An app without an address."""
    return Flask("bare")


def refused(error: pytest.ExceptionInfo[InvalidRequestError]) -> list[tuple[str | None, str]]:
    return [(fault.param, fault.code) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("query", "text"), [("q=内河", "内河"), ("q=+内河+", "内河"), ("q=", ""), ("", ""), ("q=&q=内河&q=+", "内河")]
)
def test_a_parameter_that_is_given_once_is_trimmed_and_an_empty_one_is_not_given(
    bare: Flask, query: str, text: str
) -> None:
    with bare.test_request_context(f"/?{query}"):
        assert single_arg("q") == text


def test_a_parameter_that_may_be_given_once_is_refused_twice(bare: Flask) -> None:
    with bare.test_request_context("/?q=内河&q=湖泊"), pytest.raises(InvalidRequestError) as error:
        single_arg("q")
    assert refused(error) == [("q", "repeated")]


@pytest.mark.parametrize(("query", "yes"), [("bom=1", True), ("bom=0", False), ("bom=", False), ("", False)])
def test_one_says_yes_and_nothing_or_zero_says_no(bare: Flask, query: str, *, yes: bool) -> None:
    with bare.test_request_context(f"/?{query}"):
        assert flag_arg("bom") is yes


@pytest.mark.parametrize("text", ["yes", "2", "true", "01"])
def test_another_word_is_no_answer_to_a_question(bare: Flask, text: str) -> None:
    with bare.test_request_context(f"/?bom={text}"), pytest.raises(InvalidRequestError) as error:
        flag_arg("bom")
    assert refused(error) == [("bom", "unknown_value")]


@pytest.mark.parametrize(
    ("query", "known"),
    [("q=内河", ("q",)), ("", ()), ("q=内河&lang=en&gloss=1", ("q", "lang")), ("lang=", ("lang",))],
)
def test_a_page_in_a_language_takes_the_switch_of_the_glosses_too(
    bare: Flask, query: str, known: tuple[str, ...]
) -> None:
    with bare.test_request_context(f"/?{query}"):
        accept(*known)


@pytest.mark.parametrize(
    ("query", "known", "faults"),
    [
        ("p=1", ("q",), [("p", "unknown_parameter")]),
        ("gloss=1", ("q",), [("gloss", "unknown_parameter")]),
        ("lang=fr", ("lang",), [("lang", "unknown_value")]),
        ("lang=en&gloss=2", ("lang",), [("gloss", "unknown_value")]),
    ],
)
def test_a_parameter_or_a_language_that_is_not_known_is_refused(
    bare: Flask, query: str, known: tuple[str, ...], faults: list[tuple[str, str]]
) -> None:
    with bare.test_request_context(f"/?{query}"), pytest.raises(InvalidRequestError) as error:
        accept(*known)
    assert refused(error) == faults


def test_a_search_is_given_its_own_parameters_with_all_their_values(bare: Flask) -> None:
    with bare.test_request_context("/?q=内河&year=2020&year=2021&lang=en&gloss=1"):
        assert args_without("lang") == {"q": ["内河"], "year": ["2020", "2021"]}
        assert args_without("year") == {"q": ["内河"], "lang": ["en"], "gloss": ["1"]}


def test_the_language_of_a_form_is_checked_where_it_is_left_out(bare: Flask) -> None:
    with bare.test_request_context("/?q=内河&lang=fr"):
        with pytest.raises(InvalidRequestError):
            args_without("lang")
        with pytest.raises(InvalidRequestError):
            check_language()


def test_a_value_is_written_as_json_in_its_own_characters(bare: Flask) -> None:
    with bare.test_request_context("/"):
        answer = json_answer({"title": "内河", "count": 2}, 201, "application/ld+json")
    assert (answer.status_code, answer.mimetype) == (201, "application/ld+json")
    assert answer.get_data(as_text=True) == '{"title":"内河","count":2}'


@pytest.mark.parametrize(("query", "start"), [("", ""), ("bom=0", ""), ("bom=1", "\ufeff")])
def test_a_csv_file_begins_with_the_mark_of_spreadsheets_on_demand(bare: Flask, query: str, start: str) -> None:
    with bare.test_request_context(f"/?{query}"):
        answer = csv_answer(iter(["甲,乙\r\n", "1,2\r\n"]), "gongbao-lines")
    assert answer.get_data().decode() == f"{start}甲,乙\r\n1,2\r\n"
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gongbao-lines.csv"'


def test_a_file_to_keep_has_its_name_and_its_type(bare: Flask) -> None:
    with bare.test_request_context("/"):
        answer = kept(b"\x00\x01", "application/zip", "gongbao.zip")
    assert (answer.get_data(), answer.mimetype) == (b"\x00\x01", "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gongbao.zip"'


@dataclass(frozen=True)
class Page:
    next: str | None
    previous: str | None


def links(answer: Response) -> Iterator[str]:
    return iter(answer.headers.getlist("Link"))


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (Page(None, None), []),
        (Page("/s?page=2", None), ['</s?page=2>; rel="next"']),
        (Page("/s?page=3", "/s"), ['</s>; rel="prev"', '</s?page=3>; rel="next"']),
    ],
)
def test_an_answer_leads_to_the_pages_that_are_beside_it(bare: Flask, page: Page, wanted: list[str]) -> None:
    with bare.test_request_context("/s"):
        assert [*links(with_pages(Response(), page))] == wanted


def test_a_link_stands_under_the_prefix_in_the_language_and_says_its_type(bare: Flask) -> None:
    with bare.test_request_context("/s?lang=en", base_url="http://localhost/g"):
        assert [*links(with_pages(Response(), Page("/s?page=2", None)))] == ['</g/s?page=2&lang=en>; rel="next"']
        answer = Response()
        add_link(answer, "/api", "service-desc", "application/json")
        add_link(answer, "/feed", "alternate")
    assert [*links(answer)] == ['</g/api>; rel="service-desc"; type="application/json"', '</g/feed>; rel="alternate"']

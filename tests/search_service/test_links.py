"""The addresses of pages, and those beside a search: without a filter, with another word, in another form."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_service.answer.links import (
    body_path,
    clause_page_path,
    clause_path,
    document_path,
    issue_path,
    page_links,
    with_query,
)
from search_service.answer.search_links import SearchLinks
from search_service.request.parameters import SearchParameters, engine_filters, read_parameters, search_request
from search_service.request.vocabulary import FilterValue, Label, Vocabulary

VALUES = ("water", "parks")
KNOWN = Vocabulary({
    name: {value: FilterValue(value, Label(value, value)) for value in VALUES}
    for name in ("body", "year", "issue", "number", "category", "doc_type", "kind", "lead")
})  # fmt: skip
ASKED = SearchParameters(q="内河", body=VALUES, year=("water",), deadline="年底前", sort="oldest", page=3)
LINKS = SearchLinks(ASKED)


def asked(path: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(path).query)


ALL = {"q": ["内河"], "body": ["water", "parks"], "year": ["water"], "deadline": ["年底前"], "sort": ["oldest"]}


def test_ids_and_addresses_of_clauses_are_quoted() -> None:
    assert document_path("a b") == "/documents/a%20b"
    assert clause_path("d", "chp_1__art_2") == "/documents/d#chp_1__art_2"
    assert clause_path("d", "art_2", [("q", "内河")]) == "/documents/d?q=%E5%86%85%E6%B2%B3#art_2"
    assert clause_page_path("d/art_2", [("q", "x")]) == "/clauses/d/art_2?q=x"
    assert (issue_path("lj-2021-4"), body_path("a&b")) == ("/issues/lj-2021-4", "/bodies/a%26b")
    assert with_query("/search", []) == "/search"


@pytest.mark.parametrize(
    ("page", "more", "links"),
    [(1, True, ("2", None)), (1, False, (None, None)), (2, True, ("3", "1")), (2, False, (None, "1"))],
)
def test_beside_a_page_are_the_next_and_the_previous(
    page: int, links: tuple[str | None, str | None], *, more: bool
) -> None:
    assert page_links(str, page, more=more) == links


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (LINKS.without("body", "water"), {"body": ["parks"]}),
        (LINKS.without("year", "water"), {"year": None}),
        (LINKS.without("deadline", "年底前"), {"deadline": None}),
        (LINKS.without_filters(), {"body": None, "year": None, "deadline": None}),
        (LINKS.clearing("body"), {"body": None}),
        (LINKS.asking("湖泊"), {"q": ["湖泊"]}),
        (LINKS.dropping("河道"), {"without": ["河道"]}),
        (LINKS.other_form("csv"), {}),
    ],
)
def test_a_link_beside_a_search_changes_one_thing_and_begins_at_the_first_page(
    path: str, changed: dict[str, list[str] | None]
) -> None:
    assert asked(path) == {name: value for name, value in (ALL | changed).items() if value is not None}
    assert urlsplit(path).path == ("/search.csv" if path == LINKS.other_form("csv") else "/search")


def test_words_that_are_not_searched_add_up() -> None:
    twice = SearchLinks(SearchParameters(q="内河", without=("河道",))).dropping("水道")
    assert asked(twice)["without"] == ["河道", "水道"]


def test_the_choices_of_a_parameter_say_which_is_the_present_one() -> None:
    found = LINKS.choices("sort", ["relevance", "oldest"])
    assert [(word, present) for word, _, present in found] == [("relevance", False), ("oldest", True)]
    assert "sort" not in asked(found[0][1])


def test_a_form_carries_along_what_it_does_not_show() -> None:
    assert LINKS.hidden() == [("deadline", "年底前"), ("sort", "oldest")]
    assert LINKS.filters() == [("body", "water"), ("body", "parks"), ("year", "water")]


def test_filters_are_cleared_with_the_page_and_the_rest_stays() -> None:
    cleared = ASKED.cleared("body", "deadline")
    assert (cleared.body, cleared.deadline, cleared.page) == ((), None, 1)
    assert (cleared.q, cleared.year, cleared.sort) == (ASKED.q, ASKED.year, ASKED.sort)


def test_other_pages_know_what_a_search_marks() -> None:
    marking = SearchParameters(q="内河", expand="none", without=("河道",), body=("water",))
    assert marking.marked == [("q", "内河"), ("expand", "none"), ("without", "河道")]
    assert SearchParameters(expand="none", body=("water",)).marked == []


def test_a_page_is_an_offset_and_filters_are_those_of_the_engine() -> None:
    request = search_request(ASKED)
    assert (request.offset, request.limit, request.sort.value) == (40, 20, "oldest")
    assert [(one.field, one.values) for one in engine_filters(ASKED)] == [
        ("body", VALUES),
        ("year", ("water",)),
        ("deadline", ("年底前",)),
    ]


GIVEN: dict[str, st.SearchStrategy[Any]] = {
    "q": st.sampled_from(["内河", "a&b=c", "“内河”", "x+y"]),
    "body": st.lists(st.sampled_from(VALUES), unique=True).map(tuple),
    "lead": st.lists(st.sampled_from(VALUES), unique=True).map(tuple),
    "deadline": st.none() | st.just("年底前"),
    "date_from": st.none() | st.dates().filter(lambda day: day.year > 999),
    "sort": st.sampled_from(["relevance", "oldest"]),
    "page": st.integers(1, 50),
    "facets": st.lists(st.sampled_from(["body", "year", "lead"]), unique=True, min_size=1).map(tuple),
    "near": st.sampled_from(["0", "1"]),
    "without": st.lists(st.sampled_from(["河道", "水道"]), unique=True).map(tuple),
}


@given(st.builds(SearchParameters, **GIVEN))
def test_the_parameters_of_an_address_ask_for_the_same_again(chosen: SearchParameters) -> None:
    query = urlsplit(with_query("/search", chosen.query_items())).query
    assert read_parameters(parse_qs(query), KNOWN) == chosen

"""How the text of a parameter becomes a value: what is read, what is refused and what is offered instead."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.schema import FACETS
from search_service.request import values
from search_service.request.refusals import InvalidRequestError, nearest, quoted, require_page
from search_service.request.tables import MAX_VALUES, Parameter, read_values, refuse_unknown
from search_service.request.values import Refusal
from search_service.request.vocabulary import FilterValue, Label, Vocabulary
from search_service.web.words import FACET_NAMES

WATER = FilterValue("water", Label("临江市水务局", "Water Bureau"), ("临江市水务局", "水务局"))
FIRST = FilterValue("lj-2020-4", Label("2020年第4期", "No. 4, 2020"), ("4",))
SECOND = FilterValue("lj-2021-4", Label("2021年第4期", "No. 4, 2021"), ("4",))
NUMBER = FilterValue("linzhengfa-2021-4", Label("临政发〔2021〕4号", "Linzhengfa"))
KNOWN = Vocabulary(
    terms={
        "body": {WATER.value: WATER},
        "issue": {FIRST.value: FIRST, SECOND.value: SECOND},
        "number": {NUMBER.value: NUMBER},
    },
    resolvers={"number": lambda text: "linzhengfa-2021-4" if "4号" in text else None},
    namers={"number": lambda value: Label(value.upper(), value)},
)


def refused(read: Callable[[str, Vocabulary], Any], text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(text, KNOWN)
    return caught.value


def test_a_text_is_trimmed_and_has_at_most_a_hundred_characters() -> None:
    assert values.text(" 年底前 ", KNOWN) == "年底前"
    assert values.text("年" * 100, KNOWN) == "年" * 100
    assert refused(values.text, "年" * 101).code == "too_long"


def test_a_query_is_trimmed_and_refused_with_the_reason_of_the_query_language() -> None:
    assert values.query(" 内河 疏浚 ", KNOWN) == "内河 疏浚"
    assert refused(values.query, "水" * 10_000).code == "query_too_long"


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("20", 20), (" 7 ", 7), ("007", 7)])
def test_a_number_lies_within_its_limits_both_included(text: str, number: int) -> None:
    assert values.number(1, 20)(text, KNOWN) == number


@pytest.mark.parametrize("text", ["0", "21", "-1", "1.5", "1e1", "７", "", "1234567890"])
def test_what_is_no_number_within_limits_is_refused_with_them(text: str) -> None:
    refusal = refused(values.number(1, 20), text)
    assert refusal.code == "out_of_range"
    assert "1 至 20" in refusal.message_zh
    assert "from 1 to 20" in refusal.message_en


def test_a_choice_is_one_of_the_words_and_the_nearest_or_all_are_offered() -> None:
    read = values.choice("newest", "oldest", "number")
    assert read("oldest", KNOWN) == "oldest"
    assert refused(read, "oldst").hint() == ("；您是否要找“oldest”？", "; did you mean “oldest”?")
    assert refused(read, "zzz").hint()[1] == "; use one of newest, oldest, number"
    assert refused(values.choice(*"abcdefghi"), "zzz").hint() == ("", "")
    assert refused(values.choice(*"abcdefgh"), "zzz").hint() != ("", "")


def test_a_comma_list_has_each_word_once_in_the_order_given() -> None:
    read = values.choices("body", "year", "kind")
    assert read("year, body,year,,", KNOWN) == ("year", "body")
    assert read("", KNOWN) == ()
    assert refused(read, "year,colour").code == "unknown_value"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("body", "water", ("water",)),
        ("body", " 水务局 ", ("water",)),
        ("issue", "lj-2020-4", ("lj-2020-4",)),
        ("issue", "4", ("lj-2020-4", "lj-2021-4")),
        ("number", "临政发2021年4号", ("linzhengfa-2021-4",)),
    ],
)
def test_a_value_of_a_filter_is_known_in_every_spelling(name: str, text: str, found: tuple[str, ...]) -> None:
    assert values.term(name)(text, KNOWN) == found


def test_an_unknown_value_is_told_the_nearest_spelling() -> None:
    refusal = refused(values.term("body"), "临江水务局")
    assert (refusal.code, refusal.hint()[0]) == ("unknown_value", "；您是否要找“临江市水务局”？")
    assert refused(values.term("number"), "临政发〔2021〕5号").code == "unknown_value"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-2", date(2023, 2, 1), date(2023, 2, 28)),
        (" 2024-02-07 ", date(2024, 2, 7), date(2024, 2, 7)),
        ("2024-2-7", date(2024, 2, 7), date(2024, 2, 7)),
    ],
)
def test_a_period_has_its_first_and_its_last_day(text: str, first: date, last: date) -> None:
    assert (values.period_start(text, KNOWN), values.period_end(text, KNOWN)) == (first, last)


@pytest.mark.parametrize("text", ["24", "2024-13", "2024-02-30", "2024/02", "２０２４", "0000", "2024-", "yesterday"])
@pytest.mark.parametrize("read", [values.period_start, values.period_end])
def test_what_is_no_period_is_refused(text: str, read: Callable[[str, Vocabulary], date]) -> None:
    assert refused(read, text).code == "invalid_date"


@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)))
def test_the_day_after_a_month_is_the_first_of_the_next(day: date) -> None:
    end = values.period_end(f"{day:%Y-%m}", KNOWN)
    assert end >= day
    assert (end + timedelta(1)).day == 1
    assert values.period_start(f"{day:%Y-%m}", KNOWN) == day.replace(day=1)


def test_a_label_is_that_of_the_value_or_the_value_itself() -> None:
    assert KNOWN.label("body", "water") == WATER.label
    assert KNOWN.label("body", "parks") == Label("parks", "parks")
    assert KNOWN.label("number", "x") == Label("X", "x")
    assert KNOWN.find("body", "水务局") == WATER
    assert KNOWN.find("body", "parks") is None
    assert KNOWN.find("colour", "red") is None
    assert KNOWN.spellings("body") == ["water", "临江市水务局", "水务局"]


TABLE = {
    "sort": Parameter(values.choice("newest", "oldest"), "排序", "order"),
    "body": Parameter(values.term("body"), "机关", "body", repeatable=True),
    "issue": Parameter(values.term("issue"), "期", "issue", repeatable=True),
}


def read(**given: list[str]) -> dict[str, Any]:
    return read_values(given, TABLE, KNOWN)


def codes(**given: list[str]) -> list[tuple[str | None, str]]:
    with pytest.raises(InvalidRequestError) as caught:
        read(**given)
    return [(fault.param, fault.code) for fault in caught.value.faults]


def test_a_request_is_read_by_its_table_each_value_once() -> None:
    found = read(sort=["newest"], body=["water", "水务局"], issue=["4", "lj-2021-4"])
    assert found == {"sort": "newest", "body": ("water",), "issue": ("lj-2020-4", "lj-2021-4")}
    assert read(sort=[" "], body=[""]) == {}


def test_all_faults_of_a_request_are_told_and_a_hint_only_for_the_first_of_a_parameter() -> None:
    assert codes(sort=["newest", "oldest"], body=["parks", "zoo"], colour=["red"]) == [
        ("colour", "unknown_parameter"),
        ("sort", "repeated"),
        ("body", "unknown_value"),
        ("body", "unknown_value"),
    ]
    with pytest.raises(InvalidRequestError) as caught:
        read(body=["水务", "水务"])
    assert ["您是否要找" in fault.message_zh for fault in caught.value.faults] == [True, False]


def test_a_parameter_has_at_most_a_hundred_values() -> None:
    assert read(body=["water"] * MAX_VALUES) == {"body": ("water",)}
    assert codes(body=["water"] * (MAX_VALUES + 1)) == [("body", "too_many")]


def test_unknown_parameters_are_named_up_to_a_limit_and_one_is_told_what_is_near() -> None:
    with pytest.raises(InvalidRequestError) as caught:
        refuse_unknown(["bodi", *(f"x{at}" for at in range(99))], TABLE)
    assert len(caught.value.faults) == 20
    assert "“body”" in caught.value.faults[0].message_en
    refuse_unknown(["body", "sort"], TABLE)


@pytest.mark.parametrize(("page", "count"), [(1, 0), (1, 20), (2, 21), (3, 60)])
def test_a_page_with_results_is_there(page: int, count: int) -> None:
    require_page(page, 20, count)


@pytest.mark.parametrize(("page", "count", "last"), [(2, 0, 1), (2, 20, 1), (4, 60, 3)])
def test_a_page_behind_the_last_is_refused_with_the_last(page: int, count: int, last: int) -> None:
    with pytest.raises(InvalidRequestError, match=f"the last page is {last}"):
        require_page(page, 20, count)


def test_what_a_user_typed_is_shown_shortened_and_compared_at_its_head() -> None:
    assert quoted("水" * 40) == "水" * 40
    assert quoted("水" * 41) == "水" * 40 + "…"
    assert nearest("内河", ["湖泊", "内河道"]) == "内河道"
    assert nearest("内河", ["湖泊", "泵站"]) is None


def test_every_facet_has_a_heading_on_the_page() -> None:
    assert {*FACET_NAMES} >= {*FACETS}

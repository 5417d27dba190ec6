"""Which requests are refused, and what they are told."""

import pytest

from search_service.filter_values import vocabulary_of
from search_service.library import Library
from search_service.request.parameters import PARAMETERS, SearchParameters, read_parameters
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.request.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return vocabulary_of(library.current())


def faults(vocabulary: Vocabulary, **given: str | list[str]) -> tuple[Fault, ...]:
    with pytest.raises(InvalidRequestError) as caught:
        read_parameters({name: [v] if isinstance(v, str) else v for name, v in given.items()}, vocabulary)
    return caught.value.faults


@pytest.mark.parametrize(
    ("given", "param", "code"),
    [
        ({"q": "x", "page": "0"}, "page", "out_of_range"),
        ({"q": "x", "page": "-1"}, "page", "out_of_range"),
        ({"q": "x", "page": "１"}, "page", "out_of_range"),
        ({"q": "x", "page": "1e3"}, "page", "out_of_range"),
        ({"q": "x", "per_page": "1000"}, "per_page", "out_of_range"),
        ({"q": "x", "per_page": "9" * 5000}, "per_page", "out_of_range"),
        ({"q": "x", "body": "上海市体育局"}, "body", "unknown_value"),
        ({"q": "x", "year": "1999"}, "year", "unknown_value"),
        ({"q": "x", "issue": "bj-2024-99"}, "issue", "unknown_value"),
        ({"q": "x", "number": "京政办发〔2024〕999号"}, "number", "unknown_value"),
        ({"q": "x", "kind": "chapter"}, "kind", "unknown_value"),
        ({"q": "x", "sort": "best"}, "sort", "unknown_value"),
        ({"q": "x", "facets": "body,colour"}, "facets", "unknown_value"),
        ({"q": "x", "scope": "page"}, "scope", "unknown_value"),
        ({"q": "x", "expand": "all"}, "expand", "unknown_value"),
        ({"q": "x", "date_from": "2024-13"}, "date_from", "invalid_date"),
        ({"q": "x", "date_to": "2023-02-30"}, "date_to", "invalid_date"),
        ({"q": "x", "date_to": "0000"}, "date_to", "invalid_date"),
        ({"q": "x", "date_from": "yesterday"}, "date_from", "invalid_date"),
        ({"q": "x", "date_from": "2024", "date_to": "2021"}, "date_to", "out_of_range"),
        ({"q": ["x", "y"]}, "q", "repeated"),
        ({"q": "水" * 10_000}, "q", "query_too_long"),
        ({"q": ""}, "q", "required"),
        ({"per_page": "10"}, "q", "required"),
    ],
)
def test_a_bad_value_is_refused_by_name(
    vocabulary: Vocabulary, given: dict[str, str | list[str]], param: str, code: str
) -> None:
    assert [(one.param, one.code) for one in faults(vocabulary, **given)] == [(param, code)]


def test_all_faults_are_told_at_once_in_both_languages(vocabulary: Vocabulary) -> None:
    told = faults(vocabulary, q="x", page="0", per_page="x", boddy="y", year="1999")
    assert {one.param for one in told} == {"page", "per_page", "boddy", "year"}
    assert all(one.message_zh and one.message_en and one.message_zh != one.message_en for one in told)


def test_an_unknown_parameter_is_told_the_nearest_known_one(vocabulary: Vocabulary) -> None:
    (fault,) = faults(vocabulary, q="x", boddy="y")
    assert fault.code == "unknown_parameter"
    assert "“boddy”" in fault.message_en
    assert "“body”" in fault.message_en
    assert "“body”" in fault.message_zh


def test_an_unknown_body_is_told_the_nearest_known_one(vocabulary: Vocabulary) -> None:
    (fault,) = faults(vocabulary, body="北京市体育局局")
    assert "“北京市体育局”" in fault.message_zh


def test_a_long_value_is_not_repeated_whole(vocabulary: Vocabulary) -> None:
    (fault,) = faults(vocabulary, body="京" * 5000)
    assert len(fault.message_zh) < 200


def test_half_a_character_is_replaced(vocabulary: Vocabulary) -> None:
    assert read_parameters({"q": ["酒店\udf2b备案"]}, vocabulary).q == "酒店\ufffd备案"
    assert read_parameters({"q": ["\U00020000 酒店"]}, vocabulary).q == "\U00020000 酒店"


def test_an_empty_value_counts_as_not_given(vocabulary: Vocabulary) -> None:
    given = {name: [""] for name in PARAMETERS} | {"q": ["酒店"], "body": ["", "北京市体育局"]}
    assert read_parameters(given, vocabulary).query_items() == [
        ("q", "酒店"),
        ("body", next(iter(read_parameters({"body": ["北京市体育局"]}, vocabulary).body))),
    ]


def test_a_number_is_known_in_every_spelling(vocabulary: Vocabulary) -> None:
    spellings = ["京政办发〔2024〕4号", "京政办发[2024]4 号", "京政办发2024 4", "jingzhengbanfa 2024 4"]
    assert {read_parameters({"number": [one]}, vocabulary).number for one in spellings} == {("jingzhengbanfa-2024-4",)}


def test_what_was_read_is_an_address_that_reads_the_same(vocabulary: Vocabulary) -> None:
    given = {
        "q": ["酒店 备案"], "body": ["北京市体育局", "北京市公安局"], "year": ["2024"], "date_from": ["2023-02"],
        "sort": ["newest"], "page": ["2"], "facets": ["kind,lead"], "deadline": ["年底前"],
    }  # fmt: skip
    first = read_parameters(given, vocabulary)
    again: dict[str, list[str]] = {}
    for name, value in first.query_items():
        again.setdefault(name, []).append(value)
    assert read_parameters(again, vocabulary) == first
    assert first != SearchParameters()


def test_every_parameter_is_described_in_both_languages() -> None:
    assert all(one.help_zh and one.help_en for one in PARAMETERS.values())


def test_a_parameter_takes_a_hundred_values_and_no_more(vocabulary: Vocabulary) -> None:
    words = [f"词{n}" for n in range(101)]
    assert len(read_parameters({"q": ["x"], "without": words[:100]}, vocabulary).without) == 100
    (fault,) = faults(vocabulary, q="x", without=words)
    assert (fault.param, fault.code) == ("without", "too_many")
    assert "100" in fault.message_zh
    assert "100" in fault.message_en


def test_of_many_unknown_values_the_first_is_told_the_nearest_known_one(vocabulary: Vocabulary) -> None:
    first, second = faults(vocabulary, body=["北京市体育局局", "北京市公安局局"])
    assert "“北京市体育局”" in first.message_zh
    assert second.message_zh.endswith("没有“北京市公安局局”")


def test_of_very_many_unknown_parameters_some_are_named(vocabulary: Vocabulary) -> None:
    told = faults(vocabulary, q="x", **{f"body{n}": "1" for n in range(5000)})
    assert len(told) == 20
    assert ["“body”" in one.message_en for one in told] == [True] + 19 * [False]

"""The numbers of cases, and the papers of courts."""

import pytest

from corpus.language.courts import court_paper
from corpus.language.numbers import find_numbers, parse_number


@pytest.mark.parametrize(
    ("printed", "text", "key"),
    [
        ("（2020）最高法民终123号", "（2020）最高法民终123号", "zuigaofaminzhong-2020-123"),
        ("(2019) 京0105民初45号", "（2019）京0105民初45号", "jing0105minchu-2019-45"),
        ("（2003）民四终字第2号", "（2003）民四终字第2号", "minsizhongzi-2003-2"),
        ("（2021）粤03执异12号之一", "（2021）粤03执异12号", "yue03zhiyi-2021-12"),
    ],
)
def test_the_year_stands_first_in_the_number_of_a_case(printed: str, text: str, key: str) -> None:
    number = parse_number(printed)
    assert number
    assert (number.text, number.key) == (text, key)
    assert parse_number(number.text) == number


@pytest.mark.parametrize("printed", ["（85）国函字78号", "（2021）国办函1号", "（2020）江政发12号", "（2020）执12号"])
def test_other_numbers_with_their_year_first_are_none_of_a_case(printed: str) -> None:
    number = parse_number(printed)
    assert number is None or not number.of_court


def test_the_number_of_a_case_is_found_in_a_text() -> None:
    text = "不服某高级人民法院（2019）苏民初45号民事判决"
    assert [(text[m.start : m.end], m.number.text) for m in find_numbers(text)] == [
        ("（2019）苏民初45号", "（2019）苏民初45号")
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("中华人民共和国最高人民法院 民事判决书", ("中华人民共和国最高人民法院", "民事判决书")),
        ("民 事 裁 定 书", (None, "民事裁定书")),
        ("临江市水务局决定书", None),
        ("不服民事判决书", None),
    ],
)
def test_a_line_may_name_a_paper_of_a_court(line: str, found: tuple[str | None, str] | None) -> None:
    assert court_paper(line) == found

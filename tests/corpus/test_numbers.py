"""Document numbers in every customary spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.numbers import find_numbers, parse_number
from corpus.language.pinyin import romanise

SPELLINGS = [
    "京政办发〔2024〕4号",
    "京政办发[2024]4 号",
    "京政办发（2024）第4号",
    "京政办发【2024】4号",
    "京政办发2024 4",
    "京政办发 2024年4号",
    "Jingzhengbanfa[2024]No. 4",
    "jingzhengbanfa 2024 4",
    "Jing Zheng Ban Fa 2024 No.4",
    "ＪＩＮＧＺＨＥＮＧＢＡＮＦＡ［２０２４］４",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_customary_spelling_is_the_same_number(spelling: str) -> None:
    (match,) = find_numbers(spelling)
    assert match.number.key == "jingzhengbanfa-2024-4"


def test_a_number_is_found_inside_a_longer_text_where_it_stands() -> None:
    text = "根据京政办发〔2022〕6 号和国发〔2023〕18号的要求"
    first, second = find_numbers(text)
    assert (text[first.start : first.end], first.number.text) == ("京政办发〔2022〕6 号", "京政办发〔2022〕6号")
    assert (text[second.start : second.end], second.number.text) == ("国发〔2023〕18号", "国发〔2023〕18号")


def test_a_romanised_number_does_not_swallow_the_word_before_it() -> None:
    text = "hotel jingzhengbanfa 2024 4"
    assert [text[m.start : m.end] for m in find_numbers(text)] == ["jingzhengbanfa 2024 4"]


def test_three_is_not_thirteen_and_the_general_office_is_not_the_government() -> None:
    assert find_numbers("京政办发〔2021〕13号")[0].number.key != find_numbers("京政办发〔2021〕3号")[0].number.key
    assert find_numbers("京政发〔2021〕3号")[0].number.key != find_numbers("京政办发〔2021〕3号")[0].number.key


@pytest.mark.parametrize(
    "text",
    [
        "2024年4月",
        "污染防治 2024 年行动计划",
        "action plan 2024 4",
        "GB/T 38597—2020",
        "DB11/1983—2022",
        "污染物 2024 4",
        "",
    ],
)
def test_years_plans_and_standards_are_no_document_numbers(text: str) -> None:
    assert find_numbers(text) == ()


def test_print_needs_its_brackets() -> None:
    assert find_numbers("京政办发2024 4", strict=True) == ()
    assert parse_number("（京政办发〔2021〕3 号）") == find_numbers("京政办发〔2021〕3号")[0].number
    assert parse_number("见京政办发〔2021〕3号第一条") is None


@given(st.text(alphabet="京政办发〔〕[]()（）20241号第 No.jingzhengbanfa，年月", max_size=60))
def test_offsets_are_within_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for match in find_numbers(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


def test_romanised_names_are_ascii() -> None:
    assert romanise("京文旅发") == "jingwenlvfa"
    assert romanise("北京市体育局") == "beijingshitiyuju"


@pytest.mark.parametrize("before", ["依据某市与", "见", "以及", "某市的", "某市关于", "甲、"])
def test_words_before_a_number_are_no_part_of_it(before: str) -> None:
    (match,) = find_numbers(f"{before}京政发〔2020〕3号")
    assert match.number.text == "京政发〔2020〕3号"

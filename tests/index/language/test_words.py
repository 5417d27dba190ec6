"""Numbers and places in the words of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.places import NAMES, seat_of
from index.language.numerals import ARTICLE, article_key, article_of, is_figure, other_spellings, whole_figures
from index.language.place_names import places_in


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("第十三条", "13"),
        ("第13条", "13"),
        (" 第 十三 条 ", "13"),
        ("第二百二十四条之一", "224-1"),
        ("第5条之2", "5-2"),
        ("第十三条规定", None),
        ("第十三章", None),
        ("十三条", None),
    ],
)
def test_an_article_is_named_by_its_number(label: str, key: str | None) -> None:
    assert article_key(label) == key


def test_an_article_inside_a_text_is_found() -> None:
    match = ARTICLE.search("依照第七条之三执行")
    assert match
    assert article_of(match) == "7-3"


@pytest.mark.parametrize("text", ["30日内", "三十个工作日", "1,000公顷", "5%", "两万元以上", "3.5公里", " 12月 "])
def test_a_figure_with_its_unit_is_a_figure(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["内河", "30日内疏浚", "第30日", "日内", "30条河"])
def test_a_text_with_another_word_is_none(text: str) -> None:
    assert not is_figure(text)


def test_marks_and_blanks_inside_a_figure_divide_no_words() -> None:
    assert [*whole_figures("补助 1,000 元")] == ["1,000"]
    assert [*whole_figures("pm 2.5 浓度")] == ["pm 2.5"]
    assert [*whole_figures("PM2.5 suburbs 12 2023")] == []


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("30日内", ["三十日内"]),
        ("三十日内", ["30日内"]),
        ("三日", ["3日"]),
        ("1,000", ["1000"]),
        ("12,345公顷", ["12345公顷"]),
        ("10000", ["10,000"]),
        ("一般", []),
        ("2021年", ["二千零二十一年"]),
        ("3.5公里", []),
        ("内河", []),
        ("1,00", []),
        ("123", []),
        ("PM 2.5", ["PM2.5"]),
        ("GB37822", ["GB 37822"]),
    ],
)
def test_a_number_is_written_the_other_way(word: str, others: list[str]) -> None:
    assert [*other_spellings(word)] == others


@given(st.integers(2, 9999).filter(lambda number: number > 10))
def test_the_other_way_and_back_is_the_same(number: int) -> None:
    (chinese,) = other_spellings(f"{number}日内")
    assert [*other_spellings(chinese)] == [f"{number}日内"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("湖北省的内河", {"湖北"}),
        ("湖北和湖南的内河", {"湖北", "湖南"}),
        ("rivers of Hubei and HUNAN", {"湖北", "湖南"}),
        ("Hubeian rivers", set()),
        ("河南南路", set()),
        ("河南路", set()),
        ("河南南部", {"河南"}),
        ("内河", set()),
    ],
)
def test_the_places_of_a_text_are_those_that_are_no_streets(text: str, names: set[str]) -> None:
    found = places_in(text)
    assert {name for at, name in enumerate(NAMES) if found & (1 << at)} == names


@pytest.mark.parametrize(
    ("bodies", "seat"),
    [
        (["临江市水务局"], "临江市"),
        (["中共临江市委办公室"], "临江市"),
        (["水务局", "江东省财政厅"], "江东省"),
        (["临江市东江区人民政府"], "临江市东江区"),
        (["临江市东江区水务局"], "临江市"),
        (["大河自治州人民政府"], "大河自治州"),
        (["国务院"], ""),
        ([], ""),
    ],
)
def test_the_place_of_bodies_is_the_first_that_one_of_them_names(bodies: list[str], seat: str) -> None:
    assert seat_of(bodies) == seat

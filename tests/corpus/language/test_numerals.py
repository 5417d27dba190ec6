"""Numerals and dates in every form that papers and people write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.numerals import (
    figures,
    find_date,
    find_english_date,
    find_month,
    in_chinese,
    numeral,
    plain_forms,
    trailing_date,
    whole_date,
)

DAY = date(2021, 4, 9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("１２", 12),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿一", 21),
        ("卅", 30),
        ("百十一", 111),
        ("一百零一", 101),
        ("一百〇一", 101),
        ("两千", 2000),
        ("一千零四十", 1040),
        ("一万", 10_000),
        ("十万", 100_000),
        ("一万二千", 12_000),
        ("二〇〇九", 2009),
        ("二零二一", 2021),
        ("二○二一", 2021),
        ("二\u041e\u041e五", 2005),
        ("二\u03bf\u03bf五", 2005),
        ("（十二）", 12),
        ("㈢", 3),
        ("⑿", 12),
        ("③", 3),
        ("元", 1),
        ("一 百", 100),
        ("十、", 10),
        ("〇", 0),
    ],
)
def test_a_numeral_has_a_value_in_every_form(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    "text", ["", "万", "一万元旦", "内河", "一二百", "百内", "三公里", "一万万内", "四号", "十二三"]
)
def test_what_holds_more_than_a_numeral_has_none(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (15, "十五"),
        (30, "三十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
    ],
)
def test_a_number_in_chinese_has_one_nought_for_a_gap(number: int, text: str) -> None:
    assert in_chinese(number) == text


@given(st.integers(0, 9999))
def test_a_number_in_chinese_has_the_same_value(number: int) -> None:
    assert numeral(in_chinese(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月9日",
        "2021 年 4 月 9 日",
        "２０２１年４月９日",
        "2021年04月09日",
        "二〇二一年四月九日",
        "二○二一年四月九日",
        "二O二一年四月九日",
        "二零二一年四月九日",
        "2O21年4月9日",
        "2021-04-09",
        "2021.4.9",
        "2021/4/9",
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert find_date(f"临江市水务局于{text}公布") == DAY
    assert whole_date(text) == DAY
    assert whole_date(f"（{text}）") == DAY
    assert trailing_date(f"临江市水务局 {text}") == ("临江市水务局 ", DAY)


@pytest.mark.parametrize(
    "text", ["2021年4月", "2021年13月9日", "2021年2月30日", "4月9日", "21年4月9日", "二〇二一年元月初九日", "内河"]
)
def test_what_is_no_whole_day_of_the_calendar_is_no_date(text: str) -> None:
    assert (find_date(text), whole_date(text), trailing_date(f"临江市 {text}")) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二一年十月二十日", date(2021, 10, 20)),
        ("二〇二一年十二月三十一日", date(2021, 12, 31)),
        ("二〇二一年元月廿一日", date(2021, 1, 21)),
        ("二〇一〇年一月十日", date(2010, 1, 10)),
        ("一九九八年十一月五日", date(1998, 11, 5)),
    ],
)
def test_tens_of_months_and_days_are_written_out(text: str, day: date) -> None:
    assert find_date(text) == day


def test_the_first_whole_date_counts_and_a_month_before_it_does_not() -> None:
    assert find_date("自2020年5月起至2021年4月9日、2022年1月1日止") == DAY


def test_figures_with_points_that_go_on_are_no_date() -> None:
    assert find_date("2021.4.91.2") is None
    assert find_date("12021-4-9") is None
    assert find_date("2021-4/9") is None


@pytest.mark.parametrize("text", ["2021年4月9日公布", "于2021年4月9日", "2021年4月9日" + " " * 40])
def test_a_line_of_more_than_a_date_is_not_whole(text: str) -> None:
    assert whole_date(text) is None


def test_a_date_alone_stands_behind_nothing() -> None:
    assert trailing_date("2021年4月9日") is None
    assert trailing_date("临江市水务局2021年4月9日公布") is None


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("2O21年l2月", "2021年12月"),
        ("〔2021〕I4号", "〔2021〕14号"),
        ("Ol年", "Ol年"),
        ("Oil年", "Oil年"),
        ("條例4號", "条例4号"),
    ],
)
def test_letters_are_figures_only_where_a_figure_must_stand(text: str, folded: str) -> None:
    assert figures(text) == folded


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2021年4月", (2021, 4)),
        ("二〇二一年四月", (2021, 4)),
        ("2021年4月9日", (2021, 4)),
        ("4月", None),
        ("2021年", None),
    ],
)
def test_a_month_has_its_year(text: str, month: tuple[int, int] | None) -> None:
    assert find_month(text) == month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Issued on April 9, 2021 in Linjiang", DAY),
        ("April  09,2021", DAY),
        ("April 31, 2021", None),
        ("9 April 2021", None),
        ("Apr. 9, 2021", None),
    ],
)
def test_an_english_date_names_its_month_first(text: str, day: date | None) -> None:
    assert find_english_date(text) == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    printed = f"{day.year}年{day.month}月{day.day}日"
    year = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(day.year))
    written = f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日"
    assert (find_date(printed), find_date(written), find_date(day.isoformat())) == (day, day, day)


@pytest.mark.parametrize("text", ["（ＡＢ１２）", "⼀⽉", "ﬁ", "㎡"])
def test_plain_forms_replace_one_character_by_one(text: str) -> None:
    assert len(plain_forms(text)) == len(text)


@given(st.text())
def test_plain_forms_keep_every_offset(text: str) -> None:
    assert len(plain_forms(text)) == len(text)


@pytest.mark.parametrize("text", ["中華民國三十六年五月一日", "民国卅六年5月1日", "中华民国36年5月1日"])
def test_the_years_of_the_republic_are_counted_from_1912(text: str) -> None:
    assert whole_date(text) == find_date(f"于{text}公布") == date(1947, 5, 1)
    assert whole_date("三十六年五月一日") is None

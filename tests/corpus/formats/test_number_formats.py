"""Numbers in the formats of Word, each to the last one that it has a sign for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.number_formats import in_format
from corpus.language.numerals import numeral


@pytest.mark.parametrize(
    ("name", "last", "sign"),
    [
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedCircleChinese", 50, "㊿"),
        ("decimalEnclosedFullstop", 20, "⒛"),
        ("decimalEnclosedParen", 20, "⒇"),
        ("ideographEnclosedCircle", 10, "㊉"),
        ("ideographTraditional", 10, "癸"),
        ("ideographZodiac", 12, "亥"),
        ("lowerLetter", 780, "z" * 30),
        ("upperRoman", 3999, "MMMCMXCIX"),
        ("chineseCountingThousand", 9999, "九千九百九十九"),
    ],
)
def test_a_number_behind_the_last_sign_is_in_figures(name: str, last: int, sign: str) -> None:
    assert in_format(last, name) == sign
    assert in_format(last + 1, name) == str(last + 1)


def test_the_signs_of_a_format_may_stand_in_several_places_of_unicode() -> None:
    assert "".join(in_format(number, "decimalEnclosedCircle") for number in (20, 21, 35, 36)) == "⑳㉑㉟㊱"


def test_what_counts_in_signs_has_none_for_nothing() -> None:
    assert [in_format(0, name) for name in ("decimalEnclosedCircle", "lowerLetter", "upperRoman")] == ["0", "0", "0"]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("decimalZero", {1: "01", 12: "12", 101: "101"}),
        ("decimalFullWidth2", {305: "３０５"}),
        ("numberInDash", {7: "- 7 -"}),
        ("upperLetter", {1: "A", 27: "AA", 53: "AAA"}),
        ("lowerRoman", {4: "iv", 40: "xl", 90: "xc", 444: "cdxliv"}),
        ("chineseCounting", {10: "十", 99: "九十九", 100: "一〇〇"}),
        ("taiwaneseCounting", {99: "九十九", 120: "一二〇"}),
        ("taiwaneseCountingThousand", {100: "一百", 120: "一百二十"}),
        ("ideographLegalTraditional", {10: "壹拾", 11: "壹拾壹", 35: "叁拾伍", 100: "壹佰"}),
        ("taiwaneseDigital", {35: "三五", 101: "一〇一"}),
    ],
)
def test_a_format_writes_numbers_as_word_does(name: str, numbers: dict[int, str]) -> None:
    assert {number: in_format(number, name) for number in numbers} == numbers


def test_a_format_that_prints_nothing_prints_nothing() -> None:
    assert [in_format(number, "none") for number in (0, 1, 10**9)] == ["", "", ""]


@given(st.integers(1, 9999), st.sampled_from(["chineseCountingThousand", "ideographDigital", "decimalFullWidth"]))
def test_what_is_written_is_read_as_the_same_number(number: int, name: str) -> None:
    assert numeral(in_format(number, name)) == number


@given(st.integers(1, 3999))
def test_no_two_roman_numbers_are_the_same(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    signs = [values[sign] for sign in in_format(number, "lowerRoman")]
    assert sum(-one if one < after else one for one, after in zip(signs, [*signs[1:], 0], strict=True)) == number

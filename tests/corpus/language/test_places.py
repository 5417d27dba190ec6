"""Places: the table of provinces and municipalities, and the place whose bodies issue a paper."""

import re

import pytest

from corpus.language.places import ABBREVIATIONS, CODES, ENGLISH, NAMES, seat_of


def test_every_place_is_named_once_in_chinese_and_english() -> None:
    assert len({*NAMES}) == len(NAMES)
    assert {*ENGLISH} == {*NAMES}
    assert all(name.isascii() and name[0].isupper() for names in ENGLISH.values() for name in names)


def test_a_place_is_named_without_what_it_is() -> None:
    assert not [name for name in NAMES if name.endswith(("省", "市", "自治区"))]


def test_abbreviations_are_single_characters_with_those_of_national_bodies() -> None:
    assert {len(one) for one in ABBREVIATIONS} == {1}
    assert {"京", "沪", "粤", "国"} <= ABBREVIATIONS


def test_codes_are_those_of_iso_3166() -> None:
    assert all(re.fullmatch(r"cn-\d\d", code) for code in CODES.values())
    assert len({*CODES.values()}) == len(CODES)
    assert CODES["bj"] == "cn-11"


@pytest.mark.parametrize(
    ("body", "seat"),
    [
        ("临江市水务局", "临江市"),
        ("中共临江市委员会", "临江市"),
        ("江南省人民政府办公厅", "江南省"),
        ("广西壮族自治区人民政府", "广西壮族自治区"),
        ("恩施土家族苗族自治州人民政府", "恩施土家族苗族自治州"),
        ("锡林郭勒盟行政公署", "锡林郭勒盟"),
        ("临江市河东区人民政府", "临江市河东区"),
        ("河东区人民政府", "河东区"),
        ("桐山县人民政府", "桐山县"),
        ("新县人民政府", "新县"),
        ("清江土家族自治县人民政府办公室", "清江土家族自治县"),
        ("国务院", ""),
        ("财政部", ""),
    ],
)
def test_the_seat_of_a_body_is_the_place_that_its_name_begins_with(body: str, seat: str) -> None:
    assert seat_of([body]) == seat


def test_the_first_body_that_names_a_place_says_where_a_paper_is_from() -> None:
    assert seat_of(["财政部", "临江市财政局", "河东市财政局"]) == "临江市"
    assert seat_of([]) == ""

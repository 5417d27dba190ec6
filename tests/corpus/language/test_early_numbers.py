"""Numbers of the 1950s to the 1990s: years of two figures, the office behind the year, traditional characters."""

import pytest

from corpus.language.numbers import parse_number, parse_numbers


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("（五四）政財字第一一二號", "政财字〔1954〕112号"),
        ("国发（56）习字第15号", "国发习字〔1956〕15号"),
        ("省府（1957）会字第18号", "省府会字〔1957〕18号"),
        ("浙革[72]45号", "浙革〔1972〕45号"),
        ("冀建〔91〕字第15号", "冀建字〔1991〕15号"),
        ("国发〔85〕61号", "国发〔1985〕61号"),
    ],
)
def test_two_figures_are_a_year_of_the_last_century(printed: str, number: str) -> None:
    found = parse_number(printed)
    assert found is not None
    assert found.text == number


def test_each_issuer_of_a_joint_paper_may_give_its_number() -> None:
    line = "临水〔2020〕45号临财综〔2020〕12号　临教财〔2020〕9号"
    assert [number.text for number in parse_numbers(line)] == [
        "临水〔2020〕45号",
        "临财综〔2020〕12号",
        "临教财〔2020〕9号",
    ]
    assert parse_numbers("临水〔2020〕45号　内河") == ()

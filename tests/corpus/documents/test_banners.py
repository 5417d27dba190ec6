"""Banners one under another: which body leads."""

import pytest

from corpus.documents.banners import banner_above, decree_number
from tests.corpus.handmade import lines


@pytest.mark.parametrize(
    "above",
    [
        ("临江市财政局令", "临江市水务局令"),
        ("临江市财政局", "临江市水务局", "令"),
        ("临江市财政局　临江市水务局", "临江市林业局", "令"),
        ("临江市财政局、临江市水务局令",),
    ],
)
def test_of_several_banners_the_first_one_gives_the_number(above: tuple[str, ...]) -> None:
    printed = lines(*above, "第4号")
    assert banner_above(printed, len(above)) == "临江市财政局令"
    assert [number.text for number in decree_number(printed)] == ["临江市财政局令第4号"]


@pytest.mark.parametrize("above", [("令",), ("临江市财政局", "公告"), ("临江市财政局",), ("一、疏浚内河。", "令")])
def test_a_word_alone_is_no_banner(above: tuple[str, ...]) -> None:
    assert banner_above(lines(*above, "第4号"), len(above)) is None


def test_a_banner_of_another_kind_is_not_of_the_same_head() -> None:
    assert banner_above(lines("临江市财政局公告", "临江市水务局令", "第4号"), 2) == "临江市水务局令"

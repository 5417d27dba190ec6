"""Amounts in an English query, and how a Chinese text writes them."""

import pytest

from index.language.amounts import amounts


def chinese(text: str) -> list[tuple[str, ...]]:
    return [one.chinese for one in amounts(text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("14 days", ("14日", "14天", "十四日", "十四天")),
        ("a 14-day quarantine", ("14日", "14天", "十四日", "十四天")),
        ("within six months", ("6个月", "六个月")),
        ("Two years", ("2年", "二年", "两年")),
        ("twenty-four hours", ("24小时", "24个小时", "二十四小时", "二十四个小时")),
        ("30 working days", ("30个工作日", "三十个工作日")),
        ("under 16 years of age", ("16周岁", "16岁", "十六周岁", "十六岁")),
        ("10 per cent", ("10%", "百分之十")),
        ("3.5 kilometres", ("3.5公里", "3.5千米")),
        ("5,000 yuan", ("5000元", "五千元", "5,000元")),
        ("two million yuan", ("200万元", "二百万元", "2000000元", "2,000,000元")),
        ("1.5 billion yuan", ("15亿元", "十五亿元", "1500000000元", "1,500,000,000元")),
        ("one hundred thousand yuan", ("10万元", "十万元", "100000元", "100,000元")),
    ],
)
def test_a_number_with_its_unit_is_an_amount(text: str, written: tuple[str, ...]) -> None:
    assert chinese(text) == [written]


@pytest.mark.parametrize("text", ["article 3", "4 classes per week", "PM2.5 days", "daybreak", "someone hours", ""])
def test_a_number_without_a_unit_is_none(text: str) -> None:
    assert chinese(text) == []


def test_a_limit_is_written_as_one() -> None:
    (amount,) = amounts("Within 30 days")
    assert amount.within == ("30日内", "30天内", "三十日内", "三十天内")
    assert not next(amounts("30 days within")).within


def test_every_amount_stands_where_it_was_typed() -> None:
    text = "fined 5,000 yuan within three days"
    assert [text[one.start : one.end] for one in amounts(text)] == ["5,000 yuan", "three days"]


def test_a_number_is_read_in_time_whatever_its_length() -> None:
    assert chinese(f"{'5' * 100_000} days") == []
    assert len(chinese("two days " * 10_000)) == 10_000

"""Deadlines as dates, whatever the city and the decade."""

from datetime import date

import pytest

from corpus.language.deadlines import Deadline, Frame, days_in, deadline

PLAN = Frame(2019, date(2019, 2, 20))
PAPER = Frame(None, date(2012, 10, 8))


def on(*days: str) -> Deadline:
    return Deadline(tuple(map(date.fromisoformat, days)))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("年底前", on("2019-12-31")),
        ("年年底前", on("2019-12-31")),
        ("年内", on("2019-12-31")),
        ("全年", on("2019-12-31")),
        ("2021年", on("2021-12-31")),
        ("2019-2022年", on("2022-12-31")),
        ("2020年底前", on("2020-12-31")),
        ("二〇二〇年年底", on("2020-12-31")),
        ("6月底前", on("2019-06-30")),
        ("六月底", on("2019-06-30")),
        ("２月底前", on("2019-02-28")),
        ("2020年2月", on("2020-02-29")),
        ("十一月15日前", on("2019-11-15")),
        ("汛期前(5月31日前)", on("2019-05-31")),
        ("10月中旬", on("2019-10-20")),
        ("10月下旬", on("2019-10-31")),
        ("第三季度", on("2019-09-30")),
        ("2020年一季度末", on("2020-03-31")),
        ("上半年", on("2019-06-30")),
        ("7—9月", on("2019-09-30")),
        ("次年3月底前", on("2020-03-31")),
        ("4月底前完成方案；年底前建成", on("2019-04-30", "2019-12-31")),
        ("“十三五”末", on("2020-12-31")),
        ("三个月内", on("2019-05-20")),
        ("30日内", on("2019-03-22")),
        ("每年11月底前", on("2019-11-30")),
        ("长期坚持", Deadline(is_open=True)),
        ("持续推进", Deadline(is_open=True)),
        ("每月", Deadline(is_open=True)),
        ("5月1日起", Deadline(is_open=True)),
        ("长期实施；年底前", Deadline((date(2019, 12, 31),), is_open=True)),
        ("按时间节点完成", Deadline()),
        ("13月底前", Deadline()),
        ("2月30日前", Deadline()),
        (None, Deadline()),
    ],
)
def test_a_cell_is_a_date_or_open_or_neither(cell: str | None, wanted: Deadline) -> None:
    assert deadline(cell, PLAN) == wanted


def test_a_time_without_a_year_lies_after_its_document() -> None:
    assert deadline("6月底前", PAPER) == on("2013-06-30")
    assert deadline("11月底前", PAPER) == on("2012-11-30")
    assert deadline("年底前", PAPER) == on("2012-12-31")
    assert deadline("6月底前", Frame(None, None)) == Deadline()


@pytest.mark.parametrize(
    ("titles", "year"),
    [
        (("水污染防治2017年工作要点",), 2017),
        ((None, "某市二〇一七年重点工作"), 2017),
        (("某市绿化三年行动计划（2018—2020年）",), None),
        (("某市绿化办法",), None),
    ],
)
def test_the_year_of_a_plan_stands_in_its_title(titles: tuple[str | None, ...], year: int | None) -> None:
    assert Frame.of(titles, date(2016, 12, 1)).year == year


def test_a_plan_of_several_years_dates_only_what_names_its_year() -> None:
    frame = Frame.of(("某市绿化三年行动计划（2018—2020年）",), date(2018, 1, 5))
    assert deadline("年底前", frame) == Deadline()
    assert deadline("2019年6月底前", frame) == on("2019-06-30")


def test_a_text_names_deadlines_and_other_times() -> None:
    text = "6月底前完成方案，3月、9月各巡查一次；2025年底前基本建成。较2015年减排一成，7月1日起执行。"
    assert days_in(text, PLAN) == (date(2019, 6, 30), date(2025, 12, 31))

"""The facts that a portal page states of its document beside the text, in a table, a list or on one line."""

import pytest

from corpus.formats.facts import PageFacts, read_facts


def facts(*lines: str) -> tuple[str | None, str | None, tuple[str, ...], str | None, list[int]]:
    """Title, number, issuers, day, and the lines that state them."""
    found: PageFacts = read_facts(lines)
    return found.title, found.number, found.issuers, found.day, sorted(found.lines)


WHOLE = ("关于疏浚内河的通知", "临水发〔2021〕4号", ("临江市水务局",), "2021-04-09")


@pytest.mark.parametrize(
    "lines",
    [
        ("标题：关于疏浚内河的通知", "文号：临水发〔2021〕4号", "发布机构：临江市水务局", "成文日期：2021-04-09"),
        ("标题\t关于疏浚内河的通知", "文号\t临水发〔2021〕4号", "发布机构\t临江市水务局", "成文日期\t2021-04-09"),
        (
            "标题：",
            "关于疏浚内河的通知",
            "文号：",
            "临水发〔2021〕4号",
            "发布机构",
            "临江市水务局",
            "成文日期",
            "2021-04-09",
        ),
        ("标　题：关于疏浚内河的通知 | 文 号：临水发〔2021〕4号 | 发布机构：临江市水务局 | 成文日期：2021-04-09",),
        ("【标题】关于疏浚内河的通知 [文号] 临水发〔2021〕4号", "[发布机构]临江市水务局；成文日期：2021-04-09"),
        ("标题：关于疏浚内河的通知\t文号：临水发〔2021〕4号\t发布机构：临江市水务局\t成文日期：2021-04-09",),
    ],
)
def test_facts_are_labels_with_values_in_any_form(lines: tuple[str, ...]) -> None:
    assert facts(*lines) == (*WHOLE, [*range(len(lines))])


def test_several_issuers_stand_beside_one_another() -> None:
    found = facts("标题：甲", "文号：乙", "发布机构：临江市水务局、临江市财政局 平湖县水务局")
    assert found[2] == ("临江市水务局", "临江市财政局", "平湖县水务局")


def test_a_label_or_two_by_chance_are_no_facts() -> None:
    assert facts("标题：关于疏浚内河的通知")[4] == []
    assert facts("各区：", "标题：内河", "疏浚内河。", "日期：年底前")[4] == []


def test_lines_between_facts_part_them_and_the_first_of_each_kind_counts() -> None:
    one = ("标题：甲", "文号：乙", "发布机构：丙")
    assert facts(*one, "疏浚内河。", *(line.replace("甲", "丁") for line in one)) == (
        "甲", "乙", ("丙",), None, [0, 1, 2, 4, 5, 6],
    )  # fmt: skip
    assert facts(*one[:1], "疏浚内河。", *one[1:2])[4] == []


def test_an_empty_value_is_none_and_a_long_line_is_text() -> None:
    assert facts("标题：", "文号：乙", "发布机构：丙")[0] is None
    long = "标题：" + "内河" * 200
    assert facts(long, "文号：乙", "发布机构：丙", "成文日期：丁")[0] is None


def test_a_page_without_facts_states_none() -> None:
    assert facts("疏浚内河。", "") == (None, None, (), None, [])

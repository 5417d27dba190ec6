"""Paragraphs as provisions under their headings: what is a clause, what is its address, what is lost nowhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clauses.outline import Outline, outline, run_in_heading
from corpus.clauses.provisions import Provision
from corpus.clauses.tables import read_table
from corpus.findings import WarningCode
from corpus.model import ClauseKind
from tests.corpus.handmade import lines

ARTICLE, SECTION, PARAGRAPH, ITEM = ClauseKind.ARTICLE, ClauseKind.SECTION, ClauseKind.PARAGRAPH, ClauseKind.ITEM


def read(*texts: str) -> Outline:
    return outline([(False, lines(*texts))], ())


def path(provision: Provision) -> list[str]:
    return [f"{heading.label or ''}{heading.title or ''}" for heading in provision.address.path]


def clauses(*texts: str) -> list[tuple[str | None, str, list[str]]]:
    """Label, text and headings of each clause."""
    return [(one.label, one.reading.text, path(one)) for one in read(*texts).provisions]


def test_an_article_is_one_clause_with_its_paragraphs_and_items() -> None:
    texts = ("第一条 疏浚下列河段：", "（一）上游；", "（二）下游。", "疏浚应当按时完成。", "第二条 保洁湖泊。")
    assert clauses(*texts) == [
        ("第一条", "疏浚下列河段：\n（一）上游；\n（二）下游。\n疏浚应当按时完成。", []),
        ("第二条", "保洁湖泊。", []),
    ]


def test_the_items_and_paragraphs_of_an_article_have_addresses_in_it() -> None:
    texts = ("第一条 疏浚：", "（一）上游：", "1.东岸；", "2.西岸。", "（二）下游。", "按时完成。", "逐级上报。")
    (found,) = read(*texts).provisions
    assert [(one.eid, found.reading.text[one.start : one.end]) for one in found.anchors] == [
        ("item_1", "（一）上游："),
        ("item_1__item_1", "1.东岸；"),
        ("item_1__item_2", "2.西岸。"),
        ("item_2", "（二）下游。"),
        ("para_2", "按时完成。"),
        ("para_3", "逐级上报。"),
    ]


def test_an_item_that_is_printed_twice_has_two_addresses() -> None:
    (found,) = read("第一条 疏浚：", "（一）上游；", "（一）下游。").provisions
    assert [one.eid for one in found.anchors] == ["item_1", "item_1_2"]


def test_items_of_two_items_are_told_apart() -> None:
    (found,) = read("第一条 疏浚：", "（一）上游：", "1.东岸；", "（二）下游：", "1.西岸。").provisions
    assert [one.eid for one in found.anchors] == ["item_1", "item_1__item_1", "item_2", "item_2__item_1"]


def test_a_character_that_was_dropped_is_said_of_its_clause() -> None:
    found = read(
        "各河段的养护单位应当在完成以后十日以内向社会公布疏浚", "浚结果。", "一、应当公布保洁结果。"
    ).provisions
    assert [one.warnings for one in found] == [(WarningCode.OVERLAP_DROPPED,), ()]


def test_the_number_of_an_article_may_stand_alone() -> None:
    assert clauses("第一条", "疏浚内河。") == [("第一条", "疏浚内河。", [])]
    assert clauses("第一条", "（一）疏浚内河。") == [("第一条", "（一）疏浚内河。", [])]


def test_headings_of_all_levels_stand_in_the_path_of_what_is_under_them() -> None:
    texts = (
        "第一章 内河",
        "第一节 上游",
        "第一条 疏浚上游。",
        "第二节 下游",
        "第二条 疏浚下游。",
        "第二章 湖泊",
        "第三条 保洁湖泊。",
    )
    assert [(label, above) for label, _, above in clauses(*texts)] == [
        ("第一条", ["第一章内河", "第一节上游"]),
        ("第二条", ["第一章内河", "第二节下游"]),
        ("第三条", ["第二章湖泊"]),
    ]


def test_a_heading_is_no_clause_unless_nothing_stands_under_it() -> None:
    assert clauses("一、内河", "疏浚内河。") == [(None, "疏浚内河。", ["一、内河"])]
    assert clauses("一、内河", "二、湖泊", "保洁湖泊。") == [("一、", "内河", []), (None, "保洁湖泊。", ["二、湖泊"])]
    assert clauses("一、内河", "（一）上游") == [("（一）", "上游", ["一、内河"])]


def test_the_lines_of_headings_are_named() -> None:
    found = read("一、内河", "疏浚内河。", "（一）上游", "疏浚上游。")
    assert [line.plain for line in found.heading_lines] == ["一、内河", "（一）上游"]


def test_a_numbered_paragraph_is_a_clause_and_its_first_sentence_heads_what_follows() -> None:
    found = clauses("一、疏浚内河。各河段应当按时完成。", "（一）上游由市水务局负责。", "逐级上报。")
    assert found == [
        ("一、", "疏浚内河。各河段应当按时完成。", []),
        ("（一）", "上游由市水务局负责。", ["一、疏浚内河"]),
        (None, "逐级上报。", ["一、疏浚内河", "（一）"]),
    ]


def test_a_numbered_item_without_a_heading_heads_no_paragraph() -> None:
    found = clauses("一、内河", "1.上游由市水务局负责。", "逐级上报。", "2.下游。各段按时完成。", "逐级上报。")
    assert [above for _, _, above in found] == [["一、内河"], ["一、内河"], ["一、内河"], ["一、内河", "2.下游"]]


def test_dashes_are_items_under_their_heading() -> None:
    found = read("一、内河", "——疏浚上游。", "——疏浚下游。").provisions
    assert [(one.kind, one.label, one.reading.text, path(one)) for one in found] == [
        (ITEM, "——", "疏浚上游。", ["一、内河"]),
        (ITEM, "——", "疏浚下游。", ["一、内河"]),
    ]


def test_a_note_takes_its_numbered_lines_and_no_others() -> None:
    found = clauses("注：", "1.长度为实测。", "2.面积为估算。", "一、内河。", "说明：逐月更新。", "（一）上游。")
    assert [text for _, text, _ in found] == [
        "注：\n1.长度为实测。\n2.面积为估算。",
        "内河。",
        "说明：逐月更新。",
        "上游。",
    ]


def test_the_kind_of_a_clause_is_what_it_is_in_print() -> None:
    found = read("为疏浚内河，通知如下。", "一、疏浚上游。", "第一条 疏浚内河。").provisions
    assert [(one.kind, one.address.step.text) for one in found] == [
        (PARAGRAPH, "para"),
        (SECTION, "sec_1"),
        (ARTICLE, "art_1"),
    ]


def test_a_new_text_that_a_decision_announces_is_text_of_its_clause() -> None:
    found = clauses("一、将第三条修改为：", "“第三条 疏浚内河。”", "二、删去第五条。")
    assert [(label, text) for label, text, _ in found] == [
        ("一、", "将第三条修改为：\n“第三条疏浚内河。”"),
        ("二、", "删去第五条。"),
    ]


def test_a_new_text_without_marks_ends_where_the_decision_counts_on() -> None:
    found = clauses("一、将第三条修改为：", "疏浚内河。", "二、将第五条修改为：", "保洁湖泊。", "三、删去第六条。")
    assert [(label, text) for label, text, _ in found] == [
        ("一、", "将第三条修改为：\n疏浚内河。"),
        ("二、", "将第五条修改为：\n保洁湖泊。"),
        ("三、", "删去第六条。"),
    ]


def test_the_rows_of_a_table_stand_under_the_heading_that_is_open() -> None:
    above, under = lines("一、内河"), lines("| 河段 | 长度 |", "|---|---|", "| 上游 | 3 |")
    row = read("疏浚上游。").provisions[0]
    found = outline([(False, above), (True, under)], [row])
    assert [(one.reading.text, path(one), one.address.depth) for one in found.provisions] == [
        ("疏浚上游。", ["一、内河"], 1)
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("疏浚内河。各河段应当按时完成。", "疏浚内河"),
        ("疏浚内河。", None),
        ("疏浚内河", None),
        ("。疏浚内河。", None),
        ("疏" * 59 + "。各河段。", "疏" * 59),
        ("疏" * 60 + "。各河段。", None),
    ],
)
def test_the_heading_that_runs_into_a_text_is_a_short_first_sentence(text: str, heading: str | None) -> None:
    assert run_in_heading(text) == heading


PIECES = [
    "第一章 内河",
    "第一条 疏浚内河。",
    "第二条",
    "一、上游",
    "二、疏浚上游。各段按时完成。",
    "（一）东岸",
    "1.疏浚东岸。",
    "——疏浚西岸。",
    "注：长度为实测。",
    "将第三条修改为：",
    "“第三条 疏浚内河。",
    "疏浚应当按时完成。",
    "附则",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_line_stands_in_a_clause_or_a_heading(texts: list[str]) -> None:
    printed = lines(*texts)
    found = read(*texts)
    placed = [line for one in found.provisions for line in one.lines] + [*found.heading_lines]
    assert {line.number for line in placed} == {line.number for line in printed}


def test_the_groups_of_a_list_head_the_names_under_them() -> None:
    texts = ("一等奖（2名）", "赵某某、钱某某", "二等奖（3名）", "孙某某、李某某", "周某某")
    assert [(text, above) for _, text, above in clauses(*texts)] == [
        ("赵某某、钱某某", ["一等奖（2名）"]),
        ("孙某某、李某某", ["二等奖（3名）"]),
        ("周某某", ["二等奖（3名）"]),
    ]


@pytest.mark.parametrize(
    "texts", [("一等奖（2名）", "赵某某"), ("东湖小区（20户）", "西湖小区（30户）", "南湖小区（9户）")]
)
def test_one_group_or_items_that_are_counted_are_no_headings(texts: tuple[str, ...]) -> None:
    assert [text for _, text, _ in clauses(*texts)] == [*texts]


@pytest.mark.parametrize("head", [("专栏1 骨干工程",), ("专栏1", "骨干工程"), ("专栏一：骨干工程",)])
def test_a_box_heads_what_stands_in_it(head: tuple[str, ...]) -> None:
    texts = ("（一）建设水网。加快建设。", *head, "1.东湖工程。新建输水管线。", "强化调度管理。", "（二）保护水源")
    found = [(text, [one.split("专栏")[-1] for one in above]) for _, text, above in clauses(*texts)]
    assert [text for text, _ in found] == [
        "建设水网。加快建设。", "东湖工程。新建输水管线。", "强化调度管理。", "保护水源"
    ]  # fmt: skip
    assert found[1][1][0] == "（一）建设水网"
    assert found[1][1][1].endswith("骨干工程")
    assert found[2][1] == ["（一）建设水网"]


def test_the_headings_of_a_case_head_its_text() -> None:
    texts = ("裁判要点", "受害人没有过错。", "【基本案情】", "原告诉称受伤。", "一审判决赔偿。")
    assert [above for _, _, above in clauses(*texts)] == [["裁判要点"], ["【基本案情】"], ["【基本案情】"]]
    assert clauses("基本案情", "原告诉称受伤。")[0] == (None, "基本案情", [])


def test_a_stem_before_a_sentence_is_a_clause_and_heads_nothing() -> None:
    texts = ("甲、水域", "一、疏浚内河。", "乙、岸线", "一、保洁岸线。", "丙、设置的泵站，应当检修。")
    assert clauses(*texts)[-1] == ("丙、", "设置的泵站，应当检修。", [])
    assert clauses(*texts)[-2] == ("一、", "保洁岸线。", ["乙、岸线"])


@pytest.mark.parametrize("head", ["注释：", "资料来源："])
def test_what_stands_alone_over_notes_heads_those_of_the_whole_text(head: str) -> None:
    assert clauses("一、水域", "疏浚内河。", head, "[1]初步数据。")[1:] == [
        (None, head, []),
        (None, "[1]初步数据。", []),
    ]
    assert clauses("一、水域", "疏浚内河。", f"{head}初步数据。")[-1][2] == ["一、水域"]


@pytest.mark.parametrize("head", [("专栏 骨干工程",), ("专栏：骨干工程",), ("专栏", "骨干工程")])
def test_a_box_without_a_number_ends_behind_its_list(head: tuple[str, ...]) -> None:
    found = clauses("一、建设水网", "加快建设。", *head, "东湖工程", "西湖工程", "强化调度管理。", "二、保护水源")
    assert [text for _, text, above in found if above[1:]] == ["东湖工程", "西湖工程"]
    assert found[1][2][1].endswith("骨干工程")
    assert found[3][1:] == ("强化调度管理。", ["一、建设水网"])
    assert clauses("专栏刊登下列工程", "东湖工程") == [(None, "专栏刊登下列工程", []), (None, "东湖工程", [])]


def test_a_box_ends_behind_its_table() -> None:
    head, under, below = (
        lines("专栏1 骨干工程"),
        lines("| 河段 | 长度 |", "|---|---|", "| 上游 | 3 |"),
        lines("强化管理。"),
    )
    table = read_table(under, None)
    found = outline([(False, head), (True, under), (False, below)], table.provisions)
    assert [path(one) for one in found.provisions] == [["专栏1骨干工程"], []]


def test_the_groups_of_a_part_head_tables_too() -> None:
    table = ("| 序号 | 姓名 |", "|---|---|", "| 1 | 赵某某 |")
    blocks = [
        (False, lines("一等奖（1名）")),
        (True, lines(*table)),
        (False, lines("二等奖（1名）")),
        (True, lines(*table)),
    ]
    blocks = [
        (is_table, [replace(line, number=line.number + 10 * at) for line in each])
        for at, (is_table, each) in enumerate(blocks)
    ]
    rows = [row for is_table, each in blocks if is_table for row in read_table(each, None).provisions]
    assert [path(one) for one in outline(blocks, rows).provisions] == [["一等奖（1名）"], ["二等奖（1名）"]]


@pytest.mark.parametrize("text", ["续表", "续表1", "（续上表）", "表3（续）"])
def test_that_a_table_goes_on_is_no_text(text: str) -> None:
    found = read("疏浚内河。", text, "保洁湖泊。")
    assert [one.reading.text for one in found.provisions] == ["疏浚内河。", "保洁湖泊。"]
    assert [line.plain for line in found.heading_lines] == [text]


def test_sections_and_items_stand_under_the_decimal_heading_at_which_they_begin_to_count() -> None:
    plan = ("1 总则", "1.1 目的", "（一）保水；", "（二）防洪。", "1.2 范围", "一、内河；", "二、湖泊。", "2 附则")
    assert [(label, above) for label, _, above in clauses(*plan)][:4] == [
        ("（一）", ["1总则", "1.1目的"]),
        ("（二）", ["1总则", "1.1目的"]),
        ("一、", ["1总则", "1.2范围"]),
        ("二、", ["1总则", "1.2范围"]),
    ]
    mixed = ("一、总则", "1.1 目的", "保水。", "1.2 范围", "内河。", "二、附则", "2.1 解释", "市水务局。")
    assert [above[0] for _, _, above in clauses(*mixed)] == ["一、总则", "一、总则", "二、附则"]


def test_a_question_and_a_day_of_a_chronicle_stand_beside_the_one_before() -> None:
    asked = ("一、疏浚", "问：何时？", "答：分两次：", "（一）春季；", "（二）秋季。", "问：由谁？", "答：市水务局。")
    assert [above for _, _, above in clauses(*asked)][-2:] == [["一、疏浚"]] * 2
    days = ("一月", "5日　市政府开会：", "（一）疏浚；", "12日　市长调研。", "二月", "3日　开工。")
    assert [above for _, _, above in clauses(*days)] == [["一月"], ["一月"], ["一月"], ["二月"]]


def test_those_who_are_appointed_stand_under_the_word_that_says_so() -> None:
    texts = ("经研究，决定任命：", "赵某为局长；", "免去：", "钱某的局长职务。", "以上人员任期三年。")
    assert clauses(*texts) == [
        (None, "赵某为局长；", ["经研究，决定任命："]),
        (None, "钱某的局长职务。", ["免去："]),
        (None, "以上人员任期三年。", []),
    ]


def test_a_foreword_and_the_years_of_a_report_are_headings() -> None:
    plan = ("前言", "水是生命之源。", "第一章　总则", "疏浚内河。")
    assert [(above, one.address.path[0].step.text) for one in read(*plan).provisions for above in [path(one)]] == [
        (["前言"], "group_1"),
        (["第一章总则"], "chp_1"),
    ]
    report = ("2021年工作回顾", "一、审判", "审结案件。", "2022年工作安排", "做好以下工作。")
    assert [above for _, _, above in clauses(*report)] == [["2021年工作回顾", "一、审判"], ["2022年工作安排"]]

"""Which printed lines are one paragraph, which word numbers it, and which lines are headings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.printed.layout import PLAIN, Layout
from corpus.printed.paragraphs import paragraphs
from tests.corpus.handmade import lines

LONG = "各河段疏浚完成以后应当在十日以内逐级上报结果并且向社会公布"
INDENTED = Layout(indents=True)
BROKEN = Layout(width=28)
SPACED = Layout(width=28, spaced=True)


def joined(*texts: str, layout: Layout = PLAIN) -> list[str]:
    return [one.text for one in paragraphs(lines(*texts), layout)]


def labels(*texts: str, layout: Layout = PLAIN) -> list[str | None]:
    return [one.marker.label if one.marker else None for one in paragraphs(lines(*texts), layout)]


def headings(*texts: str, layout: Layout = PLAIN) -> list[str]:
    return [one.text for one in paragraphs(lines(*texts), layout) if one.is_heading]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, "逐月通报。"),
        (f"1.{LONG}", "逐月通报。"),
        (f"1.{LONG}", "5.逐月通报。"),
        (f"1.{LONG}", "—逐月通报。"),
        ("河段，", "湖泊和泵站"),
        ("各河段应当疏浚", "（责任单位：市水务局）"),
        ("各河段应当疏浚。", "（责任单位：市水务局）"),
    ],
)
def test_a_line_goes_on_where_no_sentence_has_ended(first: str, second: str) -> None:
    assert joined(first, second) == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("各河段应当疏浚。", "湖泊应当保洁。"),
        (LONG, "一、逐月通报。"),
        (LONG, "1.逐月通报。"),
        (f"1.{LONG}", "2.逐月通报。"),
        (LONG, "——逐月通报。"),
        (LONG, "注：长度为实测。"),
        (f"出席：{LONG}", "缺席：赵某某"),
        (f"答复单位：{LONG}", "答复时间：4月9日"),
        (f"地址：{LONG}", "联系电话：12345"),
        (LONG, "附件1"),
        (LONG, "2021年4月9日"),
        (LONG, "本办法自公布之日起施行。"),
        (LONG, "特此通知"),
        ("组长：赵某某", "成员：钱某某"),
        ("内河名录", "上游到下游"),
        ("内河名录", "上游：疏浚。"),
        ("一、内河名录", "各河段应当疏浚。"),
    ],
)
def test_a_number_a_note_a_label_and_a_line_of_a_list_begin_a_paragraph(first: str, second: str) -> None:
    assert joined(first, second) == [first, second]


#: What fills a line of print nearly, so that a page break may have cut it.
CUT = "各河段的养护单位应当在疏浚完成以后十日以内向社会公布"


def test_a_line_too_short_for_a_cut_stands_by_itself_though_it_ends_no_sentence() -> None:
    assert joined("来信摘登", "各河段应当疏浚。") == ["来信摘登", "各河段应当疏浚。"]
    assert joined(CUT + "按", "时疏浚。") == [f"{CUT}按时疏浚。"]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("湖" * 22, "东湖到西湖", 2),
        ("湖" * 23, "东湖到西湖", 1),
        ("湖" * 23, "东湖：保洁。", 1),
        ("——湖泊名录", "东湖到西湖", 1),
    ],
)
def test_a_line_of_a_list_is_short_and_has_no_number(first: str, second: str, count: int) -> None:
    assert len(joined(first, second)) == count


def test_a_short_line_goes_on_behind_a_page_break() -> None:
    first, second = lines("湖泊名录", "东湖到西湖")
    assert len([*paragraphs([first, second])]) == 2
    assert len([*paragraphs([first, replace(second, after_break=True)])]) == 1


def test_a_heading_that_a_page_broke_goes_on_in_the_end_of_its_sentence() -> None:
    first, second = lines("一、" + "疏" * 26, "浚应当按时完成。")
    assert [one.is_heading for one in paragraphs([first, replace(second, after_break=True)])] == [False]
    assert [one.is_heading for one in paragraphs([first, second])] == [True, False]


def test_a_figure_line_goes_on_though_the_line_before_is_short() -> None:
    assert joined("疏浚长度", "3.5公里") == ["疏浚长度", "3.5公里"]
    assert joined("疏浚长度", "3.5") == ["疏浚长度3.5"]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (f"{CUT}疏浚", "浚结果。", f"{CUT}疏浚结果。"),
        (f"{CUT}信息。", "息；", f"{CUT}信息；"),
        (f"{CUT}信息", "报。", f"{CUT}信息报。"),
        (f"{CUT}每天", "天气。", f"{CUT}每天天气。"),
        (f"{CUT}A", "A级河段。", f"{CUT}AA级河段。"),
    ],
)
def test_what_the_recognition_printed_on_both_sides_of_a_break_stands_once(first: str, second: str, text: str) -> None:
    (found,) = paragraphs(lines(first, second))
    assert found.text == text
    assert found.overlap is (len(text) < len(first + second))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("第一条 疏浚内河。", "第二条 保洁湖泊。"), ["第一条", "第二条"]),
        (("第一条疏浚内河。", "第二条保洁湖泊。"), ["第一条", "第二条"]),
        (("第一条疏浚内河。", "第四条检修泵站。"), ["第一条", "第四条"]),
        (("第一条疏浚内河。", "第五条检修泵站。"), ["第一条", None]),
        (("第一条疏浚内河。", "第二条规定的河段除外。"), ["第一条", None]),
        (("第一条 疏浚内河。", "第九条 规定的河段除外。"), ["第一条", None]),
        (("第一条 疏浚内河。", "第九条 检修泵站。"), ["第一条", "第九条"]),
        (("第一条疏浚内河。", "第一条之一保洁湖泊。"), ["第一条", "第一条之一"]),
        (("第一条疏浚内河。", "第九条（检修）检修泵站。"), ["第一条", "第九条"]),
        (("第九条 规定的河段除外。",), ["第九条"]),
    ],
)
def test_an_article_is_set_apart_or_counts_on_and_is_not_spoken_of(
    texts: tuple[str, ...], found: list[str | None]
) -> None:
    assert labels(*texts) == found


def test_where_the_lines_of_print_are_kept_no_article_may_be_missing() -> None:
    texts = ("第一条疏浚内河。", "第三条检修泵站。")
    assert labels(*texts) == ["第一条", "第三条"]
    assert labels(*texts, layout=BROKEN) == ["第一条", None]


def test_articles_are_counted_over_the_chapters_and_items_are_not() -> None:
    assert labels("第一条疏浚内河。", "第二章 湖泊", "第二条保洁湖泊。") == ["第一条", "第二章", "第二条"]
    cut = ("一、甲。", "1.疏浚内河。", "二、乙。", LONG, "2.逐月通报。")
    assert labels(*cut) == ["一、", "1.", "二、", None]


def test_an_article_that_a_decision_quotes_begins_no_count() -> None:
    texts = ("一、将第七条修改为：", "第七条 疏浚内河。", "第八条保洁湖泊。")
    assert labels(*texts) == ["一、", "第七条", None]


def test_chapters_without_a_number_count_on_behind_articles() -> None:
    assert labels("第一章 总则", "第一条 疏浚内河。", "附则") == ["第一章", "第一条", ""]
    assert labels("附则", "疏浚内河。") == [None, None]


def test_a_chapter_that_is_a_sentence_or_long_is_none() -> None:
    assert labels("第三章规定的河段除外。") == [None]
    assert labels("第三章" + "内河" * 27) == [None]
    assert labels("第三章" + "内河" * 26) == ["第三章"]


@pytest.mark.parametrize(
    "heading",
    [
        "一、内河疏浚",
        "（一）内河疏浚",
        "1.内河疏浚",
        "第一章 内河",
        "一、" + "疏" * 54,
        "（一）" + "疏" * 39,
        "1." + "疏" * 23,
    ],
)
def test_a_numbered_line_that_is_no_sentence_is_a_heading(heading: str) -> None:
    (found,) = headings(heading, "各河段应当疏浚。")
    assert found.replace(" ", "") == heading.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "一、各河段应当疏浚。",
        "一、内河。湖泊",
        "一、内河：",
        "一、",
        "—— 内河疏浚",
        "第一条 内河疏浚",
        "一、" + "疏" * 55,
        "（一）" + "疏" * 40,
        "1." + "疏" * 24,
    ],
)
def test_a_sentence_an_article_and_a_line_that_fills_the_print_are_none(text: str) -> None:
    assert headings(text, "各河段应当疏浚。") == []


def test_items_of_an_article_are_no_headings() -> None:
    assert headings("第一条 疏浚下列河段：", "（一）内河上游", "1.内河下游") == []


def test_a_chapter_alone_takes_its_title_from_the_next_line_and_an_article_its_text() -> None:
    assert joined("第一章", "总则", "第一条", "疏浚内河。") == ["第一章总则", "第一条疏浚内河。"]


def test_figures_number_headings_where_several_do_so_in_turn() -> None:
    assert labels("1 总则", "1.1 内河", "疏浚内河。", "1.2 湖泊", "保洁湖泊。") == ["1", "1.1", None, "1.2", None]
    assert labels("疏浚长度", "1.1 公里。")[-1] is None
    assert {*labels("1.1 公里以内。", "1.1 公里以外。")} == {None}
    assert {*labels("1.2 内河", "疏浚内河。", "1.3 湖泊")} == {None}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("　　各河段应当疏浚", "并且上报结果。"), ["各河段应当疏浚并且上报结果。"]),
        (("　　各河段应当疏浚", "　　湖泊应当保洁。"), ["各河段应当疏浚", "湖泊应当保洁。"]),
        (("　　各河段应当疏浚。", "湖泊应当保洁。"), ["各河段应当疏浚。", "湖泊应当保洁。"]),
        (("　　一、各河段", "应当疏浚。"), ["一、各河段应当疏浚。"]),
        (("　　一、各河段", "　　应当疏浚。"), ["一、各河段", "应当疏浚。"]),
    ],
)
def test_where_paragraphs_are_indented_a_line_without_an_indent_goes_on(
    texts: tuple[str, ...], found: list[str]
) -> None:
    assert joined(*texts, layout=INDENTED) == found


FULL = "各河段疏浚完成以后应当在十日以内逐级上报结果并且向社会公"


def test_where_the_lines_of_print_are_kept_a_full_line_goes_on_and_a_short_one_does_not() -> None:
    assert joined(FULL, "布。", layout=BROKEN) == [FULL + "布。"]
    assert joined("各河段应当疏浚", "湖泊应当保洁", layout=BROKEN) == ["各河段应当疏浚", "湖泊应当保洁"]
    assert joined(FULL, "一、湖泊应当保洁。", layout=BROKEN) == [FULL, "一、湖泊应当保洁。"]


def test_what_ends_a_sentence_is_no_tail_of_the_one_before() -> None:
    assert joined("应当公布信息。", "息票应当公布。") == ["应当公布信息。", "息票应当公布。"]
    assert joined("应当公布信息。", "报；") == ["应当公布信息。", "报；"]
    assert joined("应当公布信息。", "息票") == ["应当公布信息。", "息票"]


def test_a_blank_line_begins_a_paragraph_unless_a_page_broke_a_full_line() -> None:
    ended = FULL[:-1] + "。"
    assert joined(ended, "", "湖泊应当保洁。", layout=SPACED) == [ended, "湖泊应当保洁。"]
    assert joined(ended, "湖泊应当保洁。", layout=SPACED) == [f"{ended}湖泊应当保洁。"]
    assert joined(FULL, "", "布。", layout=SPACED) == [FULL + "布。"]


PIECES = [
    "各河段应当疏浚",
    "湖泊应当保洁。",
    "一、内河",
    "（一）上游",
    "1.",
    "第一条",
    "第二条 保洁。",
    "附则",
    "注：",
    "——",
    "2021年4月9日",
    LONG,
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([PLAIN, INDENTED, BROKEN, SPACED]))
def test_every_line_stands_in_one_paragraph_in_the_order_of_print(texts: list[str], layout: Layout) -> None:
    printed = lines(*texts)
    assert [line for one in paragraphs(printed, layout) for line in one.lines] == printed


def test_a_line_of_a_translation_does_not_go_on_in_chinese() -> None:
    english = "At the invitation of the Mayor, the guests paid a visit to the city in April 2019."
    assert joined("双方加强合作。", english, "二〇一九年四月二十日") == [
        "双方加强合作。",
        english,
        "二〇一九年四月二十日",
    ]
    assert joined("疏浚内河、保洁湖泊、检修泵站的单位应当执行国家标准", "GB/T 38597，", "并逐级上报。") == [
        "疏浚内河、保洁湖泊、检修泵站的单位应当执行国家标准GB/T 38597，并逐级上报。"
    ]


def test_the_members_of_a_group_stand_each_by_themselves() -> None:
    found = joined(
        *(
            "    组成人员如下：",
            "组  长：赵某某",
            "        钱某某  市水务局局长",
            "成  员：孙某某",
            "        李某某  市财政局局长",
        ),
        "办公室设在市水务局，负责日常工作。",
        layout=Layout(indents=True),
    )
    assert len(found) == 6
    assert found[-1] == "办公室设在市水务局，负责日常工作。"


def test_an_entry_of_an_index_and_a_class_of_awards_end_their_lines() -> None:
    index = ("关于疏浚内河的意见（临政发〔2021〕12号）1·3", "关于保洁岸线的决定（临政发〔2021〕13号）……3（18）", "附记")
    awards = (
        "一等奖（2个）：临江县水务局、临江区水务局、江北县水务局",
        "二等奖（1个）：临江市河道管理处",
        "希望受表彰的单位再接再厉。",
    )
    for texts in (index, awards):
        assert [each.text for each in paragraphs(lines(*texts))] == [*texts]


def test_lines_that_were_cut_at_one_narrow_width_go_on() -> None:
    texts = ("第二条　使用财政性资金的疏浚工程", "适用本办法。估算价在四百万元以上", "的，必须招标。")
    assert [each.text for each in paragraphs(lines(*texts))] == [
        "第二条使用财政性资金的疏浚工程适用本办法。估算价在四百万元以上的，必须招标。"
    ]


def test_a_line_of_a_form_ends_in_its_blank_and_keeps_it() -> None:
    form = (
        "申请人（盖章）：____________　　申请日期：____年__月__日",
        "项目名称：____________________________",
        "____年__月__日",
    )
    assert [each.text for each in paragraphs(lines(*form))] == [line.replace("　", "") for line in form]


def test_a_sentence_behind_the_members_of_a_group_is_a_paragraph_of_its_own() -> None:
    members = "成员：赵某某（市计委副主任）、钱某某（市财政局副局长）、孙某某（市建委副主任）"
    for rest, count in (("办公室设在市水务局，由李某某兼任主任。", 2), ("和李某某、周某某。", 1)):
        assert len([*paragraphs(lines(members, rest))]) == count

"""The head of a document: what may stand above its title, where the title ends, and what stands below it."""

import pytest

from corpus.documents.banners import Banner, banner
from corpus.documents.heads import (
    head_start,
    is_headline,
    is_title_line,
    is_unfinished,
    organs_of,
    red_head_end,
    stands_above_title,
    title_end,
    title_organs,
)
from corpus.language.titles import LONGEST_TITLE
from tests.corpus.handmade import lines

TITLE = "关于疏浚内河的通知"
NUMBER = "临政发〔2021〕4号"


@pytest.mark.parametrize(
    ("text", "organ", "kind"),
    [
        ("临江市人民政府令", "临江市人民政府", "令"),
        ("临 江 市 水 务 局 公 告", "临江市水务局", "公告"),
        ("临江市水务局通告", "临江市水务局", "通告"),
        ("中华人民共和国主席令", "中华人民共和国主席", "令"),
    ],
)
def test_a_banner_is_the_name_of_an_organ_and_the_kind_of_its_paper(text: str, organ: str, kind: str) -> None:
    assert banner(text) == Banner(organ, kind)


@pytest.mark.parametrize("text", ["关于疏浚内河的公告", "疏浚公告", "临江市人民政府令第4号", "临江市水务局意见", "令"])
def test_what_names_no_organ_before_its_kind_is_no_banner(text: str) -> None:
    assert banner(text) is None


@pytest.mark.parametrize(
    "text", [NUMBER, f"（{NUMBER}）", "临江市水务局文件", "临江市人民政府令", "特急", "签发人：赵某某"]
)
def test_numbers_red_heads_banners_and_marks_of_urgency_stand_above_a_title(text: str) -> None:
    assert stands_above_title(text)


@pytest.mark.parametrize("text", [TITLE, "临江市水务局", "2021年4月9日", "各区人民政府："])
def test_titles_organs_dates_and_addressees_are_not_taken_for_what_stands_above(text: str) -> None:
    assert not stands_above_title(text)


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        "临江市人民政府",
        "为民服务中心管理办法",
        "业经济开发区内河掠影",
        "上游" * 30,
        "上游" * 98 + "疏浚办法",
        "临江市关于" + "上游" * 97,
    ],
)
def test_a_line_of_a_title_names_something(text: str) -> None:
    assert is_title_line(lines(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "内河已经疏浚。",
        "一、疏浚内河",
        NUMBER,
        "2021年4月9日",
        "附件1",
        "附件：1.内河名录",
        "临江市水务局　2021年4月9日",
        "市长　赵某某",
        "单位：万元",
        "临江市水务局文件",
        "（2021年4月9日临江市人民政府公布）",
        "2021年4月9日临江市人民政府公布",
        "各区人民政府：",
        "| 河段 | 长度 |\n|---|---|",
        "上游" * 30 + "段",
        "临江市关于" + "上游" * 98,
        "时间：2021-04-09 来源：市水务局",
    ],
)
def test_a_formal_line_a_sentence_a_row_and_a_wide_line_are_none_of_a_title(text: str) -> None:
    assert not is_title_line(lines(text)[0])


@pytest.mark.parametrize(
    "opening",
    [
        "为疏浚内河",
        "根据防汛条例",
        "经市政府批准",
        "今年汛期提前",
        "我市内河众多",
        "现印发疏浚办法",
        "你局请示收悉",
        "方案已经讨论",
        "方案业经讨论",
        "内河，湖泊，水库",
    ],
)
def test_a_line_with_the_words_of_an_opening_sentence_is_none_of_a_title(opening: str) -> None:
    assert not is_title_line(lines(opening)[0])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("临江市水务局", "内河疏浚办法"),
        ("临江市水务局关于内河", "疏浚办法"),
        ("临江市水务局", "印发疏浚办法"),
        ("内河疏浚和", "湖泊保洁"),
        ("《内河疏浚", "规程》解读"),
        ("内河图", "图说"),
        ("临江市", "内河图说"),
    ],
)
def test_an_organ_a_subject_and_a_line_that_breaks_off_go_on(first: str, second: str) -> None:
    assert is_unfinished(first, second)


def test_a_line_that_could_end_a_title_is_not_unfinished() -> None:
    assert not is_unfinished("内河疏浚纪实", "上游篇")


@pytest.mark.parametrize("text", ["内河清了！", "内河如何疏浚？", "内河疏浚纪实", NUMBER, "临江市水务局公告"])
def test_a_headline_may_call_or_ask(text: str) -> None:
    assert is_headline(lines(text)[0])


@pytest.mark.parametrize("text", ["内河清了。", "各区：", "内河清了，", "一、内河", "上游" * 30 + "段"])
def test_a_headline_neither_ends_a_sentence_nor_fills_a_line(text: str) -> None:
    assert not is_headline(lines(text)[0])


@pytest.mark.parametrize(
    ("texts", "end"),
    [
        ((TITLE, "各区：", "一、疏浚。"), 1),
        (("临江市人民政府", TITLE, "内河掠影"), 2),
        (("关于印发《内河", "疏浚办法》的通知", "内河掠影"), 2),
        (("关于印发内河疏浚办法", "的通知", "内河掠影"), 2),
        (("内河疏浚办法", "（试行）", "内河掠影"), 2),
        (("内河疏浚办法", "（临江市水务局）", "内河掠影"), 1),
        (("内河掠影", "上游", "", "下游", "一、疏浚。"), 2),
        (("内河掠影", "", "上游", "下游", "一、疏浚。"), 1),
        (("内河掠影", "", "关于疏浚的通知", "一、疏浚。"), 2),
        (("一、疏浚。",), 0),
        (("| 河段 | 长度 |", "|---|---|"), 0),
        (("内河",) * 12, LONGEST_TITLE),
    ],
)
def test_a_title_ends_in_the_type_of_a_paper_or_before_a_blank_line(texts: tuple[str, ...], end: int) -> None:
    printed = lines(*texts)
    assert title_end(printed, 0, len(printed)) == end


def test_a_title_ends_where_it_reads_what_is_expected() -> None:
    printed = lines("内河疏浚规划", "实施图", "上游篇")
    assert title_end(printed, 0, 3) == 1
    assert title_end(printed, 0, 3, "《内河疏浚规划实施图》") == 2
    assert title_end(lines("内河疏浚规划实施图", "（2021—2025年）", "上游篇"), 0, 3, "内河疏浚规划实施图") == 2
    assert title_end(lines("湖泊保洁办法", "上游篇"), 0, 2, "内河疏浚规划实施图") == 1


def test_no_title_goes_beyond_the_end_of_its_document() -> None:
    assert title_end(lines("临江市人民政府", TITLE), 0, 1) == 1
    assert title_end(lines("内河疏浚办法", "（试行）"), 0, 1) == 1


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("临江市水务局　临江市财政局", ["临江市水务局", "临江市财政局"]),
        ("水　务　局", ["水务局"]),
        ("临江市水务局", ["临江市水务局"]),
        ("内河　湖泊", []),
    ],
)
def test_organs_stand_beside_one_another_and_nothing_else(text: str, organs: list[str]) -> None:
    assert organs_of(text) == organs


@pytest.mark.parametrize(
    ("title", "organs"),
    [
        (["临江市水务局关于疏浚内河的通知"], ["临江市水务局"]),
        (["临江市水务局临江市财政局", TITLE], ["临江市水务局", "临江市财政局"]),
        (["临江市水务局 平湖县财政局", TITLE], ["临江市水务局", "平湖县财政局"]),
        (["临江市水务局印发《疏浚办法》"], ["临江市水务局"]),
        ([TITLE], []),
        (["内河疏浚办法"], []),
    ],
)
def test_a_title_names_its_issuers_before_its_subject(title: list[str], organs: list[str]) -> None:
    assert title_organs(title) == organs


def test_a_title_that_begins_with_what_it_does_names_no_issuer() -> None:
    assert title_organs(["转发水利部关于疏浚内河的通知"]) == []


def test_a_red_head_may_stand_on_several_lines() -> None:
    assert red_head_end(lines("临江市水务局", "临江市财政局", "文 件", TITLE), 0) == 3
    assert red_head_end(lines("临江市水务局", "临江市财政局", TITLE), 0) == 0
    assert red_head_end(lines("文件", TITLE), 0) == 0
    assert red_head_end(lines("临江市水务局"), 0) == 0


@pytest.mark.parametrize(
    ("above", "start"),
    [
        (("一、疏浚。", NUMBER), 1),
        (("一、疏浚。", "临江市水务局文件", NUMBER), 1),
        (("一、疏浚。", "临江市人民政府令", "第4号"), 1),
        (("一、疏浚。", "特急", "临江市水务局", "临江市财政局"), 1),
        (("2021年4月9日", NUMBER), 1),
        (("附件1", NUMBER), 1),
        (("签发人：赵令", NUMBER), 0),
        (("内河疏浚名录图说", NUMBER), 1),
        (("关于保洁湖泊的通知", NUMBER), 2),
        (("一、疏浚。", "临江市水务局", "2021年4月9日"), 3),
        (("| 河段 | 长度 |", "|---|---|"), 2),
    ],
)
def test_a_head_begins_with_what_belongs_to_its_title(above: tuple[str, ...], start: int) -> None:
    assert head_start(lines(*above, TITLE), len(above), 0) == start


def test_an_organ_that_signs_what_stands_above_belongs_to_no_head() -> None:
    assert head_start(lines("一、疏浚。", "临江市水务局", "2021年4月9日"), 2, 0) == 2
    assert head_start(lines("一、疏浚。", "临江市水务局", TITLE), 2, 0) == 1


def test_an_organ_above_a_blank_line_belongs_to_no_title_that_names_its_own_issuer() -> None:
    listed = ("一、疏浚。", "临江市河道管理站", "临江市船闸管理所", "")
    own, joint = "临江市水务局关于疏浚内河的通知", "关于疏浚内河的通知"
    above = ((*listed, own), (*listed, joint), (*listed[:3], own))
    assert [head_start(lines(*some), 3, 0) for some in above] == [3, 1, 1]


def test_a_head_begins_after_the_document_before_it() -> None:
    assert head_start(lines("临江市水务局文件", NUMBER, TITLE), 2, 1) == 1
    assert head_start(lines("关于保洁湖泊的通知", NUMBER, TITLE), 2, 1) == 1

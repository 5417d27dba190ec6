"""Numbering words at the head of a line, in every customary writing."""

import pytest

import corpus
from corpus.language.numbering import Level, counted_marker, marker
from corpus.model import ClauseKind


@pytest.mark.parametrize(
    ("text", "level", "label", "ordinal"),
    [
        ("第一百零三条　湖泊管理", Level.ARTICLE, "第一百零三条", 103),
        ("第二百〇一条 湖泊", Level.ARTICLE, "第二百〇一条", 201),
        ("第一千零四十条 湖泊", Level.ARTICLE, "第一千零四十条", 1040),
        ("第百十一条 湖泊", Level.ARTICLE, "第百十一条", 111),
        ("第7条 湖泊", Level.ARTICLE, "第7条", 7),
        ("第二编 监督", Level.BOOK, "第二编", 2),
        ("第三分编 合同", Level.PART, "第三分编", 3),
        ("第十二章 附则", Level.CHAPTER, "第十二章", 12),
        ("第二目 监督", Level.SUBDIVISION, "第二目", 2),
        ("（十一）巡查。", Level.SUBSECTION, "（十一）", 11),
        ("㈢巡查。", Level.SUBSECTION, "㈢", 3),
        ("１２．巡查。", Level.ITEM, "１２．", 12),
        ("⒊巡查。", Level.ITEM, "⒊", 3),
        ("1．5G网络巡查。", Level.ITEM, "1．", 1),
        ("（３）巡查。", Level.POINT, "（３）", 3),
        ("⑷巡查。", Level.POINT, "⑷", 4),
        ("2）巡查。", Level.POINT, "2）", 2),
        ("③巡查。", Level.SUBPOINT, "③", 3),
        ("2.1.3 巡查", Level.ITEM, "2.1.3", 3),
        ("—坚持巡查。", Level.INDENT, "—", 0),
        ("●坚持巡查。", Level.INDENT, "●", 0),
    ],
)
def test_a_numbering_word_has_a_level_and_a_number(text: str, level: Level, label: str, ordinal: int) -> None:
    found = marker(text)
    assert found is not None
    assert (found.level, found.label, found.ordinal) == (level, label, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "12.5%以上",
        "2023年起",
        "（2021—2030年）规划",
        "3次以上",
        "一级保护区",
        "第一，抓紧",
        "——2025年",
        "第一目标",
    ],
)
def test_figures_and_words_that_only_look_like_one_are_none(text: str) -> None:
    assert marker(text) is None


ARTICLES = {Level.ARTICLE: 4}


@pytest.mark.parametrize(
    ("text", "counts", "level", "ordinal"),
    [
        ("A. 巡查。", {}, Level.CAPITAL, 1),
        ("（B）巡查。", {Level.CAPITAL: 1}, Level.CAPITAL, 2),
        ("(a) 巡查。", {}, Level.LETTER, 1),
        ("b）巡查。", {Level.LETTER: 1}, Level.LETTER, 2),
        ("(i) 巡查。", {}, Level.ROMAN, 1),
        ("(i) 巡查。", {Level.LETTER: 8}, Level.LETTER, 9),
        ("(iv) 巡查。", {Level.ROMAN: 3}, Level.ROMAN, 4),
        ("ⅱ．巡查。", {Level.ROMAN: 1}, Level.ROMAN, 2),
        ("Ⅰ、巡查", {}, Level.SECTION, 1),
        ("甲、巡查", {}, Level.SUBDIVISION, 1),
        ("（甲）巡查；", ARTICLES, Level.STEM, 1),
        ("（乙）巡查；", {**ARTICLES, Level.STEM: 1}, Level.STEM, 2),
    ],
)
def test_a_letter_a_stem_or_a_roman_numeral_counts(
    text: str, counts: dict[Level, int], level: Level, ordinal: int
) -> None:
    found = counted_marker(text, counts)
    assert found is not None
    assert (found.level, found.ordinal) == (level, ordinal)


@pytest.mark.parametrize(
    "text",
    ["B. 巡查。", "(c) 巡查。", "A.B. 河", "A.1 河", "甲、乙两河", "A、B两河", "A级河", "甲方巡查", "（丙）巡查"],
)
def test_what_does_not_count_on_is_a_name_or_the_middle_of_a_sentence(text: str) -> None:
    assert counted_marker(text, {}) is None


def labels(text: str) -> list[tuple[str | None, str]]:
    (document,) = corpus.parse(text, "a.txt").documents
    return [(clause.label, clause.text) for clause in document.clauses]


def test_an_article_after_the_hundredth_is_an_article() -> None:
    text = "某市湿地条例\n\n第九十九条 甲。\n\n第一百条 乙。\n\n第一百零一条 丙。\n\n第一百一十条 丁。\n"
    assert [label for label, _ in labels(text)] == ["第九十九条", "第一百条", "第一百零一条", "第一百一十条"]


def test_an_article_needs_no_space_after_its_number_where_it_counts_on() -> None:
    text = (
        "某市湿地办法\n\n第一条为了保护湿地，制定本办法。\n\n第二条本市湿地适用本办法。\n\n第一条规定的湿地包括沼泽。\n"
    )
    assert labels(text) == [
        ("第一条", "为了保护湿地，制定本办法。"),
        ("第二条", "本市湿地适用本办法。\n第一条规定的湿地包括沼泽。"),
    ]


def test_the_number_of_an_article_may_stand_alone_on_its_line_with_a_heading_in_brackets() -> None:
    text = "某市湿地办法\n\n第一条（目的）\n为了保护湿地，制定本办法。\n\n第二条【范围】本市湿地适用本办法。\n"
    assert labels(text) == [
        ("第一条", "（目的）为了保护湿地，制定本办法。"),
        ("第二条", "【范围】本市湿地适用本办法。"),
    ]


def test_a_chapter_may_have_its_title_on_the_next_line() -> None:
    text = "某市湿地办法\n\n第一章\n总则\n\n第一条 为了保护湿地，制定本办法。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    (clause,) = document.clauses
    assert [(step.label, step.title) for step in clause.path] == [("第一章", "总则")]


def test_a_plan_may_number_its_headings_in_figures() -> None:
    text = (
        "某市湿地火灾应急预案\n\n1 总则\n\n1.1 编制目的\n\n提高处置能力。\n\n1.2 工作原则\n\n预防为主。\n\n"
        "2 组织体系\n\n2.1 指挥部\n\n2.1.1 职责\n\n（1）统一指挥。\n"
    )
    (document,) = corpus.parse(text, "a.txt").documents
    assert [(clause.eid, clause.text) for clause in document.clauses] == [
        ("sec_1__subsec_1__para_1", "提高处置能力。"),
        ("sec_1__subsec_2__para_1", "预防为主。"),
        ("sec_2__subsec_1__item_1__point_1", "统一指挥。"),
    ]


def test_a_book_a_part_a_chapter_and_a_division_stand_in_one_another() -> None:
    text = "某市湿地法典\n\n第一编 总则\n\n第一分编 通则\n\n第一章 原则\n\n第一节 一般\n\n第一条 保护优先。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    (clause,) = document.clauses
    assert clause.eid == "book_1__part_1__chp_1__dvs_1__art_1"
    assert clause.kind is ClauseKind.ARTICLE


def test_letters_are_labels_under_the_items_above_them() -> None:
    text = "某市湿地通告\n\n1. 禁止下列行为：\n\n(a) 捕捞；\n\n(b) 下列作业：\n\n(i) 采砂；\n\n(ii) 排污。\n\n2. 违者受罚。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    assert [(clause.label, [heading.label for heading in clause.path]) for clause in document.clauses] == [
        ("1.", []),
        ("(a)", ["1."]),
        ("(b)", ["1."]),
        ("(i)", ["1.", "(b)"]),
        ("(ii)", ["1.", "(b)"]),
        ("2.", []),
    ]


def test_a_number_that_only_a_space_sets_apart_is_one_where_the_text_counts_so() -> None:
    assert labels("某市湿地通令\n\n一　各级机关应当巡查湿地。\n\n二　严禁捕捞。\n") == [
        ("一", "各级机关应当巡查湿地。"),
        ("二", "严禁捕捞。"),
    ]
    assert labels("某市湿地通令\n\n一　各级机关应当巡查湿地。\n") == [(None, "一各级机关应当巡查湿地。")]


def test_a_point_behind_a_chinese_character_ends_a_sentence() -> None:
    text = "某市湿地通告\n\n　　现将有关事项公告如下.\n\n特此公告.\n"
    assert labels(text) == [(None, "现将有关事项公告如下."), (None, "特此公告.")]


def test_the_mark_of_a_note_stands_behind_a_sentence_and_its_note_begins_a_paragraph() -> None:
    text = "某市湿地通告\n\n湿地应当保护。[1]\n\n[1]湿地包括沼泽。\n"
    assert labels(text) == [(None, "湿地应当保护。[1]"), (None, "[1]湿地包括沼泽。")]

"""Furniture of the printed page: numbers, running heads and rules are no text and cut no sentence."""

import pytest

import corpus
from corpus.issue.furniture import furniture, page_number
from corpus.printed.lines import scan

LONG = "各区应当建立湿地巡查制度，明确巡查责任人，每月至少巡查两次，发现问题及时处置并记录在案，"


@pytest.mark.parametrize("text", ["— 12 —", "－12－", "·12·", "| 12 |", "第12页", "第 12 页 共 40 页", "12 —", "12/40"])
def test_a_page_number_has_many_forms(text: str) -> None:
    assert page_number(text) == 12


@pytest.mark.parametrize("text", ["12", "12条", "二、", "（12）", "2024年", "—"])
def test_what_might_be_something_else_is_none_by_itself(text: str) -> None:
    assert page_number(text) is None


def texts(*lines: str) -> list[str]:
    (document,) = corpus.parse("关于湿地巡查的通知\n\n" + "\n\n".join(lines) + "\n", "a.txt").documents
    return [clause.text for clause in document.clauses]


@pytest.mark.parametrize("number", ["— 5 —", "·5·", "第5页", "5"])
def test_a_sentence_goes_on_behind_the_number_of_a_page(number: str) -> None:
    assert texts(f"一、{LONG}并按", number, "季度报送巡查结果。") == [f"{LONG}并按季度报送巡查结果。"]


def test_a_bare_figure_is_the_number_of_a_page_where_it_counts_pages() -> None:
    page = [f"{n}、{LONG}不得遗漏。" for n in "一二三四五六七八九"]
    found = texts(*page, "7", *page, "8", *page)
    assert len(found) == 27
    assert all(text.endswith("不得遗漏。") for text in found)


def test_figures_that_stand_close_together_are_text() -> None:
    assert "1" in "".join(texts("一、名单如下：", "1", "甲湖", "2", "乙湖"))


def test_a_running_head_beside_page_numbers_is_no_text() -> None:
    head = "某市人民政府公报"
    first = f"为保护湿地，{LONG}现通知如下："
    assert texts(first, f"一、{LONG}并", "3", head, "上报结果。", f"二、{LONG}并", "4", head, "公开结果。") == [
        first,
        f"{LONG}并上报结果。",
        f"{LONG}并公开结果。",
    ]


def test_a_rule_and_the_metadata_of_a_file_are_no_text() -> None:
    text = "---\ntitle: 湿地\ndate: 2020-01-01\n---\n\n# 关于湿地巡查的通知\n\n━━━━━━\n\n一、每月巡查。\n\n※　※　※\n\n二、按时上报。\n"
    (document,) = corpus.parse(text, "a.md").documents
    assert document.title == "关于湿地巡查的通知"
    assert [clause.text for clause in document.clauses] == ["每月巡查。", "按时上报。"]


def test_titles_that_differ_in_a_number_are_no_running_heads() -> None:
    one = "市人民政府第{}次常务会议纪要\n\n会议研究了湿地保护工作。\n\n一、会议听取了汇报。\n\n"
    assert furniture(scan(one.format(3) + one.format(4))) == {}


def test_a_line_that_recurs_inside_wrapped_sentences_is_text() -> None:
    page = f"一、{LONG}并\n应当逐级上报结果\n并且公开。\n\n"
    assert furniture(scan(page * 3)) == {}


def test_the_name_of_a_section_in_the_middle_of_a_sentence_is_a_running_head() -> None:
    assert texts(LONG, "市政府办公厅文件", "并向社会公布。") == [f"{LONG}并向社会公布。"]


def test_a_running_head_may_have_two_lines() -> None:
    page = "·{}·\n某市人民政府公报\n2021年第3期\n"
    text = (
        "某市人民政府公报\n2021年第3期\n目录\n关于湿地巡查的通知……1\n"
        + page.format(1)
        + f"关于湿地巡查的通知\n一、{LONG}\n"
        + page.format(2)
        + "并向社会公布。\n"
    )
    found = corpus.parse(text, "a.txt")
    assert found.issue is not None
    assert [clause.text for document in found.documents for clause in document.clauses] == [f"{LONG}并向社会公布。"]

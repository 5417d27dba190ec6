"""The cells of a row: their paragraphs and where they are printed, and what a cell of a deadline says."""

import pytest

from corpus.printed.cells import LineSlice, cell_at, is_none, is_time, printed_deadline, tab_cells
from corpus.printed.rows import PAGE_LINES, is_section_line, nearby, others_between


def pieces(*texts: str) -> list[str]:
    """The paragraphs of a cell that is printed on these lines."""
    slices = [LineSlice(text, number, 0, len(text)) for number, text in enumerate(texts, 1)]
    return [piece.text for piece in cell_at(slices).pieces]


def test_tabs_part_cells_and_an_empty_one_holds_nothing() -> None:
    found = tab_cells("1\t 疏浚 内河\t\t年底前", 1)
    assert [cell.text for cell in found] == ["1", "疏浚内河", "", "年底前"]
    assert [bool(cell) for cell in found] == [True, True, False, True]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("疏浚", "内河"), ["疏浚内河"]),
        (("疏浚内河。", "保洁湖泊。"), ["疏浚内河。保洁湖泊。"]),
        (("疏浚内河。  保洁湖泊。",), ["疏浚内河。", "保洁湖泊。"]),
        (("疏浚内河；　　保洁湖泊",), ["疏浚内河；", "保洁湖泊"]),
        (("疏浚  内河",), ["疏浚内河"]),
        (("疏浚内河<br>保洁湖泊",), ["疏浚内河", "保洁湖泊"]),
        (("<p>疏浚内河</p><p>保洁湖泊</p>",), ["疏浚内河", "保洁湖泊"]),
        (("疏浚内河<br>", "保洁湖泊"), ["疏浚内河", "保洁湖泊"]),
        (("", " "), []),
    ],
)
def test_a_cell_goes_on_from_line_to_line_and_a_break_begins_a_paragraph(
    texts: tuple[str, ...], found: list[str]
) -> None:
    assert pieces(*texts) == found


def test_each_character_of_a_cell_knows_its_column_on_a_line_of_any_length() -> None:
    for before in (10, 5000):
        raw = "湖" * before + "\t疏浚"
        run = tab_cells(raw, 7)[1].pieces[0].runs[0]
        assert (run.line, run.column) == (7, before + 1)


def test_the_printed_text_of_a_cell_keeps_its_spaces_and_loses_its_mark_up() -> None:
    (cell,) = tab_cells("**市水务局** <b>各区</b>&amp;镇", 1)
    assert cell.spaced.split() == ["市水务局", "各区", "&镇"]


@pytest.mark.parametrize(
    "text",
    [
        "年底前",
        "6月底前",
        "2021年6月",
        "长期实施",
        "6—9月",
        "每季度末",
        "按时间节点完成",
        "年底前 长期",
        "汛期前（6月1日）",
        "9月底前；年底前",
        "力争年底前",
        "全部年底前",
        "部分年底前",
    ],
)
def test_a_cell_of_deadlines_holds_nothing_else(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "疏浚内河",
        "年底前疏浚",
        "疏浚各河段以后应当在年底前",
        "年底前 市水务局",
        "市水务局年底前",
        "建设部6月底前",
        "年底前" * 99,
    ],
)
def test_a_cell_with_something_else_is_none(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize(("text", "none"), [("——", True), ("/", True), ("-", True), ("", True), ("—内", False)])
def test_a_dash_says_that_there_is_none(text: str, *, none: bool) -> None:
    assert is_none(text) is none


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("年底前", "年底前"),
        ("6月底前<br>年底前", "6月底前；年底前"),
        ("年底前 年底前", "年底前"),
        ("2021年 6月底前", "2021年6月底前"),
        ("按时间 节点完成", "按时间节点完成"),
        ("尽早", "尽早"),
        ("2021年 年底前", "2021年；年底前"),
        ("", None),
    ],
)
def test_each_deadline_of_a_cell_stands_once_and_a_break_inside_one_is_closed(text: str, deadline: str | None) -> None:
    (cell,) = tab_cells(text, 1)
    assert printed_deadline(cell) == deadline


def test_lines_are_near_with_at_most_the_foot_and_the_head_of_a_page_between() -> None:
    lines = ["行", *["脚"] * PAGE_LINES, "行", *["文"] * (PAGE_LINES + 1), "行", "", "", "", "", "", "行"]
    numbers = [at for at, line in enumerate(lines, 1) if line == "行"]
    assert [*nearby(numbers, lines)] == [numbers[:2], numbers[2:]]
    assert [*nearby([], lines)] == []
    assert others_between(lines, numbers[0], numbers[1]) == PAGE_LINES
    assert others_between(["行", *["文"] * 99, "行"], 1, 101) == PAGE_LINES + 1  # counted no further


@pytest.mark.parametrize(
    ("raw", "is_section"),
    [
        ("一、内河", True),
        ("  （二）湖泊", True),
        ("1.内河", False),
        ("一、疏浚内河。", False),
        ("内河", False),
        ("一、" + "湖" * 118, False),
    ],
)
def test_a_numbered_line_without_columns_may_head_a_section(raw: str, *, is_section: bool) -> None:
    assert is_section_line(raw) is is_section

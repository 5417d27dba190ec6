"""What a row of a table says under the names of its columns, and where the head does not fit."""

import pytest

from corpus.clauses.figures import figure_row, filled_down, is_stray, printed_head
from corpus.clauses.table_heads import TableHead, goes_on_head, head_of
from corpus.findings import WarningCode
from corpus.printed.cells import CellText, tab_cells

MISFIT = (WarningCode.HEAD_DOES_NOT_FIT,)


def row(text: str) -> list[CellText]:
    """The cells of a row, printed with a bar between them."""
    return tab_cells(text.replace("|", "\t"), 1)


def head(*texts: str) -> TableHead:
    first, *rest = texts
    found = head_of(row(first))
    for text in rest:
        found = found.over(row(text))
    return found


def read(text: str, over: TableHead) -> tuple[str | None, str, list[tuple[str, str]]]:
    found = figure_row(row(text), over)
    return found.label, found.reading.text, [(one.header, one.value) for one in found.cells]


def test_a_row_reads_as_a_sentence_under_the_names_of_its_columns() -> None:
    assert read("上游|3.5|东湖", head("河段|长度|湖泊")) == (
        "上游",
        "上游:长度 3.5；湖泊 东湖。",
        [("河段", "上游"), ("长度", "3.5"), ("湖泊", "东湖")],
    )


def test_a_number_is_the_label_and_no_part_of_the_text() -> None:
    assert read("12|上游", head("序号|河段"))[:2] == ("12", "河段 上游。")
    assert read("12345|上游", head("序号|河段"))[1] == "12345:河段 上游。"


def test_a_value_that_ends_in_a_stop_needs_none() -> None:
    assert read("上游|已疏浚。|东湖；", head("河段|现状|湖泊"))[1] == "上游:现状 已疏浚。湖泊 东湖；"


def test_an_empty_cell_is_a_dash_and_a_column_without_a_name_has_its_number() -> None:
    assert read("上游||东湖", head("河段|长度|湖泊"))[1] == "上游:长度 —；湖泊 东湖。"
    assert read("上游|3.5|东湖", head("河段||湖泊"))[2][1] == ("第2列", "3.5")


@pytest.mark.parametrize("text", ["上游|3.5", "上游|3.5|4|5"])
def test_where_the_head_does_not_fit_the_text_ends_in_it(text: str) -> None:
    found = figure_row(row(text), head("河段|长度|湖泊"))
    assert found.warnings == MISFIT
    assert found.reading.text.startswith("上游:第2列 3.5")
    assert found.reading.text.endswith("。(表头:河段；长度；湖泊)")
    assert printed_head(found.reading.text) == ("河段", "长度", "湖泊")


def test_empty_names_at_the_end_of_a_head_fit() -> None:
    assert figure_row(row("上游|3.5"), head("河段|长度|")).warnings == ()


def test_a_row_without_a_head_or_without_a_name_says_what_its_cells_say() -> None:
    assert read("上游|3.5", TableHead())[:2] == ("上游", "上游；3.5。")
    assert read("|3.5|已疏浚。", head("河段|长度|现状"))[:2] == (None, "3.5；已疏浚。")
    assert figure_row(row("|3.5"), head("河段|长度|现状")).warnings == MISFIT
    assert figure_row(row("上游|3.5"), TableHead()).warnings == ()


@pytest.mark.parametrize("text", ["上游:长度 3.5。", "(表头:河段)以上。", "表头:河段"])
def test_a_text_that_ends_in_no_head_has_none(text: str) -> None:
    assert printed_head(text) == ()


@pytest.mark.parametrize(
    ("text", "above", "filled"),
    [
        ("|下段|4", "上游|上段|3", ["上游", "下段", "4"]),
        ("||4级", "上游|上段|3级", ["上游", "上段", "4级"]),
        ("|5|4", "上游|上段|3", ["", "5", "4"]),
        ("下游||4", "上游|上段|3", ["下游", "", "4"]),
        ("|下段", "上游|上段|3", ["", "下段"]),
    ],
)
def test_the_first_empty_cells_go_on_with_those_above_unless_only_figures_follow(
    text: str, above: str, filled: list[str]
) -> None:
    assert [cell.text for cell in filled_down(row(text), row(above))] == filled


def test_what_was_filled_down_stands_on_no_line_of_its_own() -> None:
    first, *_ = filled_down(row("|下段"), row("上游|上段"))
    assert first.pieces[0].runs == ()


@pytest.mark.parametrize(
    ("text", "stray"),
    [("||", True), ("|3.5|", True), ("3.5||", False), ("|3.5|4", False), ("|上段|", False), ("|（3）%|", True)],
)
def test_a_single_figure_of_nothing_is_no_row(text: str, *, stray: bool) -> None:
    assert is_stray(row(text)) is stray


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("河段|长度||湖泊", "|全长|已疏浚|", ("河段", "长度全长", "长度已疏浚", "湖泊")),
        ("河段|长度|湖泊", "河段||面积", ("河段", "长度", "湖泊面积")),
        ("河段|长度||", "|全长|", ("河段", "长度全长", "", "")),
        ("|长度||湖泊", "河段|全长|已疏浚|", ("河段", "长度全长", "长度已疏浚", "湖泊")),
        ("河段|长度", "|全长|宽", ()),
        ("河段|长度", "上游|全长", ()),
    ],
)
def test_a_name_above_stands_over_all_columns_up_to_the_next_one(
    first: str, second: str, names: tuple[str, ...]
) -> None:
    assert head(first, second).names == names


def test_a_head_keeps_its_first_line_as_printed_and_the_lowest_names() -> None:
    found = head("任务|责任||", "|牵头单位|配合单位|")
    assert found.printed == ("任务", "责任", "", "")
    assert found.lowest == ("任务", "牵头单位", "配合单位", "")
    assert found.roles == ("task", "lead", "assisting", "")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("牵头单位", "牵头单位"),
        ("负责牵头的市级部门和有关单位名称", "牵头部门"),
        ("牵" * 12 + "牵头", "牵" * 12 + "牵头"),
    ],
)
def test_a_label_is_the_printed_name_unless_it_is_long(name: str, label: str) -> None:
    assert head(f"任务|{name}").label("lead") == label


def test_a_column_that_is_missing_has_its_usual_name() -> None:
    assert head("任务|牵头单位").label("assisting") == "协办单位"


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("|全长|宽", True),
        ("河段|全长|宽", True),
        ("上游|全长|宽", False),
        ("上游|全长|全长", True),
        ("|全长|3.5", False),
        ("|已疏浚。|宽", False),
        ("东江区|全长|全长", False),
        ("全市|全长|全长", False),
    ],
)
def test_a_second_line_of_a_head_has_names_alone(text: str, *, goes_on: bool) -> None:
    assert goes_on_head(row(text), head("河段|长度|")) is goes_on

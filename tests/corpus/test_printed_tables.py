"""What is a table, in whatever writing, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.formats.html import html_to_print
from corpus.issue.furniture import page_number
from corpus.printed.lines import scan, split
from corpus.printed.rows import Row


def rows(text: str) -> list[Row]:
    return [line.row for line in scan(text) if line.row]


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows(text) if row.cells]


HEAD = ["序号", "湖泊", "管理单位"]
FIRST = ["1", "镜湖", "市水务局"]
SECOND = ["2", "月湖", "各区政府"]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t湖泊\t管理单位\n1\t镜湖\t市水务局\n2\t月湖\t各区政府",
        "| 序号 | 湖泊 | 管理单位 |\n| --- | :--: | ---: |\n| 1 | 镜湖 | 市水务局 |\n| 2 | 月湖 | 各区政府 |",
        "序号|湖泊|管理单位\n---|---|---\n1|镜湖|市水务局\n2|月湖|各区政府",
        "| 序号 | 湖泊 | 管理单位 |\n| 1 | 镜湖 | 市水务局 |\n| 2 | 月湖 | 各区政府 |",
        "+---+---+---+\n| 序号 | 湖泊 | 管理单位 |\n+===+===+===+\n| 1 | 镜湖 | 市水务局 |\n| 2 | 月湖 | 各区政府 |\n+---+---+---+",
        (
            "<table><tr><th>序号</th><th>湖泊</th><th>管理单位</th></tr><tr><td>1</td><td>镜湖</td><td>市水务局</td></tr>"
            "<tr><td>2</td><td>月湖</td><td>各区政府</td></tr></table>"
        ),
        (
            '<TABLE class="a"\n border=1>\n<thead><TR>\n<TD>序号\n<TD>湖泊\n<TD>管理单位\n</thead><TR><TD>1<TD><p>镜湖</p><TD>市水务局\n'
            "<TR>\n<TD>2<TD><b>月湖</b><TD>各区政府"
        ),
        "序号    湖泊      管理单位\n1       镜湖      市水务局\n2       月湖      各区政府",
        "序号　　湖泊　　　管理单位\n1　　　 镜湖　　　市水务局\n2　　　 月湖　　　各区政府",
        (
            "┌──┬──┬──┐\n│序号│湖泊│管理单位│\n├──┼──┼──┤\n"
            "│1 │镜湖│市水务局│\n├──┼──┼──┤\n│2 │月湖│各区政府│\n└──┴──┴──┘"
        ),
        "序号 | 湖泊 | 管理单位\n1 | 镜湖 | 市水务局\n2 | 月湖 | 各区政府",
        "序号\n湖泊\n管理单位\n1\n镜湖\n市水务局\n2\n月湖\n各区政府",
        "序号\n\n湖泊\n\n管理单位\n\n1\n\n镜湖\n\n市水务局\n\n2\n\n月湖\n\n各区政府\n\n以上由市水务局负责。",
    ],
)
def test_one_table_in_every_writing(text: str) -> None:
    assert cells(text) == [HEAD, FIRST, SECOND]
    assert [row.is_head for row in rows(text) if row.cells] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "关于加强湖泊管理的通知\t(12)\n关于公布名录的通知\t(15)\n关于修改办法的决定\t(18)",
        "标题\t文号\t页码\n关于加强湖泊管理的通知\t某政发〔2022〕3号\t12",
        "| 标题 | 文号 | 页码 |\n|---|---|---|\n| 关于加强湖泊管理的通知 | 某政发〔2022〕3号 | 12 |",
        "标题    文号    页码\n关于湖泊的通知    某政发〔2022〕3号    12",
        "市水务局\t市财政局\n市公安局\t市司法局\n市教育局\t市民政局",
        "市水务局          市财政局\n市公安局          市司法局\n2022年3月1日",
        "\t第一条 为了保护湖泊，制定本办法。\n\t第二条 本市适用本办法。\n\t第三条 市水务局负责。",
        "1.\t保护湖泊。\n2.\t清理湖岸。\n3.\t监测水质。",
        "本表中的甲|乙表示两者取一。",
        "| 56 |",
        "第一章　　总则",
        "各区人民政府：　　现将有关事项通知如下：",
        "<table><tr><td>正文在版面表格里。</td></tr></table>",
        "序号\n湖泊\n管理单位\n1\n镜湖\n市水务局\n本市另有湖泊。",
        "序号\n1\n2\n3",
    ],
)
def test_what_only_looks_like_a_table(text: str) -> None:
    assert rows(text) == []


def test_lines_that_are_alike_are_a_table_without_known_names() -> None:
    assert cells("支流\t长度\n北河\t12\n南河\t8.5") == [["支流", "长度"], ["北河", "12"], ["南河", "8.5"]]
    assert [row.is_head for row in rows("支流\t长度\n北河\t12\n南河\t8.5")] == [True, False, False]
    assert cells("1   镜湖   甲区\n2   月湖   乙区\n3   星湖   丙区")[2] == ["3", "星湖", "丙区"]


def test_cells_that_span_stand_in_every_row_and_in_the_first_column() -> None:
    text = (
        '<table><tr><th rowspan="2">序号</th><th colspan=2>分工</th></tr><tr><th>牵头</th><th>配合</th></tr>'
        '<tr><td colspan="3">一、湖岸</td></tr><tr><td rowspan="2">1</td><td>甲局</td><td>乙局</td></tr>'
        "<tr><th>序号</th><th>牵头</th><th>配合</th></tr><tr><td>丙局</td><td>丁局</td></tr></table>"
    )
    assert cells(text) == [
        ["序号", "分工", ""],
        ["序号", "牵头", "配合"],
        ["一、湖岸", "", ""],
        ["1", "甲局", "乙局"],
        ["序号", "牵头", "配合"],  # a head on the next page takes no place in the group
        ["1", "丙局", "丁局"],
    ]
    assert [row.spans for row in rows(text)] == [False, False, True, False, False, False]


def test_an_open_table_ends_behind_its_last_row_and_an_open_cell_at_a_blank_line() -> None:
    text = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁\n\n第一条 湖泊受保护。"
    assert cells(text) == [["甲", "乙"], ["丙", "丁"]]
    assert [line.text for line in scan(text) if not line.row] == ["第一条湖泊受保护。"]


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inner = "<table><tr><td>子</td><td>丑</td></tr></table>"
    assert cells(f"<table><tr><td>甲</td><td>{inner}</td></tr><tr><td>丙</td><td>丁</td></tr></table>") == [
        ["甲", "子丑"],
        ["丙", "丁"],
    ]


def test_a_row_of_html_has_all_its_lines_and_shares_them() -> None:
    text = "<table>\n<tr><td>1</td>\n<td>镜\n湖</td></tr><tr><td>2</td><td>月湖</td></tr>\n</table>"
    found = [(line.number, line.last, [c.text for c in line.row.cells]) for line in scan(text) if line.row]
    assert found == [(1, 1, []), (2, 4, ["1", "镜湖"]), (4, 4, ["2", "月湖"]), (5, 5, [])]


def test_the_number_of_a_page_between_two_rows_is_no_row() -> None:
    text = "<table>\n<tr><td>1</td><td>镜湖</td></tr>\n\n— 7 —\n\n<tr><td>2</td><td>月湖</td></tr>\n</table>"
    assert [page_number(line.plain) for line in scan(text) if not line.row] == [7]


def test_text_beside_a_table_on_its_line_is_kept() -> None:
    text = "表一<table><tr><td>1</td><td>镜湖</td></tr><tr><td>2</td><td>月湖</td></tr></table>以上为名录。"
    assert cells(text) == [["表一"], ["1", "镜湖"], ["2", "月湖"], ["以上为名录。"]]


def test_breaks_escapes_and_entities_inside_a_cell() -> None:
    assert cells("| 序号 | 措施 |\n|---|---|\n| 1 | 设桩\\|立牌<br>巡查&nbsp; |")[1] == ["1", "设桩|立牌\n巡查"]


def test_a_table_goes_on_over_a_page_break_without_its_head() -> None:
    table = "| 序号 | 湖泊 |\n|---|---|\n| 1 | 镜湖 |\n\n12\n\n湖泊公报\n\n| 2 | 月湖 |"
    assert cells(table)[2:] == [["2", "月湖"]]
    spaced = "序号    湖泊      管理单位\n1       镜湖      市水务局\n\n湖泊公报\n\n2       月湖      各区政府"
    assert cells(spaced) == [HEAD, FIRST, SECOND]


def test_a_text_under_a_column_of_spaces_goes_on_in_the_next_line() -> None:
    text = (
        "序号    措施                管理单位\n"
        "1       清理湖岸垃圾并在岸  市水务局\n"
        "        边立牌\n"
        "一、其他湖泊\n"
        "2       巡查                各区政府\n"
    )
    assert cells(text)[1:] == [
        ["1", "清理湖岸垃圾并在岸边立牌", "市水务局"],
        ["一、其他湖泊", "", ""],
        ["2", "巡查", "各区政府"],
    ]


def test_a_row_without_number_under_columns_of_spaces_is_a_row_when_the_text_above_is_whole() -> None:
    text = "序号    措施                管理单位\n1       清理湖岸。          市水务局\n        立牌。              各区政府\n"
    assert cells(text)[2] == ["", "立牌。", "各区政府"]


def test_a_row_that_lost_the_tabs_at_its_end_is_filled_up() -> None:
    assert cells("序号\t湖泊\t管理单位\n1\t镜湖")[1] == ["1", "镜湖", ""]


def test_two_tables_of_different_width_do_not_mix() -> None:
    text = "序号\t湖泊\t管理单位\n1\t镜湖\t市水务局\n\n名称\t面积\n镜湖\t12"
    assert cells(text)[2:] == [["名称", "面积"], ["镜湖", "12"]]


_BITS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<td colspan='3'>", "<th>", "</td>", "<thead>", "<caption>", "|",
         "|---|---|", "\\|", "\t", "\t\t\t\t", "   ", "\u3000\u3000", "\n", "\n\n", "序号", "任务", "责任单位", "一、", "注：", "。", "<br>", "1",
         "市水务局", "甲", "— 3 —", "附件1", "<td"]  # fmt: skip


@given(st.lists(st.sampled_from(_BITS), max_size=80).map("".join))
def test_any_pieces_of_tables_parse_and_no_line_is_lost(text: str) -> None:
    printed = split(text)
    lines = scan(text)
    read = {number for line in lines for number in range(line.number, line.last + 1)}
    assert {number for number, raw in enumerate(printed, 1) if raw.strip()} <= read
    gazette = corpus.parse(text, "a.txt")
    assert sum(gazette.coverage.lines.values()) == sum(bool(raw.strip()) for raw in printed)
    for line in lines:
        for run in (
            run for cell in (line.row.cells if line.row else ()) for piece in cell.pieces for run in piece.runs
        ):
            assert len(printed[run.line - 1][run.column : run.column + run.end - run.start]) == run.end - run.start


@pytest.mark.parametrize(
    "text",
    [
        "序号    湖泊      管理单位\n1       镜湖      市水务局\n二、城北\n\n— 4 —\n\n2       月湖      各区政府",
        "序号\t湖泊\t管理单位\n1\t镜湖\t市水务局\n二、城北\n\n— 4 —\n\n2\t月湖\t各区政府",
    ],
)
def test_the_title_of_a_section_may_be_the_last_line_of_a_page(text: str) -> None:
    assert cells(text) == [HEAD, FIRST, ["二、城北", "", ""], SECOND]


def test_a_table_of_an_html_file_is_one_of_a_text() -> None:
    page = (
        "<html><body><table><tr><td><p>序号</p></td><td>湖泊</td><td>管理单位</td></tr>"
        '<tr><td rowspan="2">1</td><td>镜湖</td><td>市水务局<br>各区</td></tr><tr><td>月湖</td><td>各区政府</td></tr></table>'
        "<table><tr><td>版面</td><td>正文在这里。</td></tr><tr><td>页脚</td><td>版权</td></tr></table></body></html>"
    )
    assert cells(html_to_print(page)) == [HEAD, ["1", "镜湖", "市水务局各区"], ["1", "月湖", "各区政府"]]


def test_the_cells_of_a_flattened_page_are_one_space_apart() -> None:
    assert cells("序号 湖泊 管理单位\n1 镜湖 市水务局\n2 月湖 各区政府\n") == [HEAD, FIRST, SECOND]


def test_a_sentence_with_spaces_is_no_table() -> None:
    assert not rows("序号 湖泊 管理单位\n1 镜湖 由市水务局 管理\n说明如下。\n")


def test_a_table_with_figures_needs_no_known_names() -> None:
    text = "科目    年初    年末\n货币    120    130\n存货    30    25\n"
    assert cells(text) == [["科目", "年初", "年末"], ["货币", "120", "130"], ["存货", "30", "25"]]


def test_a_name_that_was_set_wide_is_one_cell() -> None:
    assert cells("项  目    公司数    余额\n新增      12    35.6\n合  计    20    128.4\n")[0] == [
        "项目",
        "公司数",
        "余额",
    ]


def test_a_table_inside_a_text_is_no_annex() -> None:
    text = (
        "某市统计公报\n\n一、综合\n\n全年经济平稳。\n\n主要产量\n产品名称    产量    增长\n粮食    25.6    1.2\n棉花    82    -3\n\n"
        "二、工业\n\n工业增长。\n"
    )
    (document,) = corpus.parse(text, "a.txt").documents
    assert len(document.parts) == 1


def test_what_the_figures_are_counted_in_is_no_part_of_a_title() -> None:
    text = "关于决算的通知\n\n各区：\n\n现予公布。\n\n某市财政局\n\n2021年5月1日\n\n附件\n\n决算表\n单位：万元\n项目    预算    决算\n税收    12    13\n合计    30    25\n"
    (document,) = corpus.parse(text, "a.txt").documents
    assert document.parts[-1].title == "决算表"


def test_a_table_of_a_cell_a_line_has_sections_and_may_lack_its_last_cells() -> None:
    text = "序号\n湖泊\n管理单位\n备注\n1\n镜湖\n市水务局\n在建\n一、城北\n2\n月湖\n各区政府\n3\n星湖\n市水务局\n待建\n附件2\n"
    assert cells(text)[2:] == [
        ["一、城北", "", "", ""],
        ["2", "月湖", "各区政府", ""],
        ["3", "星湖", "市水务局", "待建"],
    ]


def test_a_head_may_stand_once_more_among_rows_that_count_on() -> None:
    found = rows("序号 湖泊 管理单位\n1 镜湖 市水务局\n二、城北\n序号 湖泊 管理单位\n2 月湖 各区政府\n")
    assert [row.is_head for row in found] == [True, False, True, False]


def test_articles_are_compared_in_three_columns() -> None:
    assert cells("条款\t修改前\t修改后\n第三条\t水利局\t水务局\n第五条\t十日\t五日")[1] == [
        "第三条",
        "水利局",
        "水务局",
    ]


def test_a_table_of_a_page_has_a_head_over_figures_and_facts_have_none() -> None:
    def page(*rows: tuple[str, str]) -> str:
        cells = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
        return html_to_print(f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>")

    assert "普通线路\t2" in page(("线路", "收取"), ("普通线路", "2"), ("快速线路", "3"))
    assert "\t" not in page(("索引号", "临水〔2021〕4号"), ("成文日期", "2021-04-09"), ("生效日期", "2021-05-01"))

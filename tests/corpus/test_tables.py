"""Task tables and indicator tables as the OCR leaves them."""

import pytest

import corpus
from corpus.model import Clause, TaskRow

TOP = "关于甲的通知\n\n京政办发〔2021〕9号\n\n各区：\n\n现予印发。\n\n某局\n\n2021年2月23日\n\n附件 1\n\n— 42 —\n\n行动计划\n\n"
HEAD = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位"
BODY = "各区政府 (含北京经济技术开发区管委会)"


def rows(*lines: str) -> list[Clause]:
    (document,) = corpus.parse(TOP + "\n".join(lines) + "\n", "a.txt").documents
    return list(document.parts[-1].clauses)


def task(line: str) -> TaskRow:
    (clause,) = rows(HEAD, line)
    assert clause.task is not None
    return clause.task


def test_page_blocks_are_one_table_and_heads_count_pages() -> None:
    got = rows(HEAD, "1\t甲任务\t开展检查。\t年底前\t市水务局\t——\t", "", "序号\t重点工作\t工作措施\t完成时限\t牵头部门\t主管单位\t协办单位",
               "1\t甲任务\t继续检查。\t年底前\t市水务局\t——\t")  # fmt: skip
    assert [(c.eid, c.page) for c in got] == [("annex_1__row_1", 42), ("annex_1__row_1_2", 43)]


def test_a_lost_page_is_reported_and_counted() -> None:
    gazette = corpus.parse(
        TOP + f"{HEAD}\n1\t甲\t检查。\t年底前\t市水务局\t\t\n\n\n\n{HEAD}\n9\t乙\t治理。\t年底前\t市水务局\t\t\n",
        "a.txt",
    )
    assert [(f.code, f.source.line_start, f.source.line_end) for f in gazette.findings if f.code != "no_contents"] == [
        ("lost_content", 21, 23)
    ]
    assert [c.page for c in gazette.documents[0].parts[-1].clauses] == [42, 44]


def test_a_row_reads_as_a_sentence() -> None:
    (clause,) = rows(HEAD, f"1\t甲任务\t开展检查\t年底前\t市水务局 市财政局\t{BODY}\t——")
    assert (
        clause.text
        == "甲任务:开展检查。完成时限:年底前。牵头部门:市水务局、市财政局。主责单位:各区政府(含北京经济技术开发区管委会)。"
    )


def test_section_rows_are_the_path_and_no_data() -> None:
    got = rows(
        HEAD,
        "<b>一、主要目标</b>\t\t\t\t\t\t",
        "1\t甲\t检查。\t年底前\t市水务局\t\t",
        "\t\t<b>二、专项行动</b>\t\t\t\t",
        "2\t乙\t治理。\t长期\t市水务局\t\t",
    )
    assert [(c.label, [s.title for s in c.path]) for c in got] == [
        ("1", ["行动计划", "主要目标"]),
        ("2", ["行动计划", "专项行动"]),
    ]


def test_a_section_title_inside_a_measure_opens_the_section() -> None:
    got = rows(
        HEAD,
        "1\t甲\t三、空间格局  加强管理。\t年底前\t市水务局\t\t",
        "2\t乙\t<p><b>四、示范</b></p> <p>率先试点。</p>\t年底前\t市水务局\t\t",
    )
    assert [(c.path[-1].title, c.task and c.task.measures) for c in got] == [
        ("空间格局", "加强管理。"),
        ("示范", "率先试点。"),
    ]


def test_a_row_without_a_number_goes_on_with_the_task_before_it() -> None:
    got = rows(HEAD, "1\t甲任务\t检查。\t年底前\t市水务局\t\t", "\t\t治理。\t长期实施\t市财政局\t\t")
    assert [(c.label, c.task and c.task.task) for c in got] == [("1", "甲任务"), ("1", "甲任务")]


def test_the_number_of_a_group_is_centred_so_rows_under_a_section_belong_to_the_next_number() -> None:
    got = rows(HEAD, "1\t总量减排\t减排。\t年底前\t市水务局\t\t", "二、行动\t\t\t\t\t\t", "\t\t推广新能源汽车。\t年底前\t市交通委\t\t",
               "2\t推广新能源汽车\t建设充电桩。\t年底前\t市交通委\t\t")  # fmt: skip
    assert [c.label for c in got] == ["1", "2", "2"]
    assert got[1].warnings == ("number_from_next_row",)


def test_a_page_number_in_the_number_cell_is_no_number() -> None:
    got = rows(
        HEAD,
        "1\t甲\t检查。\t年底前\t市水务局\t\t",
        "38\t\t治理。\t年底前\t市水务局\t\t",
        "2\t乙\t巡查。\t年底前\t市水务局\t\t",
    )
    assert [c.label for c in got] == ["1", "1", "2"]
    assert "page_number_in_cell" in got[1].warnings


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        (f"3 加强饮用水保护\t推进规范化建设。\t长期实施\t市生态环境局\t{BODY}\t——\t", ("市生态环境局",)),
        (f"3\t加强饮用水保护\t推进规范化建设。\t<p>长期实施</p> <p>市生态环境局</p>\t{BODY}\t\t", ("市生态环境局",)),
        (f"3\t加强饮用水保护 推进规范化建设。\t长期实施 市生态环境局\t{BODY}\t\t\t", ("市生态环境局",)),
        (f"3\t加强饮用水保护\t\t\t推进规范化建设。\t长期实施\t市生态环境局\t{BODY}", ("市生态环境局",)),
    ],
)
def test_shifted_and_glued_cells_come_under_their_columns(line: str, lead: tuple[str, ...]) -> None:
    row = task(line)
    assert (row.number, row.task, row.measures, row.deadline) == ("3", "加强饮用水保护", "推进规范化建设。", "长期实施")
    assert row.lead == lead


@pytest.mark.parametrize(
    "deadline",
    [
        "年底前",
        "长期实施",
        "6月底前",
        "按时间 节点完成",
        "6—9月",
        "持续推进",
        "供暖季前(11月15日前)",
        "4月1日起",
        "9月底前",
    ],
)
def test_what_looks_like_a_deadline(deadline: str) -> None:
    assert task(f"1\t甲\t检查并完成整改。\t{deadline}\t市水务局\t\t").deadline == deadline.replace(" ", "")


def test_parallel_paragraphs_of_a_cell_are_kept_apart() -> None:
    row = task("1\t甲\t<p>检查。</p> <p>治理。</p>\t<p>年底前</p> <p>长期实施</p>\t市水务局\t\t")
    assert (row.measures, row.deadline) == ("检查。\n治理。", "年底前；长期实施")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市科委、中关村管委会 市财政局", ("市科委、中关村管委会", "市财政局")),
        ("市经济和信息化局 (市新能源汽车 联席会议办公室)", ("市经济和信息化局(市新能源汽车联席会议办公室)",)),
        ("市住房城乡建设委 等部门", ("市住房城乡建设委等部门",)),
        ("(含北京经开区管委会) 市水务局 各区政府", ("市水务局", "各区政府(含北京经开区管委会)")),
        ("(含北京经开区管委会) 各区政府(含北京经开区管委会)", ("各区政府(含北京经开区管委会)",)),
        ("(含北京经开区管委会) 市水务局", ("北京经开区管委会", "市水务局")),
        ("（含北京经开区管委会）", ("北京经开区管委会",)),
        ("(首都精神文明办)市民政局", ("首都精神文明办", "市民政局")),
        ("——", ()),
        ("", ()),
    ],
)
def test_departments_of_a_cell(cell: str, names: tuple[str, ...]) -> None:
    assert task(f"1\t甲\t检查并完成整改。\t年底前\t{cell}\t\t").lead == names


def test_a_bracket_that_slid_into_the_next_cell_belongs_to_the_districts_before_it() -> None:
    row = task("1\t甲\t检查并完成整改。\t年底前\t市水务局 各区政府\t(含北京经开区管委会) 市财政局\t")
    assert (row.lead, row.responsible) == (("市水务局", "各区政府(含北京经开区管委会)"), ("市财政局",))


def test_invented_and_lost_text_is_flagged() -> None:
    looped = "加强各区各部门各单位协调联动机制建设" * 3
    got = rows(HEAD, f"1\t甲\t{looped}。\t年底前\t市水务局\t\t", "\t\t\t年底前\t市财政局\t\t")
    assert got[0].warnings == ("repeated_text",)
    assert got[1].warnings == ("measures_lost",)


def test_an_indicator_table_gives_rows_with_the_names_of_its_columns() -> None:
    got = rows(
        "区\t降尘量\tPM <sub>2.5</sub> 浓度\t优良天数\t重污染天数",
        "东城区\t3\t34\t73\t2.2",
        "北京经济 技术开发区\t3\t(75,0)\t—\t2",
    )
    assert [(c.eid, c.label) for c in got] == [("annex_1__row_1", "东城区"), ("annex_1__row_2", "北京经济技术开发区")]
    assert [(x.header, x.value) for x in got[0].cells or ()] == [
        ("区", "东城区"),
        ("降尘量", "3"),
        ("PM2.5浓度", "34"),
        ("优良天数", "73"),
        ("重污染天数", "2.2"),
    ]


def test_a_head_of_two_lines_names_columns_by_both() -> None:
    got = rows("区\tPM2.5\t\t天数\t", "\t全年\t一季度\t全年\t一季度", "东城区\t34\t49\t4\t3")
    assert [x.header for x in got[0].cells or ()] == ["区", "PM2.5全年", "PM2.5一季度", "天数全年", "天数一季度"]


def test_a_head_that_does_not_fit_is_flagged() -> None:
    got = rows("区\tPM2.5\t天数\t减排量\t", "全年\t一季度\t全年\t一季度\t", "东城区\t34\t49\t4\t3")
    assert [x.header for x in got[0].cells or ()] == ["区", "第2列", "第3列", "第4列", "第5列"]
    assert got[0].warnings == ("head_does_not_fit",)


def test_rows_of_a_table_without_a_head_are_kept() -> None:
    got = rows("振动\t70\t分贝\t国标\t夜间", "噪声\t55\t分贝\t国标\t昼间", "<p></p>\t\t\t\t")
    assert [(c.eid, c.label, c.text) for c in got] == [
        ("annex_1__row_1", "振动", "振动；70；分贝；国标；夜间。"),
        ("annex_1__row_2", "噪声", "噪声；55；分贝；国标；昼间。"),
    ]
    assert [(x.header, x.value) for x in got[1].cells or ()][:2] == [("第1列", "噪声"), ("第2列", "55")]


def test_rows_by_place_are_kept_whatever_the_places_are_called() -> None:
    got = rows("地区\tPM2.5\t天数\t降尘量\t减排量", "东城\t34\t49\t4\t3", "平均\t34\t—\t4\t3", "\t\t\t\t0")
    assert [(c.label, c.warnings) for c in got] == [("东城", ()), ("平均", ())]


def test_a_row_of_text_under_a_head_of_figures_is_kept() -> None:
    (row,) = rows("区\tPM2.5\t天数\t降尘量\t减排量", "其他\t\t\t\t由市里统筹。")
    assert "由市里统筹。" in row.text
    (row,) = rows("区\tPM2.5\t天数\t降尘量\t减排量", "\t\t\t\t由市里统筹。")
    assert (row.label, row.text) == (None, "由市里统筹。")


SHORT = "序号\t工作任务\t具体举措\t责任单位\t完成时间"


def test_columns_are_known_by_their_names_in_any_order() -> None:
    (clause,) = rows(
        "完成时间\t配合单位\t具体举措\t工作任务\t牵头单位\t序号", "5月底前\t市财政局\t补种柳树。\t绿化湖岸\t市园林局\t3"
    )
    assert clause.task == TaskRow("3", "绿化湖岸", "补种柳树。", "5月底前", ("市园林局",), (), ("市财政局",))
    assert clause.text == "绿化湖岸:补种柳树。完成时间:5月底前。牵头单位:市园林局。配合单位:市财政局。"


def test_the_sentence_names_columns_as_they_are_printed_and_keeps_those_beside_a_task() -> None:
    (clause,) = rows("序号\t重点事项\t责任部门\t时限要求\t备注", "1\t清理湖底\t市水务局\t年底前\t分两年完成")
    assert clause.text == "清理湖底。时限要求:年底前。责任部门:市水务局。备注:分两年完成。"


def test_tasks_need_no_number_and_a_blank_task_goes_on() -> None:
    got = rows(
        "重点任务\t工作措施\t牵头部门\t时间节点\t备注", "清理\t打捞。\t市水务局\t长期\t", "\t巡查。\t市水务局\t长期\t"
    )
    assert [(c.eid, c.label, c.task and c.task.task) for c in got] == [
        ("annex_1__row_1", None, "清理"),
        ("annex_1__row_2", None, "清理"),
    ]


def test_numbers_may_be_numerals_or_codes_and_begin_again() -> None:
    got = rows(SHORT, "（1）\t甲\t查。\t市水务局\t年底前", "二\t乙\t查。\t市水务局\t年底前", "2.1\t丙\t查。\t市水务局\t年底前",
               "", SHORT, "1\t丁\t查。\t市水务局\t年底前")  # fmt: skip
    assert [(c.label, c.task and c.task.task) for c in got] == [("1", "甲"), ("2", "乙"), ("2.1", "丙"), ("1", "丁")]
    assert not any(c.warnings for c in got)


def test_a_row_right_under_a_repeated_head_goes_on_with_the_last_task_where_numbers_are_not_centred() -> None:
    got = rows(
        SHORT,
        "1\t甲\t查。\t市水务局\t年底前",
        "",
        SHORT,
        "\t\t再查。\t市水务局\t年底前",
        "2\t乙\t查。\t市水务局\t年底前",
    )
    assert [c.label for c in got] == ["1", "1", "2"]


def test_a_row_of_nothing_but_a_number_is_no_clause() -> None:
    got = rows(SHORT, "1\t\t\t\t", "\t甲\t查。\t市水务局\t年底前")
    assert [(c.label, c.text) for c in got] == [("1", "甲:查。完成时间:年底前。责任单位:市水务局。")]


def test_a_task_table_may_have_a_head_of_two_lines() -> None:
    (clause,) = rows(
        "序号\t重点任务\t责任分工\t\t完成时限", "\t\t牵头单位\t配合单位\t", "1\t清理湖底\t市水务局\t市财政局\t年底前"
    )
    assert clause.task
    assert (clause.task.lead, clause.task.assisting, clause.task.deadline) == (("市水务局",), ("市财政局",), "年底前")
    assert clause.text == "清理湖底。完成时限:年底前。牵头单位:市水务局。配合单位:市财政局。"


def test_sections_of_two_levels_and_titles_over_all_columns() -> None:
    table = (
        "<table><tr><td>序号</td><td>任务</td><td>措施</td><td>责任单位</td></tr><tr><td colspan=4>一、湖岸</td></tr>"
        "<tr><td colspan=4>（一）绿化</td></tr><tr><td>1</td><td>种柳</td><td>补种。</td><td>甲局</td></tr>"
        "<tr><td colspan=4>重点区域</td></tr><tr><td>2</td><td>种草</td><td>补种。</td><td>甲局</td></tr></table>"
    )
    assert [(c.label, [s.title for s in c.path[1:]]) for c in rows(table)] == [
        ("1", ["湖岸", "绿化"]),
        ("2", ["重点区域"]),
    ]


def test_a_section_without_rows_is_a_clause_of_its_own() -> None:
    got = rows(SHORT, "1\t甲\t查。\t市水务局\t年底前", "二、其他（略）\t\t\t\t")
    assert [(c.kind.value, c.label, c.text) for c in got][1:] == [("section", "二、", "二、其他（略）")]


def test_a_note_in_the_last_row_is_a_paragraph() -> None:
    got = rows(
        "| 序号 | 任务 | 责任单位 | 时限 |",
        "|---|---|---|---|",
        "| 1 | 查 | 甲局 | 年底 |",
        "| 注：甲局可以调整。 | | | |",
    )
    assert [(c.kind.value, c.text) for c in got][1:] == [("paragraph", "注：甲局可以调整。")]


def test_records_have_the_printed_names_of_their_columns() -> None:
    got = rows("序号\t湖泊名称\t单位\t2025年目标", "1\t镜湖\t公顷\t12", "2\t月湖\t公顷\t")
    assert [x.header for x in got[0].cells or ()] == ["序号", "湖泊名称", "单位", "2025年目标"]
    assert [(c.label, c.text) for c in got] == [
        ("1", "湖泊名称 镜湖；单位 公顷；2025年目标 12。"),
        ("2", "湖泊名称 月湖；单位 公顷；2025年目标 —。"),
    ]


def test_the_head_of_one_table_is_not_that_of_the_next() -> None:
    got = rows("序号\t湖泊\t单位\t电话", "1\t镜湖\t甲局\t110", "", "镜湖\t12", "月湖\t8.5", "星湖\t7.1")
    assert [[x.header for x in c.cells or ()] for c in got][-1] == ["第1列", "第2列"]


def test_empty_cells_before_the_first_text_of_a_record_go_on_with_the_row_above() -> None:
    got = rows("用水类别\t阶梯\t年用水量\t水价\t备注", "居民\t一\t低于180\t5元\t", "\t二\t超过180\t7元\t", "\t\t3\t\t4")
    assert [(c.label, c.text) for c in got[:2]] == [
        ("居民", "居民:阶梯 一；年用水量 低于180；水价 5元；备注 —。"),
        ("居民", "居民:阶梯 二；年用水量 超过180；水价 7元；备注 —。"),
    ]
    assert got[2].label is None  # figures alone do not say what they are about


def test_a_record_ends_as_its_cells_end() -> None:
    (clause,) = rows("序号\t违法行为\t情节\t裁量幅度", "1\t侵占湖岸\t轻微。\t处一万元罚款。")
    assert clause.text == "违法行为 侵占湖岸；情节 轻微。裁量幅度 处一万元罚款。"


def test_a_section_inside_a_table_ends_the_one_above_it() -> None:
    got = rows("一、甲区", "序号\t湖泊\t单位\t电话", "1\t镜湖\t甲局\t110", "二、乙区", "2\t月湖\t乙局\t120")
    assert [[step.title for step in clause.path][-1] for clause in got if clause.cells] == ["甲区", "乙区"]
    assert all("甲区" not in [step.title for step in clause.path] for clause in got if clause.label == "2")

"""Tables between pipes, TABs and spaces: where one begins and ends, what is its head, which lines are one row."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from corpus.printed.comma_tables import comma_tables
from corpus.printed.figure_tables import figure_tables
from corpus.printed.line_tables import line_tables
from corpus.printed.pipe_tables import pipe_tables
from corpus.printed.rows import PrintedTable
from corpus.printed.spaced_tables import spaced_tables
from corpus.printed.tab_tables import tab_tables
from corpus.printed.word_tables import word_tables

Reader = Callable[[Sequence[str]], Iterator[PrintedTable]]


def rows(reader: Reader, *texts: str) -> list[list[str]]:
    """The rows of all tables, cell by cell; a rule has no cells."""
    return [[cell.text for cell in printed.row.cells] for table in reader(texts) for printed in table]


def at(reader: Reader, *texts: str) -> list[list[int]]:
    """The first lines of the rows, table by table."""
    return [[printed.first for printed in table] for table in reader(texts)]


PLAIN_HEAD = ("河段 | 长度", "---|---", "上游 | 3")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (PLAIN_HEAD, [["河段", "长度"], [], ["上游", "3"]]),
        (("| 河段 | 长度 |", "| 上游 | 3 |"), [["河段", "长度"], ["上游", "3"]]),
        (("+----+----+", "| 河段 | 长度 |", "+----+----+"), [[], ["河段", "长度"], []]),
        ((r"| 河段\|支流 | 长度 |", "|---|---|"), [["河段|支流", "长度"], []]),
        (("| 河段 | |", "|---|---|"), [["河段", ""], []]),
    ],
)
def test_a_pipe_table_has_a_rule_under_its_head_or_outer_pipes(texts: tuple[str, ...], found: list[list[str]]) -> None:
    assert rows(pipe_tables, *texts) == found


@pytest.mark.parametrize(
    "texts",
    [
        ("河段 | 长度", "上游 | 3"),
        ("| 56 |", "| 57 |"),
        ("| 河段 | 长度 |", "| 上游 | 3 | 4 |"),
        ("河段 | 长度", "---|---|---"),
        ("| 河段 | 长度 |",),
        ("| 标题 | 页码 |", "|---|---|", "| 内河 | 3 |"),
    ],
)
def test_lines_with_pipes_that_are_not_alike_and_the_contents_of_an_issue_are_none(texts: tuple[str, ...]) -> None:
    assert rows(pipe_tables, *texts) == []


def test_the_head_of_a_pipe_table_stands_above_a_rule() -> None:
    def heads(*texts: str) -> list[bool]:
        return [printed.row.is_head for table in pipe_tables(texts) for printed in table]

    assert heads(*PLAIN_HEAD) == [True, False, False]
    assert heads("| 上游 | 3 |", "| 下游 | 4 |") == [False, False]


def test_the_lines_between_two_rules_are_one_row_where_rules_part_the_rows_and_cells_go_on_below() -> None:
    rule = "├──┼────┼──┤"
    table = (rule, "│序│河段    │完成│", "│号│        │时间│", rule, "│1 │上游，自│五月│", "│  │闸至桥  │    │", rule)
    found = [row for row in rows(pipe_tables, *table, "│2 │下游    │六月│", rule) if row]
    assert found == [["序号", "河段", "完成时间"], ["1", "上游，自闸至桥", "五月"], ["2", "下游", "六月"]]
    assert at(pipe_tables, *table, "│2 │下游    │六月│")[0] == [1, 2, 4, 5, 7, 8]


@pytest.mark.parametrize("line", ["│2 │中游    │五月│", "│2 │中游，五│", "│  │中游    │五月│"])
def test_lines_between_two_rules_are_rows_of_their_own_where_each_begins_one_or_no_rules_part_rows(line: str) -> None:
    rule = "├──┼────┼──┤"
    table = ("│序│河段    │完成│", rule, "│1 │上游    │五月│", line)
    below = () if line.startswith("│  ") else (rule, "│3 │下游    │六月│")
    assert len([row for row in rows(pipe_tables, *table, *below) if row]) == 3 + bool(below)


def test_a_line_without_outer_pipes_ends_a_table_that_has_them() -> None:
    assert at(pipe_tables, "| 河段 | 长度 |", "|---|---|", "上游 | 3") == [[1, 2]]


def test_a_pipe_table_goes_on_over_a_page_without_its_head_and_not_over_more() -> None:
    head, page = ("| 河段 | 长度 |", "|---|---|"), ("— 5 —",)
    assert at(pipe_tables, *head, *page, "| 上游 | 3 |") == [[1, 2, 4]]
    assert at(pipe_tables, *head, *page, "| 上游 | 3 | 4 |") == [[1, 2]]
    assert at(pipe_tables, *head, *["内河"] * 5, "| 上游 | 3 |") == [[1, 2], [8]]


def test_what_stands_above_the_head_of_a_block_is_no_row() -> None:
    assert at(pipe_tables, "内河 | 湖泊 | 泵站", *PLAIN_HEAD) == [[2, 3, 4]]


TABBED = "序号\t河段\t责任单位"


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("甲\t乙\t丙\t丁\t戊",), [[1]]),
        (("甲\t乙\t丙\t丁\t戊", "一\t二"), [[1, 2]]),
        (("一\t二", "甲\t乙\t丙\t丁\t戊"), [[1, 2]]),
        (("甲\t乙\t丙\t丁\t戊", "一"), [[1]]),
        ((TABBED, "1\t上游\t市水务局"), [[1, 2]]),
        ((TABBED, "1\t上游\t市水务局\t备注"), [[1]]),
        ((TABBED, "内河", "上游\t市水务局"), [[1]]),
        ((TABBED, "1\t上游\t市水务局", "下游\t市水务局"), [[1, 2, 3]]),
        ((TABBED, "1\t上游\t市水务局", "— 5 —", "2\t下游\t市水务局"), [[1, 2, 4]]),
        ((TABBED, "1\t上游\t市水务局", *["内河"] * 5, "2\t下游\t市水务局"), [[1, 2]]),
        ((TABBED, "1\t上游\t市水务局", "（二）湖泊", "2\t东湖\t市水务局"), [[1, 2, 3, 4]]),
        ((TABBED, "1\t上游\t市水务局", "内河", "2\t东湖\t市水务局"), [[1, 2, 4]]),
        (("标题\t页码", "内河\t3"), []),
    ],
)
def test_lines_with_four_tabs_and_those_under_a_head_are_rows(texts: tuple[str, ...], numbers: list[list[int]]) -> None:
    assert at(tab_tables, *texts) == numbers


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("上游\t东岸", "下游\t西岸", "东湖\t南岸"), 3),
        (("上游\t东岸", "下游\t西岸"), 0),
        (("上游\t东岸", "下游\t西岸", "东湖\t南岸\t北岸"), 0),
        (("1\t疏浚上游。", "2\t疏浚下游。", "3\t保洁东湖。"), 3),
        (("1\t疏浚上游。", "3\t疏浚下游。", "4\t保洁东湖。"), 0),
        (("上游\t疏浚。", "下游\t疏浚。", "东湖\t保洁。"), 0),
        (("一、上游\t东岸", "二、下游\t西岸", "三、东湖\t南岸"), 0),
        (("疏浚内河\t3", "保洁湖泊\t8", "检修泵站\t12"), 0),
        (("市水务局\t市财政局", "市公安局\t市园林局", "市教育局\t市民政局"), 0),
        (("上游\t" + "岸" * 31, "下游\t西岸", "东湖\t南岸"), 0),
        (("上游\t东岸", "内河", "下游\t西岸", "东湖\t南岸"), 0),
    ],
)
def test_three_lines_that_are_alike_are_a_table_without_a_head(texts: tuple[str, ...], count: int) -> None:
    assert sum(map(len, at(tab_tables, *texts))) == count


def test_a_row_that_lost_its_last_tabs_is_filled_up() -> None:
    assert rows(tab_tables, TABBED, "1\t上游\t市水务局", "2\t下游")[-1] == ["2", "下游", ""]


def test_a_head_of_another_width_begins_another_table() -> None:
    other = ("序号\t湖泊\t面积\t责任单位", "1\t东湖\t3\t市水务局")
    assert at(tab_tables, TABBED, "1\t上游\t市水务局", *other) == [[1, 2], [3, 4]]
    assert at(tab_tables, TABBED, "1\t上游\t市水务局", TABBED, "2\t下游\t市水务局") == [[1, 2, 3, 4]]


HEAD = "序号  工作任务                责任单位"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((HEAD, "1     疏浚上游  市水务局"), [["1", "疏浚上游", "市水务局"]]),
        ((HEAD, "1                             市水务局"), [["1", "", "市水务局"]]),
        (
            (HEAD, "1     疏浚上游各河段并且及时  市水务局", "      上报结果。"),
            [["1", "疏浚上游各河段并且及时上报结果。", "市水务局"]],
        ),
        (
            (HEAD, "1     疏浚上游。              市水务局", "      保洁东湖。              市园林局"),
            [["1", "疏浚上游。", "市水务局"], ["", "保洁东湖。", "市园林局"]],
        ),
        (
            (HEAD, "1     疏浚上游                市水务局", "", "      上报结果                市园林局"),
            [["1", "疏浚上游", "市水务局"], ["", "上报结果", "市园林局"]],
        ),
        (
            (HEAD, "1     疏浚上游  市水务局", "（二）湖泊", "2     保洁东湖  市水务局"),
            [["1", "疏浚上游", "市水务局"], ["（二）湖泊", "", ""], ["2", "保洁东湖", "市水务局"]],
        ),
        ((HEAD, "1     疏浚上游  市水务局", "— 5 —", "2     保洁东湖  市水务局")[:2], [["1", "疏浚上游", "市水务局"]]),
        (
            (HEAD, "1     疏浚上游  市水务局", *["内河"] * 5, "2     保洁东湖  市水务局"),
            [["1", "疏浚上游", "市水务局"]],
        ),
    ],
)
def test_what_stands_under_the_columns_of_a_head_is_a_row(texts: tuple[str, ...], found: list[list[str]]) -> None:
    assert rows(spaced_tables, *texts) == [["序号", "工作任务", "责任单位"], *found]


@pytest.mark.parametrize(
    "texts",
    [
        ("序号  责任单位", "1     市水务局"),
        (HEAD,),
        ("标题  文号  页码", "内河  4号  12"),
        ("上游  东岸  疏浚", "下游  西岸  保洁"),
        ("1  上游  疏浚", "2  下游  保洁"),
        ("1  上游  疏浚", "3  下游  保洁", "4  东湖  保洁"),
        ("1  上游  疏浚", "2  下游", "3  东湖  保洁"),
        ("1  疏浚内河  3", "2  保洁湖泊  8", "3  检修泵站  12"),
    ],
)
def test_two_columns_a_head_alone_a_contents_and_lines_that_do_not_count_on_are_no_table(
    texts: tuple[str, ...],
) -> None:
    assert rows(spaced_tables, *texts) == []


def test_lines_that_count_on_are_a_table_without_a_head() -> None:
    texts = ("1  上游  疏浚", "2  下游  保洁", "3  东湖  保洁")
    assert rows(spaced_tables, *texts) == [text.split("  ") for text in texts]
    assert rows(spaced_tables, *(text.replace("1 ", "7 ").replace("2 ", "8 ").replace("3 ", "9 ") for text in texts))


def test_a_word_that_was_set_wide_is_one_cell() -> None:
    found = rows(spaced_tables, "项  目   单  位   金  额", "疏浚     市水务局  300")
    assert found == [["项目", "单位", "金额"], ["疏浚", "市水务局", "300"]]


LIST = ("河段,管理单位,长度（里）", '上游,"水务局,一科",20', "下游,水务局,")


def test_lines_under_names_with_commas_between_them_are_rows() -> None:
    assert rows(comma_tables, "附表", *LIST, "注：长度为实测。") == [
        ["河段", "管理单位", "长度（里）"],
        ["上游", "水务局，一科", "20"],
        ["下游", "水务局", ""],
    ]
    assert at(comma_tables, *LIST, "", *LIST) == [[1, 2, 3], [5, 6, 7]]


@pytest.mark.parametrize(
    "texts",
    [
        LIST[:2],
        (LIST[0], "上游,20", "下游,8"),
        (LIST[0], '上游,"水务局,20', "下游,水务局,8"),
        ("疏浚内河,保洁湖泊,检修泵站", "整治沟渠,加固堤防,清理河口", "并且上报,按期公布,接受监督"),
        ("疏浚内河,保洁湖泊,检修泵站。", "共20里,8处,3座。", "共2里,1处,3座。"),
        ("length,width,depth", "20,3,2", "8,3,1"),
        ("标题,文号,页码", "关于疏浚内河的通知,4号,3", "关于保洁湖泊的通知,5号,8"),
        ("河段,河段,长度", "上游,中游,20", "下游,河口,8"),
    ],
)
def test_lines_with_commas_that_are_too_few_unlike_or_text_are_no_table(texts: tuple[str, ...]) -> None:
    assert rows(comma_tables, *texts) == []


def test_behind_a_number_that_counts_on_the_only_other_column_may_hold_several_words() -> None:
    table = ("序号 名称", "1 上游 (Upper reach)", "2 中游", "3 下游（河口 以上）")
    assert rows(word_tables, *table) == [
        ["序号", "名称"],
        ["1", "上游(Upper reach)"],
        ["2", "中游"],
        ["3", "下游（河口以上）"],
    ]
    assert rows(word_tables, "序号 名称 长度", "1 上游 甲段 3", "2 中游 4", "3 下游 5") == []


def test_names_over_lines_of_equally_many_figures_are_a_table_one_space_apart() -> None:
    table = ("项目 2020年 2021年", "一、疏浚 10.5 12.0", "— 5 —", "上游 9.5 —", "工程按时完成。", "下游 1.0 +3.2%")
    assert at(figure_tables, "项目 2020年 2021年", "一、疏浚 10.5 12.0", "上游 9.5 —", *table[2:]) == [[1, 2, 3, 5, 7]]
    assert at(figure_tables, *table) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("河段 长度", "上游 3", "下游 4"),
        ("河段 长度 宽度", "上游 3 4", "下游很长，还要疏浚。"),
        ("河段 长度 宽度", "上游 3", "下游 4"),
        ("标题 文号 页码", "疏浚 3 4", "保洁 5 6"),
        ("上游 3 4", "中游 5 6", "下游 7 8"),
        ("疏浚内河， 保洁湖泊 巡查", "上游 3 4", "下游 5 6"),
    ],
)
def test_a_column_of_figures_no_head_and_lines_that_are_not_alike_are_no_table_of_figures(
    texts: tuple[str, ...],
) -> None:
    assert rows(figure_tables, *texts) == []


def test_the_label_of_an_annex_ends_a_table_of_a_cell_a_line() -> None:
    cells = ("序号", "河段", "长度", "备注", "1", "上游", "3", "疏浚", "2", "中游", "4", "疏浚", "3", "下游", "5")
    assert rows(line_tables, *cells, "附件2", "湖泊名单")[-1] == ["3", "下游", "5", ""]


def test_the_unit_of_a_column_may_stand_in_brackets_under_its_name() -> None:
    table = (
        "序号   河段     长度     期限",
        "              （公里）",
        "1      上游     3        五月",
        "2      下游     4        六月",
    )
    assert rows(spaced_tables, *table)[1] == ["", "", "（公里）", ""]
    assert rows(spaced_tables, *table)[2] == ["1", "上游", "3", "五月"]


GAPS = ("甲县       1200      8.0         3400      9.5", "乙县        900      7.5         2100      —")
WORDS = ("甲县 1200 8.0 3400 9.5", "乙县 900 7.5 2100 —")
UPPER = ["县区", "财政收入", "", "固定资产投资", ""]
LOWER = ["", "计划", "增长", "计划", "增长"]


@pytest.mark.parametrize(
    "head",
    [
        ("              财政收入            固定资产投资", "  县区", "           计划      增长        计划      增长"),
        ("县区          财政收入            固定资产投资", "           计划      增长        计划      增长"),
        ("              财政收入            固定资产投资", "县区       计划      增长        计划      增长"),
    ],
)
def test_a_name_in_a_head_stands_over_several_columns(head: tuple[str, ...]) -> None:
    found = rows(spaced_tables, *head, *GAPS)
    assert found == [UPPER, LOWER, *(row.split() for row in GAPS)]


def test_names_one_space_apart_stand_over_what_repeats_under_them() -> None:
    head = ("县区 财政收入 固定资产投资", "计划 增长 计划 增长")
    assert rows(figure_tables, *head, *WORDS) == [UPPER, LOWER, *(row.split() for row in WORDS)]


@pytest.mark.parametrize("under", ["计划 增长 计划 比重", "计划 增长 计划", "合计 计划"])
def test_names_that_do_not_repeat_are_no_second_line_of_a_head(under: str) -> None:
    below = [" ".join(("甲县", *["3"] * len(under.split())))] * 2
    assert rows(figure_tables, "县区 财政收入 固定资产投资", under, *below) == []


@pytest.mark.parametrize(
    "head",
    [
        (
            "              财政收入                                         固定资产投资",
            "县区       计划      增长        计划      增长",
        ),
        ("各项指标按照下列要求完成，不得拖延：", "           计划      增长        计划      增长"),
        ("              财政收入  1200            固定资产投资", "           计划      增长        计划      增长"),
    ],
)
def test_names_that_do_not_stand_over_columns_head_none(head: tuple[str, ...]) -> None:
    assert ["", "计划", "增长", "计划", "增长"] not in rows(spaced_tables, *head, *GAPS)


def test_the_head_of_a_table_before_opens_one_of_a_single_row() -> None:
    texts = ("序号 名称 地点", "1 泵站 上游", "2 水闸 下游", "二等奖", "序号 名称 地点", "1 堤岸 中游")
    assert at(word_tables, *texts) == [[1, 2, 3], [5, 6]]
    assert at(word_tables, *texts[3:]) == []


def test_a_line_over_a_head_that_begins_with_an_empty_cell_is_of_the_head() -> None:
    texts = ("\t全长\t\t湖泊", "河段\t长度\t增长\t面积\t增长", "上游\t3\t1\t5\t2")
    assert rows(tab_tables, *texts)[0] == ["", "全长", "", "湖泊", ""]


def test_a_text_may_reach_into_an_empty_column() -> None:
    texts = ("序号　　名称　　　　牵头单位　　　　配合单位　　时限", "1　　　疏浚内河　　市水务局　　　　市公安局　　3月",
             "2　　　保洁湖泊　　市住房和城乡建设管理局　　　　　5月")  # fmt: skip
    assert rows(spaced_tables, *texts)[-1] == ["2", "保洁湖泊", "市住房和城乡建设管理局", "", "5月"]


def test_cells_that_nearly_touch_are_two_where_every_column_has_a_word() -> None:
    texts = ("序号　　名称　　　　牵头单位　　配合单位　　时限", "1　　　疏浚内河　　市水务局　　市公安局　　3月",
             "2　　　保洁湖泊　　市园林和林业局　市财政局　　5月")  # fmt: skip
    assert rows(spaced_tables, *texts)[-1] == ["2", "保洁湖泊", "市园林和林业局", "市财政局", "5月"]

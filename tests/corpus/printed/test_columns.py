"""Which words name a column, and what the columns of a table of tasks hold."""

import pytest

from corpus.printed.columns import are_entries, begins_head, is_contents_head, is_head, opens_table, task_roles


@pytest.mark.parametrize(
    "texts",
    [
        ("序号", "甲"),
        ("区（市）", "甲", "乙"),
        ("河段名称", "责任单位"),
        ("河段名称", "责任单位", "完成时间", "上游"),
        ("年", "月", "日"),
    ],
)
def test_a_head_begins_like_one_or_most_of_its_cells_name_columns(texts: tuple[str, ...]) -> None:
    assert is_head(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("序号", ""),
        ("序号", "12.5"),
        ("序号", "疏浚内河。"),
        ("河段名称", "上游"),
        ("河段名称", "责任单位", "长度"),
        ("河段名称", "责" * 40 + "责任单位"),
        ("上游", "下游"),
    ],
)
def test_figures_sentences_and_words_of_a_text_name_no_column(texts: tuple[str, ...]) -> None:
    assert not is_head(texts)


@pytest.mark.parametrize(
    ("texts", "below", "opens"),
    [
        (("河段", "长度"), [("上游", "3.5"), ("下游", "4")], True),
        (("河段", "长度"), [("上游", "3.5")], False),
        (("河段", "长度"), [("上游", "长"), ("下游", "4")], False),
        (("河段名称", "责任单位"), [], True),
        (("河段名称", ""), [("上游", "3.5"), ("下游", "4")], False),
        (("河段", "河段"), [("上游", "3.5"), ("下游", "4")], False),
        (("河段", "2"), [("上游", "3.5"), ("下游", "4")], False),
        (("河段", "长度"), [("上游",), ("下游", "4")], False),
    ],
)
def test_the_first_row_is_a_head_over_figures_or_where_two_of_its_cells_name_columns(
    texts: tuple[str, ...], below: list[tuple[str, ...]], *, opens: bool
) -> None:
    assert opens_table(texts, below) is opens


def test_entries_of_a_contents_end_in_pages() -> None:
    assert are_entries([("疏浚内河", "3"), ("保洁湖泊", "（12）"), ("检修泵站", "…125")])
    assert not are_entries([("疏浚内河", "3"), ("保洁湖泊", "3.5公里")])
    assert is_contents_head(("标题", "页码"))
    assert not is_contents_head(("标题", "页面"))


def test_the_first_cell_alone_may_say_that_a_row_is_a_head() -> None:
    assert begins_head(("地区", "甲"))
    assert not begins_head(("甲", "地区"))
    assert not begins_head(())


NUMBER, TASK, MEASURES, DEADLINE = "number", "task", "measures", "deadline"
LEAD, RESPONSIBLE, ASSISTING = "lead", "responsible", "assisting"


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (("序号", "任务", "措施", "完成时限", "牵头单位", "责任单位", "配合单位"),
         (NUMBER, TASK, MEASURES, DEADLINE, LEAD, RESPONSIBLE, ASSISTING)),
        (("责任部门", "工作任务", "进度"), (RESPONSIBLE, TASK, DEADLINE)),
        (("任务", "备注", "牵头单位"), (TASK, "", LEAD)),
        (("任务", "时间", "期限"), (TASK, DEADLINE, "")),
        (("重点工作", "具体内容", "主管部门"), (TASK, MEASURES, RESPONSIBLE)),
        (("项目", "内容", "牵头单位"), (TASK, MEASURES, LEAD)),
        (("工作措施", "时限"), (MEASURES, DEADLINE)),
        (("工作措施", "工作内容", "时限"), (TASK, MEASURES, DEADLINE)),
        (("任务", "单位名称"), (TASK, RESPONSIBLE)),
        (("任务", "牵头单位", "单位"), (TASK, LEAD, "")),
        (("任务", "责任人", "责任单位"), (TASK, "", RESPONSIBLE)),
        (("任务", "牵头部门", "牵头处室"), (TASK, LEAD, RESPONSIBLE)),
        (("任务", "牵头及配合单位"), (TASK, RESPONSIBLE)),
        (("序号", "任务", "疏浚", "时限", "牵头单位"), (NUMBER, TASK, MEASURES, DEADLINE, LEAD)),
        (("序号", "任务", "类别", "时限", "牵头单位"), (NUMBER, TASK, "", DEADLINE, LEAD)),
    ],
)  # fmt: skip
def test_the_columns_of_a_table_of_tasks_are_known_by_their_names_in_any_order(
    names: tuple[str, ...], roles: tuple[str, ...]
) -> None:
    assert task_roles(names) == roles


@pytest.mark.parametrize(
    "names",
    [
        ("河段", "长度"),
        ("序号", "任务"),
        ("时限", "责任单位"),
        ("项目", "时限"),
        ("项目", "单位"),
        ("项目", "主管部门"),
        ("任务", "指标", "单位"),
        ("序号", "项目名称", "建设内容", "总投资", "责任单位"),
        ("序号", "事项名称", "设定依据", "责任主体"),
        (),
    ],
)
def test_a_list_without_tasks_or_without_departments_and_deadlines_is_none(names: tuple[str, ...]) -> None:
    assert task_roles(names) == ()

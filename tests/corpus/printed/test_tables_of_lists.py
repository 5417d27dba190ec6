"""Tables whose heads have no word that is known, that go on with their numbers, or that have a column of units."""

from corpus.printed.printed_tables import printed_rows


def rows(*texts: str) -> list[tuple[bool, list[str]]]:
    """Whether each row is a head, and its cells."""
    found = printed_rows(texts)
    return [(one.row.is_head, [cell.text for cell in one.row.cells]) for at in sorted(found) for one in found[at]]


def test_three_columns_of_short_texts_are_a_table_though_cells_have_colons() -> None:
    head, first, *_ = rows("学校\t班数\t范围", "一小\t6\t江东：朝阳", "二小\t8\t江西", "合计\t14\t")
    assert (head, first) == ((True, ["学校", "班数", "范围"]), (False, ["一小", "6", "江东：朝阳"]))


def test_the_spans_of_a_scale_are_figures_under_a_head() -> None:
    texts = (
        "级别\t死亡人数\t损失",
        "特大型\t30人以上\t1000万元以上",
        "大型\t10人以上30人以下\t500万元以上1000万元以下",
    )
    assert [is_head for is_head, _ in rows(*texts)] == [True, False, False]


def test_a_table_under_the_head_of_another_may_go_on_with_its_numbers() -> None:
    head = "序号　编号　名称　单位"
    found = rows(
        "一、文学", head, "１　Ⅰ—1　山歌　东区", "二、舞蹈", head, "２　Ⅲ—1　龙灯　西区", "３　Ⅲ—2　花鼓　北区"
    )
    assert [cells[0] for is_head, cells in found if not is_head] == ["１", "２", "３"]


def test_a_column_of_units_may_stand_before_the_figures() -> None:
    found = rows("指标　单位　本月　累计", "增加值　亿元　２１.３　２０１.２", "投资　亿元　３０.１　２８８.４")
    assert found[1] == (False, ["增加值", "亿元", "２１.３", "２０１.２"])

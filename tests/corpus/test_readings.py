"""The second reading of the annexes of 京政办发〔2021〕3号 joins the rows of the first."""

import corpus
from corpus import Gazette
from corpus.clauses.readings import merge
from corpus.model import Clause, ClauseKind

PRINT = "关于甲的通知\n\n京政办发〔2021〕3号\n\n各区：\n\n现予印发。\n\n某局\n\n2021年2月23日\n\n附件\n\n行动计划\n\n"
HEAD = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位\n"


def rows(merged: dict[str, Gazette]) -> list[Clause]:
    (document,) = [d for d in merged["beijing-2021-12.txt"].documents if d.number == "京政办发〔2021〕3号"]
    return [c for c in document.clauses if c.kind is ClauseKind.TABLE_ROW]


def test_the_second_reading_is_no_document_of_its_own(merged: dict[str, Gazette]) -> None:
    rest = merged["beijing-2021-12-annexes.txt"]
    assert rest.documents == ()
    assert [f.code for f in rest.findings] == ["lost_content", "second_reading"]


def test_every_row_of_both_readings_is_in_exactly_one_clause(
    merged: dict[str, Gazette], gazettes: dict[str, Gazette]
) -> None:
    sources = [(s.file, s.line_start) for c in rows(merged) for s in (c.source, *c.alternates)]
    assert len(sources) == len(set(sources))
    for name in ("beijing-2021-12.txt", "beijing-2021-12-annexes.txt"):
        own = [c for d in gazettes[name].documents for c in d.clauses if c.kind is ClauseKind.TABLE_ROW]
        assert {c.source.line_start for c in own} <= {line for file, line in sources if file == name}


def test_most_rows_have_both_readings(merged: dict[str, Gazette]) -> None:
    both = [
        c
        for c in rows(merged)
        if {s.file for s in (c.source, *c.alternates)} == {"beijing-2021-12.txt", "beijing-2021-12-annexes.txt"}
    ]
    assert len(both) >= 88


def test_the_better_reading_is_shown() -> None:
    garbled = (
        PRINT
        + HEAD
        + "1\t治理\t开展检查工作,要全面覆盖各项任务和重点单位,开展检查工作,要全面覆盖各项任务和重点单位。\t年底前\t市水务局\t——\t\n"
    )
    clean = "行动计划\n\n" + HEAD + "1\t治理\t开展检查工作,要全面覆盖各项任务和重点单位。\t年底前\t市水务局\t——\t\n"
    first, second = corpus.parse(garbled, "a.txt"), corpus.parse(clean, "b.txt")
    merged, rest = merge(first, second, "京政办发〔2021〕3号")
    (row,) = [c for c in merged.documents[0].clauses if c.task]
    assert row.id == "jingzhengbanfa-2021-3/annex__row_1"
    assert (row.source.file, row.alternates[0].file) == ("b.txt", "a.txt")
    assert rest.documents == ()


def test_a_number_that_differs_in_the_second_reading_is_said_so(merged: dict[str, Gazette]) -> None:
    by_line = {c.source.line_start if c.source.file == "beijing-2021-12.txt" else s.line_start: c
               for c in rows(merged) for s in (c.source, *c.alternates) if s.file == "beijing-2021-12.txt"}  # fmt: skip
    assert "number_differs_in_second_reading" in by_line[576].warnings


def test_a_second_reading_without_its_document_stands_for_itself(tmp_path) -> None:
    (tmp_path / "b.txt").write_text("行动计划\n\n" + HEAD + "1\t治理\t开展检查。\t年底前\t市水务局\t——\t\n", "utf-8")
    (tmp_path / "catalog.toml").write_text(
        '[[file]]\nname = "b.txt"\nkind = "second_reading"\nof = "京政办发〔2021〕3号"\n', "utf-8"
    )
    (gazette,) = corpus.read_corpus(tmp_path)
    assert [c.label for c in gazette.documents[0].clauses] == ["1"]


def test_further_second_readings_of_one_document_are_not_lost(tmp_path) -> None:
    catalog = ""
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_text(f"行动计划\n\n{HEAD}1\t治理\t开展检查。\t年底前\t市水务局\t——\t\n", "utf-8")
        catalog += f'[[file]]\nname = "{name}"\nkind = "second_reading"\nof = "京政办发〔2021〕3号"\n'
    (tmp_path / "catalog.toml").write_text(catalog, "utf-8")
    assert [gazette.file for gazette in corpus.read_corpus(tmp_path)] == ["b.txt", "c.txt"]


NUMBER = "京政办发〔2021〕3号"
ROW = "{0}\t第{0}项任务\t第{0}项工作要{1},{1},落实到位。\t年底前\t市水务局\t——\t\n"
WORK = ("检查河道排口", "推广新能源汽车", "治理道路扬尘", "修复矿山植被")
FIGURES = "区\t降尘量\t优良天数\t重污染天数\t减排量\n"


def task_rows(*numbers: int) -> str:
    return HEAD + "".join(ROW.format(n, WORK[n - 1]) for n in numbers)


def both(first: str, second: str) -> list[Clause]:
    """The clauses of the annex, or of the text issued, once the second reading is merged; each has its own address."""
    merged, _ = merge(corpus.parse(first, "a.txt"), corpus.parse(second, "b.txt"), NUMBER)
    (document,) = merged.documents
    clauses = list(document.clauses)
    assert len({c.id for c in clauses}) == len(clauses)
    assert all(c.id == f"{document.id}/{c.eid}" and c.document == document.id for c in clauses)
    assert [c.ordinal for c in clauses] == list(range(len(clauses)))
    return list(document.parts[-1].clauses)


def test_a_district_that_only_the_second_reading_holds_has_an_address_of_its_own() -> None:
    first = PRINT + FIGURES + "西城区\t3\t34\t2\t1\n海淀区\t4\t36\t2\t1\n"
    second = "行动计划\n\n" + FIGURES + "东城区\t5\t31\t3\t1\n西城区\t3\t34\t2\t1\n海淀区\t4\t36\t2\t1\n"
    assert [(c.eid, c.label, [s.eid for s in c.path]) for c in both(first, second)] == [
        ("annex__row_1", "东城区", ["annex"]),
        ("annex__row_2", "西城区", ["annex"]),
        ("annex__row_3", "海淀区", ["annex"]),
    ]


def test_a_table_that_the_first_reading_lost_is_taken_from_the_second() -> None:
    first = PRINT.replace("附件\n", "附件 2\n")
    rows = both(first, "行动计划\n\n" + task_rows(1, 2))
    assert [(c.eid, [(s.label, s.eid) for s in c.path]) for c in rows] == [
        ("annex_2__row_1", [("附件2", "annex_2")]),
        ("annex_2__row_2", [("附件2", "annex_2")]),
    ]
    assert all("second_reading_only" in c.warnings for c in rows)


def test_rows_inside_a_text_that_is_issued_have_no_annex_above_them() -> None:
    first = PRINT.replace("附件\n\n", "") + "全市要落实下列任务。\n\n" + task_rows(1)
    rows = [c for c in both(first, "行动计划\n\n" + task_rows(1, 2)) if c.task]
    assert [(c.eid, c.path) for c in rows] == [("row_1", ()), ("row_2", ())]


def test_a_second_reading_of_the_whole_document_has_the_same_rows() -> None:
    rows = both(PRINT + task_rows(1, 3), PRINT + task_rows(1, 2, 3))
    assert [(c.eid, c.label, "second_reading_only" in c.warnings) for c in rows] == [
        ("annex__row_1", "1", False),
        ("annex__row_2", "2", True),
        ("annex__row_3", "3", False),
    ]


def test_headings_and_paragraphs_of_the_second_reading_take_no_address_of_the_first() -> None:
    first = PRINT + "一、监测\n\n每日巡查河道并建立台账，发现问题及时处置。\n\n" + task_rows(1)
    second = "行动计划\n\n" + HEAD + "二、专项行动\t\t\t\t\t\t\n" + ROW.format(2, WORK[1])
    second += "\n一、监测\n\n公开投诉电话，受理群众举报，按期答复办理结果。\n"
    clauses = both(first, second)
    assert {c.eid: [s.eid for s in c.path] for c in clauses} == {
        "annex__sec_1__para_1": ["annex", "annex__sec_1"],
        "annex__sec_1__para_2": ["annex", "annex__sec_1"],
        "annex__sec_1__row_1": ["annex", "annex__sec_1"],
        "annex__row_2": ["annex", "annex__sec_2"],
    }


def test_a_second_reading_that_prints_the_title_on_every_page_is_read_to_its_end() -> None:
    first = PRINT + task_rows(1)
    second = "".join(f"行动计划\n\n{task_rows(n)}\n" for n in (1, 2, 3))
    assert [c.eid for c in both(first, second)] == ["annex__row_1", "annex__row_2", "annex__row_3"]


def test_what_reads_the_same_is_one_clause_however_short() -> None:
    first = PRINT + task_rows(1) + "\n备注：按年考核。\n"
    assert [(c.eid, len(c.alternates)) for c in both(first, first)] == [("annex__row_1", 1), ("annex__para_1", 1)]


def test_figures_that_are_alike_do_not_make_two_districts_one() -> None:
    first = PRINT + FIGURES + "东城区\t3\t34\t2\t1\n"
    second = "行动计划\n\n" + FIGURES + "东城区\t3\t34\t2\t1\n西城区\t3\t34\t2\t1\n"
    assert [c.label for c in both(first, second)] == ["东城区", "西城区"]

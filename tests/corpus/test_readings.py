"""The second reading of the annexes of 京政办发〔2021〕3号 joins the rows of the first."""

import corpus
from corpus import Gazette
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
    from corpus.readings import merge  # noqa: PLC0415

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

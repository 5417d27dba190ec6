"""How a clause becomes a row: the values that it carries, what it is looked for by, how well it stands for its document."""

from dataclasses import replace

import pytest

from corpus.model import Body, Clause, ClauseKind, Issue, Part, PartKind, PathStep, Source, Step, TaskRow
from index.schema import (
    clause_keywords,
    document_keywords,
    folded_title_key,
    number_key,
    path_text,
    prior,
    rows,
)

from .conftest import action_plan, hotel_rules

SOURCE = Source("a.txt", 1, 1)
ARTICLE = Clause("d/art_3", "art_3", "d", 0, ClauseKind.ARTICLE, "第三条", (), "疏浚内河。", None, 2, SOURCE)
TASK = TaskRow("3", "疏浚内河", None, "年底前", ("市水务局", "市水务局"), (), ())


def part(kind: PartKind = PartKind.NOTICE, title: str | None = None) -> Part:
    return Part(0, kind, None, title, SOURCE, ())


@pytest.mark.parametrize(
    ("kind", "text", "first", "wanted"),
    [
        (PartKind.NOTICE, "现将内河办法印发给你们。", False, 1.0),
        (PartKind.NOTICE, "现就有关事项通知如下：", False, 1.0),
        (PartKind.NOTICE, "疏浚内河。", True, 0.5),
        (PartKind.ISSUED, "疏浚内河。", True, 0.9),
        (PartKind.ISSUED, "现将内河办法印发给你们。", False, 0.0),
        (PartKind.ISSUED, "疏浚内河。", False, 0.0),
        (PartKind.ISSUED, "本办法自公布之日起施行。", False, 0.5),
        (PartKind.ANNEX, "疏浚内河。", True, 0.0),
    ],
)
def test_the_sentence_that_issues_stands_best_for_its_document(
    kind: PartKind, text: str, wanted: float, *, first: bool
) -> None:
    assert prior(part(kind), replace(ARTICLE, text=text), first=first) == wanted


def test_aims_stand_for_a_plan() -> None:
    aims = PathStep("一、", "工作目标", "sec_1", Step("sec", 1))
    assert prior(part(PartKind.ANNEX), replace(ARTICLE, path=(aims,)), first=False) == 0.4
    assert prior(part(PartKind.ANNEX), replace(ARTICLE, path=(replace(aims, title="内河"),)), first=False) == 0.0


@pytest.mark.parametrize(
    ("clause", "values"),
    [
        (ARTICLE, {"kind": ("article",), "article": ("3",)}),
        (replace(ARTICLE, label=None), {"kind": ("article",)}),
        (replace(ARTICLE, label="三、"), {"kind": ("article",)}),
        (
            replace(ARTICLE, kind=ClauseKind.TABLE_ROW, label="3", task=TASK),
            {"kind": ("table_row",), "lead": ("市水务局",), "deadline": ("年底前",)},
        ),
        (replace(ARTICLE, label=None, task=replace(TASK, deadline=None, lead=())), {"kind": ("article",)}),
    ],
)
def test_a_clause_carries_its_kind_its_article_and_its_task(clause: Clause, values: dict[str, tuple[str, ...]]) -> None:
    assert clause_keywords(clause) == values


def test_a_document_carries_the_year_of_its_issue_before_its_own() -> None:
    document = hotel_rules()
    issue = Issue("bj-2024-14", 2024, 14, None, None, "公报", None, None, None, SOURCE)
    assert document_keywords(document, issue)["year"] == ("2024",)
    assert document_keywords(document, None)["year"] == ("2023",)
    assert "year" not in document_keywords(replace(document, date=None), None)


def test_a_document_carries_its_number_in_either_language_and_nothing_that_it_lacks() -> None:
    document = replace(action_plan(), number=None, category=None, issuing_bodies=())
    found = document_keywords(document, None)
    assert found["number"] == ("jingzhengbanfa-2021-3",)
    assert not {"category", "body"} & found.keys()
    assert "number" not in document_keywords(replace(document, number_en=None), None)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("临政发〔2021〕4号", "linzhengfa-2021-4"),
        ("Linzhengfa[2021]No. 4", "linzhengfa-2021-4"),
        ("内河", None),
        (None, None),
    ],
)
def test_a_number_has_one_key_in_any_spelling(number: str | None, key: str | None) -> None:
    assert number_key(number) == key


def test_titles_that_differ_in_blanks_width_quotes_and_capitals_are_one() -> None:
    assert folded_title_key("关于“内河”（PM）的通知") == folded_title_key('关于 "内河"(pm)的 通知')
    assert folded_title_key("内河办法") != folded_title_key("湖泊办法")


def test_above_a_clause_stand_the_title_of_its_part_its_headings_and_its_label() -> None:
    path = (PathStep("第一章", "总则", "chp_1", Step("chp", 1)), PathStep(None, "内河", "sec", Step("sec")))
    assert path_text(part(title="内河办法"), replace(ARTICLE, path=path)) == "内河办法\n第一章 总则\n内河\n第三条"
    assert path_text(part(), replace(ARTICLE, label=None)) == ""


def test_every_clause_has_a_row_with_the_terms_of_its_document() -> None:
    document = replace(hotel_rules(), issuing_bodies=(Body("a", "甲局", "Bureau A"), Body("b", "乙局")))
    found = rows(document, None)
    assert [row.clause for row in found] == [clause.id for clause in document.clauses]
    assert {row.terms["body_name"] for row in found} == {"甲局 局 乙局 局"}
    assert {row.terms["body_name_en"] for row in found} == {"bureau"}
    assert {row.date for row in found} == {"2023-12-07"}
    assert {row.date for row in rows(replace(document, date=None), None)} == {""}
    assert found[1].terms["text_grams"].startswith("为了 了规 规范")

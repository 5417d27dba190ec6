"""The parse against a reading of the gazettes by eye (``reading/*.json``)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import Clause, Gazette
from corpus.language.text import text_key
from corpus.model import ClauseKind

READING = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("reading/*.json"))
}
ISSUES = [name for name in READING if not name.endswith("annexes")]

#: A page break at the end of a sentence cannot be told from a new paragraph, so the rest stays a clause of its own.
CUT_AT_SENTENCE_END = {("beijing-2018-33", 263), ("beijing-2018-33", 1233), ("beijing-2021-12", 317)}
#: Two notes under one table are one clause.
NOTES = {("beijing-2022-17", 414), ("beijing-2022-17", 416)}
#: Paragraphs that by sense belong to a heading further up than the nearest one.
NEAREST_HEADING = {("beijing-2018-33", 1391), ("beijing-2024-14", 111)}
#: Rows whose task can be told only by sense: the number of their group is centred, or slid, within one page.
BY_SENSE_ONLY = {
    "beijing-2021-12": {643},
    "beijing-2022-17": {269, 323, 343},
    "beijing-2024-14": {213, 293},
}
#: The contents and the body print this title differently: 等部门 stands for five names.
TITLE_OF_CONTENTS = {"京文旅发〔2023〕83号": "北京市文化和旅游局等部门关于印发《北京市酒店业管理暂行办法》的通知"}


def fold(text: str | None) -> str:
    return text_key(text or "").replace("(", "").replace(")", "")


def clauses(gazette: Gazette, *, rows: bool) -> Iterator[Clause]:
    for document in gazette.documents:
        for clause in document.clauses:
            if (clause.kind is ClauseKind.TABLE_ROW) is rows:
                yield clause


@pytest.mark.parametrize("name", ISSUES)
def test_every_document_has_its_title_number_bodies_dates_addressees_and_page(
    name: str, gazettes: dict[str, Gazette]
) -> None:
    documents = gazettes[f"{name}.txt"].documents
    assert len(documents) == len(READING[name]["documents"])
    for expected, document in zip(READING[name]["documents"], documents, strict=True):
        title = TITLE_OF_CONTENTS.get(expected["number"], expected["title"])
        assert fold(document.title) == fold(title)
        assert document.number == expected["number"]
        assert [body.name for body in document.issuing_bodies] == expected["issuing_bodies"]
        assert str(document.date) == expected["date"]
        assert fold(document.addressees or "") == fold(expected["addressees"] or "")
        assert document.page == expected["page"]
        assert document.doc_type == expected["doc_type"]
        assert (document.effective_date and document.effective_date.isoformat()) == expected["effective_date"]


@pytest.mark.parametrize("name", ISSUES)
def test_every_part_has_its_kind_number_title_and_lines(name: str, gazettes: dict[str, Gazette]) -> None:
    for expected, document in zip(READING[name]["documents"], gazettes[f"{name}.txt"].documents, strict=True):
        got = [[p.kind.value, p.number, p.source.line_start, p.source.line_end] for p in document.parts]
        assert got == [[kind, number, start, end] for kind, number, _, start, end in expected["parts"]]
        titles = [fold(p.title) for p in document.parts if p.kind != "notice"]
        assert titles == [fold(title) for kind, _, title, _, _ in expected["parts"] if kind != "notice"]


@pytest.mark.parametrize("name", ISSUES)
def test_every_provision_is_one_clause_with_its_lines_kind_label_and_path(
    name: str, gazettes: dict[str, Gazette]
) -> None:
    got = {(c.source.line_start, c.source.line_end): c for c in clauses(gazettes[f"{name}.txt"], rows=False)}
    for start, end, kind, label, path in READING[name]["clauses"]:
        if (name, start) in CUT_AT_SENTENCE_END | NOTES:
            continue
        clause = got.get((start, end))
        assert clause is not None, (start, end, label)
        assert clause.kind.value == kind, (start, end)
        assert fold(clause.label) == fold(label), (start, end)
        if (name, start) not in NEAREST_HEADING:
            assert [fold(step.label) for step in clause.path] == [fold(p) for p in path], (start, end)


@pytest.mark.parametrize("name", ISSUES)
def test_every_heading_on_its_own_line_stands_in_the_path_of_a_clause(name: str, gazettes: dict[str, Gazette]) -> None:
    steps = {
        (fold(step.label), fold(step.title)) for c in clauses(gazettes[f"{name}.txt"], rows=False) for step in c.path
    }
    headings = {(fold(label), fold(title)) for _, label, title in READING[name]["headings"]}
    assert headings - steps == set()


def test_all_137_page_breaks_inside_paragraphs_are_joined(gazettes: dict[str, Gazette]) -> None:
    at_sentence_end = {start for _, start in CUT_AT_SENTENCE_END}
    joined = 0
    for name in ISSUES:
        spans = [(c.source.line_start, c.source.line_end) for c in clauses(gazettes[f"{name}.txt"], rows=False)]
        for before, after in READING[name]["joins"]:
            if before in at_sentence_end:
                continue
            assert any(start <= before and after <= end for start, end in spans), (name, before, after)
            joined += 1
    assert joined == 137


@pytest.mark.parametrize("name", [name for name in READING if READING[name]["rows"]])
def test_every_task_row_is_a_clause_under_its_number(name: str, gazettes: dict[str, Gazette]) -> None:
    rows = {c.source.line_start: c for c in clauses(gazettes[f"{name}.txt"], rows=True)}
    for line, _annex, printed, by_sense in READING[name]["rows"]:
        assert line in rows, line
        if line in BY_SENSE_ONLY.get(name, ()):
            continue
        expected = _leading_number(printed) or by_sense
        assert rows[line].label == str(expected), line


def _leading_number(printed: Any) -> str | None:
    """A number that is printed is kept as printed, also where the OCR moved it; a page number is none."""
    text = str(printed).split()[0] if printed is not None else ""
    return text if text.isdecimal() and text not in {"38", "48"} else None


def test_numbered_relations_are_found_with_their_kind_and_nothing_is_invented(gazettes: dict[str, Gazette]) -> None:
    expected = {
        (document["number"] or document["title"], kind, number)
        for name in ISSUES
        for document in READING[name]["documents"]
        for kind, _, number, _ in document["relations"]
    }
    got = {
        (document.number or document.title, relation.kind.value, relation.number)
        for name in ISSUES
        for document in gazettes[f"{name}.txt"].documents
        for relation in document.relations
        if relation.number
    }
    assert got == expected
    assert len(got) == 8
    assert sorted(number for _, kind, number in got if kind == "repeals" and number) == [
        "京司发〔2006〕76号",
        "京政办发〔2022〕6号",
    ]

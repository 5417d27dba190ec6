"""Addresses of clauses and ids of documents: each is given once, in printed order."""

from dataclasses import replace

import pytest

from corpus.clauses.addresses import assign
from corpus.clauses.identity import GivenIds, Identities, file_id, renamed
from corpus.clauses.provisions import Address, Heading, PartRoot, part_root
from corpus.model import Issue, PartKind, Source, Step, TocEntry
from tests.index.conftest import action_plan

BODY = PartRoot()
SOURCE = Source("a.txt", 1, 1)


def art(ordinal: int, *path: Heading, sub: int | None = None) -> Address:
    return Address(Step("art", ordinal, sub), path)


def chapter(ordinal: int, key: str = "") -> Heading:
    return Heading(Step("chp", ordinal), f"第{ordinal}章", None, key or f"chp {ordinal}")


def eids(*parts: tuple[PartRoot, list[Address]]) -> list[list[str]]:
    return [[one.eid for one in part] for part in assign(parts)]


def test_a_clause_stands_under_its_headings() -> None:
    addresses = [art(1, chapter(1)), art(2, chapter(2)), art(3, sub=1)]
    assert eids((BODY, addresses)) == [["chp_1__art_1", "chp_2__art_2", "art_3-1"]]


def test_a_label_that_is_printed_twice_gets_a_suffix_in_printed_order() -> None:
    assert eids((BODY, [art(1), art(1), art(1)])) == [["art_1", "art_1_2", "art_1_3"]]


def test_two_headings_that_are_printed_alike_are_two_and_one_that_goes_on_is_one() -> None:
    first, again = chapter(1, "a"), chapter(1, "b")
    assert eids((BODY, [art(1, first), art(2, first), art(1, again)])) == [
        ["chp_1__art_1", "chp_1__art_2", "chp_1_2__art_1"]
    ]


def test_paragraphs_without_a_number_are_counted_under_each_heading() -> None:
    para = Step("para")
    addresses = [Address(para), Address(para), Address(para, (chapter(1),)), Address(para)]
    assert eids((BODY, addresses)) == [["para_1", "para_2", "chp_1__para_1", "para_3"]]


def test_a_heading_that_is_a_clause_itself_has_one_eid_with_what_stands_under_it() -> None:
    section = Heading(Step("sec", 1), "一、", None, "s1")
    addresses = [Address(section.step, key="s1"), Address(Step("item", 1), (section,))]
    assert eids((BODY, addresses)) == [["sec_1", "sec_1__item_1"]]


def test_rows_are_numbered_over_the_sections_of_a_table() -> None:
    table, section = chapter(1, "t"), Heading(Step("sec", 2), "二", None, "s")
    row = Address(Step("row", 1), (table, section), depth=1)
    (found,) = assign([(BODY, [row])])[0]
    assert found.eid == "chp_1__row_1"
    assert [step.eid for step in found.path] == ["chp_1", "chp_1__sec_2"]


@pytest.mark.parametrize(
    ("kind", "number", "issues", "prefix"),
    [
        (PartKind.ISSUED, None, True, ""),
        (PartKind.NOTICE, None, True, "notice__"),
        (PartKind.NOTICE, None, False, ""),
        (PartKind.ANNEX, "2", False, "annex_2__"),
        (PartKind.ANNEX, None, False, "annex__"),
    ],
)
def test_only_the_text_that_a_document_is_about_has_no_prefix(
    kind: PartKind, number: str | None, *, issues: bool, prefix: str
) -> None:
    root = part_root(kind, number, "附件", "名单", issues=issues)
    assert eids((root, [art(1)])) == [[f"{prefix}art_1"]]


def test_an_annex_heads_its_clauses_and_a_second_one_of_its_number_is_another() -> None:
    root = part_root(PartKind.ANNEX, "1", "附件1", "名单", issues=False)
    first, second = assign([(root, [art(1)]), (root, [art(1)])])
    assert [(one.eid, one.path[0].eid, one.path[0].label) for one in (*first, *second)] == [
        ("annex_1__art_1", "annex_1", "附件1"),
        ("annex_1_2__art_1", "annex_1_2", "附件1"),
    ]


def test_an_id_is_given_once_also_where_a_suffix_was_given_before() -> None:
    ids = GivenIds()
    assert [ids.give(name) for name in ("a-2", "a", "a", "x_y", "x_y")] == ["a-2", "a", "a-2-2", "x_y", "x_y__2"]


ISSUE = Issue("lj-2021-4", 2021, 4, None, None, "临江市人民政府公报", None, None, None, SOURCE)


def entry(number_en: str | None = None) -> TocEntry:
    return TocEntry("lj-2021-4", 3, None, None, "办法", None, None, number_en, None, None, None, SOURCE)


@pytest.mark.parametrize(
    ("issue", "announced", "number", "name"),
    [
        (ISSUE, entry("Linzhengfa[2021]No. 4"), "临政发〔2021〕5号", "linzhengfa-2021-4"),
        (ISSUE, entry(), "临政发〔2021〕5号", "linzhengfa-2021-5"),
        (ISSUE, entry(), None, "lj-2021-4-d3"),
        (ISSUE, None, None, "2021_04"),
        (None, entry(), "无号", "2021_04"),
    ],
)
def test_a_document_is_called_by_its_number_by_its_place_in_the_issue_or_by_its_file(
    issue: Issue | None, announced: TocEntry | None, number: str | None, name: str
) -> None:
    assert Identities("2021/04.txt", issue).give(announced, number) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021/a.txt", "2022/a.txt"),
        ("x/河.txt", "x/湖.txt"),
        ("x/a.txt", "x/a.html"),
        ("x/a_b.txt", "x/a-b.txt"),
        ("x/A.txt", "x/a.txt"),
        ("x/河.txt", "x/和.txt"),
    ],
)
def test_files_of_two_names_have_two_ids_which_are_safe_in_an_address(one: str, other: str) -> None:
    ids = file_id(one), file_id(other)
    assert ids[0] != ids[1]
    assert all(name.isascii() and name.replace("_", "").replace("-", "").isalnum() for name in ids)


@pytest.mark.parametrize(
    ("file", "name"), [("！.txt", "document"), ("河道 清淤.txt", "hedaoqingyu"), ("a.b.txt", "ab")]
)
def test_a_file_of_no_folder_is_called_as_its_name_sounds(file: str, name: str) -> None:
    assert file_id(file) == name


def test_a_document_under_another_id_has_its_clauses_under_it_too() -> None:
    found = renamed(replace(action_plan()), "d-2", "lj-2021-4")
    assert (found.id, found.issue) == ("d-2", "lj-2021-4")
    assert {(clause.document, clause.id) for clause in found.clauses} == {
        ("d-2", f"d-2/{c.eid}") for c in found.clauses
    }

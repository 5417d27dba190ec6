"""The rows of a task table: whose number and whose task each has, and how it reads as a sentence."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from corpus.clauses.provisions import Provision
from corpus.clauses.table_heads import head_of
from corpus.clauses.tables import read_table
from corpus.clauses.tasks import TaskLine, kinship, task_rows
from corpus.findings import WarningCode
from corpus.language.text import Traced
from corpus.model import Step
from corpus.printed.cells import tab_cells
from corpus.printed.departments import Departments
from tests.corpus.handmade import lines

HEAD = head_of(tab_cells("序号\t任务\t措施\t完成时限\t牵头单位\t责任单位\t配合单位", 1))
BARE = head_of(tab_cells("任务\t措施\t牵头单位", 1))
(LINE,) = lines("内河")
FROM_NEXT, UNKNOWN = WarningCode.NUMBER_FROM_NEXT_ROW, WarningCode.NUMBER_UNKNOWN
PAGE, ORDER = WarningCode.PAGE_NUMBER_IN_CELL, WarningCode.NUMBER_OUT_OF_ORDER


def row(number: int | None, task: str = "", measures: str = "按时完成", **given: Any) -> TaskLine:
    usual = TaskLine(
        line=LINE,
        head=HEAD,
        page=None,
        sections=(),
        opens=False,
        number=number,
        code=None,
        task=Traced(task, ()),
        measures=Traced(measures, ()),
        deadline=None,
        departments=Departments(),
    )
    return replace(usual, **given)


def provisions(rows: Iterable[TaskLine], *, is_centred: bool) -> list[Provision]:
    found = [*task_rows([*rows], is_centred=is_centred)]
    return [one for one in found if isinstance(one, Provision)]


def tasks(*rows: TaskLine, is_centred: bool = True) -> list[tuple[str | None, str | None]]:
    """The number and the task of each row."""
    found = [one.task for one in provisions(rows, is_centred=is_centred)]
    return [(one.number, one.task) for one in found if one]


def warned(*rows: TaskLine, is_centred: bool = True) -> list[tuple[WarningCode, ...]]:
    return [one.warnings for one in provisions(rows, is_centred=is_centred)]


FIRST = row(1, "疏浚内河", opens=True)


def test_a_row_without_a_number_goes_on_with_the_task_before_it() -> None:
    rows = (FIRST, row(None), row(2, "保洁湖泊"), row(None))
    assert tasks(*rows) == [("1", "疏浚内河"), ("1", "疏浚内河"), ("2", "保洁湖泊"), ("2", "保洁湖泊")]
    assert warned(*rows) == [()] * 4


def test_a_number_that_is_printed_again_has_the_task_of_before() -> None:
    assert tasks(FIRST, row(1), row(2, "保洁湖泊"), row(3)) == [
        ("1", "疏浚内河"),
        ("1", "疏浚内河"),
        ("2", "保洁湖泊"),
        ("3", None),
    ]


def test_where_numbers_are_centred_rows_under_a_head_belong_to_the_number_that_follows() -> None:
    rows = (FIRST, row(None, opens=True), row(2, "保洁湖泊"))
    assert tasks(*rows) == [("1", "疏浚内河"), ("2", "保洁湖泊"), ("2", "保洁湖泊")]
    assert warned(*rows) == [(), (FROM_NEXT,), ()]
    assert tasks(*rows, is_centred=False)[1] == ("1", "疏浚内河")
    assert tasks(FIRST, row(None), row(2, "保洁湖泊"))[1] == ("1", "疏浚内河")


def test_a_row_whose_measures_speak_of_the_task_before_stays_with_it() -> None:
    about = row(None, measures="疏浚内河上游", opens=True)
    assert tasks(FIRST, about, row(2, "保洁湖泊"))[1] == ("1", "疏浚内河")
    assert tasks(FIRST, about, row(2))[1] == ("2", None)
    assert tasks(FIRST, row(None, measures="保洁湖泊", opens=True), row(2, "保洁湖泊"))[1] == ("2", "保洁湖泊")


def test_of_the_rows_that_wait_those_behind_the_last_of_the_task_before_go_ahead() -> None:
    about = row(None, measures="疏浚内河上游", opens=True)
    found = tasks(FIRST, about, row(None, measures="保洁湖泊", opens=True), row(2, "保洁湖泊"))
    assert [number for number, _ in found] == ["1", "1", "2", "2"]


def test_rows_before_the_same_number_stay_with_it() -> None:
    rows = (FIRST, row(None, opens=True), row(1))
    assert (tasks(*rows), warned(*rows)) == ([("1", "疏浚内河")] * 3, [(), (), ()])


def test_rows_before_the_first_number_belong_to_it() -> None:
    rows = (row(None), row(None), row(1, "疏浚内河"))
    assert (tasks(*rows), warned(*rows)) == ([("1", "疏浚内河")] * 3, [(FROM_NEXT,), (FROM_NEXT,), ()])


def test_rows_without_any_number_have_none() -> None:
    assert tasks(row(None, "疏浚内河"), row(None)) == [(None, "疏浚内河"), (None, None)]
    assert warned(row(None, "疏浚内河")) == [(UNKNOWN,)]


@pytest.mark.parametrize(
    ("number", "task", "found", "warnings"),
    [
        (2, "保洁湖泊", "2", ()),
        (3, "保洁湖泊", "3", (ORDER,)),
        (9, "", "9", (ORDER,)),
        (10, "", "1", (PAGE,)),
        (10, "保洁湖泊", "10", (ORDER,)),
    ],
)
def test_a_number_far_off_the_count_in_a_row_without_a_task_is_that_of_the_page(
    number: int, task: str, found: str, warnings: tuple[WarningCode, ...]
) -> None:
    rows = (FIRST, row(number, task))
    assert (tasks(*rows)[1][0], warned(*rows)[1]) == (found, warnings)


def test_another_table_may_begin_to_count_again() -> None:
    assert warned(FIRST, row(2, "保洁湖泊"), row(1, "检修泵站", opens=True))[2] == ()
    assert warned(FIRST, row(2, "保洁湖泊"), row(1, "检修泵站"))[2] == (ORDER,)
    assert warned(FIRST, row(2, "保洁湖泊"), row(1, opens=True))[2] == (ORDER,)


def test_a_code_does_not_count_on_and_a_table_without_numbers_has_none() -> None:
    assert tasks(FIRST, row(None, "疏浚上游", code="1.1"), row(None, code="1.2")) == [
        ("1", "疏浚内河"),
        ("1.1", "疏浚上游"),
        ("1.2", "疏浚上游"),
    ]
    rows = (row(None, "疏浚内河", head=BARE), row(None, head=BARE))
    assert (tasks(*rows), warned(*rows)) == ([(None, "疏浚内河")] * 2, [(), ()])


def test_a_row_is_addressed_by_its_number_and_counted_where_it_has_none() -> None:
    rows = (FIRST, row(None, "疏浚上游", code="1.1"), row(None, "疏浚内河", head=BARE))
    steps = [one.address.step for one in provisions(rows, is_centred=True)]
    assert steps == [Step("row", 1, named=True), Step("row"), Step("row")]


def test_a_row_of_nothing_but_a_number_is_its_line() -> None:
    assert [*task_rows([row(1, measures="")], is_centred=True)] == [LINE]


WATER = Departments(("市水务局",), ("市财政局", "市园林局"), ("各区政府",))


def sentence(given: TaskLine) -> str:
    (found,) = provisions([given], is_centred=True)
    return found.reading.text


def test_a_row_is_a_sentence_by_the_printed_names_of_its_columns() -> None:
    given = row(
        1, "疏浚内河", "疏浚上游", deadline="年底前", departments=WATER, beside=(("备注", Traced("逐月通报", ())),)
    )
    assert sentence(given) == (
        "疏浚内河:疏浚上游。完成时限:年底前。牵头单位:市水务局。责任单位:市财政局、市园林局。配合单位:各区政府。备注:逐月通报。"
    )


@pytest.mark.parametrize(
    ("task", "measures", "text"),
    [
        ("疏浚内河", "", "疏浚内河。"),
        ("", "疏浚上游", "疏浚上游。"),
        ("疏浚内河", "疏浚上游。", "疏浚内河:疏浚上游。"),
        ("疏浚内河", "疏浚上游！", "疏浚内河:疏浚上游！"),
    ],
)
def test_a_sentence_ends_once(task: str, measures: str, text: str) -> None:
    assert sentence(row(1, task, measures)) == text


PHRASE = "各河段疏浚完成以后应当在十日以内上报结"


@pytest.mark.parametrize(
    ("measures", "warnings"),
    [
        (f"{PHRASE}湖泊{PHRASE}", (WarningCode.REPEATED_TEXT,)),
        (f"湖{PHRASE}湖泊{PHRASE}", (WarningCode.REPEATED_TEXT,)),
        (f"湖泊泵{PHRASE}湖泊{PHRASE}上", (WarningCode.REPEATED_TEXT,)),
        (f"{PHRASE[:15]}湖泊{PHRASE[:15]}", ()),
        (PHRASE * 2, (WarningCode.REPEATED_TEXT,)),
        (PHRASE, ()),
        ("", (WarningCode.MEASURES_LOST,)),
    ],
)
def test_a_phrase_that_stands_twice_in_the_measures_was_made_up(
    measures: str, warnings: tuple[WarningCode, ...]
) -> None:
    head = "| 序号 | 任务 | 措施 | 牵头单位 |"
    rows = [line for line in lines(head, "|---|---|---|---|", f"| 1 | 疏浚内河 | {measures} | 市水务局 |") if line.row]
    (found,) = read_table(rows, None).provisions
    assert found.warnings == warnings


@pytest.mark.parametrize(
    ("measures", "task", "shared"),
    [
        ("疏浚内河上游", "疏浚内河", 3),
        ("疏浚上游", "疏浚内河", 1),
        ("保洁湖泊", "疏浚内河", 0),
        ("加强保洁", "加强疏浚", 0),
        ("", "疏浚内河", 0),
    ],
)
def test_measures_are_akin_to_a_task_by_its_words_that_not_every_task_has(
    measures: str, task: str, shared: int
) -> None:
    assert kinship(measures, task) == shared

"""The cells of a task row under their columns: as printed, or by what they hold where the recognition shifted them."""

import pytest

from corpus.clauses.alignment import Aligned, align
from corpus.findings import WarningCode
from corpus.printed.cells import tab_cells
from corpus.printed.columns import COLUMNS

SHIFTED, GLUED, UNCLEAR = (
    WarningCode.COLUMNS_SHIFTED,
    WarningCode.NUMBER_GLUED,
    WarningCode.DEADLINE_UNCLEAR,
)
TASK, MEASURES = "疏浚内河", "各河段疏浚应当按时完成。"


def aligned(text: str, roles: tuple[str, ...] = COLUMNS) -> Aligned:
    return align(tab_cells(text.replace("|", "\t"), 1), roles)


def read(text: str) -> tuple[int | None, str, str, str, str, str, str]:
    """Number, task, measures, deadline, and the departments that lead, answer and help."""
    row = aligned(text)
    measures = "".join(piece.text for piece in row.measures)
    departments = (row.lead.spaced, row.responsible.spaced, row.assisting.spaced)
    return row.number, row.task.text, measures, row.deadline.text, *departments


PRINTED = (3, TASK, MEASURES, "年底前", "市水务局", "市财政局", "各区")


def test_a_row_whose_cells_look_like_their_columns_is_taken_as_it_stands() -> None:
    text = f"3|{TASK}|{MEASURES}|年底前|市水务局|市财政局|各区"
    assert (read(text), aligned(text).warnings) == (PRINTED, ())


@pytest.mark.parametrize(
    "text",
    [
        f"3|{TASK}|{MEASURES}||市水务局|市财政局|各区",
        f"3|{TASK}|{MEASURES}|——|市水务局|市财政局|各区",
        f"|{TASK}||年底前|市水务局||",
        "3|市水务局|疏浚内河|年底前|市水务局||",
    ],
)
def test_an_empty_cell_a_dash_and_a_short_measure_look_right(text: str) -> None:
    row, cells = aligned(text), text.split("|")
    assert row.warnings == ()
    assert (row.task.text, "".join(one.text for one in row.measures), row.lead.text) == (cells[1], cells[2], cells[4])


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        (f"3 {TASK}||{MEASURES}|年底前|市水务局|市财政局|各区", (GLUED,)),
        (f"3.{TASK}||{MEASURES}|年底前|市水务局|市财政局|各区", (GLUED,)),
        (f"3、{TASK}||{MEASURES}|年底前|市水务局|市财政局|各区", (GLUED,)),
        (f"3 {TASK}|{MEASURES}|年底前|市水务局|市财政局|各区|", (SHIFTED,)),
        (f"3|{TASK}||{MEASURES}|年底前|市水务局|市财政局|各区", (SHIFTED,)),
        (f"3|{TASK}|{MEASURES}|年底前 市水务局|市财政局|各区|", (SHIFTED,)),
        (f"3|{TASK}|{MEASURES}|市水务局 年底前|市财政局|各区|", (SHIFTED,)),
        (f"3|{TASK}|{MEASURES}|市水务局年底前|市财政局|各区|", (SHIFTED,)),
        (f"3|{TASK}　{MEASURES}|年底前|市水务局|市财政局|各区|", (SHIFTED,)),
        (f"3|{TASK}|市水务局|{MEASURES}|年底前|市财政局|各区", (SHIFTED,)),
    ],
)
def test_cells_that_were_shifted_glued_or_split_are_known_by_what_they_hold(
    text: str, warnings: tuple[WarningCode, ...]
) -> None:
    assert (read(text), aligned(text).warnings) == (PRINTED, warnings)


def test_a_deadline_in_another_column_is_found_there() -> None:
    text = f"3|{TASK}|{MEASURES}||年底前|市水务局|市财政局"
    assert read(text) == (*PRINTED[:6], "")
    assert aligned(text).warnings == (SHIFTED,)


@pytest.mark.parametrize("time", ["年底前", "6月底前", "2021年6月底前", "长期实施"])
def test_a_deadline_is_parted_from_the_name_of_a_department_before_it(time: str) -> None:
    assert read(f"3|{TASK}|{MEASURES}|市水务局{time}|各区||")[3:6] == (time, "市水务局", "各区")


def test_a_department_with_a_time_in_a_column_of_departments_is_no_deadline() -> None:
    row = aligned(f"3|{TASK}|{MEASURES}||市水务局年底前|市财政局|各区")
    assert (row.deadline.text, row.lead.spaced, row.warnings) == ("", "市水务局年底前", ())


def test_without_a_deadline_the_departments_stand_at_their_places() -> None:
    text = f"3|{TASK}|{MEASURES}|尽早疏浚内河|市水务局|市财政局|各区"
    assert read(text) == (3, TASK, f"{MEASURES}尽早疏浚内河", "", "市水务局", "市财政局", "各区")
    assert aligned(text).warnings == (SHIFTED, UNCLEAR)


def test_a_deadline_that_is_printed_twice_is_one() -> None:
    assert read(f"3|{TASK}||{MEASURES}|年底前|年底前|市水务局") == (3, TASK, MEASURES, "年底前", "市水务局", "", "")


def test_a_long_first_text_is_a_measure_and_no_task() -> None:
    assert read(f"3|{MEASURES}|年底前|市水务局||||")[1:3] == ("", MEASURES)
    assert read("3|" + "疏" * 41 + "|年底前|市水务局|||")[1] == ""
    assert read("3|" + "疏" * 40 + "|年底前|市水务局|||")[1] == "疏" * 40


def test_a_row_that_goes_on_has_its_measures_where_they_stand() -> None:
    assert read(f"||{MEASURES}|年底前|市水务局||") == (None, "", MEASURES, "年底前", "市水务局", "", "")


@pytest.mark.parametrize(
    ("cell", "number", "code"),
    [
        ("3", 3, None),
        ("三", 3, None),
        ("（十二）", 12, None),
        ("**3**", 3, None),
        ("3.", 3, None),
        ("1.1", None, "1.1"),
        ("A-3", None, "A-3"),
        ("1-2", None, "1-2"),
        ("内河", None, None),
        ("3、", 3, None),
        ("3．", 3, None),
        ("", None, None),
    ],
)
def test_a_number_counts_on_and_a_code_does_not(cell: str, number: int | None, code: str | None) -> None:
    row = aligned(f"{cell}|{TASK}|{MEASURES}|年底前|市水务局||")
    assert (row.number, row.code) == (number, code)


def test_in_a_table_of_other_columns_every_cell_stands_where_it_is_printed() -> None:
    row = aligned(f"市水务局|年底前|{MEASURES}", ("task", "deadline", "lead"))
    assert (row.task.text, row.deadline.text, row.lead.text, row.warnings) == ("市水务局", "年底前", MEASURES, ())
    few = aligned(f"3|{MEASURES}|{TASK}|市水务局", COLUMNS[:4])
    assert (few.task.text, few.deadline.text, few.warnings) == (MEASURES, "市水务局", ())

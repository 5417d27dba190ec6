"""Two readings of the same rows: which row is which, which reading is shown, and what only the second one has."""

import pytest

import corpus
from corpus.clauses.readings import akin, merge
from corpus.findings import FindingCode, WarningCode
from corpus.model import Clause, TaskRow

NUMBER = "临政发〔2021〕4号"
NOTICE = f"关于印发内河计划的通知\n\n{NUMBER}\n\n各区：\n\n现予印发。\n\n临江市人民政府\n\n2021年4月9日\n\n"
HEAD = "序号\t任务\t措施\t完成时限\t牵头部门\t主责单位\t协办单位\n"
RIVERS = "各河段应当在汛期以前全部疏浚完毕并且逐级上报"
LAKES = "各湖泊应当逐月保洁水面并且清理岸边堆放的杂物"
PUMPS = "各泵站应当在入冬以前检修水泵电机和备用的电源"


def table(*rows: tuple[int, str], title: str = "内河计划", label: str = "附件") -> str:
    lines = "".join(f"{number}\t疏浚\t{measures}。\t年底前\t市水务局\t——\t\n" for number, measures in rows)
    return f"{label}\n\n{title}\n\n{HEAD}{lines}\n"


def merged(first: str, second: str) -> list[Clause]:
    """The rows of the first text with those of the second merged into them."""
    gazette, _ = merge(corpus.parse(NOTICE + first, "a.txt"), corpus.parse(second, "b.txt"), NUMBER)
    return [clause for clause in gazette.documents[0].clauses if clause.task]


def shown(first: str, second: str) -> list[tuple[str | None, str, int]]:
    """The number of each row, the file of the reading that is shown, and how many other readings it has."""
    return [(one.label, one.source.file, len(one.alternates)) for one in merged(first, second)]


ONLY_SECOND = WarningCode.SECOND_READING_ONLY


def test_rows_are_matched_by_what_they_say_whatever_their_numbers() -> None:
    found = merged(table((1, RIVERS), (2, LAKES)), table((1, LAKES), (2, RIVERS)))
    assert [(one.label, len(one.alternates)) for one in found] == [("1", 1), ("2", 1)]
    assert [WarningCode.NUMBER_DIFFERS_IN_SECOND_READING in one.warnings for one in found] == [True, True]


def test_a_misread_character_or_two_make_no_other_row() -> None:
    assert shown(table((1, RIVERS)), table((1, RIVERS.replace("汛期", "汎期")))) == [("1", "a.txt", 1)]


def test_a_garbled_row_goes_with_the_row_of_its_number_between_the_same_neighbours() -> None:
    garbled = RIVERS[:6] + "口口口口口口口口口口口口口口口"
    rows = ((1, LAKES), (2, garbled), (3, PUMPS))
    assert shown(table((1, LAKES), (2, RIVERS), (3, PUMPS)), table(*rows)) == [
        ("1", "a.txt", 1),
        ("2", "a.txt", 1),
        ("3", "a.txt", 1),
    ]
    assert len(shown(table((1, LAKES), (2, RIVERS), (3, PUMPS)), table((1, LAKES), (4, garbled), (3, PUMPS)))) == 4
    nothing = "口" * 22
    assert len(shown(table((1, LAKES), (2, RIVERS)), table((1, LAKES), (2, nothing)))) == 3


def test_a_row_that_the_first_reading_lost_is_a_clause_at_its_place() -> None:
    found = merged(table((1, RIVERS), (3, PUMPS)), table((1, RIVERS), (2, LAKES), (3, PUMPS)))
    assert [(one.label, one.source.file, ONLY_SECOND in one.warnings) for one in found] == [
        ("1", "a.txt", False),
        ("2", "b.txt", True),
        ("3", "b.txt", False),  # there the count has no gap
    ]
    assert [one.eid for one in found] == ["annex__row_1", "annex__row_2", "annex__row_3"]
    assert [one.ordinal for one in found] == [1, 2, 3]


def test_a_row_that_the_second_reading_lost_stays() -> None:
    assert shown(table((1, RIVERS), (2, LAKES)), table((2, LAKES))) == [("1", "a.txt", 0), ("2", "a.txt", 1)]


def test_a_reading_with_lost_or_repeated_text_is_not_shown() -> None:
    assert shown(table((1, RIVERS + RIVERS)), table((1, RIVERS))) == [("1", "b.txt", 1)]
    assert shown(table((1, RIVERS)), table((1, RIVERS + RIVERS))) == [("1", "a.txt", 1)]


def test_parts_of_one_title_go_together_in_printed_order_and_the_rest_to_the_last() -> None:
    first = table((1, RIVERS), label="附件1") + table((1, LAKES), label="附件2")
    second = table((1, RIVERS), label="附件1") + table((1, LAKES), label="附件2") + table((2, PUMPS), label="附件3")
    found = merged(first, second)
    assert [(one.eid, one.source.file) for one in found] == [
        ("annex_1__row_1", "a.txt"),
        ("annex_2__row_1", "a.txt"),
        ("annex_2__row_2", "b.txt"),
    ]


def test_a_part_of_another_title_is_not_merged() -> None:
    assert shown(table((1, RIVERS)), table((1, RIVERS), title="湖泊计划")) == [("1", "a.txt", 0)]


def test_rows_of_figures_of_two_districts_are_two() -> None:
    head = "区\t疏浚长度\t保洁面积\t检修泵站\t巡查次数\n"
    first = f"附件\n\n内河计划\n\n{head}东江区\t3.25\t12.75\t14.25\t88.5\n"
    second = first.replace("东江区", "西江区")
    gazette, _ = merge(corpus.parse(NOTICE + first, "a.txt"), corpus.parse(second, "b.txt"), NUMBER)
    rows = [clause for clause in gazette.documents[0].clauses if clause.cells]
    assert [(one.label, len(one.alternates)) for one in rows] == [("西江区", 0), ("东江区", 0)]


def test_only_the_document_of_the_number_is_merged_and_the_second_file_says_so() -> None:
    first, second = corpus.parse(NOTICE + table((1, RIVERS)), "a.txt"), corpus.parse(table((1, RIVERS)), "b.txt")
    gazette, rest = merge(first, second, "临政发〔2021〕5号")
    assert gazette == first
    assert rest.documents == ()
    assert rest.findings[-1].code is FindingCode.SECOND_READING
    assert FindingCode.NO_CONTENTS not in [finding.code for finding in rest.findings]


@pytest.mark.parametrize(
    ("task", "measures", "distance"), [("疏浚内河", "疏浚内河上游", 3), ("疏浚内河", "保洁湖泊", 0), (None, "保洁", 0)]
)
def test_the_measures_of_a_row_speak_of_its_task(task: str | None, measures: str, distance: int) -> None:
    assert akin(TaskRow("1", task, measures, None, (), (), ())) == distance


def test_a_row_without_a_task_is_akin_to_none() -> None:
    assert akin(None) == 0

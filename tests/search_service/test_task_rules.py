"""Tasks by hand: what a list is narrowed by, in which order it stands, and what of a task changed from year to year."""

from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.language.deadlines import Deadline
from corpus.model import Step, TaskRow
from corpus.printed.departments import Departments
from index import Snapshot
from search_service.documents.gaps import gaps
from search_service.overviews.counterparts import Change, compare, likeness, versions, years_beside
from search_service.overviews.districts import ALL, ZONE, districts_of, seats_of
from search_service.overviews.task_search import (
    TaskParameters,
    matching_tasks,
    ordered,
    read_task_parameters,
    relaxed,
)
from search_service.overviews.tasks import Task, TaskList
from search_service.request.refusals import InvalidRequestError
from search_service.request.vocabulary import Vocabulary

(PLAN,) = corpus.parse(
    "临江市水务局关于内河的通知\n\n各区：\n\n疏浚内河。\n\n临江市水务局\n\n2021年4月9日\n", "a.txt"
).documents
CLAUSE = [*PLAN.clauses][-1]
NOBODY = cast("Snapshot", None)
APRIL, MAY, JUNE = (date(2021, month, 30) for month in (4, 5, 6))


NO_END = Deadline((), is_open=True)


def task(
    text: str = "疏浚内河",
    *,
    plan: str = "2021",
    lead: tuple[str, ...] = ("水务局",),
    due: tuple[date, ...] = (),
    **given: str | None,
) -> Task:
    """A row of the plan of a year; ``given`` are its number and its measures."""
    number, measures = given.get("number", "1"), given.get("measures")
    row = TaskRow(number, text, measures, "年底前" if due else None, lead, (), ())
    clause = replace(CLAUSE, id=f"{plan}/{number}-{text}", task=row)
    document = replace(PLAN, id=plan, date=date(int(plan), 4, 9))
    return Task(clause, row, document, None, plan, Departments(lead), (), Deadline(due), ())


def known(*tasks: Task) -> TaskList:
    return TaskList(tasks, Vocabulary(), {})


def found(tasks: list[Task], **asked: object) -> list[str]:
    given = TaskParameters(**asked)  # type: ignore[arg-type]
    return [one.row.task or "" for one in matching_tasks(NOBODY, known(*tasks), given)]


def test_a_row_carries_what_it_is_narrowed_by_each_value_once() -> None:
    one = replace(task(due=(MAY,)), departments=Departments(("水务局",), ("财政局", "水务局"), ("公安局",)))
    assert one.values("lead") == ("水务局",)
    assert one.values("department") == ("水务局", "财政局", "公安局")
    assert [one.values(name) for name in ("deadline", "plan", "year")] == [("年底前",), ("2021",), ("2021",)]
    assert [task().values("deadline"), replace(one, year="").values("year")] == [(), ()]


def test_the_days_of_a_task_are_those_of_its_deadline_and_of_its_measures() -> None:
    assert replace(task(due=(JUNE, MAY)), named=(APRIL, MAY)).days == (APRIL, MAY, JUNE)


TASKS = [
    task("甲", due=(APRIL,)),
    replace(task("乙"), due=Deadline((MAY,), is_open=True)),
    replace(task("丙"), named=(JUNE,)),
    replace(task("丁"), due=NO_END),
    task("戊"),
]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, "甲乙丙丁戊"),
        ({"due_from": MAY}, "乙丙"),
        ({"due_by": MAY}, "甲乙"),
        ({"due_from": MAY, "due_by": MAY}, "乙"),
        ({"due_by": APRIL, "ongoing": "1"}, "甲乙丁"),
        ({"due_by": APRIL, "ongoing": "0"}, "甲"),
        ({"ongoing": "1"}, "乙丁"),
        ({"ongoing": "0"}, "甲丙戊"),
    ],
)
def test_work_without_an_end_comes_along_with_days_or_is_asked_for_alone(asked: dict[str, object], wanted: str) -> None:
    assert "".join(found(TASKS, **asked)) == wanted


def test_values_of_one_filter_are_alternatives_and_filters_hold_together() -> None:
    tasks = [task("甲", lead=("水务局",)), task("乙", lead=("财政局",)), task("丙", lead=("水务局",), plan="2022")]
    assert found(tasks, lead=("水务局", "财政局")) == ["甲", "乙", "丙"]
    assert found(tasks, lead=("水务局",), year=("2021",)) == ["甲"]
    assert found(tasks, district=("东区",)) == []


def test_each_filter_in_use_says_how_many_tasks_there_are_without_it() -> None:
    tasks = [task("甲"), task("乙", lead=("财政局",)), task("丙", plan="2022")]
    asked = TaskParameters(lead=("水务局", "公安局"), year=("2022",), due_by=MAY)
    assert [*relaxed(NOBODY, known(*tasks), asked)] == [
        ("lead", "水务局", 0), ("lead", "公安局", 0), ("due_by", "2021-05-30", 1), ("year", "2022", 0),
    ]  # fmt: skip


def test_without_a_value_the_list_begins_at_its_first_page_and_the_rest_stays() -> None:
    asked = TaskParameters(q="内河", lead=("水务局", "财政局"), due_by=MAY, page=3)
    assert asked.without("lead", "水务局") == replace(asked, lead=("财政局",), page=1)
    assert asked.without("due_by", "2021-05-30") == replace(asked, due_by=None, page=1)
    assert asked.without("q", "内河") == replace(asked, q="", page=1)
    assert asked.changed(page=4).page == 4


def test_an_address_has_what_differs_from_the_usual_and_filters_are_a_part_of_it() -> None:
    asked = TaskParameters(q="内河", lead=("水务局", "财政局"), due_from=MAY, sort="-due", page=2)
    assert asked.query_items() == [
        ("q", "内河"), ("lead", "水务局"), ("lead", "财政局"), ("due_from", "2021-05-30"), ("sort", "-due"), ("page", "2"),
    ]  # fmt: skip
    assert [*asked.filters()] == [("lead", "水务局"), ("lead", "财政局"), ("due_from", "2021-05-30")]
    assert TaskParameters().query_items() == []


def test_the_last_day_is_not_before_the_first() -> None:
    assert read_task_parameters({"due_from": ["2021-05"], "due_by": ["2021-05"]}, known()).due_by == date(2021, 5, 31)
    assert read_task_parameters({"due_from": ["2021-05-31"], "due_by": ["2021-05-31"]}, known()).due_by
    with pytest.raises(InvalidRequestError) as error:
        read_task_parameters({"due_from": ["2021-06"], "due_by": ["2021-05"]}, known())
    assert [(fault.param, fault.code) for fault in error.value.faults] == [("due_by", "out_of_range")]


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("plan", "疏保清养"),
        ("-plan", "养清保疏"),
        ("number", "保疏清养"),
        ("-number", "清疏保养"),
        ("task", "保清疏养"),
        ("-task", "养疏清保"),
        ("due", "清疏保养"),
        ("-due", "疏清保养"),
        ("lead", "清保疏养"),
    ],
)
def test_a_column_puts_tasks_in_order_and_empty_cells_come_last_either_way(sort: str, wanted: str) -> None:
    """Numbers are counted piece by piece, and Chinese names go by their sound."""
    tasks = [
        task("疏", number="2.10", due=(JUNE,), lead=("水务局",)),
        task("保", number="2.9", lead=("教育局",)),
        task("清", number="10", due=(MAY,), lead=("财政局",)),
        task("养", number="甲", lead=()),
    ]
    assert "".join(one.row.task or "" for one in ordered(tasks, sort)) == wanted


def runs(*texts: str) -> list[str]:
    """Columns of words as text: what is new in plus signs, what is gone in minus signs."""

    def shown(change: Change) -> str:
        sign = ("+" if change.added else "") + ("-" if change.dropped else "")
        return f"{sign}{change.text}{sign[::-1]}"

    return ["".join(map(shown, column)) for column in compare([text.split() for text in texts])]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("疏浚 内河",), ["疏浚内河"]),
        (("疏浚 内河", "疏浚 湖泊"), ["疏浚-内河-", "疏浚+湖泊+"]),
        (("内河 的", "湖泊 的"), ["-内河的-", "+湖泊的+"]),
        (("的", "的"), ["的", "的"]),
        (("疏浚", "保洁", "疏浚"), ["-疏浚-", "+-保洁-+", "+疏浚+"]),
        (("", "疏浚"), ["", "+疏浚+"]),
    ],
)
def test_words_are_marked_against_the_version_before_and_after_and_a_lone_character_is_not_kept(
    texts: tuple[str, ...], wanted: list[str]
) -> None:
    assert runs(*texts) == wanted


@given(st.lists(st.lists(st.sampled_from(["疏浚", "内河", "的", "保洁"]), max_size=6), max_size=4))
def test_compared_columns_are_their_words_and_the_first_and_last_have_nothing_beyond(columns: list[list[str]]) -> None:
    found = compare(columns)
    assert ["".join(one.text for one in column) for column in found] == ["".join(words) for words in columns]
    assert not any(change.added for change in found[0]) if found else True
    assert not any(change.dropped for change in found[-1]) if found else True


def test_rows_are_alike_by_name_measures_and_who_leads() -> None:
    one = task("疏浚内河", measures="各河段应当疏浚", lead=("水务局",))
    assert likeness(one, one) == 100
    assert likeness(one, replace(one, departments=Departments(("财政局",)))) == 90
    assert likeness(one, replace(one, departments=Departments(("水务局", "财政局")))) == 95
    assert likeness(one, replace(one, row=replace(one.row, measures=None))) == 50
    assert likeness(one, replace(one, row=replace(one.row, task=None))) == 60


def test_a_task_stands_beside_the_row_most_like_it_in_each_other_plan_oldest_first() -> None:
    own = task(plan="2021", measures="各河段应当疏浚")
    near, nearer = task("疏浚内湖", plan="2020"), task(plan="2020", measures="各河段应当疏浚完毕")
    later = task(plan="2022", measures="各河段应当疏浚")
    beside, other = task(number="2", measures="各河段应当疏浚"), task("植树造林", plan="2019", lead=("园林局",))
    every = known(later, own, beside, near, nearer, other)
    assert [one.task.clause.id for one in versions(every, own)] == [one.clause.id for one in (nearer, own, later)]
    assert [one.likeness for one in versions(every, own)][1:] == [100, 100]
    assert years_beside(every, own) == ("2020", "2022")
    assert years_beside(every, other) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("东城、西城区", ("东城区", "西城区")),
        ("东城区和西城区", ("东城区", "西城区")),
        ("朝阳公园、大兴机场", ()),
        ("通州、大兴等5个区", ("通州区", "大兴区")),
        ("西城区、东城区", ("东城区", "西城区")),
        ("各区", (ALL,)),
        ("各市、区", (ALL,)),
        ("各市民", ()),
        ("各区域、各县城、各旗舰店", ()),
        ("全市及各区域供水", ()),
        ("各区县", (ALL,)),
        (ZONE, (ZONE,)),
    ],
)
def test_a_run_of_districts_ends_in_a_district_and_they_stand_in_their_own_order(
    text: str, named: tuple[str, ...]
) -> None:
    assert districts_of(text) == named


def test_the_districts_of_another_city_are_known_by_their_governments() -> None:
    departments = [("临江市", "东山区政府"), ("临江市", "各区政府"), ("临江市", "水务局"), ("临海市", "西县政府")]
    assert seats_of(departments) == {"临江市": {"东山区"}, "临海市": {"西县"}}
    assert districts_of("东山区、各区", "临江市", ["东山区", "北区"]) == ("东山区", ALL)
    assert districts_of("东城区", "临江市", []) == ()


def articles(*numbers: tuple[int, int | None]) -> list[tuple[str, int, int, bool]]:
    """The gaps of a document whose articles have these numbers and sub-numbers."""
    (part, *_) = PLAN.parts
    clauses = tuple(
        replace(
            CLAUSE,
            eid=f"art_{number}",
            kind=corpus.ClauseKind.ARTICLE,
            label=f"第{number}条",
            step=Step("art", number, sub),
        )
        for number, sub in numbers
    )
    found = gaps(replace(PLAN, parts=(replace(part, clauses=clauses),)))
    return [(eid, gap.first, gap.last, gap.is_repeated) for eid, gap in found.items()]


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([1, 2, 3], []),
        ([1, 4], [("art_4", 2, 3, False)]),
        ([1, 2, 2], [("art_2", 2, 2, True)]),
        ([4, 1, 2], []),
        ([3], []),
    ],
)
def test_an_article_is_missing_or_printed_twice_between_two_that_follow_one_another(
    numbers: list[int], wanted: list[tuple[str, int, int, bool]]
) -> None:
    assert articles(*((number, None) for number in numbers)) == wanted


def test_an_article_that_was_inserted_is_no_second_print() -> None:
    assert articles((2, None), (2, 1), (3, None)) == []
    assert articles((2, 1), (2, 1)) == [("art_2", 2, 2, True)]

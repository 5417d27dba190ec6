"""Which names of departments are others misread: by what stands often beside them, and never a department that there is."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import TaskRow
from corpus.printed.departments import Departments, normal_name
from index import Snapshot
from search_service.overviews.departments import DepartmentNames, misreadings
from search_service.overviews.tasks import tasks_of

CITY = "某江市"


def row(*lead: str, assisting: tuple[str, ...] = ()) -> TaskRow:
    return TaskRow("1", "疏浚", None, None, lead, (), assisting)


def names(counts: Mapping[str, int]) -> DepartmentNames:
    """The names in rows of one city, each of which stands as often as it is said."""
    return DepartmentNames.of((row(name), CITY) for name, count in counts.items() for _ in range(count))


def joined(**counts: int) -> set[str]:
    """The departments that a filter offers."""
    return set(names(counts).normal.values())


@pytest.mark.parametrize(
    ("once", "often"),
    [
        ("市房城乡建设委", "市住房城乡建设委"),  # a character lost
        ("市规划局自然资源委", "市规划自然资源委"),  # one too many
        ("市农业农林局", "市农业农村局"),  # one for another
        ("市农农业村局", "市农业农村局"),  # two that changed places
        ("市市场监管委", "市市场监管局"),  # another ending
    ],
)
def test_a_name_that_stands_once_beside_one_that_stands_often_is_that_one_misread(once: str, often: str) -> None:
    found = names({often: 10, once: 1})
    assert found.of_row(row(once), CITY).lead == found.of_row(row(often), CITY).lead == (normal_name(often, CITY),)
    assert found.printed == {normal_name(often, CITY): (often, once)}, "the print is said beside the name"
    assert len(joined(**{often: 9, once: 1})) == 2, "what stands nine times is not often"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市水务局", "市税务局"),
        ("市民政局", "市民委"),
        ("市财政局", "市审计局"),
        ("市教委", "市科委"),
        ("市社会保障局", "市社会保险局"),  # a field of work that is known
        ("市农业农村局", "市农业局"),
        ("市住房城乡建设委", "市城乡建设委"),
        ("市金融办", "市委金融办"),
        ("东山区农业农林局", "市农业农村局"),  # of another place
        ("市地铁运营公司", "市地铁运管公司"),
    ],
)
def test_two_departments_that_there_are_stay_two(one: str, other: str) -> None:
    assert len(joined(**{one: 40, other: 1})) == len(joined(**{one: 1, other: 40})) == 2


def test_a_name_that_stands_twice_is_misread_by_its_ending_alone() -> None:
    assert joined(市农业农村局=40, 市农业农林局=2) == {"某江市农业农村局", "某江市农业农林局"}
    assert joined(市规划自然资源委=40, 市规划自然资源局=4) == {"某江市规划和自然资源委员会"}
    assert len(joined(市规划自然资源委=39, 市规划自然资源局=4)) == 2


def test_a_name_between_two_that_stand_often_is_neither() -> None:
    assert len(joined(市东城环保水务局=20, 市西城环保水务局=20, 市北城环保水务局=1)) == 3


def test_every_city_is_read_by_itself() -> None:
    rows = [*[(row("市农业农村局"), CITY)] * 20, (row("市农业农林局"), "某海市")]
    found = DepartmentNames.of(rows)
    assert found.of_row(row("市农业农林局"), "某海市").lead == ("某海市农业农林局",)


def test_a_department_stands_once_in_a_share_whatever_it_is_printed_as() -> None:
    printed = row("市农业农村局", "市农业农林局", assisting=("市农业农村局",))
    found = DepartmentNames.of([*[(row("市农业农村局"), CITY)] * 20, (printed, CITY)])
    assert found.of_row(printed, CITY) == Departments(("某江市农业农村局",), (), ("某江市农业农村局",))


NAMES = st.text("市水税农业村林环保住建", min_size=1, max_size=5).map(lambda office: f"市{office}局")


@given(st.dictionaries(NAMES, st.integers(1, 30), max_size=12))
def test_what_was_meant_stands_often_and_is_itself_as_it_was_meant(counts: dict[str, int]) -> None:
    normal = {name: normal_name(name, CITY) for name in counts}
    often: Counter[str] = Counter()
    for name, count in counts.items():
        often[normal[name]] += count
    found = misreadings(counts, normal)
    assert all(often[meant] >= 10 * often[name] and meant not in found for name, meant in found.items())
    assert found == misreadings(dict(reversed(counts.items())), dict(reversed(normal.items())))


def test_the_filter_of_the_gazettes_offers_no_department_that_was_misread(index: Snapshot) -> None:
    known = tasks_of(index)
    offered = known.vocabulary.terms["department"]
    assert not {name for name in offered if "政府技术" in name or name.endswith("政府管委会")} - {
        "市新能源汽车联席会议各区政府技术经济委"
    }
    assert {"北京市农业农林局", "北京市房城乡建设委员会", "北京市市场监督管理委员会"}.isdisjoint(offered)
    assert "市农业农林局" in known.printed["北京市农业农村局"]
    assert {"北京市民政局", "北京市水务局", "北京市财政局", "北京市委金融办公室", "北京市金融办公室"} <= {*offered}

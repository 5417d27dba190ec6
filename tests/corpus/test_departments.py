"""Departments in a cell: one by one, with their share, and by one normal name."""

import pytest

from corpus.language.places import seat_of
from corpus.printed.cells import NO_CELL, CellText
from corpus.printed.departments import Departments, departments, name_parts, normal_name


def of(printed: str) -> Departments:
    return departments(NO_CELL, CellText((), printed), NO_CELL)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("市林业局、市水务局", ("市林业局", "市水务局")),
        ("市林业局，市水务局；各镇政府", ("市林业局", "市水务局", "各镇政府")),
        ("市林业局 市水务局\n各区", ("市林业局", "市水务局", "各区")),
        ("市林业局<br>市水务局", ("市林业局", "市水务局")),
        ("各区政府、高新区管委会", ("各区政府", "高新区管委会")),
        ("各区政府（含高新区管委会、临港管委会）、市林业局", ("各区政府（含高新区管委会、临港管委会）", "市林业局")),
        ("市科委、中关村管委会、市财政局", ("市科委、中关村管委会", "市财政局")),
        ("市科委、市财政局", ("市科委", "市财政局")),
        ("市人力资源和社会保障局和市林业局", ("市人力资源和社会保障局", "市林业局")),
        ("各区政府和有关部门", ("各区政府", "有关部门")),
        ("市住房和城乡 建设局", ("市住房和城乡建设局",)),
        ("东山区 西山区 政府", ("东山区", "西山区政府")),
        ("市林业局市水务局、各区政府", ("市林业局", "市水务局", "各区政府")),
        ("市水务局各区政府", ("市水务局", "各区政府")),
        ("市市场监管局、市国资委市属企业", ("市市场监管局", "市国资委市属企业")),
        ("市林业局、市水务局等部门", ("市林业局", "市水务局等部门")),
        ("——", ()),
    ],
)
def test_names_are_read_one_by_one(printed: str, names: tuple[str, ...]) -> None:
    assert of(printed).responsible == names


@pytest.mark.parametrize(
    ("printed", "lead", "responsible", "assisting"),
    [
        ("市林业局牵头，市水务局、各区配合", ("市林业局",), (), ("市水务局", "各区")),
        ("牵头单位：市林业局；配合单位：市水务局、各区", ("市林业局",), (), ("市水务局", "各区")),
        ("市林业局（牵头）、市水务局、各区", ("市林业局",), ("市水务局", "各区"), ()),
        ("市林业局负责，市水务局协助", (), ("市林业局",), ("市水务局",)),
        ("市林业局、各区按职责分工负责", (), ("市林业局", "各区"), ()),
    ],
)
def test_words_in_a_cell_say_the_share(
    printed: str, lead: tuple[str, ...], responsible: tuple[str, ...], assisting: tuple[str, ...]
) -> None:
    assert of(printed) == Departments(lead, responsible, assisting)


def test_a_department_has_one_normal_name() -> None:
    names = ("市城市管理委", "市城管委", "市城市管理委员会", "北京市城市管理委员会")
    assert {normal_name(name, "北京市") for name in names} == {"北京市城市管理委员会"}
    assert (
        normal_name("市住建委", "北京市") == normal_name("市住房城乡建设委", "北京市") == "北京市住房和城乡建设委员会"
    )
    assert normal_name("市科委、中关村管委会", "北京市") == "北京市科学技术委员会、中关村科技园区管理委员会"


def test_the_rules_of_normal_names_hold_in_any_city() -> None:
    assert normal_name("市发改委", "某江市") == normal_name("某江市发展改革委", "某江市") == "某江市发展和改革委员会"
    assert normal_name("市人社局") == normal_name("市人力资源社会保障局") == "市人力资源和社会保障局"
    assert normal_name("各区政府（含高新区管委会）") == "各区政府"
    assert normal_name("市公安局") == "市公安局"


def test_the_governments_of_a_district_are_one_under_every_name() -> None:
    for name in (
        "东山区政府",
        "东山区区政府",
        "东山区人民政府",
        "市东山区政府",
        "某江市东山区人民政府",
        "东山区政府(含高新区管委会)",
    ):
        assert normal_name(name, "某江市") == "东山区政府"
    assert normal_name("各区人民政府（含高新区管委会）") == normal_name("各区政府") == "各区政府"


def test_other_departments_beside_a_name_are_no_part_of_it() -> None:
    assert normal_name("市水务局等部门") == normal_name("市水务局等行业主管部门") == "市水务局"
    assert normal_name("市水务局等部们") == normal_name("市水务局等部") == "市水务局", "misread, or cut off"
    assert normal_name("东山区政府等相关区政府") == "东山区政府"
    assert normal_name("市高等教育局") == "市高等教育局"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("各区政府技术（含开发区管委会）", "各区政府"),
        ("各区人民政府技术经济委(含高新区管委会)", "各区政府"),
        ("相关区政府技术开发区管委会", "相关区政府"),
        ("东山区政府管委会", "东山区政府"),
        ("东山区政府办公室", "东山区政府办公室"),
        ("东山区政府采购中心", "东山区政府采购中心"),
        ("各区经济委", "各区经济委员会"),
        ("高新技术开发区管委会", "高新技术开发区管委会"),
    ],
)
def test_words_of_a_zone_behind_a_government_are_those_of_the_bracket_beside_it(printed: str, name: str) -> None:
    """The lines of a narrow cell are read one inside another; an office of the government is one of its own."""
    assert normal_name(printed, "某江市") == name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("某江市水务局", ("某江市", "水务", "局")),
        ("市城市管理委员会", ("市", "城市管理", "委员会")),
        ("教育局", ("", "教育", "局")),
        ("各区政府", None),
        ("市自来水集团", None),
    ],
)
def test_a_department_has_a_place_an_office_and_an_ending(name: str, parts: tuple[str, str, str] | None) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("bodies", "seat"),
    [
        (("北京市人民政府办公厅",), "北京市"),
        (("北京市城市管理委员会", "北京市财政局"), "北京市"),
        (("某江市东山区人民政府",), "某江市东山区"),
        (("某南省人民政府",), "某南省"),
        (("中共某江市委办公厅",), "某江市"),
        (("国务院",), ""),
        ((), ""),
    ],
)
def test_a_body_says_which_place_it_is_of(bodies: tuple[str, ...], seat: str) -> None:
    assert seat_of(bodies) == seat


def test_a_bracket_that_another_cell_ran_into_stays_part_of_the_name() -> None:
    assert normal_name("各区政府(含北京经济技术开发区管委会)", "北京市") == "各区政府"
    assert normal_name("市生态环境局(含开发区各区政府管委)", "北京市") != normal_name("市生态环境局", "北京市")

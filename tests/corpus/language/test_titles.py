"""Titles: their normal form, their types, where one may end, and what a title issues."""

import pytest

from corpus.language import titles


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("临江市人民政府 关于河道 清淤的通知", "临江市人民政府关于河道清淤的通知"),
        ("临江市水务局 临江市公安局 关于清淤的通告", "临江市水务局 临江市公安局关于清淤的通告"),
        ("水利部 财政部 临江海关总署关于清淤的通知", "水利部 财政部 临江海关总署关于清淤的通知"),
        ("临江市人民政府 办公厅关于清淤的通知", "临江市人民政府办公厅关于清淤的通知"),
        ("关于 VOC 治理的 通知", "关于VOC治理的通知"),
        ("Notice on  Silt", "Notice on Silt"),
        ("临江市2020年水资源公报[1]", "临江市2020年水资源公报"),
        (" 河道\u3000养护办法 ", "河道养护办法"),
    ],
)
def test_a_title_keeps_its_print_space_only_between_issuers(printed: str, normal: str) -> None:
    assert titles.normal_title(printed) == normal


def test_a_space_that_running_text_proves_is_real() -> None:
    spaces = titles.RealSpaces.collect(["请执行《河道清淤 湖泊保洁规程》。", "无《空格》的句子"])
    assert (
        titles.normal_title("关于印发《河道清淤湖泊保洁规程》的通知", spaces)
        == "关于印发《河道清淤 湖泊保洁规程》的通知"
    )
    assert titles.normal_title("关于印发《河道清淤 湖泊保洁规程》的通知") == "关于印发《河道清淤湖泊保洁规程》的通知"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《河道养护办法》（试行）", "河道养护办法(试行)"),
        ("河道 养护办法", "河道养护办法"),
        ("河道養護辦法", "河道养护办法"),
        ("“河长”办法", '"河长"办法'),
    ],
)
def test_two_prints_of_a_title_have_one_key(one: str, other: str) -> None:
    assert titles.title_key(one) == titles.title_key(other)


@pytest.mark.parametrize(
    ("title", "tail"),
    [
        ("临江市水务局关于印发办法的通知", "关于印发办法的通知"),
        ("水务局印发关于清淤的通知", "印发关于清淤的通知"),
        ("关于清淤", "关于清淤"),
        ("河道养护办法", "河道养护办法"),
    ],
)
def test_without_its_issuers_a_title_begins_at_guanyu_or_yinfa(title: str, tail: str) -> None:
    assert titles.tail_key(title) == tail


def test_a_title_that_another_one_names_has_neither_its_issuer_nor_its_particle() -> None:
    assert titles.issued_key("临江市水务局关于保洁的意见") == titles.issued_key("关于保洁意见")
    assert titles.issued_key("解读：《关于保洁的意见》") != titles.issued_key("关于保洁意见")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("关于清淤的通知", "通知"),
        ("临江市河道养护办法（试行）", "办法"),
        ("临江市河道养护条例〔2021〕", "条例"),
        ("临江市河道養護條例", "条例"),
        ("临江市河道", None),
    ],
)
def test_the_type_of_a_paper_is_what_its_title_ends_in(title: str, found: str | None) -> None:
    assert titles.doc_type(title) == found


def test_a_notice_is_issued_by_itself_and_measures_are_not() -> None:
    assert titles.is_outer("关于清淤的通知（修订）")
    assert not titles.is_outer("河道养护办法")


@pytest.mark.parametrize(
    ("title", "is_whole"),
    [
        ("关于印发《河道养护办法", False),
        ("《河道养护办法》的通知", True),
        ("河道养护办法（试行）", True),
        ("2018年统计公报[1]", True),
        ("关于河道", False),
    ],
)
def test_a_title_may_end_in_a_type_with_all_marks_closed(title: str, *, is_whole: bool) -> None:
    assert titles.is_complete(title) is is_whole


@pytest.mark.parametrize(
    ("title", "line", "goes_on"),
    [
        ("关于印发河道养护办法", "的通知", True),
        ("河道养护办法", "（试行）", True),
        ("关于修订河道养护办法", "有关条款的通知", True),
        ("河道养护办法", "清淤工作的通知", False),
        ("关于清淤的通知", "关于保洁的通知", False),
        ("关于印发河道养护办法", "第一条 目的", False),
        ("关于印发河道养护办法", "（2021年4月9日）", False),
    ],
)
def test_a_title_that_seems_complete_may_go_on(title: str, line: str, *, goes_on: bool) -> None:
    assert titles.goes_on(title, line) is goes_on


@pytest.mark.parametrize(
    ("title", "issued"),
    [
        ("关于印发《河道养护办法》的通知", "河道养护办法"),
        ("关于印发河道养护办法的通知", "河道养护办法"),
        ("关于印发《〈河道养护办法〉实施细则》的通知", "〈河道养护办法〉实施细则"),
        ("转发市水务局关于河道清淤意见的通知", "关于河道清淤意见"),
        ("关于公布施行《河道养护办法》的公告", "河道养护办法"),
        ("关于贯彻《河道养护办法》的通知", None),
        ("关于印发名单等的通知", None),
        ("关于清淤的通知", None),
    ],
)
def test_what_a_notice_issues_stands_in_its_title(title: str, issued: str | None) -> None:
    assert titles.issued_title(title) == issued


def test_a_decree_publishes_the_text_that_it_names_and_no_other() -> None:
    assert titles.published_title("《内河疏浚办法》已经市政府通过，现予公布。") == "内河疏浚办法"
    assert titles.published_title("《关于废止〈内河疏浚办法〉的决定》已经通过。") == "关于废止《内河疏浚办法》的决定"
    assert titles.published_title("茲制定內河疏浚規則，公布之。此令。") == "內河疏浚規則"
    assert titles.published_title("现公布《内河疏浚规程》等两项标准。") is None
    assert titles.published_title("根据《水法》，现予公告。") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("依《甲法》和《乙〈丙〉办法》", ["甲法", "乙〈丙〉办法"]),
        ("《甲《乙》丙》", ["甲《乙》丙"]),
        ("》《甲", []),
        ("》《甲》", ["甲"]),
        ("", []),
    ],
)
def test_names_in_title_marks_are_the_outermost_ones(text: str, names: list[str]) -> None:
    assert list(titles.nested(text)) == names


def test_brackets_behind_a_title_may_hold_those_of_a_year() -> None:
    assert titles.is_complete("关于疏浚内河的决定（某府规（2023）210号）")
    assert titles.doc_type("关于疏浚内河的决定（某府规（2023）210号）") == "决定"
    assert not titles.is_complete("关于疏浚内河的决定（某府规（2023）210号")


@pytest.mark.parametrize(("line", "suffix"), [("（试行）", True), ("（2021—2035年）", True), ("（2023.12.20）", False)])
def test_a_date_in_brackets_is_no_part_of_the_title_above_it(line: str, *, suffix: bool) -> None:
    assert titles.is_suffix(line) is suffix


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("水利部 财政部关于清淤的通知", True),
        ("水利部 财政部公告", True),
        ("水利部 财政部", False),
        ("关于清淤 的通知", False),
    ],
)
def test_a_space_parts_bodies_before_the_subject_of_a_title(title: str, *, parts: bool) -> None:
    assert titles.parts_bodies(title) == parts

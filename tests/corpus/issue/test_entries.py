"""The entries of a contents, and the pages behind the last document of an issue."""

import pytest

from corpus.issue.backmatter import back_matter
from corpus.issue.entries import PrintedEntry, announces_text_of, paired, split_number, with_prefix
from corpus.issue.furniture import page_number
from corpus.issue.masthead import read_issue
from corpus.model import Source, TocEntry
from tests.corpus.handmade import lines


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("关于清淤的通知（临政发〔2021〕4号）", "关于清淤的通知", "临政发〔2021〕4号"),
        ("临政发〔2021〕4号 关于清淤的通知", "关于清淤的通知", "临政发〔2021〕4号"),
        ("临江市人民政府令第4号", "临江市人民政府令", "临江市人民政府令第4号"),
        ("Notice on Dredging (Linzhengfa[2021] No. 4)", "Notice on Dredging", "Linzhengfa[2021] No. 4"),
        ("Measures for Rivers (Decree No. 4)", "Measures for Rivers", "Decree No. 4"),
        ("Announcement (No. 4 of 2021)", "Announcement", "No. 4 of 2021"),
        ("关于执行临政发〔2021〕4号的通知", "关于执行临政发〔2021〕4号的通知", None),
        ("关于清淤的通知（试行）", "关于清淤的通知（试行）", None),
        ("关于清淤的通知（2021年3月4日）", "关于清淤的通知", None),
        ("关于清淤的通知〔临政发［1991］4号〕（1991年3月4日）", "关于清淤的通知", "临政发〔1991〕4号"),
        ("临江市人民政府令第4号——河道办法", "河道办法", "临江市人民政府令第4号"),
        ("关于清淤的通知（2021年）", "关于清淤的通知（2021年）", None),
    ],
)
def test_a_number_stands_before_or_behind_its_title(text: str, title: str, number: str | None) -> None:
    assert split_number(text) == (title, number)


@pytest.mark.parametrize(
    ("above", "number", "whole"),
    [
        ("临江市人民政府令", "第4号", "临江市人民政府令第4号"),
        ("临江市人民政府令", "临政发〔2021〕4号", "临政发〔2021〕4号"),
        ("临江市人民政府令", "2021年第4号", "2021年第4号"),
        ("临江市人民政府", "第4号", "第4号"),
        ("临江市人民政府令", None, None),
    ],
)
def test_the_serial_of_a_decree_belongs_to_the_banner_above_it(
    above: str, number: str | None, whole: str | None
) -> None:
    assert with_prefix(above, number) == whole


def toc(title: str, page: int | None = None, number: str | None = None) -> TocEntry:
    return TocEntry("lj-2021-4", 1, None, None, title, None, number, None, page, None, None, Source("a.txt", 1, 1))


@pytest.mark.parametrize(
    ("decree", "entry", "is_one"),
    [
        (toc("临江市人民政府令", 3), toc("河道养护办法", 3), True),
        (toc("临江市人民政府令", 3), toc("河道养护办法"), True),
        (toc("临江市人民政府令", 3), toc("河道养护办法", 5), False),
        (toc("临江市人民政府令", 3), toc("河道养护办法", 3, "临政发〔2021〕4号"), False),
        (toc("关于清淤的通知", 3), toc("河道养护办法", 3), False),
    ],
)
def test_a_decree_and_what_it_publishes_are_announced_as_one(
    decree: TocEntry, entry: TocEntry, *, is_one: bool
) -> None:
    assert announces_text_of(decree, entry) is is_one


def printed(title: str, number: str | None = None, page: int | None = None) -> PrintedEntry:
    return PrintedEntry(None, title, number, page, Source("a.txt", 1, 1))


def test_as_many_entries_in_both_languages_are_paired_by_their_order() -> None:
    found = paired([printed("甲", page=9), printed("乙")], [printed("A", page=1), printed("B", page=9)], "x")
    assert [(one.position, one.title, one.title_en) for one in found] == [(1, "甲", "A"), (2, "乙", "B")]


def test_otherwise_they_are_paired_by_number_in_any_spelling_and_then_by_page() -> None:
    chinese = [printed("甲", "临政发〔2021〕4号", 1), printed("乙", None, 5), printed("丙", None, None)]
    english = [printed("B", None, 5), printed("A", "Linzhengfa[2021]No. 4", 2)]
    assert [one.title_en for one in paired(chinese, english, "x")] == ["A", "B", None]


BACK = ["编辑出版：临江市人民政府办公厅", "地址：临江市河滨路1号", "电话：010-123456", "网址：http://example.org"]


def test_the_back_matter_speaks_of_the_gazette() -> None:
    assert back_matter(lines("清淤完成。", *BACK), 0) == 1
    text = ["河道清淤。", "湖泊保洁。", "堤防养护。", "水闸检修。", "泵站检修。"]
    assert back_matter(lines("清淤完成。", BACK[0], *text), 0) == 7


@pytest.mark.parametrize("text", ["编辑", "编辑出版：", "地址：临江市河滨路1号"])
def test_it_begins_with_who_publishes_it(text: str) -> None:
    assert back_matter(lines("清淤完成。", text, *BACK[1:]), 0) == 1 + len(BACK)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("— 5 —", 5),
        ("第5页 共9页", 5),
        ("5 / 9", 5),
        ("Page 5 of 9", 5),
        ("·5·", 5),
        ("5", None),
        ("第5条", None),
        ("— 五 —", None),
    ],
)
def test_a_page_number_has_a_form_of_its_own(text: str, page: int | None) -> None:
    assert page_number(text) == page


@pytest.mark.parametrize(
    ("texts", "id_"),
    [
        (["临江市人民政府公报", "2021年第4期（总第88期）"], "lj-2021-4"),
        (["临江市政报", "2021·4"], "lj-2021-4"),
        (["中华人民共和国国务院公报", "2021年第4号"], "gwy-2021-4"),
        (["临江市人民政府公报", "第4期", "2021年4月9日出版"], "lj-2021-4"),
        (["临江市人民政府公报", "二〇二一年第四期"], "lj-2021-4"),
        (["临江市人民政府公报"], None),
        (["2021年第4期"], None),
        (["临江市统计公报", "2021年第4期"], None),
    ],
)
def test_an_issue_is_called_by_the_letters_of_its_place_by_year_and_number(texts: list[str], id_: str | None) -> None:
    found = read_issue(lines(*texts), "a.txt")
    assert (found.id if found else None) == id_


def test_the_line_with_the_total_number_says_the_number_of_the_issue() -> None:
    found = read_issue(lines("临江市人民政府公报", "第9号", "2021年第4期 总第88期"), "a.txt")
    assert found
    assert (found.number, found.total_number) == (4, 88)


def test_where_the_front_prints_no_year_it_is_the_newest_of_the_first_documents() -> None:
    body = lines("2019年5月1日", "2021年4月9日", "2020年1月1日")
    found = read_issue(lines("临江市人民政府公报", "第4期", "5月20日出版"), "a.txt", body)
    assert found
    assert (found.year, found.date and found.date.isoformat()) == (2021, "2021-05-20")


@pytest.mark.parametrize(
    "printed",
    [
        "疏浚内河的通知（临政 发〔2019〕15号）",
        "疏浚内河的通知（临政发 〔2019〕15号）",
        "疏浚内河的通知（临政发〔2019〕 15号）",
    ],
)
def test_a_number_that_a_line_break_parts_is_one(printed: str) -> None:
    assert split_number(printed) == ("疏浚内河的通知", "临政发〔2019〕15号")

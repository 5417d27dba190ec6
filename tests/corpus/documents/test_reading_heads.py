"""Reading the head of a document: number, issuers, date, history and addressees around its title."""

from datetime import date

import pytest

from corpus.documents.heads import Head, read_head
from tests.corpus.handmade import lines

TITLE = "关于疏浚内河的通知"
NUMBER = "临政发〔2021〕4号"


def head(*texts: str, title: range = range(1), start: int = 0) -> Head:
    printed = lines(*texts)
    return read_head(printed, start, title, len(printed))


def numbers(found: Head) -> list[str]:
    return [number.text for number in found.numbers]


TEXT = "一、疏浚内河。"


@pytest.mark.parametrize(
    ("texts", "title", "found"),
    [
        ((NUMBER, TITLE, TEXT), range(1, 2), [NUMBER]),
        ((TITLE, NUMBER, TEXT), range(1), [NUMBER]),
        ((f"{TITLE}（{NUMBER}）", TEXT), range(1), [NUMBER]),
        ((TITLE, f"{NUMBER}　临财发〔2021〕7号", TEXT), range(1), [NUMBER, "临财发〔2021〕7号"]),
        ((NUMBER, TITLE, NUMBER, TEXT), range(1, 2), [NUMBER]),
        (("临江市人民政府令", "第4号", TITLE, TEXT), range(2, 3), ["临江市人民政府令第4号"]),
        ((TITLE, TEXT, NUMBER), range(1), []),
    ],
)
def test_a_number_stands_above_below_or_in_the_title(texts: tuple[str, ...], title: range, found: list[str]) -> None:
    read = head(*texts, title=title)
    assert list(dict.fromkeys(numbers(read)))[: len(found)] == found
    assert (read.title, bool(read.numbers)) == (TITLE, bool(found))


def test_a_title_that_is_printed_twice_is_one() -> None:
    title = ("临江市防汛指挥部", "关于加强河道巡查的通告", "（第6号）")
    assert head(*title, *title, TEXT, title=range(6)).title == "临江市防汛指挥部 关于加强河道巡查的通告"


def test_organs_right_above_a_title_that_begins_with_its_subject_issue_it() -> None:
    read = lines("临江市水务局", "临江市人大常委会执法检查组", "关于检查内河的报告", "一、疏浚。")
    assert read_head(read, 0, range(2, 3), 4).organs == ("临江市水务局", "临江市人大常委会执法检查组")
    assert read_head(read, 0, range(1, 3), 4).organs == ("临江市人大常委会执法检查组",)


def test_a_red_head_names_the_issuer() -> None:
    found = head("临江市水务局文件", NUMBER, "临江市财政局" + TITLE, TEXT, title=range(2, 3))
    assert found.organs == ("临江市水务局", "临江市财政局")
    assert (found.numbers_above, found.above) == (True, "临江市水务局文件")


@pytest.mark.parametrize(
    ("above", "number"),
    [
        (("临江市人民政府令", "第4号"), "临江市人民政府令第4号"),
        (("临江市人民政府令", NUMBER), NUMBER),
        (("临江市水务局公告", "2021年第4号"), "2021年第4号"),
        (("特急", "第4号"), "第4号"),
    ],
)
def test_a_serial_under_a_banner_is_the_number_of_its_decree(above: tuple[str, str], number: str) -> None:
    assert numbers(head(*above, TITLE, TEXT, title=range(2, 3)))[0] == number


def test_numbers_beside_a_word_are_text() -> None:
    assert numbers(head(TITLE, f"{NUMBER}　内河", TEXT)) == []


def test_a_red_head_may_name_several_organs_on_one_line() -> None:
    found = head("临江市水务局　临江市财政局　文件", NUMBER, TITLE, TEXT, title=range(2, 3))
    assert found.organs == ("临江市水务局", "临江市财政局")
    assert head("临 江 市 水 务 局 文 件", NUMBER, TITLE, TEXT, title=range(2, 3)).organs == ("临江市水务局",)


def test_a_serial_alone_is_no_number_above_and_a_mark_of_urgency_names_no_paper() -> None:
    found = head("特急", "临江市人民政府令", TITLE, TEXT, title=range(2, 3))
    assert (found.organs, found.numbers_above, found.above) == (("临江市人民政府",), False, "临江市人民政府令")


def test_a_head_that_begins_with_its_title_has_nothing_above() -> None:
    assert head(TITLE, TEXT).above is None


def test_lines_of_a_title_are_joined_with_a_space() -> None:
    assert (
        head("临江市水务局", "临江市财政局", TITLE, TEXT, title=range(3)).title == f"临江市水务局 临江市财政局 {TITLE}"
    )


@pytest.mark.parametrize(
    ("below", "history"),
    [
        (("（2019年3月1日临江市人民政府公布）",), range(1, 2)),
        (("2019年3月1日临江市人民政府公布", "2021年4月9日第一次修订"), range(1, 3)),
        (("（2019年3月1日临江市人大常委会通过", "根据下列决定第一次修正）"), range(1, 3)),
        (("（2019年3月1日", "临江市人大常委会通过）"), range(1, 3)),
        (("（2019年3月1日临江市人大常委会通过", "根据决定", "第一次修正）"), range(1, 4)),
        (("（2019年3月1日临江市人大常委会通过", "一、疏浚内河"), range(1, 2)),
        (("（2019年3月1日临江市人大常委会通过", "疏浚内河。"), range(1, 2)),
        (("（2019年3月1日临江市人大常委会通过）", "内河掠影"), range(1, 2)),
        (("（2019年3月1日临江市人大常委会（扩大）", "会议通过）"), range(1, 3)),
        (("（2019年3月水位最低。", "2019年4月1日临江市公布）"), range(1, 1)),
        (("（2019年春季内河水位最低，", "冬季水位最高）"), range(1, 1)),
        (("2019年3月1日起施行的办法废止。",), range(1, 1)),
    ],
)
def test_a_history_stands_under_the_title(below: tuple[str, ...], history: range) -> None:
    found = head("内河疏浚条例", *below, "第一条　疏浚内河。")
    assert found.history == history
    assert found.body == 1 + len(history)


def test_a_title_that_is_printed_once_more_is_passed_over() -> None:
    assert head("临江市内河疏浚管理办法", "临江市内河", "疏浚管理办法", TEXT).body == 3
    assert head("临江市内河疏浚管理办法", "临江市湖泊疏浚管理办法", TEXT).body == 1


def test_a_date_under_the_title_is_that_of_the_text() -> None:
    assert head(TITLE, "（2021年4月9日）", TEXT).day == date(2021, 4, 9)
    assert head(TITLE, "2021年4月9日", TEXT).day == date(2021, 4, 9)
    assert head(TITLE, "2021年4月9日").day is None  # it signs


def test_organs_with_a_date_under_the_title_wrote_the_text() -> None:
    found = head("内河疏浚规程", "临江市水务局", "2021年4月9日", TEXT)
    assert (found.organs, found.day, found.body) == (("临江市水务局",), date(2021, 4, 9), 3)
    assert head("内河疏浚规程", "临江市水务局", "2021年4月9日").organs == ()  # it signs
    assert head("内河疏浚规程", "临江市水务局　临江市财政局", TEXT).organs == ("临江市水务局", "临江市财政局")
    assert head("内河疏浚规程", "临江市水务局", TEXT, TEXT).organs == ()


def test_minutes_name_who_made_them_and_when_beside_one_another() -> None:
    found = head("临江市人民政府市长办公会议纪要", "第12期", "临江市人民政府办公室　2021年4月9日", TEXT)
    assert (found.title, found.organs, found.day) == (
        "临江市人民政府市长办公会议纪要",
        ("临江市人民政府办公室",),
        date(2021, 4, 9),
    )
    assert found.body == 3


def test_a_speech_names_the_day_and_the_speaker_below_its_title() -> None:
    found = head("在疏浚会议上的讲话", "——2021年4月9日在临江", "临江市市长赵某某", TEXT)
    assert (found.day, found.body) == (date(2021, 4, 9), 3)
    assert head("在疏浚会议上的讲话", "——2021年4月9日在临江", "内河掠影", TEXT).body == 2
    assert head("在疏浚会议上的讲话", "——2021年4月9日在临江", "临江市市长赵某某").body == 2


@pytest.mark.parametrize(
    ("below", "addressees", "body"),
    [
        (("各区人民政府：", TEXT), "各区人民政府", 2),
        (("各区人民政府，", "市政府各部门：", TEXT), "各区人民政府，市政府各部门", 3),
        (("内河水深", "如图所示者：", TEXT), None, 1),
        (("各区人民政府，", TEXT, "市政府各部门："), None, 1),
        (("现通知如下：", TEXT), None, 1),
        (("各区人民政府",) * 5 + ("市政府各部门：",), None, 1),
    ],
)
def test_addressees_end_in_a_colon_on_at_most_five_lines(
    below: tuple[str, ...], addressees: str | None, body: int
) -> None:
    found = head(TITLE, *below)
    assert (found.addressees, found.body) == (addressees, body)


def test_the_numbers_of_a_joint_paper_stand_above_its_title() -> None:
    found = head("临水〔2020〕45号　临财综〔2020〕12号", TITLE, TEXT, title=range(1, 2))
    assert numbers(found) == ["临水〔2020〕45号", "临财综〔2020〕12号"]


def test_the_issuer_of_a_title_may_stand_above_it_once_more() -> None:
    found = head("临江市水务局", f"临江市水务局{TITLE}", TEXT, title=range(2))
    assert found.title == f"临江市水务局{TITLE}"

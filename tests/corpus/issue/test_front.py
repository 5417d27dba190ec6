"""The front matter of an issue: its masthead, its contents, and what is neither."""

from datetime import date

import pytest

from corpus.issue.front import NO_FRONT, Front, page_findings, read_front, with_documents
from corpus.issue.masthead import is_english_masthead, is_gazette_title, masthead_end, read_issue
from corpus.model import Source, TocEntry
from tests.corpus.handmade import lines

MASTHEAD = ("临江市人民政府公报", "2021年第4期（总第88期）")
TOC = ("目录", "关于疏浚内河的通知（临政发〔2021〕4号）(3)", "关于保洁湖泊的通知（临政发〔2021〕5号）(8)")
BODY = ("关于疏浚内河的通知", "各区：", "一、疏浚内河。")


def front(*texts: str) -> Front:
    return read_front(lines(*texts), "a.txt")


def read(*texts: str) -> tuple[str | None, list[tuple[str, int | None]], int]:
    """The id of the issue, the entries with their pages, and the lines of the front."""
    found = front(*texts)
    return found.issue.id if found.issue else None, [(one.title, one.page) for one in found.entries], found.lines


ENTRIES: list[tuple[str, int | None]] = [("关于疏浚内河的通知", 3), ("关于保洁湖泊的通知", 8)]


def test_a_front_is_a_masthead_and_a_contents_or_one_of_them() -> None:
    assert read(*MASTHEAD, *TOC, *BODY) == ("lj-2021-4", ENTRIES, 5)
    assert read(*TOC, *BODY) == (None, ENTRIES, 3)
    assert read(*MASTHEAD, *BODY) == ("lj-2021-4", [], 2)
    assert front(*BODY) == NO_FRONT


def test_the_day_of_an_entry_is_none_of_the_issue() -> None:
    dated = "关于疏浚内河的通知（2020年12月3日）(3)"
    issue = front(*MASTHEAD, "目录", dated, TOC[2], *BODY).issue
    assert issue is not None
    assert (issue.id, issue.date) == ("lj-2021-4", None)


def test_the_year_of_an_issue_that_prints_none_is_that_of_its_newest_number_or_day() -> None:
    title = ("临江市人民政府公报", "第4期（总第88期）")
    text = ("关于疏浚内河的通知", "各区：", "有效期至2030年1月1日。", "2022年3月1日")
    assert read(*title, *TOC, *text)[0] == "lj-2021-4"
    assert read(*title, *text)[0] == "lj-2022-4"


def test_an_entry_names_its_issue() -> None:
    assert [one.issue for one in front(*MASTHEAD, *TOC, *BODY).entries] == ["lj-2021-4"] * 2
    assert [one.issue for one in front(*TOC, *BODY).entries] == [""] * 2


@pytest.mark.parametrize(
    "texts",
    [
        ("关于疏浚内河的通知", "一、疏浚内河。", *TOC),
        ("关于疏浚内河的通知", "临政发〔2021〕4号", *TOC),
        ("内河条例", "目录", "第一章　总则 1", "第二章　疏浚 3", "第一条　疏浚内河。"),
        ("内河纪实", "目录", "上游", "下游", "内河很长。"),
    ],
)
def test_what_a_document_calls_its_contents_is_none_of_an_issue(texts: tuple[str, ...]) -> None:
    assert front(*texts) == NO_FRONT


def test_the_chapters_of_a_plan_are_no_entries_of_the_issue_that_prints_it() -> None:
    plan = (
        "关于印发内河规划的通知",
        "目录",
        "序言",
        "第一篇　背景",
        "第一章　河段",
        "序言",
        "内河很长。",
        "第一篇　背景",
    )
    assert read(*MASTHEAD, *plan) == ("lj-2021-4", [], 2)


def test_a_masthead_may_stand_behind_the_contents() -> None:
    assert read(*TOC, *MASTHEAD, *BODY) == ("lj-2021-4", ENTRIES, 5)


def test_entries_may_be_counted_in_words_and_their_pages_stand_before_dots() -> None:
    counted = ("目录", "一、关于疏浚内河的通知……3", "二、关于保洁湖泊的通知……8")
    before = (
        "CONTENTS　目次",
        "3 ．．．． 关于疏浚内河的通知",
        "Dredging",
        "8 ．．．． 关于保洁湖泊的通知",
        "Corrections",
    )
    assert read(*MASTHEAD, *counted, *BODY)[1] == ENTRIES
    assert read(*MASTHEAD, *before, *BODY)[1:] == (ENTRIES, 7)


def test_the_title_of_a_gazette_may_be_broken_behind_the_place_or_the_body() -> None:
    for title in (("临江市", "人民政府公报"), ("临江市人民政府", "公报")):
        found = front(*title, MASTHEAD[1], *TOC, *BODY)
        assert found.issue is not None
        assert (found.issue.id, found.issue.title, found.lines) == ("lj-2021-4", "临江市人民政府公报", 6)


def test_a_masthead_with_nothing_but_a_date_names_no_issue() -> None:
    assert read("临江市人民政府公报", "2021年4月9日", *BODY) == (None, [], 2)


def test_a_contents_inside_a_text_that_lists_nothing_leaves_the_masthead() -> None:
    assert read(*MASTHEAD, "内河条例", "疏浚内河。", "目录", "第一条　疏浚内河。") == ("lj-2021-4", [], 2)


@pytest.mark.parametrize(
    ("texts", "end"),
    [
        (MASTHEAD, 2),
        (("GAZETTE OF LINJIANG", *MASTHEAD, "2021年4月9日", "ISSN 1234-5678", "半月刊"), 6),
        ((*MASTHEAD, "主办：临江市人民政府办公厅", "GAZETTE OF THE PEOPLE'S GOVERNMENT"), 4),
        (("临江市人民政府公报", "第4期", "2021年4月"), 3),
        (("临江市人民政府公报", "第4号"), 2),
        (("临江市人民政府公报", "2021年第12号"), 2),
        (("临江市人民政府公报", "关于第4期培训的通知"), 0),
        (("临江市人民政府公报", "2021年4月9日"), 2),
        (("临江市水资源公报", "2021年4月9日"), 0),
        (("内河纪实", "2021年第4期"), 0),
        (("上游",) * 6 + MASTHEAD, 0),
        (("上游",) * 5 + MASTHEAD, 7),
        ((*MASTHEAD, "第5期刊登内河疏浚办法。"), 2),
        ((*MASTHEAD, "第4号水闸检修纪实"), 2),
        ((*MASTHEAD, "2021年4月的内河和湖泊情况"), 2),
    ],
)
def test_a_masthead_has_lines_that_say_who_publishes_which_number_and_when(texts: tuple[str, ...], end: int) -> None:
    assert masthead_end(lines(*texts, *BODY)) == end


def test_the_number_of_a_double_issue_is_the_first_and_that_of_a_decree_is_none_of_an_issue() -> None:
    double = front(
        "临江市人民政府公报",
        "2021年第4、5期合刊（总第88、89期）",
        "目录",
        "临江市人民政府令　第 12 号",
        *TOC[1:],
        *BODY,
    )
    assert double.issue is not None
    assert (double.issue.number, double.issue.total_number) == (4, 88)


def test_a_decree_and_the_title_of_its_text_are_one_entry_where_one_page_stands_behind_both() -> None:
    entries = front(*MASTHEAD, "目录", "临江市人民政府令　第 12 号", "内河疏浚办法……3", TOC[2], *BODY).entries
    assert [(one.title, one.number) for one in entries] == [
        ("内河疏浚办法", "临江市人民政府令第12号"),
        ("关于保洁湖泊的通知", "临政发〔2021〕5号"),
    ]


def test_the_announcement_of_a_congress_and_the_law_that_it_publishes_are_one_document() -> None:
    announced = ("临江市人民代表大会常务委员会公告（五届第4号）……3", "临江市内河条例……3", "关于保洁湖泊的通知……8")
    entries = front(*MASTHEAD, "目录", *announced, "各区：", "一、疏浚内河。").entries
    assert [(one.title, one.number) for one in entries[:2]] == [
        ("临江市人民代表大会常务委员会公告", "临江市人民代表大会常务委员会公告〔五届〕第4号"),
        ("临江市内河条例", None),
    ]
    linked = [one.document for one in with_documents(entries, [None, "law", "lakes"])]
    assert linked == ["law", "law", "lakes"]


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("临江市人民政府公报", True),
        ("江东省政报", True),
        ("临江市教育局文告", True),
        ("关于印发临江市公报", False),
        ("临江市统计公报", False),
        ("临江市环境状况公报", False),
        ("临江市人民政府公报第4期", False),
    ],
)
def test_a_gazette_is_no_report_of_statistics(text: str, *, is_title: bool) -> None:
    assert is_gazette_title(text) is is_title


def test_an_english_masthead_begins_with_its_title() -> None:
    assert is_english_masthead("Gazette of the People's Government of Linjiang")
    assert not is_english_masthead("The Gazette of Linjiang")


def test_the_english_title_may_stand_on_two_lines() -> None:
    def english(*texts: str) -> str | None:
        found = read_issue(lines(*MASTHEAD, *texts), "a.txt")
        return found.title_en if found else None

    whole = "GAZETTE OF THE PEOPLE'S GOVERNMENT OF LINJIANG MUNICIPALITY"
    assert english(whole) == whole
    assert english("GAZETTE OF THE PEOPLE'S GOVERNMENT", "OF LINJIANG MUNICIPALITY") == whole
    assert english("Issue No. 4") is None


@pytest.mark.parametrize(
    ("texts", "sponsor"),
    [
        (("主办：临江市人民政府办公厅",), "临江市人民政府办公厅"),
        (("主办单位：临江市人民政府办公厅",), "临江市人民政府办公厅"),
        (("临江市人民政府办公厅主办",), "临江市人民政府办公厅"),
        (("主管：临江市人民政府　临江市人民政府办公厅主办",), "临江市人民政府办公厅"),
        (("主管：临江市人民政府",), None),
    ],
)
def test_the_sponsor_is_who_publishes_and_not_the_body_in_charge(texts: tuple[str, ...], sponsor: str | None) -> None:
    found = read_issue(lines(*MASTHEAD, *texts), "a.txt")
    assert found
    assert found.sponsor == sponsor


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("2021年4月9日",), date(2021, 4, 9)),
        (("April 9, 2021",), date(2021, 4, 9)),
        (("4月9日出版",), date(2021, 4, 9)),
        (("（总号：31） 4月9日",), date(2021, 4, 9)),
        (("4月9日至5月9日",), None),
        ((), None),
    ],
)
def test_the_day_of_an_issue_may_be_printed_without_its_year(texts: tuple[str, ...], day: date | None) -> None:
    found = read_issue(lines(*MASTHEAD, *texts), "a.txt")
    assert found
    assert found.date == day


def toc(title: str, page: int | None = None, page_en: int | None = None) -> TocEntry:
    return TocEntry("lj-2021-4", 1, None, None, title, None, None, None, page, page_en, None, Source("a.txt", 1, 1))


DECREE, TEXT, OTHER = toc("临江市人民政府令", 3), toc("湖泊保洁办法", 3), toc("关于疏浚内河的通知", 8)


@pytest.mark.parametrize(
    ("found", "linked"),
    [
        ((None, "d1", "d2"), ["d1", "d1", "d2"]),
        (("d1", None, "d2"), ["d1", "d1", "d2"]),
        ((None, None, "d2"), [None, None, "d2"]),
    ],
)
def test_a_decree_and_its_text_are_one_document(found: tuple[str | None, ...], linked: list[str | None]) -> None:
    assert [one.document for one in with_documents((DECREE, TEXT, OTHER), found)] == linked


def test_entries_that_are_no_decree_keep_their_own_documents() -> None:
    assert [one.document for one in with_documents((TEXT, OTHER), ("d1", None))] == ["d1", None]


def test_pages_that_do_not_ascend_or_differ_between_languages_are_reported() -> None:
    entries = [toc("甲", 3, 3), toc("乙", 9, 8), toc("丙", 5), toc("丁"), toc("戊", 5, None), toc("己", 5, 5)]
    assert [(one.title, reason) for one, reason in page_findings(entries)] == [
        ("乙", "English contents say page 8, Chinese 9"),
        ("丙", "page 5 comes after page 9"),
    ]

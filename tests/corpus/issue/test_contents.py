"""Contents pages in every form that gazettes print."""

import pytest

import corpus
from corpus import Gazette

FIRST = ("某市人民政府关于加强湿地保护的通知", "某政发〔2021〕5号", 3)
SECOND = ("某市人民政府办公厅关于湖泊巡查的意见", "某政办发〔2021〕6号", 8)
BODY = "".join(
    f"{title}\n\n{number}\n\n各区：\n\n一、每月巡查湿地。\n\n某市人民政府\n\n2021年5月1日\n\n"
    for title, number, _ in (FIRST, SECOND)
)


def gazette(
    contents: str, masthead: str = "2021年6月8日 第11期（总第205期） 某市人民政府办公厅主办", head: str = "目录"
) -> Gazette:
    return corpus.parse(f"某市人民政府公报\n\n{masthead}\n\n{head}\n\n{contents}\n\n{BODY}", "a.txt")


def entries(found: Gazette) -> list[tuple[str, str | None, int | None]]:
    return [(entry.title, entry.number, entry.page) for entry in found.toc]


@pytest.mark.parametrize(
    "form",
    [
        "{title}（{number}）({page})",
        "{title}（{number}）……{page}",
        "{title}（{number}） ........ （{page}）",
        "{title}（{number}）/{page}",
        "{title}（{number}）·{page}",
        "{title}（{number}） {page}",
        "{title}（{number}）\t{page}",
        "{number}　{title}({page})",
        "- {title}\n（{number}）({page})",
        "| {title} | {number} | {page} |",
    ],
)
def test_an_entry_is_a_title_with_its_number_and_page_in_any_order(form: str) -> None:
    contents = "\n\n".join(form.format(title=t, number=n, page=p) for t, n, p in (FIRST, SECOND))
    found = gazette(contents)
    assert entries(found) == [FIRST, SECOND]
    assert [entry.document for entry in found.toc] == [document.id for document in found.documents]


def test_an_entry_may_wrap_over_several_lines() -> None:
    found = gazette(
        "某市人民政府关于\n加强湿地保护的\n通知（某政发〔2021〕5号）(3)\n\n某市人民政府办公厅\n关于湖泊巡查的意见（某政办发〔2021〕6号）(8)"
    )
    assert entries(found) == [FIRST, SECOND]


def test_contents_without_pages_are_a_title_a_line() -> None:
    found = gazette(f"{FIRST[0]}（{FIRST[1]}）\n{SECOND[0]}（{SECOND[1]}）")
    assert entries(found) == [(*FIRST[:2], None), (*SECOND[:2], None)]
    assert [document.title for document in found.documents] == [FIRST[0], SECOND[0]]


@pytest.mark.parametrize(
    "section",
    [
        "【市政府文件】",
        "〖市政府文件〗",
        "◆市政府文件",
        "一、市政府文件",
        "市政府文件",
        "### 【市政府文件】",
        "·市政府文件·",
    ],
)
def test_a_section_is_known_by_its_marks_or_its_words(section: str) -> None:
    found = gazette(f"{section}\n\n{FIRST[0]}（{FIRST[1]}）(3)\n\n{SECOND[0]}（{SECOND[1]}）(8)")
    assert [entry.category for entry in found.toc] == ["市政府文件", "市政府文件"]


@pytest.mark.parametrize("head", ["目 录", "目　次", "本期目录", "要目", "## 目录", "·目录·"])
def test_the_head_of_the_contents_has_several_names(head: str) -> None:
    assert len(gazette(f"{FIRST[0]}（{FIRST[1]}）(3)\n\n{SECOND[0]}（{SECOND[1]}）(8)", head=head).toc) == 2


@pytest.mark.parametrize(
    ("masthead", "number", "total", "day"),
    [
        ("2021年第11期（总第205期）\n\n2021年6月8日", 11, 205, "2021-06-08"),
        ("2021·11　　总第205期　　2021年6月8日出版", 11, 205, "2021-06-08"),
        ("二〇二一年六月八日　第十一期", 11, None, "2021-06-08"),
        ("2021.06.08 第11号（总号：205）", 11, 205, "2021-06-08"),
        ("第11期\n\n2021年6月", 11, None, "None"),
    ],
)
def test_the_masthead_says_which_issue_it_is(masthead: str, number: int, total: int | None, day: str) -> None:
    for contents in (f"{FIRST[0]}（{FIRST[1]}）(3)\n\n{SECOND[0]}（{SECOND[1]}）(8)", None):
        text = f"某市人民政府公报\n\n{masthead}\n\n" + (f"目录\n\n{contents}\n\n" if contents else "") + BODY
        issue = corpus.parse(text, "a.txt").issue
        assert issue is not None
        assert (issue.year, issue.number, issue.total_number, str(issue.date)) == (2021, number, total, day)


@pytest.mark.parametrize(
    ("title", "prefix"),
    [
        ("国务院公报", "gwy"),
        ("中华人民共和国国务院公报", "gwy"),
        ("某市某区人民政府公报", "msm"),
        ("某市教育局公报", "msjyj"),
    ],
)
def test_an_issuer_of_any_kind_names_its_issues(title: str, prefix: str) -> None:
    issue = corpus.parse(f"{title}\n\n2021年6月8日 第11期\n\n{BODY}", "a.txt").issue
    assert (issue and issue.id, issue and issue.title) == (f"{prefix}-2021-11", title)


def test_the_sponsor_is_not_the_body_in_charge() -> None:
    found = gazette(f"{FIRST[0]}（{FIRST[1]}）(3)", "2021年6月8日 第11期 主管：某市人民政府 主办：某市人民政府办公厅")
    assert found.issue is not None
    assert found.issue.sponsor == "某市人民政府办公厅"


def test_what_a_law_calls_its_contents_is_left_out_of_its_clauses() -> None:
    text = "某市湿地条例\n\n目　录\n\n第一章　总则\n\n第二章　保护\n\n第一章　总则\n\n第一条　保护湿地。\n\n第二章　保护\n\n第二条　禁止填埋。\n"
    found = corpus.parse(text, "a.txt")
    assert found.toc == ()
    assert [clause.eid for document in found.documents for clause in document.clauses] == [
        "chp_1__art_1",
        "chp_2__art_2",
    ]
    assert found.coverage.ratio == 1.0


def test_the_contents_of_a_plan_may_begin_with_a_heading_that_has_another_number_or_none() -> None:
    contents = "目录\n{0}\n1.1 目的\n1.2 范围\n{0}\n{1}1.1 目的\n为了保护湿地。\n1.2 范围\n本市湿地。\n"
    for first, text in (("1 总则", ""), ("前言", "湿地很重要。\n")):
        (document,) = corpus.parse("某市湿地应急预案\n" + contents.format(first, text), "a.txt").documents
        assert [clause.text for clause in document.clauses][-2:] == ["为了保护湿地。", "本市湿地。"]
        assert len(list(document.clauses)) == 2 + bool(text)


def test_english_entries_are_paired_by_number_where_one_is_missing() -> None:
    chinese = f"{FIRST[0]}（{FIRST[1]}）(3)\n\n{SECOND[0]}（{SECOND[1]}）(8)\n\n"
    english = "CONTENTS\n\nOpinions of the General Office on Inspecting Lakes\n(Mouzhengbanfa[2021]No. 6) (8)\n\n"
    found = gazette(chinese + english)
    assert [entry.title_en for entry in found.toc] == [None, "Opinions of the General Office on Inspecting Lakes"]


def test_a_number_may_stand_under_its_title_throughout() -> None:
    found = gazette("\n".join(f"{title} ({page})\n  {number}" for title, number, page in (FIRST, SECOND)))
    assert entries(found) == [FIRST, SECOND]


def test_a_number_may_stand_above_its_title_throughout() -> None:
    found = gazette("\n".join(f"{number}\n{title} ({page})" for title, number, page in (FIRST, SECOND)))
    assert entries(found) == [FIRST, SECOND]


def test_the_number_of_an_entry_in_its_list_is_no_part_of_its_title() -> None:
    found = gazette(
        "\n".join(f"{at}. {title}（{number}） {page}" for at, (title, number, page) in enumerate((FIRST, SECOND), 1))
    )
    assert entries(found) == [FIRST, SECOND]


def test_a_decree_and_the_text_that_it_publishes_are_one_document() -> None:
    text = (
        "某省人民政府公报\n2021年第11期\n目录\n某省人民政府令（第12号）……3\n某省湿地管理办法……3\n\n某省人民政府令\n第12号\n"
        "《某省湿地管理办法》已经省政府常务会议通过，现予公布。\n省长 王某某\n2021年5月1日\n某省湿地管理办法\n第一条 为了保护湿地，制定本办法。\n"
    )
    found = corpus.parse(text, "a.txt")
    (document,) = found.documents
    assert [entry.document for entry in found.toc] == [document.id, document.id]
    assert (document.title, document.number) == ("某省湿地管理办法", "某省人民政府令第12号")


def test_serials_of_decrees_stand_under_the_name_of_the_decree() -> None:
    found = gazette(f"某省人民政府令\n第12号 {FIRST[0]}……3\n文件\n{SECOND[0]}（{SECOND[1]}）……8")
    assert [(entry.category, entry.number) for entry in found.toc] == [
        ("某省人民政府令", "某省人民政府令第12号"),
        ("文件", SECOND[1]),
    ]


def test_a_section_of_the_english_contents_is_known_by_the_chinese_one() -> None:
    found = gazette(
        f"【文件】\n{FIRST[0]}（{FIRST[1]}） 3\n【规划计划】\n{SECOND[0]}（{SECOND[1]}） 8\n\nCONTENTS\n"
        "Documents\nNotice on Wetlands (3)\nSchemes\nViews on Lakes (8)"
    )
    assert [(e.category_en, e.title_en) for e in found.toc] == [
        ("Documents", "Notice on Wetlands"),
        ("Schemes", "Views on Lakes"),
    ]


@pytest.mark.parametrize("name", ["某省政报", "中华人民共和国某某部文告"])
def test_gazettes_have_other_names(name: str) -> None:
    found = corpus.parse(f"{name}\n2009年第5号（总第八八号）\n5月15日出版\n目录\n{FIRST[0]}……3\n\n{BODY}", "a.txt")
    assert found.issue is not None
    assert (found.issue.title, found.issue.total_number, str(found.issue.date)) == (name, 88, "2009-05-15")


def test_the_contents_may_have_no_head_and_a_running_head_follows() -> None:
    entries = f"【文件】\n{FIRST[0]}（{FIRST[1]}） / 3\n{SECOND[0]}（{SECOND[1]}） / 8\n"
    found = corpus.parse(
        f"某市人民政府公报\n2021年第11期（总第205期）\n\n{entries}\n2021年第11期 某市人民政府公报 3\n\n{BODY}", "a.txt"
    )
    assert [(entry.number, entry.page, entry.document is not None) for entry in found.toc] == [
        (FIRST[1], 3, True),
        (SECOND[1], 8, True),
    ]


def test_the_contents_may_stand_at_the_end() -> None:
    found = corpus.parse(f"某市人民政府公报\n2021年第11期\n\n{BODY}目　录\n{FIRST[0]}……3\n{SECOND[0]}……8\n", "a.txt")
    assert [document.title for document in found.documents] == [FIRST[0], SECOND[0]]
    assert [entry.document for entry in found.toc] == [document.id for document in found.documents]
    assert [page.page for page in found.documents] == [3, 8]


def test_who_speaks_stands_behind_the_title_of_an_entry() -> None:
    found = gazette(f"{FIRST[0]}…………何某某（3）\n{SECOND[0]}……（8）")
    assert [entry.title for entry in found.toc] == [FIRST[0], SECOND[0]]


def test_the_masthead_may_be_one_line() -> None:
    found = corpus.parse(f"某市人民政府公报 2021年第11期（总第205期）\n\n{BODY}", "a.txt")
    assert found.issue is not None
    assert (found.issue.number, found.issue.total_number) == (11, 205)
    assert [document.title for document in found.documents] == [FIRST[0], SECOND[0]]


def test_the_page_may_stand_before_the_title_and_the_english_title_under_it() -> None:
    found = gazette(
        f"市政府文件 Documents of the Government\n3  {FIRST[0][:8]}\n{FIRST[0][8:]}\nNotice on Wetlands\n8  {SECOND[0]}\nViews on Lakes",
        head="目 录 CONTENTS",
    )
    assert [(entry.title, entry.page, entry.category) for entry in found.toc] == [
        (FIRST[0], 3, "市政府文件"),
        (SECOND[0], 8, "市政府文件"),
    ]
    assert all(entry.document for entry in found.toc)
    assert [entry.title_en for entry in found.toc] == ["Notice on Wetlands", "Views on Lakes"]


def test_an_english_title_with_the_page_of_the_chinese_one_above_it_is_no_entry_of_its_own() -> None:
    found = gazette(f"{FIRST[0]}……3\nNotice on Wetlands……3\n{SECOND[0]}……8\nViews on Lakes……8")
    assert [(entry.title, entry.title_en, entry.page, entry.page_en) for entry in found.toc] == [
        (FIRST[0], "Notice on Wetlands", 3, 3),
        (SECOND[0], "Views on Lakes", 8, 8),
    ]


def test_the_pages_of_the_english_contents_may_stand_before_its_titles() -> None:
    english = "CONTENTS\n3  Notice on the Protection\n   of Wetlands\n8  Views on Lakes"
    found = gazette(f"{FIRST[0]}……3\n{SECOND[0]}……8\n\n{english}")
    assert [(entry.title_en, entry.page_en) for entry in found.toc] == [
        ("Notice on the Protection of Wetlands", 3),
        ("Views on Lakes", 8),
    ]


def test_a_page_may_be_printed_right_behind_or_right_before_a_title() -> None:
    behind = gazette(f"【市政府文件】\n{FIRST[0]}3\n{SECOND[0]}8\n更正9")
    assert entries(behind) == [(FIRST[0], None, 3), (SECOND[0], None, 8), ("更正", None, 9)]
    before = gazette(f"3  {FIRST[0]}\n8  {SECOND[0]}\n9更正")
    assert entries(before) == [(FIRST[0], None, 3), (SECOND[0], None, 8), ("更正", None, 9)]


@pytest.mark.parametrize("section", ["政务要闻", "综合管理"])
def test_a_few_words_over_a_far_longer_line_are_a_section(section: str) -> None:
    found = gazette(f"{FIRST[0]}……3\n{SECOND[0]}……8\n{section}\n市政府召开第十二次常务会议……10")
    assert [(entry.title, entry.category) for entry in found.toc][-1] == ("市政府召开第十二次常务会议", section)


def test_the_place_of_an_issuer_on_a_line_of_its_own_is_no_section() -> None:
    assert entries(gazette(f"某市\n{FIRST[0].removeprefix('某市')}……3\n{SECOND[0]}……8"))[0] == (FIRST[0], None, 3)


def test_a_section_of_any_name_stands_above_a_title_that_begins_with_its_subject() -> None:
    found = gazette(f"综合管理\n关于遗失证件的通知　1\n{FIRST[0]}　3\n{SECOND[0]}　8")
    assert [(entry.title, entry.category) for entry in found.toc][:1] == [("关于遗失证件的通知", "综合管理")]


def test_the_code_of_a_registered_rule_stands_behind_the_number_of_an_entry() -> None:
    found = gazette(f"{FIRST[0]}（{FIRST[1]}）（MSSP00-2021-0004）…3\n{SECOND[0]}（{SECOND[1]}）…8")
    assert entries(found) == [FIRST, SECOND]


def test_entries_may_be_links_and_a_reply_behind_a_decree_is_a_document_of_its_own() -> None:
    found = corpus.parse(
        "# 某省人民政府公报 2021年第11期\n\n## 目录\n\n1. [某省人民政府令（第12号）](#a)\n2. [某省人民政府关于湿地的批复](#b)\n\n"
        "# 某省人民政府令\n\n第12号\n\n现公布《某省湿地办法》。\n\n省长 何某某\n\n2021年5月1日\n\n## 某省湿地办法\n\n第一条 保护湿地。\n\n"
        "# 某省人民政府关于湿地的批复\n\n某市人民政府：\n\n同意。\n\n某省人民政府\n\n2021年5月2日\n",
        "a.md",
    )
    assert [entry.number for entry in found.toc] == ["某省人民政府令第12号", None]
    assert [document.title for document in found.documents] == ["某省人民政府令", "某省人民政府关于湿地的批复"]


def test_who_is_in_charge_and_who_sponsors_may_be_one() -> None:
    found = gazette("x", masthead="2021年第11期 某市人民政府主管主办")
    assert found.issue is not None
    assert found.issue.sponsor == "某市人民政府"


def test_decrees_of_a_ministry_count_by_the_year_and_sections_are_short() -> None:
    found = corpus.parse(
        "中华人民共和国某某部公报\n2021年第6期\n目录\n部令\n湿地办法\n　　（中华人民共和国某某部令 2021年第1号）　　4\n通知决定\n"
        "某某部关于巡查湖泊的通知\n　　某发〔2021〕3号　　9\n\n"
        "中华人民共和国某某部令\n2021年第1号\n《湿地办法》已经通过，现予公布。\n部长 何某某\n2021年5月1日\n湿地办法\n第一条 保护湿地。\n"
        "某某部关于巡查湖泊的通知\n某发〔2021〕3号\n各省：\n一、每月巡查。\n某某部\n2021年5月2日\n",
        "a.txt",
    )
    assert [(entry.category, entry.title, entry.document is not None) for entry in found.toc] == [
        ("部令", "湿地办法", True),
        ("通知决定", "某某部关于巡查湖泊的通知", True),
    ]
    assert found.documents[0].number == "中华人民共和国某某部令2021年第1号"


def test_an_entry_goes_on_over_a_dozen_lines_and_no_further() -> None:
    others = [f"第{number}处湿地的范围和界线" for number in range(1, 40)]
    found = gazette("\n".join([f"3  {FIRST[0]}", f"8  {SECOND[0]}", *others]))
    assert found.toc[1].title.endswith(others[11])
    assert others[-1] not in found.toc[1].title

"""Furniture of the printed page: numbers, running heads and rules are no text and cut no sentence."""

import pytest

import corpus
from corpus.issue.furniture import furniture, may_recur, page_number, without_furniture
from corpus.printed.lines import scan
from tests.corpus.handmade import lines

LONG = "各区应当建立湿地巡查制度，明确巡查责任人，每月至少巡查两次，发现问题及时处置并记录在案，"


@pytest.mark.parametrize("text", ["— 12 —", "－12－", "·12·", "| 12 |", "第12页", "第 12 页 共 40 页", "12 —", "12/40"])
def test_a_page_number_has_many_forms(text: str) -> None:
    assert page_number(text) == 12


@pytest.mark.parametrize("text", ["12", "12条", "二、", "（12）", "2024年", "—"])
def test_what_might_be_something_else_is_none_by_itself(text: str) -> None:
    assert page_number(text) is None


def texts(*lines: str) -> list[str]:
    (document,) = corpus.parse("关于湿地巡查的通知\n\n" + "\n\n".join(lines) + "\n", "a.txt").documents
    return [clause.text for clause in document.clauses]


@pytest.mark.parametrize("number", ["— 5 —", "·5·", "第5页", "5"])
def test_a_sentence_goes_on_behind_the_number_of_a_page(number: str) -> None:
    assert texts(f"一、{LONG}并按", number, "季度报送巡查结果。") == [f"{LONG}并按季度报送巡查结果。"]


def test_a_bare_figure_is_the_number_of_a_page_where_it_counts_pages() -> None:
    page = [f"{n}、{LONG}不得遗漏。" for n in "一二三四五六七八九"]
    found = texts(*page, "7", *page, "8", *page)
    assert len(found) == 27
    assert all(text.endswith("不得遗漏。") for text in found)


def test_figures_that_stand_close_together_are_text() -> None:
    assert "1" in "".join(texts("一、名单如下：", "1", "甲湖", "2", "乙湖"))


def test_a_running_head_beside_page_numbers_is_no_text() -> None:
    head = "某市人民政府公报"
    first = f"为保护湿地，{LONG}现通知如下："
    assert texts(first, f"一、{LONG}并", "3", head, "上报结果。", f"二、{LONG}并", "4", head, "公开结果。") == [
        first,
        f"{LONG}并上报结果。",
        f"{LONG}并公开结果。",
    ]


def test_a_rule_and_the_metadata_of_a_file_are_no_text() -> None:
    text = "---\ntitle: 湿地\ndate: 2020-01-01\n---\n\n# 关于湿地巡查的通知\n\n━━━━━━\n\n一、每月巡查。\n\n※　※　※\n\n***\n\n二、按时上报。\n"
    (document,) = corpus.parse(text, "a.md").documents
    assert document.title == "关于湿地巡查的通知"
    assert [clause.text for clause in document.clauses] == ["每月巡查。", "按时上报。"]


def test_titles_that_differ_in_a_number_are_no_running_heads() -> None:
    one = "市人民政府第{}次常务会议纪要\n\n会议研究了湿地保护工作。\n\n一、会议听取了汇报。\n\n"
    assert furniture(scan(one.format(3) + one.format(4))) == {}


def test_a_line_that_recurs_inside_wrapped_sentences_is_text() -> None:
    page = f"一、{LONG}并\n应当逐级上报结果\n并且公开。\n\n"
    assert furniture(scan(page * 3)) == {}


def test_the_name_of_a_section_in_the_middle_of_a_sentence_is_a_running_head() -> None:
    assert texts(LONG, "市政府办公厅文件", "并向社会公布。") == [f"{LONG}并向社会公布。"]


def test_a_running_head_may_have_two_lines() -> None:
    page = "·{}·\n某市人民政府公报\n2021年第3期\n"
    text = (
        "某市人民政府公报\n2021年第3期\n目录\n关于湿地巡查的通知……1\n"
        + page.format(1)
        + f"关于湿地巡查的通知\n一、{LONG}\n"
        + page.format(2)
        + "并向社会公布。\n"
    )
    found = corpus.parse(text, "a.txt")
    assert found.issue is not None
    assert [clause.text for document in found.documents for clause in document.clauses] == [f"{LONG}并向社会公布。"]


PAGE = "各河段疏浚应当按时完成并且逐级上报。"
CUT = "各河段疏浚完成以后应当在十日以内"
OPENING = f"{CUT}逐级上报疏浚结果。"


def found(*texts: str) -> list[tuple[str, int | None]]:
    """The lines that are furniture, with the page that each prints."""
    printed = lines(*texts)
    return [(printed[i].raw, page) for i, page in sorted(furniture(printed).items())]


@pytest.mark.parametrize("text", ["---", "***", "======", "~ ~ ~", "——————", "| | |", "......", "- - -"])
def test_a_line_of_dashes_is_a_rule(text: str) -> None:
    assert found(PAGE, text, PAGE) == [(text, None)]


@pytest.mark.parametrize("text", ["——内河", "--", "…", "+1"])
def test_a_line_with_a_word_or_a_short_mark_is_none(text: str) -> None:
    assert found(PAGE, text, PAGE) == []


@pytest.mark.parametrize(
    ("head", "count"),
    [
        (("---", "title: 内河", "- 疏浚", "# 说明", "---"), 5),
        (("---", "内河疏浚。", "---"), 2),
        (("---", "title: 内河"), 1),
        ((PAGE, "---", "title: 内河", "---"), 2),
        (("---", *["title: 内河"] * 38, "---"), 40),
        (("---", *["title: 内河"] * 39, "---"), 2),
    ],
)
def test_metadata_stands_between_two_rules_at_the_head_and_has_keys(head: tuple[str, ...], count: int) -> None:
    assert len(found(*head, PAGE)) == count


def test_lines_that_are_known_by_their_place_are_furniture_and_may_print_a_page() -> None:
    printed = lines(PAGE, "内河增刊", "7", "第8页", PAGE)
    assert furniture(printed, {2, 3, 4}) == {1: None, 2: 7, 3: 8}


def test_a_line_under_the_number_of_a_page_carries_it_and_a_line_under_a_rule_stands_behind_a_break() -> None:
    printed = lines(PAGE, "第7页", "内河", "湖泊", "***", "水闸", "第8页", "***", "泵站")
    kept = without_furniture(printed, furniture(printed))
    assert [(line.plain, line.page, line.after_break) for line in kept] == [
        (PAGE, None, False),
        ("内河", 7, True),
        ("湖泊", None, False),
        ("水闸", None, True),
        ("泵站", 8, True),
    ]


@pytest.mark.parametrize(
    ("first", "second", "characters", "count"),
    [(7, 8, 300, 2), (7, 8, 298, 0), (7, 9, 300, 0), (8, 7, 300, 0)],
)
def test_figures_count_pages_one_by_one_with_a_page_of_text_between_them(
    first: int, second: int, characters: int, count: int
) -> None:
    page = ["疏" * (characters // 10 - 1) + "。"] * 10
    assert len(found(PAGE, str(first), *page, str(second), PAGE)) == count


@pytest.mark.parametrize(
    ("before", "after", "is_page"),
    [
        (CUT, "上报结果。", True),
        (CUT, "上报" * 26, True),
        (CUT, "上报结果", False),
        (PAGE, "上报结果。", False),
        ("内河以内", "上报结果。", False),
        (CUT, "二、上报结果。", False),
        ("临江市人民政府办公厅秘书局", "上报结果。", False),
        ("临江市人民政府令〔2021〕4号", "上报结果。", False),
        ("二〇二一年十二月二十九日", "上报结果。", False),
        ("临江市水务局　2021年4月9日", "上报结果。", False),
        ("| 甲 | 乙 |\n|---|---|\n| 内河疏浚以后应当在十日以内 | 3 |", "上报结果。", False),
        (CUT, "| 甲 | 乙 |\n|---|---|", False),
    ],
)
def test_a_figure_alone_is_a_page_in_the_middle_of_a_sentence(before: str, after: str, *, is_page: bool) -> None:
    assert found(PAGE, before, "7", after, PAGE) == ([("7", 7)] if is_page else [])


def test_a_figure_at_an_end_of_the_text_cuts_nothing() -> None:
    assert found("7", PAGE) == []
    assert found(CUT, "7") == []


def test_a_figure_and_the_title_of_the_gazette_below_it_cut_a_sentence_together() -> None:
    head = "临江市人民政府公报"
    assert found(OPENING, CUT, "7", head, "上报结果。") == [("7", 7), (head, None)]


@pytest.mark.parametrize(
    "head", ["临江市人民政府公报", "江东省政报", "2021年第4期", "临江市人民政府公报2021年第4期", "临江市公报 第4期 7"]
)
def test_the_title_of_a_gazette_behind_the_first_text_is_a_running_head(head: str) -> None:
    assert found(head, "内河", OPENING, head, "内河掠影") == [(head, None)]


@pytest.mark.parametrize("text", ["《临江市公报》第4期", "临江市公报编辑部", "关于公报" + "发行" * 13])
def test_a_line_that_speaks_of_the_gazette_is_no_title_of_it(text: str) -> None:
    assert found(OPENING, text, "内河掠影") == []


def test_the_title_of_the_gazette_is_a_running_head_above_a_number_too() -> None:
    assert found(OPENING, "临江市公报", "临政发〔2021〕4号") == [("临江市公报", None)]


def test_before_the_text_the_title_of_a_gazette_is_one_beside_a_page_number_behind_the_masthead() -> None:
    head = "临江市人民政府公报"
    assert found(head, "2021年第4期", "目录", "内河掠影", head, "第2页", "东湖掠影", OPENING) == [
        (head, None),
        ("第2页", 2),
    ]
    assert found(head, "第2页", "2021年第4期", "目录", "内河掠影", OPENING) == [("第2页", 2)]


def test_a_line_that_recurs_beside_page_numbers_is_a_running_head() -> None:
    pages = (OPENING, "第1页", "内河增刊", PAGE, "第2页", "内河增刊", PAGE)
    assert [text for text, page in found(*pages) if page is None] == ["内河增刊"] * 2
    assert [text for text, page in found(*pages[:4]) if page is None] == []


@pytest.mark.parametrize("ends", ["{}", "{} 7", "7 {}", "— 7 — {}"])
def test_a_running_head_may_print_the_number_of_its_page_on_its_line(ends: str) -> None:
    heads = [ends.format("内河增刊").replace("7", str(page)) for page in (7, 8)]
    texts = (OPENING, "", CUT, "", heads[0], "", "上报结果。", CUT, "", heads[1], "", "上报结果。")
    assert found(*texts) == [(head, None) for head in heads]


def test_the_name_of_a_section_that_recurs_three_times_behind_the_first_text_is_a_running_head() -> None:
    section = ("公司规章", PAGE)
    assert found(OPENING, *section * 3) == [("公司规章", None)] * 3
    assert found(OPENING, *section * 2) == []
    assert found(OPENING, *("内河掠影", PAGE) * 3) == []


def test_of_lines_that_recur_those_beside_numbers_are_running_heads_and_one_of_them_alone_is_none() -> None:
    pages = (OPENING, "第1页", "内河增刊", PAGE, "内河增刊", "第2页", PAGE, "内河增刊", PAGE)
    assert [text for text, page in found(*pages) if page is None] == ["内河增刊"] * 2
    assert [text for text, page in found(OPENING, "第1页", "内河增刊", PAGE, "内河增刊", PAGE) if page is None] == []


def test_the_second_line_of_a_title_is_no_running_head_however_often_it_recurs() -> None:
    texts = [
        f"·{page}·\n\n《{name}巡查办法》\n政策解读\n\n{LONG}并按时上报。\n" for page, name in enumerate("内河湖泊湿", 3)
    ]
    read = scan("\n".join(texts))
    assert {read[i].plain for i in furniture(read)} == {f"·{page}·" for page in range(3, 8)}


def test_the_banner_of_a_decree_is_no_running_head() -> None:
    decree = ("临江市人民政府规章", "临政发〔2021〕4号", PAGE)
    assert found(OPENING, *decree * 3) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "内河疏浚。",
        "一、内河",
        "2021年4月9日",
        "附件1",
        "临政发〔2021〕4号",
        "临江市水务局",
        "临江市水务局　2021年4月9日",
        "各区人民政府：",
        "内河" * 25 + "段",
    ],
)
def test_what_a_document_says_in_a_form_of_its_own_is_no_running_head(text: str) -> None:
    assert not may_recur(text)


@pytest.mark.parametrize("text", ["内河增刊", "内河" * 25])
def test_a_short_line_that_ends_no_sentence_may_be_one(text: str) -> None:
    assert may_recur(text)


CONTENTS = ("目录", "临江市人民政府关于疏浚内河的通知 …… 3", "临江市水务局关于", "保洁湖泊的通知 …… 8", "更正 …… 9")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (3, "临江市人民政府"),
        (3, "临江市人民政府关于疏浚内河的通知"),
        (8, "临江市水务局关于保洁湖泊的通知"),
        (9, "更正"),
    ],
)
def test_a_figure_above_a_title_is_the_page_that_the_contents_give_it(page: int, title: str) -> None:
    assert found(*CONTENTS, PAGE, str(page), title, PAGE) == [(str(page), page)]


@pytest.mark.parametrize(("page", "title"), [(4, "更正"), (9, "城南河段"), (3, "更正"), (8, "更"), (8, "")])
def test_a_figure_above_what_the_contents_do_not_have_there_is_text(page: int, title: str) -> None:
    assert found(*CONTENTS, PAGE, PAGE, PAGE, str(page), title, PAGE) == []


def test_a_title_under_the_number_of_its_page_is_no_running_head() -> None:
    contents = ("目录", "2021年1—2月大事记　6", "2021年3—4月大事记　8")
    pages = ("6", "2021年1—2月大事记", PAGE, "8", "2021年3—4月大事记", PAGE)
    assert found(*contents, *pages) == [("6", 6), ("8", 8)]


def test_a_running_head_may_stand_once_behind_the_addressees() -> None:
    assert found("各区人民政府，各有关部门：", CUT, "临江市人民政府公报2021年第4期", "— 5 —", PAGE) == [
        ("临江市人民政府公报2021年第4期", None),
        ("— 5 —", 5),
    ]


def test_the_first_title_behind_a_contents_cuts_no_sentence() -> None:
    contents = ("目录", "市政府第4次常务会议纪要　1", "2021年临江市国民经济统计公报　8", "")
    assert found(*contents, "市政府第4次常务会议纪要", "", PAGE) == []


def test_a_figure_between_the_date_of_a_document_and_the_title_of_the_next_is_the_number_of_a_page() -> None:
    first, other = "临江市水务局关于疏浚内河的通知", ("临江市水务局", "关于保洁湖泊的通知")
    assert found("5", first, PAGE, "2021年4月9日", "7", *other, PAGE, "2021年4月9日", "9", "更正", PAGE) == [
        ("5", 5),
        ("7", 7),
        ("9", 9),
    ]
    assert found(first, PAGE, "7", *other, PAGE, "2021年4月9日", "9", "上游河段", PAGE) == []


def test_figures_that_count_on_in_a_list_of_titles_and_dates_are_text() -> None:
    listed = ("1", "关于疏浚内河的通知", "2021年4月9日", "2", "关于保洁湖泊的通知", "2021年4月9日")
    assert found("废止的文件如下：", *listed) == []


def test_the_name_of_a_section_under_numbers_that_count_on_is_a_running_head() -> None:
    contents = ("目录", "【部门文件】", "临江市水务局关于疏浚内河的通知　4", "")
    texts = {4: "上游", 5: "中游", 6: "下游", 7: "湖泊"}
    pages = [
        line for page, name in texts.items() for line in (*[PAGE] * 30, name + CUT, "", str(page), "", "部门文件", "")
    ]
    assert [text for text, _ in found(*contents, *pages)] == [
        "4",
        "部门文件",
        "5",
        "部门文件",
        "6",
        "部门文件",
        "7",
        "部门文件",
    ]

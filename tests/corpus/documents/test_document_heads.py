"""Documents that no contents announces: what speaks for a head, and what stands over or under one and is none."""

from dataclasses import replace

import pytest

from corpus.documents.document_heads import Extent, divided, ends_above, found_by_heads
from corpus.printed.lines import Line
from tests.corpus.handmade import lines

TITLE = "临江市水务局关于疏浚内河的通知"
OTHER = "临江市水务局关于保洁湖泊的通知"
NUMBER = "临水发〔2021〕4号"
END = ("一、疏浚内河。", "临江市水务局", "2021年4月9日")
TEXT = ("各区：", "一、保洁湖泊。")
TABLE = "| 河段 | 长度 |\n|---|---|\n| 上游 | 3 |"


def titled(printed: list[Line], found: list[Extent]) -> list[tuple[int, str]]:
    """The first line of each document, and its title."""
    return [(one.start, " ".join(line.plain for line in printed[one.title_start : one.title_end])) for one in found]


def found(*texts: str) -> list[tuple[int, str]]:
    printed = lines(*texts)
    return titled(printed, found_by_heads(printed, 0, len(printed)))


def test_a_date_above_the_first_head_is_no_document() -> None:
    assert found("2021年4月9日", "", TITLE, NUMBER, *TEXT) == [(0, TITLE)]


@pytest.mark.parametrize(
    ("above", "points"),
    [
        ("2021年4月9日", 2),
        ("临江市水务局　2021年4月9日", 2),
        ("抄送：临江市财政局。", 2),
        ("（此件公开发布）", 2),
        ("一、疏浚内河。", 0),
        ("各河段疏浚应当", -3),
        ("附件1", -9),
        (TABLE, 0),
    ],
)
def test_the_end_of_a_document_speaks_for_a_head_and_the_middle_of_a_sentence_against_it(
    above: str, points: int
) -> None:
    printed = lines("一、疏浚内河。", above, TITLE)
    assert ends_above(printed, len(printed) - 1, 0) == points


def test_the_first_line_stands_behind_an_end() -> None:
    assert ends_above(lines("各河段疏浚应当", TITLE), 1, 1) == 2
    assert ends_above(lines(TITLE), 0, 0) == 2


def test_the_first_line_of_a_page_is_not_in_the_middle_of_a_sentence() -> None:
    printed = lines("各河段疏浚应当", TITLE)
    assert ends_above([printed[0], replace(printed[1], page=5)], 1, 0) == 0


@pytest.mark.parametrize(
    "head",
    [
        (OTHER,),
        (NUMBER, OTHER),
        (OTHER, NUMBER),
        ("临江市水务局文件", NUMBER, OTHER),
        ("临江市水务局", "临江市财政局", "文件", NUMBER, OTHER),
        ("特急", "临江市水务局文件", OTHER),
        ("临江市水务局公告", "第4号"),
    ],
)
def test_a_head_after_a_signature_begins_a_document(head: tuple[str, ...]) -> None:
    title = OTHER if OTHER in head else ""
    assert found(TITLE, *END, *head, *TEXT) == [(0, TITLE), (4, title)]


@pytest.mark.parametrize(
    "above",
    [
        ("一、落实下列文件：",),
        ("一、疏浚内河应当依照",),
        ("附件1",),
    ],
)
def test_a_title_inside_a_text_begins_none(above: tuple[str, ...]) -> None:
    assert len(found(TITLE, "各区：", *above, "湖泊保洁规程", "二、按时上报。")) == 1


def test_a_heading_after_a_signature_needs_more_than_the_type_of_a_paper() -> None:
    assert found(TITLE, *END, "湖泊保洁规程", "一、保洁湖泊。") == [(0, TITLE)]


@pytest.mark.parametrize(
    "title",
    [
        "更正",
        "勘误表",
        "临江市大事记",
        "临江市人民政府常务会议纪要",
        "《湖泊保洁办法》解读",
        "临江市2020年统计公报",
        "临江市人民代表大会常务委员会任命名单",
        "临江市人民代表大会常务委员会免职名单",
    ],
)
def test_papers_without_number_and_signature_begin_by_their_titles(title: str) -> None:
    assert found(TITLE, "一、疏浚内河。", title, "全年湖泊水质良好。") == [(0, TITLE), (2, title)]


def test_a_resolution_begins_a_document_by_the_meeting_that_adopted_it() -> None:
    title = "临江市人民代表大会关于工作报告的决议"
    adopted = "（2021年1月8日临江市人民代表大会通过）"
    text = ("工作报告", "一、疏浚内河。", title, adopted, "会议批准这个报告。")
    assert found(*text) == [(0, "工作报告"), (2, title)]


def test_what_is_issued_and_a_title_that_is_printed_again_begin_no_document() -> None:
    issuing = "临江市水务局关于印发《临江市湖泊保洁工作办法》的通知"
    assert len(found(issuing, *END, "临江市湖泊保洁工作办法", NUMBER, *TEXT)) == 1
    assert len(found(issuing, *END, issuing, NUMBER, *TEXT)) == 1
    assert len(found(issuing, *END, OTHER, NUMBER, *TEXT)) == 2


def test_the_text_that_a_decree_publishes_begins_none() -> None:
    decree = ("临江市人民政府令", "第4号", "现公布《临江市湖泊保洁工作通告》。", "市长　赵某某", "2021年4月9日")
    assert len(found(*decree, "临江市湖泊保洁工作通告", "临水发〔2021〕9号", *TEXT)) == 1
    assert len(found(*decree, OTHER, "临水发〔2021〕9号", *TEXT)) == 2


def test_a_title_in_a_list_of_titles_with_their_numbers_begins_none() -> None:
    listed = (OTHER, NUMBER, "临江市水务局关于检修泵站的通知", "临水发〔2021〕5号")
    assert OTHER not in dict(found(TITLE, *END, *listed, "一、以上文件废止。")).values()
    assert 4 not in dict(found(TITLE, *END, *listed, "一、以上文件废止。"))
    assert len(found(TITLE, *END, OTHER, "现予公布。", NUMBER, *TEXT)) == 2
    assert len(found(TITLE, *END, OTHER, NUMBER)) == 1


def test_behind_the_label_of_an_annex_a_head_needs_more() -> None:
    table = ("附件", "河段名录", "上游。", "2021年4月9日")
    assert len(found(TITLE, *END, *table, OTHER, "一、保洁湖泊。")) == 2
    weak = ("关于保洁湖泊的通知", "一、保洁湖泊。")
    assert len(found(TITLE, *END, *weak)) == 2
    assert len(found(TITLE, *END, *table, *weak)) == 1


def test_a_title_begins_no_document_where_the_number_above_it_does_not() -> None:
    assert len(found(TITLE, *END, "附件1", NUMBER, OTHER, "临财发〔2021〕7号", *TEXT)) == 1


@pytest.mark.parametrize("signed", [("临江市水务局", "2021年4月9日"), ("临江市财政局", "临江市水务局　2021年4月9日")])
def test_an_organ_above_a_date_signs_and_begins_no_document(signed: tuple[str, str]) -> None:
    assert len(found(TITLE, "一、疏浚内河。", *signed, NUMBER, *TEXT)) == 1


def test_a_title_with_no_text_is_the_headline_of_the_document_below_it() -> None:
    assert found("湖泊保洁有新规", "", NUMBER, OTHER, *TEXT) == [(0, OTHER)]
    assert found(*["湖泊保洁有新规"] * 4, NUMBER, OTHER, *TEXT) == [(0, OTHER)]


@pytest.mark.parametrize(
    "text", [("湖泊掠影",) * 5, ("湖泊掠影", "保洁湖泊。"), ("湖泊掠影", "一、东湖"), ("湖泊掠影", TABLE)]
)
def test_a_title_with_a_text_is_no_headline(text: tuple[str, ...]) -> None:
    assert [title for _, title in found(*text, NUMBER, OTHER, *TEXT)][1:] == [OTHER]


def test_the_headline_is_the_title_where_the_head_has_only_an_issuer() -> None:
    assert found("关于保洁湖泊的公告", "", "临江市水务局", "临江市水务局公告2021年第4号", "为保洁湖泊，公告如下。") == [
        (0, "关于保洁湖泊的公告")
    ]


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("湖泊保洁规程", "一、保洁湖泊。"), "湖泊保洁规程"),
        (("湖泊清了！", "一、保洁湖泊。"), "湖泊清了！"),
        (("湖泊掠影", "", "保洁之后", "一、保洁湖泊。"), "湖泊掠影"),
        (("湖泊掠影", "", "保洁规程", "一、保洁湖泊。"), "湖泊掠影"),
        (("湖泊掠影", "保洁规程", "一、保洁湖泊。"), "湖泊掠影 保洁规程"),
        (("湖泊保洁《问答", "", "》手册", "一、保洁湖泊。"), "湖泊保洁《问答 》手册"),
        (("湖泊掠影", *["保洁湖泊。"] * 12), "湖泊掠影"),
        (("临江市水务局文件", "湖泊掠影", "一、保洁湖泊。"), "湖泊掠影"),
        (("临江市水务局文件", NUMBER), "临江市水务局文件"),
        (("湖泊名录", TABLE), ""),
        (("保洁湖泊。", "一、清淤。"), ""),
        (("湖泊保洁", "规程"), "湖泊保洁"),
        (("临江市水务局文件", NUMBER, OTHER, *TEXT), OTHER),
    ],
)
def test_the_first_lines_of_a_text_are_its_title(texts: tuple[str, ...], title: str) -> None:
    assert found(*texts) == [(0, title)]


def test_documents_follow_one_another_without_a_gap() -> None:
    printed = lines(TITLE, *END, OTHER, *END, "更正", "第4期“内湖”应为“内河”。")
    extents = found_by_heads(printed, 0, len(printed))
    assert [(one.start, one.end) for one in extents] == [(0, 4), (4, 8), (8, 10)]
    assert found_by_heads(printed, 4, 8) == [extents[1]]


def test_a_document_is_cut_where_another_head_begins() -> None:
    printed = lines(TITLE, *END, OTHER, NUMBER, *TEXT)
    whole = Extent(None, 0, 0, 1, len(printed))
    assert [(one.start, one.end) for one in divided(printed, whole)] == [(0, 4), (4, 8)]
    assert divided(printed, Extent(None, 0, 0, 1, 4)) == [Extent(None, 0, 0, 1, 4)]


def test_a_document_is_not_cut_where_the_text_begins_that_it_issues() -> None:
    issued = "临江市湖泊保洁工作办法"
    printed = lines(f"临江市水务局关于印发《{issued}》的通知", *END, issued, NUMBER, *TEXT)
    assert len(divided(printed, Extent(None, 0, 0, 1, len(printed)))) == 1


def test_the_facts_that_a_portal_prints_over_a_text_are_no_title() -> None:
    facts = ("索引号：0111/2021-00123", "发布机构：临江市水务局", f"名　　称：{TITLE}", f"文　　号：{NUMBER}")
    assert found(*facts, TITLE, NUMBER, *TEXT) == [(0, TITLE)]
    assert found(*facts, "湖泊怎样保洁", "保洁湖泊。", "逐级上报。") == [(0, "湖泊怎样保洁")]
    assert found("名称：疏浚内河", "时间：上午", "疏浚内河。", "逐级上报。")[0][1] != "疏浚内河。"


@pytest.mark.parametrize("number", ["（检例第65号）", "指导案例24号", "（2020）最高法民终123号"])
def test_a_case_begins_by_its_number_alone(number: str) -> None:
    first = (
        "赵某某非法捕捞案",
        "（检例第64号）",
        "【要旨】",
        "应当修复。",
        "【相关规定】",
        "《中华人民共和国渔业法》第三十条",
    )
    assert found(*first, "钱某某非法采砂案", number, "【要旨】", "应当赔偿。") == [
        (0, "赵某某非法捕捞案"),
        (6, "钱某某非法采砂案"),
    ]

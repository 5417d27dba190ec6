"""The parts of one document: its notice, the text that it issues, its annexes; and which of its lines are no text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents.anatomy import Anatomy, dissect
from corpus.documents.document_heads import Extent
from corpus.documents.heads import title_end
from corpus.model import PartKind, Source, TocEntry
from corpus.printed.lines import Line
from tests.corpus.handmade import lines

NOTICE, ISSUED, ANNEX = PartKind.NOTICE, PartKind.ISSUED, PartKind.ANNEX
TITLE = "临江市水务局关于疏浚内河的通知"
ISSUING = "临江市水务局关于印发《内河疏浚办法》的通知"
SIGNED = ("临江市水务局", "2021年4月9日")
TEXT = "疏浚应当按时完成。"
TABLE = "| 河段 | 长度 |\n|---|---|\n| 上游 | 3 |"
Part = tuple[PartKind, str | None, str | None, list[str]]


def dissected(printed: list[Line], title: str | None = None, entry: TocEntry | None = None) -> Anatomy:
    end = title_end(printed, 0, len(printed)) if title is None else 0
    return dissect(printed, Extent(entry, 0, 0, end, len(printed)))


def parts(*texts: str) -> list[Part]:
    """Kind, number, title and text of each part; a row of a table stands as it is printed."""
    printed = lines(*texts)
    return [
        (one.kind, one.number, one.title, [printed[i].raw for i in range(one.start, one.end) if i not in one.formal])
        for one in dissected(printed).parts
    ]


def test_a_number_above_the_signature_is_that_of_a_document_without_one_in_its_head() -> None:
    behind, other = "临水发〔2021〕4号", "临水发〔2021〕5号"
    assert [n.text for n in dissected(lines(TITLE, TEXT, behind, *SIGNED)).numbers] == [behind]
    assert parts(TITLE, TEXT, behind, SIGNED[1])[0] == (NOTICE, None, None, [TEXT])
    assert [n.text for n in dissected(lines(TITLE, other, TEXT, behind, *SIGNED)).numbers] == [other]
    assert not dissected(lines(TITLE, TEXT, "第4号", *SIGNED)).numbers


def test_a_notice_ends_before_its_signature() -> None:
    assert parts(TITLE, "各区：", TEXT, *SIGNED) == [(NOTICE, None, None, [TEXT])]


@pytest.mark.parametrize("between", [(), ("（此件公开发布）",), ("抄送：临江市财政局。",)])
def test_the_text_that_a_notice_issues_stands_behind_the_signature(between: tuple[str, ...]) -> None:
    found = parts(ISSUING, "现印发给你们。", *SIGNED, *between, "内河疏浚办法", "（2019年3月1日公布）", TEXT)
    assert found == [(NOTICE, None, None, ["现印发给你们。"]), (ISSUED, None, "内河疏浚办法", [TEXT])]


def test_without_a_signature_the_issued_text_begins_where_its_title_stands() -> None:
    issued = (ISSUED, None, "内河疏浚办法", [TEXT])
    assert parts(ISSUING, "现印发给你们。", "内河疏浚办法", TEXT)[1:] == [issued]
    assert parts(ISSUING, "现印发给你们。", "内河", "疏浚办法", TEXT)[1:] == [(*issued[:2], "内河 疏浚办法", [TEXT])]
    assert parts(ISSUING, "现印发给你们。", "内河疏浚办法图说", TEXT)[1:] == []
    assert parts(TITLE, "现印发给你们。", "内河疏浚办法", TEXT)[1:] == []


def test_without_a_date_organs_sign_above_the_title_of_the_issued_text() -> None:
    assert parts(ISSUING, "现印发给你们。", SIGNED[0], "内河疏浚办法", TEXT) == [
        (NOTICE, None, None, ["现印发给你们。"]),
        (ISSUED, None, "内河疏浚办法", [TEXT]),
    ]


def test_a_text_that_is_issued_without_its_title_has_the_one_that_the_notice_names() -> None:
    assert parts(ISSUING, "现印发给你们。", *SIGNED, TEXT)[1] == (ISSUED, None, "内河疏浚办法", [TEXT])


def test_a_text_that_a_notice_names_and_does_not_issue_begins_no_part() -> None:
    assert len(parts(TITLE, "现执行《内河疏浚办法》。", "内河疏浚办法", TEXT)) == 1


def test_the_title_of_an_issued_text_is_as_long_as_the_notice_says() -> None:
    issuing = "临江市水务局关于印发《内河疏浚规划实施要领》的通知"
    (_, first) = parts(issuing, "现印发给你们。", *SIGNED, "内河疏浚规划", "实施要领", TEXT)
    (_, other) = parts(issuing, "现印发给你们。", *SIGNED, "湖泊保洁规划", "实施要领", TEXT)
    assert first == (ISSUED, None, "内河疏浚规划 实施要领", [TEXT])
    assert other == (ISSUED, None, "湖泊保洁规划", ["实施要领", TEXT])


def test_an_issued_text_ends_before_its_signature_and_its_list_of_annexes() -> None:
    issued = ("内河疏浚办法", TEXT, "附件：1.内河名录", "2.湖泊名录", *SIGNED)
    assert parts(ISSUING, "现印发给你们。", *SIGNED, *issued)[1:] == [(ISSUED, None, "内河疏浚办法", [TEXT])]


@pytest.mark.parametrize(
    "listed",
    [
        ("附件：内河名录",),
        ("附件：1.内河名录", "2.湖泊名录"),
        ("附件1.内河名录",),
        ("附件1：内河名录", "附件2：湖泊名录"),
        ("附录一：内河名录", "附表1：湖泊名录", "附图：泵站位置图（略）"),
    ],
)
def test_the_list_of_annexes_is_no_text(listed: tuple[str, ...]) -> None:
    assert parts(TITLE, TEXT, *listed, *SIGNED)[0] == (NOTICE, None, None, [TEXT])


@pytest.mark.parametrize("below", [TEXT, TABLE])
def test_a_list_of_annexes_that_a_sentence_or_a_table_follows_is_text(below: str) -> None:
    printed = lines(TITLE, TEXT, "附件：1.内河名录", below, *SIGNED)
    notice = dissected(printed).parts[0]
    assert (notice.start, notice.end) == (1, len(printed) - 2)


def test_a_list_of_annexes_may_stand_behind_the_date() -> None:
    annex = ("附件", "内河清单", "上游。")
    assert parts(TITLE, TEXT, *SIGNED, "附件：内河清单", *annex) == [
        (NOTICE, None, None, [TEXT]),
        (ANNEX, None, "内河清单", ["上游。"]),
    ]
    assert parts(ISSUING, TEXT, *SIGNED, "内河疏浚办法", "上游", *annex)[1] == (ISSUED, None, "内河疏浚办法", ["上游"])


def test_a_list_of_annexes_has_at_most_sixty_lines() -> None:
    def kept(items: int) -> int:
        listed = [f"{n}.内河名录" for n in range(2, items + 1)]
        return len(parts(TITLE, TEXT, "附件：1.内河名录", *listed, *SIGNED)[0][3])

    assert (kept(60), kept(61)) == (1, 62)


@pytest.mark.parametrize(
    ("label", "number"),
    [("附件", None), ("附件1", "1"), ("附件二", "2"), ("【附件3】", "3"), ("附表", None), ("附件：", None)],
)
def test_a_label_on_its_line_begins_an_annex_and_a_title_follows(label: str, number: str | None) -> None:
    assert parts(TITLE, TEXT, *SIGNED, label, "内河名录图说", "", TEXT)[1] == (ANNEX, number, "内河名录图说", [TEXT])


def test_the_title_of_an_annex_is_as_long_as_the_list_of_annexes_says() -> None:
    listed = "附件：2020年度优秀河段"
    found = parts(TITLE, TEXT, listed, *SIGNED, "附件", "2020年度优秀河段", "一等奖（1条）", "1.上游河段")
    assert found[1] == (ANNEX, None, "2020年度优秀河段", ["一等奖（1条）", "1.上游河段"])


def test_the_title_behind_the_label_of_an_annex_may_be_printed_again_under_it() -> None:
    found = parts(TITLE, TEXT, *SIGNED, "附件：优秀河段评选办法", "优秀河段", "评选办法", TEXT)
    assert found[1] == (ANNEX, None, "优秀河段评选办法", [TEXT])


def test_the_head_of_a_paper_that_is_an_annex_is_no_text() -> None:
    paper = ("水利部关于疏浚的通知", "水建〔2021〕8号", "各省水利厅：", TEXT)
    assert parts(TITLE, TEXT, *SIGNED, "附件", *paper)[1] == (ANNEX, None, "水利部关于疏浚的通知", [TEXT])


def test_an_annex_ends_where_the_next_begins_and_before_its_imprint() -> None:
    annexes = ("附件1", "内河清单", "上游。", "附件2", "湖泊清单", "东湖。", *SIGNED, "抄送：临江市财政局。")
    assert parts(TITLE, TEXT, *SIGNED, *annexes)[1:] == [
        (ANNEX, "1", "内河清单", ["上游。"]),
        (ANNEX, "2", "湖泊清单", ["东湖。"]),
    ]


def test_an_annex_is_more_than_its_title() -> None:
    assert parts(TITLE, TEXT, *SIGNED, "附件", "内河名录", "上游", "下游")[1] == (
        ANNEX,
        None,
        "内河名录",
        ["上游", "下游"],
    )
    assert parts(TITLE, TEXT, *SIGNED, "附件", "内河清单")[1] == (ANNEX, None, "内河清单", [])


@pytest.mark.parametrize(
    ("texts", "titles"),
    [
        ((*SIGNED, "附件1：内河清单", "上游。"), ["内河清单"]),
        ((*SIGNED, "（此件公开发布）", "附件1：内河清单", "上游。"), ["内河清单"]),
        (("附：内河清单", "上游", "下游"), ["内河清单"]),
        (("附：内河清单", "上游", *SIGNED), []),
        (("附：内河清单", *SIGNED[:1], "上游"), []),
        (("附：内河清单", "上游", "下游", *SIGNED), []),
        (("附：内河清单", "上游"), []),
        (("附：1.内河清单", "上游", "下游"), []),
        ((*SIGNED, "附件1", "上游。", "附件2：湖泊清单", "东湖。"), [None, "湖泊清单"]),
        (("附件2：湖泊清单", *SIGNED, "附件1", "上游。"), [None]),
    ],
)
def test_a_label_with_its_title_begins_an_annex_behind_the_end_and_not_in_a_list(
    texts: tuple[str, ...], titles: list[str | None]
) -> None:
    assert [title for kind, _, title, _ in parts(TITLE, TEXT, *texts) if kind is ANNEX] == titles


def test_a_label_over_numbered_titles_heads_the_list_and_no_annex() -> None:
    assert parts(TITLE, TEXT, "附件：", "1.内河名录", "2.湖泊名录", *SIGNED) == [(NOTICE, None, None, [TEXT])]
    assert [one[0] for one in parts(TITLE, TEXT, *SIGNED, "附件：", "1.上游应当疏浚。")] == [NOTICE, ANNEX]
    assert [one[0] for one in parts(TITLE, TEXT, *SIGNED, "附件：", "一、上游")] == [NOTICE, ANNEX]
    assert [one[0] for one in parts(TITLE, TEXT, *SIGNED, "附件：", TABLE)] == [NOTICE, ANNEX]
    assert [one[0] for one in parts(TITLE, TEXT, *SIGNED, "附件", "1.上游")] == [NOTICE, ANNEX]
    assert [one[0] for one in parts(TITLE, TEXT, *SIGNED, "附件：")] == [NOTICE, ANNEX]


@pytest.mark.parametrize(
    ("texts", "titles"),
    [
        ((TEXT, *SIGNED, "内河名录", TABLE), ["内河名录"]),
        ((TEXT, *SIGNED, "内河名录", "单位：公里", TABLE), ["内河名录"]),
        (("内河名录", TABLE, "湖泊名录", TABLE), ["内河名录", "湖泊名录"]),
        ((TEXT, "内河名录", TABLE), []),
        ((TEXT, *SIGNED, "内河名录", "说明", TABLE), ["说明"]),
    ],
)
def test_without_labels_a_title_above_a_table_begins_an_annex(texts: tuple[str, ...], titles: list[str]) -> None:
    assert [title for kind, _, title, _ in parts(TITLE, *texts) if kind is ANNEX] == titles


def test_labels_go_before_titles_of_tables() -> None:
    labelled = ("附件", "内河情况", "", TEXT, "内河名录", TABLE)
    assert [title for _, _, title, _ in parts(TITLE, TEXT, *SIGNED, *labelled)] == [None, "内河情况"]


CHAPTERS = ("第一章　总则", "第二章　疏浚")


@pytest.mark.parametrize(
    ("contents", "kept"),
    [
        (("目录", *CHAPTERS), 4),
        (("目　录", "第一章　总则……1", "第二章　疏浚……3"), 4),
        (("目次", *CHAPTERS), 4),
        (("目录", "第一章　总则", TEXT), 6),
        (("目录",), 4),
    ],
)
def test_the_contents_of_a_law_are_no_text_until_their_first_heading_comes_again(
    contents: tuple[str, ...], kept: int
) -> None:
    law = ("第一章　总则", "第一条　疏浚内河。", "第二章　疏浚", "第二条　按时完成。")
    ((_, _, _, text),) = parts("内河疏浚条例", *contents, *law)
    assert len(text) == kept


def test_contents_stand_at_the_head_of_a_text_and_may_be_a_word_alone() -> None:
    assert parts("内河疏浚条例", *[TEXT] * 8, "目录", *CHAPTERS, *CHAPTERS)[0][3][8] == "目录"
    assert parts("内河疏浚条例", "目录", TEXT, TEXT)[0][3] == [TEXT, TEXT]


def anatomy(*texts: str) -> Anatomy:
    return dissected(lines(*texts))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("内河疏浚办法",), "内河疏浚办法"),
        (("临江市水务局文件", "关于疏浚内河的通知"), "临江市水务局关于疏浚内河的通知"),
        (("临江市水务局文件", "临水发〔2021〕4号", "关于疏浚内河的通知"), "关于疏浚内河的通知"),
        (("临江市水务局文件", "内河疏浚办法"), "内河疏浚办法"),
        (("临江市人民政府令", "第4号", "《内河疏浚办法》已经通过，现予公布。"), "内河疏浚办法"),
        (("临江市水务局公告", "为疏浚内河，公告如下。"), "临江市水务局公告"),
    ],
)
def test_a_document_is_called_by_its_title_by_what_it_publishes_or_by_its_banner(
    head: tuple[str, ...], title: str
) -> None:
    printed = lines(*head, TEXT, TEXT)
    at = next(i for i, line in enumerate(printed) if not line.plain.endswith(("文件", "令", "公告", "号")))
    end = title_end(printed, at, len(printed))
    assert dissect(printed, Extent(None, 0, at, end, len(printed))).title == title


@pytest.mark.parametrize("banner", ["临江市人民政府令", "临江市人民政府令 第4号"])
def test_the_banner_of_a_decree_is_no_title_where_a_text_is_published(banner: str) -> None:
    assert dissected(lines(*banner.split(" "), "《内河疏浚办法》已经通过。", TEXT), banner).title is None
    printed = lines(banner, "《内河疏浚办法》已经通过。", TEXT)
    assert dissect(printed, Extent(None, 0, 0, 1, 3)).title == "内河疏浚办法"
    assert dissect(lines(banner, TEXT, TEXT), Extent(None, 0, 0, 1, 3)).title == lines(banner)[0].text


def test_the_name_of_an_issuer_is_no_title_where_the_contents_name_a_text() -> None:
    printed = lines("临江市水务局", TEXT)
    assert dissect(printed, Extent(entry(ISSUING), 0, 0, 1, 2)).title == "内河疏浚办法"
    assert dissect(printed, Extent(None, 0, 0, 1, 2)).title == "临江市水务局"


def entry(title: str) -> TocEntry:
    return TocEntry("lj-2021-4", 1, None, None, title, None, None, None, 1, None, None, Source("a.txt", 1, 1))


def test_what_a_document_issues_is_said_by_the_contents_before_its_own_title() -> None:
    printed = lines("关于印发内河办法的通知", "现印发给你们。", "内河疏浚办法", TEXT)
    assert [one.kind for one in dissected(printed).parts] == [NOTICE]
    assert [one.kind for one in dissected(printed, entry=entry(ISSUING)).parts] == [NOTICE, ISSUED]


def test_a_title_alone_and_a_text_without_title_are_a_notice() -> None:
    assert parts(TITLE) == [(NOTICE, None, None, [])]
    assert [one.kind for one in dissected(lines(TEXT), "").parts] == [NOTICE]


def test_annexes_without_title_and_text_before_them_have_no_notice() -> None:
    printed = lines("附件1", "内河清单", "上游。")
    assert [one.kind for one in dissected(printed, "").parts] == [ANNEX]
    assert [one.kind for one in dissected(printed, "", entry(TITLE)).parts] == [NOTICE, ANNEX]
    assert dissected(printed, "").title is None


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        ((TITLE, TEXT, *SIGNED), date(2021, 4, 9)),
        ((TITLE, "（2020年1月2日）", TEXT, *SIGNED), date(2021, 4, 9)),
        ((TITLE, "（2020年1月2日）", TEXT), date(2020, 1, 2)),
        (("内河条例", "（2019年3月1日临江市人大常委会通过）", TEXT), date(2019, 3, 1)),
        (("内河条例", "（2019年3月1日临江市人大常委会通过　2020年1月2日修正）", TEXT), None),
        (("内河条例", "（2019年3月1日临江市人大常委会批准）", TEXT), None),
        ((TITLE, TEXT), None),
    ],
)
def test_a_document_has_the_date_of_its_signature_or_of_its_head_or_of_the_meeting(
    texts: tuple[str, ...], day: date | None
) -> None:
    assert anatomy(*texts).day == day


def test_the_history_of_a_document_is_its_own_and_that_of_what_it_issues() -> None:
    printed = lines(ISSUING, "现印发给你们。", *SIGNED, "内河疏浚办法", "（2019年3月1日公布）", TEXT)
    assert dissected(printed).history == (5,)
    assert anatomy("内河条例", "（2019年3月1日公布）", TEXT).history == (1,)


PIECES = [
    TEXT,
    "附件：1.内河名录",
    "附件1",
    "附件2：湖泊清单",
    "内河疏浚办法",
    "目录",
    "第一章　总则",
    "第一条　疏浚内河。",
    "临江市水务局",
    "2021年4月9日",
    "抄送：临江市财政局。",
    "（此件公开发布）",
    "（2019年3月1日公布）",
    TABLE,
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([TITLE, ISSUING]))
def test_every_line_of_a_document_is_text_of_one_part_or_formal(texts: list[str], title: str) -> None:
    printed = lines(title, *texts)
    found = dissected(printed)
    bodies = [i for one in found.parts for i in range(one.start, one.end) if i not in found.formal]
    assert sorted([*bodies, *found.formal]) == list(range(len(printed)))


def test_a_table_with_the_title_of_the_issued_text_is_that_text() -> None:
    found = parts("临江市水务局关于印发内河疏浚任务清单的通知", "现印发给你们。", *SIGNED, "内河疏浚任务清单", TABLE)
    assert [(kind, title) for kind, _, title, _ in found] == [(NOTICE, None), (ISSUED, "内河疏浚任务清单")]


def test_an_order_about_a_text_has_its_own_title() -> None:
    title = "国务院关于发布内河疏浚条例的命令"
    printed = lines(title, "内河疏浚条例，现予公布。", "内河疏浚条例", "第一条 疏浚内河。")
    assert dissected(printed).title == title


def test_whom_to_ask_stands_behind_a_signature_and_is_no_issued_text() -> None:
    assert parts(TITLE, TEXT, *SIGNED, "联系人：赵某某 联系电话：0571-1234") == [(NOTICE, None, None, [TEXT])]


def test_a_remark_in_brackets_behind_the_signature_is_no_text() -> None:
    assert len(parts("关于设市的请示", TEXT, "2021年4月9日", "（县政府印）")) == 1

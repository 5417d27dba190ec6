"""Where the documents of a contents begin: what speaks for a line, and which lines of all are taken."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents.boundaries import divide
from corpus.model import Source, TocEntry
from tests.corpus.handmade import lines

RIVERS, LAKES, PUMPS = (f"临江市水务局关于{one}的通知" for one in ("疏浚内河", "保洁湖泊", "检修泵站"))
NUMBERS = [f"临水发〔2021〕{n}号" for n in (4, 5, 6)]
TEXT = ("各区：", "一、按时完成。", "临江市水务局", "2021年4月9日")


def entries(*named: str | tuple[str, str]) -> list[TocEntry]:
    pairs = [(one, None) if isinstance(one, str) else one for one in named]
    source = Source("a.txt", 1, 1)
    return [
        TocEntry("lj-2021-4", at, None, None, title, None, number, None, None, None, None, source)
        for at, (title, number) in enumerate(pairs, 1)
    ]


def divided(texts: tuple[str, ...], *named: str | tuple[str, str]) -> list[tuple[int, int | None]]:
    """The first line of each document, and the place of its entry in the contents."""
    extents, _ = divide(lines(*texts), entries(*named), 0)
    return [(one.start, one.entry.position if one.entry else None) for one in extents]


@pytest.mark.parametrize(
    "head",
    [
        (LAKES,),
        ("临江市水务局", "关于保洁湖泊的通知"),
        ("临江市水务局文件", "关于保洁", "湖泊的通知"),
        (f"{LAKES}（{NUMBERS[1]}）",),
        ("临江市水务局关于", f"保洁湖泊的通知（{NUMBERS[1]}）"),
        (LAKES.replace("湖泊", "湖泪"),),
        ("湖泊怎样保洁", NUMBERS[1]),
        (NUMBERS[1], "湖泊怎样保洁"),
    ],
)
def test_an_entry_is_found_by_its_title_or_by_its_number(head: tuple[str, ...]) -> None:
    texts = (RIVERS, *TEXT, *head, *TEXT)
    assert divided(texts, RIVERS, (LAKES, NUMBERS[1])) == [(0, 1), (5, 2)]


@pytest.mark.parametrize("head", ["临江市水务局关于保护湖泊鸟类的通知", "临江市水务局关于保洁湖泊", "保洁湖泊。"])
def test_another_title_is_not_that_of_the_entry(head: str) -> None:
    assert (5, 2) not in divided((RIVERS, *TEXT, head, *TEXT), RIVERS, (LAKES, NUMBERS[1]))


def test_entries_stand_in_the_order_of_the_contents() -> None:
    texts = (RIVERS, *TEXT, LAKES, *TEXT, PUMPS, *TEXT)
    assert divided(texts, RIVERS, LAKES, PUMPS) == [(0, 1), (5, 2), (10, 3)]


def test_a_title_that_stands_out_of_order_is_a_document_with_its_entry_all_the_same() -> None:
    texts = (RIVERS, *TEXT, PUMPS, *TEXT, LAKES, *TEXT)
    assert sorted(divided(texts, RIVERS, LAKES, PUMPS)) == [(0, 1), (5, 3), (10, 2)]


@pytest.mark.parametrize("cited", [LAKES, NUMBERS[1]])
def test_a_line_that_cites_a_title_or_a_number_is_not_taken_where_a_head_follows(cited: str) -> None:
    texts = (RIVERS, "各区：", "一、落实", cited, "的规定，", *TEXT[1:], LAKES, NUMBERS[1], *TEXT)
    assert divided(texts, RIVERS, (LAKES, NUMBERS[1])) == [(0, 1), (8, 2)]


def test_of_two_lines_for_which_as_much_speaks_the_first_is_taken() -> None:
    assert divided((RIVERS, *TEXT, RIVERS, *TEXT), RIVERS) == [(0, 1)]


def test_the_order_for_which_most_speaks_is_taken() -> None:
    texts = (RIVERS, *TEXT, "临江市财政局", "关于检修泵站的通知", *TEXT, LAKES, *TEXT)
    assert divided(texts, RIVERS, LAKES, PUMPS) == [(0, 1), (5, None), (11, 2)]


@pytest.mark.parametrize(
    ("head", "title"), [(("湖泊怎样保洁", NUMBERS[1]), range(3, 4)), ((NUMBERS[1], "湖泊怎样保洁"), range(4, 5))]
)
def test_a_number_of_the_contents_begins_a_document_with_the_title_beside_it(
    head: tuple[str, str], title: range
) -> None:
    printed = lines(RIVERS, "各区：", "一、依照", *head, "一、保洁湖泊。")
    _, found = divide(printed, entries(RIVERS, (LAKES, NUMBERS[1])), 0)[0]
    assert (found.start, range(found.title_start, found.title_end)) == (3, title)


def test_two_entries_of_one_title_are_told_by_their_numbers() -> None:
    texts = (RIVERS, NUMBERS[2], *TEXT, RIVERS, NUMBERS[0], *TEXT)
    assert divided(texts, (RIVERS, NUMBERS[0])) == [(0, None), (6, 1)]
    assert divided(texts, (RIVERS, NUMBERS[2])) == [(0, 1)]


def test_the_number_of_another_paper_speaks_against_a_title() -> None:
    texts = (RIVERS, *TEXT, LAKES, NUMBERS[2], *TEXT, "保洁湖泊办法", *TEXT[1:], LAKES, *TEXT)
    assert (15, 2) in divided(texts, RIVERS, (LAKES, NUMBERS[1]))


def test_a_line_behind_a_signature_and_with_addressees_is_taken_before_others() -> None:
    texts = (RIVERS, "一、依照", LAKES, "二、依照", LAKES, *TEXT[1:], LAKES, *TEXT)
    assert divided(texts, RIVERS, LAKES) == [(0, 1), (8, 2)]


DECREE = (
    "临江市人民政府令",
    "第4号",
    "《临江市湖泊保洁办法》已经市政府会议通过，现予公布。",
    "市长　赵某某",
    "2021年4月9日",
    "临江市湖泊保洁办法",
    "第一条　保洁湖泊。",
)


@pytest.mark.parametrize(
    "named",
    [
        [("临江市湖泊保洁办法", "临江市人民政府令第4号")],
        ["临江市湖泊保洁办法"],
        [("临江市人民政府令", "临江市人民政府令第4号"), "临江市湖泊保洁办法"],
    ],
)
def test_a_decree_begins_with_its_banner_and_not_with_the_text_that_it_publishes(
    named: list[str | tuple[str, str]],
) -> None:
    found = divided((RIVERS, *TEXT, *DECREE, PUMPS, *TEXT), RIVERS, *named, PUMPS)
    assert [start for start, _ in found] == [0, 5, 12]
    assert [at for _, at in found][::2] == [1, 2 + len(named)]


def test_the_entry_of_a_decree_and_of_its_text_are_one() -> None:
    named = entries(("临江市人民政府令", "临江市人民政府令第4号"), "临江市湖泊保洁办法")
    ((extent,), _) = divide(lines(*DECREE), named, 0)
    assert extent.entry == replace(named[1], number="临江市人民政府令第4号")


def test_what_stands_before_the_first_entry_and_is_not_announced_is_a_document() -> None:
    texts = (PUMPS, *TEXT, RIVERS, *TEXT)
    assert divided(texts, RIVERS) == [(0, None), (5, 1)]


def test_a_document_of_an_entry_is_cut_only_where_an_entry_is_missing() -> None:
    texts = (RIVERS, *TEXT, PUMPS, *TEXT)
    assert divided(texts, RIVERS) == [(0, 1)]
    assert divided(texts, RIVERS, LAKES) == [(0, 1), (5, None)]


@pytest.mark.parametrize(
    ("entry", "is_its"),
    [
        ((LAKES, NUMBERS[2]), True),
        ((LAKES.replace("湖泊", "湖泪"), NUMBERS[1]), False),
        ((PUMPS.replace("检修", "检俢"), "临水函〔2021〕9号"), True),
        ((LAKES, "第6号"), False),
    ],
)
def test_an_entry_that_is_not_found_in_order_belongs_to_the_document_of_its_number_or_title(
    entry: tuple[str, str], *, is_its: bool
) -> None:
    texts = (PUMPS, NUMBERS[2], *TEXT, RIVERS, *TEXT)
    found = divided(texts, RIVERS, entry)
    assert found == [(0, 2 if is_its else None), (6, 1)]


BACK = ("编辑出版：临江市人民政府办公厅", "地址：临江市河滨路1号", "电话：010-123456")


def test_the_back_matter_belongs_to_no_document() -> None:
    printed = lines("目录", RIVERS, RIVERS, *TEXT, *BACK)
    ((extent,), back) = divide(printed, entries(RIVERS), 2)
    assert (extent.start, extent.end, back) == (2, 7, 7)
    assert divide(printed, entries(RIVERS), 0)[1] == len(printed)  # without front matter it is no whole issue


PIECES = [RIVERS, LAKES, PUMPS, *NUMBERS, *TEXT, *DECREE, "附件1", "更正"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), st.lists(st.sampled_from([RIVERS, LAKES, PUMPS])))
def test_documents_follow_one_another_and_no_line_is_lost(texts: list[str], named: list[str]) -> None:
    extents, back = divide(lines(*texts), entries(*named), 0)
    assert [one.start for one in extents] + [back] == [0] + [one.end for one in extents]
    assert all(one.start <= one.title_start <= one.title_end <= one.end and one.start < one.end for one in extents)
    positions = [one.entry.position for one in extents if one.entry]
    assert len(positions) == len({*positions})


@pytest.mark.parametrize("section", ["案例", "【案例】", "◆ 案例"])
def test_the_name_of_a_section_of_the_contents_stands_over_a_head(section: str) -> None:
    named = [replace(one, category="案例") for one in entries(RIVERS, LAKES)]
    extents, _ = divide(lines(RIVERS, *TEXT, section, LAKES, *TEXT), named, 0)
    assert [(one.start, one.title_start, one.end) for one in extents] == [(0, 0, 5), (5, 6, 11)]


def test_a_title_that_is_called_like_its_section_stays_a_title() -> None:
    named = [replace(one, category="更正") for one in entries("更正", LAKES)]
    extents, _ = divide(lines("更正", LAKES, *TEXT), named, 0)
    assert [(one.start, one.title_start) for one in extents] == [(0, 0), (1, 1)]

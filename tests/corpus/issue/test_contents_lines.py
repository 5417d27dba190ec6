"""The lines of a contents: its head, its end, its entries, and the names of its sections."""

import pytest

from corpus.issue.contents import Contents, contents_head, read_contents
from corpus.issue.contents_lines import category
from corpus.issue.masthead import is_english_masthead
from tests.corpus.handmade import lines


def read(*texts: str) -> Contents:
    """The contents of the lines; the first of them is the head."""
    return read_contents(lines(*texts), 0, "a.txt", is_english_masthead)


def listed(*texts: str) -> list[tuple[str, int | None]]:
    return [(one.title, one.page) for one in read("目录", *texts).chinese]


RIVERS, LAKES = "关于疏浚内河的通知", "关于保洁湖泊的通知"
PAIR: list[tuple[str, int | None]] = [(RIVERS, 3), (LAKES, 8)]


@pytest.mark.parametrize("head", ["目录", "目　次", "【本期要目】", "总目", "目录索引", "本刊目录"])
def test_a_contents_is_known_by_its_head(head: str) -> None:
    assert contents_head(lines("临江市人民政府公报", head, RIVERS)) == 1


@pytest.mark.parametrize("head", ["内河目录", "目录如下", "条目"])
def test_a_line_that_says_more_heads_no_contents(head: str) -> None:
    assert contents_head(lines("临江市人民政府公报", head)) is None


def test_a_contents_is_looked_for_on_the_first_and_on_the_last_pages() -> None:
    assert contents_head(lines(*["内河"] * 399, "目录", *["内河"] * 400)) == 399
    assert contents_head(lines(*["内河"] * 400, "目录", *["内河"] * 400)) is None
    assert contents_head(lines(*["内河"] * 401, "目录", *["内河"] * 399)) == 401


@pytest.mark.parametrize(
    "last",
    [("内河已经疏浚。",), (RIVERS, "各区："), ("疏浚；",), ("(The English contents are on page 2)",)],
)
def test_a_contents_ends_before_a_sentence_or_where_its_first_title_comes_again(last: tuple[str, ...]) -> None:
    found = read("目录", f"{RIVERS} 3", f"{LAKES} 8", *last)
    assert [(one.title, one.page) for one in found.chinese] == PAIR
    assert (found.start, found.end) == (0, 3 if not last[0].startswith("(") else 4)


def test_a_note_on_the_contents_may_stand_on_two_lines() -> None:
    assert read("目录", f"{RIVERS} 3", f"{LAKES} 8", "(The English contents", "are on page 2)", "内河。").end == 5


def test_an_entry_of_more_than_twelve_lines_is_none() -> None:
    assert listed(f"{RIVERS} 3", f"{LAKES} 8", *["内河"] * 11, "掠影 9")[2:] == [("内河" * 11 + "掠影", 9)]
    assert listed(f"{RIVERS} 3", f"{LAKES} 8", *["内河"] * 12, "掠影 9")[2:] == [("内河" * 12 + "掠影", 9)]
    assert listed(f"{RIVERS} 3", f"{LAKES} 8", *["内河"] * 13, "掠影 9")[2:] == []


def test_one_number_behind_a_title_is_no_page_unless_it_stands_at_the_head() -> None:
    assert listed(f"{RIVERS} 3", RIVERS) == [(RIVERS, 3)]
    titles = ["上游", "中游", "下游", "东湖", "西湖"]
    assert listed(*titles, "内河工程 2021", "上游")[-1] == ("内河工程2021", None)


def test_lines_without_pages_are_a_contents_only_where_one_of_their_titles_comes_again() -> None:
    assert listed("上游掠影", "下游掠影", "上游掠影", "上游很长。") == [("上游掠影", None), ("下游掠影", None)]
    assert listed("上游掠影", "下游掠影", "内河很长。") == []


@pytest.mark.parametrize("row", ["| {title} | {page} |", "| {at} | {title} | {page} |"])
def test_a_contents_may_be_a_table_with_a_head(row: str) -> None:
    rows = [row.format(at=at, title=title, page=page) for at, (title, page) in enumerate(PAIR, 1)]
    assert listed("| 序号 | 标题 | 页码 |", *rows) == PAIR
    assert listed(*rows) == PAIR


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("【政府文件】", "政府文件"),
        ("★ 政府文件", "政府文件"),
        ("二、政府文件", "政府文件"),
        ("人事任免", "人事任免"),
        ("Documents of the Municipal Government", "Documents of the Municipal Government"),
        ("Corrections", "Corrections"),
        ("政府文件 3", None),
        ("政府文件。", None),
        ("关于政府文件", None),
        ("（二）政府文件", "（二）政府文件"),
        ("Documents (3)", None),
        ("Notice on Lakes", None),
        ("疏浚内河", None),
    ],
)
def test_the_name_of_a_section_is_marked_or_speaks_of_papers(text: str, name: str | None) -> None:
    assert category(lines(text)[0]) == name


def test_what_reads_like_a_section_is_an_entry_where_its_section_is_called_so_or_its_number_follows() -> None:
    found = read("目录", "更正", "更正 (3)", "政府文件", f"{LAKES} 8", "统计资料", "2021年第5号", "(9)")
    assert [(one.category, one.title, one.number, one.page) for one in found.chinese] == [
        ("更正", "更正", None, 3),
        ("政府文件", LAKES, None, 8),
        ("政府文件", "统计资料", "2021年第5号", 9),
    ]


def numbered(*texts: str) -> list[tuple[str, str | None]]:
    return [(one.title, one.number) for one in read("目录", *texts).chinese]


FOUR, FIVE = "临政发〔2021〕4号", "临政发〔2021〕5号"


@pytest.mark.parametrize("head", [(RIVERS, FOUR), (FOUR, RIVERS)])
def test_without_pages_a_number_on_its_line_belongs_to_the_title_above_it(head: tuple[str, str]) -> None:
    assert numbered(RIVERS, FOUR, LAKES, FIVE, *head, "各区：") == [(RIVERS, FOUR), (LAKES, FIVE)]


def test_the_number_above_the_first_title_is_that_of_the_document() -> None:
    assert numbered(f"{RIVERS}（{FOUR}）", LAKES, FOUR, RIVERS, "各区：") == [(RIVERS, FOUR), (LAKES, None)]
    assert numbered(RIVERS, LAKES, FOUR, RIVERS, "各区：") == [(RIVERS, None), (LAKES, None)]


def test_without_pages_decrees_head_the_texts_that_they_publish() -> None:
    one, two = "临江市人民政府令第4号", "临江市人民政府令第5号"
    found = numbered(one, "湖泊保洁办法", two, "内河疏浚办法", one, "《湖泊保洁办法》已经通过。", "湖泊保洁办法")
    assert found == [
        ("临江市人民政府令", one),
        ("湖泊保洁办法", None),
        ("临江市人民政府令", two),
        ("内河疏浚办法", None),
    ]


def test_the_banner_of_a_decree_ends_a_contents_without_pages() -> None:
    assert numbered(RIVERS, LAKES, "临江市人民政府令", "第4号", RIVERS) == [(RIVERS, None), (LAKES, None)]


ENGLISH = ("CONTENTS", "Notice on Rivers (3)", "Notice on Lakes (8)")


def test_the_english_contents_stand_behind_the_chinese_with_nothing_but_a_masthead_between() -> None:
    chinese = ("目录", f"{RIVERS} 3", f"{LAKES} 8")
    between = "GAZETTE OF THE PEOPLE'S GOVERNMENT OF LINJIANG"
    for texts in ((*chinese, *ENGLISH), (*chinese, between, *ENGLISH)):
        found = read(*texts, "各区应当疏浚内河。")
        assert [(one.title, one.page) for one in found.chinese] == PAIR
        assert [(one.title, one.page) for one in found.english] == [("Notice on Rivers", 3), ("Notice on Lakes", 8)]
        assert found.end == len(texts)
    assert read(*chinese, "各区应当疏浚内河。", *ENGLISH).english == ()


def test_a_chinese_line_ends_an_english_contents_without_pages() -> None:
    found = read("目录", f"{RIVERS} 3", f"{LAKES} 8", "CONTENTS", "Notice on Rivers", "Notice on Lakes", RIVERS)
    assert ([one.title for one in found.english], found.end) == (["Notice on Rivers", "Notice on Lakes"], 6)


def test_an_english_title_without_a_page_goes_on_in_a_small_letter_or_behind_a_full_line() -> None:
    found = read(
        "目录", RIVERS, *("CONTENTS", "Notice on Dredging the Rivers of", "the City", "Notice on Lakes"), RIVERS
    )
    assert [one.title for one in found.english] == ["Notice on Dredging the Rivers of the City", "Notice on Lakes"]
    found = read("目录", RIVERS, "CONTENTS", "Notice on the Rivers of the", "City", "(Linzhengfa[2021] No. 4)", RIVERS)
    assert [(one.title, one.number) for one in found.english] == [
        ("Notice on the Rivers of the City", "Linzhengfa[2021] No. 4")
    ]


def test_the_name_of_a_section_in_brackets_may_be_long() -> None:
    name = "Documents Jointly Issued by the General Office of the Committee and the General Office of the Government of a City"
    (line,) = lines(f"【{name}】")
    assert category(line) == name


@pytest.mark.parametrize("mark", ["◎", "●", "▶", "★"])
def test_a_mark_stands_before_a_section_or_before_an_entry(mark: str) -> None:
    sections = read("目录", f"{mark}市政府文件", f"{RIVERS}……3", f"{LAKES}……8").chinese
    assert [(one.category, one.title) for one in sections] == [("市政府文件", RIVERS), ("市政府文件", LAKES)]
    assert listed(f"{mark}{RIVERS}……3", f"{mark}关于保洁", "湖泊的通知……8") == PAIR


def test_who_speaks_stands_behind_the_title_of_a_speech() -> None:
    assert listed(f"{RIVERS}……3", f"{LAKES} ……… 市水务局局长　江大河 8") == PAIR

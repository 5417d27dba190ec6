"""Rules of reading a page: which lines are one paragraph, in which order, and what is furniture."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.page_content import PageContent, Ruling, Segment
from corpus.formats.page_text import printed_text
from corpus.model import PageBox
from tests.corpus.formats.pages import SIZE, page, paragraph, segment

LONG = "本市行政区域内的酒店经营活动及其监督管理适用本办法，法律法规另有规定的从其规定，国家另有规定的也从其规定。"
OTHER = "市和区人民政府应当加强对酒店经营活动的组织领导，建立健全工作协调机制，统筹解决重大问题并予以保障和支持。"


def lines(*pages: PageContent) -> list[str]:
    return printed_text(pages).text.split("\n")


def test_lines_without_room_for_the_next_word_are_one_paragraph() -> None:
    first, second = paragraph(LONG, 50, 50, width=30), paragraph(OTHER, 50, 82, width=30)
    assert lines(page(1, [*first, *second])) == [LONG, OTHER]


def test_a_line_that_ended_early_ends_a_paragraph_though_the_next_has_no_indent() -> None:
    title = segment("关于印发办法的通知", 155, 50)
    assert lines(page(1, [title, *paragraph(LONG, 50, 80, width=30, indent=0)])) == [title.text, LONG]


def test_a_mark_that_may_not_begin_a_line_takes_its_character_along() -> None:
    """One character would have fitted behind the line before, but not 局 with the comma that follows it."""
    filler = paragraph(OTHER, 50, 50, width=30)
    text = "各区人民政府和市各有关部门应当按照职责分工市场监管局，文化和旅游局按照各自职责做好工作。"
    cut = text.index("局，")
    short = [segment(text[:cut], 50 + (29 - cut) * SIZE, 82), segment(text[cut:], 50, 98)]
    assert lines(page(1, [*filler, *short])) == [OTHER, text]


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_its_furniture() -> None:
    whole = paragraph(LONG * 2, 50, 500, width=30)
    first, rest = whole[:2], [segment(s.text, s.left, 50 + 16 * at) for at, s in enumerate(whole[2:])]
    heads = [segment("某市人民政府公报", 160, 20) for _ in range(2)]
    feet = [segment(f"— {n} —", 180, 570) for n in (7, 8)]
    filler = paragraph(OTHER * 4, 50, 300, width=30)
    text = printed_text([page(1, [heads[0], *filler, *first, feet[0]]), page(2, [heads[1], *rest, feet[1]])])
    said = text.text.split("\n")
    assert [line for at, line in enumerate(said, 1) if at not in text.furniture] == [OTHER * 4, LONG * 2]
    assert [line for at, line in enumerate(said, 1) if at in text.furniture] == [
        "某市人民政府公报", "— 7 —", "某市人民政府公报", "— 8 —",
    ]  # fmt: skip
    boxes = text.boxes[said.index(LONG * 2)]
    assert {box.page for box in boxes} == {1, 2}


def test_columns_are_read_one_after_the_other_and_a_title_across_them_first() -> None:
    title = segment("两栏的公报", 150, 30, 20)
    left, right = paragraph(LONG * 3, 50, 80, width=14), paragraph(OTHER * 3, 220, 80, width=14)
    assert lines(page(1, [title, *(s for pair in zip(left, right, strict=False) for s in pair), *left[len(right) :]])) == [
        title.text, LONG * 3, OTHER * 3,
    ]  # fmt: skip


def test_names_and_figures_beside_one_another_are_no_columns() -> None:
    rows = [segment(f"指标{n}", 50, 50 + 16 * n) for n in range(8)]
    values = [segment(f"{n}2.5", 250, 50 + 16 * n) for n in range(8)]
    assert all(re.fullmatch(r"指标\d {2,}\d2\.5", line) for line in lines(page(1, [*rows, *values])))


def test_a_label_that_recurs_at_the_head_of_pages_is_no_running_head() -> None:
    texts = enumerate([LONG, OTHER, LONG[9:]], 1)
    pages = [page(n, [segment(f"附件{n}", 50, 40), *paragraph(text, 50, 80, width=30)]) for n, text in texts]
    assert printed_text(pages).furniture == frozenset()


def test_an_entry_of_the_contents_ends_with_its_page() -> None:
    entry = "某市人民政府关于加强管理工作的通知" + "." * 11 + "12"
    first, second = segment(entry, 50, 50), segment("某市人民政府办公室关于印发办法的通知", 50, 66)
    filler = paragraph(LONG * 3, 50, 120, width=len(entry))
    assert lines(page(1, [first, second, *filler]))[:2] == [entry, second.text]


def grid(ys: list[float], xs: list[float]) -> list[Ruling]:
    return [Ruling(xs[0], y, xs[-1], y) for y in ys] + [Ruling(x, ys[0], x, ys[-1]) for x in xs]


def test_a_row_that_the_end_of_a_page_cuts_is_one_row() -> None:
    xs = [50.0, 90, 300]
    before = PageContent(
        1,
        400,
        600,
        segments=(segment("1", 55, 505), segment("研究制定管理办法并按程序报批后认真抓好", 95, 505)),
        rulings=tuple(grid([500, 520], xs)),
    )
    after = PageContent(
        2, 400, 600,
        segments=(segment("组织实施。", 95, 55), segment("2", 55, 75), segment("另一项。", 95, 75)),
        rulings=tuple(grid([50, 70, 90], xs)),
    )  # fmt: skip
    said = lines(before, after)
    assert said == [
        "<table><tr><td>1</td><td>研究制定管理办法并按程序报批后认真抓好组织实施。</td></tr>",
        "<tr><td>2</td><td>另一项。</td></tr></table>",
    ]
    assert {box.page for box in printed_text([before, after]).boxes[0]} == {1, 2}


def test_signs_of_html_in_a_cell_are_text() -> None:
    content = PageContent(
        1,
        400,
        600,
        segments=(segment("A<5", 55, 55), segment("B&C", 155, 55)),
        rulings=tuple(grid([50, 70, 90], [50, 150, 300])),
    )
    assert lines(content)[0] == "<table><tr><td>A&lt;5</td><td>B&amp;C</td></tr>"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_box_lies_on_the_page_as_it_is_shown(turned: int) -> None:
    """A point at the upper left of the turned page is at the corner that was turned there."""
    content = page(1, [], turned=turned)
    corner = {0: (0, 0), 90: (0, 400), 180: (400, 600), 270: (600, 0)}[turned]
    box = content.box(0, 0, 1, 1)
    assert (
        min(abs(box.x0 - corner[0]), abs(box.x1 - corner[0])),
        min(abs(box.y0 - corner[1]), abs(box.y1 - corner[1])),
    ) == (0, 0)


@given(
    st.lists(
        st.tuples(
            st.text("甲乙丙丁第一条（）1a", min_size=1, max_size=30),
            st.floats(0, 380), st.floats(0, 590), st.sampled_from([8.0, 10.0, 16.0]),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_character_of_a_page_is_lost_wherever_it_stands(placed: list[tuple[str, float, float, float]]) -> None:
    segments = [segment(*one) for one in placed]
    text = printed_text([page(1, segments)])
    assert sorted(text.text.replace("\n", "").replace(" ", "")) == sorted("".join(s.text for s in segments))
    assert len(text.boxes) == (text.text.count("\n") + 1 if segments else 0)
    assert all(isinstance(box, PageBox) for boxes in text.boxes for box in boxes)


def test_doubts_stand_at_their_characters() -> None:
    sure = segment("甲" * 20, 70, 50)
    doubted = Segment("末经批准", (50, 60, 70, 80, 90), 66, 76, 10, (0.4, 0.99, 0.99, 0.99), ((0, "未"),))
    text = printed_text([page(1, [sure, doubted])])
    (doubt,) = text.doubts
    assert text.text.split("\n")[doubt.line - 1][doubt.column] == "末"
    assert (doubt.confidence, doubt.readings) == (0.4, ("未",))


def rows_of(cells: list[tuple[float, list[str]]], top: float) -> list[Segment]:
    """Cells at left edges, their lines below one another."""
    return [segment(text, left, top + 16 * at) for left, texts in cells for at, text in enumerate(texts)]


def test_a_name_that_begins_where_another_ends_is_one_of_a_list() -> None:
    """The lines fill their cells, so only what they say tells names apart; narrow cells break names over lines."""
    segments = rows_of([(52, ["市教育局", "朝阳区政", "府市场所"]), (102, ["组织", "实施"])], 52)
    content = PageContent(1, 400, 600, segments=tuple(segments), rulings=tuple(grid([50, 105], [50.0, 94, 124])))
    assert lines(content) == [
        "<table><tr><td>市教育局<br>朝阳区政府市场所</td><td>组织实施</td></tr></table>",
    ]


def test_a_row_whose_text_ended_early_is_not_cut_by_the_end_of_the_page() -> None:
    xs = [50.0, 90, 300]
    head = (segment("序号", 55, 505), segment("重点任务", 95, 505))
    rest = (segment("各区组织推进新增车辆更新。", 95, 55),)
    pages = [
        PageContent(1, 400, 600, segments=head, rulings=tuple(grid([500, 520], xs))),
        PageContent(2, 400, 600, segments=rest, rulings=tuple(grid([50, 70], xs))),
    ]
    assert len(lines(*pages)) == 2


def test_tables_beside_one_another_are_each_written_once() -> None:
    left, right = grid([50, 70, 90, 110], [50.0, 90, 180]), grid([60, 80, 100, 120], [210.0, 250, 350])
    segments = [segment(f"甲{n}", 55, 55 + 20 * n) for n in range(3)] + [
        segment(f"乙{n}", 215, 65 + 20 * n) for n in range(3)
    ]
    said = lines(PageContent(1, 400, 600, segments=tuple(segments), rulings=(*left, *right)))
    assert [line.count("乙") + line.count("甲") for line in said] == [1] * 6


def test_a_page_of_indented_lines_has_the_edges_of_the_other_pages() -> None:
    """Each of its paragraphs fills one line, from the indent to the right edge."""
    filler = paragraph(OTHER * 6, 50, 50, width=30)
    single = [segment(f"第{sign}条" + LONG[:25], 70, 50 + 16 * at) for at, sign in enumerate("一二三四五六七八")]
    assert lines(page(1, filler), page(2, single))[1:] == [s.text for s in single]


def test_latin_words_and_figures_that_are_apart_stay_apart() -> None:
    latin = Segment("Item", (50, 55, 60, 65, 70), 50, 60, SIZE)
    figures = [Segment("82", (x, x + 5, x + 10), 50, 60, SIZE) for x in (150, 250)]
    (line,) = lines(page(1, [latin, *figures]))
    assert line.split() == ["Item", "82", "82"]


def test_the_space_between_letters_of_a_title_is_no_space() -> None:
    """The reader of a PDF takes the space for one between two words."""
    title = [segment(sign, 50 + 13 * at, 50) for at, sign in enumerate("京政发")]
    number = Segment("2 0 2 4", (89, 94, 97, 102, 105, 110, 113, 118), 50, 60, SIZE)
    (line,) = lines(page(1, [*title, number]))
    assert line == "京政发2024"


def test_a_wider_gap_between_letters_that_are_apart_is_a_space() -> None:
    signs = "市财政局市教育局市水务局"
    text = [segment(sign, 50 + 12 * at + (6 if at >= 4 else 0), 50) for at, sign in enumerate(signs)]
    assert lines(page(1, text)) == ["市财政局 市教育局市水务局"]


def test_a_number_that_a_centred_title_breaks_is_one() -> None:
    filler = paragraph(OTHER * 4, 50, 150, width=30)
    title = [segment("某市人民政府关于切实加强垃圾管理的通知（某政规", 85, 50), segment("〔2024〕3号）", 155, 66)]
    assert lines(page(1, [*title, *filler]))[0] == "".join(s.text for s in title)


def test_the_rest_of_an_entry_of_the_contents_follows_it() -> None:
    entry = [segment("某市人民政府关于加强管理工作的通知", 80, 50), segment("……12", 170, 66)]
    filler = paragraph(OTHER * 4, 50, 150, width=30)
    assert lines(page(1, [*entry, *filler]))[0] == "某市人民政府关于加强管理工作的通知……12"


def test_type_of_another_size_begins_another_paragraph() -> None:
    body = paragraph(LONG, 50, 54, width=30, indent=0)
    assert lines(page(1, [segment("为" * 21, 50, 34, 14), *body])) == ["为" * 21, LONG]
    assert lines(page(1, [segment("为" * 28, 50, 34, 10.7), *body])) == ["为" * 28 + LONG]


def unindented(*texts: str, apart: float) -> list[Segment]:
    """Paragraphs without an indent that all end at the right edge, with a space before each."""
    placed, top = [], 50.0
    for text in texts:
        size = len(text) // 2
        placed += [segment(text[:size], 50, top), segment(text[size:], 50, top + 16)]
        top += 32 + apart
    return placed


FULL = [sign + "为加强对酒店经营活动的组织领导" * 4 for sign in "甲乙丙丁"]
ENDED = [text[:-1] + "。" for text in FULL]


def test_lines_further_apart_than_those_of_a_paragraph_are_two() -> None:
    assert lines(page(1, unindented(*FULL, apart=8))) == FULL
    assert lines(page(1, unindented(*FULL, apart=2))) == ["".join(FULL)], "three tenths of the size are no space"


def test_where_neither_indent_nor_space_tells_paragraphs_a_full_line_with_a_full_stop_ends_one() -> None:
    short = [segment("酒店经营活动" * 2, 50, 34), segment("简短。", 50, 194)]
    assert lines(page(1, [short[0], *unindented(*ENDED, apart=0), short[1]]))[1:-1] == ENDED


def test_a_numbered_line_goes_on_with_those_that_are_set_in_below_it() -> None:
    """The number hangs out: what follows it begins further right, line below line."""
    filler = paragraph(OTHER * 4, 50, 50, width=30)
    item = [segment("各区人民政府应当加强组织" * 2 + "协调下达", 70, 200), segment("任务并报送市人民政府备案", 70, 216)]
    assert lines(page(1, [*filler, *item]))[1:] == [item[0].text + item[1].text]
    numbered = [item[0], segment("（二）报送市人民政府备案", 70, 216)]
    assert lines(page(1, [*filler, *numbered]))[1:] == [one.text for one in numbered]


def test_names_set_side_by_side_go_on_with_no_line() -> None:
    filler = paragraph(OTHER * 4, 50, 50, width=30)
    names = [segment("某市水务局", 50, 200), segment("某市财政局某市教育局某市林业局", 200, 200)]
    below = [segment("某市公安局", 50, 216), segment("某市民政局某市商务局某市体育局", 200, 216)]
    assert len(lines(page(1, [*filler, *names, *below]))) == 3


def table_page(
    number: int, top: float, rows: Sequence[tuple[str, ...]], xs: Sequence[float] = (50, 90, 300)
) -> PageContent:
    """A page with one ruled table, its rows 20 points high."""
    cells = [
        segment(text, xs[at] + 5, top + 5 + 20 * n) for n, row in enumerate(rows) for at, text in enumerate(row) if text
    ]
    ys = [top + 20 * n for n in range(len(rows) + 1)]
    return PageContent(number, 400, 600, segments=tuple(cells), rulings=tuple(grid(ys, [*xs])))


def tables(*pages: PageContent) -> list[int]:
    """The number of rows of each table."""
    return [one.count("<tr>") for one in printed_text(pages).text.split("<table>")[1:]]


HEAD, ROW = ("序号", "重点任务"), ("1", "疏浚内河，巡查水面。")


def test_tables_of_two_pages_are_one_where_their_columns_stand_at_the_same_places() -> None:
    before = table_page(1, 540, [HEAD, ROW])
    assert tables(before, table_page(2, 50, [("2", "植树。")])) == [3]
    assert tables(before, table_page(2, 50, [("2", "植树。")], xs=(80, 120, 330))) == [3], "moved as a whole"
    assert tables(before, table_page(2, 50, [("2", "植树。")], xs=(50, 110, 300))) == [2, 1]
    assert tables(before, table_page(2, 50, [("2", "植树。", "")], xs=(50, 90, 300, 350))) == [2, 1]


def test_tables_below_one_another_on_a_page_are_two() -> None:
    upper, lower = table_page(1, 50, [HEAD, ROW]), table_page(1, 150, [HEAD, ROW])
    both = PageContent(1, 400, 600, segments=upper.segments + lower.segments, rulings=upper.rulings + lower.rulings)
    assert tables(both) == [2, 2]


def test_a_row_that_the_end_of_a_page_cuts_goes_on_below_the_head_that_is_repeated() -> None:
    cut = "研究制定管理办法并按程序报批后认真抓好落"
    before, after = table_page(1, 540, [HEAD, ("1", cut)]), table_page(2, 50, [HEAD, ("", "实。"), ("2", "植树。")])
    said = lines(before, after)
    assert [line for line in said if cut in line] == [f"<tr><td>1</td><td>{cut}实。</td></tr>"]
    assert tables(before, after) == [4]


def test_furniture_stands_between_the_rows_of_a_table_and_in_none() -> None:
    rows = [[HEAD, ROW], [("2", "植树。")], [("3", "清淤。")]]
    feet = [segment(f"— {number} —", 180, 585) for number in (7, 8, 9)]
    pages = [table_page(number, 50, one) for number, one in enumerate(rows, 1)]
    text = printed_text([replace(one, segments=(*one.segments, foot)) for one, foot in zip(pages, feet, strict=True)])
    said = text.text.split("\n")
    assert [said[at - 1] for at in sorted(text.furniture)] == ["— 7 —", "— 8 —", "— 9 —"]
    assert [line[-8:] for line in said if "td" in line][-1] == "</table>"
    assert text.text.count("<table>") == text.text.count("</table>") == 1

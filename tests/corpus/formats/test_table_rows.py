"""Rows of a ruled table: which lines of a cell are one paragraph, and which rows the end of a page cuts."""

import pytest

from corpus.formats.page_content import PageContent
from corpus.formats.page_layout import PageTable
from corpus.formats.ruled_tables import RuledCell, RuledTable
from corpus.formats.table_rows import TableRow, table_rows
from corpus.model import PageBox

from .pages import SIZE, segment

#: Two columns, of five and of twelve characters, each with a padding of five points at both sides.
XS = (50.0, 110.0, 240.0)


def rows(*texts: tuple[str, str], page: int = 1) -> list[TableRow]:
    """The rows of a table of two columns; a newline begins a printed line of a cell."""
    ys = tuple(100.0 * at for at in range(len(texts) + 1))
    cells = tuple(RuledCell(row, column, 1, 1) for row in range(len(texts)) for column in (0, 1))
    table = RuledTable(XS, ys, cells, tuple((2 * row, 2 * row + 1) for row in range(len(texts))))
    printed = [
        tuple(segment(line, XS[column] + 5, ys[row] + 5 + 16 * at) for at, line in enumerate(text.split("\n")) if line)
        for row, pair in enumerate(texts)
        for column, text in enumerate(pair)
    ]
    return table_rows(PageContent(page, 400, 600), PageTable(table, tuple(printed)))


FULL = "湖泊内河河段疏浚保洁清淤"


def cells(text: str) -> str:
    """What the second cell of a row with this text is written as, beside a cell that shows the padding."""
    found = rows(("1", FULL), ("2", text))
    return found[1].line().text.removeprefix("<tr><td>2</td><td>").removesuffix("</td></tr>")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"{FULL}\n完毕", f"{FULL}完毕"),
        ("疏浚\n保洁", "疏浚<br>保洁"),
        ("湖泊内河河段疏浚保洁\n局，完毕", "湖泊内河河段疏浚保洁局，完毕"),
        (f"{FULL}\n（一）保洁", f"{FULL}<br>（一）保洁"),
        ("湖泊内河河段疏浚市水务局\n市财政局", "湖泊内河河段疏浚市水务局<br>市财政局"),
        ("湖泊内河河段疏浚市水务和\n财政局", "湖泊内河河段疏浚市水务和财政局"),
        ("", ""),
    ],
)
def test_a_line_of_a_cell_that_ended_early_ends_a_paragraph_as_do_a_number_and_the_end_of_a_name(
    text: str, written: str
) -> None:
    assert cells(text) == written


def test_a_cell_says_over_how_many_rows_and_columns_it_spans() -> None:
    spans = (RuledCell(0, 0, 2, 1), RuledCell(0, 1, 1, 2), RuledCell(1, 1, 1, 1), RuledCell(1, 2, 1, 1))
    table = RuledTable((0, 50, 100, 150), (0, 20, 40), spans, ((0, 1, 1), (0, 2, 3)))
    texts = tuple((segment(sign, 5, 5),) for sign in "甲乙丙丁")
    found = table_rows(PageContent(1, 400, 600), PageTable(table, texts))
    assert [row.line().text for row in found] == [
        '<tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr>',
        "<tr><td>丙</td><td>丁</td></tr>",
    ]


def test_a_row_has_the_box_of_its_lines() -> None:
    assert [row.boxes for row in rows(("1", "疏浚"), ("2", "保洁"), page=7)] == [
        [PageBox(7, 50, 0, 240, 100)],
        [PageBox(7, 50, 100, 240, 200)],
    ]


@pytest.mark.parametrize(
    ("last", "first", "goes_on"),
    [
        (("1", FULL), ("", "清淤"), True),
        (("1", FULL), ("2", "清淤"), False),
        (("1", f"{FULL[:-1]}。"), ("", "清淤"), False),
        (("1", "疏浚"), ("", "清淤"), False),
        (("1", ""), ("", "清淤"), False),
        (("1", FULL), ("", ""), False),
    ],
    ids=[
        "full line",
        "a first cell of its own",
        "sentence ended",
        "line ended early",
        "nothing before",
        "nothing after",
    ],
)
def test_a_row_goes_on_over_the_end_of_a_page_where_its_first_cell_is_empty_and_a_full_line_was_cut(
    last: tuple[str, str], first: tuple[str, str], *, goes_on: bool
) -> None:
    before = rows(("甲", FULL), last)[-1]
    assert before.goes_on_with(rows(first, page=2)[0]) is goes_on


@pytest.mark.parametrize(
    ("last", "first", "goes_on"),
    [
        ((FULL, FULL), ("保洁", "清淤"), True),
        ((FULL, "疏浚"), ("保洁", "清淤"), True),
        ((FULL, f"{FULL[:-1]}。"), ("保洁", "清淤"), False),
        ((FULL, ""), ("保洁", "清淤"), False),
        ((FULL, ""), ("保洁", ""), True),
    ],
)
def test_a_row_goes_on_where_every_cell_that_does_had_text_that_had_not_come_to_an_end(
    last: tuple[str, str], first: tuple[str, str], *, goes_on: bool
) -> None:
    xs = (50.0, 90.0, 220.0, 350.0)

    def row(texts: tuple[str, str]) -> TableRow:
        table = RuledTable(xs, (0, 100), tuple(RuledCell(0, at, 1, 1) for at in range(3)), ((0, 1, 2),))
        placed = [(segment(text, xs[at] + 5, 5),) if text else () for at, text in enumerate(texts, 1)]
        return table_rows(PageContent(1, 400, 600), PageTable(table, ((), *placed)))[0]

    assert row(last).goes_on_with(row(first)) is goes_on


def test_a_cell_that_ends_a_sentence_is_not_cut() -> None:
    (_, full), (_, after) = rows(("1", FULL))[0].cells, rows(("1", "清淤"))[0].cells
    (_, ended), (_, nothing) = rows(("1", f"{FULL[:-1]}。"))[0].cells, rows(("1", ""))[0].cells
    assert full.is_cut_before(after)
    assert not ended.is_cut_before(after)
    assert not full.is_cut_before(nothing)


def test_the_cells_of_a_row_that_goes_on_take_what_follows_and_its_boxes() -> None:
    before, after = rows(("1", FULL))[0], rows(("", "清淤"), page=2)[0]
    before.go_on(after)
    assert before.texts == ("1", f"{FULL}清淤")
    assert before.line().text == f"<tr><td>1</td><td>{FULL}清淤</td></tr>"
    assert [box.page for box in before.boxes] == [1, 2]


def test_words_of_two_lines_of_a_cell_are_parted_by_a_space() -> None:
    found = rows(("1", FULL), ("2", "water levels\nof lakes"))
    assert found[1].line().text == "<tr><td>2</td><td>water levels of lakes</td></tr>"


def test_segments_of_one_line_of_a_cell_are_read_from_left_to_right() -> None:
    table = RuledTable((50.0, 240.0), (0.0, 40.0), (RuledCell(0, 0, 1, 1),), ((0,),))
    texts = ((segment("保洁", 85, 5 + SIZE / 4), segment("疏浚", 55, 5)),)
    (row,) = table_rows(PageContent(1, 400, 600), PageTable(table, texts))
    assert row.line().text == "<tr><td>疏浚 保洁</td></tr>"

"""The layout of a page: what stands on one line, what are columns, and in which order they and tables are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.page_content import Column, PageContent, Ruling, Segment
from corpus.formats.page_layout import PageLine, PageTable, blocks, filled_tables, page_tables, visual_lines
from corpus.formats.ruled_tables import RuledCell, RuledTable

from .pages import SIZE, segment

LINE = 16


def lines(texts: list[str], left: float, top: float = 50) -> list[Segment]:
    return [segment(text, left, top + LINE * at) for at, text in enumerate(texts)]


def read(*segments: Segment, tables: tuple[PageTable, ...] = ()) -> list[str]:
    """The lines of a page in the order of reading; a table is a bar."""
    found = blocks(tables, segments)
    return [block.text if isinstance(block, PageLine) else "|" for block in found]


def one_cell(left: float, top: float, right: float, bottom: float) -> PageTable:
    table = RuledTable((left, right), (top, bottom), (RuledCell(0, 0, 1, 1),), ((0,),))
    return PageTable(table, ((segment("格", left + 5, top + 5),),))


@pytest.mark.parametrize(
    ("lower", "size", "texts"),
    [
        (4, SIZE, [["疏浚", "内河"]]),
        (6, SIZE, [["疏浚"], ["内河"]]),
        (3, 4.0, [["疏浚", "内河"]]),
        (6, 4.0, [["疏浚"], ["内河"]]),
    ],
)
def test_segments_are_on_one_line_where_their_middles_differ_by_less_than_half_the_smaller_size(
    lower: float, size: float, texts: list[list[str]]
) -> None:
    """A small sign that stands high beside a large one, such as that of a note, is on its line."""
    middle = 55 + (lower if size == SIZE else lower - 2)
    other = segment("内河", 90, middle - size / 2, size)
    found = visual_lines([other, segment("疏浚", 50, 50)])
    assert [[one.text for one in line] for line in found] == texts


def test_a_line_is_read_from_left_to_right_and_lines_from_top_to_bottom() -> None:
    found = visual_lines([segment("丁", 60, 66), segment("乙", 90, 50), segment("丙", 40, 67), segment("甲", 50, 52)])
    assert [[one.text for one in line] for line in found] == [["甲", "乙"], ["丙", "丁"]]


def test_a_line_has_the_edges_of_its_segments_and_the_size_of_most_of_its_type() -> None:
    line = PageLine((segment("注", 50, 48, 6), segment("疏浚内河 ", 60, 50)), Column(40, 300))
    assert (line.left, line.right, line.top, line.bottom, line.size) == (50, 110, 48, 60, SIZE)
    assert line.text == "注 疏浚内河"


LEFT = ["疏浚内河疏浚内河疏浚" + sign for sign in "甲乙丙丁"]
RIGHT = ["保洁湖泊保洁湖泊保洁" + sign for sign in "甲乙丙丁"]


def test_columns_are_read_one_after_the_other() -> None:
    assert read(*lines(LEFT, 50), *lines(RIGHT, 200)) == [*LEFT, *RIGHT]


def by_line(left: list[str], right: list[str]) -> list[str]:
    """What is read where there are no columns."""
    return [f"{one} {other}" for one, other in zip(left, right, strict=True)]


@pytest.mark.parametrize(
    ("left", "right", "at"),
    [
        (LEFT[:3], RIGHT[:3], 200.0),
        (LEFT, RIGHT, 50 + 11 * SIZE + 0.7 * SIZE),
        (LEFT, ["保" * 7] * 4, 200.0),
        ([text[-5:] for text in LEFT], [text[-5:] for text in RIGHT], 200.0),
        (["疏" * 20, *["疏" * 6] * 3], ["保" * 20, *["保" * 6] * 3], 300.0),
    ],
    ids=["too few lines", "no gutter", "of unequal width", "too narrow", "no full lines"],
)
def test_what_stands_beside_one_another_is_columns_only_where_it_is_text(
    left: list[str], right: list[str], at: float
) -> None:
    assert read(*lines(left, 50), *lines(right, at)) == by_line(left, right)


def test_most_lines_of_the_right_column_begin_at_its_edge_or_with_an_indent() -> None:
    """Figures that are set to the right, and names in the middle of a cell, begin anywhere."""
    ragged = [segment("保" * 12, 200, 50), *(segment("保" * 9, 230, 50 + LINE * at) for at in (1, 2, 3))]
    assert read(*lines(LEFT, 50), *ragged) == by_line(LEFT, ["保" * 12, *["保" * 9] * 3])
    indented = [segment("保" * 12, 200, 50), *(segment("保" * 10, 220, 50 + LINE * at) for at in (1, 2, 3))]
    assert read(*lines(LEFT, 50), *indented) == [*LEFT, "保" * 12, *["保" * 10] * 3]


def test_a_title_across_divides_the_columns_into_those_above_and_those_below() -> None:
    title = segment("关于内河疏浚和湖泊保洁的通知", 120, 50 + LINE * 4)
    below = 50 + LINE * 5
    found = read(*lines(LEFT, 50), *lines(RIGHT, 200), title, *lines(RIGHT, 50, below), *lines(LEFT, 200, below))
    assert found == [*LEFT, *RIGHT, title.text, *RIGHT, *LEFT]


def test_what_crosses_a_gutter_in_most_lines_leaves_no_columns() -> None:
    across = [segment("疏浚内河保洁湖泊" * 3, 50, 50 + LINE * (4 + at)) for at in range(8)]
    found = read(*lines(LEFT, 50), *lines(RIGHT, 200), *across)
    assert found[:4] == by_line(LEFT, RIGHT)


def test_columns_inside_columns_are_read_one_after_the_other() -> None:
    texts = [[sign * 11 + number for number in "甲乙丙丁"] for sign in "疏浚保洁"]
    found = read(*(one for at, column in enumerate(texts) for one in lines(column, 50 + 150 * at)))
    assert found == [text for column in texts for text in column]


def test_a_table_is_read_where_its_first_row_stands() -> None:
    above, below = segment("甲" * 12, 50, 50), segment("乙" * 12, 50, 200)
    assert read(above, below, tables=(one_cell(50, 80, 170, 180),)) == [above.text, "|", below.text]


def test_a_table_is_read_once_and_what_stands_beside_it_by_itself() -> None:
    table = RuledTable(
        (200.0, 300.0), (80.0, 100.0, 120.0), (RuledCell(0, 0, 1, 1), RuledCell(1, 0, 1, 1)), ((0,), (1,))
    )
    found = PageTable(table, ((segment("格", 205, 85),), ()))
    assert sorted(read(segment("疏浚", 50, 77), tables=(found,))) == ["|", "疏浚"]


def test_a_table_does_not_move_the_edges_of_the_text_around_it() -> None:
    found = blocks((one_cell(20, 80, 380, 100),), lines(["疏浚"], 50))
    assert [block.column for block in found if isinstance(block, PageLine)] == [Column(50, 70)]


def test_a_table_of_a_column_is_read_inside_that_column() -> None:
    left, right = lines([*LEFT, *LEFT], 50), lines(RIGHT, 200)
    table = one_cell(200, 50 + LINE * 4, 310, 50 + LINE * 7)
    assert read(*left, *right, tables=(table,)) == [*LEFT, *LEFT, *RIGHT, "|"]


@pytest.mark.parametrize(
    ("lefts", "edge"),
    [([50, 50, 70], 50), ([40, 50, 50], 50), ([40, 50, 70], 40), ([40, 50, 55], 50), ([70, 70, 50], 70)],
)
def test_the_edge_of_a_column_is_the_outermost_one_that_two_lines_share(lefts: list[float], edge: float) -> None:
    """A line that hangs over it alone does not move it; where no two share one it is the outermost of all."""
    found = blocks((), [segment("疏浚内河", left, 50 + LINE * at) for at, left in enumerate(lefts)])
    assert {block.column.left for block in found if isinstance(block, PageLine)} == {edge}


def test_segments_of_a_table_are_by_cell_and_those_outside_are_left() -> None:
    rulings = [Ruling(50, y, 150, y) for y in (50, 70)] + [Ruling(x, 50, x, 70) for x in (50, 100, 150)]
    inside, outside = segment("疏浚", 55, 55), segment("保洁", 55, 90)
    tables, rest = page_tables(PageContent(1, 400, 600, segments=(inside, outside), rulings=tuple(rulings)))
    assert [[[one.text for one in cell] for cell in table.texts] for table in tables] == [[["疏浚"], []]]
    assert rest == [outside]


def test_a_segment_that_runs_over_a_wall_is_parted_there() -> None:
    table = RuledTable((50, 80, 150), (50, 70), (RuledCell(0, 0, 1, 1), RuledCell(0, 1, 1, 1)), ((0, 1),))
    segments = [Segment("疏浚 内河", (50, 60, 70, 80, 90, 100), 55, 65, SIZE, (0.9, 0.8, 0.7, 0.6, 0.5), ((4, "何"),))]
    ((found,), _) = filled_tables([table], segments)
    ((left,), (right,)) = found.texts
    assert (left.text, left.confidence, left.readings) == ("疏浚 ", (0.9, 0.8, 0.7), ())
    assert (right.text, right.left, right.confidence, right.readings) == ("内河", 80, (0.6, 0.5), ((1, "何"),))


def test_a_table_without_text_is_none_and_spaces_fill_no_cell() -> None:
    table = one_cell(50, 50, 150, 70).table
    assert filled_tables([table], [segment("疏浚", 55, 90)])[0] == []
    walls = RuledTable((50, 80, 150), (50, 70), (RuledCell(0, 0, 1, 1), RuledCell(0, 1, 1, 1)), ((0, 1),))
    ((found,), _) = filled_tables([walls], [segment("疏浚  ", 60, 55)])
    assert [[one.text for one in cell] for cell in found.texts] == [["疏浚"], []]


@given(
    st.lists(
        st.tuples(st.text("疏浚内河", min_size=1, max_size=12), st.sampled_from([50, 70, 200, 330]), st.integers(0, 9)),
        max_size=30,
        unique_by=lambda one: one[1:],
    )
)
def test_each_segment_is_read_once_whatever_the_columns(placed: list[tuple[str, int, int]]) -> None:
    segments = [segment(text, left, 50 + LINE * row) for text, left, row in placed]
    found = [one for block in blocks((), segments) if isinstance(block, PageLine) for one in block.segments]
    assert sorted(map(id, found)) == sorted(map(id, segments))

"""Rules of tables that are drawn with ruled lines."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.page_content import Ruling, Segment
from corpus.formats.page_layout import PageContent, page_tables
from corpus.formats.ruled_tables import RuledCell, ruled_tables

Cells = list[tuple[int, int, int, int]]


def outlines(cells: Cells, width: float = 60, height: float = 20) -> list[Ruling]:
    """The four sides of each cell, given as row, column, down and across."""
    lines = []
    for row, column, down, across in cells:
        x0, x1 = 50 + column * width, 50 + (column + across) * width
        y0, y1 = 80 + row * height, 80 + (row + down) * height
        lines += [Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1)]
    return lines


@st.composite
def tilings(draw: st.DrawFn) -> Cells:
    """A grid of which some squares are merged: each cell takes what is free at its right and below."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    free = [[True] * columns for _ in range(rows)]
    cells: Cells = []
    for row in range(rows):
        for column in range(columns):
            if not free[row][column]:
                continue
            room = next((c for c in range(column, columns) if not free[row][c]), columns) - column
            across = draw(st.integers(1, room))
            down = draw(st.integers(1, rows - row))
            for r in range(row, row + down):
                free[r][column : column + across] = [False] * across
            cells.append((row, column, down, across))
    return cells


@given(tilings())
def test_cells_are_what_lines_enclose_merged_ones_included(cells: Cells) -> None:
    # A line of the grid is known by a cell that ends there.
    xs = sorted({c for _, column, _, across in cells for c in (column, column + across)})
    ys = sorted({r for row, _, down, _ in cells for r in (row, row + down)})
    expected = {
        RuledCell(ys.index(r), xs.index(c), ys.index(r + d) - ys.index(r), xs.index(c + a) - xs.index(c))
        for r, c, d, a in cells
    }
    found = ruled_tables(outlines(cells))
    if len(xs) > 2:
        assert len(found) == 1
        assert set(found[0].cells) == expected
    else:
        assert found == []


def test_lines_in_pieces_or_doubled_are_one_line() -> None:
    whole = outlines([(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)])
    pieces = [Ruling(x, 100.6, x + 12.5, 100.6) for x in range(50, 170, 12)]
    assert ruled_tables([*whole, *pieces])[0].cells == ruled_tables(whole)[0].cells


def test_a_table_without_lines_at_its_sides_is_closed_there() -> None:
    lines = [Ruling(50, y, 250, y) for y in (80, 100, 120)] + [Ruling(150, 80, 150, 120)]
    (table,) = ruled_tables(lines)
    assert (table.xs, len(table.cells)) == ((50, 150, 250), 4)


def test_a_frame_and_a_rule_under_a_head_are_no_tables() -> None:
    assert ruled_tables(outlines([(0, 0, 1, 1)])) == []
    assert ruled_tables([Ruling(50, 60, 500, 60)]) == []


def test_two_tables_of_a_page_are_two() -> None:
    squares = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    below = [Ruling(r.x0, r.y0 + 200, r.x1, r.y1 + 200) for r in outlines(squares)]
    assert len(ruled_tables([*outlines(squares), *below])) == 2


def test_text_that_runs_through_a_wall_is_parted_there() -> None:
    squares = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    text = "市教委市财政局"
    segment = Segment(text, tuple(80 + 10 * at for at in range(len(text) + 1)), 85, 95, 10)
    (table,), outside = page_tables(PageContent(1, 300, 300, segments=(segment,), rulings=tuple(outlines(squares))))
    assert outside == []
    assert [["".join(s.text for s in cell)] for cell in table.texts] == [["市教委"], ["市财政局"], [""], [""]]

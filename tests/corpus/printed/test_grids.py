"""Cells that span rows and columns stand where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.printed.grids import WIDEST, Spanning, grid, span


def cells(*rows: list[Spanning[str]]) -> list[str]:
    return ["".join(row.cells) for row in grid(rows, "_")]


def cell(text: str, down: int = 1, across: int = 1) -> Spanning[str]:
    return Spanning(text, down, across)


def test_a_cell_stands_in_each_row_that_it_spans() -> None:
    assert cells([cell("a", down=3), cell("b")], [cell("c")], [cell("d")], [cell("e"), cell("f")]) == [
        "ab",
        "ac",
        "ad",
        "ef",
    ]


def test_a_cell_stands_in_no_row_behind_those_that_it_spans() -> None:
    assert cells([cell("a", down=2), cell("b")], [cell("c")], [cell("d")]) == ["ab", "ac", "d"]
    assert cells([cell("a", down=3), cell("b")], [cell("c"), cell("d")], [cell("e")], [cell("f")], [cell("g")]) == [
        "ab",
        "cd",
        "ae",
        "af",
        "g",
    ]


def test_a_cell_from_above_may_stand_between_two_others() -> None:
    assert cells([cell("a"), cell("b", down=2), cell("c")], [cell("d"), cell("e")]) == ["abc", "dbe"]


def test_a_wide_cell_stands_in_its_first_column() -> None:
    assert cells([cell("a", across=2), cell("b")], [cell("c"), cell("d"), cell("e")]) == ["a_b", "cde"]


def test_a_cell_may_span_rows_and_columns() -> None:
    assert cells([cell("a", 2, 2), cell("b")], [cell("c")]) == ["a_b", "a_c"]


def test_a_row_that_fills_all_columns_leaves_the_cells_from_above_to_the_rows_after_it() -> None:
    assert cells([cell("a", down=3), cell("b")], [cell("c"), cell("d")], [cell("e")]) == ["ab", "cd", "ae"]
    assert cells([cell("a", down=2), cell("b")], [cell("c", across=2)], [cell("e")]) == ["ab", "c_", "ae"]


@pytest.mark.parametrize(
    ("row", "whole"),
    [
        ([cell("a", across=3)], True),
        ([cell("a", across=2)], False),
        ([cell("a")], False),
        ([cell("a", across=2), cell("b")], False),
    ],
)
def test_a_row_is_whole_where_its_only_cell_spans_all_columns(row: list[Spanning[str]], *, whole: bool) -> None:
    assert grid([[cell("a"), cell("b"), cell("c")], row], "_")[1].whole is whole


def test_the_only_cell_of_a_narrow_table_is_not_whole() -> None:
    assert [row.whole for row in grid([[cell("a")], [cell("b", across=2)]], "_")] == [False, True]


def test_no_table_is_wider_than_its_limit_and_no_cell_is_lost() -> None:
    assert cells([cell("a", across=999), cell("b"), cell("c", across=5)]) == ["a" + "_" * (WIDEST - 1) + "bc"]


@given(
    st.lists(
        st.lists(
            st.builds(Spanning, st.text("abc", min_size=1, max_size=1), st.integers(1, 3), st.integers(1, 3)),
            max_size=4,
        ),
        max_size=5,
    )
)
def test_every_cell_stands_in_its_own_row(rows: list[list[Spanning[str]]]) -> None:
    found = grid(rows, "_")
    assert len(found) == len(rows)
    for row, placed in zip(rows, found, strict=True):
        rest = iter(placed.cells)
        assert all(one.cell in rest for one in row)


@pytest.mark.parametrize(
    ("value", "number"),
    [("2", 2), (" 3 ", 3), ("0", 1), ("-1", 1), ("999", 999), ("1000", 1), ("２", 1), ("two", 1), ("", 1), (None, 1)],
)
def test_what_is_no_number_spans_one(value: str | None, number: int) -> None:
    assert span(value) == number

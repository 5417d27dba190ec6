"""The bars of a chart of years: where each stands, how high it is, and what is written beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_service.answer.views import IndexView
from search_service.overviews.charts import NARROW, WIDE, Chart, chart_of
from search_service.overviews.counterparts import compare
from search_service.overviews.terms import Timeline

#: Height of the bars and space above them, in units of the picture.
PLOT, TOP = 260, 64
INDEX = IndexView("g1", "2021-04-09T00:00:00+00:00", 1, 1)


def chart(totals: tuple[int, ...], occurrences: tuple[int, ...] = (), *, narrow: bool = False) -> Chart:
    years = tuple(str(2000 + at) for at in range(len(totals)))
    return chart_of(Timeline("内河", sum(totals), years, totals, occurrences, (), INDEX), narrow=narrow)


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (5, [0, 2, 4, 6]),
        (8, [0, 2, 4, 6, 8]),
        (9, [0, 5, 10]),
        (21, [0, 10, 20, 30]),
        (100, [0, 50, 100]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_lines_stand_at_round_figures_from_nought_on(most: int, steps: list[int]) -> None:
    found = chart((most,))
    assert [step for step, _ in found.lines] == steps
    assert [y for _, y in found.lines][:: len(steps) - 1] == [TOP + PLOT, TOP]


def test_a_bar_is_as_high_as_its_value_and_stands_on_the_base() -> None:
    found = chart((5, 10), (2, 0))
    heights = [[(bar.kind, bar.value, bar.height) for bar in column.bars] for column in found.columns]
    assert heights == [
        [("clauses", 5, 130.0), ("occurrences", 2, 52.0)],
        [("clauses", 10, 260.0), ("occurrences", 0, 0.0)],
    ]
    assert all(bar.y + bar.height == found.base for column in found.columns for bar in column.bars)


def test_what_was_not_counted_has_no_bars() -> None:
    assert chart((5, 10)).kinds == ("clauses",)
    assert chart((5, 10), (1, 2)).kinds == ("clauses", "occurrences")
    assert chart(()).columns == ()


def test_a_year_leads_to_its_clauses() -> None:
    (column,) = chart((5,)).columns
    assert column.url == "/search?q=text%3A%28%E5%86%85%E6%B2%B3%29&year=2000&expand=none"


def test_figures_and_years_stand_where_they_fit() -> None:
    assert (chart((1,) * 12).shows_figures, chart((1,) * 13).shows_figures) == (True, False)
    assert not chart((1,) * 12, narrow=True).shows_figures
    assert [column.shows_year for column in chart((1,) * 18).columns] == [True] * 18
    assert [column.year for column in chart((1,) * 19).columns if column.shows_year] == [
        str(2000 + at) for at in range(0, 19, 2)
    ]


COUNTS = st.integers(0, 10**6)


@given(st.lists(st.tuples(COUNTS, COUNTS), max_size=20), st.booleans())
def test_every_bar_stands_in_the_column_of_its_year_and_inside_the_picture(
    counts: list[tuple[int, int]],
    narrow: bool,  # noqa: FBT001 - hypothesis gives it by place
) -> None:
    found = chart(tuple(one for one, _ in counts), tuple(two for _, two in counts), narrow=narrow)
    assert found.width == (NARROW if narrow else WIDE)
    assert 2 <= len(found.lines) <= 6
    for column in found.columns:
        assert column.left + column.width <= found.width + 0.1
        for bar in column.bars:
            assert column.left - 0.1 <= bar.x
            assert bar.x + bar.width <= column.left + column.width + 0.1
            assert TOP - 0.1 <= bar.y <= found.base


def marked(*texts: str) -> list[str]:
    """Words apart by spaces, compared; what is added stands after +, what is dropped after -."""
    columns = compare([text.split() for text in texts])
    return ["|".join(f"{'+' * run.added}{'-' * run.dropped}{run.text}" for run in column) for column in columns]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("疏浚 内河", "疏浚 湖泊"), ["疏浚|-内河", "疏浚|+湖泊"]),
        (("疏浚 内河", "疏浚 内河"), ["疏浚内河", "疏浚内河"]),
        (("疏浚 内河", ""), ["-疏浚内河", ""]),
        (("疏浚 内河", "内河", "内河 保洁"), ["-疏浚|内河", "内河", "内河|+保洁"]),
        (("上 的 中", "下 的 外"), ["-上的中", "+下的外"]),
        (("的", "的"), ["的", "的"]),
        (("疏浚",), ["疏浚"]),
    ],
)
def test_words_are_marked_against_the_version_before_and_after(texts: tuple[str, ...], found: list[str]) -> None:
    assert marked(*texts) == found


@given(st.lists(st.lists(st.sampled_from(["疏浚", "内河", "的", "湖泊", "，"]), max_size=8), min_size=1, max_size=4))
def test_no_word_is_lost_by_a_comparison(columns: list[list[str]]) -> None:
    found = compare(columns)
    assert ["".join(run.text for run in column) for column in found] == ["".join(words) for words in columns]
    assert not any(run.added for run in found[0])
    assert not any(run.dropped for run in found[-1])

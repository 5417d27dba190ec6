"""The columns of an embedded engine: what filters pass, what facets count, and in which order hits come."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines import FacetCount, Filter, SearchRequest, Sort
from index.engines.columns import ClauseColumns, Columns, common_values, matching_positions
from index.engines.orders import ORDERS, as_day, ordinal_in, sort_keys
from index.plan import AllOf, AnyOf, Exclude, Keyword, Plan
from index.schema import ClauseRow


def entry(clause: str, date: str = "", **keywords: str | tuple[str, ...]) -> ClauseColumns:
    values = {name: (value,) if isinstance(value, str) else value for name, value in keywords.items()}
    return ClauseColumns(clause, clause[:1], values, date)


ENTRIES = (
    entry("a1", "2021-04-09", body="water", year="2021", number="linzhengfa-2021-10"),
    entry("a2", "2021-04-09", body=("water", "parks"), year="2021", number="linzhengfa-2021-10"),
    entry("b1", "2020-01-02", body="parks", year="2020", number="linzhengfa-2021-9"),
    entry("c1", "", body="police", number="anfa-2022-1"),
)
ALL = frozenset(range(len(ENTRIES)))


def found(*filters: Filter, **request: object) -> list[str]:
    hits = Columns(ENTRIES).answer(ALL, SearchRequest(None, filters, **request))  # type: ignore[arg-type]
    return [ENTRIES[ordinal].clause for ordinal in hits.ordinals]


@pytest.mark.parametrize(
    ("filters", "clauses"),
    [
        ([Filter("body", ("parks",))], ["a2", "b1"]),
        ([Filter("body", ("parks", "police"))], ["a2", "b1", "c1"]),
        ([Filter("body", ("parks",)), Filter("body", ("water",))], ["a2"]),
        ([Filter("body", ("parks",)), Filter("year", ("2020",))], ["b1"]),
        ([Filter("body", ("nobody",))], []),
        ([Filter("date", low="2021-04-09")], ["a1", "a2"]),
        ([Filter("date", high="2021-04-08")], ["b1"]),
        ([Filter("date", low="2020-01-02", high="2020-01-02")], ["b1"]),
        ([Filter("date")], ["a1", "a2", "b1"]),
        ([Filter("clause", ("c1", "a1", "z9"))], ["a1", "c1"]),
    ],
)
def test_values_of_one_filter_are_alternatives_and_all_filters_must_hold(
    filters: list[Filter], clauses: list[str]
) -> None:
    assert found(*filters) == clauses


@pytest.mark.parametrize(
    ("sort", "clauses"),
    [
        (Sort.NEWEST, ["a1", "a2", "b1", "c1"]),
        (Sort.RELEVANCE, ["a1", "a2", "b1", "c1"]),
        (Sort.OLDEST, ["b1", "a1", "a2", "c1"]),
        (Sort.NUMBER, ["c1", "b1", "a1", "a2"]),
    ],
)
def test_clauses_without_a_date_come_last_and_serials_are_counted(sort: Sort, clauses: list[str]) -> None:
    assert found(sort=sort) == clauses


@pytest.mark.parametrize(
    ("offset", "limit", "clauses"), [(0, 1, ["a1"]), (1, 2, ["a2", "b1"]), (3, 9, ["c1"]), (9, 9, []), (0, 0, [])]
)
def test_a_page_is_cut_from_the_order(offset: int, limit: int, clauses: list[str]) -> None:
    assert found(offset=offset, limit=limit) == clauses


def test_a_facet_is_counted_without_its_own_filter_and_with_all_others() -> None:
    request = SearchRequest(None, (Filter("body", ("parks",)), Filter("year", ("2021",))), facets=("body", "year"))
    facets = Columns(ENTRIES).answer(ALL, request).facets
    assert facets["body"] == (FacetCount("water", 2), FacetCount("parks", 1))
    assert facets["year"] == (FacetCount("2020", 1), FacetCount("2021", 1))


def test_a_facet_counts_what_the_query_matches_alone() -> None:
    facets = Columns(ENTRIES).answer({2, 3}, SearchRequest(None, facets=("body",))).facets
    assert facets["body"] == (FacetCount("parks", 1), FacetCount("police", 1))


def test_of_a_facet_the_commonest_values_are_given_and_those_that_were_chosen() -> None:
    request = SearchRequest(None, (Filter("body", ("d", "z")), Filter("year", ("c",))), facet_size=2)
    counts = [("a", 1), ("b", 5), ("c", 1), ("d", 1)]
    assert common_values("body", counts, request) == (FacetCount("b", 5), FacetCount("a", 1), FacetCount("d", 1))


def test_a_row_that_was_given_again_counts_by_its_last_position_only() -> None:
    columns = Columns((*ENTRIES, entry("a1", "2022-05-01", body="police")))
    everything = frozenset(range(5))
    assert columns.count(everything, ()) == 4
    assert columns.tally(everything, (), "body") == {"water": 1, "parks": 2, "police": 2}
    assert columns.answer(everything, SearchRequest(None, limit=1)).ordinals == (4,)
    assert columns.count({0}, ()) == 0


def test_clauses_are_counted_and_tallied_within_filters() -> None:
    columns = Columns(ENTRIES)
    assert columns.count({0, 2, 3}, (Filter("year", ("2020", "2021")),)) == 2
    assert columns.tally(ALL, (Filter("year", ("2021",)),), "body") == {"water": 2, "parks": 1}


def test_a_field_outside_the_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Columns(ENTRIES).tally(ALL, (Filter("nothing", ("x",)),), "body")
    with pytest.raises(ValueError, match="nothing"):
        Columns(ENTRIES).count(ALL, (Filter("nothing", ("x",)),))


A, B = Keyword("body", "a"), Keyword("body", "b")
FOUND = {"a": {1, 2}, "b": {2, 3}}


@pytest.mark.parametrize(
    ("plan", "positions"),
    [
        (A, {1, 2}),
        (AllOf((A, B)), {2}),
        (AnyOf((A, B)), {1, 2, 3}),
        (Exclude(A), {0, 3}),
        (AllOf(()), {0, 1, 2, 3}),
        (AnyOf(()), set()),
        (AllOf((A, Exclude(B))), {1}),
        (AnyOf((A, Exclude(B))), {0, 1, 2}),
    ],
)
def test_a_plan_joins_the_positions_of_its_parts(plan: Plan, positions: set[int]) -> None:
    def find(leaf: object) -> set[int]:
        assert isinstance(leaf, Keyword)
        return FOUND[leaf.value]

    assert matching_positions(plan, find, {0, 1, 2, 3}) == positions


def test_nothing_more_is_looked_for_where_nothing_is_left() -> None:
    asked: list[object] = []

    def find(leaf: object) -> set[int]:
        asked.append(leaf)
        return set()

    assert matching_positions(AllOf((A, B)), find, {0, 1}) == set()
    assert asked == [A]


def test_a_day_is_a_number_of_eight_figures() -> None:
    assert as_day("2024-02-07") == 20_240_207


NUMBERS = st.sampled_from(["", "anfa-2021-9", "anfa-2021-10", "anfa-2020-11", "linzhengfa-2021-1", "unnumbered"])
DATES = st.sampled_from(["", "2020-01-02", "2021-04-09", "2021-10-01"])
ROWS = st.lists(st.tuples(st.sampled_from("abc"), DATES, NUMBERS), min_size=1, max_size=8)


def as_rows(drawn: Iterable[tuple[str, str, str]]) -> list[ClauseRow]:
    return [
        ClauseRow(f"{document}{at}", document, {}, {"number": (number,)} if number else {}, date)
        for at, (document, date, number) in enumerate(drawn)
    ]


@given(ROWS, st.sampled_from(Sort))
def test_an_engine_that_sorts_by_one_field_has_the_same_order(drawn: list[tuple[str, str, str]], sort: Sort) -> None:
    rows = as_rows(drawn)
    keys = {row.clause: sort_keys(row, position)[ORDERS[sort]] for position, row in enumerate(rows)}
    by_key = sorted(rows, key=lambda row: keys[row.clause])
    columns = Columns(map(ClauseColumns.of, rows))
    hits = columns.answer(frozenset(range(len(rows))), SearchRequest(None, sort=sort))
    assert [rows[ordinal] for ordinal in hits.ordinals] == by_key
    assert [ordinal_in(keys[row.clause]) for row in by_key] == [*hits.ordinals]

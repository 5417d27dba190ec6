"""Sparse scores say what a column over all clauses would say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.knowledge.arrays import SparseScores, idf

COLUMNS = st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0, 3.25]), min_size=1, max_size=30)


@given(COLUMNS)
def test_a_clause_has_the_score_of_the_column(column: list[float]) -> None:
    scores = SparseScores.of(np.array(column, dtype=np.float32))
    assert scores.at(np.arange(len(column))).tolist() == column
    assert (scores.values != 0).all()


@given(COLUMNS)
def test_mean_and_deviation_are_over_all_clauses_those_without_a_score_too(column: list[float]) -> None:
    mean, deviation = SparseScores.of(np.array(column, dtype=np.float32)).moments()
    assert mean == pytest.approx(np.mean(column))
    assert deviation == pytest.approx(np.std(column), abs=1e-6)


def test_an_archive_of_no_clauses_has_no_scores() -> None:
    nothing = SparseScores.of(np.zeros(0, dtype=np.float32))
    assert nothing.moments() == (0, 0)
    assert nothing.at(np.zeros(0, dtype=np.int64)).tolist() == []


def test_what_fewer_clauses_hold_tells_more_and_what_all_hold_tells_something() -> None:
    assert idf(100, 1) > idf(100, 50) > idf(100, 100) > 0

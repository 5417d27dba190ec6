"""Terms are compared by their first components, and the nearest of them whole."""

from pathlib import Path

import numpy as np
import pytest

from index.knowledge import term_vectors
from index.knowledge.encoders import Matrix
from index.knowledge.term_vectors import TermVectors, write_term_vectors


def drawn(count: int, dimensions: int = 64) -> Matrix:
    """Unit vectors that spread along few axes, as those of words do."""
    random = np.random.default_rng(5)
    spread = random.normal(size=(count, dimensions)) * np.linspace(3, 0.2, dimensions)
    rotated = spread @ np.linalg.qr(random.normal(size=(dimensions, dimensions)))[0]
    return (rotated / np.linalg.norm(rotated, axis=1, keepdims=True)).astype(np.float32)


def written(folder: Path, vectors: Matrix) -> TermVectors:
    write_term_vectors(folder, "use", vectors)
    return TermVectors(folder, "use")


def test_the_nearest_of_each_query_are_there_with_how_near_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(term_vectors, "_FIRST", 48)
    monkeypatch.setattr(term_vectors, "_WHOLE", 100)
    vectors, queries = np.split(drawn(2010), [2000])
    rows, near = written(tmp_path, vectors).near(queries)
    assert len(rows) < 1900
    assert near == pytest.approx(vectors[rows] @ queries.T, abs=2e-3)
    for query, exact in enumerate(queries @ vectors.T):
        assert {*np.argsort(-exact)[:10].tolist()} <= {*rows.tolist()}, query


def test_other_terms_that_are_asked_for_are_there_however_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_vectors, "_WHOLE", 5)
    vectors = drawn(300)
    farthest = np.argsort(vectors @ vectors[0])[:2].tolist()
    rows, _ = written(tmp_path, vectors).near(vectors[:1], farthest)
    assert {*farthest} <= {*rows.tolist()}
    assert 7 <= len(rows) < 100


def test_few_terms_are_all_compared_whole(tmp_path: Path) -> None:
    opened = written(tmp_path, drawn(20))
    rows, near = opened.near(drawn(3), [4])
    assert (len(opened), rows.tolist(), near.shape) == (20, [*range(20)], (20, 3))


def test_without_terms_nothing_is_near(tmp_path: Path) -> None:
    rows, near = written(tmp_path, np.zeros((0, 64), np.float32)).near(drawn(2))
    assert (rows.tolist(), near.shape) == ([], (0, 2))

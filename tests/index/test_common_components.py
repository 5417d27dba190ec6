"""What all vectors of an encoder have in common tells no text from another, and is left out."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.knowledge.common_components import CommonComponents

Matrix = NDArray[np.float32]
SIZE, DIMENSIONS = 600, 16


def _of_length_1(vectors: NDArray[np.float64]) -> Matrix:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture
def leaning_one_way() -> Matrix:
    """Texts that differ in all dimensions a little, all far out in the first, and more or less so in the second."""
    drawn = np.random.default_rng(1).normal(size=(SIZE, DIMENSIONS))
    drawn[:, 0] = 9
    drawn[:, 1] *= 9
    return _of_length_1(drawn)


def test_what_varies_most_is_what_all_have_in_common(leaning_one_way: Matrix) -> None:
    found = CommonComponents.of(leaning_one_way, most=1)
    assert abs(found.directions[0, 1]) > 0.9
    assert found.mean[0] > 0.5


def test_the_rest_has_nothing_in_common(leaning_one_way: Matrix) -> None:
    found = CommonComponents.of(leaning_one_way, most=3)
    rests = np.stack([found.rest(one) for one in leaning_one_way])
    assert found.directions.shape == (3, DIMENSIONS)
    assert np.abs(rests.mean(axis=0)).max() < 1e-5
    assert np.abs(rests @ found.directions.T).max() < 1e-5


def test_the_rests_of_many_are_those_of_each_at_length_1(leaning_one_way: Matrix) -> None:
    found = CommonComponents.of(leaning_one_way, most=3)
    rests = np.stack([found.rest(one) for one in leaning_one_way])
    lengths = np.linalg.norm(rests, axis=1, keepdims=True)
    assert found.rests(leaning_one_way) == pytest.approx(rests / lengths, abs=1e-3)


@pytest.mark.parametrize(("vectors", "directions"), [(1, 0), (99, 0), (250, 2), (600, 5)])
def test_few_vectors_tell_few_directions(leaning_one_way: Matrix, vectors: int, directions: int) -> None:
    found = CommonComponents.of(leaning_one_way[:vectors], most=5)
    assert len(found.directions) == directions
    assert np.isfinite(found.rests(leaning_one_way)).all()

"""Products of vectors in half precision are those of the same vectors in single precision, but for rounding."""

import numpy as np
import pytest

from index.knowledge.half_precision import products

pytest.importorskip("numkong")


@pytest.mark.parametrize("rows", [1, 2, 33, 500])
@pytest.mark.parametrize("dimensions", [1, 7, 384, 512])
def test_they_differ_by_rounding_only(rows: int, dimensions: int) -> None:
    drawn = np.random.default_rng(rows * dimensions)
    vectors = drawn.normal(size=(rows, dimensions)) / np.sqrt(dimensions)
    asked = drawn.normal(size=dimensions) / np.sqrt(dimensions)
    found = products(vectors.astype(np.float16), asked.astype(np.float32))
    assert found.dtype == np.float32
    assert found == pytest.approx(vectors @ asked, abs=2e-3)


def test_without_rows_there_are_none() -> None:
    assert products(np.zeros((0, 512), dtype=np.float16), np.zeros(512, dtype=np.float32)).shape == (0,)

"""A matrix that does not fit in memory is written some rows at a time, in the format that numpy reads."""

from pathlib import Path

import numpy as np
import pytest

from index.knowledge.rows_file import RowsFile, row_blocks


@pytest.mark.parametrize("portions", [[], [0], [3], [4, 0, 9]])
def test_what_was_added_in_portions_is_read_as_one_matrix(tmp_path: Path, portions: list[int]) -> None:
    added = [np.arange(rows * 2, dtype=np.float32).reshape(rows, 2) for rows in portions]
    with RowsFile(tmp_path / "rows.npy", np.float16, 2) as file:
        for rows in added:
            file.add(rows)
        assert file.size == sum(portions)
    read = np.load(tmp_path / "rows.npy", mmap_mode="r")
    assert read.dtype == np.float16
    assert np.array_equal(read, np.concatenate([np.zeros((0, 2)), *added]))


def test_blocks_are_all_the_rows_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.knowledge.rows_file._BLOCK", 3)
    assert [block.tolist() for block in row_blocks(np.arange(7))] == [[0, 1, 2], [3, 4, 5], [6]]

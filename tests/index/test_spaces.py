"""What every engine space does alike, over each engine that can be chosen by URL."""

import pytest

from index.engines import EngineSpace
from index.errors import RebuildError
from index.schema import ClauseRow

from .conftest import written


def test_a_space_lists_serves_and_drops_its_generations(space: EngineSpace, some_rows: list[ClauseRow]) -> None:
    assert (space.generations(), space.serving()) == ((), None)
    for name in ("g1", "g2"):
        written(space, name, some_rows).close()
    assert space.generations() == ("g1", "g2")
    assert space.serving() is None
    for name in ("g2", "g1"):
        space.serve(name)
        assert space.serving() == name
    space.drop("g2")
    space.drop("g2")
    assert space.generations() == ("g1",)
    space.drop("g1")
    assert space.generations() == ()


def test_a_generation_is_there_for_others_when_its_manifest_is(space: EngineSpace, some_rows: list[ClauseRow]) -> None:
    written(space, "g1", some_rows).close()
    assert space.manifest("g1") is None
    files = {"manifest.json": b"{}", "large": bytes(range(256)) * 20_000, "empty": b"", "below/one": b"1"}
    for name, content in files.items():
        path = space.folder("g1") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    space.publish("g1")
    assert space.manifest("g1") == b"{}"
    folder = space.fetch("g1")
    assert {name: (folder / name).read_bytes() for name in files} == files
    space.drop("g1")
    assert space.manifest("g1") is None


def test_what_is_given_up_is_dropped_like_any_other(space: EngineSpace, some_rows: list[ClauseRow]) -> None:
    writer = space.writer("g1")
    writer.add(some_rows)
    writer.abort()
    space.drop("g1")
    assert space.generations() == ()


def test_one_process_changes_an_index_at_a_time(space: EngineSpace) -> None:
    for _ in range(2):
        with space.alone(), pytest.raises(RebuildError, match="Another rebuild"), space.alone():
            pass

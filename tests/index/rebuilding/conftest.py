"""The generations of each engine, over small archives, as installed without the extra ``semantic``."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index
from index.engines import SearchRequest
from index.query import parse_query
from tests.index.conftest import EMBEDDED

Open = Callable[[str], index.Snapshot]
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _small(without_semantic: None) -> None:
    """No test here asks for what the extra adds; the five gazettes are indexed with it."""


@pytest.fixture(params=EMBEDDED)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"{request.param}:{tmp_path / 'index'}"


@pytest.fixture
def index_folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opened() -> Iterator[Open]:
    indexes: list[index.Snapshot] = []

    def open_(url: str) -> index.Snapshot:
        indexes.append(index.open_index(url))
        return indexes[-1]

    yield open_
    for one in indexes:
        one.close()


@pytest.fixture
def rich(tmp_path: Path, write_notice: Write) -> Path:
    """Three files of one document each, and a copy of the second whose document is there already."""
    folder = tmp_path / "rich"
    for serial, title in ((3, "全民健身办法"), (5, "体育环境治理行动计划"), (7, "污染防治办法")):
        write_notice(folder, serial, title)
    shutil.copy(folder / "5.txt", folder / "6.txt")
    return folder


def generations(index_folder: Path) -> set[str]:
    return {entry.name for entry in (index_folder / "generations").iterdir()}


def found(opened: index.Snapshot, query: str) -> list[str]:
    return opened.known.values.ids(opened.engine.search(SearchRequest(parse_query(query).tree)).ordinals)

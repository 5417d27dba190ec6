"""An index of a few notices in the cluster, as installed without the extra ``semantic``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

import index
from reliability.nodes import Cluster

PLAIN = index.RebuildOptions(vectors=False)
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _small(without_semantic: None) -> None:
    """No test here asks for what the extra adds."""


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    """The URL of an index that is not there yet."""
    name = f"t{uuid4().hex}"
    yield cluster.url(name)
    cluster.remove(name)


@pytest.fixture
def whole(cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, whose nodes a test may kill; afterwards all of them run again."""
    if not cluster.is_ours:
        pytest.skip("the nodes of this cluster are not ours to kill")
    yield cluster
    for node in cluster.nodes:
        if node.process is None:
            cluster.start(node)
    cluster.wait(status="green")


@pytest.fixture
def notices(tmp_path: Path, write_notice: Write) -> Path:
    """A corpus of three documents of three clauses each."""
    folder = tmp_path / "notices"
    for serial, title in ((3, "全民健身办法"), (5, "体育环境治理行动计划"), (7, "污染防治办法")):
        write_notice(folder, serial, title)
    return folder


def rebuild(corpus: Path, url: str) -> str:
    """Rebuild the index; the id of the new generation."""
    return index.rebuild(corpus, url, options=PLAIN).generation

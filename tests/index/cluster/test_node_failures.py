"""Nodes are killed: no search fails, none is answered in part, a rebuild ends or leaves what was."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest

import index
from corpus.errors import GongbaoError
from index.engines import SearchRequest, Sort, open_space
from index.query import parse_query
from index.schema import FACETS
from reliability.nodes import Cluster, Node
from search_service import Settings, create_app
from search_service.web.admission import COME_AGAIN

from .conftest import Write, rebuild

QUERIES = ("体育场馆", "健身 办法", "污染防治 OR 环境", "-健身", "体*", "")


def asked(query: str) -> SearchRequest:
    return SearchRequest(parse_query(query).tree, sort=Sort.NUMBER, facets=FACETS)


def test_two_thousand_searches_while_nodes_are_killed_are_all_answered_right(
    whole: Cluster, notices: Path, url: str
) -> None:
    rebuild(notices, url)
    engine = index.open_index(url).engine
    right = {query: engine.search(asked(query)) for query in QUERIES}
    wrong: list[object] = []

    def search(count: int) -> None:
        for number in range(count):
            query = QUERIES[number % len(QUERIES)]
            try:
                hits: object = engine.search(asked(query))
            except GongbaoError as error:
                hits = error
            if hits != right[query]:
                wrong.append((query, hits))

    for is_manager in (False, True):
        searching = [threading.Thread(target=search, args=(250,)) for _ in range(4)]
        for thread in searching:
            thread.start()
        killed = victim(whole, is_manager=is_manager)
        killed.kill()
        whole.start(killed)
        for thread in searching:
            thread.join()
        whole.wait(status="green")
    assert wrong == []


def victim(cluster: Cluster, *, is_manager: bool) -> Node:
    """The node that manages the cluster, or one that does not."""
    manager = cluster.manager()
    return next(node for node in cluster.nodes if (node is manager) == is_manager)


@pytest.mark.parametrize("is_manager", [True, False])
def test_a_node_that_is_killed_during_a_rebuild_costs_time_or_nothing_else(
    whole: Cluster, notices: Path, url: str, write_notice: Write, *, is_manager: bool
) -> None:
    serving = rebuild(notices, url)
    write_notice(notices, 9)
    killed = victim(whole, is_manager=is_manager)
    made = serving
    with suppress(index.RebuildError):
        options = index.RebuildOptions(vectors=False, progress=lambda _: killed.kill())
        made = index.rebuild(notices, url, options=options).generation
    space = open_space(url)
    assert space.serving() == made
    problems = index.check(notices, url)
    assert [one.code for one in problems] == ([] if made != serving else ["out_of_step"])


def test_without_any_node_the_service_says_so_and_recovers_by_itself(whole: Cluster, notices: Path, url: str) -> None:
    rebuild(notices, url)
    client = create_app(Settings(index=url)).test_client()
    assert client.get("/api/v1/search?q=体育场馆").status_code == 200
    for node in whole.nodes:
        node.kill()
    for number in range(3):
        answer = client.get(f"/api/v1/search?q=体育场馆{number}")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == str(COME_AGAIN)
        assert "127.0.0.1" not in answer.text
    for node in whole.nodes:
        whole.start(node)
    whole.wait(status="green")
    assert client.get("/api/v1/search?q=体育场馆").status_code == 200
    assert client.get("/api/v1/search?q=健身办法").status_code == 200

"""The five gazettes in a cluster answer as they do on one machine, to the last hit and count."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

import index
from evaluation.sets import own
from reliability.nodes import Cluster
from search_service.answer.records import record
from search_service.library import Library
from search_service.search import search

from .conftest import PLAIN

QUERIES = [query.text for query in own().queries]
OPERATORS = [
    "污染防治 -扬尘",
    '"公共体育设施" OR 绿化',
    "title:管理办法 (酒店 | 文物)",
    "monitor*",
    "水*",
    "body:水务局 第3条",
    "-通知",
]
FACETS = "body,year,issue,category,doc_type,kind,lead"


@pytest.fixture(scope="module")
def libraries(
    cluster: Cluster, gazettes_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Library, Library]]:
    """The same corpus on one machine and in the cluster."""
    name = f"t{uuid4().hex}"
    here, there = f"whoosh:{tmp_path_factory.mktemp('here')}", cluster.url(name)
    for url in (here, there):
        index.rebuild(gazettes_folder, url, options=PLAIN)
    yield Library(here), Library(there)
    cluster.remove(name)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "number"])
def test_every_answer_is_the_same(libraries: tuple[Library, Library], sort: str) -> None:
    for query in (*QUERIES, *OPERATORS):
        asked = {"q": [query], "facets": [FACETS], "sort": [sort], "per_page": ["50"]}
        here, there = (record(replace(search(one, asked), index=None)) for one in libraries)
        assert here == there, query


@pytest.mark.parametrize("filters", [{"year": ["2021"]}, {"kind": ["table_row"]}, {"date_from": ["2021-03"]}])
def test_filters_and_scopes_are_the_same(libraries: tuple[Library, Library], filters: dict[str, list[str]]) -> None:
    for query in ("环境", "市水务局 治理", ""):
        for scope in ("clause", "document", "issue"):
            asked = {"q": [query], "facets": [FACETS], "scope": [scope], **filters}
            here, there = (record(replace(search(one, asked), index=None)) for one in libraries)
            assert here == there, (query, scope)

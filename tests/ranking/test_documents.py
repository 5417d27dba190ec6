"""A document that is about what was asked speaks for its clauses, less than they do for themselves."""

from collections.abc import Iterator

import pytest

from index import open_index
from index.engines import SearchRequest
from index.generation.companions import open_retriever
from index.query import parse
from index.scoring.found import Found, Options
from index.scoring.retrieval import Retriever

HOTELS = "酒店 备案"


@pytest.fixture(scope="module")
def retriever(built_index: str) -> Iterator[Retriever]:
    index = open_index(built_index)
    yield open_retriever(index)
    index.close()


def _search(retriever: Retriever, text: str, *off: str) -> Found:
    query = parse(text)
    return retriever.search(query, SearchRequest(query.tree, limit=50), Options(off=frozenset(off)))


def _gains(found: Found) -> dict[str, set[float]]:
    """What the clauses of each document gain by it."""
    gains: dict[str, set[float]] = {}
    for clause, parts in found.parts.items():
        gains.setdefault(clause.split("/")[0], set()).add(parts["document"])
    return gains


def test_all_clauses_of_a_document_gain_the_same(retriever: Retriever) -> None:
    gains = _gains(_search(retriever, HOTELS))
    assert len(gains) > 1
    assert all(len(found) == 1 for found in gains.values())


@pytest.mark.parametrize("text", [HOTELS, "hotel registration"])
def test_the_document_about_the_subject_gains_most(retriever: Retriever, text: str) -> None:
    found = _search(retriever, text)
    gains = _gains(found)
    about = found.hits.hits[0].clause.split("/")[0]
    assert max(gains, key=lambda document: max(gains[document])) == about
    assert max(gains[about]) > 0


def test_a_clause_speaks_more_for_itself_than_its_document_does(retriever: Retriever) -> None:
    found = _search(retriever, HOTELS)
    parts = found.parts[found.hits.hits[0].clause]
    assert parts["lexical"] > parts["document"]


def test_it_can_be_switched_off(retriever: Retriever) -> None:
    found = _search(retriever, HOTELS, "documents")
    assert found.hits.hits
    assert all("document" not in parts for parts in found.parts.values())

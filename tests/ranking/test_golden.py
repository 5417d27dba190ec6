"""Where each of our judged queries finds its answer. Bad ranks stay on record; ``--golden=write`` writes them anew."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.__main__ import rankings
from evaluation.measures import figures, read_queries
from index import open_index
from index.generation.companions import open_retriever
from index.knowledge.encoders import ENCODERS
from index.scoring.retrieval import Retriever

GOLDEN = Path(__file__).parent / "golden.json"
COMPARED = ("all", "without vectors")


@pytest.fixture(scope="module")
def retriever(built_index: str) -> Iterator[Retriever]:
    if not ENCODERS["use"].available:
        pytest.skip("the extra `semantic` is not installed")
    index = open_index(built_index)
    yield open_retriever(index)
    index.close()


def test_there_are_enough_queries_of_both_languages() -> None:
    queries = read_queries()
    assert len(queries) >= 40
    assert {query.lang for query in queries} == {"zh", "en", "mixed"}
    assert len({query.query for query in queries}) == len(queries)


def test_ranks_are_as_recorded(retriever: Retriever, request: pytest.FixtureRequest) -> None:
    queries = read_queries()
    asks = dict(rankings(retriever))
    found: dict[str, object] = {}
    for name in COMPARED:
        answers = [asks[name](query.query) for query in queries]
        measured = figures(queries, answers)
        ranks = {query.query: query.rank(answer) for query, answer in zip(queries, answers, strict=True)}
        found[name] = {
            "found@1": measured.found1,
            "found@5": measured.found5,
            "MRR": measured.mrr,
            "nDCG@10": measured.ndcg,
            "ranks": ranks,
        }
    if request.config.getoption("--golden") == "write":
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_the_same_query_gives_the_same_order_every_time(retriever: Retriever) -> None:
    ask = dict(rankings(retriever))["all"]
    for query in read_queries()[::7]:
        assert ask(query.query) == ask(query.query)


def test_every_part_together_is_better_than_words_alone(retriever: Retriever) -> None:
    queries = read_queries()
    asks = dict(rankings(retriever))
    whole, words = (figures(queries, [asks[name](query.query) for query in queries]) for name in ("all", "BM25, words"))
    assert whole.ndcg > words.ndcg
    assert whole.found5 >= 0.9

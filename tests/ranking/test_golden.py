"""How well each of our judged queries is answered. Bad figures stay on record; ``--golden=write`` writes them anew."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.__main__ import table
from evaluation.archives import Archive
from evaluation.measures import found, mean, ndcg
from evaluation.sets import Judged, own
from index import open_index
from index.knowledge.encoders import ENCODERS

GOLDEN = Path(__file__).parent / "golden.json"
COMPARED = {"all": frozenset[str](), "without vectors": frozenset({"vectors"})}


@pytest.fixture(scope="module")
def archive(built_index: str) -> Iterator[Archive]:
    if not ENCODERS["use"].available:
        pytest.skip("the extra `semantic` is not installed")
    snapshot = open_index(built_index)
    yield Archive(snapshot)
    snapshot.close()


def judged() -> list[Judged]:
    return [query for query in own().queries if isinstance(query, Judged)]


def test_there_are_enough_queries_of_both_languages() -> None:
    queries = judged()
    assert len(queries) >= 40
    assert {query.kind.split(":")[0] for query in queries} == {"zh", "en", "mixed"}
    assert len({query.text for query in queries}) == len(queries)


def test_answers_are_as_good_as_recorded(archive: Archive, request: pytest.FixtureRequest) -> None:
    measured = {}
    for name, off in COMPARED.items():
        values = {query.text: round(query.ndcg(archive.ask(query.text, {}, off)), 3) for query in judged()}
        measured[name] = {"nDCG@10": round(mean([*values.values()]), 3), "queries": values}
    if request.config.getoption("--golden") == "write":
        GOLDEN.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert measured == json.loads(GOLDEN.read_text("utf-8"))


def test_the_table_has_plain_bm25_beside_the_search(archive: Archive) -> None:
    lines = list(table(own(), archive))
    assert [line.split("nDCG")[0].strip() for line in lines] == ["search", "BM25 of pairs"]
    assert all("all 0." in line for line in lines)


def test_a_unit_counts_once_and_an_ideal_answer_is_1() -> None:
    assert ndcg([3, 2], [2, 3]) == pytest.approx(1.0)
    assert ndcg([0, 3], [3]) < 1
    assert ndcg([1], []) == 0


def test_the_measures_of_ranks() -> None:
    measured = found([1, 2, 11, None])
    assert (measured.first, measured.ten, measured.hundred) == (0.25, 0.5, 0.75)
    assert measured.mrr == pytest.approx(1.5 / 4)

"""An archive too large for a lexicon of its clauses: the engine's best and the nearest in meaning, fused."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import UserError
from index.engines import Filter, SearchRequest, Sort, open_engine
from index.generation.generations import ENGINE, STORE
from index.generation.lexicon_writing import write_vocabulary
from index.knowledge.encoders import ENCODERS
from index.knowledge.encoding import Encoding
from index.knowledge.lexicon import LEXICON
from index.knowledge.neighbours import Neighbours, is_installed, write_neighbours
from index.knowledge.vectors import write_vectors
from index.query import parse
from index.scoring.found import DOCUMENT, Found, Options
from index.scoring.retrieval import Retriever
from index.store import Store
from index.understanding.suggesting import Suggester

pytestmark = pytest.mark.skipif(
    not ENCODERS["use"].available or not is_installed(), reason="the extras `semantic` and `tantivy` are not installed"
)
MOST = 5000


@pytest.fixture(scope="module")
def generation(built_index: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five gazettes as a rebuild would leave them if they were a large archive."""
    built = next(Path(built_index.partition(":")[2]).glob("generations/*"))
    folder = tmp_path_factory.mktemp("wide") / "generation"
    cache = tmp_path_factory.mktemp("cache")
    folder.mkdir()
    shutil.copytree(built / ENGINE, folder / ENGINE)
    shutil.copy(built / STORE, folder / STORE)
    for kept in (built.parents[1] / "cache").glob("use-*"):
        shutil.copy(kept, cache)
    store, engine = Store(folder / STORE), open_engine("whoosh", folder / ENGINE)
    contents = write_vocabulary(folder, store, engine.terms("text"))
    with Encoding(ENCODERS["use"], cache) as encoded:
        write_vectors(folder, encoded, store, contents)
        write_neighbours(folder, encoded, store)
    store.close()
    engine.close()
    return folder


@pytest.fixture(scope="module")
def retriever(generation: Path) -> Iterator[Retriever]:
    store, engine = Store(generation / STORE), open_engine("whoosh", generation / ENGINE)
    yield Retriever(engine, store, generation)
    store.close()
    engine.close()


def ask(retriever: Retriever, text: str, *filters: Filter, **more: object) -> Found:
    query = parse(text)
    request = replace(SearchRequest(query.tree, filters), **more)  # type: ignore[arg-type]
    return retriever.search(query, request)


def found(answer: Found) -> list[str]:
    return [hit.clause for hit in answer.hits.hits]


def test_its_lexicon_is_a_vocabulary(retriever: Retriever) -> None:
    assert retriever.lexicon is None
    assert retriever.vocabulary is not None
    assert retriever.vocabulary.clauses > 1000
    assert retriever.vocabulary.frequency("酒店") > 10
    assert retriever.vocabulary.contents.glosses["hotel"]


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("hotel deposit", "jingwenlvfa-2023-83/"),
        ("community correction volunteers", "jingsifa-2023-"),
        ("酒店 无障碍设施", "jingwenlvfa-2023-83/chp_3__"),
        ("京政办发〔2024〕4号", "jingzhengbanfa-2024-4/"),
        ("Jingwenlvfa[2023]No. 83", "jingwenlvfa-2023-83/"),
        ("京文旅发 83号", "jingwenlvfa-2023-83/"),
    ],
)
def test_both_languages_and_numbers_find_their_document_near_the_top(
    retriever: Retriever, query: str, clause: str
) -> None:
    assert any(one.startswith(clause) for one in found(ask(retriever, query))[:3])


def test_words_that_enough_clauses_have_bring_only_these_and_meaning_orders_them(retriever: Retriever) -> None:
    answer = ask(retriever, "污染防治", limit=200)
    assert not answer.relaxed
    exactly = retriever._engine.search(SearchRequest(parse("污染防治").tree, limit=MOST))
    assert answer.hits.count == exactly.count
    assert {*found(answer)} <= {hit.clause for hit in exactly.hits}
    scores = [hit.score for hit in answer.hits.hits]
    assert scores == sorted(scores, reverse=True)


def test_no_filter_is_left_by_what_is_near_in_meaning(retriever: Retriever) -> None:
    answer = ask(retriever, "hotel guests and their rights", Filter("year", ("2024",)), limit=100)
    assert answer.relaxed
    assert answer.hits.count
    clauses = retriever._store.clauses(found(answer))
    issues = {head.issue for head in retriever._store.document_heads({c.document for c in clauses.values()}).values()}
    assert {issue for issue in issues if issue} == {"bj-2024-14"}


def test_pages_neither_overlap_nor_leave_gaps(retriever: Retriever) -> None:
    whole = found(ask(retriever, "垃圾 分类 处理", limit=40))
    parts = [found(ask(retriever, "垃圾 分类 处理", offset=start, limit=10)) for start in (0, 10, 20, 30)]
    assert [one for part in parts for one in part] == whole


def test_a_page_across_the_end_of_what_is_put_in_a_new_order_repeats_nothing(retriever: Retriever) -> None:
    whole = found(ask(retriever, "污染防治", limit=MOST))
    pages = [found(ask(retriever, "污染防治", offset=start, limit=30)) for start in range(0, len(whole), 30)]
    assert len(whole) > 210
    assert [one for page in pages[:7] for one in page] == whole[:210]
    assert sorted(one for page in pages for one in page) == sorted(whole)


@pytest.mark.parametrize("query", ["2024年第14期", "第14期", "2019年3月"])
def test_a_reference_that_leaves_no_word_does_not_find_everything(retriever: Retriever, query: str) -> None:
    exactly = retriever._engine.search(SearchRequest(parse(query).tree, limit=1))
    assert ask(retriever, query).hits.count == exactly.count


def test_another_order_than_by_relevance_is_the_engines(retriever: Retriever) -> None:
    answer = ask(retriever, "污染防治", sort=Sort.OLDEST, limit=5)
    expected = retriever._engine.search(SearchRequest(parse("污染防治").tree, sort=Sort.OLDEST, limit=5))
    assert found(answer) == [hit.clause for hit in expected.hits]


def test_an_explicit_query_finds_exactly_what_the_engine_finds(retriever: Retriever) -> None:
    answer = ask(retriever, "title:酒店 -备案", limit=MOST)
    expected = retriever._engine.search(SearchRequest(parse("title:酒店 -备案").tree, limit=MOST))
    assert found(answer) == [hit.clause for hit in expected.hits]


def test_nothing_but_neighbours_is_called_weak(retriever: Retriever) -> None:
    answer = ask(retriever, "zzzzqqqq")
    assert answer.weak or not answer.hits.count


def test_whole_documents_cannot_be_the_unit(retriever: Retriever) -> None:
    query = parse("酒店 -备案")
    with pytest.raises(UserError, match="scope"):
        retriever.search(query, SearchRequest(query.tree), Options(scope=DOCUMENT))


def test_the_spread_of_likeness_is_that_of_all_clauses(generation: Path) -> None:
    neighbours = Neighbours.read(generation)
    assert neighbours is not None
    ids = [one.decode() for one in neighbours.clauses]
    values = np.array([*neighbours.likeness("垃圾分类", ids).values()])
    assert len(values) == len(ids)
    assert abs(values.mean()) < 0.01
    assert abs(values.std() - 1) < 0.01


def test_the_nearest_are_those_that_an_exact_comparison_gives(generation: Path) -> None:
    neighbours = Neighbours.read(generation)
    assert neighbours is not None
    ids = [one.decode() for one in neighbours.clauses]
    for text in ("垃圾分类", "hotel deposit", "谁来管噪声"):
        exact = neighbours.likeness(text, ids)
        best = sorted(exact, key=lambda one: -exact[one])[:50]
        assert len({*best} & neighbours.nearest(text, 50).keys()) >= 49


@pytest.mark.parametrize("name", ["neighbours.usearch", "neighbours-clauses.npy", "neighbours-moments.npz"])
def test_neighbours_that_are_damaged_are_none(generation: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(generation, tmp_path / "damaged"))
    assert Neighbours.read(folder)
    (folder / name).write_bytes((folder / name).read_bytes()[:100])
    assert Neighbours.read(folder) is None


def test_without_its_graph_the_engine_and_the_words_still_answer(generation: Path, tmp_path: Path) -> None:
    folder = tmp_path / "generation"
    folder.mkdir()
    shutil.copytree(generation / ENGINE, folder / ENGINE)
    for name in (STORE, LEXICON):
        shutil.copy(generation / name, folder)
    store, engine = Store(folder / STORE), open_engine("whoosh", folder / ENGINE)
    retriever = Retriever(engine, store, folder)
    assert retriever.neighbours() is None
    assert any(one.startswith("jingwenlvfa-2023-83/") for one in found(ask(retriever, "hotel deposit"))[:3])
    store.close()
    engine.close()


def test_a_beginning_is_completed_by_the_words_of_the_archive(retriever: Retriever, generation: Path) -> None:
    store = Store(generation / STORE)
    suggester = Suggester(store, retriever.vocabulary)
    assert "志愿者" in [one.text for one in suggester.suggest("志愿")]
    assert "志愿者" in [one.text for one in suggester.suggest("zhiyuan")]
    store.close()

"""One search: what matches, what is near, how both are ordered, the same whatever lies around."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import index
from index import RebuildOptions, Snapshot, open_index
from index.engines import Filter, SearchRequest, Sort
from index.knowledge.arrays import SparseScores
from index.knowledge.encoders import ENCODERS
from index.knowledge.nearest import ComparedClauses, LinkedClauses, best, link_many, matrix_name
from index.query import parse_query
from index.ranking import RANKING
from index.scoring.found import Found, MatchKind
from index.scoring.scoping import scoped
from index.scoring.signals import PARTS, weighted
from index.understanding.intent import Options
from tests.index.conftest import EMBEDDED

MATCHES = (MatchKind.ALL, MatchKind.TITLE)
HOTELS = "jingwenlvfa-2023-83"
semantic = pytest.mark.skipif(not ENCODERS["use"].available, reason="the extra `semantic` is not installed")


@pytest.fixture(scope="module")
def gazettes(built_index: str) -> Iterator[Snapshot]:
    snapshot = open_index(built_index)
    yield snapshot
    snapshot.close()


def ask(snapshot: Snapshot, text: str, *filters: Filter, options: Options | None = None, **more: object) -> Found:
    request = replace(SearchRequest(None, filters, limit=50), **more)  # type: ignore[arg-type]
    return snapshot.searcher.search(parse_query(text), request, options or Options())


def clauses(found: Found) -> list[str]:
    return [one.clause for one in found.results]


@pytest.mark.parametrize(
    "text", ["酒店 备案", "hotel industry", "噪声", "开酒店要备案吗", "京政办发〔2024〕4号", "第14期 酒店"]
)
def test_matches_come_first_and_each_result_says_which_it_is(gazettes: Snapshot, text: str) -> None:
    found = ask(gazettes, text, limit=1000)
    kinds = [one.match in MATCHES for one in found.results]
    assert kinds == [True] * found.count + [False] * found.near
    in_text = sum(one.match is MatchKind.ALL for one in found.results)
    assert in_text == found.in_text


def test_what_is_scored_falls_within_matches_and_within_neighbours(gazettes: Snapshot) -> None:
    found = ask(gazettes, "酒店 消防", limit=200)
    for part in (found.results[: found.count], found.results[found.count :]):
        scores = [one.score for one in part]
        assert scores == sorted(scores, reverse=True)
        assert all(score >= 0 for score in scores)


@pytest.mark.parametrize("text", ["污染防治", "垃圾 分类 处理", "管理"])
def test_pages_neither_overlap_nor_leave_gaps(gazettes: Snapshot, text: str) -> None:
    whole = clauses(ask(gazettes, text, limit=2000))
    pages = [clauses(ask(gazettes, text, offset=start, limit=90)) for start in range(0, len(whole), 90)]
    assert [one for page in pages for one in page] == whole
    assert len({*whole}) == len(whole)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.NUMBER])
def test_another_order_has_matches_only(gazettes: Snapshot, sort: Sort) -> None:
    found = ask(gazettes, "酒店 备案", sort=sort)
    assert (found.near, len(found.results)) == (0, found.count)
    assert all(one.match in MATCHES for one in found.results)


@pytest.mark.parametrize("text", ["酒店 AND 备案", '"海绵城市"', "title:酒店 备案", "酒店 -备案"])
def test_an_exact_query_has_no_neighbours(gazettes: Snapshot, text: str) -> None:
    assert ask(gazettes, text).near == 0


def test_neighbours_can_be_left_out(gazettes: Snapshot) -> None:
    assert ask(gazettes, "酒店 备案").near
    assert ask(gazettes, "酒店 备案", options=Options(near=False)).near == 0
    assert ask(gazettes, "酒店 备案", options=Options(expand="none")).near == 0


@pytest.mark.parametrize("text", ["hotel guests and their rights", "噪声 扰民 投诉"])
def test_no_filter_is_left_by_what_is_near(gazettes: Snapshot, text: str) -> None:
    found = ask(gazettes, text, Filter("year", ("2024",)))
    documents = gazettes.store.document_heads({one.clause.split("/")[0] for one in found.results}).values()
    assert {one.issue for one in documents} == {"bj-2024-14"}


def test_an_answer_is_weak_when_nothing_matches_and_little_is_held(gazettes: Snapshot) -> None:
    assert ask(gazettes, "比特币挖矿牌照 发放").weak
    assert not ask(gazettes, "酒店 备案").weak
    for more in ({"offset": 20}, {"limit": 1}, {"sort": Sort.OLDEST}):
        assert ask(gazettes, "比特币挖矿牌照 发放", **more).weak


def test_an_article_that_a_document_lacks_has_no_match_and_its_neighbours_are_there(gazettes: Snapshot) -> None:
    found = ask(gazettes, "酒店业管理暂行办法第九十九条")
    assert found.count == 0
    assert {one.clause.split("/")[0] for one in found.results} == {HOTELS}


def test_the_document_that_was_named_comes_in_the_order_that_introduces_it(gazettes: Snapshot) -> None:
    found = ask(gazettes, "京文旅发〔2023〕83号")
    priors = [gazettes.known.values.prior[gazettes.store.ordinals([one])[one]] for one in clauses(found)]
    assert priors == sorted(priors, reverse=True)


@pytest.mark.parametrize("off", PARTS)
def test_every_part_can_be_switched_off(gazettes: Snapshot, off: str) -> None:
    assert ask(gazettes, "开酒店要备案吗", options=Options(off=frozenset({off}))).results


@semantic
@pytest.mark.parametrize("text", ["asdkjfh qwoeiru", "xkcdvb", "zzzzqqqq wpfjq"])
def test_what_is_no_word_of_any_language_has_no_neighbours_and_stands_for_nothing(
    gazettes: Snapshot, text: str
) -> None:
    found = ask(gazettes, text)
    assert (found.count, found.near, found.weak, found.results) == (0, 0, True, ())
    assert found.intent is not None
    assert found.intent.expansions == ()


@semantic
def test_what_is_no_word_beside_a_word_leaves_the_word_its_meaning(gazettes: Snapshot) -> None:
    found = ask(gazettes, "qwoeiru hotel")
    assert found.count == 0
    assert clauses(found)[0].startswith(HOTELS)
    assert found.intent is not None
    assert {source for source, _, _ in found.intent.expansions} == {"hotel"}


@semantic
@pytest.mark.parametrize("text", ["积分落户", "南水北调", "物业管理", "autonomous driving"])
def test_an_answer_that_has_parts_of_what_was_asked_only_is_weak(gazettes: Snapshot, text: str) -> None:
    assert ask(gazettes, text).weak


@semantic
@pytest.mark.parametrize(
    "text",
    ["多少学生配一名校医", "开酒店要备案吗", "noise pollution", "black and odorous water bodies", "fine for hotels"],
)
def test_a_question_that_is_answered_is_not_called_weak(gazettes: Snapshot, text: str) -> None:
    assert not ask(gazettes, text).weak


def test_a_clause_gains_a_share_of_the_best_clause_of_its_document(gazettes: Snapshot) -> None:
    found = ask(gazettes, "酒店 备案", options=Options(explain=True)).results
    parts = {one.clause: dict(one.parts) for one in found}
    share = RANKING.signals.document
    of_hotels = [found for clause, found in parts.items() if clause.startswith(HOTELS)]
    best = max(sum(one.values()) - one["document"] for one in of_hotels)
    assert [one["document"] for one in of_hotels] == pytest.approx([best * share] * len(of_hotels), abs=0.01)


@semantic
def test_a_question_finds_what_states_its_kind_of_answer(gazettes: Snapshot) -> None:
    assert clauses(ask(gazettes, "酒店的定义"))[0] == f"{HOTELS}/chp_1__art_2"
    assert ask(gazettes, "酒店的定义", options=Options(explain=True)).results[0].parts["answer"] > 0
    assert not ask(gazettes, "酒店的定义").results[0].parts


def test_the_best_clause_of_a_lexical_signal_has_the_cap_at_most() -> None:
    scores = SparseScores(np.arange(3), np.array([9.0, 8.0, 1.0], dtype=np.float32), 100_000)
    candidates = np.arange(5)
    capped = weighted(scores, candidates, 2.0, capped=True)
    assert capped[0] == pytest.approx(2 * RANKING.signals.cap, rel=1e-3)
    assert weighted(scores, candidates, 2.0, capped=False)[0] > capped[0]
    assert capped[0] > capped[1] > capped[2] > capped[3] == capped[4]


def test_a_standard_score_is_that_over_all_clauses_whatever_the_candidates() -> None:
    scores = SparseScores.of(np.random.default_rng(2).random(5000).astype(np.float32))
    values = weighted(scores, np.arange(5000), 1.0, capped=False)
    assert values.mean() == pytest.approx(0, abs=1e-3)
    assert values.std() == pytest.approx(1, abs=1e-3)
    assert weighted(scores, np.array([7, 9]), 1.0, capped=False) == pytest.approx(values[[7, 9]])


@semantic
def test_mean_and_deviation_of_likeness_are_those_of_all_clauses(gazettes: Snapshot) -> None:
    vectors = gazettes.known.vectors["use"]
    everything = np.arange(gazettes.manifest.clauses)
    for text in ("垃圾分类", "hotel deposit"):
        values, _ = vectors.nearness(vectors.asked(text), everything)
        assert abs(values.mean()) < 0.01
        assert abs(values.std() - 1) < 0.01


def test_the_graph_finds_nearly_what_comparing_all_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usearch")
    monkeypatch.setattr("index.knowledge.nearest._FEW", 10)
    drawn = np.random.default_rng(3).normal(size=(3000, 64)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    np.save(tmp_path / matrix_name("use"), drawn)
    link_many(tmp_path, "use")
    linked, compared = LinkedClauses(tmp_path / "vectors-use-clauses.usearch"), ComparedClauses(drawn)
    passing = np.arange(3000) % 2 == 0
    for query in drawn[:5]:
        near = {*compared.nearest(query, 50).tolist()}
        assert len(near & {*linked.nearest(query, 50).tolist()}) >= 45
        assert not {*linked.nearest(query, 50, passing).tolist()} & {*np.flatnonzero(~passing).tolist()}
        assert {*compared.nearest(query, 50, passing).tolist()} <= {*np.flatnonzero(passing).tolist()}
    assert linked.of(np.array([3])) == pytest.approx(drawn[[3]], abs=1e-2)
    for found in (linked.alike(drawn[:3], 8), compared.alike(drawn[:3], 8)):
        assert all(at in near for at, (near, _) in enumerate(found))
        assert all(
            likeness == pytest.approx(drawn[near] @ drawn[at], abs=1e-2) for at, (near, likeness) in enumerate(found)
        )


def test_the_best_are_the_highest_and_no_more_than_there_are() -> None:
    assert {*best(np.array([1.0, 5.0, -np.inf, 3.0]), 2).tolist()} == {1, 3}
    assert {*best(np.array([1.0, -np.inf]), 5).tolist()} == {0}


@pytest.mark.parametrize(
    ("text", "units"),
    [("甲 乙", {"x"}), ("甲 -丙", {"x"}), ("甲 OR 丙", {"x", "y"}), ("-甲", {"y"}), ("title:(甲 乙)", {"x"})],
)
def test_a_unit_holds_what_one_of_its_clauses_holds(text: str, units: set[str]) -> None:
    holders = {"甲": {"x"}, "乙": {"x", "y"}, "丙": {"y"}}
    tree = parse_query(text).tree
    assert tree is not None

    def find(node: object) -> set[str]:
        return next(found for word, found in holders.items() if word in repr(node))

    assert scoped(tree, find, {"x", "y"})[1] == units


@pytest.mark.parametrize("engine", EMBEDDED)
def test_the_same_clauses_give_the_same_answers_inside_a_larger_archive_and_on_every_engine(
    tmp_path: Path, write_notice: object, engine: str
) -> None:
    assert callable(write_notice)
    small, large = tmp_path / "small", tmp_path / "large"
    for folder in (small, large):
        write_notice(folder, 7, "全民健身办法")
    for serial in range(20, 60):
        write_notice(large, serial, f"第{serial}号道路养护规程")
    answers = []
    for folder in (small, large):
        url = f"{engine}:{tmp_path / f'{folder.name}-index'}"
        index.rebuild(folder, url, options=RebuildOptions(vectors=False))
        snapshot = open_index(url)
        own = {one.id for one in snapshot.store.document("jingtibanzi-2023-7").clauses}
        asked = [
            ask(snapshot, text, limit=200)
            for text in ("全民健身办法第二条", "全民健身办法", "体育场馆 开放", "京体办字〔2023〕7号")
        ]
        answers.append([{one.clause for one in found.results if one.match in MATCHES} & own for found in asked])
        snapshot.close()
    assert answers[0] == answers[1]
    assert answers[0][0] == {"jingtibanzi-2023-7/art_2"}
    assert all(answers[0])

"""The way from a query to its answer, over the small archive and without vectors: matches, neighbours, and their order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from corpus.model import Clause, Gazette
from index.aside import Aside
from index.engines import FacetCount, Filter, SearchRequest, Sort, open_space
from index.language.numerals import article_key
from index.query import parse_query
from index.schema import ClauseRow
from index.scoring.found import Found, MatchKind
from index.scoring.searching import Searcher
from index.store import Store
from index.understanding.intent import NONE, Options
from tests.index.conftest import written
from tests.index.handmade import AClause, ADocument, knowledge

HOTEL, PLAN, SPORTS = "jingwenlvfa-2023-83", "jingzhengbanfa-2021-3", "jingzhengbanfa-2021-13"


@pytest.fixture(scope="module")
def searcher(
    archive: tuple[Gazette, ...], some_rows: list[ClauseRow], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Searcher]:
    documents = [document for gazette in archive for document in gazette.documents]
    clauses = [clause for document in documents for clause in document.clauses]
    known = knowledge(
        [ADocument(one.id, str(one.date), issue=one.issue or "", title=one.title or "") for one in documents],
        [AClause(one.document, one.text, id=one.id, article=article_key(one.label or "") or "") for one in clauses],
        aliases={"酒店业管理暂行办法": (next(at for at, one in enumerate(documents) if one.id == HOTEL),)},
    )
    ids = [clause.id for clause in clauses]

    def ordinals(wanted: Iterable[str]) -> dict[str, int]:
        return {one: ids.index(one) for one in wanted}

    engine = written(open_space(f"memory:{tmp_path_factory.mktemp('searching')}"), "g1", some_rows)

    def stored(wanted: Iterable[str]) -> dict[str, Clause]:
        return {one: clauses[ids.index(one)] for one in wanted}

    store = cast("Store", SimpleNamespace(ordinals=ordinals, clauses=stored))
    yield Searcher(engine, store, known, Aside())
    engine.close()


def ask(searcher: Searcher, text: str, *filters: Filter, options: Options | None = None, **more: Any) -> Found:
    return searcher.search(
        parse_query(text), replace(SearchRequest(None, filters, limit=50), **more), options or Options()
    )


def kinds(found: Found) -> dict[str, MatchKind]:
    return {one.clause: one.match for one in found.results}


def test_without_words_all_clauses_that_pass_the_filters_match(searcher: Searcher) -> None:
    found = ask(searcher, "", Filter("document", (PLAN,)), facets=("year",))
    assert (found.count, found.in_text, found.near) == (3, 3, 0)
    assert {one.match for one in found.results} == {MatchKind.ALL}
    assert [one.more_in_document for one in found.results] == [2, 2, 2]
    assert found.facets == {"year": (FacetCount("2021", 3),)}


def test_a_clause_matches_by_itself_or_with_its_title_and_neighbours_have_some_of_the_words(
    searcher: Searcher,
) -> None:
    found = ask(searcher, "酒店 健身")
    assert kinds(found)[f"{SPORTS}/art_0"] is MatchKind.ALL
    assert found.results[0].clause == f"{SPORTS}/art_0"
    assert {one.match for one in found.results[found.count :]} == {MatchKind.SOME}
    assert (found.near, found.near_in_words) == (len(found.results) - found.count, found.near)
    assert ask(searcher, "酒店业 备案").results[0].match is MatchKind.TITLE


def test_a_match_says_how_many_others_its_document_has_and_a_neighbour_how_many(searcher: Searcher) -> None:
    found = ask(searcher, "污染防治")
    assert {one.clause: one.more_in_document for one in found.results[: found.count]} == {
        f"{PLAN}/art_{at}": 2 for at in range(3)
    }
    found = ask(searcher, "扬尘 牵头部门 污染")
    others = [one for one in found.results[found.count :] if one.clause.startswith(PLAN)]
    assert {one.more_in_document for one in others} == {found.count}


def test_neighbours_pass_the_filters_and_can_be_left_out(searcher: Searcher) -> None:
    found = ask(searcher, "酒店 健身", Filter("year", ("2021",)))
    assert all(not clause.startswith(HOTEL) for clause in kinds(found))
    assert ask(searcher, "酒店 健身", options=Options(near=False)).near == 0
    assert ask(searcher, "酒店 AND 健身").near == 0


def test_where_all_that_was_asked_for_was_named_and_found_nothing_else_is_near(searcher: Searcher) -> None:
    found = ask(searcher, "2021年第12期")
    assert (found.count, found.near) == (4, 0)


def test_beside_an_article_that_a_document_lacks_its_clauses_are_near_by_what_they_belong_to(
    searcher: Searcher,
) -> None:
    found = ask(searcher, "酒店业管理暂行办法第九十九条")
    assert found.count == 0
    assert kinds(found) == {f"{HOTEL}/art_{at}": MatchKind.MEANING for at in range(4)}
    assert found.near_in_words == 0


def test_an_article_that_lacks_a_word_beside_its_name_is_no_match_and_comes_first_of_what_is_near(
    searcher: Searcher,
) -> None:
    found = ask(searcher, "酒店业管理暂行办法第二条 无障碍")
    assert (found.count, found.results[0].clause) == (0, f"{HOTEL}/art_2")
    assert found.results[0].match is MatchKind.MEANING
    assert {one.clause.partition("/")[0] for one in found.results} == {HOTEL}
    held = ask(searcher, "酒店业管理暂行办法第二条 备案")
    assert (held.count, held.results[0].clause, held.results[0].match) == (1, f"{HOTEL}/art_2", MatchKind.ALL)


@pytest.mark.parametrize("text", ["酒店业管理暂行办法第二条的内容是什么", "酒店业管理暂行办法第二条规定了什么"])
def test_to_ask_what_an_article_says_is_to_ask_for_the_article(searcher: Searcher, text: str) -> None:
    assert kinds(ask(searcher, text)) == kinds(ask(searcher, "酒店业管理暂行办法第二条"))


def test_where_nothing_is_expanded_what_an_article_says_is_a_word(searcher: Searcher) -> None:
    assert ask(searcher, "酒店业管理暂行办法第二条 内容", options=Options(expand=NONE)).count == 0


def test_what_was_named_is_near_where_it_has_none_of_the_words_beside_it(searcher: Searcher) -> None:
    found = ask(searcher, "2021年第12期 滑雪")
    assert (found.count, found.near) == (0, 4)


def test_another_order_has_the_matches_with_their_scores_and_nothing_else(searcher: Searcher) -> None:
    ranked = {one.clause: one.score for one in ask(searcher, "污染防治").results}
    found = ask(searcher, "污染防治", sort=Sort.OLDEST)
    assert [one.clause for one in found.results] == [f"{PLAN}/art_{at}" for at in range(3)]
    assert [one.score for one in found.results] == [ranked[one.clause] for one in found.results]
    assert (found.near, found.near_in_words) == (0, 0)


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST])
def test_where_nothing_matches_every_facet_is_empty_and_neighbours_alone_are_an_answer(
    searcher: Searcher, sort: Sort
) -> None:
    found = ask(searcher, "酒店 滑雪", sort=sort, facets=("year", "body"))
    assert (found.count, found.facets, found.relaxed) == (0, {"year": (), "body": ()}, True)
    assert bool(found.results) is (sort is Sort.RELEVANCE)
    assert not ask(searcher, "滑雪 AND 酒店").relaxed


def test_equal_scores_are_in_the_order_of_days_and_then_of_clauses(searcher: Searcher) -> None:
    found = ask(searcher, "-滑雪")
    assert len({one.score for one in found.results}) == 1
    assert [one.clause for one in found.results] == [
        *(f"{HOTEL}/art_{at}" for at in range(4)),
        *(f"{PLAN}/art_{at}" for at in range(3)),
        f"{SPORTS}/art_0",
    ]


def test_an_answer_is_a_window_over_matches_and_then_neighbours(searcher: Searcher) -> None:
    whole = ask(searcher, "酒店 健身").results
    assert ask(searcher, "酒店 健身", offset=1, limit=2).results == whole[1:3]
    assert ask(searcher, "酒店 健身", offset=1000).results == ()


def test_the_signals_of_a_result_are_given_where_they_are_asked_for(searcher: Searcher) -> None:
    assert ask(searcher, "酒店", options=Options(explain=True)).results[0].parts
    assert not ask(searcher, "酒店").results[0].parts


def test_without_vectors_similar_clauses_are_found_by_words(searcher: Searcher, archive: tuple[Gazette, ...]) -> None:
    ids = [clause.id for gazette in archive for document in gazette.documents for clause in document.clauses]
    assert not searcher.knows_likeness
    found = searcher.similar(ids)
    assert set(found) == set(ids)
    for clause, others in found.items():
        assert all(other.partition("/")[0] != clause.partition("/")[0] for other, _ in others)
        assert [likeness for _, likeness in others] == sorted((one for _, one in others), reverse=True)

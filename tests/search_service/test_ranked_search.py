"""What search does with words that few clauses have, with other languages, slips, and what a query names."""

from contextlib import suppress
from typing import Any

import pytest
from flask.testing import FlaskClient

from corpus.errors import UserError
from index import Snapshot
from index.knowledge.encoders import ENCODERS
from index.scoring.found import MatchKind
from search_service.answer.views import SearchView
from search_service.library import Library
from search_service.rest.citing import citations
from search_service.search import search

semantic = pytest.mark.skipif(not ENCODERS["use"].available, reason="the extra `semantic` is not installed")


def ask(library: Library, **given: Any) -> SearchView:
    return search(library, {name: value if isinstance(value, list) else [str(value)] for name, value in given.items()})


def test_neighbours_follow_the_matches_are_not_counted_and_the_answer_says_so(library: Library) -> None:
    view = ask(library, q="电竞酒店 未成年人 保护", per_page=100)
    assert view.near
    assert view.results[0].clause.clause.eid == "chp_3__art_21"
    assert len(view.results) == min(view.count + view.near, 100)
    kinds = [one.match in (MatchKind.ALL, MatchKind.TITLE) for one in view.results]
    assert kinds == [True] * view.count + [False] * (len(kinds) - view.count)


def test_what_has_a_word_comes_before_what_is_only_near(library: Library) -> None:
    plain = ask(library, q="蓄电池", per_page=100)
    assert plain.count
    assert all("蓄电池" in one.clause.clause.text for one in plain.results[: plain.counts.all])


@pytest.mark.parametrize("q", ['"外来入侵物种"', "物种 -外来", "title:酒店", "物种 OR 酒店", "生态*"])
def test_an_explicit_query_finds_exactly_what_the_engine_finds(library: Library, q: str) -> None:
    from index.engines import SearchRequest  # noqa: PLC0415
    from index.query import parse_query  # noqa: PLC0415

    snapshot = library.snapshot()
    expected = snapshot.engine.search(SearchRequest(parse_query(q).tree, limit=5000))
    view = ask(library, q=q, per_page=100)
    assert view.count == expected.count
    assert view.near == 0
    assert {one.clause.clause.id for one in view.results} <= {*snapshot.known.values.ids(expected.ordinals)}


def test_what_no_clause_has_is_nothing_or_called_weak(library: Library) -> None:
    for q in ("比特币挖矿牌照", "spacecraft telemetry firmware", "zzzzqqqq"):
        view = ask(library, q=q)
        assert view.count == 0 or view.query.weak, q


@semantic
def test_an_answer_none_of_whose_words_any_clause_has_is_weak(library: Library) -> None:
    view = ask(library, q="property management")
    assert view.near
    assert [one.count for one in view.suggestions.per_term] == [0]
    assert view.query.weak
    assert "weak" in view.description.en


def test_where_no_clause_states_the_fine_that_was_asked_for_the_answer_says_so(library: Library) -> None:
    assert ask(library, q="开酒店没备案罚多少钱").query.unstated == ("fine",)
    assert ask(library, q="what is the fine for an unregistered hotel").query.unstated == ("fine",)
    assert ask(library, q="开酒店多久内备案").query.unstated == ()
    assert ask(library, q="扬尘 罚款").query.unstated == ()


def test_traditional_characters_give_the_same_order_as_simplified(library: Library) -> None:
    ids = [
        [one.clause.clause.id for one in ask(library, q=q).results] for q in ("未成年人權益保護", "未成年人权益保护")
    ]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("q", "clause"),
    [
        ("invasive alien species", "jingzhengbanfa-2024-4/annex_5__row_3"),
        ("fireworks ban", "jingzhengbanfa-2022-6/annex_2__row_17"),
        ("haimian chengshi", "jingzhengbanfa-2021-3/annex_2__row_2_4"),
    ],
)
@semantic
def test_english_and_pinyin_find_chinese_clauses(library: Library, q: str, clause: str) -> None:
    view = ask(library, q=q)
    assert clause in [one.clause.clause.id for one in view.results[:5]]
    assert view.query.expansions
    assert any(piece.highlight for piece in view.results[0].snippet)


def test_every_expansion_is_told_with_its_reason_and_can_be_taken_out(library: Library) -> None:
    told = ask(library, q="construction dust").query.expansions
    assert ("construction dust", "施工扬尘", "glossary") in {(one.from_, one.to, one.why) for one in told}
    without = ask(library, q="construction dust", without=["施工扬尘"]).query.expansions
    assert "施工扬尘" not in {one.to for one in without}
    assert ask(library, q="construction dust", expand="none").query.expansions == ()


def test_a_homophone_is_mended_and_shown(library: Library) -> None:
    view = ask(library, q="志愿者招幕")
    assert view.suggestions.did_you_mean == "志愿者招募"
    assert "招募" in view.results[0].clause.clause.text


@pytest.mark.parametrize("q", ["酒店业管理暂行办法第二十一条", "酒店业管理暂行办法 第21条"])
def test_an_article_reference_lands_on_the_article(library: Library, q: str) -> None:
    view = ask(library, q=q)
    assert [one.clause.clause.id for one in view.results] == ["jingwenlvfa-2023-83/chp_3__art_21"]


def test_a_number_gives_its_document_first_then_who_cites_it(library: Library) -> None:
    view = ask(library, q="京政办发〔2022〕6号", per_page=100)
    own = [one.document.id == "jingzhengbanfa-2022-6" for one in view.results]
    assert own[0]
    assert own == sorted(own, reverse=True)


def test_a_number_outside_the_corpus_gives_the_clauses_that_cite_it(library: Library) -> None:
    view = ask(library, q="国办发〔2019〕40号")
    assert view.count
    assert all("40号" in one.clause.clause.text for one in view.results)


def test_a_question_whether_it_is_in_force_gives_the_repeal_first(library: Library) -> None:
    view = ask(library, q="京政办发〔2022〕6号 是否废止")
    assert "废止" in view.results[0].clause.clause.text


@pytest.mark.parametrize("q", ["京政发3号", "Jing Zheng Fa 3"])
def test_a_number_without_a_year_finds_every_year_and_no_other_prefix(library: Library, q: str) -> None:
    assert ask(library, q=q).results[0].document.id == "jingzhengfa-2024-3"


def test_an_issue_can_be_named(library: Library) -> None:
    view = ask(library, q="2024年第14期", per_page=100)
    assert {one.issue.id for one in view.results if one.issue} == {"bj-2024-14"}


def test_an_issue_number_alone_is_a_filter(library: Library) -> None:
    assert ask(library, q="酒店", issue="14").filters[0].value == "bj-2024-14"


def test_a_date_finds_the_documents_of_that_day(library: Library) -> None:
    for q in ("2023年12月7日", "7 December 2023"):
        first = ask(library, q=q).results[0].document.date
        assert first is not None
        assert first.isoformat() == "2023-12-07", q


def test_not_holds_within_the_scope_that_was_chosen(library: Library) -> None:
    def documents(**given: Any) -> set[str]:
        return {one.document.id for one in ask(library, per_page=100, **given).results}

    assert documents(q="酒店 -备案", scope="clause") >= {"jingwenlvfa-2023-83"}
    assert "jingwenlvfa-2023-83" not in documents(q="酒店 -备案", scope="document")
    assert "jingwenlvfa-2023-83" in documents(q="电竞 备案 星级", scope="document")
    assert ask(library, q='"电竞" "备案"').count == 0
    assert documents(q="电竞 普查", scope="issue") >= {"jingwenlvfa-2023-83", "jingzhengfa-2024-3"}


def test_an_explanation_tells_tree_plan_and_score_parts(library: Library) -> None:
    view = ask(library, q="酒店 备案", explain="1")
    assert view.explanation is not None
    assert view.explanation.tree.startswith("And(")
    assert view.explanation.engine.startswith("all(")
    assert view.results[0].score_parts
    assert ask(library, q="酒店 备案").explanation is None


@pytest.mark.parametrize(
    "q",
    [
        "长" * 10_000,
        "(" * 500 + "酒店" + ")" * 500,
        "OR AND NOT | -",
        "的 了 和",
        "the of and",
        "？！，。…",
        "\u202e酒店\u202c\u200b\x00\x07",
        "a " * 400,
        "a" * 1000,
        "的" * 900,
        "1 2 3 4 5 6 7 8 9 10",
        "\ud800",
        "🙂 𠀀 ﷽",
    ],
)
def test_no_input_is_more_than_an_answer_or_a_clear_refusal(library: Library, q: str) -> None:
    with suppress(UserError):
        assert ask(library, q=q).count >= 0


def test_similar_clauses_are_of_other_documents(client: FlaskClient) -> None:
    found = client.get("/api/v1/clauses/jingzhengbanfa-2022-6/annex_2__row_17").get_json()["similar"]
    assert found
    assert all(one["document"]["id"] != "jingzhengbanfa-2022-6" for one in found)


@pytest.mark.parametrize(
    ("q", "type_", "label"),
    [
        ("京文旅", "number", "京文旅发〔2023〕83号"),
        ("jingwenlvfa", "number", "京文旅发〔2023〕83号"),
        ("北京中轴线", "document", "北京市文物局关于印发《北京中轴线志愿者服务管理规定》的通知"),
        ("hotel", "document", "北京市文化和旅游局等部门关于印发《北京市酒店业管理暂行办法》的通知"),
        ("市体育", "body", "北京市体育局"),
        ("志愿", "term", "志愿者"),
        ("zhiyuan", "term", "志愿者"),
    ],
)
def test_a_beginning_is_completed_in_both_scripts(client: FlaskClient, q: str, type_: str, label: str) -> None:
    items = client.get("/api/v1/suggest", query_string={"q": q}).get_json()["items"]
    assert label in [one["label"] for one in items if one["type"] == type_]
    kinds = [one["type"] for one in items]
    assert kinds == sorted(kinds, key=["number", "document", "body", "term"].index)


@pytest.mark.parametrize("q", ["京", "jing"])
def test_the_end_of_one_longer_word_is_no_term_to_suggest(client: FlaskClient, q: str) -> None:
    items = client.get("/api/v1/suggest", query_string={"q": q}).get_json()["items"]
    terms = {one["label"] for one in items if one["type"] == "term"}
    assert terms
    assert not terms & {"京市", "京政"}


def test_every_citation_in_a_text_is_found_with_its_place(client: FlaskClient) -> None:
    text = "根据京政办发〔2022〕6 号和国发〔2023〕18号"
    found = client.post("/api/v1/resolve", json={"text": text}).get_json()["citations"]
    assert [(one["text"], one["status"]) for one in found] == [("京政办发〔2022〕6 号", 200), ("国发〔2023〕18号", 404)]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)


def test_a_body_that_is_too_long_is_refused_before_it_is_read(client: FlaskClient) -> None:
    longest = client.post("/api/v1/resolve", json={"text": "京" * 200_000})
    assert longest.status_code == 200
    refused = client.post("/api/v1/resolve", json={"text": "京" * 300_000})
    assert (refused.status_code, refused.mimetype) == (413, "application/problem+json")
    problem = refused.get_json()
    assert "1500 kB" in problem["detail"]
    assert "1500 kB" in problem["detail_zh"]
    assert client.post("/api/v1/resolve", json={"text": "x" * 200_001}).status_code == 400


def test_a_number_that_a_text_repeats_is_looked_up_once(index: Snapshot) -> None:
    asked: list[str] = []
    index.store._connection.set_trace_callback(asked.append)
    try:
        once, often = "京政办发〔2022〕6号", "京政办发〔2022〕6号。京政办发[2022]6 号。" * 50
        (first,) = citations(index.store, once)
        queries = len(asked)
        found = citations(index.store, often)
    finally:
        index.store._connection.set_trace_callback(None)
    assert {(one.number, one.documents, one.cited_by) for one in found} == {
        (first.number, first.documents, first.cited_by)
    }
    assert len(found) == 100
    assert len(asked) == 2 * queries


def test_resolve_without_a_text_says_what_to_give(client: FlaskClient) -> None:
    assert client.post("/api/v1/resolve", json={"texts": 1}).status_code == 400
    assert client.post("/api/v1/resolve", data="x").status_code == 400


ENGLISH = (
    "hotel", "water pollution", "circular of the general office", "opinions on promoting higher education",
    "national survey of cultural relics", "Documents of Departments", "public hospital", "medical insurance",
    "who may apply for a subsidy", "vehicle emission standard", "contents", "table of contents 2024 issue",
)  # fmt: skip


@pytest.mark.parametrize("q", ENGLISH)
def test_no_english_query_returns_a_line_of_the_contents(library: Library, q: str) -> None:
    store = library.snapshot().store
    titles = {
        title for issue in store.issues() for entry in store.toc(issue.id) for title in (entry.title, entry.title_en)
    }
    for result in ask(library, q=q, per_page=100).results:
        text = result.clause.clause.text
        assert any("\u4e00" <= char <= "\u9fff" for char in text), text
        assert text not in titles


@semantic
def test_an_everyday_word_finds_the_papers_word_and_says_why(library: Library) -> None:
    view = ask(library, q="雾霾 治理")
    assert ("雾霾", "plain_language") in {(one.from_, one.why) for one in view.query.expansions}
    assert any("重污染" in one.clause.clause.text or "大气" in one.clause.clause.text for one in view.results[:3])


def test_an_english_phrase_in_quotes_that_no_title_has_is_read_as_words(library: Library) -> None:
    view = ask(library, q='"guests of a hotel" deposit')
    assert view.results
    exact = ask(library, q='"Hotel Industry"')
    assert exact.results[0].document.title_en is not None
    assert "Hotel Industry" in exact.results[0].document.title_en


@semantic
@pytest.mark.parametrize(
    ("q", "term"),
    [
        ("hydrogen buses", "公交车"),  # the plural that the stemmer leaves
        ("groundwater over-extraction", "超采"),  # a phrase with a word that says nothing alone
        ("person in charge of the enterprise", "负责人"),
        ("waste sorting centre", "垃圾分类"),
    ],
)
def test_phrases_are_translated_whole(library: Library, q: str, term: str) -> None:
    assert term in {one.to for one in ask(library, q=q).query.expansions}


def test_an_answer_of_usual_size_is_remembered_with_its_generation(library: Library) -> None:
    first = search(library, {"q": ["酒店 备案"]})
    assert search(library, {"q": ["酒店 备案"]}) is first
    assert search(library, {"q": ["酒店 备案"], "page": ["2"]}) is not first
    large = {"q": ["酒店 备案"], "per_page": ["100"]}
    assert search(library, large) is not search(library, large)
    assert search(library, large) == search(library, large)

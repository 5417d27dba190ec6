"""The gazettes of the repository: what a reader asks first has the right document first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import index
from index.engines import Engine, Filter, SearchRequest
from index.highlight import spans
from index.query import parse_query
from index.scoring.found import MatchKind


@pytest.fixture
def opened(built_index: str) -> Iterator[index.Snapshot]:
    found = index.open_index(built_index)
    yield found
    found.close()


def matching(opened: index.Snapshot, asked: SearchRequest) -> list[str]:
    return opened.known.values.ids(opened.engine.search(asked).ordinals)


def first(opened: index.Snapshot, query: str) -> str:
    """The id of the first clause."""
    return opened.searcher.search(parse_query(query), SearchRequest(None, limit=1)).results[0].clause


def test_the_index_is_whole_and_in_step(opened: index.Snapshot, built_index: str, gazettes_folder: Path) -> None:
    assert index.check(gazettes_folder, built_index) == ()
    assert opened.store.counts().issues == 4
    assert opened.manifest.clauses == opened.store.counts().clauses > 1000


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("污染防治", "污染防治"),
        ("酒店 备案", "酒店业管理暂行办法"),
        ("hotel industry", "酒店业管理暂行办法"),
        ("nature reserve", "自然保护地"),
        ("community correction", "社区矫正"),
        ("京政办发〔2024〕4号", "持续深入打好污染防治攻坚战2024年行动计划"),
        ("Jingzhengbanfa[2022]No. 6", "污染防治攻坚战2022年行动计划"),
        ("酒店業管理暫行辦法", "酒店业管理暂行办法"),
        ("地下水超采", "污染防治"),
    ],
)
def test_the_right_document_comes_first(opened: index.Snapshot, query: str, title: str) -> None:
    document = opened.store.clause(first(opened, query)).document
    assert title in (opened.store.document(document).title or "").replace(" ", "")


def test_every_printed_number_finds_its_document_and_only_that(opened: index.Snapshot) -> None:
    for document in opened.store.documents():
        for number in filter(None, (document.number, document.number_en)):
            clauses = matching(opened, SearchRequest(parse_query(number).tree, limit=1000))
            assert {opened.store.clause(clause).document for clause in clauses} == {document.id}


def test_every_title_finds_its_document_first(opened: index.Snapshot) -> None:
    for document in opened.store.documents():
        for title in filter(None, (document.title, document.title_en)):
            assert opened.store.clause(first(opened, title)).document == document.id


def test_a_filter_by_issuing_body_gives_only_its_clauses(opened: index.Snapshot) -> None:
    body = opened.store.find_body("北京市体育局")
    assert body is not None
    clauses = matching(opened, SearchRequest(None, (Filter("body", (body.id,)),), limit=1000))
    heads = opened.store.document_heads({opened.store.clause(clause).document for clause in clauses})
    assert heads
    assert all(body in document.issuing_bodies for document in heads.values())


@pytest.mark.parametrize("query", ["污染防治", "酒店 备案", "地下水超采治理", '"社区矫正"', "text:VOCs"])
def test_every_hit_shows_why_it_was_found(opened: index.Snapshot, query: str) -> None:
    asked = parse_query(query)
    for found in matching(opened, SearchRequest(asked.tree, limit=100)):
        clause = opened.store.clause(found)
        title = opened.store.document_heads([clause.document])[clause.document].title or ""
        path = " ".join(step.title or "" for step in clause.path)
        shown = {"text": clause.text, "title": title, "path": path}
        assert any(spans(text, asked) for text in shown.values())


@pytest.mark.parametrize(
    "query",
    [
        "污染防治",
        "酒店 备案",
        "生态环境 -水",
        '"社区矫正"',
        "市水务局 OR 3号",
        "environment*",
        "京政办发*",
        "水",
        '"VOCs等"',
    ],
)
def test_all_engines_find_the_same_clauses(engines: dict[str, Engine], query: str) -> None:
    asked = SearchRequest(parse_query(query).tree, limit=10_000)
    found = {name: {*engine.search(asked).ordinals} for name, engine in engines.items()}
    assert found["memory"]
    assert all(one == found["memory"] for one in found.values())


@pytest.mark.parametrize(
    ("typed", "printed"), [("PM 2.5", "PM2.5"), ("pm 2.5 浓度", "PM2.5 浓度"), ("GB37822", "GB 37822")]
)
def test_a_code_is_found_with_and_without_a_blank(opened: index.Snapshot, typed: str, printed: str) -> None:
    one, other = (opened.searcher.search(parse_query(text), SearchRequest(None, limit=1)) for text in (typed, printed))
    assert one.count == other.count > 0


def test_an_amount_of_an_english_query_is_one_word(opened: index.Snapshot) -> None:
    found = opened.searcher.search(parse_query("within 30 days"), SearchRequest(None, limit=50))
    assert found.intent is not None
    ((word, forms),) = found.intent.words
    assert word == "30 days"
    assert found.count > 0
    clauses = [opened.store.clause(one.clause) for one in found.results if one.match is MatchKind.ALL]
    assert clauses
    assert all(any(form in clause.text for form in forms) for clause in clauses)

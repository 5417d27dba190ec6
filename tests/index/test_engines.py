"""What every engine does alike: the contract of the port, over each engine that can be chosen by URL."""

import gc
import re
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from index.analysis import needle
from index.engines import ENGINES, Engine, EngineSpace, FacetCount, Filter, SearchRequest, Sort
from index.query import And, Node, Term, parse_query
from index.schema import FACETS, ClauseRow

from .conftest import COVERED, ids, open_empty_space, written

HOTEL, PLAN, SPORTS = "jingwenlvfa-2023-83", "jingzhengbanfa-2021-3", "jingzhengbanfa-2021-13"
Build = Callable[..., Engine]


def test_every_engine_is_covered() -> None:
    assert set(COVERED) == set(ENGINES)


@pytest.fixture
def build(space: EngineSpace) -> Iterator[Build]:
    """Write a generation of rows and open its engine."""
    opened: list[Engine] = []

    def built(*given: ClauseRow) -> Engine:
        opened.append(written(space, f"g{len(opened)}", given))
        return opened[-1]

    yield built
    for number, engine in enumerate(opened):
        engine.close()
        space.drop(f"g{number}")


@pytest.fixture(scope="module", params=COVERED)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, some_rows: list[ClauseRow]
) -> Iterator[Engine]:
    """Each engine over the same rows, which no test changes."""
    with open_empty_space(request, request.param, tmp_path_factory.mktemp("engine")) as space:
        opened = written(space, "g1", some_rows)
        yield opened
        opened.close()


@dataclass(frozen=True)
class Page:
    """Hits with the ids of the clauses, which tests are easier to read by than by ordinals."""

    count: int
    clauses: list[str]
    facets: dict[str, tuple[FacetCount, ...]]

    @property
    def documents(self) -> set[str]:
        return {clause.partition("/")[0] for clause in self.clauses}


def ask(engine: Engine, text: str, *filters: Filter, sort: Sort = Sort.RELEVANCE, **more: Any) -> Page:
    hits = engine.search(replace(SearchRequest(parse_query(text).tree, filters, sort), **more))
    return Page(hits.count, ids(engine, hits), hits.facets)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("备案", {f"{HOTEL}/art_2"}),
        ("酒店 备案", {f"{HOTEL}/art_2"}),
        ("酒店备案", {f"{HOTEL}/art_2"}),
        ("经营规范 无障碍", {f"{HOTEL}/art_3"}),
        ("健身 酒店", {f"{SPORTS}/art_0"}),
        ("酒店 -备案 设立", set()),
        ("无障碍 OR 扬尘", {f"{HOTEL}/art_3", f"{PLAN}/art_2"}),
        ("無障礙", {f"{HOTEL}/art_3"}),
        ("pm2.5", {f"{HOTEL}/art_3"}),
        ("PM2.5浓度", {f"{HOTEL}/art_3"}),
        ("ＰＭ2.5", {f"{HOTEL}/art_3"}),
        ("30日", {f"{HOTEL}/art_2"}),
        ("0日", set()),
        ("第2条", {f"{HOTEL}/art_2", f"{PLAN}/art_2"}),
        ("下水", {f"{PLAN}/art_1"}),
        ("title:地下水", set()),
        ("text:地下水", {f"{PLAN}/art_1"}),
        ("text:2021", set()),
        ('"污染防治是"', {f"{PLAN}/art_1"}),
        ('text:"污染，防治"', {f"{PLAN}/art_1"}),
        ('"动污染防治并举"', {f"{PLAN}/art_1"}),
        ('"防治污染"', set()),
        ('"浓度超标"', {f"{HOTEL}/art_3"}),
        ('"染防治是地"', {f"{PLAN}/art_1"}),
        ("建立无*", {f"{HOTEL}/art_3"}),
        ("pm*", {f"{HOTEL}/art_3"}),
        ("健身 body:体育局", {f"{SPORTS}/art_0"}),
        ("body:体育局", {f"{SPORTS}/art_0"}),
        ("number:京政办发〔2021〕13号", {f"{SPORTS}/art_0"}),
        ("text:京政办发〔2021〕13号", set()),
        ("旅馆", set()),
    ],
)
def test_what_a_query_finds(engine: Engine, query: str, found: set[str]) -> None:
    assert found == set(ask(engine, query).clauses)


def test_a_number_finds_its_document_and_only_that(engine: Engine) -> None:
    assert ask(engine, "京政办发〔2021〕3号").documents == {PLAN}
    assert ask(engine, "jingzhengbanfa 2021 13").documents == {SPORTS}
    assert ask(engine, "京政办发〔2021〕1号").count == 0


@pytest.mark.parametrize(
    "query",
    [
        "hotel industry",
        "the administration of hotels in Beijing",
        "HOTELS",
        "administrative hotels",
        '"hotel industry"',
        "industr*",
        "industry*",
    ],
)
def test_english_finds_the_clauses_of_documents_by_their_english_title(engine: Engine, query: str) -> None:
    hits = ask(engine, query)
    assert hits.documents == {HOTEL}


def test_a_phrase_in_english_keeps_its_order(engine: Engine) -> None:
    assert ask(engine, '"industry hotel"').count == 0


def test_negated_words_alone_find_the_rest(engine: Engine) -> None:
    assert set(ask(engine, "-酒店").clauses) == {f"{PLAN}/art_{n}" for n in range(3)}


def test_a_blank_query_with_filters_finds_what_passes_them(engine: Engine) -> None:
    assert ask(engine, "").count == 8
    hits = ask(engine, "", Filter("issue", ("bj-2021-12",)))
    assert hits.documents == {PLAN, SPORTS}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([Filter("body", ("whly",))], {HOTEL}),
        ([Filter("body", ("gaj",))], {HOTEL}),
        ([Filter("body", ("gaj", "tyj"))], {HOTEL, SPORTS}),
        ([Filter("body", ("gaj",)), Filter("body", ("tyj",))], set()),
        ([Filter("body", ("tyj",)), Filter("year", ("2024",))], set()),
        ([Filter("body", ("nobody",))], set()),
        ([Filter("body")], set()),
        ([Filter("year", ("2021",)), Filter("doc_type", ("意见",))], {SPORTS}),
        ([Filter("category", ("市政府办公厅文件",))], {PLAN}),
        ([Filter("number", ("jingzhengbanfa-2021-13",))], {SPORTS}),
        ([Filter("lead", ("市水务局",))], {PLAN}),
        ([Filter("deadline", ("年底前",))], {PLAN}),
        ([Filter("kind", ("table_row",))], {PLAN}),
        ([Filter("document", (SPORTS,))], {SPORTS}),
        ([Filter("article", ("0",)), Filter("document", (HOTEL,))], {HOTEL}),
        ([Filter("clause", (f"{HOTEL}/art_2", f"{SPORTS}/art_0", "x/art_1"))], {HOTEL, SPORTS}),
        ([Filter("date", low="2023-01-01")], {HOTEL}),
        ([Filter("date", high="2021-03-01")], {PLAN, SPORTS}),
        ([Filter("date", low="2021-03-02", high="2023-12-06")], set()),
    ],
)
def test_filters(engine: Engine, filters: list[Filter], found: set[str]) -> None:
    assert found == ask(engine, "", *filters).documents


def test_a_facet_counts_clauses_without_its_own_filter(engine: Engine) -> None:
    hits = ask(engine, "酒店", Filter("body", ("tyj",)), facets=("body", "year"))
    assert hits.count == 1
    assert hits.facets["body"] == (FacetCount("gaj", 4), FacetCount("whly", 4), FacetCount("tyj", 1))
    assert hits.facets["year"] == (FacetCount("2021", 1),)


def test_of_a_facet_the_commonest_values_are_given_and_those_that_were_chosen(engine: Engine) -> None:
    hits = ask(engine, "", Filter("body", ("tyj",)), facets=("body",), facet_size=1)
    assert hits.facets["body"] == (FacetCount("gaj", 4), FacetCount("tyj", 1))


def test_clauses_are_tallied_by_the_values_of_a_field(engine: Engine) -> None:
    tree = parse_query("酒店").tree
    assert engine.tally(tree, (), "document") == {HOTEL: 4, SPORTS: 1}
    assert engine.tally(tree, (Filter("year", ("2021",)),), "body") == {"tyj": 1}
    assert engine.tally(None, (), "document") == {HOTEL: 4, PLAN: 3, SPORTS: 1}


def test_every_facet_can_be_counted(engine: Engine) -> None:
    facets = ask(engine, "", facets=FACETS).facets
    assert set(facets) == set(FACETS)
    assert facets["lead"] == (FacetCount("市水务局", 1), FacetCount("市生态环境局", 1))
    assert ask(engine, "旅馆", facets=("body",)).facets == {"body": ()}


def test_the_orders_of_a_result(engine: Engine) -> None:
    hotel, plan = [f"{HOTEL}/art_{n}" for n in range(4)], [f"{PLAN}/art_{n}" for n in range(3)]
    sports = [f"{SPORTS}/art_0"]
    assert ask(engine, "", sort=Sort.NEWEST).clauses == hotel + plan + sports
    assert ask(engine, "", sort=Sort.OLDEST).clauses == plan + sports + hotel
    assert ask(engine, "", sort=Sort.NUMBER).clauses == hotel + plan + sports
    assert ask(engine, "", sort=Sort.RELEVANCE).clauses == hotel + plan + sports


def test_documents_of_one_day_lie_in_the_order_in_which_they_were_added(
    build: Build, some_rows: list[ClauseRow]
) -> None:
    again = sorted(some_rows, key=lambda row: row.document, reverse=True)
    engine = build(*(replace(row, date="2021-04-09") for row in again))
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.RELEVANCE):
        assert ask(engine, "", sort=sort, limit=50).clauses == [row.clause for row in again]


def test_clauses_without_date_or_number_come_last(build: Build, some_rows: list[ClauseRow]) -> None:
    bare = replace(some_rows[0], clause="x/art_1", document="x", date="", keywords={"document": ("x",)})
    engine = build(bare, *some_rows[1:])
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.NUMBER):
        assert ask(engine, "", sort=sort).clauses[-1] == "x/art_1"
    assert "x/art_1" not in ask(engine, "", Filter("date", low="0001-01-01")).clauses


@pytest.mark.parametrize("query", ["", "酒店", "酒店 OR 污染防治 OR 健身"])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_neither_overlap_nor_leave_gaps(engine: Engine, query: str, sort: Sort) -> None:
    whole = ask(engine, query, sort=sort, limit=100)
    pages = [ask(engine, query, sort=sort, offset=offset, limit=2) for offset in range(0, whole.count + 2, 2)]
    assert [clause for page in pages for clause in page.clauses] == whole.clauses
    assert {page.count for page in pages} == {whole.count}


def test_a_page_of_no_hits_still_counts(engine: Engine) -> None:
    hits = ask(engine, "酒店", limit=0, facets=("year",))
    assert (hits.count, hits.clauses, len(hits.facets["year"])) == (5, [], 2)


@pytest.mark.parametrize("query", ["酒店", "", "酒店 -备案"])
@pytest.mark.parametrize("sort", list(Sort))
def test_a_page_far_behind_the_last_is_empty_and_costs_nothing(engine: Engine, query: str, sort: Sort) -> None:
    hits = ask(engine, query, sort=sort, offset=10**9, limit=100)
    assert hits.clauses == []
    assert hits.count == ask(engine, query).count


def test_an_engine_is_let_go_of_with_its_last_user(
    build: Build, some_rows: list[ClauseRow], space: EngineSpace
) -> None:
    build(*some_rows)
    opened = space.open("g0")
    gone = weakref.ref(opened)
    for query in ("酒店", "", "水"):
        assert opened.search(SearchRequest(parse_query(query).tree, facets=FACETS)).count
    gc.disable()
    try:
        del opened
        assert gone() is None
    finally:
        gc.enable()


def test_a_row_given_again_replaces_the_row_before(build: Build, some_rows: list[ClauseRow]) -> None:
    changed = replace(some_rows[0], terms=some_rows[-1].terms)
    engine = build(*some_rows, changed)
    assert ask(engine, "").count == len(some_rows)
    assert changed.clause in ask(engine, "无障碍").clauses
    assert changed.clause not in ask(engine, "行动计划").clauses


def test_counts_tell_what_each_word_finds_alone_within_the_filters(engine: Engine) -> None:
    nodes: list[Node] = [Term("酒店"), Term("旅馆"), Term("健身"), And((Term("酒店"), Term("健身")))]
    assert engine.counts(nodes, ()) == (5, 0, 1, 1)
    assert engine.counts(nodes, (Filter("body", ("gaj",)),)) == (4, 0, 0, 0)


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest(None, (Filter("colour", ("red",)),)),
        SearchRequest(None, facets=("colour",)),
        SearchRequest(None, offset=-1),
        SearchRequest(None, limit=-1),
    ],
)
def test_a_field_outside_the_schema_or_a_negative_page_is_the_callers_error(
    engine: Engine, request_: SearchRequest
) -> None:
    with pytest.raises(ValueError, match=r"field|facet|offset"):
        engine.search(request_)


def test_an_empty_generation_answers(build: Build) -> None:
    engine = build()
    assert ask(engine, "酒店", facets=("body",)) == Page(0, [], {"body": ()})
    assert engine.counts([Term("酒店")], ()) == (0,)


@pytest.mark.parametrize(
    "text", ["((酒店 OR -的) x*)", "-(-a | -b)", "\U0001f600", "'", "body:*", "a* b* 的*", "number:(1 2 -3)"]
)
def test_no_query_tree_is_an_error(engine: Engine, text: str) -> None:
    assert ask(engine, text).count >= 0


def test_many_threads_get_what_one_gets(engine: Engine) -> None:
    queries = ["酒店", "污染防治", "hotel", "-酒店", '"污染防治"', "体育*"] * 5
    expected = [ask(engine, query, facets=FACETS) for query in queries]
    found: dict[int, list[Page]] = {}

    def work(number: int) -> None:
        found[number] = [ask(engine, query, facets=FACETS) for query in queries]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(4)] == [expected] * 4


def test_rows_may_come_in_any_portions(space: EngineSpace, some_rows: list[ClauseRow]) -> None:
    writer = space.writer("g0")
    for row in some_rows:
        writer.add([row])
    writer.add([])
    writer.commit()
    engine = space.open("g0")
    assert engine.search(SearchRequest(None)).count == len(some_rows)
    engine.close()
    space.drop("g0")


def test_the_same_rows_give_the_same_answers(build: Build, some_rows: list[ClauseRow]) -> None:
    first, second = build(*some_rows), build(*some_rows)
    for query in ("酒店", "hotel", "污染防治 OR 健身"):
        assert ask(first, query, facets=FACETS) == ask(second, query, facets=FACETS)


def test_the_long_words_of_a_clause_are_those_that_its_stream_spells(some_rows: list[ClauseRow]) -> None:
    def spells(row: ClauseRow, word: str) -> bool:
        units, stream = needle(word)[0], tuple(row.terms["text_grams"].split())
        return any(stream[at : at + len(units)] == units for at in range(len(stream)))

    words = {word for row in some_rows for word in row.terms["text_listed"].split()}
    assert {"地下水", "无障碍"} <= words
    for row in some_rows:
        assert {word for word in words if spells(row, word)} == set(row.terms["text_listed"].split())


def test_every_difference_that_a_test_names_is_in_the_table() -> None:
    root = Path(__file__).parents[2]
    table = (root / "docs" / "architecture.md").read_text("utf-8").partition("## Differences between engines")[2]
    known = set(re.findall(r"^\| (\d+) \|", table, re.MULTILINE))
    named = set(re.findall(r"[Dd]ifferences? (\d+)(?: and (\d+))?", Path(__file__).read_text("utf-8")))
    assert known
    assert {number for pair in named for number in pair if number} <= known


ASKED = (
    "污染防治",
    "生态环境 监测",
    "体育 场馆 开放",
    "hotel industry",
    '"公共体育设施"',
    "垃圾分类 OR 绿化",
    "水",
    "3号",
    "monitor*",
)


def test_all_engines_find_the_same_in_the_same_order(engines: dict[str, Engine]) -> None:
    for text in ASKED:
        for sort in (Sort.NEWEST, Sort.NUMBER):
            asked = SearchRequest(parse_query(text).tree, sort=sort, limit=500, facets=FACETS)
            answers = [engine.search(asked) for engine in engines.values()]
            assert all(answer == answers[0] for answer in answers), text

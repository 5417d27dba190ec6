"""Which clauses match: the first condition that some satisfy, within a clause, a document or an issue."""

from collections.abc import Iterator

import numpy as np
import pytest

from index.engines import Engine, Filter, open_space
from index.knowledge.knowledge import Knowledge
from index.nodes import And, Node, Not, Or, Restrict, Term
from index.query import parse_query
from index.schema import ClauseRow
from index.scoring.matching import Matcher, Matches
from index.scoring.scoping import scoped
from index.understanding.intent import Intent
from index.understanding.references import References
from index.understanding.repair import Repair
from tests.index.conftest import written
from tests.index.handmade import AClause, ADocument, knowledge

HOTEL, PLAN, SPORTS = "jingwenlvfa-2023-83", "jingzhengbanfa-2021-3", "jingzhengbanfa-2021-13"
DOCUMENTS = (ADocument(HOTEL, issue="bj-2024-14"), ADocument(PLAN, issue="bj-2021-12"), ADocument(SPORTS))


@pytest.fixture(scope="module")
def known(some_rows: list[ClauseRow]) -> Knowledge:
    return knowledge(DOCUMENTS, [AClause(row.document, id=row.clause) for row in some_rows])


@pytest.fixture(scope="module")
def matcher(
    tmp_path_factory: pytest.TempPathFactory, some_rows: list[ClauseRow], known: Knowledge
) -> Iterator[Matcher]:
    engine: Engine = written(open_space(f"memory:{tmp_path_factory.mktemp('matching')}"), "g1", some_rows)
    yield Matcher(engine, known)
    engine.close()


def documents(matcher: Matcher, found: Matches) -> set[str]:
    return {clause.partition("/")[0] for clause in matcher.known.values.ids(found.newest)}


def exact(text: str) -> Intent:
    return Intent(parse_query(text), text, References(text), Repair(text), exact=True)


def words(text: str, references: References | None = None) -> Intent:
    asked = tuple((word, ()) for word in text.split())
    return Intent(parse_query(text), text, references or References(text), Repair(text), words=asked)


def test_the_first_condition_that_some_clause_satisfies_is_the_one(matcher: Matcher) -> None:
    asked = words("扬尘", References("扬尘", leads=frozenset({"市水务局"})))
    found = matcher.matches(asked, (), "clause")
    assert (found.count, found.condition.filters) == (1, (Filter("lead", ("市水务局",)),))
    asked = words("备案", References("备案", leads=frozenset({"市水务局"})))
    found = matcher.matches(asked, (), "clause")
    assert matcher.known.values.ids(found.newest) == [f"{HOTEL}/art_2"]
    assert found.condition.filters == ()


def test_where_no_condition_finds_anything_the_last_one_is_kept(matcher: Matcher) -> None:
    asked = words("旅馆", References("旅馆", dates=("2021-03",)))
    found = matcher.matches(asked, (), "clause")
    assert (found.count, found.condition.tree, found.condition.filters) == (0, Term("旅馆"), ())


def test_what_satisfies_a_query_with_its_title_is_counted_and_not_as_text(matcher: Matcher) -> None:
    found = matcher.matches(words("酒店业 备案"), (), "clause")
    assert (found.count, found.in_text) == (1, 0)
    assert matcher.matches(words("建立 无障碍"), (), "clause").in_text == 1


def test_of_no_clauses_none_match(matcher: Matcher) -> None:
    assert matcher.holding(Term("备案"), (), 1, np.array([], dtype=np.int64)).tolist() == []


@pytest.mark.parametrize("count", [1, 1000])
def test_some_clauses_match_however_many_do_in_all(matcher: Matcher, some_rows: list[ClauseRow], count: int) -> None:
    every = np.arange(len(some_rows))
    held = matcher.holding(Term("备案"), (), count, every)
    assert [some_rows[at].clause for at in np.flatnonzero(held)] == [f"{HOTEL}/art_2"]
    assert not matcher.holding(Term("备案"), (), count, every[~held]).any()


@pytest.mark.parametrize(
    ("text", "scope", "expected"),
    [
        ("无障碍 AND 备案", "clause", set()),
        ("无障碍 AND 备案", "document", {HOTEL}),
        ("扬尘 AND 健身", "document", set()),
        ("污染防治 -扬尘", "clause", {PLAN}),
        ("污染防治 -扬尘", "document", set()),
        ("-备案", "document", {PLAN, SPORTS}),
        ("扬尘 AND 健身", "issue", set()),
    ],
)
def test_a_unit_matches_by_all_its_clauses_and_what_came_outside_an_issue_is_one_by_itself(
    matcher: Matcher, text: str, scope: str, expected: set[str]
) -> None:
    found = matcher.matches(exact(text), (), scope)
    assert documents(matcher, found) == expected


def test_documents_outside_an_issue_are_no_unit_together(matcher: Matcher) -> None:
    known = knowledge((ADocument(PLAN), ADocument(SPORTS)), (AClause(PLAN), AClause(SPORTS)))
    assert Matcher(matcher.engine, known).matches(exact("扬尘 AND 健身"), (), "issue").count == 0


def test_an_issue_matches_by_all_its_documents(matcher: Matcher) -> None:
    known = knowledge(
        (ADocument(HOTEL, issue="x-1"), ADocument(PLAN, issue="x-2"), ADocument(SPORTS, issue="x-2")),
        (AClause(HOTEL), AClause(PLAN), AClause(SPORTS)),
    )
    found = Matcher(matcher.engine, known).matches(exact("扬尘 AND 健身"), (), "issue")
    assert documents(matcher, found) == {PLAN, SPORTS}


A, B, C = Term("甲"), Term("乙"), Term("丙")


@pytest.mark.parametrize(
    ("tree", "shown"),
    [
        (A, A),
        (And((A, B)), Or((A, B))),
        (And((A, Not(B))), A),
        (Not(A), None),
        (Or((Not(A), Not(B))), None),
        (Restrict("title", Not(A)), None),
        (Restrict("title", And((A, B))), Or((Restrict("title", A), Restrict("title", B)))),
        (And((A, Or((B, Not(C))))), Or((A, B))),
    ],
)
def test_shown_are_the_clauses_with_some_part_that_is_asked_for(tree: Node, shown: Node | None) -> None:
    assert scoped(tree, lambda _: {"x"}, {"x"})[0] == shown


@pytest.mark.parametrize(
    ("text", "units"),
    [("title:(甲 -丙)", {"x"}), ("title:(甲 | 丙)", {"x", "y"}), ("-title:甲", {"y"}), ("title:(-甲)", {"y"})],
)
def test_a_field_before_brackets_holds_for_each_part(text: str, units: set[str]) -> None:
    holders = {"甲": {"x"}, "丙": {"y"}}
    tree = parse_query(text).tree
    assert tree is not None

    def find(node: object) -> set[str]:
        assert "title" in repr(node)
        return next(found for word, found in holders.items() if word in repr(node))

    assert scoped(tree, find, {"x", "y"})[1] == units

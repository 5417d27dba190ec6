"""What a clause must satisfy, for each kind of thing that a query may name."""

from typing import Any

import pytest

from index.engines import Filter
from index.nodes import And, Node, Not, Number, Or, Phrase, Restrict, Term
from index.query import parse_query
from index.understanding.conditions import Condition, asked_words, conditions, in_text
from index.understanding.intent import Intent
from index.understanding.references import References
from index.understanding.repair import Repair

NUMBER = "临政发〔2021〕4号"
KEY = "linzhengfa-2021-4"
OWN = (Filter("number", (KEY,)),)
DREDGING = ("清淤", ())


def intent(typed: str, references: References | None = None, **given: Any) -> Intent:
    query = parse_query(typed)
    return Intent(query, given.pop("text", typed), references or References(typed), Repair(typed), **given)


def test_a_number_asks_for_the_words_in_its_document_whose_other_clauses_are_only_near_then_for_what_cites_it() -> None:
    found = conditions(intent(f"{NUMBER} 清淤", References("清淤", numbers=(KEY,)), words=(DREDGING,)))
    assert found == (
        Condition(Term("清淤"), OWN, OWN),
        Condition(None, OWN, OWN, near=True),
        Condition(And((Phrase(NUMBER), Term("清淤")))),
        Condition(Phrase(NUMBER)),
    )


def test_a_phrase_beside_words_is_held_as_it_is_typed_and_one_in_running_text_is_all_that_is_held() -> None:
    beside = conditions(intent('"河道养护" 清淤', words=(DREDGING,), quoted=("河道养护",)))
    assert beside == (Condition(And((Phrase("河道养护"), Term("清淤")))),)
    running = conditions(intent("什么是“河道养护”清淤", words=(DREDGING,), bound=("河道养护",)))
    assert running == (Condition(Phrase("河道养护")),)


def test_a_phrase_that_the_archive_has_nothing_of_is_one_word_of_a_match() -> None:
    found = conditions(intent("river chief system", words=(("river chief", ()), ("system", ()))))
    assert found == (Condition(And((Phrase("river chief"), Term("system")))),)


def test_beside_a_number_alone_all_clauses_may_be_near() -> None:
    assert conditions(intent(NUMBER, References("", numbers=(KEY,))))[0] == Condition(None, OWN)


def test_whether_a_number_is_in_force_is_answered_by_its_document_and_by_what_cites_it() -> None:
    (found,) = conditions(intent(f"{NUMBER} 有效吗", References("", numbers=(KEY,), validity=True)))
    assert isinstance(found.tree, Or)
    own, citing = found.tree.nodes
    assert isinstance(own, Number)
    assert citing == Phrase(NUMBER)


def test_an_article_is_looked_for_in_its_document_and_what_is_near_lies_there_too() -> None:
    within = (Filter("document", ("d1", "d2")),)
    (found,) = conditions(intent("某办法第三条", References("", documents=("d1", "d2"), article="3")))
    assert found == Condition(None, (*within, Filter("article", ("3",))), within)


def test_an_article_is_a_match_where_it_holds_the_words_beside_its_name() -> None:
    within = (Filter("document", ("d1",)),)
    own = (*within, Filter("article", ("3",)))
    asked = intent("某办法第三条 清淤", References("清淤", documents=("d1",), article="3"), words=(DREDGING,))
    assert conditions(asked) == (Condition(Term("清淤"), own, within), Condition(None, own, within, near=True))


def test_whether_a_paper_without_a_number_is_in_force_is_answered_by_its_clauses() -> None:
    within = (Filter("document", ("d1",)),)
    (found,) = conditions(intent("某办法有效吗", References("", documents=("d1",), validity=True)))
    assert found == Condition(None, within, within)


def test_the_words_beside_an_issue_are_looked_for_in_it() -> None:
    within = (Filter("issue", ("lj-2021-4",)),)
    asked = intent("第4期 清淤", References("清淤", issues=("lj-2021-4",)), words=(DREDGING,))
    assert conditions(asked) == (Condition(Term("清淤"), within, within),)


def test_a_lead_department_is_a_cell_before_it_is_a_word() -> None:
    asked = intent("市水务局 牵头 清淤", References("清淤", leads=frozenset({"水务局", "市水务局"})), words=(DREDGING,))
    cell, typed = conditions(asked)
    assert cell == Condition(Term("清淤"), (Filter("lead", ("市水务局", "水务局")),))
    assert typed == Condition(asked.query.tree)


@pytest.mark.parametrize(
    ("named", "low", "high"), [("2021-04-09", "2021-04-09", "2021-04-09"), ("2021-04", "2021-04-01", "2021-04-31")]
)
def test_a_day_is_that_day_and_a_month_all_its_days(named: str, low: str, high: str) -> None:
    dated, _ = conditions(intent("清淤", References("清淤", dates=(named,)), words=(DREDGING,)))
    assert dated == Condition(Term("清淤"), (Filter("date", low=low, high=high),))


def test_a_word_may_be_held_in_any_form_and_in_its_other_spelling() -> None:
    words = (("dredging", ("清淤", "silt", "清淤 疏浚")), ("30日", ()))
    (found,) = conditions(intent("dredging 30日", words=words, spelled={"30日": ("三十日",)}))
    assert found.tree == And((
        Or((Term("dredging"), Phrase("清淤"), Term("silt"), Phrase("清淤 疏浚"))),
        Or((Term("30日"), Phrase("三十日"))),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("title:(河道 清淤) -保洁", ["title:河道", "title:清淤"]),
        ("河道 OR 湖泊 河道", ["河道", "湖泊"]),
        ('"河道清淤" AND 湖*', ['"河道清淤"', "湖*"]),
    ],
)
def test_an_exact_query_asks_for_its_operands_each_once_and_for_none_that_it_excludes(
    typed: str, words: list[str]
) -> None:
    assert [*asked_words(intent(typed, exact=True))] == words


def test_an_operand_of_several_words_is_asked_for_as_a_whole_first() -> None:
    asked = intent("河道清淤\n湖泊", words=(("河道", ()), ("清淤", ()), ("湖泊", ())))
    assert asked_words(asked) == ('"河道清淤"', "河道", "清淤", "湖泊")


def test_a_phrase_is_asked_for_as_a_phrase() -> None:
    quoted = intent('"河道养护" 清淤', text="河道养护\n清淤", words=(DREDGING,), quoted=("河道养护",))
    assert asked_words(quoted) == ('"河道养护"', "清淤")


def test_a_term_of_several_words_is_asked_for_with_blanks_between() -> None:
    asked = intent("ethnic groups", text="ethnic\ngroups", words=(("ethnic\ngroups", ()),))
    assert asked_words(asked) == ("ethnic groups",)


@pytest.mark.parametrize(
    ("tree", "in_the_text"),
    [
        (None, None),
        (Term("河道"), Restrict("text", Term("河道"))),
        (Or((Term("河道"), Phrase("湖泊"))), Or((Restrict("text", Term("河道")), Restrict("text", Phrase("湖泊"))))),
        (And((Term("河道"), Not(Term("湖泊")))), And((Restrict("text", Term("河道")), Not(Term("湖泊"))))),
        (Restrict("title", Term("河道")), Restrict("title", Term("河道"))),
    ],
)
def test_a_clause_matches_by_itself_where_its_text_has_every_word_without_a_field(
    tree: Node | None, in_the_text: Node | None
) -> None:
    assert in_text(tree) == in_the_text

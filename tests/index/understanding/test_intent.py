"""How a query is read: what counts as written, what stands for a word, what can be taken out again."""

from dataclasses import replace
from typing import Any

import pytest

from index.query import parse_query
from index.understanding.groups import Group, GroupMember
from index.understanding.intent import Intent, IntentReader, Options
from index.understanding.synonyms import PLAIN
from tests.index.handmade import AClause, ADocument, knowledge

KNOWN = knowledge(
    (ADocument("d", title="临江市河道养护办法"),),
    (AClause("d", "养护单位应当在三十日内清淤，空气重污染时停工。GB37822 silt"),),
    glosses={"dredg": {"清淤": "glossary"}, "silt pond": {"养护": "dictionary"}},
    sounds={"qingyu": ("清淤",)},
    vocabulary=frozenset({"dredg", "silt", "pond"}),
)


def read(text: str, **options: Any) -> Intent:
    return IntentReader(KNOWN, Options(**options)).read(parse_query(text))


def test_what_was_mended_is_shown_and_taking_it_out_leaves_what_was_typed() -> None:
    found = read("清鱼")
    assert (found.text, found.repaired) == ("清淤", "清淤")
    assert ("清鱼", "清淤", "homophone") in found.expansions
    assert read("清鱼", without=frozenset({"清淤"})).text == "清鱼"
    assert read("清鱼", expand="none").repaired is None
    assert read("清鱼", off=frozenset({"repair"})).repaired is None


def test_a_number_is_ranked_in_the_spelling_that_clauses_have() -> None:
    found = read("30日内 清淤")
    assert found.text.split("\n")[0] == "三十日内"
    assert ("30日内", "三十日内", "numeral") in found.expansions
    assert read("三十日内 清淤").text.split("\n")[0] == "三十日内"
    assert read("30日内 清淤", without=frozenset({"三十日内"})).spelled == {}
    assert read("30日内 清淤", expand="none").spelled == {}


def test_a_number_that_clauses_have_as_typed_is_ranked_so() -> None:
    both = knowledge((ADocument("d"),), (AClause("d", "30日内清淤，三十日内保洁。"),))
    found = IntentReader(both, Options()).read(parse_query("30日内 清淤"))
    assert found.text == "30日内\n清淤"
    assert found.spelled == {"30日内": ("三十日内",)}


def test_each_expansion_is_shown_once_with_the_first_word_that_it_stands_for_in_order() -> None:
    def group(source: str, *terms: str) -> Group:
        return Group(source, tuple(GroupMember(term, 1.0, "glossary") for term in terms))

    found = replace(read("dredging"), groups=(group("a", "甲", "乙"), group("b", "乙", "丙")))
    assert [(source, to) for source, to, _ in found.expansions] == [("a", "甲"), ("a", "乙"), ("b", "丙")]


@pytest.mark.parametrize("expand", ["synonym", "bilingual"])
def test_an_everyday_word_is_one_word_of_a_match_with_its_other_names(expand: str) -> None:
    found = read("雾霾 停工", expand=expand)
    assert ("雾霾", ("空气重污染",)) in found.words
    assert ("雾霾", "空气重污染", PLAIN) in found.expansions


def test_without_expansion_a_word_stands_for_itself() -> None:
    assert all(one.members == (GroupMember(one.source, 1.0),) for one in read("雾霾 停工", expand="none").groups)


def test_english_is_translated_only_where_both_languages_are_asked_for() -> None:
    assert read("dredging").words == (("dredging", ("清淤",)),)
    assert read("dredging", expand="synonym").words == (("dredging", ()),)
    assert read("dredging", off=frozenset({"structured"})).words == (("dredging", ()),)


def test_a_word_may_be_held_by_what_stands_for_the_phrase_that_it_is_part_of() -> None:
    assert dict(read("silt pond").words)["pond"] == ("养护",)


def test_the_words_of_an_exact_query_rank_and_are_expanded_by_nothing() -> None:
    found = read("雾霾 AND 停工")
    assert found.exact
    assert [len(one.members) for one in found.groups] == [1] * len(found.groups)
    assert {one.source for one in found.groups} >= {"雾霾", "停工"}


@pytest.mark.parametrize(
    ("text", "opaque"),
    [
        ("GB37822", True),
        ("GB 37822", True),
        ("30日内", True),
        ("xqzzk", True),
        ("dredging 37822", False),
        ("silt", False),
        ("清淤", False),
    ],
)
def test_a_code_a_figure_and_what_is_no_word_have_no_meaning_to_be_near_to(text: str, *, opaque: bool) -> None:
    assert read(text).opaque is opaque


def test_what_is_excluded_says_nothing_of_what_is_meant() -> None:
    assert read("清淤 -停工").text == "清淤"


def test_only_in_running_text_does_a_quotation_bind_its_phrase_alone() -> None:
    assert read("什么是“河道养护”单位").bound == ("河道养护",)
    assert read('"河道养护" "清淤"').bound == ()


def test_a_phrase_beside_words_is_neither_mended_nor_expanded_nor_taken_apart() -> None:
    found = read('清鱼 "清鱼养护" dredging')
    assert (found.quoted, found.bound) == (("清鱼养护",), ())
    assert found.repaired == '"清鱼养护" 清淤 dredging'
    assert [word for word, _ in found.words] == ["清淤", "dredging"]
    assert "养护" in {group.source for group in found.groups}
    assert {source for source, _, _ in read('"雾霾停工" 清淤').expansions} == set()


@pytest.mark.parametrize(("text", "words"), [("的", ["的"]), ("什么", ["什么"]), ("during", ["during"])])
def test_a_word_that_carries_no_topic_is_looked_for_where_nothing_else_was_typed(text: str, words: list[str]) -> None:
    assert [word for word, _ in read(text).words] == words
    assert [word for word, _ in read(f"{text} 清淤").words] == ["清淤"]
    assert read(f"临政发〔2021〕4号 {text}").words == ()


def test_references_can_be_left_unread() -> None:
    asked = "河道养护办法 第4期"
    assert read(asked).references.issues == ()
    assert read(asked, off=frozenset({"references"})).references.issues is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("没清淤罚多少", ["清淤", "罚"]),
        ("去哪备案", ["备案"]),
        ("我家能不能停工", ["停工"]),
        ("多久内要清淤", ["多久", "清淤"]),
        ("去产能", ["去产能"]),
        ("会", ["会"]),
    ],
)
def test_a_match_need_not_hold_the_words_with_which_a_question_is_asked(text: str, words: list[str]) -> None:
    assert [word for word, _ in read(text).words] == words


def test_all_that_was_typed_counts_where_nothing_is_expanded() -> None:
    assert [word for word, _ in read("没清淤", expand="none").words] == ["没清淤"]


def test_no_word_reaches_over_an_everyday_word_and_those_that_overlap_leave_nothing_behind() -> None:
    fines = knowledge((ADocument("d"),), (AClause("d", "擅自砍伐树木的，按照标准处以罚款，并处罚责任人。"),))
    asked = IntentReader(fines, Options()).read(parse_query("砍伐树木罚多少钱"))
    assert [word for word, _ in asked.words] == ["多少钱", "罚多少", "砍伐", "树木"]
    only = knowledge((ADocument("d"),), (AClause("d", "擅自砍伐树木的，处以罚款。"),))
    asked = IntentReader(only, Options()).read(parse_query("砍伐树木罚多少钱"))
    assert [word for word, _ in asked.words] == ["罚多少", "砍伐", "树木", "钱"]

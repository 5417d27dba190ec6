"""A word of a query and what may stand for it: what is shown, what can be taken out, what it weighs."""

import numpy as np
import pytest

from index.ranking import RANKING
from index.understanding.groups import NEAREST, Group, GroupMember, weigh
from tests.index.handmade import TextPostings

FIRST = np.array([0])
TYPED = GroupMember("清淤", 1.0)


def test_an_expansion_can_be_taken_out_and_the_word_itself_cannot() -> None:
    group = Group("清淤", (TYPED, GroupMember("疏浚", 0.8, "glossary")))
    assert group.without(frozenset({"清淤", "疏浚"})).members == (TYPED,)


def test_the_surest_expansions_are_shown_and_no_more_than_a_few() -> None:
    sure = [GroupMember(f"词{at}", 0.9 - at / 10, "glossary") for at in range(5)]
    assert Group("x", (TYPED, *sure)).shown == tuple(sure[: RANKING.expansion.shown_members])
    assert Group("x", (GroupMember("远", RANKING.expansion.form_share - 0.01, NEAREST),)).shown == ()


def test_of_a_word_inside_a_known_phrase_nothing_is_shown() -> None:
    member = GroupMember("疏浚", 1.0, "glossary")
    assert Group("dredging", (member,), RANKING.expansion.inside_phrase).shown == ()
    assert Group("dredging", (member,)).shown == (member,)


@pytest.mark.parametrize(
    ("whys", "is_guess"), [((NEAREST, NEAREST), True), ((NEAREST, "glossary"), False), (("",), False)]
)
def test_a_group_is_a_guess_where_all_its_terms_are_only_near(whys: tuple[str, ...], *, is_guess: bool) -> None:
    group = Group("x", tuple(GroupMember(f"词{at}", 1.0, why) for at, why in enumerate(whys)))
    assert group.is_guess is is_guess


def test_a_word_that_is_only_guessed_counts_less_as_evidence() -> None:
    postings = TextPostings(["疏浚", "保洁"])
    sure, guessed = (weigh(postings, [Group("x", (GroupMember("疏浚", 1.0, why),))]) for why in ("glossary", NEAREST))
    assert sure.coverage.at(FIRST).tolist() == [1]
    assert guessed.coverage.at(FIRST) == pytest.approx(RANKING.limits.guess)
    assert sure.scores.values.tolist() == guessed.scores.values.tolist()


def test_another_occurrence_adds_less_than_the_one_before() -> None:
    evidence = weigh(TextPostings(["清淤", "清淤清淤", "清淤" * 3, "无"]), [Group("清淤", (TYPED,))])
    once, twice, often = evidence.scores.values.tolist()
    assert 0 < often - twice < twice - once < once


def test_a_clause_that_holds_half_of_the_words_holds_half_of_the_query() -> None:
    groups = [Group(word, (GroupMember(word, 1.0),)) for word in ("清淤", "保洁")]
    assert weigh(TextPostings(["清淤", "保洁"]), groups).coverage.values.tolist() == pytest.approx([0.5, 0.5])
    assert weigh(TextPostings(["清淤"]), []).coverage.at(FIRST).tolist() == [0]

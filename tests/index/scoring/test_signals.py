"""What each signal gives a clause, and what it takes: one rule of the ranking a test, over clauses that are given."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index.engines import Filter
from index.knowledge.answer_kinds import AnswerKind
from index.knowledge.knowledge import Knowledge
from index.language.place_names import places_in
from index.query import parse_query
from index.ranking import RANKING
from index.scoring.candidates import candidates, nearest_candidates
from index.scoring.signals import PARTS, Lexical, fuse
from index.understanding.groups import Group, GroupMember
from index.understanding.intent import Intent
from index.understanding.references import References
from index.understanding.repair import Repair
from tests.index.handmade import AClause, ADocument, knowledge

MODEL = RANKING.signals
ONE = (ADocument("d"),)


def intent(text: str = "河道清淤", references: References | None = None, **given: Any) -> Intent:
    found = references or References(text)
    return Intent(parse_query(text or "河"), text, found, Repair(text), **{"chinese": not text.isascii()} | given)


def signal(name: str, asked: Intent, known: Knowledge, part: str = "") -> list[float]:
    """One signal of all clauses, with every other part switched off."""
    off = frozenset(PARTS) - {part or f"{name}s"}
    everything = np.arange(known.values.size)
    return fuse(asked, Lexical.of(asked, known, off), everything, known, off).signals[name].tolist()


def test_a_clause_that_only_leads_in_loses_unless_it_issues_its_document() -> None:
    known = knowledge(ONE, [AClause("d", leading=True), AClause("d", leading=True, prior=1.0), AClause("d")])
    assert signal("lead_in", intent(), known) == [-MODEL.lead_in_loss, 0, 0]


def test_the_shorter_a_clause_is_beside_a_chinese_query_the_more_it_loses() -> None:
    known = knowledge(ONE, [AClause("d", length=one) for one in (0, 10, 20, 500)])
    loss = MODEL.short_loss
    assert signal("short", intent("广场舞噪音扰民谁管"), known) == pytest.approx([-loss, -loss * 4 / 9, 0, 0])
    assert signal("short", intent("噪" * 300), known) == pytest.approx([-loss, -loss * 5 / 6, -loss * 2 / 3, 0])
    assert (
        "short"
        not in fuse(
            intent("noise"), Lexical.of(intent("noise"), known, frozenset()), np.arange(4), known, frozenset()
        ).signals
    )


def test_a_clause_gains_by_the_place_that_was_asked_for_and_loses_by_others_alone() -> None:
    hubei, hunan = places_in("湖北"), places_in("湖南")
    known = knowledge(ONE, [AClause("d", places=one) for one in (hubei, hunan, hubei | hunan, 0)])
    gain = MODEL.place_gain
    assert signal("place", intent("湖北河道"), known) == [gain, -gain, gain, 0]
    assert signal("place", intent("河道"), known) == [0, 0, 0, 0]


def test_the_rarer_an_answer_the_more_its_statement_counts() -> None:
    states = [AnswerKind.TIME, AnswerKind.AMOUNT | AnswerKind.TIME, AnswerKind.TIME, 0]
    known = knowledge(ONE, [AClause("d", answers=int(one)) for one in states])
    time, amount = (signal("answer", intent(wants=(kind,)), known) for kind in (AnswerKind.TIME, AnswerKind.AMOUNT))
    assert amount[1] > time[1] > 0 > time[3]
    assert signal("answer", intent(wants=(AnswerKind.SANCTION,)), known) == [0] * 4


def test_a_fine_counts_no_more_than_the_sanctions_of_which_it_is_one() -> None:
    sanction, fine = int(AnswerKind.SANCTION), int(AnswerKind.SANCTION | AnswerKind.FINE)
    known = knowledge(ONE, [AClause("d", answers=one) for one in (fine, sanction, *[0] * 8)])
    fines, sanctions = (
        signal("answer", intent(wants=(kind,)), known) for kind in (AnswerKind.FINE, AnswerKind.SANCTION)
    )
    assert fines[0] == pytest.approx(sanctions[0])
    assert fines[1] < 0 < sanctions[1]


def test_what_every_clause_states_tells_nothing() -> None:
    known = knowledge(ONE, [AClause("d", answers=int(AnswerKind.TIME))] * 3)
    assert signal("answer", intent(wants=(AnswerKind.TIME,)), known) == [0, 0, 0]


TITLED = (ADocument("d", title="河道清淤规程"), ADocument("e", title="湖泊养护办法"), ADocument("f", title="河道湖泊"))


def test_a_title_that_the_text_is_counts_more_for_the_clause_that_stands_for_its_document() -> None:
    clauses = [AClause("d", prior=1.0), AClause("d"), AClause("e", prior=1.0), AClause("f", prior=1.0)]
    first, other, *rest = signal("title", intent("河道清淤规程"), knowledge(TITLED, clauses))
    assert first == pytest.approx(MODEL.title_gain * (MODEL.title_base + 1))
    assert other == pytest.approx(MODEL.title_gain * MODEL.title_base)
    assert rest == [0, 0]


def test_of_fewer_than_three_pairs_of_characters_no_title_is_made() -> None:
    known = knowledge(TITLED, [AClause("d", prior=1.0)])
    assert signal("title", intent("清淤"), known) == [0]
    assert signal("title", intent("清淤规程"), known)[0] > 0


def test_words_that_no_title_has_count_against_all() -> None:
    known = knowledge(TITLED, [AClause("d", prior=1.0)])
    whole = signal("title", intent("河道清淤规程"), known)[0]
    assert 0 <= signal("title", intent("河道清淤规程的主要内容"), known)[0] < whole


def test_a_task_gains_by_the_department_and_by_the_deadline_that_were_asked_for() -> None:
    clauses = [
        AClause("d", lead="市水务局", deadline="年底前"),
        AClause("d", lead="市水务局"),
        AClause("d", deadline="年底前"),
        AClause("d"),
    ]
    asked = References("清淤", leads=frozenset({"市水务局", "水务局"}), deadline="年底前")
    lead, deadline = MODEL.lead_gain, MODEL.deadline_gain
    assert signal("task", intent("清淤", asked), knowledge(ONE, clauses)) == [lead + deadline, lead, deadline, 0]


DATED = (
    ADocument("d", "2021-04-09", "lin-2021-4", "lj-2021-4"),
    ADocument("e", "2022-01-01", "lin-2022-9", "lj-2022-1"),
)
LAKE = [
    AClause("d", prior=1.0),
    AClause("d"),
    AClause("e"),
    AClause("e", answers=int(AnswerKind.REPEAL)),
    AClause("e"),
]
CITED = knowledge(DATED, LAKE, citations={"lin-2021-4": (2, 3)})


def test_documents_of_the_date_gain_most_in_the_clause_that_stands_for_them() -> None:
    found = signal("named", intent("清淤", References("清淤", dates=("2021-04",))), CITED, "references")
    gain = MODEL.date_gain
    assert found == pytest.approx([gain * (MODEL.title_base + 1), gain * MODEL.title_base, 0, 0, 0])


def test_an_issue_alone_is_in_the_order_that_introduces_its_documents() -> None:
    issue = References("", issues=("lj-2021-4",))
    assert signal("named", intent("", issue), CITED, "references") == [MODEL.prior_gain, 0, 0, 0, 0]
    assert signal("named", intent("清淤", issue), CITED, "references") == [0] * 5


@pytest.mark.parametrize(
    ("text", "is_asked_of_force", "order"),
    [("", False, [0, 1, 2, 2, 3]), ("清淤", False, [0, 0, 1, 1, 2]), ("", True, [1, 2, 3, 0, 4])],
    ids=["a number", "words beside it", "whether it is in force"],
)
def test_a_number_has_its_document_first_then_what_cites_it_and_what_repeals_it_before_all_where_that_is_asked(
    text: str,
    *,
    is_asked_of_force: bool,
    order: list[int],
) -> None:
    asked = References(text, numbers=("lin-2021-4",), validity=is_asked_of_force)
    found = signal("named", intent(text, asked), CITED, "references")
    ranks = sorted(set(found), reverse=True)
    assert [ranks.index(one) for one in found] == order


def test_a_named_article_is_before_the_others_of_its_document_whatever_words_it_has() -> None:
    known = knowledge(DATED, [AClause("d", article="2"), AClause("d", article="3"), AClause("e", article="3")])
    asked = References("清淤", documents=("d",), article="3")
    assert signal("named", intent("清淤", asked), known, "references") == [0, MODEL.named_gain, 0]
    assert chosen(intent("清淤", asked), known, Filter("document", ("d",))) == [1]


def test_a_named_clause_outweighs_all_that_words_can_give() -> None:
    named = signal("named", intent("", References("", numbers=("lin-2021-4",))), CITED, "references")
    assert named[2] > MODEL.cap * (MODEL.pairs + MODEL.groups) + 2 * MODEL.title_gain + MODEL.place_gain


WORDS = [AClause("d", "河道清淤保洁"), AClause("d", "河道疏浚"), AClause("d", "湖泊"), AClause("d", "湖泊养护")]


def test_in_chinese_groups_count_what_stands_for_a_word_and_pairs_the_word_itself() -> None:
    known = knowledge(ONE, WORDS)
    plain = Group("河道", (GroupMember("河道", 1.0),))
    other = Group("清淤", (GroupMember("清淤", 1.0), GroupMember("疏浚", 0.9, "x")))
    of_both = signal("groups", intent(groups=(plain, other)), known, "groups")
    assert of_both == signal("groups", intent(groups=(other,)), known, "groups")
    assert of_both[1] > of_both[2]
    assert signal("groups", intent(groups=(plain,)), known, "groups") == [0] * 4
    assert signal("pairs", intent(), known, "pairs")[0] > 0


def test_without_an_encoder_nothing_is_near() -> None:
    known = knowledge(ONE, WORDS)
    asked = intent()
    found = fuse(asked, Lexical.of(asked, known, frozenset()), np.arange(4), known, frozenset())
    assert found.nearness is None
    assert found.total == pytest.approx(sum(found.signals.values()))


@pytest.mark.parametrize(
    ("text", "times"), [("river", 1), ("river " * 6, 1), ("river " * 12, 2), ("river " * 90, 3), ("河道 " * 90, 1)]
)
def test_nearness_counts_the_more_the_more_words_an_english_query_has_to_a_limit(text: str, times: float) -> None:
    def nothing(*_: object) -> None:
        return None

    def one(_: object, candidates: Any) -> Any:
        return np.ones(len(candidates), np.float32), None

    vectors = SimpleNamespace(asked=nothing, nearness=one)
    known = replace(knowledge(ONE, WORDS), vectors={"use": vectors})  # type: ignore[dict-item]
    assert signal("use", intent(text), known, "vectors") == pytest.approx([times] * 4)


def chosen(asked: Intent, known: Knowledge, *filters: Filter) -> list[int]:
    lexical = Lexical.of(asked, known, frozenset())
    passing = known.values.passing(filters)
    near = nearest_candidates(asked, known, passing, frozenset())
    return candidates(asked, lexical, near, known, passing).tolist()


def test_candidates_have_some_of_the_words_or_the_title_and_pass_the_filters_each_once_in_order() -> None:
    clauses = [AClause("d", "河道清淤"), AClause("d", "保洁"), AClause("e", "湖泊"), AClause("e", "湖泊清淤")]
    known = knowledge(TITLED, clauses)
    assert chosen(intent("清淤"), known) == [0, 3]
    assert chosen(intent("河道清淤规程"), known) == [0, 1, 3]
    assert chosen(intent("清淤"), known, Filter("document", ("e",))) == [3]


def test_of_a_number_its_citations_are_candidates_and_without_words_what_was_named_is() -> None:
    assert chosen(intent("", References("", numbers=("lin-2021-4",))), CITED) == [2, 3]
    assert chosen(intent("", References("", issues=("lj-2021-4",))), CITED, Filter("issue", ("lj-2021-4",))) == [0, 1]

"""A clause that answers comes before one that mentions: what questions ask for, and which clauses state it."""

import pytest

from index.understanding.questions import Answer, stated, wanted


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("备案要多久", (Answer.TIME,)),
        ("how long does registration take", (Answer.TIME,)),
        ("deadline for dust control", (Answer.TIME,)),
        ("校医按多少学生配备", (Answer.AMOUNT,)),
        ("how many PE classes a week", (Answer.AMOUNT,)),
        ("哪个部门牵头", (Answer.BODY,)),
        ("who is responsible for noise", (Answer.BODY,)),
        ("违规排污怎么罚", (Answer.SANCTION,)),
        ("酒店可以收押金吗", (Answer.PERMISSION,)),
        ("开养老院有什么要求", (Answer.PERMISSION,)),
        ("哪些条件下可以停工", (Answer.PERMISSION,)),
        ("requirements for food stalls", (Answer.PERMISSION,)),
        ("总体要求", ()),
        ("air conditioning of offices", ()),
        ("酒店 备案", ()),
        ("fine particles", ()),
        ("fine for littering", (Answer.SANCTION,)),
        ("refined oil storage", ()),
    ],
)
def test_a_question_asks_for_a_kind_of_answer(query: str, kinds: tuple[Answer, ...]) -> None:
    assert wanted(query) == kinds


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("应当在30日内向所在区行业主管部门备案。", Answer.TIME),
        ("完成时限:年底前。", Answer.TIME),
        ("农村生活污水处理率达到80%以上。", Answer.AMOUNT),
        ("由市水务局牵头。", Answer.BODY),
        ("依法责令限期改正。", Answer.SANCTION),
        ("不得收取押金。", Answer.PERMISSION),
    ],
)
def test_a_clause_states_answers(clause: str, kind: Answer) -> None:
    assert kind in stated(clause)


def test_a_heading_states_nothing() -> None:
    assert stated("总体要求") == Answer(0)

"""A clause that answers comes before one that mentions: what questions ask for, and which clauses state it."""

import pytest

from index.knowledge.answer_kinds import AnswerKind, stated, subject, wanted


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("备案要多久", (AnswerKind.TIME,)),
        ("how long does registration take", (AnswerKind.TIME,)),
        ("deadline for dust control", (AnswerKind.TIME,)),
        ("校医按多少学生配备", (AnswerKind.AMOUNT,)),
        ("how many PE classes a week", (AnswerKind.AMOUNT,)),
        ("哪个部门牵头", (AnswerKind.BODY,)),
        ("who is responsible for noise", (AnswerKind.BODY,)),
        ("违规排污怎么罚", (AnswerKind.SANCTION,)),
        ("酒店可以收押金吗", (AnswerKind.PERMISSION,)),
        ("开养老院有什么要求", (AnswerKind.PERMISSION,)),
        ("哪些条件下可以停工", (AnswerKind.PERMISSION,)),
        ("requirements for food stalls", (AnswerKind.PERMISSION,)),
        ("总体要求", ()),
        ("air conditioning of offices", ()),
        ("酒店 备案", ()),
        ("fine particles", ()),
        ("fine for littering", (AnswerKind.SANCTION, AnswerKind.FINE)),
        ("砍树罚多少钱", (AnswerKind.AMOUNT, AnswerKind.SANCTION, AnswerKind.FINE)),
        ("被罚几次会上黑名单", (AnswerKind.AMOUNT, AnswerKind.SANCTION)),
        ("refined oil storage", ()),
        ("去哪申请公租房", (AnswerKind.ADDRESSEE,)),
        ("向谁举报占道经营", (AnswerKind.BODY, AnswerKind.ADDRESSEE)),
        ("where to apply for public rental housing", (AnswerKind.ADDRESSEE,)),
        ("in which case is a place where food is sold closed", ()),
        ("改造在哪些小区进行", ()),
        ("普查各阶段时间", (AnswerKind.TIME,)),
        ("报名起止时间是", (AnswerKind.TIME,)),
        ("时间银行", ()),
    ],
)
def test_a_question_asks_for_a_kind_of_answer(query: str, kinds: tuple[AnswerKind, ...]) -> None:
    assert wanted(query) == kinds


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("应当在30日内向所在区行业主管部门备案。", AnswerKind.TIME),
        ("完成时限:年底前。", AnswerKind.TIME),
        ("农村生活污水处理率达到80%以上。", AnswerKind.AMOUNT),
        ("由市水务局牵头。", AnswerKind.BODY),
        ("依法责令限期改正。", AnswerKind.SANCTION),
        ("处五百元以上一千元以下罚款。", AnswerKind.FINE),
        ("不得收取押金。", AnswerKind.PERMISSION),
        ("申请人向户籍所在地街道办事处提出申请。", AnswerKind.ADDRESSEE),
        ("可登录市政府门户网站查询。", AnswerKind.ADDRESSEE),
        ("第二阶段。2019年3月至2020年1月，逐户登记。", AnswerKind.TIME),
    ],
)
def test_a_clause_states_answers(clause: str, kind: AnswerKind) -> None:
    assert kind in stated(clause)


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("who runs river cleaning", "river cleaning"),
        ("Who is in charge of river cleaning", "river cleaning"),
        ("什么是河长", "河长"),
        ("河道清淤去哪备案", "河道清淤 备案"),
        ("改造在哪些小区进行", "改造在哪些小区进行"),
        ("who", "who"),
        ("a man who runs", "a man who runs"),
    ],
)
def test_what_only_asks_is_no_part_of_what_is_asked_about(query: str, rest: str) -> None:
    assert subject(query) == rest


def test_a_heading_states_nothing() -> None:
    assert stated("总体要求") == AnswerKind(0)

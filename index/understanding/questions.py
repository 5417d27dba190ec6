"""What kind of answer a question asks for, and which clauses state one: what answers comes before what mentions."""

import re
from dataclasses import dataclass
from enum import IntFlag


class Answer(IntFlag):
    """Kinds of answers that a provision can state."""

    TIME = 1
    AMOUNT = 2
    BODY = 4
    SANCTION = 8
    PERMISSION = 16


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a query asks for an answer, and how a clause words it."""

    answer: Answer
    asked: re.Pattern[str]
    stated: re.Pattern[str]


def _kind(answer: Answer, asked: str, stated: str) -> _Kind:
    return _Kind(answer, re.compile(asked, re.IGNORECASE), re.compile(stated))


_KINDS = (
    _kind(
        Answer.TIME,
        r"多久|多长|几天|几个月|几年|什么时候|何时|期限|时限"
        r"|\bhow (?:long|soon|many (?:days|months|years))\b|\bwhen\b|\bdeadline|\bwithin\b|\btime limit",
        r"[0-9一二三四五六七八九十两]+个?(?:工作日|日|天|小时|个月|月|年)(?:内|以内|前)|[年月]底前|起施行|时限",
    ),
    _kind(
        Answer.AMOUNT,
        r"多少|几[个次名节家人岁]|比例|占比"
        r"|\bhow (?:many|much)\b|\bratio\b|\bpercentage\b|\bshare of\b|\btargets?\b|\bnumber of\b",
        r"[0-9]+(?:\.[0-9]+)?(?:%|万|个|名|家|次|节|人|公顷|公里|吨|辆|元|座|平方|立方)|百分之|比例",
    ),
    _kind(
        Answer.BODY,
        r"谁|哪[个些]?(?:部门|单位|机构)|归.管"
        r"|\bwho\b|\b(?:which|what) (?:department|agency|authority|body|bureau)\b|\bresponsible\b",
        r"牵头|主责|负责|主管部门",
    ),
    _kind(
        Answer.SANCTION,
        r"罚|后果|\bpenal(?:ty|ties)\b|\bfined\b|\bfines?\b(?!\s+(?:particl|particul|dust|art))|\bpunish|\bsanction",
        r"处罚|罚款|查处|责令|追究|吊销|取消|黑名单|曝光|约谈",
    ),
    _kind(
        Answer.PERMISSION,
        r"可以|能不能|能否|允许|必须|吗$|吗[?？]|(?:什么|哪些)(?:要求|条件|资格)"
        r"|\b(?:can|may|must|allowed|permitted|required|have to|eligib\w+|requirements?|conditions? (?:for|of|to))\b",
        r"可以|不得|禁止|应当|允许|必须",
    ),
)


def wanted(query: str) -> tuple[Answer, ...]:
    """The kinds of answers that a query asks for; none where it only names a subject."""
    return tuple(kind.answer for kind in _KINDS if kind.asked.search(query))


def stated(clause: str) -> Answer:
    """The kinds of answers that the text of a clause states."""
    found = Answer(0)
    for kind in _KINDS:
        if kind.stated.search(clause):
            found |= kind.answer
    return found

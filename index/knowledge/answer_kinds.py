"""What kind of answer a question asks for, and which clauses state one: what answers comes before what mentions."""

import re
from dataclasses import dataclass
from enum import IntFlag


class AnswerKind(IntFlag):
    """Kinds of answers that a provision can state; ``REPEAL`` is asked for by what a query names, not by its words."""

    TIME = 1
    AMOUNT = 2
    BODY = 4
    SANCTION = 8
    PERMISSION = 16
    REPEAL = 32
    DEFINITION = 64
    ADDRESSEE = 128
    FINE = 256


#: The kinds whose words leave no doubt: a clause without them does not state such an answer.
CERTAIN = (AnswerKind.FINE,)
#: The kinds that are within another.
WIDER = {AnswerKind.FINE: AnswerKind.SANCTION}


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a query asks for an answer, and how a clause words it."""

    answer: AnswerKind
    asked: re.Pattern[str]
    stated: re.Pattern[str]


def _kind(answer: AnswerKind, asked: str, stated: str) -> _Kind:
    return _Kind(answer, re.compile(asked, re.IGNORECASE), re.compile(stated))


_KINDS = (
    _kind(
        AnswerKind.TIME,
        r"多久|多长|几天|几个月|几年|什么时候|何时|期限|时限|时间(?:是|为|安排)?\W*$"
        r"|\bhow (?:long|soon|many (?:days|months|years))\b|\bwhen\b|\bdeadline|\bwithin\b|\btime limit",
        r"[0-9一二三四五六七八九十两]+个?(?:工作日|日|天|小时|个月|月|年)(?:内|以内|前)|[年月]底前|[0-9]+[年月日]至|起施行|时限",
    ),
    _kind(
        AnswerKind.AMOUNT,
        r"多少|几[个次名节家人岁]|比例|占比"
        r"|\bhow (?:many|much)\b|\bratio\b|\bpercentage\b|\bshare of\b|\btargets?\b|\bnumber of\b",
        r"[0-9]+(?:\.[0-9]+)?(?:%|万|个|名|家|次|节|人|公顷|公里|吨|辆|元|座|平方|立方)|百分之|比例",
    ),
    _kind(
        AnswerKind.BODY,
        r"谁|哪[个些]?(?:部门|单位|机构)|归.管"
        r"|\bwho\b|\b(?:which|what) (?:department|agency|authority|body|bureau)\b|\bresponsible\b",
        r"牵头|主责|负责|主管部门",
    ),
    _kind(
        AnswerKind.SANCTION,
        r"罚|后果|\bpenal(?:ty|ties)\b|\bfined\b|\bfines?\b(?!\s+(?:particl|particul|dust|art))|\bpunish|\bsanction",
        r"处罚|罚款|查处|责令|追究|吊销|取消|黑名单|曝光|约谈",
    ),
    _kind(
        AnswerKind.FINE,
        r"罚(?:款|金|钱)?(?:是|要|会|得|需)?(?:多少|几(?:元|块|百|千|万))|罚(?:款|金)的?(?:标准|数额|金额|幅度)"
        r"|\bfined\b|\bfines?\b(?!\s+(?:particl|particul|dust|art))",
        r"罚款|罚金",
    ),
    _kind(
        AnswerKind.PERMISSION,
        r"可以|能不能|能否|允许|必须|吗$|吗[?？]|(?:什么|哪些)(?:要求|条件|资格)"
        r"|\b(?:can|may|must|allowed|permitted|required|have to|eligib\w+|requirements?|conditions? (?:for|of|to))\b",
        r"可以|不得|禁止|应当|允许|必须",
    ),
    _kind(
        AnswerKind.DEFINITION,
        r"什么是|什么叫|何[谓为]|定义|是什么意思|是指什么|指的?是什么|\bdefin(?:ition|ed?)\b|\bmeaning of\b",
        r"所称|是指|系指",
    ),
    _kind(
        AnswerKind.ADDRESSEE,
        r"[去到在向从][谁哪](?![家个些方])|哪里|哪儿|何处|什么地方"
        r"|\bwhere (?:to|do|does|can|could|should|must|may|is|are)\b|\band where\b|\bwhere\W*$",
        r"[向到][^，。；、]{2,24}(?:申请|提出|备案|登记|报告|举报|投诉|反映|提交|递交|办理|申报|查询|领取|索赔)"
        r"|网站|网址|平台|窗口|热线|所在地|住所",
    ),
)
#: What asks for a definition, for a place, or in English for who is in charge, and is no part of what is asked about.
_ASKING = re.compile(
    r"什么是|什么叫|何[谓为]|的?定义(?:是什么)?|是什么意思|是指什么|指的?是什么"
    r"|[去到在](?:哪[里儿]?(?![家个些方])|何处|什么地方)|(?:(?<=多久)|(?<=几天)|(?<=个月)|(?<=几年)|(?<=时间))[之以]?内"
    r"|\b(?:definition|meaning) of\b|\bdefine\b"
    r"|^\s*who (?:runs?|handles?|manages?|oversees?|looks after|takes care of|deals with|is in charge of)\b",
    re.IGNORECASE,
)


def subject(query: str) -> str:
    """A query without what only asks for a definition, a place or who is in charge; itself where it is nothing else."""
    rest = _ASKING.sub(" ", query)
    return rest.strip() if any(char.isalnum() for char in rest) else query


def wanted(query: str) -> tuple[AnswerKind, ...]:
    """The kinds of answers that a query asks for; none where it only names a subject."""
    return tuple(kind.answer for kind in _KINDS if kind.asked.search(query))


_REPEAL = re.compile("废止|停止执行|不再执行|失效")


def stated(clause: str) -> AnswerKind:
    """The kinds of answers that the text of a clause states."""
    found = AnswerKind.REPEAL if _REPEAL.search(clause) else AnswerKind(0)
    for kind in _KINDS:
        if kind.stated.search(clause):
            found |= kind.answer
    return found

"""Columns of tables: which words name a column, and what a column of a task table holds by its name.

Columns are known by their names in any order. A table is one of tasks when it has a column of tasks or measures and one
of departments or deadlines; every other table is a list of records under its printed names.
"""

import re
from collections.abc import Sequence

#: The columns of a task table in the order of most tables.
COLUMNS = ("number", "task", "measures", "deadline", "lead", "responsible", "assisting")
_NUMBER = re.compile(r"序号|编号|序|No\.?", re.IGNORECASE)
_DEADLINE = re.compile(r"时限|时间|期限|进度|节点|日期")
#: Words for the department that answers for a task, and for those that help it.
LEAD, ASSISTING = "牵头", "协办|配合|协同|参与|参加|协助"
_LEAD = re.compile(LEAD)
_ASSISTING = re.compile(ASSISTING)
_RESPONSIBLE = re.compile(r"责任|主责|主办|主管|主体|负责|承办|主要单位|(?:落实|实施|有关|相关)(?:单位|部门)|部门")
_UNIT = re.compile(r"单位(?:名称)?")
_PERSON = re.compile(r"(?:人|领导)(?:员)?$")
#: What a column of tasks is called, the surest word first; so for a column of measures.
_TASK = (re.compile(r"任务"), re.compile(r"事项"), re.compile(r"工作"), re.compile(r"项目|目标"))
_MEASURES = (re.compile(r"措施|举措|做法|任务分解"), re.compile(r"内容"), re.compile(r"要求"))
#: Words that say of a table, beside its departments, that it is one of tasks.
_SURE_TASK = re.compile(r"任务|事项|工作|措施|举措|做法")
_WORK = re.compile(r"任务|工作|措施|举措|做法")
_INDICATOR = re.compile(r"指标")
#: A table of projects with what they cost is a list of records.
_COST = re.compile(r"投资|资金|金额|概算|预算|[万亿]元")
#: So is a list of powers with the law that gives each.
_BASIS = re.compile(r"依据")

#: Words that the name of a column ends in, in any table.
_NAME = re.compile(
    r"(?:序号|编号|代码|名称|姓名|性别|职务|职称|单位|部门|机构|企业|主体|任务|工作|措施|内容|举措|要求|目标|事项|项目|类别|类型|种类|分类|"
    r"时限|时间|期限|进度|节点|日期|年份|年度|季度|阶段|步骤|环节|频次|方式|方法|备注|说明|来源|牵头|责任|分工|职责|协办|配合|"
    r"指标|数值|数量|金额|面积|比例|比重|总量|总数|合计|得分|分值|评分|权重|标准|级别|等级|规模|投资|价格|费用|规格|型号|"
    r"地区|区县|区域|城市|街道|乡镇|地址|地点|位置|电话|联系人|负责人|责任人|依据|条件|范围|对象|材料|情形|性质|"
    r"文号|标题|题名|条款|(?:修改|修订|调整)[前后]|文件|法律|行为|权限|处罚|理由|效果|成果|结果|现状|值|率|价)(?:[（(][^（）()]{0,30}[)）])?$"
)
_ALONE = re.compile(r"区|市|县|年|月|日|序|全年|[一二三四]季度|上半年|下半年|\d{4}年")
#: The first column of a table of tasks, of a list, or of a table of districts.
_FIRST = frozenset(
    ("序号", "编号", "区", "地区", "区县", "县区", "区（市）", "区(市)", "县（市、区）", "县(市、区)", "区、县")
)
_LONGEST_NAME = 40
_FIGURE = re.compile(r"[\d.,()（）%％—\-+~/ ]+")
#: Figures with the unit behind them, also the two ends of a span: 300元/月, 10人以上30人以下, 不足5万元.
_MEASURED = re.compile(
    rf"(?:[<>≤≥＜＞约]|不足|超过|低于|高于)?{_FIGURE.pattern}[^\d。；，：]{{0,6}}(?:\d[\d.]*[^\d。；，：]{{0,6}})?"
)
#: The head of a contents page, which is no table of a document.
_PAGE = re.compile(r"页|页码|页次|页数")


def is_head(texts: Sequence[str]) -> bool:
    """Whether the cells of a row name columns: by the first one, or because most of them end in words of a head."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(_is_no_name(text) for text in filled):  # noqa: PLR2004 - a table has two columns
        return False
    if begins_head(texts):
        return True
    named = _count_named(filled)
    return named > 1 and named * 4 >= len(filled) * 3


def opens_table(texts: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table is its head: no two cells are alike, and two name columns or one has figures."""
    if not all(texts) or len({*texts}) < len(texts) or any(_is_no_name(text) for text in texts):
        return False
    columns = [[row[at] for row in below if at < len(row)] for at in range(1, len(texts)) if not texts[at][0].isdigit()]
    figures = any(len(column) > 1 and all(_MEASURED.fullmatch(text) for text in column) for column in columns)
    return figures or _count_named(texts) > 1


#: How the entry of a contents ends.
_ENTRY_END = re.compile(r"[（(/·.…]*\d{1,3}[)）]?")


def are_entries(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are the entries of a contents: each ends in a page number."""
    return all(_ENTRY_END.fullmatch(row[-1]) for row in rows)


def is_contents_head(texts: Sequence[str]) -> bool:
    """Whether a head is that of a contents page (标题, 文号, 页码)."""
    return any(_PAGE.fullmatch(text) for text in texts)


def begins_head(texts: Sequence[str]) -> bool:
    """Whether the first cell of a row alone says that it is a head: 序号, 区, 地区 and the like."""
    return bool(texts) and texts[0] in _FIRST


def _count_named(texts: Sequence[str]) -> int:
    return sum(bool(_NAME.search(text) or _ALONE.fullmatch(text)) for text in texts)


def _is_no_name(text: str) -> bool:
    return len(text) > _LONGEST_NAME or text.endswith(("。", "；", "，")) or bool(_FIGURE.fullmatch(text))


def task_roles(names: Sequence[str]) -> tuple[str, ...]:
    """What each column of a task table holds, ``""`` for a column beside; empty where the table is no task table."""
    roles: dict[int, str] = {}
    for role, pattern in (("number", _NUMBER), ("deadline", _DEADLINE)):
        _put(roles, role, [at for at, name in enumerate(names) if pattern.search(name)])
    _put_departments(roles, names)
    _put_texts(roles, names)
    found = tuple(roles.get(at, "") for at in range(len(names)))
    return _by_place(found, names) if _is_task_table(found, names) else ()


def _put(roles: dict[int, str], role: str, positions: Sequence[int]) -> None:
    """Gives the role to the first of the positions that has none."""
    if (at := next((at for at in positions if at not in roles), None)) is not None:
        roles[at] = role


def _put_departments(roles: dict[int, str], names: Sequence[str]) -> None:
    positions = [at for at, name in enumerate(names) if not _PERSON.search(name)]
    lead = [at for at in positions if _LEAD.search(names[at]) and not _ASSISTING.search(names[at])]
    _put(roles, "lead", lead)
    _put(roles, "assisting", [at for at in positions if _ASSISTING.search(names[at]) and not _LEAD.search(names[at])])
    _put(roles, "responsible", [at for at in positions if _RESPONSIBLE.search(names[at]) or _LEAD.search(names[at])])
    if not {"lead", "responsible"} & {*roles.values()} and not any(_INDICATOR.search(name) for name in names):
        _put(roles, "responsible", [at for at in positions if _UNIT.fullmatch(names[at])])


def _put_texts(roles: dict[int, str], names: Sequence[str]) -> None:
    """Tasks and measures; of two columns that may be either, the first names the task."""
    measures = [at for pattern in _MEASURES for at, name in enumerate(names) if pattern.search(name)]
    tasks = [at for pattern in _TASK for at, name in enumerate(names) if pattern.search(name) and at not in measures]
    free = [at for at in dict.fromkeys(tasks or measures) if at not in roles]
    if not measures or not tasks:
        free.sort()
    _put(roles, "task" if tasks or len(free) > 1 else "measures", free)
    _put(roles, "measures", measures or sorted(free))


def _is_task_table(roles: Sequence[str], names: Sequence[str]) -> bool:
    texts = [name for role, name in zip(roles, names, strict=True) if role in ("task", "measures")]
    has_departments = bool({"lead", "responsible", "assisting"} & {*roles})
    if any(_BASIS.search(name) for name in names) and not any(_WORK.search(name) for name in texts):
        return False
    if any(_SURE_TASK.search(name) for name in texts):
        return has_departments or "deadline" in roles
    if any(_COST.search(name) for name in names):
        return False
    return bool(texts) and has_departments and any(_LEAD.search(name) or "责" in name for name in names)


def _by_place(roles: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """A column whose name says nothing has the role of its position, where its neighbours have theirs."""
    found = list(roles)
    for at, (role, usual) in enumerate(zip(roles, COLUMNS, strict=False)):
        beside = [roles[i] == COLUMNS[i] for i in (at - 1, at + 1) if 0 <= i < min(len(roles), len(COLUMNS))]
        if not role and usual not in roles and all(beside) and not _NAME.search(names[at]):
            found[at] = usual
    return tuple(found)

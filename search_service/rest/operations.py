"""What the code of the interface does not say by itself: for each endpoint its Chinese summary, parameters, answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from index.schema import FACETS
from search_service.answer.views import SearchView
from search_service.documents.facsimile import FacsimileView
from search_service.documents.lookup import BodyView, ClausePage
from search_service.overviews.task_search import TASK_PARAMETERS
from search_service.overviews.task_views import TasksView
from search_service.overviews.terms import Concordance, Timeline
from search_service.request.parameters import MAX_PAGE, MAX_PER_PAGE, PARAMETERS
from search_service.rest.schemas import Schema

_TEXT: Schema = {"type": "string"}
_WHOLE: Mapping[str, Schema] = {
    "page": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE},
    "limit": {"type": "integer", "minimum": 1, "maximum": 500},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """``zh`` is the summary in Chinese; ``answer`` the type of the answer; ``statuses`` those that are no failure."""

    zh: str = ""
    parameters: tuple[Schema, ...] = ()
    answer: Any = None
    statuses: Mapping[str, str] = field(default_factory=lambda: {"200": "The answer."})


def operations() -> Mapping[str, Operation]:
    """Every endpoint for programs by its name."""
    search = tuple(_search_parameters())
    q = _query("q", "the term, or a query · 检索词或检索式", _TEXT, required=True)
    typed = _query("q", "what was typed so far · 已输入的文字", _TEXT)
    of_lines = (q, _whole("page", "page of clauses · 页"))
    one_or_several = {"300": "Several documents.", "303": "The one document."}
    return {
        "api.search_clauses": Operation("检索条款；参数与网页相同。", search, SearchView),
        "api.list_issues": Operation("各期公报，新的在前。"),
        "api.one_issue": Operation("一期公报及其中英文目录。"),
        "api.one_document": Operation("一件公文：部分、关系、全部条款。"),
        "api.one_clause": Operation("一个条款：前后条款、出处、其他公文中的类似条款。", (), ClausePage),
        "api.list_bodies": Operation("发文机关及其公文数。", (), {"bodies": tuple[BodyView, ...]}),
        "api.resolve": Operation("按发文字号或题名找公文。", tuple(_resolve_parameters()), None, one_or_several),
        "facsimiles.clause_facsimile": Operation("条款的印刷版面：各页尺寸，条款在页上的位置。", (), FacsimileView),
        "feeds.search_json": Operation("网页地址上的同一检索。", (*search, _language()), SearchView),
        "finding.resolve_text": Operation("一段文字中引用的全部发文字号。"),
        "finding.suggest": Operation("输入时的提示：字号、公文、机关、词语。", (typed,)),
        "health.alive": Operation("服务在运行。"),
        "health.ready": Operation("最新的索引可用；否则为 503。"),
        "openapi.description": Operation("本说明。"),
        "tasks.tasks_api": Operation("任务表的各行，可筛选。", tuple(_task_parameters()), TasksView),
        "tasks.task_years_api": Operation("同一任务在历年计划中的写法。"),
        "terms.timeline_api": Operation("含有一词的条款数，按年份和发文机关。", (q,), Timeline),
        "terms.concordance_api": Operation("含有一词的各处，按时间排列。", of_lines, Concordance),
        "walking.all_clauses": Operation("逐页取得全部条款。", tuple(_walk_parameters())),
    }  # fmt: skip


def _search_parameters() -> Iterator[Schema]:
    for name, parameter in PARAMETERS.items():
        schema: Schema = dict(_WHOLE.get(name, _TEXT))
        if name == "facets":
            schema = {"type": "string", "examples": [",".join(FACETS)]}
        if parameter.repeatable:
            schema = {"type": "array", "items": schema}
        yield _query(name, f"{parameter.help_en} · {parameter.help_zh}", schema)


def _task_parameters() -> Iterator[Schema]:
    for name, parameter in TASK_PARAMETERS.items():
        schema = {"type": "array", "items": _TEXT} if parameter.repeatable else dict(_WHOLE.get(name, _TEXT))
        yield _query(name, f"{parameter.help_en} · {parameter.help_zh}", schema)


def _resolve_parameters() -> Iterator[Schema]:
    yield _query("number", "a document number in any spelling · 发文字号，写法不限", _TEXT)
    yield _query("title", "a Chinese or English title · 中文或英文题名", _TEXT)


def _walk_parameters() -> Iterator[Schema]:
    yield _query("after", "id of the clause to go on after · 从此条款之后继续", _TEXT)
    yield _whole("limit", "page size · 每次条数")


def _language() -> Schema:
    return _query("lang", "zh or en · 界面语言", {"enum": ["zh", "en"]})


def _whole(name: str, about: str) -> Schema:
    return _query(name, about, dict(_WHOLE[name]))


def _query(name: str, about: str, schema: Schema, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema, "required": required}

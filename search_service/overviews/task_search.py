"""Which tasks a request asks for, and in which order: text, filters, days, columns. No web framework in here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from corpus.language.pinyin import romanise
from index import Filter, MatchKind, Options, SearchRequest, Snapshot, Sort, parse_query
from search_service.overviews.tasks import FILTERS, Task, TaskList
from search_service.request import values
from search_service.request.parameters import MAX_PAGE, MAX_PER_PAGE
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.request.tables import Parameter, any_of, narrowing, read_values, row

#: Columns by which a list can be put in order; with a minus in front the other way round.
COLUMNS = ("plan", "number", "task", "due", "lead")
PER_PAGE = 50
#: Queries whose rows are remembered.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class TaskParameters:
    """What a list of tasks is narrowed by. Values of one filter are alternatives; filters hold together."""

    q: str = row(values.query, "检索式", "the query, in the text of the rows", "")
    lead: tuple[str, ...] = any_of("lead", "牵头部门", "lead department, by any of its names")
    department: tuple[str, ...] = any_of("department", "部门", "department in any share, by any of its names")
    deadline: tuple[str, ...] = any_of("deadline", "完成时限", "deadline, as its cell reads")
    due_from: date | None = narrowing(values.period_start, "到期日自", "earliest day by which something is due")  # noqa: RUF009 - the field of an immutable value
    due_by: date | None = narrowing(values.period_end, "到期日至", "latest day by which something is due")  # noqa: RUF009 - the field of an immutable value
    ongoing: str | None = narrowing(
        values.choice("0", "1"),
        "长期任务",
        "1: tasks without an end too where days are asked for, else them alone; 0: none",
    )
    district: tuple[str, ...] = any_of("district", "区", "district named in the row")
    year: tuple[str, ...] = any_of("year", "年份", "year of the gazette issue")
    plan: tuple[str, ...] = any_of("plan", "计划", "id of the document with the table")
    sort: str = row(
        values.choice(*COLUMNS, *(f"-{name}" for name in COLUMNS)),
        "排序",
        "column; with - in front, descending",
        "plan",
    )
    page: int = row(values.number(1, MAX_PAGE), "页", "page of the list, from 1", 1)
    per_page: int = row(values.number(1, MAX_PER_PAGE), "每页条数", "rows on a page", PER_PAGE)

    def query_items(self) -> list[tuple[str, str]]:
        """The parameters of an address that asks for the same; what equals its default is left out."""
        items = []
        for one in fields(self):
            value = getattr(self, one.name)
            if value != one.default:
                items += [(one.name, str(each)) for each in (value if isinstance(value, tuple) else (value,))]
        return items

    def filters(self) -> Iterator[tuple[str, str]]:
        """Every filter in use, as pairs of a parameter and one value."""
        yield from (pair for pair in self.query_items() if TASK_PARAMETERS[pair[0]].filters)

    def without(self, name: str, value: str) -> "TaskParameters":
        """The same list, from its first page, without one value of a filter."""
        chosen = getattr(self, name)
        if name == "q":
            return self.changed(q="")
        kept = tuple(one for one in chosen if one != value) if isinstance(chosen, tuple) else None
        return self.changed(**{name: kept})

    def changed(self, **changes: Any) -> "TaskParameters":
        """The same list, from its first page, with other values."""
        return replace(self, **{"page": 1, **changes})


TASK_PARAMETERS: Mapping[str, Parameter] = {one.name: one.metadata["parameter"] for one in fields(TaskParameters)}


def read_task_parameters(given: Mapping[str, Sequence[str]], known: TaskList) -> TaskParameters:
    """Validate what a request gives. Raises :class:`InvalidRequestError` with every fault."""
    chosen = TaskParameters(**read_values(given, TASK_PARAMETERS, known.vocabulary))
    if chosen.due_from and chosen.due_by and chosen.due_from > chosen.due_by:
        zh, en = "到期日至早于到期日自", "due_by is before due_from"
        raise InvalidRequestError([Fault("due_by", "out_of_range", zh, en)])
    return chosen


def matching_tasks(
    snapshot: Snapshot, known: TaskList, parameters: TaskParameters, without: str = ""
) -> tuple[Task, ...]:
    """The tasks that satisfy the query and every filter, one filter left out where it is named."""
    used = [(name, set(getattr(parameters, name))) for name in FILTERS if getattr(parameters, name) and name != without]
    tasks = [task for task in known.tasks if all(wanted & {*task.values(name)} for name, wanted in used)]
    tasks = [task for task in tasks if _is_due(task, parameters)]
    if parameters.q and tasks:
        found = _found(snapshot, parameters.q, len(known.tasks))
        tasks = [task for task in tasks if task.clause.id in found]
    return tuple(tasks)


def relaxed(snapshot: Snapshot, known: TaskList, parameters: TaskParameters) -> Iterator[tuple[str, str, int]]:
    """Each value of a filter in use, the query too, with how many tasks there are without it."""
    asked = [("q", parameters.q)] if parameters.q else []
    for name, value in (*asked, *parameters.filters()):
        yield name, value, len(matching_tasks(snapshot, known, parameters.without(name, value)))


def ordered(tasks: Sequence[Task], sort: str) -> tuple[Task, ...]:
    """The tasks by a column; rows with nothing in it come last either way."""
    name, is_descending = sort.removeprefix("-"), sort.startswith("-")
    if name == "plan":
        return tuple(reversed(tasks)) if is_descending else tuple(tasks)
    key = _KEYS[name]
    filled = sorted((task for task in tasks if key(task) is not None), key=key, reverse=is_descending)
    return (*filled, *(task for task in tasks if key(task) is None))


def _is_due(task: Task, parameters: TaskParameters) -> bool:
    """Whether something of the task is due within the days asked for; work without an end as asked."""
    first, last = parameters.due_from, parameters.due_by
    if not first and not last:
        return parameters.ongoing is None or task.due.is_open == (parameters.ongoing == "1")
    is_open = parameters.ongoing == "1" and task.due.is_open
    return is_open or any((not first or day >= first) and (not last or day <= last) for day in task.days)


def _found(snapshot: Snapshot, q: str, most: int) -> frozenset[str]:
    """The rows whose own text satisfies a query, as the search understands it; titles and headings do not count."""
    return snapshot.derived(_finder)(q, most)


def _finder(snapshot: Snapshot) -> Callable[[str, int], frozenset[str]]:
    rows = (Filter("kind", ("table_row",)),)

    @lru_cache(_REMEMBERED)
    def find(q: str, most: int) -> frozenset[str]:
        request = SearchRequest(None, rows, sort=Sort.NEWEST, limit=most)
        found = snapshot.searcher.search(parse_query(q), request, Options(near=False))
        return frozenset(one.clause for one in found.results if one.match is MatchKind.ALL)

    return find


@lru_cache(maxsize=100_000)
def _sound(text: str) -> str:
    """What a text sounds like, by which Chinese names are put in order."""
    return romanise(text)


def _number(task: Task) -> tuple[int, ...] | None:
    pieces = (task.row.number or "").split(".")
    return tuple(map(int, pieces)) if all(piece.isdecimal() for piece in pieces) else None


_KEYS: Mapping[str, Callable[[Task], Any]] = {
    "number": _number,
    "task": lambda task: _sound(task.row.task) if task.row.task else None,
    "due": lambda task: task.days[0] if task.days else None,
    "lead": lambda task: _sound(task.departments.lead[0]) if task.departments.lead else None,
}

"""The rows of task tables as a list to narrow: who leads, until when, in which district, under which plan.

No web framework in here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

from corpus.model import Clause, Document, Issue, TaskRow
from index import Snapshot
from index.store import Store
from search_service.answer.links import with_query
from search_service.answer.views import ClauseView, DocumentView, FacetView, FilterView, IndexView, IssueView
from search_service.overviews.districts import DISTRICTS, districts_of
from search_service.request.parameters import MAX_PAGE, MAX_PER_PAGE
from search_service.request.refusals import require_page
from search_service.request.tables import Parameter, any_of, read_values, row
from search_service.request.values import number
from search_service.request.vocabulary import Label, Term, Vocabulary

#: So many pairs of characters of a task tell which rows may be like it.
_RAREST = 40


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task table with what it can be narrowed by."""

    clause: Clause
    row: TaskRow
    document: Document
    issue: Issue | None
    year: str
    districts: tuple[str, ...]

    def values(self, name: str) -> tuple[str, ...]:
        """What the row carries for a filter."""
        match name:
            case "lead":
                return tuple(dict.fromkeys(self.row.lead))
            case "deadline":
                return (self.row.deadline,) if self.row.deadline else ()
            case "district":
                return self.districts
            case "plan":
                return (self.document.id,)
        return (self.year,) if self.year else ()


@dataclass(frozen=True, slots=True)
class TaskParameters:
    """What a list of tasks is narrowed by. Values of one filter are alternatives."""

    lead: tuple[str, ...] = any_of("lead", "牵头部门", "lead department")
    deadline: tuple[str, ...] = any_of("deadline", "完成时限", "deadline, as its cell reads")
    district: tuple[str, ...] = any_of("district", "区", "district named in the row")
    year: tuple[str, ...] = any_of("year", "年份", "year of the gazette issue")
    plan: tuple[str, ...] = any_of("plan", "计划", "id of the document with the table")
    page: int = row(number(1, MAX_PAGE), "页", "page of the list, from 1", 1)
    per_page: int = row(number(1, MAX_PER_PAGE), "每页条数", "rows on a page", 50)

    def query_items(self) -> list[tuple[str, str]]:
        """The parameters of an address that asks for the same."""
        items = [(name, value) for name in FILTERS for value in getattr(self, name)]
        numbers = [(one.name, str(getattr(self, one.name))) for one in fields(self) if one.name not in FILTERS]
        return items + [pair for pair in numbers if pair not in (("page", "1"), ("per_page", "50"))]


FILTERS = ("plan", "year", "lead", "deadline", "district")
TASK_PARAMETERS: Mapping[str, Parameter] = {one.name: one.metadata["parameter"] for one in fields(TaskParameters)}


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as it is shown; ``years`` is the address of the same task in other years."""

    clause: ClauseView
    document: DocumentView
    issue: IssueView | None
    districts: tuple[str, ...]
    years: str


@dataclass(frozen=True, slots=True)
class TasksView:
    """One page of the list."""

    count: int
    page: int
    per_page: int
    next: str | None
    previous: str | None
    filters: tuple[FilterView, ...]
    results: tuple[TaskView, ...]
    facets: dict[str, tuple[FacetView, ...]]
    index: IndexView


@dataclass(frozen=True)
class TaskList:
    """All task rows of one generation, newest plan first, with the values that each filter takes."""

    tasks: tuple[Task, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, store: Store) -> "TaskList":
        """Read the rows of a store."""
        clauses = store.tasks()
        documents = store.document_heads({clause.document for clause in clauses})
        issues = {issue.id: issue for issue in store.issues()}
        found = [_task(clause, documents[clause.document], issues) for clause in clauses]
        found.sort(key=lambda one: one.document.date.isoformat() if one.document.date else "", reverse=True)
        terms = {name: {value: Term(value, label) for value, label in _labels(name, found).items()} for name in FILTERS}
        return cls(tuple(found), Vocabulary(terms))

    def near(self, task: Task, most: int) -> tuple[Task, ...]:
        """Rows that may ask for the same: the ``most`` that share its rarest pairs of characters; all, if no more."""
        if len(self.tasks) <= most:
            return self.tasks
        rarest = sorted(_pairs(task), key=lambda pair: (len(self._holders[pair]), pair))[:_RAREST]
        shared = Counter(at for pair in rarest for at in self._holders[pair])
        return tuple(self.tasks[at] for at, _ in shared.most_common(most))

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[int]]:
        """The rows that hold each pair of characters."""
        holders: dict[str, list[int]] = defaultdict(list)
        for at, task in enumerate(self.tasks):
            for pair in _pairs(task):
                holders[pair].append(at)
        return holders


def tasks_of(snapshot: Snapshot) -> TaskList:
    """The list of a generation, read once."""
    return snapshot.derived(_read_tasks)


def _read_tasks(snapshot: Snapshot) -> TaskList:
    return TaskList.of(snapshot.store)


def read_task_parameters(given: Mapping[str, Sequence[str]], known: TaskList) -> TaskParameters:
    """Validate what a request gives. Raises :class:`InvalidRequestError` with every fault."""
    return TaskParameters(**read_values(given, TASK_PARAMETERS, known.vocabulary))


def matching(known: TaskList, parameters: TaskParameters, without: str = "") -> Iterator[Task]:
    """The tasks that carry a value of every filter in use, one filter left out where it is named."""
    used = [(name, set(getattr(parameters, name))) for name in FILTERS if getattr(parameters, name) and name != without]
    return (task for task in known.tasks if all(wanted & set(task.values(name)) for name, wanted in used))


def tasks_view(snapshot: Snapshot, known: TaskList, parameters: TaskParameters, path: str) -> TasksView:
    """One page of the tasks that match. Raises :class:`InvalidRequestError` for a page beyond the last."""
    found = tuple(matching(known, parameters))
    require_page(parameters.page, parameters.per_page, len(found))
    start = (parameters.page - 1) * parameters.per_page
    shown = found[start : start + parameters.per_page]

    def at(page: int) -> str:
        return with_query(path, replace(parameters, page=page).query_items())

    return TasksView(
        count=len(found),
        page=parameters.page,
        per_page=parameters.per_page,
        next=at(parameters.page + 1) if parameters.page * parameters.per_page < len(found) else None,
        previous=at(parameters.page - 1) if parameters.page > 1 else None,
        filters=tuple(
            FilterView(name, value, known.vocabulary.label(name, value))
            for name in FILTERS
            for value in getattr(parameters, name)
        ),
        results=tuple(task_view(snapshot.store, task) for task in shown),
        facets={name: _facet(known, parameters, name) for name in FILTERS},
        index=IndexView.of(snapshot.manifest),
    )


def task_view(store: Store, task: Task) -> TaskView:
    """A task as it is shown."""
    return TaskView(
        ClauseView.of(task.clause, store.neighbours(task.clause.id)),
        DocumentView.of(task.document),
        IssueView.of(task.issue, task.clause.page or task.document.page) if task.issue else None,
        task.districts,
        f"/tasks/{task.clause.id}",
    )


def _pairs(task: Task) -> set[str]:
    text = f"{task.row.task or ''} {task.row.measures or ''}"
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _facet(known: TaskList, parameters: TaskParameters, name: str) -> tuple[FacetView, ...]:
    chosen = getattr(parameters, name)
    counts = Counter(value for task in matching(known, parameters, without=name) for value in task.values(name))
    terms = known.vocabulary.terms[name].values()
    shown = [term for term in terms if counts[term.value] or term.value in chosen]
    return tuple(FacetView(term.value, term.label, counts[term.value], term.value in chosen) for term in shown)


def _task(clause: Clause, document: Document, issues: Mapping[str, Issue]) -> Task:
    row = clause.task or TaskRow(None, None, None, None, (), (), ())
    issue = issues.get(document.issue or "")
    year = str(issue.year) if issue else str(document.date.year) if document.date else ""
    texts = (row.task or "", row.measures or "", *row.lead, *row.responsible, *row.assisting)
    return Task(clause, row, document, issue, year, districts_of("；".join(texts)))


def _labels(name: str, tasks: Iterable[Task]) -> dict[str, Label]:
    """The values of a filter with their names, the commonest first; plans, years and districts in their own order."""
    tasks = list(tasks)
    counts = Counter(value for task in tasks for value in task.values(name))
    if name == "district":
        return {value: label for value, label in DISTRICTS.items() if counts[value]}
    if name == "plan":
        heads = {task.document.id: task.document for task in tasks}
        return {id_: _plan_label(head) for id_, head in heads.items()}
    ordered = sorted(counts, reverse=True) if name == "year" else [value for value, _ in counts.most_common()]
    return {value: Label(f"{value}年", value) if name == "year" else Label(value, value) for value in ordered}


def _plan_label(document: Document) -> Label:
    zh = " ".join(filter(None, (document.number, document.title))) or document.id
    return Label(zh, " ".join(filter(None, (document.number_en, document.title_en))) or zh)

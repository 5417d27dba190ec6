"""Tasks as they are shown: one page of a list, with what each filter would leave. No web framework in here."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.printed.departments import Departments
from index import Snapshot
from search_service.answer.links import page_links, with_query
from search_service.answer.views import ClauseView, DocumentView, FacetView, FilterView, IndexView, IssueView
from search_service.overviews.counterparts import years_beside
from search_service.overviews.task_search import TaskParameters, matching_tasks, ordered
from search_service.overviews.tasks import FILTERS, Task, TaskList
from search_service.request.refusals import require_page
from search_service.request.vocabulary import Label


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as it is shown.

    ``due`` are the days of its deadline, ``named`` those that its measures name, ``ongoing``: it has no end. ``years``
    is the address of the same task in the plans of ``other_years``, null where no other plan has it.
    """

    clause: ClauseView
    document: DocumentView
    issue: IssueView | None
    departments: Departments
    districts: tuple[str, ...]
    due: tuple[date, ...]
    named: tuple[date, ...]
    ongoing: bool
    years: str | None
    other_years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TasksView:
    """One page of the list; ``printed`` has the forms of each department that is shown in a facet."""

    count: int
    page: int
    per_page: int
    next: str | None
    previous: str | None
    filters: tuple[FilterView, ...]
    results: tuple[TaskView, ...]
    facets: dict[str, tuple[FacetView, ...]]
    printed: dict[str, tuple[str, ...]]
    index: IndexView


def tasks_view(snapshot: Snapshot, known: TaskList, parameters: TaskParameters, path: str) -> TasksView:
    """One page of the tasks that match.

    Raises :class:`search_service.request.refusals.InvalidRequestError` for a page beyond the last.
    """
    found = ordered(matching_tasks(snapshot, known, parameters), parameters.sort)
    require_page(parameters.page, parameters.per_page, len(found))
    start = (parameters.page - 1) * parameters.per_page
    shown = found[start : start + parameters.per_page]

    def at(page: int) -> str:
        return with_query(path, parameters.changed(page=page).query_items())

    following, previous = page_links(at, parameters.page, more=start + parameters.per_page < len(found))
    facets = {name: _facet(snapshot, known, parameters, name) for name in FILTERS}
    return TasksView(
        count=len(found),
        page=parameters.page,
        per_page=parameters.per_page,
        next=following,
        previous=previous,
        filters=tuple(FilterView(name, value, _named(known, name, value)) for name, value in parameters.filters()),
        results=tuple(task_view(snapshot, known, task) for task in shown),
        facets=facets,
        printed=_printed(known, facets),
        index=IndexView.of(snapshot.manifest),
    )


def task_view(snapshot: Snapshot, known: TaskList, task: Task) -> TaskView:
    """A task as it is shown."""
    others = years_beside(known, task)
    return TaskView(
        ClauseView.of(task.clause, snapshot.store.neighbours(task.clause.id)),
        DocumentView.of(task.document),
        IssueView.of(task.issue, task.clause.page or task.document.page) if task.issue else None,
        task.departments,
        task.districts,
        task.due.days,
        task.named,
        task.due.is_open,
        f"/tasks/{task.clause.id}" if others else None,
        others,
    )


def _facet(snapshot: Snapshot, known: TaskList, parameters: TaskParameters, name: str) -> tuple[FacetView, ...]:
    chosen = getattr(parameters, name)
    tasks = matching_tasks(snapshot, known, parameters, without=name)
    counts = Counter(value for task in tasks for value in task.values(name))
    terms = known.vocabulary.terms[name].values()
    shown = [term for term in terms if counts[term.value] or term.value in chosen]
    return tuple(FacetView(term.value, term.label, counts[term.value], term.value in chosen) for term in shown)


def _named(known: TaskList, name: str, value: str) -> Label:
    """A filter in words."""
    match name:
        case "due_from":
            return Label(f"到期日自 {value}", f"due from {value}")
        case "due_by":
            return Label(f"到期日至 {value}", f"due by {value}")
        case "ongoing":
            return Label("长期任务", "ongoing") if value == "1" else Label("无长期任务", "not ongoing")
    return known.vocabulary.label(name, value)


def _printed(known: TaskList, facets: Mapping[str, tuple[FacetView, ...]]) -> dict[str, tuple[str, ...]]:
    shown = {one.value for name in ("lead", "department") for one in facets[name]}
    return {name: forms for name, forms in known.printed.items() if name in shown and forms != (name,)}

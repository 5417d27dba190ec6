"""The page of tasks, the same task through the years, and both as JSON and CSV."""

from typing import Any

from flask import Blueprint, Flask, Response, render_template

from corpus import NotFoundError
from corpus.export.spreadsheet import TASK_COLUMNS, csv_lines, task_cells
from index import Snapshot
from search_service.answer.links import with_query
from search_service.answer.records import record
from search_service.english.labelling import deadline_label, department_label
from search_service.overviews.counterparts import Version, versions, years_beside
from search_service.overviews.districts import ALL
from search_service.overviews.task_search import TaskParameters, matching_tasks, ordered, read_task_parameters, relaxed
from search_service.overviews.task_views import task_view, tasks_view
from search_service.overviews.tasks import FILTERS, Task, TaskList, tasks_of
from search_service.web.answers import csv_answer, json_answer, with_pages
from search_service.web.current import current_library
from search_service.web.request_args import accept, args_without, flag_arg
from search_service.web.words import COLUMNS, TASK_FILTERS

tasks = Blueprint("tasks", __name__)
PAGE, API = "/tasks", "/api/v1/tasks"
#: The printed row, then what is derived from it.
CSV_COLUMNS = (
    *TASK_COLUMNS, "year", "due", "due_in_measures", "ongoing", "lead_normal", "departments_normal", "districts",
    "years_of_like_tasks",
)  # fmt: skip


def init_tasks(app: Flask) -> None:
    """Add the tasks to pages and interface."""
    app.register_blueprint(tasks)


@tasks.get(PAGE)
def task_page() -> str:
    """The rows of all task tables, narrowed by filters."""
    snapshot = current_library().snapshot()
    known, parameters = _asked(snapshot, "lang")
    view = tasks_view(snapshot, known, parameters, PAGE)
    every = parameters.district and ALL not in parameters.district and ALL in known.vocabulary.terms["district"]
    return render_template(
        "tasks.html",
        view=view,
        relaxed=[] if view.count else list(relaxed(snapshot, known, parameters)),
        asked=parameters,
        filters=FILTERS,
        filter_names=TASK_FILTERS,
        all_districts=(ALL,),
        department_label=department_label,
        deadline_label=deadline_label,
        at=lambda **changes: _at(parameters, **changes),
        without=lambda name, value: with_query(PAGE, parameters.without(name, value).query_items()),
        sorted_by=lambda name: _at(parameters, sort=f"-{name}" if parameters.sort == name else name),
        forms={
            form: with_query(base, parameters.query_items()) for form, base in (("csv", f"{PAGE}.csv"), ("json", API))
        },
        with_every=_at(parameters, district=(*parameters.district, ALL)) if every else None,
    )


@tasks.get(f"{PAGE}.csv")
def task_csv() -> Response:
    """All tasks that match, in the order of the page, as CSV; pages do not count here."""
    flag_arg("bom")
    snapshot = current_library().snapshot()
    known, parameters = _asked(snapshot, "bom", "lang")
    found = ordered(matching_tasks(snapshot, known, parameters), parameters.sort)
    lines = csv_lines(CSV_COLUMNS, (_row(known, task) for task in found))
    return csv_answer(lines, "gongbao-tasks")


@tasks.get(f"{PAGE}/<path:clause_id>")
def task_years(clause_id: str) -> str:
    """One task and what is most like it in the plans of other years, side by side."""
    accept("lang")
    known = tasks_of(current_library().snapshot())
    found = versions(known, _task(known, clause_id))
    return render_template("task_years.html", versions=found, asked=clause_id, columns=COLUMNS)


@tasks.get(API)
def tasks_api() -> Response:
    """The same list as JSON."""
    snapshot = current_library().snapshot()
    known, parameters = _asked(snapshot)
    view = tasks_view(snapshot, known, parameters, API)
    return with_pages(json_answer(record(view)), view)


@tasks.get(f"{API}/<path:clause_id>")
def task_years_api(clause_id: str) -> Response:
    """The same task through the years as JSON."""
    accept()
    snapshot = current_library().snapshot()
    known = tasks_of(snapshot)
    found = versions(known, _task(known, clause_id))
    return json_answer({"task": clause_id, "versions": [_version(snapshot, one) for one in found]})


def _version(snapshot: Snapshot, version: Version) -> dict[str, Any]:
    shown = record(task_view(snapshot, tasks_of(snapshot), version.task))
    return {**shown, "likeness": round(version.likeness, 1), "changes": record(version.cells)}


def _task(known: TaskList, clause_id: str) -> Task:
    found = next((task for task in known.tasks if task.clause.id == clause_id), None)
    if found is None:
        shown = clause_id[:80]
        raise NotFoundError(f"there is no task “{shown}”", f"没有任务“{shown}”")
    return found


def _asked(snapshot: Snapshot, *others: str) -> tuple[TaskList, TaskParameters]:
    known = tasks_of(snapshot)
    return known, read_task_parameters(args_without(*others), known)


def _row(known: TaskList, task: Task) -> tuple[object, ...]:
    days = " ".join(map(str, task.due.days)), " ".join(map(str, task.named))
    open_end = "1" if task.due.is_open else ""
    departments = ("、".join(names) for names in (task.values("lead"), task.values("department")))
    others = " ".join(years_beside(known, task))
    cells = task_cells(task.document, task.clause)
    return (*cells, task.year, *days, open_end, *departments, "、".join(task.districts), others)


def _at(parameters: TaskParameters, **changes: Any) -> str:
    return with_query(PAGE, parameters.changed(**changes).query_items())

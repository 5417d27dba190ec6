"""The page of tasks, the same task through the years, and both as JSON and CSV."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, Response, render_template

from corpus.errors import NotFoundError
from corpus.model import Document
from corpus.spreadsheet import tasks_csv
from index import Snapshot
from search_service.answer.links import with_query
from search_service.answer.records import record
from search_service.api import library
from search_service.overviews.counterparts import Version, versions
from search_service.overviews.districts import ALL, DISTRICTS
from search_service.overviews.tasks import (
    FILTERS,
    Task,
    TaskList,
    TaskParameters,
    matching,
    read_task_parameters,
    task_view,
    tasks_of,
    tasks_view,
)
from search_service.web.answers import csv_answer, json_answer
from search_service.web.asked import flag, given_without, takes
from search_service.web.link_headers import add_link
from search_service.web.words import COLUMNS, TASK_FILTERS

tasks = Blueprint("tasks", __name__)
PAGE, API = "/tasks", "/api/v1/tasks"


def init_tasks(app: Flask) -> None:
    """Add the tasks to pages and interface."""
    app.register_blueprint(tasks)


@tasks.get(PAGE)
def task_page() -> str:
    """The rows of all task tables, narrowed by filters."""
    snapshot = library().snapshot()
    known, parameters = _asked(snapshot, "lang")
    view = tasks_view(snapshot, known, parameters, PAGE)
    every = parameters.district and ALL not in parameters.district and ALL in known.vocabulary.terms["district"]
    return render_template(
        "tasks.html",
        view=view,
        filters=FILTERS,
        filter_names=TASK_FILTERS,
        districts=DISTRICTS,
        remove={(one.param, one.value): _without(parameters, one.param, one.value) for one in view.filters},
        forms={
            form: with_query(base, parameters.query_items()) for form, base in (("csv", f"{PAGE}.csv"), ("json", API))
        },
        with_every=_at(parameters, district=(*parameters.district, ALL)) if every else None,
    )


@tasks.get(f"{PAGE}.csv")
def task_csv() -> Response:
    """All tasks that match, as CSV; pages do not count here."""
    flag("bom")
    known, parameters = _asked(library().snapshot(), "bom", "lang")
    return csv_answer(tasks_csv(_documents(tuple(matching(known, parameters)))), "gongbao-tasks")


@tasks.get(f"{PAGE}/<path:clause_id>")
def task_years(clause_id: str) -> str:
    """One task and what is most like it in the plans of other years, side by side."""
    takes("lang")
    known = tasks_of(library().snapshot())
    found = versions(known, _task(known, clause_id))
    return render_template("task_years.html", versions=found, asked=clause_id, columns=COLUMNS)


@tasks.get(API)
def tasks_api() -> Response:
    """The same list as JSON."""
    snapshot = library().snapshot()
    known, parameters = _asked(snapshot)
    view = tasks_view(snapshot, known, parameters, API)
    answer = json_answer(record(view))
    for rel, path in (("prev", view.previous), ("next", view.next)):
        if path:
            add_link(answer, path, rel)
    return answer


@tasks.get(f"{API}/<path:clause_id>")
def task_years_api(clause_id: str) -> Response:
    """The same task through the years as JSON."""
    takes()
    snapshot = library().snapshot()
    known = tasks_of(snapshot)
    found = versions(known, _task(known, clause_id))
    return json_answer({"task": clause_id, "versions": [_version(snapshot, one) for one in found]})


def _version(snapshot: Snapshot, version: Version) -> dict[str, Any]:
    shown = record(task_view(snapshot.store, version.task))
    return {**shown, "likeness": round(version.likeness, 1), "changes": record(version.cells)}


def _task(known: TaskList, clause_id: str) -> Task:
    found = next((task for task in known.tasks if task.clause.id == clause_id), None)
    if found is None:
        shown = clause_id[:80]
        raise NotFoundError(f"there is no task “{shown}”", f"没有任务“{shown}”")
    return found


def _asked(snapshot: Snapshot, *others: str) -> tuple[TaskList, TaskParameters]:
    known = tasks_of(snapshot)
    return known, read_task_parameters(given_without(*others), known)


def _documents(found: tuple[Task, ...]) -> list[Document]:
    """Each document with the rows that match and no others, since the spreadsheet goes by documents."""
    whole: dict[str, list[Task]] = {}
    for task in found:
        whole.setdefault(task.document.id, []).append(task)
    return [
        replace(
            rows[0].document, parts=(replace(rows[0].document.parts[0], clauses=tuple(row.clause for row in rows)),)
        )
        for rows in whole.values()
    ]


def _without(parameters: TaskParameters, name: str, value: str) -> str:
    return _at(parameters, **{name: tuple(one for one in getattr(parameters, name) if one != value)})


def _at(parameters: TaskParameters, **changes: Any) -> str:
    return with_query(PAGE, replace(parameters, page=1, **changes).query_items())

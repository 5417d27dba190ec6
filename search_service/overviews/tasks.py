"""The rows of task tables: who leads, by when, in which district, under which plan. No web framework in here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from corpus import Clause, Document, Issue, TaskRow
from corpus.language.deadlines import Deadline, Frame, days_in, deadline
from corpus.language.places import seat_of
from corpus.language.text import character_pairs
from corpus.printed.departments import Departments
from index import Snapshot, Store
from search_service.english.labelling import deadline_label, department_label
from search_service.overviews.departments import SHARES, DepartmentNames
from search_service.overviews.districts import DISTRICTS, districts_of, seats_of
from search_service.request.vocabulary import FilterValue, Label, Vocabulary

Value = TypeVar("Value")
#: So many pairs of characters that a task shares with others tell which rows may be like it.
_RAREST = 40
FILTERS = ("plan", "year", "lead", "department", "deadline", "district")


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task table with what it can be narrowed by.

    ``departments`` are those of the row by their normal names; ``due`` is what its deadline says, ``named`` are the
    days that its measures name as deadlines.
    """

    clause: Clause
    row: TaskRow
    document: Document
    issue: Issue | None
    year: str
    departments: Departments
    districts: tuple[str, ...]
    due: Deadline
    named: tuple[date, ...]

    def values(self, name: str) -> tuple[str, ...]:
        """What the row carries for a filter."""
        match name:
            case "lead":
                return self.departments.lead
            case "department":
                return tuple(dict.fromkeys(one for share in SHARES for one in getattr(self.departments, share)))
            case "deadline":
                return (self.row.deadline,) if self.row.deadline else ()
            case "district":
                return self.districts
            case "plan":
                return (self.document.id,)
        return (self.year,) if self.year else ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day by which something of the task is due."""
        return tuple(sorted({*self.due.days, *self.named}))


@dataclass(frozen=True)
class TaskList:
    """All task rows of one generation, newest plan first, with the values that each filter takes."""

    tasks: tuple[Task, ...]
    vocabulary: Vocabulary
    printed: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, store: Store) -> "TaskList":
        """Read the rows of a store."""
        rows = [*_rows(store)]
        names = DepartmentNames.of((row, seat) for _, row, _, seat in rows)
        found = list(_tasks(rows, {issue.id: issue for issue in store.issues()}, names))
        found.sort(key=lambda one: one.document.date.isoformat() if one.document.date else "", reverse=True)
        terms = {name: {term.value: term for term in _terms(name, found, names.printed)} for name in FILTERS}
        return cls(tuple(found), Vocabulary(terms), names.printed)

    def near(self, task: Task, most: int) -> tuple[Task, ...]:
        """Rows that may ask for the same: the ``most`` that share its rarest pairs of characters; all, if no more."""
        if len(self.tasks) <= most:
            return self.tasks
        pairs = (pair for pair in _pairs(task) if len(self._holders[pair]) > 1)
        rarest = sorted(pairs, key=lambda pair: (len(self._holders[pair]), pair))[:_RAREST]
        shared = Counter(at for pair in rarest for at in self._holders[pair])
        return tuple(self.tasks[at] for at, _ in shared.most_common(most))

    def derived(self, make: Callable[["TaskList", Task], Value], task: Task) -> Value:
        """What a function makes of a task of this list, made once."""
        key = make, task.clause.id
        if key not in self._derived:
            self._derived[key] = make(self, task)
        value: Value = self._derived[key]
        return value

    @cached_property
    def _derived(self) -> dict[tuple[Callable[..., Any], str], Any]:
        return {}

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


def _pairs(task: Task) -> set[str]:
    text = f"{task.row.task or ''} {task.row.measures or ''}"
    return {*character_pairs(text)}


#: A clause with what it has as a row, its document, and the full name of the city of that.
_Row = tuple[Clause, TaskRow, Document, str]


def _rows(store: Store) -> Iterator[_Row]:
    clauses = store.tasks()
    documents = store.document_heads({clause.document for clause in clauses})
    seats = {id_: seat_of(body.name for body in head.issuing_bodies) for id_, head in documents.items()}
    for clause in clauses:
        row = clause.task or TaskRow(None, None, None, None, (), (), ())
        yield clause, row, documents[clause.document], seats[clause.document]


def _tasks(rows: Iterable[_Row], issues: Mapping[str, Issue], names: DepartmentNames) -> Iterator[Task]:
    """The rows with what they can be narrowed by."""
    seats = seats_of((seat, name) for (_, seat), name in names.normal.items())
    for clause, row, document, seat in rows:
        issue = issues.get(document.issue or "")
        frame = Frame.of([*(step.title for step in reversed(clause.path)), document.title], document.date)
        yield Task(
            clause=clause,
            row=row,
            document=document,
            issue=issue,
            year=str(issue.year) if issue else str(document.date.year) if document.date else "",
            departments=names.of_row(row, seat),
            districts=districts_of(_text(row), seat, seats.get(seat, ())),
            due=deadline(row.deadline, frame),
            named=days_in(row.measures, frame),
        )


def _text(row: TaskRow) -> str:
    return "；".join((row.task or "", row.measures or "", *row.lead, *row.responsible, *row.assisting))


def _terms(name: str, tasks: Sequence[Task], printed: Mapping[str, tuple[str, ...]]) -> Iterator[FilterValue]:
    """The values of a filter, the commonest first; plans, years and districts in their own order."""
    counts = Counter(value for task in tasks for value in task.values(name))
    heads = {task.document.id: task.document for task in tasks}
    ordered = [value for value, _ in counts.most_common()]
    match name:
        case "district":
            known = [value for value in DISTRICTS if counts[value]]
            ordered = [*known, *sorted(value for value in counts if value not in DISTRICTS)]
        case "plan":
            ordered = list(heads)
        case "year":
            ordered.sort(reverse=True)
    for value in ordered:
        spellings = printed.get(value, ()) if name in ("lead", "department") else ()
        yield FilterValue(value, _plan_label(heads[value]) if name == "plan" else _label(name, value), spellings)


def _label(name: str, value: str) -> Label:
    match name:
        case "district":
            return DISTRICTS.get(value) or department_label(value)
        case "lead" | "department":
            return department_label(value)
        case "deadline":
            return deadline_label(value)
    return Label(f"{value}年", value) if name == "year" else Label(value, value)


def _plan_label(document: Document) -> Label:
    zh = " ".join(filter(None, (document.number, document.title))) or document.id
    return Label(zh, " ".join(filter(None, (document.number_en, document.title_en))) or zh)

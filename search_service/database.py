"""The whole collection as an SQLite database for other programs: issues, documents, clauses, tasks, relations."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus import Clause, Document, Issue
from index import Store

_TABLES = """
CREATE TABLE issues (id TEXT PRIMARY KEY, year INTEGER, number INTEGER, total_number INTEGER, date TEXT, title TEXT,
  title_en TEXT, sponsor TEXT);
CREATE TABLE documents (id TEXT PRIMARY KEY, issue TEXT REFERENCES issues, title TEXT, title_en TEXT, number TEXT,
  number_en TEXT, date TEXT, effective_date TEXT, doc_type TEXT, category TEXT, category_en TEXT, page INTEGER);
CREATE TABLE issuing_bodies (document TEXT REFERENCES documents, position INTEGER, id TEXT, name TEXT, name_en TEXT,
  PRIMARY KEY (document, position));
CREATE TABLE clauses (id TEXT PRIMARY KEY, document TEXT REFERENCES documents, ordinal INTEGER, part INTEGER, kind TEXT,
  label TEXT, path TEXT, text TEXT, page INTEGER, file TEXT, line_start INTEGER, line_end INTEGER);
CREATE TABLE tasks (clause TEXT PRIMARY KEY REFERENCES clauses, number TEXT, task TEXT, measures TEXT, deadline TEXT);
CREATE TABLE task_departments (clause TEXT REFERENCES tasks, share TEXT, position INTEGER, name TEXT,
  PRIMARY KEY (clause, share, position));
CREATE TABLE relations (document TEXT REFERENCES documents, kind TEXT, title TEXT, number TEXT, target TEXT);
CREATE INDEX clauses_by_document ON clauses (document, ordinal);
CREATE INDEX departments_by_name ON task_departments (name);
"""
_SHARES = ("lead", "responsible", "assisting")
DatabaseRow = tuple[object, ...]


def write_database(store: Store, path: Path) -> None:
    """Write the database to a path where there is no file yet."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_TABLES)
        _add(database, "issues", map(_issue, store.issues()))
        for document in store.whole_documents():
            for table, rows in _rows(document):
                _add(database, table, rows)
        database.commit()
        database.execute("VACUUM")


def _add(database: sqlite3.Connection, table: str, rows: Iterator[DatabaseRow]) -> None:
    for row in rows:
        database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - names of ours


def _rows(document: Document) -> Iterator[tuple[str, Iterator[DatabaseRow]]]:
    """The rows of a document by table."""
    one = document
    head = (one.id, one.issue, one.title, one.title_en, one.number, one.number_en, _day(one.date))
    rest = (_day(one.effective_date), one.doc_type, one.category, one.category_en, one.page)
    bodies = ((one.id, at, body.id, body.name, body.name_en) for at, body in enumerate(one.issuing_bodies, 1))
    relations = ((one.id, each.kind.value, each.title, each.number, each.document) for each in one.relations)
    yield "documents", iter([(*head, *rest)])
    yield "issuing_bodies", bodies
    yield "relations", relations
    yield "clauses", map(_clause, one.clauses)
    yield "tasks", ((each.id, *_task(each)) for each in one.clauses if each.task)
    yield "task_departments", (row for each in one.clauses for row in _departments(each))


def _issue(one: Issue) -> DatabaseRow:
    return (one.id, one.year, one.number, one.total_number, _day(one.date), one.title, one.title_en, one.sponsor)


def _clause(one: Clause) -> DatabaseRow:
    path = " › ".join(f"{step.label or ''}{step.title or ''}" for step in one.path)
    where = (one.page, one.source.file, one.source.line_start, one.source.line_end)
    return (one.id, one.document, one.ordinal, one.part, one.kind.value, one.label, path, one.text, *where)


def _task(one: Clause) -> DatabaseRow:
    return (one.task.number, one.task.task, one.task.measures, one.task.deadline) if one.task else ()


def _departments(one: Clause) -> Iterator[DatabaseRow]:
    for share in _SHARES if one.task else ():
        for at, name in enumerate(getattr(one.task, share), 1):
            yield one.id, share, at, name


def _day(value: object) -> str | None:
    return str(value) if value else None

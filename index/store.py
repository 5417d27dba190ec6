"""The generation's SQLite file: what is displayed and browsed, as it came from the parser."""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec

from corpus import Body, Clause, Document, Issue, NotFoundError, Relation, TocEntry
from index.bodies import BodyNames
from index.errors import StoreError
from index.time_limit import is_time_over, locked, require_time

Value = TypeVar("Value", Issue, TocEntry, Document, Clause, Relation)

#: SQLite takes some thousands of parameters a statement; ids are asked for in portions.
_PORTION = 500
#: Instructions of SQLite between two looks at the clock, about a millisecond.
_STEPS = 50_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each the store holds."""

    issues: int
    documents: int
    clauses: int


@dataclass(frozen=True, slots=True)
class Citation:
    """``document`` (an id) refers to the document that was asked for, by ``relation``."""

    document: str
    relation: Relation


_NEIGHBOURS = """
SELECT c.id, before.id, after.id FROM clauses AS c
LEFT JOIN clauses AS before ON before.position = c.position - 1 AND before.document = c.document
LEFT JOIN clauses AS after ON after.position = c.position + 1 AND after.document = c.document
WHERE c.id IN ({marks})
"""


#: What a reader calls the kinds of things that are asked for by id.
_CALLED: dict[type, str] = {Issue: "公报", Document: "公文", Clause: "条款"}


class Store:
    """Read access to one generation. What comes out equals what went in, with relations linked to their documents.

    Unknown ids raise :class:`corpus.errors.NotFoundError`, :class:`index.errors.TimeLimitError` is raised where time is
    over. One store serves any number of threads; open it after a fork.
    """

    def __init__(self, path: Path) -> None:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._connection.set_progress_handler(is_time_over, _STEPS)
        # A generation that was replaced is closed when its last request lets go of it.
        self._closed = weakref.finalize(self, self._connection.close)
        self._lock = Lock()

    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first."""
        return self._values("SELECT value FROM issues ORDER BY date DESC, id DESC", (), Issue)

    def issue(self, issue_id: str) -> Issue:
        """One issue."""
        return self._one("SELECT value FROM issues WHERE id = ?", issue_id, Issue)

    def issues_of(self, ids: Iterable[str]) -> dict[str, Issue]:
        """Issues by id; unknown ids are left out."""
        return {issue.id: issue for issue in self._many("issues", ids, Issue)}

    def issues_by_clause(self, ids: Iterable[str]) -> dict[str, Issue]:
        """The issue of each of some clauses, by the clause's id; those that are of no issue are left out."""
        printed_in = self._issues_by_document
        of_clause = {id_: issue for id_ in ids if (issue := printed_in.get(id_.partition("/")[0]))}
        issues = self.issues_of(set(of_clause.values()))
        return {clause: issues[issue] for clause, issue in of_clause.items()}

    @cached_property
    def _issues_by_document(self) -> dict[str, str]:
        """The ids of issues by the ids of their documents, which are asked for with every answer."""
        return dict(self._rows("SELECT id, issue FROM documents WHERE issue IS NOT NULL", ()))

    def toc(self, issue_id: str) -> tuple[TocEntry, ...]:
        """The contents of an issue as printed; empty for one without contents."""
        self.issue(issue_id)
        return self._values("SELECT value FROM toc WHERE issue = ? ORDER BY position", (issue_id,), TocEntry)

    def documents(self, issue_id: str | None = None) -> tuple[Document, ...]:
        """Documents without their clauses: of one issue as printed, or all, newest date first."""
        if issue_id is None:
            return self._values("SELECT value FROM documents ORDER BY date DESC, position", (), Document)
        self.issue(issue_id)
        return self._values("SELECT value FROM documents WHERE issue = ? ORDER BY position", (issue_id,), Document)

    def document_ids(self) -> tuple[str, ...]:
        """Ids of all documents, newest date first."""
        return tuple(row[0] for row in self._rows("SELECT id FROM documents ORDER BY date DESC, position", ()))

    def ids_as_stored(self) -> tuple[str, ...]:
        """Ids of all documents in the order of the files and, in each, as printed."""
        return tuple(row[0] for row in self._rows("SELECT id FROM documents ORDER BY position", ()))

    def documents_of_issues(self) -> dict[str, int]:
        """How many documents each issue has, by its id; an issue without documents is left out."""
        return dict(self._rows("SELECT issue, count(*) FROM documents WHERE issue IS NOT NULL GROUP BY issue", ()))

    def document_heads(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents by id, their parts without clauses; unknown ids are left out."""
        return {document.id: document for document in self._many("documents", ids, Document)}

    def document(self, document_id: str) -> Document:
        """One document, whole."""
        head = self._one("SELECT value FROM documents WHERE id = ?", document_id, Document)
        rows = self._rows("SELECT part, value FROM clauses WHERE document = ? ORDER BY position", (document_id,))
        clauses: list[list[Clause]] = [[] for _ in head.parts]
        for part, value in rows:
            clauses[part].append(_decoded(value, Clause))
        parts = (replace(part, clauses=tuple(found)) for part, found in zip(head.parts, clauses, strict=True))
        return replace(head, parts=tuple(parts))

    def whole_documents(self) -> Iterator[Document]:
        """Every document with its clauses, in stored order."""
        return map(self.document, self.ids_as_stored())

    def clause(self, clause_id: str) -> Clause:
        """One clause."""
        return self._one("SELECT value FROM clauses WHERE id = ?", clause_id, Clause)

    def clauses(self, ids: Iterable[str]) -> dict[str, Clause]:
        """Clauses by id; unknown ids are left out."""
        return {clause.id: clause for clause in self._many("clauses", ids, Clause)}

    def ordinals(self, ids: Iterable[str]) -> dict[str, int]:
        """The ordinals of clauses in the stored order, from 0, by id; unknown ids are left out."""
        found = dict[str, int]()
        for portion, marks in _portions(ids):
            rows = self._rows(f"SELECT id, position FROM clauses WHERE id IN ({marks})", portion)  # noqa: S608
            found |= {known: position - 1 for known, position in rows}
        return found

    def clauses_after(self, clause_id: str, limit: int) -> tuple[Clause, ...]:
        """At most ``limit`` clauses in stored order after this one, or from the first where it is empty."""
        if clause_id:
            self.clause(clause_id)
        sql = (
            "SELECT value FROM clauses WHERE position >"
            " coalesce((SELECT position FROM clauses WHERE id = ?), -1) ORDER BY position LIMIT ?"
        )
        return self._values(sql, (clause_id, str(limit)), Clause)

    def tasks(self) -> tuple[Clause, ...]:
        """Every row of a task table, in stored order."""
        sql = (
            "SELECT value FROM clauses WHERE json_extract(CAST(value AS TEXT), '$.task') IS NOT NULL ORDER BY position"
        )
        return self._values(sql, (), Clause)

    def neighbours(self, clause_id: str) -> tuple[str | None, str | None]:
        """The ids of the clauses before and after it in its document."""
        found = self.neighbours_of((clause_id,))
        if not found:
            self.clause(clause_id)
        return found[clause_id]

    def neighbours_of(self, ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
        """The same of several clauses by id; unknown ids are left out."""
        found = dict[str, tuple[str | None, str | None]]()
        for portion, marks in _portions(ids):
            rows = self._rows(_NEIGHBOURS.format(marks=marks), portion)
            found |= {id_: (before, after) for id_, before, after in rows}
        return found

    def bodies(self) -> tuple[tuple[Body, int], ...]:
        """Every issuing body with the number of documents it signed, most first."""
        return self._bodies.counted

    def find_body(self, text: str) -> Body | None:
        """The body with this id, name, English name, or short name (市体育局, 体育局) that no other body shares."""
        return self._bodies.find(text)

    @cached_property
    def _bodies(self) -> BodyNames:
        rows = self._rows("SELECT id, name, name_en, documents FROM bodies ORDER BY documents DESC, id", ())
        return BodyNames(tuple((Body(id_, name, name_en), documents) for id_, name, name_en, documents in rows))

    def documents_by_number(self, key: str) -> tuple[str, ...]:
        """Ids of the documents that carry the number with this key, in printed order."""
        rows = (
            self._rows("SELECT id FROM documents WHERE number = ? ORDER BY position", (key,)) if key.isascii() else ()
        )
        return tuple(row[0] for row in rows)

    def documents_by_title(self, key: str) -> tuple[str, ...]:
        """Ids of the documents with this Chinese or English title, newest first.

        ``key`` is that of :func:`index.schema.folded_title_key`.
        """
        rows = self._rows(
            "SELECT DISTINCT d.id, d.date, d.position FROM titles t JOIN documents d ON d.id = t.document"
            " WHERE t.key = ? ORDER BY d.date DESC, d.position",
            # A lone surrogate could not be looked for.
            (key.encode(errors="replace").decode(),),
        )
        return tuple(row[0] for row in rows)

    def relations_to(self, key: str) -> tuple[Citation, ...]:
        """Who refers to a document, by its id or the key of its number; it need not be in the corpus itself."""
        if not key.isascii():
            return ()
        rows = self._rows(
            "SELECT r.citing, r.value FROM relations r JOIN documents d ON d.id = r.citing"
            " WHERE r.number = ?1 OR r.target = ?1 ORDER BY d.date DESC, d.position, r.rowid",
            (key,),
        )
        return tuple(Citation(citing, _decoded(value, Relation)) for citing, value in rows)

    def relations_among(self, ids: Iterable[str]) -> Iterator[tuple[str, Relation]]:
        """The relations to some documents, each with the id of the one that it is to."""
        for portion, marks in _portions(ids):
            sql = f"SELECT target, value FROM relations WHERE target IN ({marks})"  # noqa: S608 - marks are ours
            yield from ((target, _decoded(value, Relation)) for target, value in self._rows(sql, portion))

    def counts(self) -> Counts:
        """How many issues, documents and clauses there are."""
        return Counts(
            issues=self._rows("SELECT count(*) FROM issues", ())[0][0],
            documents=self._rows("SELECT count(*) FROM documents", ())[0][0],
            clauses=self._rows("SELECT count(*) FROM clauses", ())[0][0],
        )

    def close(self) -> None:
        """Close the file; the store is not used again."""
        self._closed()

    def _rows(self, sql: str, parameters: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        with locked(self._lock):
            try:
                with closing(self._connection.execute(sql, parameters)) as cursor:
                    return cursor.fetchall()
            except sqlite3.Error as error:
                require_time()
                raise StoreError(str(error)) from error

    def _values(self, sql: str, parameters: tuple[str, ...], kind: type[Value]) -> tuple[Value, ...]:
        return tuple(_decoded(value, kind) for (value,) in self._rows(sql, parameters))

    def _one(self, sql: str, known: str, kind: type[Value]) -> Value:
        # Ids are ASCII; anything else need not be looked for, and a lone surrogate could not be.
        found = self._values(sql, (known,), kind) if known.isascii() else ()
        if not found:
            shown = repr(known)[1:-1]
            raise NotFoundError(
                f"There is no {kind.__name__.lower()} “{shown}” in this collection.",
                f"本库没有{_CALLED[kind]}“{shown}”。",
            )
        return found[0]

    def _many(self, table: str, ids: Iterable[str], kind: type[Value]) -> Iterable[Value]:
        for portion, marks in _portions(ids):
            sql = f"SELECT value FROM {table} WHERE id IN ({marks})"  # noqa: S608 - table and marks are ours
            yield from self._values(sql, portion, kind)


def _portions(ids: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Ids a portion at a time, with the marks that stand for them in a query; what is no ASCII is no id."""
    wanted = (known for known in ids if known.isascii())
    while portion := tuple(islice(wanted, _PORTION)):
        yield portion, ",".join("?" * len(portion))


def _decoded(value: bytes, kind: type[Value]) -> Value:
    try:
        return msgspec.json.decode(value, type=kind)
    except (msgspec.DecodeError, TypeError) as error:
        raise StoreError(str(error)) from error

"""Writing the store of a new generation; reading is in :mod:`index.store`."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from corpus.model import Document, Gazette, Relation
from index.schema import number_key

_TABLES = """
CREATE TABLE issues (id TEXT PRIMARY KEY, date TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE toc (issue TEXT NOT NULL, position INTEGER NOT NULL, value BLOB NOT NULL);
CREATE TABLE documents (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, issue TEXT, number TEXT, date TEXT NOT NULL,
    value BLOB NOT NULL
);
CREATE TABLE clauses (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, part INTEGER NOT NULL,
    value BLOB NOT NULL
);
CREATE TABLE relations (citing TEXT NOT NULL, number TEXT, target TEXT, value BLOB NOT NULL);
CREATE TABLE bodies (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT, documents INTEGER NOT NULL);
CREATE INDEX toc_issue ON toc (issue, position);
CREATE INDEX documents_issue ON documents (issue, position);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX clauses_document ON clauses (document, position);
CREATE INDEX relations_number ON relations (number);
CREATE INDEX relations_target ON relations (target);
"""
_BODY = """
INSERT INTO bodies VALUES (?, ?, ?, 1)
ON CONFLICT (id) DO UPDATE SET documents = documents + 1, name_en = coalesce(name_en, excluded.name_en)
"""


class StoreWriter:
    """Takes gazettes one after another; :meth:`finish` links them. Raises ``OSError`` or ``sqlite3.Error``."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # Nobody reads a generation before it is complete, and an incomplete one is thrown away.
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _TABLES)

    def add(self, gazette: Gazette) -> None:
        """Store an issue with its contents and documents."""
        if issue := gazette.issue:
            self._insert(
                "issues", [(issue.id, issue.date.isoformat() if issue.date else "", msgspec.json.encode(issue))]
            )
        self._insert("toc", ((entry.issue, entry.position, msgspec.json.encode(entry)) for entry in gazette.toc))
        for document in gazette.documents:
            self._add_document(document)

    def _add_document(self, document: Document) -> None:
        head = replace(document, parts=tuple(replace(part, clauses=()) for part in document.parts))
        date = document.date.isoformat() if document.date else ""
        key = number_key(document.number or document.number_en)
        self._insert("documents", [(None, document.id, document.issue, key, date, msgspec.json.encode(head))])
        self._insert(
            "clauses",
            (
                (None, clause.id, document.id, index, msgspec.json.encode(clause))
                for index, part in enumerate(document.parts)
                for clause in part.clauses
            ),
        )
        for body in document.issuing_bodies:
            self._connection.execute(_BODY, (body.id, body.name, body.name_en))

    def finish(self) -> None:
        """Link every relation to its document where that is in the corpus, and make the file durable."""
        numbered = dict(self._connection.execute("SELECT number, id FROM documents WHERE number IS NOT NULL"))
        for (value,) in self._connection.execute("SELECT value FROM documents ORDER BY position").fetchall():
            document = msgspec.json.decode(value, type=Document)
            linked = replace(document, relations=tuple(_linked(one, numbered) for one in document.relations))
            if linked != document:
                self._connection.execute(
                    "UPDATE documents SET value = ? WHERE id = ?", (msgspec.json.encode(linked), document.id)
                )
            self._insert("relations", (_relation_row(document.id, one) for one in linked.relations))
        self._connection.execute("COMMIT")
        self._connection.execute("ANALYZE")

    def close(self) -> None:
        """Close the file, whether it was finished or not."""
        self._connection.close()

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            sql = f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})"  # noqa: S608 - table and marks are ours
            self._connection.execute(sql, row)


def _linked(relation: Relation, numbered: dict[str, str]) -> Relation:
    key = number_key(relation.number)
    return replace(relation, document=numbered[key]) if not relation.document and key in numbered else relation


def _relation_row(citing: str, relation: Relation) -> tuple[object, ...]:
    return citing, number_key(relation.number), relation.document, msgspec.json.encode(relation)

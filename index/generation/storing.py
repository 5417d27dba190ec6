"""Writing the store of a new generation; reading is in :mod:`index.store`."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import msgspec

from corpus import Document, Gazette, Issue, Relation, TocEntry
from index.schema import folded_title_key, number_key

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
CREATE TABLE titles (key TEXT NOT NULL, document TEXT NOT NULL);
CREATE TABLE relations (citing TEXT NOT NULL, number TEXT, target TEXT, value BLOB NOT NULL);
CREATE TABLE bodies (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT, documents INTEGER NOT NULL);
CREATE INDEX toc_issue ON toc (issue, position);
CREATE INDEX documents_issue ON documents (issue, position);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX titles_key ON titles (key);
CREATE INDEX titles_document ON titles (document);
CREATE INDEX clauses_document ON clauses (document, position);
CREATE INDEX tasks ON clauses (position) WHERE json_extract(CAST(value AS TEXT), '$.task') IS NOT NULL;
CREATE INDEX relations_number ON relations (number);
CREATE INDEX relations_target ON relations (target);
"""
_BODY = """
INSERT INTO bodies VALUES (?, ?, ?, 1)
ON CONFLICT (id) DO UPDATE SET documents = documents + 1, name_en = coalesce(name_en, excluded.name_en)
"""

#: Documents are linked in portions, so that memory does not grow with the corpus.
_PORTION = 500


class StoreWriter:
    """Takes what the files say one after another; :meth:`finish` links it. Raises ``OSError`` or ``sqlite3.Error``."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path.absolute(), isolation_level=None, uri=True)
        # Nobody reads a generation before it is complete, and an incomplete one is thrown away.
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self._connection.executescript("BEGIN;" + _TABLES)

    def add(self, gazette: Gazette) -> None:
        """Store an issue with its contents and documents."""
        if gazette.issue:
            self.add_issue(gazette.issue, gazette.toc)
        for document in gazette.documents:
            self.add_document(*stored_form(document))

    def add_issue(self, issue: Issue, toc: Iterable[TocEntry]) -> None:
        """Store an issue with its contents."""
        self._insert("issues", [(issue.id, issue.date.isoformat() if issue.date else "", msgspec.json.encode(issue))])
        self._insert("toc", ((entry.issue, entry.position, msgspec.json.encode(entry)) for entry in toc))

    def add_document(self, head: Document, clauses: Sequence[tuple[str, int, bytes]]) -> None:
        """Store a document: its head without clauses, and each clause as its id, its part and its bytes."""
        date = head.date.isoformat() if head.date else ""
        key = number_key(head.number or head.number_en)
        self._insert("documents", [(None, head.id, head.issue, key, date, msgspec.json.encode(head))])
        self._insert("titles", [(folded_title_key(title), head.id) for title in (head.title, head.title_en) if title])
        self._insert("clauses", [(None, known, head.id, part, value) for known, part, value in clauses])

    def finish(self) -> None:
        """Link every relation to its document where that is in the corpus, and make the file durable."""
        numbered = self._numbered()
        for position, document in self._documents():
            linked = replace(document, relations=tuple(_linked(one, numbered) for one in document.relations))
            if linked != document:
                self._connection.execute(
                    "UPDATE documents SET value = ? WHERE position = ?", (msgspec.json.encode(linked), position)
                )
            self._insert("relations", (_relation_row(document.id, one) for one in linked.relations))
            self._connection.executemany(_BODY, ((one.id, one.name, one.name_en) for one in document.issuing_bodies))
        self._connection.execute("COMMIT")
        self._connection.execute("ANALYZE main")

    def _numbered(self) -> dict[str, str]:
        """The first document of each number: by the number as printed, or by its key where only that is known."""
        printed = "json_extract(CAST(value AS TEXT), '$.number')"
        sql = f"SELECT number, {printed}, id FROM documents WHERE number IS NOT NULL ORDER BY position DESC"  # noqa: S608
        return {_bare(number) if number else key: known for key, number, known in self._connection.execute(sql)}

    def close(self) -> None:
        """Close the file, whether it was finished or not."""
        self._connection.close()

    def _documents(self) -> Iterator[tuple[int, Document]]:
        last = 0
        while found := self._connection.execute(
            "SELECT position, value FROM documents WHERE position > ? ORDER BY position LIMIT ?", (last, _PORTION)
        ).fetchall():
            for last, value in found:
                yield last, msgspec.json.decode(value, type=Document)

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            sql = f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})"  # noqa: S608 - table and marks are ours
            self._connection.executemany(sql, rows)


def stored_form(document: Document) -> tuple[Document, list[tuple[str, int, bytes]]]:
    """A document as the store takes it: its head without clauses, and each clause as its id, its part and its bytes."""
    clauses = [
        (clause.id, index, msgspec.json.encode(clause))
        for index, part in enumerate(document.parts)
        for clause in part.clauses
    ]
    return replace(document, parts=tuple(replace(part, clauses=()) for part in document.parts)), clauses


def _linked(relation: Relation, numbered: Mapping[str, str]) -> Relation:
    number = relation.number
    names = [name for name in (_bare(number), number_key(number)) if name] if number else []
    return replace(relation, document=next((numbered[name] for name in names if name in numbered), None))


def _bare(number: str) -> str:
    """A number without brackets and spaces, in any width; two that are romanised alike stay apart."""
    return "".join(filter(str.isalnum, normalize("NFKC", number)))


def _relation_row(citing: str, relation: Relation) -> tuple[object, ...]:
    return citing, number_key(relation.number), relation.document, msgspec.json.encode(relation)

"""The raw loops of search libraries over the same tokens: one field, no facets, the ids of the best ten.

Each takes the pairs of characters and the tokens that the service indexes of a clause's text, and finds the clauses
that hold all terms of a query, in whatever places.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from benchmarks.kinds import TOP
from benchmarks.measuring import timed


class Rival(Protocol):
    """A library that indexes lists of terms and answers lists of terms."""

    def __init__(self, folder: Path, texts: Iterable[Sequence[str]]) -> None: ...

    def search(self, terms: Sequence[str]) -> object:
        """The best ten of the texts that hold all terms."""


class RawTantivy:
    """Tantivy with a text field split at blanks."""

    def __init__(self, folder: Path, texts: Iterable[Sequence[str]]) -> None:
        tantivy: Any = import_module("tantivy")
        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name="whitespace")
        folder.mkdir(parents=True)
        self._index = tantivy.Index(builder.build(), str(folder))
        writer = self._index.writer(128_000_000, 2)
        for number, terms in enumerate(texts):
            writer.add_document(tantivy.Document(number=number, text=" ".join(terms)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, terms: Sequence[str]) -> object:
        """See :class:`Rival`."""
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        parts = [(must, query.term_query(self._index.schema, "text", term, "freq")) for term in terms]
        found = self._searcher.search(query.boolean_query(parts), TOP)
        return found.count, [self._searcher.doc(address)["number"] for _, address in found.hits]


class RawWhoosh:
    """Whoosh with a keyword field of terms with frequencies."""

    def __init__(self, folder: Path, texts: Iterable[Sequence[str]]) -> None:
        index, fields = import_module("whoosh.index"), import_module("whoosh.fields")
        folder.mkdir(parents=True)
        schema = fields.Schema(number=fields.STORED(), text=fields.TEXT(phrase=False))
        self._index = index.create_in(str(folder), schema)
        writer = self._index.writer(limitmb=128)
        for number, terms in enumerate(texts):
            writer.add_document(number=number, text=list(terms))
        writer.commit()
        self._query = import_module("whoosh.query")
        self._searcher = self._index.searcher()

    def search(self, terms: Sequence[str]) -> object:
        """See :class:`Rival`."""
        found = self._searcher.search(self._query.And([self._query.Term("text", term) for term in terms]), limit=TOP)
        return len(found), [hit["number"] for hit in found]


class RawFts5:
    """SQLite FTS5 ranked by its bm25."""

    def __init__(self, folder: Path, texts: Iterable[Sequence[str]]) -> None:
        folder.mkdir(parents=True)
        self._connection = sqlite3.connect(folder / "fts.sqlite")
        self._connection.execute("PRAGMA synchronous = OFF")
        # The tokens are hex, so that no tokenizer of SQLite has an opinion on them.
        self._connection.execute("CREATE VIRTUAL TABLE clauses USING fts5(text, content='', tokenize='ascii')")
        rows = ((number, " ".join(map(_hex, terms))) for number, terms in enumerate(texts))
        self._connection.executemany("INSERT INTO clauses(rowid, text) VALUES (?, ?)", rows)
        self._connection.commit()

    def search(self, terms: Sequence[str]) -> object:
        """See :class:`Rival`."""
        asked = " AND ".join(f'"{_hex(term)}"' for term in terms)
        sql = "SELECT rowid FROM clauses WHERE clauses MATCH ? ORDER BY rank LIMIT ?"
        return self._connection.execute(sql, (asked, TOP)).fetchall()


class RawBm25s:
    """bm25s, which keeps all scores in memory and ranks by any of the terms."""

    def __init__(self, folder: Path, texts: Iterable[Sequence[str]]) -> None:
        del folder
        bm25s: Any = import_module("bm25s")
        self._retriever = bm25s.BM25()
        self._retriever.index([list(terms) for terms in texts], show_progress=False)

    def search(self, terms: Sequence[str]) -> object:
        """See :class:`Rival`."""
        known = [term for term in terms if term in self._retriever.vocab_dict]
        return self._retriever.retrieve([known], k=TOP, show_progress=False) if known else None


RIVALS: dict[str, type[Rival]] = {
    "Tantivy": RawTantivy, "Whoosh": RawWhoosh, "FTS5": RawFts5, "bm25s": RawBm25s
}  # fmt: skip
_NEEDS = {"Tantivy": "tantivy", "bm25s": "bm25s"}


def available() -> list[str]:
    """The rivals that this installation has."""
    return [name for name in RIVALS if find_spec(_NEEDS.get(name, "sqlite3")) is not None]


def built(name: str, folder: Path, texts: Iterable[Sequence[str]]) -> tuple[Rival, float]:
    """A rival over these texts, and the seconds that it took."""
    return timed(lambda: RIVALS[name](folder / name, texts))


def _hex(term: str) -> str:
    return term.encode().hex()

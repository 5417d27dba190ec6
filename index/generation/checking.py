"""Whether an index is whole, current and in step with its corpus."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.errors import CorpusError, OperatorError
from corpus.model import Document
from index.analysis import is_searchable
from index.engines import Filter, SearchRequest
from index.errors import EngineError
from index.generation.building import input_hashes
from index.query import Phrase, Restrict
from index.snapshot import Snapshot, open_index


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an index should be rebuilt; ``code`` is stable, the messages say what to do."""

    code: str
    message_en: str
    message_zh: str


def check(corpus: Path, url: str) -> tuple[Problem, ...]:
    """What is wrong with the serving index: missing, of other versions, damaged, or not in step with its corpus.

    Raises :class:`index.errors.AddressError` for a URL that names no known engine.
    """
    try:
        index = open_index(url)
    except OperatorError as error:
        return (Problem("unusable", error.message_en, error.message_zh),)
    try:
        samples = index.store.documents()[:_SAMPLES]
        return (*verify(index, samples), *_out_of_step(corpus, index))
    except (EngineError, OSError, sqlite3.Error, msgspec.DecodeError) as error:
        return (Problem("damaged", f"The index is damaged ({error}); run `gongbao rebuild`.", _DAMAGED_ZH),)
    finally:
        index.close()


_SAMPLES = 25
_DAMAGED_ZH = "索引已损坏，请运行 `gongbao rebuild` 重建。"


def verify(index: Snapshot, samples: Iterable[Document]) -> tuple[Problem, ...]:
    """Whether store and engine hold what the manifest says, and each sample is found by its title."""
    manifest, counts = index.manifest, index.store.counts()
    expected = (manifest.issues, manifest.documents, manifest.clauses)
    stored = (counts.issues, counts.documents, counts.clauses)
    searchable = index.engine.search(SearchRequest(None, limit=0)).count
    if stored != expected or searchable != manifest.clauses:
        return (
            Problem(
                "counts",
                f"The index is not whole: {manifest.clauses} clauses were read, {counts.clauses} are stored, "
                f"{searchable} can be searched; run `gongbao rebuild`.",
                f"索引不完整：读入 {manifest.clauses} 条，存储 {counts.clauses} 条，可检索 {searchable} 条；"
                "请运行 `gongbao rebuild`。",
            ),
        )
    lost = [document.id for document in samples if not _found(index, document)]
    return tuple(
        Problem(
            "lost",
            f"{document} is not found by its title; run `gongbao rebuild`.",
            f"按标题检索不到 {document}，请运行 `gongbao rebuild`。",
        )
        for document in lost
    )


def _found(index: Snapshot, document: Document) -> bool:
    """Whether the title finds every clause of the document, as far as it has any."""
    only = (Filter("document", (document.id,)),)
    clauses = index.engine.search(SearchRequest(None, only, limit=0)).count
    if not document.title or not is_searchable(document.title):
        return True
    title = Restrict("title", Phrase(document.title))
    return index.engine.counts((title,), only) == (clauses,)


def _out_of_step(corpus: Path, index: Snapshot) -> tuple[Problem, ...]:
    try:
        inputs = input_hashes(corpus)
    except CorpusError as error:
        return (Problem("corpus", error.message_en, error.message_zh),)
    known = index.manifest.inputs
    changed = sorted(name for name in inputs.keys() | known.keys() if inputs.get(name) != known.get(name))
    if not changed:
        return ()
    return (
        Problem(
            "out_of_step",
            f"The corpus has changed since the index was built ({', '.join(changed)}); run `gongbao rebuild`.",
            f"索引建立之后公报有变动（{'、'.join(changed)}），请运行 `gongbao rebuild`。",
        ),
    )

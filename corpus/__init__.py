"""Gazettes as values: read a folder of them, or one file; see :mod:`corpus.model` for what comes out."""

import corpus.blas_threads  # noqa: F401 - before NumPy is imported
from corpus.errors import CorpusError, GongbaoError, NotFoundError, OperatorError, UserError
from corpus.findings import FindingCode
from corpus.model import (
    Body,
    Clause,
    ClauseKind,
    Document,
    EventKind,
    Finding,
    Gazette,
    Issue,
    Part,
    PartKind,
    PathStep,
    Relation,
    RelationKind,
    Source,
    TaskRow,
    TocEntry,
)
from corpus.parse import parse
from corpus.sources import parse_file, read_corpus

__all__ = [
    "Body",
    "Clause",
    "ClauseKind",
    "CorpusError",
    "Document",
    "EventKind",
    "Finding",
    "FindingCode",
    "Gazette",
    "GongbaoError",
    "Issue",
    "NotFoundError",
    "OperatorError",
    "Part",
    "PartKind",
    "PathStep",
    "Relation",
    "RelationKind",
    "Source",
    "TaskRow",
    "TocEntry",
    "UserError",
    "parse",
    "parse_file",
    "read_corpus",
]

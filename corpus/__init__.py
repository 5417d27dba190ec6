"""Gazettes as values: read a folder of them, or one file; see :mod:`corpus.model` for what comes out."""

from corpus.model import Clause, Document, Gazette, Issue
from corpus.parse import parse
from corpus.sources import parse_file, read_corpus

__all__ = ["Clause", "Document", "Gazette", "Issue", "parse", "parse_file", "read_corpus"]

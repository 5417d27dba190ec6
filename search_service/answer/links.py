"""The addresses of pages, the same in every representation. Paths only; the web layer adds scheme, host and prefix."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

SEARCH_PAGE = "/search"
SEARCH_API = "/api/v1/search"


def document_path(document: str) -> str:
    """The page of a document."""
    return f"/documents/{quote(document)}"


def clause_path(document: str, eid: str, q: str = "") -> str:
    """A clause on the page of its document, which marks the hits of ``q``."""
    query = "?" + urlencode({"q": q}) if q else ""
    return f"{document_path(document)}{query}#{quote(eid)}"


def clause_page_path(clause: str) -> str:
    """The page of a clause by itself, with its citation and its source."""
    return f"/clauses/{quote(clause)}"


def issue_path(issue: str) -> str:
    """The page of an issue."""
    return f"/issues/{quote(issue)}"


def with_query(path: str, items: Iterable[tuple[str, str]]) -> str:
    """A path with its parameters."""
    query = urlencode(list(items))
    return f"{path}?{query}" if query else path

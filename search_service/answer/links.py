"""The addresses of pages, the same in every representation. Paths only; the web layer adds scheme, host and prefix."""

from collections.abc import Callable, Iterable
from urllib.parse import quote, urlencode

SEARCH_PAGE = "/search"
SEARCH_API = "/api/v1/search"
BODIES = "/bodies"


def document_path(document: str) -> str:
    """The page of a document."""
    return f"/documents/{quote(document)}"


def clause_path(document: str, eid: str, asked: Iterable[tuple[str, str]] = ()) -> str:
    """A clause on the page of its document, which marks the hits of what was asked."""
    return f"{with_query(document_path(document), asked)}#{quote(eid)}"


def clause_page_path(clause: str, asked: Iterable[tuple[str, str]] = ()) -> str:
    """The page of a clause by itself, with its citation and its source; it marks the hits as well."""
    return with_query(f"/clauses/{quote(clause)}", asked)


def issue_path(issue: str) -> str:
    """The page of an issue."""
    return f"/issues/{quote(issue)}"


def body_path(body: str) -> str:
    """The page of an issuing body."""
    return f"{BODIES}/{quote(body)}"


def page_links(at: Callable[[int], str], page: int, *, more: bool) -> tuple[str | None, str | None]:
    """The addresses of the next and of the previous page of a list; ``at`` gives that of any page."""
    return at(page + 1) if more else None, at(page - 1) if page > 1 else None


def with_query(path: str, items: Iterable[tuple[str, str]]) -> str:
    """A path with its parameters."""
    query = urlencode(list(items))
    return f"{path}?{query}" if query else path

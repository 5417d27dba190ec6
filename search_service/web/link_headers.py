"""``Link`` headers (RFC 8288): what a program may follow without reading the body."""

from typing import Protocol

from flask import Response, request

from search_service.web.addresses import in_language


class Paged(Protocol):
    """A page of a list, with the addresses of the pages beside it."""

    @property
    def next(self) -> str | None:
        """The address of the next page."""

    @property
    def previous(self) -> str | None:
        """The address of the previous page."""


def with_pages(response: Response, view: Paged) -> Response:
    """The answer with a page of a list, with links to the pages beside it."""
    for rel, path in (("prev", view.previous), ("next", view.next)):
        if path:
            add_link(response, in_language(path), rel)
    return response


def add_link(response: Response, path: str, rel: str, kind: str = "") -> None:
    """Add one link; ``kind`` is the media type behind it."""
    about = f'; type="{kind}"' if kind else ""
    response.headers.add("Link", f'<{request.root_path}{path}>; rel="{rel}"{about}')

"""``Link`` headers (RFC 8288): what a program may follow without reading the body."""

from flask import Response, request

from search_service.answer.views import SearchView
from search_service.web.addresses import in_language


def with_pages(response: Response, view: SearchView) -> Response:
    """The answer to a search with links to its neighbouring pages."""
    for rel, path in (("prev", view.previous), ("next", view.next)):
        if path:
            add_link(response, in_language(path), rel)
    return response


def add_link(response: Response, path: str, rel: str, kind: str = "") -> None:
    """Add one link; ``kind`` is the media type behind it."""
    about = f'; type="{kind}"' if kind else ""
    response.headers.add("Link", f'<{request.root_path}{path}>; rel="{rel}"{about}')

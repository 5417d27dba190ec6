"""The addresses on a page: under the prefix of the app, and in the language that the reader chose."""

from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit, urlunsplit

from flask import Flask, request
from jinja2 import pass_context
from jinja2.runtime import Context

from search_service.web.hosts import root
from search_service.web.languages import GLOSS, chosen_language

#: Characters of a parameter that is carried along; a query has 1000 at most.
_LONGEST = 1100


def init_addresses(app: Flask) -> None:
    """Give the templates their addresses."""
    app.add_template_filter(_here, "here")
    app.add_template_filter(_plain_here, "plain_here")
    app.add_template_filter(fragment)
    app.add_template_filter(unquote, "readable")
    app.add_template_global(absolute)
    app.add_template_global(here, "here")
    app.add_template_global(switch_language, "switch")
    app.add_template_global(own_address)
    app.add_template_global(switch_glosses)


def here(path: str) -> str:
    """A path of ours as a link on this page: under the prefix the app is mounted at, in the language chosen."""
    return request.root_path + in_language(path)


def in_language(path: str) -> str:
    """A path of ours that goes on in the language, and with or without glosses, as this address asks for."""
    parts = urlsplit(path)
    given = parse_qs(parts.query)
    chosen = {"lang": chosen_language(), GLOSS: request.args.get(GLOSS)}
    kept = urlencode({name: value for name, value in chosen.items() if value and name not in given})
    query = "&".join(part for part in (parts.query, kept) if part)
    return urlunsplit(("", "", parts.path, query, parts.fragment))


def absolute(path: str) -> str:
    """A path of ours as an address to pass on."""
    return root() + path


def switch_language(to: str) -> str:
    """This very page in another language."""
    return _this_page_with("lang", to)


def switch_glosses(*, on: bool) -> str:
    """This very page with or without glosses."""
    return _this_page_with(GLOSS, "1" if on else "0")


def _this_page_with(changed: str, to: str) -> str:
    """The present address with one parameter changed; what is too long to be good is left behind."""
    given = request.args.items(multi=True)
    items = [(name, value) for name, value in given if name != changed and len(name) + len(value) <= _LONGEST]
    path = request.path if len(request.path) <= _LONGEST else "/"
    return f"{request.root_path}{path}?{urlencode([*items, (changed, to)])}"


def own_address() -> str:
    """The address of this very page to pass on, in no chosen language; what is too long to be good is left out."""
    given = request.args.items(multi=True)
    items = [
        (name, value) for name, value in given if name not in ("lang", GLOSS) and len(name) + len(value) <= _LONGEST
    ]
    path = quote(request.path) if len(request.path) <= _LONGEST else "/"
    return absolute(path + (f"?{urlencode(items)}" if items else ""))


def fragment(path: str) -> str:
    """The place on this very page that a path leads to."""
    return "#" + path.partition("#")[2]


@pass_context
def _here(_context: Context, path: str) -> str:
    # A filter that does not ask for the context is worked out once, when the template is compiled, for constant paths.
    return here(path)


@pass_context
def _plain_here(_context: Context, path: str) -> str:
    """A path under the prefix of the app, for data, which is in no language."""
    return request.root_path + path

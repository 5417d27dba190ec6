"""Examples on the pages: each leads to a search and says how many clauses that search finds."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from index.query import FIELDS
from search_service.library import Library
from search_service.search import search
from search_service.web.examples import EXAMPLES, OPERATORS, examples


@pytest.mark.parametrize("shown", [EXAMPLES, OPERATORS], ids=["front page", "help"])
def test_an_example_counts_what_its_link_finds(library: Library, shown: tuple[tuple[str, str], ...]) -> None:
    found = list(examples(library.snapshot(), shown))
    assert found
    for one in found:
        address = urlsplit(one.url)
        assert address.path == "/search"
        assert search(library, {"q": [dict(parse_qsl(address.query))["q"]]}).count == one.count > 0


def test_an_example_that_finds_nothing_is_not_offered(library: Library) -> None:
    shown = (("酒店", "some"), ("龙宫探险", "none"))
    assert [one.q for one in examples(library.snapshot(), (*shown, *EXAMPLES[:1]))] == [EXAMPLES[0][0]]


def test_the_line_on_fields_names_every_field() -> None:
    note = next(str(note) for q, note in OPERATORS if q.startswith("title:"))
    assert all(name in note for name in FIELDS)

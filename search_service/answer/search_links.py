"""The links beside a search: without a filter, in another order, scope or form."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from index.schema import FACETS
from search_service.answer.links import SEARCH_PAGE, with_query
from search_service.request.parameters import PARAMETERS, SearchParameters


@dataclass(frozen=True, slots=True)
class SearchLinks:
    """The addresses beside one search; each begins at its first page."""

    asked: SearchParameters

    def without(self, param: str, value: str) -> str:
        """The same search without one value of a filter."""
        chosen = getattr(self.asked, param)
        kept = tuple(one for one in chosen if one != value) if PARAMETERS[param].repeatable else None
        return self._path(**{param: kept})

    def without_filters(self) -> str:
        """The same query without any filter."""
        used = (name for name, one in PARAMETERS.items() if one.filters)
        return with_query(SEARCH_PAGE, self.asked.cleared(*used).query_items())

    def clearing(self, param: str) -> str:
        """The same search without any value of a filter."""
        return with_query(SEARCH_PAGE, self.asked.cleared(param).query_items())

    def asking(self, q: str) -> str:
        """The same filters with another query."""
        return self._path(q=q)

    def dropping(self, word: str) -> str:
        """The same search without a word that was searched beside those of the query."""
        return self._path(without=(*self.asked.without, word))

    def choices(self, param: str, words: Iterable[str]) -> list[tuple[str, str, bool]]:
        """Every choice for a parameter: its word, where it is, and whether it is the present one."""
        present = getattr(self.asked, param)
        return [(word, self._path(**{param: word}), word == present) for word in words]

    def other_form(self, form: str) -> str:
        """The same search as ``json``, ``csv`` or ``atom``."""
        return with_query(f"{SEARCH_PAGE}.{form}", replace(self.asked, page=1).query_items())

    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry along beside the box and the facets it shows."""
        shown = {"q", "page", *self.asked.facets}
        return [(name, value) for name, value in self.asked.query_items() if name not in shown]

    def filters(self) -> list[tuple[str, str]]:
        """The values of all facets shown, for a form without their boxes."""
        return [pair for pair in self.asked.query_items() if pair[0] in FACETS]

    def _path(self, **changes: Any) -> str:
        return with_query(SEARCH_PAGE, replace(self.asked, page=1, **changes).query_items())

"""The use case: parameters of a request -> search of the index -> the answer that page, JSON and command line show.

No web framework in here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast
from weakref import ref

from index import Found, Query, Snapshot, Sort, parse_query
from index.time_limit import result_of
from search_service.answer.answering import Answer
from search_service.answer.likeness import likes
from search_service.answer.links import SEARCH_API
from search_service.answer.views import SearchView
from search_service.filter_values import vocabulary_of
from search_service.library import Library
from search_service.request.parameters import SearchParameters, read_parameters, search_options, search_request
from search_service.request.refusals import Fault, InvalidRequestError, require_page

#: Answers of a generation that are remembered, each some 100 kB.
_REMEMBERED = 64
_USUAL = SearchParameters()


@dataclass(frozen=True, slots=True)
class Question:
    """A search that was read and found good, and the generation that will answer it."""

    snapshot: Snapshot
    parameters: SearchParameters
    query: Query


def search(library: Library, given: Mapping[str, Sequence[str]], path: str = SEARCH_API) -> SearchView:
    """Answer a search whose parameters are given by name, each with its values; ``path`` is where it was asked.

    Raises :class:`UserError` with every fault of the request, :class:`OperatorError` when there is no index.
    """
    return search_in(library.snapshot(), given, path)


def search_in(snapshot: Snapshot, given: Mapping[str, Sequence[str]], path: str = SEARCH_API) -> SearchView:
    """The same in a snapshot that is given, so that all searches of one request have one index."""
    return answer(_question(snapshot, given), path)


def search_with_similar(library: Library, given: Mapping[str, Sequence[str]], path: str = SEARCH_API) -> SearchView:
    """The same, and beside each hit where other documents say nearly the same; raises as :func:`search` does."""
    return answer_with_similar(ask(library, given), path)


def ask(library: Library, given: Mapping[str, Sequence[str]]) -> Question:
    """Read the parameters of a search; raises as :func:`search` does."""
    return _question(library.snapshot(), given)


def _question(snapshot: Snapshot, given: Mapping[str, Sequence[str]]) -> Question:
    parameters = read_parameters(given, vocabulary_of(snapshot))
    query = parse_query(parameters.q)
    if query.tree is None and not list(parameters.filters):
        zh, en = "检索式中没有可以检索的词", "there is nothing in the query that can be searched"
        raise InvalidRequestError([Fault("q", "nothing_to_search", zh, en)])
    return Question(snapshot, parameters, query)


def matches_only(question: Question, sort: Sort | None = None) -> Question:
    """The same question without neighbours, and in another order where one is given."""
    parameters = replace(question.parameters, near="0", sort=sort or question.parameters.sort)
    return replace(question, parameters=parameters)


def answer(question: Question, path: str) -> SearchView:
    """Search, and put the answer together."""
    return _remembered(_answered, question, path)


def answer_with_similar(question: Question, path: str) -> SearchView:
    """The same, and beside each hit where other documents say nearly the same."""
    return _remembered(_answered_with_similar, question, path)


_Make = Callable[[Question, str], SearchView]


def _remembered(make: _Make, question: Question, path: str) -> SearchView:
    """What is made for a question; the last answers of usual size are remembered with their generation."""
    parameters = question.parameters
    if parameters.per_page > _USUAL.per_page or parameters.facet_size > _USUAL.facet_size:
        return make(question, path)
    return question.snapshot.derived(_memory)(make, parameters, question.query, path)


def _memory(snapshot: Snapshot) -> Callable[[_Make, SearchParameters, Query, str], SearchView]:
    here = ref(snapshot)

    # What a snapshot remembers must not keep the snapshot.
    @lru_cache(_REMEMBERED)
    def remembered(make: _Make, parameters: SearchParameters, query: Query, path: str) -> SearchView:
        return make(Question(cast("Snapshot", here()), parameters, query), path)

    return remembered


def _answered_with_similar(question: Question, path: str) -> SearchView:
    found = _found(question)
    finding = question.snapshot.aside.begin(lambda: likes(question.snapshot, (one.clause for one in found.results)))
    view = _viewed(question, found, path)
    similar = result_of(finding)
    return replace(
        view, results=tuple(replace(one, similar=similar.get(one.clause.clause.id, ())) for one in view.results)
    )


def _answered(question: Question, path: str) -> SearchView:
    return _viewed(question, _found(question), path)


def _found(question: Question) -> Found:
    parameters = question.parameters
    searcher = question.snapshot.searcher
    found = searcher.search(question.query, search_request(parameters), search_options(parameters))
    require_page(parameters.page, parameters.per_page, found.count + found.near)
    return found


def _viewed(question: Question, found: Found, path: str) -> SearchView:
    return Answer(question.snapshot, question.parameters, question.query, found, path).view()

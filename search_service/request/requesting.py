"""What the index is asked for the parameters of a search."""

from index import Filter, Options, SearchRequest, Sort
from index.schema import DATE_FIELD
from search_service.request.parameters import SearchParameters

_KEYWORDS = ("body", "year", "issue", "number", "category", "doc_type", "kind", "lead")


def search_request(parameters: SearchParameters) -> SearchRequest:
    """Filters, order and page; what matches follows from the query."""
    return SearchRequest(
        query=None,
        filters=engine_filters(parameters),
        sort=Sort(parameters.sort),
        offset=(parameters.page - 1) * parameters.per_page,
        limit=parameters.per_page,
        facets=parameters.facets,
        facet_size=parameters.facet_size,
    )


def search_options(parameters: SearchParameters) -> Options:
    """How to search."""
    return Options(
        expand=parameters.expand,
        scope=parameters.scope,
        without=frozenset(parameters.without),
        near=parameters.near == "1",
        explain=parameters.explain == "1",
    )


def engine_filters(parameters: SearchParameters) -> tuple[Filter, ...]:
    """The filters in use as the engine takes them."""
    filters = [Filter(name, getattr(parameters, name)) for name in _KEYWORDS if getattr(parameters, name)]
    if parameters.deadline is not None:
        filters.append(Filter("deadline", (parameters.deadline,)))
    low, high = parameters.date_from, parameters.date_to
    if low or high:
        span = Filter(DATE_FIELD, low=low.isoformat() if low else None, high=high.isoformat() if high else None)
        filters.append(span)
    return tuple(filters)

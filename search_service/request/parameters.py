"""The one table of search parameters, and how a request becomes validated :class:`SearchParameters`.

Page, JSON and command line read the same table, so that no two of them can understand a search differently.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from index import Filter, Options, SearchRequest, Sort
from index.schema import DATE_FIELD, FACETS
from search_service.request import values
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.request.tables import Parameter, any_of, narrowing, read_values, row
from search_service.request.vocabulary import Vocabulary

MAX_PER_PAGE = 100
#: The parameters that say what is marked in a text.
MARKING = ("q", "expand", "without")
#: What is counted where a request does not say; the issue is left to those who ask for it.
SHOWN_FACETS = ("body", "year", "category", "doc_type", "kind", "lead")
MAX_PAGE = 1_000_000
#: Values of a facet in an answer.
FACET_SIZE, MAX_FACET_SIZE = 60, 1000


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """What one search asks for. Every field is a parameter; the values are canonical and known to the index."""

    q: str = row(values.query, "检索式", "the query", "")
    scope: str = row(
        values.choice("clause", "document", "issue"),
        "检索单位",
        "the unit within which AND and NOT must hold",
        "clause",
    )
    body: tuple[str, ...] = any_of("body", "发文机关", "issuing body, id or name")
    year: tuple[str, ...] = any_of("year", "年份", "year of the gazette issue")
    issue: tuple[str, ...] = any_of("issue", "期", "gazette issue")
    number: tuple[str, ...] = any_of("number", "发文字号", "document number")
    category: tuple[str, ...] = any_of("category", "栏目", "category in the contents")
    doc_type: tuple[str, ...] = any_of("doc_type", "公文种类", "type of document")
    kind: tuple[str, ...] = any_of("kind", "条款种类", "kind of clause")
    lead: tuple[str, ...] = any_of("lead", "牵头部门", "lead department of a task")
    deadline: str | None = narrowing(values.text, "完成时限", "deadline of a task, as its cell reads")
    date_from: date | None = narrowing(values.period_start, "成文日期自", "earliest document date")  # noqa: RUF009 - the field of an immutable value
    date_to: date | None = narrowing(values.period_end, "成文日期至", "latest document date")  # noqa: RUF009 - the field of an immutable value
    expand: str = row(
        values.choice("none", "synonym", "bilingual"), "扩展检索", "which related words are searched too", "bilingual"
    )
    without: tuple[str, ...] = field(
        default=(),
        metadata={"parameter": Parameter(values.text, "不用的扩展词", "a related word not to search", repeatable=True)},
    )
    sort: str = row(values.choice(*Sort), "排序", "order of the results", "relevance")
    page: int = row(values.number(1, MAX_PAGE), "页", "page of results, from 1", 1)
    per_page: int = row(values.number(1, MAX_PER_PAGE), "每页条数", "results on a page", 20)
    facets: tuple[str, ...] = row(
        values.choices(*FACETS), "分面", "which facets to count, as a comma list", SHOWN_FACETS
    )
    facet_size: int = row(
        values.number(1, MAX_FACET_SIZE), "分面值数", "values of a facet, the commonest first", FACET_SIZE
    )
    near: str = row(
        values.choice("0", "1"), "相近条款", "1: clauses near to the query follow those that match, by relevance", "1"
    )
    explain: str = row(
        values.choice("0", "1"), "说明检索过程", "1: how the query was read and what each signal gave", "0"
    )

    @property
    def filters(self) -> Iterator[tuple[str, Any]]:
        """Every filter in use, as pairs of a parameter and one value."""
        for name, parameter in PARAMETERS.items():
            value = getattr(self, name)
            if parameter.repeatable and parameter.filters:
                yield from ((name, one) for one in value)
            elif parameter.filters and value is not None:
                yield name, value

    def cleared(self, *names: str) -> "SearchParameters":
        """The same search, from its first page, without any value of some filters."""
        changes: dict[str, Any] = {name: () if PARAMETERS[name].repeatable else None for name in names}
        return replace(self, page=1, **changes)

    @property
    def marked(self) -> list[tuple[str, str]]:
        """The parameters by which other pages know what this search marks."""
        return [pair for pair in self.query_items() if pair[0] in MARKING] if self.q else []

    def query_items(self) -> list[tuple[str, str]]:
        """The parameters of a URL that asks for the same; what equals its default is left out."""
        items = []
        for setting in fields(self):
            value, parameter = getattr(self, setting.name), PARAMETERS[setting.name]
            if value != setting.default and value is not None:
                many = value if parameter.repeatable else [",".join(value) if isinstance(value, tuple) else value]
                items += [(setting.name, str(one)) for one in many]
        return items


PARAMETERS: Mapping[str, Parameter] = {one.name: one.metadata["parameter"] for one in fields(SearchParameters)}


def read_marking(given: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> SearchParameters:
    """What a request for a text says of the search that led to it; raises as :func:`read_parameters` does."""
    return SearchParameters(**read_values(given, {name: PARAMETERS[name] for name in MARKING}, vocabulary))


def read_parameters(given: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> SearchParameters:
    """Validate what a request gives, name by name; an empty text counts as not given.

    Raises :class:`InvalidRequestError` with all faults of the request.
    """
    chosen = SearchParameters(**read_values(given, PARAMETERS, vocabulary))
    if faults := _contradictions(chosen):
        raise InvalidRequestError(faults)
    return chosen


def _contradictions(chosen: SearchParameters) -> list[Fault]:
    if not chosen.q and not list(chosen.filters):
        return [Fault("q", "required", "请输入检索词，或选择一个筛选条件", "give a query or at least one filter")]
    if chosen.date_from and chosen.date_to and chosen.date_from > chosen.date_to:
        return [Fault("date_to", "out_of_range", "截止日期早于起始日期", "date_to is before date_from")]
    return []


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

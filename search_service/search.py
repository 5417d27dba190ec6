"""The use case: parameters of a request -> search of the index -> the answer that page, JSON and command line show.

No web framework in here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import Clause, Document, Issue
from index.engines import Filter, Hit, Hits, SearchRequest, Sort
from index.highlight import snippet, spans
from index.query import Query, parse
from index.schema import DATE_FIELD
from search_service.diagnosis import suggest
from search_service.library import Holdings, Library
from search_service.links import SEARCH_API, with_query
from search_service.parameters import PARAMETERS, SearchParameters, read_parameters
from search_service.refusals import Fault, InvalidRequestError
from search_service.views import (
    ClauseView,
    DocumentView,
    FacetView,
    FilterView,
    Highlight,
    IndexView,
    IssueView,
    QueryView,
    ResultView,
    SearchView,
)
from search_service.vocabulary import Label, Vocabulary

_KEYWORDS = ("body", "year", "issue", "number", "category", "doc_type", "kind", "lead")


@dataclass(frozen=True, slots=True)
class Question:
    """A search that was read and found good, and the generation that will answer it."""

    held: Holdings
    parameters: SearchParameters
    query: Query


def search(library: Library, given: Mapping[str, Sequence[str]], path: str = SEARCH_API) -> SearchView:
    """Answer a search whose parameters are given by name, each with its values; ``path`` is where it was asked.

    Raises :class:`UserError` with every fault of the request, :class:`OperatorError` when there is no index.
    """
    return answer(ask(library, given), path)


def ask(library: Library, given: Mapping[str, Sequence[str]]) -> Question:
    """Read the parameters of a search; raises as :func:`search` does."""
    held = library.holdings()
    parameters = read_parameters(given, held.vocabulary)
    query = parse(parameters.q)
    if query.tree is None and not list(parameters.filters):
        zh, en = "检索式中没有可以检索的词", "there is nothing in the query that can be searched"
        raise InvalidRequestError([Fault("q", "nothing_to_search", zh, en)])
    return Question(held, parameters, query)


def answer(question: Question, path: str) -> SearchView:
    """Search, and put the answer together."""
    parameters = question.parameters
    hits = question.held.index.engine.search(search_request(parameters, question.query))
    _check_page(parameters, hits.count)
    return _Answer(question.held, parameters, question.query, path).view(hits)


def search_request(parameters: SearchParameters, query: Query) -> SearchRequest:
    """What the engine is asked for these parameters."""
    return SearchRequest(
        query=query.tree,
        filters=engine_filters(parameters),
        sort=Sort(parameters.sort),
        offset=(parameters.page - 1) * parameters.per_page,
        limit=parameters.per_page,
        facets=parameters.facets,
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


def _check_page(parameters: SearchParameters, count: int) -> None:
    last = max(1, -(-count // parameters.per_page))
    if parameters.page > last:
        zh = f"没有第 {parameters.page} 页；最后一页是第 {last} 页"
        en = f"there is no page {parameters.page}; the last page is {last}"
        raise InvalidRequestError([Fault("page", "out_of_range", zh, en)])


@dataclass(frozen=True, slots=True)
class _Answer:
    """Puts an answer together from what the engine found and the store holds."""

    held: Holdings
    parameters: SearchParameters
    query: Query
    path: str

    def view(self, hits: Hits) -> SearchView:
        more = self.parameters.page * self.parameters.per_page < hits.count
        return SearchView(
            count=hits.count,
            count_relation="eq",
            unit=self.parameters.scope,
            description=self._description(),
            page=self.parameters.page,
            per_page=self.parameters.per_page,
            next=self._page(self.parameters.page + 1) if more else None,
            previous=self._page(self.parameters.page - 1) if self.parameters.page > 1 else None,
            query=self._query(),
            filters=self._filters(),
            results=self._results(hits.hits),
            facets={name: self._facet(name, hits) for name in self.parameters.facets},
            suggestions=suggest(self.held.index, self.query, engine_filters(self.parameters), hits.count),
            index=IndexView.of(self.held.index.manifest),
        )

    def _page(self, page: int) -> str:
        return with_query(self.path, replace(self.parameters, page=page).query_items())

    def _query(self) -> QueryView:
        return QueryView(self.parameters.q, self.query.parsed, self.query.repaired, ())

    def _filters(self) -> tuple[FilterView, ...]:
        vocabulary = self.held.vocabulary
        return tuple(
            FilterView(name, str(value), filter_label(vocabulary, name, str(value)))
            for name, value in self.parameters.filters
        )

    def _facet(self, name: str, hits: Hits) -> tuple[FacetView, ...]:
        chosen = getattr(self.parameters, name)
        label = self.held.vocabulary.label
        counted = [
            FacetView(one.value, label(name, one.value), one.count, one.value in chosen)
            for one in hits.facets.get(name, ())
        ]
        missing = [value for value in chosen if all(value != one.value for one in counted)]
        return (*counted, *(FacetView(value, label(name, value), count=0, selected=True) for value in missing))

    def _results(self, hits: Sequence[Hit]) -> tuple[ResultView, ...]:
        store = self.held.index.store
        clauses = store.clauses(hit.clause for hit in hits)
        documents = store.document_heads({clause.document for clause in clauses.values()})
        issues = {issue.id: issue for issue in store.issues()}
        titles = {one.id: tuple(self._titles(one)) for one in documents.values()}
        found = []
        for hit in hits:
            clause = clauses[hit.clause]
            document = documents[clause.document]
            result = self._result(hit, clause, document, issues.get(document.issue or ""))
            found.append(replace(result, highlights=(*result.highlights, *titles[document.id])))
        return tuple(found)

    def _titles(self, document: Document) -> Iterator[Highlight]:
        for field, title in (("title", document.title), ("title_en", document.title_en)):
            yield from (Highlight(field, *span) for span in spans(title or "", self.query, "title"))

    def _result(self, hit: Hit, clause: Clause, document: Document, issue: Issue | None) -> ResultView:
        marks = spans(clause.text, self.query, "text")
        return ResultView(
            clause=ClauseView.of(clause, self.held.index.store.neighbours(clause.id), self.parameters.q),
            document=DocumentView.of(document),
            issue=IssueView.of(issue, clause.page or document.page) if issue else None,
            snippet=snippet(clause.text, marks),
            highlights=tuple(Highlight("text", *span) for span in marks),
            more_in_document=hit.more_in_document,
            score=hit.score,
        )

    def _description(self) -> Label:
        filters = self._filters()
        zh = f"含“{self.parameters.q}”的条款" if self.parameters.q else "条款"
        en = f"Clauses with “{self.parameters.q}”" if self.parameters.q else "Clauses"
        zh = "；".join([zh, *(f"{PARAMETERS[one.param].help_zh}：{one.label.zh}" for one in filters)])
        return Label(zh, "; ".join([en, *(f"{one.param.replace('_', ' ')}: {one.label.en}" for one in filters)]))


def filter_label(vocabulary: Vocabulary, name: str, value: str) -> Label:
    """A filter's value in words; a date reads as its parameter and the day."""
    if name in ("date_from", "date_to"):
        after = name == "date_from"
        return Label(f"{value} {'起' if after else '止'}", f"{'from' if after else 'until'} {value}")
    return vocabulary.label(name, value)

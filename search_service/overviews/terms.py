"""A term through time: how many clauses have it, how often, by year and issuing body, and each place where it stands.

No web framework in here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Options, SearchRequest, Snapshot, Sort, parse_query
from index.highlight import spans
from search_service.answer.links import SEARCH_PAGE, clause_page_path, page_links, with_query
from search_service.answer.views import DocumentView, IndexView, IssueView, ResultView, SearchView
from search_service.request.vocabulary import Label
from search_service.search import search_in

#: Clauses whose lines are on one page, and characters on each side of a hit.
LINES_OF = 50
CONTEXT = 24
#: Clauses in which a term is counted at most.
COUNTED = 5000


@dataclass(frozen=True, slots=True)
class Series:
    """The clauses of one issuing body by year; ``body`` is its id, ``counts`` goes along the years of the timeline."""

    body: str
    label: Label
    count: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Clauses that have the term, by the year of the issue.

    ``totals`` count each clause once; in ``series`` a joint document counts for each of its bodies. ``occurrences``
    say how often the term stands in the clauses of each year; none where more than :data:`COUNTED` clauses have it.
    """

    q: str
    count: int
    years: tuple[str, ...]
    totals: tuple[int, ...]
    occurrences: tuple[int, ...]
    series: tuple[Series, ...]
    index: IndexView


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One place where the term stands: ``hit`` with what is printed before and after it."""

    clause: str
    url: str
    before: str
    hit: str
    after: str
    document: DocumentView
    issue: IssueView | None

    @property
    def year(self) -> int | None:
        """The year under which the timeline counts the clause: that of the issue, else that of the document."""
        if self.issue:
            return self.issue.year
        return self.document.date.year if self.document.date else None


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines of one page of clauses in time order. ``unseen`` clauses have the term in headings or titles only."""

    q: str
    count: int
    page: int
    next: str | None
    previous: str | None
    lines: tuple[ConcordanceLine, ...]
    unseen: int


def timeline(snapshot: Snapshot, q: str) -> Timeline:
    """Count a query by year and body. Raises as a search does."""
    whole = _ask(snapshot, q, facets="year,body", per_page="1")
    years = tuple(sorted(one.value for one in whole.facets["year"]))
    by_year = {year: _ask(snapshot, q, year=year, facets="body", per_page="1") for year in years}
    counts = {year: {one.value: one.count for one in view.facets["body"]} for year, view in by_year.items()}
    series = tuple(
        Series(one.value, one.label, one.count, tuple(counts[year].get(one.value, 0) for year in years))
        for one in whole.facets["body"]
    )
    often = _occurrences(snapshot, q) if whole.count <= COUNTED else Counter[str]()
    return Timeline(
        q=q,
        count=whole.count,
        years=years,
        totals=tuple(by_year[year].count for year in years),
        occurrences=tuple(often[year] for year in years) if whole.count <= COUNTED else (),
        series=series,
        index=whole.index,
    )


def clauses_path(q: str, **filters: str) -> str:
    """The search for the clauses that a figure counts."""
    return with_query(SEARCH_PAGE, [("q", _in_text(q)), *filters.items(), ("expand", "none")])


def concordance(snapshot: Snapshot, q: str, page: str, path: str) -> Concordance:
    """The lines of one page of clauses. Raises as a search does."""
    view = _ask(snapshot, q, page=page, per_page=str(LINES_OF), sort="oldest")
    lines = tuple(line for result in view.results for line in _lines(result))
    seen = {line.clause for line in lines}

    def at(number: int) -> str:
        return with_query(path, [("q", q), *([("page", str(number))] if number > 1 else [])])

    following, previous = page_links(at, view.page, more=view.next is not None)
    return Concordance(
        q=q,
        count=view.count,
        page=view.page,
        next=following,
        previous=previous,
        lines=lines,
        unseen=sum(result.clause.clause.id not in seen for result in view.results),
    )


def _ask(snapshot: Snapshot, q: str, **given: str) -> SearchView:
    # What is counted is the term as typed; what stands for it in the other language would be another line.
    # A title holds for every clause of its document, so it would count them all; only what a clause says counts here.
    asked: Mapping[str, Sequence[str]] = {
        "q": [_in_text(q)],
        "expand": ["none"],
        **{name: [text] for name, text in given.items()},
    }
    return search_in(snapshot, asked)


def _in_text(q: str) -> str:
    return f"text:({q})"


def _occurrences(snapshot: Snapshot, q: str) -> Counter[str]:
    """How often a query stands in the texts of each year."""
    query, every = parse_query(_in_text(q)), SearchRequest(None, sort=Sort.OLDEST, limit=COUNTED)
    found = snapshot.searcher.search(query, every, Options(expand="none", near=False))
    clauses = snapshot.store.clauses(one.clause for one in found.results).values()
    heads = snapshot.store.document_heads({clause.document for clause in clauses})
    issues = {issue.id: str(issue.year) for issue in snapshot.store.issues()}
    often: Counter[str] = Counter()
    for clause in clauses:
        head = heads[clause.document]
        year = issues.get(head.issue or "") or (str(head.date.year) if head.date else "")
        often[year] += len(spans(clause.text, query, "text"))
    return often


def _lines(result: ResultView) -> Iterator[ConcordanceLine]:
    clause = result.clause.clause
    for one in result.highlights:
        if one.field == "text":
            start, end = max(0, one.start - CONTEXT), one.end + CONTEXT
            yield ConcordanceLine(
                clause=clause.id,
                url=clause_page_path(clause.id),
                before=_flat(clause.text[start : one.start], "…" if start else "", ""),
                hit=clause.text[one.start : one.end],
                after=_flat(clause.text[one.end : end], "", "…" if end < len(clause.text) else ""),
                document=result.document,
                issue=result.issue,
            )


def _flat(text: str, head: str, tail: str) -> str:
    return head + text.replace("\n", " ") + tail

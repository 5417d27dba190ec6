"""Putting an answer together from what was found and what the store holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import Document
from index import Found, Query, Snapshot
from index.highlight import snippet
from index.scoring.found import Result
from index.understanding.intent import NONE
from search_service.answer.diagnosis import search_suggestions
from search_service.answer.explaining import explain
from search_service.answer.links import page_links, with_query
from search_service.answer.marking import Marks
from search_service.answer.views import (
    ClauseView,
    CountsView,
    DocumentView,
    ExpansionView,
    FacetView,
    FilterView,
    Highlight,
    IndexView,
    IssueView,
    NearCountsView,
    QueryView,
    ResultView,
    SearchView,
)
from search_service.filter_values import vocabulary_of
from search_service.request.parameters import PARAMETERS, SearchParameters
from search_service.request.vocabulary import Label, Vocabulary


@dataclass(frozen=True, slots=True)
class Answer:
    """Puts the answer to one search together; ``path`` is where it was asked."""

    snapshot: Snapshot
    parameters: SearchParameters
    query: Query
    found: Found
    path: str

    def view(self) -> SearchView:
        """The page that was asked for."""
        found = self.found
        suggestions = search_suggestions(self.snapshot, self.parameters, self.query, found)
        weak = found.weak or (self._seeks_neighbours and suggestions.no_word_is_held)
        more = self.parameters.page * self.parameters.per_page < found.count + found.near
        following, previous = page_links(self._page, self.parameters.page, more=more)
        return SearchView(
            count=found.count,
            count_relation="eq",
            counts=CountsView(found.in_text, found.count - found.in_text),
            near=found.near,
            near_counts=NearCountsView(found.near_in_words, found.near - found.near_in_words),
            unit="clause",
            description=self._description(weak=weak),
            page=self.parameters.page,
            per_page=self.parameters.per_page,
            next=following,
            previous=previous,
            query=self._query(weak=weak),
            filters=self._filters(),
            results=self._results(found.results),
            facets={name: self._facet(name) for name in self.parameters.facets},
            suggestions=suggestions,
            index=IndexView.of(self.snapshot.manifest),
            explanation=explain(self.query, self.found) if self.parameters.explain == "1" else None,
        )

    @property
    def _seeks_neighbours(self) -> bool:
        """Whether neighbours may answer the query, in whatever order and on whatever page it is read."""
        intent = self.found.intent
        return intent is not None and not intent.exact and self.parameters.expand != NONE

    def _page(self, page: int) -> str:
        return with_query(self.path, replace(self.parameters, page=page).query_items())

    def _query(self, *, weak: bool) -> QueryView:
        intent = self.found.intent
        expansions = tuple(ExpansionView(*one) for one in intent.expansions) if intent else ()
        texts = self.parameters.q, self.query.parsed, self.query.repaired
        unstated = tuple(kind.name.lower() for kind in self.found.unstated if kind.name)
        return QueryView(*texts, expansions, self.found.relaxed, weak, unstated)

    def _filters(self) -> tuple[FilterView, ...]:
        vocabulary = vocabulary_of(self.snapshot)
        return tuple(
            FilterView(name, str(value), filter_label(vocabulary, name, str(value)))
            for name, value in self.parameters.filters
        )

    def _facet(self, name: str) -> tuple[FacetView, ...]:
        chosen = getattr(self.parameters, name)
        label = vocabulary_of(self.snapshot).labels(name)
        counted = [
            FacetView(one.value, label(one.value), one.count, one.value in chosen)
            for one in self.found.facets.get(name, ())
        ]
        missing = [value for value in chosen if all(value != one.value for one in counted)]
        return (*counted, *(FacetView(value, label(value), count=0, selected=True) for value in missing))

    def _results(self, hits: Sequence[Result]) -> tuple[ResultView, ...]:
        store = self.snapshot.store
        clauses = store.clauses(hit.clause for hit in hits)
        neighbours = store.neighbours_of(clauses)
        documents = store.document_heads({clause.document for clause in clauses.values()})
        issues = store.issues_of({document.issue for document in documents.values() if document.issue})
        marks = Marks.of(self.query, self.found.intent)
        titles = {one.id: tuple(_titles(one, marks)) for one in documents.values()}
        found = []
        for hit in hits:
            clause = clauses[hit.clause]
            document = documents[clause.document]
            issue = issues.get(document.issue or "")
            found_at = marks.find(clause.text)
            result = ResultView(
                clause=ClauseView.of(clause, neighbours[clause.id], self.parameters.marked),
                document=DocumentView.of(document),
                issue=IssueView.of(issue, clause.page or document.page) if issue else None,
                snippet=snippet(clause.text, found_at),
                highlights=(*(Highlight("text", *span) for span in found_at), *titles[document.id]),
                more_in_document=hit.more_in_document,
                match=hit.match,
                score=hit.score,
                score_parts=dict(hit.parts) if self.parameters.explain == "1" and hit.parts else None,
            )
            found.append(result)
        return tuple(found)

    def _description(self, *, weak: bool) -> Label:
        filters = self._filters()
        zh = f"含“{self.parameters.q}”的条款" if self.parameters.q else "条款"
        en = f"Clauses with “{self.parameters.q}”" if self.parameters.q else "Clauses"
        if self.parameters.q and self.parameters.scope != "clause":
            zh = f"{_SCOPES[self.parameters.scope].zh}“{self.parameters.q}”的条款"
            en = f"Clauses with “{self.parameters.q}” {_SCOPES[self.parameters.scope].en}"
        if weak:
            zh, en = f"{zh}；相关性较弱", f"{en}; the answers are weak"
        zh = "；".join([zh, *(f"{PARAMETERS[one.param].help_zh}：{one.label.zh}" for one in filters)])
        return Label(zh, "; ".join([en, *(f"{one.param.replace('_', ' ')}: {one.label.en}" for one in filters)]))


_SCOPES = {
    "document": Label("所在公文含", "anywhere in their document"),
    "issue": Label("所在期含", "anywhere in their issue"),
}


def _titles(document: Document, marks: Marks) -> Iterator[Highlight]:
    for field, title in (("title", document.title), ("title_en", document.title_en)):
        yield from (Highlight(field, *span) for span in marks.find(title or "", "title"))


def filter_label(vocabulary: Vocabulary, name: str, value: str) -> Label:
    """A filter's value in words; a date reads as its parameter and the day."""
    if name in ("date_from", "date_to"):
        after = name == "date_from"
        return Label(f"{value} {'起' if after else '止'}", f"{'from' if after else 'until'} {value}")
    return vocabulary.label(name, value)

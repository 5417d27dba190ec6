"""Putting an answer together from what was found and what the store holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Clause, Document
from index.engines import Hit, Hits
from index.highlight import Span, merged, snippet, spans
from index.query import Query
from index.scoring.found import Found
from search_service.answer.diagnosis import suggest
from search_service.answer.explaining import explain
from search_service.answer.links import with_query
from search_service.answer.views import (
    ClauseView,
    DocumentView,
    ExpansionView,
    FacetView,
    FilterView,
    Highlight,
    IndexView,
    IssueView,
    QueryView,
    ResultView,
    SearchView,
)
from search_service.library import Holdings
from search_service.request.parameters import PARAMETERS, SearchParameters
from search_service.request.vocabulary import Label, Vocabulary

#: How many terms beside those of the query are marked in a text.
_MARKED = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """Puts the answer to one search together; ``path`` is where it was asked."""

    held: Holdings
    parameters: SearchParameters
    query: Query
    found: Found
    path: str

    def view(self) -> SearchView:
        """The page that was asked for."""
        hits = self.found.hits
        more = self.parameters.page * self.parameters.per_page < hits.count
        return SearchView(
            count=hits.count,
            count_relation="eq",
            unit="clause",
            description=self._description(),
            page=self.parameters.page,
            per_page=self.parameters.per_page,
            next=self._page(self.parameters.page + 1) if more else None,
            previous=self._page(self.parameters.page - 1) if self.parameters.page > 1 else None,
            query=self._query(),
            filters=self._filters(),
            results=self._results(hits.hits),
            facets={name: self._facet(name, hits) for name in self.parameters.facets},
            suggestions=suggest(self.held, self.parameters, self.query, self.found),
            index=IndexView.of(self.held.index.manifest),
            explanation=explain(self.query, self.found) if self.parameters.explain == "1" else None,
        )

    def _page(self, page: int) -> str:
        return with_query(self.path, replace(self.parameters, page=page).query_items())

    def _query(self) -> QueryView:
        reading = self.found.reading
        expansions = tuple(ExpansionView(*one) for one in reading.expansions) if reading else ()
        relaxed, weak = self.found.relaxed, self.found.weak
        return QueryView(self.parameters.q, self.query.parsed, self.query.repaired, expansions, relaxed, weak)

    def _filters(self) -> tuple[FilterView, ...]:
        vocabulary = self.held.vocabulary
        return tuple(
            FilterView(name, str(value), filter_label(vocabulary, name, str(value)))
            for name, value in self.parameters.filters
        )

    def _facet(self, name: str, hits: Hits) -> tuple[FacetView, ...]:
        chosen = getattr(self.parameters, name)
        label = self.held.vocabulary.labels(name)
        counted = [
            FacetView(one.value, label(one.value), one.count, one.value in chosen) for one in hits.facets.get(name, ())
        ]
        missing = [value for value in chosen if all(value != one.value for one in counted)]
        return (*counted, *(FacetView(value, label(value), count=0, selected=True) for value in missing))

    def _results(self, hits: Sequence[Hit]) -> tuple[ResultView, ...]:
        store = self.held.index.store
        clauses = store.clauses(hit.clause for hit in hits)
        documents = store.document_heads({clause.document for clause in clauses.values()})
        issues = store.issues_of({document.issue for document in documents.values() if document.issue})
        titles = {one.id: tuple(self._titles(one)) for one in documents.values()}
        stand_ins = self._stand_ins()
        found = []
        for hit in hits:
            clause = clauses[hit.clause]
            document = documents[clause.document]
            issue = issues.get(document.issue or "")
            marks = merged([*spans(clause.text, self.query, "text"), *_occurrences(clause.text, stand_ins)])
            result = ResultView(
                clause=self._clause(clause),
                document=DocumentView.of(document),
                issue=IssueView.of(issue, clause.page or document.page) if issue else None,
                snippet=snippet(clause.text, marks),
                highlights=(*(Highlight("text", *span) for span in marks), *titles[document.id]),
                more_in_document=hit.more_in_document,
                score=hit.score,
                score_parts=dict(self.found.parts[hit.clause]) if self._explains(hit) else None,
            )
            found.append(result)
        return tuple(found)

    def _explains(self, hit: Hit) -> bool:
        return self.parameters.explain == "1" and hit.clause in self.found.parts

    def _clause(self, clause: Clause) -> ClauseView:
        lexicon = self.held.retriever.lexicon
        near = lexicon.neighbours(clause.id) if lexicon else self.held.index.store.neighbours(clause.id)
        return ClauseView.of(clause, near, self.parameters.q)

    def _titles(self, document: Document) -> Iterator[Highlight]:
        for field, title in (("title", document.title), ("title_en", document.title_en)):
            yield from (Highlight(field, *span) for span in spans(title or "", self.query, "title"))

    def _stand_ins(self) -> tuple[str, ...]:
        """The Chinese terms that were searched for words of the query, surest first."""
        reading = self.found.reading
        return (
            tuple(dict.fromkeys(to for _, to, _ in reading.expansions if not to.isascii()))[:_MARKED] if reading else ()
        )

    def _description(self) -> Label:
        filters = self._filters()
        zh = f"含“{self.parameters.q}”的条款" if self.parameters.q else "条款"
        en = f"Clauses with “{self.parameters.q}”" if self.parameters.q else "Clauses"
        if self.parameters.q and self.parameters.scope != "clause":
            zh = f"{_SCOPES[self.parameters.scope].zh}“{self.parameters.q}”的条款"
            en = f"Clauses with “{self.parameters.q}” {_SCOPES[self.parameters.scope].en}"
        if self.found.relaxed:
            zh = f"与“{self.parameters.q}”相关的条款（含全部词语的不足，并列出含部分词语或意思相近的）"
            en = f"Clauses about “{self.parameters.q}” (few have every word; others have some or are near in meaning)"
        if self.found.weak:
            zh, en = f"{zh}；相关性较弱", f"{en}; the answers are weak"
        zh = "；".join([zh, *(f"{PARAMETERS[one.param].help_zh}：{one.label.zh}" for one in filters)])
        return Label(zh, "; ".join([en, *(f"{one.param.replace('_', ' ')}: {one.label.en}" for one in filters)]))


_SCOPES = {
    "document": Label("所在公文含", "anywhere in their document"),
    "issue": Label("所在期含", "anywhere in their issue"),
}


def _occurrences(text: str, terms: Sequence[str]) -> Iterator[Span]:
    for term in terms:
        at = text.find(term)
        while at >= 0:
            yield at, at + len(term)
            at = text.find(term, at + len(term))


def filter_label(vocabulary: Vocabulary, name: str, value: str) -> Label:
    """A filter's value in words; a date reads as its parameter and the day."""
    if name in ("date_from", "date_to"):
        after = name == "date_from"
        return Label(f"{value} {'起' if after else '止'}", f"{'from' if after else 'until'} {value}")
    return vocabulary.label(name, value)

"""The answer to a search as frozen values, in the shape of the public contract.

The page, the JSON and the command line all show these values; nothing else passes between a search and its readers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from corpus import Body, Clause, Document, Issue
from index import Manifest, MatchKind
from index.highlight import Snippet
from search_service.answer.links import clause_path, document_path, issue_path
from search_service.request.vocabulary import Label


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What a hit says about its document."""

    id: str
    url: str
    title: str | None
    title_en: str | None
    number: str | None
    number_en: str | None
    issuing_bodies: tuple[Body, ...]
    date: date | None
    doc_type: str | None

    @classmethod
    def of(cls, document: Document) -> "DocumentView":
        """The view of a document."""
        same = {one.name: getattr(document, one.name) for one in fields(cls) if one.name != "url"}
        return cls(url=document_path(document.id), **same)


@dataclass(frozen=True, slots=True)
class IssueView:
    """What a hit says about the issue it was printed in; ``page`` is where the clause, or its document, stands."""

    id: str
    url: str
    year: int
    number: int
    total_number: int | None
    date: date | None
    page: int | None

    @classmethod
    def of(cls, issue: Issue, page: int | None = None) -> "IssueView":
        """The view of an issue."""
        url = issue_path(issue.id)
        return cls(issue.id, url, issue.year, issue.number, issue.total_number, issue.date, page)


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause as exported, with its address and the ids of its neighbours in the document."""

    clause: Clause
    url: str
    previous: str | None
    next: str | None

    @classmethod
    def of(
        cls, clause: Clause, neighbours: tuple[str | None, str | None], asked: Sequence[tuple[str, str]] = ()
    ) -> "ClauseView":
        """The view of a clause; its address carries what was asked, so that the page can mark the hits."""
        return cls(clause, clause_path(clause.document, clause.eid, asked), *neighbours)


@dataclass(frozen=True, slots=True)
class SimilarView:
    """A clause of another document that says nearly the same; ``likeness`` is 1 for the same text."""

    id: str
    url: str
    label: str | None
    text: str
    document: DocumentView
    likeness: float


@dataclass(frozen=True, slots=True)
class LikeView:
    """Where a clause of another document says nearly the same as a hit; ``year`` is that of its issue."""

    id: str
    url: str
    year: int | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Highlight:
    """The query hit ``start:end`` of a field of the clause or its document."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResultView:
    """One hit; ``match`` says how it belongs to the query, ``more_in_document`` counts the other matches beside it."""

    clause: ClauseView
    document: DocumentView
    issue: IssueView | None
    snippet: tuple[Snippet, ...]
    highlights: tuple[Highlight, ...]
    more_in_document: int
    match: MatchKind
    score: float
    score_parts: dict[str, float] | None = None
    similar: tuple[LikeView, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpansionView:
    """A word that was searched beside one of the query, and why."""

    from_: str
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class QueryView:
    """The query as given, as understood, and as repaired where it was not well formed.

    ``relaxed``: nothing matches, so that neighbours alone are an answer. ``weak``: nor have even the best of them much
    of what was asked, or no clause has any of its words. ``unstated``: what was asked for, such as ``fine``, and no
    clause of the answer states. All are the same on every page and in every order.
    """

    text: str
    parsed: str
    repaired: str | None
    expansions: tuple[ExpansionView, ...]
    relaxed: bool = False
    weak: bool = False
    unstated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter in use."""

    param: str
    value: str
    label: Label


@dataclass(frozen=True, slots=True)
class FacetView:
    """One value of a facet. ``count`` disregards the facet's own filter, so that a choice can be widened."""

    value: str
    label: Label
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many clauses a term of the query finds by itself within the filters."""

    term: str
    count: int


@dataclass(frozen=True, slots=True)
class FilterCount:
    """How many clauses the same search finds without the filter ``param``."""

    param: str
    count: int


@dataclass(frozen=True, slots=True)
class AbsentNumber:
    """A document number that no document of the collection carries, and the documents whose numbers are ``like`` it."""

    number: str
    like: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class SuggestionsView:
    """What else to try: the document whose number was typed; where few clauses have all terms, what each finds alone.

    ``per_filter`` says, where nothing was found, which filter is in the way; ``absent`` which of the numbers that were
    typed no document carries.
    """

    did_you_mean: str | None
    number: DocumentView | None
    per_term: tuple[TermCount, ...]
    per_filter: tuple[FilterCount, ...] = ()
    absent: tuple[AbsentNumber, ...] = ()

    @property
    def no_word_is_held(self) -> bool:
        """Whether words were counted by themselves, and no clause has any of them in a form that is sure."""
        return bool(self.per_term) and not any(one.count for one in self.per_term)


@dataclass(frozen=True, slots=True)
class NearCountsView:
    """How many neighbours have some of the words, and how many are near in meaning only."""

    some: int
    meaning: int


@dataclass(frozen=True, slots=True)
class CountsView:
    """How many clauses match by themselves (``all``), and how many with the title of their document or a heading."""

    all: int
    title: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """Which generation of the index answered; ``pending`` names what is still being computed for it."""

    generation: str
    built_at: str
    documents: int
    clauses: int
    pending: tuple[str, ...] = ()

    @classmethod
    def of(cls, manifest: Manifest) -> "IndexView":
        """The view of a generation."""
        return cls(manifest.generation, manifest.built_at.isoformat(), manifest.documents, manifest.clauses)


@dataclass(frozen=True, slots=True)
class StandInView:
    """A term that stands for a word of the query; ``share`` (0 to 1) says how surely, ``why`` how that is known."""

    term: str
    share: float
    why: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A word of the query with the terms that stand for it; ``factor`` weighs the group among the others."""

    source: str
    factor: float
    terms: tuple[StandInView, ...]


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """How the query was read: its tree, what the engine was asked, what was ranked and named, word by word."""

    tree: str
    engine: str
    text: str
    references: dict[str, str]
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """One page of results. ``next`` and ``previous`` are addresses of the same search.

    ``count`` says how many clauses match, ``near`` how many neighbours follow them, ``near_counts`` of which kind.
    """

    count: int
    count_relation: str
    counts: CountsView
    near: int
    near_counts: NearCountsView
    unit: str
    description: Label
    page: int
    per_page: int
    next: str | None
    previous: str | None
    query: QueryView
    filters: tuple[FilterView, ...]
    results: tuple[ResultView, ...]
    facets: dict[str, tuple[FacetView, ...]]
    suggestions: SuggestionsView
    index: IndexView
    explanation: ExplanationView | None = None

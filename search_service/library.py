"""The index that answers now, with the words its filters take; follows the generations without a restart."""

from collections.abc import Callable, Iterable, Mapping
from threading import Lock

from corpus.errors import OperatorError
from corpus.model import ClauseKind, Document, Issue
from corpus.numbers import find_numbers
from index import Snapshot, open_index
from index.engines import SearchRequest
from index.generation.generations import readable
from index.schema import FACETS
from index.store import Store
from search_service.answer.views import IssueView
from search_service.request.vocabulary import Label, Term, Vocabulary

#: More values than any facet has.
_ALL = 60_000

KIND_LABELS: Mapping[str, Label] = {
    ClauseKind.ARTICLE: Label("条", "Article"),
    ClauseKind.SECTION: Label("编号段落", "Section"),
    ClauseKind.PARAGRAPH: Label("段落", "Paragraph"),
    ClauseKind.ITEM: Label("列项", "Item"),
    ClauseKind.TABLE_ROW: Label("表格行", "Table row"),
}


class Library:
    """Opens the index when it is first needed and looks for a newer generation at every request."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._lock = Lock()
        self._current: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The generation that serves. While the newest cannot be opened, the one opened before goes on.

        Raises :class:`OperatorError` when there is none at all.
        """
        try:
            return self.current()
        except OperatorError:
            if self._current is None:
                raise
            return self._current

    def current(self) -> Snapshot:
        """The newest generation. Raises :class:`OperatorError` when it cannot be opened.

        While one thread opens it the others go on with the generation before.
        """
        current = self._current
        if current is None:
            self._lock.acquire()
        elif not self._lock.acquire(blocking=False):
            return current
        try:
            return self._opened()
        finally:
            self._lock.release()

    def _opened(self) -> Snapshot:
        current = self._current
        newest = current.refresh() if current else open_index(self.url)
        if current is None or newest is not current:
            with readable(self.url):
                vocabulary_of(newest)
                newest.searcher  # noqa: B018 - what the first request would wait for
            self._current = newest
        return newest


def vocabulary_of(snapshot: Snapshot) -> Vocabulary:
    """What the filters of a generation take, read once."""
    return snapshot.derived(read_vocabulary)


def read_vocabulary(snapshot: Snapshot) -> Vocabulary:
    """What the filters of this generation take: what its clauses carry, no more."""
    counted = snapshot.engine.search(SearchRequest(None, limit=1, facets=FACETS, facet_size=_ALL)).facets
    documents, issues = snapshot.store.documents(), snapshot.store.issues()
    known: dict[str, Iterable[Term]] = {
        "body": [
            Term(body.id, Label(body.name, body.name_en or body.name), (body.name, body.name_en or body.name))
            for body, _ in snapshot.store.bodies()
        ],
        "issue": [Term(issue.id, issue_label(issue), (str(issue.number),)) for issue in issues],
        "year": [Term(year, Label(f"{year}年", year)) for year in sorted(one.value for one in counted["year"])],
        "category": _categories(documents),
        "number": [_number(document) for document in documents if document.number],
        "kind": [Term(kind, label) for kind, label in KIND_LABELS.items()],
        "doc_type": [Term(one.value, Label(one.value, one.value)) for one in counted["doc_type"]],
        "lead": [Term(one.value, Label(one.value, one.value)) for one in counted["lead"]],
    }
    return Vocabulary(
        {name: {term.value: term for term in terms} for name, terms in known.items()}, _resolvers(snapshot)
    )


def issue_label(issue: Issue | IssueView) -> Label:
    """2024年第14期, 2024 No. 14."""
    return Label(f"{issue.year}年第{issue.number}期", f"{issue.year} No. {issue.number}")


def number_key(text: str) -> str | None:
    """The key of the one document number that a text is, in any spelling; ``None`` for anything else."""
    found = find_numbers(text)
    whole = len(found) == 1 and not text[: found[0].start].strip(" (（") and not text[found[0].end :].strip(" )）")
    return found[0].number.key if whole else None


def _number(document: Document) -> Term:
    number = document.number or ""
    label = Label(number, document.number_en or number)
    return Term(number_key(number) or document.id, label, (number, document.number_en or number))


def _categories(documents: Iterable[Document]) -> list[Term]:
    return [
        Term(document.category, Label(document.category, document.category_en or document.category))
        for document in documents
        if document.category
    ]


def _resolvers(snapshot: Snapshot) -> Mapping[str, Callable[[str], str | None]]:
    store: Store = snapshot.store

    def body(text: str) -> str | None:
        found = store.find_body(text)
        return found.id if found else None

    return {"body": body, "number": number_key}

"""The values that the filters of a generation take, with their labels in both languages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from corpus import ClauseKind, Document
from corpus.language.numbers import find_numbers
from index import SearchRequest, Snapshot, Store
from index.schema import FACETS
from search_service.english.labelling import body_label, deadline_label, department_label, section_label, type_label
from search_service.request.vocabulary import FilterValue, Label, Vocabulary

#: More values than any facet has.
_ALL = 60_000

KIND_LABELS: Mapping[str, Label] = {
    ClauseKind.ARTICLE: Label("条", "Article"),
    ClauseKind.SECTION: Label("编号段落", "Section"),
    ClauseKind.PARAGRAPH: Label("段落", "Paragraph"),
    ClauseKind.ITEM: Label("列项", "Item"),
    ClauseKind.TABLE_ROW: Label("表格行", "Table row"),
}


class Numbered(Protocol):
    """What has the year and the number of an issue."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def number(self) -> int:
        """The number in the year."""


def vocabulary_of(snapshot: Snapshot) -> Vocabulary:
    """What the filters of a generation take, read once."""
    return snapshot.derived(read_vocabulary)


def read_vocabulary(snapshot: Snapshot) -> Vocabulary:
    """What the filters of this generation take: what its clauses carry, no more."""
    counted = snapshot.engine.search(SearchRequest(None, limit=1, facets=FACETS, facet_size=_ALL)).facets
    documents, issues = snapshot.store.documents(), snapshot.store.issues()
    known: dict[str, Iterable[FilterValue]] = {
        "body": [
            FilterValue(body.id, body_label(body), (body.name, body.name_en or body.name))
            for body, _ in snapshot.store.bodies()
        ],
        "issue": [FilterValue(issue.id, issue_label(issue), (str(issue.number),)) for issue in issues],
        "year": [FilterValue(year, Label(f"{year}年", year)) for year in sorted(one.value for one in counted["year"])],
        "category": _categories(documents),
        "number": [_number(document) for document in documents if document.number],
        "kind": [FilterValue(kind, label) for kind, label in KIND_LABELS.items()],
        "doc_type": [FilterValue(one.value, type_label(one.value)) for one in counted["doc_type"]],
        "lead": [FilterValue(one.value, Label(one.value, one.value)) for one in counted["lead"]],
    }
    return Vocabulary(
        {name: {term.value: term for term in terms} for name, terms in known.items()},
        _resolvers(snapshot),
        {"lead": department_label, "deadline": deadline_label},
    )


def issue_label(issue: Numbered) -> Label:
    """2024年第14期, No. 14 (2024)."""
    return Label(f"{issue.year}年第{issue.number}期", f"No. {issue.number} ({issue.year})")


def whole_number_key(text: str) -> str | None:
    """The key of the one document number that a text is, in any spelling; ``None`` for anything else."""
    found = find_numbers(text)
    whole = len(found) == 1 and not text[: found[0].start].strip(" (（") and not text[found[0].end :].strip(" )）")
    return found[0].number.key if whole else None


def _number(document: Document) -> FilterValue:
    number = document.number or ""
    label = Label(number, document.number_en or number)
    return FilterValue(whole_number_key(number) or document.id, label, (number, document.number_en or number))


def _categories(documents: Iterable[Document]) -> list[FilterValue]:
    return [
        FilterValue(document.category, section_label(document.category, document.category_en))
        for document in documents
        if document.category
    ]


def _resolvers(snapshot: Snapshot) -> Mapping[str, Callable[[str], str | None]]:
    store: Store = snapshot.store

    def body(text: str) -> str | None:
        found = store.find_body(text)
        return found.id if found else None

    return {"body": body, "number": whole_number_key}

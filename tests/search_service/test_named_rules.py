"""What stands beside an answer, on a store of a few documents made by hand: numbers alike, clauses alike, articles."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

import corpus
from corpus.language.numbers import DocumentNumber
from corpus.model import Clause, Document, Issue, Source
from index import Snapshot
from index.understanding.references import References
from search_service.answer.diagnosis import _absent, _document
from search_service.answer.likeness import likes, similar_clauses
from search_service.documents.named import _article, _missing
from search_service.request.vocabulary import FilterValue, Label, Vocabulary

HEAD = (
    "临江市水务局关于印发《内河办法》的通知\n\n各区：\n\n现印发给你们。\n\n临江市水务局\n\n2021年4月9日\n\n内河办法\n\n"
)
(RULES,) = corpus.parse(HEAD + "第一条 疏浚内河。\n\n第二条 保洁湖泊。\n\n第五条 清淤河段。\n", "a.txt").documents
ISSUES = {
    f"lj-{year}-4": Issue(f"lj-{year}-4", year, 4, 88, date(year, 5, 6), "公报", "GAZETTE", None, None, Source("a.txt", 1, 1))
    for year in (2020, 2021)
}  # fmt: skip


@dataclass
class Archive:
    """A generation of a few documents, by id, with which clauses are alike."""

    documents: dict[str, Document]
    alike: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    knows_likeness: bool = True

    def __post_init__(self) -> None:
        self.store, self.searcher = self, self

    def documents_by_number(self, key: str) -> list[str]:
        return [id_ for id_, one in self.documents.items() if one.number == key]

    def document_heads(self, ids: Iterable[str]) -> dict[str, Document]:
        return {id_: self.documents[id_] for id_ in ids}

    def clauses(self, ids: Iterable[str]) -> dict[str, Clause]:
        every = {clause.id: clause for one in self.documents.values() for clause in one.clauses}
        return {id_: every[id_] for id_ in ids}

    def issues_by_clause(self, ids: Iterable[str]) -> dict[str, Issue]:
        of = {clause.id: one.issue for one in self.documents.values() for clause in one.clauses}
        return {id_: ISSUES[issue] for id_ in ids if (issue := of[id_])}

    def similar(self, ids: Iterable[str]) -> dict[str, tuple[tuple[str, float], ...]]:
        return {id_: self.alike[id_] for id_ in ids if id_ in self.alike}

    def derived(self, _make: object) -> Vocabulary:
        numbers = {one.number: FilterValue(one.number, Label("", "")) for one in self.documents.values() if one.number}
        return Vocabulary({"number": numbers})


def archive(*keys: str, **given: Any) -> Snapshot:
    """An archive whose documents have these keys of numbers, and are called by them."""
    return cast("Snapshot", Archive({key: replace(RULES, id=key, number=key) for key in keys}, **given))


def asked(*numbers: DocumentNumber) -> Any:
    return SimpleNamespace(numbers=numbers)


def offered(snapshot: Snapshot, *numbers: DocumentNumber) -> list[tuple[str, list[str]]]:
    return [(one.number, [like.id for like in one.like]) for one in _absent(snapshot, asked(*numbers))]


WATER = DocumentNumber("临水发", 2021, 4)
KEY, OTHER_YEAR, OTHER_BODY = WATER.key, DocumentNumber("临水发", 2020, 4).key, DocumentNumber("临财发", 2021, 4).key
FAR = (DocumentNumber("临水发", 2021, 5).key, DocumentNumber("临财发", 2020, 4).key)


def test_in_the_place_of_a_number_stand_those_of_other_years_and_then_those_of_other_bodies() -> None:
    assert offered(archive(OTHER_BODY, *FAR, OTHER_YEAR), WATER) == [(WATER.text, [OTHER_YEAR, OTHER_BODY])]
    assert offered(archive(*FAR), WATER) == [(WATER.text, [])]


def test_a_number_that_a_document_carries_is_not_absent_and_one_that_was_typed_twice_is_named_once() -> None:
    assert offered(archive(KEY, OTHER_YEAR), WATER) == []
    assert len(offered(archive(OTHER_YEAR), WATER, WATER)) == 1


def test_at_most_three_numbers_are_offered_and_a_decree_has_none_like_it() -> None:
    years = [DocumentNumber("临水发", year, 4).key for year in (2016, 2017, 2018, 2019)]
    assert offered(archive(*years), WATER)[0][1] == years[:3]
    decree, other = DocumentNumber("临江市人民政府令", None, 4), DocumentNumber("临海市人民政府令", None, 4)
    assert offered(archive(*years, other.key), decree)[0][1] == []


def test_a_typed_number_suggests_its_document_where_it_is_the_only_one() -> None:
    found = _document(archive(KEY, OTHER_YEAR), asked(WATER))
    assert found
    assert found.id == KEY
    assert _document(archive(KEY, OTHER_YEAR), asked(WATER, DocumentNumber("临水发", 2020, 4))) is None
    assert _document(archive(OTHER_YEAR), asked(WATER)) is None


@pytest.mark.parametrize(
    ("named", "article"),
    [
        (References("内河办法", article="13-1"), 13),
        (References("内河办法", article="5"), 5),
        (References("内河办法 第十三条之一"), 13),
        (References("内河办法"), None),
    ],
)
def test_an_article_is_named_without_what_was_inserted_after_it(named: References, article: int | None) -> None:
    assert _article(named) == article


@pytest.mark.parametrize(
    ("article", "missing", "last"),
    [(1, None, None), (3, (3, 4), None), (4, (3, 4), None), (5, None, None), (6, None, 5), (None, None, None)],
)
def test_an_article_that_is_not_there_lies_in_a_gap_or_after_the_last_one(
    article: int | None, missing: tuple[int, int] | None, last: int | None
) -> None:
    gap, after = _missing(RULES, article)
    assert ((gap.first, gap.last) if gap else None, after) == (missing, last)


def test_a_document_without_articles_lacks_none() -> None:
    (plain,) = corpus.parse(HEAD.partition("内河办法\n\n")[0], "a.txt").documents
    assert _missing(plain, 3) == (None, None)


def of_years(**given: Any) -> tuple[Snapshot, list[Clause]]:
    """Three documents, of 2020, of 2021 and of no issue, and the last clause of each."""
    found = {
        id_: replace(
            RULES,
            id=id_,
            issue=issue,
            parts=tuple(
                replace(part, clauses=tuple(replace(one, id=f"{id_}/{one.eid}", document=id_) for one in part.clauses))
                for part in RULES.parts
            ),
        )
        for id_, issue in (("a", "lj-2020-4"), ("b", "lj-2021-4"), ("c", None))
    }
    last = [[*one.clauses][-1] for one in found.values()]
    alike = {last[0].id: ((last[2].id, 0.9), (last[0].id, 0.8), (last[1].id, 0.7))}
    return cast("Snapshot", Archive(found, alike, **given)), last


def test_beside_a_hit_those_of_the_newest_issue_come_first_and_those_of_none_last() -> None:
    snapshot, last = of_years()
    (found,) = likes(snapshot, [one.id for one in last]).values()
    assert [(one.id, one.year, one.likeness) for one in found] == [
        (last[1].id, 2021, 0.7), (last[0].id, 2020, 0.8), (last[2].id, None, 0.9),
    ]  # fmt: skip


def test_an_archive_that_knows_no_likeness_has_nothing_beside_a_hit() -> None:
    snapshot, last = of_years(knows_likeness=False)
    assert likes(snapshot, [one.id for one in last]) == {}


def test_on_its_own_page_a_clause_has_those_that_say_the_same_in_full_nearest_first() -> None:
    snapshot, last = of_years()
    found = similar_clauses(snapshot, last[0])
    assert [(one.document.id, one.likeness, one.text) for one in found] == [
        ("c", 0.9, "清淤河段。"), ("a", 0.8, "清淤河段。"), ("b", 0.7, "清淤河段。"),
    ]  # fmt: skip
    assert similar_clauses(snapshot, last[1]) == ()

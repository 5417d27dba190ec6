"""The store gives back what the parser gave it, and knows how things hang together."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import NotFoundError
from corpus.model import Gazette, Relation, RelationKind
from index.generation.storing import StoreWriter
from index.schema import folded_title_key
from index.store import Citation, Counts, Store

HOTEL, PLAN, SPORTS = "jingwenlvfa-2023-83", "jingzhengbanfa-2021-3", "jingzhengbanfa-2021-13"


@pytest.fixture
def store(archive: tuple[Gazette, ...], tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "a store #1.sqlite"
    writer = StoreWriter(path)
    for gazette in archive:
        writer.add(gazette)
    writer.finish()
    writer.close()
    opened = Store(path)
    yield opened
    opened.close()


def test_what_comes_out_is_what_went_in(store: Store, archive: tuple[Gazette, ...]) -> None:
    plans, hotels = archive
    assert store.document(PLAN) == plans.documents[0]
    assert store.issue("bj-2021-12") == plans.issue
    assert store.toc("bj-2024-14") == hotels.toc
    assert store.toc("bj-2021-12") == ()
    assert [store.clause(clause.id) for clause in hotels.documents[0].clauses] == list(hotels.documents[0].clauses)


def test_relations_are_linked_to_documents_of_the_corpus(store: Store, archive: tuple[Gazette, ...]) -> None:
    printed = archive[1].documents[0]
    (relation,) = store.document(HOTEL).relations
    assert relation == replace(printed.relations[0], document=PLAN)
    assert replace(store.document(HOTEL), relations=printed.relations) == printed


def test_who_refers_to_a_document_is_known_by_its_id_and_by_its_number(store: Store) -> None:
    relation = store.document(HOTEL).relations[0]
    assert relation.kind is RelationKind.REPEALS
    assert store.relations_to(PLAN) == (Citation(HOTEL, relation),)
    assert store.relations_to("nowhere") == ()


def test_a_document_outside_the_corpus_can_be_referred_to(archive: tuple[Gazette, ...], tmp_path: Path) -> None:
    cited = Relation(RelationKind.CITES, None, "京政发〔1999〕1号", None, archive[1].documents[0].source)
    document = replace(archive[1].documents[0], relations=(cited,))
    writer = StoreWriter(tmp_path / "s")
    writer.add(replace(archive[1], documents=(document,)))
    writer.finish()
    writer.close()
    store = Store(tmp_path / "s")
    assert store.relations_to("jingzhengfa-1999-1") == (Citation(HOTEL, cited),)
    store.close()


def test_heads_are_documents_without_clauses(store: Store) -> None:
    heads = store.document_heads([HOTEL, "unknown", SPORTS, "酒店"])
    assert set(heads) == {HOTEL, SPORTS}
    assert [part.clauses for part in heads[HOTEL].parts] == [(), ()]
    assert heads[HOTEL].title == store.document(HOTEL).title


def test_documents_are_listed_as_printed_in_an_issue_and_newest_first_in_all(store: Store) -> None:
    assert [document.id for document in store.documents("bj-2021-12")] == [PLAN, SPORTS]
    assert [document.id for document in store.documents()] == [HOTEL, PLAN, SPORTS]
    assert [issue.id for issue in store.issues()] == ["bj-2024-14", "bj-2021-12"]


def test_documents_are_counted_by_issue_and_named_newest_first(store: Store) -> None:
    assert store.document_ids() == (HOTEL, PLAN, SPORTS)
    assert store.documents_of_issues() == {"bj-2024-14": 1, "bj-2021-12": 2}


def test_a_document_is_found_by_either_title_whatever_its_blanks_and_capitals(store: Store) -> None:
    hotel = store.document(HOTEL)
    assert hotel.title
    assert hotel.title_en
    for title in (hotel.title, " ".join(hotel.title), hotel.title_en.upper(), hotel.title.replace("《", "“")):
        assert store.documents_by_title(folded_title_key(title)) == (HOTEL,)
    for title in ("", "酒店", "\ud800"):
        assert store.documents_by_title(folded_title_key(title)) == ()


def test_many_clauses_at_once(store: Store) -> None:
    assert set(store.clauses([f"{HOTEL}/art_{n}" for n in range(1200)])) == {f"{HOTEL}/art_{n}" for n in range(4)}
    assert store.clauses([]) == {}


def test_neighbours_are_those_of_the_document(store: Store) -> None:
    assert store.neighbours(f"{HOTEL}/art_0") == (None, f"{HOTEL}/art_1")
    assert store.neighbours(f"{HOTEL}/art_2") == (f"{HOTEL}/art_1", f"{HOTEL}/art_3")
    assert store.neighbours(f"{SPORTS}/art_0") == (None, None)


def test_bodies_with_the_documents_they_signed(store: Store) -> None:
    assert {body.id: count for body, count in store.bodies()} == {"whly": 1, "gaj": 1, "zfbgt": 1, "tyj": 1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("whly", "whly"),
        ("北京市文化和旅游局", "whly"),
        ("北京市 文化和旅游局", "whly"),
        ("市文化和旅游局", "whly"),
        ("文化和旅游局", "whly"),
        ("beijing municipal bureau of culture and tourism", "whly"),
        ("体育局", "tyj"),
        ("人民政府办公厅", "zfbgt"),
        ("旅游", None),
        ("", None),
        ("\ud800", None),
    ],
)
def test_a_body_by_any_of_its_names(store: Store, text: str, found: str | None) -> None:
    body = store.find_body(text)
    assert found == (body.id if body else None)


def test_documents_by_number(store: Store) -> None:
    assert store.documents_by_number("jingzhengbanfa-2021-3") == (PLAN,)
    assert store.documents_by_number("jingzhengbanfa-2021-1") == ()
    assert store.documents_by_number("京") == ()


def test_counts(store: Store) -> None:
    assert store.counts() == Counts(issues=2, documents=3, clauses=8)


@pytest.mark.parametrize("unknown", ["nowhere", "", "酒店", "\ud800", "' OR 1=1", "\x00"])
def test_unknown_ids_are_not_found(store: Store, unknown: str) -> None:
    for look_up in (store.issue, store.toc, store.documents, store.document, store.clause, store.neighbours):
        with pytest.raises(NotFoundError):
            look_up(unknown)


def test_one_store_serves_many_threads(store: Store) -> None:
    found: list[str | None] = []
    threads = [threading.Thread(target=lambda: found.append(store.document(HOTEL).title)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [store.document(HOTEL).title] * 8


def test_clauses_are_walked_in_stored_order(store: Store, archive: tuple[Gazette, ...]) -> None:
    ids = [clause.id for gazette in archive for document in gazette.documents for clause in document.clauses]
    first = store.clauses_after("", 3)
    assert [clause.id for clause in first] == ids[:3]
    assert [clause.id for clause in store.clauses_after(first[-1].id, len(ids))] == ids[3:]
    assert store.clauses_after(ids[-1], 5) == ()
    with pytest.raises(NotFoundError):
        store.clauses_after("no/such", 1)


def test_tasks_are_the_rows_of_task_tables(store: Store, archive: tuple[Gazette, ...]) -> None:
    rows = [
        clause for gazette in archive for document in gazette.documents for clause in document.clauses if clause.task
    ]
    assert rows
    assert list(store.tasks()) == rows

"""What the ranking knows of clauses beside their words: written for a few documents and read back."""

from pathlib import Path

import numpy as np
import pytest

from corpus import ClauseKind
from index.engines import Filter, SearchRequest
from index.engines.columns import ClauseColumns, Columns
from index.knowledge.doc_values import LONGEST, DocumentValues, DocValues, DocValuesWriter
from index.knowledge.lexicon import beginning
from index.knowledge.nearest import ComparedClauses, best
from index.language.place_names import places_in
from index.schema import rows

from .conftest import action_plan, hotel_rules, sports_rules
from .handmade import lexicon

DOCUMENTS = (hotel_rules(), action_plan(), sports_rules())
ROWS = [row for document in DOCUMENTS for row in rows(document, None)]


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> DocValues:
    folder = tmp_path_factory.mktemp("values")
    writer = DocValuesWriter()
    for document in DOCUMENTS:
        writer.add(DocumentValues.of(document, None))
    writer.write(folder)
    return DocValues(folder)


def test_every_clause_has_its_document_in_stored_order(values: DocValues) -> None:
    assert values.size == len(ROWS)
    assert [values.documents[number].id for number in values.document] == [row.document for row in ROWS]


@pytest.mark.parametrize(
    "filters",
    [
        (Filter("kind", ("table_row",)),),
        (Filter("article", ("2", "3")),),
        (Filter("lead", ("市水务局",)),),
        (Filter("deadline", ("年底前",)),),
        (Filter("body", ("whly", "tyj")),),
        (Filter("document", (DOCUMENTS[1].id,)),),
        (Filter("year", ("2021",)), Filter("article", ("1",))),
        (Filter("date", low="2021-03-01", high="2021-12-31"),),
        (Filter("date", low="2022-01-01"),),
        (Filter("date", high="2021-01-01"),),
        (Filter("number", ("jingzhengbanfa-2021-3",)),),
        (Filter("body", ("nobody",)),),
    ],
)
def test_what_passes_a_filter_here_passes_it_in_an_engine(values: DocValues, filters: tuple[Filter, ...]) -> None:
    engine = Columns(map(ClauseColumns.of, ROWS))
    hits = engine.answer(frozenset(range(len(ROWS))), SearchRequest(None, filters, limit=100)).ordinals
    passing = values.passing(filters)
    assert passing is not None
    assert {*np.flatnonzero(passing).tolist()} == {*hits}


def test_without_filters_everything_passes(values: DocValues) -> None:
    assert values.passing(()) is None


def test_documents_are_known_by_number_and_by_the_beginning_of_their_date(values: DocValues) -> None:
    ids = np.array([row.document for row in ROWS])
    assert {*ids[values.numbered(["jingzhengbanfa-2021-3"])]} == {DOCUMENTS[1].id}
    assert {*ids[values.dated("2021")]} <= {DOCUMENTS[1].id, DOCUMENTS[2].id}
    assert {*ids[values.dated("2023-12")]} == {DOCUMENTS[0].id}


def test_where_scores_are_equal_the_newest_document_is_first_and_then_the_first_stored(values: DocValues) -> None:
    dated = [one.date for one in values.documents]
    order = sorted(range(len(dated)), key=lambda at: dated[at], reverse=True)
    assert [int(values.rank[at]) for at in order] == [0, 1, 2]


def test_an_article_counts_as_long_and_another_clause_as_long_as_it_is(values: DocValues) -> None:
    clauses = [clause for document in DOCUMENTS for part in document.parts for clause in part.clauses]
    assert {clause.kind for clause in clauses} > {ClauseKind.ARTICLE}
    for clause, length in zip(clauses, values.length.tolist(), strict=True):
        assert length == (LONGEST if clause.kind is ClauseKind.ARTICLE else len(clause.text))


def test_a_clause_names_the_places_of_its_document_too(values: DocValues) -> None:
    assert {int(found) for found in values.places} == {places_in("北京")}


def test_the_share_that_states_an_answer_is_of_all_clauses(values: DocValues) -> None:
    kinds = [int(found) for found in values.answers]
    assert values.share_stating(0xFF) == pytest.approx(sum(bool(found) for found in kinds) / len(kinds))
    assert values.share_stating(0) == 0


CHAPTERS = lexicon(
    {"内河": 3, "湖泊": 1},
    glosses={"river": {"内河": "glossary"}},
    vocabulary=frozenset({"dredg"}),
    title_stems=frozenset({"lake"}),
    citations={"linzhengfa-2021-4": (7, 9), "linbanfa-2020-4": (2,), "linzhengfa-2021-5": ()},
    aliases={"内河办法": (0,), "临江市内河办法": (0, 2), "湖泊办法": (1,)},
)


def test_a_term_has_the_number_of_clauses_that_hold_it() -> None:
    assert [CHAPTERS.frequency(term) for term in ("内河", "湖泊", "泵站")] == [3, 1, 0]
    assert "内河" in CHAPTERS
    assert "泵站" not in CHAPTERS


@pytest.mark.parametrize(
    ("stem", "leads", "is_word"),
    [("river", True, True), ("lake", True, True), ("dredg", False, True), ("xyz", False, False)],
)
def test_a_stem_leads_by_a_dictionary_or_a_title_and_may_be_a_word_that_leads_nowhere(
    stem: str, *, leads: bool, is_word: bool
) -> None:
    assert (CHAPTERS.leads(stem), CHAPTERS.is_word(stem)) == (leads, is_word)


def test_numbers_are_known_by_their_serial_and_by_who_prints_them() -> None:
    assert {serial: [*keys] for serial, keys in CHAPTERS.numbers.items()} == {
        4: ["linzhengfa-2021-4", "linbanfa-2020-4"],
        5: ["linzhengfa-2021-5"],
    }
    assert CHAPTERS.citing(["linzhengfa-2021-4", "linbanfa-2020-4", "none-1"]).tolist() == [7, 9, 2]


@pytest.mark.parametrize(
    ("name", "documents"), [("内河办法", (0, 2)), ("江市内河办法", (0, 2)), ("办法", (0, 2, 1)), ("内河", ())]
)
def test_a_document_is_named_by_the_end_of_a_name_of_it(name: str, documents: tuple[int, ...]) -> None:
    assert {*CHAPTERS.ending(name)} == {*documents}


def test_of_a_sorted_list_those_that_begin_so_stand_together() -> None:
    assert beginning(("a", "ab", "abc", "b"), "ab") == ("ab", "abc")
    assert beginning(("a", "b"), "c") == ()


@pytest.mark.parametrize("most", [0, 1, 3, 5, 9])
def test_the_best_are_the_highest_finite_scores(most: int) -> None:
    scores = np.array([0.1, -np.inf, 0.9, -np.inf, 0.5])
    assert {*best(scores, most).tolist()} == {*[2, 4, 0][:most]}


def test_the_nearest_clauses_are_those_that_pass() -> None:
    near = ComparedClauses(np.eye(3, dtype=np.float32))
    asked = np.array([0.9, 0.5, 0.1], np.float32)
    assert near.nearest(asked, 1).tolist() == [0]
    assert near.nearest(asked, 1, np.array([False, True, True])).tolist() == [1]
    assert near.nearest(asked, 3, np.array([False, True, False])).tolist() == [1]
    assert [found.tolist() for found, _ in near.alike(near.of(np.array([2, 0])), 1)] == [[2], [0]]


def test_nothing_of_a_folder_without_values_is_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="documents"):
        DocValues(tmp_path)


def test_the_ids_of_clauses_are_those_of_the_rows_in_any_order(values: DocValues) -> None:
    ids = [row.clause for row in ROWS]
    assert values.ids(np.arange(len(ids))) == ids
    assert values.ids(np.array([2, 0, 2])) == [ids[2], ids[0], ids[2]]
    assert values.ids(np.zeros(0, dtype=np.int64)) == []

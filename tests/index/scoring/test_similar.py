"""Clauses that say nearly the same elsewhere, by the words that both hold."""

import numpy as np
import pytest

from index.knowledge.knowledge import Knowledge
from index.ranking import RANKING
from index.scoring.similar import similar_by_vectors, similar_by_words
from tests.index.handmade import AClause, ADocument, knowledge

TASK = "六月底前完成城区河道清淤"
DOCUMENTS = tuple(ADocument(f"d{at}") for at in range(9))


def known(*texts: tuple[str, str]) -> Knowledge:
    return knowledge(DOCUMENTS, [AClause(document, text) for document, text in texts])


def test_the_same_text_has_the_likeness_1_and_less_of_it_less() -> None:
    same, other = similar_by_words(
        0, TASK, known(("d0", TASK), ("d1", TASK), ("d2", "底前完成城区河道清淤"), ("d3", "图书馆开放"))
    )
    assert (same.ordinal, same.likeness) == (1, 1.0)
    assert other.ordinal == 2
    assert RANKING.limits.similar_words <= other.likeness < 1


def test_a_longer_text_that_holds_all_of_it_is_no_more_than_the_same() -> None:
    (found,) = similar_by_words(0, TASK, known(("d0", TASK), ("d1", TASK + TASK)))
    assert found.likeness == 1


def test_clauses_of_the_same_document_are_not_elsewhere() -> None:
    assert similar_by_words(0, TASK, known(("d0", TASK), ("d0", TASK))) == ()


def test_of_each_document_the_best_clause_is_given_the_first_of_equals() -> None:
    found = similar_by_words(0, TASK, known(("d0", TASK), ("d1", "河道清淤"), ("d1", TASK), ("d2", TASK), ("d2", TASK)))
    assert [one.ordinal for one in found] == [2, 3]


def test_what_has_few_of_the_words_is_not_similar() -> None:
    far = known(("d0", TASK), ("d1", "河道"), ("d2", "图书馆"), ("d3", "六月"))
    assert similar_by_words(0, TASK, far) == ()


def test_a_few_are_given() -> None:
    found = similar_by_words(0, TASK, known(*((f"d{at}", TASK) for at in range(9))))
    assert len(found) == RANKING.limits.most_similar


@pytest.mark.parametrize("text", ["", "！"])
def test_a_clause_without_words_is_like_none(text: str) -> None:
    assert similar_by_words(0, text, known(("d0", text), ("d1", text))) == ()


def test_nothing_is_asked_of_no_clauses() -> None:
    assert similar_by_vectors(np.array([], dtype=np.int64), known(("d0", TASK))) == {}

"""What a beginning may become: which kinds, in which order, and what is no suggestion."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from corpus.model import Body
from index.store import Store
from index.understanding.suggesting import BODY, NUMBER, TERM, TITLE, Suggester, Suggestion
from tests.index.conftest import action_plan
from tests.index.handmade import lexicon

RIVERS = replace(
    action_plan(),
    id="d-rivers",
    title="临江市河道养护办法",
    title_en="Measures for River Maintenance",
    number="临政发〔2021〕4号",
    number_en="Linzhengfa[2021]No. 4",
)
SILT = replace(RIVERS, id="d-silt", title="河道清淤规程", title_en="Silt Rules", number=None, number_en=None)
WATER = Body("swj", "北京市水务局", "Beijing Water Authority")
WORDS = {"河道": 5, "河长": 9, "河湖": 1, "京市": 4, "北京市": 4, "海市": 9, "上海市": 4}


def suggester(*, words: bool = True) -> Suggester:
    store = SimpleNamespace(documents=lambda: (RIVERS, SILT), bodies=lambda: ((WATER, 2),))
    sounds = {"hedao": ("河道",), "hezhang": ("河长",)}
    return Suggester(cast("Store", store), lexicon(WORDS, sounds=sounds) if words else None)


def texts(typed: str, kind: str) -> list[str]:
    return [one.text for one in suggester().suggest(typed, 9) if one.kind == kind]


@pytest.mark.parametrize(
    "typed", ["临政发", "临政发〔2021", "临政发2021", "linzhengfa", "linzhengfa20214", "LINZHENGFA[2021]"]
)
def test_a_number_is_suggested_by_its_beginning_in_any_spelling(typed: str) -> None:
    (found,) = [one for one in suggester().suggest(typed) if one.kind == NUMBER]
    assert found == Suggestion(NUMBER, "临政发〔2021〕4号", "Linzhengfa[2021]No. 4", "d-rivers")


@pytest.mark.parametrize("typed", ["政发", "2021"])
def test_the_middle_of_a_number_suggests_none(typed: str) -> None:
    assert texts(typed, NUMBER) == []


def test_titles_that_begin_so_come_before_those_that_have_it_within() -> None:
    assert texts("河道", TITLE) == ["河道清淤规程", "临江市河道养护办法"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [("river m", ["临江市河道养护办法"]), ("rules", ["河道清淤规程"]), ("ules", []), ("ilt", []), ("the", [])],
)
def test_an_english_title_is_suggested_by_the_beginning_of_a_word(typed: str, titles: list[str]) -> None:
    assert texts(typed, TITLE) == titles


@pytest.mark.parametrize("typed", ["北京市水", "市水务", "水务", "beijing wat", "swj"])
def test_a_body_is_suggested_with_and_without_city_and_level_in_english_and_by_its_id(typed: str) -> None:
    (found,) = [one for one in suggester().suggest(typed) if one.kind == BODY]
    assert (found.text, found.body) == (WATER.name, "swj")


def test_terms_come_commonest_first_without_what_was_typed_and_without_what_one_clause_has() -> None:
    assert texts("河", TERM) == ["河长", "河道"]
    assert texts("河道", TERM) == []
    assert texts("hezh", TERM) == ["河长"]


def test_a_term_that_hardly_stands_but_inside_a_longer_one_is_none() -> None:
    assert texts("京", TERM) == []
    assert texts("海", TERM) == ["海市"]


def test_each_kind_has_its_share_in_the_order_of_kinds() -> None:
    kinds = [one.kind for one in suggester().suggest("河", 1)]
    assert kinds == [TITLE, TERM]


@pytest.mark.parametrize("typed", ["", "  ", "〔〕", "！"])
def test_nothing_becomes_of_what_has_no_letter(typed: str) -> None:
    assert suggester().suggest(typed) == ()


def test_without_a_lexicon_there_are_no_terms() -> None:
    assert {one.kind for one in suggester(words=False).suggest("河")} == {TITLE}

"""Issuing bodies by any of their names."""

import pytest

from corpus import Body
from corpus.language.bodies import city
from index.bodies import BodyNames

WATER = Body("sw", f"{city()}市水务局", f"{city()} Water Bureau")
PARTY = Body("dw", f"中共{city()}市委宣传部")
PARKS = Body("yl", "临江市园林局")
NAMES = BodyNames(((WATER, 3), (PARTY, 2), (PARKS, 1)))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("sw", WATER),
        ("SW", WATER),
        ("ｓｗ", WATER),
        (WATER.name, WATER),
        (f"{city()}市 水务局", WATER),
        (f"{city()} water  bureau", WATER),
        ("水务局", WATER),
        ("市水务局", WATER),
        ("委宣传部", PARTY),
        ("临江市园林局", PARKS),
        ("園林局", None),
        ("臨江市園林局", PARKS),
        ("园林局", None),
        ("水务", None),
        ("", None),
    ],
)
def test_a_body_is_known_by_id_and_name_and_one_of_the_city_without_it(text: str, body: Body | None) -> None:
    assert NAMES.find(text) == body


def test_a_short_name_of_several_bodies_names_none() -> None:
    other = Body("dsw", f"中共{city()}市水务局")
    names = BodyNames(((WATER, 3), (other, 1)))
    assert names.find("水务局") is None
    assert names.find(WATER.name) == WATER


def test_a_full_name_goes_before_a_short_one() -> None:
    own = Body("x", "水务局")
    assert BodyNames(((WATER, 3), (own, 1))).find("水务局") == own


def test_the_city_alone_has_no_short_name() -> None:
    names = BodyNames(((Body("x", f"{city()}市府"), 1),))
    assert names.find("府") is None
    assert names.find(f"{city()}市府") is not None

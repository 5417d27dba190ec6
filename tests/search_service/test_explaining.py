"""What a reader is told of a query: how it was planned, and the words of administration in English."""

import pytest

from index.plan import AllOf, AnyOf, Exclude, Keyword, Match, Plan
from search_service.answer.explaining import plan_text
from search_service.english.words import in_words, place_name

RIVER, LAKE = Match("text_grams", ("内河",)), Match("title", ("lake", "bed"), open=True)


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (RIVER, "text_grams:内河"),
        (LAKE, "title:lake·bed*"),
        (Keyword("number", "linzhengfa-2021-4"), "number=linzhengfa-2021-4"),
        (AllOf((RIVER, Exclude(LAKE))), "all(text_grams:内河, not(title:lake·bed*))"),
        (AnyOf((RIVER, LAKE)), "any(text_grams:内河, title:lake·bed*)"),
        (AllOf(()), "all()"),
    ],
)
def test_a_plan_is_one_line(plan: Plan, text: str) -> None:
    assert plan_text(plan) == text


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("西安", "Xi'an"),
        ("内蒙古", "Inner Mongolia"),
        ("临江", "Linjiang"),
    ],
)
def test_a_place_has_its_english_name_or_pinyin(zh: str, en: str) -> None:
    assert place_name(zh) == en


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("湿地综合执法", "Wetland Integrated Law Enforcement"),
        ("文化市场综合执法", "Cultural Market Law Enforcement"),
        ("临江旅游", "Linjiang Tourism"),
        ("文化和旅游", "Culture and Tourism"),
        ("", ""),
        ("ABC", "ABC"),
    ],
)
def test_known_words_are_translated_and_what_stands_between_them_is_a_name(zh: str, en: str) -> None:
    assert in_words(zh) == en

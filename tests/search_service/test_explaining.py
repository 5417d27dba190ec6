"""How a query was planned, in one line."""

import pytest

from index.plan import AllOf, AnyOf, Exclude, Keyword, Match, Plan
from search_service.answer.explaining import plan_text

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

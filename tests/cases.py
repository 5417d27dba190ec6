"""Which cases of one rule `make test` takes, and which it leaves to `make test-long`."""

from collections.abc import Iterable
from typing import Any

import pytest


def others_long(cases: Iterable[Any], *, first: int) -> list[Any]:
    """All cases of a rule, those after the first few marked as long."""
    every = list(cases)
    return [*every[:first], *(pytest.param(*_values(case), marks=pytest.mark.long) for case in every[first:])]


def _values(case: Any) -> tuple[Any, ...]:
    return case if isinstance(case, tuple) else (case,)

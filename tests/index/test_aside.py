"""Work aside: done by another thread, under the time limit of the one that asked for it."""

from collections.abc import Iterator
from threading import current_thread

import pytest

from index import Snapshot, open_index
from index.aside import Aside
from index.errors import TimeLimitError
from index.time_limit import TimeLimit, require_time, result_of, time_limit


def test_another_thread_does_what_is_begun() -> None:
    assert result_of(Aside().begin(current_thread)) is not current_thread()


def test_what_fails_aside_fails_where_its_result_is_asked_for() -> None:
    work = Aside().begin(lambda: int("?"))
    with pytest.raises(ValueError, match="invalid literal"):
        result_of(work)


def test_the_time_limit_goes_with_the_work() -> None:
    with time_limit(TimeLimit.of(-1)):
        work = Aside().begin(require_time)
    with pytest.raises(TimeLimitError):
        result_of(work)


@pytest.fixture(scope="module")
def snapshot(built_index: str) -> Iterator[Snapshot]:
    opened = open_index(built_index)
    yield opened
    opened.close()


def _said(_: Snapshot) -> str:
    return "said"


def _anything(_: Snapshot) -> object:
    return object()


def test_what_is_derived_may_wait_for_a_thread_that_derives_something_else(snapshot: Snapshot) -> None:
    def waited_for(same: Snapshot) -> str:
        return result_of(same.aside.begin(lambda: same.derived(_said)))

    with time_limit(TimeLimit.of(30)):
        assert snapshot.derived(waited_for) == "said"


def test_what_is_derived_is_made_once(snapshot: Snapshot) -> None:
    assert snapshot.derived(lambda _: object()) is not snapshot.derived(lambda _: object())
    assert snapshot.derived(_anything) is snapshot.derived(_anything)

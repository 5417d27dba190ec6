"""What worker processes know of one another."""

import time
from multiprocessing import get_context

import pytest

from search_service.serving.loads import Load, Loads


def test_what_another_process_wrote_is_read() -> None:
    loads = Loads(3)
    process = get_context("fork").Process(target=loads.write, args=(2, 7))
    process.start()
    process.join()
    assert loads.fewest_beside(0) == 7
    assert Load(loads, 1).excess(9) == 2
    assert Load(loads, 1).excess(5) == -2


def test_a_process_alone_has_no_excess() -> None:
    load = Load(Loads(1), 0)
    load.write(40)
    assert load.excess(40) < 0


def test_a_process_that_ended_or_says_nothing_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = Loads(3)
    loads.write(0, 1)
    loads.write(1, 5)
    loads.end(0)
    assert loads.fewest_beside(2) == 5
    later = time.monotonic() + 60
    monkeypatch.setattr("search_service.serving.loads.monotonic", lambda: later)
    assert loads.fewest_beside(2) is None


def test_a_process_beyond_the_numbers_is_not_seen() -> None:
    loads = Loads(2)
    loads.write(2, 0)
    loads.end(2)
    assert loads.fewest_beside(1) is None

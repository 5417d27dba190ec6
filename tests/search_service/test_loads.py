"""What worker processes know of one another."""

import time
from multiprocessing import get_context

import pytest

from search_service.serving.loads import Loads


def test_what_another_process_wrote_is_read() -> None:
    loads = Loads(3)
    process = get_context("fork").Process(target=loads.write, args=(2, 7))
    process.start()
    process.join()
    assert loads.excess(1, 9) == 2
    assert loads.excess(1, 5) == -2


def test_a_process_alone_has_no_excess() -> None:
    loads = Loads(1)
    loads.write(0, 40)
    assert loads.excess(0, 40) < 0


def test_a_process_that_ended_or_says_nothing_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = Loads(3)
    loads.write(0, 1)
    loads.write(1, 5)
    loads.end(0)
    assert loads.excess(2, 7) == 2
    later = time.monotonic() + 60
    monkeypatch.setattr("search_service.serving.loads.monotonic", lambda: later)
    assert loads.excess(2, 7) < 0


def test_a_process_beyond_the_numbers_is_not_seen() -> None:
    loads = Loads(2)
    loads.write(2, 0)
    loads.end(2)
    assert loads.excess(1, 7) < 0

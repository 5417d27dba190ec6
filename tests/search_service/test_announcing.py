"""No command is silent for long: what takes time says so, and nothing else changes by it."""

import time

import pytest

from search_service import announcing
from search_service.announcing import going_on, unless_silent


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "SILENCE", 0.02)


def wait_for(reported: list[float], count: int) -> None:
    while len(reported) < count:
        time.sleep(0.001)


def test_after_each_silence_something_is_told_until_the_end() -> None:
    reported: list[float] = []
    with unless_silent(reported.append):
        wait_for(reported, 3)
    assert reported == sorted(reported)
    heard = len(reported)
    time.sleep(0.05)
    assert len(reported) == heard


def test_what_was_said_postpones_the_next_word() -> None:
    reported: list[float] = []
    with unless_silent(reported.append) as said:
        said()
        wait_for(reported, 1)
    assert reported


def test_a_step_says_what_it_is_and_that_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    with going_on("opening the index"):
        while "opening the index … " not in capsys.readouterr().err.replace("…\n", ""):
            time.sleep(0.001)

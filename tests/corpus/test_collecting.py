"""While very many values are made Python looks for cycles seldom, afterwards as often as before."""

import gc

import pytest

from corpus.collecting import seldom_collected


def test_it_looks_seldom_meanwhile_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold()[1:] == before[1:]
    assert gc.get_threshold() == before


def test_an_error_changes_nothing() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="no gazette"), seldom_collected():
        raise ValueError("no gazette")
    assert gc.get_threshold() == before


def test_who_looks_more_seldom_already_goes_on_so() -> None:
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, *before[1:])
    try:
        with seldom_collected():
            assert gc.get_threshold()[0] == 1_000_000
    finally:
        gc.set_threshold(*before)

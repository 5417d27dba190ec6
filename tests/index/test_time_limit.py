"""Where time is over, nothing goes on and nothing half-done is kept; the clock is that of the test."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event, Lock

import pytest

from corpus.model import Gazette
from index.engines import ENGINES, Engine, EngineSpace, SearchRequest, open_space
from index.errors import StoreError, TimeLimitError
from index.generation.storing import StoreWriter
from index.query import parse_query
from index.schema import FACETS, rows
from index.store import Store
from index.time_limit import (
    TimeLimit,
    locked,
    require_time,
    result_of,
    seconds_left,
    set_time_limit,
    time_limit,
    while_time_lasts,
)

from .conftest import EMBEDDED, open_empty_space, written

OVER = TimeLimit(0, lambda: 1)
QUERIES = ("a*", "管*", '"旅馆 业 管*"', "旅馆 OR 体育 NOT 计划", "text:管理", "国")


def looks(number: int) -> TimeLimit:
    """A limit that is over at the look at the clock after so many."""
    return TimeLimit(number, count().__next__)


def until_done(work: Callable[[], object]) -> None:
    """Do something with one more look at the clock each time, until it is done."""
    for number in count(1):
        try:
            with time_limit(looks(number)):
                work()
        except TimeLimitError:
            continue
        return


@pytest.fixture(params=sorted(ENGINES))
def space(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EngineSpace]:
    with open_empty_space(request, request.param, tmp_path) as space:
        yield space


@pytest.fixture
def engine(space: EngineSpace, archive: tuple[Gazette, ...]) -> Iterator[Engine]:
    made = (row for one in archive for document in one.documents for row in rows(document, one.issue))
    opened = written(space, "g1", made)
    yield opened
    opened.close()


@pytest.mark.parametrize("text", QUERIES)
def test_an_engine_stops_wherever_time_is_over_and_then_answers_as_ever(
    engine: Engine, space: EngineSpace, text: str
) -> None:
    node = parse_query(text).tree
    assert node
    request = SearchRequest(node, facets=FACETS, limit=5)
    works: tuple[Callable[[], object], ...] = (
        lambda: engine.search(request),
        lambda: engine.counts([node], ()),
        lambda: engine.tally(node, (), "document"),
    )
    for work in works:
        with time_limit(OVER), pytest.raises(TimeLimitError):
            work()
        until_done(work)
    other = space.open("g1")
    untouched = (other.search(request), other.counts([node], ()), other.tally(node, (), "document"))
    assert tuple(work() for work in works) == untouched
    other.close()


@pytest.mark.parametrize("name", EMBEDDED)
def test_of_many_terms_that_begin_alike_each_is_looked_at(
    name: str, tmp_path: Path, archive: tuple[Gazette, ...]
) -> None:
    made = [row for one in archive for document in one.documents for row in rows(document, one.issue)]
    looked = []
    for terms in (10, 2000):
        words = " ".join(f"word{number}" for number in range(terms))
        space = open_space(f"{name}:{tmp_path / str(terms)}")
        engine = written(space, "g1", (replace(row, terms={**row.terms, "title_en": words}) for row in made))
        clock = count()
        with time_limit(TimeLimit(10**9, clock.__next__)):
            assert engine.search(SearchRequest(parse_query("title:word*").tree)).count == len(made)
        looked.append(next(clock))
        engine.close()
    assert looked[1] > looked[0] + 10


def test_a_query_of_the_store_is_interrupted(tmp_path: Path, archive: tuple[Gazette, ...]) -> None:
    writer = StoreWriter(tmp_path / "store")
    for gazette in archive:
        writer.add(gazette)
    writer.finish()
    writer.close()
    store = Store(tmp_path / "store")
    with time_limit(OVER), pytest.raises(TimeLimitError):
        store.counts()
    # While SQLite works, it asks.
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with time_limit(looks(5)), pytest.raises(TimeLimitError):
        store._rows(endless, ())
    with pytest.raises(StoreError):
        store._rows("SELECT nothing", ())
    assert store.counts().clauses
    store.close()


def test_a_lock_is_waited_for_no_longer_than_there_is_time() -> None:
    lock = Lock()
    with lock, time_limit(TimeLimit.of(0.01)), pytest.raises(TimeLimitError), locked(lock):
        raise AssertionError
    with time_limit(OVER), pytest.raises(TimeLimitError), locked(lock):
        raise AssertionError
    with locked(lock):
        assert not lock.acquire(blocking=False)
    assert not lock.locked()


def test_another_thread_is_waited_for_no_longer_than_there_is_time_and_begins_nothing_after() -> None:
    begun, going = [], Event()
    with ThreadPoolExecutor(1) as pool:
        first: Future[bool] = pool.submit(going.wait)
        second = pool.submit(begun.append, 1)
        for work in (first, second):
            with time_limit(TimeLimit.of(0.01)), pytest.raises(TimeLimitError):
                result_of(work)
        going.set()
        assert result_of(pool.submit(lambda: 5)) == 5
    assert begun == []


def test_what_is_shared_is_made_whatever_time_the_first_who_asks_has_left() -> None:
    with time_limit(OVER):
        with time_limit(None):
            require_time()
            assert seconds_left() is None
        with pytest.raises(TimeLimitError):
            require_time()
    require_time()
    set_time_limit(OVER)
    with pytest.raises(TimeLimitError):
        require_time()
    set_time_limit(None)


def test_a_loop_ends_soon_after_time_is_over() -> None:
    done = []
    with time_limit(looks(3)), pytest.raises(TimeLimitError):
        done += while_time_lasts(iter(range(10**9)))
    assert list(while_time_lasts(range(1000))) == list(range(1000))

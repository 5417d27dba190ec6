"""Generations of a cluster: made anywhere, fetched and verified everywhere, switched to in one step."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import index
from corpus.errors import OperatorError
from index.engines import open_space
from index.engines.opensearch import lock
from index.generation.generations import STORE
from reliability.nodes import Cluster
from search_service.library import Library
from search_service.search import search

from .conftest import PLAIN, Write, rebuild


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From here on this process has the local folder of another machine."""
    monkeypatch.setenv("GONGBAO_CACHE", str(folder))


def until(condition: Callable[[], bool]) -> None:
    """Wait for what comes by itself; the run ends if it never does."""
    while not condition():
        time.sleep(0.05)


def counted(library: Library) -> tuple[str, int]:
    """The generation that answers, and how many clauses it finds."""
    view = search(library, {"q": ["体育场馆"]})
    return view.index.generation, view.count


def test_what_one_machine_makes_another_fetches_and_serves(
    notices: Path, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_notice: Write
) -> None:
    here = Library(url)
    first = rebuild(notices, url)
    assert counted(here) == (first, 3)
    elsewhere(monkeypatch, tmp_path / "there")
    there = Library(url)
    assert counted(there) == (first, 3)
    assert there.snapshot().folder != here.snapshot().folder
    assert there.snapshot().changed == here.snapshot().changed
    write_notice(notices, 9)
    second = rebuild(notices, url)
    until(lambda: counted(here) == counted(there) == (second, 4))
    assert index.rollback(url) == first
    until(lambda: counted(here) == counted(there) == (first, 3))
    assert index.check(notices, url, second) == ()


def test_the_generation_before_is_kept_and_no_other(notices: Path, url: str) -> None:
    made = [rebuild(notices, url) for _ in range(3)]
    space = open_space(url)
    assert list(space.generations()) == made[1:]
    assert space.serving() == made[2]


def test_a_local_copy_that_is_damaged_is_found(
    notices: Path, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = rebuild(notices, url)
    elsewhere(monkeypatch, tmp_path / "there")
    folder = open_space(url).fetch(generation)
    (folder / STORE).write_bytes(b"damaged")
    with pytest.raises(index.IndexOutdatedError, match=STORE):
        index.open_index(url)
    shutil.rmtree(folder)
    index.open_index(url).close()


def test_a_piece_that_is_damaged_in_the_cluster_is_not_served(
    notices: Path, url: str, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = rebuild(notices, url)
    files = f"{open_space(url).local.name}-{generation.lower()}-files"
    cluster.ask(f"/{files}/_doc/store.sqlite%2F0", method="DELETE")
    elsewhere(monkeypatch, tmp_path / "there")
    with pytest.raises(index.IndexOutdatedError, match="damaged"):
        index.open_index(url)
    assert not (open_space(url).folder(generation)).exists()


def test_a_folder_that_takes_no_files_is_said(
    notices: Path, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(notices, url)
    (tmp_path / "there").write_text("in the way", "utf-8")
    elsewhere(monkeypatch, tmp_path / "there")
    with pytest.raises(OperatorError, match="GONGBAO_CACHE"):
        index.open_index(url)


def test_the_holder_of_the_lock_is_named(notices: Path, url: str) -> None:
    with open_space(url).alone(), pytest.raises(index.RebuildError, match=r"\(.+, process \d+\)"):
        rebuild(notices, url)


def test_a_lock_that_was_not_renewed_is_taken_and_lost(
    notices: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = open_space(url)
    generation = rebuild(notices, url)
    monkeypatch.setattr(lock, "_EXPIRES", -1)
    with space.alone():
        monkeypatch.setattr(lock, "_EXPIRES", 60)
        with open_space(url).alone(), pytest.raises(index.RebuildError, match="taken by another"):
            space.serve(generation)


def test_thirty_switches_under_load_give_no_mixed_answer(notices: Path, url: str, write_notice: Write) -> None:
    known = {rebuild(notices, url): 3}
    write_notice(notices, 9)
    known[rebuild(notices, url)] = 4
    library, space, seen, ended = Library(url), open_space(url), set(), threading.Event()

    def work() -> None:
        while not ended.is_set():
            seen.add(counted(library))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(15):
        for generation in known:
            space.serve(generation)
            library.take_newest()
    ended.set()
    for thread in threads:
        thread.join()
    assert seen == set(known.items())


def test_a_rebuild_that_is_given_up_leaves_nothing(notices: Path, url: str) -> None:
    serving = rebuild(notices, url)

    def interrupt(_: index.Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(notices, url, options=index.RebuildOptions(vectors=False, progress=interrupt))
    assert open_space(url).generations() == (serving,)
    assert index.check(notices, url) == ()


def test_what_a_killed_rebuild_left_goes_with_the_next(notices: Path, url: str) -> None:
    serving = rebuild(notices, url)
    open_space(url).writer("20200101T000000-half")
    assert index.check(notices, url) == ()
    made = index.rebuild(notices, url, options=PLAIN).generation
    assert open_space(url).generations() == (serving, made)

"""Worker processes start, are replaced and stop together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys, time
from pathlib import Path
from search_service.serving.processes import Workers

def work(number, ready):
    over = []
    signal.signal(signal.SIGTERM, lambda *_: over.append(True))
    if Path(sys.argv[1], "broken").exists():
        os._exit(7)
    Path(sys.argv[1], f"ready-{os.getpid()}").touch()
    ready()
    while not over:
        time.sleep(0.01)
    Path(sys.argv[1], f"done-{os.getpid()}").touch()

sys.exit(Workers(2, work).run())
"""
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return lambda: subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], stderr=subprocess.DEVNULL)


def ready(folder: Path) -> set[int]:
    return {int(one.name.partition("-")[2]) for one in folder.glob("ready-*")}


def until(holds: Callable[[], bool]) -> None:
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.01)
    pytest.fail("it never came about")


def runs(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_all_of_them_finish(start: Start, tmp_path: Path, number: int) -> None:
    with start() as parent:
        until(lambda: len(ready(tmp_path)) == 2)
        parent.send_signal(number)
        assert parent.wait(30) == 0
    assert len(list(tmp_path.glob("done-*"))) == 2


def test_they_end_with_a_parent_that_is_killed(start: Start, tmp_path: Path) -> None:
    with start() as parent:
        until(lambda: len(ready(tmp_path)) == 2)
        parent.kill()
    until(lambda: not any(map(runs, ready(tmp_path))))


def test_a_worker_that_never_gets_ready_ends_the_service(start: Start, tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    with start() as parent:
        assert parent.wait(30) == 1


@pytest.mark.long
def test_a_reload_that_fails_leaves_those_that_serve(start: Start, tmp_path: Path) -> None:
    with start() as parent:
        until(lambda: len(ready(tmp_path)) == 2)
        (tmp_path / "broken").touch()
        parent.send_signal(signal.SIGHUP)
        time.sleep(1)
        assert all(map(runs, ready(tmp_path)))
        (tmp_path / "broken").unlink()
        parent.send_signal(signal.SIGHUP)
        until(lambda: len(ready(tmp_path)) >= 4 and sum(map(runs, ready(tmp_path))) == 2)
        parent.terminate()
        assert parent.wait(30) == 0


@pytest.mark.long
def test_a_worker_that_ends_is_replaced(start: Start, tmp_path: Path) -> None:
    with start() as parent:
        until(lambda: len(ready(tmp_path)) == 2)
        os.kill(min(ready(tmp_path)), signal.SIGKILL)
        until(lambda: len(ready(tmp_path)) == 3)
        parent.terminate()
        parent.wait(30)

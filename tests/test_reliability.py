"""Short forms of what ``make soak`` counts."""

import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from corpus.sources import SourceFile, read_source
from reliability.inventing import files, queries

pytestmark = pytest.mark.long

ENGINES = ("whoosh", "tantivy")
ROOT = Path(__file__).parents[1]
#: In a process of its own without what takes long to load, since it starts others.
PROGRAM = """
from pathlib import Path
from reliability.interrupting import full_disks, kills
from reliability.power import cuts

kind, engine, folder, times = sys.argv[1:]
if kind == "cuts":
    operations, wrong = cuts(Path(folder), engine)
    assert operations > 10, operations
else:
    count = {"kills": kills, "full_disks": full_disks}[kind](Path(folder), engine, int(times))
    assert count.hit, "no rebuild was interrupted"
    wrong = count.wrong
assert not wrong, wrong
"""


def counted(only_needed: str, *arguments: object) -> None:
    command = [sys.executable, "-c", only_needed + PROGRAM, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["kills", "full_disks"])
def test_a_rebuild_that_is_interrupted_loses_nothing(only_needed: str, tmp_path: Path, kind: str, engine: str) -> None:
    counted(only_needed, kind, engine, tmp_path / "archive", 10)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_power_cut_leaves_the_old_or_the_new_generation(only_needed: str, tmp_path: Path, engine: str) -> None:
    counted(only_needed, "cuts", engine, tmp_path / "archive", 0)


def test_a_power_cut_in_memory_leaves_the_old_or_the_new_generation(only_needed: str, tmp_path: Path) -> None:
    counted(only_needed, "cuts", "memory", tmp_path / "archive", 0)


def test_what_was_never_synced_is_gone_after_a_cut(tmp_path: Path) -> None:
    from reliability.power import Disk  # noqa: PLC0415 - the parent of the others loads no engine

    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").write_bytes(b"old")
    disk = Disk(folder, tmp_path / "links")
    (folder / "new").write_bytes(b"new and long")
    disk.after_a_cut(tmp_path / "1")
    assert [one.name for one in (tmp_path / "1").iterdir()] == ["old"]
    disk.sync(folder)
    disk.after_a_cut(tmp_path / "2")
    assert (tmp_path / "2" / "new").read_bytes() == b""
    disk.sync(folder / "new")
    (folder / "new").replace(folder / "old")
    disk.after_a_cut(tmp_path / "3")
    assert (tmp_path / "3" / "old").read_bytes() == b"old"
    disk.sync(folder)
    disk.after_a_cut(tmp_path / "4")
    assert [(one.name, one.read_bytes()) for one in (tmp_path / "4").iterdir()] == [("old", b"new and long")]


def test_a_child_says_how_it_ended() -> None:
    from corpus.errors import OperatorError  # noqa: PLC0415 - as above
    from reliability.archive import in_child  # noqa: PLC0415

    def refuse() -> None:
        raise OperatorError("no", "否")

    assert in_child(lambda: None) == 0
    assert in_child(refuse) == 1
    assert in_child(lambda: os.kill(os.getpid(), signal.SIGKILL)) == -signal.SIGKILL


SERVING = """
from pathlib import Path
from reliability.load import overload, switches
folder = Path(sys.argv[1])
switched = switches(folder / "switches", "whoosh", 3, 100)
assert set(switched.answers.statuses) == {200}, switched
assert not switched.answers.wrong, switched
assert sum(switched.answers.statuses.values()) >= 100, switched
assert str(switched).startswith("3 rebuilds, "), switched
crowded = overload(folder / "overload", "whoosh", 1)
assert set(crowded.answers.statuses) <= {200, 503}, crowded
assert crowded.answers.statuses[200], crowded
assert not crowded.answers.wrong, crowded
"""


def test_switches_fail_no_request_and_overload_is_answered_or_refused(only_needed: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", only_needed + SERVING, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_other_experiments_go_wrong_nowhere_in_their_short_form(only_needed: str) -> None:
    program = only_needed + "from reliability.__main__ import main; sys.exit(main())"
    for only, percent in (("damages", "1"), ("queries", "1")):
        arguments = ["--percent", percent, "--only", only, "--engines", "whoosh"]
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"| {only} | whoosh | " in done.stdout


def test_files_of_any_content_are_read(tmp_path: Path) -> None:
    for number, (name, content) in zip(range(150), files(2), strict=False):
        (tmp_path / name).write_bytes(content)
        assert read_source(SourceFile(tmp_path, name)).gazettes, number


def test_a_seed_gives_the_same_files_and_queries_again() -> None:
    for invent in (files, queries):
        assert list(islice(invent(5), 30)) == list(islice(invent(5), 30)) != list(islice(invent(6), 30))

"""A rebuild makes a whole generation or none; what serves goes on serving."""

import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

import pytest

import index
from corpus import sources
from corpus.errors import CorpusError
from corpus.findings import FindingCode
from corpus.sources import SHORTAGES
from index.generation import building, sidecars
from index.rebuild import percent

from .conftest import Write, generations

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_corpus_that_is_poorly_understood_stops_the_switch(corpus: Path, url: str, index_folder: Path) -> None:
    serving = index.rebuild(corpus, url).generation
    with pytest.raises(index.RebuildError, match=r"7\.txt"):
        index.rebuild(corpus, url, options=index.RebuildOptions(min_coverage=1.01))
    assert generations(index_folder) == {serving}


def test_a_corpus_without_clauses_stops_the_rebuild(tmp_path: Path, url: str, index_folder: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(index.RebuildError, match="--corpus"):
        index.rebuild(tmp_path / "empty", url)
    assert generations(index_folder) == set()


def test_a_missing_corpus_is_said_before_anything_is_written(tmp_path: Path, url: str, index_folder: Path) -> None:
    with pytest.raises(CorpusError):
        index.rebuild(tmp_path / "nowhere", url)
    assert not index_folder.exists()


@pytest.mark.parametrize(
    ("name", "code", "serious"),
    [("no.zip", "archive_refused", True), ("no.txt", "unknown_encoding", True), ("no.djvu", "kind_not_read", False)],
)
def test_a_file_that_cannot_be_read_is_left_out_named_and_counted(
    corpus: Path, url: str, name: str, code: str, *, serious: bool
) -> None:
    whole = index.rebuild(corpus, url)
    (corpus / name).write_bytes(bytes(range(128, 255)))
    summary = index.rebuild(corpus, url)
    assert summary.clauses == whole.clauses
    assert summary.findings[FindingCode(code)] == 1
    assert (summary.read, summary.files) == (whole.files, whole.files + 1)
    assert summary.coverage == pytest.approx(whole.coverage * summary.read / summary.files)
    assert [note for note in summary.notes if note.startswith(f"{name}: ")]
    assert [(one.code, one.serious) for one in index.check(corpus, url)] == [(code, serious)]


def test_a_share_is_rounded_down_so_that_the_whole_is_said_of_the_whole_only() -> None:
    assert [percent(share) for share in (1.0, 0.99999, 0.5)] == ["100.00%", "99.99%", "50.00%"]


def test_an_interrupted_rebuild_leaves_nothing_behind(corpus: Path, url: str, index_folder: Path) -> None:
    serving = index.rebuild(corpus, url).generation

    def interrupt(_: index.Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(corpus, url, options=index.RebuildOptions(progress=interrupt))
    assert generations(index_folder) == {serving}
    assert index.check(corpus, url) == ()


@pytest.fixture
def run(only_needed: str) -> Run:
    """Run a program in a process of its own; ``before`` is what starts it."""

    def ran(program: str, *arguments: object, before: Sequence[str] = ()) -> "subprocess.CompletedProcess[str]":
        command = [*before, sys.executable, "-c", only_needed + program, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return ran


KILLED = """
import os
from pathlib import Path
import index
corpus, url = sys.argv[1:]
index.rebuild(Path(corpus), url, options=index.RebuildOptions(progress=lambda _: os.kill(os.getpid(), 9)))
"""


def test_what_a_killed_rebuild_left_is_removed_by_the_next(
    run: Run, corpus: Path, url: str, index_folder: Path
) -> None:
    serving = index.rebuild(corpus, url).generation
    assert run(KILLED, corpus, url).returncode == -9
    assert len(generations(index_folder)) == 2
    assert index.check(corpus, url) == ()
    made = index.rebuild(corpus, url).generation
    assert generations(index_folder) == {serving, made}


def test_a_half_written_generation_does_not_serve_and_goes_with_the_next_rebuild(
    corpus: Path, url: str, index_folder: Path
) -> None:
    serving = index.rebuild(corpus, url).generation
    half = shutil.copytree(index_folder / "generations" / serving, index_folder / "generations" / "half")
    (half / "manifest.json").unlink()
    assert index.open_index(url).manifest.generation == serving
    assert index.check(corpus, url) == ()
    made = index.rebuild(corpus, url).generation
    assert generations(index_folder) == {serving, made}


FULL = """
import resource, signal
from pathlib import Path
import index
corpus, url, limit = sys.argv[1:]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
try:
    index.rebuild(Path(corpus), url)
except index.RebuildError as error:
    print(error.message_en)
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of file size")
def test_a_disk_that_takes_no_more_stops_the_rebuild(
    run: Run, corpus: Path, url: str, index_folder: Path, write_notice: Write
) -> None:
    serving = index.rebuild(corpus, url).generation
    for serial in range(8, 40):
        write_notice(corpus, serial)
    for limit in (1000, 20_000):
        done = run(FULL, corpus, url, limit)
        assert done.returncode == 0, done.stderr
        assert "gongbao rebuild" in done.stdout or "--index" in done.stdout
        assert generations(index_folder) == {serving}


def test_a_thread_that_writes_on_does_not_keep_a_given_up_generation(
    corpus: Path, url: str, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving = index.rebuild(corpus, url).generation
    threads = []

    def give_up(folder: Path, *_: object, **__: object) -> None:
        threads.append(threading.Thread(target=write_on, args=(folder,)))
        threads[0].start()
        while not (folder / "late-0").exists():
            time.sleep(0.001)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write_on(folder: Path) -> None:
        for late in range(300):
            with suppress(FileNotFoundError):
                (folder / f"late-{late}").touch()
            time.sleep(0.0002)

    monkeypatch.setattr(building, "write_sidecars", give_up)
    with pytest.raises(index.RebuildError, match="full"):
        index.rebuild(corpus, url)
    threads[0].join()
    assert generations(index_folder) == {serving}


@pytest.mark.parametrize("number", sorted(SHORTAGES))
def test_no_file_is_left_out_because_the_machine_lacks_open_files_or_memory(
    corpus: Path, url: str, index_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    serving = index.rebuild(corpus, url).generation

    def refuse(*_: Path) -> BufferedReader:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(sources, "open_inside", refuse)
    with pytest.raises(index.RebuildError, match="ulimit"):
        index.rebuild(corpus, url)
    assert generations(index_folder) == {serving}


def test_a_process_that_was_ended_is_said_on_one_line_and_nothing_of_it_stays(
    corpus: Path, url: str, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving = index.rebuild(corpus, url).generation
    monkeypatch.setattr(building, "MANY", 0)
    monkeypatch.setattr(sidecars, "write_lexicon", _ended)
    with pytest.raises(index.RebuildError, match="memory"):
        index.rebuild(corpus, url)
    assert generations(index_folder) == {serving}


def _ended(*_: object) -> list[str]:
    os._exit(9)


def test_a_file_where_the_index_should_be_is_said_on_one_line(corpus: Path, url: str, index_folder: Path) -> None:
    index_folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(index.RebuildError, match="--index") as caught:
        index.rebuild(corpus, url)
    assert "\n" not in caught.value.message_en


REFUSED = """
from pathlib import Path
import index
corpus, url = sys.argv[1:]
try:
    index.rebuild(Path(corpus), url)
except index.RebuildError as error:
    print(error.message_en)
"""


def as_an_owner() -> tuple[str, ...]:
    """What starts a process that may write only where the modes of files let their owner, also when root tests."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and there is no setpriv to give that up")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.mark.skipif(sys.platform == "win32", reason="needs modes of files")
@pytest.mark.parametrize("closed", [".", "generations"])
def test_a_folder_that_cannot_be_written_is_said_on_one_line(
    run: Run, corpus: Path, index_folder: Path, closed: str
) -> None:
    url = f"whoosh:{index_folder}"
    serving = index.rebuild(corpus, url).generation
    (index_folder / closed).chmod(0o500)
    try:
        done = run(REFUSED, corpus, url, before=as_an_owner())
    finally:
        (index_folder / closed).chmod(0o700)
    (said,) = done.stdout.splitlines()
    assert f"cannot be written at {index_folder} (Permission denied)" in said
    assert "--index" in said
    assert generations(index_folder) == {serving}
    assert index.open_index(url).manifest.generation == serving


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a folder that refuses root too")
def test_a_place_that_nobody_can_write_is_said_on_one_line(corpus: Path) -> None:
    with pytest.raises(index.RebuildError, match="--index") as caught:
        index.rebuild(corpus, "whoosh:/proc/index")
    assert "\n" not in caught.value.message_en


def test_the_second_of_two_rebuilds_at_once_is_refused(corpus: Path, url: str, index_folder: Path) -> None:
    refused: list[str] = []

    def rebuild_too(_: index.Progress) -> None:
        with pytest.raises(index.RebuildError) as caught:
            index.rebuild(corpus, url)
        refused.append(caught.value.message_en)

    made = index.rebuild(corpus, url, options=index.RebuildOptions(progress=rebuild_too)).generation
    (said,) = refused
    assert said.startswith(f"Another rebuild is writing to {index_folder}; wait until it has finished.")
    assert generations(index_folder) == {made}
    assert index.check(corpus, url) == ()


MISSING = """
from pathlib import Path
sys.modules["tantivy"] = None
import index
corpus, url = sys.argv[1:]
for use in (lambda: index.rebuild(Path(corpus), url), lambda: index.open_index(url)):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error.message_en)
"""


def test_a_missing_extra_is_named(run: Run, corpus: Path, tmp_path: Path) -> None:
    url = f"tantivy:{tmp_path / 'index'}"
    serving = index.rebuild(corpus, url).generation
    said = "EngineMissingError The engine tantivy is not installed; run `pip install 'gongbao[tantivy]'`."
    assert run(MISSING, corpus, url).stdout.splitlines() == [said] * 2
    assert index.open_index(url).manifest.generation == serving
    assert generations(tmp_path / "index") == {serving}

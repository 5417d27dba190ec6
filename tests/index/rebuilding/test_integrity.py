"""Damage of any file of a generation is found, named, not served and not built upon."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index
from corpus.errors import OperatorError
from index.engines import open_space
from index.generation.generations import read_manifest, write_manifest
from index.generation.integrity import MANIFEST
from search_service.library import Library

from .conftest import Write, generations

Change = Callable[[bytes], bytes]


def flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


def changes(content: bytes, chance: random.Random) -> Iterator[tuple[str, bytes | None]]:
    """A file removed, emptied, halved, cut, extended, and with one bit flipped at some places."""
    yield "removed", None
    yield "emptied", b""
    yield "halved", content[: len(content) // 2]
    yield "cut", content[:-1]
    yield "extended", content + b"\0"
    for _ in range(10):
        yield "flipped", flipped(content, chance.randrange(len(content)), chance.randrange(8))


def test_every_damage_of_every_file_is_found_and_not_opened(corpus: Path, url: str, index_folder: Path) -> None:
    folder = index_folder / "generations" / index.rebuild(corpus, url).generation
    files = [one for one in folder.rglob("*") if one.is_file() and one.stat().st_size and one.name[0] != "."]
    assert len(files) >= 4
    for path in files:
        content = path.read_bytes()
        for how, damaged in changes(content, random.Random(path.name)):
            path.unlink()
            if damaged is not None:
                path.write_bytes(damaged)
            problems = index.check(corpus, url)
            assert {one.serious for one in problems} == {True}, (path, how)
            # A manifest that is changed may name another file.
            assert path.name == MANIFEST or path.name in problems[0].message_en, (path, how)
            with pytest.raises(index.IndexOutdatedError, match="gongbao rebuild"):
                index.open_index(url)
            path.write_bytes(content)
    assert index.check(corpus, url) == ()


def test_a_file_beside_those_of_the_engine_is_code_of_somebody_else(corpus: Path, url: str, index_folder: Path) -> None:
    folder = index_folder / "generations" / index.rebuild(corpus, url).generation
    (folder / "engine" / "_MAIN_9.toc").write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    with pytest.raises(index.IndexOutdatedError, match=r"_MAIN_9\.toc"):
        index.open_index(url)
    assert "_MAIN_9.toc" in index.check(corpus, url)[0].message_en


def test_what_is_added_later_and_sealed_is_part_of_it(corpus: Path, url: str, index_folder: Path) -> None:
    folder = index_folder / "generations" / index.rebuild(corpus, url).generation
    (folder / "later").write_bytes(b"vectors")
    assert [one.code for one in index.check(corpus, url)] == ["damaged"]
    write_manifest(folder, read_manifest(open_space(url), folder.name))
    assert index.check(corpus, url) == ()
    (folder / "later").write_bytes(b"victors")
    assert [one.code for one in index.check(corpus, url)] == ["damaged"]


@pytest.fixture
def two(corpus: Path, url: str, index_folder: Path, write_notice: Write) -> list[Path]:
    """The folders of two generations, the second of which serves."""
    first = index.rebuild(corpus, url).generation
    write_notice(corpus, 8)
    return [index_folder / "generations" / one for one in (first, index.rebuild(corpus, url).generation)]


def damage(folder: Path) -> None:
    store = folder / "store.sqlite"
    store.write_bytes(flipped(store.read_bytes(), 5000, 0))


def test_a_new_process_serves_the_generation_before_a_damaged_one(two: list[Path], url: str) -> None:
    damage(two[1])
    library = Library(url)
    assert library.snapshot().manifest.generation == two[0].name
    with pytest.raises(OperatorError, match=r"store\.sqlite"):
        library.current()


def test_a_generation_that_is_repaired_serves_again(two: list[Path], url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_service.library._AGAIN", 0)
    whole = (two[1] / "store.sqlite").read_bytes()
    damage(two[1])
    library = Library(url)
    assert library.snapshot().manifest.generation == two[0].name
    (two[1] / "store.sqlite").write_bytes(whole)
    assert library.snapshot().manifest.generation == two[1].name


def test_the_generation_before_serves_again(two: list[Path], corpus: Path, url: str) -> None:
    assert index.rollback(url) == two[0].name
    assert index.open_index(url).manifest.generation == two[0].name
    assert index.check(corpus, url, two[1].name) == ()
    with pytest.raises(OperatorError, match="gongbao rebuild"):
        index.rollback(url)


def test_a_damaged_generation_is_not_gone_back_to(two: list[Path], url: str) -> None:
    damage(two[0])
    with pytest.raises(OperatorError, match="gongbao rebuild"):
        index.rollback(url)
    assert index.open_index(url).manifest.generation == two[1].name


@pytest.mark.parametrize("garbage", [b"???", b"", b"\xff\xfe", b"20990101T000000-00000000", None])
def test_whatever_current_names_the_last_good_generation_stays_and_serves(
    two: list[Path], corpus: Path, url: str, index_folder: Path, garbage: bytes | None
) -> None:
    (index_folder / "current").unlink()
    if garbage is not None:
        (index_folder / "current").write_bytes(garbage)
    assert Library(url).snapshot().manifest.generation == two[1].name
    made = index.rebuild(corpus, url).generation
    assert generations(index_folder) == {two[1].name, made}


def test_of_two_generations_the_whole_one_stays(two: list[Path], corpus: Path, url: str, index_folder: Path) -> None:
    damage(two[1])
    made = index.rebuild(corpus, url).generation
    assert generations(index_folder) == {two[0].name, made}


@pytest.mark.parametrize("name", ["../generations", "none", "a/b", ""])
def test_a_check_of_no_generation_says_so(corpus: Path, url: str, name: str) -> None:
    index.rebuild(corpus, url)
    problems = index.check(corpus, url, name or "?")
    assert [one.code for one in problems] == ["missing"]


SLOW = """
import sys
import time
from search_service import terminal
from search_service.cli import main
line = terminal._line
terminal._line = lambda progress: (print(line(progress), file=sys.stderr, flush=True), time.sleep(60))
main()
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_rebuild_that_is_told_to_stop_cleans_up(
    corpus: Path, index_folder: Path, only_needed: str, workers: int, write_notice: Write
) -> None:
    url = f"whoosh:{index_folder}"
    serving = index.rebuild(corpus, url).generation
    write_notice(corpus, 8)
    command = [sys.executable, "-c", only_needed + SLOW, "rebuild", "--full", "--index", url, "--corpus", str(corpus)]
    with subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM
        assert "Traceback" not in process.stderr.read()
    assert generations(index_folder) == {serving}


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes under /proc")
def test_the_processes_of_a_rebuild_end_with_it(corpus: Path, index_folder: Path, only_needed: str) -> None:
    command = [sys.executable, "-c", only_needed + SLOW, "rebuild", "--workers", "2"]
    command += ["--index", f"whoosh:{index_folder}", "--corpus", str(corpus)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        process.stderr.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert children
        process.kill()
    while any(runs(one) for one in children):
        time.sleep(0.1)


def runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

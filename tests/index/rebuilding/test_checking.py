"""An index that is missing, damaged, of another make or out of step is told from a good one."""

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

import index
from index.engines import open_space
from index.errors import AddressError
from index.generation.generations import read_manifest
from index.generation.integrity import sealed

from .conftest import Write


def test_no_index_names_the_command(url: str) -> None:
    with pytest.raises(index.IndexMissingError, match="gongbao rebuild"):
        index.open_index(url)


@pytest.mark.parametrize("field", ["schema_version", "analysis_version"])
def test_an_index_of_another_version_names_the_command(corpus: Path, url: str, index_folder: Path, field: str) -> None:
    made = index.rebuild(corpus, url).generation
    path = index_folder / "generations" / made / "manifest.json"
    manifest = replace(read_manifest(open_space(url), made), **{field: 0}, seal="0" * 64)
    path.write_bytes(sealed(msgspec.json.format(msgspec.json.encode(manifest), indent=1)))
    with pytest.raises(index.IndexOutdatedError, match="gongbao rebuild"):
        index.open_index(url)
    assert [problem.code for problem in index.check(corpus, url)] == ["other_version"]


@pytest.mark.parametrize("file", ["manifest.json", "store.sqlite"])
@pytest.mark.parametrize("damage", [b"", b"\x00\xffnot what it was", None])
def test_a_damaged_index_names_the_command(
    corpus: Path, url: str, index_folder: Path, file: str, damage: bytes | None
) -> None:
    path = index_folder / "generations" / index.rebuild(corpus, url).generation / file
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(index.IndexOutdatedError, match="gongbao rebuild"):
        index.open_index(url)
    assert {problem.code for problem in index.check(corpus, url)} == {"damaged"}


def test_a_damaged_engine_is_found_by_the_check(corpus: Path, url: str, index_folder: Path) -> None:
    engine = index_folder / "generations" / index.rebuild(corpus, url).generation / "engine"
    for path in engine.iterdir():
        path.write_bytes(b"\x00")
    assert {problem.code for problem in index.check(corpus, url)} == {"damaged"}


def test_an_index_of_another_engine_names_the_command(corpus: Path, index_folder: Path) -> None:
    index.rebuild(corpus, f"memory:{index_folder}")
    with pytest.raises(index.IndexOutdatedError, match="memory"):
        index.open_index(f"whoosh:{index_folder}")


@pytest.mark.parametrize("url", ["", "whoosh", "whoosh:", "xapian:here", "/var/index", "whoosh:a\0b"])
def test_an_address_of_no_known_engine_names_the_known_ones(url: str, corpus: Path) -> None:
    for use in (index.open_index, lambda url: index.rebuild(corpus, url), lambda url: index.check(corpus, url)):
        with pytest.raises(AddressError, match="whoosh:PATH"):
            use(url)


def test_check_tells_when_the_corpus_has_changed(corpus: Path, url: str, write_notice: Write) -> None:
    assert [problem.code for problem in index.check(corpus, url)] == ["missing"]
    index.rebuild(corpus, url)
    assert index.check(corpus, url) == ()
    write_notice(corpus, 8)
    (problem,) = index.check(corpus, url)
    assert (problem.code, "8.txt" in problem.message_en) == ("out_of_step", True)
    shutil.rmtree(corpus)
    assert [problem.code for problem in index.check(corpus, url)] == ["corpus"]

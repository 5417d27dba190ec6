"""Unchanged files are taken over from the generation before; the index is the one that a full rebuild makes."""

import re
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

import index
from index.engines import SearchRequest, Sort, open_space
from index.generation import preparing
from index.generation.generations import read_manifest, write_manifest
from index.generation.incremental import previous_generation
from index.generation.preparing import fingerprint
from index.query import parse_query
from index.schema import FACETS

from .conftest import Open, Write

Compare = Callable[[str, str], None]
_IMPORTED = re.compile(r"^ *(?:import|from) (\w+)", re.MULTILINE)


@pytest.fixture
def same(opened: Open) -> Compare:
    """Two indexes say the same: manifests, stores, answers."""

    def compare(one: str, other: str) -> None:
        first, second = opened(one), opened(other)
        names = [name for name in index.Manifest.__slots__ if name not in ("generation", "built_at", "files", "seal")]
        assert [getattr(first.manifest, n) for n in names] == [getattr(second.manifest, n) for n in names]
        assert first.store.issues() == second.store.issues()
        assert first.store.bodies() == second.store.bodies()
        documents = first.store.documents()
        assert documents == second.store.documents()
        assert [first.store.document(d.id) for d in documents] == [second.store.document(d.id) for d in documents]
        assert [first.store.relations_to(d.id) for d in documents] == [
            second.store.relations_to(d.id) for d in documents
        ]
        for query in ("污染防治 健身", "体育 OR 环境", '"行动计划"', "hotel*", "-环境", "京政办发〔2021〕3号", "水"):
            for sort in Sort:
                request = SearchRequest(parse_query(query).tree, sort=sort, limit=50, facets=FACETS)
                assert first.engine.search(request) == second.engine.search(request), query

    return compare


def changed_by(change: str, folder: Path, write_notice: Write) -> None:
    match change:
        case "one more":
            write_notice(folder, 8, "水环境办法")
        case "one before all others":
            write_notice(folder, 1, "水环境办法")
        case "one changed":
            write_notice(folder, 3, "水上健身办法")
        case "one removed":
            (folder / "3.txt").unlink()
        case "first of two copies removed":
            (folder / "5.txt").unlink()
        case "a copy before the first":
            shutil.copy(folder / "7.txt", folder / "2.txt")


CHANGES = ["none", "one more", "one before all others", "one changed", "one removed", "first of two copies removed"]


@pytest.mark.parametrize("change", [*CHANGES, "a copy before the first"])
def test_what_is_taken_over_makes_the_index_that_a_full_rebuild_makes(
    rich: Path, url: str, same: Compare, write_notice: Write, change: str
) -> None:
    index.rebuild(rich, url)
    changed_by(change, rich, write_notice)
    notes = index.rebuild(rich, url).notes
    full = f"{url}-full"
    assert index.rebuild(rich, full, options=index.RebuildOptions(workers=2)).notes == notes
    same(url, full)


def test_second_readings_stay_right_when_files_are_taken_over(
    tmp_path: Path, gazettes_folder: Path, same: Compare, rich: Path, write_notice: Write
) -> None:
    for name in ("beijing-2021-12.txt", "beijing-2021-12-annexes.txt", "catalog.toml"):
        shutil.copy(gazettes_folder / name, rich)
    grown, full = f"tantivy:{tmp_path / 'grown'}", f"tantivy:{tmp_path / 'full'}"
    index.rebuild(rich, grown)
    write_notice(rich, 9)
    for change in (lambda: write_notice(rich, 9), (rich / "beijing-2021-12-annexes.txt").unlink):
        change()
        index.rebuild(rich, grown)
        index.rebuild(rich, full, options=index.RebuildOptions(reuse=False))
        same(grown, full)


def test_unchanged_files_are_not_read_again(
    corpus: Path, url: str, index_folder: Path, write_notice: Write, opened: Open
) -> None:
    folder = index_folder / "generations" / index.rebuild(corpus, url).generation
    store = folder / "store.sqlite"
    # What no file says shows where a text comes from; it is as long as what it stands for.
    store.write_bytes(store.read_bytes().replace("公共体育场馆".encode(), "公共滑雪场馆".encode()))
    write_manifest(folder, read_manifest(open_space(url), folder.name))
    write_notice(corpus, 8)
    texts = []
    for reuse in (True, False):
        index.rebuild(corpus, url, options=index.RebuildOptions(reuse=reuse))
        now = opened(url)
        texts.append([now.store.clause(f"jingtibanzi-2023-{serial}/art_2").text for serial in (7, 8)])
    read, kept = "公共体育场馆应当向社会开放。", "公共滑雪场馆应当向社会开放。"
    assert texts == [[kept, read], [read, read]]


def test_another_program_reads_everything_again(corpus: Path, url: str) -> None:
    index.rebuild(corpus, url)
    assert previous_generation(open_space(url), fingerprint())
    assert previous_generation(open_space(url), "another program") is None


def test_another_version_of_any_library_that_reads_is_another_program() -> None:
    parts = (Path(find_spec(name).origin).parent for name in ("corpus", "index.language"))  # type: ignore[union-attr,arg-type]
    used = {
        name for part in parts for path in part.rglob("*.py") for name in _IMPORTED.findall(path.read_text("utf-8"))
    }
    distributions = packages_distributions()
    read_by = {one.lower() for name in used - sys.stdlib_module_names for one in distributions.get(name, ())}
    assert read_by - {"gongbao", "msgspec", "numpy"} <= set(preparing._LIBRARIES)


@pytest.mark.parametrize("damaged", ["store.sqlite", "engine"])
def test_a_damaged_generation_is_not_built_upon(
    corpus: Path, url: str, index_folder: Path, write_notice: Write, damaged: str
) -> None:
    path = index_folder / "generations" / index.rebuild(corpus, url).generation / damaged
    for file in path.iterdir() if path.is_dir() else [path]:
        file.write_bytes(b"\x00" * 100)
    write_notice(corpus, 8)
    assert index.rebuild(corpus, url).documents == 2
    assert index.check(corpus, url) == ()

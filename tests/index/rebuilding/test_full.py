"""A rebuild indexes what the files say, tells of it, and readers follow."""

import shutil
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import cast

import pytest

import index
from corpus import read_corpus, sources
from index.engines import Filter, SearchRequest
from index.generation import building
from index.query import parse_query
from index.rebuild import FIT
from search_service.library import Library

from .conftest import Open, Write, found, generations

#: The document of which the archive has a second reading of the annexes.
_READ_TWICE = "京政办发〔2021〕3号"


def test_what_was_rebuilt_can_be_searched_and_shown(corpus: Path, url: str, opened: Open) -> None:
    before = datetime.now(UTC)
    summary = index.rebuild(corpus, url)
    now = opened(url)
    assert found(now, "体育场馆") == ["jingtibanzi-2023-7/art_2"]
    assert now.store.clause("jingtibanzi-2023-7/art_2").text == "公共体育场馆应当向社会开放。"
    assert now.manifest.generation == summary.generation
    assert (summary.issues, summary.documents, summary.clauses) == (0, 1, 3)
    assert (now.manifest.issues, now.manifest.documents, now.manifest.clauses) == (0, 1, 3)
    assert summary.coverage == 1.0
    assert summary.bytes > 0
    assert before <= now.manifest.built_at <= datetime.now(UTC)
    assert set(now.manifest.inputs) == set(now.manifest.coverage) == {"7.txt"}
    assert now.manifest.engine == url.partition(":")[0]


def test_progress_is_told_file_by_file(corpus: Path, url: str, write_notice: Write) -> None:
    write_notice(corpus, 8)
    told: list[index.Progress] = []
    index.rebuild(corpus, url, options=index.RebuildOptions(progress=told.append))
    assert told == [index.Progress("7.txt", 1, 2, 1, 3), index.Progress("8.txt", 2, 2, 2, 6)]


def test_readers_switch_when_the_generation_does(corpus: Path, url: str, write_notice: Write) -> None:
    index.rebuild(corpus, url)
    library = Library(url)
    first = library.snapshot()
    assert library.snapshot() is first
    write_notice(corpus, 8)
    index.rebuild(corpus, url)
    second = library.snapshot()
    assert second.manifest.documents == 2
    assert library.snapshot() is second
    assert first.store.counts().documents == 1
    assert found(first, "京体办字〔2023〕8号") == []
    second.close()


def test_the_previous_generation_is_kept_and_older_ones_are_removed(corpus: Path, url: str, index_folder: Path) -> None:
    made = [index.rebuild(corpus, url).generation for _ in range(3)]
    assert len(set(made)) == 3
    assert generations(index_folder) == set(made[1:])


def test_the_same_corpus_gives_the_same_index(corpus: Path, url: str, write_notice: Write, opened: Open) -> None:
    write_notice(corpus, 8, "冰雪运动办法")
    index.rebuild(corpus, url)
    first = opened(url)
    index.rebuild(corpus, url, options=index.RebuildOptions(workers=2))
    second = opened(url)
    for query in ("健身", "体育 OR 冰雪", "Sports", ""):
        request = SearchRequest(parse_query(query).tree, facets=("body", "kind"))
        assert first.engine.search(request) == second.engine.search(request)
    assert [first.store.document(d.id) for d in first.store.documents()] == [
        second.store.document(d.id) for d in second.store.documents()
    ]
    assert first.manifest.inputs == second.manifest.inputs


def test_every_clause_is_found_under_its_document(corpus: Path, url: str, opened: Open) -> None:
    index.rebuild(corpus, url)
    now = opened(url)
    for document in now.store.documents():
        only = (Filter("document", (document.id,)),)
        clauses = now.known.values.ids(now.engine.search(SearchRequest(None, only, limit=100)).ordinals)
        assert clauses == [clause.id for clause in now.store.document(document.id).clauses]


def test_each_gazette_is_opened_once_and_the_hash_is_of_what_was_read(
    rich: Path, gazettes_folder: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("beijing-2021-12.txt", "beijing-2021-12-annexes.txt", "catalog.toml"):
        shutil.copy(gazettes_folder / name, rich)
    with zipfile.ZipFile(rich / "more.zip", "w") as archive:
        archive.write(rich / "3.txt", "inside.txt")
    names, inside = [], sources.open_inside

    def open_counted(folder: Path, path: Path) -> BufferedReader:
        names.append(path.name)
        return inside(folder, path)

    monkeypatch.setattr(sources, "open_inside", open_counted)
    index.rebuild(rich, url)
    assert sorted(names) == sorted(path.name for path in rich.iterdir() if path.suffix != ".toml")
    inputs = index.open_index(url).manifest.inputs
    assert inputs == {path.name: sha256(path.read_bytes()).hexdigest() for path in rich.iterdir()}


def test_the_hash_of_a_file_that_changes_during_a_rebuild_is_of_what_was_read(
    corpus: Path, url: str, write_notice: Write, opened: Open
) -> None:
    write_notice(corpus, 8)
    change = {"7.txt": lambda: write_notice(corpus, 8, "冰雪运动办法")}
    options = index.RebuildOptions(progress=lambda one: change.pop(one.file, lambda: None)())
    index.rebuild(corpus, url, options=options)
    assert "jingtibanzi-2023-8/art_1" in found(opened(url), "冰雪运动")
    assert index.check(corpus, url) == ()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_reading_is_merged_into_the_first_document_of_its_number(
    tmp_path: Path, rich: Path, gazettes_folder: Path, opened: Open, workers: int
) -> None:
    for name in ("beijing-2021-12.txt", "beijing-2021-12-annexes.txt", "catalog.toml"):
        shutil.copy(gazettes_folder / name, rich)
    shutil.copy(gazettes_folder / "beijing-2021-12.txt", rich / "a.txt")
    url = f"tantivy:{tmp_path / 'index'}"
    index.rebuild(rich, url, options=index.RebuildOptions(workers=workers))
    expected = [[*d.clauses] for gazette in read_corpus(rich) for d in gazette.documents if d.number == _READ_TWICE]
    store = opened(url).store
    assert [[*store.document(d.id).clauses] for d in store.documents() if d.number == _READ_TWICE][:1] == expected[:1]
    assert len(expected[0]) > len(expected[1])


@pytest.mark.long
def test_stages_with_processes_of_their_own_write_the_same_files(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for name, many, workers in (("here", 20_000, 1), ("beside", 20_000, 2), ("apart", 0, 2)):
        monkeypatch.setattr(building, "MANY", many)
        url = f"memory:{tmp_path / name}"
        options = index.RebuildOptions(workers=workers)
        folder = tmp_path / name / "generations" / index.rebuild(corpus, url, options=options).generation
        written.append({path.name: path.read_bytes() for path in folder.glob("postings*.npy")})
        assert index.check(corpus, url) == ()
    assert written[0] == written[1] == written[2] != {}


def test_a_document_that_is_there_twice_counts_once(corpus: Path, url: str) -> None:
    shutil.copy(corpus / "7.txt", corpus / "copy.txt")
    summary = index.rebuild(corpus, url)
    assert summary.documents == 1
    assert any("copy.txt" in note for note in summary.notes)


def test_one_file_that_is_poorly_understood_is_said_so_and_the_others_are_indexed(corpus: Path, url: str) -> None:
    swallowed = (
        "关于甲的通知\n\n各区：\n\n一、甲一。\n\n二、甲二。\n\n" + "甲事项的条文接连不断，" * 700 + "到此为止。\n"
    )
    (corpus / "bad.txt").write_text(swallowed, encoding="utf-8")
    summary = index.rebuild(corpus, url, options=index.RebuildOptions(min_coverage=0.85))
    assert summary.documents == 2
    assert 0.85 < summary.coverage < 1
    assert any("bad.txt" in note for note in summary.notes)
    assert index.open_index(url).manifest.coverage["bad.txt"] == 0.8
    strict = index.RebuildOptions(min_coverage=0.99)
    with pytest.raises(index.RebuildError, match="bad"):
        index.rebuild(corpus, url, options=strict)


def test_a_corpus_too_large_for_the_engine_is_said(
    corpus: Path, index_folder: Path, write_notice: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(cast("dict[str, int]", FIT), "whoosh", 3)
    assert index.rebuild(corpus, f"whoosh:{index_folder}").notes == ()
    write_notice(corpus, 8)
    (note,) = index.rebuild(corpus, f"whoosh:{index_folder}").notes
    assert "tantivy:" in note
    assert "6 clauses" in note


def test_documents_without_a_number_are_all_kept_whatever_folder_they_lie_in(
    tmp_path: Path, url: str, opened: Open
) -> None:
    folder = tmp_path / "years"
    for year in ("2019", "2020"):
        (folder / year).mkdir(parents=True)
        (folder / year / "t1.txt").write_text(
            f"关于{year}年工作的通知\n\n各区：\n\n现将{year}年工作安排印发给你们。\n", "utf-8"
        )
    assert index.rebuild(folder, url).documents == 2
    assert found(opened(url), "工作安排") == ["2019_t1/para_1", "2020_t1/para_1"]

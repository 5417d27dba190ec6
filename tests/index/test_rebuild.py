"""A rebuild makes a whole generation or none; what serves goes on serving."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from filelock import FileLock

import index
from corpus.errors import CorpusError
from index.generation import building, crew, limits
from index.engines import ENGINES, Filter, SearchRequest, Sort, parse_address
from index.errors import AddressError
from index.generation.preparing import fingerprint
from index.generation.takeover import previous_generation
from index.query import parse
from index.schema import FACETS

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without lexicon and vectors, which are made from the finished store, whatever that came from."""
    monkeypatch.setattr(building, "write_companions", lambda *_: None)


@pytest.fixture(params=sorted(ENGINES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"{request.param}:{tmp_path / 'index'}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opened() -> Iterator[Callable[[str], index.Index]]:
    indexes: list[index.Index] = []

    def open_(url: str) -> index.Index:
        indexes.append(index.open_index(url))
        return indexes[-1]

    yield open_
    for one in indexes:
        one.close()


def generations(place: Path) -> set[str]:
    return {entry.name for entry in (place / "generations").iterdir()}


def found(opened: index.Index, query: str) -> list[str]:
    return [hit.clause for hit in opened.engine.search(SearchRequest(parse(query).tree)).hits]


def test_what_was_rebuilt_can_be_searched_and_shown(
    corpus: Path, url: str, opened: Callable[[str], index.Index]
) -> None:
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


def test_readers_switch_when_the_generation_does(
    corpus: Path, url: str, write_notice: Write, opened: Callable[[str], index.Index]
) -> None:
    index.rebuild(corpus, url)
    first = opened(url)
    assert first.refresh() is first
    write_notice(corpus, 8)
    index.rebuild(corpus, url)
    second = first.refresh()
    assert second.manifest.documents == 2
    assert second.refresh() is second
    assert first.store.counts().documents == 1
    assert found(first, "京体办字〔2023〕8号") == []
    second.close()


def test_the_previous_generation_is_kept_and_older_ones_are_removed(corpus: Path, url: str, place: Path) -> None:
    made = [index.rebuild(corpus, url).generation for _ in range(3)]
    assert len(set(made)) == 3
    assert generations(place) == set(made[1:])


def test_the_same_corpus_gives_the_same_index(
    corpus: Path, url: str, write_notice: Write, opened: Callable[[str], index.Index]
) -> None:
    write_notice(corpus, 8, "冰雪运动办法")
    index.rebuild(corpus, url)
    first = opened(url)
    index.rebuild(corpus, url, options=index.RebuildOptions(workers=2))
    second = opened(url)
    for query in ("健身", "体育 OR 冰雪", "Sports", ""):
        request = SearchRequest(parse(query).tree, facets=("body", "kind"))
        assert first.engine.search(request) == second.engine.search(request)
    assert [first.store.document(d.id) for d in first.store.documents()] == [
        second.store.document(d.id) for d in second.store.documents()
    ]
    assert first.manifest.inputs == second.manifest.inputs


def test_a_corpus_that_is_poorly_understood_stops_the_switch(corpus: Path, url: str, place: Path) -> None:
    serving = index.rebuild(corpus, url).generation
    with pytest.raises(index.RebuildError, match=r"7\.txt"):
        index.rebuild(corpus, url, options=index.RebuildOptions(min_coverage=1.01))
    assert generations(place) == {serving}


def test_one_file_that_is_poorly_understood_is_said_so_and_the_others_are_indexed(corpus: Path, url: str) -> None:
    contents = "某市人民政府公报\n2024年4月24日 第14期\n目录\n关于甲的通知(5)\n别的文字。\n"
    (corpus / "bad.txt").write_text(contents, encoding="utf-8")
    summary = index.rebuild(corpus, url, options=index.RebuildOptions(min_coverage=0.85))
    assert summary.documents == 1
    assert 0.85 < summary.coverage < 1
    assert any("bad.txt" in note for note in summary.notes)
    assert index.open_index(url).manifest.coverage["bad.txt"] == 0.8
    strict = index.RebuildOptions(min_coverage=0.99)
    with pytest.raises(index.RebuildError, match="bad"):
        index.rebuild(corpus, url, options=strict)


def test_a_document_that_is_there_twice_counts_once(corpus: Path, url: str) -> None:
    shutil.copy(corpus / "7.txt", corpus / "copy.txt")
    summary = index.rebuild(corpus, url)
    assert summary.documents == 1
    assert any("copy.txt" in note for note in summary.notes)


def test_a_corpus_without_clauses_stops_the_rebuild(tmp_path: Path, url: str, place: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(index.RebuildError, match="--corpus"):
        index.rebuild(tmp_path / "empty", url)
    assert generations(place) == set()


def test_a_missing_corpus_is_said_before_anything_is_written(tmp_path: Path, url: str, place: Path) -> None:
    with pytest.raises(CorpusError):
        index.rebuild(tmp_path / "nowhere", url)
    assert not place.exists()


def test_a_file_that_cannot_be_read_stops_the_rebuild(corpus: Path, url: str, place: Path) -> None:
    serving = index.rebuild(corpus, url).generation
    (corpus / "unreadable.zip").write_bytes(b"no archive")
    with pytest.raises(index.RebuildError, match=r"unreadable\.zip"):
        index.rebuild(corpus, url)
    assert generations(place) == {serving}


def test_an_interrupted_rebuild_leaves_nothing_behind(corpus: Path, url: str, place: Path) -> None:
    serving = index.rebuild(corpus, url).generation

    def interrupt(_: index.Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(corpus, url, options=index.RebuildOptions(progress=interrupt))
    assert generations(place) == {serving}
    assert index.check(corpus, url) == ()


KILLED = """
import os, sys
from pathlib import Path
import index
corpus, url = sys.argv[1:]
index.rebuild(Path(corpus), url, options=index.RebuildOptions(progress=lambda _: os.kill(os.getpid(), 9)))
"""


def test_what_a_killed_rebuild_left_is_removed_by_the_next(corpus: Path, url: str, place: Path) -> None:
    serving = index.rebuild(corpus, url).generation
    done = subprocess.run([sys.executable, "-c", KILLED, str(corpus), url], check=False)
    assert done.returncode == -9
    assert len(generations(place)) == 2
    assert index.check(corpus, url) == ()
    made = index.rebuild(corpus, url).generation
    assert generations(place) == {serving, made}


FULL = """
import resource, signal, sys
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


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of file size")
@pytest.mark.parametrize("limit", [1000, 20_000])
def test_a_disk_that_takes_no_more_stops_the_rebuild(
    corpus: Path, url: str, place: Path, write_notice: Write, limit: int
) -> None:
    serving = index.rebuild(corpus, url).generation
    for serial in range(8, 40):
        write_notice(corpus, serial)
    command = [sys.executable, "-c", FULL, str(corpus), url, str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "gongbao rebuild" in done.stdout or "--index" in done.stdout
    assert generations(place) == {serving}


def test_a_file_where_the_index_should_be_is_said_on_one_line(corpus: Path, url: str, place: Path) -> None:
    place.write_text("in the way", encoding="utf-8")
    with pytest.raises(index.RebuildError, match="--index") as caught:
        index.rebuild(corpus, url)
    assert "\n" not in caught.value.message_en


def test_the_second_of_two_rebuilds_at_once_is_refused(corpus: Path, url: str, place: Path) -> None:
    serving = index.rebuild(corpus, url).generation
    with FileLock(place / "rebuild.lock"), pytest.raises(index.RebuildError, match="Another rebuild"):
        index.rebuild(corpus, url)
    assert generations(place) == {serving}


def test_no_index_names_the_command(url: str) -> None:
    with pytest.raises(index.IndexMissingError, match="gongbao rebuild"):
        index.open_index(url)


@pytest.mark.parametrize("field", ["schema_version", "analysis_version"])
def test_an_index_of_another_version_names_the_command(corpus: Path, url: str, place: Path, field: str) -> None:
    made = index.rebuild(corpus, url).generation
    path = place / "generations" / made / "manifest.json"
    manifest = msgspec.json.decode(path.read_bytes()) | {field: 0}
    path.write_bytes(msgspec.json.encode(manifest))
    with pytest.raises(index.IndexOutdatedError, match="gongbao rebuild"):
        index.open_index(url)
    assert [problem.code for problem in index.check(corpus, url)] == ["unusable"]


@pytest.mark.parametrize("file", ["manifest.json", "store.sqlite"])
@pytest.mark.parametrize("damage", [b"", b"\x00\xffnot what it was", None])
def test_a_damaged_index_names_the_command(
    corpus: Path, url: str, place: Path, file: str, damage: bytes | None
) -> None:
    path = place / "generations" / index.rebuild(corpus, url).generation / file
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(index.IndexOutdatedError, match="gongbao rebuild"):
        index.open_index(url)


def test_a_damaged_engine_is_found_by_the_check(corpus: Path, url: str, place: Path) -> None:
    engine = place / "generations" / index.rebuild(corpus, url).generation / "engine"
    for path in engine.iterdir():
        path.write_bytes(b"\x00")
    assert [problem.code for problem in index.check(corpus, url)] == ["damaged"]


def test_an_index_of_another_engine_names_the_command(corpus: Path, place: Path) -> None:
    index.rebuild(corpus, f"memory:{place}")
    with pytest.raises(index.IndexOutdatedError, match="memory"):
        index.open_index(f"whoosh:{place}")


@pytest.mark.parametrize("url", ["", "whoosh", "whoosh:", "xapian:here", "/var/index", "whoosh:a\0b"])
def test_an_address_of_no_known_engine_names_the_known_ones(url: str, corpus: Path) -> None:
    for use in (index.open_index, lambda url: index.rebuild(corpus, url), lambda url: index.check(corpus, url)):
        with pytest.raises(AddressError, match="whoosh:PATH"):
            use(url)


def test_check_tells_when_the_corpus_has_changed(corpus: Path, url: str, write_notice: Write) -> None:
    assert [problem.code for problem in index.check(corpus, url)] == ["unusable"]
    index.rebuild(corpus, url)
    assert index.check(corpus, url) == ()
    write_notice(corpus, 8)
    (problem,) = index.check(corpus, url)
    assert (problem.code, "8.txt" in problem.message_en) == ("out_of_step", True)
    shutil.rmtree(corpus)
    assert [problem.code for problem in index.check(corpus, url)] == ["corpus"]


def test_every_clause_is_found_under_its_document(corpus: Path, url: str, opened: Callable[[str], index.Index]) -> None:
    index.rebuild(corpus, url)
    now = opened(url)
    for document in now.store.documents():
        only = (Filter("document", (document.id,)),)
        hits = now.engine.search(SearchRequest(None, only, limit=100)).hits
        assert [hit.clause for hit in hits] == [clause.id for clause in now.store.document(document.id).clauses]


@pytest.fixture
def rich(tmp_path: Path, write_notice: Write) -> Path:
    """Three files of one document each, and a copy of the second whose document is there already."""
    folder = tmp_path / "rich"
    for serial, title in ((3, "全民健身办法"), (5, "体育环境治理行动计划"), (7, "污染防治办法")):
        write_notice(folder, serial, title)
    shutil.copy(folder / "5.txt", folder / "6.txt")
    return folder


@pytest.fixture
def same(opened: Callable[[str], index.Index]) -> Callable[[str, str], None]:
    """Two indexes say the same: manifests, stores, answers."""

    def compare(one: str, other: str) -> None:
        first, second = opened(one), opened(other)
        names = [name for name in index.Manifest.__slots__ if name not in ("generation", "built_at")]
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
                request = SearchRequest(parse(query).tree, sort=sort, limit=50, facets=FACETS)
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
    rich: Path, url: str, same: Callable[[str, str], None], write_notice: Write, change: str
) -> None:
    index.rebuild(rich, url)
    changed_by(change, rich, write_notice)
    notes = index.rebuild(rich, url).notes
    full = f"{url}-full"
    assert index.rebuild(rich, full, options=index.RebuildOptions(workers=2)).notes == notes
    same(url, full)


def test_second_readings_stay_right_when_files_are_taken_over(
    tmp_path: Path, gazettes_folder: Path, same: Callable[[str, str], None], rich: Path, write_notice: Write
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
    corpus: Path, url: str, write_notice: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.rebuild(corpus, url)
    write_notice(corpus, 8)
    read: list[str] = []
    whole = crew.prepare
    monkeypatch.setattr(crew, "prepare", lambda file, seconds: read.append(file.name) or whole(file, seconds))
    assert index.rebuild(corpus, url).documents == 2
    assert read == ["8.txt"]
    read.clear()
    index.rebuild(corpus, url, options=index.RebuildOptions(reuse=False))
    assert read == ["7.txt", "8.txt"]


def test_another_program_reads_everything_again(corpus: Path, url: str) -> None:
    address = parse_address(url)
    index.rebuild(corpus, url)
    assert previous_generation(url, address, fingerprint())
    assert previous_generation(url, address, "another program") is None


@pytest.mark.parametrize("damaged", ["store.sqlite", "engine"])
def test_a_damaged_generation_is_not_built_upon(
    corpus: Path, url: str, place: Path, write_notice: Write, damaged: str
) -> None:
    path = place / "generations" / index.rebuild(corpus, url).generation / damaged
    for file in path.iterdir() if path.is_dir() else [path]:
        file.write_bytes(b"\x00" * 100)
    write_notice(corpus, 8)
    assert index.rebuild(corpus, url).documents == 2
    assert index.check(corpus, url) == ()


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_on_one_line(corpus: Path, url: str, place: Path) -> None:
    serving = index.rebuild(corpus, url).generation
    place.chmod(0o500)
    (place / "generations").chmod(0o500)
    try:
        with pytest.raises(index.RebuildError, match="--index"):
            index.rebuild(corpus, url)
    finally:
        place.chmod(0o700)
        (place / "generations").chmod(0o700)
    assert index.open_index(url).manifest.generation == serving


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a place that refuses root too")
def test_a_place_that_nobody_can_write_is_said_on_one_line(corpus: Path) -> None:
    with pytest.raises(index.RebuildError, match="--index") as caught:
        index.rebuild(corpus, "whoosh:/proc/index")
    assert "\n" not in caught.value.message_en


def test_a_half_written_generation_does_not_serve_and_goes_with_the_next_rebuild(
    corpus: Path, url: str, place: Path
) -> None:
    serving = index.rebuild(corpus, url).generation
    half = shutil.copytree(place / "generations" / serving, place / "generations" / "half")
    (half / "manifest.json").unlink()
    assert index.open_index(url).manifest.generation == serving
    assert index.check(corpus, url) == ()
    made = index.rebuild(corpus, url).generation
    assert generations(place) == {serving, made}


MISSING = """
import sys
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


def test_a_missing_extra_is_named(corpus: Path, tmp_path: Path) -> None:
    url = f"tantivy:{tmp_path / 'index'}"
    serving = index.rebuild(corpus, url).generation
    done = subprocess.run(
        [sys.executable, "-c", MISSING, str(corpus), url], capture_output=True, text=True, check=False
    )
    assert (
        done.stdout.splitlines()
        == ["EngineMissingError The engine tantivy is not installed; run `pip install 'gongbao[tantivy]'`."] * 2
    )
    assert index.open_index(url).manifest.generation == serving
    assert generations(tmp_path / "index") == {serving}


def test_a_corpus_too_large_for_the_engine_is_said(
    corpus: Path, place: Path, write_notice: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FIT", {"whoosh": 3})
    assert index.rebuild(corpus, f"whoosh:{place}").notes == ()
    write_notice(corpus, 8)
    (note,) = index.rebuild(corpus, f"whoosh:{place}").notes
    assert "tantivy:" in note
    assert "6 clauses" in note

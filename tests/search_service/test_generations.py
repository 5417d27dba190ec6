"""The service while generations come, go, break and grow."""

import os
import shutil
import threading
from pathlib import Path

import pytest

import corpus
import index
from corpus.errors import OperatorError
from search_service import Settings, create_app
from search_service.library import Library
from tests.cases import others_long
from tests.index.conftest import EMBEDDED

GAZETTES = Path(corpus.__file__).parent / "gazettes"
NOTICE = "关于加强{}的通知\n\n京政办发〔2021〕{}号\n\n各区：\n\n现就{}通知如下。\n\n某局\n\n2021年2月23日\n"
PLAIN = index.RebuildOptions(vectors=False)


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A corpus of one notice."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "1.txt").write_text(NOTICE.format("绿化", 1, "绿化"), "utf-8")
    return folder


@pytest.mark.parametrize("engine", EMBEDDED)
@pytest.mark.parametrize(
    "damage",
    others_long(["engine", "store.sqlite", "lexicon.msgpack", "clauses.npz", "postings-units.npy"], first=1),
)
def test_while_the_newest_generation_is_damaged_the_one_before_goes_on(
    notices: Path, tmp_path: Path, engine: str, damage: str
) -> None:
    url = f"{engine}:{tmp_path / 'index'}"
    index.rebuild(notices, url, options=PLAIN)
    library = Library(url)
    before = library.snapshot()
    (notices / "2.txt").write_text(NOTICE.format("供水", 2, "供水"), "utf-8")
    newest = index.rebuild(notices, url, options=PLAIN).generation
    damaged = tmp_path / "index" / "generations" / newest / damage
    for path in [damaged] if damaged.is_file() else [one for one in damaged.rglob("*") if one.is_file()]:
        path.write_bytes(b"damaged")
    assert library.snapshot() is before
    with pytest.raises(OperatorError, match="gongbao rebuild"):
        library.current()


def test_while_one_thread_opens_a_generation_the_others_go_on(notices: Path, tmp_path: Path) -> None:
    url = f"whoosh:{tmp_path / 'index'}"
    index.rebuild(notices, url, options=PLAIN)
    library = Library(url)
    before = library.snapshot()
    with library._lock:
        found = []
        thread = threading.Thread(target=lambda: found.append(library.snapshot()))
        thread.start()
        thread.join(20)
    assert found == [before]


ORIGINAL = "/issues/bj-2024-14/original"


def test_an_original_is_marked_by_its_bytes(tmp_path: Path, built_index: str) -> None:
    corpus = Path(shutil.copytree(GAZETTES, tmp_path / "corpus"))
    client = create_app(Settings(index=built_index, corpus=str(corpus))).test_client()
    with client.get(ORIGINAL) as answer:
        assert answer.data == (corpus / "beijing-2024-14.txt").read_bytes()
    with client.get(ORIGINAL, headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_an_original_is_given_as_it_was_read_or_not_at_all(tmp_path: Path, built_index: str) -> None:
    corpus = Path(shutil.copytree(GAZETTES, tmp_path / "corpus"))
    client = create_app(Settings(index=built_index, corpus=str(corpus))).test_client()
    path = corpus / "beijing-2024-14.txt"
    outside = path.replace(tmp_path / "outside.txt")
    path.symlink_to(outside)
    assert client.get(ORIGINAL).status_code == 404
    path.unlink()
    os.mkfifo(path)
    assert client.get(ORIGINAL).status_code == 404
    path.unlink()
    path.write_bytes(outside.read_bytes() + b"\n")
    assert client.get(ORIGINAL).status_code == 404
    path.write_bytes(outside.read_bytes())
    with client.get(ORIGINAL) as answer:
        assert answer.status_code == 200

"""Two files or documents that come to one id both get in."""

from collections.abc import Callable
from pathlib import Path

import pytest

import index

from .conftest import found

Open = Callable[[str], index.Snapshot]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def notice(folder: Path, name: str, text: str, *, title: str = "关于桥梁检查的通知", number: str = "") -> None:
    folder.mkdir(exist_ok=True)
    lines = [title, number, "各区人民政府：", text, "市人民政府", "2020年3月1日"]
    (folder / name).write_text("\n".join(filter(None, lines)) + "\n", encoding="utf-8")


def gazette(folder: Path, name: str, city: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    lines = [f"{city}人民政府公报", "2023年5月10日 第6期", "目录", "关于修路的通知(3)", "关于修路的通知", text]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_numbers_of_two_cities_that_are_romanised_alike_are_two_documents(corpus: Path, url: str, opened: Open) -> None:
    notice(corpus, "a.txt", "一、每月检查东桥。", number="津政发〔2020〕3号")
    notice(corpus, "b.txt", "一、每月检查西桥。", number="晋政发〔2020〕3号")
    text = "一、落实《关于桥梁检查的通知》（晋政发〔2020〕3号）。"
    notice(corpus, "c.txt", text, title="关于修桥的通知", number="并政发〔2020〕9号")
    summary = index.rebuild(corpus, url)
    assert (summary.documents, summary.findings["same_id"]) == (3, 1)
    assert index.check(corpus, url) == ()
    one = opened(url)
    assert found(one, "东桥") == ["jinzhengfa-2020-3/sec_1"]
    assert found(one, "西桥") == ["jinzhengfa-2020-3-2/sec_1"]
    assert one.store.document("jinzhengfa-2020-3-2").number == "晋政发〔2020〕3号"
    assert one.store.documents_by_number("jinzhengfa-2020-3") == ("jinzhengfa-2020-3", "jinzhengfa-2020-3-2")
    (relation,) = one.store.document("bingzhengfa-2020-9").relations
    assert relation.document == "jinzhengfa-2020-3-2"


def test_names_of_files_that_are_romanised_alike_are_two_documents(corpus: Path, url: str, opened: Open) -> None:
    notice(corpus, "通知.txt", "一、每月检查桥梁。")
    notice(corpus, "通志.txt", "一、每月检查桥梁。")
    assert index.rebuild(corpus, url).documents == 2
    assert sorted(found(opened(url), "桥梁")) == ["tongzhi-2/sec_1", "tongzhi/sec_1"]


def test_issues_of_two_places_with_the_same_initials_are_two_issues(corpus: Path, url: str, opened: Open) -> None:
    gazette(corpus, "a.txt", "台州市", "一、修东路。")
    gazette(corpus, "b.txt", "泰州市", "一、修西路。")
    summary = index.rebuild(corpus, url)
    assert (summary.issues, summary.documents) == (2, 2)
    store = opened(url).store
    assert sorted(issue.title for issue in store.issues()) == ["台州市人民政府公报", "泰州市人民政府公报"]
    assert [one.document for one in store.toc("tz-2023-6-2")] == ["tz-2023-6-d1-2"]
    assert store.document("tz-2023-6-d1-2").issue == "tz-2023-6-2"


def test_the_same_issue_in_two_files_is_one_issue(corpus: Path, url: str) -> None:
    gazette(corpus, "a.txt", "台州市", "一、修东路。")
    gazette(corpus, "b.txt", "台州市", "一、修西路。")
    summary = index.rebuild(corpus, url)
    assert (summary.issues, summary.documents) == (1, 2)
    assert summary.findings["same_issue"] == 1

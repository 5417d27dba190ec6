"""Input as users bring it: encodings, pages, folders, archives, and what is no gazette at all."""

import zipfile
from pathlib import Path

import pytest

import corpus
from corpus.errors import CorpusError
from corpus.html import html_to_print

NOTICE = """关于加强河道保洁工作的通知

穗府办〔2020〕7号

各区人民政府：

为加强河道保洁，现就有关事项通知如下。

广州市人民政府办公厅

2020年5月6日
"""

PAGE = """<!DOCTYPE html><html><head><title>关于加强河道保洁工作的通知_广州市人民政府门户网站</title>
<script>document.write('<p>恶意</p>')</script><meta name="ArticleTitle" content="关于加强河道保洁工作的通知"></head>
<body onload="x()"><nav>首页 &gt; 政策</nav><table><tr><td>发文机关：</td><td>广州市人民政府办公厅</td></tr>
<tr><td>发文字号：</td><td>穗府办〔2020〕7号</td></tr><tr><td>成文日期：</td><td>2020-05-06</td></tr></table>
<div id="zoom"><p>各区人民政府：</p><p>为加强河道保洁，<b>现就</b>有关事项通知如下。</p>
<table><tr><th>序号</th><th>事项</th><th>措施</th><th>时限</th><th>牵头单位</th></tr>
<tr><td rowspan="2">1</td><td rowspan="2">巡查</td><td>每日巡查河道。</td><td>长期</td><td>市水务局</td></tr>
<tr><td>建立台账。</td><td>年底前</td><td>市水务局</td></tr></table></div>
<iframe src="http://192.0.2.1/x"></iframe><footer>版权所有</footer></body></html>"""


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", NOTICE.encode(encoding)))
    (document,) = gazette.documents
    assert (document.number, document.title) == ("穗府办〔2020〕7号", "关于加强河道保洁工作的通知")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_end_as_on_any_system(tmp_path: Path, ending: str) -> None:
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", NOTICE.replace("\n", ending)))
    assert [c.source.line_start for c in gazette.documents[0].clauses] == [7]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("binary.txt", b"\x7fELF\x00\x00" * 100, "binary"),
        ("latin.txt", bytes(range(128, 255)) * 30, "unknown_encoding"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n\t\n", "empty"),
        ("empty.html", b"<html><head><title></title></head></html>", "empty"),
    ],
)
def test_what_is_no_text_is_named_and_the_other_files_are_read_on(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    write(tmp_path, name, data)
    write(tmp_path, "good.txt", NOTICE)
    read = {gazette.file: gazette for gazette in corpus.read_corpus(tmp_path)}
    assert [f.code for f in read[name].findings] == [code]
    assert read[name].findings[0].source.file == name
    assert len(read["good.txt"].documents) == 1


def test_a_few_broken_bytes_are_shown_and_reported_with_their_line(tmp_path: Path) -> None:
    data = (NOTICE * 30).encode().replace("河道".encode(), "河".encode() + b"\xe9", 1)
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", data))
    (finding,) = [f for f in gazette.findings if f.code == "broken_encoding"]
    assert "line 1" in finding.message
    assert gazette.documents


def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    write(tmp_path, "good.txt", NOTICE)
    (tmp_path / "folder.txt").mkdir()
    assert [len(g.documents) for g in corpus.read_corpus(tmp_path)] == [1]


def test_a_contents_without_its_documents_is_reported_and_the_text_is_a_document() -> None:
    text = "北京市人民政府公报\n2024年4月24日 第14期 北京市人民政府办公厅主办\n目录\n关于甲的通知(5)\n关于乙的通知(7)\n别的文字。\n"
    gazette = corpus.parse(text, "a.txt")
    assert [f.code for f in gazette.findings] == ["document_missing", "document_missing"]
    assert [clause.text for document in gazette.documents for clause in document.clauses] == ["别的文字。"]


def test_a_folder_must_be_there_and_hold_gazettes(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus folder"):
        list(corpus.read_corpus(tmp_path / "missing"))
    with pytest.raises(CorpusError, match="no gazettes"):
        list(corpus.read_corpus(tmp_path))


def test_a_broken_catalog_is_an_error_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", NOTICE)
    write(tmp_path, "catalog.toml", "[[file]\nname=")
    with pytest.raises(CorpusError, match=r"catalog\.toml"):
        list(corpus.read_corpus(tmp_path))


def test_folders_are_read_in_depth_and_in_order(tmp_path: Path) -> None:
    write(tmp_path, "2020/b.txt", NOTICE)
    write(tmp_path, "2019/a.md", NOTICE)
    write(tmp_path, "readme.pdf", b"%PDF")
    assert [g.file for g in corpus.read_corpus(tmp_path)] == ["2019/a.md", "2020/b.txt"]


def test_two_workers_read_what_one_reads(gazettes_folder: Path) -> None:
    assert list(corpus.read_corpus(gazettes_folder, workers=2)) == list(corpus.read_corpus(gazettes_folder))


def test_a_page_gives_title_number_issuer_date_text_and_table(tmp_path: Path) -> None:
    (gazette,) = corpus.parse_file(write(tmp_path, "a.html", PAGE))
    (document,) = gazette.documents
    assert (document.title, document.number) == ("关于加强河道保洁工作的通知", "穗府办〔2020〕7号")
    assert [b.name for b in document.issuing_bodies] == ["广州市人民政府办公厅"]
    assert str(document.date) == "2020-05-06"
    assert document.addressees == "各区人民政府"
    texts = [c.text for c in document.clauses]
    assert texts[0] == "为加强河道保洁，现就有关事项通知如下。"
    assert [c.task.measures for c in document.clauses if c.task] == ["每日巡查河道。", "建立台账。"]
    assert [c.label for c in document.clauses if c.task] == ["1", "1"]
    assert not any("恶意" in t or "版权" in t for t in texts)


@pytest.mark.parametrize(
    "page", ["", "<", "<table><table><tr><td rowspan=99999999 colspan=9e9>", "<p>" * 5000 + "文", "<html><body></body>"]
)
def test_any_page_is_survived(page: str) -> None:
    assert isinstance(html_to_print(page), str)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_an_archive_is_read_member_by_member(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"x/1.txt": NOTICE.encode(), "2.htm": PAGE.encode(), "picture.png": b"\x89PNG"})
    assert [g.file for g in corpus.read_corpus(tmp_path)] == ["a.zip/2.htm", "a.zip/x/1.txt"]


@pytest.mark.parametrize("members", [{"../evil.txt": b"x"}, {"/etc/evil.txt": b"x"}, {"bomb.txt": b"\0" * 50_000_000}])
def test_a_dangerous_archive_is_refused_and_named(tmp_path: Path, members: dict[str, bytes]) -> None:
    zipped(tmp_path / "a.zip", members)
    (gazette,) = corpus.read_corpus(tmp_path)
    assert gazette.file == "a.zip"
    assert [f.code for f in gazette.findings] == ["archive_refused"]


def test_a_broken_archive_is_refused_and_named(tmp_path: Path) -> None:
    write(tmp_path, "a.zip", b"PK\x03\x04 not a zip")
    (gazette,) = corpus.read_corpus(tmp_path)
    assert "not a readable zip archive" in gazette.findings[0].message

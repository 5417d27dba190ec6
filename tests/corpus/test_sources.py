"""Input as users bring it: encodings, pages, folders, archives, and what is no gazette at all."""

import os
import zipfile
from pathlib import Path

import pytest

import corpus
from corpus.errors import CorpusError
from corpus.formats import archives
from corpus.formats.encoding import decode
from corpus.formats.html import html_to_print
from corpus.formats.kinds import MOST_SHORT_LINES
from corpus.formats.opening import open_inside

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
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


def test_a_text_in_big5_is_read(tmp_path: Path) -> None:
    text = "關於加強河道保潔的通知\n\n各區人民政府：\n\n為加強河道保潔，現就有關事項通知如下。\n"
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", text.encode("big5")))
    assert gazette.documents[0].title == "關於加強河道保潔的通知"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("at", range(200, 212))
def test_a_broken_byte_costs_one_character(encoding: str, at: int) -> None:
    whole = NOTICE * 3
    data = bytearray(whole.encode(encoding))
    data[at] = 0xFF
    text = decode(bytes(data)).text or ""
    start = next(i for i, (a, b) in enumerate(zip(text, whole, strict=False)) if a != b)
    rest = whole[start + 2 :]
    assert text.endswith(rest)
    assert len(text) - len(rest) - start <= 3


def test_one_zero_byte_makes_no_binary_file() -> None:
    decoded = decode((NOTICE * 3).encode() + b"\0\n")
    assert decoded.code == "broken_encoding"
    assert (decoded.text or "").endswith("\ufffd\n")


@pytest.mark.parametrize(
    "data",
    [
        "이 문장은 한국어로 쓰였습니다. 관보를 검색합니다.".encode("euc-kr") * 9,
        "これは公報の本文であり、日本語で書かれている。".encode("shift-jis") * 9,
        "Журнал правительства города".encode("cp1251") * 9,
    ],
)
def test_texts_in_other_languages_are_not_taken_for_chinese(data: bytes) -> None:
    assert decode(data).code == "unknown_encoding"


def test_a_few_broken_bytes_are_shown_and_reported_with_their_line(tmp_path: Path) -> None:
    data = (NOTICE * 30).encode().replace("河道".encode(), "河".encode() + b"\xe9", 1)
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", data))
    (finding,) = [f for f in gazette.findings if f.code == "broken_encoding"]
    assert "line 1" in finding.message
    assert gazette.documents


def codes(folder: Path) -> dict[str, list[str]]:
    """The findings by file, apart from what is said of every text without contents."""
    return {g.file: [f.code for f in g.findings if f.code != "no_contents"] for g in corpus.read_corpus(folder)}


def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    write(tmp_path, "good.txt", NOTICE)
    (tmp_path / "folder.txt").mkdir()
    assert codes(tmp_path) == {"gone.txt": ["unreadable"], "good.txt": []}


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, "elsewhere/secret.txt", NOTICE)
    folder = tmp_path / "corpus"
    write(folder, "2020/a.txt", NOTICE)
    (folder / "file.txt").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    (folder / "hops.md").symlink_to(folder / "file.txt")
    (folder / "up").symlink_to(folder / ".." / "elsewhere")
    refused = {name: ["file_outside"] for name in ("file.txt", "folder", "hops.md", "up")}
    assert codes(folder) == {"2020/a.txt": []} | refused


def test_a_link_inside_the_folder_is_one_more_name_of_a_file(tmp_path: Path) -> None:
    write(tmp_path, "2020/a.txt", NOTICE)
    (tmp_path / "latest.txt").symlink_to(tmp_path / "2020" / "a.txt")
    (tmp_path / "years").symlink_to(tmp_path / "2020")
    assert codes(tmp_path) == {"2020/a.txt": [], "latest.txt": []}


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", NOTICE)
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(tmp_path) == {"good.txt": [], "pipe.txt": ["not_a_file"]}


def test_a_link_that_is_put_in_the_place_of_a_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = write(tmp_path / "corpus", "a.txt", NOTICE), write(tmp_path, "secret.txt", NOTICE)
    resolve = Path.resolve

    def swapped(path: Path, *, strict: bool = False) -> Path:
        found = resolve(path, strict=strict)
        if path == inside:
            inside.unlink()
            inside.symlink_to(outside)
        return found

    monkeypatch.setattr(Path, "resolve", swapped)
    with pytest.raises(OSError, match="symbolic link"):
        open_inside(tmp_path / "corpus", inside)


@pytest.mark.parametrize("line", ["一", "1. a", "“第一条", "(1)\n"])
def test_so_many_lines_of_a_few_characters_are_no_printed_pages(tmp_path: Path, line: str) -> None:
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", f"{line}\n" * (MOST_SHORT_LINES + 2)))
    assert [finding.code.value for finding in gazette.findings] == ["short_lines"]


def test_blank_lines_do_not_count_as_short_ones(tmp_path: Path) -> None:
    (gazette,) = corpus.parse_file(write(tmp_path, "a.txt", NOTICE + "\n" * (MOST_SHORT_LINES + 2) + "一\n" * 9))
    assert len(gazette.documents) == 1


def test_files_of_other_kinds_are_named_and_hidden_ones_are_not(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", NOTICE)
    for name in ("scan.djvu", "paper.unheard", "LICENSE", ".DS_Store", ".git/config.txt"):
        write(tmp_path, name, b"x")
    unread = {name: ["kind_not_read"] for name in ("LICENSE", "paper.unheard", "scan.djvu")}
    assert codes(tmp_path) == {"good.txt": []} | unread


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


def test_links_that_lead_to_each_other_cost_nothing_but_themselves(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", NOTICE)
    for name, to in (("a.txt", "b.txt"), ("b.txt", "a.txt"), ("own.md", "own.md"), ("folder", "folder")):
        (tmp_path / name).symlink_to(to)
    found = {one.file: [str(finding.code) for finding in one.findings] for one in corpus.read_corpus(tmp_path)}
    good = found.pop("good.txt")
    assert "unreadable" not in good
    assert found == {
        "a.txt": ["unreadable"], "b.txt": ["unreadable"], "own.md": ["unreadable"], "folder": ["kind_not_read"],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["北京公报.txt".encode("gb18030"), b"folder\xff/a.txt", b"a\xed\xa0\x80.zip"])
def test_a_file_whose_name_is_no_text_is_left_out_by_a_name_that_is(tmp_path: Path, name: bytes) -> None:
    write(tmp_path, "good.txt", NOTICE)
    write(tmp_path, os.fsdecode(name), NOTICE)
    found = {one.file: {str(finding.code) for finding in one.findings} for one in corpus.read_corpus(tmp_path)}
    (left_out,) = (file for file in found if file != "good.txt")
    assert left_out.encode() == left_out.encode("utf-8", "strict")
    assert found[left_out] == {"name_not_text"}
    assert "name_not_text" not in found["good.txt"]
    (parsed,) = corpus.parse_file(tmp_path / os.fsdecode(name))
    assert [str(finding.code) for finding in parsed.findings][:1] in (["name_not_text"], ["no_contents"])


def _pipe(path: Path) -> None:
    os.mkfifo(path)


BESIDE = {
    "a pipe": _pipe,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link out": lambda path: path.symlink_to("/etc/hostname"),
    "a ring of links": lambda path: path.symlink_to(path.name),
    "brackets": lambda path: path.write_text("a = " + "[" * 100_000),
    "too long": lambda path: path.write_text("#" * 9_000_000),
    "no text": lambda path: path.write_bytes(b"\xff"),
    "no list": lambda path: path.write_text("file = 1\ncorrection = 1"),
    "an endless number": lambda path: path.write_text("[[correction]]\nline = inf\nprinted = 'a'\nread = 'b'\nfile = 'c'\n[[file]]\n"
                                                      "kind = 'second_reading'"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BESIDE)
@pytest.mark.parametrize("name", ["catalog.toml", "corrections.toml"])
def test_what_says_something_of_the_files_is_a_small_file_beside_them_or_an_error(
    tmp_path: Path, name: str, kind: str
) -> None:
    write(tmp_path, "good.txt", NOTICE)
    BESIDE[kind](tmp_path / name)
    with pytest.raises(CorpusError, match=name):
        list(corpus.read_corpus(tmp_path))


def test_a_broken_catalog_is_an_error_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", NOTICE)
    write(tmp_path, "catalog.toml", "[[file]\nname=")
    with pytest.raises(CorpusError, match=r"catalog\.toml"):
        list(corpus.read_corpus(tmp_path))


def test_folders_are_read_in_depth_and_in_order(tmp_path: Path) -> None:
    write(tmp_path, "2020/b.txt", NOTICE)
    write(tmp_path, "2019/a.md", NOTICE)
    write(tmp_path, "2019-2020.txt", NOTICE)
    assert [g.file for g in corpus.read_corpus(tmp_path)] == ["2019/a.md", "2019-2020.txt", "2020/b.txt"]


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
    members = {"x/1.txt": NOTICE.encode(), "2.htm": PAGE.encode(), "picture.png": b"\x89PNG", "__MACOSX/._1.txt": b"x"}
    zipped(tmp_path / "a.zip", members)
    assert codes(tmp_path) == {"a.zip/2.htm": [], "a.zip/picture.png": ["kind_not_read"], "a.zip/x/1.txt": []}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("../evil.txt", b"x"),
        ("a/../../evil.txt", b"x"),
        ("/etc/evil.txt", b"x"),
        ("..\\evil.txt", b"x"),
        ("C:evil.txt", b"x"),
        ("bomb.txt", b"\0" * 50_000_000),
    ],
)
def test_a_dangerous_member_is_left_out_and_the_others_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    zipped(tmp_path / "a.zip", {name: data, "good.txt": NOTICE.encode()})
    assert codes(tmp_path) == {f"a.zip/{name}": ["member_refused"], "a.zip/good.txt": []}


def test_a_broken_member_costs_that_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bad.txt": b"0123456789" * 99, "good.txt": NOTICE.encode()})
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)
    assert codes(tmp_path) == {"a.zip/bad.txt": ["member_refused"], "a.zip/good.txt": []}


def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", NOTICE)
        archive.writestr("a (2).txt", NOTICE)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", NOTICE)
    assert codes(tmp_path) == {"a.zip/a.txt": [], "a.zip/a (2).txt": [], "a.zip/a (3).txt": []}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_of_members_are_read_in_the_encoding_of_the_system_that_packed_them(
    tmp_path: Path, encoding: str
) -> None:
    path = zipped(tmp_path / "a.zip", {"x" * len("通知".encode(encoding)) + ".txt": NOTICE.encode()})
    raw = "通知".encode(encoding)
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert codes(tmp_path) == {"a.zip/通知.txt": []}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["", ".", "/"])
def test_members_without_a_name_cost_themselves_only(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("good.txt", NOTICE)
        for _ in range(2):
            archive.writestr(zipfile.ZipInfo("x"), NOTICE)
            archive.infolist()[-1].filename = name
    assert codes(tmp_path) == {"a.zip/good.txt": []}


def test_an_empty_archive_is_named(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {})
    assert codes(tmp_path) == {"a.zip": ["empty_archive"]}


def test_archives_that_unpack_to_too_much_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1000)
    zipped(tmp_path / "a.zip", {f"{i}.txt": b"x" * 400 for i in range(3)})
    assert codes(tmp_path) == {"a.zip": ["archive_refused"]}


def test_a_broken_archive_is_refused_and_named(tmp_path: Path) -> None:
    write(tmp_path, "a.zip", b"PK\x03\x04 not a zip")
    (gazette,) = corpus.read_corpus(tmp_path)
    assert "not a readable zip archive" in gazette.findings[0].message

"""The command line: its answers, its exit codes, its errors of one line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from corpus import read_corpus
from corpus.export import records
from search_service.cli import main
from search_service.request.parameters import PARAMETERS


def gongbao(*arguments: object, **environ: str) -> Result:
    return CliRunner(env=environ or None).invoke(main, [str(one) for one in arguments])


def test_search_prints_what_the_interface_answers(index_url: str, client: FlaskClient) -> None:
    printed = gongbao("search", "酒店", "--index", index_url, "--json", "--per-page", 5, "--body", "北京市公安局")
    answer = client.get("/api/v1/search", query_string={"q": "酒店", "per_page": 5, "body": "北京市公安局"})
    assert printed.exit_code == 0
    assert json.loads(printed.output) == json.loads(answer.text)


def test_search_prints_results_to_read(index_url: str) -> None:
    printed = gongbao("search", "酒店 备案", "--index", index_url).output
    for wanted in (
        "1 条 / clause",
        "京文旅发〔2023〕83号",
        "Hotel Industry",
        "第十三条",
        "jingwenlvfa-2023-83/chp_3__art_13",
    ):
        assert wanted in printed


def test_every_search_parameter_is_an_option() -> None:
    text = gongbao("search", "--help").output
    assert all(f"--{name.replace('_', '-')}" in text for name in PARAMETERS if name != "q")


def test_the_index_can_be_named_by_the_environment(index_url: str) -> None:
    assert gongbao("search", "酒店", GONGBAO_INDEX=index_url).exit_code == 0


def test_a_wrong_request_exits_with_2_and_a_line_for_each_fault(index_url: str) -> None:
    result = gongbao("search", "酒店", "--index", index_url, "--page", "0", "--body", "x")
    assert result.exit_code == 2
    assert [line.startswith("gongbao: ") for line in result.stderr.splitlines()] == [True, True]
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [["nothing"], ["search", "x", "--colour"], ["serve", "--port", "x"], ["parse"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert gongbao(*arguments).exit_code == 2


@pytest.mark.parametrize("command", [["search", "x"], ["check"]])
def test_without_an_index_the_command_to_run_is_named(tmp_path: Path, command: list[str]) -> None:
    result = gongbao(*command, "--index", f"whoosh:{tmp_path / 'nothing'}")
    assert result.exit_code == 1
    assert "gongbao rebuild" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_unknown_kind_of_index_is_wrong_usage() -> None:
    assert gongbao("search", "x", "--index", "paper:drawer").exit_code == 2


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_a_rebuild_without_gazettes_fails_with_one_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    result = gongbao("rebuild", "--corpus", tmp_path / folder, "--index", f"whoosh:{tmp_path / 'index'}")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert folder in result.stderr


@pytest.mark.usefixtures("without_semantic")
def test_rebuild_reports_each_file_and_ends_with_a_summary(tmp_path: Path, gazettes_folder: Path) -> None:
    corpus, url = tmp_path / "corpus", f"whoosh:{tmp_path / 'index'}"
    corpus.mkdir()
    name = "beijing-2018-33.txt"
    (corpus / name).write_bytes((gazettes_folder / name).read_bytes())
    result = gongbao("rebuild", "--corpus", corpus, "--index", url)
    assert result.exit_code == 0, result.stderr
    assert name in result.stderr
    assert result.stdout.startswith("1 issues, 7 documents, ")
    assert gongbao("check", "--corpus", corpus, "--index", url).exit_code == 0
    (corpus / name).write_bytes((gazettes_folder / name).read_bytes() + "\n新的一行\n".encode())
    assert gongbao("check", "--corpus", corpus, "--index", url).exit_code == 1


def test_parse_prints_the_schema(gazettes_folder: Path) -> None:
    result = gongbao("parse", gazettes_folder / "beijing-2024-14.txt")
    records: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    kinds = [record["type"] for record in records]
    assert result.exit_code == 0
    assert (kinds.count("issue"), kinds.count("toc_entry"), kinds.count("document")) == (1, 6, 6)
    assert kinds.count("clause") > 100


def test_parse_prints_findings_as_records_and_on_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条 甲。\n第三条 乙。\n", "utf-8")
    result = gongbao("parse", path)
    found = [record for record in map(json.loads, result.stdout.splitlines()) if record["type"] == "finding"]
    assert result.exit_code == 0
    assert [record["source"] for record in found if record["code"] == "article_gap"] == [
        {"file": "a.txt", "line_start": 2, "line_end": 2}
    ]
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [record["code"] for record in found]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.odt", b"PK\x03\x04", "kind_not_read"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.pdf", b"%PDF", "damaged"),
        ("broken.zip", b"PK\x03\x04broken", "archive_refused"),
        ("empty.zip", b"PK\x05\x06" + bytes(18), "empty_archive"),
    ],
)
def test_parse_of_what_cannot_be_read_fails_and_says_why_in_one_line(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    result = gongbao("parse", tmp_path / name)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert result.stderr.startswith(f"{name}:1: {code}: ")


@pytest.mark.usefixtures("without_semantic")
def test_rebuild_names_what_was_left_out_and_counts_findings_by_kind(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("关于修桥的通知\n一、应当每年检查桥梁。\n", "utf-8")
    for name in ("scan.djvu", "paper.odt"):
        (corpus / name).write_bytes(b"x")
    result = gongbao("rebuild", "--corpus", corpus, "--index", f"whoosh:{tmp_path / 'index'}")
    assert result.exit_code == 0, result.stderr
    assert "; coverage 33.33%; 1 of 3 files read; " in result.stdout
    assert "2 × kind_not_read: " in result.stderr
    assert all(f"\n{name}: This kind of file is not read" in result.stderr for name in ("scan.djvu", "paper.odt"))


def test_the_name_of_a_file_moves_no_cursor_and_makes_no_line(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\r\ngongbao: done\u202e.txt"
    path.write_bytes(b"\x7fELF\0\0")
    result = gongbao("parse", path)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert r"a\x1b[2J\r\ngongbao: done\u202e.txt" in result.stderr


def test_parse_of_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert gongbao("parse", tmp_path / "missing.txt").exit_code == 2


def test_export_writes_every_document_once(tmp_path: Path, built_index: str) -> None:
    out = tmp_path / "all.jsonl"
    assert gongbao("export", "--index", built_index, "--corpus", tmp_path / "gone", "--out", out).exit_code == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    ids = [record["id"] for record in records if record["type"] == "document"]
    assert len(ids) == len(set(ids)) == 21
    relations = [r for record in records if record["type"] == "document" for r in record["relations"]]
    assert [(r["number"], r["document"]) for r in relations if r["kind"] == "repeals"] == [
        ("京政办发〔2022〕6号", "jingzhengbanfa-2022-6"),
        ("京司发〔2006〕76号", None),
    ]


def test_export_writes_issue_and_contents_before_the_documents(
    tmp_path: Path, built_index: str, gazettes_folder: Path
) -> None:
    out = tmp_path / "all.jsonl"
    assert gongbao("export", "--index", built_index, "--out", out).exit_code == 0
    exported = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    parsed = [one for gazette in read_corpus(gazettes_folder) for one in records(gazette)]
    for one in (one for many in (exported, parsed) for one in many if one["type"] == "document"):
        one["relations"] = [{**relation, "document": None} for relation in one["relations"]]
    assert exported == parsed


def test_export_without_an_index_names_the_command_to_run(tmp_path: Path) -> None:
    result = gongbao("export", "--index", f"whoosh:{tmp_path / 'nothing'}")
    assert result.exit_code == 1
    assert "gongbao rebuild" in result.stderr


def test_export_writes_clauses_and_tasks_for_a_spreadsheet(tmp_path: Path, built_index: str) -> None:
    for form, start in (("csv", "id,document,number,title,part,kind"), ("tasks.csv", "id,document,number,title,annex")):
        out = tmp_path / form
        assert gongbao("export", "--index", built_index, "--format", form, "--out", out).exit_code == 0
        assert out.read_text("utf-8").startswith(start)


def test_export_writes_a_file_of_akoma_ntoso_for_each_document(tmp_path: Path, built_index: str) -> None:
    given = ("export", "--index", built_index, "--format", "akn")
    assert gongbao(*given, "--out", tmp_path / "akn").exit_code == 0
    assert len(list((tmp_path / "akn").glob("*.xml"))) == 21
    refused = gongbao(*given)
    assert refused.exit_code == 1
    assert "--out" in refused.output

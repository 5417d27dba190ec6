"""The benchmark runs at toy sizes and prints every table; what it measures is not judged here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.growing import grow
from benchmarks.measuring import exponent
from corpus import read_corpus

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]


PARSED = r"[\d.]+ MB/s on one core"
ROWS = (
    "rebuild, tantivy", "rebuild, whoosh", "raw FTS5", "engine, tantivy", "service, whoosh",
    "of the service: finding, tantivy", "raw, same query and facets, tantivy", "segmentation",
)  # fmt: skip
GOALS = (
    "service, in process / raw Tantivy loop", "service with all facets, 95th percentile", "raw SQLite FTS5 / service",
    "rebuild / (segmentation by jieba + raw Tantivy build)", "peak memory of the rebuild", "rebuild after one new gazette",
    "service, in process / raw Tantivy loop of the same query and facets", "service, in process / raw Whoosh loop", "REST adds at the median", "p99 with 1 clients",
)  # fmt: skip


def printed(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks", "--without-vectors", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_without_errors(text: str, clients: int) -> int:
    return len(re.findall(rf"^\| \w+ \| 1 \| {clients} \|.* \| 0 \|$", text, re.MULTILINE))


def test_the_benchmark_prints_a_table_of_a_size() -> None:
    text = printed("--sizes", "100", "--each", "1", "--clients", "1", "--megabytes", "0.05")
    assert re.search(PARSED, text)
    assert [row for row in (*ROWS, *GOALS) if f"| {row}" not in text] == []
    assert rows_without_errors(text, clients=1) == 2
    assert "Growth of the median" not in text


@pytest.mark.slow
def test_the_benchmark_prints_all_tables() -> None:
    sizes = ("--sizes", "400", "800", "--each", "2", "--clients", "1", "2")
    text = printed(*sizes, "--megabytes", "0.2")
    assert re.search(PARSED, text)
    assert [row for row in ROWS if text.count(f"| {row}") < 2] == []
    assert "Growth of the median" in text
    assert rows_without_errors(text, clients=1) == rows_without_errors(text, clients=2) == 4


def test_a_grown_archive_is_gazettes_that_the_parser_understands(tmp_path: Path) -> None:
    files = grow(tmp_path, 1000)
    gazettes = list(read_corpus(tmp_path))
    assert len(gazettes) == files
    assert {gazette.coverage.ratio for gazette in gazettes} == {1.0}
    documents = [document for gazette in gazettes for document in gazette.documents]
    assert all(document.title_en and document.number and document.date for document in documents)
    assert sum(1 for document in documents for _ in document.clauses) >= 1000


def test_a_grown_archive_is_the_same_each_time_and_a_larger_one_begins_with_a_smaller(tmp_path: Path) -> None:
    grow(tmp_path / "small", 500)
    grow(tmp_path / "large", 1000)
    for path in (tmp_path / "small").rglob("*.txt"):
        assert path.read_text("utf-8") == (tmp_path / "large" / path.relative_to(tmp_path / "small")).read_text("utf-8")


def test_the_exponent_of_a_power_is_that_power() -> None:
    assert round(exponent([10, 100, 1000], [2.0, 20.0, 200.0]), 6) == 1.0

"""The benchmark runs at a toy size and prints every table; what it measures is not judged here."""

import re
import subprocess
import sys
from pathlib import Path

from benchmarks.growing import grow
from benchmarks.measuring import exponent
from corpus import read_corpus

ROOT = Path(__file__).parents[1]


def test_the_benchmark_prints_all_tables() -> None:
    command = [sys.executable, "-m", "benchmarks", "--sizes", "400", "800", "--each", "2", "--clients", "1", "2"]
    done = subprocess.run([*command, "--megabytes", "0.2"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = done.stdout
    assert re.search(r"[\d.]+ MB/s on one core", printed)
    for row in (
        "rebuild, tantivy",
        "rebuild, whoosh",
        "raw FTS5",
        "engine, tantivy",
        "service, whoosh",
        "segmentation",
    ):
        assert f"| {row}" in printed
    assert "Growth of the median" in printed
    assert re.findall(r"^\| \w+ \| 2 \|.* \| (\d+) \|$", printed, re.MULTILINE) == ["0"] * 4


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

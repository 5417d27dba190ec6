"""The benchmark runs; what it measures is not judged here."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "search.py"


def test_the_benchmark_prints_a_row_for_each_query_and_one_for_all(index_url: str) -> None:
    command = [sys.executable, str(SCRIPT), "--index", index_url, "--rounds", "1"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert printed[0].split()[:2] == ["query", "clauses"]
    assert printed[-1].startswith("all")
    assert all(int(line[16:24]) > 0 for line in printed[1:-1])

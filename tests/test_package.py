"""What `pip install` of the wheel brings works in an empty folder: the gazettes come along."""

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def test_every_file_of_data_is_in_the_package_list() -> None:
    listed = {
        path
        for package, patterns in PROJECT["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package).glob(pattern)
    }
    folders = [ROOT / package for package in PROJECT["package-data"]]
    data = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix[:3] != ".py"}
    assert data - listed == set()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel of this tree holds."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in ("corpus", "index", "search_service"):
        shutil.copytree(ROOT / name, source / name)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(source)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if "No matching distribution" in done.stderr:
        pytest.skip("no registry to build a wheel with")
    assert done.returncode == 0, done.stderr
    return target


def environment(installed: Path, home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "HOME": str(home)}


def command(*arguments: str) -> Sequence[str]:
    return [sys.executable, "-c", "from search_service.cli import main; main()", *arguments]


@pytest.mark.slow
def test_the_wheel_serves_the_gazettes_in_an_empty_folder(
    installed: Path, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    folder, home = tmp_path / "folder", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    given = {"cwd": folder, "env": environment(installed, home), "text": True, "stdout": subprocess.PIPE}
    rebuilt = subprocess.run(command("rebuild"), check=True, **given)
    assert rebuilt.stdout.startswith("4 issues, 21 documents, ")
    assert "酒店" in subprocess.run(command("search", "酒店"), check=True, **given).stdout
    port = free_port()
    with subprocess.Popen(command("serve", "--port", str(port)), **given) as service:
        try:
            assert "第十三条" in asked(f"http://127.0.0.1:{port}/search?q={quote('酒店 备案')}")
        finally:
            service.terminate()
    assert [entry.name for entry in folder.iterdir()] == ["var"]
    assert list(home.iterdir()) == []


def asked(address: str) -> str:
    for _ in range(120):
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.5)
    raise AssertionError(address)

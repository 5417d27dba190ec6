"""What README and docs do with a running service runs: curl as it stands there, Python as it stands there."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from werkzeug.serving import make_server

from search_service import Settings, create_app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
PRINTED = "http://127.0.0.1:8000"


def texts() -> Iterator[tuple[str, str]]:
    return ((page.name, page.read_text("utf-8")) for page in PAGES)


def curls() -> list[str]:
    return sorted({line for _, text in texts() for line in re.findall(r"^\$ (curl .*)$", text, re.MULTILINE)})


def programs() -> list[tuple[str, str]]:
    found = (
        (name, re.findall(r"^```python service\n(.*?)^```", text, re.DOTALL | re.MULTILINE)) for name, text in texts()
    )
    return [(f"{name}#{at}", code) for name, codes in found for at, code in enumerate(codes)]


@pytest.fixture(scope="module")
def address(built_index: str, free_port: Callable[[], int]) -> Iterator[str]:
    port = free_port()
    server = make_server("127.0.0.1", port, create_app(Settings(index=built_index)), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("line", curls())
def test_curl_in_the_docs_gets_its_answer(line: str, address: str, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("no curl (Debian: apt-get install curl)")
    command = [*shlex.split(line.replace(PRINTED, address)), "--fail-with-body", "--silent", "--show-error"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    if "-o" in command:
        (kept,) = tmp_path.iterdir()
        assert kept.read_text("utf-8-sig").count("\n") > 1
        assert kept.read_bytes().startswith(b"\xef\xbb\xbf") == ("bom=1" in line)
    else:
        assert json.loads(done.stdout)


@pytest.mark.parametrize(("name", "code"), programs(), ids=[name for name, _ in programs()])
def test_python_in_the_docs_gets_its_answer(name: str, code: str, address: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", code.replace(PRINTED, address)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{name}: {done.stderr}"
    assert re.match(r"[1-9]\d* (clauses|tasks)", done.stdout)


def is_part(shown: object, real: object) -> bool:
    """Whether an answer that is shown shortened has the members of the real one, each of its kind."""
    if isinstance(shown, dict) and isinstance(real, dict):
        return all(name in real and is_part(value, real[name]) for name, value in shown.items())
    if isinstance(shown, list) and isinstance(real, list):
        return all(is_part(one, other) for one, other in zip(shown, real, strict=False))
    return type(shown) is type(real)


def test_the_answer_in_the_readme_has_the_members_of_the_real_one(address: str) -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    with urlopen(f"{address}/api/v1/search?q=hotel+industry&per_page=1") as answer:  # noqa: S310 - our own server
        assert is_part(json.loads(block), json.load(answer))

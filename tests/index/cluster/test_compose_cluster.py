"""The cluster of deploy/compose.yaml, with its settings, its roles and the certificates that docs/cluster.md tells to make.

Its nodes run on this machine rather than in containers, so that all of them are called localhost.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import index
from corpus.errors import GongbaoError
from index.engines import SearchRequest
from index.query import parse_query
from reliability.distribution import SECURED, NodesMissingError, distribution, java_home
from reliability.nodes import Access, Cluster, Setup, running

from .conftest import rebuild

ROOT = Path(__file__).parents[3]
NAMES = "DNS:opensearch-1,DNS:opensearch-2,DNS:opensearch-3"
PASSWORDS = {"gongbao-reader": "reads 1 gazette", "gongbao-writer": "writes 1 gazette", "admin": "may all"}
#: Of the settings of compose.yaml those that say nothing of its containers.
KEPT = re.compile(r"(?:plugins\.security|indices)\.")


def commands() -> str:
    """The commands of docs/cluster.md that make the certificates."""
    page = (ROOT / "docs" / "cluster.md").read_text("utf-8")
    block = next(one for one in re.findall(r"(?:^    .*\n)+", page, re.MULTILINE) if "openssl" in one)
    assert NAMES in block
    return block.replace(NAMES, "DNS:localhost")


def certificates(folder: Path) -> Path:
    """What they make, in a copy of the folder that they are called in."""
    (folder / "deploy").mkdir(parents=True)
    subprocess.run(["bash", "-ec", commands()], cwd=folder, check=True, capture_output=True)
    return folder / "deploy" / "certificates"


def users(folder: Path) -> Path:
    """The file of users with the hashes of their passwords."""
    known = yaml.safe_load((ROOT / "deploy" / "opensearch" / "internal_users.example.yml").read_text("utf-8"))
    tool = distribution(SECURED) / "plugins" / "opensearch-security" / "tools" / "hash.sh"
    environment = os.environ | {"OPENSEARCH_JAVA_HOME": str(java_home(SECURED))}
    for name, password in PASSWORDS.items():
        said = subprocess.run(
            ["bash", tool, "-p", password], env=environment, check=True, capture_output=True, text=True
        )
        known[name]["hash"] = said.stdout.split()[-1]
    path = folder / "internal_users.yml"
    path.write_text(yaml.safe_dump(known), "utf-8")
    return path


def settings() -> dict[str, Any]:
    """Those of compose.yaml, where localhost is the name of every node."""
    nodes = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"]
    given = nodes["opensearch-1"]["environment"]
    assert given["network.publish_host"] == nodes["opensearch-1"]["hostname"]
    # The image gives settings in its environment to the nodes as texts, whatever they look like.
    kept = {name: f"'{value}'" for name, value in given.items() if KEPT.match(name)}
    return kept | {"network.publish_host": "localhost"}


@pytest.fixture(scope="module")
def secured(
    request: pytest.FixtureRequest, free_port: Callable[[], int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Three nodes with users and encryption."""
    if request.config.getoption("--cluster") != "start":
        pytest.skip("nodes with users are started by `make test-cluster`")
    folder = tmp_path_factory.mktemp("secured")
    try:
        configured = distribution(SECURED) / "config" / "opensearch-security"
        files = {f"opensearch-security/{path.name}": path for path in configured.iterdir()}
        made = certificates(folder)
        files |= {f"certificates/{name}": made / name for name in ("ca.pem", "node.pem", "node.key")}
        ours = [users(folder), *(ROOT / "deploy" / "opensearch" / name for name in ("roles.yml", "roles_mapping.yml"))]
        files |= {f"opensearch-security/{path.name}": path for path in ours}
        access = Access(made / "ca.pem", "admin", PASSWORDS["admin"])
        with running(
            [free_port() for _ in range(6)], Setup(SECURED, "localhost", settings(), files, access)
        ) as started:
            yield started
    except NodesMissingError as error:
        if os.environ.get("GONGBAO_REQUIRE_CLUSTER"):
            raise
        pytest.skip(f"no cluster with users on this machine: {error}")


@pytest.fixture
def asked_by(secured: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], str]:
    """Lets a user of the cluster be the one who asks; gives the URL of the index."""
    assert secured.setup.access
    monkeypatch.setenv("GONGBAO_OPENSEARCH_CA", str(secured.setup.access.authority))
    monkeypatch.setenv("GONGBAO_CACHE", str(tmp_path / "cache"))

    def become(user: str) -> str:
        monkeypatch.setenv("GONGBAO_OPENSEARCH_USER", user)
        monkeypatch.setenv("GONGBAO_OPENSEARCH_PASSWORD", PASSWORDS[user])
        return secured.url("gongbao")

    return become


def test_the_user_of_the_rebuild_writes_and_that_of_the_services_reads(
    asked_by: Callable[[str], str], notices: Path
) -> None:
    first = rebuild(notices, asked_by("gongbao-writer"))
    again = rebuild(notices, asked_by("gongbao-writer"))
    url = asked_by("gongbao-reader")
    assert index.check(notices, url) == ()
    opened = index.open_index(url)
    assert opened.manifest.generation == again
    assert opened.engine.search(SearchRequest(parse_query("体育").tree)).count
    opened.close()
    assert index.rollback(asked_by("gongbao-writer")) == first


def test_the_user_of_the_services_changes_nothing(asked_by: Callable[[str], str], notices: Path) -> None:
    served = rebuild(notices, asked_by("gongbao-writer"))
    url = asked_by("gongbao-reader")
    for change in (lambda: rebuild(notices, url), lambda: index.rollback(url)):
        with pytest.raises(GongbaoError, match="does not allow this user"):
            change()
    opened = index.open_index(url)
    assert opened.manifest.generation == served
    opened.close()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("GONGBAO_OPENSEARCH_PASSWORD", "wrong", "does not know this user and password"),
        ("GONGBAO_OPENSEARCH_CA", "", "certificate that cannot be trusted"),
    ],
)
def test_who_is_not_known_or_does_not_know_the_nodes_is_known_so(
    asked_by: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    url = asked_by("gongbao-reader")
    monkeypatch.setenv(variable, value)
    with pytest.raises(GongbaoError, match=said):
        index.open_index(url)

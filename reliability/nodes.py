"""A real OpenSearch cluster on this machine, for tests: three nodes on loopback, each a process that can be killed.

``python -m reliability.nodes`` starts one and runs until it is stopped.
"""

import argparse
import base64
import ctypes
import json
import os
import pwd
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reliability.distribution import NodesMissingError, Release, distribution, java_home, release

_HEAP = "512m"
#: Seconds for a node to start on a busy machine, and to stop.
_PATIENCE, _ENDING = 600, 20
_SETTINGS = """
cluster.name: {cluster}
node.name: {name}
path.data: {folder}/data
path.logs: {folder}/logs
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
discovery.seed_hosts: [{seeds}]
discovery.seed_providers: []
cluster.initial_cluster_manager_nodes: [{names}]
node.processors: 1
cluster.routing.allocation.disk.threshold_enabled: false
"""
_OPTIONS = "-Djava.io.tmpdir=${OPENSEARCH_TMPDIR}\n"
_LOGGING = """
appender.file.type = File
appender.file.name = file
appender.file.fileName = ${sys:opensearch.logs.base_path}/node.log
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.file.ref = file
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks nodes that have users: the certificate of their authority, a user, a password."""

    authority: Path
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What nodes are started with.

    ``address`` is how they call this machine; ``settings`` are added to theirs, and ``files`` to their configuration,
    by the path there.
    """

    release: Release
    address: str = "127.0.0.1"
    settings: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    access: Access | None = None


@dataclass(slots=True)
class Node:
    """One node: its folder, its ports, its machine, and its process while it runs."""

    name: str
    folder: Path
    http: int
    transport: int
    address: str = "127.0.0.1"
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def host(self) -> str:
        """Where it answers."""
        return f"{self.address}:{self.http}"

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(slots=True)
class Cluster:
    """Nodes that know one another."""

    setup: Setup
    nodes: list[Node] = field(default_factory=list)

    @classmethod
    def of(cls, hosts: str) -> "Cluster":
        """Nodes that run already, by the addresses that a URL would have; they are not ours to end."""
        ports = [int(host.rpartition(":")[2]) for host in hosts.split(",")]
        return cls(Setup(release()), [Node(f"n{at}", Path(), port, 0) for at, port in enumerate(ports)])

    @property
    def is_ours(self) -> bool:
        """Whether its nodes were started here."""
        return any(node.transport for node in self.nodes)

    @property
    def hosts(self) -> str:
        """The addresses of all nodes, as the URL of an index has them."""
        return ",".join(node.host for node in self.nodes)

    def url(self, name: str) -> str:
        """The URL of an index in this cluster."""
        return f"opensearch+{self._scheme}://{self.hosts}/{name}"

    @property
    def _scheme(self) -> str:
        return "https" if self.setup.access else "http"

    def start(self, node: Node) -> None:
        """Start a node, new or stopped or killed, without waiting for it. It ends with the thread that calls this."""
        environment = {
            "PATH": os.environ["PATH"],
            "OPENSEARCH_PATH_CONF": f"{node.folder}/config",
            "OPENSEARCH_TMPDIR": f"{node.folder}/temporary",
            "OPENSEARCH_JAVA_HOME": str(java_home(self.setup.release)),
            "OPENSEARCH_JAVA_OPTS": f"-Xms{_HEAP} -Xmx{_HEAP} -XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        }
        with (node.folder / "said").open("ab") as said:
            node.process = subprocess.Popen(
                [str(distribution(self.setup.release) / "bin" / "opensearch")],
                env=environment, cwd=node.folder, stdout=said, stderr=said, **_as_another_user(),
            )  # fmt: skip

    def wait(self, nodes: int | None = None, status: str = "yellow") -> None:
        """Wait until so many nodes, or all that run, have found one another."""
        wanted = nodes or sum(node.process is not None for node in self.nodes)
        until = time.monotonic() + _PATIENCE
        while True:
            # A node that has not read its users yet answers in words.
            with suppress(OSError, KeyError, ValueError):
                asked = f"/_cluster/health?wait_for_nodes={wanted}&wait_for_status={status}&timeout=5s"
                if not self.ask(asked)["timed_out"]:
                    return
            if dead := [node for node in self.nodes if node.process and node.process.poll() is not None]:
                raise NodesMissingError(f"{dead[0].name} ended: {_end_of(dead[0].folder / 'said')}")
            if time.monotonic() > until:
                raise NodesMissingError(f"no cluster of {wanted} nodes within {_PATIENCE} seconds")
            time.sleep(0.5)

    def ask(self, path: str, method: str = "GET") -> Any:
        """What a node that answers says; raises ``OSError`` where none does."""
        failure: OSError = ConnectionRefusedError()
        for node in self.nodes:
            try:
                address = f"{self._scheme}://{node.host}{path}"
                asked = urllib.request.Request(address, method=method, headers=self._headers)
                with urllib.request.urlopen(asked, timeout=30, context=self._trusted) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                return json.load(error)
            except OSError as error:
                failure = error
        raise failure

    @property
    def _headers(self) -> dict[str, str]:
        access = self.setup.access
        said = base64.b64encode(f"{access.user}:{access.password}".encode()).decode() if access else ""
        return {"Authorization": f"Basic {said}"} if said else {}

    @property
    def _trusted(self) -> ssl.SSLContext | None:
        access = self.setup.access
        return ssl.create_default_context(cafile=access.authority) if access else None

    def remove(self, name: str) -> None:
        """Remove everything of an index."""
        for index in self.ask(f"/_cat/indices/{name}*?format=json"):
            self.ask(f"/{index['index']}", method="DELETE")

    def manager(self) -> Node:
        """The node that manages the cluster."""
        name = self.ask("/_cat/cluster_manager?format=json")[0]["node"]
        return next(node for node in self.nodes if node.name == name)

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:
            if node.process:
                node.process.terminate()
        for node in self.nodes:
            node.stop()


@contextmanager
def running(ports: Sequence[int], setup: Setup | None = None) -> Iterator[Cluster]:
    """A cluster with a node for each two ports, until the end of the block."""
    setup = setup or Setup(release())
    distribution(setup.release)
    with tempfile.TemporaryDirectory(prefix="gongbao-nodes-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(setup)
        pairs = list(zip(ports[::2], ports[1::2], strict=True))
        cluster.nodes = [Node(f"n{at}", folder / f"n{at}", *pair, setup.address) for at, pair in enumerate(pairs)]
        try:
            for node in cluster.nodes:
                _prepare(node, cluster)
                cluster.start(node)
            cluster.wait()
            yield cluster
        finally:
            cluster.stop()


def _prepare(node: Node, cluster: Cluster) -> None:
    for part in ("config/jvm.options.d", "data", "logs", "temporary"):
        (node.folder / part).mkdir(parents=True)
    settings = _SETTINGS.format(
        cluster=f"gongbao-{cluster.nodes[0].http}",
        name=node.name,
        folder=node.folder,
        http=node.http,
        transport=node.transport,
        seeds=", ".join(f'"{one.address}:{one.transport}"' for one in cluster.nodes),
        names=", ".join(one.name for one in cluster.nodes),
    )
    config = node.folder / "config"
    settings += "".join(f"{name}: {value}\n" for name, value in cluster.setup.settings.items())
    (config / "opensearch.yml").write_text(settings, "utf-8")
    (config / "jvm.options").write_text(_OPTIONS + cluster.setup.release.options, "utf-8")
    (config / "log4j2.properties").write_text(_LOGGING, "utf-8")
    for name, source in cluster.setup.files.items():
        (config / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, config / name)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in (node.folder, *node.folder.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _as_another_user() -> dict[str, Any]:
    """OpenSearch refuses to be run by root; a node ends with us, however we end."""
    more: dict[str, Any] = {"preexec_fn": _end_with_parent} if sys.platform == "linux" else {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        more |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}
    return more


#: The option of Linux's ``prctl`` by which a process is sent a signal when its parent ends.
_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def _end_with_parent() -> None:
    if _prctl:
        _prctl(_PDEATHSIG, signal.SIGKILL)


def _end_of(path: Path) -> str:
    return " ".join(path.read_text("utf-8", "replace").split()[-40:]) if path.exists() else "it said nothing"


def main() -> None:
    """Start a cluster and say where it is; stop it with Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9200, help="of the first node; the others follow")
    parser.add_argument("--nodes", type=int, default=3)
    chosen = parser.parse_args()
    ports = [port for at in range(chosen.nodes) for port in (chosen.port + at, chosen.port + 100 + at)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with running(ports) as cluster, suppress(KeyboardInterrupt):
            print(cluster.url("gongbao"), flush=True)
            signal.pause()
    except NodesMissingError as error:
        sys.exit(f"no cluster: {error}")


if __name__ == "__main__":
    main()

"""A real OpenSearch cluster on this machine, for tests: three nodes on loopback, each a process that can be killed.

``python -m reliability.nodes`` starts one and runs until it is stopped. The distribution is what Maven gives; it is
kept outside the repository, where the user whom the nodes run as may read it.
"""

import argparse
import ctypes
import hashlib
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_ARTIFACT = "org.opensearch.distribution.integ-test-zip:opensearch"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
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
class Release:
    """A version of OpenSearch: the sum of its archive, the versions of Java that it runs on, its options for them."""

    version: str
    sha256: str
    java: range
    options: str


_RELEASES = (
    Release(
        "2.19.6",
        "71d6d8b1c637f3faecda0752b184b1cc526fc6eaad59ec1408c6327bb00b9293",
        range(11, 24),
        "18-:-Djava.security.manager=allow\n",
    ),
    Release(
        "3.5.0",
        "b676ad392c95a94d8d2bd8785b8b922c7811536daf6a9ec0c7277a34bd8a17a9",
        range(21, 26),
        "-javaagent:agent/opensearch-agent.jar\n",
    ),
)
#: Which of them is started; the first where the environment names none.
_CHOICE = "GONGBAO_OPENSEARCH"


def release() -> Release:
    """The version that the environment names."""
    wanted = os.environ.get(_CHOICE, _RELEASES[0].version)
    found = next((one for one in _RELEASES if one.version == wanted), None)
    if found is None:
        known = ", ".join(one.version for one in _RELEASES)
        raise NodesMissingError(f"OpenSearch {wanted} is not known; set {_CHOICE} to one of {known}")
    return found


class NodesMissingError(Exception):
    """There can be no cluster on this machine; says what is missing."""


@dataclass(slots=True)
class Node:
    """One node: its folder, its ports, and its process while it runs."""

    name: str
    folder: Path
    http: int
    transport: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def host(self) -> str:
        """Where it answers."""
        return f"127.0.0.1:{self.http}"

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

    distribution: Path
    nodes: list[Node] = field(default_factory=list)

    @classmethod
    def of(cls, hosts: str) -> "Cluster":
        """Nodes that run already, by the addresses that a URL would have; they are not ours to end."""
        ports = [int(host.rpartition(":")[2]) for host in hosts.split(",")]
        return cls(Path(), [Node(f"n{at}", Path(), port, 0) for at, port in enumerate(ports)])

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
        return f"opensearch+http://{self.hosts}/{name}"

    def start(self, node: Node) -> None:
        """Start a node, new or stopped or killed, without waiting for it. It ends with the thread that calls this."""
        environment = {
            "PATH": os.environ["PATH"],
            "OPENSEARCH_PATH_CONF": f"{node.folder}/config",
            "OPENSEARCH_TMPDIR": f"{node.folder}/temporary",
            "OPENSEARCH_JAVA_HOME": str(java_home()),
            "OPENSEARCH_JAVA_OPTS": f"-Xms{_HEAP} -Xmx{_HEAP} -XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        }
        with (node.folder / "said").open("ab") as said:
            node.process = subprocess.Popen(
                [str(self.distribution / "bin" / "opensearch")],
                env=environment, cwd=node.folder, stdout=said, stderr=said, **_as_another_user(),
            )  # fmt: skip

    def wait(self, nodes: int | None = None, status: str = "yellow") -> None:
        """Wait until so many nodes, or all that run, have found one another."""
        wanted = nodes or sum(node.process is not None for node in self.nodes)
        until = time.monotonic() + _PATIENCE
        while True:
            with suppress(OSError, KeyError):
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
                asked = urllib.request.Request(f"http://{node.host}{path}", method=method)
                with urllib.request.urlopen(asked, timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                return json.load(error)
            except OSError as error:
                failure = error
        raise failure

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
def running(ports: Sequence[int]) -> Iterator[Cluster]:
    """A cluster with a node for each two ports, until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="gongbao-nodes-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(distribution())
        pairs = list(zip(ports[::2], ports[1::2], strict=True))
        cluster.nodes = [Node(f"n{at}", folder / f"n{at}", *pair) for at, pair in enumerate(pairs)]
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
        seeds=", ".join(f'"127.0.0.1:{one.transport}"' for one in cluster.nodes),
        names=", ".join(one.name for one in cluster.nodes),
    )
    config = node.folder / "config"
    (config / "opensearch.yml").write_text(settings, "utf-8")
    (config / "jvm.options").write_text(_OPTIONS + release().options, "utf-8")
    (config / "log4j2.properties").write_text(_LOGGING, "utf-8")
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


def java_home() -> Path:
    """Where a Java is that the nodes can run on."""
    wanted = release().java
    found = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if "JAVA_HOME" in os.environ else []
    found += [Path(name).resolve() for name in (shutil.which("java"),) if name]
    for java in found:
        with suppress(OSError):
            said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
            version = re.search(r'version "(\d+)', said)
            if version and int(version[1]) in wanted:
                return java.parent.parent
    raise NodesMissingError(f"Java {wanted[0]} to {wanted[-1]} is not installed; JAVA_HOME may name it")


def distribution() -> Path:
    """The unpacked distribution; fetched by Maven where it is not there yet, and compared with its known sum."""
    java_home()
    cache = Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    home = cache / "gongbao" / f"opensearch-{release().version}"
    if home.exists():
        return home
    if not shutil.which("mvn"):
        raise NodesMissingError("Maven is not installed")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as name:
        folder = Path(name)
        _unpacked(_fetched(folder), folder)
        (folder / home.name / "logs").mkdir(exist_ok=True)
        with suppress(OSError):  # another process was faster
            (folder / home.name).rename(home)
    return home


def _fetched(folder: Path) -> Path:
    chosen = release()
    artifact = f"{_ARTIFACT}:{chosen.version}:zip"
    command = ["mvn", "-B", "-q", _COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    path = folder / f"opensearch-{chosen.version}.zip"
    if done.returncode or not path.exists():
        raise NodesMissingError(f"Maven did not fetch OpenSearch: {done.stdout[-300:]}{done.stderr[-300:]}".strip())
    with path.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != chosen.sha256:
            raise NodesMissingError("what Maven fetched is not the OpenSearch that is known")
    return path


def _unpacked(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as opened:
        for member in opened.infolist():
            target = Path(opened.extract(member, folder))
            target.chmod(0o755 if member.is_dir() or target.parent.name == "bin" else 0o644)


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

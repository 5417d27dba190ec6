"""OpenSearch as Maven gives it: fetched once, compared with its known sum, unpacked outside the repository."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ARTIFACT = "org.opensearch.distribution.integ-test-zip:opensearch"
_SECURITY = "org.opensearch.plugin:opensearch-security"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


@dataclass(frozen=True, slots=True)
class Release:
    """A version of OpenSearch: the sum of its archive, the versions of Java that it runs on, its options for them.

    ``security`` is the sum of the plugin that adds users and encryption, empty without it.
    """

    version: str
    sha256: str
    java: range
    options: str
    security: str = ""


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
#: With users and encryption, as the image of compose.yaml has them. Maven has no plugin of the image's own release.
SECURED = Release(
    "2.19.4",
    "3902e642715210d1d9d7cbdcc8f5abd6f931d1d7a679cea3750937becf16c406",
    range(11, 24),
    "18-:-Djava.security.manager=allow\n",
    security="1f673622c462c4171a8c53f9b1ad20e5b839834cb79b0d3b388da180a0e514e8",
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


def java_home(chosen: Release) -> Path:
    """Where a Java is that the nodes of a release can run on."""
    wanted = chosen.java
    found = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if "JAVA_HOME" in os.environ else []
    found += [Path(name).resolve() for name in (shutil.which("java"),) if name]
    for java in found:
        with suppress(OSError):
            said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
            version = re.search(r'version "(\d+)', said)
            if version and int(version[1]) in wanted:
                return java.parent.parent
    raise NodesMissingError(f"Java {wanted[0]} to {wanted[-1]} is not installed; JAVA_HOME may name it")


def distribution(chosen: Release) -> Path:
    """The unpacked distribution; fetched by Maven where it is not there yet, and compared with its known sum."""
    java_home(chosen)
    # Where the user whom the nodes run as may read it.
    cache = Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    home = cache / "gongbao" / f"opensearch-{chosen.version}{'-secured' if chosen.security else ''}"
    if home.exists():
        return home
    if not shutil.which("mvn"):
        raise NodesMissingError("Maven is not installed")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as name:
        folder = Path(name)
        _unpacked(_fetched(f"{_ARTIFACT}:{chosen.version}:zip", chosen.sha256, folder), folder)
        whole = folder / f"opensearch-{chosen.version}"
        (whole / "logs").mkdir(exist_ok=True)
        if chosen.security:
            _install(_fetched(f"{_SECURITY}:{chosen.version}.0:zip", chosen.security, folder), whole, chosen)
        with suppress(OSError):  # another process was faster
            whole.rename(home)
    return home


def _fetched(artifact: str, sha256: str, folder: Path) -> Path:
    command = ["mvn", "-B", "-q", _COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    _, name, version, _ = artifact.split(":")
    path = folder / f"{name}-{version}.zip"
    if done.returncode or not path.exists():
        raise NodesMissingError(f"Maven did not fetch {name}: {done.stdout[-300:]}{done.stderr[-300:]}".strip())
    with path.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != sha256:
            raise NodesMissingError(f"what Maven fetched is not the {name} that is known")
    return path


def _unpacked(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as opened:
        for member in opened.infolist():
            target = Path(opened.extract(member, folder))
            target.chmod(0o755 if member.is_dir() or target.parent.name == "bin" else 0o644)


def _install(plugin: Path, home: Path, chosen: Release) -> None:
    """Install a plugin into a distribution, where every user may read it."""
    command = [str(home / "bin" / "opensearch-plugin"), "install", "--batch", plugin.as_uri()]
    environment = {"PATH": os.environ["PATH"], "OPENSEARCH_JAVA_HOME": str(java_home(chosen))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NodesMissingError(f"{plugin.name} was not installed: {done.stderr[-300:]}")
    for part in ("config", "plugins"):
        for path in (home / part).rglob("*"):
            path.chmod(0o755 if path.is_dir() or path.suffix == ".sh" else 0o644)

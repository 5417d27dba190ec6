"""Libraries alone with what the service gives them to do: what is left over is the service's own."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.kinds import TOP, Question
from index import Snapshot
from index.engines.tantivy_rows import number_field
from index.language import segmentation
from index.plan import plan
from index.schema import FACETS

#: More values than any facet has.
_BUCKETS = 60_000


def same_query(opened: Snapshot, facets: Sequence[str] = FACETS) -> Callable[[Question], object]:
    """Tantivy's answer to the query that a match satisfies: all its fields, its best ten ids, the facets counted.

    The query is put together once, so that it costs nothing when it is asked again.
    """
    engine: Any = opened.engine
    searcher, compiler = engine._opened.searcher, engine._opened.compiler  # noqa: SLF001 - the library below the engine
    counted = {name: {"terms": {"field": number_field(name), "size": _BUCKETS}} for name in facets}
    ready: dict[Question, Any] = {}

    def ask(question: Question) -> object:
        if question not in ready:
            request = question.request()
            tree = plan(request.query) if request.query else None
            ready[question] = compiler.matching(tree, request.filters)
        matching = ready[question]
        hits = searcher.search(matching, TOP).hits
        found = [searcher.doc(address).get_first("clause") for _, address in hits]
        return found, searcher.aggregate(matching, counted) if counted else None

    return ask


def cutters() -> dict[str, Callable[[str], Iterable[str]]]:
    """What segments a run of characters for search: jieba, and jieba with ``rjieba`` for the path where installed."""
    jieba = segmentation._tokenizer().cut_for_search  # noqa: SLF001 - the library below our function
    fast = {"jieba with rjieba": segmentation.cut_for_search} if segmentation._fast() else {}  # noqa: SLF001
    return {"jieba": jieba, **fast}

"""``make eval``: one table with BM25 over words, over pairs of characters, the whole, and each part switched off."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import corpus
from evaluation.measures import DEPTH, Figures, Judged, figures, read_queries
from index import Index, open_index, rebuild
from index.engines import SearchRequest
from index.generation.companions import open_retriever
from index.query import parse
from index.scoring.found import Options
from index.scoring.retrieval import Retriever
from index.scoring.signals import PARTS, lexical

GAZETTES = Path(corpus.__file__).parent / "gazettes"
Ask = Callable[[str], Sequence[str]]


def main(url: str | None = None) -> None:
    """Print the table over the index at a URL, or over one that is built for it and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        address = url or f"whoosh:{folder}/index"
        if url is None:
            rebuild(GAZETTES, address)
        index = open_index(address)
        try:
            print("\n".join(table(index)))  # noqa: T201 - what the command is for
        finally:
            index.close()


def table(index: Index) -> Iterator[str]:
    """The lines of the table."""
    queries = read_queries()
    heads = f"{'queries':>8}{'found@1':>9}{'found@5':>9}{'MRR':>7}{'nDCG@10':>9}{'zh':>7}{'en':>7}{'mixed':>7}"
    yield f"{'ranking':24}{heads}"
    for name, ask in rankings(open_retriever(index)):
        answers = [ask(query.query) for query in queries]
        yield _line(name, queries, answers)


def rankings(retriever: Retriever) -> Iterator[tuple[str, Ask]]:
    """Every way to rank that the table compares."""
    yield "BM25, words", _bm25(retriever, "bigrams")
    yield "BM25, pairs of characters", _bm25(retriever, "words")
    yield "all", _whole(retriever, frozenset())
    yield "without vectors", _whole(retriever, frozenset({"vectors", "soft", "nearest"}))
    for part in PARTS:
        yield f"without {part}", _whole(retriever, frozenset({part}))


def _whole(retriever: Retriever, off: frozenset[str]) -> Ask:
    def ask(text: str) -> Sequence[str]:
        query = parse(text)
        found = retriever.search(query, SearchRequest(query.tree, limit=DEPTH), Options(off=off))
        return [hit.clause for hit in found.hits.hits]

    return ask


def _bm25(retriever: Retriever, off: str) -> Ask:
    lexicon = retriever.lexicon
    if lexicon is None:
        sys.exit("the index has no lexicon; rebuild it")

    def ask(text: str) -> Sequence[str]:
        scores = lexical(text, lexicon, frozenset({off}))
        best = (-scores).argsort(kind="stable")[:DEPTH]
        return [lexicon.contents.entries[place].clause for place in best.tolist() if scores[place]]

    return ask


def _line(name: str, queries: Sequence[Judged], answers: Sequence[Sequence[str]]) -> str:
    whole: Figures = figures(queries, answers)
    by_language = []
    for lang in ("zh", "en", "mixed"):
        chosen = [at for at, query in enumerate(queries) if query.lang == lang]
        by_language.append(figures([queries[at] for at in chosen], [answers[at] for at in chosen]).ndcg)
    numbers = (whole.found1, whole.found5, whole.mrr, whole.ndcg)
    columns = f"{numbers[0]:>9.3f}{numbers[1]:>9.3f}{numbers[2]:>7.3f}{numbers[3]:>9.3f}"
    return f"{name:24}{whole.queries:>8}{columns}" + "".join(f"{value:>7.3f}" for value in by_language)


if __name__ == "__main__":
    main(*sys.argv[1:2])

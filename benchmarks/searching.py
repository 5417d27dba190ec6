"""One size of a grown archive: built by each engine and each rival, asked by kind, in process and over REST."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import index
from benchmarks import rivals
from benchmarks.clients import Load, load
from benchmarks.growing import grow, grow_one_more
from benchmarks.kinds import Question, questions, terms
from benchmarks.measuring import Latency, PeakMemory, latencies, timed
from benchmarks.parts import parts
from benchmarks.rebuilding import Built, rebuilt
from benchmarks.same_work import cutters, same_query
from benchmarks.search import serving
from index.analysis import grams, pieces
from index.generation.generations import STORE
from index.schema import FACETS
from index.store import Store
from search_service.library import Library
from search_service.search import search_with_similar

#: Whoosh is measured up to here, which is what it is for.
WHOOSH_UP_TO = 5_000
#: bm25s holds every token in memory while it builds.
RIVALS_UP_TO = {"Whoosh": WHOOSH_UP_TO, "bm25s": 100_000}
#: The kinds that ask for the text of a clause, which is all that the rivals index.
BY_TEXT = ("one word", "two words", "phrase", "common word")
#: Several kinds of query as one.
TEXTS, ALL = "all by text", "all"
_POOLS = {TEXTS: BY_TEXT, ALL: (*BY_TEXT, "number", "English", "filter only")}
#: How many answers each number of clients gets over REST, for each query of a kind.
_ANSWERS = 10
_SAMPLE = 5_000
#: Tantivy alone with the query of the service, and what it counts.
_SAME_QUERY: Mapping[str, Sequence[str]] = {"raw, same query": (), "raw, same query and facets": FACETS}


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one size; latencies by who was asked and by kind, seconds of segmentation by what does it."""

    clauses: int
    builds: Sequence[Built]
    latencies: Mapping[str, Mapping[str, Latency]]
    loads: Mapping[str, Sequence[Load]]
    segmentation: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: queries of each kind, how often each, and by how many clients at once."""

    each: int = 40
    rounds: int = 2
    clients: Sequence[int] = (1, 8, 32)
    vectors: bool = True


def run(clauses: int, scale: Scale, keep: Path | None = None) -> Run:
    """Grow an archive, build, ask; with ``keep``, in that folder, where what is there already is not built again."""
    with TemporaryDirectory() as name:
        folder = keep or Path(name)
        if not (folder / "corpus").exists():
            grow(folder / "corpus", clauses)
        engines = ["tantivy", *(["whoosh"] if clauses <= WHOOSH_UP_TO else [])]
        builds: list[Built] = []
        found: dict[str, dict[str, Latency]] = {}
        loads = {}
        for engine in engines:
            url = f"{engine}:{folder / engine}"
            if not (folder / engine).exists():
                builds += _rebuilt(engine, folder, url, vectors=scale.vectors)
            ours, loads[engine] = _asked(url, scale)
            found |= {f"{who}, {engine}": by_kind for who, by_kind in ours.items()}
        opened = index.open_index(f"tantivy:{folder / 'tantivy'}")
        asked = questions(opened, scale.each)
        store = opened.folder / STORE
        opened.close()
        raw, texts = _raw(Path(name), store, asked, scale)
        return Run(_counted(store), [*builds, *texts], found | raw, loads, _segmented(store))


def _rebuilt(engine: str, folder: Path, url: str, *, vectors: bool) -> Iterator[Built]:
    """A full rebuild, and for Tantivy one after one gazette more; the archive is then that much larger."""
    yield rebuilt(f"rebuild, {engine}", folder / "corpus", url, vectors=vectors)
    if engine == "tantivy":
        grow_one_more(folder / "corpus")
        yield rebuilt(f"one gazette more, {engine}", folder / "corpus", url, vectors=vectors)


def _asked(url: str, scale: Scale) -> tuple[dict[str, dict[str, Latency]], list[Load]]:
    opened = index.open_index(url)
    asked = questions(opened, scale.each)
    library = Library(url)
    library.snapshot()

    def by_kind(call: Callable[[Question], object]) -> dict[str, Latency]:
        calls = {kind: [partial(call, one) for one in some] for kind, some in asked.items()}
        return latencies(calls, scale.rounds, _POOLS)

    found = {
        "engine": by_kind(lambda question: opened.engine.search(question.request())),
        "service without facets": by_kind(lambda question: search_with_similar(library, question.given(()))),
        "service": by_kind(lambda question: search_with_similar(library, question.given())),
    }
    found |= {name: by_kind(part) for name, part in parts(library).items()}
    if url.startswith("tantivy:"):
        found |= {name: by_kind(same_query(opened, facets)) for name, facets in _SAME_QUERY.items()}
    opened.close()
    return found, list(_loads(url, list(chain.from_iterable(asked.values())), scale))


def _loads(url: str, questions: Sequence[Question], scale: Scale) -> Iterator[Load]:
    """By one worker with any number of clients, then with most of them by two; a round before does not count."""
    most = max(scale.clients)
    with serving(url) as port:
        load(port, questions, 1, len(questions))
        yield from (load(port, questions, clients, scale.each * _ANSWERS) for clients in scale.clients)
    if most == 1:
        return
    with serving(url, workers=2) as port:
        load(port, questions, 2, 4 * len(questions))
        found = load(port, questions, most, scale.each * _ANSWERS)
        yield replace(found, workers=2)


def _raw(
    folder: Path, store: Path, asked: Mapping[str, Sequence[Question]], scale: Scale
) -> tuple[dict[str, dict[str, Latency]], list[Built]]:
    found, builds, size = {}, [], _counted(store)
    spool = _spooled(folder / "tokens.txt", store)
    for name in rivals.available():
        if size > RIVALS_UP_TO.get(name, size):
            continue
        with PeakMemory() as memory:
            rival, seconds = rivals.built(name, folder / "raw", _tokens(spool))
        taken = sum(path.stat().st_size for path in (folder / "raw" / name).rglob("*") if path.is_file())
        builds.append(Built(f"raw {name}", size, seconds, taken / size, memory.megabytes))
        calls = {kind: [partial(rival.search, terms(one)) for one in asked[kind]] for kind in BY_TEXT}
        found[f"raw {name}"] = latencies(calls, scale.rounds, _POOLS)
    return found, builds


def _spooled(path: Path, store: Path) -> Path:
    """The pairs of characters and the tokens of every clause, a line each: what decides whether it is found."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(" ".join(grams(text)) + "\n" for text in _texts(store))
    return path


def _tokens(spool: Path) -> Iterator[Sequence[str]]:
    with spool.open(encoding="utf-8") as lines:
        yield from (line.split() for line in lines)


def _texts(store: Path) -> Iterator[str]:
    opened = Store(store)
    for head in opened.documents():
        yield from (clause.text for clause in opened.document(head.id).clauses)
    opened.close()


def _counted(store: Path) -> int:
    opened = Store(store)
    try:
        return opened.counts().clauses
    finally:
        opened.close()


def _segmented(store: Path) -> dict[str, float]:
    """Seconds to segment every text by one process and nothing else, as a sample of them tells."""
    sample = list(islice(_texts(store), _SAMPLE))
    runs = [piece.text for text in sample for piece in pieces(text) if piece.han]
    share = _counted(store) / len(sample)

    def cut_all(cut: Callable[[str], Iterable[str]]) -> None:
        for run in runs:
            list(cut(run))

    return {name: timed(partial(cut_all, cut))[1] * share for name, cut in cutters().items()}

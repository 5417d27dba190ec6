"""One size of a grown archive: built by each engine and each rival, asked by kind, in process and over REST."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import index
from benchmarks import rivals
from benchmarks.clients import Load, load
from benchmarks.growing import grow
from benchmarks.kinds import Question, questions, terms
from benchmarks.measuring import Latency, PeakMemory, latency, timed
from benchmarks.search import serving
from index.analysis import grams, pieces
from index.language.segmentation import cut_for_search
from index.store import Store
from search_service.library import Library
from search_service.search import search

#: Whoosh is measured up to here; beyond, a build takes longer than the rest of the run.
WHOOSH_UP_TO = 20_000
#: bm25s holds every token in memory while it builds.
RIVALS_UP_TO = {"Whoosh": WHOOSH_UP_TO, "bm25s": 100_000}
#: Kinds that say nothing about the text of a clause, which is all that the rivals index.
_TEXTLESS = ("filter only", "number", "English")
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Built:
    """What a rebuild took, or the raw build of a library; bytes a clause with everything that is displayed."""

    name: str
    seconds: float
    bytes_a_clause: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one size; latencies by who was asked and by kind."""

    clauses: int
    builds: Sequence[Built]
    latencies: Mapping[str, Mapping[str, Latency]]
    loads: Mapping[str, Sequence[Load]]
    segmentation: float


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: queries of each kind, how often each, and by how many clients at once."""

    each: int = 40
    rounds: int = 2
    clients: Sequence[int] = (1, 8, 32)


def run(clauses: int, scale: Scale, keep: Path | None = None) -> Run:
    """Grow an archive, build, ask; with ``keep``, in that folder, where what is there already is not built again."""
    with TemporaryDirectory() as name:
        folder = keep or Path(name)
        if not (folder / "corpus").exists():
            grow(folder / "corpus", clauses)
        engines = ["tantivy", *(["whoosh"] if clauses <= WHOOSH_UP_TO else [])]
        builds, latencies, loads = [], {}, {}
        for engine in engines:
            url = f"{engine}:{folder / engine}"
            if not (folder / engine).exists():
                builds.append(_rebuilt(engine, folder / "corpus", url))
            found, under_load = _asked(url, scale)
            latencies |= {f"{who}, {engine}": by_kind for who, by_kind in found.items()}
            loads[engine] = under_load
        opened = index.open_index(f"tantivy:{folder / 'tantivy'}")
        asked = questions(opened, scale.each)
        opened.close()
        store = next((folder / "tantivy").glob("generations/*/store.sqlite"))
        raw, texts = _raw(Path(name), store, asked, scale)
        latencies |= raw
        return Run(_counted(store), [*builds, *texts], latencies, loads, _segmented(store))


def _rebuilt(engine: str, corpus: Path, url: str) -> Built:
    # Lexicon and vectors depend on no engine, and only small archives have them.
    with PeakMemory() as memory, patch("index.generation.building.write_companions", lambda *_: None):
        summary = index.rebuild(corpus, url, options=index.RebuildOptions(workers=2))
    return Built(f"rebuild, {engine}", summary.seconds, summary.bytes / summary.clauses, memory.megabytes)


def _asked(url: str, scale: Scale) -> tuple[dict[str, dict[str, Latency]], list[Load]]:
    opened = index.open_index(url)
    asked = questions(opened, scale.each)
    library = Library(url)
    library.holdings()
    everything = list(chain.from_iterable(asked.values()))

    def by_kind(call: Callable[[Question], object]) -> dict[str, Latency]:
        return {kind: latency([lambda q=q: call(q) for q in some], scale.rounds) for kind, some in asked.items()}

    found = {
        "engine": by_kind(lambda question: opened.engine.search(question.request())),
        "service": by_kind(lambda question: search(library, _given(question))),
    }
    opened.close()
    with serving(url) as port:
        loads = [load(port, everything, clients, 1) for clients in scale.clients]
    return found, loads


def _given(question: Question) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in question.parameters():
        given.setdefault(name, []).append(value)
    return given


def _raw(
    folder: Path, store: Path, asked: Mapping[str, Sequence[Question]], scale: Scale
) -> tuple[dict[str, dict[str, Latency]], list[Built]]:
    latencies, builds, size = {}, [], _counted(store)
    spool = _spooled(folder / "tokens.txt", store)
    for name in rivals.available():
        if size > RIVALS_UP_TO.get(name, size):
            continue
        with PeakMemory() as memory:
            rival, seconds = rivals.built(name, folder / "raw", _tokens(spool))
        taken = sum(path.stat().st_size for path in (folder / "raw" / name).rglob("*") if path.is_file())
        builds.append(Built(f"raw {name}", seconds, taken / size, memory.megabytes))
        latencies[f"raw {name}"] = {
            kind: latency([partial(rival.search, terms(question)) for question in some], scale.rounds)
            for kind, some in asked.items()
            if kind not in _TEXTLESS
        }
    return latencies, builds


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


def _segmented(store: Path) -> float:
    """Seconds to segment every text by one process and nothing else, as a sample of them tells."""
    sample = list(islice(_texts(store), _SAMPLE))
    runs = [[piece.text for piece in pieces(text) if piece.han] for text in sample]
    return timed(lambda: [cut_for_search(run) for found in runs for run in found])[1] * _counted(store) / len(sample)

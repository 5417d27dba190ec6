"""Lexicon and vectors of a generation: what is made when all of its documents are written."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TypeVar

from corpus.child_processes import end_with_parent
from corpus.freed_memory import give_back
from index.generation.generations import STORE
from index.generation.knowledge_writing import LexiconSources
from index.generation.lexicon_writing import write_lexicon
from index.knowledge.encoders import Encoder
from index.knowledge.encoding import CACHE, Encoding
from index.knowledge.nearest import link_many
from index.knowledge.vectors import passages, write_vectors
from index.language.segmentation import unload
from index.store import Store

Value = TypeVar("Value")
#: From so many clauses on the memory of a stage is worth the start of a process, which takes two seconds.
MANY = 100_000
#: Is given the name of an encoder, how many clauses it has encoded, and of how many.
Progressed = Callable[..., None]


@dataclass(frozen=True, slots=True)
class VectorOptions:
    """Which encoders make vectors, with so many ``workers`` processes."""

    encoders: Sequence[Encoder]
    workers: int
    progress: Progressed | None


def write_sidecars(folder: Path, local: Path, sources: LexiconSources, vectors: VectorOptions, *, many: bool) -> None:
    """Write them for a generation whose store and postings are finished, the vectors of every encoder of ``vectors``.

    What may be used again by the next generation is kept below the folder ``local``. The stages of an archive of
    ``many`` clauses are processes of their own, one after the other: each has the memory of the machine.
    """
    run = _apart if many else _here
    cache = local / CACHE
    terms = run(write_lexicon, folder, cache, sources)
    for encoder in vectors.encoders:
        with closing(Store(folder / STORE)) as store, Encoding(encoder, cache, vectors.workers) as encoded:
            size = store.counts().clauses
            tell = partial(vectors.progress, encoder.name, of=size) if vectors.progress else None
            every = (one for document in store.whole_documents() for one in passages(document))
            write_vectors(folder, encoded, every, terms, tell)
        run(link_many, folder, encoder.name)


def _here(work: Callable[..., Value], *given: object) -> Value:
    return work(*given)


def _apart(work: Callable[..., Value], *given: object) -> Value:
    """Does work in a process whose memory goes with it; this one keeps no dictionaries, and nothing that is free."""
    unload()
    give_back()
    # This process has threads by now, which a forked one would miss.
    pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
    try:
        return pool.submit(work, *given).result()
    except BaseException:
        for child in active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown()

"""The sidecar files of a generation beside store and engine: postings, doc values, lexicon, and vectors."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any, TypeVar

from corpus.child_processes import end_with_parent
from index.generation.generations import STORE
from index.generation.lexicon_writing import write_knowledge
from index.knowledge.encoders import Encoder
from index.knowledge.encoding import CACHE, Encoding
from index.knowledge.nearest import link_many
from index.knowledge.vectors import passages, write_vectors
from index.language.segmentation import unload
from index.store import Store

Value = TypeVar("Value")
#: Is given the name of an encoder, how many clauses it has encoded, and of how many.
Progressed = Callable[..., None]
#: Is given a function and what it is called with; gives what waits for the result.
Beside = Callable[..., Callable[[], Any]]


@dataclass(frozen=True, slots=True)
class VectorOptions:
    """Which encoders make vectors, with so many ``workers`` processes."""

    encoders: Sequence[Encoder]
    workers: int
    progress: Progressed | None


def write_sidecars(folder: Path, local: Path, beside: Beside, vectors: VectorOptions) -> None:
    """Write them for a generation whose store is finished, the vectors of every encoder of ``vectors`` too.

    What may be used again by the next generation is kept below the folder ``local``. ``beside`` starts work in another
    process and gives what waits for it: postings, doc values and lexicon are written while the clauses are encoded, or
    before, with :func:`apart`.
    """
    cache = local / CACHE
    terms = beside(write_knowledge, folder, cache)
    for encoder in vectors.encoders:
        with closing(Store(folder / STORE)) as store, Encoding(encoder, cache, vectors.workers) as encoded:
            size = store.counts().clauses
            tell = partial(vectors.progress, encoder.name, of=size) if vectors.progress else None
            every = (one for document in store.whole_documents() for one in passages(document))
            write_vectors(folder, encoded, every, terms, tell)
        beside(link_many, folder, encoder.name)()
    terms()


def apart(work: Callable[..., Value], *given: object) -> Callable[[], Value]:
    """Does work in a process whose memory goes with it, and gives what it returned; this one keeps no dictionaries.

    The stages of a large archive are done so one after the other, so that each has the memory of the machine.
    """
    unload()
    # This process has threads by now, which a forked one would miss.
    pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
    try:
        found = pool.submit(work, *given).result()
    except BaseException:
        for child in active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown()
    return lambda: found

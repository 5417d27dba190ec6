"""The sidecar files of a generation beside store and engine: postings, doc values, lexicon, and vectors."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TypeVar

from corpus.child_processes import end_with_parent
from index.generation.generations import STORE
from index.generation.lexicon_writing import MANY, write_knowledge
from index.knowledge.encoders import available
from index.knowledge.encoding import CACHE, Encoding
from index.knowledge.nearest import link_many
from index.knowledge.vectors import passages, write_vectors
from index.language.segmentation import unload
from index.store import Store

Value = TypeVar("Value")
#: Is given the name of an encoder, how many clauses it has encoded, and of how many.
Progressed = Callable[..., None]


def write_sidecars(
    folder: Path, local: Path, workers: int, progress: Progressed | None, *, vectors: bool = True
) -> None:
    """Write them for a generation whose store is finished, the vectors of every encoder that is installed too.

    What may be used again by the next generation is kept below the folder ``local``. Of a large archive each stage has
    a process of its own, so that the memory of one is not kept during the next.
    """
    cache = local / CACHE
    with closing(Store(folder / STORE)) as store:
        size = store.counts().clauses
        run = _apart if size >= MANY else _here
        terms = run(write_knowledge, folder, cache)
        for encoder in available() if vectors else ():
            encoded_so_far = partial(progress, encoder.name, of=size) if progress else None
            with Encoding(encoder, cache, workers) as encoded:
                every = (one for document in store.whole_documents() for one in passages(document))
                write_vectors(folder, encoded, every, terms, encoded_so_far)
            run(link_many, folder, encoder.name)


def _here(work: Callable[..., Value], *given: object) -> Value:
    return work(*given)


def _apart(work: Callable[..., Value], *given: object) -> Value:
    """What a function gives, in a process whose memory goes with it; this one keeps no dictionaries meanwhile."""
    unload()
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

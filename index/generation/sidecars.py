"""The sidecar files of a generation beside store and engine: postings, doc values, lexicon, and vectors."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from index.generation.generations import STORE
from index.generation.lexicon_writing import write_knowledge
from index.knowledge.encoders import available
from index.knowledge.encoding import CACHE, Encoding
from index.knowledge.vectors import passages, write_vectors
from index.store import Store
from index.understanding.dictionary import Dictionary

#: Is given the name of an encoder, how many clauses it has encoded, and of how many.
Progressed = Callable[..., None]


def write_sidecars(
    folder: Path, local: Path, workers: int, progress: Progressed | None, *, vectors: bool = True
) -> None:
    """Write them for a generation whose store is finished, the vectors of every encoder that is installed too.

    What may be used again by the next generation is kept below the folder ``local``.
    """
    store, cache = Store(folder / STORE), local / CACHE
    try:
        contents = write_knowledge(folder, store, Dictionary.read(cache))
        terms = [contents.terms[number] for number in contents.topical]
        size = store.counts().clauses
        for encoder in available() if vectors else ():
            encoded_so_far = partial(progress, encoder.name, of=size) if progress else None
            with Encoding(encoder, cache, workers) as encoded:
                every = (one for document in store.whole_documents() for one in passages(document))
                write_vectors(folder, encoded, every, terms, encoded_so_far)
    finally:
        store.close()

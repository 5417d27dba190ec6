"""What a generation holds beside store and engine: the lexicon, and vectors where an encoder is installed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from filelock import FileLock

from index.engines import Address, open_engine
from index.generation.durability import make_tree_durable
from index.generation.generations import ENGINE, STORE, Index, open_index, serving_generation, write_manifest
from index.generation.lexicon_writing import write_lexicon, write_vocabulary
from index.knowledge.encoders import Encoder, available
from index.knowledge.encoding import CACHE, Encoding
from index.knowledge.lexicon import Lexicon
from index.knowledge.neighbours import Neighbours, is_installed, write_neighbours
from index.knowledge.vectors import Vectors, write_vectors
from index.ranking import RANKING
from index.scoring.retrieval import Retriever
from index.store import Store

#: What a process is started with that is to give way to every other.
_GENTLY = ("nice", "-n", "10") if shutil.which("nice") else ()


def write_companions(folder: Path, address: Address, workers: int, *, vectors: bool = True) -> None:
    """Write lexicon and vectors of a generation whose store and engine are finished.

    An archive beyond the size that is scored exactly gets a vocabulary. What takes long to encode is added later, see
    :func:`encode_slowly`.
    """
    store = Store(folder / STORE)
    try:
        if store.counts().clauses > RANKING.retrieval.exact:
            engine = open_engine(address.scheme, folder / ENGINE)
            write_vocabulary(folder, store, engine.terms("text"))
            engine.close()
            return
        contents = write_lexicon(folder, store)
        for encoder in available():
            if vectors and not encoder.slow:
                with Encoding(encoder, address.path / CACHE, workers) as encoded:
                    write_vectors(folder, encoded, store, contents)
    finally:
        store.close()


def open_retriever(index: Index) -> Retriever:
    """The retriever of an open index."""
    return Retriever(index.engine, index.store, index.folder)


def wants_encoding(index: Index) -> bool:
    """Whether an installed encoder has not yet gone over this generation."""
    return bool(_missing(index.folder))


def encode_slowly(index: Index) -> None:
    """Let the encoders go over a generation that have not yet, and add their vectors to it; readers pick them up.

    Waits for another process that does so; what that one encoded is not encoded again. A generation that does not
    serve any more is left as it is.
    """
    cache = index.folder.parents[1] / CACHE
    cache.mkdir(exist_ok=True)
    with FileLock(cache / "encoding.lock"):
        if serving_generation(cache.parent) != index.manifest.generation:
            return
        for encoder, write in _missing(index.folder):
            # The generation may be removed meanwhile; then there is nothing to add to.
            with suppress(FileNotFoundError), Encoding(encoder, cache) as encoded:
                write(encoded=encoded, store=index.store)
                make_tree_durable(index.folder)
                write_manifest(index.folder, index.manifest)


def _missing(folder: Path) -> list[tuple[Encoder, Callable[..., None]]]:
    """The encoders that have not gone over a generation yet, and what is to be written of each."""
    lexicon = Lexicon.read(folder)
    if lexicon is None:
        return []
    encoders = [encoder for encoder in available() if (encoder.slow if lexicon.size else encoder.terms)]
    missing: list[tuple[Encoder, Callable[..., None]]] = [
        (encoder, partial(write_vectors, folder, contents=lexicon.contents))
        for encoder in encoders
        if Vectors.read(folder, encoder.name) is None
    ]
    if not lexicon.size and encoders and is_installed() and Neighbours.read(folder) is None:
        missing.append((encoders[0], partial(write_neighbours, folder)))
    return missing


def encode_in_background(url: str) -> bool:
    """Start a process of low priority that does :func:`encode_slowly`; false where nothing is to be done."""
    if not available():
        return False
    index = open_index(url)
    try:
        if not wants_encoding(index):
            return False
    finally:
        index.close()
    program = (
        "import sys; from index import open_index; from index.generation.companions import encode_slowly; "
        "encode_slowly(open_index(sys.argv[1]))"
    )
    subprocess.Popen(  # noqa: S603 - our own program with our own address
        [*_GENTLY, sys.executable, "-c", program, url],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True

"""What a generation holds beside store and engine: the lexicon, and vectors where an encoder is installed."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.engines import parse_address
from index.generation.generations import STORE, Index, generation_folder, open_index
from index.ranking import RANKING
from index.scoring.encoders import available
from index.scoring.lexicon import Lexicon
from index.scoring.lexicon_writing import write_lexicon
from index.scoring.retrieval import Retriever
from index.scoring.vectors import CACHE, Vectors, write_vectors
from index.store import Store

#: What a process is started with that is to give way to every other.
_GENTLY = ("nice", "-n", "10") if shutil.which("nice") else ()


def write_companions(folder: Path, root: Path) -> None:
    """Write lexicon and vectors of a generation whose store is finished; ``root`` is the index folder with the cache.

    An archive beyond the size that is scored exactly gets neither: it is searched by the engine alone. What a slow
    encoder makes is added later, see :func:`encode_slowly`.
    """
    store = Store(folder / STORE)
    try:
        if not 0 < store.counts().clauses <= RANKING.retrieval.exact:
            return
        contents = write_lexicon(folder, store)
        for encoder in available():
            if not encoder.slow:
                write_vectors(folder, root / CACHE, encoder, store, contents)
    finally:
        store.close()


def open_retriever(index: Index) -> Retriever:
    """The retriever of an open index."""
    return Retriever(index.engine, _folder(index))


def wants_slow_vectors(index: Index) -> bool:
    """Whether an installed encoder has not yet gone over this generation."""
    folder = _folder(index)
    slow = [encoder for encoder in available() if encoder.slow]
    return Lexicon.read(folder) is not None and any(Vectors.read(folder, encoder.name) is None for encoder in slow)


def encode_slowly(index: Index) -> None:
    """Let the slow encoders go over a generation and add their vectors to it; readers pick them up."""
    folder, lexicon = _folder(index), Lexicon.read(_folder(index))
    if lexicon is None:
        return
    cache = folder.parents[1] / CACHE
    cache.mkdir(exist_ok=True)
    with suppress(Timeout), FileLock(cache / "encoding.lock", timeout=0):
        _encode(index, folder, lexicon)


def _encode(index: Index, folder: Path, lexicon: Lexicon) -> None:
    for encoder in available():
        if encoder.slow and Vectors.read(folder, encoder.name) is None:
            # The generation may be removed meanwhile; then there is nothing to add to.
            with suppress(FileNotFoundError):
                write_vectors(folder, folder.parents[1] / CACHE, encoder, index.store, lexicon.contents)


def encode_in_background(url: str) -> bool:
    """Start a process of low priority that does :func:`encode_slowly`; false where nothing is to be done."""
    if not any(encoder.slow for encoder in available()):
        return False
    index = open_index(url)
    try:
        if not wants_slow_vectors(index):
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


def _folder(index: Index) -> Path:
    return generation_folder(parse_address(index.url).path, index.manifest.generation)

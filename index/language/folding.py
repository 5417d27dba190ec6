"""One spelling for what readers take as the same: width, case, compatibility and traditional characters."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from. ``sources`` is ``None`` when they stand one for one."""

    text: str
    sources: tuple[int, ...] | None = None

    def start(self, index: int) -> int:
        """The offset in the original of the character that gave ``text[index]``."""
        return index if self.sources is None else self.sources[index]

    def end(self, index: int) -> int:
        """The offset after the original character that gave ``text[index]``."""
        return self.start(index) + 1


class _CharacterFolds(dict[int, str]):
    """A translation table that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Controls, format characters and lone surrogates are blanks: they separate nothing that is read.
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t":
            folded = " "
        else:
            folded = unicodedata.normalize("NFKC", char).lower() or " "
        self[code] = folded
        return folded


_FOLDS = _CharacterFolds()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Traditional characters as simplified ones, always of the same length."""
    if text.isascii():
        return text
    whole: str = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    singles = (_converter().convert(char) for char in text)
    return "".join(single if len(single) == 1 else char for single, char in zip(singles, text, strict=True))


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Full width to half, upper case to lower, compatibility forms (℃, ㎡) and traditional characters to plain ones."""
    plain = text.translate(_FOLDS)
    if len(plain) == len(text):
        return Folded(_simplified(plain))
    lengths = [len(_FOLDS[ord(char)]) for char in text]
    sources = tuple(i for i, length in enumerate(lengths) for _ in range(length))
    return Folded(_simplified(plain), sources)

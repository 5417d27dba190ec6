"""Lists of words that stand for nothing by themselves, as they come along in the data folder."""

from functools import cache
from importlib.resources import files


@cache
def function_words() -> frozenset[str]:
    """English words that no Chinese term stands for."""
    return _words("function_words.txt")


@cache
def chain_words() -> frozenset[str]:
    """Chinese words that neither begin nor end a term of several words."""
    return _words("chain_words.txt")


def _words(name: str) -> frozenset[str]:
    text = files("index.data").joinpath(name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())

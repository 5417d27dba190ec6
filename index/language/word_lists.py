"""Lists of words that stand for nothing by themselves, as they come along in the data folder."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def function_words() -> frozenset[str]:
    """English words that no Chinese term stands for."""
    return _words("function_words.txt")


@cache
def question_words() -> frozenset[str]:
    """Chinese words with which a question is asked and which no answer repeats."""
    return _words("question_words.txt")


@cache
def chain_words() -> frozenset[str]:
    """Chinese words that neither begin nor end a term of several words."""
    return _words("chain_words.txt")


@cache
def plain_words() -> Mapping[str, tuple[str, ...]]:
    """Everyday Chinese words with what papers call the thing, longest word first."""
    table = tomllib.loads(files("index.data").joinpath("plain_words.toml").read_text(encoding="utf-8"))["words"]
    return {word: tuple(table[word]) for word in sorted(table, key=lambda word: (-len(word), word))}


def _words(name: str) -> frozenset[str]:
    text = files("index.data").joinpath(name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())

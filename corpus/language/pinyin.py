"""Pinyin: how Chinese characters read, in Latin letters without tones."""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any


@lru_cache(maxsize=65_536)
def romanise(text: str) -> str:
    """Toneless pinyin in lower case, letters and digits only: 京政办发 -> jingzhengbanfa. ASCII text is lowered."""
    if text.isascii():
        return re.sub(r"[^a-z0-9]", "", text.lower())
    return re.sub(r"[^a-z0-9]", "", "".join(syllables(text)).lower())


def syllables(text: str) -> tuple[str, ...]:
    """The toneless pinyin of each Chinese character of a text, as it reads in it: 赔偿 -> pei, chang."""
    return tuple(_reader().lazy_pinyin(text))


@cache
def _reader() -> Any:
    """Reads texts, and remembers how the words read that they are made of: an archive has far fewer of them than texts.

    The tables of the library take 50 MB, which a process that reads no character does without.
    """
    converter = import_module("pypinyin.converter").DefaultConverter()
    converter.convert = lru_cache(maxsize=65_536)(converter.convert)
    return import_module("pypinyin.core").Pinyin(converter)


@lru_cache(maxsize=4096)
def romanise_name(text: str) -> str:
    """A name in pinyin as it is written in English: 西安 -> Xi'an, 吕梁 -> Luliang. Other characters are kept."""
    syllables = [one.replace("ü", "u") for one in import_module("pypinyin").lazy_pinyin(text, v_to_u=True)]
    joined = (f"'{one}" if at and one[0] in "aeo" else one for at, one in enumerate(syllables) if one)
    return "".join(joined).capitalize()


@lru_cache(maxsize=256)
def romanise_initials(text: str) -> str:
    """The first letters of the syllables: 北京 -> bj."""
    return "".join(s[0] for s in _reader().lazy_pinyin(text) if s and s[0].isascii()).lower()

"""Sounds that many speakers of Chinese do not tell apart: those that input methods offer as fuzzy pinyin."""

import re
from collections.abc import Iterator

from corpus.language.pinyin import syllables

_INITIALS = {
    one: other
    for pair in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
    for one, other in (pair, pair[::-1])
}
_INITIAL = re.compile(r"[zcs]h?|[nlfh]|")
_FINAL = re.compile(r"(?<=[aei])ng?$")


def similar_sounds(word: str) -> Iterator[str]:
    """The pinyin of a word with one syllable as it may be confused: 庄园 zhuangyuan -> zuangyuan, zhuanyuan, ..."""
    read = syllables(word)
    for at, syllable in enumerate(read):
        yield from ("".join((*read[:at], other, *read[at + 1 :])) for other in _confused(syllable))


def _confused(syllable: str) -> Iterator[str]:
    """A syllable with its initial, its final or both replaced: zang -> zhang, zan, zhan."""
    initial = _INITIAL.match(syllable)[0]  # type: ignore[index]  # it matches nothing at least
    rest = syllable[len(initial) :]
    initials = (initial, _INITIALS[initial]) if initial else (initial,)
    rests = (rest, _FINAL.sub("n" if rest.endswith("g") else "ng", rest)) if _FINAL.search(rest) else (rest,)
    yield from sorted({first + last for first in initials for last in rests} - {syllable})

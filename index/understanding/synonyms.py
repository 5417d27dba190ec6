"""Chinese words of a query as groups: other names of the same body, and the papers' own words for everyday ones."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from corpus.language.bodies import city, register, without_city
from corpus.language.text import character_pairs
from index.analysis import pieces
from index.knowledge.lexicon import Lexicon
from index.language.segmentation import cut, cut_for_search, is_in_dictionary, stem, stop_words
from index.language.word_lists import plain_words
from index.ranking import RANKING
from index.understanding.groups import Group, GroupMember

SAME_BODY, PLAIN = "same_body", "plain_language"


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Finds other words for those of a query among the terms of one lexicon."""

    lexicon: Lexicon

    def groups(self, text: str) -> tuple[Group, ...]:
        """A group for each word, in order, those of names first; bodies are one word whatever their length."""
        named = self.named(text)
        return (
            *named,
            *(Group(word, (GroupMember(word, 1.0),)) for word in ranking_words(text) if not _has(named, word)),
        )

    def named(self, text: str) -> tuple[Group, ...]:
        """The groups of bodies and everyday words that have other names here."""
        found = {word: same for word in _bodies(text) if (same := self._same(word))}
        plain = [word for word in _plain(text) if not any(word in name for name in found)]
        found |= {word: other for word in plain if (other := self._official(word))}
        return tuple(Group(word, (GroupMember(word, 1.0), *others)) for word, others in found.items())

    def _same(self, name: str) -> tuple[GroupMember, ...]:
        others = {
            without_city(other)
            for full in (name, f"市{name}", f"{city()}市{name}")
            if register().find(full)
            for other in register().same_as(full)
        }
        others |= {other.removeprefix("市") for other in others}
        known = sorted(
            other for other in others if len(other) > len("市局") and other != name and other in self.lexicon
        )
        return tuple(GroupMember(other, 1.0, SAME_BODY) for other in known)

    def _official(self, word: str) -> tuple[GroupMember, ...]:
        share = RANKING.expansion.official_share
        known = (term for term in plain_words()[word] if term in self.lexicon)
        return tuple(GroupMember(term, share, PLAIN) for term in known)


def _has(groups: Iterable[Group], word: str) -> bool:
    return any(group.source == word for group in groups)


def ranking_words(text: str) -> tuple[str, ...]:
    """The words that rank, each once: those of search mode that are longer than a character, and tokens."""
    found: list[str] = []
    for piece in pieces(text):
        if piece.han:
            found += [word for word in cut_for_search(piece.text) if len(word) > 1 and word not in stop_words()]
        elif piece.text not in stop_words():
            found.append(stem(piece.text))
    return tuple(dict.fromkeys(found))


def pairs(text: str) -> tuple[str, ...]:
    """Every two neighbouring characters, and tokens, each once."""
    return tuple(dict.fromkeys(_pairs(text)))


def weighted_pairs(text: str) -> Mapping[str, float]:
    """The same with what each counts: as often as it is asked for, and a line by the root of its length.

    So a long word beside a short one does not count for nearly everything.
    """
    found: dict[str, float] = defaultdict(float)
    for line in text.split("\n"):
        asked = list(_pairs(line))
        for pair in asked:
            found[pair] += len({*asked}) ** -0.5
    return found


def _pairs(text: str) -> Iterator[str]:
    for piece in pieces(text):
        if piece.han:
            yield from character_pairs(piece.text)
        elif piece.text not in stop_words():
            yield stem(piece.text)


def _bodies(text: str) -> list[str]:
    """The names of bodies in the text, longest first, none inside another."""
    return _outermost(_body_names(), text)


def _plain(text: str) -> list[str]:
    """The everyday words in the text, longest first, none inside another nor at the beginning of a longer word."""
    found = _outermost(plain_words(), text)
    inside = frozenset(_inside_words(text)) if found else frozenset()
    return [word for word in found if _ends_alone(word, text, inside)]


def _ends_alone(word: str, text: str, inside: AbstractSet[int]) -> bool:
    """Whether no longer word goes on behind it: a 体育老师 is a 老师, and 大学生 is no 大学."""
    return any(match.end() not in inside for match in re.finditer(re.escape(word), text))


def _inside_words(text: str) -> Iterator[int]:
    """The places between two characters of one word of the dictionary."""
    for piece in pieces(text):
        words = cut(piece.text) if piece.han else []
        for start, word in zip(accumulate(map(len, words), initial=0), words, strict=False):
            if is_in_dictionary(word):
                yield from piece.offsets[start + 1 : start + len(word)]


def _outermost(names: Iterable[str], text: str) -> list[str]:
    found: list[str] = []
    for name in names:
        if name in text and not any(name in other for other in found):
            found.append(name)
    return found


@cache
def _body_names() -> tuple[str, ...]:
    """Every name that a body goes by, with and without the city, longest first."""
    short = {other for name in register().names if not name.isascii() for other in (name, without_city(name))}
    short |= {name.removeprefix("市") for name in short}
    return tuple(sorted((name for name in short if len(name) > len("市局")), key=lambda one: (-len(one), one)))

"""Chinese words of a query as groups: other names of the same body, and the terms that mean nearly the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import exp

from corpus.bodies import register
from index.analysis import pieces
from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Asked, Vectors
from index.language.segmentation import cut_for_search, stem, stop_words
from index.language.word_lists import plain_words
from index.ranking import RANKING
from index.understanding.groups import Group, Member

SAME_BODY, SIMILAR, PLAIN = "same_body", "similar", "plain_language"


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Finds other words for those of a query among the terms of one lexicon."""

    lexicon: Lexicon
    vectors: Vectors | None

    def groups(self, text: str) -> tuple[Group, ...]:
        """A group for each word, in order; bodies are one word whatever their length."""
        found = words(text)
        near = self._near(text, found)
        named = {word: same for word in _bodies(text) if (same := self._same(word))}
        named |= {word: other for word in _plain(text) if (other := self._official(word))}
        return (
            *(Group(word, (Member(word, 1.0), *same)) for word, same in named.items()),
            *(Group(word, (Member(word, 1.0), *near.get(word, ()))) for word in found if word not in named),
        )

    def _same(self, name: str) -> tuple[Member, ...]:
        others = {
            other.removeprefix("北京")
            for full in (name, f"市{name}", f"北京市{name}")
            for other in register().same_as(full)
        }
        others |= {other.removeprefix("市") for other in others}
        known = sorted(
            other for other in others if other in self.lexicon and other != name and len(other) > len("市局")
        )
        return tuple(Member(other, 1.0, SAME_BODY) for other in known)

    def _official(self, word: str) -> tuple[Member, ...]:
        share = RANKING.retrieval.official_share
        known = (term for term in plain_words()[word] if term in self.lexicon and term != word)
        return tuple(Member(term, share, PLAIN) for term in known)

    def _near(self, text: str, found: tuple[str, ...]) -> dict[str, tuple[Member, ...]]:
        model = RANKING.retrieval
        asked = [word for word in found if not word.isascii()][: model.most_words]
        if self.vectors is None or not asked:
            return {}
        near = self.vectors.terms_near(self.lexicon, Asked(text, dict.fromkeys(asked, ())), model.nearest)
        return {word: tuple(_members(word, {term: one[0] for term, one in near[word].items()})) for word in asked}


def _members(word: str, near: dict[str, float]) -> Iterator[Member]:
    model = RANKING.retrieval
    for term in sorted(near, key=lambda term: (-near[term], term)):
        if term != word and near[term] >= model.similar_least:
            yield Member(term, exp((near[term] - 1) / model.similar_spread), SIMILAR)


def words(text: str) -> tuple[str, ...]:
    """The words that rank, each once: those of search mode that are longer than a character, and tokens."""
    found: list[str] = []
    for piece in pieces(text):
        if piece.han:
            found += [word for word in cut_for_search(piece.text) if len(word) > 1 and word not in stop_words()]
        elif piece.text not in stop_words():
            found.append(stem(piece.text))
    return tuple(dict.fromkeys(found))


def bigrams(text: str) -> tuple[str, ...]:
    """Every two neighbouring characters, and tokens."""
    found: list[str] = []
    for piece in pieces(text):
        if piece.han:
            found += [piece.text[at : at + 2] for at in range(max(len(piece.text) - 1, 1))]
        elif piece.text not in stop_words():
            found.append(stem(piece.text))
    return tuple(dict.fromkeys(found))


def _bodies(text: str) -> list[str]:
    """The names of bodies in the text, longest first, none inside another."""
    return _outermost(_body_names(), text)


def _plain(text: str) -> list[str]:
    """The everyday words in the text, longest first, none inside another."""
    return _outermost(plain_words(), text)


def _outermost(names: Iterable[str], text: str) -> list[str]:
    found: list[str] = []
    for name in names:
        if name in text and not any(name in other for other in found):
            found.append(name)
    return found


@cache
def _body_names() -> tuple[str, ...]:
    """Every name that a body goes by, with and without the city, longest first."""
    names = {alias for body in register().by_name.values() for alias in register().same_as(body.name)}
    short = {other for name in names if not name.isascii() for other in (name, name.removeprefix("北京"))}
    short |= {name.removeprefix("市") for name in short}
    return tuple(sorted((name for name in short if len(name) > len("市局")), key=lambda one: (-len(one), one)))

"""English words of a query as groups of Chinese terms: dictionary and glossary, and the nearest terms of the corpus."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from index import analysis
from index.analysis import Unit
from index.language.word_lists import function_words
from index.ranking import RANKING
from index.scoring.lexicon import Lexicon
from index.scoring.vectors import Vectors
from index.understanding.dictionary import GLOSSARY
from index.understanding.groups import NEAREST, Group, Member

#: Letters of a Chinese word in Latin script; shorter ones are words of some other kind.
_SHORTEST_SOUND = 4
SOUND, LITERAL = "pinyin", ""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One or two neighbouring content words: their stems, and how they were typed."""

    key: str
    typed: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates into the terms of one lexicon; without vectors by dictionary alone."""

    lexicon: Lexicon
    vectors: Vectors | None

    def groups(self, text: str) -> tuple[Group, ...]:
        """The groups of an English text: phrases of two words, and every word by itself."""
        units: Sequence[Unit] = [
            unit for unit in analysis.english(text) if text[unit.start : unit.end].lower() not in function_words()
        ]
        units = units[: RANKING.retrieval.most_words]
        chunks = [*_phrases(text, units), *(_word(text, at, unit) for at, unit in enumerate(units))]
        near = self._nearest(text, chunks)
        found: list[Group] = []
        covered: set[int] = set()
        for chunk in chunks:
            group = self._group(chunk, near.get(chunk.typed, {}))
            if group is None:
                continue
            if len(chunk.words) > 1:
                covered |= {*chunk.words} if group.factor == 1.0 else set()
            elif covered & {*chunk.words}:
                group = Group(group.source, group.members, RANKING.retrieval.inside_phrase)
            found.append(group)
        return tuple(found)

    def _nearest(self, text: str, chunks: Sequence[_Chunk]) -> Mapping[str, Mapping[str, tuple[float, float]]]:
        """For each chunk the terms to consider: how near to the chunk, and how near to the whole text."""
        if self.vectors is None or not chunks:
            return {}
        given = {chunk.typed: tuple(self.lexicon.contents.glosses.get(chunk.key, ())) for chunk in chunks}
        return self.vectors.terms_near(self.lexicon.topical, given, text, RANKING.retrieval.nearest)

    def _group(self, chunk: _Chunk, near: Mapping[str, tuple[float, float]]) -> Group | None:
        model = RANKING.retrieval
        known = self.lexicon.contents.glosses.get(chunk.key, {})
        if len(chunk.words) == 1 and (literal := self._literal(chunk)):
            return literal
        scores: dict[str, float] = {}
        least = model.nearest_word if len(chunk.words) == 1 or known else model.nearest_phrase
        for term in {*known, *near}:
            to_chunk, to_text = near.get(term, (model.unknown_nearness, model.unknown_nearness))
            if term in known or to_chunk >= least:
                bonus = model.glossary_bonus if known.get(term) == GLOSSARY else model.dictionary_bonus
                scores[term] = model.chunk_share * to_chunk + (1 - model.chunk_share) * to_text
                scores[term] += bonus if term in known else 0.0
        if not scores:
            return None
        factor = 1.0 if known or len(chunk.words) == 1 else model.nearest_only_phrase
        return Group(chunk.typed, tuple(_members(scores, known)), factor)

    def _literal(self, chunk: _Chunk) -> Group | None:
        """A word that clauses print as it is, or a Chinese word in Latin letters."""
        if chunk.key in self.lexicon and (chunk.typed.isupper() or not self.lexicon.contents.glosses.get(chunk.key)):
            return Group(chunk.typed, (Member(chunk.key, 1.0, LITERAL),))
        if chunk.key in self.lexicon.contents.glosses or not chunk.typed.isalpha():
            return None
        sounding = (
            self.lexicon.contents.sounds.get(chunk.typed.lower(), ()) if len(chunk.typed) >= _SHORTEST_SOUND else ()
        )
        best = sorted(sounding, key=lambda term: (-self.lexicon.frequency(term), term))[:1]
        return Group(chunk.typed, tuple(Member(term, 1.0, SOUND) for term in best)) if best else None


def _members(scores: Mapping[str, float], known: Mapping[str, str]) -> Iterator[Member]:
    model = RANKING.retrieval
    best = max(scores.values())
    ordered = sorted(scores, key=lambda term: (-scores[term], term))[: model.members]
    for term in ordered:
        yield Member(term, exp((scores[term] - best) / model.member_spread), known.get(term, NEAREST))


def _phrases(text: str, units: Sequence[Unit]) -> Iterable[_Chunk]:
    for at, (one, other) in enumerate(pairwise(units)):
        yield _Chunk(f"{one.text} {other.text}", text[one.start : other.end], (at, at + 1))


def _word(text: str, at: int, unit: Unit) -> _Chunk:
    return _Chunk(unit.text, text[unit.start : unit.end], (at,))

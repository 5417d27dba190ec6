"""English words of a query as groups of Chinese terms: dictionary and glossary, and the nearest terms of the corpus."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import exp

from index import analysis
from index.analysis import Unit
from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.language.amounts import amounts
from index.language.segmentation import stem
from index.language.word_lists import function_words
from index.ranking import RANKING
from index.understanding.dictionary import DICTIONARY, GLOSSARY, glossary, glossary_phrases
from index.understanding.groups import NEAREST, NUMERAL, Group, GroupMember
from index.understanding.nearest_terms import Asked, terms_near

#: Words of a known phrase at most.
_LONGEST_PHRASE = 5
#: British endings with the American ones that the dictionary has; the glossary has both where they differ elsewhere.
_SPELLINGS = {"isation": "ization", "ise": "ize", "ising": "izing", "our": "or", "tre": "ter", "ogramme": "ogram"}
_AMERICAN = re.compile(rf"(?<=[a-z]{{2}})(?:{'|'.join(sorted(_SPELLINGS, key=len, reverse=True))})(?=s?$)")
#: Letters of a Chinese word in Latin script; shorter ones are words of some other kind.
_SHORTEST_SOUND = 4
#: Letters of an abbreviation, at most.
_LONGEST_CODE = 7
#: What stands between two words of a compound; words with another word between them are none.
_JOINT = re.compile(r"[\s-]*(?:\bof\s+(?:(?:the|an?)\s+)?)?")
SOUND, LITERAL = "pinyin", ""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Neighbouring words of a text.

    ``words`` are their numbers in it, ``known`` the Chinese terms that the phrase or word may be called, by source.
    ``listed``: it is a phrase of a dictionary, whether the archive has a term for it or not. ``absent``: the glossary
    knows the phrase, and the archive has none of its terms.
    """

    typed: str
    words: tuple[int, ...]
    known: Mapping[str, str]
    listed: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of a text, by which its words are read: a word means there what the phrase means.

    ``known`` are the words of phrases for which a dictionary has terms of the archive; of other phrases the ``terms``
    stand by word, none where a dictionary lists the phrase and nothing here is near to it.
    """

    known: set[int] = field(default_factory=set)
    terms: dict[int, set[str]] = field(default_factory=dict)

    def add(self, chunk: _Chunk, group: Group | None, near: Mapping[str, tuple[float, float]]) -> None:
        """Take a phrase, if a dictionary lists it or a term of the archive is so near that it must be that."""
        members = [one.term for one in group.members] if group else []
        nearest = max((near[term][0] for term in members if term in near), default=0.0)
        if chunk.known:
            self.known.update(chunk.words)
        elif chunk.listed or nearest >= RANKING.expansion.nearest_meaning:
            for at in chunk.words:
                self.terms.setdefault(at, set()).update(members)

    def inside(self, group: Group, at: int) -> Group:
        """The group of a word that stands alone, as it is to be read if the word stands in a phrase.

        What the glossary says of a word holds inside a phrase too. Where nothing here is near to the phrase, what else
        the word may be called still ranks, like a word inside a phrase that is known.
        """
        less = replace(group, factor=RANKING.expansion.inside_phrase)
        if at in self.known:
            return less
        if at not in self.terms:
            return group
        parts = [one for one in group.members if one.why in (GLOSSARY, LITERAL) or self._has(at, one.term)]
        if not self.terms[at]:
            others = frozenset(one.term for one in group.members if one not in parts)
            return replace(group if parts else less, hidden=others)
        most = max((one.share for one in parts), default=1.0)
        return replace(group, members=tuple(replace(one, share=one.share / most) for one in parts)) if parts else less

    def _has(self, at: int, term: str) -> bool:
        return any(term in whole for whole in self.terms[at])


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates into the terms of one lexicon; without vectors by dictionary alone."""

    lexicon: Lexicon
    vectors: Vectors | None

    def groups(self, text: str) -> tuple[Group, ...]:
        """The groups of an English text: phrases, and every word by itself."""
        chunks = tuple(self._chunks(text, analysis.english(text)))
        near = self._nearest(text, chunks)
        found: list[Group] = []
        phrases = _Phrases()
        for chunk in chunks:
            group = self._group(chunk, near.get(chunk.typed, {}))
            if len(chunk.words) > 1:
                phrases.add(chunk, group, near.get(chunk.typed, {}))
            elif group:
                group = phrases.inside(group, chunk.words[0])
            if group:
                found.append(group)
        return tuple(found)

    def _chunks(self, text: str, units: Sequence[Unit]) -> Iterator[_Chunk]:
        """Known phrases, longest first, then neighbouring words that are in none, then every word by itself."""
        phrases = list(self._phrases(text, units))
        yield from phrases
        # An amount says all that its words say.
        complete = {at for phrase in phrases if NUMERAL in phrase.known.values() for at in phrase.words}
        significant = [at for at, unit in enumerate(units) if _typed(text, unit) not in function_words()]
        significant = [at for at in significant if at not in complete]
        significant = significant[: RANKING.expansion.most_words]
        for one, other in pairwise(significant):
            is_known = all(self.lexicon.is_word(units[at].text) for at in (one, other))
            is_joined = _JOINT.fullmatch(text[units[one].end : units[other].start])
            if is_known and is_joined and not any({one, other} <= {*phrase.words} for phrase in phrases):
                yield _Chunk(text[units[one].start : units[other].end], (one, other), {})
        for at in significant:
            unit = units[at]
            yield _Chunk(text[unit.start : unit.end], (at,), self._meanings(_keys((_typed(text, unit),))))

    def _phrases(self, text: str, units: Sequence[Unit]) -> Iterator[_Chunk]:
        taken: set[int] = set()
        for amount in self._amounts(text, units):
            taken.update(amount.words)
            yield amount
        for size in range(_LONGEST_PHRASE, 1, -1):
            for at in range(len(units) - size + 1):
                span = units[at : at + size]
                numbers = {*range(at, at + size)}
                chunk = self._phrase(text, span, tuple(numbers))
                if chunk.listed and not taken & numbers:
                    taken |= numbers
                    yield chunk

    def _amounts(self, text: str, units: Sequence[Unit]) -> Iterator[_Chunk]:
        """Numbers with their units, as the archive writes them."""
        for amount in amounts(text):
            words = tuple(at for at, unit in enumerate(units) if amount.start <= unit.start < amount.end)
            found = [[term for term in terms if term in self.lexicon] for terms in (amount.within, amount.chinese)]
            known = dict.fromkeys(found[0] or found[1], NUMERAL)
            if known and len(words) > 1:
                yield _Chunk(text[amount.start : amount.end], words, known, listed=True)

    def _phrase(self, text: str, span: Sequence[Unit], numbers: tuple[int, ...]) -> _Chunk:
        """Neighbouring words as a phrase, as they are typed or, where they are an X of Y, as Y X."""
        keys = tuple(key for words in _orders(text, span) for key in _keys(words))
        known = self._meanings(keys)
        # Two characters that are a word of the dictionary may meet by chance: 物管 in 文物管理.
        absent = {*known.values()} <= {DICTIONARY} and not glossary_phrases().isdisjoint(keys)
        is_compound = all(_JOINT.fullmatch(text[one.end : other.start]) for one, other in pairwise(span))
        listed = bool(known) or absent or (is_compound and not self.lexicon.data.vocabulary.isdisjoint(keys))
        return _Chunk(text[span[0].start : span[-1].end], numbers, known, listed, absent)

    def _meanings(self, keys: Iterable[str]) -> Mapping[str, str]:
        """What a phrase or a word may be called, by its first key that is known."""
        glosses = self.lexicon.data.glosses
        return next((glosses[key] for key in keys if key in glosses), {})

    def _nearest(self, text: str, chunks: Sequence[_Chunk]) -> Mapping[str, Mapping[str, tuple[float, float]]]:
        """For each chunk the terms to consider: how near to the chunk, and how near to the whole text.

        A term that is nearer to a word of a phrase than to the phrase says nothing of the phrase.
        """
        if self.vectors is None or not chunks:
            return {}
        chunks = [chunk for chunk in chunks if not chunk.absent and not _is_code(chunk.typed)]
        if not chunks:
            return {}
        given = {chunk.typed: tuple(chunk.known) for chunk in chunks}
        single = {chunk.words[0]: chunk.typed for chunk in chunks if len(chunk.words) == 1}
        inner = {
            chunk.typed: tuple(single[at] for at in chunk.words if at in single)
            for chunk in chunks
            if len(chunk.words) > 1
        }
        return terms_near(self.vectors, self.lexicon, Asked(text, given, inner))

    def _group(self, chunk: _Chunk, near: Mapping[str, tuple[float, float]]) -> Group | None:
        if chunk.absent:
            return Group(chunk.typed, ())
        model, known, single = RANKING.expansion, chunk.known, len(chunk.words) == 1
        if single and (literal := self._literal(chunk)):
            return literal
        scores: dict[str, float] = {}
        least, unknown = self._least(chunk), _unknown(known, near)
        for term in {*known, *near}:
            to_chunk, to_text = near.get(term, unknown)
            if term in known or to_chunk >= least:
                bonus = model.glossary_bonus if known.get(term) == GLOSSARY else model.dictionary_bonus
                scores[term] = model.chunk_share * to_chunk + (1 - model.chunk_share) * to_text
                scores[term] += bonus if term in known else 0.0
        if not scores:
            return None
        factor = 1.0 if known or single else model.nearest_only_phrase
        return Group(chunk.typed, tuple(_members(scores, _as_written(chunk))), factor)

    def _least(self, chunk: _Chunk) -> float:
        """How near a term must be to stand for a chunk."""
        model = RANKING.expansion
        if chunk.known:
            return model.nearest_word
        if len(chunk.words) > 1:
            return model.nearest_phrase
        return model.nearest_unknown if self.lexicon.is_word(stem(chunk.typed.lower())) else model.nearest_stranger

    def _literal(self, chunk: _Chunk) -> Group | None:
        """A word that clauses print as it is, or a Chinese word in Latin letters."""
        stemmed = stem(chunk.typed.lower())
        if stemmed in self.lexicon and (chunk.typed.isupper() or not chunk.known):
            return Group(chunk.typed, (GroupMember(stemmed, 1.0, LITERAL),))
        if chunk.known or not chunk.typed.isalpha():
            return None
        sounding = self.lexicon.data.sounds.get(chunk.typed.lower(), ()) if len(chunk.typed) >= _SHORTEST_SOUND else ()
        best = sorted(sounding, key=lambda term: (-self.lexicon.frequency(term), term))[:1]
        return Group(chunk.typed, tuple(GroupMember(term, 1.0, SOUND) for term in best)) if best else None


def _as_written(chunk: _Chunk) -> Mapping[str, str]:
    """What a chunk may be called, by source.

    What the glossary says of a word holds for that word in the singular and the plural. For another word of its stem
    it counts as a dictionary's: a train is no training, and parking no park.
    """
    if len(chunk.words) > 1:
        return chunk.known
    typed = chunk.typed.lower()
    forms = {typed, f"{typed}s", typed.removesuffix("s"), f"{typed.removesuffix('ies')}y", *_singular(typed)}
    return {
        term: DICTIONARY
        if source == GLOSSARY and forms.isdisjoint(map(str.lower, glossary().get(term, ())))
        else source
        for term, source in chunk.known.items()
    }


def _unknown(known: Iterable[str], near: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """How near a term counts that has no vector since few clauses hold it: as the least near of its like.

    The rare meanings of a word are seldom those that papers mean: a fine is 罚款 and not 成色.
    """
    found = [near[term] for term in known if term in near]
    usual = RANKING.expansion.unknown_nearness
    return (min(one for one, _ in found), min(other for _, other in found)) if found else (usual, usual)


def _members(scores: Mapping[str, float], known: Mapping[str, str]) -> Iterator[GroupMember]:
    """The surest terms, each with its share of the best; what a dictionary knows counts before what is only near."""
    model = RANKING.expansion
    best = max(scores.values())
    shares = {term: exp((score - best) / model.member_spread) for term, score in scores.items()}
    for term in scores:
        if known.get(term) == GLOSSARY:
            shares[term] = max(shares[term], model.glossary_share)
        elif known and term not in known:
            shares[term] *= model.nearest_share
    most = max(shares.values())
    for term in sorted(shares, key=lambda term: (-shares[term], term))[: model.members]:
        yield GroupMember(term, shares[term] / most, known.get(term, NEAREST))


def _is_code(typed: str) -> bool:
    """Whether a token is an abbreviation or a number, of whose meaning its letters say nothing: VOCs, COVID, 000."""
    capitals = sum(char.isupper() for char in typed)
    return any(char.isdigit() for char in typed) or (capitals > 1 and typed.isalpha() and len(typed) < _LONGEST_CODE)


def _typed(text: str, unit: Unit) -> str:
    return text[unit.start : unit.end].lower()


def _orders(text: str, span: Sequence[Unit]) -> Iterator[tuple[str, ...]]:
    """The words of a phrase as typed, and with what follows its first of in front: quality of water, water quality."""
    words = tuple(_typed(text, unit) for unit in span)
    yield words
    gaps = [text[one.end : other.start] for one, other in pairwise(span)]
    if turn := next((at for at, gap in enumerate(gaps, 1) if "of" in gap.lower().split()), 0):
        yield words[turn:] + words[:turn]


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    """The keys under which a phrase may be known: as typed, its last word in the singular, in American spelling."""
    *before, last = words
    yield from (" ".join(map(stem, (*before, form))) for form in (last, *_singular(last)))
    american = tuple(_AMERICAN.sub(lambda found: _SPELLINGS[found[0]], word) for word in words)
    if american != words:
        yield " ".join(map(stem, american))


def _singular(word: str) -> Iterator[str]:
    """What the stemmer does not undo: buses, gases."""
    if word.endswith("es") and len(word) > len("buses") - 1:
        yield word[:-2]

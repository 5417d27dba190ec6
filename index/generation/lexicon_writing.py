"""Writing the lexicon of a generation whose postings are written."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec
import numpy as np

from corpus.language.bodies import register, without_city
from corpus.language.pinyin import romanise
from index import analysis
from index.generation.knowledge_writing import LexiconSources
from index.knowledge.knowledge import CLAUSES
from index.knowledge.lexicon import LEXICON, LexiconData
from index.knowledge.postings import Postings
from index.language.segmentation import stop_words
from index.ranking import RANKING
from index.understanding.dictionary import Dictionary

#: The longest term that is found by its sound.
_LONGEST_SOUND = 5
#: A name of a body that is longer is also written without 市.
_SHORT_NAME = 3


def write_lexicon(folder: Path, cache: Path, sources: LexiconSources) -> list[str]:
    """Write the lexicon beside the postings in a generation's folder.

    ``cache`` has the dictionary. Returns the terms that get a vector.
    """
    data = _data(sources, Postings(folder, CLAUSES), Dictionary.read(cache))
    (folder / LEXICON).write_bytes(msgspec.msgpack.encode(data))
    return [data.terms[number] for number in data.topical]


def _data(sources: LexiconSources, postings: Postings, dictionary: Dictionary) -> LexiconData:
    counts = postings.frequencies(dictionary.words | _body_names() | sources.chains | sources.words)
    terms = tuple(sorted(counts))
    numbers = {term: number for number, term in enumerate(terms)}
    topical = sorted((term for term in terms if _is_topical(term)), key=lambda term: (-counts[term], term))
    return LexiconData(
        terms=terms,
        counts=np.array([counts[term] for term in terms], dtype=np.uint32).tobytes(),
        topical=tuple(sorted(numbers[term] for term in topical[: RANKING.expansion.topical])),
        words=tuple(numbers[word] for word in terms if word in sources.words),
        glosses=dictionary.glosses(counts, sources.bodies),
        sounds=_sounds(terms),
        spellings=tuple(sorted(sources.english | dictionary.spellings(counts))),
        vocabulary=dictionary.vocabulary,
        title_stems=frozenset(stem for word in sources.english for stem in analysis.stems(word)),
        citations=dict(sources.citations),
        aliases=dict(sources.aliases),
    )


def _is_topical(term: str) -> bool:
    return len(term) > 1 and term not in stop_words()


def _sounds(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        if len(term) <= _LONGEST_SOUND:
            found[romanise(term)].append(term)
    return {sound: tuple(words) for sound, words in found.items()}


def _body_names() -> frozenset[str]:
    """Every name of every known body as clauses write it, without the city."""
    short = {without_city(name) for name in register().names if not name.isascii()}
    return frozenset(short | {name.removeprefix("市") for name in short if len(name) > _SHORT_NAME})

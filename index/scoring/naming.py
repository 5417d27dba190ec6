"""Which documents a text names by their titles, and what their clauses gain by it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from index.analysis import pieces, stems
from index.knowledge.lexicon import Lexicon, Name
from index.ranking import RANKING


def naming(text: str, lexicon: Lexicon) -> Mapping[int, float]:
    """What each clause gains where the text is (most of) a title: more for clauses that stand for their document.

    Words that no title has count against, so that a description of content names nothing.
    """
    model = RANKING.retrieval
    chinese = any(piece.han for piece in pieces(text))
    asked = _pairs(text) if chinese else frozenset(stems(text))
    if not asked or (chinese and len(asked) < model.title_pairs):
        return {}
    held = {name: _pairs(name.title) if chinese else frozenset(name.stems) for name in lexicon.contents.names}
    weights = {word: _rarity(word, held.values()) for word in asked}
    total = sum(weights.values())
    found: dict[int, float] = {}
    for name, words in held.items():
        cover = sum(weights[word] for word in asked & words) / total
        strength = max(0.0, (cover - model.title_least) / (1 - model.title_least))
        if strength:
            found.update(_gains(name, strength, lexicon))
    return found


def _gains(name: Name, strength: float, lexicon: Lexicon) -> Iterable[tuple[int, float]]:
    model = RANKING.retrieval
    for place in name.clauses:
        prior = lexicon.contents.entries[place].prior
        yield place, model.title_gain * strength * (model.title_base + prior)


@lru_cache(maxsize=16_384)
def _pairs(text: str) -> frozenset[str]:
    runs = [piece.text for piece in pieces(text) if piece.han]
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _rarity(word: str, titles: Iterable[frozenset[str]]) -> float:
    held = [word in title for title in titles]
    return log(1 + (len(held) - sum(held) + 0.5) / (sum(held) + 0.5))

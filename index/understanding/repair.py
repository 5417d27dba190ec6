"""What a query most likely means: slips in Chinese, Chinese in Latin letters, misspelled English."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz, process

from index.analysis import Unit, english, pieces
from index.knowledge.lexicon import Lexicon
from index.language.segmentation import stop_words
from index.understanding.slips import first_slip, typed_together

_SHORTEST_MISSPELLED = 5
_LIKENESS = 84
#: Slips that are mended in one query; characters of it, in English words, that are looked at: more are pasted.
_MOST, _LOOKED_AT, _MOST_WORDS = 5, 120, 12
_SYLLABLES = 5


@dataclass(frozen=True, slots=True)
class Repair:
    """``text`` with ``changes`` made: what was typed, what was meant, and why we think so."""

    text: str
    changes: tuple[tuple[str, str, str], ...] = ()


def repair(text: str, lexicon: Lexicon) -> Repair:
    """What the text most likely means; itself where every word of it is known or nothing better is."""
    if any(piece.han for piece in pieces(text)):
        return _mended(text, lexicon)
    return _romanised(text, lexicon) or _misspelled(text, lexicon)


def _mended(text: str, lexicon: Lexicon) -> Repair:
    """The text with slips in Chinese mended."""
    changes: list[tuple[str, str, str]] = []
    for run in list(typed_together(text[:_LOOKED_AT])):
        rest = run
        while len(changes) < _MOST and (slip := first_slip(rest, lexicon)):
            changes.append((slip.typed, slip.meant, slip.why))
            rest = replace(rest, text=rest.text.replace(slip.typed, slip.meant, 1))
            text = text.replace(slip.typed, slip.meant, 1)
    return Repair(text, tuple(changes))


def _romanised(text: str, lexicon: Lexicon) -> Repair | None:
    """Miyun shuiku is 密云水库, if every syllable is part of a word here and not all of them are English words."""
    tokens = [piece.text for piece in pieces(text)]
    if not tokens or not all(token.isascii() and token.isalpha() for token in tokens):
        return None
    # A dictionary of English has Chinese names too: only words that lead somewhere here are surely not sounds.
    if all(lexicon.leads(unit) or token.lower() in stop_words() for token, unit in _with_stems(text)):
        return None
    found: list[tuple[str, str, str]] = []
    at = 0
    while at < len(tokens):
        joined = _longest(tokens, at, lexicon)
        if joined is None:
            return None
        size, word = joined
        found.append((" ".join(tokens[at : at + size]), word, "pinyin"))
        at += size
    return Repair(" ".join(word for _, word, _ in found), tuple(found))


def _longest(tokens: list[str], at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    for size in range(min(_SYLLABLES, len(tokens) - at), 0, -1):
        sounding = lexicon.data.sounds.get("".join(tokens[at : at + size]), ())
        if sounding:
            return size, min(sounding, key=lambda word: (-lexicon.frequency(word), word))
    return None


def _with_stems(text: str) -> Iterator[tuple[str, str]]:
    units: tuple[Unit, ...] = english(text)
    return ((text[unit.start : unit.end], unit.text) for unit in units)


def _misspelled(text: str, lexicon: Lexicon) -> Repair:
    changes = []
    for token, stem in islice(_with_stems(text), _MOST_WORDS):
        if len(token) < _SHORTEST_MISSPELLED or not token.isalpha():
            continue
        if lexicon.is_word(stem) or token.lower() in stop_words() or token.lower() in lexicon.data.sounds:
            continue
        found = process.extractOne(token.lower(), lexicon.data.spellings, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        if found and found[0] != token.lower() and found[0][0] == token[0].lower():
            changes.append((token, found[0], "spelling"))
            text = text.replace(token, found[0], 1)
    return Repair(text, tuple(changes))

"""Slips of the keyboard: homophones in Chinese, Chinese in Latin letters, misspelled English."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process

from corpus.language.numbers import romanise
from corpus.language.text import character_pairs
from index.analysis import Unit, english, pieces
from index.knowledge.lexicon import Lexicon
from index.language.segmentation import cut, stop_words

_FUNCTION = frozenset("的了和与及或在是有于对由为等从被把将吗呢吧啊着地得不也都就还可能要会没无上下中内外")
_SHORTEST_MISSPELLED = 5
_LIKENESS = 84
_LONGEST_WINDOW = 4
#: Slips that are mended in one query, and words of it that are looked at.
_MOST, _MOST_WORDS = 5, 12
_SYLLABLES = 5


@dataclass(frozen=True, slots=True)
class Repair:
    """``text`` with ``changes`` made: what was typed, what was meant, and why we think so."""

    text: str
    changes: tuple[tuple[str, str, str], ...] = ()


def repair(text: str, lexicon: Lexicon) -> Repair:
    """What the text most likely means; itself where every word of it is known or nothing better is."""
    if any(piece.han for piece in pieces(text)):
        return _homophones(text, lexicon)
    return _romanised(text, lexicon) or _misspelled(text, lexicon)


def _homophones(text: str, lexicon: Lexicon) -> Repair:
    changes: list[tuple[str, str, str]] = []
    for piece in list(pieces(text)):
        if not piece.han:
            continue
        run = piece.text
        digits = _beside_digit(text, piece.offsets[0], piece.offsets[-1])
        while len(changes) < _MOST and (found := next(_windows(run, lexicon, digits), None)):
            start, wrong, right = found
            changes.append((wrong, right, "homophone"))
            run = run[:start] + right + run[start + len(wrong) :]
            text = text.replace(wrong, right, 1)
    return Repair(text, tuple(changes))


def _beside_digit(text: str, start: int, end: int) -> tuple[bool, bool]:
    return text[start - 1 : start].isdigit(), text[end : end + 1].isdigit()


def _windows(run: str, lexicon: Lexicon, digits: tuple[bool, bool]) -> Iterator[tuple[int, str, str]]:
    """Windows of 2 to 4 characters that no clause holds, each with the word that was meant.

    That word sounds the same, fits between its neighbours, and differs in one character.
    """
    cuts = list(cut(run))
    edges = [0]
    for word in cuts:
        edges.append(edges[-1] + len(word))
    for first in range(len(cuts)):
        for last in range(first, len(cuts)):
            start, end = edges[first], edges[last + 1]
            window = run[start:end]
            if len(window) > _LONGEST_WINDOW:
                break
            if len(window) == 1 or _FUNCTION & {*window}:
                continue
            if (start == 0 and digits[0]) or (end == len(run) and digits[1]):
                continue
            if all(len(word) > 1 and word in lexicon for word in cuts[first : last + 1]) or _held(window, lexicon):
                continue
            for right in _sounding(window, lexicon):
                if _fits(run, start, end, right, lexicon):
                    yield start, window, right
                    break


def _held(window: str, lexicon: Lexicon) -> bool:
    return all(map(lexicon.frequency, character_pairs(window)))


def _sounding(window: str, lexicon: Lexicon) -> list[str]:
    words = lexicon.data.sounds.get(romanise(window), ())
    near = [
        word
        for word in words
        if len(word) == len(window) and sum(a != b for a, b in zip(word, window, strict=True)) == 1
    ]
    return sorted(near, key=lambda word: (-lexicon.frequency(word), word))


def _fits(run: str, start: int, end: int, right: str, lexicon: Lexicon) -> bool:
    before, after = run[max(start - 1, 0) : start] + right[0], right[-1] + run[end : end + 1]
    return all(len(pair) == 1 or lexicon.frequency(pair) for pair in (before, after))


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

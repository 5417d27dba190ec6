"""Slips in Chinese: characters that sound the same as those that were meant or nearly so, or that are transposed.

What a query means is not guessed where a word is one of the dictionary: where no clause has it, that is to be said.
Words without a topic were meant as they were typed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import ne

from corpus.language.pinyin import romanise
from corpus.language.text import character_pairs
from index.analysis import pieces
from index.knowledge.lexicon import Lexicon
from index.language.segmentation import cut, is_in_dictionary, stop_words
from index.language.word_lists import question_words
from index.understanding.similar_sounds import similar_sounds

_PAIR, _LONGEST = 2, 4


@dataclass(frozen=True, slots=True)
class TypedRun:
    """Chinese characters without a blank between them; a digit may stand before the first or behind the last."""

    text: str
    follows_digit: bool
    precedes_digit: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters as they were typed, the word that was meant, and how that differs."""

    typed: str
    meant: str
    why: str


@dataclass(frozen=True, slots=True)
class _Window:
    """Two to four characters of a run, whole words as it is cut; those at the positions ``kept`` are no slips."""

    start: int
    text: str
    kept: frozenset[int]


def typed_together(text: str) -> Iterator[TypedRun]:
    """The runs of a query."""
    for piece in pieces(text):
        at = piece.offsets
        gaps = [i for i in range(1, len(piece.text)) if at[i] != at[i - 1] + 1]
        for first, end in pairwise([0, *gaps, len(piece.text)] if piece.han else ()):
            before, behind = text[at[first] - 1 : at[first]], text[at[end - 1] + 1 : at[end - 1] + 2]
            yield TypedRun(piece.text[first:end], before.isdigit(), behind.isdigit())


def first_slip(run: TypedRun, lexicon: Lexicon) -> Slip | None:
    """The first window that no clause holds and a word that fits in its place; ``None`` where there is none."""
    for window in _windows(run):
        if all(map(lexicon.frequency, character_pairs(window.text))):
            continue
        for meant, why in _alike(window.text, lexicon):
            changed = {at for at, typed in enumerate(window.text) if typed != meant[at]}
            if not changed & window.kept and _fits(run.text, window, meant, lexicon):
                return Slip(window.text, meant, why)
    return None


def _windows(run: TypedRun) -> Iterator[_Window]:
    cuts = cut(run.text)
    edges = [0, *accumulate(map(len, cuts))]
    no_topic = stop_words() | question_words()
    fixed = [at for at, word in enumerate(cuts) if word in no_topic or (len(word) > 1 and is_in_dictionary(word))]
    kept = frozenset(position for at in fixed for position in range(edges[at], edges[at + 1]))
    for first, start in enumerate(edges):
        for end in edges[first + 1 :]:
            if end - start > _LONGEST:
                break
            within = frozenset(position - start for position in kept if start <= position < end)
            is_number = (start == 0 and run.follows_digit) or (end == len(run.text) and run.precedes_digit)
            if _PAIR <= end - start != len(within) and not is_number:
                yield _Window(start, run.text[start:end], within)


def _alike(window: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Words like a window, the likeliest first: of the same sound, of a similar one, transposed."""
    yield from ((word, "homophone") for word in _sounding(window, [romanise(window)], lexicon))
    yield from ((word, "similar_sound") for word in _sounding(window, similar_sounds(window), lexicon))
    swapped = (window[:at] + window[at + 1] + window[at] + window[at + 2 :] for at in range(len(window) - 1))
    yield from ((word, "transposed") for word in _commonest((word for word in swapped if word in lexicon), lexicon))


def _sounding(window: str, sounds: Iterable[str], lexicon: Lexicon) -> list[str]:
    """The words of some sounds that differ from a window in one character."""
    words = (word for sound in sounds for word in lexicon.data.sounds.get(sound, ()) if len(word) == len(window))
    return _commonest((word for word in words if sum(map(ne, word, window)) == 1), lexicon)


def _commonest(words: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Those of the dictionary, and longer ones that are words here, those first that most clauses hold."""
    known = {word for word in words if is_in_dictionary(word) or (len(word) > _PAIR and lexicon.is_segmented(word))}
    return sorted(known, key=lambda word: (-lexicon.frequency(word), word))


def _fits(run: str, window: _Window, meant: str, lexicon: Lexicon) -> bool:
    """Whether some clause has a word beside the neighbours of a window."""
    end = window.start + len(meant)
    before, after = run[max(window.start - 1, 0) : window.start] + meant[0], meant[-1] + run[end : end + 1]
    return all(len(pair) == 1 or lexicon.frequency(pair) for pair in (before, after))

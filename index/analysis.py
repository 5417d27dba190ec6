"""One analysis for both sides: what is indexed and what is asked go through the same functions.

Text is folded (width, case, traditional characters), then cut into runs of Chinese characters and Latin or digit
tokens. From these come the *stream*, one unit a character position, and the *words*, the stems of tokens.

ANALYSIS_VERSION history
1: first.
2: long dictionary words.
3: words are the stems of tokens alone; radicals and characters of no width are folded.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from index.language import segmentation
from index.language.folding import fold
from index.language.segmentation import cut, stem, stop_words

ANALYSIS_VERSION = 3

#: The last character before those that are written without blanks.
NARROW = "\u3000"
CHINESE = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
# A run goes on over blanks, which print and OCR put between Chinese characters, but not over a line end.
# A Latin token keeps a decimal point (PM2.5, 37822.1) and an apostrophe within (people's).
_PIECE = re.compile(
    rf"(?P<han>[{CHINESE}](?:[ \t]*[{CHINESE}])*)"
    rf"|(?:(?![{CHINESE}])[^\W\d_])*\d+(?:\.\d+)+"
    rf"|[a-z]+(?:['\u2019][a-z]+)+"
    rf"|(?:(?![{CHINESE}])[^\W_])+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of Chinese characters without its blanks, or one token; ``offsets[i]`` is where character i is printed.

    ``offsets`` has one more element than ``text`` has characters, the end of the piece.
    """

    text: str
    han: bool
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One position of the stream: two Chinese characters, the last one of a run, or a token.

    ``start`` to ``end`` are its offsets in the original text; ``first_end`` is the end of its first character for
    Chinese and of the whole token otherwise.
    """

    text: str
    start: int
    first_end: int
    end: int


def pieces(text: str) -> Iterator[Piece]:
    """The runs and tokens of a text, in order, folded, with offsets into the text as given."""
    folded = fold(text)
    for match in _PIECE.finditer(folded.text):
        kept = [i for i in range(*match.span()) if folded.text[i] not in " \t"]
        starts = tuple(folded.start(i) for i in kept)
        yield Piece("".join(folded.text[i] for i in kept), match["han"] is not None, (*starts, folded.end(kept[-1])))


def stream(text: str) -> tuple[Unit, ...]:
    """The character stream: 污染防治VOCs is 污染, 染防, 防治, 治, vocs.

    The lone last character ends a run, so a phrase never matches across punctuation that it does not have itself.
    """
    units: list[Unit] = []
    for piece in pieces(text):
        chars, at = piece.text, piece.offsets
        if not piece.han:
            units.append(Unit(chars, at[0], at[-1], at[-1]))
            continue
        last = len(chars) - 1
        # The end of a character is known only for the last; a blank after an inner one belongs to no character.
        ends = [at[i] + 1 for i in range(last)] + [at[-1]]
        units.extend(Unit(chars[i : i + 2], at[i], ends[i], ends[min(i + 1, last)]) for i in range(last + 1))
    return tuple(units)


@lru_cache(maxsize=256)
def runs(text: str) -> tuple[tuple[str, bool], ...]:
    """The texts of the pieces, and whether each is Chinese; what is indexed needs no offsets."""
    found = ((match[0], match["han"] is not None) for match in _PIECE.finditer(fold(text).text))
    return tuple((run.replace(" ", "").replace("\t", ""), han) for run, han in found)


def grams(text: str) -> tuple[str, ...]:
    """The units of the stream, as they are indexed."""
    units: list[str] = []
    for run, han in runs(text):
        if han:
            units.extend([run[at : at + 2] for at in range(len(run))])
        else:
            units.append(run)
    return tuple(units)


def listed_words(text: str) -> tuple[str, ...]:
    """The dictionary words of three characters and more that stand in a text, each once, in the order of characters.

    A text holds such a word here exactly when its stream holds its units one after another.
    """
    return tuple(sorted(set().union(*(segmentation.listed_in_run(run) for run, han in runs(text) if han))))


def is_chinese(unit: str) -> bool:
    """Whether a unit is Chinese rather than a token."""
    return unit[0] > NARROW


@lru_cache(maxsize=4096)
def is_listed(word: str) -> bool:
    """Whether a run of Chinese characters is a word that :func:`listed_words` gives."""
    return word in segmentation.listed_in_run(word)


def needle(text: str) -> tuple[tuple[str, ...], bool]:
    """The units to look for one after another in a stream, and whether the last one may be the beginning of a unit.

    地下水 is 地下, 下水 exactly; a single last character (水, 3号) also begins a unit when more follows in the text.
    """
    found = list(pieces(text))
    units = list(grams(text))
    if not found or not found[-1].han:
        return tuple(units), False
    if len(found[-1].text) == 1:
        return tuple(units), True
    return tuple(units[:-1]), False


def words(text: str) -> tuple[str, ...]:
    """The stems of the tokens of a text, as they are indexed."""
    return tuple(stem(run) for run, han in runs(text) if not han)


def english(text: str) -> tuple[Unit, ...]:
    """Stems of the tokens that are no stop words, in reading order; Chinese is passed over."""
    return tuple(
        Unit(stem(piece.text), piece.offsets[0], piece.offsets[-1], piece.offsets[-1])
        for piece in pieces(text)
        if not piece.han and piece.text not in stop_words()
    )


def stems(text: str) -> tuple[str, ...]:
    """The units of :func:`english`, as they are indexed."""
    return tuple(stem(run) for run, han in runs(text) if not han and run not in stop_words())


@lru_cache(maxsize=4096)
def query_words(text: str, others: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """The words of a query term, each of which a clause must have: folded, each once, in order.

    What says little alone stays with its neighbour, as it was typed: a number with the word after it (3号, 2024年), a
    single character with the word after it, or before it at the end of a run (市水务局, 碳交易, 新能源车). Stop words
    and ``others`` are dropped unless there is nothing else.
    """
    dropped = stop_words() | others
    found: list[str] = []
    number: Piece | None = None
    for piece in pieces(text):
        glued = number is not None and piece.han and piece.offsets[0] == number.offsets[-1]
        if number is not None and not glued:
            found.append(number.text)
        if piece.han:
            found.extend(_run_words(piece.text, number.text if glued and number else "", dropped))
        elif not piece.text.isdecimal():
            found.append(piece.text)
        number = piece if piece.text.isdecimal() and not piece.han else None
    if number is not None:
        found.append(number.text)
    significant = [word for word in found if word not in dropped]
    return tuple(dict.fromkeys(significant or found))


def _run_words(run: str, before: str, dropped: AbstractSet[str]) -> Iterator[str]:
    """The words of a run of Chinese characters; the first is glued to the number ``before``."""
    groups: list[list[str]] = [[before]] if before else []
    waiting = bool(before)
    for part in cut(run):
        topical = part not in dropped
        if waiting and topical:
            groups[-1].append(part)
        else:
            groups.append([part])
        waiting = topical and len(part) == 1 and not groups[-1][0].isdecimal()
    if waiting and len(groups) > 1 and groups[-2][0] not in dropped:
        last = groups.pop()
        groups[-1] += last
    return map("".join, groups)


def is_searchable(text: str) -> bool:
    """Whether there is anything in the text that could be looked for."""
    return next(pieces(text), None) is not None

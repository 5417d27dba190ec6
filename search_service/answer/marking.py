"""A text as a row of pieces, marked where the query hit. HTML and JSON are both made from these pieces."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.understanding.intent import Intent

Span = tuple[int, int]
#: How many terms beside those of the query are marked in a text.
_MARKED = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``highlight`` says whether the query hit it. ``anchor`` addresses what begins with it."""

    text: str
    highlight: bool = False
    anchor: str | None = None


def stand_ins(intent: Intent) -> tuple[str, ...]:
    """The Chinese terms that were searched for words of a query, surest first."""
    return tuple(dict.fromkeys(to for _, to, _ in intent.expansions if not to.isascii()))[:_MARKED]


def occurrences(text: str, terms: Iterable[str]) -> Iterator[Span]:
    """Where some terms stand in a text."""
    for term in terms:
        at = text.find(term)
        while at >= 0:
            yield at, at + len(term)
            at = text.find(term, at + len(term))


def mark(text: str, spans: Sequence[Span], anchors: Iterable[tuple[int, str]] = ()) -> tuple[Piece, ...]:
    """Cut a text at its hits, which are in order and apart, and at its anchors. The pieces, joined, are the text."""
    starts = [start for start, _ in spans]
    at = {start: eid for start, eid in anchors if 0 <= start < len(text)}
    cuts = sorted({0, len(text), *at, *(edge for span in spans for edge in span if 0 <= edge <= len(text))})

    def is_hit(start: int) -> bool:
        before = bisect_right(starts, start)
        return before > 0 and start < spans[before - 1][1]

    return tuple(Piece(text[start:end], is_hit(start), at.get(start)) for start, end in pairwise(cuts))


def paragraphs(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The same pieces, paragraph by paragraph; a newline ends a paragraph and is dropped."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.highlight, piece.anchor))
        lines += [[Piece(text, piece.highlight)] for text in rest]
    kept = (tuple(piece for piece in line if piece.text or piece.anchor) for line in lines)
    return tuple(line for line in kept if line)

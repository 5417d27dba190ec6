"""A text as a row of pieces, marked where the query hit. HTML and JSON are both made from these pieces."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.model import DoubtfulCharacter
from index import Options, Query, Snapshot
from index.highlight import Span, merged, spans
from index.nodes import Or, Phrase
from index.understanding.groups import NUMERAL
from index.understanding.intent import Intent, IntentReader

#: How many terms beside those of the query are marked in a text.
_MARKED = 40


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A run of text; ``highlight`` says whether the query hit it. ``anchor`` addresses what begins with it.

    ``gloss`` is what the run is called in English. ``doubt`` is set where the recognition was not sure of the run.
    """

    text: str
    highlight: bool = False
    anchor: str | None = None
    gloss: str | None = None
    doubt: DoubtfulCharacter | None = None


@dataclass(frozen=True)
class Marks:
    """What a search marks, the same in its results and on the pages they lead to.

    ``forms`` are the other terms that the words of the query were searched as.
    """

    query: Query
    forms: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Query, intent: Intent | None) -> "Marks":
        """What marks the words of a query, and the Chinese terms and numbers that were searched for them."""
        found = intent.expansions if intent else ()
        shown = dict.fromkeys(to for _, to, why in found if why == NUMERAL or not to.isascii())
        return cls(query, tuple(shown)[:_MARKED])

    @classmethod
    def asked(cls, snapshot: Snapshot, query: Query, options: Options) -> "Marks":
        """What a search would mark if it were made."""
        return cls.of(query, IntentReader(snapshot.known, options).read(query) if query.tree else None)

    def find(self, text: str, field: str = "text") -> tuple[Span, ...]:
        """Where a text that is displayed as ``field`` holds what the query matched: ordered, not overlapping."""
        if self.query.tree is None:
            return ()
        return merged([*spans(text, self.query, field), *spans(text, self._forms)])

    @cached_property
    def _forms(self) -> Query:
        phrases = tuple(Phrase(form) for form in self.forms)
        return replace(self.query, tree=Or(phrases) if len(phrases) > 1 else next(iter(phrases), None), numbers=())


def mark(
    text: str,
    spans: Sequence[Span],
    anchors: Iterable[tuple[int, str]] = (),
    doubts: Iterable[DoubtfulCharacter] = (),
) -> tuple[MarkedRun, ...]:
    """Cut a text at its hits, which are in order and apart, at its anchors and around its doubtful characters.

    The pieces, joined, are the text.
    """
    starts = [start for start, _ in spans]
    at = {start: eid for start, eid in anchors if 0 <= start < len(text)}
    unsure = {one.at: one for one in doubts if 0 <= one.at < len(text)}
    edges = (edge for span in (*spans, *((start, start + 1) for start in unsure)) for edge in span)
    cuts = sorted({0, len(text), *at, *(edge for edge in edges if 0 <= edge <= len(text))})

    def is_hit(start: int) -> bool:
        before = bisect_right(starts, start)
        return before > 0 and start < spans[before - 1][1]

    return tuple(
        MarkedRun(text[start:end], is_hit(start), at.get(start), doubt=unsure.get(start))
        for start, end in pairwise(cuts)
    )


def marked_paragraphs(pieces: Iterable[MarkedRun]) -> tuple[tuple[MarkedRun, ...], ...]:
    """The same pieces, paragraph by paragraph; a newline ends a paragraph and is dropped."""
    lines: list[list[MarkedRun]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines += [[MarkedRun(text, piece.highlight)] for text in rest]
    kept = (tuple(piece for piece in line if piece.text or piece.anchor) for line in lines)
    return tuple(line for line in kept if line)

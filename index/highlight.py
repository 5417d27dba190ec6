"""Where a query matched in a displayed text, as character offsets; HTML is made elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from corpus.language.numbers import find_numbers
from index import analysis
from index.analysis import Unit
from index.language.folding import Folded, fold
from index.plan import Keyword, Match, plan, plan_leaves
from index.query import Node, Query
from index.schema import SCOPES, TEXT_FIELDS
from index.time_limit import require_time

#: A span of a text: offsets of its first character and after its last.
Span = tuple[int, int]

_PAIR = "地下"
_HAS_LATIN = re.compile("[a-z0-9]").search
_ENGLISH = frozenset(field.words for field in TEXT_FIELDS.values() if field.english)
_GRAMS = frozenset(field.grams for field in TEXT_FIELDS.values() if field.grams)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; ``highlight`` says whether it matched. The pieces of a snippet follow one another."""

    text: str
    highlight: bool


def spans(text: str, query: Query, field: str | None = None) -> tuple[Span, ...]:
    """Character offsets ``(start, end)`` into ``text`` of what the query matches: ordered, merged, not overlapping.

    ``field`` (``text``, ``title``, ``body``, ``number``) names what is displayed, so that ``title:x`` is marked in
    titles only; ``None`` marks it anywhere. Negated words are never marked.
    """
    if query.tree is None:
        return ()
    require_time()
    wanted = _wanted(query.tree, field)
    folded = fold(text)
    squeezed = folded.text.replace(" ", "").replace("\t", "")
    mixed = [one for one in wanted.mixed if all(unit in squeezed for unit in one[0])]
    stream = analysis.stream(text) if mixed else ()
    stems = analysis.english(text) if wanted.stems and _HAS_LATIN(folded.text) else ()
    found = [
        *(span for units, is_open in mixed for span in _occurrences(stream, units, is_open=is_open)),
        *(span for units, is_open in wanted.stems for span in _occurrences(stems, units, is_open=is_open)),
    ]
    rows = [span for row in wanted.rows for span in _row_occurrences(squeezed, row)]
    found += rows if folded.sources is None and len(squeezed) == len(folded.text) else _unsqueezed(rows, folded)
    if wanted.numbers:
        found += [(match.start, match.end) for match in find_numbers(text) if match.number.key in wanted.numbers]
    return merged(found)


def snippet(text: str, spans: tuple[Span, ...], length: int = 160) -> tuple[Snippet, ...]:
    """About ``length`` characters of ``text`` that show every matched word at least once where that is possible.

    An ellipsis stands where text was left out. Without spans it is the beginning of the text.
    """
    windows = _windows(text, spans, length)
    pieces: list[Snippet] = []
    end = 0
    for start, stop in windows:
        if start > end:
            pieces.append(Snippet("…", highlight=False))
        pieces.extend(_cut(text, spans, (start, stop)))
        end = stop
    if end < len(text):
        pieces.append(Snippet("…", highlight=False))
    return tuple(pieces)


@dataclass(frozen=True)
class _Wanted:
    """What to look for: sequences in the character stream, in the English stems, and keys of document numbers."""

    sequences: frozenset[tuple[tuple[str, ...], bool]]
    stems: frozenset[tuple[tuple[str, ...], bool]]
    numbers: frozenset[str]

    @cached_property
    def rows(self) -> frozenset[str]:
        """The sequences that are a row of Chinese characters, which a text without its blanks has just so."""
        return frozenset(text for units, _ in self.sequences if (text := _row(units)))

    @cached_property
    def mixed(self) -> frozenset[tuple[tuple[str, ...], bool]]:
        """The other sequences."""
        return frozenset((units, is_open) for units, is_open in self.sequences if not _row(units))


@lru_cache(maxsize=256)
def _wanted(tree: Node, field: str | None) -> _Wanted:
    named = None if field is None else _indexed(field)
    sequences, stems, numbers = set(), set(), set()
    for leaf in plan_leaves(plan(tree)):
        match leaf:
            case Keyword(_, value):
                numbers.add(value)
            case Match(name, units, is_open) if named is None or name in named:
                if name in _ENGLISH or (name not in _GRAMS and units[0].isascii()):
                    stems.add((units, is_open))
                elif name in _GRAMS:
                    sequences.add((units, is_open))
    return _Wanted(frozenset(sequences), frozenset(stems), frozenset(numbers))


def _indexed(field: str) -> frozenset[str]:
    """The indexed fields behind a field of the query language."""
    fields = (TEXT_FIELDS[name] for name in SCOPES[field])
    return frozenset(name for known in fields for name in (known.words, known.grams) if name)


def _row(units: tuple[str, ...]) -> str:
    """The characters of a sequence that follow one another: 地下 and 下水 are 地下水; empty for anything else."""
    follows = all(len(one) == len(_PAIR) and one[1] == other[0] for one, other in pairwise(units))
    text = units[0] + "".join(unit[1:] or unit for unit in units[1:]) if follows else ""
    if len(units) > 1 and len(units[-1]) == 1:
        text = text[:-1]
    return text if all("\u4e00" <= char <= "\u9fff" for char in text) else ""


def _unsqueezed(spans: Sequence[Span], folded: Folded) -> Iterator[Span]:
    """Spans of a folded text without its blanks, in the text as given."""
    if spans:
        kept = [at for at, char in enumerate(folded.text) if char not in " \t"]
        yield from ((folded.start(kept[start]), folded.end(kept[end - 1])) for start, end in spans)


def _row_occurrences(text: str, wanted: str) -> Iterator[Span]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def _occurrences(units: Sequence[Unit], wanted: tuple[str, ...], *, is_open: bool) -> Iterator[Span]:
    size = len(wanted)
    for at in range(len(units) - size + 1):
        last = units[at + size - 1]
        ends_well = last.text.startswith(wanted[-1]) if is_open else last.text == wanted[-1]
        if ends_well and all(units[at + n].text == wanted[n] for n in range(size - 1)):
            whole = len(wanted[-1]) == len(last.text)
            yield units[at].start, last.end if whole else last.first_end


def merged(found: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap as one."""
    kept: list[Span] = []
    for start, end in sorted(found):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _windows(text: str, spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """The parts of the text to show: around the first occurrence of each different match, as many as fit."""
    if len(text) <= length or not spans:
        return ((0, min(length, len(text))),)
    first = {text[start:end]: (start, end) for start, end in reversed(spans)}
    chosen = sorted(first.values())
    margin = max((length - sum(end - start for start, end in chosen)) // (2 * len(chosen)), 4)
    around = merged((max(start - margin, 0), min(end + margin, len(text))) for start, end in chosen)
    kept: list[Span] = []
    left = length
    for start, stop in around:
        if left <= 0:
            break
        kept.append((start, min(stop, start + left)))
        left -= stop - start
    return _filled(text, tuple(kept), left)


def _filled(text: str, windows: tuple[Span, ...], left: int) -> tuple[Span, ...]:
    """What is left of the length goes to the end of the last window, then to the beginning of the first."""
    (first, _), (_, end) = windows[0], windows[-1]
    more = min(max(left, 0), len(text) - end)
    earlier = max(first - max(left - more, 0), 0)
    head, tail = (earlier, windows[0][1]), (windows[-1][0], end + more)
    return merged((head, *windows[1:-1], tail)) if len(windows) > 1 else ((earlier, end + more),)


def _cut(text: str, spans: tuple[Span, ...], window: Span) -> Iterator[Snippet]:
    at, stop = window
    for first, last in spans:
        start, end = max(first, at), min(last, stop)
        if start >= end:
            continue
        if start > at:
            yield Snippet(text[at:start], highlight=False)
        yield Snippet(text[start:end], highlight=True)
        at = end
    if at < stop:
        yield Snippet(text[at:stop], highlight=False)

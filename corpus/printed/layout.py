"""The layout of a text: whether its lines were broken at a width, and how a printer begins its paragraphs."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.language.text import ends_sentence
from corpus.printed.lines import Line

#: A text that is broken at a width has at least so many lines of text.
_FEWEST = 8
#: A full line may be so many characters short of the width, as a line begins with no stop and breaks in no figure.
_SLACK = 5
#: Lines broken at a width are not wider than this, in Chinese characters.
_WIDEST = 64
_NARROWEST = 16
_INDENT = 3
#: Of the lines that end no sentence, at least this share fills the width; the others are titles and signatures.
_SHARE = 0.35
#: Of all lines, at least this share begins a paragraph.
_SHARE_BEGUN = 0.15


@dataclass(frozen=True, slots=True)
class Layout:
    """``width`` of a full line in Chinese characters where the text is broken at one, else ``None``.

    ``length`` is the same in characters, for a text that was broken at a number of characters.

    ``indents``: paragraphs begin with a space, so that a line without one goes on. ``spaced``: a text that is broken at
    a width has a blank line between its paragraphs.
    """

    width: int | None = None
    length: int | None = None
    indents: bool = False
    spaced: bool = False

    def is_full(self, line: Line) -> bool:
        """Whether a line fills the width, so that the next one may go on with it."""
        wide = self.width is not None and printed_width(line) >= self.width - _SLACK
        return wide or (self.length is not None and printed_length(line) >= self.length - _SLACK)

    @property
    def is_broken(self) -> bool:
        """Whether the lines of the text were broken at a width."""
        return self.width is not None or self.length is not None

    def begins(self, line: Line) -> bool:
        """Whether a line begins a paragraph by its indent, or by the blank line above it."""
        if self.indents and line.indent >= _INDENT:
            return True
        return self.spaced and not self.indents and line.blanks > 0 and not line.after_break


PLAIN = Layout()


def printed_width(line: Line) -> float:
    """The width of a line with its indent in Chinese characters."""
    return line.indent / 2 + width(line.plain)


def printed_length(line: Line) -> float:
    """The number of characters of a line with its indent, an ideographic space as one."""
    return len(line.raw) - len(line.raw.lstrip(" \t\u3000")) + len(line.plain)


def width(text: str) -> float:
    """The printed width of a text in Chinese characters: an ASCII character takes half of one."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def layout(lines: Sequence[Line]) -> Layout:
    """The layout of a text by its lines."""
    texts = [line for line in lines if not line.is_row and line.plain]
    if len(texts) < _FEWEST:
        return PLAIN
    indented = sum(line.indent >= _INDENT for line in texts)
    measure, length = _measure(texts, printed_width), _measure(texts, printed_length)
    blank = sum(line.blanks > 0 for line in texts)
    is_broken = measure is not None or length is not None
    return Layout(
        measure, length, indented > _SHARE_BEGUN * len(texts), is_broken and blank > _SHARE_BEGUN * len(texts)
    )


def _measure(texts: Sequence[Line], size: Callable[[Line], float]) -> int | None:
    """The size at which lines were broken: many lines that end no sentence end there, and no sentence is longer."""
    open_ended = [size(line) for line in texts if not ends_sentence(line.plain)]
    counts = Counter(int(w) for w in open_ended if _NARROWEST <= w <= _WIDEST)
    if not counts:
        return None
    best = max(counts, key=lambda w: sum(counts[w - back] for back in range(_SLACK + 1)))
    full = sum(counts[best - back] for back in range(_SLACK + 1))
    longer = [line for line in texts if size(line) > best + 1]
    sentences = sum(ends_sentence(line.plain) for line in longer)
    if (
        full < max(_FEWEST / 2, _SHARE * len(open_ended))
        or sentences > len(texts) / 100
        or len(longer) > len(texts) / 6
    ):
        return None
    return best

"""The styles of a Word file: what a paragraph or a run has by its style, and by those that this one is based on."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.formats.limited_xml import Element
from corpus.formats.word_xml import W, child, is_on, is_set, value

#: A chain of styles is not longer; one that leads back to itself ends here too.
_LONGEST_CHAIN = 16


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a style says by itself: place in a list (``w:numPr``), indents (``w:ind``), whether its text is hidden."""

    id: str
    numbering: Element | None
    indents: Element | None
    is_hidden: bool | None
    based_on: str


class Styles:
    """The styles of a file by their ids; without a part there are none."""

    def __init__(self, part: Element | None) -> None:
        found = [] if part is None else [*part.iterchildren(W + "style")]
        self._by_id = {style.id: style for style in map(_style, found)}
        self._default = next((value(style, "styleId") or "" for style in found if _is_of_paragraphs(style)), "")
        self._chains: dict[str, Sequence[WordStyle]] = {}

    def of_paragraph(self, paragraph: Element) -> Sequence[WordStyle]:
        """The style of a paragraph and those that it is based on, the nearest first."""
        return self.chain(value(child(paragraph, "pPr", "pStyle")) or self._default)

    def is_indented(self, paragraph: Element) -> bool:
        """Whether the first line of a paragraph is indented, by its own property or by its style."""
        own = child(paragraph, "pPr", "ind")
        given = (own, *(style.indents for style in self.of_paragraph(paragraph)))
        sizes = (value(each, size) for each in given for size in ("firstLineChars", "firstLine"))
        return next((size for size in sizes if size is not None), "0") not in ("0", "")

    def is_hidden(self, run: Element, paragraph: Sequence[WordStyle]) -> bool:
        """Whether a run is hidden: by its own property, by its style, or by those of its paragraph."""
        own = child(run, "rPr", "vanish")
        if own is not None:
            return is_on(own)
        named = self.chain(value(child(run, "rPr", "rStyle")) or "")
        return next((style.is_hidden for style in (*named, *paragraph) if style.is_hidden is not None), False)

    def chain(self, style: str) -> Sequence[WordStyle]:
        """A style and those that it is based on, the nearest first."""
        if style not in self._chains:
            found: list[WordStyle] = []
            at = self._by_id.get(style)
            while at and len(found) < _LONGEST_CHAIN:
                found.append(at)
                at = self._by_id.get(at.based_on)
            self._chains[style] = found
        return self._chains[style]


def _style(element: Element) -> WordStyle:
    vanish = child(element, "rPr", "vanish")
    return WordStyle(
        value(element, "styleId") or "",
        child(element, "pPr", "numPr"),
        child(element, "pPr", "ind"),
        None if vanish is None else is_on(vanish),
        value(child(element, "basedOn")) or "",
    )


def _is_of_paragraphs(style: Element) -> bool:
    """Whether a style is the one of paragraphs that name none."""
    return value(style, "type") == "paragraph" and is_set(style, "default")

"""Footnotes and endnotes of a Word file: the mark of each in the text, and what it says."""

from corpus.formats.limited_xml import Element
from corpus.formats.number_formats import in_format
from corpus.formats.word_styles import Styles
from corpus.formats.word_text import printed_pieces
from corpus.formats.word_xml import W, below, child, figure, is_set, value

_PARAGRAPHS = frozenset(("w:p",))
#: By the name of a reference: its part, its note there, its properties in the settings, and its usual format.
KINDS = {
    "w:footnoteReference": ("footnotes", "footnote", "footnotePr", "decimal"),
    "w:endnoteReference": ("endnotes", "endnote", "endnotePr", "lowerRoman"),
}


class Notes:
    """The notes of one kind. Each is read once, where the text first refers to it."""

    def __init__(self, part: Element | None, kind: str, settings: tuple[Element | None, ...], styles: Styles) -> None:
        _, note, properties, usual = KINDS[kind]
        found = [] if part is None else part.iterchildren(W + note)
        self._notes = {value(one, "id"): one for one in found}
        given = [each for one in settings if (each := child(one, properties)) is not None]
        self._format = next((f for one in given if (f := value(child(one, "numFmt")))), usual)
        self._next = next((figure(s, 1) for one in given if (s := child(one, "numStart")) is not None), 1)
        self._styles = styles

    def read(self, reference: Element) -> tuple[str, str]:
        """The mark of a reference, and the text of its note with the mark; the note is empty when it was read before.

        A mark is put in brackets, so that no figure of the text runs into it and no numbering word is seen in it.
        """
        note = self._notes.pop(value(reference, "id"), None)
        text = " ".join(self._texts(note)) if note is not None else ""
        if is_set(reference, "customMarkFollows"):
            return "", text  # the mark is text of the paragraph and of the note
        mark = f"[{in_format(self._next, self._format)}]"
        self._next += 1
        return mark, f"{mark} {text}" if text else ""

    def _texts(self, note: Element) -> list[str]:
        paragraphs = (printed_pieces(one, self._styles) for one in below(note, _PARAGRAPHS))
        texts = ("".join(piece for piece in pieces if isinstance(piece, str)) for pieces in paragraphs)
        return [flat for text in texts if (flat := " ".join(text.split()))]

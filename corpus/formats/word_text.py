"""The text of a paragraph of Word as it is printed, with what is anchored in it: text boxes and notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.formats.limited_xml import Element
from corpus.formats.word_styles import Styles
from corpus.formats.word_symbols import sign
from corpus.formats.word_xml import child, is_on, name, shown, value

#: What prints something, or says what is printed.
_LEAVES = frozenset((
    "w:t", "m:t", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:sym", "w:fldChar", "w:footnoteReference",
    "w:endnoteReference", "w:txbxContent", "v:textpath",
))  # fmt: skip
_ANCHORS = frozenset(("w:txbxContent", "w:footnoteReference", "w:endnoteReference"))
#: A line break inside a text of the XML is a space.
_BREAK = re.compile(r"[\r\n\t]")
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}


def printed_pieces(paragraph: Element, styles: Styles) -> Iterator[str | Element]:
    """What a paragraph prints, its number apart: text, and elements that are anchored in it, in order.

    Hidden text is not printed, and of fields the results only.
    """
    fields = _Fields()
    for element in _printed(paragraph, styles):
        kind = name(element)
        if kind == "w:fldChar":
            fields.read(value(element, "fldCharType"))
        elif not fields.codes:
            yield element if kind in _ANCHORS else _text(element, kind)


def is_joined(paragraph: Element) -> bool:
    """Whether the mark at the end of a paragraph was deleted or is hidden: the next paragraph goes on with it."""
    mark = child(paragraph, "pPr", "rPr")
    return any(child(mark, kind) is not None for kind in ("del", "moveFrom")) or has_hidden_mark(paragraph)


def has_hidden_mark(paragraph: Element) -> bool:
    """Whether the mark at the end of a paragraph is hidden, so that the next one is printed on its line."""
    return is_on(child(paragraph, "pPr", "rPr", "vanish"))


@dataclass(slots=True)
class _Fields:
    """The fields that are open; ``codes`` counts those that are in their code, which is not printed."""

    codes: int = 0
    _has_result: list[bool] = field(default_factory=list)

    def read(self, kind: str | None) -> None:
        """Takes a character that begins a field, ends its code or ends the field."""
        if kind == "begin":
            self._has_result.append(False)
            self.codes += 1
        elif kind == "separate" and self._has_result and not self._has_result[-1]:
            self._has_result[-1] = True
            self.codes -= 1
        elif kind == "end" and self._has_result and not self._has_result.pop():
            self.codes -= 1


def _printed(paragraph: Element, styles: Styles) -> Iterator[Element]:
    """The elements of a paragraph that print something, in order; without recursion, as elements nest deeply."""
    chain = styles.of_paragraph(paragraph)
    stack = shown(paragraph)[::-1]
    while stack:
        element = stack.pop()
        kind = name(element)
        if kind in _LEAVES or kind == "m:den":
            yield element
        if kind == "w:r" and styles.is_hidden(element, chain):
            yield from (one for one in element if name(one) == "w:fldChar")
        elif kind not in _LEAVES:
            stack.extend(reversed(shown(element)))


def _text(element: Element, kind: str) -> str:
    """What an element prints."""
    if kind in ("w:t", "m:t"):
        return _BREAK.sub(" ", "".join(map(str, element.itertext())))
    if kind == "w:br":
        return "\n" if value(element, "type") in (None, "textWrapping") else "\n\n"
    if kind == "w:sym":
        code = value(element, "char") or ""
        return sign(int(code, 16), value(element, "font")) if _CODE.fullmatch(code) else ""
    if kind == "m:den":
        return "/"  # the line of a fraction
    if kind == "v:textpath":
        return f"\n{_BREAK.sub(' ', element.get('string') or '')}\n"
    return _SIGNS[kind]

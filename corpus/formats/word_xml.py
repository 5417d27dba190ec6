"""Elements of the XML of Word: their names, their attributes, and those that are read through.

A change that is tracked counts as accepted: what was deleted or moved away is not there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.formats.limited_xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
#: What holds no text of the print: properties, what a tracked change took away, the small signs above those of a ruby.
_NOT_SHOWN = frozenset((
    "w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr", "w:sectPr", "w:del", "w:moveFrom", "w:rt",
))  # fmt: skip
_OFF, _ON = ("0", "false", "off"), ("1", "true", "on")
_FIGURE = re.compile(r"\d{1,9}")


def name(element: Element) -> str:
    """The name of an element with the usual prefix, ``w:p``; empty for what is none of Word's."""
    return _name(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    space, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(space) if tag.startswith("{") else None
    return f"{prefix}:{local}" if prefix else ""


def value(element: Element | None, attribute: str = "val") -> str | None:
    """An attribute of an element, ``None`` where either is missing."""
    return None if element is None else element.get(W + attribute)


def figure(element: Element | None, otherwise: int, attribute: str = "val") -> int:
    """An attribute that is a whole number of at most nine digits."""
    text = value(element, attribute) or ""
    return int(text) if _FIGURE.fullmatch(text) and text.isascii() else otherwise


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for step in path:
        element = None if element is None else next(element.iterchildren(W + step), None)
    return element


def is_on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and value(element) not in _OFF


def is_set(element: Element, attribute: str) -> bool:
    """Whether an attribute says yes."""
    return value(element, attribute) in _ON


def shown(parent: Element) -> list[Element]:
    """The children of an element that are printed: of alternatives the first one, of a ruby the text under it."""
    kind = name(parent)
    if kind == "mc:AlternateContent":
        return list(parent)[:1]
    return [one for one in parent if name(one) not in _NOT_SHOWN]


def below(parent: Element, names: frozenset[str]) -> Iterator[Element]:
    """The elements of these names under a parent and not under one another, in printed order.

    They are looked for inside whatever wraps them: content controls, insertions, links.
    """
    stack = shown(parent)[::-1]
    while stack:
        element = stack.pop()
        if name(element) in names:
            yield element
        else:
            stack.extend(reversed(shown(element)))

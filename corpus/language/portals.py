"""What government portals put on the page of a document beside its text, by its phrases: labels of facts, furniture."""

import re

from corpus.data import data

#: Labels of facts by what they say, and beginnings of lines that are no text.
PHRASES = data("portal.toml")
#: All labels of facts, the longest first.
FACT_LABELS = tuple(
    sorted({label for labels in PHRASES["facts"].values() for label in labels}, key=lambda one: (-len(one), one))
)
#: Those with which no text begins.
SURE_LABELS = frozenset(PHRASES["facts"]["sure"])
_FACT = re.compile(rf"(?P<label>{'|'.join(FACT_LABELS)})\s*[:：]")


def fact_label(text: str) -> str | None:
    """The label with which a line states a fact of its document: 索引号：…, 名称：…; ``None`` where it states none."""
    match = _FACT.match(text)
    return match["label"] if match else None

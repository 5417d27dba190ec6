"""Amending decisions: the text that one puts in the place of another is text of the decision, whatever its numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.language.numbering import Level
from corpus.printed.paragraphs import Paragraph

_ANNOUNCES = re.compile(
    r"(?:修改为|修改如下|修订为|增加[一二三四五六七八九十两].{0,12}|作为第.{1,10}[条款项]|表述为|改为)[:：]$"
)
#: What begins the next provision of the decision itself.
_OWN = re.compile(r"(?:本决定|此外|删去|删除|将第|增加|根据本决定)")


#: The new text begins in the paragraph that announces it.
_QUOTES = re.compile(r"(?:修改为|修改如下|修订为|作为第.{1,10}[条款项]|表述为|改为|增加.{1,20})[:：][“「]")


def amendment(text: str) -> "Amendment | None":
    """The new text that a paragraph announces (将第七条修改为：), none where it announces none or quotes all of it."""
    if _ANNOUNCES.search(text.rstrip()):
        return Amendment()
    depth = _opened(text)
    return Amendment(depth, is_quoted=True) if depth > 0 and _QUOTES.search(text) else None


def _opened(text: str) -> int:
    """How many quotation marks a text opens and does not close."""
    return text.count("“") + text.count("「") - text.count("”") - text.count("」")


@dataclass(slots=True)
class Amendment:
    """The new text that a decision announced, as far as it has come.

    Between quotation marks it ends with them. Without, it ends where a number goes on with the count of the decision
    and not with a list of the new text.
    """

    depth: int = 0
    is_quoted: bool = False
    is_over: bool = False
    _counts: dict[Level, int] = field(default_factory=dict)

    def takes(self, paragraph: Paragraph, own: Mapping[Level, int]) -> bool:
        """Whether a paragraph belongs to the new text; ``own`` are the open numbers of the decision."""
        text = paragraph.text
        if self.is_over:
            return False
        self.is_quoted = self.is_quoted or text.startswith(("“", '"', "「"))
        if not self.is_quoted and not self._is_new_text(paragraph, own):
            self.is_over = True
            return False
        # Each paragraph opens the quotation, the last one closes it.
        again = self.depth > 0 and text.startswith(("“", "「"))
        self.depth += _opened(text) - again
        self.is_over = self.is_quoted and self.depth <= 0
        if paragraph.marker:
            self._counts[paragraph.marker.level] = paragraph.marker.ordinal
        return True

    def _is_new_text(self, paragraph: Paragraph, own: Mapping[Level, int]) -> bool:
        found = paragraph.marker
        if found is None:
            return not _OWN.match(paragraph.text)
        if self._counts.get(found.level) == found.ordinal - 1:
            return True
        return own.get(found.level) != found.ordinal - 1

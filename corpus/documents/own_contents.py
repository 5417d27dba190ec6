"""The contents that a law or a plan prints of itself: the word 目录 and the headings under it."""

import re
from collections.abc import Sequence

from corpus.language.formal import heads_contents
from corpus.language.numbering import Level, marker
from corpus.language.titles import title_key
from corpus.printed.lines import Line

#: So many lines may stand before the contents, as on the cover of a standard, and so many of text, as in a foreword.
_BEFORE, _TEXTS = 16, 7
#: The page behind a heading, which is Roman before the text: 前言………II.
_PAGE = re.compile(r"[.…·\s]*(?:(?<=[.…·\s])[IVXivxⅠ-Ⅻ]+|\d*)$")


def own_contents(lines: Sequence[Line], start: int, stop: int) -> range:
    """The contents that a text prints of itself: 目录 and headings, until one of the first recurs."""
    texts = 0
    for i in range(start, min(stop, start + _BEFORE)):
        texts += lines[i].plain.endswith("。")
        if lines[i].is_row or texts > _TEXTS:
            break
        if not heads_contents(lines[i].plain):
            continue
        numbered = next((j for j in range(i + 1, stop) if marker(lines[j].plain)), i + 1)
        for first in sorted({min(i + 1, stop - 1), numbered}):
            again = next((j for j in range(first + 1, stop) if _same_heading(lines[j], lines[first])), None)
            if again is not None and _only_headings(lines[i + 1 : again]):
                return range(i, again)
        return range(i, i + 1)
    return range(0)


def _same_heading(line: Line, first: Line) -> bool:
    return not line.is_row and title_key(line.plain) == title_key(_PAGE.sub("", first.plain))


def _only_headings(lines: Sequence[Line]) -> bool:
    """Whether lines are headings and nothing else: none ends a sentence, none is an article."""
    return not any(
        line.is_row
        or line.plain.endswith("。")
        or ((m := marker(line.plain)) and m.level is Level.ARTICLE and len(line.plain) > 30)  # noqa: PLR2004
        for line in lines
    )

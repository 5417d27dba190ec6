"""The texts that a document issues: on which line the title of each stands by itself.

A notice may issue several texts. A decision that amends laws prints them anew behind itself, each with its history and
its first article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.documents.heads import is_title_line, read_head, title_end
from corpus.language.formal import heads_contents
from corpus.language.numbering import GROUPING, Level, marker
from corpus.language.text import ends_sentence
from corpus.language.titles import is_complete, issued_key, nested, title_key
from corpus.printed.lines import Line

_AMENDS = re.compile(r"修改|修正|修订|清理")
_NAMED = re.compile(r"[《〈]([^《》〈〉]{3,100})[》〉]")
#: A line that names a law and nothing else is not longer.
_LONGEST = 120


def issued_at(lines: Sequence[Line], start: int, stop: int, expected: str | None) -> int | None:
    """Where the title of the issued text stands by itself, in a document that prints no date before it."""
    if not expected:
        return None
    wanted = issued_key(expected)
    for i in range(start + 1, stop):
        if not lines[i].is_row and wanted.startswith(issued_key(lines[i].plain)[:4]) and is_title_line(lines[i]):
            ends = (title_end(lines, i, stop, expected), title_end(lines, i, stop))
            if any(issued_key("".join(line.plain for line in lines[i:end])) == wanted for end in ends):
                return i
    return None


@dataclass(frozen=True, slots=True)
class NamedTitles:
    """The keys of the titles that a document names in 《》: its own title, and, where it amends laws, its text."""

    in_title: frozenset[str]
    in_text: frozenset[str]

    @classmethod
    def of(cls, title: str, lines: Iterable[Line]) -> "NamedTitles":
        """The titles that ``title`` and the lines of the document name."""
        texts = [line.plain for line in lines if not line.is_row] if _AMENDS.search(title) else []
        in_text = {title_key(name) for text in (title, *texts) for name in _names(text)}
        return cls(frozenset(map(title_key, nested(title))), frozenset(in_text if texts else ()))

    def titles(self, lines: Sequence[Line], start: int, stop: int) -> Iterator[int]:
        """The lines from ``start`` on where a text of such a title begins, each text once."""
        begins = {key[:2] for key in self.in_title | self.in_text}
        seen: set[str] = set()
        for i in range(start, stop if begins else start):
            if lines[i].is_row or title_key(lines[i].plain[:12])[:2] not in begins or not _is_apart(lines, i, start):
                continue
            end = title_end(lines, i, stop)
            name = title_key("".join(line.plain for line in lines[i:end]))
            if name not in seen and (name in self.in_title or (name in self.in_text and _is_law(lines, i, end, stop))):
                seen.add(name)
                yield i


def _names(text: str) -> Iterator[str]:
    """The titles that a line names: in 《》, or behind a numbering word, a bracket behind it or not."""
    yield from _NAMED.findall(text) if "《" in text or "〈" in text else ()
    found = marker(text)
    name = re.split("[（(]", text[found.length :], maxsplit=1)[0].strip() if found and len(text) < _LONGEST else ""
    if is_complete(name):
        yield name


def _is_apart(lines: Sequence[Line], i: int, start: int) -> bool:
    """Whether what stands above a title is complete."""
    return i == start or lines[i - 1].is_row or ends_sentence(lines[i - 1].plain)


def _is_law(lines: Sequence[Line], start: int, end: int, stop: int) -> bool:
    """Whether the first chapter, the first article or the contents of a law follow the title ``start..end``."""
    body = read_head(lines, start, range(start, end), stop).body if end > start else stop
    if body >= stop or lines[body].is_row:
        return False
    found = marker(lines[body].plain)
    first = found is not None and found.ordinal == 1 and found.level in GROUPING | {Level.ARTICLE}
    return first or heads_contents(lines[body].plain)

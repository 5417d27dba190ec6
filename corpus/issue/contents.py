"""The contents pages of an issue: what it announces, in Chinese and in English.

An entry is a title with, in any order, a document number and a page, on one line or on several. What a document names
its own 目录 is no contents.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from corpus.issue.contents_columns import two_columns
from corpus.issue.contents_lines import (
    BLANK,
    page_of,
)
from corpus.issue.contents_readers import (
    CHINESE,
    NOTE,
    PROBED,
    chinese_form,
    english_form,
    has_text,
    read_entries,
    recurs,
)
from corpus.issue.entries import PrintedEntry
from corpus.language.titles import tail_key, title_key
from corpus.printed.lines import Line

_HEAD = re.compile(
    r"(?:CONTENTS)?[【〖\[·•◆★☆※—-]{0,3}(?:本期|本刊|本辑)?(?:目录|目次|要目|总目)[】〗\]·•◆★☆※—-]{0,3}(?:索引)?(?:CONTENTS)?",
    re.IGNORECASE,
)
_HEAD_EN = re.compile(r"(?:TABLE OF )?CONTENTS", re.IGNORECASE)
#: The contents begin within so many lines, and hold at most so many.
_FRONT_LINES, _CONTENTS_LINES = 400, 4000


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of the contents in both languages, ``start`` of the head and ``end`` behind the last line."""

    chinese: tuple[PrintedEntry, ...]
    english: tuple[PrintedEntry, ...]
    start: int
    end: int


def contents_head(lines: Sequence[Line]) -> int | None:
    """The index of the line that heads a contents: among the first lines, or the last ones."""
    ends = (range(min(_FRONT_LINES, len(lines))), range(max(_FRONT_LINES, len(lines) - _FRONT_LINES), len(lines)))
    return next((i for part in ends for i in part if _HEAD.fullmatch(lines[i].plain.replace(" ", ""))), None)


def has_entries(lines: Sequence[Line], start: int) -> bool:
    """Whether entries with ascending pages stand at ``start`` without the word 目录 above them."""
    texts = takewhile(lambda line: not has_text([line]), lines[start : start + PROBED])
    pages = [page[1] for line in texts if (page := page_of(line)) and page[0].strip(BLANK) != str(page[1])]
    return len(pages) > 1 and pages == sorted(pages)


def read_contents(lines: Sequence[Line], head: int, file: str, english_masthead: Callable[[str], bool]) -> Contents:
    """The contents under the line ``head``; of one in two columns the left one comes first."""
    columns = two_columns(lines, head + 1)
    if columns is None:
        return _read(lines, head, file, english_masthead)
    ordered = [*lines[: head + 1], *columns.lines, *lines[columns.stop :]]
    found = _read(ordered, head, file, english_masthead)
    behind = found.end - (head + 1 + len(columns.lines))
    return replace(found, end=columns.stop + max(0, behind))


def _read(lines: Sequence[Line], head: int, file: str, english_masthead: Callable[[str], bool]) -> Contents:
    """The contents under the line ``head``, whose lines follow one another."""
    limit = min(len(lines), head + _CONTENTS_LINES)
    if head + 1 < limit and _HEAD_EN.fullmatch(lines[head + 1].plain):
        head += 1  # 目录 / Contents: one list in both languages
    en = next((i for i in range(head + 1, limit) if _HEAD_EN.fullmatch(lines[i].plain)), None)
    stop = len(lines) if en is None else next((i for i in range(head, en) if english_masthead(lines[i].plain)), en)
    found, end = read_entries(lines[:stop], head + 1, file, chinese_form)
    chinese, beside = _parted(found)
    if chinese and chinese[0].page is None and not _announces(lines, end, chinese):
        chinese, end = [], head + 1
    english = beside
    if en is not None and not has_text(lines[end:en]):
        english, end = read_entries(lines, en + 1, file, english_form, _section_starts(chinese))
    note = next((i for i in range(end, min(end + 4, len(lines))) if NOTE.match(lines[i].plain)), None)
    if note is not None:
        end = note + 1 if lines[note].plain.endswith((")", "）")) else note + 2
    return Contents(tuple(chinese), tuple(english), head, end)


def _parted(entries: Sequence[PrintedEntry]) -> tuple[list[PrintedEntry], list[PrintedEntry]]:
    """The Chinese entries, and the English ones that stand under them; where none is Chinese, all are one list."""
    chinese = [entry for entry in entries if CHINESE.search(entry.title)]
    english = [replace(entry, category=None) for entry in entries if not CHINESE.search(entry.title)]
    return (chinese, english) if chinese else (list(entries), [])


def _announces(lines: Sequence[Line], start: int, entries: Sequence[PrintedEntry]) -> bool:
    """Whether one of the first titles comes again: lines without pages are a contents only then."""
    for entry in entries[:3]:
        beginnings = {title_key(entry.title)[:2], tail_key(entry.title)[:2]}
        for i in range(start, len(lines)):
            if title_key(lines[i].plain[:12])[:2] in beginnings and recurs(lines, i, entry.title):
                return True
    return False


def _section_starts(entries: Sequence[PrintedEntry]) -> frozenset[int]:
    """Which entries begin a section."""
    names = [None, *(entry.category for entry in entries)]
    return frozenset(at for at, (before, name) in enumerate(pairwise(names)) if name and name != before)

"""The front matter of an issue: its masthead and its contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.issue.contents import Contents, contents_head, has_entries, read_contents
from corpus.issue.contents_readers import has_text
from corpus.issue.entries import PrintedEntry, announces_issued, announces_text_of, paired
from corpus.issue.masthead import is_english_masthead, masthead_at, masthead_end, opens_masthead, read_issue
from corpus.language.formal import is_heading_line, is_number
from corpus.language.numbering import Level, marker
from corpus.language.titles import is_complete
from corpus.model import Issue, TocEntry
from corpus.printed.lines import Line


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says. ``lines`` of the scanned lines belong to it; entries have no document yet.

    ``back`` is the index of a contents that stands behind all documents, if one does.
    """

    issue: Issue | None
    entries: tuple[TocEntry, ...]
    lines: int
    back: int | None = None


NO_FRONT = Front(None, (), 0)


def read_front(lines: Sequence[Line], file: str) -> Front:
    """The issue and its contents. A text without masthead and contents has no front matter: ``lines`` is 0 then.

    What a document names its own 目录, an annex or the chapters of a plan, is no contents of an issue.
    """
    masthead = masthead_end(lines)
    head = contents_head(lines)
    if head is None and masthead and has_entries(lines, masthead):
        head = masthead - 1
    if head is None:
        return _without_contents(lines, masthead, file)
    contents = read_contents(lines, head, file, is_english_masthead)
    if sum(_heads_chapter(entry.title) for entry in contents.chinese) > 1:
        return _without_contents(lines, masthead, file)
    if masthead and contents.chinese and has_text(lines[:head]) and not has_text(lines[contents.end :]):
        issue = read_issue([*lines[:masthead], *lines[head:]], file, announced=_announced(contents))
        entries = paired(contents.chinese, contents.english, issue.id if issue else "")
        return Front(issue, entries, masthead, head)
    end = _behind_masthead(lines, contents.end) if contents.chinese else contents.end
    issue = read_issue(lines[:end], file, lines[end:], announced=_announced(contents)) if end else None
    inside = has_text(lines[:head]) or any(is_number(line.plain) for line in lines[:head] if "期" not in line.plain)
    if issue is None and (inside or not _are_entries(contents.chinese)):
        return _without_contents(lines, masthead, file)
    if inside and not contents.chinese:
        return _without_contents(lines, masthead, file)
    return Front(issue, paired(contents.chinese, contents.english, issue.id if issue else ""), end)


#: The chapters of a standard or a plan: 前言, 1 范围, 附录A.
_CHAPTER = re.compile(
    r"前\s?言|引\s?言|参考文献|附录\s?[A-Z].{0,30}|\d{1,2}\s?[\u4e00-\u9fff](?<![年月日届次期]).{1,20}"
)


def _heads_chapter(title: str) -> bool:
    """Whether an entry is the heading of a chapter and no title of a paper."""
    if is_heading_line(title):
        return True
    found = marker(title)
    numbered = found is not None and found.level is Level.SUBSECTION  # （一）: those of an issue count 1., 一、
    return (numbered or bool(_CHAPTER.fullmatch(title))) and not is_complete(title)


def _announced(contents: Contents) -> frozenset[int]:
    """The printed lines of the entries, whose days and numbers are not those of the issue."""
    sources = [entry.source for entry in (*contents.chinese, *contents.english)]
    return frozenset(n for source in sources for n in range(source.line_start, source.line_end + 1))


def _behind_masthead(lines: Sequence[Line], start: int) -> int:
    """Where the documents begin behind a contents that ends at ``start``: a masthead may stand under it."""
    return (masthead_at(lines, start) if start < len(lines) and opens_masthead(lines[start]) else 0) or start


def _are_entries(entries: Sequence[PrintedEntry]) -> bool:
    """Whether lines under 目录 are entries of a gazette though no masthead is printed.

    They have pages, none is a chapter, and most end in the type of a paper, as the sections of one paper do not.
    """
    papers = sum(is_complete(entry.title) for entry in entries)
    paged = any(entry.page is not None for entry in entries)
    return paged and 2 * papers >= len(entries) and not any(_heads_chapter(e.title) for e in entries)


def _without_contents(lines: Sequence[Line], end: int, file: str) -> Front:
    """A masthead alone, which ends at ``end``."""
    return Front(read_issue(lines[:end], file, lines[end:]), (), end) if end else NO_FRONT


def with_documents(entries: Sequence[TocEntry], documents: Sequence[str | None]) -> tuple[TocEntry, ...]:
    """The entries with the ids of the documents that were found; a paper and the text that it issues are one."""
    found = list(documents)
    for i, (entry, following) in enumerate(pairwise(entries)):
        if announces_text_of(entry, following) or announces_issued(entry, following):
            found[i : i + 2] = [found[i] or found[i + 1]] * 2
    return tuple(replace(entry, document=document) for entry, document in zip(entries, found, strict=True))


def page_findings(entries: Sequence[TocEntry]) -> list[tuple[TocEntry, str]]:
    """Entries whose two languages do not agree, or whose pages do not ascend, with the reason."""
    reasons = [
        (e, f"English contents say page {e.page_en}, Chinese {e.page}")
        for e in entries
        if e.page_en not in (None, e.page)
    ]
    for before, entry in pairwise(entries):
        if before.page is not None and entry.page is not None and entry.page < before.page:
            reasons.append((entry, f"page {entry.page} comes after page {before.page}"))
    return reasons

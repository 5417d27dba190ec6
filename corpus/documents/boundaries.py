"""Where each document of an issue begins: one decision over the whole issue.

Nothing in print marks a new document but its head. Every entry of the contents is compared with every line where its
title or its number stands; the assignment of all entries in printed order with the most evidence wins. What no entry
explains is divided by the same evidence without contents: a head after what ends a document.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz

from corpus.documents.announced_heads import AnnouncedHeads, is_full
from corpus.documents.covers import quotation_start
from corpus.documents.document_heads import ALIKE, Extent, HeadCandidate, divided, found_by_heads
from corpus.documents.heads import Head, read_head
from corpus.issue.backmatter import back_matter
from corpus.issue.entries import announces_issued, announces_text_of
from corpus.language.titles import title_key
from corpus.model import TocEntry
from corpus.printed.lines import Line

#: Heads without an entry that an entry without a head is compared with.
_LEFT_OVER = 128
#: What stands around the name of a section.
_MARKS = "【】〖〗[]［］·•◆■●★▲◇□※ "


def divide(lines: Sequence[Line], entries: Sequence[TocEntry], start: int) -> tuple[list[Extent], int]:
    """All documents from ``start`` on in printed order, and the index of the back matter."""
    entries = _announced(entries)
    back = back_matter(lines, start) if start else len(lines)
    known = _under_sections(_assigned(lines, entries, (start, back)), lines, start)
    first = known[0].start if known else back
    before = found_by_heads(lines, start, first) if first > start else []
    if len(known) < len(entries):
        known = [part for extent in known for part in divided(lines, extent)]
    return _with_left_over(_under_quotations([*before, *known], lines, start), lines, entries), back


# --- the contents


def _announced(entries: Sequence[TocEntry]) -> list[TocEntry]:
    """One entry for each document: a decree has the number that its entry names and the title of its text.

    The text that a notice issues has none of its own, though the contents name it too.
    """
    found: list[TocEntry] = []
    for entry in entries:
        if found and announces_text_of(found[-1], entry):
            found[-1] = replace(entry, number=found[-1].number, number_en=found[-1].number_en)
        elif not (found and announces_issued(found[-1], entry)):
            found.append(entry)
    return found


def _assigned(lines: Sequence[Line], entries: Sequence[TocEntry], within: tuple[int, int]) -> list[Extent]:
    """The documents of the entries: the assignment in printed order with the most points.

    ``best`` holds, by ascending end of the last title, the chains that have more points than every shorter one.
    """
    heads = AnnouncedHeads(lines, within)
    best: list[_Chain] = [_Chain(within[0], 0)]
    for at, entry in enumerate(entries):
        found = [
            _Chain(candidate.title_end, before.points + candidate.points, entry, candidate, before)
            for candidate in heads.candidates(entry, at / len(entries))
            if (before := best[bisect_right(best, candidate.start, key=_end) - 1])
        ]
        for chain in found:
            _insert(best, chain)
    picked = list(_links(best[-1]))
    stops = [*(candidate.start for _, candidate in picked), within[1]][1:]
    return [Extent(e, p.start, p.title_start, p.title_end, stop) for (e, p), stop in zip(picked, stops, strict=True)]


def _under_sections(extents: Sequence[Extent], lines: Sequence[Line], floor: int) -> list[Extent]:
    """The documents, each with the name of a section of the contents that stands on the line above its head."""
    names = {title_key(extent.entry.category) for extent in extents if extent.entry and extent.entry.category}
    floors = [floor, *(extent.title_end for extent in extents)]
    starts = [
        extent.start - (extent.start > above and title_key(lines[extent.start - 1].plain.strip(_MARKS)) in names)
        for extent, above in zip(extents, floors, strict=False)
    ]
    stops = [*starts[1:], *(extent.end for extent in extents[-1:])]
    return [replace(e, start=start, end=end) for e, start, end in zip(extents, starts, stops, strict=True)]


def _under_quotations(extents: Sequence[Extent], lines: Sequence[Line], floor: int) -> list[Extent]:
    """The documents, each with the quotation that stands above its head."""
    found: list[Extent] = []
    for extent in extents:
        start = quotation_start(lines, extent.start, floor)
        if start < extent.start:
            found = [replace(one, end=min(one.end, start)) for one in found if one.start < start]
        found.append(replace(extent, start=start))
        floor = extent.start
    return found


@dataclass(frozen=True, slots=True)
class _Chain:
    """Entries with their candidates in printed order, the last of them here, and the points of all."""

    end: int
    points: int
    entry: TocEntry | None = None
    candidate: HeadCandidate | None = None
    before: "_Chain | None" = None


def _end(chain: _Chain) -> int:
    return chain.end


def _links(chain: _Chain) -> Iterator[tuple[TocEntry, HeadCandidate]]:
    """The entries of a chain with their candidates, in printed order."""
    found: list[tuple[TocEntry, HeadCandidate]] = []
    link: _Chain | None = chain
    while link is not None and link.entry is not None and link.candidate is not None:
        found.append((link.entry, link.candidate))
        link = link.before
    yield from reversed(found)


def _insert(best: list[_Chain], chain: _Chain) -> None:
    """Keeps a chain where none that ends before it has as many points, and drops those that it makes needless."""
    at = bisect_right(best, chain.end, key=_end)
    if best[at - 1].points >= chain.points:
        return
    best.insert(at, chain)
    while at + 1 < len(best) and best[at + 1].points <= chain.points:
        del best[at + 1]


def _with_left_over(extents: list[Extent], lines: Sequence[Line], entries: Sequence[TocEntry]) -> list[Extent]:
    """The documents with the entries that were not found in order: one of the same number or title takes the entry."""
    used = {extent.entry.position for extent in extents if extent.entry}
    left = [entry for entry in entries if entry.position not in used]
    out = list(extents)
    heads = {
        at: read_head(lines, extent.start, range(extent.title_start, extent.title_end), extent.end)
        for at, extent in enumerate(out if left else ())
        if extent.entry is None
    }
    for entry in left:
        # The first of many only, so that the time is in proportion to the text.
        looked_at = islice(heads.items(), _LEFT_OVER)
        at = next((at for at, head in looked_at if _announces(entry, head)), None)
        if at is not None:
            out[at] = replace(out[at], entry=entry)
            del heads[at]
    return out


def _announces(entry: TocEntry, head: Head) -> bool:
    """Whether an entry has the number or the title of a head."""
    if entry.number and is_full(entry.number) and any(number.text == entry.number for number in head.numbers):
        return True
    return bool(head.title) and fuzz.ratio(title_key(head.title or ""), title_key(entry.title)) >= ALIKE

"""How well the two columns of a bilingual contents agree, entry by entry."""

from enum import StrEnum

from corpus import TocEntry


class EntryDoubt(StrEnum):
    """What does not agree between the Chinese and the English line of one entry, or between it and the issue."""

    NO_ENGLISH = "no_english"
    NO_CHINESE = "no_chinese"
    PAGES_DIFFER = "pages_differ"
    NUMBER_MISSING = "number_missing"
    NO_DOCUMENT = "no_document"


def doubts(entry: TocEntry) -> tuple[EntryDoubt, ...]:
    """The doubts about one entry; none for a pair that agrees."""
    found = {
        EntryDoubt.NO_ENGLISH: not entry.title_en,
        EntryDoubt.NO_CHINESE: not entry.title,
        EntryDoubt.PAGES_DIFFER: entry.page is not None and entry.page_en is not None and entry.page != entry.page_en,
        EntryDoubt.NUMBER_MISSING: bool(entry.title and entry.title_en) and bool(entry.number) != bool(entry.number_en),
        EntryDoubt.NO_DOCUMENT: entry.document is None,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)

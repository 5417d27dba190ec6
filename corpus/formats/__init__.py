"""Kinds of files: what each of them prints becomes the lines that the parser reads."""

from corpus.formats.kinds import OLD_WORD, READABLE, TextFile, read_file
from corpus.formats.page_cache import PageCache
from corpus.formats.page_reading import PageProgress

__all__ = ["OLD_WORD", "READABLE", "PageCache", "PageProgress", "TextFile", "read_file"]

"""Kinds of files: what each of them prints becomes the lines that the parser reads."""

from corpus.formats.kinds import HTML, OLD_WORD, READABLE, TextFile, read_file
from corpus.formats.page_cache import PageCache
from corpus.formats.page_reading import PageProgress
from corpus.formats.paged_files import PICTURES

__all__ = ["HTML", "OLD_WORD", "PICTURES", "READABLE", "PageCache", "PageProgress", "TextFile", "read_file"]

"""Reading the pages of a file in child processes: a page that fails costs that page, a file that cannot be read itself.

A child reads a number of pages and then ends, so that memory stays bounded. What it has read is kept in the cache at
once, page by page; pages in the cache are not read again.
"""

import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

import msgspec

from corpus.findings import FindingCode
from corpus.formats.child_program import command
from corpus.formats.page_cache import PageCache
from corpus.formats.page_content import PageContent, decoded
from corpus.formats.page_worker import LENGTH_BYTES, PAGE_SECONDS, Opened, frame_length
from corpus.formats.process_limits import processor_seconds
from corpus.printed.printed_text import FormatError

#: More pages than this are no gazette, nor a year of them.
MOST_PAGES = 5_000
#: A child reads so many pages; its memory grows a little with each.
_STRETCH = 40
#: Bytes from which on the C library takes memory for a block by itself, and gives it back when it is done with: by
#: itself glibc would raise that to 32 MiB, and keep what the recognition needed for the largest page.
_BLOCK = 16 * 1024**2
#: What a child finds in its environment beside what is there.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(_BLOCK),
    "MALLOC_TRIM_THRESHOLD_": str(_BLOCK),
}
#: After so many pages that fail one after the other, or of all, the rest of a file is given up.
_FAILED_IN_A_ROW, _FAILED = 5, 40
#: A page's content is no longer than this, in bytes.
_LONGEST_FRAME = 64 * 1024 * 1024
#: Gives the command of a child with these arguments.
WORKER = partial(command, "page_worker")
#: A child that says nothing and takes no time of a processor for so long is ended, in seconds.
LONGEST_WAIT = 2.0 * PAGE_SECONDS
#: How often a child is looked at while it says nothing, in seconds.
_OFTEN = 1.0
#: Called with the number of pages that are done, and of all.
PageProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What is to be read: the pages of a file of a kind (``pdf`` or ``picture``) with this SHA-256."""

    file: BinaryIO
    kind: str
    file_hash: str
    cache: PageCache | None = None
    tell: PageProgress | None = None


@dataclass(slots=True)
class PagesRead:
    """The content of each page that was read, in order; ``failed`` are the numbers of others among ``count`` pages."""

    count: int = 1
    contents: list[PageContent] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    @property
    def is_given_up(self) -> bool:
        """Whether so many pages failed that the rest is not tried."""
        in_a_row = self.failed[-_FAILED_IN_A_ROW:]
        is_row = len(in_a_row) == _FAILED_IN_A_ROW and in_a_row[-1] - in_a_row[0] == _FAILED_IN_A_ROW - 1
        return is_row or len(self.failed) >= _FAILED


def read_pages(request: PageRequest) -> PagesRead:
    """The pages of a file; raises :class:`FormatError` for one that cannot be read at all."""
    known = request.cache.count(request.file_hash) if request.cache else None
    read = PagesRead(known or 1)
    page = 1
    while page <= min(read.count, MOST_PAGES) and not read.is_given_up:
        is_kept = request.cache and (known or page > 1)  # the first child says how many pages there are
        kept = request.cache.get(request.file_hash, page) if request.cache and is_kept else None
        if kept is None:
            page = _read_stretch(request, read, page)
        else:
            read.contents += kept
            page += 1
        if request.tell:
            request.tell(page - 1, read.count)
    read.failed += range(page, min(read.count, MOST_PAGES) + 1)
    return read


def _read_stretch(request: PageRequest, read: PagesRead, first: int) -> int:
    """Reads pages from ``first`` on, until one is in the cache, one fails, or a child has read enough.

    Returns the number of the next page.
    """
    page = first
    with _child(request, first) as found:
        head = next(found, None)
        if head is None:
            raise FormatError(FindingCode.DAMAGED)
        _put_opened(request, read, msgspec.msgpack.decode(head, type=Opened))
        for data in found:
            contents = decoded(data)
            if request.cache and not contents[0].is_picture:
                request.cache.put(request.file_hash, page, contents)
            read.contents += contents
            page += 1
            if request.tell:
                request.tell(page - 1, read.count)
            if request.cache and request.cache.get(request.file_hash, page) is not None:
                break
    if page == first and page <= read.count:
        read.failed.append(page)
        page += 1
    return page


def _put_opened(request: PageRequest, read: PagesRead, opened: Opened) -> None:
    if opened.code:
        raise FormatError(opened.code, opened.message)
    read.count = opened.pages
    if request.cache:
        request.cache.put_count(request.file_hash, opened.pages)


@contextmanager
def _child(request: PageRequest, first: int) -> Iterator[Iterator[bytes]]:
    """The frames of a child that reads pages from ``first`` on; the child ends with the block."""
    request.file.seek(0)
    numbers = [str(first), str(_STRETCH), str(os.cpu_count() or 1)]
    child = subprocess.Popen(  # noqa: S603 - ourselves
        WORKER(request.kind, *numbers),
        stdin=request.file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ENVIRONMENT},
    )
    try:
        yield _frames(child)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


class _Allowance:
    """What a child may take for a frame: :data:`PAGE_SECONDS` of a processor, and no stop of :data:`LONGEST_WAIT`.

    On a machine that is busy with other work a page may take any time.
    """

    def __init__(self, child: int) -> None:
        self._child = child
        self._first = self._taken = processor_seconds(child)
        self._worked = time.monotonic()

    def is_used_up(self) -> bool:
        taken = processor_seconds(self._child)
        if taken > self._taken:
            self._taken, self._worked = taken, time.monotonic()
        return taken - self._first > PAGE_SECONDS or time.monotonic() - self._worked > LONGEST_WAIT


def _frames(child: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """The frames of a child, until it ends or takes more for one than a page may take."""
    if child.stdout is None:
        return
    handle = child.stdout.fileno()
    while True:
        allowance = _Allowance(child.pid)
        head = _exactly(handle, LENGTH_BYTES, allowance)
        length = frame_length(head) if head else 0
        if not head or length > _LONGEST_FRAME or (data := _exactly(handle, length, allowance)) is None:
            return
        yield data


def _exactly(handle: int, length: int, allowance: _Allowance) -> bytes | None:
    """So many bytes, or ``None`` where there are no more, or the allowance is used up."""
    parts: list[bytes] = []
    while length:
        while not (ready := select.select([handle], [], [], _OFTEN)[0]) and not allowance.is_used_up():
            pass
        part = os.read(handle, min(length, 1 << 20)) if ready else b""
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)

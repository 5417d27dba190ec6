"""The child process that reads pages of a file; its arguments are the kind, the first page, how many, and threads.

The file is its standard input. It writes frames to its standard output: the number of pages, or why there are none;
then each page from the first on. What is compiled and reads files of strangers runs here, within limits; where the
process ends, the page that it was reading is the one that failed.
"""

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

import msgspec

from corpus.child_processes import end_with_parent
from corpus.findings import FindingCode
from corpus.formats.opened_pages import opened_pdf
from corpus.formats.page_content import PageContent, Picture, encoded
from corpus.formats.process_limits import (
    DRAWING_MEMORY,
    RECOGNITION_MEMORY,
    limit_memory,
    limit_this_process,
    memory_taken,
)
from corpus.formats.recognition import is_installed
from corpus.printed.printed_text import FormatError

#: How long a page may take of a processor, in seconds.
PAGE_SECONDS = 120
_LENGTH = struct.Struct(">I")


class Opened(msgspec.Struct, frozen=True):
    """The first frame: how many pages the file has, or the code and the message of what is wrong with it."""

    pages: int
    code: FindingCode | None = None
    message: str = ""


def frame(data: bytes) -> bytes:
    """Data behind its length."""
    return _LENGTH.pack(len(data)) + data


def frame_length(head: bytes) -> int:
    """The length that a frame begins with."""
    return int(_LENGTH.unpack(head)[0])


LENGTH_BYTES = _LENGTH.size


def frames(file: BinaryIO, kind: str, first: int, count: int, threads: int) -> Iterator[bytes]:
    """What this process says of the pages of a file of a kind: ``pdf`` or ``picture``."""
    try:
        if kind == "pdf":
            yield from _pdf_frames(file, first, count, threads)
        else:
            yield from _picture_frames(file, first, count, threads)
    except FormatError as error:
        yield msgspec.msgpack.encode(Opened(0, error.code, str(error)))


def _pdf_frames(file: BinaryIO, first: int, count: int, threads: int) -> Iterator[bytes]:
    from corpus.formats.pdf import drawn_page, page_contents  # noqa: PLC0415 - one kind needs one library

    with closing(opened_pdf(file)) as document:
        yield msgspec.msgpack.encode(Opened(len(document)))
        for number in range(first, min(first + count, len(document) + 1)):
            limit_memory(memory_taken() + DRAWING_MEMORY)  # a page may not take what the recognition needs
            page = document[number - 1]
            contents = page_contents(page, number)
            if contents[0].is_picture and is_installed():
                contents = _recognized(drawn_page(page), contents[0], threads)
            page.close()
            yield encoded(contents)


def _picture_frames(file: BinaryIO, first: int, count: int, threads: int) -> Iterator[bytes]:
    from corpus.formats.pictures import Pictures  # noqa: PLC0415 - one kind needs one library

    pictures = Pictures(file)
    yield msgspec.msgpack.encode(Opened(pictures.count))
    for number in range(first, min(first + count, pictures.count + 1)):
        picture, blank = pictures.page(number)
        yield encoded(_recognized(picture, blank, threads) if is_installed() else (blank,))


def _recognized(picture: Picture, blank: PageContent, threads: int) -> tuple[PageContent, ...]:
    from corpus.formats.recognition import recognized  # noqa: PLC0415 - loads the weights

    limit_memory(RECOGNITION_MEMORY)
    return (recognized(picture, blank, threads),)


def main(arguments: list[str]) -> None:
    """Writes the frames; ends this process where a page takes too much of it."""
    kind, first, count, threads = arguments[0], *map(int, arguments[1:4])
    memory = RECOGNITION_MEMORY if is_installed() else DRAWING_MEMORY
    limit_this_process(memory, PAGE_SECONDS * (count + 1))
    end_with_parent()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no frame
    for data in frames(sys.stdin.buffer, kind, first, count, threads):
        output.write(frame(data))
        output.flush()

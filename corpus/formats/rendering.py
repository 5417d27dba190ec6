"""Drawing a page of a file (PDF, picture) in a process of its own, so that no file can end, hold or fill the service.

The process has limits of memory and time. It is started without the parser, which takes longer to load than a page to
draw, and gives its answer on its standard output.
"""

import subprocess
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from corpus.findings import FindingCode
from corpus.formats.child_program import command
from corpus.printed.printed_text import FormatError

#: Kinds of files of which pages can be drawn, by their names.
DRAWN = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
#: Changes with everything that decides how a page is drawn.
DRAWING_VERSION = 1
#: The child ends with this status and a :class:`FindingCode` on its output, where a file cannot be drawn.
REFUSED = 3


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page as it is shown, in points (1/72 inch)."""

    width: float
    height: float


def page_sizes(file: BinaryIO, suffix: str, seconds: float) -> tuple[PageSize, ...]:
    """The sizes of the pages of a file that is open on this machine; see :func:`draw_page`."""
    return msgspec.json.decode(_answer(file, seconds, suffix), type=tuple[PageSize, ...])


def draw_page(file: BinaryIO, suffix: str, page: int, seconds: float) -> bytes:
    """A page (1-based) as a picture in WebP. ``suffix`` is the kind of the file by its name, in lower case.

    Raises :class:`FormatError` where it cannot be drawn, and ``TimeoutError`` after so many seconds.
    """
    return _answer(file, seconds, suffix, str(page))


def _answer(file: BinaryIO, seconds: float, *asked: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command("draw_page", *asked),
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"the page was not drawn within {seconds:.0f} seconds") from error
    if done.returncode == 0:
        return done.stdout
    said = done.stdout.decode("ascii", "replace") if done.returncode == REFUSED else ""
    raise FormatError(next((code for code in FindingCode if code == said), FindingCode.PAGE_FAILED))

"""What stands on one page, by place: pieces of text and ruled lines, from a text layer or from a recognized picture.

Coordinates are points (1/72 inch) from the top left corner of the page as it is read: a page whose text runs upwards or
downwards is turned first, see :attr:`PageContent.turned`.
"""

import math
from dataclasses import dataclass

import msgspec
import numpy as np

from corpus.model import PageBox

#: A grey picture of a page: rows of pixels, 0 is black.
Picture = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
#: Changes with everything that a kept page depends on beside the versions of the libraries.
CONTENT_VERSION = 2


@dataclass(frozen=True, slots=True)
class Column:
    """The left and the right edge of what stands in a column of text or of a table, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that follow one another on a line without a wide gap.

    ``edges`` are where each character begins, and where the last one ends; ``size`` is that of the type. A recognized
    character has a confidence from 0 to 1, and ``readings``, what else it may be: pairs of its index and a character.
    """

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    size: float
    confidence: tuple[float, ...] = ()
    readings: tuple[tuple[int, str], ...] = ()

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.edges[-1]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    def part(self, start: int, end: int) -> "Segment":
        """The characters from ``start`` to ``end``, which is excluded."""
        readings = tuple((at - start, other) for at, other in self.readings if start <= at < end)
        edges = self.edges[start : end + 1]
        return Segment(
            self.text[start:end], edges, self.top, self.bottom, self.size, self.confidence[start:end], readings
        )


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruled line, level or upright; a thick one is its middle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0

    def scaled(self, scale: float) -> "Ruling":
        """The same in another unit."""
        return Ruling(*(round(edge * scale, 2) for edge in (self.x0, self.y0, self.x1, self.y1)))


@dataclass(frozen=True, slots=True)
class PageContent:
    """The text of one page in one direction of reading. ``page`` is 1-based.

    ``turned`` are the degrees, clockwise, by which the page as it is shown is turned to be read; ``width`` and
    ``height`` are those of the turned page. ``skew`` are the degrees, clockwise, by which the turned picture of a page
    was rotated about its middle to be straight. ``is_picture`` says that the page holds no text and was not recognized,
    ``is_cut`` that it holds more characters than were read.
    """

    page: int
    width: float
    height: float
    turned: int = 0
    skew: float = 0.0
    segments: tuple[Segment, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    is_picture: bool = False
    is_cut: bool = False

    def box(self, left: float, top: float, right: float, bottom: float) -> PageBox:
        """A rectangle of the turned and straightened page, on the page as it is shown."""
        corners = [self._shown(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = zip(*corners, strict=True)
        return PageBox(self.page, *(round(edge, 1) for edge in (min(xs), min(ys), max(xs), max(ys))))

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the turned and straightened page, on the page as it is shown."""
        if self.skew:
            angle = math.radians(-self.skew)
            across, down = x - self.width / 2, y - self.height / 2
            x = self.width / 2 + across * math.cos(angle) - down * math.sin(angle)
            y = self.height / 2 + across * math.sin(angle) + down * math.cos(angle)
        return {
            0: (x, y),
            90: (y, self.width - x),
            180: (self.width - x, self.height - y),
            270: (self.height - y, x),
        }[self.turned]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[PageContent, ...])


def encoded(contents: tuple[PageContent, ...]) -> bytes:
    """The contents of a page as bytes."""
    return _ENCODER.encode(contents)


def decoded(data: bytes) -> tuple[PageContent, ...]:
    """The contents of a page from bytes; raises ``msgspec.DecodeError`` for others."""
    return _DECODER.decode(data)

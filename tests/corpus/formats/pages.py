"""Pages that tests set by hand: lines of characters of one size."""

from collections.abc import Sequence

from corpus.formats.page_content import PageContent, Segment

SIZE = 10.0


def segment(text: str, left: float, top: float, size: float = SIZE) -> Segment:
    return Segment(text, tuple(left + size * at for at in range(len(text) + 1)), top, top + size, size)


def page(number: int, segments: Sequence[Segment], *, turned: int = 0) -> PageContent:
    return PageContent(number, 400, 600, turned, segments=tuple(segments))


def paragraph(text: str, left: float, top: float, *, width: int, indent: int = 2) -> list[Segment]:
    """A paragraph that is broken at ``width`` characters, its lines 16 points apart."""
    first, rest = text[: width - indent], text[width - indent :]
    lines = [segment(first, left + indent * SIZE, top)]
    lines += [segment(rest[at : at + width], left, top + 16 * (1 + at // width)) for at in range(0, len(rest), width)]
    return lines

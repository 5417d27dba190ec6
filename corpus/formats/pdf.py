"""Pages of a PDF: the characters of its text layer and its ruled lines by place. Nothing in a PDF is executed.

Runs in the child process of :mod:`corpus.formats.page_reading`, as pdfium is compiled code. Scripts, forms and
attachments are not loaded at all.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_int
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from corpus.formats.page_content import PageContent, Picture, Ruling, Segment
from corpus.language.characters import HAN

#: More characters or objects than this stand on no page that can be read.
MOST_CHARACTERS = 60_000
MOST_OBJECTS = 60_000
_DEEPEST_FORM = 6
#: A page is drawn for the recognition at this resolution, or smaller where it would be larger than this.
RECOGNITION_DPI, MOST_PIXELS_ACROSS = 200, 4_600
#: A ruled line is at most so thick and at least so long, in points; so far from level or upright is neither.
_THICKEST, _SHORTEST, _SLANT = 3.5, 6.0, 1.0
#: Characters of one segment are at most so much of their size apart, and differ in size by no more than this factor.
_GAP, _ALIKE = 0.3, 1.25
#: A space beside a Chinese character is no part of a segment from this width on, in sizes of the type.
_SPACE = 0.12
_HAN = re.compile(f"[{HAN}]")
#: Of the characters of a text layer, at least this share must be known, else the page is read as a picture.
_KNOWN = 0.8
#: A page with fewer characters that shows a picture over this share of it is a scan with a stamp.
_FEW, _MOST_OF_PAGE = 12, 0.4
#: Edges of boxes are the same within this, in points. A character that begins further from the origin that pdfium gives
#: than this share of its width is not the first one there.
_EXACT, _BEHIND = 0.01, 0.75
_PRIVATE = range(0xE000, 0xF900)
_ACROSS = 1000


class Point(NamedTuple):
    """A point of the page as it is shown, from its top left corner."""

    x: float
    y: float


class _Box(NamedTuple):
    """A rectangle in the coordinates of a PDF."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class _Character:
    """A character at the left end of its base line, on the page as it is shown; ``turned`` as in a page's content.

    ``is_spaced`` says that there is a space before it.
    """

    text: str
    origin: Point
    advance: float
    size: float
    turned: int
    is_spaced: bool


@dataclass(frozen=True, slots=True)
class _Affine:
    """Where points of a PDF page are on the page as it is shown: x·a + y·c + e, x·b + y·d + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> Point:
        return Point(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def direction(self, x: float, y: float) -> float:
        """The angle of a direction, in degrees clockwise from left to right."""
        return math.degrees(math.atan2(self.b * x + self.d * y, self.a * x + self.c * y))

    def inside(self, m: "pdfium.FS_MATRIX") -> "_Affine":
        """The same for what is drawn through a matrix."""
        (a, b), (c, d) = self._linear(m.a, m.b), self._linear(m.c, m.d)
        e, f = self.point(m.e, m.f)
        return _Affine(a, b, c, d, e, f)

    def _linear(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y, self.b * x + self.d * y


def drawn_page(page: pypdfium2.PdfPage) -> Picture:
    """A page as a grey picture, its longer side bounded."""
    longest = max(page.get_size())
    scale = min(RECOGNITION_DPI / 72, MOST_PIXELS_ACROSS / longest)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=True)
    picture = bitmap.to_numpy()
    return np.ascontiguousarray(picture[:, :, 0] if picture.ndim > 2 else picture)  # noqa: PLR2004 - height, width, colours


def page_contents(page: pypdfium2.PdfPage, number: int) -> tuple[PageContent, ...]:
    """What stands on a page: one content for each direction in which text runs, that of most text first."""
    width, height = page.get_size()
    shown, text = _shown(page), page.get_textpage()
    characters = list(_characters(text, shown))
    known = [c for c in characters if not _is_unknown(c.text)]
    printed = sum(not c.text.isspace() for c in known)
    if len(known) < _KNOWN * len(characters) or (printed < _FEW and _is_scan(page, width * height)):
        return (PageContent(number, width, height, is_picture=True),)
    rulings = tuple(_rulings(page.raw, shown, 0))
    directions = [turned for turned, _ in Counter(c.turned for c in known).most_common()] or [0]
    contents = (
        _turned(number, Point(width, height), turned, [c for c in known if c.turned == turned], rulings)
        for turned in directions
    )
    is_cut = text.count_chars() > MOST_CHARACTERS
    return tuple(replace(content, is_cut=is_cut) for content in contents)


def _is_unknown(text: str) -> bool:
    return ord(text) in _PRIVATE or text == "\ufffd" or (ord(text) < 32 and not text.isspace())  # noqa: PLR2004


def _is_scan(page: pypdfium2.PdfPage, area: float) -> bool:
    """Whether pictures cover most of the page."""
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    covered = 0.0
    for _, image in zip(range(MOST_OBJECTS), images, strict=False):
        left, bottom, right, top = image.get_bounds()
        covered += (right - left) * (top - bottom)
    return covered > _MOST_OF_PAGE * area


def _shown(page: pypdfium2.PdfPage) -> _Affine:
    """The way from the coordinates of a page to those of the page as it is shown: cropped and rotated."""
    width, height = page.get_size()
    scale = 1000

    def shown(x: float, y: float) -> Point:
        across, down = c_int(), c_int()
        size = (round(width * scale), round(height * scale))
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, byref(across), byref(down))
        return Point(across.value / scale, down.value / scale)

    zero, right, up = shown(0, 0), shown(_ACROSS, 0), shown(0, _ACROSS)
    return _Affine(
        (right.x - zero.x) / _ACROSS,
        (right.y - zero.y) / _ACROSS,
        (up.x - zero.x) / _ACROSS,
        (up.y - zero.y) / _ACROSS,
        zero.x,
        zero.y,
    )


def _characters(text: pypdfium2.PdfTextPage, shown: _Affine) -> Iterator[_Character]:
    """The characters of the text layer in the order of the file; pdfium finds spaces by the gaps between them."""
    is_spaced = False
    for at in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or not 0 < code < 0x110000:  # noqa: PLR2004
            is_spaced = code == ord(" ")
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, at, byref(matrix))
        turned = _direction(shown.direction(matrix.a, matrix.b))
        if turned is None or 0xD800 <= code < 0xE000:  # noqa: PLR2004 - set across the page, or half a character
            continue
        size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        start, box = _place(text, at, matrix)
        origin = shown.point(*start)
        yield _Character(chr(code), origin, _advance(shown, box, origin, turned), size, turned, is_spaced=is_spaced)
        is_spaced = False


def _place(text: pypdfium2.PdfTextPage, at: int, matrix: "pdfium.FS_MATRIX") -> tuple[Point, _Box]:
    """The left end of the base line of a character, and its box, in the coordinates of the page.

    Of a text that replaces another (ActualText) pdfium gives the place inside the form that it stands in, the same for
    all characters, and equal parts of the box of the other.
    """
    loose, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
    pdfium.FPDFText_GetLooseCharBox(text, at, byref(loose))
    pdfium.FPDFText_GetCharBox(text, at, byref(left), byref(right), byref(bottom), byref(top))
    box = _Box(loose.left, loose.bottom, loose.right, loose.top)
    if max(abs(a - b.value) for a, b in zip(box, (left, bottom, right, top), strict=True)) > _EXACT:
        return Point(x.value, y.value), box
    width = right.value - left.value
    start = left.value if left.value - x.value > width * _BEHIND else x.value
    across, down = matrix.e - x.value, matrix.f - y.value
    moved = _Box(box.left + across, box.bottom + down, box.right + across, box.top + down)
    return Point(start + across, y.value + down), moved


def _direction(angle: float) -> int | None:
    """By how much a page is turned so that text at this angle is read level; ``None`` for text set across it."""
    turned = round(-angle / 90) * 90
    return turned % 360 if abs(-angle - turned) < 5 else None  # noqa: PLR2004 - degrees


def _advance(shown: _Affine, box: _Box, origin: Point, turned: int) -> float:
    """How far a character reaches from its origin, in the direction of reading."""
    one, other = shown.point(box.left, box.bottom), shown.point(box.right, box.top)
    return {
        0: max(one.x, other.x) - origin.x,
        90: origin.y - min(one.y, other.y),
        180: origin.x - min(one.x, other.x),
        270: max(one.y, other.y) - origin.y,
    }[turned]


def _rulings(holder: object, shown: _Affine, depth: int, left: list[int] | None = None) -> Iterator[Ruling]:
    """The ruled lines of a page or of a form on it, a bounded number of objects."""
    budget = left if left is not None else [MOST_OBJECTS]
    if depth == 0:
        count, get = pdfium.FPDFPage_CountObjects(holder), pdfium.FPDFPage_GetObject
    else:
        count, get = pdfium.FPDFFormObj_CountObjects(holder), pdfium.FPDFFormObj_GetObject
    matrix = pdfium.FS_MATRIX()
    for at in range(count):
        if budget[0] <= 0:
            return
        budget[0] -= 1
        drawn = get(holder, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in (pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH):
            continue
        pdfium.FPDFPageObj_GetMatrix(drawn, byref(matrix))
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _ruled(drawn, shown.inside(matrix))
        elif depth < _DEEPEST_FORM:
            yield from _rulings(drawn, shown.inside(matrix), depth + 1, budget)


def _ruled(path: object, shown: _Affine) -> Iterator[Ruling]:
    """The lines that a path draws: the strokes of its outline, or what it fills where that is thin."""
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    strokes = list(_strokes(path, shown))
    if stroke.value:
        yield from (line for one, other in strokes if (line := _line(one, other)))
    elif fill.value and strokes:
        xs, ys = zip(*(point for pair in strokes for point in pair), strict=True)
        yield from _thin(min(xs), min(ys), max(xs), max(ys))


def _thin(x0: float, y0: float, x1: float, y1: float) -> Iterator[Ruling]:
    """The middle of a filled rectangle that is thin."""
    wide, high = x1 - x0, y1 - y0
    if high <= _THICKEST and wide >= max(_SHORTEST, 2 * high):
        yield Ruling(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif wide <= _THICKEST and high >= max(_SHORTEST, 2 * wide):
        yield Ruling((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _strokes(path: object, shown: _Affine) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path; a curve gives none."""
    x, y = pdfium.c_float(), pdfium.c_float()
    start = last = Point(0, 0)
    for at in range(min(pdfium.FPDFPath_CountSegments(path), MOST_OBJECTS)):
        piece = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(piece, byref(x), byref(y))
        kind, point = pdfium.FPDFPathSegment_GetType(piece), shown.point(x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(piece):
            yield point, start
        last = point


def _line(one: Point, other: Point) -> Ruling | None:
    x0, x1, y0, y1 = min(one.x, other.x), max(one.x, other.x), min(one.y, other.y), max(one.y, other.y)
    is_straight = min(x1 - x0, y1 - y0) <= _SLANT and max(x1 - x0, y1 - y0) >= _SHORTEST
    return Ruling(x0, y0, x1, y1) if is_straight else None


def _turned(
    number: int, size: Point, turned: int, characters: Sequence[_Character], rulings: Sequence[Ruling]
) -> PageContent:
    """The content of a page as it is read."""
    width, height = (size.y, size.x) if turned in (90, 270) else size
    placed = [(c, _turn(c.origin, size, turned)) for c in characters]
    lines = (sorted((_turn(Point(r.x0, r.y0), size, turned), _turn(Point(r.x1, r.y1), size, turned))) for r in rulings)
    ruled = tuple(Ruling(a.x, min(a.y, b.y), b.x, max(a.y, b.y)) for a, b in lines)
    return PageContent(number, width, height, turned, segments=tuple(_segments(placed)), rulings=ruled)


def _turn(point: Point, size: Point, turned: int) -> Point:
    return {
        0: point,
        90: Point(size.y - point.y, point.x),
        180: Point(size.x - point.x, size.y - point.y),
        270: Point(point.y, size.x - point.x),
    }[turned]


def _segments(placed: Sequence[tuple[_Character, Point]]) -> Iterator[Segment]:
    """Runs of characters that stand side by side on a base line; a space between two of them begins the second."""
    run: list[tuple[_Character, Point]] = []
    is_parted = False
    for one in placed:
        if run and not _follows(*run[-1], *one):
            is_blank = run[-1][0].text.isspace() or one[0].text.isspace()
            yield from _segment(run, is_parted=is_parted)
            is_parted = is_blank and _is_beside(run[-1][1], one)
            run = []
        run.append(one)
    yield from _segment(run, is_parted=is_parted)


def _is_beside(before: Point, one: tuple[_Character, Point]) -> bool:
    """Whether a character stands to the right of a place on the same line."""
    character, at = one
    return at.x > before.x and abs(at.y - before.y) < 0.2 * character.size


def _follows(before: _Character, at: Point, after: _Character, then: Point) -> bool:
    size = max(before.size, after.size)
    gap = then.x - at.x - before.advance
    return (
        abs(then.y - at.y) < 0.2 * size
        and -0.6 * size < gap < _GAP * size
        and then.x > at.x
        and size <= _ALIKE * min(before.size, after.size)
        and not (after.is_spaced and gap >= _SPACE * size and _HAN.search(before.text + after.text))
    )


def _segment(run: Sequence[tuple[_Character, Point]], *, is_parted: bool) -> Iterator[Segment]:
    """One segment without blanks at its ends, or none; with one before it where it ``is_parted`` from another."""
    while run and run[-1][0].text.isspace():
        run = run[:-1]
    while run and run[0][0].text.isspace():
        run = run[1:]
    if not run:
        return
    size = max(character.size for character, _ in run)
    base = run[0][1].y
    last, end = run[-1]
    text = [" "] if is_parted else []
    edges = [run[0][1].x] if is_parted else []
    for before, (character, at) in zip([None, *run], run, strict=False):
        if before and character.is_spaced and not _HAN.search(before[0].text + character.text):
            text.append(" ")
            edges.append(min(before[1].x + before[0].advance, at.x))
        text.append(character.text)
        edges.append(at.x)
    edges.append(max(end.x + last.advance, end.x))
    yield Segment("".join(text), tuple(edges), base - 0.88 * size, base + 0.12 * size, size)

"""The program that draws one page: a file on its standard input, a picture or the sizes of all pages on its output.

``draw_page SUFFIX PAGE`` or ``draw_page SUFFIX``; see :mod:`corpus.formats.rendering`. Of a PDF no annotations, forms
and scripts are loaded.
"""

import sys
import warnings
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from math import inf, isfinite
from typing import BinaryIO

import msgspec
import pypdfium2
from PIL import Image, ImageOps

from corpus.findings import FindingCode
from corpus.formats.process_limits import DRAWING_MEMORY, limit_this_process
from corpus.formats.rendering import REFUSED, PageSize
from corpus.printed_text import FormatError

#: Seconds of a processor for one page.
SECONDS = 8
#: A page is drawn this wide, and at most so high, in pixels; smaller until it has no more bytes than these.
WIDTH, HEIGHT = 1240, 2600
LARGEST = 150_000
#: Shares of the width and qualities, the best first; without a quality every pixel is as drawn, in few shades.
_ATTEMPTS = ((1, None), (1, 70), (1, 40), (1, 25), (0.75, 40), (0.5, 40), (0.3, 30))
#: Steps between the shades of a colour: print is black on white, and its edges need no more.
_STEPS = 7
_WHITE = 250
#: Pixels of a point at most, so that a stamp is not drawn as large as a page.
_SCALE = 4.0
#: A larger picture is no page.
MOST_PIXELS = 120_000_000
MOST_PAGES = 10_000
_PASSWORD = 4
_POINTS = 72
#: Dots per inch that a scanner may have; the longer side of a page that states others, in points.
_PLAUSIBLE, _LONGER_SIDE = range(100, 1201), 842.0
_ORIENTATION = 0x0112
#: Values of that tag for a picture that lies on its side.
_LYING = range(5, 9)
_KINDS = ("PNG", "JPEG", "TIFF")


def main(asked: Sequence[str]) -> None:
    """Answer on the standard output, within limits."""
    limit_this_process(DRAWING_MEMORY, SECONDS)
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    suffix, *page = asked
    with open(0, "rb") as file:
        file.seek(0)
        try:
            answer = drawn(file, suffix, int(page[0])) if page else msgspec.json.encode(list(sizes(file, suffix)))
        except FormatError as error:
            sys.stdout.write(error.code)
            sys.exit(REFUSED)
    sys.stdout.buffer.write(answer)


def sizes(file: BinaryIO, suffix: str) -> Iterator[PageSize]:
    """The size of every page in order; of a page that is damaged 0 by 0."""
    if suffix == ".pdf":
        pdf = _pdf(file)
        for at in range(min(len(pdf), MOST_PAGES)):
            yield _pdf_size(pdf, at)
    else:
        picture = _picture(file)
        for at in range(min(getattr(picture, "n_frames", 1), MOST_PAGES)):
            picture.seek(at)
            yield picture_size(picture)


def drawn(file: BinaryIO, suffix: str, page: int) -> bytes:
    """A page as WebP of at most :data:`LARGEST` bytes."""
    draw = partial(_drawn_pdf, _pdf(file)) if suffix == ".pdf" else partial(_drawn_picture, _picture(file))
    try:
        picture = draw(page)
    except (pypdfium2.PdfiumError, EOFError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise FormatError(FindingCode.PAGE_FAILED) from error
    return _light(picture)


def picture_size(picture: Image.Image) -> PageSize:
    """The size of a scanned page, upright: by the dots per inch that it states where they are plausible, else A4."""
    stated = picture.info.get("dpi", (0, 0))
    dpi = round(float(stated[0])) if isinstance(stated, tuple) else 0
    scale = _POINTS / dpi if dpi in _PLAUSIBLE else _LONGER_SIDE / max(picture.size)
    width, height = round(picture.width * scale, 1), round(picture.height * scale, 1)
    is_lying = picture.getexif().get(_ORIENTATION) in _LYING
    return PageSize(height, width) if is_lying else PageSize(width, height)


def _pdf(file: BinaryIO) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        is_encrypted = error.err_code == _PASSWORD
        raise FormatError(FindingCode.ENCRYPTED if is_encrypted else FindingCode.DAMAGED) from error


def _pdf_size(pdf: pypdfium2.PdfDocument, at: int) -> PageSize:
    try:
        width, height = pdf.get_page_size(at)
    except pypdfium2.PdfiumError:
        return PageSize(0, 0)
    return PageSize(width, height) if isfinite(width) and isfinite(height) else PageSize(0, 0)


def _drawn_pdf(pdf: pypdfium2.PdfDocument, page: int) -> Image.Image:
    if not 1 <= page <= len(pdf):
        raise EOFError
    found = pdf[page - 1]
    scale = _scale(*found.get_size())
    picture: Image.Image = found.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    return picture


def _picture(file: BinaryIO) -> Image.Image:
    try:
        return Image.open(file, formats=_KINDS)
    except (OSError, ValueError, SyntaxError) as error:
        raise FormatError(FindingCode.DAMAGED) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FormatError(FindingCode.TOO_LARGE) from error


def _drawn_picture(picture: Image.Image, page: int) -> Image.Image:
    picture.seek(page - 1)
    size = picture_size(picture)
    scale = _scale(size.width, size.height)
    wanted = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    picture.draft("RGB", (max(wanted), max(wanted)))
    upright = ImageOps.exif_transpose(_on_white(picture))
    return upright.resize(wanted, Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in grey or colour, white where it is transparent."""
    if not picture.has_transparency_data:
        return picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("RGB")


def _scale(width: float, height: float) -> float:
    """Pixels of a point, for a page of any size that is one."""
    if not (0 < width < inf and 0 < height < inf):
        raise ValueError("a page without a size")
    return min(WIDTH / width, HEIGHT / height, _SCALE)


def _light(picture: Image.Image) -> bytes:
    """The picture in the best quality that is light."""
    for share, quality in _ATTEMPTS if _is_clean(picture) else _ATTEMPTS[1:]:
        size = max(1, round(picture.width * share)), max(1, round(picture.height * share))
        smaller = picture if share == 1 else picture.resize(size, Image.Resampling.LANCZOS)
        written = BytesIO()
        if quality is None:
            smaller.point(_shade).save(written, "WEBP", lossless=True)
        else:
            smaller.save(written, "WEBP", quality=quality)
        if written.tell() <= LARGEST:
            return written.getvalue()
    raise FormatError(FindingCode.TOO_LARGE)


def _is_clean(picture: Image.Image) -> bool:
    """Whether most of a page is white, as no scan is: then its pixels are few enough to be kept as they are."""
    shades = picture.convert("L").histogram()
    return sum(shades[_WHITE:]) > sum(shades) / 2


def _shade(value: int) -> int:
    """The nearest of few shades."""
    return round(value * _STEPS / 255) * 255 // _STEPS


if __name__ == "__main__":
    main(sys.argv[1:])

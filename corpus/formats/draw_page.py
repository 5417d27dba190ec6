"""The program that draws one page: a file on its standard input, a picture or the sizes of all pages on its output.

``draw_page SUFFIX PAGE`` or ``draw_page SUFFIX``; see :mod:`corpus.formats.rendering`. Of a PDF no annotations, forms
and scripts are loaded.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from math import inf, isfinite
from typing import BinaryIO

import msgspec
import pypdfium2
from PIL import Image, ImageOps

from corpus.findings import FindingCode
from corpus.formats.opened_pages import DAMAGE, opened_pdf, opened_picture, size_on_paper
from corpus.formats.process_limits import DRAWING_MEMORY, limit_this_process
from corpus.formats.rendering import REFUSED, PageSize
from corpus.printed.printed_text import FormatError

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
MOST_PAGES = 10_000


def main(asked: Sequence[str]) -> None:
    """Answer on the standard output, within limits."""
    limit_this_process(DRAWING_MEMORY, SECONDS)
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
        pdf = opened_pdf(file)
        for at in range(min(len(pdf), MOST_PAGES)):
            yield _pdf_size(pdf, at)
    else:
        picture = opened_picture(file)
        for at in range(min(getattr(picture, "n_frames", 1), MOST_PAGES)):
            picture.seek(at)
            yield PageSize(*size_on_paper(picture))


def drawn(file: BinaryIO, suffix: str, page: int) -> bytes:
    """A page as WebP of at most :data:`LARGEST` bytes."""
    draw = partial(_drawn_pdf, opened_pdf(file)) if suffix == ".pdf" else partial(_drawn_picture, opened_picture(file))
    try:
        picture = draw(page)
    except (pypdfium2.PdfiumError, *DAMAGE) as error:
        raise FormatError(FindingCode.PAGE_FAILED) from error
    return _light(picture)


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


def _drawn_picture(picture: Image.Image, page: int) -> Image.Image:
    picture.seek(page - 1)
    width, height = size_on_paper(picture)
    scale = _scale(width, height)
    wanted = max(1, round(width * scale)), max(1, round(height * scale))
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

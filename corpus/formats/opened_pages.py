"""Opening a PDF or a picture: what is refused, and how large the page of a picture is on paper.

This module loads in a moment; for a page that is drawn nothing else of what reads pages is needed.
"""

import warnings
from typing import BinaryIO

import pypdfium2
from PIL import Image, UnidentifiedImageError

from corpus.findings import FindingCode
from corpus.printed.printed_text import FormatError

#: A picture of more pixels is no page that can be read.
MOST_PIXELS = 120_000_000
#: What Pillow raises for a picture that is damaged, or that is larger than it may be.
DAMAGE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError,
          Image.DecompressionBombWarning)  # fmt: skip
#: Of a picture that does not say its resolution, the longer side is that of a page of A4, in points.
_LONGER_SIDE = 842.0
#: A picture that says another resolution, in dots an inch, says nothing: a camera or a screen made it.
_PLAUSIBLE = range(100, 1201)
_PASSWORD = 4
_ORIENTATION = 0x0112
#: Values of that tag for a picture that lies on its side.
_LYING = range(5, 9)


def opened_pdf(file: BinaryIO) -> pypdfium2.PdfDocument:
    """The PDF in a file; raises :class:`FormatError` where it is protected or damaged."""
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        is_protected = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        raise FormatError(FindingCode.ENCRYPTED if is_protected else FindingCode.DAMAGED) from error


def opened_picture(file: BinaryIO) -> Image.Image:
    """The picture in a file, not unpacked yet; raises :class:`FormatError` where it is damaged or too large."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        return Image.open(file, formats=("PNG", "JPEG", "TIFF"))
    except DAMAGE as error:
        raise picture_error(error) from error


def size_on_paper(picture: Image.Image) -> tuple[float, float]:
    """Width and height in points, upright, by the resolution that a picture states where that is plausible."""
    stated = picture.info.get("dpi", (0, 0))
    dpi = round(float(stated[0])) if isinstance(stated, tuple) else 0
    scale = 72 / dpi if dpi in _PLAUSIBLE else _LONGER_SIDE / max(picture.size)
    width, height = round(picture.width * scale, 1), round(picture.height * scale, 1)
    # The size of a TIFF is that of the upright page already.
    is_lying = picture.format != "TIFF" and picture.getexif().get(_ORIENTATION) in _LYING
    return (height, width) if is_lying else (width, height)


def picture_error(error: Exception) -> FormatError:
    """What to say of a picture that could not be opened or unpacked."""
    is_bomb = isinstance(error, (Image.DecompressionBombError, Image.DecompressionBombWarning))
    return FormatError(FindingCode.TOO_LARGE if is_bomb else FindingCode.DAMAGED)

"""Files that are pictures of pages: PNG, JPEG and TIFF, which may hold several pages."""

from typing import BinaryIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from corpus.findings import FindingCode
from corpus.formats.page_content import PageContent, Picture
from corpus.printed_text import FormatError

#: A picture of more pixels is no page that can be read.
MOST_PIXELS = 120_000_000
MOST_PIXELS_ACROSS = 4_600
#: Of a picture that does not say its resolution, the longer side is that of a page of A4, in points.
_LONGER_SIDE = 842.0
#: A picture that says another resolution, in dots an inch, says nothing: a camera or a screen made it.
_PLAUSIBLE = range(100, 1201)


class Pictures:
    """The pages of a picture file; raises :class:`FormatError` where it is damaged or too large."""

    def __init__(self, file: BinaryIO) -> None:
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        try:
            self._image = Image.open(file, formats=("PNG", "JPEG", "TIFF"))
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise _error(error) from error
        self.count = getattr(self._image, "n_frames", 1)

    def page(self, number: int) -> tuple[Picture, PageContent]:
        """A page (1-based) as a grey picture, and its content where nothing is recognized in it."""
        try:
            self._image.seek(number - 1)
            width, height = self._image.size
            if width * height > MOST_PIXELS:
                raise FormatError(FindingCode.TOO_LARGE)
            upright = ImageOps.exif_transpose(self._image).convert("L")
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise _error(error) from error
        points = self._points(upright)
        upright.thumbnail((MOST_PIXELS_ACROSS, MOST_PIXELS_ACROSS))
        return np.asarray(upright), PageContent(number, *points, is_picture=True)

    def _points(self, upright: Image.Image) -> tuple[float, float]:
        """The size of a page in points, by its resolution where it says a plausible one."""
        stated = self._image.info.get("dpi", (0, 0))
        dpi = round(float(stated[0])) if isinstance(stated, tuple) else 0
        longer = max(upright.size)
        scale = 72 / dpi if dpi in _PLAUSIBLE else _LONGER_SIDE / longer
        return round(upright.width * scale, 1), round(upright.height * scale, 1)


def _error(error: Exception) -> FormatError:
    is_bomb = isinstance(error, Image.DecompressionBombError)
    return FormatError(FindingCode.TOO_LARGE if is_bomb else FindingCode.DAMAGED)

"""Files that are pictures of pages: PNG, JPEG and TIFF, which may hold several pages."""

from typing import BinaryIO

import numpy as np
from PIL import ImageOps

from corpus.findings import FindingCode
from corpus.formats.opened_pages import DAMAGE, MOST_PIXELS, opened_picture, picture_error, size_on_paper
from corpus.formats.page_content import PageContent, Picture
from corpus.printed.printed_text import FormatError

MOST_PIXELS_ACROSS = 4_600


class Pictures:
    """The pages of a picture file; raises :class:`FormatError` where it is damaged or too large."""

    def __init__(self, file: BinaryIO) -> None:
        self._image = opened_picture(file)
        self.count = getattr(self._image, "n_frames", 1)

    def page(self, number: int) -> tuple[Picture, PageContent]:
        """A page (1-based) as a grey picture, and its content where nothing is recognized in it."""
        try:
            self._image.seek(number - 1)
            width, height = self._image.size
            if width * height > MOST_PIXELS:
                raise FormatError(FindingCode.TOO_LARGE)
            points = size_on_paper(self._image)
            upright = ImageOps.exif_transpose(self._image).convert("L")
        except DAMAGE as error:
            raise picture_error(error) from error
        upright.thumbnail((MOST_PIXELS_ACROSS, MOST_PIXELS_ACROSS))
        return np.asarray(upright), PageContent(number, *points, is_picture=True)

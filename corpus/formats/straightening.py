"""Pictures of pages made straight: turned upright, rotated by their skew; which of their marks are ruled lines."""

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np

from corpus.formats.page_content import Picture, Ruling

#: Skew is looked for up to this angle and found to this step, in degrees; less than the least is left as it is.
_MOST, _STEP, _LEAST = 4.0, 0.05, 0.08
_SMALL = 900
#: The longer side of a picture that shows which way up it is.
_ORIENTATION = 900
#: A ruled line is at least this share of the width of the picture, and thinner than the other share.
_LONG, _THIN = 1 / 24, 1 / 250
#: A detected line runs along its longer side where that is so many times the other; one of few characters says nothing.
_LONGER = 1.5
#: Paper is what is brighter than any mark that is no wider than this, in a picture so many times smaller.
_SMALLER, _WIDEST_MARK = 8, 9


def upright(
    picture: Picture,
    boxes: Callable[[Picture], Sequence[Any]],
    stands_on_its_head: Callable[[Picture, Sequence[Any]], bool],
) -> tuple[Picture, int]:
    """The picture turned so that its text is level and upright, and by how many degrees, clockwise, it was turned."""
    small, _ = smaller(picture, _ORIENTATION)
    found = boxes(small)
    tall = sum(box.height for box in found if box.height > _LONGER * box.width)
    wide = sum(box.width for box in found if box.width > _LONGER * box.height)
    turned = 90 if tall > wide else 0
    level = np.ascontiguousarray(np.rot90(small, -turned // 90))
    if stands_on_its_head(level, boxes(level) if turned else found):
        turned += 180
    return np.ascontiguousarray(np.rot90(picture, -turned // 90)), turned


def on_white(picture: Picture) -> Picture:
    """The picture with its paper made white, whatever its shade; broad dark borders are paper too."""
    height, width = picture.shape
    size = (max(1, width // _SMALLER), max(1, height // _SMALLER))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_WIDEST_MARK, _WIDEST_MARK), np.uint8))
    return np.asarray(cv2.divide(picture, cv2.resize(cv2.medianBlur(paper, 5), (width, height)), scale=255), np.uint8)


def smaller(picture: Picture, longest: int) -> tuple[Picture, float]:
    """The picture with its longer side no longer than this, in pixels, and the scale by which it was made smaller."""
    scale = min(1.0, longest / max(picture.shape))
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8), scale


def straightened(picture: Picture) -> tuple[Picture, float]:
    """The picture rotated so that its lines are level, and by how many degrees, clockwise, it was rotated."""
    angle = _skew(picture)
    if abs(angle) < _LEAST:
        return picture, 0.0
    return _rotated(picture, angle), angle


def _rotated(picture: Picture, angle: float) -> Picture:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255.0), np.uint8
    )


def _skew(picture: Picture) -> float:
    """The rotation, clockwise, at which the rows of pixels differ most in how dark they are."""
    scale = _SMALL / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    dark = np.asarray(255 - np.minimum(small, 255), np.uint8)
    coarse = max(np.arange(-_MOST, _MOST + 0.25, 0.25), key=lambda angle: _sharpness(dark, angle))
    fine = np.arange(coarse - 0.25, coarse + 0.25 + _STEP, _STEP)
    return round(float(max(fine, key=lambda angle: _sharpness(dark, angle))), 2)


def _sharpness(dark: Picture, angle: float) -> float:
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -float(angle), 1.0)
    rows = cv2.warpAffine(dark, matrix, (width, height)).sum(axis=1, dtype=np.int64)
    return float(np.square(np.diff(rows)).sum())


def printed_on(picture: Picture) -> Picture:
    """White where something is printed, black elsewhere; single specks are left out."""
    _, marks = cv2.threshold(cv2.medianBlur(picture, 3), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(marks, np.uint8)


def rulings_of(picture: Picture) -> list[Ruling]:
    """The level and upright ruled lines of a straight picture, in pixels."""
    marks = printed_on(picture)
    length = max(24, round(picture.shape[1] * _LONG))
    thickness = max(4, round(picture.shape[1] * _THIN))
    return [
        *_lines(marks, (length, 1), thickness, is_level=True),
        *_lines(marks, (1, length), thickness, is_level=False),
    ]


def _lines(marks: Picture, kernel: tuple[int, int], thickness: int, *, is_level: bool) -> list[Ruling]:
    """What is as long as ``kernel``, once all marks are made thicker, as a scan is never quite straight."""
    across = np.ones((3, 1) if is_level else (1, 3), np.uint8)
    opened = cv2.morphologyEx(cv2.dilate(marks, across), cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
    grown = cv2.dilate(opened, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(grown)
    found = []
    for left, top, width, height, _area in stats[1:].tolist():
        thin = height if is_level else width
        if thin <= 3 * thickness:
            x, y = left + width / 2, top + height / 2
            found.append(Ruling(left, y, left + width, y) if is_level else Ruling(x, top, x, top + height))
    return found


def without_rulings(picture: Picture, rulings: Sequence[Ruling]) -> Picture:
    """The picture with its ruled lines painted over."""
    if not rulings:
        return picture
    cleaned = picture.copy()
    half = 3
    for ruling in rulings:
        top, bottom = max(0, int(ruling.y0) - half), int(ruling.y1) + half + 1
        left, right = max(0, int(ruling.x0) - half), int(ruling.x1) + half + 1
        cleaned[top:bottom, left:right] = 255
    return cleaned

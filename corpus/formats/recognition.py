"""Recognition of the text in pictures of pages (OCR), with the extra ``ocr``.

A picture is first turned upright and straightened, its ruled lines are found and taken out, then lines of text are
detected and recognized. Of every character its place, its confidence and what else it may be are kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.util import find_spec
from itertools import pairwise
from typing import Any
from unicodedata import normalize

import numpy as np

from corpus.formats.page_content import PageContent, Picture, Segment
from corpus.formats.ruled_tables import RuledCell, RuledTable, ruled_tables
from corpus.language.characters import HAN

CharacterScores = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

#: Lines are detected in a picture whose longer side is no longer than this, in pixels, and recognized in the whole one.
_DETECTION = 1_500
#: Lines recognized at once; six take a quarter of a gigabyte more and save a tenth of the time at most.
_BATCH = 3
#: A detected box is widened by this share of its height before it is recognized.
_MARGIN = 0.12
#: Other readings of a character have at least this probability; at most so many are kept.
_LIKELY, _MOST_READINGS = 0.02, 3
#: The type fills this share of the height of its ink where there are too few Chinese characters to measure their pitch.
_INK = 1.05
_FEWEST = 4
#: Characters whose middles are further apart than this, in sizes of the type, stand in two columns.
_WIDE_GAP = 2.4
#: The ink of a character is no further from its middle than this, in sizes of the type; what is further is another's.
_REACH = 0.7
#: Brackets that the recognition writes in half width, and what they are in full width, from this share of the size on;
#: the width of other marks follows from what stands beside them, see :func:`corpus.language.text.clean`.
_HALF = {"(": "（", ")": "）"}
_FULL_WIDTH = 0.75
_HAN = re.compile(f"[{HAN}]")
#: What the recognition finds with less confidence, on average over a line, is a stain or a seal.
_NOTHING = 0.45
#: A line of text is at least so high, and so far from the walls of its cell, and a mark at least so wide, in pixels.
_LOWEST, _WALL, _LEAST_INK = 12, 4, 3
#: A line is not higher than this times the usual height of the lines of its table.
_HIGHEST = 1.2
#: Of the lines of a page, so many are asked whether it stands on its head.
_ASKED = 12


@cache
def is_installed() -> bool:
    """Whether the packages of the extra ``ocr`` are there."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


@dataclass(frozen=True, slots=True)
class _Character:
    """A recognized character: its middle as a share of the width of the line, its confidence and other readings."""

    text: str
    middle: float
    confidence: float
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """A rectangle of a picture in pixels; the lower and the right edge are excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left


class _Decoder:
    """Reads the scores of the recognition: for each column of a line, how likely each character of the alphabet is."""

    def __init__(self, alphabet: Sequence[str]) -> None:
        self._alphabet = alphabet

    def __call__(
        self, scores: CharacterScores, *_: object, **given: Any
    ) -> tuple[list[tuple[str, float]], list[object]]:
        """Texts with mean confidence, and the characters of each; columns are shares of the line's own width."""
        ratios, widest = given["wh_ratio_list"], given["max_wh_ratio"]
        found = [list(self._characters(one, ratio / widest)) for one, ratio in zip(scores, ratios, strict=True)]
        texts = [
            ("".join(c.text for c in line), float(np.mean([c.confidence for c in line])) if line else 0.0)
            for line in found
        ]
        return texts, list(found)

    def _characters(self, scores: CharacterScores, share: float) -> Iterator[_Character]:
        """Runs of columns with the same likeliest character, blanks left out (CTC)."""
        best = scores.argmax(axis=1)
        starts = np.flatnonzero(np.concatenate(([True], best[1:] != best[:-1])))
        ends = np.append(starts[1:], len(best))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            if best[start] == 0:
                continue
            column = scores[start + int(scores[start:end, best[start]].argmax())]
            middle = ((start + end) / 2) / (len(best) * share)
            yield self._character(column, int(best[start]), min(middle, 1.0))

    def _character(self, column: CharacterScores, best: int, middle: float) -> _Character:
        """The likeliest character of a column; the same in another width is no other reading, and makes it surer."""
        likely = sorted(np.flatnonzero(column >= _LIKELY).tolist(), key=lambda i: -column[i])
        name = normalize("NFKC", self._alphabet[best])
        same = [at for at in likely if normalize("NFKC", self._alphabet[at]) == name]
        others = [self._alphabet[at] for at in likely if at not in (0, *same) and self._alphabet[at].strip()]
        confidence = min(1.0, float(sum(column[at] for at in same)))
        return _Character(self._alphabet[best], middle, confidence, tuple(others[:_MOST_READINGS]))


@cache
def _engine(threads: int) -> Any:
    """The detector, the recognizer and the classifier of lines that stand on their heads."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - loads the weights

    parameters = {
        "Global.log_level": "critical",
        "Global.max_side_len": 4_000,
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Rec.rec_batch_num": _BATCH,
    }
    engine: Any = RapidOCR(params=parameters)
    recognizer: Any = engine._load_rec_model()  # noqa: SLF001 - scores by character are given in no other way
    recognizer.postprocess_op = _Decoder(recognizer.postprocess_op.character)
    return engine


def recognized(picture: Picture, blank: PageContent, threads: int) -> PageContent:
    """The content of a page by its picture; ``blank`` is the same without any text."""
    from corpus.formats.straightening import (  # noqa: PLC0415 - OpenCV
        on_white,
        rulings_of,
        straightened,
        upright,
        without_rulings,
    )

    turned, turns = upright(
        on_white(picture), partial(_boxes, threads=threads), partial(_stands_on_its_head, threads=threads)
    )
    straight, skew = straightened(turned)
    rulings = rulings_of(straight)
    text = without_rulings(straight, rulings)
    width, height = (blank.height, blank.width) if turns % 180 else (blank.width, blank.height)
    scale = width / straight.shape[1]
    tables = ruled_tables(rulings)
    boxes = [*_outside(tables, _boxes(text, threads)), *_lines_in_cells(text, tables)]
    segments = tuple(_segments(text, boxes, scale, threads))
    return replace(
        blank,
        width=width,
        height=height,
        turned=turns,
        skew=skew,
        segments=segments,
        rulings=tuple(ruling.scaled(scale) for ruling in rulings),
        is_picture=False,
    )


def _boxes(picture: Picture, threads: int) -> list[_Rectangle]:
    """The lines of text in a picture that is upright, detected in a smaller one."""
    from corpus.formats.straightening import smaller  # noqa: PLC0415 - OpenCV

    small, scale = smaller(picture, _DETECTION)
    found = _engine(threads)(_colours(small), use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    height, width = picture.shape
    boxes = []
    for corners in found.boxes / scale:
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        margin = _MARGIN * (bottom - top)
        edges = (
            max(0, left - margin),
            max(0, top - margin / 2),
            min(width, right + margin),
            min(height, bottom + margin / 2),
        )
        box = _Rectangle(*(round(float(edge)) for edge in edges))
        if box.width > 3 and box.height > 3:  # noqa: PLR2004 - pixels
            boxes.append(box)
    return boxes


def _outside(tables: Sequence[RuledTable], boxes: Sequence[_Rectangle]) -> Iterator[_Rectangle]:
    """The boxes that stand in no table."""
    for box in boxes:
        x, y = box.left + box.width / 2, box.top + box.height / 2
        if not any(t.xs[0] <= x <= t.xs[-1] and t.ys[0] <= y <= t.ys[-1] for t in tables):
            yield box


def _lines_in_cells(picture: Picture, tables: Sequence[RuledTable]) -> Iterator[_Rectangle]:
    """The lines of text in the cells of tables, by their ink: a detector sees lines that run through the walls."""
    from corpus.formats.straightening import printed_on  # noqa: PLC0415 - OpenCV

    ink = printed_on(picture)
    for table in tables:
        cells = [_inside(table, cell) for cell in table.cells]
        runs = {cell: _runs_of_ink(ink, cell) for cell in cells if cell.width > 0 and cell.height > 0}
        heights = [end - start for found in runs.values() for start, end in found if end - start >= _LOWEST]
        usual = float(np.median(heights)) if heights else float(_LOWEST)
        for cell, found in runs.items():
            yield from _lines_of_ink(ink, cell, found, usual)


def _inside(table: RuledTable, cell: RuledCell) -> _Rectangle:
    left, right = (round(table.xs[at]) for at in (cell.column, cell.column + cell.across))
    top, bottom = (round(table.ys[at]) for at in (cell.row, cell.row + cell.down))
    return _Rectangle(left + _WALL, top + _WALL, right - _WALL, bottom - _WALL)


def _runs_of_ink(ink: Picture, cell: _Rectangle) -> list[tuple[int, int]]:
    """The first row and the end of each run of rows with ink."""
    rows = (ink[cell.top : cell.bottom, cell.left : cell.right] > 0).sum(axis=1) > 1
    edges = np.flatnonzero(np.diff(np.concatenate(([False], rows, [False])).astype(np.int8)))
    return [
        (cell.top + start, cell.top + end) for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def _lines_of_ink(
    ink: Picture, cell: _Rectangle, runs: Sequence[tuple[int, int]], usual: float
) -> Iterator[_Rectangle]:
    """The lines that runs of ink make up: strokes that are apart, as in 三, are one line where it is not too high."""
    groups: list[tuple[int, int]] = []
    for start, end in runs:
        if groups and end - groups[-1][0] <= _HIGHEST * usual:
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    for start, end in groups:
        columns = np.flatnonzero((ink[start:end, cell.left : cell.right] > 0).any(axis=0))
        if len(columns) < _LEAST_INK:
            continue
        left, right = cell.left + int(columns[0]), cell.left + int(columns[-1]) + 1
        around = round(max(usual * 0.15, (usual - (end - start)) / 2))
        yield _Rectangle(max(0, left - 4), max(0, start - around), right + 4, end + around)


def _colours(picture: Picture) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.repeat(picture[:, :, None], 3, axis=2)


def _stands_on_its_head(picture: Picture, boxes: Sequence[_Rectangle], threads: int) -> bool:
    """Whether most of the longest lines of a picture are upside down."""
    longest = sorted(boxes, key=lambda box: -box.width)[:_ASKED]
    crops = [_colours(picture[b.top : b.bottom, b.left : b.right]) for b in longest]
    if not crops:
        return False
    said = _engine(threads)._load_cls_model()(crops).cls_res  # noqa: SLF001 - the classifier by itself
    return 2 * [label for label, _ in said].count("180") > len(said)


def _segments(picture: Picture, boxes: Sequence[_Rectangle], scale: float, threads: int) -> Iterator[Segment]:
    """The recognized lines, in points; ``scale`` are points a pixel."""
    from rapidocr.ch_ppocr_rec.typings import TextRecInput  # noqa: PLC0415 - belongs to the extra

    if not boxes:
        return
    crops = [_colours(picture[b.top : b.bottom, b.left : b.right]) for b in boxes]
    said = _engine(threads)._load_rec_model()(TextRecInput(img=crops, return_word_box=True))  # noqa: SLF001
    for box, characters in zip(boxes, said.word_results, strict=True):
        printed = [c for c in characters if not c.text.isspace()]
        if printed and float(np.mean([c.confidence for c in printed])) >= _NOTHING:
            yield from _pieces(picture, box, _trimmed(characters), scale)


def _trimmed(characters: Sequence[_Character]) -> Sequence[_Character]:
    """The characters without spaces at both ends; what looks like 一 between two figures is a dash."""
    printed = [at for at, c in enumerate(characters) if not c.text.isspace()]
    kept = list(characters[printed[0] : printed[-1] + 1])
    for at in range(1, len(kept) - 1):
        if kept[at].text == "一" and kept[at - 1].text.isdecimal() and kept[at + 1].text.isdecimal():
            kept[at] = replace(kept[at], text="—")
    return kept


def _pieces(picture: Picture, box: _Rectangle, characters: Sequence[_Character], scale: float) -> Iterator[Segment]:
    """The segments of a line: the detector may see two columns as one line, with a wide gap in it."""
    ink = _ink(picture, box)
    middles = [box.left + c.middle * box.width for c in characters]
    size = _size(characters, middles, ink)
    characters = list(_widened(characters, middles, size))
    gaps = [at for at, (one, other) in enumerate(pairwise(middles), 1) if other - one > _WIDE_GAP * size]
    for start, end in pairwise([0, *gaps, len(characters)]):
        left = max(ink.left, round(middles[start] - size * _REACH))
        right = min(ink.right, round(middles[end - 1] + size * _REACH))
        part = _Rectangle(left, ink.top, right, ink.bottom)
        yield _segment(part, characters[start:end], middles[start:end], (size, scale))


def _widened(characters: Sequence[_Character], middles: Sequence[float], size: float) -> Iterator[_Character]:
    """The characters with full-width brackets where they are as wide as a Chinese character, beside one at least.

    Both brackets of a pair are as wide as the one that shows it: one at the end of a line does not.
    """
    wide = {at for at in range(len(characters)) if _is_wide(characters, middles, size, at)}
    opened: list[int] = []
    for at, character in enumerate(characters):
        if character.text in "(（":
            opened.append(at)
        elif character.text in ")）" and opened:
            pair = {opened.pop(), at}
            if pair & wide or any(characters[i].text in "（）" for i in pair):
                wide |= pair
    for at, character in enumerate(characters):
        yield replace(character, text=_HALF.get(character.text, character.text)) if at in wide else character


def _is_wide(characters: Sequence[_Character], middles: Sequence[float], size: float, at: int) -> bool:
    """Whether a bracket is as wide as a Chinese character, beside one at least."""
    others = [i for i in (at - 1, at + 1) if 0 <= i < len(characters)]
    if characters[at].text not in _HALF or not any(_HAN.match(characters[i].text) for i in others):
        return False
    halves = [0.5 if _HAN.match(characters[i].text) else 0.25 for i in others]
    widths = [abs(middles[i] - middles[at]) / size - half for i, half in zip(others, halves, strict=True)]
    return 2 * sum(widths) / len(widths) >= _FULL_WIDTH


def _segment(
    ink: _Rectangle, characters: Sequence[_Character], middles: Sequence[float], sizes: tuple[float, float]
) -> Segment:
    """Characters with their edges half way between their middles, and of the ink at both ends; size and scale given."""
    size, scale = sizes
    inner = [(one + other) / 2 for one, other in pairwise(middles)]
    edges = (min(ink.left, middles[0]), *inner, max(ink.right, middles[-1]))
    return Segment(
        text="".join(c.text for c in characters),
        edges=tuple(round(edge * scale, 2) for edge in edges),
        top=round(ink.top * scale, 2),
        bottom=round(ink.bottom * scale, 2),
        size=round(size * scale, 2),
        confidence=tuple(round(c.confidence, 3) for c in characters),
        readings=tuple((at, other) for at, c in enumerate(characters) for other in c.others),
    )


def _size(characters: Sequence[_Character], middles: Sequence[float], ink: _Rectangle) -> float:
    """The size of the type by the pitch of its Chinese characters, or by the height of its ink."""
    is_han = [bool(_HAN.match(c.text)) for c in characters]
    pitches = [
        after - before
        for before, after, one, other in zip(middles, middles[1:], is_han, is_han[1:], strict=False)
        if one and other
    ]
    return float(np.median(pitches)) if len(pitches) >= _FEWEST else _INK * ink.height


def _ink(picture: Picture, box: _Rectangle) -> _Rectangle:
    """What of a box is printed on."""
    dark = picture[box.top : box.bottom, box.left : box.right] < 128  # noqa: PLR2004 - half way from black to white
    rows, columns = np.flatnonzero(dark.sum(axis=1) > 1), np.flatnonzero(dark.any(axis=0))
    if not len(rows) or not len(columns):
        return box
    return _Rectangle(
        box.left + int(columns[0]), box.top + int(rows[0]), box.left + int(columns[-1]) + 1, box.top + int(rows[-1]) + 1
    )

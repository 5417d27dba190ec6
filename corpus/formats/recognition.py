"""Recognition of the text in pictures of pages (OCR), with the extra ``ocr``.

A picture is first turned upright and straightened, its ruled lines are found and taken out, then lines of text are
detected and recognized. Of every character its place, its confidence and what else it may be are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import numpy as np

from corpus.formats.page_content import PageContent, Picture, Segment
from corpus.text import HAN

Scores = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

#: Lines recognized at once.
_BATCH = 6
#: A detected box is widened by this share of its height before it is recognized.
_MARGIN = 0.12
#: Other readings of a character have at least this probability; at most so many are kept.
_LIKELY, _MOST_READINGS = 0.02, 3
#: The type fills this share of the height of its ink where there are too few Chinese characters to measure their pitch.
_INK = 1.05
_FEWEST = 4
#: What the recognition finds with less confidence, on average over a line, is a stain or a seal.
_NOTHING = 0.45
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

    def __call__(self, scores: Scores, *_: object, **given: Any) -> tuple[list[tuple[str, float]], list[object]]:
        """Texts with mean confidence, and the characters of each; columns are shares of the line's own width."""
        ratios, widest = given["wh_ratio_list"], given["max_wh_ratio"]
        found = [list(self._characters(one, ratio / widest)) for one, ratio in zip(scores, ratios, strict=True)]
        texts = [
            ("".join(c.text for c in line), float(np.mean([c.confidence for c in line])) if line else 0.0)
            for line in found
        ]
        return texts, list(found)

    def _characters(self, scores: Scores, share: float) -> Iterator[_Character]:
        """Runs of columns with the same likeliest character, blanks left out (CTC)."""
        best = scores.argmax(axis=1)
        starts = np.flatnonzero(np.concatenate(([True], best[1:] != best[:-1])))
        ends = np.append(starts[1:], len(best))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            if best[start] == 0:
                continue
            peak = start + int(scores[start:end, best[start]].argmax())
            middle = ((start + end) / 2) / (len(best) * share)
            others = tuple(self._others(scores[peak], int(best[start])))
            confidence = float(scores[peak, best[start]])
            yield _Character(self._alphabet[int(best[start])], min(middle, 1.0), confidence, others)

    def _others(self, column: Scores, best: int) -> Iterator[str]:
        likely = np.flatnonzero(column >= _LIKELY)
        for at in sorted(likely.tolist(), key=lambda i: -column[i])[: _MOST_READINGS + 1]:
            if at not in (0, best) and self._alphabet[at].strip():
                yield self._alphabet[at]


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
    from corpus.formats.straightening import rulings_of, straightened, upright, without_rulings  # noqa: PLC0415

    turned, turns = upright(picture, partial(_boxes, threads=threads), partial(_stands_on_its_head, threads=threads))
    straight, skew = straightened(turned)
    rulings = rulings_of(straight)
    text = without_rulings(straight, rulings)
    width, height = (blank.height, blank.width) if turns % 180 else (blank.width, blank.height)
    scale = width / straight.shape[1]
    segments = tuple(_segments(text, _boxes(text, threads), scale, threads))
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
    """The lines of text in a picture that is upright."""
    found = _engine(threads)(_colours(picture), use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    height, width = picture.shape
    boxes = []
    for corners in found.boxes:
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
            yield _segment(picture, box, _trimmed(characters), scale)


def _trimmed(characters: Sequence[_Character]) -> Sequence[_Character]:
    printed = [at for at, c in enumerate(characters) if not c.text.isspace()]
    return characters[printed[0] : printed[-1] + 1]


def _segment(picture: Picture, box: _Rectangle, characters: Sequence[_Character], scale: float) -> Segment:
    """One line with the edges of its characters half way between their middles, and of its ink at both ends."""
    ink = _ink(picture, box)
    middles = [box.left + c.middle * box.width for c in characters]
    inner = [(one + other) / 2 for one, other in pairwise(middles)]
    edges = (min(ink.left, middles[0]), *inner, max(ink.right, middles[-1]))
    return Segment(
        text="".join(c.text for c in characters),
        edges=tuple(round(edge * scale, 2) for edge in edges),
        top=round(ink.top * scale, 2),
        bottom=round(ink.bottom * scale, 2),
        size=round(_size(characters, middles, ink) * scale, 2),
        confidence=tuple(round(c.confidence, 3) for c in characters),
        readings=tuple((at, other) for at, c in enumerate(characters) for other in c.others),
    )


def _size(characters: Sequence[_Character], middles: Sequence[float], ink: _Rectangle) -> float:
    """The size of the type by the pitch of its Chinese characters, or by the height of its ink."""
    is_han = [HAN[0] <= c.text <= "\u9fff" for c in characters]
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

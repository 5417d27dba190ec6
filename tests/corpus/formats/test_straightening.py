"""Rules of making the picture of a page straight: which way up it is, and what is paper."""

from dataclasses import dataclass

import numpy as np
import pytest

pytest.importorskip("cv2")

from corpus.formats.page_content import Picture
from corpus.formats.straightening import on_white, rulings_of, upright


@dataclass(frozen=True)
class Box:
    width: int
    height: int


def turns(boxes: list[Box]) -> int:
    picture: Picture = np.full((200, 100), 255, np.uint8)
    return upright(picture, lambda _: boxes, lambda *_: False)[1]


def test_long_lines_say_which_way_up_a_page_is_and_cells_of_one_character_do_not() -> None:
    cells = [Box(20, 20)] * 30
    assert turns([*cells, *[Box(20, 300)] * 4]) == 90
    assert turns([*cells, *[Box(300, 20)] * 4]) == 0


def test_lines_are_found_on_paper_of_uneven_shade() -> None:
    shade = np.linspace(110, 220, 800)[None, :].repeat(400, axis=0)
    shade[100:103, 100:700] = 60
    shade[300:303, 100:700] = 60
    picture: Picture = shade.astype(np.uint8)
    heights = sorted(round(ruling.y0) for ruling in rulings_of(on_white(picture)))
    assert heights == [pytest.approx(101, abs=2), pytest.approx(301, abs=2)]


def test_white_paper_stays_as_it_is() -> None:
    picture: Picture = np.full((200, 300), 255, np.uint8)
    picture[50:60, 40:90] = 0
    assert (on_white(picture) == picture).all()


def test_a_broad_dark_border_is_paper() -> None:
    picture: Picture = np.full((800, 800), 255, np.uint8)
    picture[:, :150] = 20
    assert on_white(picture)[:, :100].min() > 200

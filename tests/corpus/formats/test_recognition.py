"""From the scores of the recognition to segments: no weights are loaded, every score and every pixel is set by hand."""

import numpy as np
import pytest

from corpus.formats import recognition
from corpus.formats.page_content import Picture, Segment
from corpus.formats.recognition import _Character, _Decoder, _Rectangle
from corpus.formats.ruled_tables import RuledCell, RuledTable

#: The first sign of an alphabet stands for nothing.
ALPHABET = ("", "疏", "浚", "(", "（", "流", " ", "琉", "硫")


def decoded(*columns: dict[str, float], share: float = 1.0) -> list[_Character]:
    """The characters that columns of scores say; of a sign that is not named the score is 0."""
    scores = np.zeros((1, len(columns), len(ALPHABET)), np.float32)
    for at, column in enumerate(columns):
        for sign, score in column.items():
            scores[0, at, ALPHABET.index(sign)] = score
    _, found = _Decoder(ALPHABET)(scores, wh_ratio_list=[share], max_wh_ratio=1.0)
    return list(found[0])  # type: ignore[call-overload]


NOTHING = {"": 0.9}


def test_a_run_of_columns_is_one_character_and_nothing_parts_two_of_a_kind() -> None:
    found = decoded({"疏": 0.9}, {"疏": 0.8}, NOTHING, {"疏": 0.9}, {"浚": 0.9})
    assert "".join(one.text for one in found) == "疏疏浚"
    assert decoded(NOTHING, NOTHING) == []


def test_a_character_stands_in_the_middle_of_its_run_as_a_share_of_its_own_line() -> None:
    """A line that is half as wide as the widest of its batch has its characters in the left half of the columns."""
    columns = [NOTHING, {"疏": 0.9}, {"疏": 0.9}, NOTHING]
    assert [one.middle for one in decoded(*columns)] == [0.5]
    assert [one.middle for one in decoded(*columns, NOTHING, NOTHING, NOTHING, NOTHING, share=0.5)] == [0.5]
    assert [one.middle for one in decoded(*columns[1:], share=0.25)] == [1.0]


def test_the_surest_column_of_a_run_gives_confidence_and_other_readings() -> None:
    (found,) = decoded({"疏": 0.5, "流": 0.4}, {"疏": 0.75, "琉": 0.125}, {"疏": 0.6, "硫": 0.3})
    assert (found.confidence, found.others) == (0.75, ("琉",))


def test_other_readings_are_the_likeliest_three_that_are_likely_at_all() -> None:
    (found,) = decoded({"疏": 0.5, "流": 0.03, "琉": 0.2, "硫": 0.1, "浚": 0.05, " ": 0.3, "": 0.1})
    assert found.others == ("琉", "硫", "浚")
    assert decoded({"疏": 0.9, "流": 0.01})[0].others == ()


def test_the_same_sign_in_another_width_is_no_other_reading_and_makes_it_surer() -> None:
    (found,) = decoded({"(": 0.5, "（": 0.25, "疏": 0.125})
    assert (found.text, found.confidence, found.others) == ("(", 0.75, ("疏",))


def characters(text: str, middles: list[float] | None = None, confidence: float = 0.9) -> list[_Character]:
    """Characters whose middles are shares of the width of their line, side by side where none are given."""
    places = middles or [(at + 0.5) / len(text) for at in range(len(text))]
    return [_Character(sign, place, confidence, ()) for sign, place in zip(text, places, strict=True)]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        (" 疏浚  ", "疏浚"),
        ("2021一2025年", "2021—2025年"),
        ("一2一", "一2一"),
        ("第一2条", "第一2条"),
        ("疏 浚", "疏 浚"),
    ],
)
def test_spaces_at_the_ends_are_none_and_one_between_figures_is_a_dash(text: str, trimmed: str) -> None:
    assert "".join(one.text for one in recognition._trimmed(characters(text))) == trimmed


def inked(*boxes: tuple[int, int, int, int], width: int = 400, height: int = 200) -> Picture:
    """A white picture with black boxes: left, top, right, bottom."""
    picture = np.full((height, width), 255, np.uint8)
    for left, top, right, bottom in boxes:
        picture[top:bottom, left:right] = 0
    return picture


def pieces(text: str, middles: list[float], ink: tuple[int, int, int, int]) -> list[Segment]:
    """The segments of a line of 200 pixels from 100 on, half a point a pixel."""
    box = _Rectangle(100, 50, 300, 90)
    shares = [(middle - 100) / 200 for middle in middles]
    return list(recognition._pieces(inked(ink), box, characters(text, shares), 0.5))


def test_a_segment_has_the_edges_of_its_ink_and_half_way_between_its_characters() -> None:
    (found,) = pieces("疏浚内河湖", [120, 140, 160, 180, 200], (112, 60, 208, 80))
    assert found.edges == (56, 65, 75, 85, 95, 104)
    assert (found.top, found.bottom, found.size) == (30, 40, 10)


def test_where_few_characters_are_chinese_the_size_is_that_of_the_ink() -> None:
    (found,) = pieces("12345", [120, 130, 140, 150, 160], (116, 60, 164, 80))
    assert found.size == round(20 * 1.05 / 2, 2)


def test_a_wide_gap_parts_two_columns_of_one_line() -> None:
    middles = [110, 130, 150, 170, 190, 250, 270]
    found = pieces("疏浚内河湖保洁", middles, (102, 60, 278, 80))
    assert [one.text for one in found] == ["疏浚内河湖", "保洁"]
    assert (found[0].right, found[1].left) == (102, 118)
    near = pieces("疏浚内河湖保洁", [*middles[:5], 236, 256], (102, 60, 264, 80))
    assert [one.text for one in near] == ["疏浚内河湖保洁"]


@pytest.mark.parametrize(
    ("text", "middles", "written"),
    [
        ("疏浚内河湖(保)洁", [120, 140, 160, 180, 200, 220, 240, 260, 280], "疏浚内河湖（保）洁"),
        ("疏浚内河湖(保)洁", [120, 140, 160, 180, 200, 215, 230, 245, 260], "疏浚内河湖(保)洁"),
        ("疏浚内河湖(保)", [120, 140, 160, 180, 200, 220, 240, 255], "疏浚内河湖（保）"),
        ("疏浚内河湖(保", [120, 140, 160, 180, 200, 220, 240], "疏浚内河湖（保"),
        ("疏浚内河湖(保）", [120, 140, 160, 180, 200, 215, 230, 250], "疏浚内河湖（保）"),
        ("(2)疏浚内河湖", [110, 118, 126, 140, 160, 180, 200, 220], "(2)疏浚内河湖"),
    ],
)
def test_a_pair_of_brackets_is_as_wide_as_the_one_that_shows_it(text: str, middles: list[float], written: str) -> None:
    (found,) = pieces(text, middles, (104, 60, 296, 80))
    assert found.text == written


def in_cells(*boxes: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """The lines in the two cells of a table, by the ink of these boxes."""
    pytest.importorskip("cv2")
    table = RuledTable((0, 200, 400), (0, 200), (RuledCell(0, 0, 1, 1), RuledCell(0, 1, 1, 1)), ((0, 1),))
    found = recognition._lines_in_cells(inked(*boxes), [table])
    return [(one.left, one.top, one.right, one.bottom) for one in found]


def test_each_run_of_ink_in_a_cell_is_a_line_with_a_margin() -> None:
    assert in_cells((20, 20, 120, 40), (20, 60, 80, 80), (220, 20, 300, 40)) == [
        (16, 17, 124, 43), (16, 57, 84, 83), (216, 17, 304, 43),
    ]  # fmt: skip


def test_strokes_that_are_apart_are_one_line_where_it_is_not_too_high() -> None:
    usual = [(20, 20, 120, 40), (20, 60, 120, 80)]
    assert len(in_cells(*usual, (20, 120, 40, 123), (20, 128, 40, 131), (20, 136, 40, 140))) == 3
    assert len(in_cells(*usual, (20, 120, 40, 123), (20, 150, 40, 153))) == 4


def test_a_speck_and_the_walls_of_a_cell_are_no_line() -> None:
    assert in_cells((20, 20, 22, 40)) == []
    assert in_cells((0, 0, 3, 200), (0, 0, 400, 3)) == []


def test_what_stands_in_a_table_is_left_to_its_cells() -> None:
    table = RuledTable((100, 200), (50, 100), (RuledCell(0, 0, 1, 1),), ((0,),))
    inside, beside = _Rectangle(90, 60, 190, 80), _Rectangle(20, 60, 90, 80)
    assert list(recognition._outside([table], [inside, beside])) == [beside]

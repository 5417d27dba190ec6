"""What a printed line says: which gaps are spaces, which end of a line is one of a paragraph, which characters are doubtful."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.line_text import DOUBTFUL_BELOW, TextLine, add_break, add_line, ended_early, is_parted
from corpus.formats.page_content import Segment

from .pages import SIZE, segment


def said(*segments: Segment, escaped: bool = False) -> str:
    line = TextLine()
    add_line(line, segments, escaped=escaped)
    return line.text


def beside(before: str, gap: float, after: str) -> list[Segment]:
    """Two segments with a gap between them, in sizes of the type."""
    return [segment(before, 50, 50), segment(after, 50 + (len(before) + gap) * SIZE, 50)]


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (0.1, "疏浚内河保洁湖泊"),
        (0.2, "疏浚内河 保洁湖泊"),
        (1.5, "疏浚内河 保洁湖泊"),
        (2.0, "疏浚内河    保洁湖泊"),
        (60, "疏浚内河" + " " * 40 + "保洁湖泊"),
    ],
)
def test_a_gap_is_a_space_and_a_wide_one_as_many_as_are_printed_up_to_a_limit(gap: float, text: str) -> None:
    """Half a size is a space, so that columns without lines stand below one another."""
    head = segment("各区各镇湖泊", 50 - 6 * SIZE, 50)
    assert said(head, *beside("疏浚内河", gap, "保洁湖泊")) == "各区各镇湖泊" + text


def test_a_gap_behind_a_space_that_is_printed_is_none() -> None:
    assert said(*beside("water", 0.3, " level")) == "water level"


def test_where_all_characters_are_set_apart_only_a_wider_gap_is_a_space() -> None:
    apart = [segment(sign, 50 + 15 * at, 50) for at, sign in enumerate("疏浚内河")]
    assert said(*apart) == "疏浚内河"
    assert said(*apart, segment("保洁", 50 + 15 * 4 + 5, 50)) == "疏浚内河 保洁"
    assert said(*apart, segment("湖", 50 + 15 * 3 + 10 + 19, 50)) == "疏浚内河 湖"


def test_characters_are_set_apart_where_three_of_four_distances_are() -> None:
    texts = ["疏", "浚内", "河", "保洁"]
    lefts = [50, 65, 90, 105]
    assert said(*map(segment, texts, lefts, [50] * 4)) == "疏 浚内 河 保洁"


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["20", "21", "12"], "202112"),
        (["2021", "1200"], "2021 1200"),
        (["w", "e", "t"], "wet"),
        (["the", "wet", "sea"], "the wet sea"),
    ],
)
def test_figures_and_single_letters_may_be_set_apart_and_words_are_not(texts: list[str], text: str) -> None:
    assert said(*(segment(one, 50 + at * SIZE * (len(one) + 0.3), 50) for at, one in enumerate(texts))) == text


def test_a_space_no_wider_than_the_distance_between_characters_is_none_unless_beside_a_chinese_one() -> None:
    narrow = Segment("2 0", (50, 55, 57, 62), 50, 60, SIZE)
    line = TextLine()
    line.add_segment(narrow, 3)
    assert line.text == "20"
    line = TextLine()
    line.add_segment(narrow, 2)
    assert line.text == "2 0"
    line = TextLine()
    line.add_segment(Segment("河 0", (50, 60, 62, 67), 50, 60, SIZE), 3)
    assert line.text == "河 0"


def test_single_characters_beside_one_another_are_a_word_that_is_set_apart() -> None:
    assert said(*beside("内", 0.3, "河")) == "内河"
    assert said(*beside("内河", 0, "湖"), segment("泊", 83, 50)) == "内河湖泊"


def test_signs_of_html_are_written_as_text_where_a_line_is_one_of_html() -> None:
    assert said(segment('A<5&"', 50, 50), escaped=True) == 'A&lt;5&amp;"'
    assert said(segment("A<5", 50, 50)) == "A<5"


@pytest.mark.parametrize(("gap", "parted"), [(0.5, False), (1.5, False), (1.7, True)])
def test_a_line_is_parted_by_a_gap_of_more_than_one_and_a_half_characters(gap: float, *, parted: bool) -> None:
    assert is_parted(beside("市水务局", gap, "市财政局")) is parted
    assert not is_parted([])


def test_a_line_whose_characters_are_set_apart_is_parted_by_a_wider_gap_only() -> None:
    apart = [segment(sign, 50 + 30 * at, 50) for at, sign in enumerate("关于疏浚的通知")]
    assert not is_parted(apart)
    assert is_parted([*apart, segment("完", 50 + 30 * 7 + 50, 50)])


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("water", "level", "water level"),
        ("water,", "2", "water, 2"),
        ("water", "(of)", "water (of)"),
        ("water-", "level", "water-level"),
        ("疏浚", "level", "疏浚level"),
        ("water", "湖泊", "water湖泊"),
        ("20", "21", "2021"),
    ],
)
def test_the_end_of_a_printed_line_is_a_space_between_two_words_and_nothing_else(
    before: str, after: str, text: str
) -> None:
    line = TextLine()
    line.add_segment(segment(before, 50, 50))
    add_break(line, segment(before, 50, 50), segment(after, 50, 66))
    line.add_segment(segment(after, 50, 66))
    assert line.text == text


@pytest.mark.parametrize(
    ("after", "left"),
    [
        ("疏浚", 1.0),
        ("，疏", 1.0),
        ("局，浚", 2.0),
        ("局，；浚", 3.0),
        ("（疏浚", 2.0),
        ("《（疏浚", 3.0),
        ("2021年", 4 * 0.55),
        ("3.5%以", 4 * 0.55),
    ],
)
def test_a_line_ended_early_where_what_may_not_be_parted_would_have_fitted(after: str, left: float) -> None:
    """Marks stand with the character before them, an opening bracket with the one after it, figures together."""
    needed = (left + 0.4) * SIZE
    assert ended_early(300 - needed - 0.1, 300, [segment(after, 50, 66)])
    assert not ended_early(300 - needed + 0.1, 300, [segment(after, 50, 66)])


def test_what_follows_may_be_several_segments() -> None:
    together = [segment("20", 50, 66), segment("21", 72, 66)]
    assert ended_early(300 - 2 * SIZE, 300, together[:1])
    assert not ended_early(300 - 2 * SIZE, 300, together)


def doubted(confidence: tuple[float, ...], readings: tuple[tuple[int, str], ...] = ()) -> TextLine:
    line = TextLine()
    line.add("<td>")
    edges = tuple(50 + SIZE * at for at in range(4))
    line.add_segment(Segment("内 河", edges, 50, 60, SIZE, confidence, readings), escaped=True)
    return line


def test_a_character_below_the_limit_is_doubtful_where_it_stands_and_a_space_is_not() -> None:
    (doubt,) = doubted((DOUBTFUL_BELOW, 0.1, 0.6543), ((2, "何"), (0, "肉"), (2, "诃"))).doubts
    assert (doubt.column, doubt.confidence, doubt.readings) == (6, 0.65, ("何", "诃"))
    assert doubted(()).doubts == []


def test_what_is_put_before_a_line_moves_its_doubtful_characters() -> None:
    line = doubted((0.5, 1.0, 0.6))
    line.put_before("<table>")
    assert line.text == "<table><td>内 河"
    assert [line.text[doubt.column] for doubt in line.doubts] == ["内", "河"]
    line.add_segment(Segment("湖", (90, 100), 50, 60, SIZE, (0.3,)))
    assert line.text[line.doubts[-1].column] == "湖"


@given(st.lists(st.tuples(st.text("疏浚内河ab2（）", min_size=1, max_size=8), st.floats(0, 9)), max_size=6))
def test_a_line_says_its_segments_in_order_and_knows_its_length(placed: list[tuple[str, float]]) -> None:
    line, left = TextLine(), 50.0
    segments = []
    for text, gap in placed:
        segments.append(segment(text, left + gap * SIZE, 50))
        left = segments[-1].right
    add_line(line, segments)
    assert line.text.replace(" ", "") == "".join(text for text, _ in placed)
    assert line.length == len(line.text)

"""Which lines at the edge of a printed page are running heads, feet and page numbers, by where they stand."""

import pytest

from corpus.formats.page_content import Segment
from corpus.formats.running_heads import page_furniture

from .pages import page, segment

#: A page is 600 points high; a running head stands within 96 points of its edge.
TOP, BOTTOM, TEXT = 20, 570, 300
BODY = "各河段疏浚完成以后应当在十日以内上报。"


def found(*pages: list[tuple[str, float]]) -> list[list[str]]:
    """The furniture of each page, of lines of text with their heights."""
    placed = [[segment(text, 60, height) for text, height in one] for one in pages]
    contents = [page(number, segments) for number, segments in enumerate(placed, 1)]
    ids = page_furniture(contents, placed)
    return [[one.text for one in segments if id(one) in chosen] for segments, chosen in zip(placed, ids, strict=True)]


def body(*edges: tuple[str, float]) -> list[tuple[str, float]]:
    return [*edges, *((BODY, TEXT + 16 * at) for at in range(4))]


def test_a_line_that_recurs_at_one_height_of_two_pages_is_a_running_head() -> None:
    head = ("内河增刊", TOP)
    assert found(body(head), body(head)) == [["内河增刊"], ["内河增刊"]]
    assert found(body(head), body(("湖泊增刊", TOP))) == [[], []]
    assert found(body(head), body(("内河增刊", TOP + 6))) == [[], []]
    assert found(body(head)) == [[]]


def test_figures_may_differ_from_page_to_page() -> None:
    assert found(body(("2021年第4期", TOP)), body(("2021年第5期", TOP))) == [["2021年第4期"], ["2021年第5期"]]
    assert found(body(("7", BOTTOM)), body(("8", BOTTOM))) == [["7"], ["8"]]


@pytest.mark.parametrize(("text", "height"), [("— 7 —", BOTTOM), ("第7页", TOP)])
def test_a_page_number_by_its_form_is_furniture_on_a_single_page(text: str, height: float) -> None:
    assert found(body((text, height))) == [[text]]
    assert found(body(("7", height))) == [[]]


@pytest.mark.parametrize("text", ["附件1", "一、内河", "临政发〔2021〕4号", "各区人民政府：", "疏浚内河。"])
def test_what_may_begin_a_document_or_ends_a_sentence_is_none_though_it_recurs(text: str) -> None:
    assert found(body((text, TOP)), body((text, TOP))) == [[], []]


def test_a_running_head_stands_near_the_edge_and_at_most_three_lines_deep() -> None:
    assert found(body(("内河增刊", 110)), body(("内河增刊", 110))) == [[], []]
    deep = [("甲", 10), ("乙", 26), ("丙", 42), ("内河增刊", 58)]
    other = [("丁", 10), ("戊", 26), ("己", 42), ("内河增刊", 58)]
    assert found(body(*deep), body(*other)) == [[], []]


def test_what_stands_between_a_running_head_and_the_edge_is_furniture_too() -> None:
    pages = [body((title, 10), ("内河增刊", 26)) for title in ("上游", "湖泊保洁")]
    assert found(*pages) == [["上游", "内河增刊"], ["湖泊保洁", "内河增刊"]]
    below = [body(("内河增刊", 10), (title, 26)) for title in ("上游", "湖泊保洁")]
    assert found(*below) == [["内河增刊"], ["内河增刊"]]


def test_where_most_pages_have_a_running_head_another_line_there_is_one() -> None:
    head = body(("内河增刊", TOP))
    assert found(head, head, body(("湖泊纪实", TOP))) == [["内河增刊"], ["内河增刊"], ["湖泊纪实"]]
    assert found(head, head, body(("附件1", TOP)))[2] == []
    assert found(head, head, body(("湖泊纪实", TOP + 4)))[2] == []
    assert found(head, head, *[body(("湖泊。", TOP))] * 3, body(("湖泊纪实", TOP)))[5] == []


def test_a_head_and_a_foot_are_told_apart() -> None:
    assert found(body(("内河增刊", TOP)), body(("内河增刊", BOTTOM))) == [[], []]


def test_segments_of_one_line_are_one_head() -> None:
    def line() -> list[Segment]:
        return [
            segment("内河", 60, TOP),
            segment("4", 300, TOP),
            *(segment(BODY, 60, TEXT + 16 * at) for at in range(4)),
        ]

    placed = [line(), line()]
    ids = page_furniture([page(number, one) for number, one in enumerate(placed, 1)], placed)
    assert [len(one) for one in ids] == [2, 2]

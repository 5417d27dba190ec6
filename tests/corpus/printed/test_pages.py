"""Heads count the pages of tables, and pages that are printed prove the count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.printed.layout import PLAIN, Layout, layout, width
from corpus.printed.pages import first_pages, head_count, text_blocks
from tests.corpus.handmade import lines

HEAD = "序号\t任务\t措施\t时限\t单位"
ROW = "1\t疏浚\t按时\t年底前\t市水务局"


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ((HEAD, ROW), 1),
        ((HEAD, ROW, HEAD, ROW), 2),
        ((HEAD, HEAD, ROW), 1),
        ((HEAD, "", HEAD, ROW), 2),
        ((HEAD, ROW, "", "", "", HEAD, ROW), 3),
        ((HEAD, ROW, "", "", HEAD, ROW), 2),
        (("", "", "", HEAD, ROW), 1),
        ((ROW, ROW), 0),
        (("疏浚内河。",), 0),
    ],
)
def test_each_page_begins_with_the_head_and_three_blank_lines_are_a_lost_one(
    texts: tuple[str, ...], count: int
) -> None:
    assert head_count(lines(*texts)) == count


@pytest.mark.parametrize(
    ("printed", "counts", "pages"),
    [
        ([14, None, None, 35], [11, 6, 4, 2], [14, 25, 31, 35]),
        ([14, None, 33], [11, 6, 4], [14, None, 33]),
        ([None, 14, None, 20], [3, 4, 2, 1], [None, 14, 18, 20]),
        ([14, None], [3, 4], [14, None]),
        ([None], [1], [None]),
        ([], [], []),
    ],
)
def test_pages_are_counted_on_only_between_two_that_are_printed(
    printed: list[int | None], counts: list[int], pages: list[int | None]
) -> None:
    assert first_pages(printed, counts) == pages


@given(st.lists(st.tuples(st.none() | st.integers(1, 40), st.integers(1, 9))))
def test_a_page_that_is_printed_stays(annexes: list[tuple[int | None, int]]) -> None:
    printed, counts = [page for page, _ in annexes], [count for _, count in annexes]
    found = first_pages(printed, counts)
    assert [new for old, new in zip(printed, found, strict=True) if old is not None] == [
        p for p in printed if p is not None
    ]


def test_rows_and_texts_are_told_apart_in_runs() -> None:
    found = [(rows, len(block)) for rows, block in text_blocks(lines("疏浚。", "保洁。", HEAD, ROW, "检修。"))]
    assert found == [(False, 2), (True, 2), (False, 1)]
    assert [*text_blocks([])] == []


def test_an_ascii_character_takes_half_of_a_chinese_one() -> None:
    assert width("内河ab1") == 3.5


LINE = "各河段疏浚完成以后应当在十日以内逐级上报结果并且向社会公"


def test_a_text_is_broken_at_a_width_where_many_lines_end_there_and_no_sentence_is_longer() -> None:
    text = [LINE] * 6 + ["布。"] * 3
    assert layout(lines(*text)).width == len(LINE)
    assert layout(lines(*text[2:])) == PLAIN
    assert layout(lines(*text, LINE + LINE + "。")).width is None
    assert layout(lines(*[LINE[:15]] * 9)).width is None


def test_paragraphs_are_indented_or_parted_by_blank_lines() -> None:
    indented = [f"　　{LINE[2:]}", "布。"] * 5
    assert layout(lines(*indented)).indents
    assert not layout(lines(*[LINE, "布。"] * 5)).indents
    assert layout(lines(*[LINE, "布。", ""] * 5)).spaced
    assert not layout(lines(*[LINE, "布。"] * 5)).spaced


def test_a_line_is_full_up_to_five_characters_short_of_the_width() -> None:
    (full,) = lines("湖" * 23)
    (short,) = lines("湖" * 22)
    by_width, by_length = Layout(width=28), Layout(length=28)
    assert (by_width.is_full(full), by_width.is_full(short)) == (True, False)
    assert (by_length.is_full(full), by_length.is_full(short)) == (True, False)
    assert not PLAIN.is_full(full)
    (half,) = lines("a" * 46)
    assert by_width.is_full(half)


def test_an_indent_counts_for_the_width() -> None:
    (line,) = lines("　　" + "湖" * 21)
    assert Layout(width=28).is_full(line)


@pytest.mark.parametrize(
    ("given", "indent", "blank", "begins"),
    [
        (Layout(indents=True), "　　", False, True),
        (Layout(indents=True), " ", True, False),
        (Layout(), "　　", True, False),
        (Layout(width=28, spaced=True), "", True, True),
        (Layout(width=28, spaced=True), "", False, False),
        (Layout(width=28, spaced=True, indents=True), "", True, False),
        (Layout(width=28), "", True, False),
    ],
)
def test_a_paragraph_begins_with_an_indent_or_else_behind_a_blank_line(
    given: Layout, indent: str, *, blank: bool, begins: bool
) -> None:
    *_, line = lines("上文。", *([""] if blank else []), f"{indent}下文。")
    assert given.begins(line) is begins
    assert not Layout(spaced=True).begins(replace(line, after_break=True))


def test_a_text_is_broken_at_a_width_or_at_a_number_of_characters() -> None:
    assert [one.is_broken for one in (Layout(width=28), Layout(length=28), PLAIN)] == [True, True, False]
    by_length = ["湖ab" * 9 + "湖", "a" * 28, "湖泊ab" * 7] * 3  # of 28 characters and of many widths
    found = layout(lines(*by_length))
    assert found.length == 28


def test_lines_that_end_anywhere_were_broken_at_no_width() -> None:
    ragged = [LINE[: 16 + at] for at in range(12)]
    assert layout(lines(*ragged, *ragged)).width is None
    assert layout(lines(*[LINE] * 6, *[LINE + "布并且湖泊泵站"] * 2, *["布。"] * 3)).width is None
    assert layout(lines(*[LINE] * 12, *[LINE + "布并且湖泊泵站"] * 2, *["布。"] * 3)).width == len(LINE)
    assert layout(lines(*[LINE] * 6, *["布。"] * 3, *[HEAD, ROW] * 9)).width == len(LINE)


def test_blank_lines_part_paragraphs_only_where_lines_were_broken() -> None:
    assert not layout(lines(*["疏浚内河。", ""] * 9)).spaced
    assert not layout(lines(*[LINE] * 40, "", "布。")).spaced

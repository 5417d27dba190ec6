"""Sections of a table: what heads the rows under it, and how sections open one in another."""

import pytest

from corpus.clauses.sections import NO_SECTIONS, row_title, title_in
from corpus.language.numbering import marker
from corpus.language.text import clean
from corpus.printed.cells import tab_cells
from corpus.printed.rows import Row


def row(text: str, *, spans: bool = False) -> Row:
    return Row(tuple(tab_cells(text.replace("|", "\t"), 1)), spans=spans)


def title(text: str, *roles: str, spans: bool = False) -> str | None:
    found = row_title(row(text, spans=spans), roles)
    return found[0].text if found else None


@pytest.mark.parametrize(
    ("text", "roles", "spans"),
    [
        ("一、内河||", (), False),
        ("|（二）湖泊|", (), False),
        ("第一章 内河||", (), False),
        ("内河", (), True),
        ("**内河**||", (), False),
        ("<b>内河</b>||", (), False),
        ("内河||", ("number", "task"), False),
        ("内" * 60, (), True),
    ],
)
def test_the_only_text_of_a_row_is_the_title_of_a_section(text: str, roles: tuple[str, ...], *, spans: bool) -> None:
    assert title(text, *roles, spans=spans) is not None


@pytest.mark.parametrize(
    ("text", "roles", "spans"),
    [
        ("一、内河|3.5|", (), False),
        ("||", (), True),
        ("内河||", (), False),
        ("内河||", ("task", "number"), False),
        ("|内河|", ("number", "task"), False),
        ("12||", ("number", "task"), False),
        ("（1）内河||", ("number", "task"), False),
        ("1.内河||", (), False),
        ("第一条 内河||", (), False),
        ("疏浚内河。", (), True),
        ("疏浚内河；", (), True),
        ("注：长度为实测", (), True),
        ("单位：公里", (), True),
        ("内" * 61, (), True),
    ],
)
def test_a_row_of_more_a_note_a_sentence_a_unit_and_an_item_are_none(
    text: str, roles: tuple[str, ...], *, spans: bool
) -> None:
    assert title(text, *roles, spans=spans) is None


def opened(*titles: str) -> list[str]:
    """The titles of the sections that are open after these."""
    found = NO_SECTIONS
    for one in titles:
        found = found.entered(marker(one), one)
    return [heading.title or "" for heading in found.path]


@pytest.mark.parametrize(
    ("titles", "path"),
    [
        (("一、内河", "（一）上游"), ["一、内河", "（一）上游"]),
        (("一、内河", "（一）上游", "（二）下游"), ["一、内河", "（二）下游"]),
        (("一、内河", "（一）上游", "二、湖泊"), ["二、湖泊"]),
        (("第一章 水", "一、内河", "第二章 岸"), ["第二章 岸"]),
        (("内河", "湖泊"), ["湖泊"]),
        (("内河", "（一）上游"), ["内河", "（一）上游"]),
    ],
)
def test_a_section_closes_those_that_stand_no_higher(titles: tuple[str, ...], path: list[str]) -> None:
    assert opened(*titles) == path


def test_a_section_that_is_printed_again_is_the_same_and_one_of_another_section_is_not() -> None:
    first = NO_SECTIONS.entered(marker("一、内河"), "内河").entered(marker("（一）上游"), "上游")
    again = first.entered(marker("（一）上游"), "上游")
    other = NO_SECTIONS.entered(marker("二、湖泊"), "湖泊").entered(marker("（一）上游"), "上游")
    assert again.path[-1].key == first.path[-1].key
    assert other.path[-1].key != first.path[-1].key


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        (["一、内河", "疏浚上游。"], ("一、内河", ["疏浚上游。"])),
        (["一、内河　　疏浚上游。"], ("一、内河", ["疏浚上游。"])),
        (["一、内河疏浚上游。"], None),
        (["一、内河　疏浚上游。"], None),
        (["（一）内河", "疏浚上游。"], None),
        (["内河", "疏浚上游。"], None),
        (["一、" + "内河" * 14 + "　　疏浚上游。"], None),
        ([], None),
    ],
)
def test_a_title_at_the_head_of_a_measure_is_a_paragraph_or_ends_in_two_spaces(
    pieces: list[str], found: tuple[str, list[str]] | None
) -> None:
    read = title_in([clean(piece, at) for at, piece in enumerate(pieces, 1)])
    assert (read and (read[0].text, [piece.text for piece in read[2]])) == found

"""The numbers that Word puts before paragraphs by itself."""

import pytest

from corpus.formats.number_formats import in_format
from tests.corpus.formats.word_files import (
    RULES,
    level,
    lines,
    lists,
    numbered,
    paragraph,
    style,
)


@pytest.mark.parametrize(
    ("name", "number", "text"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２"), ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"), ("upperLetter", 28, "BB"), ("lowerLetter", 26, "z"), ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"), ("decimalEnclosedParen", 3, "⑶"), ("chineseCounting", 35, "三十五"),
        ("chineseCounting", 101, "一〇一"), ("chineseCountingThousand", 110, "一百一十"), ("japaneseCounting", 10, "十"),
        ("chineseLegalSimplified", 10, "壹拾"), ("ideographDigital", 20, "二〇"), ("ideographTraditional", 2, "乙"),
        ("none", 3, ""), ("unheardOf", 3, "3"), ("upperRoman", 10**9, "1000000000"), ("lowerLetter", 10**9, "1000000000"),
        ("chineseCountingThousand", 10**9, "1000000000"), ("upperRoman", 0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_formats_of_word(name: str, number: int, text: str) -> None:
    assert in_format(number, name) == text


def test_levels_count_and_begin_anew_as_word_does() -> None:
    places = [
        (0, "总则"),
        (1, "甲。"),
        (1, "乙："),
        (2, "一；"),
        (2, "二。"),
        (0, "附则"),
        (1, "丙："),
        (2, "三；"),
        (3, "四。"),
    ]
    body = "".join(paragraph(text, level=(1, at)) for at, text in places)
    expected = [
        "第一章 总则",
        "第一条 甲。",
        "第二条 乙：",
        "（一）一；",
        "（二）二。",
        "第二章 附则",
        "第三条 丙：",
        "（一）三；",
        "1. 四。",
    ]
    assert lines(body, numbering=RULES) == expected


def test_a_level_may_begin_anew_after_a_higher_one_only() -> None:
    levels = [level(0, "%1"), level(1, "%1.%2"), level(2, "图%3", more='<w:lvlRestart w:val="1"/>')]
    body = "".join(paragraph("x", level=(1, at)) for at in (0, 1, 2, 1, 2, 0, 2))
    expected = ["1 x", "1.1 x", "图1 x", "1.2 x", "图2 x", "2 x", "图1 x"]
    assert lines(body, numbering=lists(*levels)) == expected


def test_lists_of_one_abstract_list_count_on_unless_they_say_where_they_begin() -> None:
    again = numbered(3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    numbering = lists(level(0, "%1、"), more=numbered(2) + again)
    body = "".join(paragraph("x", level=(number, 0)) for number in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering=numbering) == ["1、 x", "2、 x", "3、 x", "1、 x", "2、 x", "3、 x"]


def test_a_list_may_change_a_level() -> None:
    other = numbered(2, f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "ideographTraditional")}</w:lvlOverride>')
    body = paragraph("x", level=(1, 0)) + paragraph("y", level=(2, 0))
    assert lines(body, numbering=lists(level(0, "%1、"), more=other)) == ["1、 x", "（乙） y"]


def test_a_style_gives_a_number_to_those_that_are_based_on_it() -> None:
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    off = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    styles = (
        style("chapter", "", in_list)
        + style("article", "", in_list)
        + style("own", "article")
        + style("no", "article", off)
    )
    levels = [
        level(0, "第%1章", more='<w:pStyle w:val="chapter"/>'),
        level(1, "第%2条", more='<w:pStyle w:val="article"/>'),
    ]
    body = "".join(paragraph("x", style=name) for name in ("chapter", "own", "article", "no"))
    assert lines(body, numbering=lists(*levels), styles=styles) == ["第1章 x", "第1条 x", "第2条 x", "x"]


def test_a_list_may_have_the_levels_of_a_style_of_lists() -> None:
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="ours"/></w:abstractNum>'
    styles = style("ours", "", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    numbering = linked + lists(level(0, "%1)"), more=numbered(2, abstract=7))
    assert lines(paragraph("x", level=(2, 0)), numbering=numbering, styles=styles) == ["1) x"]


@pytest.mark.parametrize(
    ("text", "font", "printed"),
    [
        ("\uf06c", "Wingdings", "●"),
        ("n", "Wingdings", "■"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf123", "Unheard", "•"),
        ("—", "", "—"),
    ],
)
def test_bullets_are_signs_that_everybody_can_read(text: str, font: str, printed: str) -> None:
    numbering = lists(level(0, text, "bullet", f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'))
    assert lines(paragraph("x", level=(1, 0)), numbering=numbering) == [f"{printed} x"]


def test_legal_numbering_is_in_figures_and_numbers_without_a_format_are_none() -> None:
    levels = [level(0, "第%1篇", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>"), level(2, "附%3", "none")]
    body = "".join(paragraph("x", level=(1, at)) for at in (0, 1, 2))
    assert lines(body, numbering=lists(*levels)) == ["第一篇 x", "1.1 x", "附 x"]

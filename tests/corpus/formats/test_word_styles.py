"""What a paragraph or a run of Word has by its style, and the elements and attributes that say so."""

import pytest

from corpus.formats.limited_xml import Element, read_xml
from corpus.formats.word_styles import Styles
from corpus.formats.word_xml import W, below, child, figure, is_on, is_set, name, shown, value

from .word_files import MAIN, paragraph, run, style

SPACES = (
    f'xmlns:w="{MAIN}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def element(inside: str) -> Element:
    """The one element of this XML."""
    return read_xml("test", f"<w:body {SPACES}>{inside}</w:body>".encode())[0]


def styles(*inside: str) -> Styles:
    return Styles(element(f"<w:styles>{''.join(inside)}</w:styles>"))


def ids(found: Styles, text: str) -> list[str]:
    return [one.id for one in found.of_paragraph(element(text))]


HIDDEN, SHOWN = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
INDENT = '<w:pPr><w:ind w:{}="{}"/></w:pPr>'


def test_a_style_comes_before_those_that_it_is_based_on() -> None:
    found = styles(style("正文", ""), style("条", "正文"), style("款", "条"))
    assert ids(found, paragraph("疏浚", style="款")) == ["款", "条", "正文"]
    assert ids(found, paragraph("疏浚", style="不存在")) == []


def test_a_paragraph_that_names_no_style_has_the_default_one_of_paragraphs() -> None:
    default = ' w:default="1"'
    found = styles(style("章", ""), style("正文", "", more=default), style("次", "", more=default))
    assert ids(found, paragraph("疏浚")) == ["正文"]
    of_runs = '<w:style w:type="character" w:styleId="字" w:default="1"/>'
    assert ids(styles(of_runs), paragraph("疏浚")) == []


def test_styles_that_lead_back_to_themselves_end() -> None:
    found = styles(style("甲", "乙"), style("乙", "甲"))
    assert len(found.chain("甲")) == 16
    assert {one.id for one in found.chain("甲")} == {"甲", "乙"}


def test_without_a_part_there_are_no_styles() -> None:
    assert list(Styles(None).of_paragraph(element(paragraph("疏浚", style="条")))) == []


@pytest.mark.parametrize(
    ("own", "of_style", "indented"),
    [
        ("", "", False),
        (("firstLine", "420"), "", True),
        (("firstLineChars", "200"), "", True),
        ("", ("firstLine", "420"), True),
        (("firstLine", "0"), ("firstLine", "420"), False),
        (("firstLine", ""), ("firstLine", "420"), False),
        (("left", "420"), ("firstLine", "420"), True),
        (("left", "420"), "", False),
    ],
)
def test_the_first_line_of_a_paragraph_is_indented_by_its_own_property_or_else_by_its_style(
    own: tuple[str, str], of_style: tuple[str, str], *, indented: bool
) -> None:
    found = styles(style("条", "", INDENT.format(*of_style) if of_style else ""))
    mark = INDENT.format(*own).removeprefix("<w:pPr>").removesuffix("</w:pPr>") if own else ""
    text = paragraph("疏浚", style="条").replace("</w:pPr>", f"{mark}</w:pPr>")
    assert found.is_indented(element(text)) is indented


def test_an_indent_in_characters_counts_before_one_in_points() -> None:
    both = '<w:p><w:pPr><w:ind w:firstLine="420" w:firstLineChars="0"/></w:pPr></w:p>'
    assert not styles().is_indented(element(both))


@pytest.mark.parametrize(
    ("own", "of_run", "of_paragraph", "hidden"),
    [
        ("", "", "", False),
        ("<w:vanish/>", "", "", True),
        ('<w:vanish w:val="false"/>', HIDDEN, HIDDEN, False),
        ("", HIDDEN, SHOWN, True),
        ("", SHOWN, HIDDEN, False),
        ("", "", HIDDEN, True),
    ],
)
def test_a_run_is_hidden_by_itself_or_else_by_its_style_or_else_by_that_of_its_paragraph(
    own: str, of_run: str, of_paragraph: str, *, hidden: bool
) -> None:
    of_runs = f'<w:style w:type="character" w:styleId="字">{of_run}</w:style>'
    found = styles(of_runs, style("条", "", of_paragraph))
    text = element(run("疏浚", f'<w:rStyle w:val="字"/>{own}'))
    assert found.is_hidden(text, found.chain("条")) is hidden


def test_a_style_hides_a_run_by_what_it_is_based_on_unless_it_shows_it_itself() -> None:
    found = styles(style("隐", "", HIDDEN), style("条", "隐"), style("款", "条", SHOWN))
    text = element(run("疏浚"))
    assert [found.is_hidden(text, found.chain(one)) for one in ("条", "款")] == [True, False]


def test_an_element_has_its_usual_prefix_and_what_is_none_of_word_has_no_name() -> None:
    inside = element("<w:p><w:r/><m:t/><mc:Choice/><other/><x:y xmlns:x='urn:x'/></w:p>")
    assert [name(one) for one in inside] == ["w:r", "m:t", "mc:Choice", "", ""]


def test_a_missing_element_has_no_attribute_and_no_child() -> None:
    text = element('<w:p><w:pPr><w:pStyle w:val="条"/><w:pStyle w:val="款"/></w:pPr></w:p>')
    assert value(child(text, "pPr", "pStyle")) == "条"
    assert child(text, "rPr", "pStyle") is None
    assert value(child(text, "rPr", "pStyle")) is None
    assert value(child(text, "pPr"), "val") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("0", 0), ("", 7), ("-1", 7), ("１２", 7), ("1.5", 7), ("999999999", 999999999), ("1000000000", 7)],
)
def test_a_whole_number_has_at_most_nine_figures_of_ascii(text: str, number: int) -> None:
    assert figure(element(f'<w:start w:val="{text}"/>'), 7) == number


@pytest.mark.parametrize(
    ("text", "on", "yes"),
    [("", True, False), ("1", True, True), ("true", True, True), ("on", True, True), ("0", False, False),
     ("false", False, False), ("off", False, False)],
)  # fmt: skip
def test_a_property_is_on_unless_it_is_switched_off_and_an_attribute_must_say_yes(
    text: str, *, on: bool, yes: bool
) -> None:
    found = element(f'<w:vanish w:val="{text}"/>' if text else "<w:vanish/>")
    assert (is_on(found), is_set(found, "val")) == (on, yes)
    assert not is_on(None)


def test_of_alternatives_the_first_is_printed_and_properties_are_not() -> None:
    choices = "<mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent>"
    assert [name(one) for one in shown(element(choices))] == ["mc:Choice"]
    text = "<w:p><w:pPr/><w:r/><w:del/><w:moveFrom/><w:ins/><w:sectPr/></w:p>"
    assert [name(one) for one in shown(element(text))] == ["w:r", "w:ins"]


def test_elements_are_found_in_whatever_wraps_them_and_not_under_one_another() -> None:
    inner = '<w:p w:val="3"/>'
    text = element(
        f'<w:tc><w:p w:val="1"/><w:ins><w:sdt><w:p w:val="2">{inner}</w:p></w:sdt></w:ins><w:p w:val="4"/></w:tc>'
    )
    assert [one.get(f"{W}val") for one in below(text, frozenset(["w:p"]))] == ["1", "2", "4"]

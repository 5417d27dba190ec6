"""What a paragraph of Word prints, piece by piece, and the notes that it refers to."""

import pytest

from corpus.formats.limited_xml import Element, read_xml
from corpus.formats.word_notes import Notes
from corpus.formats.word_styles import Styles
from corpus.formats.word_symbols import bullet, sign
from corpus.formats.word_text import has_hidden_mark, is_joined, printed_pieces
from corpus.formats.word_xml import name

from .word_files import MAIN, paragraph, reference, run

SPACES = f'xmlns:w="{MAIN}" xmlns:v="urn:schemas-microsoft-com:vml"'
NO_STYLES = Styles(None)


def element(inside: str) -> Element:
    return read_xml("test", f"<w:body {SPACES}>{inside}</w:body>".encode())[0]


def pieces(inside: str) -> list[str]:
    """What is printed; an element that is anchored by its name."""
    found = printed_pieces(element(f"<w:p>{inside}</w:p>"), NO_STYLES)
    return [one if isinstance(one, str) else name(one) for one in found]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("<w:br/>", "\n"),
        ('<w:br w:type="textWrapping"/>', "\n"),
        ('<w:br w:type="page"/>', "\n\n"),
        ('<w:br w:type="column"/>', "\n\n"),
        ("<w:cr/>", "\n"),
        ("<w:ptab/>", "\t"),
        ('<w:sym w:font="Wingdings" w:char="F06E"/>', "■"),
        ('<w:sym w:font="Wingdings" w:char="10F06E"/>', ""),
        ('<w:sym w:font="Wingdings"/>', ""),
        ("<w:t>疏\t浚\n内\r\n河</w:t>", "疏 浚 内 河"),
        ('<w:pict><v:textpath string="疏浚&#10;内河"/></w:pict>', "\n疏浚 内河\n"),
        ("<w:pict><v:textpath/></w:pict>", "\n\n"),
    ],
)
def test_a_break_of_a_line_is_one_and_that_of_a_page_a_blank_line(inside: str, printed: str) -> None:
    assert pieces(f"<w:r>{inside}</w:r>") == [printed]


def test_what_is_anchored_stands_between_the_text_before_and_after_it() -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:r>"
    assert pieces(run("疏浚") + reference(2) + run("内河") + box) == [
        "疏浚", "w:footnoteReference", "内河", "w:txbxContent",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ([mark("begin"), run("码"), mark("separate"), run("果"), mark("end"), run("后")], ["果", "后"]),
        ([mark("begin"), run("码"), mark("end"), run("后")], ["后"]),
        ([mark("begin"), run("码")], []),
        ([mark("separate"), run("文"), mark("end"), run("后")], ["文", "后"]),
        ([mark("begin"), mark("separate"), mark("separate"), run("果"), mark("end"), run("后")], ["果", "后"]),
        ([mark("begin"), mark("begin"), mark("separate"), run("内"), mark("end"), mark("end"), run("后")], ["后"]),
    ],
    ids=["whole", "without result", "without end", "without begin", "separated twice", "in a code"],
)
def test_a_field_prints_its_result_and_one_that_is_broken_hides_nothing_behind_it(
    fields: list[str], printed: list[str]
) -> None:
    assert pieces("".join(fields)) == printed


def test_a_field_that_begins_in_hidden_text_is_a_field() -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t><w:fldChar w:fldCharType="begin"/></w:r>'
    assert pieces(hidden + run("码") + mark("separate") + run("果") + mark("end")) == ["果"]


@pytest.mark.parametrize(
    ("of_mark", "joined", "hidden"),
    [
        ("", False, False),
        ("<w:del/>", True, False),
        ("<w:moveFrom/>", True, False),
        ("<w:ins/>", False, False),
        ("<w:vanish/>", True, True),
        ('<w:vanish w:val="0"/>', False, False),
    ],
)
def test_a_paragraph_whose_mark_was_deleted_or_is_hidden_goes_on(of_mark: str, *, joined: bool, hidden: bool) -> None:
    found = element(paragraph("疏浚", mark=of_mark))
    assert (is_joined(found), has_hidden_mark(found)) == (joined, hidden)


@pytest.mark.parametrize(
    ("code", "font", "printed"),
    [
        (0xF06E, "Wingdings", "■"),
        (0x6E, "WINGDINGS", "■"),
        (0x6E, "Arial", "n"),
        (0x6E, None, "n"),
        (0xB3, "Symbol", "≥"),
        (ord("a"), "Symbol", "α"),
        (0x50, "Wingdings 2", "✓"),
        (0x8A, "Wingdings", "⑩"),
        (0x07, None, ""),
        (0xD800, None, ""),
    ],
)
def test_a_code_is_the_sign_that_its_font_prints_or_else_its_own_character(
    code: int, font: str | None, printed: str
) -> None:
    assert sign(code, font) == printed


@pytest.mark.parametrize(
    ("text", "font", "printed"),
    [
        ("l", "Wingdings", "●"),
        ("a", "Arial", "•"),
        ("", None, ""),
        ("\uf123", "Wingdings", "•"),
        ("—", None, "—"),
        ("*", None, "*"),
        (" 其中：甲乙", None, "其中："),
    ],
)
def test_a_letter_is_no_bullet_and_a_longer_text_is_one_at_its_head(text: str, font: str | None, printed: str) -> None:
    assert bullet(text, font) == printed


NOTES = (
    '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>指 </w:t></w:r></w:p><w:p/><w:p><w:r><w:t>内河。</w:t></w:r></w:p>'
    '</w:footnote><w:footnote w:id="3"><w:p/></w:footnote></w:footnotes>'
)


def notes(*settings: str, kind: str = "w:footnoteReference", part: str = NOTES) -> Notes:
    given = tuple(element(f"<w:sectPr>{one}</w:sectPr>") if one else None for one in settings)
    return Notes(element(part), kind, given, NO_STYLES)


def reference_to(number: int, more: str = "") -> Element:
    return element(reference(number, more))[0]


def test_a_note_is_read_once_with_its_mark_and_its_paragraphs_on_one_line() -> None:
    found = notes()
    assert found.read(reference_to(2)) == ("[1]", "[1] 指 内河。")
    assert found.read(reference_to(2)) == ("[2]", "")
    assert found.read(reference_to(3)) == ("[3]", "")
    assert found.read(reference_to(9)) == ("[4]", "")


def test_a_reference_with_a_mark_of_its_own_is_not_counted() -> None:
    found = notes()
    assert found.read(reference_to(2, ' w:customMarkFollows="1"')) == ("", "指 内河。")
    assert found.read(reference_to(3)) == ("[1]", "")


def test_the_first_setting_that_says_so_gives_format_and_first_number() -> None:
    own = '<w:footnotePr><w:numFmt w:val="chineseCounting"/></w:footnotePr>'
    all_ = '<w:footnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="5"/></w:footnotePr>'
    assert notes("", own, all_).read(reference_to(2))[0] == "[五]"
    assert notes(all_, own).read(reference_to(2))[0] == "[5]"


def test_endnotes_have_small_roman_figures_and_settings_of_their_own() -> None:
    part = NOTES.replace("footnote", "endnote")
    of_footnotes = '<w:footnotePr><w:numFmt w:val="chineseCounting"/></w:footnotePr>'
    found = notes(of_footnotes, kind="w:endnoteReference", part=part)
    assert [found.read(reference_to(2))[0] for _ in range(4)] == ["[i]", "[ii]", "[iii]", "[iv]"]


def test_without_a_part_a_reference_has_its_mark() -> None:
    assert Notes(None, "w:footnoteReference", (), NO_STYLES).read(reference_to(2)) == ("[1]", "")

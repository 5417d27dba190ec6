"""Word files that are damaged or made to do harm: an error that says why, or the text, in time with their size."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.findings import FindingCode
from corpus.formats import limited_xml
from corpus.formats.word import word_to_print
from corpus.printed.printed_text import FormatError
from tests.corpus.formats.word_files import (
    MAIN,
    archive,
    cell,
    level,
    lists,
    numbered,
    paragraph,
    run,
    table,
    word_file,
)

GOOD = word_file(paragraph("正文。") + table([["区", "面积", "人口"], ["东区", "1", "2"]]))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def code(data: bytes) -> FindingCode:
    with pytest.raises(FormatError) as raised:
        word_to_print(data)
    return raised.value.code


def document(xml: str | bytes) -> bytes:
    return archive({"word/document.xml": xml})


def lines(data: bytes) -> list[str]:
    return [line.strip() for line in word_to_print(data).text.split("\n")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", FindingCode.DAMAGED),
        ("关于某事的通知".encode(), FindingCode.DAMAGED),
        (GOOD[: len(GOOD) // 2], FindingCode.DAMAGED),
        (archive({"content.xml": "<a/>"}), FindingCode.DAMAGED),
        (document("<w:document"), FindingCode.DAMAGED),
        (document("<workbook/>"), FindingCode.DAMAGED),
        (document(b"\xff\xfe\x00"), FindingCode.DAMAGED),
        (document(""), FindingCode.DAMAGED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), FindingCode.ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le"), FindingCode.OLD_WORD),
    ],
    ids=["nothing", "text", "half", "no document", "cut", "a workbook", "no text", "empty", "encrypted", "old"],
)
def test_what_is_no_word_file_is_refused_with_its_reason(data: bytes, expected: FindingCode) -> None:
    assert code(data) is expected


def test_a_file_without_its_other_parts_is_read() -> None:
    body = f'<w:document xmlns:w="{MAIN}"><w:body>{paragraph("正文", style="none", level=(9, 0))}</w:body></w:document>'
    assert lines(document(body)) == ["正文"]


def test_the_strict_form_of_the_standard_is_read() -> None:
    body = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{paragraph("正文")}</w:body></w:document>'
    assert lines(document(body)) == ["正文"]


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # the flags of each member in the directory of the archive
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert code(bytes(data)) is FindingCode.ENCRYPTED


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY b "文"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">',
    ],
    ids=["of entities", "of a file", "elsewhere"],
)
def test_declarations_are_refused(declaration: str) -> None:
    inside = paragraph("<w:r><w:t>&c;</w:t></w:r>") if "ENTITY c" in declaration else paragraph("文")
    assert (
        code(document(f'{declaration}<w:document xmlns:w="{MAIN}"><w:body>{inside}</w:body></w:document>'))
        is FindingCode.DAMAGED
    )


def test_entities_that_multiply_are_never_unfolded() -> None:
    folds = "".join(f'<!ENTITY e{at} "{10 * f"&e{at - 1};"}">' for at in range(1, 30))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "文">{folds}]><w:document xmlns:w="{MAIN}" w:a="&e29;">&e29;</w:document>'
    assert code(document(bomb)) is FindingCode.DAMAGED


def test_a_part_is_unpacked_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited_xml, "LARGEST_PART", 1000)
    assert code(word_file(paragraph("文" * 1000))) is FindingCode.TOO_LARGE


def test_a_part_has_tags_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited_xml, "MOST_TAGS", 1000)
    assert code(word_file(500 * paragraph())) is FindingCode.TOO_LARGE


def nested(depth: int, inside: str) -> str:
    for _ in range(depth):
        inside = table([[cell(inside)], ["丙"]])
    return inside


def test_tables_may_nest_as_deeply_as_the_reader_of_xml_allows() -> None:
    assert lines(word_file(nested(60, paragraph("最里")))) == ["最里", *60 * ["丙"]]
    assert code(word_file(nested(200, paragraph("最里")))) is FindingCode.DAMAGED
    assert code(word_file("<w:ins>" * 5000 + "</w:ins>" * 5000)) is FindingCode.DAMAGED


def test_a_wide_table_inside_others_is_read() -> None:
    inside = paragraph("最里")
    for _ in range(60):
        inside = table([["甲", "乙", "丙"], ["1", cell(inside), "3"]])
    assert word_to_print(word_file(inside)).text.count("最里") == 1


@pytest.mark.parametrize("figure", ["1000000000", "9" * 5000, "-1", "x", ""])
def test_figures_beyond_reason_cost_nothing(figure: str) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{figure}"/></w:tcPr>{paragraph("甲")}</w:tc>'
    ahead = f'<w:tr><w:trPr><w:gridBefore w:val="{figure}"/></w:trPr>{cell("乙")}{cell("丙")}{cell("丁")}</w:tr>'
    start = f'<w:start w:val="{figure}"/>'
    numbering = lists(
        *(
            level(at, f"%{at + 1}", style, start)
            for at, style in enumerate(("upperRoman", "lowerLetter", "chineseCounting"))
        )
    )
    body = f"<w:tbl><w:tr>{wide}{cell('乙')}{cell('丙')}</w:tr>{ahead}</w:tbl>"
    body += "".join(paragraph("文", level=(1, at)) for at in range(3))
    assert len(word_to_print(word_file(body, numbering=numbering)).text) < 400


def test_styles_and_lists_that_lead_back_to_themselves_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("xy", "yx")
    )
    styles += (
        '<w:style w:type="numbering" w:styleId="z"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="z"/></w:abstractNum>'
    body = paragraph("甲", style="x") + paragraph("乙", level=(1, 8)) + paragraph("丙", level=(1, 10**8))
    assert lines(word_file(body, styles=styles, numbering=linked + numbered(1))) == ["甲", "乙", "丙"]


def test_the_text_of_a_label_is_short() -> None:
    numbering = lists(level(0, 50_000 * "%1", "lowerRoman"))
    assert len(lines(word_file(paragraph("文", level=(1, 0)), numbering=numbering))[0]) < 100


def test_a_cell_over_very_many_rows_goes_on_in_another_one() -> None:
    rows = [
        ["序号", "事项", "时限"],
        *([cell("1", merge="restart" if at == 0 else "continue"), "x", "y"] for at in range(1200)),
    ]
    spans = [line for line in lines(word_file(table(rows))) if "rowspan" in line]
    assert [line[line.index("rowspan") :][:13] for line in spans] == ['rowspan="999"', 'rowspan="201"']


def test_fields_that_never_end_cost_their_paragraph_only() -> None:
    opened = 20_000 * '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    closed = 20_000 * '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = paragraph(opened + run("代码")) + paragraph(run("甲") + closed + run("乙")) + paragraph("丙")
    assert lines(word_file(body)) == ["甲乙", "丙"]


@given(st.data())
def test_any_damage_gives_the_text_or_an_error_of_the_format(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for at in data.draw(st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=8)):
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(GOOD)))
    for broken in (bytes(damaged), bytes(damaged[:cut]), GOOD[:cut]):
        with suppress(FormatError):
            assert isinstance(word_to_print(broken).text, str)


NAMES = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "pPr",
        "numPr",
        "vMerge",
        "ins",
        "del",
        "sdt",
        "fldChar",
        "txbxContent",
        "footnoteReference",
        "sectPr",
    ]
)
TREES = st.recursive(
    st.sampled_from(
        ["", "文", '<w:numId w:val="1"/>', '<w:ilvl w:val="99"/>', '<w:sym w:char="D800"/>', '<w:sym w:char="000A"/>']
    ),
    lambda inside: st.tuples(NAMES, st.lists(inside, max_size=4)).map(
        lambda x: f"<w:{x[0]}>{''.join(x[1])}</w:{x[0]}>"
    ),
    max_leaves=25,
)


@given(TREES)
def test_any_tree_of_elements_is_read(body: str) -> None:
    text = word_to_print(word_file(body, numbering=body, styles=body, footnotes=body, settings=body)).text
    assert text.encode().decode() == text


def test_a_file_whose_directory_lies_is_refused() -> None:
    packed = BytesIO(GOOD)
    with zipfile.ZipFile(packed) as opened:
        info = opened.getinfo("word/document.xml")
    at = GOOD.index(b"PK\x03\x04", info.header_offset) + 30 + len(info.filename)
    assert code(GOOD[:at] + b"\xff" * 40 + GOOD[at + 40 :]) is FindingCode.DAMAGED

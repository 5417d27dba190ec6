"""Word files: the text that Word prints."""

import pytest

from corpus.formats.word import word_to_print
from corpus.language.text import clean
from tests.corpus.formats.word_files import (
    FOOTNOTES,
    box,
    cell,
    level,
    lines,
    lists,
    paragraph,
    reference,
    row,
    run,
    table,
    word_file,
)

# --- paragraphs


def test_a_paragraph_is_a_line_and_begins_with_an_indent() -> None:
    text = word_to_print(word_file(paragraph("第一段") + paragraph("第二段"))).text
    assert text == "　　第一段\n　　第二段"


def test_a_soft_break_begins_a_line_without_an_indent() -> None:
    body = paragraph(f"{run('关于加强扬尘')}<w:r><w:br/></w:r>{run('管控的通知')}")
    assert word_to_print(word_file(body)).text == "　　关于加强扬尘\n管控的通知"


def test_empty_paragraphs_are_one_blank_line() -> None:
    assert lines(paragraph("上") + 5 * paragraph() + paragraph("下")) == ["上", "", "下"]


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/></w:r>", "A-1"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t></w:r>', "≥90%"),
        (f"<w:hyperlink>{run('规划')}</w:hyperlink>", "规划"),
        (f"<w:smartTag><w:smartTagPr/>{run('北京')}</w:smartTag>", "北京"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>", "汉"),
        ("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>", "a/b"),
        (run("看不见", "<w:vanish/>") + run("看得见", '<w:vanish w:val="0"/>'), "看得见"),
        ("<w:r><w:t>第一\n行</w:t></w:r>", "第一 行"),
        ("<w:r><w:commentReference/><w:t>正文</w:t></w:r>", "正文"),
    ],
)  # fmt: skip
def test_what_is_printed_is_kept(inside: str, printed: str) -> None:
    assert lines(paragraph(inside)) == [printed]


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def test_of_a_field_the_result_is_printed_and_not_the_code() -> None:
    assert lines(paragraph(field("PAGE", run("12")) + run("页"))) == ["12页"]
    nested = field("HYPERLINK", run("见") + field("REF", run("第三条")))
    assert lines(paragraph(nested)) == ["见第三条"]
    in_code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("PAGE", run("9"))
    assert lines(paragraph(in_code + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("后"))) == ["后"]


def test_a_style_hides_text_through_what_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="below"><w:basedOn w:val="secret"/></w:style>'
    )
    assert lines(paragraph(run("显") + run("隐", '<w:rStyle w:val="below"/>')), styles=styles) == ["显"]


def test_tracked_changes_are_as_accepted() -> None:
    inside = f"{run('保留')}<w:ins>{run('增加')}</w:ins><w:del><w:r><w:delText>删除</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>"
    assert lines(paragraph(inside + moved)) == ["保留增加移来"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert lines(paragraph("前半", mark="<w:del/>") + paragraph("后半") + paragraph("另段")) == ["前半后半", "另段"]


def test_a_paragraph_with_a_hidden_mark_keeps_its_number() -> None:
    body = (
        paragraph("标题。", level=(1, 0), mark="<w:vanish/>") + paragraph("正文。") + paragraph("次条。", level=(1, 0))
    )
    assert lines(body, numbering=lists(level(0, "第%1条"))) == ["第1条 标题。正文。", "第2条 次条。"]


def test_what_looks_like_mark_up_is_text() -> None:
    (line,) = lines(paragraph("浓度<5%，标签<b>和<table>，A&amp;B"))
    assert clean(line, 1).text == "浓度<5%，标签<b>和<table>，A&amp;B"


# --- text boxes, notes, headers


def test_a_text_box_is_printed_once_where_it_is_anchored() -> None:
    assert lines(paragraph(box("红头") + run("字号"))) == ["红头", "字号"]
    assert lines(paragraph(run("正文") + box("图示"))) == ["正文", "图示"]


def test_lettering_is_text() -> None:
    assert [
        x
        for x in lines(
            paragraph('<w:r><w:pict><v:shape><v:textpath string="某市水务局文件"/></v:shape></w:pict></w:r>')
        )
        if x
    ] == ["某市水务局文件"]


def test_a_note_stands_behind_its_paragraph_with_its_mark() -> None:
    body = paragraph(run("城区") + reference(2) + run("内禁止。")) + paragraph(
        run("人均") + reference(3) + run("指标。")
    )
    expected = ["城区[1]内禁止。", "[1] 指建成区。", "人均[2]指标。", "[2] 按常住人口计。"]
    assert lines(body, footnotes=FOOTNOTES) == expected


def test_a_note_of_a_table_stands_behind_the_table() -> None:
    rows = [["区", "面积", "人口"], ["东区", cell(paragraph(run("12") + reference(2))), "3"]]
    printed = lines(table(rows) + paragraph("后文。"), footnotes=FOOTNOTES)
    assert "12[1]</td>" in printed[1]
    assert printed[2:] == ["[1] 指建成区。", "后文。"]


def test_notes_are_marked_as_the_file_says() -> None:
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr></w:sectPr>'
    body = paragraph(run("甲") + reference(2) + run("乙") + run("※") + reference(3, ' w:customMarkFollows="1"'))
    assert lines(body + section, footnotes=FOOTNOTES) == ["甲[①]乙※", "[①] 指建成区。", "按常住人口计。"]


def test_a_note_that_names_itself_ends() -> None:
    notes = f'<w:footnote w:id="2">{paragraph(run("注。") + reference(2))}</w:footnote>'
    assert lines(paragraph(run("文") + reference(2) + reference(2)), footnotes=notes) == ["文[1][2]", "[1] 注。"]


def test_the_header_of_the_first_page_alone_is_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="{}" r:id="r0"/>{}</w:sectPr>'
    body, head = paragraph("正文"), paragraph("某市水务局文件")
    assert lines(body + section.format("first", "<w:titlePg/>"), header=head) == ["某市水务局文件", "正文"]
    assert lines(body + section.format("first", ""), header=head) == ["正文"]
    assert lines(body + section.format("default", "<w:titlePg/>"), header=head) == ["正文"]
    page = paragraph(run("— ") + field("PAGE", run("1")) + run(" —"))
    assert lines(body + section.format("first", "<w:titlePg/>"), header=page) == ["正文"]


# --- tables


def test_a_row_of_a_data_table_is_a_line_with_its_merged_cells() -> None:
    rows = [
        ["序号", "任务", "措施"],
        [cell("1", merge="restart"), cell("绿化", merge="restart"), cell(paragraph("栽树。") + paragraph("养护。"))],
        [cell("", merge="continue"), cell("", merge="continue"), "补种<1亩。"],
        [cell("合计", across=2), "三项"],
    ]
    assert lines(table(rows)) == [
        "<table><tr><td>序号</td><td>任务</td><td>措施</td></tr>",
        '<tr><td rowspan="2">1</td><td rowspan="2">绿化</td><td>栽树。<br>养护。</td></tr>',
        "<tr><td>补种&lt;1亩。</td></tr>",
        '<tr><td colspan="2">合计</td><td>三项</td></tr></table>',
    ]


def test_a_row_that_is_repeated_on_each_page_is_a_head() -> None:
    rows = row(["甲", "乙", "丙"], "<w:tblHeader/>") + row(["1", "2", "3"])
    assert lines(f"<w:tbl>{rows}</w:tbl>")[0] == "<table><tr><th>甲</th><th>乙</th><th>丙</th></tr>"


def test_a_number_of_a_list_fills_a_cell() -> None:
    rows = [["序号", "事项", "时限"], *([cell(paragraph(level=(1, 0))), "x", "y"] for _ in range(2))]
    printed = lines(table(rows), numbering=lists(level(0, "%1", more='<w:suff w:val="nothing"/>')))
    assert [line[8:12] for line in printed[1:]] == ["1</t", "2</t"]


def test_rows_and_cells_that_were_deleted_are_not_printed() -> None:
    rows = row(["区", "面积", "人口"]) + row(["旧", "旧", "旧"], "<w:del/>") + row(["东区", "1", "2"], "<w:ins/>")
    assert [line.count("旧") for line in lines(f"<w:tbl>{rows}</w:tbl>")] == [0, 0]


def test_a_table_of_one_column_is_text_and_what_stands_in_it_is_read() -> None:
    inner = table([["序号", "事项", "时限"], ["1", "甲", "乙"]])
    rows = [[cell(paragraph("说明。") + inner + paragraph("末尾。"))], ["第二行"]]
    printed = lines(table(rows))
    assert [printed[0], printed[-2], printed[-1]] == ["说明。", "末尾。", "第二行"]
    assert printed[1].startswith("<table>")


def test_a_table_inside_a_cell_of_data_is_text_of_the_cell() -> None:
    inner = table([["甲", "乙"], ["丙", "丁"]])
    rows = [["序号", "事项", "时限"], ["1", cell(paragraph("如下") + inner + paragraph()), "长期"]]
    assert "<td>如下<br>甲 乙<br>丙 丁</td>" in lines(table(rows))[1]


def test_cells_that_only_set_text_apart_stand_on_one_line() -> None:
    imprint = [[cell("抄送：市委办公厅。", across=2)], ["某市人民政府办公厅", "2023年3月6日印发"]]
    assert lines(table(imprint)) == ["抄送：市委办公厅。", "某市人民政府办公厅\t2023年3月6日印发"]


def test_signers_beside_one_another_have_their_dates_below() -> None:
    printed = lines(table([["某某市水务局", "某某市应急管理局"], ["2023年5月6日", "2023年5月6日"]]))
    assert printed == ["某某市水务局\t某某市应急管理局", "2023年5月6日", "2023年5月6日"]

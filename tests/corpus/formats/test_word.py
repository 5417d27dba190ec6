"""Word files: the text that Word prints, as the parser reads it."""

import re
from collections.abc import Sequence
from html import unescape
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.number_formats import in_format
from corpus.formats.word import word_to_print
from corpus.model import Clause, ClauseKind, Gazette
from corpus.parse import parse
from corpus.printed_text import located
from corpus.text import clean
from tests.corpus.formats.word_files import (
    cell,
    level,
    lists,
    numbered,
    paragraph,
    row,
    run,
    table,
    word_file,
)


def lines(body: str, **parts: str) -> list[str]:
    return [line.strip() for line in word_to_print(word_file(body, **parts)).text.split("\n")]


def read(data: bytes) -> Gazette:
    printed = word_to_print(data)
    return located(parse(printed.text, "a.docx", printed.furniture), printed)


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


def box(text: str) -> str:
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


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


FOOTNOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" 指建成区。"))}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph("按常住人口计。")}</w:footnote>'
)  # fmt: skip


def reference(number: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"{more}/></w:r>'


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


# --- numbers of lists


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


RULES = lists(
    level(0, "第%1章", "chineseCountingThousand"),
    level(1, "第%2条", "chineseCountingThousand", '<w:lvlRestart w:val="0"/>'),
    level(2, "（%3）", "chineseCounting", '<w:suff w:val="nothing"/>'),
    level(3, "%4."),
)


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


def style(name: str, based_on: str, inside: str = "", more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"{more}><w:basedOn w:val="{based_on}"/>{inside}</w:style>'


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


# --- what the parser makes of it

NOTICE = [
    "某某市人民政府办公厅关于印发《某某市河道保洁管理办法》的通知",
    "某政办发〔2023〕12号",
    "各区人民政府，市政府各委、办、局：",
    "《某某市河道保洁管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。",
    "附件：1.重点任务分工表",
    "2.年度指标表",
    "某某市人民政府办公厅",
    "2023年5月6日",
    "某某市河道保洁管理办法",
]
ARTICLES = [
    (0, "总则"), (1, "为了加强河道保洁，改善水环境，制定本办法。"), (1, "保洁责任按照下列规定划分："),
    (2, "市管河道由市水务局负责；"), (2, "区管河道由区人民政府负责。"), (0, "附则"), (1, "本办法自2023年7月1日起施行。"),
]  # fmt: skip
LABELS = ["第一章", "第一条", "第二条", "（一）", "（二）", "第二章", "第三条"]
TASKS = [
    ["序号", "重点任务", "主要措施", "完成时限", "责任单位"],
    ["1", "日常保洁", "每日巡查河道。", "长期实施", "市水务局"],
    ["", "", "建立巡查台账。", "6月底前", "市水务局"],
    ["2", "水质提升", "清理河道淤泥。", "年底前", "市生态环境局"],
]
FIGURES = [["指标", "单位", "2022年", "2023年"], ["保洁河长", "公里", "320", "410"], ["达标断面", "个", "18", "21"]]


def clauses(gazette: Gazette) -> list[Clause]:
    return [clause for document in gazette.documents for clause in document.clauses]


def said(gazette: Gazette) -> list[object]:
    """What a gazette says, wherever it stands."""
    documents = [
        (d.id, d.title, d.number, d.date, d.addressees, [(p.kind, p.title) for p in d.parts]) for d in gazette.documents
    ]
    return [*documents, *((c.id, c.kind, c.label, c.path, c.text, c.task) for c in clauses(gazette))]


def grid(rows: Sequence[Sequence[str]], merged: Sequence[int]) -> str:
    """A table in which an empty cell of some columns goes on with the one above."""

    def filled(at: int, text: str) -> str:
        return cell(text, merge="restart" if text else "continue") if at in merged else cell(text)

    return table([[filled(at, text) for at, text in enumerate(each)] for each in rows])


def twin() -> str:
    """The same notice as plain text, its tables with TABs."""
    rules = [f"{label} {text}" for label, (_, text) in zip(LABELS, ARTICLES, strict=True)]
    tasks, figures = (["\t".join(each) for each in rows] for rows in (TASKS, FIGURES))
    tail = ["附件1", "重点任务分工表", "\n".join(tasks), "附件2", "年度指标表", "\n".join(figures)]
    return "\n\n".join([*NOTICE, *rules, *tail])


def test_a_notice_says_what_its_plain_text_says() -> None:
    body = "".join(map(paragraph, NOTICE)) + "".join(paragraph(text, level=(1, at)) for at, text in ARTICLES)
    body += paragraph("附件1") + paragraph("重点任务分工表") + grid(TASKS, (0, 1)) + paragraph()
    body += paragraph("附件2") + paragraph("年度指标表") + grid(FIGURES, ())
    gazette = read(word_file(body, numbering=RULES))
    expected = said(parse(twin(), "a.docx"))
    assert said(gazette) == expected
    assert len(clauses(gazette)) == 9
    assert [c.task.number for c in clauses(gazette) if c.task] == ["1", "1", "2"]


def test_paragraphs_without_a_stop_stay_apart() -> None:
    items = [f"推进第{at}片区老旧管网更新改造工程及配套道路建设项目" for at in range(9)]
    gazette = read(word_file("".join(map(paragraph, [*NOTICE[:4], *items]))))
    assert [c.text for c in clauses(gazette)][1:] == items


def test_a_note_of_an_article_is_kept_with_it() -> None:
    body = (
        "".join(map(paragraph, NOTICE))
        + paragraph("第一条 为了保洁，制定本办法。")
        + paragraph(run("第二条 河道") + reference(2) + run("禁止排污。"))
    )
    gazette = read(word_file(body + paragraph("第三条 本办法自公布之日起施行。"), footnotes=FOOTNOTES))
    article = next(c for c in clauses(gazette) if c.label == "第二条")
    assert article.text == "河道[1]禁止排污。\n[1]指建成区。"


def test_a_file_of_another_program_is_read() -> None:
    document = docx.Document()
    document.add_heading("关于开放公园的通告", 1)
    document.add_paragraph("夜间开放公园。", style="List Number")
    document.add_paragraph("免费开放公园。", style="List Number")
    packed = BytesIO()
    document.save(packed)
    printed = word_to_print(packed.getvalue()).text.split("\n")
    assert [line.strip() for line in printed] == ["关于开放公园的通告", "1. 夜间开放公园。", "2. 免费开放公园。"]


# --- nothing is lost

WORDS = st.text(st.sampled_from("河道保洁第一条（）1.、<&>|*#\t　 甲"), min_size=1, max_size=8)
RUNS = st.lists(WORDS, max_size=3).map(lambda texts: "".join(map(run, texts)))
WRAPPED = st.tuples(RUNS, st.sampled_from(["w:ins", "w:hyperlink", "w:smartTag", "w:sdtContent"])).map(
    lambda x: f"<{x[1]}>{x[0]}</{x[1]}>"
)
PARAGRAPHS = (
    st.lists(st.one_of(RUNS, WRAPPED, WORDS.map(box)), max_size=3).map("".join).map(lambda x: paragraph(x or run("末")))
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inside: st.lists(
        st.lists(st.tuples(inside, st.integers(1, 3), st.sampled_from(["", "restart", "continue"])), min_size=1, max_size=4), min_size=1, max_size=4
    ).map(lambda rows: table([[cell(x, across=a, merge=m) for x, a, m in each] for each in rows])),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_every_visible_character_is_in_the_text(blocks: list[str]) -> None:
    body = "".join(blocks)
    assert sorted(printed_characters(body)) == sorted(expected_characters(body))


def printed_characters(body: str) -> str:
    """The characters of the text of a file without spaces and the mark-up of tables."""
    text = re.sub(r"</?(?:table|tr|t[dh]|br)\b[^<>]*>", "", word_to_print(word_file(body)).text)
    return re.sub(r"\s", "", unescape(text))


def expected_characters(body: str) -> str:
    shown = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", body)
    return re.sub(r"\s", "", unescape("".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", shown))))


def test_clauses_of_rows_are_rows() -> None:
    gazette = read(word_file("".join(map(paragraph, NOTICE[:4])) + grid(TASKS, (0, 1))))
    assert [c.kind for c in clauses(gazette)][-3:] == 3 * [ClauseKind.TABLE_ROW]

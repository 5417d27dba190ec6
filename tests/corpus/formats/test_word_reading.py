"""What the parser makes of Word files, and that no text of them is lost."""

import re
from collections.abc import Sequence
from html import unescape
from io import BytesIO

import docx
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.word import word_to_print
from corpus.model import Clause, ClauseKind, Gazette
from corpus.parse import parse
from corpus.printed.printed_text import located
from tests.corpus.formats.word_files import (
    FOOTNOTES,
    RULES,
    box,
    cell,
    paragraph,
    reference,
    run,
    style,
    table,
    word_file,
)


def read(data: bytes) -> Gazette:
    printed = word_to_print(data)
    return located(parse(printed.text, "a.docx", printed.furniture), printed)


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


def test_lines_of_a_print_that_became_paragraphs_are_joined() -> None:
    text = "各区人民政府要落实河道保洁属地责任，健全巡查、清理和考核制度，及时发现并处置影响水质的各类问题，定期向社会公布情况。"
    printed = [(text[:22], "　　"), (text[22:46], ""), (text[46:], "")]
    body = "".join(map(paragraph, NOTICE[:3])) + 6 * "".join(paragraph(indent + line) for line, indent in printed)
    assert [c.text for c in clauses(read(word_file(body)))] == 6 * [text]


def test_a_style_may_indent_what_begins_a_paragraph() -> None:
    styles = style("body", "text") + style("text", "", '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>')
    broken = [
        ("body", "各区人民政府要落实河道保洁属地责任，健全巡查"),
        ("", "制度。"),
        ("body", "各部门要健全清理和考核制度。"),
    ]
    body = "".join(map(paragraph, NOTICE[:3])) + 6 * "".join(paragraph(text, style=name) for name, text in broken)
    texts = [c.text for c in clauses(read(word_file(body, styles=styles)))]
    assert texts == 6 * [broken[0][1] + broken[1][1], broken[2][1]]


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


def test_what_a_file_embeds_is_named_by_kind_and_the_text_is_read() -> None:
    drawing = '<w:drawing><dgm:relIds xmlns:dgm="urn:diagram"/></w:drawing>'
    body = f"{paragraph('各区应当清理河道。')}<w:altChunk r:id='r1'/><w:altChunk r:id='r2'/>{paragraph(drawing)}"
    printed = word_to_print(word_file(body))
    assert "各区应当清理河道。" in printed.text
    assert [(code.value, message.partition(" not")[0]) for code, message in printed.findings] == [
        ("embedded", "inserted files (2)"),
        ("embedded", "SmartArt drawings (1)"),
    ]


def test_a_file_that_embeds_nothing_has_no_finding() -> None:
    assert word_to_print(word_file(paragraph("各区应当清理河道。"))).findings == ()

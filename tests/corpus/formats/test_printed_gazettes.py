"""Gazettes printed to PDF by a browser, and scanned: they say what their texts say, and where on the page."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus import Gazette, parse, parse_file
from corpus.findings import WarningCode
from corpus.model import Clause, PageBox
from tests.corpus.formats.printing import Style, as_html, as_scan, print_pdf

FOLDERS = Path(__file__).parents[3] / "corpus" / "gazettes", Path(__file__).parents[1] / "invented"
ONE = Style(head="某市人民政府公报 2024年第14期")
TWO = Style(columns=2, type_size="10pt", margin="18mm 14mm", foot="%s")
FLUSH = Style(size="B5", type_size="11pt", leading=1.5, indent="0", gap="8pt", foot="第 %s 页", font="Noto Sans CJK SC")
#: Of the clauses of the text, at least this share comes out of its print word for word.
SAME = 0.98


def text_of(name: str) -> str:
    path = next(folder / name for folder in FOLDERS if (folder / name).exists())
    return path.read_text("utf-8")


def clauses(gazette: Gazette, *kinds: str) -> Counter[tuple[str | None, str]]:
    found = (c for d in gazette.documents for c in d.clauses if c.kind.value in kinds)
    return Counter((c.label, flat(c.text)) for c in found)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def share(read: Counter[Any], expected: Counter[Any]) -> float:
    return (read & expected).total() / max(1, expected.total())


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("beijing-2018-33.txt", ONE),
        pytest.param("beijing-2024-14.txt", ONE, marks=pytest.mark.slow),
        pytest.param("beijing-2022-17.txt", FLUSH, marks=pytest.mark.slow),
    ],
)
def test_a_print_says_what_its_text_says(tmp_path: Path, name: str, style: Style) -> None:
    expected = parse(text_of(name), name)
    (read,) = parse_file(print_pdf(as_html(text_of(name), style), tmp_path))
    kinds = ("article", "section", "item", "paragraph")
    assert share(clauses(read, *kinds), clauses(expected, *kinds)) >= SAME
    numbers = Counter(document.number for document in expected.documents)
    assert share(Counter(document.number for document in read.documents), numbers) == 1
    assert read.coverage.ratio >= 0.99


LAW = """北京市人民政府公报
2024年4月24日 第14期(总第842期) 北京市人民政府办公厅主办

北京市人民政府办公厅关于印发《北京市停车场管理办法》的通知
京政办发〔2024〕4号
各区人民政府，市政府各委、办、局，各市属机构：
《北京市停车场管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。
北京市人民政府办公厅
2024年2月7日
北京市停车场管理办法
第一章 总则
第一条 为了加强本市停车场的规划、建设和管理，改善交通秩序，根据有关法律、法规，结合本市实际情况，制定本办法。
第二条 本市行政区域内公共停车场、专用停车场和道路停车泊位的规划、建设、使用及其监督管理活动，适用本办法。
第三条 市人民政府统一领导本市停车场管理工作，协调解决停车场规划、建设和管理工作中的重大问题。
区人民政府负责本行政区域内停车场的管理工作，组织编制停车场专项规划，并纳入国民经济和社会发展年度计划。
第二章 建设和使用
第四条 新建、改建、扩建公共建筑和居住小区，应当按照国家和本市规定的标准配建停车场，并与主体工程同步设计、同步施工。
第五条 停车场经营者应当遵守下列规定：
（一）在显著位置公示服务内容、收费标准和监督电话；
（二）按照规定开具税务发票，保持场内清洁和照明；
（三）法律、法规和规章规定的其他要求。
第六条 违反本办法第五条规定的，由区城市管理部门责令限期改正，逾期不改正的，处1000元以上5000元以下罚款。
第七条 本办法自2024年5月1日起施行。
附件1
停车场管理重点任务分工表
| 序号 | 重点任务 | 工作措施 | 完成时限 | 责任单位 |
| --- | --- | --- | --- | --- |
| 1 | 摸清停车底数 | 开展停车资源普查，建立动态更新的数据库。 | 2024年6月底前 | 市交通委 |
| 2 | 推进错时共享 | 制定机关和企事业单位停车场向社会开放的指导意见。 | 2024年9月底前 | 市交通委、市机关事务局 |
| 3 | 规范收费行为 | 组织开展收费检查，公布违法典型案例。 | 长期坚持 | 市市场监管局 |
"""


def rows(gazette: Gazette) -> Counter[str]:
    tasks = [c.task for d in gazette.documents for c in d.clauses if c.task]
    cells = [(t.number, t.task, t.measures, t.deadline, *t.lead, *t.responsible, *t.assisting) for t in tasks]
    return Counter(flat(cell) for row in cells for cell in row if cell)


@pytest.mark.parametrize("style", [ONE, TWO, FLUSH], ids=["one column", "two columns", "flush paragraphs"])
def test_articles_and_tasks_of_a_print_are_those_of_its_text(tmp_path: Path, style: Style) -> None:
    expected = parse(LAW, "law.txt")
    (read,) = parse_file(print_pdf(as_html(LAW, style), tmp_path))
    assert clauses(read, "article") == clauses(expected, "article")
    assert rows(read) == rows(expected)
    assert [(d.number, d.date) for d in read.documents] == [(d.number, d.date) for d in expected.documents]


def test_the_box_of_a_clause_holds_its_text(tmp_path: Path) -> None:
    pdf = print_pdf(as_html(LAW, TWO), tmp_path)
    (read,) = parse_file(pdf)
    document = pypdfium2.PdfDocument(pdf)
    found = [clause for d in read.documents for clause in d.clauses]
    assert found
    for clause in found:
        assert clause.source.boxes, clause.id
        printed = flat("".join(inside(document, box) for box in clause.source.boxes))
        # The label of an article is printed in the box and is no part of its text.
        assert flat(clause.text if not clause.task else clause.task.task or "") in printed, clause.id
    document.close()


def inside(document: pypdfium2.PdfDocument, box: PageBox) -> str:
    page = document[box.page - 1]
    height = page.get_height()
    return str(page.get_textpage().get_text_bounded(box.x0 - 1, height - box.y1 - 1, box.x1 + 1, height - box.y0 + 1))


@pytest.mark.long
@pytest.mark.parametrize(
    ("dpi", "skew", "noise"), [(150, 1.0, 8.0), pytest.param(200, -1.0, 12.0, marks=pytest.mark.slow)]
)
def test_a_noisy_scan_that_is_skewed_says_what_its_print_says(
    tmp_path: Path, dpi: int, skew: float, noise: float
) -> None:
    pdf = print_pdf(as_html(LAW, ONE), tmp_path)
    scan = as_scan(pdf, tmp_path / "scan.tiff", dpi=dpi, skew=skew, noise=noise)
    expected, read = parse(LAW, "law.txt"), parse_file(scan)[0]
    labels = Counter(label for label, _ in clauses(expected, "article"))
    assert share(Counter(label for label, _ in clauses(read, "article")), labels) == 1
    assert share(clauses(read, "article"), clauses(expected, "article")) >= 0.8
    assert share(rows(read), rows(expected)) >= 0.9
    assert same_characters(read, expected) >= 0.995
    assert all(clause.source.boxes for d in read.documents for clause in d.clauses)
    assert all(map(doubts_are_told, (clause for d in read.documents for clause in d.clauses)))


def same_characters(read: Gazette, expected: Gazette) -> float:
    ours, theirs = (Counter("".join(flat(c.text) for d in g.documents for c in d.clauses)) for g in (read, expected))
    return share(ours, theirs)


def doubts_are_told(clause: Clause) -> bool:
    return bool(clause.doubtful) == (WarningCode.DOUBTFUL_CHARACTERS in clause.warnings)

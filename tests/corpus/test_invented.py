"""A gazette of any city in this family of layouts is read without a line of code for it."""

from datetime import date
from pathlib import Path

import corpus
from corpus import Gazette
from corpus.model import ClauseKind, PartKind, RelationKind

FOLDER = Path(__file__).parent / "invented"


def gazette(name: str) -> Gazette:
    return corpus.parse_file(FOLDER / name)[0]


def test_another_city_without_an_english_contents() -> None:
    shanghai = gazette("shanghai-2023-5.txt")
    assert shanghai.issue is not None
    assert (shanghai.issue.id, shanghai.issue.title, shanghai.issue.title_en) == (
        "sh-2023-5",
        "上海市人民政府公报",
        None,
    )
    assert shanghai.issue.date == date(2023, 3, 5)
    assert [(e.position, e.page, e.number, e.title_en, e.document) for e in shanghai.toc] == [
        (1, 3, "沪府发〔2023〕2号", None, "hufufa-2023-2"),
        (2, 9, None, None, "sh-2023-5-d2"),
    ]
    measures, decision = shanghai.documents
    assert [p.kind for p in measures.parts] == [PartKind.NOTICE, PartKind.ISSUED, PartKind.ANNEX]
    assert [b.name for b in measures.issuing_bodies] == ["上海市人民政府"]
    assert measures.effective_date == date(2023, 4, 1)
    assert [(r.kind, r.title, r.number) for r in measures.relations] == [
        (RelationKind.IMPLEMENTS, "上海市公园条例", None),
        (RelationKind.REPEALS, "上海市公园管理规定", "沪府发〔2001〕15号"),
    ]
    assert (decision.doc_type, decision.number) == ("决定", None)


def test_an_article_holds_its_items_and_further_paragraphs_over_a_page_break() -> None:
    (article,) = [c for c in gazette("shanghai-2023-5.txt").documents[0].clauses if c.label == "第二条"]
    assert article.eid == "chp_1__art_2"
    assert article.text.split("\n") == [
        "公园实行分类管理，分为下列三类：",
        "（一）综合公园；",
        "（二）社区公园；",
        "（三）口袋公园。",
        "前款规定的分类标准由市绿化市容局另行制定。",
    ]
    third = article.anchors[2]
    assert (third.eid, article.text[third.start : third.end]) == ("chp_1__art_2__item_3", "（三）口袋公园。")
    assert (article.source.line_start, article.source.line_end) == (35, 44)


def test_a_table_with_other_column_names_and_six_columns() -> None:
    rows = [c for c in gazette("shanghai-2023-5.txt").documents[0].clauses if c.kind is ClauseKind.TABLE_ROW]
    assert [(r.eid, r.label) for r in rows] == [("annex__row_1", "1"), ("annex__row_1_2", "1"), ("annex__row_2", "2")]
    task = rows[1].task
    assert task is not None
    assert (task.task, task.measures, task.deadline) == ("开放共享", "完善夜间照明。", "年底前")
    assert (task.lead, task.assisting) == (("市绿化市容局",), ())
    assert (
        rows[0].text == "开放共享:推进公园二十四小时开放。完成时间:6月底前。牵头单位:市绿化市容局。配合单位:市公安局。"
    )


def test_a_list_of_names_without_full_stops_is_kept() -> None:
    decision = gazette("shanghai-2023-5.txt").documents[1]
    assert [c.text for c in decision.clauses][1:] == ["市绿化市容局", "浦东新区生态环境局"]
    assert all(c.path[0].title == "先进集体名单" for c in list(decision.clauses)[1:])


def test_documents_without_a_contents_are_told_apart_by_their_numbers() -> None:
    parsed = gazette("numbers-only.md")
    assert parsed.issue is None
    assert [(d.id, d.title, d.number) for d in parsed.documents] == [
        ("suifuban-2020-7", "关于加强河道保洁工作的通知", "穗府办〔2020〕7号"),
        ("suifu-2020-8", "关于调整公交票价的通告", "穗府〔2020〕8号"),
    ]
    first = list(parsed.documents[0].clauses)
    assert [(c.eid, c.label, c.text) for c in first] == [
        ("para_1", None, "为加强河道保洁，现就有关事项通知如下："),
        ("sec_1", "一、", "总体要求。坚持属地管理。做到河面清洁。"),
        ("sec_2__item_1", "1.", "每日巡查河道。"),
        ("sec_2__item_2", "2.", "建立台账。"),
    ]
    assert [b.name for b in parsed.documents[1].issuing_bodies] == ["广州市人民政府"]


def test_lines_without_blanks_between_them_and_contents_whose_pages_differ() -> None:
    parsed = gazette("glued.txt")
    assert [f.code for f in parsed.findings] == ["toc_page"]
    (document,) = parsed.documents
    assert document.addressees == "各县区"
    assert [(c.eid, c.source.line_start, c.source.line_end) for c in document.clauses] == [
        ("sec_1__subsec_1", 13, 14),
        ("sec_1__subsec_3", 15, 15),
        ("sec_1__subsec_3__para_1", 16, 16),
    ]


def test_printed_numbering_faults_are_kept_and_reported(gazettes: dict[str, Gazette]) -> None:
    beijing = gazettes["beijing-2024-14.txt"]
    findings = {f.code: f for f in beijing.findings}
    assert findings["article_gap"].message == "第十条 is followed by 第十二条"
    assert findings["article_repeated"].source.line_start == 742
    hotel = next(d for d in beijing.documents if d.number == "京文旅发〔2023〕83号")
    fifteens = [c for c in hotel.clauses if c.label == "第十五条"]
    assert [c.eid for c in fifteens] == ["chp_3__art_15", "chp_3__art_15_2"]
    assert fifteens[1].warnings == ("label_repeated",)


def test_eighty_three_articles(gazettes: dict[str, Gazette]) -> None:
    articles = [c for g in gazettes.values() for d in g.documents for c in d.clauses if c.kind is ClauseKind.ARTICLE]
    assert len(articles) == 83


def test_contents_with_plain_section_names_dot_leaders_and_tabs() -> None:
    tianjin = gazette("tianjin-2022-10.txt")
    assert tianjin.issue is not None
    assert (tianjin.issue.id, tianjin.issue.total_number, tianjin.issue.sponsor) == (
        "tj-2022-10",
        1399,
        "天津市人民政府办公厅",
    )
    assert [(e.category, e.page, e.document) for e in tianjin.toc] == [
        ("市政府文件", 3, "jinzhengfa-2022-10"),
        ("市政府文件", 17, "jinzhenghan-2022-45"),
        ("市政府办公厅文件", 20, "jinzhengbanfa-2022-29"),
    ]
    plan, reply, forwarded = tianjin.documents
    assert [(r.kind, r.number) for r in plan.relations] == [(RelationKind.IMPLEMENTS, "国发〔2021〕33号")]
    assert (reply.doc_type, reply.addressees, [c.label for c in reply.clauses]) == (
        "批复",
        "某某区人民政府",
        [None, "一、", "二、"],
    )
    assert forwarded.parts[1].title == "关于促进工业经济平稳增长的若干措施"
    assert forwarded.effective_date == date(2022, 6, 1)
    assert tianjin.coverage.unplaced == ()


def test_a_document_that_the_contents_misprint_is_found_by_its_number(tmp_path: Path) -> None:
    text = (FOLDER / "tianjin-2022-10.txt").read_text("utf-8").replace("的批复 ····", "的答复意见书 ····")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (parsed,) = corpus.parse_file(tmp_path / "a.txt")
    assert [f.code for f in parsed.findings] == ["document_missing"]
    assert [d.number for d in parsed.documents] == ["津政发〔2022〕10号", "津政函〔2022〕45号", "津政办发〔2022〕29号"]


def test_a_decree_is_signed_by_a_person_and_says_when_it_takes_effect() -> None:
    decree, amendment = gazette("decree.txt").documents
    assert [b.name for b in decree.issuing_bodies] == ["北京市人民政府"]
    assert (decree.doc_type, decree.effective_date) == ("令", date(2020, 4, 1))
    assert decree.parts[1].title == "北京市实施办法"
    assert (amendment.addressees, amendment.effective_date) == (None, date(2020, 2, 20))


def test_a_page_of_a_government_site() -> None:
    (document,) = gazette("page.html").documents
    assert document.title == "国务院办公厅关于进一步优化支付服务提升支付便利性的意见"
    assert (document.number, str(document.date)) == ("国办发〔2024〕10号", "2024-03-01")
    assert [c.eid for c in document.clauses] == ["para_1", "sec_1__para_1", "sec_1__subsec_1", "sec_1__subsec_2"]

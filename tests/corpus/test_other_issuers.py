"""Whole issues of other issuers and decades: the State Council, a province in 2005 and 2010, a big city, 1987."""

from datetime import date
from pathlib import Path

import corpus
from corpus import Document, Gazette
from corpus.model import ClauseKind, PartKind, RelationKind

FOLDER = Path(__file__).parent / "invented"


def gazette(name: str) -> Gazette:
    return corpus.parse_file(FOLDER / name)[0]


def kinds(document: Document) -> list[PartKind]:
    return [part.kind for part in document.parts]


def labels(document: Document) -> list[str | None]:
    return [clause.label for clause in document.clauses]


def test_the_state_council_announces_a_decree_and_its_text_in_two_entries_and_they_are_one_document() -> None:
    read = gazette("state-council-2021-17.txt")
    assert read.issue is not None
    assert (read.issue.id, read.issue.total_number, read.issue.date) == ("gwy-2021-17", 1734, date(2021, 6, 20))
    decree, text = read.toc[:2]
    assert (decree.title, decree.number) == ("中华人民共和国国务院令", "中华人民共和国国务院令第742号")
    assert (text.title, text.number, text.page) == ("渔港管理条例", None, 4)
    assert decree.document == text.document == read.documents[0].id
    first = read.documents[0]
    assert (first.title, first.number, first.date) == ("渔港管理条例", decree.number, date(2021, 5, 10))
    assert first.effective_date == date(2021, 9, 1)
    assert kinds(first) == [PartKind.NOTICE, PartKind.ISSUED]
    assert len(read.documents) == len(read.toc) - 2
    assert not read.findings


def test_the_state_council_prints_replies_plans_and_appointments() -> None:
    read = gazette("state-council-2021-17.txt")
    _, reply, amending, _, plan, decree, joint, appointments = read.documents
    assert (reply.doc_type, reply.addressees) == ("批复", "青源省人民政府")
    assert [c.text for c in amending.clauses if c.label == "二、"] == [
        (
            "《企业名称登记管理规定》第七条修改为：“企业名称应当由行政区划、字号、行业、组织形式组成。\n"
            "“行政区划应当是企业所在地的县级以上地方行政区划名称。”"
        )
    ]
    assert kinds(plan) == [PartKind.NOTICE, PartKind.ISSUED, PartKind.ANNEX, PartKind.ANNEX]
    assert [c.eid for c in plan.clauses if c.label == "2.2.2"] == ["sec_2__subsec_2__item_2"]
    repealed = [r.title for r in plan.relations if r.kind is RelationKind.REPEALS]
    assert repealed == ["国家处置重特大森林火灾应急预案"]
    assert (decree.title, decree.number) == ("水上交通事故统计办法", "中华人民共和国交通运输部令2021年第9号")
    assert [body.name for body in joint.issuing_bodies] == ["人力资源社会保障部", "财政部"]
    assert joint.title == "人力资源社会保障部 财政部关于提高失业保险金标准的通知"
    assert kinds(appointments) == [PartKind.NOTICE]


def test_running_heads_and_page_numbers_of_a_city_cut_sentences_and_tables() -> None:
    read = gazette("guangzhou-2020-14.txt")
    assert read.issue is not None
    assert read.issue.date == date(2020, 5, 20)
    assert [(e.category, e.page) for e in read.toc] == [
        ("市政府文件", 1),
        ("市政府办公厅文件", 4),
        ("部门文件", 9),
        ("部门文件", 13),
        ("人事任免", 15),
    ]
    listed, rules, joint, _, appointments = read.documents
    rows = [c for c in listed.clauses if c.kind is ClauseKind.TABLE_ROW]
    assert [(c.label, [cell.value for cell in c.cells or ()][-1]) for c in rows] == [
        ("1", "广州市某凉茶有限公司"),
        ("2", "白云区文化馆"),
        ("3", "荔湾区文化馆"),
    ]
    assert [c.text for c in rules.clauses if c.label == "第二条"] == [
        "本市行政区域内停车场的规划、建设、使用和管理，适用本细则。"
    ]
    assert labels(rules)[-1] == "第五条"
    assert "GZ0320200051" not in "".join(c.text for c in rules.clauses)
    assert [part.title for part in joint.parts] == [None, "广州市职业技能提升补贴管理办法", "补贴标准表"]
    assert (appointments.addressees, len(list(appointments.clauses))) == (None, 3)


def test_a_province_prints_without_blank_lines_and_lists_names_under_its_decision() -> None:
    read = gazette("hebei-2005-6.txt")
    assert read.issue is not None
    assert read.issue.date == date(2005, 6, 30)
    decree, opinions, forwarded, decision = read.documents
    assert (decree.title, decree.number) == ("河北省取水许可管理规定", "河北省人民政府令〔2005〕6号")
    assert labels(decree) == [None, "第一条", "第二条", "第三条", "第四条", "第五条"]
    assert (opinions.date, opinions.number) == (date(2005, 6, 8), "冀政〔2005〕52号")
    assert next(iter(forwarded.parts[1].clauses)).text.startswith("为贯彻《乡村医生从业管理条例》")
    annex = decision.parts[-1]
    assert (annex.kind, annex.title) == (PartKind.ANNEX, "河北省劳动模范和先进工作者名单")
    assert [c.text for c in annex.clauses][:2] == ["石家庄市", "王某石家庄某棉纺厂挡车工"]


def test_a_text_broken_at_a_width_under_heads_of_two_lines() -> None:
    read = gazette("shandong-2010-18.txt")
    law, notice, forwarded = read.documents
    assert [e.document for e in read.toc] == [law.id, notice.id, forwarded.id]
    assert [c.text for c in law.clauses if c.label == "第三条"] == [
        "各级人民政府应当将节能工作纳入国民经济和社会发展规划、年度计划，并组织编制和实施节能规划。"
    ]
    assert [event.date for event in law.history] == [date(1997, 10, 15), date(2009, 7, 24)]
    assert kinds(notice) == [PartKind.NOTICE, PartKind.ANNEX]
    assert forwarded.parts[1].title == "关于学校安全工作的意见"
    assert "省教育厅" not in next(iter(forwarded.parts[1].clauses)).text


def test_a_gazette_of_1987_in_traditional_characters() -> None:
    read = gazette("traditional-1987-8.txt")
    assert read.issue is not None
    assert (read.issue.number, read.issue.total_number, read.issue.date) == (8, 146, date(1987, 8, 30))
    assert [e.document for e in read.toc] == [d.id for d in read.documents]
    circular, rules, report, _, chronicle = read.documents
    assert (circular.title, circular.date) == ("國務院關於加強城市建設工作的通知", date(1987, 5, 21))
    assert [body.name for body in circular.issuing_bodies] == ["國務院"]
    assert [(r.kind, r.title) for r in rules.relations] == [(RelationKind.IMPLEMENTS, "城市私有房屋管理條例")]
    assert rules.effective_date == date(1987, 10, 1)
    assert [part.title for part in report.parts] == [None, "關於清理固定資產投資項目的報告"]
    assert "計劃委員會" not in "".join(c.text for c in report.parts[1].clauses)
    assert chronicle.title == "大事記（一九八七年七月）"

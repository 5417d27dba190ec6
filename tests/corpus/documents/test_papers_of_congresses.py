"""What gazettes of congresses print, and decisions that repeal: sections that count, meetings, tables of repealed texts."""

import corpus
from corpus import Document, Gazette
from corpus.model import RelationKind


def parsed(*texts: str) -> Gazette:
    return corpus.parse("\n".join(texts), "a.txt")


def document(*texts: str) -> Document:
    (found,) = parsed(*texts).documents
    return found


MASTHEAD = ("临江市人民代表大会常务委员会公报", "2020年第4号（总第12号）", "目　录")
ENTRIES = (
    "一、法规、决定",
    "临江市人民代表大会常务委员会公告（第38号）……（3）",
    "临江市内河条例………………………（3）",
    "二、任免名单",
    "临江市人民代表大会常务委员会任免名单……（9）",
)
LAW = (
    "临江市人民代表大会常务委员会公告",
    "（第38号）",
    "《临江市内河条例》已经通过，现予公布。",
    "2020年7月24日",
    "临江市内河条例",
    "第一条　疏浚内河。",
)
NAMES = ("临江市人民代表大会常务委员会任免名单", "（2020年7月24日通过）", "任命：", "赵某某为局长。")


def test_sections_of_a_contents_may_count() -> None:
    gazette = parsed(*MASTHEAD, *ENTRIES, *LAW, *NAMES)
    assert [(entry.category, entry.title) for entry in gazette.toc][1:] == [
        ("法规、决定", "临江市内河条例"),
        ("任免名单", "临江市人民代表大会常务委员会任免名单"),
    ]
    assert [finding.code for finding in gazette.findings] == []


def test_the_announcement_of_a_committee_and_its_law_are_one_document_in_the_contents() -> None:
    first, second, _ = parsed(*MASTHEAD, *ENTRIES, *LAW, *NAMES).toc
    assert first.document == second.document is not None


def test_the_meeting_at_which_a_report_was_read_stands_in_brackets_under_its_title() -> None:
    meeting = "（2020年7月22日临江市第五届人民代表大会常务委员会第九次会议）"
    found = document("法制委员会关于内河条例审议结果的报告", meeting, "市人民代表大会常务委员会：", "内河条例可行。")
    assert (str(found.date), found.addressees) == ("2020-07-22", "市人民代表大会常务委员会")


def test_a_report_on_the_work_of_a_court_is_given_by_it() -> None:
    found = document("临江市中级人民法院工作报告", "——2020年1月9日在市人民代表大会上", "各位代表：", "审结案件三件。")
    assert [body.name for body in found.issuing_bodies] == ["临江市中级人民法院"]


def test_a_session_announces_under_its_own_name_and_signs_with_its_place() -> None:
    session = "临江市第六届人民代表大会第一次会议"
    found = document(f"{session}公告", "第三号", "选举赵某某为市长。", f"{session}主席团", "一九八三年六月八日于临江")
    assert (found.number, str(found.date)) == (f"{session}公告第3号", "1983-06-08")
    assert [body.name for body in found.issuing_bodies] == [f"{session}主席团"]


def test_the_table_of_a_decision_that_repeals_names_what_is_repealed() -> None:
    rows = (
        "序号\t文件名称\t文号\t处理意见",
        "1\t关于疏浚内河的通知\t临政发〔2001〕2号\t废止",
        "2\t关于疏浚湖泊的通知\t临政发〔2001〕3号\t修改",
    )
    title = "临江市人民政府关于清理文件的决定"
    found = document(title, "一、清理两件文件。", "2020年4月9日", "附件1", "决定废止的文件目录", *rows)
    assert [(one.kind, one.title, one.number) for one in found.relations] == [
        (RelationKind.REPEALS, "关于疏浚内河的通知", "临政发〔2001〕2号")
    ]


def test_titles_under_a_sentence_that_repeals_them_are_repealed() -> None:
    items = ("（一）《内河管理暂行办法》；", "（二）《湖泊管理暂行办法》。")
    found = document("临江市人民政府关于清理文件的决定", "一、下列办法自即日起废止：", *items, "2020年4月9日")
    assert {one.kind for one in found.relations} == {RelationKind.REPEALS}


def test_a_short_name_that_is_given_nowhere_is_no_document() -> None:
    assert document("关于内河条例的说明", "一、制定《条例》很有必要。", "2020年4月9日").relations == ()


def test_a_contents_of_the_1950s_has_its_pages_in_words_and_a_report_in_quotation_marks() -> None:
    passed_on = "临江省人民委员会批转省民政厅“关于优抚工作的报告”"
    gazette = parsed(
        "临江省人民委员会公报", "一九五七年第三期", "目录", "关于春耕生产的指示……（一）", f"{passed_on}……（五）",
        "关于春耕生产的指示", "一、加强领导。", "一九五七年二月十八日",
        passed_on, "现转发你们。", "一九五七年二月二十日", "关于优抚工作的报告", "一、普遍代耕。", "一九五七年二月一日",
    )  # fmt: skip
    assert [entry.page for entry in gazette.toc] == [1, 5]
    assert [part.title for part in gazette.documents[1].parts] == [None, "关于优抚工作的报告"]


def test_a_list_of_repeals_ends_where_the_decision_amends() -> None:
    items = ("一、废止下列规章：", "1.《内河管理办法》", "二、对《湖泊管理办法》作如下修改：", "（一）删去第六条。")
    found = document("临江市人民政府关于清理规章的决定", *items, "2020年4月9日")
    assert [(one.kind, one.title) for one in found.relations] == [
        (RelationKind.REPEALS, "内河管理办法"),
        (RelationKind.CITES, "湖泊管理办法"),
    ]


def test_a_table_in_the_middle_of_an_announcement_is_no_annex() -> None:
    table = ("表1　不合格产品", "产品名称\t生产企业\t规格型号", "电线\t临江线缆厂\tBV", "水泥\t临江水泥厂\tP.O")
    found = document("临江市水务局关于抽查结果的公告", "现将结果公布如下：", *table, "特此公告。", "2020年4月9日")
    assert (str(found.date), len(found.parts)) == ("2020-04-09", 1)

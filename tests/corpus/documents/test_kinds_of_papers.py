"""Papers of particular kinds: standards, interpretations of courts, treaties, regulations of the regions, old papers."""

import pytest

import corpus
from corpus import Document, Gazette
from corpus.model import EventKind, RelationKind


def parsed(*texts: str) -> Gazette:
    return corpus.parse("\n".join(texts), "a.txt")


def document(*texts: str) -> Document:
    (found,) = parsed(*texts).documents
    return found


def texts(found: Document) -> list[str]:
    return [clause.text for clause in found.clauses]


COVER = (
    "DB99", "临江省地方标准", "DB99/T 312.2—2022", "渡口标志设置规范", "Specification for signs of ferries",
    "2022-03-01 发布", "2022-04-01 实施", "临江省市场监督管理局　发布", "1 范围", "本文件规定渡口标志。", "2 要求", "2.1 标志应当清晰。", "2.2 标志应当牢固。",
)  # fmt: skip


def test_the_cover_of_a_standard_is_its_head() -> None:
    found = document(*COVER)
    assert (found.title, found.number) == ("渡口标志设置规范", "DB99/T 312.2—2022")
    assert found.title_en == "Specification for signs of ferries"
    assert (str(found.date), str(found.effective_date)) == ("2022-03-01", "2022-04-01")
    assert [body.name for body in found.issuing_bodies] == ["临江省市场监督管理局"]
    assert texts(found) == ["本文件规定渡口标志。", "标志应当清晰。", "标志应当牢固。"]


def test_an_annex_of_a_standard_says_what_kind_it_is_before_its_title() -> None:
    annex = document(*COVER, "附录A", "（资料性）", "渡口标志图例", "标志为蓝底白字。").parts[-1]
    assert (annex.title, [clause.text for clause in annex.clauses]) == ("渡口标志图例", ["标志为蓝底白字。"])


def test_a_quotation_above_a_head_belongs_to_the_document() -> None:
    quotation = ("最高指示", "备战、备荒、为人民。")
    first = (
        "临江省革命委员会文件",
        "临革发〔1969〕4号",
        "关于修渠的通知",
        "各县革命委员会：",
        "一、冬季修渠。",
        "一九六九年十月五日",
    )
    second = (
        "临江省革命委员会文件",
        "临革发〔1969〕5号",
        "关于植树的通知",
        "各县革命委员会：",
        "一、春季植树。",
        "一九六九年十月六日",
    )
    gazette = parsed(*quotation, *first, *quotation, *second)
    assert [one.number for one in gazette.documents] == ["临革发〔1969〕4号", "临革发〔1969〕5号"]
    assert [texts(one) for one in gazette.documents] == [["冬季修渠。"], ["春季植树。"]]


def test_the_number_of_an_interpretation_stands_above_its_title_behind_the_announcement() -> None:
    organs = "最高人民法院　最高人民检察院"
    found = document(
        "最高人民法院", "最高人民检察院", "公　告",
        f"《{organs}关于办理渡船案件若干问题的解释》已经通过，现予公布，自2022年5月1日起施行。", organs, "2022年4月9日",
        "法释〔2022〕88号", organs, "关于办理渡船案件", "若干问题的解释",
        "（2022年3月1日最高人民法院审判委员会会议、2022年3月9日最高人民检察院检察委员会会议通过，自2022年5月1日起施行）",
        "第一条　渡船应当登记。",
    )  # fmt: skip
    assert found.number == "法释〔2022〕88号"
    assert found.parts[1].title == "最高人民法院 最高人民检察院关于办理渡船案件若干问题的解释"
    assert [clause.text for clause in found.parts[1].clauses] == ["渡船应当登记。"]
    events = [(event.kind, str(event.date)) for event in found.history]
    assert events[:2] == [(EventKind.ADOPTED, "2022-03-01"), (EventKind.ADOPTED, "2022-03-09")]


def test_a_treaty_is_of_the_day_on_which_it_was_signed() -> None:
    signed = "本协定于二〇二一年五月六日在临江签订，一式两份。"
    found = document("甲国政府和乙国政府关于渡口的协定", "第一条", "渡口免费。", signed, "甲国政府代表", "王某某")
    assert (str(found.date), texts(found)) == ("2021-05-06", [f"渡口免费。\n{signed}"])


def test_the_title_of_a_regulation_of_macau_stands_under_its_number() -> None:
    made = ("二零二一年五月六日制定。", "命令公佈。", "行政長官　王某某")
    found = document(
        "澳門特別行政區", "第9/2021號行政法規", "渡口規章", "行政長官制定本行政法規。", "第一條", "渡口免費。", *made
    )
    assert (found.title, found.number, str(found.date)) == ("渡口規章", "第9/2021号行政法规", "2021-05-06")
    assert texts(found) == ["行政長官制定本行政法規。", "渡口免費。"]


def test_the_office_and_the_name_of_a_signer_may_stand_on_two_lines() -> None:
    regulation = (
        "2021年第7號法律公告",
        "《渡口規例》",
        "1. 釋義",
        "渡口指碼頭。",
        "運輸局局長",
        "王某某",
        "2021年5月6日",
    )
    found = document("香港特別行政區政府憲報", *regulation)
    assert (found.title, found.doc_type, str(found.date)) == ("《渡口規例》", "规例", "2021-05-06")
    assert texts(found) == ["渡口指碼頭。"]


APPOINTMENT = ("临江市人民政府任免通知", "临政干〔2002〕{}号", "经研究，决定：", "王某某任局长。", "二〇〇二年三月{}日")


def test_papers_of_one_title_are_told_apart_by_their_numbers() -> None:
    first, second = ([text.format(n) for text in APPOINTMENT] for n in ("六", "七"))
    numbers = [one.number for one in parsed(*[text.format(4) for text in first], *second).documents]
    assert len(numbers) == 2


def test_an_english_title_stands_under_the_chinese_one() -> None:
    english = "Notice of the People's Government of Linjiang on Dredging"
    found = document(
        "临江市人民政府关于疏浚的通知", english, "临政发〔2021〕4号", "各区人民政府：", "一、疏浚。", "2021年5月6日"
    )
    assert (found.title_en, found.number, found.addressees) == (english, "临政发〔2021〕4号", "各区人民政府")


def test_the_speaker_may_stand_apart_from_the_office() -> None:
    speaker = "临江市人民检察院检察长　　王某某"
    found = document(
        "临江市人民检察院工作报告", "——2021年1月9日在市人民代表大会上", speaker, "各位代表：", "办案三件。", "谢谢。"
    )
    assert (found.addressees, texts(found)) == ("各位代表", ["办案三件。", "谢谢。"])


def test_departments_of_one_province_may_name_it_once() -> None:
    found = document(
        "临江省水利厅、财政厅", "关于渡口的通知", "水财字第9号", "各县：", "一、渡口免费。", "1958年4月6日"
    )
    assert [body.name for body in found.issuing_bodies] == ["临江省水利厅", "临江省财政厅"]


@pytest.mark.parametrize("behind", ["（A）", "（总第18号）"])
def test_a_number_may_have_its_class_or_the_count_of_all_behind_it(behind: str) -> None:
    found = document(
        "临江市水务局关于第4号建议的答复", f"临水提〔2021〕4号{behind}", "王某某代表：", "一、已疏浚。", "2021年5月6日"
    )
    assert (found.number, found.addressees) == ("临水提〔2021〕4号", "王某某代表")


def test_organs_that_an_annex_lists_are_not_the_issuers_of_the_next_paper() -> None:
    first = (
        "临江市人民政府关于表彰的决定",
        "临政发〔2021〕4号",
        "各区：",
        "表彰两个单位。",
        "2021年5月6日",
        "附：",
        "先进单位名单",
    )
    second = ("关于王某某任职的通知", "临政发〔2021〕5号", "各区：", "王某某任局长。", "2021年5月7日")
    awarded, appointed = parsed(*first, "市水务局", "市公安局", *second).documents
    assert [clause.text for clause in awarded.parts[-1].clauses] == ["市水务局", "市公安局"]
    assert appointed.issuing_bodies == ()


def test_files_to_download_behind_a_signature_are_no_text() -> None:
    links = ("公告正文下载链接：", "临江海关关于渡口的公告.pdf")
    found = document(
        "临江海关关于渡口的公告", "2021年第4号", "现公告如下：", "一、渡口免检。", "临江海关", "2021年5月6日", *links
    )
    assert len(found.parts) == 1
    assert texts(found) == ["现公告如下：", "渡口免检。"]


REPEALS = (
    ("关于渡口的通告（1996年3月2日　临政发〔1996〕15号）", "关于渡口的通告", "临政发〔1996〕15号"),
    ("转发关于渡船意见的通知（2008年1月20日，临政办发〔2008〕6号）", "转发关于渡船意见的通知", "临政办发〔2008〕6号"),
)


@pytest.mark.parametrize(("item", "title", "number"), REPEALS)
def test_an_item_of_a_list_of_repeals_has_its_day_before_its_number(item: str, title: str, number: str) -> None:
    kept = "1.关于桥梁的通知（2009年4月1日，临政发〔2009〕3号）"
    found = document(
        "临江市人民政府关于清理文件的决定", "决定对下列文件予以废止：", "一、废止的文件", f"1.{item}",
        "二、继续有效的文件", kept, "临江市人民政府", "2021年5月6日",
    )  # fmt: skip
    assert [(one.kind, one.title, one.number) for one in found.relations] == [(RelationKind.REPEALS, title, number)]


@pytest.mark.parametrize(
    ("sentence", "title", "number"),
    [
        ("《渡口公告》（2013年第2号）同时废止。", "渡口公告", "2013年第2号"),
        ("海关总署公告2016年第12号同时废止。", "海关总署公告2016年第12号", "海关总署公告2016年第12号"),
        ("《渡口办法》（2013年6月7日临政发〔2013〕4号）同时废止。", "渡口办法", "临政发〔2013〕4号"),
    ],
)
def test_a_text_is_repealed_under_the_number_that_is_printed(sentence: str, title: str, number: str) -> None:
    found = document("临江海关关于渡口的公告", "2021年第4号", "一、渡口免检。", f"二、{sentence}", "2021年5月6日")
    assert [(one.kind, one.title, one.number) for one in found.relations] == [(RelationKind.REPEALS, title, number)]


def test_the_head_of_a_judgement_may_stand_under_the_name_of_the_case() -> None:
    masthead = (
        "最高人民法院公报",
        "2007年第5期（总第127期）",
        "目　录",
        "法　律",
        "渡口法………（3）",
        "案例",
        "甲诉乙渡船案………（15）",
    )
    judgement = (
        "甲诉乙渡船案",
        "最高人民法院",
        "民事判决书",
        "（2006）民二终字第99号",
        "上诉人：甲公司。",
        "驳回上诉。",
        "二〇〇七年一月八日",
    )
    gazette = parsed(*masthead, *judgement)
    assert [(entry.category, entry.title) for entry in gazette.toc] == [("法律", "渡口法"), ("案例", "甲诉乙渡船案")]
    (found,) = gazette.documents
    assert (found.title, found.number) == ("甲诉乙渡船案", "（2006）民二终字第99号")
    assert texts(found) == ["上诉人：甲公司。", "驳回上诉。"]


def test_a_dispute_is_no_bill() -> None:
    assert document("甲诉乙劳动争议案", "【裁判摘要】", "应当支付工资。", "原告：甲。").doc_type is None


def test_a_session_resolves_under_its_own_name() -> None:
    session, adopted = "临江市第七届人民代表大会第三次会议", "（2019年1月18日临江市第七届人民代表大会第三次会议通过）"
    first = (session, "关于临江市人民检察院工作报告的决议", adopted, "会议批准这个报告。")
    second = (session, "关于临江市中级人民法院工作报告的决议", adopted, "会议批准这个报告。")
    found = parsed(*first, *second).documents
    assert [[body.name for body in one.issuing_bodies] for one in found] == [[session], [session]]


def test_a_text_is_repealed_under_its_own_number_and_not_under_the_organ_before_it() -> None:
    repeals = "一、收费十元，原省物价局、省财政厅临价费〔1998〕45号文件同时废止。"
    found = document("临江省物价局关于收费的函", "临价费〔2004〕9号", "省公安厅：", repeals, "2004年9月6日")
    assert [(one.kind, one.number) for one in found.relations] == [(RelationKind.REPEALS, "临价费〔1998〕45号")]


def test_the_organs_of_a_decree_may_stand_beside_one_another_and_the_first_gives_the_number() -> None:
    banner, notice = "临江省发展改革委　临江省财政厅令", "《渡口办法》已经通过，现予公布。"
    found = document(banner, "第 18 号", notice, "2017年12月26日", "渡口办法", "第一条　渡口免费。")
    assert found.number == "临江省发展改革委令第18号"
    assert [body.name for body in found.issuing_bodies] == ["临江省发展改革委", "临江省财政厅"]


def test_an_annex_of_repealed_texts_names_them_with_their_publication() -> None:
    items = (
        "一、渡口管理暂行规定（1986年1月8日公布　根据2014年7月9日《修改决定》修订）",
        "二、《渡船条例》（2005年6月7日公布）",
    )
    found = document(
        "临江市人民政府关于清理规章的决定",
        "一、废止两部规章。（附件）",
        "2021年5月6日",
        "附件",
        "市政府决定废止的规章",
        *items,
    )
    repealed = [one.title for one in found.relations if one.kind is RelationKind.REPEALS]
    assert repealed == ["渡口管理暂行规定", "渡船条例"]


def test_a_page_may_have_each_of_several_issuers_on_a_line_of_its_own() -> None:
    title = ("财政部", "", "海关总署", "", "税务总局关于渡口税收的公告", "")
    found = document(*title, "一、渡口免税。", "", "财政部　海关总署　税务总局", "", "2021年5月6日")
    assert found.title == "财政部 海关总署 税务总局关于渡口税收的公告"
    assert [body.name for body in found.issuing_bodies] == ["财政部", "海关总署", "税务总局"]


@pytest.mark.parametrize("above", [(), ("会议纪要",), ("临江市人民政府公报 2023年第15期",)])
def test_minutes_begin_under_their_kind_and_under_a_running_head(above: tuple[str, ...]) -> None:
    found = parsed(
        "临江市人民政府公报", "2023年第15期", "临江市人民政府办公室关于推进疏浚的指导意见", "临政办发〔2023〕3号", "各区人民政府：",
        "为推进疏浚，现提出以下意见。", "一、加强组织领导。各区要明确责任，按时完成疏浚任务，确保安全。", "临江市人民政府办公室　　2023年3月4日",
        *above, "市人民政府第67次常务会议纪要", "2023年2月8日，市长王某某主持召开第67次常务会议，研究预算编制等工作。会议纪要如下：",
        "一、会议审议了渡口工作情况的汇报。会议指出，要加强协同。", "二、会议听取了堤坝工作情况的汇报。会议要求，完善机制。",
    ).documents  # fmt: skip
    assert [one.title for one in found] == [
        "临江市人民政府办公室关于推进疏浚的指导意见",
        "市人民政府第67次常务会议纪要",
    ]

"""What a line is by itself, for each form that an official document has, and what only looks so."""

from datetime import date

import pytest

from corpus.language import formal


@pytest.mark.parametrize(
    "text",
    [
        "临江市水务局",
        "中共临江市委",
        "临江市人民政府办公厅（代章）",
        "临 江 市 水 务 局",
        "临江市河道整治指挥部",
        "临江水务集团",
        "临江大学",
        "临江市公安局、临江市水务局",
        "临江市水务局政策法规司",
        "临江市人大常委会法制工作委员会",
        "中共临江市委农村工作领导小组办公室",
        "本溪市水务局",
    ],
)
def test_an_organ_ends_as_organs_do(text: str) -> None:
    assert formal.is_organ(text)
    assert formal.is_signer(text)


@pytest.mark.parametrize(
    "text",
    [
        "关于临江市水务局",
        "各区水务局",
        "有关部门",
        "下列单位的主管局",
        "第一届委员会",
        "一、水务局",
        "河道清淤",
        "局",
        "附件所列机关",
        "印发各水务局",
        "临江市清淤工作总局面",
        "清淤工作督查室",
        "工作委员会",
        "本市水务局",
        "市长主持召开市政府",
    ],
)
def test_what_speaks_of_organs_is_none(text: str) -> None:
    assert not formal.is_organ(text)


@pytest.mark.parametrize(
    "text",
    [
        "市长 江大河",
        "代市长江大河",
        "临江市市长：江大河",
        "中华人民共和国主席 江大河",
        "局 长　江 河",
        "水利部部长 江大河",
        "水利部部长：江大河",
        "临江市人民政府市长江大河",
    ],
)
def test_a_person_in_office_signs(text: str) -> None:
    assert formal.is_officer(text)


def test_a_line_says_when_and_where_a_text_was_published() -> None:
    assert formal.is_publication("发布时间：2021-05-06　来源：临江市水务局　浏览次数：12")
    assert not formal.is_publication("来源于工业的废水，应当处理。")


@pytest.mark.parametrize(
    "text", ["市长", "市长江", "江大河市长", "市长负责清淤、保洁等全部工作事项", "市长办公会议纪要", "市长质量奖"]
)
def test_an_office_without_a_person_does_not(text: str) -> None:
    assert not formal.is_officer(text)


def test_several_organs_sign_beside_one_another_and_all_must_be_organs() -> None:
    assert formal.is_signer("临江市水务局 临江市公安局")
    assert not formal.is_signer("临江市水务局 河道清淤")


@pytest.mark.parametrize(
    ("text", "signer"),
    [
        ("临江市水务局 2021年4月9日", "临江市水务局 "),
        ("临江市水务局（2021年4月9日）", "临江市水务局（"),
        ("临江市水务局二〇二一年四月九日", "临江市水务局"),
        ("清淤工作至2021年4月9日", None),
        ("2021年4月9日", None),
        ("临江市水务局 2021年4月", None),
        ("临江市水务局 2021年2月30日", None),
    ],
)
def test_a_signature_may_stand_before_its_date(text: str, signer: str | None) -> None:
    found = formal.signed_date(text)
    if signer is None or "（" in text:
        assert (found is None) is (signer is None or not formal.is_signer(signer.strip()))
        return
    assert found == (signer, date(2021, 4, 9))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("附件", ("附件", None)),
        ("附 件 2", ("附件2", "2")),
        ("【附件一】", ("附件一", "1")),
        ("附表3：", ("附表3", "3")),
        ("（附录）", ("附录", None)),
        ("附A", ("附A", None)),
        ("附件2之一", ("附件2之一", "2-1")),
        ("附件1-2", ("附件1-2", "1-2")),
        ("附表3—1：", ("附表3—1", "3-1")),
        ("附则", None),
        ("附件材料", None),
        ("件1", None),
    ],
)
def test_the_label_of_an_annex_stands_alone_on_its_line(text: str, label: tuple[str, str | None] | None) -> None:
    assert formal.annex_label(text) == label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("附件2：清淤河段名单", ("附件2", "2", "清淤河段名单")),
        ("附表 一 清淤河段", ("附表一", "1", "清淤河段")),
        ("附：联系方式", ("附", None, "联系方式")),
        ("附件2：清淤河段名单。", None),
        ("附件2：清淤河段名单！", None),
        ("附近河段清淤", None),
        ("附件2", None),
    ],
)
def test_a_title_may_stand_behind_the_label_and_is_no_sentence(
    text: str, found: tuple[str, str | None, str] | None
) -> None:
    assert formal.annex_label_and_title(text) == found


@pytest.mark.parametrize("text", ["各区人民政府：", "各县（区）水务局，市直各单位:", "临江大学：", "江大河同志："])
def test_addressees_end_in_a_colon(text: str) -> None:
    assert formal.is_addressees(text)


@pytest.mark.parametrize(
    "text",
    [
        "各区人民政府",
        "现将有关事项通知如下：",
        "两国政府达成如下协议：",
        "为规范河道养护：",
        "一、各区人民政府：",
        "联系人：",
        "抄送：",
        "养护单位应当符合下列条件：",
        "会议决定：",
        "大会于2021年4月9日选举：",
        "临江市人民委员会一九五七年十月八日任命：",
        "第十二次会议通过任命：",
        "局：",
        "：",
    ],
)
def test_a_sentence_that_opens_a_list_addresses_nobody(text: str) -> None:
    assert not formal.is_addressees(text)


@pytest.mark.parametrize(
    "text",
    [
        "抄送：市委办公室",
        "主题词：水利 通知",
        "临江市人民政府办公厅 2021年4月9日印发",
        "（校对：江河）",
        "共印50份",
        "公开方式：主动公开",
        "责任编辑：江河",
    ],
)
def test_an_imprint_names_who_gets_the_paper_and_who_made_it(text: str) -> None:
    assert formal.is_imprint(text)
    assert formal.is_aside(text)


@pytest.mark.parametrize("text", ["临江市水务局2021年4月9日印发的通知", "抄送给市委", "印发河道养护办法"])
def test_a_sentence_about_printing_is_no_imprint(text: str) -> None:
    assert not formal.is_imprint(text)


@pytest.mark.parametrize("text", ["（此件主动公开）", "（联系人：江河，电话：01）", "此件公开发布"])
def test_a_note_of_publication_is_an_aside_and_no_imprint(text: str) -> None:
    assert formal.is_aside(text)
    assert not formal.is_imprint(text)


@pytest.mark.parametrize(
    "text",
    ["第12期", "机密★1年", "特急", "签发人：江大河", "000012", "LJSW-2021-07", "文 件", "紧急程度：平急"],
)
def test_secrecy_urgency_and_codes_stand_above_a_title(text: str) -> None:
    assert formal.is_head_furniture(text)


@pytest.mark.parametrize(
    "text", ["【市政府文件】", "·市政府办公厅文件·", "◆部门规范性文件", "【大事记】", "〖人事任免〗"]
)
def test_the_name_of_a_section_between_marks_stands_above_a_title(text: str) -> None:
    assert formal.is_head_furniture(text)


@pytest.mark.parametrize("text", ["机密文件管理办法", "签发", "12345", "LJ 2021", "【裁判摘要】", "大事记"])
def test_what_says_something_of_the_document_is_no_furniture_of_its_head(text: str) -> None:
    assert not formal.is_head_furniture(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("临江市水务局文件", "临江市水务局"),
        ("临 江 市 水 务 局 文 件", "临江市水务局"),
        ("有关文件", None),
        ("河道清淤文件", None),
    ],
)
def test_a_red_head_names_an_organ(text: str, name: str | None) -> None:
    assert formal.red_head(text) == name


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("（2021年4月9日临江市人民政府令第4号公布）", True),
        ("2021年4月9日市人民代表大会常务委员会通过", True),
        ("根据2021年4月9日《关于修改部分规章的决定》修正", True),
        ("2021年4月9日召开会议", False),
        ("2021年4月9日通过本办法。", False),
        ("本办法2021年4月9日通过", False),
    ],
)
def test_what_happened_to_a_text_on_a_day_is_no_sentence(text: str, *, is_one: bool) -> None:
    assert formal.is_adoption(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("单位：万元", True), ("（金额单位：元）", True), ("单位：", False), ("责任单位：市水务局", False)],
)
def test_the_unit_of_a_table_stands_on_a_line_of_its_own(text: str, *, is_one: bool) -> None:
    assert formal.is_unit(text) is is_one


@pytest.mark.parametrize(
    "text",
    [
        "清淤完成。",
        "一、总则",
        "临政发〔2021〕4号",
        "2021年4月9日",
        "附件1",
        "临江市水务局 2021年4月9日",
        "市长 江大河",
        "单位：元",
    ],
)
def test_a_formal_line_is_no_line_of_a_title(text: str) -> None:
    assert formal.is_formal(text)
    assert not formal.is_formal("临江市河道养护办法")


@pytest.mark.parametrize(
    ("text", "heads"), [("第一章 总则", True), ("第二节 清淤", True), ("第一条 目的", False), ("总则", False)]
)
def test_a_chapter_heads_and_an_article_does_not(text: str, *, heads: bool) -> None:
    assert formal.is_heading_line(text) is heads


@pytest.mark.parametrize("text", ["本刊编辑部", "《临江市人民政府公报》编辑室", "临江政报社"])
def test_those_who_edit_the_gazette_sign_its_corrections(text: str) -> None:
    assert formal.is_signer(text)
    assert not formal.is_editors("临江日报编辑部的来信")

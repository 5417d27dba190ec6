"""The end of a text: who signs it and when, and what of its last lines is no text."""

from datetime import date

import pytest

import corpus
from corpus import Document
from corpus.documents.signatures import (
    Signature,
    ends_document,
    is_signer_line,
    read_signature,
    signers_start,
    text_end,
    without_imprint,
)
from corpus.model import PartKind
from tests.corpus.handmade import lines

DAY = date(2021, 4, 9)
DATE = "2021年4月9日"
TEXT = "一、疏浚内河。"
ROW = "| 河段 | 长度 |\n|---|---|\n| 上游 | 3 |"


def signature(*texts: str, issued: int | None = None, expected: str | None = None) -> Signature:
    printed = lines(*texts)
    return read_signature(printed, 0, len(printed), issued, expected)


@pytest.mark.parametrize(
    ("signed", "names"),
    [
        ((DATE,), ()),
        (("临江市水务局", DATE), ("临江市水务局",)),
        (("临江市水务局", "临江市财政局", DATE), ("临江市水务局", "临江市财政局")),
        (("临江市水务局　临江市财政局", DATE), ("临江市水务局", "临江市财政局")),
        (("水　务　局", DATE), ("水务局",)),
        (("市长　赵某某", DATE), ("市长赵某某",)),
        ((f"临江市水务局　{DATE}",), ("临江市水务局",)),
        (("临江市财政局", f"临江市水务局　{DATE}"), ("临江市财政局", "临江市水务局")),
    ],
)
def test_signers_stand_right_above_the_date_or_before_it(signed: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert signature(TEXT, *signed, "内河名录") == Signature(range(1, 1 + len(signed)), names, DAY)


def test_the_first_date_alone_on_its_line_signs() -> None:
    assert signature(f"于{DATE}前完成疏浚。", "临江市水务局", DATE, "2021年5月1日").lines == range(1, 3)


def test_a_text_that_is_no_signer_stays_above_the_signature() -> None:
    assert signature("临江市水务局", "疏浚到此为止", DATE) == Signature(range(2, 3), (), DAY)


def test_no_line_above_the_text_signs_it() -> None:
    printed = lines("临江市水务局", "临江市财政局", DATE)
    assert read_signature(printed, 1, 3, None, None) == Signature(range(1, 3), ("临江市财政局",), DAY)
    assert read_signature(printed, 0, 2, None, None).day is None


def test_a_date_that_heads_sentences_signs_nothing_unless_a_text_is_to_follow() -> None:
    texts = (TEXT, DATE, "赵某某任副局长。", "2021年5月1日")
    assert signature(*texts).day == date(2021, 5, 1)
    assert signature(*texts, expected="内河疏浚办法").day == DAY
    assert signature(TEXT, DATE, "赵某某任副局长；").day is None


@pytest.mark.parametrize("below", ["注：本表长度为实测。", "（此件公开发布）", "内河名录", ROW, "抄送：临江市财政局。"])
def test_a_date_above_a_note_a_row_or_a_title_signs(below: str) -> None:
    assert signature(TEXT, DATE, below).day == DAY


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((TEXT, "临江市水务局", "临江市财政局"), Signature(range(1, 3), ("临江市水务局", "临江市财政局"))),
        (("内河名录", "临江市水务局"), Signature(range(2, 2))),
        (("临江市水务局",), Signature(range(1, 1))),
        ((TEXT,), Signature(range(1, 1))),
    ],
)
def test_without_a_date_organs_below_a_sentence_sign(texts: tuple[str, ...], found: Signature) -> None:
    assert signature(*texts) == found


def test_without_a_date_organs_sign_above_the_text_that_is_issued() -> None:
    texts = (TEXT, "临江市水务局", "内河疏浚办法", "第一条　疏浚内河。")
    assert signature(*texts, issued=2) == Signature(range(1, 2), ("临江市水务局",))
    assert signature(*texts).lines == range(4, 4)


def test_a_date_in_a_long_line_or_in_a_table_signs_nothing() -> None:
    rows = "| 起止 | 河段 |\n|---|---|\n| 2021年4月9日 | 上游 |"
    assert signature(TEXT, rows).day is None
    assert signature(TEXT, "　".join(["临江市水务局"] * 8) + f"　{DATE}").day is None


def test_signers_fill_at_most_forty_lines() -> None:
    printed = lines(TEXT, *["临江市水务局"] * 50, DATE)
    assert signers_start(printed, 51, 0) == 51 - 40
    assert signers_start(printed, 51, 30) == 30


@pytest.mark.parametrize("text", ["临江市水务局", "水　务　局", "市　长　　赵某某", "临江市水务局　平湖县财政局"])
def test_a_line_of_signers_names_organs_or_a_person_in_office(text: str) -> None:
    assert is_signer_line(lines(text)[0])


@pytest.mark.parametrize("text", ["赵某某", "临江市水务局负责。", "临江市水务局　内河", ROW, "各有关局"])
def test_a_line_that_names_something_else_is_none(text: str) -> None:
    assert not is_signer_line(lines(text)[0])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (DATE, True),
        ("（二〇二一年四月九日）", True),
        (f"临江市水务局　{DATE}", True),
        (f"于{DATE}前完成", False),
        (f"{DATE}临江市水务局公布", False),
        (ROW, False),
    ],
)
def test_a_date_alone_or_behind_its_signer_ends_a_document(text: str, *, ends: bool) -> None:
    assert ends_document(lines(text)[0]) is ends


IMPRINT = ("抄送：临江市委办公室，临江市人大办公室，", "临江市政协办公室。")


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        (("（此件公开发布）",), 2),
        (("抄送：临江市财政局。", "临江市水务局办公室 2021年4月10日印发"), 2),
        (IMPRINT, 2),
        ((*IMPRINT, "（此件公开发布）"), 2),
        ((IMPRINT[0], "二、保洁湖泊。"), 4),
        ((IMPRINT[0], "临江" * 31), 4),
        ((IMPRINT[0], *["临江市财政局"] * 5), 2),
        ((IMPRINT[0], *["临江市财政局"] * 6), 9),
        ((IMPRINT[0], ROW), 6),
        (("联系单位见附表",), 3),
    ],
)
def test_an_imprint_is_no_text_unless_text_follows(last: tuple[str, ...], kept: int) -> None:
    printed = lines("内河疏浚", TEXT, *last)
    assert without_imprint(printed, 0, len(printed)) == kept


def test_an_imprint_does_not_take_what_stands_before_the_text() -> None:
    printed = lines(*["（此件公开发布）"] * 3)
    assert without_imprint(printed, 1, 3) == 1
    assert without_imprint(printed, 3, 3) == 3


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        (("临江市水务局", DATE), 1),
        (("临江市水务局", DATE, "（此件公开发布）"), 1),
        ((f"临江市水务局　{DATE}",), 1),
        (("内河名录", DATE), 3),
        (("临江市水务局",), 2),
        ((ROW, "临江市水务局", DATE), 4),
        ((ROW,), 4),
    ],
)
def test_a_part_ends_before_its_own_signature_which_stands_below_a_sentence_or_a_table(
    last: tuple[str, ...], kept: int
) -> None:
    printed = lines(TEXT, *last)
    assert text_end(printed, 0, len(printed)) == kept


def test_a_part_that_is_its_date_keeps_it() -> None:
    assert text_end(lines(TEXT, DATE), 1, 2) == 2
    assert text_end(lines(TEXT, DATE), 1, 1) == 1


HEAD = "某市人民政府关于印发《湿地办法》的通知\n某政发〔2021〕5号\n各区人民政府：\n现将《湿地办法》印发给你们。\n某市人民政府\n2021年5月1日\n"


def document(text: str) -> Document:
    (found,) = corpus.parse(text, "a.txt").documents
    return found


def texts(text: str) -> list[str]:
    return [clause.text for clause in document(text).clauses]


def test_the_signature_of_an_issued_text_is_no_clause() -> None:
    assert texts(HEAD + "湿地办法\n一、保护湿地。\n二、巡查湖泊。\n市水务局\n市园林局\n2021年4月1日\n")[1:] == [
        "保护湿地。",
        "巡查湖泊。",
    ]


def test_who_wrote_an_issued_text_is_named_under_its_title() -> None:
    assert texts(HEAD + "湿地办法\n市水务局　市园林局\n（二○二一年四月一日）\n一、保护湿地。\n")[1:] == ["保护湿地。"]


def test_an_imprint_goes_on_over_several_lines() -> None:
    imprint = (
        "抄送：市委各部门，市人大常委会办公厅，\n市政协办公厅。\n某市人民政府办公厅 2021年5月2日印发\n（共印150份）\n"
    )
    assert texts(HEAD + "湿地办法\n一、保护湿地。\n" + imprint)[1:] == ["保护湿地。"]


def test_dates_that_head_sentences_are_no_signature() -> None:
    found = document("某市人事任免\n2021年5月11日\n任命王某为某局局长。\n2021年5月26日\n免去李某的某局局长职务。\n")
    assert [part.kind for part in found.parts] == [PartKind.NOTICE]
    assert found.date == date(2021, 5, 11)


def test_names_under_the_word_annex_at_the_end_of_a_text_are_its_annex() -> None:
    text = "某市人民政府关于表彰先进集体的决定\n（2021年5月1日）\n各区人民政府：\n市政府决定予以表彰。\n附：先进个人名单\n王某某 市水务局工人\n李某某 市园林局技师\n"
    annex = document(text).parts[-1]
    assert (annex.kind, annex.title) == (PartKind.ANNEX, "先进个人名单")
    assert [clause.text for clause in annex.clauses] == ["王某某市水务局工人", "李某某市园林局技师"]


def test_a_list_of_annexes_may_stand_behind_the_date() -> None:
    text = HEAD.replace("印发《湿地办法》", "湿地巡查") + "附件：巡查清单\n附件\n巡查清单\n一、每月巡查。\n"
    assert [(part.kind, part.title) for part in document(text).parts] == [
        (PartKind.NOTICE, None),
        (PartKind.ANNEX, "巡查清单"),
    ]


def test_a_report_names_the_meeting_the_speaker_and_those_addressed() -> None:
    text = "关于湿地保护情况的报告\n——2021年4月26日在某市人大常委会会议上\n某市水务局局长　王某某\n各位代表：\n现将情况报告如下。\n一、巡查情况。\n"
    found = document(text)
    assert (found.date, found.addressees) == (date(2021, 4, 26), "各位代表")
    assert next(iter(found.clauses)).text == "现将情况报告如下。"


def test_a_speaker_may_have_an_office_of_one_character_more_than_its_word() -> None:
    text = "工作报告\n——2021年4月26日在某市人民代表大会会议上\n市长　王某\n各位代表：\n一、巡查情况。\n"
    assert document(text).addressees == "各位代表"


def test_persons_in_office_may_sign_under_the_date() -> None:
    found = signature(TEXT, "审判长　赵某某", DATE, "书记员　江某", "内河手册")
    assert (found.lines, found.names) == (range(1, 4), ("审判长赵某某",))


def test_an_organ_signs_under_the_date_where_nothing_follows() -> None:
    assert signature(TEXT, DATE, "临江市水务局") == Signature(range(1, 3), ("临江市水务局",), DAY)
    assert signature(TEXT, DATE, "临江市水务局", "内河手册").lines == range(1, 2)


def test_a_decision_of_a_meeting_has_the_date_of_the_meeting() -> None:
    text = "关于修改湿地条例的决定\n（2021年4月29日某市人大常委会第七次会议通过）\n一、删去第三条。\n"
    assert document(text).date == date(2021, 4, 29)


def test_lines_of_a_list_are_paragraphs_though_none_ends_a_sentence() -> None:
    text = "关于成立领导小组的通知\n\n现将名单公布如下：\n\n组长：王某某\n\n成员：李某某\n\n　　张某某\n\n办公室设在市水务局，由李某某兼任办公室主任，负责日常工作和督促检查。\n"
    assert len(texts(text)) == 5


def test_a_chapter_without_a_number_is_a_heading() -> None:
    text = "湿地办法\n第一章 总则\n第一条 保护湿地。\n附 则\n第二条 自公布之日起施行。\n"
    paths = [[(step.label, step.title) for step in clause.path] for clause in document(text).clauses]
    assert paths == [[("第一章", "总则")], [(None, "附则")]]


@pytest.mark.parametrize(
    "last",
    [
        "承办单位应当在五日内答复申请人。",
        "校对人员应当核对登记内容。",
        "某市人民政府办公厅2011年3月6日印发的《某市湿地办法》同时废止。",
    ],
)
def test_a_sentence_that_begins_like_an_imprint_is_text(last: str) -> None:
    text = (
        "某市人民政府关于印发某市河道办法的通知\n\n某政发〔2021〕5号\n\n现予印发。\n\n某市人民政府\n\n2021年5月3日\n\n"
        f"某市河道办法\n\n第一条　保护河道。\n\n第二条　按照下列程序办理：\n\n{last}\n"
    )
    assert list(document(text).clauses)[-1].text.endswith(last)


def test_two_heads_of_organs_sign_a_joint_decree() -> None:
    found = document(
        "中华人民共和国水利部　国家林业局\n令\n2015年第4号\n现公布《湿地办法》，自2015年6月1日起施行。\n"
        "水利部部长　何某某\n林业局局长　田某某\n2015年5月1日\n湿地办法\n第一条 为了保护湿地，制定本办法。\n"
    )
    assert (found.title, found.number) == ("湿地办法", "2015年第4号")
    assert [body.name for body in found.issuing_bodies] == ["中华人民共和国水利部", "国家林业局"]
    assert [clause.eid for clause in found.clauses] == ["notice__para_1", "art_1"]


def test_heads_of_organs_in_a_list_do_not_sign_it() -> None:
    text = "关于成立领导小组的通知\n某政发〔2021〕5号\n各区：\n成员如下。\n市水务局局长　何某某\n市林业局局长　田某某\n某市人民政府\n2021年5月1日\n"
    assert texts(text) == ["成员如下。", "市水务局局长何某某", "市林业局局长田某某"]
    assert [body.name for body in document(text).issuing_bodies] == ["某市人民政府"]


def test_a_speech_names_the_speaker_under_its_title() -> None:
    found = document(
        "在全市湿地工作会议上的讲话\n某市人民政府市长　何某某\n（2021年4月26日）\n同志们：\n今天开会。\n一、保护湿地。\n"
    )
    assert (found.date, found.addressees) == (date(2021, 4, 26), "同志们")
    assert [(clause.eid, clause.text) for clause in found.clauses] == [
        ("para_1", "今天开会。"),
        ("sec_1", "保护湿地。"),
    ]


def test_a_speaker_may_be_named_without_an_office() -> None:
    found = document("在全市湿地工作会议上的讲话\n何某某\n（2021年4月26日）\n同志们：\n今天开会。\n")
    assert (found.addressees, [clause.text for clause in found.clauses]) == ("同志们", ["今天开会。"])


def test_the_names_of_an_imprint_go_on_behind_a_note() -> None:
    text = "关于湿地的通知\n各区：\n一、保护湿地。\n某市水务局\n2021年5月1日\n（联系人：何某；联系电话：123）\n抄送：市委办公室、市人大办公室、\n　　　市政协办公室。\n"
    assert texts(text) == ["保护湿地。"]


def test_annexes_are_numbered_within_an_annex() -> None:
    found = document(HEAD + "湿地办法\n一、保护湿地。\n附件1-1\n巡查名单\n一、月湖。\n附件1-2\n养护名单\n一、镜湖。\n")
    assert [part.number for part in found.parts[2:]] == ["1-1", "1-2"]
    assert [clause.eid for clause in found.clauses][2:] == ["annex_1-1__sec_1", "annex_1-2__sec_1"]


def test_a_report_may_name_the_organ_that_gives_it() -> None:
    found = document(
        "关于湿地保护情况的报告\n——2021年4月26日在某市人大常委会会议上\n某市发展和改革局\n各位代表：\n现将情况报告如下。\n"
    )
    assert (found.addressees, [clause.text for clause in found.clauses]) == ("各位代表", ["现将情况报告如下。"])


def test_a_signature_may_be_sealed_and_have_a_month_alone() -> None:
    found = document("某市湿地补偿方案\n一、北至月湖。\n二、按年补偿。\n某市水务局（章）\n二〇一九年五月\n")
    assert (found.date, [body.name for body in found.issuing_bodies]) == (None, ["某市水务局"])
    assert [clause.text for clause in found.clauses] == ["北至月湖。", "按年补偿。"]


def test_the_name_of_an_organ_may_be_broken_in_its_signature() -> None:
    broken = ("临江市应对内河洪水的", "防汛工作领导小组办公室")
    assert signature(TEXT, *broken, DATE).names == ("".join(broken),)
    assert signature(TEXT, "临江市内河名录", "临江市水务局", DATE).names == ("临江市水务局",)
    assert signature(TEXT, "临江市防汛名录", "防汛指挥部", DATE).names == ("防汛指挥部",)

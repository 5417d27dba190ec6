"""The texts that a notice, a decree or a decision issues."""

import corpus

SIGNED = "荷塘市人民政府\n2022年5月9日\n"


def read(text: str) -> corpus.Document:
    (document,) = corpus.parse(text, "a.txt").documents
    return document


def parts(document: corpus.Document) -> list[tuple[str, str | None]]:
    return [(part.kind.value, part.title) for part in document.parts]


def test_the_date_of_a_notice_may_stand_under_its_title_and_the_one_of_the_issued_text_at_the_end() -> None:
    document = read(
        "荷塘市人民政府办公厅转发市水务局等两部门《关于保护池塘的意见》的通知\n（2022年5月9日）\n\n荷府办〔2022〕7号\n\n"
        "各区人民政府：\n\n市水务局、市财政局《关于保护池塘的意见》已经市政府同意，现转发给你们。\n\n关于保护池塘的意见\n\n"
        "池塘是重要的水体，提出意见如下：\n\n一、禁止填塘。\n\n荷塘市水务局\n荷塘市财政局\n2022年4月2日\n"
    )
    assert document.date is not None
    assert document.date.isoformat() == "2022-05-09"
    assert [body.name for body in document.issuing_bodies] == ["荷塘市人民政府办公厅"]
    assert parts(document) == [("notice", None), ("issued", "关于保护池塘的意见")]
    assert [clause.text for clause in document.clauses][1:] == ["池塘是重要的水体，提出意见如下：", "禁止填塘。"]


def test_a_title_in_the_list_of_annexes_does_not_begin_the_issued_text() -> None:
    document = read(
        "关于印发《池塘管护办法》的通知\n各区人民政府：\n现印发给你们。\n附件：\n池塘管护办法\n"
        + SIGNED
        + "池塘管护办法\n第一条 为了管护池塘，制定本办法。\n"
    )
    assert [body.name for body in document.issuing_bodies] == ["荷塘市人民政府"]
    assert [clause.eid for clause in document.clauses] == ["notice__para_1", "art_1"]


LAW = "{name}\n（2009年3月2日荷塘市人民政府令第8号公布 根据2022年5月9日《荷塘市人民政府关于修改部分规章的决定》修正）\n{text}"


def test_laws_that_a_decision_amends_and_prints_anew_are_parts_of_their_own() -> None:
    laws = [
        LAW.format(name="荷塘市池塘办法", text="第一条 为了保护池塘，制定本办法。\n第二条 禁止填塘。\n"),
        LAW.format(name="荷塘市沟渠办法", text="目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为了保护沟渠，制定本办法。\n第二章 附则\n第二条 本办法自公布之日起施行。\n"),
    ]  # fmt: skip
    document = read(
        "荷塘市人民政府令\n第31号\n《荷塘市人民政府关于修改部分规章的决定》已经通过，现予公布。\n市长 何某某\n2022年5月9日\n"
        "荷塘市人民政府关于修改部分规章的决定\n一、对《荷塘市池塘办法》作出修改\n删去第三条。\n"
        "二、对《荷塘市沟渠办法》作出修改\n将第二条中的“水利局”修改为“水务局”。\n上述规章根据本决定修改后重新公布。\n"
        + "".join(laws)
    )
    assert parts(document)[1:] == [
        ("issued", "荷塘市人民政府关于修改部分规章的决定"),
        ("issued", "荷塘市池塘办法"),
        ("issued", "荷塘市沟渠办法"),
    ]
    assert [clause.eid for clause in document.parts[3].clauses] == ["chp_1__art_1", "chp_2__art_2"]
    assert document.history == ()


def test_a_law_that_is_only_named_begins_no_part() -> None:
    text = (
        "荷塘市人民政府关于废止《荷塘市池塘办法》的决定\n市政府决定废止《荷塘市池塘办法》。\n本决定自公布之日起施行。\n"
    )
    assert parts(read(text + SIGNED)) == [("notice", None)]


def test_a_notice_may_issue_two_texts() -> None:
    document = read(
        "关于印发《池塘管护办法》和《沟渠管护办法》的通知\n荷府发〔2022〕6号\n各区人民政府：\n现印发给你们。\n" + SIGNED
        + "池塘管护办法\n一、每月巡查一次。\n沟渠管护办法\n一、每周巡查一次。\n"
    )  # fmt: skip
    assert parts(document) == [("notice", None), ("issued", "池塘管护办法"), ("issued", "沟渠管护办法")]


def test_a_notice_without_a_date_has_that_of_the_text_that_it_issues() -> None:
    document = read(
        "关于印发《池塘管护办法》的通知\n各区人民政府：\n现印发给你们。\n池塘管护办法\n一、每月巡查一次。\n"
        "荷塘市水务局\n2022年4月2日\n"
    )
    assert str(document.date) == "2022-04-02"
    assert [clause.eid for clause in document.clauses] == ["notice__para_1", "sec_1"]


def test_a_law_that_the_decision_names_without_marks_is_printed_anew_too() -> None:
    document = read(
        "荷塘市人民政府关于修改部分规章的决定\n荷塘市人民政府决定：\n（一）荷塘市池塘办法\n删去第三条。\n本决定自公布之日起施行。\n"
        + SIGNED
        + LAW.format(name="荷塘市池塘办法", text="第一条 为了保护池塘，制定本办法。\n")
    )
    assert parts(document) == [("notice", None), ("issued", "荷塘市池塘办法")]

"""Amending decisions: the text that one puts in the place of another is text of the decision."""

import corpus


def clauses(*paragraphs: str) -> list[tuple[str, str | None, str]]:
    text = "某市人民政府关于修改湿地办法的决定\n\n市政府决定：\n\n" + "\n\n".join(paragraphs) + "\n"
    (document,) = corpus.parse(text, "a.txt").documents
    return [(clause.eid, clause.label, clause.text) for clause in document.clauses][1:]


def test_a_new_text_in_quotation_marks_ends_with_them() -> None:
    found = clauses(
        "一、将第三条修改为：", "“第三条　禁止下列行为：", "（一）填埋；", "（二）排污。”", "二、删去第五条。"
    )
    assert found == [
        ("sec_1", "一、", "将第三条修改为：\n“第三条禁止下列行为：\n（一）填埋；\n（二）排污。”"),
        ("sec_2", "二、", "删去第五条。"),
    ]


def test_a_new_text_without_marks_ends_where_the_count_of_the_decision_goes_on() -> None:
    found = clauses(
        "一、将第三条修改为：",
        "禁止下列行为：",
        "（一）填埋；",
        "（二）排污。",
        "二、将第六条修改为：",
        "第六条　每月巡查。",
        "三、删去第五条。",
    )
    assert [(label, text) for _, label, text in found] == [
        ("一、", "将第三条修改为：\n禁止下列行为：\n（一）填埋；\n（二）排污。"),
        ("二、", "将第六条修改为：\n第六条每月巡查。"),
        ("三、", "删去第五条。"),
    ]


def test_the_closing_sentence_of_the_decision_is_its_own() -> None:
    found = clauses("一、将第三条修改为：", "禁止填埋。", "本决定自2021年7月1日起施行。")
    assert [text for _, _, text in found] == ["将第三条修改为：\n禁止填埋。", "本决定自2021年7月1日起施行。"]


def test_articles_of_a_law_that_speak_of_changes_stay_articles() -> None:
    text = "某市湿地条例\n\n第一条 变更事项改为：\n\n第二条 保护湿地。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    assert [clause.label for clause in document.clauses] == ["第一条", "第二条"]


def test_each_paragraph_of_a_new_text_opens_the_quotation_and_the_last_one_closes_it() -> None:
    found = clauses(
        "一、第三条修改为：", "“第三条　禁止下列行为：", "“（一）填埋；", "“（二）排污。”", "二、删去第五条。"
    )
    assert [label for _, label, _ in found] == ["一、", "二、"]


def test_a_new_text_may_begin_in_the_paragraph_that_announces_it() -> None:
    found = clauses("一、第三条修改为：“湿地分为两级。", "“名录由市政府公布。”", "二、删去第五条。")
    assert [text for _, _, text in found] == [
        "第三条修改为：“湿地分为两级。\n“名录由市政府公布。”",
        "删去第五条。",
    ]


def test_a_new_text_that_a_note_announces_is_lost_neither() -> None:
    (document,) = corpus.parse("某市湿地办法\n\n注：增加一款表述为：\n\n“禁止填埋。”\n", "a.txt").documents
    assert [clause.text for clause in document.clauses] == ["注：增加一款表述为：", "“禁止填埋。”"]

"""Which lines head an article where nothing sets its number apart: 第九条第三方机构应当……"""

import pytest

import corpus
from corpus import ClauseKind

HEAD = ("云溪市水库管理办法", "第一条为了加强水库管理，制定本办法。", "第二条本市水库的管理适用本办法。")


def articles(*lines: str) -> list[str]:
    (document,) = corpus.parse("\n".join([*HEAD, *lines]), "a.txt").documents
    return [clause.label or "" for clause in document.clauses if clause.kind is ClauseKind.ARTICLE]


@pytest.mark.parametrize(
    "text", ["第三方机构应当保守秘密。", "第一责任人由主要负责人担任。", "第十七届会议的决定继续有效。"]
)
def test_an_article_may_begin_with_an_ordinal(text: str) -> None:
    assert articles(f"第三条{text}") == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize(
    "text", ["第二款规定的期限", "第（三）项所列的机构", "第一、二款规定的条件", "规定的期限", "和第五条的规定"]
)
def test_what_speaks_of_an_article_heads_none(text: str) -> None:
    assert articles(f"第三条{text}，由市水务局另行公布。") == ["第一条", "第二条"]


@pytest.mark.parametrize(("number", "found"), [("四", True), ("五", True), ("六", False), ("二十", False)])
def test_an_article_is_found_where_up_to_two_before_it_are_missing(number: str, *, found: bool) -> None:
    label = f"第{number}条"
    assert articles(f"{label}本办法自公布之日起施行。") == ["第一条", "第二条", *([label] if found else [])]


def paths(*texts: str) -> list[tuple[str | None, list[str | None]]]:
    (document,) = corpus.parse("\n".join(["云溪市法院关于审理用水案件的解释", *texts]), "a.txt").documents
    return [(clause.label, [heading.label for heading in clause.path]) for clause in document.clauses]


def test_articles_stand_under_the_sections_of_an_interpretation() -> None:
    assert paths(
        "一、一般规定",
        "第一条 用水人可以起诉。",
        "第二条 起诉应当有明确的请求。",
        "二、供水合同",
        "第三条 供水合同自成立时生效。",
    ) == [("第一条", ["一、"]), ("第二条", ["一、"]), ("第三条", ["二、"])]


def test_the_last_item_of_an_article_is_no_section_over_the_next_one() -> None:
    assert paths("第一条 申请用水应当提交：", "一、申请书", "二、身份证明", "第二条 供水人应当答复。") == [
        ("第一条", []),
        ("第二条", []),
    ]


def test_subsections_may_stand_between_a_section_and_its_articles() -> None:
    assert paths(
        "一、一般规定",
        "第一条 用水人可以起诉。",
        "二、供水",
        "（一）合同",
        "第二条 供水合同自成立时生效。",
        "（二）价格",
        "第三条 水价由市人民政府规定。",
        "三、附则",
        "第四条 本解释自公布之日起施行。",
    ) == [("第一条", ["一、"]), ("第二条", ["二、", "（一）"]), ("第三条", ["二、", "（二）"]), ("第四条", ["三、"])]


def test_a_chapter_whose_number_is_lost_stands_between_two_articles() -> None:
    (document,) = corpus.parse(
        "\n".join([*HEAD, "法律责任", "第三条违反本办法的，由市水务局处罚。"]), "a.txt"
    ).documents
    assert [(c.label, [heading.title for heading in c.path]) for c in document.clauses] == [
        ("第一条", []),
        ("第二条", []),
        ("第三条", ["法律责任"]),
    ]


@pytest.mark.parametrize(
    "text", ["法律责任。", "法律责任，", "按照前款执行；", "第三方的法律责任和其他事项由市水务局另行规定并且公布"]
)
def test_a_sentence_between_two_articles_is_no_chapter(text: str) -> None:
    assert articles(text, "第三条违反本办法的，由市水务局处罚。") == ["第一条", "第二条", "第三条"]
    (document,) = corpus.parse("\n".join([*HEAD, text, "第三条违反本办法的，由市水务局处罚。"]), "a.txt").documents
    assert not any(clause.path for clause in document.clauses)

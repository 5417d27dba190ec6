"""What a document repeals, in every customary wording, and when it takes effect."""

from datetime import date

import pytest

import corpus
from corpus.model import RelationKind


def repealed(sentence: str) -> list[tuple[str | None, str | None]]:
    text = f"某市湿地办法\n\n第一条 为了保护湿地，制定本办法。\n\n第二条 本办法自2021年7月1日起施行。{sentence}\n"
    (document,) = corpus.parse(text, "a.txt").documents
    return [(r.title, r.number) for r in document.relations if r.kind is RelationKind.REPEALS]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("《某市湖泊规定》（某政发〔2009〕3号）同时废止。", [("某市湖泊规定", "某政发〔2009〕3号")]),
        (
            "《某市湖泊规定》（某政发〔2009〕3号）、《某市河流办法》（某政发〔2010〕4号）同时废止。",
            [("某市湖泊规定", "某政发〔2009〕3号"), ("某市河流办法", "某政发〔2010〕4号")],
        ),
        ("原《某市湖泊规定》同时废止。", [("某市湖泊规定", None)]),
        ("2009年印发的某市湖泊规定（某政发〔2009〕3号）同时废止。", [("某市湖泊规定", "某政发〔2009〕3号")]),
        ("1998年5月1日市人民政府发布的《某市湖泊规定》同时废止。", [("某市湖泊规定", None)]),
        ("《某市湖泊规定》继续有效。", []),
        ("《某市湖泊规定》由市水务局解释。2009年起的许可同时废止。", []),
    ],
)
def test_a_repeal_names_its_texts(sentence: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert repealed(sentence) == expected


def test_an_older_text_of_the_same_name_is_repealed() -> None:
    assert repealed("《某市湿地办法》（某政发〔2009〕3号）同时废止。") == [("某市湿地办法", "某政发〔2009〕3号")]


def test_a_decision_repeals_the_texts_of_its_list() -> None:
    text = (
        "某市人民政府关于废止部分文件的决定\n\n市政府决定废止下列2件文件：\n\n1.《某市湖泊规定》（某政发〔2009〕3号）；\n\n"
        "2.《某市河流办法》（某政发〔2010〕4号）。\n\n本决定自公布之日起施行。\n\n某市人民政府\n\n2021年5月1日\n"
    )
    (document,) = corpus.parse(text, "a.txt").documents
    assert [(r.kind, r.number) for r in document.relations] == [
        (RelationKind.REPEALS, "某政发〔2009〕3号"),
        (RelationKind.REPEALS, "某政发〔2010〕4号"),
    ]
    assert document.effective_date == date(2021, 5, 1)


def test_a_day_of_effect_may_be_in_chinese_numerals() -> None:
    text = "某市湿地办法\n\n第一条 保护湿地。\n\n第二条 本办法自二〇二一年七月一日起施行。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    assert document.effective_date == date(2021, 7, 1)


def test_what_a_text_publishes_is_not_what_it_implements() -> None:
    text = "某部公告\n\n根据《标准化法》，现批准发布《堤防养护规程》，自2021年8月1日起实施。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    assert [(r.kind, r.title) for r in document.relations] == [
        (RelationKind.IMPLEMENTS, "标准化法"),
        (RelationKind.CITES, "堤防养护规程"),
    ]

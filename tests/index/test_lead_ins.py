"""What leads in to a clause says what the clause is about; and what belongs to a place is found by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import index
from corpus.model import PartKind, Step
from index import RebuildOptions, Snapshot, open_index
from index.engines import SearchRequest
from index.language.place_names import places_in
from index.lead_ins import lead_ins, leads_in
from index.query import parse_query
from index.schema import prior
from index.scoring.found import Found
from index.understanding.intent import Options
from tests.index.conftest import PathStep, clause, hotel_rules, part

ANSWERS = """天津市民政局关于办理养老补贴问题的答复

一、申请条件
哪些老人可以领取高龄津贴？
年满八十周岁的本市户籍老人。
由社区每季度核对一次名册。
多久发放一次？
每月十五日前发放。

二、申请材料
申请人应当提交下列材料：
本人居民身份证和户口簿。
银行卡复印件。

天津市民政局
2023年5月4日
"""
PLANS = """河北省人民政府办公厅关于支持残疾人就业的通知

各市人民政府：
对招用残疾人的企业给予岗位补助，补助期限最长为三年。

河北省人民政府办公厅
2022年6月1日
"""
OTHERS = """四川省人民政府办公厅关于支持残疾人就业的通知

各市人民政府：
对招用残疾人的企业给予岗位补助，补助期限最长为两年。

四川省人民政府办公厅
2022年6月1日
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder: Path = tmp_path_factory.mktemp("lead-ins")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in (("tianjin.txt", ANSWERS), ("hebei.txt", PLANS), ("sichuan.txt", OTHERS)):
        (corpus / name).write_text(text, encoding="utf-8")
    url = f"whoosh:{folder / 'index'}"
    index.rebuild(corpus, url, options=RebuildOptions(min_coverage=0))
    snapshot = open_index(url)
    yield snapshot
    snapshot.close()


def found(snapshot: Snapshot, text: str, off: frozenset[str] = frozenset()) -> list[str]:
    answer: Found = snapshot.searcher.search(parse_query(text), SearchRequest(None, limit=20), Options(off=off))
    texts = snapshot.store.clauses([one.clause for one in answer.results])
    return [texts[one.clause].text for one in answer.results]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("申请人应当提交下列材料：", True),
        ("哪些老人可以领取高龄津贴？", True),
        ("（记者问：“如何申请？”）", True),
        ("申请人应当提交材料。", False),
        ("时间：每月十五日前。", False),
    ],
)
def test_what_ends_with_a_colon_or_asks_leads_in(text: str, *, leads: bool) -> None:
    assert leads_in(text) is leads


def test_a_colon_leads_in_to_the_next_clause_and_a_question_to_all_up_to_the_next() -> None:
    head = PathStep("一、", "条件", "sec_1", Step("sec", 1))
    texts = ("谁可以申请？", "老人可以申请：", "年满八十周岁的。", "户籍在本市的。", "多久发放？", "每月发放。")
    clauses = tuple(clause("d", at, text, head) for at, text in enumerate(texts))
    assert lead_ins(clauses) == (
        "",
        "谁可以申请？",
        "谁可以申请？\n老人可以申请：",
        "谁可以申请？",
        "",
        "多久发放？",
    )


def test_a_question_does_not_lead_in_to_what_stands_under_another_heading() -> None:
    one, other = PathStep("一、", "条件", "sec_1", Step("sec", 1)), PathStep("二、", "材料", "sec_2", Step("sec", 2))
    clauses = (clause("d", 0, "谁可以申请？", one), clause("d", 1, "老人。", one), clause("d", 2, "身份证。", other))
    assert lead_ins(clauses) == ("", "谁可以申请？", "")


def test_an_answer_is_found_by_its_question_and_comes_before_it(answers: Snapshot) -> None:
    assert found(answers, "老人怎样才能领到高龄津贴")[0] == "年满八十周岁的本市户籍老人。"
    assert found(answers, "多久发放一次高龄津贴")[0] == "每月十五日前发放。"
    assert found(answers, "申请高龄津贴应当提交哪些材料")[0] == "本人居民身份证和户口簿。"


def test_a_lead_in_that_issues_its_document_loses_nothing() -> None:
    rules = hotel_rules()
    opening = clause(rules.id, 0, "为进一步规范酒店经营，现就有关事项通知如下：")
    assert leads_in(opening.text)
    assert prior(part(0, PartKind.NOTICE, None, opening), opening, first=True) == 1.0


@pytest.mark.parametrize("place", ["河北", "四川"])
def test_what_a_place_is_asked_about_is_answered_by_its_own_papers(answers: Snapshot, place: str) -> None:
    years = {"河北": "三年", "四川": "两年"}
    assert years[place] in found(answers, f"{place}招用残疾人的企业补助多久")[0]


def test_a_place_is_known_by_its_names_in_both_languages_and_not_inside_others() -> None:
    assert places_in("天津市民政局") == places_in("Tianjin") == places_in("the rules of TIANJIN")
    assert places_in("天津与河北") == places_in("天津") | places_in("河北")
    assert places_in("永定河北岸") == places_in("河南南路") == places_in("Shanxiana") == 0
    assert places_in("Shanxi") == places_in("山西") != places_in("陕西") == places_in("Shaanxi")

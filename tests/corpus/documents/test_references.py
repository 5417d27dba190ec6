"""What a document says of others: which it implements, cites and repeals, under which names."""

from datetime import date

import pytest

from corpus.documents.relations import effective_date, relations
from corpus.model import Clause, ClauseKind, PathStep, RelationKind, Run, Source, Step

IMPLEMENTS, CITES, REPEALS = RelationKind.IMPLEMENTS, RelationKind.CITES, RelationKind.REPEALS


def clause(text: str, *, label: str | None = None, under: bool = False) -> Clause:
    path = (PathStep("第二章", None, "chp_2", Step("chp", 2)),) if under else ()
    half = len(text) // 2
    runs = (Run(0, half, 4, 0), Run(half, len(text), 5, 0))
    return Clause("d/x", "x", "d", 0, ClauseKind.ARTICLE, label, path, text, None, 0, Source("a.txt", 4, 5), runs=runs)


def found(*clauses: Clause, own: tuple[str, ...] = ()) -> list[tuple[RelationKind, str | None, str | None]]:
    return [(one.kind, one.title, one.number) for one in relations(clauses, own)]


@pytest.mark.parametrize("word", ["根据", "为贯彻落实", "按照", "依照"])
def test_what_the_opening_rests_on_is_implemented(word: str) -> None:
    assert found(clause(f"{word}《防洪法》，制定本办法。")) == [(IMPLEMENTS, "防洪法", None)]


def test_what_is_named_later_on_is_cited() -> None:
    later = clause("违者根据《防洪法》处罚。", label="第九条", under=True)
    assert found(later) == [(CITES, "防洪法", None)]
    assert found(clause("根据《防洪法》制定。", label="第一条", under=True)) == [(IMPLEMENTS, "防洪法", None)]


def test_all_titles_of_a_list_are_implemented() -> None:
    text = "根据《防洪法》《水法》和《河道管理条例》（国务院令第3号），制定本办法。"
    assert [(kind, title) for kind, title, _ in found(clause(text))] == [
        (IMPLEMENTS, "防洪法"),
        (IMPLEMENTS, "水法"),
        (IMPLEMENTS, "河道管理条例"),
    ]


def test_the_number_in_brackets_behind_a_title_is_its_own() -> None:
    assert found(clause("参见《清淤规程》（临政发〔2019〕7号）。")) == [(CITES, "清淤规程", "临政发〔2019〕7号")]
    assert found(clause("参见《清淤规程》（见临政发〔2019〕7号）。")) == [(CITES, "清淤规程", None)]


def test_a_short_name_stands_for_the_title_that_it_was_given_to() -> None:
    first = clause("根据《河道清淤规程》（以下简称《规程》）执行。")
    assert found(first, clause("违反《规程》的，处罚。", under=True)) == [(IMPLEMENTS, "河道清淤规程", None)]


@pytest.mark.parametrize("named", ["河道养护办法", "河道的养护办法"])
def test_a_document_is_in_no_relation_to_itself(named: str) -> None:
    assert found(clause(f"执行《{named}》。", under=True), own=("河道养护办法",)) == []


def test_a_text_that_calls_itself_by_a_short_name_is_not_cited_by_it() -> None:
    first = clause("现印发本市河道养护方案（简称《养护方案》）。")
    assert found(first, clause("《养护方案》由市水务局解释。")) == []


def test_each_relation_is_said_once_and_the_stronger_one_counts() -> None:
    cited = clause("参见《清淤规程》。", under=True)
    repealed = clause("《清淤规程》同时废止。", under=True)
    assert found(cited, cited) == [(CITES, "清淤规程", None)]
    assert found(cited, repealed) == [(REPEALS, "清淤规程", None)]
    assert found(repealed, cited) == [(REPEALS, "清淤规程", None)]


@pytest.mark.parametrize("name", ["河长", "世界水日宣传册", "临江日报"])
def test_a_name_that_is_no_title_of_a_document_is_passed_over(name: str) -> None:
    assert found(clause(f"参见《{name}》。")) == []


def test_what_has_a_number_is_a_document_whatever_it_is_called() -> None:
    assert found(clause("参见《河长》（临政发〔2019〕7号）。")) == [(CITES, "河长", "临政发〔2019〕7号")]


@pytest.mark.parametrize(
    ("text", "titles"),
    [("《甲办法，参见《乙办法》。", ["乙办法"]), ("参见《〈防洪法〉实施办法》。", ["〈防洪法〉实施办法"])],
)
def test_a_title_mark_that_is_never_closed_opens_no_title(text: str, titles: list[str]) -> None:
    assert [title for _, title, _ in found(clause(text))] == titles


def test_the_items_of_a_list_of_repeals_are_repealed_until_it_ends() -> None:
    clauses = (
        clause("决定废止下列文件："),
        clause("《清淤规程》（临政发〔2009〕3号）", label="1."),
        clause("《保洁规程》", label="2."),
        clause("另见《养护规程》。"),
    )
    assert [(kind, title) for kind, title, _ in found(*clauses)] == [
        (REPEALS, "清淤规程"),
        (REPEALS, "保洁规程"),
        (CITES, "养护规程"),
    ]


def test_a_relation_stands_on_the_printed_line_of_its_title() -> None:
    (one,) = relations([clause("一二三四五六七八九十一二《清淤规程》")], ())
    assert one.source == Source("a.txt", 5, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2021年7月1日起施行。", date(2021, 7, 1)),
        ("本办法自印发之日起正式施行，有效期5年。", date(2021, 4, 9)),
        ("现予公布，自2021年7月1日起生效。", date(2021, 7, 1)),
        ("本《办法》自2021年7月1日起试行。", date(2021, 7, 1)),
        ("许可自2021年7月1日起满一年。", None),
        ("《清淤规程》自2021年7月1日起施行。", None),
    ],
)
def test_a_text_takes_effect_on_the_day_that_it_says_of_itself(text: str, day: date | None) -> None:
    assert effective_date([clause(text)], date(2021, 4, 9)) == day


def test_without_a_signature_the_day_of_issue_is_not_known() -> None:
    assert effective_date([clause("本办法自印发之日起施行。")], None) is None

"""What a query names by number, article, issue, date, lead department or deadline, and what merely looks so."""

import pytest

from index.understanding.references import References, read_references
from tests.index.handmade import AClause, ADocument, knowledge

RIVERS, LAKES = (
    ADocument("d-rivers", "2021-04-09", "linzhengfa-2021-4", "lj-2021-4", "临江市河道养护办法"),
    ADocument("d-lakes", "2022-05-01", "linzhengbanfa-2022-4", "lj-2022-4", "临江市湖泊养护办法"),
)
KNOWN = knowledge(
    (RIVERS, LAKES),
    (AClause("d-rivers"), AClause("d-lakes")),
    aliases={"河道养护办法": (0,), "湖泊养护办法": (1,), "养护办法": (0, 1), "临江清淤规程": (0,)},
    citations={"linzhengfa-2021-4": (0,), "linzhengbanfa-2022-4": (1,), "linzhengfa-2019-4": (0,)},
)


def read(text: str, *numbers: str) -> References:
    return read_references(text, numbers, KNOWN)


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("河道养护办法第三条", ("d-rivers",)),
        ("养护办法第三条", ("d-rivers", "d-lakes")),
        ("《湖泊养护办法》第 3 条", ("d-lakes",)),
        ("比河道养护办法新的湖泊养护办法第三条", ("d-lakes",)),
        ("临江市政府的河道养护办法3条", ("d-rivers",)),
        ("养护办法的第三条", ("d-rivers", "d-lakes")),
        ("清淤规程第三条", ("d-rivers",)),
    ],
)
def test_an_article_is_that_of_the_longest_name_before_it_the_nearest_of_several(
    text: str, documents: tuple[str, ...]
) -> None:
    found = read(text)
    assert (found.documents, found.article) == (documents, "3")


LAWS = knowledge(
    (ADocument("d-canals", title="中华人民共和国运河法"), ADocument("d-dams", title="中华人民共和国堤坝法典")),
    (AClause("d-canals"), AClause("d-dams")),
    aliases={"运河法": (0,), "堤坝法典": (1,)},
    glosses={"canal": {"运河": "glossary"}, "dam code": {"堤坝法典": "glossary"}},
)


@pytest.mark.parametrize(
    ("text", "document", "article"),
    [
        ("Article 22 of the Canal Law", "d-canals", "22"),
        ("canals law art. 22", "d-canals", "22"),
        ("Article 1077 of the Dam Code of the People's Republic of China", "d-dams", "1077"),
    ],
)
def test_an_english_article_is_that_of_the_law_that_the_dictionaries_translate(
    text: str, document: str, article: str
) -> None:
    found = read_references(text, (), LAWS)
    assert (found.documents, found.article, found.text) == ((document,), article, "")


@pytest.mark.parametrize("text", ["Article 22 of the Canal Code", "Article 22 of the Rivers Law", "canal law"])
def test_a_law_that_is_not_here_or_without_an_article_is_not_named_in_english(text: str) -> None:
    assert read_references(text, (), LAWS).documents is None


@pytest.mark.parametrize("text", ["淤规程第三条", "河道养护办法 3条例", "河道养护办法3条款", "三条件", "河道养护办法"])
def test_what_names_no_document_or_counts_something_else_is_no_article(text: str) -> None:
    assert read(text).documents is None


@pytest.mark.parametrize(
    ("text", "issues", "rest"),
    [
        ("第4期", ("lj-2021-4", "lj-2022-4"), ""),
        ("2022年第四期 清淤", ("lj-2022-4",), "清淤"),
        ("市人民政府公报2021年第4期", ("lj-2021-4",), ""),
        ("gazette no. 4, 2022", ("lj-2022-4",), ""),
        ("2021 No. 4", ("lj-2021-4",), ""),
        ("第14期", (), ""),
    ],
)
def test_an_issue_is_named_by_number_and_year_and_without_a_year_it_is_that_of_every_year(
    text: str, issues: tuple[str, ...], rest: str
) -> None:
    found = read(text)
    assert (found.issues, found.text) == (issues, rest)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2021年4月9日", ("2021-04-09",)),
        ("2021-4-9", ("2021-04-09",)),
        ("2021/4/9", ("2021-04-09",)),
        ("二〇二一年四月九日", ("2021-04-09",)),
        ("二○二一年十二月三十一日 清淤", ("2021-12-31",)),
        ("二〇二一年四月", ("2021-04",)),
        ("二〇二一年四月底前", ()),
        ("2021-4", ()),
        ("April 9, 2021", ("2021-04-09",)),
        ("9th April 2021", ("2021-04-09",)),
        ("Sept. 2021", ("2021-09",)),
        ("2021年4月和2021年4月", ("2021-04",)),
        ("2021年4月底前", ()),
        ("2021年", ()),
        ("1921.1234", ()),
    ],
)
def test_a_date_is_a_day_or_a_month_in_any_writing_and_the_end_of_a_month_is_none(
    text: str, dates: tuple[str, ...]
) -> None:
    assert read(text).dates == dates


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("临政发4号", ("linzhengfa-2021-4", "linzhengfa-2019-4")),
        ("请问临政办发第4号", ("linzhengbanfa-2022-4",)),
        ("Lin Zheng Fa No. 4", ("linzhengfa-2021-4", "linzhengfa-2019-4")),
        ("临政发5号", ()),
        ("河道4号", ()),
    ],
)
def test_a_number_without_a_year_is_that_of_every_year_that_is_carried_or_cited(
    text: str, numbers: tuple[str, ...]
) -> None:
    assert read(text).numbers == numbers


def test_beside_a_whole_number_no_other_is_guessed() -> None:
    assert read("临政发4号", "linzhengbanfa-2022-4").numbers == ("linzhengbanfa-2022-4",)


@pytest.mark.parametrize(
    "asked", ["有效吗", "还有效吗", "是否废止", "失效了没有", "still in force", "repealed", "superseded"]
)
def test_what_asks_whether_a_number_is_in_force_is_no_word(asked: str) -> None:
    found = read(f"{asked}", "linzhengfa-2021-4")
    assert (found.validity, found.text) == (True, "")
    assert not read(asked).validity


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("6月底前 清淤", "6月底前"),
        ("6 月底前", "6月底前"),
        ("年底前完成", "年底前"),
        ("长期实施", "长期实施"),
        ("6月", ""),
    ],
)
def test_a_deadline_is_named_as_its_cell_reads_and_stays_a_word(text: str, deadline: str) -> None:
    found = read(text)
    assert found.deadline == deadline
    assert found.text == text


def test_a_department_leads_only_where_the_query_says_so_and_no_shorter_name_is_left_of_it() -> None:
    assert read("市水务局 清淤").leads == frozenset()
    found = read("市水务局牵头清淤")
    assert "市水务局" in found.leads
    assert found.text == "清淤"
    assert read("市环保局牵头清淤").text == "清淤"
    assert read("谁牵头清淤").text == "谁牵头清淤"


@pytest.mark.parametrize(
    ("text", "named"), [("河道养护办法第三条", True), ("第99期", True), ("2021年4月", False), ("清淤", False)]
)
def test_dates_are_no_names_beside_which_nothing_is_an_answer(text: str, *, named: bool) -> None:
    assert read(text).named is named


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("河道养护办法有效吗", ("linzhengfa-2021-4",)),
        ("湖泊养护办法废止了没有", ("linzhengbanfa-2022-4",)),
        ("养护办法还有效吗", ()),
        ("河道养护有效吗", ()),
        ("河道养护办法", ()),
    ],
    ids=["whole name", "another", "name of two", "no kind of paper", "no question"],
)
def test_a_question_whether_a_paper_is_in_force_is_about_the_one_paper_that_it_names(
    text: str, numbers: tuple[str, ...]
) -> None:
    found = read(text)
    assert (found.numbers, found.validity) == (numbers, bool(numbers))


@pytest.mark.parametrize(
    ("text", "documents"),
    [("清淤规程还有效吗", ("d-silt",)), ("清淤规程第三条有效吗", ("d-silt",)), ("清淤规程", None)],
)
def test_a_paper_without_a_number_is_asked_about_by_its_name(text: str, documents: tuple[str, ...] | None) -> None:
    known = knowledge((ADocument("d-silt", title="清淤规程"),), (AClause("d-silt"),), aliases={"清淤规程": (0,)})
    found = read_references(text, (), known)
    assert (found.documents, found.numbers) == (documents, ())
    assert found.validity == (text == "清淤规程还有效吗")

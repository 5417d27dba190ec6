"""The query language: docs say how it is typed, this says how it is understood."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import QueryError
from index.query import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_WORDS,
    Node,
    Number,
    Phrase,
    Prefix,
    Restrict,
    Term,
    leaves,
    parse_query,
)


def read(text: str) -> Node:
    """The tree of a query that has one."""
    tree = parse_query(text).tree
    assert tree is not None
    return tree


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=120)
GRAMMAR = st.lists(
    st.sampled_from(
        [
            *(
                '"',
                "“",
                "”",
                "(",
                ")",
                "（",
                "）",
                "|",
                "OR",
                "AND",
                "NOT",
                "ＯＲ",
                "-",
                "－",
                "*",
                "＊",
                " ",
                "  ",
                "\u3000",
                ":",
            ),
            *(
                "title:",
                "text:",
                "number:",
                "body：",
                "酒店",
                "备案",
                "hotel",
                "3号",
                "2024",
                "\ud800",
                "\x00",
                "!",
                "的",
                "of",
            ),
            *("京政办发〔2024〕4号", "京政办发2024 4", "Jingzhengbanfa[2024]No. 4", "〔", "4", "京政发"),
        ]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("酒店 备案", "酒店 AND 备案"),
        ("酒店　备案", "酒店 AND 备案"),
        ("酒店 AND 备案", "酒店 AND 备案"),
        ("酒店 OR 旅馆 备案", "酒店 OR 旅馆 AND 备案"),
        ("酒店|旅馆", "酒店 OR 旅馆"),
        ("酒店｜旅馆", "酒店 OR 旅馆"),
        ("酒店 -备案", "酒店 AND NOT 备案"),
        ("酒店 －备案", "酒店 AND NOT 备案"),
        ("酒店 NOT 备案", "酒店 AND NOT 备案"),
        ("NOT NOT 备案", "备案"),
        ("（酒店 OR 旅馆） 备案", "(酒店 OR 旅馆) AND 备案"),
        ("(酒店 备案)", "酒店 AND 备案"),
        ("“无障碍 设施”", '"无障碍 设施"'),
        ("「无障碍」", '"无障碍"'),
        ('"印发“行动计划”的通知"', '"印发“行动计划”的通知"'),
        ('“无障碍"', '"无障碍"'),
        ("环境＊", "环境*"),
        ("title:酒店", "title:酒店"),
        ("TITLE：酒店", "title:酒店"),
        ("text:(酒店 OR 旅馆)", "text:(酒店 OR 旅馆)"),
        ("-title:酒店", "NOT title:酒店"),
        ("e-government", "e-government"),
        ("or and not", "or AND and AND not"),
        ("unknown:x", "unknown:x"),
    ],
)
def test_understood_as(typed: str, understood: str) -> None:
    assert understood == parse_query(typed).parsed
    assert parse_query(typed).repaired is None


@pytest.mark.parametrize(
    ("typed", "repaired", "understood"),
    [
        ("“无障碍设施", "“无障碍设施”", '"无障碍设施"'),
        ("酒店)", "酒店", "酒店"),
        ("(酒店 OR 旅馆", "(酒店 OR 旅馆)", "酒店 OR 旅馆"),
        ('((酒店 "备案', '((酒店 "备案"))', '酒店 AND "备案"'),
        ('酒店 "', "酒店", "酒店"),
    ],
)
def test_unbalanced_quotes_and_brackets_are_repaired_and_shown(typed: str, repaired: str, understood: str) -> None:
    query = parse_query(typed)
    assert (repaired, understood) == (query.repaired, query.parsed)
    assert parse_query(repaired).tree == query.tree
    assert parse_query(repaired).repaired is None


@pytest.mark.parametrize(
    "typed", ["", "  ", "!!!", "OR", "NOT", "- -", "()", '""', "*", "title:", "，。", "\ud800\x00\u202e"]
)
def test_nothing_to_search_gives_no_tree(typed: str) -> None:
    assert parse_query(typed).tree is None


@pytest.mark.parametrize(
    "typed",
    [
        "京政办发〔2024〕4号",
        "京政办发[2024]4 号",
        "京政办发（2024）4号",
        "京政办发2024 4",
        "Jingzhengbanfa[2024]No. 4",
        "jingzhengbanfa 2024 4",
        '"京政办发〔2024〕4号"',
    ],
)
def test_a_document_number_in_any_spelling_is_one_number(typed: str) -> None:
    query = parse_query(typed)
    assert isinstance(query.tree, Number)
    assert [number.key for number in query.numbers] == ["jingzhengbanfa-2024-4"]


def test_a_number_is_recognised_inside_a_longer_query() -> None:
    query = parse_query("根据京政办发〔2024〕4号 废止 OR -jingzhengfa 2021 3")
    assert [number.key for number in query.numbers] == ["jingzhengbanfa-2024-4", "jingzhengfa-2021-3"]
    assert [leaf for leaf in leaves(read(query.text)) if not isinstance(leaf, Number)] == [Term("根据"), Term("废止")]


def test_an_english_word_is_no_part_of_a_romanised_number() -> None:
    assert parse_query("hotel jingzhengbanfa 2024 4").parsed == "hotel AND Jingzhengbanfa[2024]No. 4"
    assert parse_query("jing zheng ban fa 2024 4").parsed == "Jingzhengbanfa[2024]No. 4"


def test_an_operator_is_no_part_of_a_romanised_number() -> None:
    query = parse_query("NOT jingzhengbanfa 2024 4")
    assert query.parsed == "NOT Jingzhengbanfa[2024]No. 4"


def test_a_number_within_a_longer_phrase_stays_in_the_phrase() -> None:
    assert parse_query('"按照京政办发〔2024〕4号执行"').tree == Phrase("按照京政办发〔2024〕4号执行")


def test_the_innermost_field_counts() -> None:
    assert parse_query("title:text:酒店").tree == Restrict("text", Term("酒店"))


def test_a_prefix_may_have_a_field() -> None:
    assert parse_query("number:京政办发*").tree == Restrict("number", Prefix("京政办发"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("酒" * (MAX_LENGTH + 1), "query_too_long"),
        ("酒店 " * 10_000, "query_too_long"),
        ("(" * (MAX_DEPTH + 1) + "酒店" + ")" * (MAX_DEPTH + 1), "query_too_deep"),
        ("(" * 500, "query_too_deep"),
        (" ".join(f"w{n}" for n in range(MAX_WORDS + 1)), "query_too_many_words"),
    ],
)
def test_beyond_the_limits_is_the_users_error_in_both_languages(typed: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(typed)
    assert (caught.value.code, caught.value.param) == (code, "q")
    assert caught.value.message_zh
    assert caught.value.message_en


def test_the_limits_themselves_are_allowed() -> None:
    assert parse_query("酒" * MAX_LENGTH).tree is not None
    assert parse_query("(" * MAX_DEPTH + "酒店" + ")" * MAX_DEPTH).tree == Term("酒店")
    assert len(tuple(leaves(read(" ".join(f"w{n}" for n in range(MAX_WORDS)))))) == MAX_WORDS


@given(ANY_TEXT | GRAMMAR)
@example("NOT " * 200)
@example("title:" * 100)
@example("-" * 900)
def test_no_text_raises_anything_but_a_query_error(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError:
        return
    assert query.text == text


@given(GRAMMAR)
def test_what_was_understood_is_understood_the_same_again(text: str) -> None:
    query = parse_query(text)
    assert parse_query(query.parsed).tree == query.tree


@given(GRAMMAR)
def test_a_repaired_query_is_balanced_and_means_the_same(text: str) -> None:
    query = parse_query(text)
    if query.repaired is not None:
        again = parse_query(query.repaired)
        assert (again.repaired, again.tree) == (None, query.tree)


@pytest.mark.parametrize(
    ("typed", "parsed"), [("+title:酒店 +备案", "title:酒店 AND 备案"), ("+number:“京政办”", 'number:"京政办"')]
)
def test_a_plus_before_a_field_asks_for_what_the_field_holds(typed: str, parsed: str) -> None:
    assert parse_query(typed).parsed == parsed
    assert parse_query(typed).is_explicit

"""What matched is marked in any displayed text; a snippet shows every matched word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.highlight import Snippet, snippet, spans
from index.query import parse_query

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
WORDS = st.lists(
    st.sampled_from(["酒店", "备案", "，", " ", "PM2.5", "hotel", "ＶＯＣ", "標準", "℃", "3号", "\n", "13号"]),
    max_size=12,
).map("".join)


def marked(text: str, query: str, field: str | None = None) -> list[str]:
    return [text[start:end] for start, end in spans(text, parse_query(query), field)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("设立酒店应当备案。", "酒店 备案", ["酒店", "备案"]),
        ("设立酒店应当备案。", "酒店备案", ["酒店", "备案"]),
        ("酒店备案", "酒店 备案", ["酒店备案"]),
        ("设立酒店", "酒店 -设立", ["酒店"]),
        ("设立酒 店", "酒店", ["酒 店"]),
        ("設立標準", "标准", ["標準"]),
        ("含ＶＯＣｓ产品", "vocs", ["ＶＯＣｓ"]),
        ("PM2.5浓度", "pm2.5", ["PM2.5"]),
        ("气温25℃以下", "以下", ["以下"]),
        ("饮用水、地下水", "水", ["水", "水"]),
        ("第3号和第13号", "3号", ["3号"]),
        ("污染，防治，污染防治", '"污染防治"', ["污染，防治", "污染防治"]),
        ("⻋辆", "车辆", ["⻋辆"]),
        ("马\u200b家\u00ad庄", "马家庄", ["马\u200b家\u00ad庄"]),
        ("环境保护环境", "环境*", ["环境", "环境"]),
        ("Administration of Hotels", "hotel administrative", ["Administration", "Hotels"]),
        ("the Hotel Industry", '"hotel industry"', ["Hotel Industry"]),
        ("the industry of hotel", '"hotel industry"', []),
        ("Environmental", "environ*", ["Environmental"]),
        ("按照京政办发〔2024〕4号、京政办发〔2024〕14号", "京政办发[2024]4号", ["京政办发〔2024〕4号"]),
        ("Jingzhengbanfa[2024]No. 4", "京政办发〔2024〕4号", ["Jingzhengbanfa[2024]No. 4"]),
        ("酒店", "", []),
    ],
)
def test_marked(text: str, query: str, expected: list[str]) -> None:
    assert expected == marked(text, query)


def test_a_word_for_one_field_is_marked_there_only() -> None:
    assert marked("酒店", "title:酒店", "title") == ["酒店"]
    assert marked("酒店", "title:酒店", "text") == []
    assert marked("酒店", "title:酒店") == ["酒店"]
    assert marked("酒店", "酒店", "title") == ["酒店"]
    assert marked("北京市体育局", "body:体育局", "body") == ["体育局"]


@given(ANY_TEXT | WORDS, ANY_TEXT | WORDS)
def test_spans_are_ordered_and_apart_and_in_the_text(text: str, typed: str) -> None:
    try:
        query = parse_query(typed)
    except QueryError:
        return
    found = spans(text, query)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))


def shown(pieces: tuple[Snippet, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.highlight else piece.text for piece in pieces)


def test_a_short_text_is_shown_whole() -> None:
    text = "设立酒店应当备案。"
    assert shown(snippet(text, spans(text, parse_query("酒店")))) == "设立[酒店]应当备案。"


def test_without_a_match_the_beginning_is_shown() -> None:
    assert shown(snippet("甲" * 300, (), 10)) == "甲" * 10 + "…"


def test_a_snippet_shows_words_that_stand_far_apart() -> None:
    text = "甲" * 300 + "酒店" + "乙" * 300 + "备案" + "丙" * 300 + "酒店"
    found = shown(snippet(text, spans(text, parse_query("酒店 备案")), 60))
    assert "[酒店]" in found
    assert "[备案]" in found
    assert found.startswith("…甲")
    assert found.endswith("丙…")
    assert len(found) <= 60 + len("[][]") + len("………")


def test_the_end_of_a_text_is_filled_up_from_before_it() -> None:
    text = "甲" * 300 + "酒店"
    assert shown(snippet(text, ((300, 302),), 20)) == "…" + "甲" * 18 + "[酒店]"


@given(
    # Of an ellipsis of the text nobody could say whether something was left out there.
    st.text(st.characters(codec="utf-8", exclude_characters="…"), max_size=400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), max_size=8),
    st.integers(20, 200),
)
def test_a_snippet_is_made_of_the_text(text: str, places: list[tuple[int, int]], length: int) -> None:
    found: list[tuple[int, int]] = []
    for start, size in sorted(places):
        end = min(start + size, len(text))
        if start < end and (not found or start > found[-1][1]):
            found.append((start, end))
    pieces = snippet(text, tuple(found), length)
    rest = text
    for piece in pieces:
        if piece.text == "…":
            continue
        assert piece.text in rest
        rest = rest[rest.index(piece.text) + len(piece.text) :]
        assert piece.text
    total = sum(len(piece.text) for piece in pieces)
    assert total <= max(length, sum(end - start for start, end in found)) + 9 * len(found) + len(found) + 2

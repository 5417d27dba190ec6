"""A count is the number of things that it says it counts: on every page, in every order and form, whenever it is asked."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient

from corpus.export.public_schema import clause_record
from index import Snapshot
from index.knowledge.encoders import ENCODERS

API = "/api/v1/search"
semantic = pytest.mark.skipif(not ENCODERS["use"].available, reason="the extra `semantic` is not installed")


def get(client: FlaskClient, path: str = API, **query: Any) -> Any:
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text)


def plain(text: str | None) -> str:
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFKC", text or "")).lower()


@pytest.fixture(scope="module")
def exported(index: Snapshot) -> list[tuple[str, str]]:
    """Of every clause its text, and all that it is found by: text, headings and the titles of its document."""
    found = []
    for document in index.store.whole_documents():
        for part in document.parts:
            for clause in part.clauses:
                record = clause_record(clause)
                heads = [part.title, *(f"{step['label'] or ''} {step['title'] or ''}" for step in record["path"])]
                titles = [document.title, record["label"], *heads]
                found.append((plain(record["text"]), "\n".join(map(plain, [record["text"], *titles]))))
    return found


COUNTED: dict[str, Callable[[str], bool]] = {
    "污染防治": lambda text: "污染防治" in text,
    "酒店 备案": lambda text: "酒店" in text and "备案" in text,
    "酒店 AND 备案": lambda text: "酒店" in text and "备案" in text,
    "+酒店 +备案": lambda text: "酒店" in text and "备案" in text,
    "海绵 城市": lambda text: "海绵" in text and "城市" in text,
    "酒店 OR 民宿": lambda text: "酒店" in text or "民宿" in text,
    "酒店 or 民宿": lambda text: "酒店" in text or "民宿" in text,
    "体育 -学校": lambda text: "体育" in text and "学校" not in text,
    '"住宿经营活动"': lambda text: "住宿经营活动" in text,
    "蓄电池": lambda text: "蓄电池" in text,
    "挖矿牌照": lambda _text: False,
}


@semantic
def test_neighbours_are_counted_by_what_they_have_of_the_words(client: FlaskClient) -> None:
    for q in ("新开酒店多久内要备案", "school doctor", "魑魅魍魉"):
        answer = get(client, q=q, per_page=100)
        kinds = [result["match"] for result in answer["results"][answer["count"] :]]
        if answer["count"] + answer["near"] <= 100:
            assert answer["near_counts"] == {"some": kinds.count("some"), "meaning": kinds.count("meaning")}
        assert sum(answer["near_counts"].values()) == answer["near"]
    nothing = client.get("/search?q=魑魅魍魉&lang=en").get_data(as_text=True)
    assert "nearest clauses in meaning: they have none of the words" in nothing


@pytest.mark.parametrize("q", COUNTED)
def test_a_count_is_that_of_an_independent_count_over_the_export(
    client: FlaskClient, exported: list[tuple[str, str]], q: str
) -> None:
    answer = get(client, q=q)
    assert answer["count"] == sum(COUNTED[q](whole) for _, whole in exported)
    if "-" not in q:
        by_themselves = sum(COUNTED[q](text) for text, _ in exported)
        assert answer["counts"] == {"all": by_themselves, "title": answer["count"] - by_themselves}
    assert answer["count_relation"] == "eq"


ASKED = ("noise pollution", "酒店 备案", "海绵城市", "school doctor", "新开酒店多久内要备案", "比特币挖矿牌照")


@pytest.mark.parametrize("q", ASKED)
def test_whether_an_answer_is_weak_does_not_depend_on_page_and_order(client: FlaskClient, q: str) -> None:
    first = get(client, q=q)["query"]["weak"]
    others = [{"page": 2}, {"page": 5}, {"sort": "newest"}, {"sort": "oldest"}, {"sort": "number"}, {"per_page": 1},
              {"per_page": 3}, {"near": 0}]  # fmt: skip
    found = [client.get(API, query_string={"q": q, **more}) for more in others]
    assert {json.loads(one.text)["query"]["weak"] for one in found if one.status_code == 200} == {first}


@pytest.mark.parametrize("q", ["酒店 备案", "垃圾分类", "hotel industry"])
def test_another_order_and_a_feed_hold_matches_only_newest_first(client: FlaskClient, q: str) -> None:
    newest = get(client, q=q, sort="newest")
    assert newest["near"] == 0
    assert {one["match"] for one in newest["results"]} <= {"all", "title"}
    dates = [one["document"]["date"] or "" for one in newest["results"]]
    assert dates == sorted(dates, reverse=True)
    feed = feedparser.parse(client.get("/search.atom", query_string={"q": q}).data)
    assert [one.id.rsplit("/clauses/")[1] for one in feed.entries] == [one["clause"]["id"] for one in newest["results"]]


@pytest.mark.parametrize("q", ["酒店 备案", "垃圾分类", "京政办发〔2022〕6号", "water pollution"])
def test_a_saved_search_holds_every_match_and_no_neighbour(client: FlaskClient, q: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv", query_string={"q": q}).text, newline="")))
    assert len(rows) == get(client, q=q)["count"]


def pages(client: FlaskClient, **query: Any) -> Iterator[Any]:
    path: str | None = API
    while path:
        answer = get(client, path, **query)
        yield answer
        path, query = answer["next"], {}


@pytest.mark.parametrize("q", ["酒店 备案", "海绵城市", "垃圾分类"])
def test_the_pages_together_hold_what_was_counted(client: FlaskClient, q: str) -> None:
    found = [one for page in pages(client, q=q, per_page=40) for one in page["results"]]
    first = get(client, q=q)
    assert len(found) == first["count"] + first["near"]
    assert sum(one["match"] in {"all", "title"} for one in found) == first["count"]


@pytest.mark.parametrize("q", ["酒店 备案", "垃圾分类", "管理"])
def test_a_facet_counts_matches(client: FlaskClient, q: str) -> None:
    answer = get(client, q=q, facets="kind,year")
    for values in answer["facets"].values():
        assert sum(one["count"] for one in values) == answer["count"]


def test_front_page_search_and_terms_count_the_same_thing(client: FlaskClient) -> None:
    answer = get(client, q="污染防治")
    assert f"{answer['count']:,}" in client.get("/?lang=en").text
    assert get(client, "/api/v1/timeline", q="污染防治")["count"] == answer["counts"]["all"]


def test_exactly_the_words_as_typed_on_demand(client: FlaskClient) -> None:
    answer = get(client, q="酒店 备案", expand="none")
    assert (answer["count"], answer["near"], answer["query"]["expansions"]) == (1, 0, [])


def test_a_word_that_stands_nowhere_is_said_to_stand_nowhere(client: FlaskClient) -> None:
    counted = {one["term"]: one["count"] for one in get(client, q="积分落户")["suggestions"]["per_term"]}
    assert counted['"积分落户"'] == 0
    assert counted["落户"] > 0
    counted = {one["term"]: one["count"] for one in get(client, q="酒店 挖矿牌照")["suggestions"]["per_term"]}
    assert counted['"挖矿牌照"'] == 0
    assert counted["酒店"] > 0


@pytest.mark.parametrize(
    "q", ["火锅店备案 积分落户", "pollution control hotpot", "酒店 AND hotel AND 地铁", "京政办发〔2024〕4号 火锅"]
)
def test_what_a_word_is_said_to_find_is_what_searching_it_finds(client: FlaskClient, q: str) -> None:
    answer = get(client, q=q)
    assert answer["count"] == 0
    assert answer["suggestions"]["per_term"]
    for one in answer["suggestions"]["per_term"]:
        assert get(client, q=one["term"])["count"] == one["count"], one


@pytest.mark.parametrize("expand", ["bilingual", "none"])
def test_a_phrase_beside_words_is_held_with_them_and_as_it_is_typed(client: FlaskClient, expand: str) -> None:
    assert get(client, q='"管理旅游" 酒店', expand=expand)["count"] == 0
    both = get(client, q='"经营活动" 备案', expand=expand)
    assert both["count"] == get(client, q='"经营活动" AND 备案')["count"] > 0
    mended = get(client, q='"经营活动" 酒点 备案')
    assert mended["suggestions"]["did_you_mean"] == '"经营活动" 酒店 备案'


def test_a_document_that_has_not_the_words_beside_its_number_matches_with_no_clause(client: FlaskClient) -> None:
    answer = get(client, q="京政办发〔2022〕7号 充电桩")
    assert (answer["count"], get(client, q="京政办发〔2022〕7号 充电桩", expand="none")["near"]) == (0, 0)
    assert {one["document"]["id"] for one in answer["results"]} == {"jingzhengbanfa-2022-7"}
    assert get(client, q="京政办发〔2022〕7号 科普")["count"] > 0


@pytest.mark.parametrize("q", ["property management", "火锅底料", "京政办发〔2022〕7号 充电桩"])
@pytest.mark.parametrize("order", [{"sort": "newest"}, {"sort": "number"}, {"page": 2}, {"per_page": 1}])
def test_an_answer_is_weak_in_every_order_and_on_every_page(client: FlaskClient, q: str, order: dict[str, Any]) -> None:
    assert get(client, q=q)["query"]["weak"] == get(client, q=q, **order)["query"]["weak"]


def test_who_asks_for_the_whole_of_a_paper_by_its_number_gets_every_clause_of_it(client: FlaskClient) -> None:
    assert get(client, q="京政办发〔2022〕6号 全文")["count"] == get(client, q="京政办发〔2022〕6号")["count"] > 100


@semantic
def test_an_english_word_finds_with_its_chinese_terms_and_stop_words_are_no_terms(client: FlaskClient) -> None:
    counted = {
        one["term"]: one["count"] for one in get(client, q="when must a hotel sell straw")["suggestions"]["per_term"]
    }
    assert counted["hotel"] > 20
    assert not {"when", "must", "a"} & counted.keys()


@semantic
@pytest.mark.parametrize(
    "q", ["rental housing", "diesel trucks", "rural sewage", "black water", "COVID-19", "VOCs", "low emission zone"]
)
def test_no_word_is_corrected_to_itself_and_no_term_shown_twice(client: FlaskClient, q: str) -> None:
    shown = get(client, q=q)["query"]["expansions"]
    assert all(one["from"].lower() != one["to"].lower() for one in shown)
    assert len({one["to"] for one in shown}) == len(shown)


def test_the_same_query_gives_the_same_answer_again(client: FlaskClient, index: Snapshot) -> None:
    before = get(client, q="新开酒店多久内要备案", explain=1)
    index.searcher._ranked.cache_clear()
    assert get(client, q="新开酒店多久内要备案", explain=1) == before
    assert before["index"]["pending"] == []


@pytest.mark.parametrize(("one", "other"), [("30日内", "三十日内"), ("⻋辆", "车辆"), ("京政辦發〔2024〕4號", "京政办发〔2024〕4号"),
                                            ("京政办发〔二〇二四〕4号", "京政办发2024-4"), ("1,000", "1000"), ('"大气水"', '"大气、水"')])  # fmt: skip
def test_spellings_of_one_thing_find_the_same(client: FlaskClient, one: str, other: str) -> None:
    found = [get(client, q=q, near=0, per_page=100) for q in (one, other)]
    assert found[0]["count"] == found[1]["count"] > 0
    ids = [{result["clause"]["id"] for result in answer["results"]} for answer in found]
    assert ids[0] == ids[1] or found[0]["count"] > 100


@semantic
@pytest.mark.parametrize("q", ["hotel industry", "school doctor", "nature reserve"])
def test_a_document_marks_what_the_search_found_in_it(client: FlaskClient, q: str) -> None:
    first = get(client, q=q)["results"][0]
    page = client.get(first["clause"]["url"].partition("#")[0])
    assert page.status_code == 200
    assert "<mark" in page.text


@pytest.mark.parametrize("q", ["酒店", "南水北调", "污染防治"])
def test_the_last_page_is_that_of_all_that_is_shown(client: FlaskClient, q: str) -> None:
    given, found = {"q": q, "lang": "en"}, get(client, q=q)
    last = -(-(found["count"] + found["near"]) // found["per_page"])
    assert f"Page 1 of {last}" in client.get("/search", query_string=given).get_data(as_text=True)
    assert client.get("/search", query_string={**given, "page": str(last)}).status_code == 200
    assert client.get("/search", query_string={**given, "page": str(last + 1)}).status_code == 400


def test_the_front_page_says_how_many_clauses_have_an_example_in_their_text(client: FlaskClient) -> None:
    front = client.get("/?lang=en").get_data(as_text=True)
    counts = client.get("/api/v1/search?q=污染防治").get_json()
    words = client.get("/terms?q=污染防治&lang=en").get_data(as_text=True)
    assert f"{counts['count']} clauses ({counts['counts']['all']} in the text)" in front
    assert f"{counts['counts']['all']} clauses" in words


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("南水北调", "No clause matches “南水北调”."),
        ("社区 龙宫", "No clause has all of these words."),
        pytest.param("garbage sorting", "No clause is certain to have all of these words.", marks=semantic),
    ],
)
def test_where_nothing_matches_the_sentence_fits_the_words(client: FlaskClient, q: str, said: str) -> None:
    assert said in client.get("/search", query_string={"q": q, "lang": "en"}).get_data(as_text=True)

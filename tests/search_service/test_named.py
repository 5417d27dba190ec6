"""What the page of results says of a document, an article or a number that a query names."""

from typing import Any

import pytest
from flask.testing import FlaskClient

HOTELS = "/documents/jingwenlvfa-2023-83"


def page(client: FlaskClient, q: str, **more: str) -> str:
    return client.get("/search", query_string={"q": q, "lang": "en", **more}).get_data(as_text=True)


def suggestions(client: FlaskClient, q: str) -> Any:
    return client.get("/api/v1/search", query_string={"q": q}).get_json()["suggestions"]


@pytest.mark.parametrize(
    "q", ["酒店业管理暂行办法第十一条", "京文旅发〔2023〕83号第十一条", "hotel measures article 11"]
)
def test_an_article_that_the_print_lacks_is_said_to_be_lacking_where_it_should_stand(
    client: FlaskClient, q: str
) -> None:
    text = page(client, q)
    assert "The print has no article 11." in text
    assert f'href="{HOTELS}?lang=en#chp_3__art_12"' in text


def test_an_article_that_is_printed_twice_is_said_to_be_and_both_are_found(client: FlaskClient) -> None:
    text = page(client, "酒店业管理暂行办法第十五条")
    assert "The print has article 15 more than once." in text
    assert "2 clauses" in text


def test_an_article_after_the_last_one_is_answered_by_the_number_of_the_last(client: FlaskClient) -> None:
    assert "The last article of this document is article 29." in page(client, "酒店业管理暂行办法第三十五条")


def test_an_article_without_a_word_beside_its_name_is_said_to_lack_it_and_shown_first(client: FlaskClient) -> None:
    text = page(client, "酒店业管理暂行办法第十三条 滑雪")
    assert "Article 13 does not have all of these words." in text
    assert text.index("chp_3__art_13") < text.index("chp_3__art_12")


def test_an_article_that_is_there_has_no_notice(client: FlaskClient) -> None:
    text = page(client, "酒店业管理暂行办法第十三条")
    assert "The print has" not in text
    assert "The last article" not in text


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("京政办发〔2022〕6号有效吗", "Repealed on 7 February 2024"),
        ("京政办发〔2022〕6号", "Repealed on 7 February 2024"),
        ("京文旅发〔2023〕83号", "In force since 7 December 2023"),
        ("酒店业管理暂行办法", "In force since 7 December 2023"),
        ("酒店业管理暂行办法还有效吗", "In force since 7 December 2023"),
        ("hotel measures in force", "In force since 7 December 2023"),
        ("2022年行动计划废止了吗", "Repealed on 7 February 2024"),
    ],
)
def test_a_document_that_is_named_is_shown_with_its_status(client: FlaskClient, q: str, said: str) -> None:
    assert said in page(client, q)


@pytest.mark.parametrize("q", ["酒店 备案", "北京市旅游条例", "合同什么时候失效"])
def test_a_query_that_names_no_document_has_no_status(client: FlaskClient, q: str) -> None:
    assert "In force since" not in page(client, q)


def test_clauses_of_a_repealed_document_say_so_in_results_and_on_their_page(client: FlaskClient) -> None:
    mark = '<strong class="ended">Repealed</strong>'
    assert mark in page(client, "京政办发〔2022〕6号")
    assert mark not in page(client, "京文旅发〔2023〕83号")
    repealed = client.get("/clauses/jingzhengbanfa-2022-6/annex_2__row_7?lang=en").get_data(as_text=True)
    assert "Repealed on 7 February 2024" in repealed
    assert "Repealed" not in client.get("/clauses/jingwenlvfa-2023-83/chp_3__art_13?lang=en").get_data(as_text=True)


@pytest.mark.parametrize(
    ("q", "like"),
    [
        ("京政发〔2023〕3号", ["京政发〔2024〕3号"]),
        ("京办发〔2022〕6号", ["京政办发〔2022〕6号"]),
        ("国发〔2023〕18号", []),
        ("国务院令第765号", []),
    ],
)
def test_a_number_that_no_document_carries_is_said_to_be_absent_beside_numbers_like_it(
    client: FlaskClient, q: str, like: list[str]
) -> None:
    (absent,) = suggestions(client, q)["absent"]
    assert absent["number"] == q
    assert [one["number"] for one in absent["like"]] == like
    assert f"{q} is not in this collection." in page(client, q)


def test_a_number_that_a_document_carries_is_not_absent(client: FlaskClient) -> None:
    assert suggestions(client, "京政办发〔2022〕6号")["absent"] == []


def test_each_word_stands_before_what_was_searched_for_it(client: FlaskClient) -> None:
    text = page(client, "新开酒店多久内要备案")
    assert text.index('<li class="of" lang="zh-Hans">多久</li>') < text.index("without=%E6%9C%9F%E9%99%90")

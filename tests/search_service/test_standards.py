"""What browsers, search engines and libraries of data read here."""

import json
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree
from rdflib import RDF, SDO, Graph, URIRef

from index import Snapshot

#: rdflib warns of a class that its own reader of JSON-LD uses.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
#: Words of schema.org (taken over from the ELI ontology) that the library's list is too old for.
NEWER = tuple(URIRef(f"https://schema.org/{name}") for name in ("legislationRepeals", "legislationDateOfApplicability"))
SCHEMA = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "url": {"@type": "@id"},
    "legislationLegalForce": {"@type": "@id"},
}


def graph(client: FlaskClient, path: str) -> Graph:
    """The JSON-LD of a page, read by an RDF library; the vocabulary is given here so that nothing is fetched."""
    soup = BeautifulSoup(client.get(path).text, "lxml")
    (data,) = [json.loads(tag.get_text()) for tag in soup.select('script[type="application/ld+json"]')]
    assert data["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps({**data, "@context": SCHEMA}), format="json-ld")


@pytest.mark.parametrize("path", [
    "/documents/jingzhengbanfa-2022-6", "/documents/jingzhengbanfa-2024-4", "/documents/bj-2018-33-d1",
    "/clauses/jingwenlvfa-2023-83/chp_3__art_13", "/clauses/jingzhengbanfa-2024-4/annex_1__row_4",
])  # fmt: skip
def test_every_word_of_the_linked_data_is_one_of_schema_org(client: FlaskClient, path: str) -> None:
    found = graph(client, path)
    assert (URIRef(f"http://localhost{path}"), RDF.type, SDO.Legislation) in found
    for _, predicate, value in found:
        assert predicate == RDF.type or predicate in NEWER or predicate in SDO, predicate
        assert predicate != RDF.type or value in SDO, value


def test_a_repealed_document_is_not_in_force_and_names_what_it_repeals(client: FlaskClient) -> None:
    old, new = (URIRef(f"http://localhost/documents/jingzhengbanfa-{id_}") for id_ in ("2022-6", "2024-4"))
    assert (old, SDO.legislationLegalForce, SDO.NotInForce) in graph(client, urlsplit(str(old)).path)
    assert (new, NEWER[0], old) in graph(client, urlsplit(str(new)).path)
    assert not list(graph(client, urlsplit(str(new)).path).objects(new, SDO.legislationLegalForce))


def test_a_clause_is_part_of_its_document_and_that_of_an_issue(client: FlaskClient) -> None:
    found = graph(client, "/clauses/jingwenlvfa-2023-83/chp_3__art_13")
    document = URIRef("http://localhost/documents/jingwenlvfa-2023-83")
    assert document in set(
        found.objects(URIRef("http://localhost/clauses/jingwenlvfa-2023-83/chp_3__art_13"), SDO.isPartOf)
    )
    assert URIRef("http://localhost/issues/bj-2024-14") in set(found.objects(document, SDO.isPartOf))


@pytest.mark.parametrize(("lang", "name"), [("zh", "公报检索"), ("en", "Gongbao")])
def test_a_browser_can_add_the_search(client: FlaskClient, lang: str, name: str) -> None:
    answer = client.get(f"/opensearch.xml?lang={lang}")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = etree.fromstring(answer.data)
    short = root.findtext("o:ShortName", namespaces=OPENSEARCH) or ""
    assert short == name
    assert len(short) <= 16
    assert 0 < len(root.findtext("o:Description", "", OPENSEARCH)) <= 1024
    templates = {url.get("type"): url.get("template", "") for url in root.findall("o:Url", OPENSEARCH)}
    assert {"text/html", "application/atom+xml", "application/json"} <= templates.keys()
    for kind, template in templates.items():
        found = client.get(template.replace("{searchTerms}", "酒店").removeprefix("http://localhost"))
        assert (found.status_code, found.mimetype) == (200, kind)


def test_every_page_names_the_descriptions_and_its_other_language(client: FlaskClient) -> None:
    for path in ("/", "/search?q=酒店", "/tasks", "/terms", "/issues", "/documents/jingzhengbanfa-2024-4"):
        soup = BeautifulSoup(client.get(path).text, "lxml")
        assert [link["title"] for link in soup.select('link[rel="search"]')] == ["公报检索", "Gongbao"]
        assert [link["hreflang"] for link in soup.select('link[rel="alternate"][hreflang]')] == ["zh", "en"]


def test_the_sitemap_names_every_issue_and_document_in_both_languages(client: FlaskClient, index: Snapshot) -> None:
    root = etree.fromstring(client.get("/sitemap.xml").data)
    maps = [urlsplit(loc.text or "").path for loc in root.iterfind(".//s:loc", SITEMAP)]
    entries = [url for path in maps for url in etree.fromstring(client.get(path).data).iterfind("s:url", SITEMAP)]
    paths = [urlsplit(url.findtext("s:loc", "", SITEMAP)).path for url in entries]
    wanted = {f"/documents/{one.id}" for one in index.store.documents()} | {
        f"/issues/{one.id}" for one in index.store.issues()
    }
    assert wanted <= set(paths)
    assert len(paths) == len(set(paths))
    assert all([x.get("hreflang") for x in url.iterfind("x:link", SITEMAP)] == ["zh", "en"] for url in entries)
    assert all(client.get(path).status_code == 200 for path in paths)
    assert client.get("/sitemap-99.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def test_robots_are_told_where_the_map_is_and_that_searches_are_endless(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /search" in lines
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"

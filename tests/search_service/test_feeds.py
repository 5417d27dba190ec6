"""A search in its other forms, and what spares a reader from fetching it again."""

import csv
import io
import json

import brotli
import feedparser
import pytest
from flask.testing import FlaskClient
from lxml import etree

from index import Snapshot

ATOM = {"a": "http://www.w3.org/2005/Atom", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_csv_without_a_page_has_all_hits(client: FlaskClient) -> None:
    count = json.loads(client.get("/api/v1/search?q=管理").text)["count"]
    assert count > 100
    assert len(rows(client.get("/search.csv?q=管理").text)) == count


def test_a_result_too_large_for_one_file_is_refused_not_cut(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_service.feeds.MAX_ROWS", 10)
    assert client.get("/search.csv?q=管理").status_code == 400
    assert len(rows(client.get("/search.csv?q=管理&per_page=20").text)) == 20


def test_no_cell_is_a_formula_and_the_mark_for_spreadsheets_is_asked_for(client: FlaskClient) -> None:
    plain, marked = (client.get(f"/search.csv?q=酒店{bom}").data for bom in ("", "&bom=1"))
    assert marked == b"\xef\xbb\xbf" + plain
    cells = [cell for row in csv.reader(io.StringIO(client.get("/search.csv?kind=table_row").text)) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_feed_is_well_formed_with_every_required_element(client: FlaskClient) -> None:
    answer = client.get("/search.atom?q=酒店&per_page=3&page=2&lang=en")
    assert answer.mimetype == "application/atom+xml"
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    root = etree.fromstring(answer.data)
    assert all(len(root.findall(f"a:{name}", ATOM)) == 1 for name in ("id", "title", "updated"))
    for entry in root.findall("a:entry", ATOM):
        assert all(len(entry.findall(f"a:{name}", ATOM)) == 1 for name in ("id", "title", "updated", "content"))
        assert entry.find("a:author/a:name", ATOM) is not None
    assert root.findtext("o:startIndex", namespaces=ATOM) == "4"
    assert root.findtext("o:itemsPerPage", namespaces=ATOM) == "3"
    assert int(root.findtext("o:totalResults", "0", ATOM)) > 3
    assert {link.get("rel") for link in root.findall("a:link", ATOM)} >= {"self", "alternate", "search", "previous"}


def test_the_id_of_an_entry_does_not_depend_on_the_search(client: FlaskClient) -> None:
    ids = [{e.id: e.updated for e in feedparser.parse(client.get(f"/search.atom?{q}").data).entries}
           for q in ('q="酒店"+"备案"', 'q="备案"&per_page=100&sort=newest&lang=en')]  # fmt: skip
    assert ids[0].items() <= ids[1].items()


@pytest.mark.parametrize("form", ["json", "csv", "atom"])
@pytest.mark.parametrize("query", ["", "q=", "foo=1", "q=x&page=0", "q=x&page=999", "q=酒店&year=x", "q=x&q=y"])
def test_a_bad_search_is_refused_in_every_form(client: FlaskClient, form: str, query: str) -> None:
    answer = client.get(f"/search.{form}?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert json.loads(answer.text)["errors"]


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "a\u0000b", "]]>&amp;", "管理 \uffff", "管理 \ufffe"]
)
def test_hostile_words_leave_a_feed_well_formed(client: FlaskClient, q: str) -> None:
    answer = client.get("/search.atom", query_string={"q": q, "body": "北京市公安局"})
    if answer.status_code == 200:
        assert not feedparser.parse(answer.data).bozo
        etree.fromstring(answer.data)
    else:
        assert answer.status_code == 400


def test_the_language_goes_along_from_page_to_page(client: FlaskClient) -> None:
    feed = client.get("/search.atom?q=管理&page=2&lang=en")
    links = {link.get("rel"): link.get("href") for link in etree.fromstring(feed.data).findall("a:link", ATOM)}
    assert all("lang=en" in links[rel] for rel in ("self", "alternate", "next", "previous"))
    assert all("lang=en" in link for link in feed.headers.getlist("Link"))


def test_link_headers_lead_to_the_pages_beside(client: FlaskClient) -> None:
    for path in ("/api/v1/search", "/search.json", "/search.atom"):
        links = ", ".join(client.get(f"{path}?q=管理&page=2").headers.getlist("Link"))
        assert 'rel="next"' in links
        assert 'rel="prev"' in links
        assert f"<{path}?q=" in links


PATHS = ["/", "/search?q=酒店", "/api/v1/search?q=酒店", "/search.atom?q=酒店", "/issues/bj-2024-14", "/search.csv?q=酒店",
         "/documents/jingzhengbanfa-2024-4"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_what_did_not_change_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": modified}).status_code == 304
    assert client.get(path, headers={"If-None-Match": 'W/"another"'}).status_code == 200
    english = client.get(path, headers={"If-None-Match": etag, "Accept-Language": "en"})
    assert english.status_code == 200


def test_what_is_of_this_moment_or_wrong_is_not_marked(client: FlaskClient) -> None:
    for path in ("/healthz", "/readyz", "/search?page=0", "/nowhere"):
        assert "ETag" not in client.get(path).headers


def test_the_mark_names_the_generation(client: FlaskClient, index: Snapshot) -> None:
    assert index.manifest.generation in client.get("/").headers["ETag"]


def test_answers_are_compressed_where_the_reader_can_take_it(client: FlaskClient) -> None:
    plain = client.get("/api/v1/search?q=酒店")
    packed = client.get("/api/v1/search?q=酒店", headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.data) < len(plain.data) / 4
    assert brotli.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_scripts_of_any_site_may_read_data_but_not_frame_pages(client: FlaskClient) -> None:
    for path in (
        "/api/v1/search?q=酒店",
        "/search.csv?q=酒店",
        "/documents/jingzhengbanfa-2024-4.json",
        "/api/v1/nowhere",
    ):
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/").headers
    assert client.options("/api/v1/search").headers["Access-Control-Allow-Methods"]


def test_a_cursor_walks_over_every_clause_once(client: FlaskClient, index: Snapshot) -> None:
    path, ids = "/api/v1/clauses?limit=400", []
    while path:
        answer = json.loads(client.get(path).text)
        ids += [one["id"] for one in answer["clauses"]]
        path = answer["next"]
    assert len(ids) == len(set(ids)) == index.manifest.clauses


@pytest.mark.parametrize(
    ("query", "status"), [("limit=0", 400), ("limit=501", 400), ("limit=x", 400), ("after=no", 404), ("x=1", 400)]
)
def test_a_walk_that_cannot_be_taken_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/api/v1/clauses?{query}").status_code == status


def test_a_search_page_is_small(client: FlaskClient) -> None:
    for query in ("q=管理", "q=管理&per_page=100&facets=body,year,issue,category,doc_type,kind,lead"):
        page = client.get(f"/search?{query}", headers={"Accept-Encoding": "br"})
        assert len(page.data) < 100_000
    assert len(client.get("/search?q=管理").data) <= 100_000

"""What readers take along: references, feeds, the whole collection, what a page says of itself."""

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from hashlib import sha256
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from corpus.model import Body, Document, Source
from index import Snapshot
from search_service import Settings, create_app
from search_service.documents.references import bibtex, csl_item, ris

HOTELS, PLAN, OLD_PLAN = "jingwenlvfa-2023-83", "jingzhengbanfa-2024-4", "jingzhengbanfa-2022-6"
ARTICLE = f"{HOTELS}/chp_3__art_13"


def data(client: FlaskClient, path: str) -> bytes:
    with client.get(path) as answer:
        assert answer.status_code == 200, (path, answer.text)
        return answer.data


def get(client: FlaskClient, path: str) -> str:
    return data(client, path).decode()


@pytest.mark.parametrize("path", [f"/documents/{HOTELS}", f"/clauses/{ARTICLE}"])
def test_a_reference_says_the_same_in_every_format(client: FlaskClient, path: str) -> None:
    (item,) = json.loads(get(client, f"{path}.csl.json"))
    assert item["title"].startswith("北京市文化和旅游局等部门关于印发")
    assert item["issued"]["date-parts"] == [[2023, 12, 7]]
    assert (item["container-title"], item["volume"], item["issue"], item["page"]) == (
        "北京市人民政府公报",
        "2024",
        "14",
        "71",
    )
    assert item["URL"].endswith(path)
    assert ("section" in item) == path.startswith("/clauses")
    bib, lines = get(client, f"{path}.bib"), get(client, f"{path}.ris").split("\r\n")
    assert bib.startswith("@article{jingwenlvfa-2023-83")
    assert bib.count("{") == bib.count("}")
    assert lines[0] == "TY  - JOUR"
    assert lines[-2] == "ER  - "
    for author in item["author"]:
        assert f"{{{author['literal']}}}" in bib
        assert f"AU  - {author['literal']}" in lines


def test_a_document_outside_a_gazette_has_a_reference_without_one() -> None:
    source = Source("a.txt", 1, 2)
    body = Body("a", "某市R&D办公室", None)
    lone = Document(
        "a-1",
        None,
        "关于100%_的\\通知",
        None,
        None,
        None,
        (body,),
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        (),
        (),
        source,
    )
    item = csl_item(lone, None, "http://localhost/documents/a-1")
    assert item["type"] == "legislation"
    assert "issued" not in item
    assert r"某市R\&D办公室" in bibtex(item)
    assert r"关于100\%\_的\textbackslash{}通知" in bibtex(item)
    assert bibtex(item).startswith("@misc{a-1,")
    assert ris(item).startswith("TY  - STAT\r\n")


@pytest.mark.parametrize(
    "path",
    [
        "/documents/none.bib",
        "/clauses/none/art_1.ris",
        "/clauses/none.csl.json",
        "/bodies/none.atom",
        "/documents/none/citing.atom",
        "/download/none",
        "/download/..%2Fcurrent",
    ],
)
def test_what_is_not_there_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_page_of_a_clause_leads_to_its_reference_files_and_names_itself(client: FlaskClient) -> None:
    soup = BeautifulSoup(get(client, f"/clauses/{ARTICLE}?lang=en"), "lxml")
    links = [
        str(a["href"])
        for a in soup.select(".cited a")
        if str(a["href"]).startswith("/clauses") and "." in str(a["href"])
    ]
    assert [client.get(link).status_code for link in links] == [200, 200, 200]
    said = {str(one.get("name") or one.get("property")): str(one["content"]) for one in soup.select("meta[content]")}
    assert said["description"].startswith("在本市设立酒店的")
    assert said["og:title"] == soup.title.get_text()
    assert said["og:url"] == f"http://localhost/clauses/{ARTICLE}"
    assert (said["citation_firstpage"], said["citation_issue"], said["citation_volume"]) == ("71", "14", "2024")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=酒店",
        "/issues",
        "/issues/bj-2024-14",
        f"/documents/{HOTELS}",
        "/tasks",
        "/terms?q=生态",
        "/about",
        "/help",
        "/download",
        "/api",
    ],
)
def test_every_page_describes_itself_and_leads_to_about_help_and_download(
    client: FlaskClient, path: str, lang: str
) -> None:
    joined = "&" if "?" in path else "?"
    soup = BeautifulSoup(get(client, f"{path}{joined}lang={lang}"), "lxml")
    (about,) = soup.select("meta[name=description]")
    assert 0 < len(str(about["content"])) <= 201
    assert str(soup.select_one("meta[property='og:url']")["content"]).startswith("http://localhost/")
    links = {str(a["href"]).split("?")[0] for a in soup.select(".foot a")}
    assert {"/about", "/help", "/download", "/api"} <= links


def test_the_feed_of_a_body_has_its_documents_newest_first(client: FlaskClient, index: Snapshot) -> None:
    feed = feedparser.parse(get(client, "/bodies/北京市人民政府办公厅.atom"))
    mine = [
        one.id
        for one in index.store.documents()
        if "北京市人民政府办公厅" in {body.name for body in one.issuing_bodies}
    ]
    assert sorted(entry.id.rsplit("/", 1)[1] for entry in feed.entries) == sorted(mine)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)


def test_the_feed_of_issues_has_every_issue_newest_first(client: FlaskClient, index: Snapshot) -> None:
    feed = feedparser.parse(get(client, "/issues.atom?lang=en"))
    assert [entry.link.rsplit("/", 1)[1] for entry in feed.entries] == [one.id for one in index.store.issues()]
    assert feed.entries[0].summary.endswith("documents")


def test_the_feed_of_citations_has_who_refers_to_a_document_or_to_a_number_that_is_not_here(
    client: FlaskClient,
) -> None:
    feed = feedparser.parse(get(client, f"/documents/{OLD_PLAN}/citing.atom"))
    assert [entry.id.rsplit("/", 1)[1] for entry in feed.entries] == [PLAN]
    same = feedparser.parse(get(client, "/citing.atom?number=京政办发[2022] 6号"))
    assert [entry.id for entry in same.entries] == [entry.id for entry in feed.entries]
    absent = feedparser.parse(get(client, "/citing.atom?number=国发〔2018〕22号"))
    assert all(entry.id.startswith("http://localhost/documents/") for entry in absent.entries)
    assert client.get("/citing.atom").status_code == client.get("/citing.atom?number=六").status_code == 400


def test_the_search_page_offers_its_feed_above_the_results(client: FlaskClient) -> None:
    page = get(client, "/search?q=酒店&lang=en")
    soup = BeautifulSoup(page, "lxml")
    link = next(a for a in soup.select(".sum a") if a.get_text() == "Subscribe")
    feed = feedparser.parse(get(client, str(link["href"])))
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)


def test_the_whole_collection_is_there_with_true_checksums(client: FlaskClient, index: Snapshot) -> None:
    soup = BeautifulSoup(get(client, "/download?lang=en"), "lxml")
    said = {
        a.get_text(): code.get_text()
        for a, code in zip(soup.select(".downloads a"), soup.select(".downloads code"), strict=True)
    }
    files = {name: data(client, f"/download/{name}") for name in said}
    assert {name: sha256(held).hexdigest() for name, held in files.items()} == said
    assert get(client, "/download/SHA256SUMS") == "".join(f"{digest}  {name}\n" for name, digest in said.items())
    counts = index.store.counts()
    lines = [json.loads(line) for line in files["gongbao.jsonl"].decode().splitlines()]
    assert sum(line["type"] == "clause" for line in lines) == counts.clauses
    rows = list(csv.DictReader(io.StringIO(files["gongbao-clauses.csv"].decode(), newline="")))
    assert len(rows) == counts.clauses
    with zipfile.ZipFile(io.BytesIO(files["gongbao-akoma-ntoso.zip"])) as archive:
        assert len(archive.namelist()) == counts.documents
        assert etree.fromstring(archive.read(f"{HOTELS}.xml")).tag.endswith("akomaNtoso")


def test_the_database_answers_questions_of_its_own(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "g.sqlite").write_bytes(data(client, "/download/gongbao.sqlite"))
    database = sqlite3.connect(tmp_path / "g.sqlite")
    led = "SELECT count(DISTINCT clause) FROM task_departments WHERE share = 'lead' AND name = '市水务局'"
    (count,) = database.execute(led).fetchone()
    rows = csv.DictReader(io.StringIO(get(client, "/download/gongbao-tasks.csv"), newline=""))
    assert count == sum("市水务局" in row["lead"].split("、") for row in rows) > 50
    repeals = "SELECT target FROM relations WHERE document = ? AND kind = 'repeals'"
    assert (OLD_PLAN,) in database.execute(repeals, (PLAN,)).fetchall()
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_the_files_of_one_generation_are_made_once_and_those_of_gone_ones_removed(index: Snapshot) -> None:
    from search_service.collection import SUMS, collection_of, write_collection  # noqa: PLC0415

    folder = write_collection(index)
    gone = folder.parent / "20000101T000000-gone"
    gone.mkdir(exist_ok=True)
    before = (folder / SUMS).stat().st_mtime_ns
    assert write_collection(index) == folder
    assert (folder / SUMS).stat().st_mtime_ns == before
    assert not gone.exists()
    assert {one.name for one in collection_of(index).files} | {SUMS} == {path.name for path in folder.iterdir()}


def test_several_processes_write_the_files_that_one_writes(index: Snapshot) -> None:
    from search_service.collection import SUMS, write_collection  # noqa: PLC0415

    folder = write_collection(index)
    alone = (folder / SUMS).read_text("utf-8")
    shutil.rmtree(folder)
    assert write_collection(index, workers=2) == folder
    assert (folder / SUMS).read_text("utf-8") == alone


def test_a_service_without_an_index_offers_no_files(tmp_path: Path) -> None:
    client = create_app(Settings(index=f"whoosh:{tmp_path / 'none'}")).test_client()
    assert client.get("/download").status_code == client.get("/issues.atom").status_code == 503

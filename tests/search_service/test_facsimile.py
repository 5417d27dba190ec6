"""The print beside the text: pages and boxes of a clause, pictures of pages, and what is said where there are none."""

import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import schemathesis
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

import index
from corpus.findings import FindingCode, WarningCode
from corpus.model import Clause
from corpus.printed.printed_text import FormatError
from index.store import Store
from search_service import Settings, create_app
from search_service.documents.picture_cache import PictureCache
from tests.printed_archive import RULES, TEXT, built_archive

RULES_ID, SCAN_ID, TEXT_ID = "moushuiwufa-2023-7", "moujiaofa-2022-3", "mougongfa-2021-9"
ARTICLE, ACROSS = f"{RULES_ID}/art_3", f"{RULES_ID}/art_4"
WATERING, PATROL = f"{SCAN_ID}/sec_1__para_1", f"{TEXT_ID}/sec_1__para_1"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with printed pages and the URL of an index over it."""
    return built_archive(tmp_path_factory)


@pytest.fixture(scope="module")
def printed_app(built: tuple[Path, str]) -> Flask:
    return create_app(Settings(index=built[1], corpus=str(built[0])))


@pytest.fixture
def reader(printed_app: Flask) -> FlaskClient:
    return printed_app.test_client()


def facsimile(reader: FlaskClient, clause: str) -> dict:
    answer = reader.get(f"/api/v1/clauses/{clause}/facsimile")
    assert answer.status_code == 200
    return answer.get_json()


def picture(answer: TestResponse) -> Image.Image:
    assert answer.status_code == 200
    return Image.open(BytesIO(answer.data)).convert("L")


def soup(reader: FlaskClient, path: str) -> BeautifulSoup:
    answer = reader.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "lxml")


def words(found) -> str:
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_a_clause_over_a_page_break_has_both_pages_with_a_box_on_each(reader: FlaskClient) -> None:
    found = facsimile(reader, ACROSS)
    assert (found["clause"], found["file"]) == (ACROSS, RULES)
    assert [page["page"] for page in found["pages"]] == [2, 3]
    assert [(page["width"], page["height"], len(page["boxes"])) for page in found["pages"]] == [(595.0, 842.0, 1)] * 2
    assert found["original"] == f"/documents/{RULES_ID}/original#page=2"


def test_the_text_of_a_clause_stands_in_its_boxes(reader: FlaskClient) -> None:
    with reader.get(f"/documents/{RULES_ID}/original") as answer:
        pdf = pypdfium2.PdfDocument(answer.data)
    for clause in reader.get(f"/api/v1/documents/{RULES_ID}").get_json()["clauses"]:
        inside = ""
        for page in facsimile(reader, clause["id"])["pages"]:
            text = pdf[page["page"] - 1].get_textpage()
            for x0, y0, x1, y1 in page["boxes"]:
                inside += text.get_text_bounded(x0, page["height"] - y1, x1, page["height"] - y0)
        plain = "".join(inside.split())
        assert plain == "".join(f"{clause['label'] or ''}{clause['text']}".split())


@pytest.mark.parametrize("clause", [ARTICLE, ACROSS, WATERING])
def test_there_is_ink_in_every_box(reader: FlaskClient, clause: str) -> None:
    for page in facsimile(reader, clause)["pages"]:
        drawn = picture(reader.get(page["image"]))
        scale = drawn.width / page["width"]
        for box in page["boxes"]:
            assert sum(drawn.crop(tuple(round(edge * scale) for edge in box)).histogram()[:128]) > 100


def test_a_picture_is_light_and_kept_for_good_at_the_address_of_its_content(reader: FlaskClient) -> None:
    address = facsimile(reader, ARTICLE)["pages"][0]["image"]
    answer = reader.get(address)
    assert answer.mimetype == "image/webp"
    assert len(answer.data) <= 150_000
    assert {"public", "immutable", "max-age=31536000"} == {
        one.strip() for one in answer.headers["Cache-Control"].split(",")
    }
    again = reader.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    other = reader.get(address.partition("?")[0] + "?v=before")
    assert other.data == answer.data
    assert other.headers["Cache-Control"] == "no-cache"


def test_what_was_read_from_a_text_has_no_pages_and_says_where_its_lines_are(reader: FlaskClient) -> None:
    for path in (f"/api/v1/clauses/{PATROL}/facsimile", f"/documents/{TEXT_ID}/pages/1.webp"):
        answer = reader.get(path)
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
        said = answer.get_json()
        assert f"{TEXT} has no pages" in said["detail"]
        assert "lines" in said["detail"]
        assert "没有页面" in said["detail_zh"]
    for path in (f"/clauses/{PATROL}", f"/documents/{TEXT_ID}"):
        page = soup(reader, path)
        assert not page.select(".to-print, script[src*=facsimile]")
    assert "第8行" in words(soup(reader, f"/clauses/{PATROL}?lang=zh").select_one(".facts"))


@pytest.mark.parametrize("page", [0, 4, 10**9])
@pytest.mark.parametrize("end", ["", ".webp"])
def test_a_page_that_is_not_of_the_document_is_not_shown(reader: FlaskClient, page: int, end: str) -> None:
    assert reader.get(f"/documents/{RULES_ID}/pages/{page}{end}").status_code == 404


@pytest.mark.parametrize(
    "path", ["none/pages/1", "none/pages/1.webp", f"{RULES_ID}/pages/1?clause=none", f"{RULES_ID}/pages/x"]
)
def test_what_is_not_there_is_404(reader: FlaskClient, path: str) -> None:
    assert reader.get(f"/documents/{path}").status_code == 404
    assert reader.get("/api/v1/clauses/none/art_1/facsimile").status_code == 404


@pytest.mark.parametrize(("lang", "described"), [
    ("zh", "原件第 2 页的印刷版面，红框内为第四条"), ("en", "Page 2 of the file as printed; Article 4 is framed in red"),
])  # fmt: skip
def test_a_printed_page_frames_the_clause_beside_the_texts_of_the_page(
    reader: FlaskClient, lang: str, described: str
) -> None:
    page = soup(reader, f"/documents/{RULES_ID}/pages/2?clause=art_4&lang={lang}")
    (image,) = page.select(".sheet img")
    assert image["alt"] == described
    assert image["loading"] == "lazy"
    (frame,) = page.select(".sheet svg rect")
    (box,) = facsimile(reader, ACROSS)["pages"][0]["boxes"]
    x, y, width, height = (float(str(frame[name])) for name in ("x", "y", "width", "height"))
    assert x <= box[0]
    assert y <= box[1]
    assert x + width >= box[2]
    assert y + height >= box[3]
    assert page.select_one(".sheet svg")["viewbox"] == "0 0 595.0 842.0"
    assert len(page.select(".beside-print")) == 2
    assert "第四条" in words(page.select_one(".beside-print.framed")) or "Article 4" in words(
        page.select_one(".framed")
    )
    assert [a["href"].split("?")[0] for a in page.select("a.turn")] == [
        f"/documents/{RULES_ID}/pages/{n}" for n in (1, 3)
    ]
    assert page.select_one(f'a[href="/documents/{RULES_ID}/original#page=2"]')


def test_the_first_page_has_none_before_and_the_last_none_after(reader: FlaskClient) -> None:
    assert [a["rel"] for a in soup(reader, f"/documents/{RULES_ID}/pages/1").select("a.turn")] == [["next"]]
    assert [a["rel"] for a in soup(reader, f"/documents/{RULES_ID}/pages/3").select("a.turn")] == [["prev"]]
    assert soup(reader, f"/documents/{SCAN_ID}/pages/1").select("a.turn") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_clauses_and_documents_lead_to_their_print(reader: FlaskClient, lang: str) -> None:
    for path in (f"/clauses/{ACROSS}", f"/documents/{RULES_ID}"):
        links = [str(a["href"]) for a in soup(reader, f"{path}?lang={lang}").select("a.to-print")]
        assert links
        for link in links:
            assert soup(reader, link).select_one(".print")
    assert len(soup(reader, f"/documents/{RULES_ID}").select(".clause a.to-print")) == 6


@pytest.mark.parametrize(("lang", "said"), [("zh", "文件第 2–3 页"), ("en", "pages 2–3 of the file")])
def test_the_source_names_the_pages_of_the_file_beside_the_lines(reader: FlaskClient, lang: str, said: str) -> None:
    facts = soup(reader, f"/clauses/{ACROSS}?lang={lang}").select_one(".facts")
    assert said in words(facts)
    assert facts.select_one("a[href$='/original#page=2']")


@pytest.mark.parametrize(("lang", "noted", "listed"), [
    ("zh", ["（存疑，或为烧 / 绕）", "（存疑）"], ["第 11 字“浇”：把握 42%，或为烧 / 绕", "第 15 字“做”：把握 50%"]),
    ("en", ["(uncertain, perhaps 烧 / 绕)", "(uncertain)"],
     ["“ 浇 ”, character 11: 42 % sure, perhaps 烧 / 绕", "“ 做 ”, character 15: 50 % sure"]),
])  # fmt: skip
def test_doubtful_characters_are_marked_and_explained(
    reader: FlaskClient, lang: str, noted: list[str], listed: list[str]
) -> None:
    page = soup(reader, f"/clauses/{WATERING}?lang={lang}&gloss=0")
    assert [one.get_text() for one in page.select(".paragraph .unsure")] == ["浇", "做"]
    assert [words(one) for one in page.select(".paragraph .unsaid")] == noted
    assert [words(one) for one in page.select("ul.lack li")] == listed
    warning = "个别文字由图像识别" if lang == "zh" else "Some characters were recognized in a picture"
    assert any(warning in words(one) for one in page.select("p.lack"))
    inside = soup(reader, f"/documents/{SCAN_ID}?lang={lang}")
    assert [one.get_text() for one in inside.select(".unsure")] == ["浇", "做"]
    beside = soup(reader, f"/documents/{SCAN_ID}/pages/1?lang={lang}")
    assert [one.get_text() for one in beside.select(".unsure")] == ["浇", "做"]


def test_a_mark_of_doubt_leaves_the_marks_of_a_search(reader: FlaskClient) -> None:
    page = soup(reader, f"/clauses/{WATERING}?q=浇水&lang=zh")
    assert "".join(one.get_text() for one in page.select("mark")) == "浇水"
    assert page.select_one(".unsure mark")


def test_the_interface_exports_pages_boxes_and_doubts(reader: FlaskClient) -> None:
    clause = reader.get(f"/api/v1/clauses/{WATERING}").get_json()["clause"]
    assert clause["source"]["page"] == 1
    assert len(clause["source"]["box"]) == 4
    assert [one["at"] for one in clause["doubtful"]] == [10, 14]
    across = reader.get(f"/api/v1/clauses/{ACROSS}").get_json()["clause"]["source"]
    assert (across["page"], across["pages"], len(across["box"])) == (2, [2, 3], 2)


@pytest.mark.parametrize("path", [f"/api/v1/clauses/{{clause_id}}{end}" for end in ("", "/facsimile")])
@pytest.mark.parametrize("clause", [ARTICLE, ACROSS, WATERING])
def test_a_full_answer_is_as_described(printed_app: Flask, path: str, clause: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", printed_app)
    case = schema[path]["GET"].Case(path_parameters={"clause_id": clause})
    answer = case.call(headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    case.validate_response(answer)


def test_the_page_of_the_interface_shows_a_facsimile(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    named = {"issue_id": "none", "document_id": RULES_ID, "clause_id": ARTICLE}
    monkeypatch.setattr("search_service.rest.samples._named", lambda _snapshot: named)
    shown = [str(one["href"]) for one in soup(reader, "/api?lang=en").select(".operation details a")]
    assert any(one.endswith("/facsimile") for one in shown)


@pytest.mark.parametrize(("document", "mimetype", "disposition"), [
    (RULES_ID, "application/pdf", "inline"), (SCAN_ID, "image/png", "inline"), (TEXT_ID, "application/octet-stream", "attachment"),
])  # fmt: skip
def test_a_browser_opens_printed_pages_and_keeps_all_else(
    reader: FlaskClient, document: str, mimetype: str, disposition: str
) -> None:
    with reader.get(f"/documents/{document}/original") as answer:
        assert answer.mimetype == mimetype
        assert answer.headers["Content-Disposition"].startswith(disposition)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.fixture
def elsewhere(built: tuple[Path, str], tmp_path: Path) -> Iterator[FlaskClient]:
    """A service that has the index without what was drawn, and a corpus folder in which the PDF was changed."""
    (tmp_path / RULES).write_bytes((built[0] / RULES).read_bytes().replace(b"%PDF-1.7", b"%PDF-1.4"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PictureCache, "get", lambda *_: None)
        yield create_app(Settings(index=built[1], corpus=str(tmp_path))).test_client()


@pytest.mark.parametrize("document", [RULES_ID, SCAN_ID])
def test_where_the_file_is_changed_or_gone_the_panel_says_so_in_both_languages(
    elsewhere: FlaskClient, document: str
) -> None:
    answer = elsewhere.get(f"/documents/{document}/pages/1?lang=zh")
    assert answer.status_code == 404
    said = words(BeautifulSoup(answer.text, "lxml").select_one(".wrong"))
    assert "本站已不存有读入时的文件" in said
    assert "is no longer kept here as it was when it was read" in said
    picture = elsewhere.get(f"/documents/{document}/pages/1.webp")
    assert (picture.status_code, picture.mimetype) == (404, "application/problem+json")
    assert elsewhere.get(f"/documents/{document}").status_code == 200


def test_a_file_that_leads_out_of_the_corpus_folder_is_not_drawn(built: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / RULES).symlink_to(built[0] / RULES)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PictureCache, "get", lambda *_: None)
        client = create_app(Settings(index=built[1], corpus=str(tmp_path / "corpus"))).test_client()
        assert client.get(f"/documents/{RULES_ID}/pages/1.webp").status_code == 404


def test_too_many_drawings_at_once_are_asked_to_come_again(printed_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PictureCache, "get", lambda *_: None)
    monkeypatch.setattr("search_service.web.admission.PATIENCE", 0.01)
    drawing = printed_app.extensions["gongbao_drawing"]
    entered = [drawing.enter() for _ in range(2)]
    try:
        answer = printed_app.test_client().get(f"/documents/{RULES_ID}/pages/1.webp")
        searched = printed_app.test_client().get("/api/v1/search?q=水表")
    finally:
        for one in entered:
            drawing.leave(one)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert searched.status_code == 200


def test_a_page_that_takes_too_long_is_503_and_tried_again(printed_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PictureCache, "get", lambda *_: None)
    monkeypatch.setattr("search_service.documents.page_pictures._SECONDS", 0.001)
    answer = printed_app.test_client().get(f"/documents/{RULES_ID}/pages/1.webp")
    assert answer.status_code == 503
    monkeypatch.undo()
    assert printed_app.test_client().get(f"/documents/{RULES_ID}/pages/1.webp").status_code == 200


def test_why_a_file_cannot_be_shown_is_said_and_not_tried_again(
    printed_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def refuse(*_):
        tried.append(1)
        raise FormatError(FindingCode.DAMAGED)

    kept: dict[str, bytes] = {}
    monkeypatch.setattr(PictureCache, "get", lambda _self, name: kept.get(name))
    monkeypatch.setattr(PictureCache, "put", lambda _self, name, data: kept.update({name: data}))
    monkeypatch.setattr("search_service.documents.page_pictures.draw_page", refuse)
    for _ in range(3):
        answer = printed_app.test_client().get(f"/documents/{RULES_ID}/pages/1.webp")
        assert answer.status_code == 404
        assert FindingCode.DAMAGED.en in answer.get_json()["detail"]
        assert FindingCode.DAMAGED.zh in answer.get_json()["detail_zh"]
    assert len(tried) == 1


def test_the_cache_keeps_what_was_used_last_and_no_more_than_its_size(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pages", most_bytes=10_000)
    for at, name in enumerate("abc"):
        cache.put(name, bytes(3000))
        os.utime(tmp_path / "pages" / name, (at, at))
    assert cache.get("a") == bytes(3000)
    cache.put("d", bytes(3000))
    assert [cache.get(name) is not None for name in "abcd"] == [True, False, True, True]
    assert sum(path.stat().st_size for path in (tmp_path / "pages").iterdir()) <= 10_000


def test_the_cache_gives_nothing_that_is_damaged_and_does_without_a_disk(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pages")
    cache.put("a", b"whole")
    assert cache.get("a") == b"whole"
    path = tmp_path / "pages" / "a"
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.get("a") is None
    (tmp_path / "file").write_bytes(b"")
    nowhere = PictureCache(tmp_path / "file")
    nowhere.put("a", b"whole")
    assert nowhere.get("a") is None


def test_what_was_drawn_is_kept_beside_the_index(built: tuple[Path, str], reader: FlaskClient) -> None:
    facsimile(reader, ARTICLE)
    assert list((Path(built[1].partition(":")[2]) / "cache" / "pages").iterdir())


def test_a_member_of_an_archive_is_drawn_as_the_file_itself_is(built: tuple[Path, str], tmp_path: Path) -> None:
    folder, url = tmp_path / "corpus", f"whoosh:{tmp_path / 'index'}"
    folder.mkdir()
    with zipfile.ZipFile(folder / "year.zip", "w") as archive:
        archive.write(built[0] / RULES, f"2023/{RULES}")
    index.rebuild(folder, url, options=index.RebuildOptions(vectors=False))
    client = create_app(Settings(index=url, corpus=str(folder))).test_client()
    found = facsimile(client, ACROSS)
    assert found["file"] == f"year.zip/2023/{RULES}"
    assert picture(client.get(found["pages"][0]["image"])).width == 1240
    with client.get(found["original"]) as answer:
        assert answer.data == (built[0] / RULES).read_bytes()


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "文字已按 corrections.toml 更正"), ("en", "was corrected by corrections.toml")]
)
def test_a_corrected_clause_says_so(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, lang: str, said: str) -> None:
    stored = Store.clause

    def corrected(store: Store, clause: str) -> Clause:
        return replace(stored(store, clause), warnings=(WarningCode.CORRECTED,))

    monkeypatch.setattr(Store, "clause", corrected)
    assert any(said in words(one) for one in soup(reader, f"/clauses/{ARTICLE}?lang={lang}").select("p.lack"))

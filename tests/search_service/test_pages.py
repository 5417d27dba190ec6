"""The pages: what stands on them, in which language, and that they search as the interface for programs does."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from index import Snapshot

PAGES = ["/", "/search?q=酒店", "/search?q=酒店+核电", "/issues", "/issues/bj-2024-14",
         "/documents/jingwenlvfa-2023-83?q=备案", "/search?page=0", "/nowhere"]  # fmt: skip


def page(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    return BeautifulSoup(answer.text, "lxml")


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("query", [
    "q=酒店", "q=酒店&body=北京市公安局", "q=体育&year=2018&sort=oldest", "q=体育&per_page=5&page=2",
    "q=管理&issue=bj-2024-14", "number=京政办发〔2024〕4号", "kind=article&category=部门文件", "q=hotel+industry",
    "q=管理&date_from=2023&date_to=2023-12", "doc_type=通知&q=体育", "deadline=年底前", "lead=市生态环境局",
    "q=体育&facets=kind,lead",
])  # fmt: skip
def test_page_and_interface_give_the_same_answer(client: FlaskClient, query: str) -> None:
    answer = json.loads(client.get(f"/api/v1/search?{query}").text)
    soup = page(client, f"/search?{query}&lang=en")
    links = [str(link["href"]).replace("lang=en", "").replace("?#", "#") for link in soup.select("a.to-clause")]
    wanted = [one["clause"]["url"] for one in answer["results"]]
    assert [re.sub(r"[?&]*#", "#", link) for link in links] == [re.sub(r"[?&]*#", "#", url) for url in wanted]
    assert words(soup.select_one(".sum h1")).startswith(str(answer["count"]))
    boxes = [(box["name"], box["value"]) for box in soup.select(".facets input")]
    commonest = {name: values[:60] for name, values in answer["facets"].items()}
    assert boxes == [(name, one["value"]) for name, values in commonest.items() for one in values]


def test_a_hit_shows_both_titles_and_which_is_official(client: FlaskClient) -> None:
    hit = page(client, "/search?q=hotel+industry&lang=en").select_one(".hit")
    assert hit is not None
    assert hit.select_one('h2 [lang="zh-Hans"]') is not None
    english = hit.select_one('[lang="en"][aria-describedby="official"]')
    assert "Hotel Industry" in words(english)
    soup = page(client, "/search?q=hotel+industry")
    assert "以中文版为准" in words(soup.select_one("#official"))


def test_a_filter_in_use_can_be_taken_away(client: FlaskClient) -> None:
    soup = page(client, "/search?q=体育&year=2018&body=北京市体育局&lang=zh")
    chips = soup.select(".chips a")
    assert [words(chip).split(": ")[1] for chip in chips] == ["北京市体育局", "2018年"]
    left = dict(parse_qsl(urlsplit(str(chips[0]["href"])).query))
    assert left == {"q": "体育", "year": "2018", "lang": "zh"}


def test_the_form_carries_every_filter_that_has_no_box(client: FlaskClient) -> None:
    soup = page(client, "/search?q=体育&issue=bj-2018-33&sort=newest&year=2018")
    hidden = {(box["name"], box["value"]) for box in soup.select("#search input[type=hidden]")}
    assert hidden == {("issue", "bj-2018-33"), ("sort", "newest")}
    assert [box["value"] for box in soup.select("input[checked]")] == ["2018"]


def test_nothing_found_says_which_word_finds_how_many(client: FlaskClient) -> None:
    told = words(page(client, "/search?q=酒店+核电+-民宿&lang=en").select_one(".nothing"))
    assert "核电 none" in told
    assert re.search(r"酒店 \d+ clauses", told)


def test_a_typed_number_leads_to_its_document(client: FlaskClient) -> None:
    banner = page(client, "/search?q=京政办发2024 4").select_one(".banner a")
    assert banner is not None
    assert banner["href"] == "/documents/jingzhengbanfa-2024-4"


def test_every_clause_heading_and_row_of_every_document_has_its_address(client: FlaskClient, index: Snapshot) -> None:
    for head in index.store.documents():
        ids = [str(tag["id"]) for tag in page(client, f"/documents/{head.id}").select("[id]")]
        assert len(ids) == len(set(ids)), head.id
        for clause in index.store.document(head.id).clauses:
            wanted = {clause.eid, *(step.eid for step in clause.path), *(one.eid for one in clause.anchors)}
            assert wanted <= set(ids), clause.id


def test_every_character_of_a_clause_is_on_the_page(client: FlaskClient, index: Snapshot) -> None:
    soup = page(client, "/documents/jingwenlvfa-2023-83?q=酒店+管理")
    for clause in index.store.document("jingwenlvfa-2023-83").clauses:
        shown = soup.find(id=clause.eid)
        assert isinstance(shown, Tag)
        text = "".join(one.get_text() for one in shown.select(".paragraph"))
        assert text == clause.text.replace("\n", "")


def test_the_document_page_marks_the_hits_and_leads_from_one_to_the_next(client: FlaskClient) -> None:
    soup = page(client, "/documents/jingwenlvfa-2023-83?q=酒店")
    hits = [str(tag["id"]) for tag in soup.select(".hit-clause")]
    onward, back = (
        [str(link["href"]) for link in soup.select(f".hit-clause .tail [rel={rel}]")] for rel in ("next", "prev")
    )
    assert len(hits) > 5
    assert onward == [f"#{eid}" for eid in hits[1:]]
    assert back == [f"#{eid}" for eid in hits[:-1]]
    assert {mark.get_text() for mark in soup.select(".text mark")} == {"酒店"}


def test_task_rows_stand_in_a_table_by_the_meaning_of_their_columns(client: FlaskClient) -> None:
    soup = page(client, "/documents/jingzhengbanfa-2024-4?lang=en")
    columns = [words(cell) for cell in soup.select(".frame")[0].select("thead th")]
    assert columns[1:5] == ["No.", "Task", "Measures", "Deadline"]
    assert soup.select_one("tr#annex_1__row_1 td.deadline") is not None


def test_contents_stand_side_by_side(client: FlaskClient) -> None:
    rows = page(client, "/issues/bj-2024-14").select(".contents tbody tr:not(.category)")
    assert len(rows) == 6
    for row in rows:
        zh, en, number = row.select("td")
        assert (zh["lang"], en["lang"]) == ("zh-Hans", "en")
        assert zh.a is not None
        assert words(en)
        assert re.fullmatch(r"第\d+页", words(number))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_every_page_is_in_the_language_asked_for_and_leads_to_the_other(
    client: FlaskClient, path: str, lang: str, tag: str
) -> None:
    soup = BeautifulSoup(client.get(_in(lang, path)).text, "lxml")
    assert soup.html is not None
    assert soup.html["lang"] == tag
    other = soup.select_one(f".languages [hreflang={'en' if lang == 'zh' else 'zh'}]")
    assert other is not None
    assert urlsplit(str(other["href"])).path == path.partition("?")[0]


@pytest.mark.parametrize("path", PAGES)
def test_chinese_runs_on_an_english_page_say_that_they_are_chinese(client: FlaskClient, path: str) -> None:
    soup = BeautifulSoup(client.get(_in("en", path)).text, "lxml")
    for text in soup.body.find_all(string=re.compile(r"[\u4e00-\u9fff]")) if soup.body else ():
        holder = text.find_parent(attrs={"lang": True})
        assert holder is not None
        assert holder["lang"] == "zh-Hans", text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anyone_else_or_holds_a_script(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    soup = BeautifulSoup(answer.text, "lxml")
    links = [
        str(tag.get("src") or tag.get("href") or tag.get("action")) for tag in soup.select("[src],[href],[action]")
    ]
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in links)
    assert not soup.select("script:not([src]):not([type='application/ld+json']), style, [style], [onclick]")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7*7 }}", "../../etc"])
@pytest.mark.parametrize("path", ["/search", "/documents/jingwenlvfa-2023-83"])
def test_what_was_typed_is_shown_as_text(client: FlaskClient, path: str, text: str) -> None:
    for query in ({"q": text}, {"q": "x", "body": text}, {"q": "x", text: "y"}):
        answer = client.get(path, query_string=query)
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "49" not in BeautifulSoup(answer.text, "lxml").title.get_text()  # type: ignore[union-attr]


def test_an_unknown_interface_language_is_refused(client: FlaskClient) -> None:
    assert "lang" in words(page(client, "/?lang=fr", status=400).select_one(".wrong"))


def test_the_language_of_the_browser_is_taken_where_none_is_asked_for(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9,zh;q=0.1"})
    assert '<html lang="en">' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_app_works_under_a_prefix(client: FlaskClient) -> None:
    answer = client.get("/search?q=酒店", base_url="http://localhost/gongbao/")
    soup = BeautifulSoup(answer.text, "lxml")
    links = [
        str(tag.get("href") or tag.get("src") or tag.get("action")) for tag in soup.select("[href],[src],[action]")
    ]
    assert [link for link in links if not link.startswith(("/gongbao/", "#"))] == []


def _in(lang: str, path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def test_where_a_filter_is_in_the_way_the_page_says_which(client: FlaskClient) -> None:
    soup = page(client, "/search?q=酒店&year=2018&kind=article&lang=en")
    told = [words(one) for one in soup.select(".nothing li")]
    assert told == ["without “2018” 29 clauses", "without “Article” none"]
    left = dict(parse_qsl(urlsplit(str(soup.select(".nothing li a")[0]["href"])).query))
    assert left == {"q": "酒店", "kind": "article", "lang": "en"}


def test_where_few_clauses_have_every_word_the_page_says_what_each_finds(client: FlaskClient) -> None:
    told = [words(one) for one in page(client, "/search?q=酒店+核电&lang=en").select(".each li")]
    assert [one.split(" ")[0] for one in told] == ["酒店", "核电"]
    assert told[1] == "核电 none"


def test_every_example_finds_as_many_clauses_as_it_says(client: FlaskClient) -> None:
    shown = [*page(client, "/").select(".asks li")[:5], *page(client, "/search?q=酒店").select(".hints .asks li")]
    assert len(shown) == 13
    for one in shown:
        assert one.a is not None
        found = page(client, str(one.a["href"])).select_one(".sum h1")
        count, *in_text = re.split(r"(?=（)", words(one.select_one(".count")))
        assert words(found).startswith(count)
        assert bool(in_text) is ("正文含有" in words(page(client, str(one.a["href"])).select_one(".sum")))


def test_the_unit_of_the_words_is_chosen_beside_the_count_and_taken_back_by_its_chip(client: FlaskClient) -> None:
    soup = page(client, "/search?q=消防+旅游&lang=en")
    choices = {words(one): str(one["href"]) for one in soup.select(".choices a[href*=scope]")}
    assert list(choices) == ["document", "issue"]
    wider = page(client, choices["document"])
    chips = {words(one): dict(parse_qsl(urlsplit(str(one["href"])).query)) for one in wider.select(".chips a")}
    assert chips["Remove this filter: All words within one: document"] == {"q": "消防 旅游", "lang": "en"}
    assert ("scope", "document") in {(box["name"], box["value"]) for box in wider.select("#search input[type=hidden]")}


def test_a_word_that_was_taken_out_can_be_taken_back(client: FlaskClient) -> None:
    soup = page(client, "/search?q=hotel+industry&lang=en")
    (drop,) = soup.select(".also .chips a")
    assert words(drop) == "Stop searching for: 酒店业 hotel industry glossary"
    without = page(client, str(drop["href"]))
    assert not without.select(".also")
    (back,) = [one for one in without.select(".chips a") if "Search this word again" in words(one)]
    assert dict(parse_qsl(urlsplit(str(back["href"])).query)) == {"q": "hotel industry", "lang": "en"}


def test_every_word_that_was_searched_beside_says_why(client: FlaskClient) -> None:
    chips = page(client, "/search?q=雾霾+治理&lang=en").select(".also .chips a")
    assert [words(one.select_one(".why")) for one in chips]
    assert "everyday word" in {words(one.select_one(".why")) for one in chips}


def test_what_other_years_say_alike_stands_beside_a_hit(client: FlaskClient) -> None:
    soup = page(client, "/search?q=京政办发〔2024〕4号&lang=en")
    likes = soup.select(".likes a")
    assert {words(one).split()[0] for one in likes} >= {"2021", "2022"}
    assert page(client, str(likes[0]["href"])).select_one(".single") is not None


def test_files_of_the_pages_are_kept_for_good_and_change_their_address_with_their_content(client: FlaskClient) -> None:
    soup = page(client, "/search?q=酒店")
    files = [str(one.get("href") or one.get("src")) for one in soup.select("link[rel=stylesheet], script[src]")]
    assert len(files) == 6
    for address in files:
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get(files[0].partition("?")[0]) as answer:
        assert "immutable" not in answer.headers["Cache-Control"]

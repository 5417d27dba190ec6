"""English without Chinese: names, types, labels and deadlines, and pages on which Chinese is text, title or name only."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from corpus import Gazette
from corpus.data import data
from corpus.language.bodies import register
from index import Snapshot
from search_service.answer.glosses import Glosses, glosses_of
from search_service.answer.marking import MarkedRun
from search_service.english.data import table
from search_service.english.deadlines import english_deadline
from search_service.english.labels import english_label, english_provision
from search_service.english.names import english_name
from search_service.english.papers import english_number, english_periodical, english_section, english_type

HAN = re.compile(r"[\u3400-\u9fff]")
NAMES = {
    "深圳市人民政府": "Shenzhen Municipal People's Government",
    "四川省人民政府办公厅": "General Office of the Sichuan Provincial People's Government",
    "青岛市市南区人民政府": "Shinan District People's Government, Qingdao",
    "宁夏回族自治区教育厅": "Ningxia Hui Autonomous Region Department of Education",
    "西安市公安局": "Xi'an Municipal Public Security Bureau",
    "武汉市城市管理委员会": "Wuhan Municipal Urban Management Commission",
    "市住建局": "Municipal Housing and Urban-Rural Development Bureau",
    "省乡村振兴局": "Provincial Rural Revitalization Bureau",
    "县教育局": "County Education Bureau",
    "长宁区市场监督管理局": "Changning District Market Regulation Bureau",
    "中共南京市委": "CPC Nanjing Municipal Committee",
    "省委宣传部": "Publicity Department of the CPC Provincial Committee",
    "各县人民政府": "People's Government of every county",
    "天津经济技术开发区管委会": "Administrative Committee of Tianjin Economic-Technological Development Area",
    "水利部": "Ministry of Water Resources",
    "市水利局、市财政局": "Municipal Water Resources Bureau, Municipal Finance Bureau",
    "市水利局等部门": "Municipal Water Resources Bureau and other departments",
    "市水利局(含高新区管委会)": "Municipal Water Resources Bureau (including Administrative Committee of the High-Tech Zone)",
    "国家税务总局江苏省税务局": "State Taxation Administration Jiangsu Provincial Taxation Bureau",
    "昆山市": "Kunshan City",
}  # fmt: skip
DEADLINES = {
    "8月底前": "by the end of August",
    "2026年10月20日前": "by 20 October 2026",
    "5月1日起": "from 1 May",
    "3—5月": "March to May",
    "年底前；长期实施": "by the end of the year; ongoing",
    "汛期前（6月1日前）": "before the flood season (by 1 June)",
    "每年9月底前": "every year, by the end of September",
    "2027年底前": "by the end of 2027",
    "14月底前": None,
    "视情况而定": None,
}
LABELS = {"第七章": "Chapter 7", "第二十一条": "Article 21", "第八条之二": "Article 8-2", "四、": "Section 4", "（五）": "(5)",
          "3.": "3.", "附件2": "Annex 2", "附件": "Annex", "专栏4": "Box 4", "——": "Item", "乙": None}  # fmt: skip
#: Parts of a page that are the words of the interface, in which an English reader meets no Chinese.
INTERFACE = (
    ".site nav:not(.languages), .facets, .sum > :not(h1), .choices, .badge, .facts > span:not(.number), .around, .foot, .head .notice, .columns .notice, .tools summary,"
    " .official, .status strong, .label .origin, .pages, .cited dt, .head dt, .years, .year"
)


@pytest.mark.parametrize(("name", "wanted"), NAMES.items())
def test_a_name_that_no_gazette_prints_in_english_is_rendered_by_rules(name: str, wanted: str) -> None:
    assert english_name(name).text == wanted
    assert not english_name(name).stated


def test_a_name_that_a_gazette_prints_in_english_is_that_one() -> None:
    stated = [body for body in register().by_name.values() if body.name_en]
    assert {(english_name(body.name).text, english_name(body.name).stated) for body in stated} == {
        (body.name_en, True) for body in stated
    }


@pytest.mark.parametrize(
    "name", ["某某", "无名堂", "（）", "东西南北中", "一二三四公司", "各", "市", "等部门", "委", "、", "x市"]
)
def test_any_name_has_an_english_one(name: str) -> None:
    assert not HAN.search(english_name(name).text)


def test_every_body_and_department_of_the_gazettes_has_an_english_name(merged: dict[str, Gazette]) -> None:
    documents = [document for gazette in merged.values() for document in gazette.documents]
    rows = [clause.task for document in documents for clause in document.clauses if clause.task]
    names = {body.name for document in documents for body in document.issuing_bodies}
    names |= {name for row in rows for name in (*row.lead, *row.responsible, *row.assisting)}
    assert [name for name in names if HAN.search(english_name(name).text)] == []
    deadlines = {row.deadline for row in rows if row.deadline}
    assert [deadline for deadline in deadlines if english_deadline(deadline) is None] == []


@pytest.mark.parametrize(("deadline", "wanted"), DEADLINES.items())
def test_a_deadline_in_english(deadline: str, wanted: str | None) -> None:
    assert english_deadline(deadline) == wanted


@pytest.mark.parametrize(("label", "wanted"), LABELS.items())
def test_a_label_in_english(label: str, wanted: str | None) -> None:
    assert english_label(label) == wanted


def test_where_a_clause_stands_in_english(index: Snapshot) -> None:
    clause = index.store.clause("jingwenlvfa-2023-83/chp_3__art_13")
    assert english_provision(clause) == "Chapter 3, Article 13"
    assert english_provision(clause, short=True) == "ch. 3, art. 13"
    assert english_provision(index.store.clause("jingzhengbanfa-2024-4/annex_1__row_4")).startswith("Annex 1, ")


def test_papers_in_english() -> None:
    assert (english_type("批复"), english_type("没有的种类")[:1].isupper()) == ("Reply", True)
    assert english_section("省政府办公厅文件") == "Documents of the General Office of the Provincial Government"
    assert english_section("市委 市政府联合文件") == (
        "Documents Jointly Issued by the CPC Municipal Committee and the Municipal Government"
    )
    assert english_number("沪府发〔2020〕7号") == "Hufufa [2020] No. 7"
    assert english_periodical("湖北省人民政府公报") == "Gazette of the Hubei Provincial People's Government"


def test_every_type_of_paper_has_an_english_name() -> None:
    kinds = data("papers.toml")
    assert {*kinds["outer"], *kinds["inner"]} <= set(table("papers", "types"))


def test_a_gloss_stands_at_the_longest_known_word_and_changes_no_text() -> None:
    glosses = Glosses({"行业主管部门": "industry regulator", "部门": "department"}, {"日内": "in a few days"})
    pieces = [
        MarkedRun("向行业主管"),
        MarkedRun("部门", highlight=True, anchor="a"),
        MarkedRun("，30日内告知行业主管部门。"),
    ]
    found = list(glosses.pieces(pieces))
    assert "".join(one.text for one in found) == "".join(one.text for one in pieces)
    assert [(one.text, one.gloss, one.highlight) for one in found if one.gloss] == [
        ("部门", "department", True), ("行业主管部门", "industry regulator", False),
    ]  # fmt: skip
    assert [one.anchor for one in found if one.anchor] == ["a"]


def test_glosses_come_from_the_glossary_first(index: Snapshot) -> None:
    known = glosses_of(index)
    assert known.of("校医") == "school doctor"
    assert known.of("没有的词语") is None
    assert not set(known.terms) & set(known.words)


def read(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "lxml")


def pages(index: Snapshot) -> Iterator[str]:
    yield from (
        "/",
        "/issues",
        "/search?q=酒店",
        "/search?q=hotel+registration",
        "/search?q=酒店+核电",
        "/search?year=2024&per_page=50",
    )
    yield from (
        "/search?lead=市水务局&deadline=年底前",
        "/search?q=大气&doc_type=通知&facets=body,year,issue,category,doc_type,kind,lead",
    )
    yield from ("/bodies", "/bodies/beijingshigonganju", "/compare?old=jingzhengbanfa-2022-6&new=jingzhengbanfa-2024-4")
    yield from (
        "/tasks",
        "/tasks/jingzhengbanfa-2022-6/annex_2__row_9",
        "/terms?q=新能源",
        "/about",
        "/help",
        "/download",
        "/api",
    )
    for issue in index.store.issues():
        yield f"/issues/{issue.id}"
    for head in index.store.documents():
        yield f"/documents/{head.id}"
        clauses = list(index.store.document(head.id).clauses)
        for clause in clauses[:: max(1, len(clauses) // 2)]:
            yield f"/clauses/{quote(clause.id)}"


def test_chinese_on_an_english_page_is_marked_as_chinese_and_never_a_word_of_the_interface(
    client: FlaskClient, index: Snapshot
) -> None:
    for path in pages(index):
        soup = read(client, path)
        assert isinstance(soup.body, Tag)
        for text in soup.body.find_all(string=HAN):
            holder = text.find_parent(attrs={"lang": True})
            if text.find_parent(["pre", "code", "textarea"]):
                continue
            assert isinstance(holder, Tag)
            assert holder["lang"] == "zh-Hans", (path, text)
        said = [part.get_text(" ") for part in soup.select(INTERFACE)]
        assert [text for text in said if HAN.search(text)] == [], path
        labels = [tag[name] for name in ("title", "alt", "placeholder", "aria-label") for tag in soup.body.select(f"[{name}]")
                  if not tag.find_parent(attrs={"lang": "zh-Hans"}) and tag.get("lang") != "zh-Hans"]  # fmt: skip
        typed = unquote(path).partition("?q=")[2]
        assert [label for label in labels if HAN.search(str(label).replace(typed or " ", ""))] == [], path


def test_glosses_can_be_switched_off_and_the_choice_goes_along(client: FlaskClient) -> None:
    soup = read(client, "/search?q=hotel+registration")
    assert soup.select(".snippet ruby rt[lang=en]")
    off = soup.select_one(".glosses a")
    assert isinstance(off, Tag)
    plain = BeautifulSoup(client.get(str(off["href"])).text, "lxml")
    assert not plain.select("rt")
    assert "gloss=0" in str(plain.select("a.to-clause")[0]["href"])
    assert "gloss=0" in str(plain.select(".site nav a")[1]["href"])
    assert client.get("/issues?gloss=0").status_code == 200
    assert client.get("/issues?gloss=x").status_code == 400
    assert not BeautifulSoup(client.get("/search?q=酒店&lang=zh").text, "lxml").select("rt, .glosses")


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("fr-FR,fr;q=0.9", "en"), ("de", "en"), ("zh-CN,en;q=0.5", "zh-Hans"), ("en-GB", "en"), ("", "zh-Hans")],
)
def test_a_browser_that_asks_for_neither_language_gets_english(client: FlaskClient, accepted: str, lang: str) -> None:
    headers = {"Accept-Language": accepted} if accepted else {}
    soup = BeautifulSoup(client.get("/", headers=headers).text, "lxml")
    assert soup.html is not None
    assert soup.html["lang"] == lang


def test_a_name_that_is_our_rendering_says_so(client: FlaskClient) -> None:
    soup = read(client, "/documents/jingwenlvfa-2023-83")
    ours = {one.get_text() for one in soup.select(".head dl .ours")}
    assert "Beijing Municipal Public Security Bureau" in ours
    assert "Beijing Municipal Bureau of Culture and Tourism" not in ours
    assert "Names with ° are our rendering" in soup.select(".foot")[0].get_text()


@pytest.mark.parametrize(("lang", "heading"), [("en", "Column 2"), ("zh", "第2列")])
def test_a_column_that_is_only_numbered_is_numbered_in_the_language_of_the_reader(
    client: FlaskClient, lang: str, heading: str
) -> None:
    soup = BeautifulSoup(client.get(f"/clauses/jingzhengbanfa-2024-4/annex_6__row_3?lang={lang}").text, "lxml")
    heads = [one.get_text() for one in soup.select(".single thead th")]
    assert heads[:2] == ["区", heading]
    assert soup.select(".single tbody td")[1]["data-label"] == heading


def test_the_years_of_a_task_say_its_deadline_and_departments_in_english_beside_the_print(client: FlaskClient) -> None:
    soup = read(client, "/tasks/jingzhengbanfa-2024-4/annex_1__row_20_2")
    beside = {one.get_text(strip=True) for one in soup.select(".years-table .gloss[lang=en]")}
    assert "by the end of the year" in beside
    assert any("Public Security Bureau" in one for one in beside)
    assert not BeautifulSoup(client.get("/tasks/jingzhengbanfa-2024-4/annex_1__row_20_2?lang=zh").text, "lxml").select(
        ".gloss"
    )

"""Archives unlike the five gazettes: no issues, no dates, lost cells, too many values or clauses for what is usual."""

import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from tests.search_service.conftest import Serving

HEAD = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位"
TOP = "关于印发行动计划的通知\n\n京政办发〔2021〕9号\n\n各区：\n\n现予印发。\n\n某局\n\n2021年2月23日\n\n附件 1\n\n行动计划\n\n"
#: Without number, date and issue; its first annex has no title.
BARE = f"关于清理河道的通知\n\n各区：\n\n请清理河道。\n\n某局\n\n附件 1\n\n{HEAD}\n1\t甲\t巡查水面。\t年底前\t市水务局\t\t\n"
DEPARTMENTS = [
    f"市{left}{right}局"
    for left in "水林农商交建教科文体卫民司财人环规园审统"
    for right in "务业贸通设育技化健政法力源保划林计监管"
]


@pytest.fixture(scope="module")
def odd(serving: Serving) -> FlaskClient:
    """A table with a row that lost its task and its measures, and with a lead department for each other row."""
    rows = [f"{n}\t甲\t开展检查。\t年底前\t{lead}\t\t" for n, lead in enumerate(DEPARTMENTS, 2)]
    return serving({"a.txt": TOP + "\n".join([HEAD, "1\t\t\t年底前\t市水务局\t\t", *rows]) + "\n", "b.txt": BARE})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_without_task_and_measures_is_shown_by_its_text(odd: FlaskClient, lang: str) -> None:
    listed = odd.get(f"/tasks?lead=市水务局&lang={lang}")
    assert listed.status_code == 200
    assert "完成时限:年底前" in listed.text
    clause = re.search(r'href="/documents/([^"?#]*)(?:\?[^"#]*)?#([^"]*row_1)"', listed.text)
    assert clause
    through = odd.get(f"/tasks/{clause[1]}/{clause[2]}?lang={lang}")
    assert through.status_code == 200
    assert "完成时限:年底前" in through.text


def test_a_page_lists_the_commonest_values_of_a_filter_and_those_chosen(odd: FlaskClient) -> None:
    page = odd.get(f"/search?q=检查&lead={DEPARTMENTS[-1]}&lang=zh").text
    offered = set(re.findall(r'name="lead" value="([^"]+)"', page))
    assert len(offered) == 61
    assert DEPARTMENTS[-1] in offered
    every = odd.get("/api/v1/search?q=检查&facet_size=1000").get_json()["facets"]["lead"]
    assert len(every) == len(DEPARTMENTS)
    assert len(odd.get("/api/v1/search?q=检查&facet_size=2").get_json()["facets"]["lead"]) == 2


def test_the_list_of_tasks_offers_the_commonest_values_of_a_filter(odd: FlaskClient) -> None:
    page = odd.get("/tasks?lang=en").text
    (offered,) = (one for one in BeautifulSoup(page, "lxml").select(".pick") if one.select("[name=lead]"))
    assert len(offered.select("input")) == 300
    assert f"{len(DEPARTMENTS) - 300} rarer values are not listed" in offered.get_text()


@pytest.mark.parametrize("names", [[DEPARTMENTS[-1]], [DEPARTMENTS[-1], DEPARTMENTS[0]]])
def test_a_form_that_is_sent_as_it_stands_asks_for_the_same_tasks(odd: FlaskClient, names: list[str]) -> None:
    form = BeautifulSoup(odd.get("/tasks", query_string={"lead": names}).text, "lxml").select_one("form.narrow")
    assert form is not None
    sent = [(str(one["name"]), str(one.get("value", ""))) for one in form.select("input[type=hidden], input[checked]")]
    sent += [(str(one["name"]), str(one.select_one("option[selected]")["value"])) for one in form.select("select")]
    assert {pair for pair in sent if pair[1]} == {("lead", name) for name in names}


def test_where_there_are_no_issues_the_years_are_those_of_the_documents(odd: FlaskClient) -> None:
    (year,) = odd.get("/api/v1/search?q=检查").get_json()["facets"]["year"]
    assert year["value"] == "2021"
    for path in ("/search?q=检查&year=2021", "/terms?q=检查", "/terms.svg?q=检查", "/terms/timeline.csv?q=检查"):
        assert odd.get(path).status_code == 200, path
    assert odd.get("/api/v1/timeline?q=检查").get_json()["years"] == ["2021"]


def test_clauses_whose_bodies_are_not_known_are_drawn_all_the_same(odd: FlaskClient) -> None:
    timeline = odd.get("/api/v1/timeline?q=检查").get_json()
    assert not timeline["series"]
    picture = etree.fromstring(odd.get("/terms.svg?q=检查&lang=en").data)
    assert f"{timeline['count']}" in list(picture.itertext())
    assert len(picture.findall(".//{*}a")) == len(timeline["years"])


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有注明年份的条款。"), ("en", "No clause with a year.")])
def test_clauses_without_any_year_make_a_picture_that_says_so(odd: FlaskClient, lang: str, said: str) -> None:
    timeline = odd.get("/api/v1/timeline?q=河道").get_json()
    assert timeline["count"]
    assert not timeline["years"]
    picture = odd.get(f"/terms.svg?q=河道&lang={lang}")
    assert picture.status_code == 200
    assert said in "".join(map(str, etree.fromstring(picture.data).itertext()))
    page = odd.get(f"/terms?q=河道&lang={lang}").text
    assert said in page
    assert "<picture" not in page


def test_what_a_document_does_not_state_is_not_shown_as_none(odd: FlaskClient) -> None:
    clauses = odd.get("/api/v1/documents/b").get_json()["parts"]
    assert clauses
    paths = ["/", "/issues", "/tasks", "/search?q=河道", "/search?q=水面", "/terms?q=河道", "/documents/b",
             "/clauses/b/para_1", "/clauses/b/annex_1__row_1", "/tasks/b/annex_1__row_1", "/documents/b.txt",
             "/search.csv?q=河道", "/search.atom?q=水面", "/tasks.csv"]  # fmt: skip
    for path in paths:
        answer = odd.get(path)
        assert answer.status_code == 200, path
        assert not re.search(r"\bNone\b", answer.text), path

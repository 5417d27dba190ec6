"""Archives unlike the five gazettes: tables with lost cells, and more values of a filter than a page can list."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import index
from search_service import Settings, create_app

HEAD = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位"
TOP = "关于印发行动计划的通知\n\n京政办发〔2021〕9号\n\n各区：\n\n现予印发。\n\n某局\n\n2021年2月23日\n\n附件 1\n\n行动计划\n\n"
DEPARTMENTS = [
    f"市{left}{right}局"
    for left in "水林农商交建教科文体卫民司财人环规园审统"
    for right in "务业贸通设育技化健政法力源保划林计监管"
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A table with a row that lost its task and its measures, and with a lead department for each other row."""
    folder: Path = tmp_path_factory.mktemp("odd")
    corpus, url = folder / "corpus", f"whoosh:{folder / 'index'}"
    corpus.mkdir()
    rows = [f"{n}\t甲\t开展检查。\t年底前\t{lead}\t\t" for n, lead in enumerate(DEPARTMENTS, 2)]
    (corpus / "a.txt").write_text(TOP + "\n".join([HEAD, "1\t\t\t年底前\t市水务局\t\t", *rows]) + "\n", "utf-8")
    index.rebuild(corpus, url, options=index.RebuildOptions(vectors=False))
    return create_app(Settings(index=url, corpus=str(corpus))).test_client()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_without_task_and_measures_is_shown_by_its_text(odd: FlaskClient, lang: str) -> None:
    listed = odd.get(f"/tasks?lead=市水务局&lang={lang}")
    assert listed.status_code == 200
    assert "完成时限:年底前" in listed.text
    clause = re.search(r'href="(/tasks/[^"]*row_1)(?:\?[^"]*)?"', listed.text)
    assert clause
    through = odd.get(f"{clause[1]}?lang={lang}")
    assert through.status_code == 200
    assert "完成时限:年底前" in through.text


def test_a_page_lists_the_commonest_values_of_a_filter_and_those_chosen(odd: FlaskClient) -> None:
    page = odd.get(f"/search?q=检查&lead={DEPARTMENTS[-1]}&lang=zh").text
    offered = set(re.findall(r'name="lead" value="([^"]+)"', page))
    assert len(offered) == 61
    assert DEPARTMENTS[-1] in offered
    assert f"另有 {len(DEPARTMENTS) - 61} 个较少见的项未列出" in page
    every = odd.get("/api/v1/search?q=检查").get_json()["facets"]["lead"]
    assert len(every) == len(DEPARTMENTS)


def test_the_list_of_tasks_offers_the_commonest_values_of_a_filter(odd: FlaskClient) -> None:
    page = odd.get("/tasks?lang=en").text
    offered = re.search(r'<select id="by-lead".*?</select>', page, re.DOTALL)
    assert offered
    assert offered[0].count("<option value=") == 301
    assert f"{len(DEPARTMENTS) - 300} rarer values are not listed" in offered[0]

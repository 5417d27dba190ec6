"""An answer comes of one generation of the index, also where the index is switched while it is made."""

from itertools import cycle
from pathlib import Path

import pytest
from flask import Flask

import index
from index import Snapshot
from search_service import Settings, create_app
from search_service.library import Library

HEAD = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位"
TITLE = "关于印发行动计划的通知\n\n京政办发〔{year}〕9号\n\n各区：\n\n现予印发。\n\n某局\n\n{year}年2月23日\n\n附件 1\n\n计划\n\n"
YEARS = {"one": (2019, 2020), "other": (2020, 2022)}
PATHS = [
    "/", "/issues", "/sitemap-1.xml", "/search?q=检查", "/search.csv?q=检查", "/terms?q=检查", "/terms.csv?q=检查", "/terms.svg?q=检查",
    "/terms/timeline.csv?q=检查", "/api/v1/timeline?q=检查", "/tasks", "/tasks.csv", "/api/v1/tasks",
    *(f"{path}{id_}" for id_ in ("jingzhengbanfa-2019-9", "jingzhengbanfa-2020-9") for path in (
        "/documents/", "/api/v1/documents/")),
    *(f"{path}{id_}/annex_1__row_1" for id_ in ("jingzhengbanfa-2019-9", "jingzhengbanfa-2020-9") for path in (
        "/clauses/", "/api/v1/clauses/", "/tasks/", "/api/v1/tasks/")),
]  # fmt: skip


class Restless(Library):
    """An index that is switched after every look at it; the first look finds the one named first."""

    def __init__(self, *libraries: Library) -> None:
        super().__init__("")
        self._turns = cycle(libraries)

    def snapshot(self) -> Snapshot:
        return next(self._turns).snapshot()


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flask]:
    """Two generations: plans of two years each, of which they share one."""
    folder: Path = tmp_path_factory.mktemp("generations")
    apps = {}
    for name, years in YEARS.items():
        corpus, url = folder / name, f"whoosh:{folder / f'{name}-index'}"
        corpus.mkdir()
        for year in years:
            rows = [f"{n}\t任务{n}\t{name}检查第{n}段。\t年底前\t市水务局\t\t" for n in range(1, year - 1900)]
            (corpus / f"{year}.txt").write_text(TITLE.format(year=year) + "\n".join([HEAD, *rows]) + "\n", "utf-8")
        index.rebuild(corpus, url, options=index.RebuildOptions(vectors=False))
        apps[name] = create_app(Settings(index=url, corpus=str(corpus)))
    return apps


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_that_of_one_generation_or_the_other(archives: dict[str, Flask], path: str) -> None:
    whole = [app.test_client().get(path) for app in archives.values()]
    assert whole[0].data != whole[1].data or path == "/issues"
    assert 200 in {one.status_code for one in whole}
    libraries = [app.extensions["gongbao"] for app in archives.values()]
    for order in (libraries, libraries[::-1]):
        app = create_app(Settings(index="whoosh:nowhere"))
        app.extensions["gongbao"] = Restless(*order)
        answer = app.test_client().get(path)
        assert (answer.status_code, answer.data) in [(one.status_code, one.data) for one in whole]

"""Search finds what a likely misreading of a scan would have hidden."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import parse, sources
from corpus.formats import TextFile
from corpus.printed.printed_text import Doubt, PrintedText, located
from index import RebuildOptions, open_index, rebuild
from index.doubtful_text import searched_text
from search_service.search import search_in
from tests.index.conftest import EMBEDDED

NOTICE = "关于加强停车管理的通知\n京政办发〔2024〕4号\n各区人民政府：\n一、末经批准，不得占用道路停车。\n二、各部门应当落实责任。\n"


def printed() -> PrintedText:
    line = NOTICE.split("\n").index("一、末经批准，不得占用道路停车。")
    return PrintedText(NOTICE, doubts=(Doubt(line + 1, 2, 0.55, ("未", "木")),))


def test_the_other_readings_of_a_character_are_searched_with_what_stands_around_it() -> None:
    gazette = located(parse(NOTICE, "scan.pdf"), printed())
    doubted, sure = gazette.documents[0].clauses
    assert searched_text(doubted).split("\n")[1:] == ["未经批准，不得占用", "木经批准，不得占用"]
    assert searched_text(sure) == sure.text


def test_a_reading_does_not_reach_over_a_paragraph() -> None:
    gazette = located(parse(NOTICE, "scan.pdf"), printed())
    doubted = next(gazette.documents[0].clauses)
    (doubt,) = doubted.doubtful
    two = replace(doubted, text="甲乙\n末经\n丙丁", doubtful=(replace(doubt, at=3, readings=("未",)),))
    assert searched_text(two).split("\n")[3:] == ["未经"]


@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_word_that_the_scan_misread_is_a_match(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def misread(given: TextFile, *_: object) -> PrintedText:
        assert given.suffix == ".txt"
        return printed()

    monkeypatch.setattr(sources, "read_file", misread)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "scan.txt").write_text(NOTICE, "utf-8")
    url = f"{engine}:{tmp_path / 'index'}"
    rebuild(tmp_path / "corpus", url, options=RebuildOptions(vectors=False))
    snapshot = open_index(url)
    for query in ("未经批准", "末经批准"):
        view = search_in(snapshot, {"q": [query]})
        assert (view.count, view.results[0].match) == (1, "all"), query
    snapshot.close()

"""The status of a document, what its print lacks, rows as rows, two documents beside one another, and bodies."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

import corpus
from corpus.model import Document
from index import Snapshot
from index.query import parse_query
from search_service.answer.marking import Marks
from search_service.documents.comparable import comparable_documents
from search_service.documents.comparing import Fate, changes, comparison
from search_service.documents.gaps import gaps
from search_service.documents.reading import read_row
from search_service.documents.related import related
from search_service.documents.status import State, last_day, status_of

HOTELS, PLAN, OLD_PLAN = "jingwenlvfa-2023-83", "jingzhengbanfa-2024-4", "jingzhengbanfa-2022-6"


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "lxml")


def words(soup: BeautifulSoup, chosen: str) -> str:
    return " ".join(" ".join(one.get_text(" ") for one in soup.select(chosen)).split())


def rules(*articles: str) -> Document:
    """A paper with these lines as articles."""
    text = "\n\n".join(["某市人民政府关于印发《某市停车管理办法》的通知", "某政发〔2020〕3号", "各区人民政府：", "现将办法印发给你们。",
                        "某市人民政府", "2020年5月6日", "某市停车管理办法", *articles])  # fmt: skip
    return corpus.parse(text, "parking.txt").documents[0]


def test_the_status_says_since_when_by_which_and_as_of_when(index: Snapshot) -> None:
    def status(id_: str):
        document = index.store.document(id_)
        return status_of(index.store, document, related(index.store, document))

    newest = max(issue.date for issue in index.store.issues() if issue.date)
    ended = status(OLD_PLAN)
    assert (ended.state, ended.since, ended.by and ended.by.id) == (State.REPEALED, date(2024, 2, 7), PLAN)
    holds = status(HOTELS)
    assert (holds.state, holds.since, holds.by, holds.as_of) == (State.IN_FORCE, date(2023, 12, 7), None, newest)
    assert status("jingzhengfa-2024-3").state is State.UNKNOWN


def test_what_takes_effect_after_the_newest_issue_says_so(index: Snapshot, client: FlaskClient) -> None:
    document = index.store.document(HOTELS)
    later = replace(document, effective_date=date(2030, 1, 1))
    found = status_of(index.store, later, related(index.store, document))
    assert (found.state, found.since) == (State.UNKNOWN, date(2030, 1, 1))
    template = client.application.jinja_env.get_template("_status.html")
    with client.application.test_request_context("/?lang=zh"):
        assert "自2030年1月1日起施行（尚未施行）" in template.module.force(found).replace(" ", "")


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("第二条 本办法自2020年6月1日起施行，有效期3年。", date(2023, 6, 1)),
        ("第二条 本办法自2020年6月1日起施行，有效期至2022年12月31日。", date(2022, 12, 31)),
        ("第二条 本办法自2020年6月1日起施行至2021年5月31日。", date(2021, 5, 31)),
        ("第二条 停车许可证有效期2年。", None),
        ("第二条 本办法自2020年6月1日起施行。", None),
    ],
)
def test_a_term_that_a_text_sets_to_itself_ends_it(index: Snapshot, clause: str, wanted: date | None) -> None:
    document = rules("第一条 为规范停车，制定本办法。", clause)
    assert last_day(document) == wanted
    state = status_of(index.store, document, related(index.store, document)).state
    assert (state is State.EXPIRED) == (wanted is not None)


def test_articles_that_the_print_lacks_or_repeats_are_named_where_they_are_met(client: FlaskClient) -> None:
    document = rules("第一条 甲。", "第二条 乙。", "第五条 丙。", "第五条 丁。", "第六条 戊。")
    found = [(gap.first, gap.last, gap.is_repeated) for gap in gaps(document).values()]
    assert found == [(3, 4, False), (5, 5, True)]
    soup = page(client, f"/documents/{HOTELS}?lang=en")
    said = words(soup, ".beside .lack")
    assert "The print has no article 11." in said
    assert "The print has article 15 more than once." in said
    notes = {note.find_next(class_="clause")["id"]: note.get_text() for note in soup.select(".text .lack")}
    assert notes == {
        "chp_3__art_12": "The print has no article 11.",
        "chp_3__art_15_2": "The print has article 15 more than once.",
    }
    assert "原文缺第11条。" in words(page(client, f"/documents/{HOTELS}?lang=zh"), ".beside")


def test_a_row_of_a_table_is_shown_and_cited_as_a_row(client: FlaskClient, index: Snapshot) -> None:
    clause = index.store.clause(f"{PLAN}/annex_6__row_1")
    row = read_row(clause, Marks(parse_query("")))
    assert row is not None
    assert len(row.rows) == 1
    assert read_row(index.store.clause(f"{HOTELS}/chp_3__art_13"), Marks(parse_query(""))) is None
    soup = page(client, f"/clauses/{clause.id}?lang=zh")
    assert words(soup, "h1") == f"附件6 “{clause.label}”行"
    assert [cell.get_text().strip() for cell in soup.select(".single tbody td")] == [
        "".join(piece.text for piece in cell) for cell in row.rows[0].cells
    ]
    english = page(client, f"/clauses/{clause.id}?lang=en")
    assert words(english, "h1") == "Annex 6, row “Dongcheng District”"
    assert words(english, "#cite-en").endswith("annex 6, row “Dongcheng District” (in Chinese).")


def test_two_documents_are_paired_clause_by_clause_and_none_is_lost(index: Snapshot) -> None:
    old, new = index.store.document(OLD_PLAN), index.store.document(PLAN)
    found = comparison(old, new)
    assert sorted(pair.old.ordinal for pair in found.pairs if pair.old) == [clause.ordinal for clause in old.clauses]
    assert [pair.new.ordinal for pair in found.pairs if pair.new] == [clause.ordinal for clause in new.clauses]
    assert sum(found.counts.values()) == len(found.pairs)
    for pair in found.pairs[:40]:
        texts = ["".join(run.text for run in runs) for runs in changes(pair)]
        assert texts == [pair.old.text if pair.old else "", pair.new.text if pair.new else ""]


def test_a_document_beside_itself_changed_nothing(index: Snapshot) -> None:
    document = index.store.document(HOTELS)
    other = replace(document, id="other")
    assert comparison(document, other).counts == {
        Fate.SAME: len(list(document.clauses)),
        Fate.CHANGED: 0,
        Fate.NEW: 0,
        Fate.DROPPED: 0,
    }


def test_a_plan_can_be_read_beside_those_of_other_years_and_the_one_it_repeals(index: Snapshot) -> None:
    document = index.store.document(PLAN)
    others = comparable_documents(index, document, related(index.store, document))
    assert [one.document.id for one in others] == [OLD_PLAN, "jingzhengbanfa-2021-3"]
    assert others[0].url == f"/compare?old={OLD_PLAN}&new={PLAN}"
    hotels = index.store.document(HOTELS)
    assert comparable_documents(index, hotels, related(index.store, hotels)) == ()


def test_the_page_of_two_documents_is_narrowed_and_turned(client: FlaskClient) -> None:
    path = f"/compare?old={OLD_PLAN}&new={PLAN}&lang=en"
    soup = page(client, path)
    assert len(soup.select("tbody tr")) == 40
    chosen = soup.select_one(".choices a[href*='fate=changed']")
    assert chosen is not None
    changed = page(client, str(chosen["href"]))
    assert all(row.select("ins, del") for row in changed.select("tbody tr"))
    onward = changed.select_one("[rel=next]")
    assert onward is not None
    assert "fate=changed" in str(onward["href"])
    page(client, str(onward["href"]))


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), (f"old={PLAN}", 400), (f"old={PLAN}&new=nothing", 404), (f"old={OLD_PLAN}&new={PLAN}&fate=x", 400),
     (f"old={OLD_PLAN}&new={PLAN}&page=0", 400), (f"old={OLD_PLAN}&new={PLAN}&page=99", 400), (f"old={OLD_PLAN}&new={PLAN}&x=1", 400)],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/compare?{query}").status_code == status


def test_a_body_has_a_page_with_its_documents_and_those_it_issues_with(client: FlaskClient, index: Snapshot) -> None:
    for body, count in index.store.bodies():
        soup = page(client, f"/bodies/{body.id}?lang=en")
        assert words(soup, "#documents") == f"{count} document{'s' if count > 1 else ''}"
        assert len(soup.select("[aria-labelledby=documents] li")) == count
    soup = page(client, "/bodies/beijingshigonganju?lang=zh")
    joint = [words(one, "a") for one in soup.select("[aria-labelledby=joint] li")]
    assert "北京市文化和旅游局" in joint
    assert "北京市公安局" not in joint
    assert client.get("/bodies/nothing").status_code == 404
    listed = [str(link["href"]) for link in page(client, "/bodies").select(".asks a")]
    assert listed == [f"/bodies/{body.id}" for body, _ in index.store.bodies()]


def test_relations_are_taken_along_in_both_directions(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/documents/{OLD_PLAN}.relations.csv").text, newline="")))
    assert (PLAN, "repeals", OLD_PLAN) in {(row["document"], row["relation"], row["to"]) for row in rows}
    assert {row["to"] for row in rows if row["document"] != OLD_PLAN} == {OLD_PLAN}
    whole = list(csv.DictReader(io.StringIO(client.get("/relations.csv").text, newline="")))
    assert {row["document"] for row in whole} >= {PLAN, HOTELS}


def test_the_status_stands_in_the_data_of_a_document(client: FlaskClient) -> None:
    found = json.loads(client.get(f"/api/v1/documents/{OLD_PLAN}").text)["status"]
    assert (found["state"], found["since"], found["by"]["id"]) == ("repealed", "2024-02-07", PLAN)

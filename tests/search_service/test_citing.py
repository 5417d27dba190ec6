"""A document and a clause as they are cited, taken away and compared, made by hand: every word is in sight."""

from dataclasses import replace
from datetime import date

import pytest

import corpus
from corpus.model import Body, Clause, ClauseKind, Document, Issue, PathStep, RelationKind, Source, Step
from search_service.answer.views import DocumentView
from search_service.documents.citation import citation_en, citation_zh, periodical_en, provision
from search_service.documents.comparing import Fate, changes, comparable, comparison
from search_service.documents.legislation import clause_legislation, document_legislation
from search_service.documents.plain import document_text
from search_service.documents.references import bibtex, csl_item, csl_json, ris
from search_service.documents.related import Citing, Reference, Related, shortly

SOURCE = Source("a.txt", 1, 1)
ISSUE = Issue("lj-2021-4", 2021, 4, 88, date(2021, 5, 6), "临江市人民政府公报",
              "GAZETTE OF THE PEOPLE'S GOVERNMENT OF LINJIANG", None, None, SOURCE)  # fmt: skip
NOTICE = "临江市水务局关于印发《内河办法》的通知\n\n临水发〔2021〕4号\n\n各区：\n\n现印发给你们。\n\n临江市水务局\n\n2021年4月9日\n\n"
WATER = Body("sw", "临江市水务局", "Linjiang Water Bureau")


def document(*articles: str, **given: object) -> Document:
    text = NOTICE + "内河办法\n\n" + "\n\n".join(articles or ("第一章 总则", "第一条 疏浚内河。"))
    (found,) = corpus.parse(text, "a.txt").documents
    usual = replace(found, issuing_bodies=(WATER,), title_en="Notice on “Inland Rivers”", page=3)
    return replace(usual, **given)  # type: ignore[arg-type]


RULES = document()
ARTICLE = [*RULES.clauses][-1]
NONE = Related((), ())


def test_a_citation_names_authors_title_number_gazette_page_and_provision() -> None:
    assert citation_zh(RULES, ISSUE, ARTICLE) == (
        "临江市水务局. 临江市水务局关于印发《内河办法》的通知: 临水发〔2021〕4号[J]. 临江市人民政府公报, 2021(4): 3, 第一章 第一条."
    )
    assert citation_en(RULES, ISSUE, ARTICLE) == (
        "Linjiang Water Bureau, “Notice on ‘Inland Rivers’” (Linshuifa [2021] No. 4), 9 April 2021, "
        "Gazette of the People's Government of Linjiang, 2021, no. 4, p. 3, ch. 1, art. 1 (in Chinese)."
    )


def test_without_an_issue_a_document_is_cited_by_its_day() -> None:
    assert citation_zh(RULES, None).endswith("临水发〔2021〕4号[Z]. 2021-04-09.")
    assert citation_zh(replace(RULES, date=None), None, ARTICLE).endswith("[Z]. 第一章 第一条.")
    assert citation_en(RULES, None).endswith("9 April 2021 (in Chinese).")


@pytest.mark.parametrize(("count", "zh", "en"), [(3, "丙. ", "C, "), (4, "丙, 等. ", "C et al., ")])
def test_of_more_than_three_authors_three_are_named(count: int, zh: str, en: str) -> None:
    bodies = tuple(Body(one, two, one) for one, two in zip("ABCD"[:count], "甲乙丙丁"[:count], strict=True))
    assert citation_zh(replace(RULES, issuing_bodies=bodies), ISSUE).startswith(f"甲, 乙, {zh}")
    assert citation_en(replace(RULES, issuing_bodies=bodies), ISSUE).startswith(f"A, B, {en}")


def test_the_page_of_a_clause_goes_before_that_of_its_document() -> None:
    assert "2021(4): 7, " in citation_zh(RULES, ISSUE, replace(ARTICLE, page=7))
    assert "2021(4)." in citation_zh(replace(RULES, page=None), ISSUE)


def test_what_has_no_title_is_cited_by_its_number_or_its_id() -> None:
    assert citation_zh(replace(RULES, title=None), ISSUE).startswith("临江市水务局. 临水发〔2021〕4号[J]")
    assert (
        citation_zh(replace(RULES, title=None, number=None, issuing_bodies=()), None) == f"{RULES.id}[Z]. 2021-04-09."
    )


@pytest.mark.parametrize(
    ("kind", "label", "where"),
    [
        (ClauseKind.ARTICLE, "第一条", "附件1 第一条"),
        (ClauseKind.TABLE_ROW, "3", "附件1 序号3"),
        (ClauseKind.TABLE_ROW, "东江区", "附件1 “东江区”行"),
        (ClauseKind.PARAGRAPH, None, "附件1"),
    ],
)
def test_a_clause_stands_under_its_headings_and_a_row_is_called_a_row(
    kind: ClauseKind, label: str | None, where: str
) -> None:
    path = (PathStep("附件1", None, "annex_1", Step("annex", 1)),)
    assert provision(replace(ARTICLE, kind=kind, label=label, path=path)) == where


def test_a_gazette_in_capitals_is_written_as_a_title() -> None:
    assert periodical_en(replace(ISSUE, title_en="THE GAZETTE OF THE CITY AND THE LAKE")) == (
        "The Gazette of the City and the Lake"
    )


ITEM = csl_item(RULES, ISSUE, "http://localhost/d", ARTICLE)


def test_an_item_says_what_the_gazette_states_and_nothing_else() -> None:
    assert {
        "id": ARTICLE.id,
        "type": "article-journal",
        "title": RULES.title,
        "author": [{"literal": "临江市水务局"}],
        "issued": {"date-parts": [[2021, 4, 9]]},
        "container-title": "临江市人民政府公报",
        "volume": "2021",
        "issue": "4",
        "page": "3",
        "number": "临水发〔2021〕4号",
        "section": "第一章 第一条",
        "note": RULES.title_en,
        "language": "zh-CN",
        "URL": "http://localhost/d",
    } == ITEM
    bare = csl_item(replace(RULES, title=None, number=None, issuing_bodies=(), date=None, title_en=None), None, "u")
    assert bare == {
        "id": RULES.id,
        "type": "legislation",
        "title": RULES.id,
        "page": "3",
        "language": "zh-CN",
        "URL": "u",
    }
    assert csl_json(bare).startswith('[\n  {\n    "id"')


def test_an_entry_of_bibtex_has_its_key_and_dates_in_figures() -> None:
    entry = bibtex(ITEM)
    assert entry.startswith(f"@article{{{RULES.id}-chp-1-art-1,\n")
    for line in ("year = {2021}", "date = {2021-04-09}", "note = {第一章 第一条; Notice on “Inland Rivers”}"):
        assert f"  {line},\n" in entry
    assert entry.endswith("url = {http://localhost/d}\n}\n")
    assert "date" not in bibtex(csl_item(replace(RULES, date=None), None, "u"))


def test_the_lines_of_ris_end_in_cr_lf_and_the_record_in_er() -> None:
    lines = ris(ITEM).split("\r\n")
    assert (lines[0], lines[-2:]) == ("TY  - JOUR", ["ER  - ", ""])
    assert {"DA  - 2021/04/09", "SE  - 第一章 第一条", "AU  - 临江市水务局"} <= {*lines}
    assert ris(csl_item(RULES, None, "u")).startswith("TY  - STAT")


def test_a_plain_text_has_the_head_and_each_heading_once() -> None:
    found = document(
        "第一章 总则", "第一条 疏浚内河。", "第二条 保洁湖泊。", "第二章 附则", "第三条 自公布之日起施行。"
    )
    assert "".join(document_text(replace(found, number_en=None))) == (
        f"{found.title}\n{found.title_en}\n{found.number}\n临江市水务局\n2021-04-09\n"
        "\n【通知】\n\n现印发给你们。\n"
        "\n【正文】内河办法\n\n\n第一章 总则\n第一条 疏浚内河。\n第二条 保洁湖泊。\n"
        "\n第二章 附则\n第三条 自公布之日起施行。\n"
    )


def test_linked_data_say_what_the_gazette_states() -> None:
    found = document_legislation(RULES, ISSUE, NONE, "http://h")
    assert found["@id"] == f"http://h/documents/{RULES.id}"
    assert found["name"] == [
        {"@language": "zh-Hans", "@value": RULES.title},
        {"@language": "en", "@value": RULES.title_en},
    ]
    assert (found["legislationDate"], found["datePublished"], found["pagination"]) == ("2021-04-09", "2021-05-06", "3")
    assert [one["encodingFormat"] for one in found["encoding"]] == ["application/xml", "text/plain", "application/json"]
    bare = document_legislation(replace(RULES, date=None, page=None, title_en=None), None, NONE, "http://h")
    assert not {"legislationDate", "datePublished", "pagination", "isPartOf", "legislationRepeals"} & bare.keys()


def test_a_clause_is_a_part_of_its_document_and_of_its_issue() -> None:
    found = clause_legislation(ARTICLE, RULES, ISSUE, "http://h")
    assert (found["name"]["@value"], found["text"], found["pagination"]) == ("第一章 第一条", "疏浚内河。", "3")
    assert found["isPartOf"]["isPartOf"]["issueNumber"] == "4"
    assert clause_legislation(replace(ARTICLE, page=9), RULES, None, "http://h")["pagination"] == "9"


def test_a_document_that_was_repealed_is_not_in_force() -> None:
    by = Citing(RelationKind.REPEALS, DocumentView.of(RULES), "/documents/x")
    cited = Citing(RelationKind.CITES, DocumentView.of(RULES), "/documents/y")
    found = Related((), (cited, by))
    assert found.repealed_by == by
    assert "NotInForce" in document_legislation(RULES, ISSUE, found, "")["legislationLegalForce"]
    assert "legislationLegalForce" not in document_legislation(RULES, ISSUE, Related((), (cited,)), "")


def test_relations_in_short_come_by_kind_those_from_others_first() -> None:
    def reference(kind: RelationKind, title: str) -> Reference:
        return Reference(kind, title, None, None, None, ())

    view = DocumentView.of(RULES)
    found = Related(
        (
            reference(RelationKind.CITES, "甲"),
            reference(RelationKind.REPEALS, "乙"),
            reference(RelationKind.CITES, "丙"),
        ),
        (Citing(RelationKind.CITES, view, "/d"),),
    )
    assert [(kind, direction, [line[1] for line in lines]) for kind, direction, lines in shortly(found)] == [
        (RelationKind.REPEALS, 0, ["乙"]),
        (RelationKind.CITES, 1, [RULES.title]),
        (RelationKind.CITES, 0, ["甲", "丙"]),
    ]
    assert not NONE
    assert found


def fates(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[str | None, str | None, Fate]]:
    """The labels of each pair behind the notice, and what became of the older one."""
    pairs = comparison(document(*old), document(*new)).pairs[1:]

    def label(clause: Clause | None) -> str | None:
        return clause.label if clause else None

    return [(label(pair.old), label(pair.new), pair.fate) for pair in pairs]


RIVERS, LAKES, PUMPS = "各河段应当在汛期以前疏浚完毕。", "湖泊水面由园林部门逐月保洁。", "泵站设备每年入冬检修一次。"


def test_a_clause_answers_the_one_that_it_is_most_like_wherever_it_stands() -> None:
    old = (f"第一条 {RIVERS}", f"第二条 {LAKES}")
    new = (f"第一条 {LAKES}", f"第二条 {RIVERS.replace('汛期', '入冬')}")
    assert fates(old, new) == [("第二条", "第一条", Fate.SAME), ("第一条", "第二条", Fate.CHANGED)]


def test_a_dropped_clause_stands_behind_the_one_that_it_followed() -> None:
    old = (f"第一条 {PUMPS}", f"第二条 {RIVERS}", f"第三条 {LAKES}")
    assert fates(old, (f"第一条 {RIVERS}", f"第二条 {LAKES}")) == [
        ("第一条", None, Fate.DROPPED),
        ("第二条", "第一条", Fate.SAME),
        ("第三条", "第二条", Fate.SAME),
    ]
    assert fates((old[1], old[0]), (f"第一条 {RIVERS}",)) == [
        ("第二条", "第一条", Fate.SAME),
        ("第一条", None, Fate.DROPPED),
    ]


def test_a_new_clause_answers_none_and_each_answers_one_at_most() -> None:
    assert fates((f"第一条 {RIVERS}",), (f"第一条 {RIVERS}", f"第二条 {LAKES}", f"第三条 {RIVERS}")) == [
        ("第一条", "第一条", Fate.SAME),
        (None, "第二条", Fate.NEW),
        (None, "第三条", Fate.NEW),
    ]


def test_the_words_that_differ_are_marked_on_both_sides() -> None:
    pair = comparison(document(f"第一条 {RIVERS}"), document(f"第一条 {RIVERS.replace('汛期', '入冬')}")).pairs[1]
    old, new = changes(pair)
    assert [run.text for run in old if run.dropped] == ["汛期"]
    assert [run.text for run in new if run.added] == ["入冬"]
    assert "".join(run.text for run in new) == RIVERS.replace("汛期", "入冬")


def test_documents_that_are_too_large_are_not_compared() -> None:
    large = document(*(f"第{number}条 疏浚。" for number in range(1, 800)))
    assert comparable(RULES, large)
    assert not comparable(large, large)

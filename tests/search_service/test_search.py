"""What a search finds, in which order, and what an answer says."""

from typing import Any

import pytest

from index import Snapshot
from search_service.answer.views import SearchView
from search_service.library import Library
from search_service.request.refusals import InvalidRequestError
from search_service.search import search


def ask(library: Library, **given: Any) -> SearchView:
    return search(library, {name: value if isinstance(value, list) else [str(value)] for name, value in given.items()})


@pytest.mark.parametrize(
    ("q", "document"),
    [
        ("污染防治", "jingzhengbanfa-202"),
        ("酒店 备案", "jingwenlvfa-2023-83"),
        ("京政办发〔2024〕4号", "jingzhengbanfa-2024-4"),
        ("京政办发2024 4", "jingzhengbanfa-2024-4"),
        ("Jingzhengbanfa[2024]No. 4", "jingzhengbanfa-2024-4"),
        ("hotel industry", "jingwenlvfa-2023-83"),
        ("nature reserve", "bj-2021-12-d2"),
    ],
)
def test_the_right_document_is_first(library: Library, q: str, document: str) -> None:
    assert ask(library, q=q).results[0].document.id.startswith(document)


def test_a_body_filter_keeps_only_what_the_body_issued(library: Library) -> None:
    view = ask(library, body="北京市体育局", per_page=100)
    assert view.count > 0
    assert {body.name for one in view.results for body in one.document.issuing_bodies} == {"北京市体育局"}


def test_a_body_can_be_named_by_id_name_english_name_or_short_name(library: Library) -> None:
    names = ["北京市文化和旅游局", "市文化和旅游局", "Beijing Municipal Bureau of Culture and Tourism"]
    found = [ask(library, body=name).filters[0].value for name in names]
    assert found == [ask(library, body=found[0]).filters[0].value] * 3


def test_several_values_of_one_filter_widen_and_several_filters_narrow(library: Library) -> None:
    one, other = (ask(library, q="体育", year=year).count for year in (2018, 2024))
    assert ask(library, q="体育", year=["2018", "2024"]).count == one + other
    assert ask(library, q="体育", year="2018", kind="article").count < one


def test_a_search_needs_no_words_when_it_has_a_filter(library: Library, index: Snapshot) -> None:
    expected = sum(len(list(index.store.document(one.id).clauses)) for one in index.store.documents("bj-2024-14"))
    assert ask(library, issue="bj-2024-14").count == expected


def test_dates_are_whole_periods(library: Library) -> None:
    dates = [one.document.date for one in ask(library, date_from="2023-12", date_to="2023", per_page=100).results]
    assert dates
    assert all(day is not None and (day.year, day.month) == (2023, 12) for day in dates)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_results_can_be_in_order_of_date(library: Library, sort: str) -> None:
    dates = [one.document.date for one in ask(library, q="管理", sort=sort, per_page=100).results]
    known = [day for day in dates if day is not None]
    assert known == sorted(known, reverse=sort == "newest")
    assert dates == [*known, *[None] * (len(dates) - len(known))]


def test_pages_neither_overlap_nor_leave_gaps(library: Library) -> None:
    whole = [one.clause.clause.id for one in ask(library, q="酒店", per_page=100).results]
    pages = [
        one.clause.clause.id for page in (1, 2, 3) for one in ask(library, q="酒店", per_page=7, page=page).results
    ]
    assert pages == whole[:21]


def test_a_page_behind_the_last_is_an_error_and_not_another_page(library: Library) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        ask(library, q="酒店", page=99)
    assert [(one.param, one.code) for one in caught.value.faults] == [("page", "out_of_range")]


def test_next_and_previous_are_addresses_of_the_same_search(library: Library) -> None:
    view = ask(library, q="酒店", year="2024", per_page=5, page=2)
    assert view.next == "/api/v1/search?q=%E9%85%92%E5%BA%97&year=2024&page=3&per_page=5"
    assert view.previous == "/api/v1/search?q=%E9%85%92%E5%BA%97&year=2024&per_page=5"


def test_a_facet_counts_without_its_own_filter(library: Library) -> None:
    free = {one.value: one.count for one in ask(library, q="体育").facets["year"]}
    chosen = ask(library, q="体育", year="2018").facets["year"]
    assert {one.value: one.count for one in chosen} == free
    assert [one.value for one in chosen if one.selected] == ["2018"]


def test_every_facet_value_finds_as_many_as_it_says(library: Library) -> None:
    view = ask(library, q="体育", facets="body,year,issue,category,doc_type,kind,lead")
    for name, values in view.facets.items():
        assert values or name == "lead"
        for one in values[:3]:
            assert ask(library, q="体育", **{name: one.value}).count == one.count, (name, one.value)


def test_a_hit_says_where_it_stands(library: Library) -> None:
    hit = ask(library, q="酒店 备案").results[0]
    assert hit.clause.clause.label == "第十三条"
    assert hit.clause.url == "/documents/jingwenlvfa-2023-83?q=%E9%85%92%E5%BA%97+%E5%A4%87%E6%A1%88#chp_3__art_13"
    assert hit.clause.previous == "jingwenlvfa-2023-83/chp_3__art_12"
    assert (hit.document.number, hit.issue and hit.issue.number) == ("京文旅发〔2023〕83号", 14)
    assert hit.document.title_en is not None
    assert "Hotel Industry" in hit.document.title_en


def test_a_snippet_shows_every_word_of_the_query_and_a_negated_one_never(library: Library) -> None:
    view = ask(library, q="酒店 备案 -体育")
    marked = {piece.text for piece in view.results[0].snippet if piece.highlight}
    assert marked == {"酒店", "备案"}


def test_highlights_are_offsets_into_the_text(library: Library) -> None:
    hit = ask(library, q="备案").results[0]
    spans = [hit.clause.clause.text[one.start : one.end] for one in hit.highlights if one.field == "text"]
    assert set(spans) == {"备案"}


def test_english_words_are_marked_in_the_english_title(library: Library) -> None:
    hit = ask(library, q="nature reserves").results[0]
    title = hit.document.title_en or ""
    assert "Nature" in {title[one.start : one.end] for one in hit.highlights if one.field == "title_en"}


def test_other_hits_of_a_document_are_counted(library: Library) -> None:
    view = ask(library, q="备案", per_page=100, near="0")
    for hit in view.results:
        same = sum(one.document.id == hit.document.id for one in view.results)
        assert hit.more_in_document == same - 1


def test_a_typed_number_suggests_its_document(library: Library) -> None:
    suggested = ask(library, q="京政办发[2024]4 号").suggestions.number
    assert suggested is not None
    assert suggested.id == "jingzhengbanfa-2024-4"


def test_when_nothing_is_found_each_word_says_what_it_finds_alone(library: Library) -> None:
    view = ask(library, q="酒店 中轴线 -体育")
    assert view.count == 0
    alone = {one.term: one.count for one in view.suggestions.per_term}
    assert alone == {term: ask(library, q=term).count for term in ("酒店", "中轴线")}


def test_an_unbalanced_quote_is_repaired_and_shown(library: Library) -> None:
    view = ask(library, q='"污染防治')
    assert view.count > 0
    assert view.query.repaired == '"污染防治"'


def test_a_description_says_the_query_and_the_filters_in_both_languages(library: Library) -> None:
    description = ask(library, q="备案", year="2024").description
    assert description.zh == "含“备案”的条款；年份：2024年"
    assert description.en == "Clauses with “备案”; year: 2024"

"""Text that a clause swallowed is doubtful: it is reported and does not count as placed."""

import pytest

import corpus
from corpus.clauses.provisions import Address, Provision
from corpus.clauses.report import LONGEST_CLAUSE, coverage, doubtful, lost_content, report
from corpus.findings import FindingCode
from corpus.language.text import join
from corpus.model import ClauseKind, Destination, Source, Step, TocEntry
from tests.corpus.handmade import lines


def test_a_clause_of_a_length_that_none_has_is_doubtful() -> None:
    long = "湿地管理的条文接连不断，" * (LONGEST_CLAUSE // 12 + 1)
    gazette = corpus.parse(f"关于湿地的通知\n\n一、每月巡查。\n\n二、{long}到此为止。\n", "a.txt")
    assert FindingCode.CLAUSE_TOO_LONG in [finding.code for finding in gazette.findings]
    assert gazette.coverage.lines[Destination.DOUBTFUL] == 1
    assert gazette.coverage.ratio < 1


def test_an_article_that_holds_the_next_one_is_doubtful() -> None:
    (doubt,) = doubtful([article(9, "第九条 甲。", "第十条 乙。", "第十一条 丙。")], "a.txt")
    assert doubt.finding.code is FindingCode.ARTICLES_MISSING
    assert [line.number for line in doubt.lines] == [2, 3]


def test_a_gap_in_the_articles_is_reported_and_one_between_two_laws_is_not() -> None:
    text = "某市湿地条例\n\n第一条 甲。\n\n第三条 丙。\n\n第三条之一 丁。\n"
    gazette = corpus.parse(text, "a.txt")
    assert [f.code for f in gazette.findings if f.code is FindingCode.ARTICLE_GAP] == [FindingCode.ARTICLE_GAP]


def article(ordinal: int, *texts: str, kind: ClauseKind = ClauseKind.ARTICLE) -> Provision:
    printed = tuple(lines(*texts))
    reading = join([line.reading for line in printed], "\n")
    return Provision(kind, Address(Step("art", ordinal)), f"第{ordinal}条", reading, printed)


@pytest.mark.parametrize(
    ("texts", "swallowed"),
    [
        (("第九条 甲。", "第十条 乙。"), 1),
        (("第九条 甲。", "（一）乙。", "第十条 丙。", "丁。"), 2),
        (("第九条 甲。", "第十一条 乙。"), 0),
        (("第九条 甲。", "第十条之一 乙。"), 0),
        (("第九条 甲。", "第十章 乙"), 0),
        (("第九条 甲。", "依照第十条执行。"), 0),
        (("第十条 甲。",), 0),
    ],
)
def test_only_the_next_article_at_the_head_of_a_line_was_swallowed(texts: tuple[str, ...], swallowed: int) -> None:
    assert sum(len(one.lines) for one in doubtful([article(9, *texts)], "a.txt")) == swallowed


def test_rows_and_paragraphs_swallow_no_article_and_a_row_may_be_long() -> None:
    assert [*doubtful([article(9, "第九条 甲。", "第十条 乙。", kind=ClauseKind.PARAGRAPH)], "a.txt")] == []
    long = "湿" * (LONGEST_CLAUSE + 1)
    assert [*doubtful([article(9, long, kind=ClauseKind.TABLE_ROW)], "a.txt")] == []
    assert len([*doubtful([article(9, long, kind=ClauseKind.PARAGRAPH)], "a.txt")]) == 1
    assert [*doubtful([article(9, long[1:], kind=ClauseKind.PARAGRAPH)], "a.txt")] == []


def test_three_blank_lines_inside_a_part_may_be_a_lost_page() -> None:
    body = lines("甲。", "", "", "", "乙。", "", "", "丙。")
    assert [(one.source.line_start, one.source.line_end) for one in lost_content(body, "a.txt")] == [(2, 4)]
    assert [*lost_content(lines("", "", "", "甲。"), "a.txt")] == []


@pytest.mark.parametrize(
    ("articles", "codes"),
    [
        (("第一条 甲。", "第二条 乙。"), []),
        (("第一条 甲。", "第三条 乙。"), [FindingCode.ARTICLE_GAP]),
        (("第一条 甲。", "第二条 乙。", "第二条 丙。"), [FindingCode.ARTICLE_REPEATED]),
        (("第一条 甲。", "第一条之一 乙。", "第二条 丙。"), []),
        (("第一条 甲。", "第二条 乙。", "第一条 丙。"), []),
    ],
)
def test_articles_count_on_and_may_begin_again(articles: tuple[str, ...], codes: list[FindingCode]) -> None:
    gazette = corpus.parse("内河条例\n\n" + "\n\n".join(articles), "a.txt")
    assert [one.code for one in gazette.findings if one.code is not FindingCode.NO_CONTENTS] == codes


def entry(title: str, title_en: str | None = None, document: str | None = "d") -> TocEntry:
    return TocEntry("x", 1, None, None, title, title_en, None, None, None, None, document, Source("a.txt", 1, 1))


def codes(*toc: TocEntry, texts: tuple[str, ...] = ("甲。",)) -> list[FindingCode]:
    return [one.code for one in report("a.txt", lines(*texts), toc, ())]


def test_an_entry_without_its_english_is_reported_where_others_have_theirs() -> None:
    assert FindingCode.TOC_UNPAIRED in codes(entry("甲", "A"), entry("乙"))
    assert FindingCode.TOC_UNPAIRED not in codes(entry("甲"), entry("乙"))


def test_an_entry_without_its_document_and_a_file_without_contents_text_or_documents_are_reported() -> None:
    assert codes(entry("甲", document=None)) == [FindingCode.DOCUMENT_MISSING, FindingCode.NO_DOCUMENTS]
    assert codes() == [FindingCode.NO_CONTENTS, FindingCode.NO_DOCUMENTS]
    assert codes(texts=()) == [FindingCode.EMPTY]


def test_a_line_counts_for_the_last_place_that_names_it_and_blank_lines_do_not_count() -> None:
    placed = [([1, 2, 3], Destination.CLAUSE), ([2], Destination.DOUBTFUL), ([4], Destination.FORMAL)]
    found = coverage("甲。\n乙。\n \n\n丙。\n", placed)
    assert found.lines == {Destination.CLAUSE: 1, Destination.DOUBTFUL: 1, Destination.UNPLACED: 1}
    assert found.unplaced == (5,)

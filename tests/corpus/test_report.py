"""Text that a clause swallowed is doubtful: it is reported and does not count as placed."""

import corpus
from corpus.clauses.provisions import Address, Provision
from corpus.clauses.report import LONGEST_CLAUSE, doubtful
from corpus.findings import FindingCode
from corpus.language.text import join
from corpus.model import ClauseKind, Destination, Step
from corpus.printed.lines import scan


def test_a_clause_of_a_length_that_none_has_is_doubtful() -> None:
    long = "湿地管理的条文接连不断，" * (LONGEST_CLAUSE // 12 + 1)
    gazette = corpus.parse(f"关于湿地的通知\n\n一、每月巡查。\n\n二、{long}到此为止。\n", "a.txt")
    assert FindingCode.CLAUSE_TOO_LONG in [finding.code for finding in gazette.findings]
    assert gazette.coverage.lines[Destination.DOUBTFUL] == 1
    assert gazette.coverage.ratio < 1


def test_an_article_that_holds_the_next_one_is_doubtful() -> None:
    lines = tuple(scan("第九条 甲。\n第十条 乙。\n第十一条 丙。"))
    reading = join([line.reading for line in lines], "\n")
    article = Provision(ClauseKind.ARTICLE, Address(Step("art", 9)), "第九条", reading, lines)
    (doubt,) = doubtful([article], "a.txt")
    assert doubt.finding.code is FindingCode.ARTICLES_MISSING
    assert [line.number for line in doubt.lines] == [2, 3]


def test_a_gap_in_the_articles_is_reported_and_one_between_two_laws_is_not() -> None:
    text = "某市湿地条例\n\n第一条 甲。\n\n第三条 丙。\n\n第三条之一 丁。\n"
    gazette = corpus.parse(text, "a.txt")
    assert [f.code for f in gazette.findings if f.code is FindingCode.ARTICLE_GAP] == [FindingCode.ARTICLE_GAP]

"""The history of a text: adopted, approved, amended, in force, as the lines under its title say."""

from datetime import date

import pytest

import corpus
from corpus.documents.history import history
from corpus.export.public_schema import document_record
from corpus.model import EventKind, Source
from tests.corpus.handmade import lines

ARTICLES = "\n\n第一条　为了保护湿地，制定本条例。\n\n第二条　本条例适用于本市。\n"


def events(head: str) -> list[tuple[EventKind, date]]:
    (document,) = corpus.parse(f"某市湿地条例\n\n{head}{ARTICLES}", "a.txt").documents
    assert document.title == "某市湿地条例"
    assert [clause.label for clause in document.clauses] == ["第一条", "第二条"]
    return [(event.kind, event.date) for event in document.history]


def test_each_day_of_a_history_is_an_event_with_its_meaning() -> None:
    head = (
        "（2009年5月8日某市第三届人民代表大会常务委员会第九次会议通过　2009年6月1日某省人民代表大会常务委员会批准　"
        "根据2017年3月30日某市人民代表大会常务委员会《关于修改部分地方性法规的决定》修正）"
    )
    assert events(head) == [
        (EventKind.ADOPTED, date(2009, 5, 8)),
        (EventKind.APPROVED, date(2009, 6, 1)),
        (EventKind.AMENDED, date(2017, 3, 30)),
    ]


def test_events_may_stand_on_lines_of_their_own_and_in_chinese_numerals() -> None:
    head = "二〇〇九年五月八日某市人民代表大会常务委员会通过\n\n2009年7月1日 施行"
    assert events(head) == [(EventKind.ADOPTED, date(2009, 5, 8)), (EventKind.EFFECTIVE, date(2009, 7, 1))]


def test_the_day_of_effect_of_a_history_is_that_of_the_document() -> None:
    head = "（2016年3月8日某市人民政府令第12号公布　自2016年5月1日起施行）"
    (document,) = corpus.parse(f"某市湿地条例\n\n{head}{ARTICLES}", "a.txt").documents
    assert document.effective_date == date(2016, 5, 1)
    record = document_record(document)["history"][1]
    assert (record["event"], record["date"], record["text"]) == ("effective", "2016-05-01", "2016年5月1日起施行")


def test_the_words_of_an_event_end_before_those_of_the_next() -> None:
    head = "（2016年3月8日某市法院通过，自2016年5月1日起施行）"
    found = history(lines(head), "a.txt")
    assert [event.text for event in found] == ["2016年3月8日某市法院通过", "2016年5月1日起施行"]


DAY = date(2019, 3, 1)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("临江市人大常委会通过", EventKind.ADOPTED),
        ("江东省人大常委会批准", EventKind.APPROVED),
        ("临江市人民政府令第4号公布", EventKind.PUBLISHED),
        ("临江市人民政府印发", EventKind.PUBLISHED),
        ("第一次修正", EventKind.AMENDED),
        ("修订", EventKind.REVISED),
        ("废止", EventKind.REPEALED),
        ("起施行", EventKind.EFFECTIVE),
        ("生效", EventKind.EFFECTIVE),
        ("根据临江市人大常委会通过的决定修正", EventKind.AMENDED),
        ("公布起正式施行", EventKind.EFFECTIVE),
        ("临江市人大常委会通过并公布", EventKind.ADOPTED),
        ("公布的办法施行", EventKind.PUBLISHED),
        ("通过《关于修改〈内河条例〉的决定》", EventKind.ADOPTED),
    ],
)
def test_a_word_says_what_happened_on_a_day_and_the_name_of_a_decision_does_not(word: str, kind: EventKind) -> None:
    (event,) = history(lines(f"2019年3月1日{word}"), "a.txt")
    assert (event.kind, event.date) == (kind, DAY)


def test_a_day_of_which_nothing_is_said_and_a_word_without_a_day_are_no_event() -> None:
    assert history(lines("2019年3月1日"), "a.txt") == ()
    assert history(lines("临江市人大常委会通过"), "a.txt") == ()
    assert history(lines("2019年2月30日通过"), "a.txt") == ()


def test_an_event_says_what_is_printed_of_its_day_and_on_which_lines() -> None:
    printed = lines("内河条例", "（2019年3月1日临江市", "人大常委会通过，2021年4月9日修订）")
    first, second = history(printed[1:], "a.txt")
    assert (first.text, first.source) == ("2019年3月1日临江市人大常委会通过", Source("a.txt", 2, 3))
    assert (second.text, second.source) == ("2021年4月9日修订", Source("a.txt", 3, 3))


def test_a_text_that_takes_effect_at_once_was_published_on_the_day_before_these_words() -> None:
    found = history(lines("（2018年1月30日通过　2018年2月6日公布　自公布之日起施行）"), "a.txt")
    assert [event.kind for event in found] == [EventKind.ADOPTED, EventKind.PUBLISHED]

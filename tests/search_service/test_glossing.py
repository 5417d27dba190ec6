"""Glosses: on which pages a Chinese word is explained in English, which word, and that nothing else of a text changes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st

from index import Snapshot
from index.highlight import Snippet
from index.understanding.dictionary import glossary
from search_service.answer import glosses as reading
from search_service.answer.glosses import Glosses
from search_service.answer.marking import MarkedRun
from search_service.english.data import table
from search_service.web.glossing import gloss, glossed, glossing, init_glossing
from search_service.web.languages import init_languages

KNOWN = Glosses(
    {"主管部门": "regulator", "主管": "in charge", "部门": "department", "内河": "inland river"},
    {"疏浚": "dredge", "日内": "in days"},
)
READ_MORE = "/documents/a"


@pytest.fixture(scope="module")
def bare() -> Flask:
    """An app with a page of results and one of a document, over a generation whose glosses are :data:`KNOWN`."""
    app = Flask("bare")
    generation = SimpleNamespace(derived=lambda _read: KNOWN)
    app.extensions["gongbao"] = SimpleNamespace(snapshot=lambda: generation)
    init_languages(app)
    init_glossing(app)
    app.add_url_rule("/search", "pages.search", lambda: "")
    app.add_url_rule("/documents/<id_>", "pages.document", lambda id_: id_)
    return app


@contextmanager
def asked(bare: Flask, path: str) -> Iterator[None]:
    """While a page is answered to a browser that reads English."""
    with bare.test_request_context(path, headers={"Accept-Language": "en"}):
        yield


def said(pieces: list[MarkedRun]) -> list[tuple[str, str]]:
    """The words that have a gloss, each with it."""
    return [(one.text, one.gloss) for one in pieces if one.gloss]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/search", True),
        ("/search?lang=zh", False),
        ("/search?gloss=0", False),
        ("/search?lang=zh&gloss=1", True),
        (READ_MORE, False),
        (f"{READ_MORE}?gloss=1", True),
        (f"{READ_MORE}?gloss=0", False),
        ("/search?gloss=", True),
    ],
)
def test_an_english_page_has_glosses_a_long_one_where_it_is_asked_for_them(
    bare: Flask, path: str, *, shown: bool
) -> None:
    with asked(bare, path):
        assert glossing() is shown
        assert bool(said(glossed("疏浚内河"))) is shown


@pytest.mark.parametrize(
    ("path", "english"),
    [("/search", "inland river"), ("/search?lang=zh", None), ("/search?gloss=0", "inland river"), (READ_MORE, "inland river")],
)  # fmt: skip
def test_a_single_term_is_in_english_by_the_language_of_the_page_alone(
    bare: Flask, path: str, english: str | None
) -> None:
    with asked(bare, path):
        assert gloss("内河") == english
        assert gloss("湖泊") is None


def test_a_text_is_one_run_and_a_snippet_keeps_its_mark(bare: Flask) -> None:
    with asked(bare, "/search"):
        assert glossed("各镇") == [MarkedRun("各镇")]
        assert glossed([Snippet("疏浚", True), Snippet("各镇", False)]) == [  # noqa: FBT003 - the fields of a snippet
            MarkedRun("疏浚", highlight=True, gloss="dredge"), MarkedRun("各镇"),
        ]  # fmt: skip


def test_where_glosses_are_not_wanted_the_pieces_stay_as_they_are(bare: Flask) -> None:
    pieces = [MarkedRun("疏浚", highlight=True, anchor="a"), MarkedRun("内河")]
    with asked(bare, "/search"):
        assert glossed(pieces, wanted=False) == pieces


def test_templates_have_names_deadlines_and_labels_in_english(bare: Flask) -> None:
    with asked(bare, "/search"):
        assert render_template_string("{{ '第三条'|english_label }}") == "Article 3"
        assert render_template_string("{{ department_label('市水务局').en }}")
        assert render_template_string("{{ '内河'|gloss }} {{ '湖泊'|gloss }}") == "inland river None"
        assert render_template_string("{% for one in '疏浚内河'|glossed %}{{ one.gloss }};{% endfor %}") == (
            "dredge;inland river;"
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由主管部门疏浚内河", ["主管部门", "疏浚", "内河"]),  # the longest term, not 主管 or 部门 in it
        ("各部门", ["部门"]),
        ("部、门", []),  # a word stands in one run of characters
        ("30日内疏浚", ["疏浚"]),  # 30日内 is no 日内
        ("30部门", ["部门"]),  # a term of the glossary is one after a figure too
        ("河", []),
        ("", []),
        ("water", []),
    ],
)
def test_a_gloss_stands_at_the_longest_term_and_then_at_the_words_between(text: str, words: list[str]) -> None:
    assert [word for word, _ in said([*KNOWN.pieces([MarkedRun(text)])])] == words


def test_without_a_dictionary_the_terms_of_the_glossary_are_explained() -> None:
    assert said([*Glosses(KNOWN.terms, {}).pieces([MarkedRun("疏浚内河")])]) == [("内河", "inland river")]


RUN = st.builds(
    MarkedRun, st.text("疏浚内河主管部门日3、 ", max_size=9), st.booleans(), st.sampled_from([None, "a", "b"])
)


def anchors(runs: Sequence[MarkedRun]) -> list[tuple[int, str]]:
    """The anchors of a text, each with the number of characters before it."""
    starts = accumulate((len(one.text) for one in runs), initial=0)
    return [(at, one.anchor) for at, one in zip(starts, runs, strict=False) if one.anchor]


@given(st.lists(RUN, max_size=5))
def test_glosses_change_no_character_no_mark_and_no_anchor(runs: list[MarkedRun]) -> None:
    found = [*KNOWN.pieces(runs)]
    assert [(sign, one.highlight) for one in found for sign in one.text] == [
        (sign, one.highlight) for one in runs for sign in one.text
    ]
    assert anchors(found) == anchors(runs)
    assert all(KNOWN.of(word) == english for word, english in said(found))


def read(monkeypatch: pytest.MonkeyPatch, **dictionary: str) -> Glosses:
    """The glosses of a generation whose words are those of a dictionary, beside a glossary of two terms."""
    asked_for: list[frozenset[str]] = []

    def meanings(words: frozenset[str]) -> dict[str, str]:
        asked_for.append(words)
        return {word: dictionary[word] for word in words}

    kept = SimpleNamespace(kept=lambda _folder: SimpleNamespace(meanings=meanings))
    monkeypatch.setattr(reading, "Dictionary", kept)
    monkeypatch.setattr(reading, "data", lambda _file: {"districts": {"东山": "Dongshan"}})
    monkeypatch.setattr(reading, "table", lambda _file, _name: {"疏通": "clear"})
    monkeypatch.setattr(reading, "glossary", lambda: {"内河": ("inland river", "waterway"), "河": ("river",)})
    lexicon = SimpleNamespace(words=tuple(dictionary))
    snapshot: Any = SimpleNamespace(url="whoosh:nowhere", known=SimpleNamespace(lexicon=lexicon))
    found = Glosses.read(cast("Snapshot", snapshot))
    assert asked_for == [frozenset(dictionary)]
    return found


def test_the_glossary_goes_before_the_dictionary_with_its_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, 内河="river inside", 湖泊="lake")
    assert (found.of("内河"), found.of("湖泊")) == ("inland river", "lake")
    assert set(found.terms) == {"内河"}, "one character alone is no term"
    assert set(found.words) == {"湖泊", "东山", "疏通"}


def test_a_district_is_a_name_and_a_word_means_what_it_means_in_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, 东山="comeback", 疏通="to mediate", 湖泊="lake")
    assert found.words == {"东山": "Dongshan", "疏通": "clear", "湖泊": "lake"}


def test_the_words_of_papers_fit_above_them_and_none_is_a_term_of_the_glossary() -> None:
    words = table("glosses", "words")
    assert all(0 < len(english) <= reading._LONGEST_GLOSS and english.isascii() for english in words.values())
    assert not {*words} & {*glossary()}


def test_an_explanation_fits_above_its_word_and_a_verb_has_no_to(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, 疏浚="to dredge", 通往="road to town", 短="x" * 26, 长="x" * 27)
    assert {"疏浚": "dredge", "通往": "road to town", "短": "x" * 26}.items() <= found.words.items()
    assert "长" not in found.words

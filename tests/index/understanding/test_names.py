"""The names that a document goes by, and the other names of bodies and of everyday things."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.model import Document
from index.ranking import RANKING
from index.understanding import dictionary
from index.understanding.dictionary import (
    BODY,
    DICTIONARY,
    GLOSSARY,
    Dictionary,
    DictionaryEntry,
    glossary,
    meaning_keys,
)
from index.understanding.groups import GroupMember
from index.understanding.names import names_of
from index.understanding.synonyms import PLAIN, SAME_BODY, Thesaurus, ranking_words
from tests.index.conftest import TOURISM, action_plan
from tests.index.handmade import lexicon


def titled(title: str | None) -> Document:
    return replace(action_plan(), title=title, parts=())


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("中华人民共和国防洪法", ("中华人民共和国防洪法", "防洪法")),
        ("临江市河道养护办法（试行）", ("临江市河道养护办法试行", "河道养护办法试行", "临江市河道养护办法", "河道养护办法")),
        ("河道养护办法(2019年修订)", ("河道养护办法2019年修订", "河道养护办法")),
        ("国务院关于加强防洪的通知", ("国务院关于加强防洪的通知", "加强防洪的通知")),
        ("刑法", ("刑法",)),
        ("通知", ()),
        (None, ()),
    ],
)  # fmt: skip
def test_a_document_is_named_with_and_without_its_issuer_and_its_version(
    title: str | None, names: tuple[str, ...]
) -> None:
    assert names_of(titled(title)) == names


def test_a_document_goes_by_the_name_of_the_text_that_it_issues() -> None:
    document = action_plan()
    parts = (replace(document.parts[0], title="扬尘管控方案"),)
    assert "扬尘管控方案" in names_of(replace(document, parts=parts))


def test_an_everyday_word_is_also_what_the_papers_say() -> None:
    (group,) = Thesaurus(lexicon({"空气重污染": 4})).named("雾霾")
    assert group.members == (
        GroupMember("雾霾", 1.0),
        GroupMember("空气重污染", RANKING.expansion.official_share, PLAIN),
    )
    assert Thesaurus(lexicon({})).named("雾霾") == ()


def test_of_a_body_the_names_that_clauses_have_are_searched_with_and_without_the_level() -> None:
    words = lexicon({"市生态环境局": 2, "生态环境局": 3})
    (group,) = Thesaurus(words).named("市环保局的职责")
    assert {(one.term, one.why) for one in group.members[1:]} == {
        ("市生态环境局", SAME_BODY),
        ("生态环境局", SAME_BODY),
    }


@pytest.mark.parametrize("name", ["北京市生态环境局", "市环保局"])
def test_no_name_and_no_everyday_word_is_looked_for_inside_another(name: str) -> None:
    words = lexicon({"市生态环境局": 2, "生态环境局": 3})
    assert [group.source for group in Thesaurus(words).named(f"{name}的职责")] == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("河道的清淤", ("河道", "清淤")),
        ("dredging of the rivers", ("dredg", "river")),
        ("清淤 清淤", ("清淤",)),
        ("河", ()),
    ],
)
def test_single_characters_and_stop_words_do_not_rank(text: str, words: tuple[str, ...]) -> None:
    assert ranking_words(text) == words


ENTRIES = (
    DictionaryEntry("疏浚", "to dredge", "dredg", DICTIONARY),
    DictionaryEntry("疏浚", "to clear out", "clear", DICTIONARY),
    DictionaryEntry("河道", "river course", "river cours", DICTIONARY),
)


def test_a_word_that_no_clause_has_has_no_glosses() -> None:
    assert Dictionary(ENTRIES).glosses({"疏浚"}, ()) == {
        "dredg": {"疏浚": DICTIONARY},
        "clear": {"疏浚": DICTIONARY},
    }


def test_a_body_is_translated_by_the_name_that_the_gazette_prints() -> None:
    key = "beij municip bureau cultur tourism"
    found = Dictionary(()).glosses({TOURISM.name}, (TOURISM, replace(TOURISM, name_en=None)))
    assert found == {key: {TOURISM.name: BODY}}
    assert Dictionary(()).glosses(set(), (TOURISM,)) == {}


def test_the_first_meaning_is_given_and_that_of_the_glossary_before_any() -> None:
    assert Dictionary(ENTRIES).meanings({"疏浚", "河道"}) == {"疏浚": "to dredge", "河道": "river course"}
    word, (usual, *_) = next(iter(glossary().items()))
    both = (DictionaryEntry(word, "else", "els", DICTIONARY), DictionaryEntry(word, "x", "x", GLOSSARY))
    assert Dictionary(both).meanings({word}) == {word: usual}


def test_the_words_that_explain_something_are_spellings() -> None:
    assert Dictionary(ENTRIES).spellings({"疏浚"}) == {"dredge", "clear"}
    assert Dictionary(ENTRIES).vocabulary == {"dredg", "clear", "river", "cours", "river cours"}


@pytest.mark.parametrize(
    ("english", "keys"),
    [
        ("body of water", ("bodi water", "water bodi")),
        ("state of the river", ("state river", "river state")),
        ("river course", ("river cours",)),
        ("of the river", ("river",)),
        ("part of a town of China", ("part town china", "town china part")),
        ("capital, of China", ("capit china",)),
        ("the", ()),
    ],
)
def test_an_x_of_y_is_known_as_y_x_too(english: str, keys: tuple[str, ...]) -> None:
    assert meaning_keys(english) == keys


def test_what_a_word_means_in_its_usual_reading_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = [
        ("重点", "chong2 dian3", "to recount"),
        ("重点", "zhong4 dian3", "focus"),
        ("女工", "gong1 nu:3", "palace lady"),
        ("女工", "nu:3 gong1", "working woman"),
    ]
    entries = [{"simplified": word, "pinyin": pinyin, "definitions": [meaning]} for word, pinyin, meaning in said]
    made = SimpleNamespace(CcCedict=lambda: SimpleNamespace(get_entries=lambda: entries))
    monkeypatch.setattr(dictionary, "import_module", lambda _name: made)
    monkeypatch.setattr(dictionary, "find_spec", lambda _name: True)
    monkeypatch.setattr(dictionary, "_version", lambda: "handmade")
    read = Dictionary.read(tmp_path)
    assert read.meanings({"重点", "女工"}) == {"重点": "focus", "女工": "working woman"}
    assert Dictionary.kept(tmp_path) == read, "what was read is kept beside the generations"

"""English words as groups of Chinese terms, by dictionary alone and by what is near in meaning."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.ranking import RANKING
from index.understanding.dictionary import DICTIONARY, GLOSSARY
from index.understanding.groups import NEAREST, NUMERAL, Group
from index.understanding.nearest_terms import Asked, terms_near
from index.understanding.translation import SOUND, Translator
from tests.index.handmade import lexicon

GLOSSES = {
    "river": {"河道": GLOSSARY, "河流": DICTIONARY},
    "mainten": {"养护": DICTIONARY},
    "river mainten": {"河道养护": DICTIONARY},
    "mainten unit": {"养护单位": DICTIONARY},
    "center": {"中心": DICTIONARY},
    "bus": {"公交": DICTIONARY},
    "voc": {"挥发物": GLOSSARY},
}
TERMS = {"河道": 5, "河流": 2, "养护": 4, "河道养护": 1, "养护单位": 1, "中心": 1, "公交": 1, "挥发物": 1, "清淤": 3}


@pytest.fixture(autouse=True)
def _glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    written = {"河道": ("river",), "挥发物": ("VOCs",), "养护": ("maintenance",), "停泊": ("mooring",)}
    monkeypatch.setattr("index.understanding.translation.glossary", lambda: written)


def words(**given: Any) -> Lexicon:
    return lexicon(TERMS, glosses=GLOSSES, **given)


def groups(text: str, **given: Any) -> dict[str, Group]:
    return {one.source: one for one in Translator(words(**given), None).groups(text)}


def terms(text: str, **given: Any) -> dict[str, list[str]]:
    return {source: [one.term for one in group.members] for source, group in groups(text, **given).items()}


def test_a_known_phrase_is_a_group_and_the_words_inside_it_count_less() -> None:
    found = groups("river maintenance")
    assert [*found] == ["river maintenance", "river", "maintenance"]
    inside = RANKING.expansion.inside_phrase
    assert [one.factor for one in found.values()] == [1.0, inside, inside]


def test_an_amount_is_a_phrase_and_stands_for_what_the_archive_writes() -> None:
    archive = lexicon({**TERMS, "六个月": 1, "六个": 1}, glosses=GLOSSES)
    found = {one.source: one for one in Translator(archive, None).groups("within six months river")}
    assert [(one.term, one.why) for one in found["six months"].members] == [("六个月", NUMERAL)]
    assert "months" not in found
    assert not [one for one in Translator(archive, None).groups("seven months") if one.source == "seven months"]


def test_no_word_is_in_two_phrases() -> None:
    assert [*groups("river maintenance unit")] == ["river maintenance", "river", "maintenance"]


@pytest.mark.parametrize(
    ("typed", "term"), [("centre", "中心"), ("centres", "中心"), ("buses", "公交"), ("Rivers", "河道")]
)
def test_a_word_is_known_in_british_spelling_and_in_the_plural(typed: str, term: str) -> None:
    assert terms(typed)[typed][0] == term


def test_the_glossary_is_surer_than_the_dictionary() -> None:
    (group,) = groups("river").values()
    first, second = group.members
    assert ((first.term, first.share, first.why), second.why) == (("河道", 1.0, GLOSSARY), DICTIONARY)
    assert second.share < 1


@pytest.mark.parametrize("by_chance", [{}, {"物管": DICTIONARY}])
def test_a_phrase_of_the_glossary_that_the_archive_has_nothing_of_has_no_terms(by_chance: dict[str, str]) -> None:
    glosses = GLOSSES | ({"properti manag": by_chance} if by_chance else {}) | {"manag": {"管理": DICTIONARY}}
    known = lexicon(TERMS | {"物管": 1, "管理": 3}, glosses=glosses)
    found = {
        one.source: [member.term for member in one.members]
        for one in Translator(known, None).groups("property management")
    }
    assert found == {"property management": [], "management": ["管理"]}


def test_a_phrase_of_the_glossary_that_the_archive_has_is_its_term() -> None:
    known = lexicon(TERMS | {"物业管理": 1}, glosses=GLOSSES | {"properti manag": {"物业管理": GLOSSARY}})
    (group,) = Translator(known, None).groups("property management")
    assert [one.term for one in group.members] == ["物业管理"]


def test_a_word_that_clauses_print_is_itself_unless_a_dictionary_knows_it() -> None:
    held = lexicon(TERMS | {"voc": 2, "silt": 1}, glosses=GLOSSES)
    found = {one.source: one.members[0] for one in Translator(held, None).groups("silt VOC voc")}
    assert (found["silt"].term, found["silt"].why) == ("silt", "")
    assert (found["VOC"].term, found["VOC"].why) == ("voc", "")
    assert found["voc"].term == "挥发物"


def test_chinese_in_latin_letters_is_the_commonest_word_that_sounds_so_from_four_letters_on() -> None:
    sounds = {"qingyu": ("清淤", "清鱼"), "yu": ("淤",)}
    assert terms("qingyu yu", sounds=sounds) == {"qingyu": ["清淤"]}
    assert groups("qingyu", sounds=sounds)["qingyu"].members[0].why == SOUND


def test_function_words_are_translated_in_a_phrase_only() -> None:
    assert terms("about the river") == {"river": ["河道", "河流"]}


def test_of_a_long_query_the_first_words_are_expanded() -> None:
    many = " ".join(f"x{chr(97 + at)} river" for at in range(26))
    most = RANKING.expansion.most_words
    assert len(Translator(words(), None).groups(many)) == most // 2


def near(**queries: tuple[float, ...]) -> Vectors:
    """Vectors of the terms of a lexicon along one axis each; of a query by what it is near to, ``text`` as a whole."""
    count = len(TERMS)

    def encoded(texts: list[str]) -> Any:
        lines = [queries.get(text.replace(" ", "_"), (0.0,)) for text in texts]
        return np.array([(*line, *([0.0] * (count - len(line)))) for line in lines], dtype=np.float32)

    terms = SimpleNamespace(near=lambda asked, _others: (np.arange(count), asked.T))
    return cast("Vectors", SimpleNamespace(terms=terms, encoder=SimpleNamespace(queries=encoded)))


def test_a_term_that_is_nearer_to_a_word_than_to_its_phrase_says_nothing_of_the_phrase() -> None:
    first, second, *_ = sorted(TERMS)
    vectors = near(a=(0.9, 0.1), a_b=(0.7, 0.7))
    found = terms_near(vectors, words(), Asked("a b", {"a b": (), "a": ()}, {"a b": ("a",)}))
    assert second in found["a b"]
    assert first not in found["a b"]
    assert found["a"][first] == pytest.approx((0.9, 0.7))


def test_what_the_dictionary_says_is_considered_however_far_it_is() -> None:
    own = max(TERMS)
    assert own in terms_near(near(a=(0.9,)), words(), Asked("a", {"a": (own, "no term here")}))["a"]


@pytest.mark.parametrize(
    ("typed", "known", "least"),
    [
        ("gravel", frozenset({"gravel"}), RANKING.expansion.nearest_unknown),
        ("gravvel", frozenset[str](), RANKING.expansion.nearest_stranger),
    ],
)
def test_what_is_only_near_must_be_the_nearer_the_less_is_known_of_the_word(
    typed: str, known: frozenset[str], least: float
) -> None:
    for nearness, stands in ((least + 0.02, True), (least - 0.02, False)):
        found = Translator(words(vocabulary=known), near(**{typed: (nearness,)})).groups(typed)
        assert [one.members[0].why for one in found] == [NEAREST] * stands


def test_beside_what_a_dictionary_knows_a_near_term_counts_half() -> None:
    other, own = min(TERMS), max(GLOSSES["mainten"])
    at = dict.fromkeys(sorted(TERMS), 0.0) | {other: 0.9, own: 0.9 - RANKING.expansion.dictionary_bonus}
    (group,) = Translator(words(), near(maintenance=tuple(at.values()))).groups("maintenance")
    shares = {one.term: one.share for one in group.members}
    assert shares[own] == 1
    assert shares[other] == pytest.approx(RANKING.expansion.nearest_share)


def test_a_term_of_the_glossary_is_worth_something_however_far_it_is() -> None:
    at = dict.fromkeys(sorted(TERMS), 0.0) | {"河流": 0.9}
    (group,) = Translator(words(), near(river=tuple(at.values()))).groups("river")
    shares = {one.term: one.share for one in group.members}
    assert shares["河流"] == 1
    assert shares["河道"] == pytest.approx(RANKING.expansion.glossary_share)


@pytest.mark.parametrize(("typed", "why"), [("mooring", GLOSSARY), ("moorings", GLOSSARY), ("moor", DICTIONARY)])
def test_the_glossary_says_nothing_of_another_word_of_the_stem(typed: str, why: str) -> None:
    known = lexicon(TERMS | {"停泊": 2}, glosses={"moor": {"停泊": GLOSSARY}})
    (group,) = Translator(known, None).groups(typed)
    assert [(one.term, one.why) for one in group.members] == [("停泊", why)]


def test_a_meaning_that_few_clauses_hold_counts_as_the_least_near_of_its_like() -> None:
    rare = {f"沙{number}": DICTIONARY for number in "一二三四五六七八九"}
    every = sorted(TERMS | rare)
    frequent = tuple(every.index(term) for term in sorted(TERMS))
    known = lexicon(
        TERMS | dict.fromkeys(rare, 1), glosses=GLOSSES | {"river": {"河道": GLOSSARY, **rare}}, topical=frequent
    )
    at = dict.fromkeys(sorted(TERMS), 0.0) | {"河道": 0.2}
    (group,) = Translator(known, near(river=tuple(at.values()))).groups("river")
    assert group.members[0].term == "河道"
    assert all(one.share < 1 for one in group.members[1:])


@pytest.mark.parametrize("typed", ["VOCx", "PM25", "COVID"])
def test_the_letters_of_a_code_are_near_to_nothing(typed: str) -> None:
    assert Translator(words(), near(**{typed: (1.0,)})).groups(typed) == ()


@pytest.mark.parametrize("typed", ["river maintenance", "maintenance of rivers", "Maintenance of the River"])
def test_an_x_of_y_is_a_y_x(typed: str) -> None:
    (phrase, *_) = groups(typed).values()
    assert (phrase.source, [one.term for one in phrase.members]) == (typed, ["河道养护"])


@pytest.mark.parametrize("typed", ["maintenance for rivers", "maintenance of units of rivers", "maintenance rivers"])
def test_with_another_word_between_or_without_of_it_is_none(typed: str) -> None:
    assert "河道养护" not in {one.term for group in groups(typed).values() for one in group.members}


def shown(text: str, **given: Any) -> dict[str, list[str]]:
    """What an answer shows beside each word."""
    vectors = given.pop("vectors", None)
    found = Translator(words(**given), vectors).groups(text)
    return {one.source: [member.term for member in one.shown] for one in found if one.shown}


LISTED = frozenset({"river bus", "center bus", "bus"})


def test_a_word_of_a_phrase_that_a_dictionary_lists_is_not_looked_up_alone() -> None:
    """The archive has no term for the phrase, and what its words mean elsewhere is not what is meant."""
    assert shown("bus center") == {"bus": ["公交"], "center": ["中心"]}
    assert shown("center bus", vocabulary=LISTED) == {}
    assert shown("center for the bus", vocabulary=LISTED) == {"center": ["中心"], "bus": ["公交"]}
    ranked = {
        one.source: (one.members[0].term, one.factor)
        for one in Translator(words(vocabulary=LISTED), None).groups("center bus")
    }
    less = RANKING.expansion.inside_phrase
    assert ranked == {"center": ("中心", less), "bus": ("公交", less)}, "they rank, and count less"


def test_what_the_glossary_says_of_a_word_holds_inside_a_phrase() -> None:
    assert shown("river bus", vocabulary=LISTED) == {"river": ["河道"]}
    assert groups("river bus", vocabulary=LISTED)["river"].factor == 1.0


def nearest(term: str, nearness: float, **given: float) -> Vectors:
    """Vectors for which a term is so near to one text, and others to theirs."""
    order = sorted(TERMS)
    axes = {text: tuple(value if one == term else 0.0 for one in order) for text, value in given.items()}
    return near(center_maintenance=tuple(nearness if one == term else 0.0 for one in order), **axes)


def test_where_a_term_is_as_near_to_two_words_as_can_be_a_word_is_what_has_a_part_in_it() -> None:
    sure = RANKING.expansion.nearest_meaning
    found = shown(
        "center maintenance", vectors=nearest("河道养护", sure + 0.01), vocabulary=frozenset({"mainten", "center"})
    )
    assert found == {"center maintenance": ["河道养护"], "maintenance": ["养护"]}
    found = shown(
        "center maintenance", vectors=nearest("河道养护", sure - 0.01), vocabulary=frozenset({"mainten", "center"})
    )
    assert found == {"center maintenance": ["河道养护"], "center": ["中心"], "maintenance": ["养护"]}


def test_words_that_another_parts_are_no_phrase_by_nearness() -> None:
    vectors = nearest("河道养护", 0.9, center_for_maintenance=0.9)
    assert "center for maintenance" not in shown("center for maintenance", vectors=vectors)


def test_the_part_of_a_phrase_is_the_surest_term_of_its_word_there() -> None:
    """Alone, upkeep is rather the dredging; in this phrase it is the maintenance."""
    known = lexicon(
        TERMS, glosses={"upkeep": {"清淤": DICTIONARY, "养护": DICTIONARY}}, vocabulary=frozenset({"center"})
    )
    order = sorted(TERMS)
    alone, together = (tuple(0.9 if one == term else 0.0 for one in order) for term in ("清淤", "河道养护"))
    by_source = {one.source: one for one in Translator(known, near(upkeep=alone)).groups("upkeep")}
    assert by_source["upkeep"].members[0].term == "清淤"
    vectors = near(upkeep=alone, center_upkeep=together)
    by_source = {one.source: one for one in Translator(known, vectors).groups("center upkeep")}
    assert [(one.term, one.share) for one in by_source["upkeep"].members] == [("养护", 1.0)]

"""Slips that are mended, and what is left as it was typed."""

import pytest

from index.knowledge.lexicon import Lexicon
from index.understanding.repair import Repair, repair
from tests.index.handmade import lexicon


def sounding(counts: dict[str, int], **sounds: tuple[str, ...]) -> Lexicon:
    """A lexicon of words and of the pairs of characters that clauses hold."""
    pairs = {word[at : at + 2]: 1 for word in counts for at in range(len(word) - 1)}
    return lexicon(pairs | counts, sounds=sounds)


WATER = sounding(
    {"清淤": 3, "河道": 5, "密云水库": 2, "水务": 1, "河德": 1},
    qingyu=("清淤",),
    hedao=("河道",),
    shuiwu=("水务",),
    hede=("河德",),
)


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("清鱼", (("清鱼", "清淤", "homophone"),)),
        ("河到", (("河到", "河道", "homophone"),)),
        ("清淤", ()),
        ("轻鱼", ()),
        ("3河到", ()),
        ("河到5", ()),
        ("河的", ()),
        ("保洁", ()),
    ],
    ids=["", "the last", "known", "two characters", "behind a figure", "before a figure", "particle", "no such sound"],
)
def test_a_word_that_sounds_alike_and_differs_in_one_character_was_meant(
    typed: str, changes: tuple[tuple[str, str, str], ...]
) -> None:
    assert repair(typed, WATER).changes == changes


def test_what_was_meant_fits_between_its_neighbours() -> None:
    words = sounding({"清淤": 3, "河道清淤": 1}, qingyu=("清淤",))
    assert repair("河道清鱼", words).text == "河道清淤"
    assert repair("桥梁清鱼", words).text == "桥梁清鱼"


def test_of_several_words_that_sound_so_the_commonest_was_meant() -> None:
    words = sounding({"清淤": 3, "清雨": 9}, qingyu=("清淤", "清雨"))
    assert repair("清鱼", words).text == "清雨"


def test_five_slips_are_mended_and_no_more() -> None:
    assert len(repair("\n".join(["清鱼"] * 9), WATER).changes) == 5


@pytest.mark.parametrize(
    ("typed", "text"),
    [("qingyu", "清淤"), ("he dao qing yu", "河道 清淤"), ("hedao xyz", "hedao xyz"), ("hedao 5", "hedao 5")],
)
def test_latin_letters_are_chinese_sounds_where_every_syllable_is_part_of_a_word_here(typed: str, text: str) -> None:
    assert repair(typed, WATER).text == text


def test_words_that_lead_somewhere_are_no_sounds() -> None:
    words = lexicon({"汉": 1}, sounds={"hang": ("航",)}, glosses={"hang": {"悬挂": "x"}})
    assert repair("hang", words) == Repair("hang")
    assert repair("hang", lexicon({}, sounds={"hang": ("航",)})).text == "航"


ENGLISH = lexicon(
    {}, spellings=("dredging", "riverbed", "weirs"), vocabulary=frozenset({"dredg"}), glosses={"riverb": {"河床": "x"}}
)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("dreging", "dredging"),
        ("the riverbde", "the riverbed"),
        ("dredging", "dredging"),
        ("dredged", "dredged"),
        ("weir", "weir"),
        ("aredging", "aredging"),
        ("dred9ing", "dred9ing"),
        ("mountain", "mountain"),
    ],
    ids=["", "the last", "right", "another form", "short", "the first letter", "a code", "nothing alike"],
)
def test_a_misspelled_word_of_five_letters_is_the_most_alike_one_that_begins_so(typed: str, text: str) -> None:
    assert repair(typed, ENGLISH).text == text

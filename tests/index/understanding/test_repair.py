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
    words = sounding({"工时": 3, "公示": 9}, gongshi=("工时", "公示"))
    assert repair("公时", words).text == "公示"


SLIPS = sounding(
    {"充电": 2, "专业": 5, "落实": 2, "社会": 7, "职权": 4, "行业": 3, "网约车": 2, "大桥": 1, "生态": 3, "小区充": 1},
    chongdian=("充电",), zhuanye=("专业",), luoshi=("落实",), shehui=("社会",), zhiquan=("职权",), hangye=("行业",),
    wangyueche=("网约车",), shengtai=("生态",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("庄业", ("庄业", "专业", "similar_sound")),
        ("糯实", ("糯实", "落实", "similar_sound")),
        ("态生", ("态生", "生态", "transposed")),
        ("舌会", ("舌会", "社会", "homophone")),
        ("生态 庄业", ("庄业", "专业", "similar_sound")),
    ],
    ids=["final", "initial", "order", "beside a function word that a word is made of", "behind a blank"],
)
def test_a_word_that_sounds_nearly_alike_or_has_two_characters_transposed_was_meant(
    typed: str, change: tuple[str, str, str]
) -> None:
    assert repair(typed, SLIPS).changes == (change,)


@pytest.mark.parametrize("typed", ["实权", "会射", "庄人", "业专"])
def test_what_may_have_been_meant_is_not_guessed(typed: str) -> None:
    """Words of the dictionary, and what is no slip of one character or of the order of two, stay as they are."""
    words = sounding({"职权": 4, "社会": 2}, zhiquan=("职权",), shiquan=("职权",), shehui=("社会",))
    assert repair(typed, words) == Repair(typed)


def test_a_word_that_the_dictionary_has_is_no_slip_where_no_clause_has_it() -> None:
    books = sounding({"书记": 9, "职权": 4}, shuji=("书记",), zhiquan=("职权",))
    assert repair("书籍", books) == Repair("书籍")
    assert repair("书既", books).text == "书记"


def test_a_longer_word_that_no_dictionary_has_is_one_where_segmentation_sees_it_so() -> None:
    counts, sounds = {"网约": 2, "约车": 2, "网约车": 2}, {"wangyueche": ("网约车",)}
    assert repair("网约扯", lexicon(counts, sounds=sounds)).text == "网约车"
    assert repair("网约扯", lexicon(counts, sounds=sounds, words=())).text == "网约扯"


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


def test_a_slip_far_behind_in_a_pasted_passage_is_not_looked_for() -> None:
    assert repair("清鱼", WATER).text == "清淤"
    assert repair("水务" * 80 + " 清鱼", WATER).changes == ()

"""Text becomes the same units and words, however it was typed or printed."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import analysis
from index.language.folding import fold
from index.language.segmentation import cut, cut_for_search

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ＶＯＣｓ", "vocs"),
        ("３号", "3号"),
        ("標準", "标准"),
        ("㎡", "m2"),
        ("环境\u200b保护", "环境保护"),
        ("市 住 建 委", "市住建委"),
        ("市\u3000水务局", "市水务局"),
    ],
)
def test_spellings_that_readers_take_as_the_same_have_the_same_units(typed: str, plain: str) -> None:
    assert analysis.grams(typed) == analysis.grams(plain)


def test_a_unit_with_a_decimal_point_is_one_token() -> None:
    assert analysis.grams("PM2.5浓度") == ("pm2.5", "浓度", "度")


def test_latin_glued_to_chinese_is_split_off() -> None:
    assert analysis.grams("含VOCs产品") == ("含", "vocs", "产品", "品")


def test_punctuation_and_line_ends_break_a_run_and_blanks_do_not() -> None:
    assert analysis.grams("污染，防治") == analysis.grams("污染\n防治") == ("污染", "染", "防治", "治")
    assert analysis.grams("污染 防治") == analysis.grams("污染防治")


def test_search_mode_gives_the_shorter_words_inside_a_word_too() -> None:
    assert {"污染", "防治", "生态", "生态环境"} <= {*cut_for_search("生态环境污染防治")}


def test_the_domain_dictionary_keeps_names_of_departments_whole() -> None:
    assert "规划自然资源委" in cut("由市规划自然资源委负责")


def test_the_words_that_are_indexed_are_the_stems_of_tokens() -> None:
    assert analysis.words("含VOCs的hotels") == ("voc", "hotel")


def test_english_is_stemmed_and_loses_its_stop_words() -> None:
    assert (
        analysis.stems("The Administration of Hotels")
        == analysis.stems("administrative hotel")
        == ("administr", "hotel")
    )


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("酒店备案", ["酒店", "备案"]),
        ("酒店的备案", ["酒店", "备案"]),
        ("2024年行动计划", ["2024年", "行动计划"]),
        ("3号", ["3号"]),
        ("市水务局", ["市水务局"]),
        ("碳交易", ["碳交易"]),
        ("新能源车", ["新能源车"]),
        ("VOCs治理", ["vocs", "治理"]),
        ("the", ["the"]),
        ("的", ["的"]),
        ("酒店酒店", ["酒店"]),
    ],
)
def test_a_query_term_is_the_words_that_a_clause_must_have(term: str, words: list[str]) -> None:
    assert words == [*analysis.query_words(term)]


@given(ANY_TEXT)
def test_units_lie_in_the_text_in_order(text: str) -> None:
    units = analysis.stream(text)
    assert all(0 <= unit.start < unit.first_end <= unit.end <= len(text) for unit in units)
    assert all(before.start <= after.start for before, after in pairwise(units))


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text).text
    assert analysis.grams(folded) == analysis.grams(text)


@given(ANY_TEXT)
def test_no_text_is_too_strange_to_analyse(text: str) -> None:
    assert isinstance(analysis.words(text), tuple)
    assert isinstance(analysis.query_words(text), tuple)
    assert analysis.is_searchable(text) == bool(analysis.grams(text))


def test_importing_the_index_loads_no_dictionary_and_no_engine_and_prints_nothing() -> None:
    code = (
        "import sys, index\n"
        "assert not {'jieba', 'whoosh', 'Stemmer'} & set(sys.modules)\n"
        "from index import analysis\n"
        "analysis.words('污染防治')\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

"""The fast path through the dictionary gives jieba's words, ours among them."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import pieces
from index.language import segmentation

rjieba = pytest.importorskip("rjieba", reason="the extra `tantivy` is not installed")


def same(run: str) -> bool:
    slow = segmentation._tokenizer()
    return segmentation.cut(run) == list(slow.cut(run)) and segmentation.cut_for_search(run) == list(
        slow.cut_for_search(run)
    )


def test_the_fast_path_is_taken() -> None:
    assert segmentation._fast_path("生态环境污染防治") == ["生态环境", "污染防治"]


def test_every_run_of_the_gazettes_has_the_words_of_jieba(gazettes_folder: Path) -> None:
    runs = {
        piece.text
        for path in gazettes_folder.glob("*.txt")
        for line in path.read_text("utf-8").splitlines()
        for piece in pieces(line)
        if piece.han
    }
    assert len(runs) > 10_000
    assert [run for run in sorted(runs) if not same(run)] == []


@given(
    st.text(
        st.sampled_from("北京市生态环境污染防治局长江大桥的了在不人民政府办公厅王小明龘昌平区水务研究所〇々㐀"),
        min_size=1,
    )
)
@example("民治民厅境市王王")  # 治民 and 民治 are equally likely
def test_any_run_has_the_words_of_jieba(run: str) -> None:
    assert same(run)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=30))
def test_any_characters_have_the_words_of_jieba(run: str) -> None:
    assert same(run)


WITHOUT = """
import sys
sys.modules["rjieba"] = None
from index.language.segmentation import cut_for_search
assert cut_for_search("污染防治") == ["污染", "防治", "污染防治"]
"""


def test_without_the_library_jieba_does_it_all() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

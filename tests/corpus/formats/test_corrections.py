"""Rules of corrections that an editor keeps beside the corpus."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import read_corpus
from corpus.corrections import Correction, corrected, read_corrections
from corpus.errors import CorpusError
from corpus.findings import FindingCode, WarningCode
from corpus.printed.printed_text import Doubt, PrintedText
from index import RebuildOptions, rebuild

NOTICE = """北京市人民政府办公厅
关于加强管理的通知
京政办发〔2024〕4号
各区人民政府：
一、末经批准，不得经营。
二、各部门应当落实责任。
北京市人民政府办公厅
2024年2月7日
"""


def corpus_of(folder: Path, corrections: str = "", text: str = NOTICE) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "corrections.toml").write_text(corrections, "utf-8")
    return folder


def entry(line: int, printed: str, read: str, text: str = NOTICE) -> str:
    file = hashlib.sha256(text.encode()).hexdigest()
    return f'[[correction]]\nfile = "{file}"\nline = {line}\nprinted = "{printed}"\nread = "{read}"\n'


def test_a_correction_changes_what_its_line_says_and_the_clause_says_so(tmp_path: Path) -> None:
    (gazette,) = read_corpus(corpus_of(tmp_path, entry(5, "末经", "未经")))
    first, second = gazette.documents[0].clauses
    assert (first.text, first.warnings) == ("未经批准，不得经营。", (WarningCode.CORRECTED,))
    assert second.warnings == ()
    (finding,) = (f for f in gazette.findings if f.code is FindingCode.CORRECTED)
    assert "末经 is read as 未经" in finding.message


def test_a_correction_of_another_file_or_text_changes_nothing(tmp_path: Path) -> None:
    (gazette,) = read_corpus(corpus_of(tmp_path, entry(5, "末经", "未经", text="other")))
    assert next(gazette.documents[0].clauses).text == "末经批准，不得经营。"
    (gazette,) = read_corpus(corpus_of(tmp_path, entry(6, "末经", "未经")))
    assert FindingCode.CORRECTION_UNUSED in [f.code for f in gazette.findings]


@pytest.mark.parametrize(
    "table",
    [
        "[[correction]]\nline = 1\n",
        "[[correction]]\nfile = 1\nline = 'x'\nprinted = 'a'\nread = 'b'\n",
        "[[correction]]\nfile = 'a'\nline = 1\nprinted = ''\nread = 'b'\n",
        '[[correction]]\nfile = "a"\nline = 1\nprinted = "a"\nread = "b\\nc"\n',
        "correction = 5\n",
        "not a table",
    ],
)
def test_corrections_that_are_none_are_refused_with_what_they_need(tmp_path: Path, table: str) -> None:
    with pytest.raises(CorpusError, match="file, line, printed and read"):
        read_corrections(corpus_of(tmp_path, table))


def test_a_rebuild_reads_a_file_again_whose_corrections_changed(tmp_path: Path) -> None:
    folder, url = corpus_of(tmp_path / "corpus"), f"whoosh:{tmp_path / 'index'}"
    rebuild(folder, url, options=RebuildOptions(vectors=False))
    (folder / "corrections.toml").write_text(entry(5, "末经", "未经"), "utf-8")
    summary = rebuild(folder, url, options=RebuildOptions(vectors=False))
    assert summary.findings[FindingCode.CORRECTED] == 1


@given(
    st.text("甲乙丙末未", min_size=1, max_size=20), st.text("末未", min_size=1, max_size=2), st.text("丁戊", max_size=3), st.data()
)  # fmt: skip
def test_doubts_stay_at_their_characters_or_go_with_them(
    line: str, printed: str, read: str, data: st.DataObject
) -> None:
    column = data.draw(st.integers(0, len(line) - 1))
    text = PrintedText(f"前\n{line}", doubts=(Doubt(2, column, 0.5),))
    after = corrected(text, [Correction(2, printed, read)])
    starts = [at for at in range(len(line)) if line.replace(printed, "\0" * len(printed)).find("\0", at) == at]
    replaced = column in starts
    assert len(after.doubts) == (0 if replaced else 1)
    if after.doubts:
        assert after.text.split("\n")[1][after.doubts[0].column] == line[column]

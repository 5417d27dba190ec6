"""The parser is total and lossless: it refuses no text, loses no line, and takes time in proportion to the text."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus import Gazette
from corpus.model import Destination
from corpus.printed.lines import scan

WORDS = [
    "第一条", "第二条 ", "**第三条** ", "第十二章 总则", "第一节", "（一）", "(二)", "一、", "二、总体要求", "1.", "2. ", "(1)", "①", "——坚持", "附件",
    "附件 1", "附件：1. 名单", "目 录", "目录", "CONTENTS", "【市政府文件】", "【Documents】", "(5)", "(京政发〔2024〕3号)", "京政发〔2024〕3号",
    "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位", "1\t加强\t开展检查。\t年底前\t市水务局\t——\t", "\t\t继续。\t年底前\t\t\t",
    "区\t指标\t值\t值\t值\t值", "东城区\t1\t2\t3\t4\t5", "— 42 —", "| 56 |", "北京市人民政府公报", "第 14 期（总第 842 期）", "2024年4月24日", "各有关单位：",
    "北京市人民政府", "现将《办法》印发给你们，请认真贯彻执行。", "本办法自印发之日起施行。", "《旧办法》（京政发〔2001〕1号）同时废止。", "政府公报查询方式", "\t", "", " ", "# ",
    "<p>甲。</p> <p>乙。</p>", "<b>三、治理</b>\t\t\t\t\t\t", "的", "。", "，", "\u3000", "\r", "\x00", "\ufeff",
]  # fmt: skip


def assert_nothing_lost(text: str, gazette: Gazette) -> None:
    lines = {line.number for line in scan(text)}
    assert sum(gazette.coverage.lines.values()) == len(lines)
    documents = [document.id for document in gazette.documents]
    assert len(documents) == len(set(documents))
    for before, after in pairwise(gazette.documents):
        assert before.source.line_end < after.source.line_start
    for document in gazette.documents:
        ids = [clause.id for clause in document.clauses]
        assert len(ids) == len(set(ids))
        assert [clause.ordinal for clause in document.clauses] == list(range(len(ids)))
        for clause in document.clauses:
            assert clause.source.line_start <= clause.source.line_end
            assert {clause.source.line_start, clause.source.line_end} <= lines


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map("".join), max_size=40).map("\n".join))
def test_any_text_of_the_grammars_own_words_parses(text: str) -> None:
    assert_nothing_lost(text, corpus.parse(text, "random.txt"))


@given(st.text(max_size=400))
def test_any_text_parses(text: str) -> None:
    assert_nothing_lost(text, corpus.parse(text, "random.txt"))


@pytest.mark.parametrize("seed", range(6))
def test_truncated_and_shuffled_gazettes_parse(seed: int, gazettes_folder) -> None:
    chance = random.Random(seed)
    text = chance.choice(sorted(gazettes_folder.glob("*.txt"))).read_text("utf-8")
    cut = text[: chance.randrange(len(text))]
    assert_nothing_lost(cut, corpus.parse(cut, "cut.txt"))
    lines = text.split("\n")
    chance.shuffle(lines)
    shuffled = "\n".join(lines)
    assert_nothing_lost(shuffled, corpus.parse(shuffled, "shuffled.txt"))


def test_every_line_of_the_five_gazettes_is_placed(gazettes: dict[str, Gazette]) -> None:
    for gazette in gazettes.values():
        assert gazette.coverage.unplaced == ()
        assert gazette.coverage.ratio == 1.0


def test_every_long_line_of_a_document_is_inside_a_clause(gazettes: dict[str, Gazette], gazettes_folder) -> None:
    for name, gazette in gazettes.items():
        inside = {
            n for d in gazette.documents for c in d.clauses for n in range(c.source.line_start, c.source.line_end + 1)
        }
        first = min(d.source.line_start for d in gazette.documents)
        last = max(d.source.line_end for d in gazette.documents)
        for line in scan((gazettes_folder / name).read_text("utf-8")):
            if first <= line.number <= last and len(line.text) > 60 and "。" in line.text:
                assert line.number in inside, (name, line.number)


FULL = str.maketrans(",;:?!", "，；：？！")


def test_every_character_of_a_clause_is_printed_on_its_lines(gazettes: dict[str, Gazette], gazettes_folder) -> None:
    for name, gazette in gazettes.items():
        printed = (gazettes_folder / name).read_text("utf-8").split("\n")
        for document in gazette.documents:
            for clause in document.clauses:
                for run in clause.runs:
                    raw = printed[run.line - 1]
                    assert raw[run.column : run.column + run.end - run.start].translate(FULL) == clause.text[
                        run.start : run.end
                    ].translate(FULL)
                    # a row that goes on with a task takes the task's name from the row that prints it
                    inherited = clause.task is not None and run.end <= len(clause.task.task or "")
                    assert inherited or clause.source.line_start <= run.line <= clause.source.line_end


def test_no_clause_begins_with_a_stop_or_is_empty(merged: dict[str, Gazette]) -> None:
    for gazette in merged.values():
        for document in gazette.documents:
            for clause in document.clauses:
                assert clause.text
                assert clause.text[0] not in "，、；。", clause.id


def test_addresses_are_unique_in_the_corpus(merged: dict[str, Gazette]) -> None:
    ids = Counter(c.id for g in merged.values() for d in g.documents for c in d.clauses)
    assert [i for i, n in ids.items() if n > 1] == []
    assert all(i.isascii() for i in ids)


def test_destinations_are_counted_once_each(gazettes: dict[str, Gazette]) -> None:
    coverage = gazettes["beijing-2024-14.txt"].coverage
    assert set(coverage.lines) <= set(Destination)
    assert coverage.lines[Destination.FRONT] == 43


def test_a_numbering_word_under_which_nothing_stands_is_a_clause_with_its_own_words() -> None:
    (document,) = corpus.parse("某市湿地办法\n\n第一条 保护湿地。\n\n第二条\n\n（一）\n", "a.txt").documents
    assert [(clause.label, clause.text) for clause in document.clauses] == [
        ("第一条", "保护湿地。"),
        ("第二条", "（一）"),
    ]

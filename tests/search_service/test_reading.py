"""Marking a text and laying out a document."""

from hypothesis import given
from hypothesis import strategies as st

from index import Snapshot
from index.query import parse_query
from search_service.answer.marking import MarkedRun, Marks, mark, marked_paragraphs
from search_service.documents.reading import ClauseBlock, HeadingBlock, TableBlock, read_document


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))), st.lists(st.integers(0, 80)))
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int]], anchors: list[int]) -> None:
    pieces = mark(text, spans, [(at, f"a{at}") for at in anchors])
    assert "".join(piece.text for piece in pieces) == text
    lines = ["".join(piece.text for piece in line) for line in marked_paragraphs(pieces)]
    assert [line for line in lines if line] == [line for line in text.split("\n") if line]


def test_hits_and_anchors_cut_a_text() -> None:
    pieces = mark("第一项酒店\n第二项备案", [(3, 5), (9, 11)], [(6, "item_2")])
    assert pieces == (
        MarkedRun("第一项"), MarkedRun("酒店", highlight=True), MarkedRun("\n"), MarkedRun("第二项", anchor="item_2"), MarkedRun("备案", highlight=True),
    )  # fmt: skip
    assert [[piece.text for piece in line] for line in marked_paragraphs(pieces)] == [
        ["第一项", "酒店"],
        ["第二项", "备案"],
    ]


def test_a_heading_stands_once_before_its_clauses(index: Snapshot) -> None:
    reading = read_document(index.store.document("jingwenlvfa-2023-83"), Marks(parse_query("")))
    issued = reading.parts[1]
    headings = [
        "".join(piece.text for piece in block.title) for block in issued.blocks if isinstance(block, HeadingBlock)
    ]
    assert headings == ["总则", "行业发展", "经营规范", "监督检查", "附则"]
    assert isinstance(issued.blocks[0], HeadingBlock)


def test_rows_of_one_table_stand_together_and_empty_columns_are_left_out(index: Snapshot) -> None:
    reading = read_document(index.store.document("jingzhengbanfa-2024-4"), Marks(parse_query("")))
    tables = [block for part in reading.parts for block in part.blocks if isinstance(block, TableBlock)]
    rows = [row for table in tables for row in table.rows]
    assert len(rows) == sum(
        clause.kind == "table_row" for clause in index.store.document("jingzhengbanfa-2024-4").clauses
    )
    for table in tables:
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        assert all(any(row.cells[n] for row in table.rows) for n in range(len(table.columns)))


def test_an_annex_takes_the_address_of_its_heading(index: Snapshot) -> None:
    reading = read_document(index.store.document("jingzhengbanfa-2024-4"), Marks(parse_query("")))
    assert [part.eid for part in reading.parts] == ["part_0", *(f"annex_{n}" for n in range(1, 7))]


def test_hits_are_counted_and_chained(index: Snapshot) -> None:
    reading = read_document(
        index.store.document("jingwenlvfa-2023-83"),
        Marks(parse_query("备案")),
    )
    blocks = [block for part in reading.parts for block in part.blocks if isinstance(block, ClauseBlock)]
    assert [block.clause.eid for block in blocks if block.hits] == list(reading.hits)
    beside = list(zip((None, *reading.hits), (*reading.hits[1:], None), strict=False))
    assert [block.beside for block in blocks if block.hits] == beside

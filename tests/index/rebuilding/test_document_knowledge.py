"""What is counted of a document before it is written: terms by clause, chains of words, numbers that it prints."""

from pathlib import Path

import msgspec
import pytest

from corpus import Document, parse
from index.generation.document_knowledge import DocumentKnowledge, document_knowledge
from index.generation.knowledge_writing import KnowledgeWriter
from index.knowledge.postings import IndexedText

TEXT = """临江市人民政府关于横向生态补偿的通知
临政发〔2021〕7号

各区人民政府：

一、完善横向生态补偿机制。

二、横向生态补偿资金按照临政发〔2020〕3号执行，横向生态补偿不得截留。

三、本通知自印发之日起施行，临政发〔2020〕3号同时废止。

临江市人民政府
2021年3月1日
"""


@pytest.fixture(scope="module")
def document() -> Document:
    (found,) = parse(TEXT, "a.txt").documents
    return found


@pytest.fixture(scope="module")
def known(document: Document) -> DocumentKnowledge:
    return document_knowledge(document, None)


def test_every_clause_has_its_terms_and_its_values(document: Document, known: DocumentKnowledge) -> None:
    clauses = tuple(document.clauses)
    assert known.values.ids == tuple(clause.id for clause in clauses)
    assert known.texts == tuple(IndexedText.of(clause.text) for clause in clauses)
    assert len(known.headings) == len(known.values.length) == len(clauses)


def test_a_chain_counts_once_for_each_clause_that_holds_it(known: DocumentKnowledge) -> None:
    assert known.chains["横向生态补偿"] == 2
    assert known.chains["生态补偿机制"] == 1


def test_no_chain_begins_or_ends_with_a_word_that_only_links_others(known: DocumentKnowledge) -> None:
    assert not [chain for chain in known.chains if chain.startswith(("完善", "按照")) or chain.endswith("按照")]


def test_words_are_those_of_clauses_and_of_what_stands_above_them(known: DocumentKnowledge) -> None:
    assert {"生态", "补偿", "机制", "通知"} <= known.words
    assert not [word for word in known.words if len(word) < 2]


def test_a_printed_number_is_cited_by_the_clauses_that_print_it(document: Document, known: DocumentKnowledge) -> None:
    cited = known.cited["linzhengfa-2020-3"]
    texts = [clause.text for clause in document.clauses]
    assert [at for at, text in enumerate(texts) if "〔2020〕3号" in text] == [*cited]
    assert known.number == "linzhengfa-2021-7"


def test_what_is_counted_can_be_sent_to_another_process(known: DocumentKnowledge) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(known), type=DocumentKnowledge) == known


def test_clauses_of_an_archive_are_counted_on_from_document_to_document(
    tmp_path: Path, known: DocumentKnowledge
) -> None:
    writer = KnowledgeWriter(tmp_path)
    writer.add(known)
    writer.add(known)
    sources = writer.write()
    first, size = known.cited["linzhengfa-2020-3"], len(known.texts)
    assert sources.citations["linzhengfa-2020-3"] == (*first, *(size + at for at in first))
    assert sources.citations["linzhengfa-2021-7"] == ()
    assert "横向生态补偿" in sources.chains
    assert {number for numbers in sources.aliases.values() for number in numbers} == {0, 1}

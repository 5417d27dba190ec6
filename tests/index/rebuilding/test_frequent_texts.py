"""Chains of words are terms from some clauses on; their number does not fill the memory."""

from random import Random

from index.generation.frequent_texts import FrequentTexts


def test_a_text_is_found_when_it_occurs_often_enough() -> None:
    texts = FrequentTexts(3)
    for added in ({"生态补偿": 1, "横向补偿": 1}, {"生态补偿": 2, "横向补偿": 1}):
        texts.add(added)
    assert texts.found == {"生态补偿"}


def test_of_many_texts_none_is_missed_and_hardly_one_is_found_too_early() -> None:
    drawn, texts = Random(5), FrequentTexts(3)
    once = {f"{drawn.getrandbits(64):x}" for _ in range(20_000)}
    often = {f"常{number}" for number in range(500)}
    for added in (once, often, often, often):
        texts.add(dict.fromkeys(added, 1))
    assert often <= texts.found
    assert len(texts.found) <= len(often) + 2

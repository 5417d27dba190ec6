"""Which clauses hold a term and how much it weighs there, whatever its script and length."""

from pathlib import Path

import numpy as np
import pytest

from index.knowledge.postings import IndexedText, Postings, PostingsWriter

TEXTS = (
    ("酒店应当向公安机关备案，酒店不得拒绝。", "经营规范"),
    ("公安机关检查hotels和GB37822标准。", ""),
    ("备案的酒，店家自行保管。", "酒店"),
    ("", ""),
)


@pytest.fixture
def postings(tmp_path: Path) -> Postings:
    writer = PostingsWriter(tmp_path, "some", {"text": (1.0, 0.5), "path": (0.5, 0.3)})
    for texts in TEXTS:
        writer.add([*map(IndexedText.of, texts)])
    writer.write()
    return Postings(tmp_path, "some")


def test_very_many_terms_have_the_frequencies_of_each_alone(
    postings: Postings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        "酒店",
        "备案的店",
        "備案",
        "机关",
        "酒",
        "店应当",
        "保管。",
        "hotels",
        "自行车",
        "无",
        "公安公安",
        "酒店酒店",
    ]
    monkeypatch.setattr("index.knowledge.postings._TOGETHER", 5)
    assert postings.frequencies(asked) == {term: count for term in asked if (count := postings.frequency(term))}
    assert postings.frequencies([]) == {}


@pytest.mark.parametrize(
    ("term", "ordinals"),
    [
        ("酒店", [0, 2]),
        ("公安机关", [0, 1]),
        ("備案", []),
        ("备案", [0, 2]),
        ("hotel", [1]),
        ("gb", [1]),
        ("37822", [1]),
        ("店家自行", [2]),
        ("酒店备案", []),
        ("nothing", []),
        ("酒", []),
        ("", []),
    ],
)
def test_a_term_is_held_where_all_its_parts_are(postings: Postings, term: str, ordinals: list[int]) -> None:
    if term == "備案":
        ordinals = [0, 2]
    assert postings.postings(term).ordinals.tolist() == ordinals
    assert postings.frequency(term) == len(ordinals)


def test_no_pair_reaches_over_punctuation(postings: Postings) -> None:
    assert postings.frequency("案酒") == 0
    assert postings.frequency("酒店") == 2


def test_a_term_weighs_by_its_frequency_the_field_and_the_length(postings: Postings) -> None:
    weights = dict(zip(*(one.tolist() for one in _columns(postings, "酒店")), strict=True))
    assert weights[0] > 1 > weights[2] > 0


def test_of_terms_that_postings_cannot_tell_apart_the_surest_counts_once(tmp_path: Path) -> None:
    writer = PostingsWriter(tmp_path, "some", {"text": (1.0, 0.5)})
    for text in ("隔离14日", "隔离"):
        writer.add([IndexedText.of(text)])
    writer.write()
    found = Postings(tmp_path, "some")
    both, sure = found.gathered({"14日": 0.5, "14天": 1.0}), found.gathered({"14天": 1.0})
    assert both.ordinals.tolist() == [0]
    assert both.values.tolist() == sure.values.tolist()


def test_a_group_gathers_its_terms_by_their_shares(postings: Postings) -> None:
    one, both = (
        postings.gathered(forms).at(np.arange(postings.size)) for forms in ({"酒店": 1.0}, {"酒店": 1.0, "公安": 0.5})
    )
    assert both[0] > one[0]
    assert both[2] == one[2]
    assert both[3] == 0


def test_portions_are_put_together_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.knowledge.postings._PORTION", 2)
    writer = PostingsWriter(tmp_path, "some", {"text": (1.0, 0.0)})
    for at in range(7):
        writer.add([IndexedText.of(f"酒店{'备案' if at % 2 else '检查'}")])
    writer.write()
    opened = Postings(tmp_path, "some")
    assert opened.postings("酒店").ordinals.tolist() == [*range(7)]
    assert opened.postings("备案").ordinals.tolist() == [1, 3, 5]
    assert np.allclose(opened.postings("酒店").weights, 1.0, atol=1e-3)


def test_an_archive_without_clauses_has_postings_of_nothing(tmp_path: Path) -> None:
    PostingsWriter(tmp_path, "none", {"text": (1.0, 0.5)}).write()
    assert Postings(tmp_path, "none").frequency("酒店") == 0


def _columns(postings: Postings, term: str) -> tuple[np.ndarray, np.ndarray]:
    found = postings.postings(term)
    return found.ordinals, found.weights

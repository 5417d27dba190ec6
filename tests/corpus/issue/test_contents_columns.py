"""A contents in two columns that spaces part."""

import pytest

from corpus.issue.contents import read_contents
from corpus.issue.contents_columns import two_columns
from tests.corpus.handmade import lines

LEFT = ("临江市人民政府关于疏浚内河的通", "知……………………（3）", "临江市人民政府关于保洁湖泊的决", "定……………………（6）")
RIGHT = ("临江市水务局关于检修泵站的意见", "………………………（9）", "临江市水务局关于开放湿地的通知", "………………………（12）")
TITLES = [
    "临江市人民政府关于疏浚内河的通知",
    "临江市人民政府关于保洁湖泊的决定",
    "临江市水务局关于检修泵站的意见",
    "临江市水务局关于开放湿地的通知",
]


def printed(left: tuple[str, ...], right: tuple[str, ...], shift: tuple[int, ...] = (0, 0, 0, 0)) -> list[str]:
    width = 44
    return [
        f"{one}{' ' * (width + by - sum(2 if char > 'ÿ' else 1 for char in one))}{other}"
        for one, other, by in zip(left, right, shift, strict=True)
    ]


@pytest.mark.parametrize("shift", [(0, 0, 0, 0), (0, 2, -1, 0)])
def test_the_left_column_comes_before_the_right_one(shift: tuple[int, ...]) -> None:
    texts = ["目录", *printed(LEFT, RIGHT, shift), TITLES[0], "各区：", "疏浚内河。"]
    found = read_contents(lines(*texts), 0, "a.txt", lambda _: False)
    assert [(one.title, one.page) for one in found.chinese] == [*zip(TITLES, (3, 6, 9, 12), strict=True)]
    assert found.end == 1 + len(LEFT)
    assert found.chinese[0].source.line_start == 2


def test_a_column_may_be_shorter_than_the_other() -> None:
    texts = printed(LEFT, (*RIGHT[:2], "", ""))
    right_only = [f"{' ' * 44}{one}" for one in RIGHT[2:]]
    found = two_columns(lines(*texts, *right_only, "临江市水务局令"), 0)
    assert found
    assert [line.plain for line in found.lines] == [*LEFT, *RIGHT]
    assert found.stop == 6


@pytest.mark.parametrize(
    "texts",
    [
        [f"{one[:12]}{' ' * 20}临政发〔2021〕{at}号　（{at}）" for at, one in enumerate(TITLES, 3)],
        [f"{one}{' ' * 8}（{at}）" for at, one in enumerate(TITLES, 3)],
        [f"临政发〔2021〕{at}号    {one}（{at}）" for at, one in enumerate(TITLES, 3)] + ["疏浚 3", "保洁 4"],
        [*LEFT, *RIGHT],
        [f"疏浚内河{' ' * 20}保洁湖泊{' ' * 8}检修泵站"] * 4,
    ],
)
def test_numbers_and_pages_behind_titles_are_no_column_of_entries(texts: list[str]) -> None:
    assert two_columns(lines(*texts), 0) is None


def test_a_line_over_both_columns_ends_them() -> None:
    texts = [*printed(LEFT, RIGHT), "第一条 疏浚内河应当按照下列规定进行，并且保洁湖泊和检修泵站，开放湿地"]
    found = two_columns(lines(*texts), 0)
    assert found
    assert found.stop == 4


def test_a_leader_may_stand_on_a_line_of_its_own_with_its_page() -> None:
    texts = ("目录", "临江市人民政府关于疏浚内河的通知", "…………………… 3", "临江市人民政府关于保洁湖泊的决定…… 6")
    found = read_contents(lines(*texts), 0, "a.txt", lambda _: False)
    assert [(one.title, one.page) for one in found.chinese] == [(TITLES[0], 3), (TITLES[1], 6)]


def test_columns_without_pages_have_titles() -> None:
    left = (TITLES[0], "临政发〔2021〕4号", TITLES[1], "临政发〔2021〕5号")
    right = ("【水务局文件】", TITLES[2], "临水发〔2021〕6号", TITLES[3])
    texts = ["目录", *printed(left, right), f"{' ' * 44}临水发〔2021〕7号", TITLES[0], "各区：", "疏浚内河。"]
    found = read_contents(lines(*texts), 0, "a.txt", lambda _: False)
    assert [(one.title, (one.number or "")[-2:-1]) for one in found.chinese] == [*zip(TITLES, "4567", strict=True)]
    assert [one.category for one in found.chinese] == [None, None, "水务局文件", "水务局文件"]
    assert two_columns(lines(*printed(left, ("临江市水务局", "临江市", "保洁", "湖泊"))), 0) is None


def test_those_addressed_are_no_entry() -> None:
    texts = ("目录", TITLES[0], TITLES[1], "各区人民政府：", TITLES[1], "疏浚内河。")
    found = read_contents(lines(*texts), 0, "a.txt", lambda _: False)
    assert [one.title for one in found.chinese] == TITLES[:2]

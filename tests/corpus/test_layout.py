"""Lines that were broken at a width, and paragraphs that begin with an indent."""

import textwrap

import corpus
from corpus.printed.layout import layout
from corpus.printed.lines import scan

SENTENCE = (
    "各区应当建立湿地巡查制度，明确巡查责任人和巡查路线，每月至少巡查两次，发现侵占湿地的行为应当立即制止并在当日报告。"
)


def broken(text: str, width: int, indent: str = "") -> str:
    lines = textwrap.wrap(indent + text, width, drop_whitespace=False, break_long_words=True)
    return "\n".join(lines)


def parsed(*blocks: str, between: str = "\n\n") -> list[tuple[str | None, str]]:
    (document,) = corpus.parse("关于湿地巡查的通知\n\n" + between.join(blocks) + "\n", "a.txt").documents
    return [(clause.label, clause.text) for clause in document.clauses]


def test_the_width_of_a_text_is_where_its_open_lines_end() -> None:
    text = "\n\n".join(broken(SENTENCE, 26) for _ in range(6))
    assert layout(scan(text)).width == 26
    assert layout(scan("\n\n".join([SENTENCE] * 12))).width is None


def test_a_full_line_goes_on_and_a_blank_line_ends_a_paragraph() -> None:
    blocks = [broken(f"{n}、{SENTENCE}", 26) for n in "一二三四"]
    assert parsed(*blocks) == [(f"{n}、", SENTENCE) for n in "一二三四"]


def test_an_indent_begins_a_paragraph_without_a_blank_line() -> None:
    blocks = [broken(f"{n}、{SENTENCE}", 30, "　　") for n in "一二三四"]
    assert parsed(*blocks, between="\n") == [(f"{n}、", SENTENCE) for n in "一二三四"]


def test_a_numbered_line_that_breaks_off_is_no_heading() -> None:
    blocks = [broken(f"（{n}）{SENTENCE}", 26, "　　") for n in "一二三"]
    assert parsed("　　一、巡查要求", *blocks, between="\n") == [(f"（{n}）", SENTENCE) for n in "一二三"]


def test_addressees_may_stand_on_two_lines() -> None:
    text = "关于湿地巡查的通知\n某水发〔2020〕3号\n\n各区水务局，各有关单\n位：\n    为加强巡查，现通\n知如下：\n    一、每月巡\n查。\n"
    (document,) = corpus.parse(text, "a.txt").documents
    assert document.addressees == "各区水务局，各有关单位"
    assert [clause.text for clause in document.clauses] == ["为加强巡查，现通知如下：", "每月巡查。"]


def test_a_line_that_is_shorter_than_a_cut_one_stands_by_itself() -> None:
    names = ("组长：何某　县委副书记、县长", "副组长：田某　副县长", "　　　　白某　县财政局局长")
    office = "领导小组办公室设在县水利局。"
    assert [text for _, text in parsed("现将成员公布如下。", *names, office)][-1] == office
    assert parsed("前　言", "湿地是城市之肾。") == [(None, "湿地是城市之肾。")]


def test_a_list_without_indents_is_no_paragraph_of_an_indented_text() -> None:
    blocks = [f"    {n}、{SENTENCE}" for n in "一二三四五六"]
    assert [text for _, text in parsed(*blocks, "月湖区（2个）", "柳村    梅村", "竹村")][6:] == [
        "月湖区（2个）",
        "柳村 梅村",
        "竹村",
    ]

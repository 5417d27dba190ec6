"""Repairs of OCR text, and the map back to print."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import OperatorError
from corpus.language import traditional
from corpus.language.text import clean, ends_sentence, join

WIDE = str.maketrans(",;:?!", "，；：？！")
FORMULAS = [
    ("$PM_{2.5}$浓度", "PM2.5浓度"),
    ("PM_{2.5}", "PM2.5"),
    ("PM _{2.5}年均", "PM2.5年均"),
    ("PM <sub>2.5</sub> 年均", "PM2.5年均"),
    ("O_3", "O3"),
    ("NO _x 等", "NOx等"),
    ("NO_x", "NOx"),
    ("NO<sub>x</sub>", "NOx"),
    ("NH ₃ -N", "NH3-N"),
    ("NH <sub>3</sub> -N", "NH3-N"),
    ("BOD <sub>5</sub>", "BOD5"),
    ("$600:1$", "600:1"),
]
MARKUP = [
    ("### **三、普查范围和内容**", "三、普查范围和内容"),
    ("- 附件：1. 蓝天保卫战", "附件：1.蓝天保卫战"),
    ("<h3>一、主要目标</h3>", "一、主要目标"),
    ("<b>二、专项行动</b>", "二、专项行动"),
    ("网 址：[www.example.cn](http://www.example.cn)", "网址：www.example.cn"),
    ("GOVERNMENT OF BEIJING  ", "GOVERNMENT OF BEIJING"),
]
SPACES = [
    ("2021 年 2 月 23 日", "2021年2月23日"),
    ("北京 市 公 安 局", "北京市公安局"),
    ("北\u3000京\u3000市\u3000司\u3000法\u3000局", "北京市司法局"),
    ("具有代表性和影响力 的材料", "具有代表性和影响力的材料"),
    ("按照 GB/T 38597—2020 开展", "按照GB/T 38597—2020开展"),
    ("北京市司法局 北京市财政局关于", "北京市司法局 北京市财政局关于"),
    (
        "现将《推进美丽北京建设 持续深入打好攻坚战》印发给你们。",
        "现将《推进美丽北京建设 持续深入打好攻坚战》印发给你们。",
    ),
    ("on Issuing the “Plan of Beijing” (2021)", "on Issuing the “Plan of Beijing” (2021)"),
]


@pytest.mark.parametrize(("printed", "cleaned"), FORMULAS + MARKUP + SPACES)
def test_a_printed_line_has_one_normal_form(printed: str, cleaned: str) -> None:
    assert clean(printed, 1).text == cleaned


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("组长：周大河　　市水务局局长", "组长：周大河 市水务局局长"),
        ("承办单位：市水务局    办理时间：三月", "承办单位：市水务局 办理时间：三月"),
        ("成员：周大河　吴小溪　郑长江", "成员：周大河 吴小溪 郑长江"),
        ("上河镇　中河镇　下河镇（三个）", "上河镇 中河镇 下河镇（三个）"),
        ("第一章　　总　　则", "第一章总则"),
        ("内河　疏浚", "内河疏浚"),
        ("疏　　浚", "疏浚"),
        ("根据《 水 土 保 持 法 》", "根据《水土保持法》"),
        ("根据《水务局 财政局关于疏浚的通知》", "根据《水务局 财政局关于疏浚的通知》"),
        ("时间 : 2021年", "时间：2021年"),
    ],
)
def test_a_wide_gap_and_the_gaps_of_a_list_part_words(printed: str, cleaned: str) -> None:
    assert clean(printed, 1).text == cleaned


def test_an_english_and_between_chinese_words_is_a_translated_he() -> None:
    assert clean("思想 and 党的十九大精神", 1).text == "思想和党的十九大精神"
    assert clean("reform and opening", 1).text == "reform and opening"


@pytest.mark.parametrize("misread", ["抗茵", "二氯化碳", "利用率率", "年年底前", "监测一通报"])
def test_what_is_misread_is_not_silently_corrected(misread: str) -> None:
    assert clean(misread, 1).text == misread


@given(
    st.text(
        st.sampled_from(list("第一条、（(）)。，；：《》 \t\u3000*_#$<>/bpsubPM2.5x₃北京市局的and-[]{}")), max_size=60
    )
)
def test_every_run_stands_verbatim_in_print(raw: str) -> None:
    traced = clean(raw, 7)
    end = 0
    for run in traced.runs:
        assert raw[run.column : run.column + run.end - run.start] == traced.text[run.start : run.end]
        assert run.start >= end
        assert run.line == 7
        end = run.end
    assert end <= len(traced.text)


@given(st.lists(st.text(max_size=12), max_size=4), st.sampled_from(["", "\n"]))
def test_joined_texts_keep_their_map(texts: list[str], separator: str) -> None:
    raws = [text.replace("\n", "") for text in texts]
    joined = join([clean(raw, at) for at, raw in enumerate(raws)], separator)
    for run in joined.runs:
        printed = raws[run.line][run.column : run.column + run.end - run.start]
        assert printed.translate(WIDE) == joined.text[run.start : run.end].translate(WIDE)


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_slice_keeps_its_map(raw: str, a: int, b: int) -> None:
    raw = raw.replace("\n", "")
    part = clean(raw, 1)[min(a, b) : max(a, b)]
    for run in part.runs:
        printed = raw[run.column : run.column + run.end - run.start]
        assert normalize("NFKC", printed) == normalize("NFKC", part.text[run.start : run.end])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("贯彻落实。", True),
        ("遇有下列情形之一的：", True),
        ("促进公益诉", False),
        ("网络传播矩阵”", False),
        ("‘舌尖上的安全’。”", True),
        ("提高水平。(责任单位：市体育局、市教委)", True),
        ("在核心区(东城、西城区)", False),
        ("", True),
    ],
)
def test_a_line_ends_a_sentence_or_is_cut(text: str, ends: bool) -> None:  # noqa: FBT001
    assert ends_sentence(text) is ends


def test_a_dictionary_that_cannot_be_opened_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise RuntimeError(f"{name}.json not found or not accessible.")

    traditional._converter.cache_clear()
    monkeypatch.setattr("opencc.OpenCC", refuse)
    with pytest.raises(OperatorError, match=r"t2s\.json.*ulimit -n"):
        traditional.simplified("發")
    monkeypatch.undo()
    assert traditional.simplified("發") == "发"

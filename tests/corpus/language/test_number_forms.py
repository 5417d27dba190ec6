"""The forms of one document number, and the lines on which a number stands with something else."""

import pytest

from corpus.language.numbers import (
    DocumentNumber,
    find_numbers,
    leading_number,
    parse_number,
    romanise_prefix,
    same_decree,
    trailing_number,
    with_banner,
)
from corpus.language.pinyin import romanise, romanise_initials, romanise_name


@pytest.mark.parametrize(
    ("number", "text", "text_en", "key"),
    [
        (DocumentNumber("临政发", 2021, 4), "临政发〔2021〕4号", "Linzhengfa[2021]No. 4", "linzhengfa-2021-4"),
        (DocumentNumber("linzhengfa", 2021, 4), "Linzhengfa[2021]No. 4", "Linzhengfa[2021]No. 4", "linzhengfa-2021-4"),
        (
            DocumentNumber("临江市人民政府令", None, 4),
            "临江市人民政府令第4号",
            "Decree No. 4",
            "linjiangshirenminzhengfuling-4",
        ),
        (DocumentNumber("藏政发", 2021, 4), "藏政发〔2021〕4号", "Zangzhengfa[2021]No. 4", "zangzhengfa-2021-4"),
        (DocumentNumber("", 2021, 4, kind="法令"), "第4/2021号法令", "Faling[2021]No. 4", "faling-2021-4"),
        (DocumentNumber("公告", 2021, 4, announced=True), "公告2021年第4号", "Gonggao[2021]No. 4", "gonggao-2021-4"),
    ],
)
def test_a_number_has_a_form_in_each_language_and_one_key(
    number: DocumentNumber, text: str, text_en: str, key: str
) -> None:
    assert (number.text, number.text_en, number.key) == (text, text_en, key)


@pytest.mark.parametrize(
    ("number", "is_unique"),
    [
        (DocumentNumber("临政发", 2021, 4), True),
        (DocumentNumber("公告", 2021, 4, announced=True), False),
        (DocumentNumber("水务局公告", 2021, 4, announced=True), True),
        (DocumentNumber("令", None, 4), False),
        (DocumentNumber("", 2021, 4), False),
        (DocumentNumber("", 2021, 4, kind="行政法规"), True),
    ],
)
def test_a_number_without_the_name_of_who_gives_it_names_no_document_alone(
    number: DocumentNumber, *, is_unique: bool
) -> None:
    assert number.is_unique is is_unique


def test_a_serial_under_a_banner_gets_its_name_and_a_whole_number_stays() -> None:
    assert with_banner(DocumentNumber("", None, 4), "临江市 人民政府令").text == "临江市人民政府令第4号"
    whole = DocumentNumber("临政发", 2021, 4)
    assert with_banner(whole, "临江市人民政府令") is whole
    of_term = DocumentNumber("〔五届〕", None, 4)
    assert with_banner(of_term, "临江市人大常委会公告").text == "临江市人大常委会公告〔五届〕第4号"
    assert not of_term.is_unique


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("（临政发〔2021〕4号）", "临政发〔2021〕4号"),
        ("临政发〔2021〕4号 签发人：江大河", "临政发〔2021〕4号"),
        ("临政发〔2021〕4", "临政发〔2021〕4号"),
        ("临政发〔2O21〕l4号", "临政发〔2021〕14号"),
        ("临政办函 2021 4号", "临政办函〔2021〕4号"),
        ("临江市人民政府令第四号", "临江市人民政府令第4号"),
        ("2021年第4号", "2021年第4号"),
        ("〔2021〕4号", "〔2021〕4号"),
        ("临政发〔二〇二一〕4号", "临政发〔2021〕4号"),
        ("临政发〔2021〕4号的通知", None),
        ("（85）临政字4号", "临政字〔1985〕4号"),
        ("临政发〔2 0 2 1〕1 4号", "临政发〔2021〕14号"),
        ("中华人民共和国水利部令 2021年第4号", "中华人民共和国水利部令2021年第4号"),
        ("临政发〔85〕第4号", "临政发〔1985〕4号"),
        ("临政发［1985］4号", "临政发〔1985〕4号"),
        ("第4/2021號行政法規", "第4/2021号行政法规"),
        ("第4/99/M號法律", "第4/1999号法律"),
        ("2021年第4號法律公告", "2021年第4号法律公告"),
        ("第4/2021號房屋", None),
        ("临价字第4号", "临价字第4号"),
        ("（55）临密字第六十七号", "临密字〔1955〕67号"),
        ("临建〔91〕字第15号", "临建字〔1991〕15号"),
        ("〔五届〕第二十一号", "〔五届〕第21号"),
        ("（第五届第4号）", "〔第五届〕第4号"),
        ("临江市人民代表大会常务委员会公告（五届第4号）", "临江市人民代表大会常务委员会公告〔五届〕第4号"),
        ("检例第68号", "检例第68号"),
        ("指导性案例4号", "指导性案例第4号"),
        ("五届第4次", None),
        ("临政发第4号", None),
        ("2021年4月", None),
        ("第4期", None),
    ],
)
def test_a_line_that_is_a_number_may_have_any_customary_form(line: str, text: str | None) -> None:
    found = parse_number(line)
    assert (found.text if found else None) == text


def test_the_contents_may_name_the_body_of_a_decree_in_short() -> None:
    assert same_decree("市人民政府令第4号", "临江市人民政府令第4号")
    assert same_decree("市政府令第4号", "临江市人民政府令第4号")
    assert not same_decree("市人民政府令第5号", "临江市人民政府令第4号")
    assert not same_decree("湖阳市人民政府令第4号", "临江市人民政府令第4号")
    assert not same_decree("第4号", "临江市人民政府令第4号")
    assert not same_decree("政发〔2021〕4号", "临政发〔2021〕4号")


def test_further_serials_of_one_prefix_are_numbers_of_their_own() -> None:
    found = find_numbers("临政发〔2021〕4、5号和6号，临政发〔2021〕7号，2.5万")
    assert [match.number.serial for match in found] == [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("line", "before", "text"),
    [
        ("关于清淤的通知（临政发〔2021〕4号）", "关于清淤的通知", "临政发〔2021〕4号"),
        ("关于清淤的通知（临政发〔2021〕4", "关于清淤的通知", "临政发〔2021〕4号"),
        ("关于清淤的通知 临政发〔2021〕4号", "关于清淤的通知", "临政发〔2021〕4号"),
        ("关于清淤的通知（试行）", None, None),
    ],
)
def test_a_number_may_stand_behind_a_title_and_lose_its_end(line: str, before: str | None, text: str | None) -> None:
    found = trailing_number(line)
    assert (found and found[0], found and found[1].text) == (before, text)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("临政发〔2021〕4号 关于清淤的通知", "关于清淤的通知"),
        ("临政发〔2021〕4号关于清淤的通知", "关于清淤的通知"),
        ("临江市人民政府令 第4号 内河疏浚办法", "内河疏浚办法"),
        ("检例第68号：周某非法采砂案", "周某非法采砂案"),
        ("（临政发〔2021〕4号）关于清淤的通知", "关于清淤的通知"),
        ("临政发〔2021〕4号", None),
        ("根据临政发〔2021〕4号清淤", None),
    ],
)
def test_a_number_may_stand_before_a_title(line: str, rest: str | None) -> None:
    found = leading_number(line)
    assert (found and found[1]) == rest


@pytest.mark.parametrize(
    ("name", "written"), [("西安", "Xi'an"), ("临江", "Linjiang"), ("吕梁", "Luliang"), ("女娲", "Nuwa")]
)
def test_a_name_in_latin_letters_parts_its_syllables_and_has_no_dots(name: str, written: str) -> None:
    assert romanise_name(name) == written


def test_initials_are_those_of_the_syllables() -> None:
    assert romanise_initials("临江") == "lj"


def test_a_number_whose_kind_stands_behind_it_is_found_in_running_text() -> None:
    text = "根據第2/2018號行政法規第四十條，按照2021年第4號法律公告執行。"
    assert [text[m.start : m.end] for m in find_numbers(text)] == ["第2/2018號行政法規", "2021年第4號法律公告"]


@pytest.mark.parametrize(
    ("text", "prefix", "word"), [("藏品", "zangpin", "cangpin"), ("长官", "changguan", "zhangguan")]
)
def test_a_place_is_read_as_such_at_the_head_of_a_number_alone(text: str, prefix: str, word: str) -> None:
    assert (romanise_prefix(text), romanise(text)) == (prefix, word)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("武政1996年18号", ["武政〔1996〕18号"]),
        ("查询临政办2021 4号", ["临政办〔2021〕4号"]),
        ("行政 2021 4", []),
        ("污染物 2024 4号", []),
        ("区政2021年4月", []),
    ],
)
def test_without_brackets_a_number_of_a_government_is_known_by_the_word_behind_it(
    text: str, numbers: list[str]
) -> None:
    assert [match.number.text for match in find_numbers(text)] == numbers

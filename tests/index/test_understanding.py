"""What a query is taken to mean: what it names, what its words may be called, and what a match must hold."""

from collections.abc import Iterator

import numpy as np
import pytest

from corpus.language.numerals import in_chinese
from index import open_index
from index.engines import Filter
from index.knowledge.encoders import ENCODERS
from index.knowledge.knowledge import Knowledge
from index.language.numerals import article_key, is_figure, other_spellings
from index.language.word_lists import plain_words
from index.nodes import And, Or, Phrase, Term
from index.query import parse_query
from index.understanding.conditions import conditions
from index.understanding.groups import Group, GroupMember, idf, weigh
from index.understanding.intent import Intent, IntentReader, Options
from index.understanding.names import plain_name
from index.understanding.references import References, read_references
from index.understanding.repair import repair
from index.understanding.synonyms import Thesaurus, weighted_pairs
from tests.index.handmade import AClause, ADocument, knowledge

HOTELS = "jingwenlvfa-2023-83"
semantic = pytest.mark.skipif(not ENCODERS["use"].available, reason="the extra `semantic` is not installed")


@pytest.fixture(scope="module")
def known(built_index: str) -> Iterator[Knowledge]:
    snapshot = open_index(built_index)
    yield snapshot.known
    snapshot.close()


def read(known: Knowledge, text: str, **options: object) -> Intent:
    return IntentReader(known, Options(**options)).read(parse_query(text))  # type: ignore[arg-type]


def named(known: Knowledge, text: str) -> References:
    return read_references(text, (), known)


@pytest.mark.parametrize(
    "text",
    ["酒店业管理暂行办法第二十一条", "《北京市酒店业管理暂行办法》第21条", "酒店业管理暂行办法 21条",
     "Article 21 of the hotel measures", "请问酒店业管理暂行办法第二十一条的内容是什么"],
)  # fmt: skip
def test_an_article_is_named_by_any_name_of_its_document_in_any_numerals(known: Knowledge, text: str) -> None:
    found = named(known, text)
    assert found.documents is not None
    assert HOTELS in found.documents
    assert found.article == "21"


def test_an_article_without_a_document_is_a_word(known: Knowledge) -> None:
    assert named(known, "第二十一条").documents is None
    assert named(known, "3条地铁线路").documents is None


@pytest.mark.parametrize(
    ("text", "issues"),
    [("2024年第14期", ("bj-2024-14",)), ("issue 14", ("bj-2024-14",)), ("第99期", ()), ("酒店", None)],
)
def test_issues_are_named(known: Knowledge, text: str, issues: tuple[str, ...] | None) -> None:
    assert named(known, text).issues == issues


@pytest.mark.parametrize(
    ("text", "dates"),
    [("2024年2月7日的通知", ("2024-02-07",)), ("February 2024", ("2024-02",)), ("7 February 2024", ("2024-02-07",)), ("2024年", ())],
)  # fmt: skip
def test_dates_are_named(known: Knowledge, text: str, dates: tuple[str, ...]) -> None:
    assert named(known, text).dates == dates


def test_a_number_without_its_year_is_every_number_with_this_prefix_and_serial(known: Knowledge) -> None:
    assert named(known, "京政发3号").numbers == ("jingzhengfa-2024-3",)
    assert named(known, "Jing Zheng Fa 3").numbers == ("jingzhengfa-2024-3",)
    assert named(known, "京政发999号").numbers == ()


def test_whether_a_number_is_in_force_is_asked_only_of_a_number(known: Knowledge) -> None:
    assert read(known, "京政办发〔2022〕6号 还有效吗").references.validity
    assert not read(known, "许可证 有效").references.validity


def test_a_lead_department_is_named_under_all_its_names_and_is_no_word(known: Knowledge) -> None:
    found = named(known, "市生态环境局 牵头 噪声")
    assert "市生态环境局" in found.leads
    assert found.text == "噪声"


@pytest.mark.parametrize(
    ("text", "name"),
    [("《关于〈办法〉的通知》", "关于办法的通知"), ("Hotel  Measures", "hotelmeasures"), ("（试行）", "试行")],
)
def test_names_are_compared_without_blanks_brackets_and_marks(text: str, name: str) -> None:
    assert plain_name(text) == name


@pytest.mark.parametrize(
    ("label", "key"),
    [("第十三条", "13"), ("第13条", "13"), ("第一百零五条", "105"), ("第二十条之一", "20-1"), ("一、", None)],
)
def test_the_key_of_an_article_does_not_depend_on_its_numerals(label: str, key: str | None) -> None:
    assert article_key(label) == key


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("30日内", ["三十日内"]),
        ("三十日内", ["30日内"]),
        ("1,000", ["1000"]),
        ("1000", ["1,000"]),
        ("一般", []),
        ("2024年", []),
    ],
)
def test_a_number_is_looked_for_in_its_other_spelling(word: str, others: list[str]) -> None:
    assert [one for one in other_spellings(word) if one != "二千零二十四年"] == others


@pytest.mark.parametrize("text", ["30日内", "三十日内", "1,000公顷", "十五个工作日", "1000"])
def test_a_figure_with_its_unit_has_no_meaning_to_be_near_to(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["三十日内备案", "酒店", "2024年行动计划", "内"])
def test_a_figure_beside_a_word_is_no_figure_alone(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize(
    ("number", "text"), [(10, "十"), (13, "十三"), (30, "三十"), (105, "一百零五"), (1050, "一千零五十")]
)
def test_numbers_in_chinese(number: int, text: str) -> None:
    assert in_chinese(number) == text


def test_a_homophone_is_mended_and_a_known_word_is_not(known: Knowledge) -> None:
    assert repair("志愿者招幕", known.lexicon).changes == (("招幕", "招募", "homophone"),)
    assert repair("志愿者招募", known.lexicon).changes == ()


@semantic
def test_a_misspelled_word_is_mended_and_none_is_mended_to_itself(known: Knowledge) -> None:
    assert ("regulaton", "regulation", "spelling") in repair("hotel regulaton", known.lexicon).changes
    for text in ("rental housing", "diesel trucks", "COVID-19", "square dancing"):
        assert all(wrong.lower() != right.lower() for wrong, right, _ in repair(text, known.lexicon).changes)


def test_a_body_is_known_by_its_other_names(known: Knowledge) -> None:
    (group, *_) = Thesaurus(known.lexicon).groups("市环保局 扬尘")
    assert group.source == "市环保局"
    assert "市生态环境局" in {one.term for one in group.members}


def test_a_name_with_its_city_that_no_body_has_is_no_name(known: Knowledge) -> None:
    (group, *_) = Thesaurus(known.lexicon).groups("市政府 工作报告")
    assert "市市政府" not in [one.term for one in group.members]


def test_an_everyday_word_is_known_by_the_words_of_laws_and_papers_that_the_archive_has() -> None:
    clauses = [AClause("d", "自收到离婚登记申请之日起三十日内"), AClause("d", "拒不履行的被执行人")]
    lexicon = knowledge([ADocument("d")], clauses).lexicon
    found = {
        group.source: [one.term for one in group.members] for group in Thesaurus(lexicon).named("老赖 离婚冷静期 保释")
    }
    assert found == {"离婚冷静期": ["离婚冷静期", "离婚登记申请", "离婚登记"], "老赖": ["老赖", "被执行人"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("大学", ["大学"]),
        ("大学生", []),
        ("体育老师", ["老师"]),
        ("醉驾判几年", ["判几年", "醉驾"]),
    ],
)
def test_an_everyday_word_counts_unless_it_is_the_beginning_of_another(text: str, words: list[str]) -> None:
    clauses = [AClause("d", "高等学校的教师"), AClause("d", "醉酒的处三年以下有期徒刑")]
    assert [one.source for one in Thesaurus(knowledge([ADocument("d")], clauses).lexicon).named(text)] == words


def test_what_an_everyday_word_stands_for_is_named_once_and_does_not_hold_it() -> None:
    for word, others in plain_words().items():
        assert len(set(others)) == len(others), word
        assert all(len(one) > 1 and word not in one for one in others), word


def test_a_group_counts_as_one_word(known: Knowledge) -> None:
    alone = weigh(known.postings, [Group("酒店", (GroupMember("酒店", 1.0),))])
    both = weigh(known.postings, [Group("酒店", (GroupMember("酒店", 1.0), GroupMember("备案", 0.5, "x")))])
    everything = np.arange(known.postings.size)
    assert both.scores.values.max() <= idf(known.postings.size, 1) * 2.2
    assert (both.coverage.at(everything) >= alone.coverage.at(everything)).all()
    assert alone.coverage.values.max() == 1


def test_the_rarer_a_term_the_more_it_tells() -> None:
    assert idf(1000, 1) > idf(1000, 10) > idf(1000, 1000) > 0


def test_a_long_word_does_not_drown_a_short_one_beside_it() -> None:
    weights = weighted_pairs("生态环境损害赔偿\n磋商")
    assert weights["磋商"] == 1
    assert weights["生态"] < 1
    assert "偿磋" not in weights
    assert weighted_pairs("酒店\n酒店")["酒店"] == 2


@semantic
@pytest.mark.parametrize("text", ["VOCs", "COVID-19", "000", "PM2.5", "nbsp", "foobar"])
def test_abbreviations_numbers_and_what_is_no_word_have_no_nearest_words(known: Knowledge, text: str) -> None:
    assert all(why != "nearest" for _, _, why in read(known, text).expansions)


@semantic
def test_no_term_is_shown_twice(known: Knowledge) -> None:
    for text in ("low emission zone", "school doctor", "carbon market", "fireworks", "酒店 住宿"):
        shown = [to for _, to, _ in read(known, text).expansions]
        assert len(shown) == len({*shown})


@semantic
@pytest.mark.parametrize(("text", "term"), [("register", "备案"), ("fine", "处罚"), ("hotel", "酒店")])
def test_what_the_glossary_says_of_a_word_is_among_its_surest_terms(known: Knowledge, text: str, term: str) -> None:
    (group,) = read(known, text).groups
    assert {one.term: one.share for one in group.members}[term] >= 0.5


def test_what_only_asks_for_a_definition_is_no_word_of_a_match(known: Knowledge) -> None:
    for text in ("什么是酒店", "酒店的定义"):
        assert [word for word, _ in read(known, text).words] == ["酒店"]


def test_stop_words_are_no_words_of_a_match(known: Knowledge) -> None:
    words = [word for word, _ in read(known, "when must a hotel register and where").words]
    assert words == ["hotel", "register"]


def test_no_word_reaches_over_a_blank(known: Knowledge) -> None:
    assert [word for word, _ in read(known, "乡镇街道 约谈").words][-1] == "约谈"


@pytest.mark.parametrize(
    "text",
    [
        "酒店 AND 备案",
        "酒店 & 备案",
        "+酒店 +备案",
        "(酒店) (备案)",
        "酒店 -备案",
        '"酒店"',
        "title:酒店",
        "酒店*",
        "酒店 or 民宿",
    ],
)
def test_operators_fields_and_phrases_alone_are_taken_as_they_are_written(known: Knowledge, text: str) -> None:
    intent = read(known, text)
    assert intent.exact
    assert intent.expansions == ()
    assert [one.tree for one in conditions(intent)] == [parse_query(text).tree]


@pytest.mark.parametrize("text", ["酒店 备案", "hotel or inn registration", "办法（试行）", "什么是“一岗双责”制度"])
def test_words_and_sentences_are_not(known: Knowledge, text: str) -> None:
    assert not read(known, text).exact


def test_or_between_all_words_is_the_operator() -> None:
    assert parse_query("酒店 or 民宿").tree == Or((Term("酒店"), Term("民宿")))
    assert isinstance(parse_query("hotel or inn registration").tree, And)


def test_a_quotation_in_a_sentence_binds_its_phrase_and_no_other_word(known: Knowledge) -> None:
    (only,) = conditions(read(known, "什么是“一岗双责”制度"))
    assert only.tree == Phrase("一岗双责")


def test_what_is_named_is_a_condition_and_not_a_word(known: Knowledge) -> None:
    (number,) = [one.filters for one in conditions(read(known, "京政办发〔2024〕4号"))][:1]
    assert number == (Filter("number", ("jingzhengbanfa-2024-4",)),)
    (issue,) = conditions(read(known, "2024年第14期"))
    assert (issue.tree, issue.filters) == (None, (Filter("issue", ("bj-2024-14",)),))
    article = conditions(read(known, "酒店业管理暂行办法第二十一条"))[0]
    assert article.filters[-1] == Filter("article", ("21",))
    assert article.within == (Filter("document", (HOTELS,)),)
    dated = conditions(read(known, "2023年12月7日"))[0]
    assert dated.filters == (Filter("date", low="2023-12-07", high="2023-12-07"),)


@semantic
def test_a_match_holds_every_word_as_typed_or_in_a_form_that_is_shown(known: Knowledge) -> None:
    intent = read(known, "hotel industry")
    shown = {to for _, to, _ in intent.expansions}
    assert all({*forms} <= shown for _, forms in intent.words)
    taken = read(known, "hotel industry", without=frozenset({"酒店业"}))
    assert "酒店业" not in {form for _, forms in taken.words for form in forms}
    assert all(not forms for _, forms in read(known, "hotel industry", expand="none").words)

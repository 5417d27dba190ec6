"""What a query asks of an engine: which fields, which units, and how they are joined."""

import pytest

from index.plan import AllOf, Keyword, Match, Plan, listed_word, plan, plan_leaves
from index.query import parse_query
from index.schema import SCOPES, TEXT_FIELDS
from search_service.answer.explaining import plan_text


def planned(typed: str) -> Plan:
    tree = parse_query(typed).tree
    assert tree is not None
    return plan(tree)


def shown(part: Plan) -> str:
    """A plan in one line, as an explanation has it."""
    return plan_text(part).replace(", ", " ")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("内河", "any(text_grams:内河 path_grams:内河 title_grams:内河)"),
        ("text:内河", "any(text_grams:内河)"),
        ("text:地下水", "any(text_grams:地下·下水)"),
        ("text:河", "any(text_grams:河*)"),
        ("title:rivers", "any(title_grams:rivers title:river title_en:river)"),
        ("body:bureau", "any(body_name:bureau body_name_en:bureau)"),
        ("number:3号", "any(number_text:3·号*)"),
        ('text:"内河"', "any(text_grams:内河)"),
        ('title:"the rivers"', "any(title_grams:the·rivers title_en:river)"),
        ('body:"of the"', "any(body_name:of·the)"),
        ("text:内*", "any(text_grams:内*)"),
        ('text:"内河湖"', "any(text_grams:内河·河湖 text_grams:内·河湖 text_grams:内河·河·湖*)"),
        ("text:内河*", "any(text_grams:内河)"),
        ("title:industry*", "any(title_grams:industry* title_en:industry* title_en:industri*)"),
        ("title:inland-river*", "any(title_grams:inland·river* title_en:inland·river*)"),
        ("title:of-river*", "any(title_grams:of·river* title_en:river*)"),
        ('title:"pm 治理"', "any(title_grams:pm·治理)"),
        ("text:industry*", "any(text_grams:industry*)"),
        ("临政发〔2021〕4号", "number=linzhengfa-2021-4"),
        ("number:临政发〔2021〕4号", "number=linzhengfa-2021-4"),
        ("-text:内河", "not(any(text_grams:内河))"),
        ("text:内河|text:湖泊", "any(any(text_grams:内河) any(text_grams:湖泊))"),
        ("text:内河 text:湖泊", "all(any(text_grams:内河) any(text_grams:湖泊))"),
        ("text:(内河 -湖泊)", "all(any(text_grams:内河) not(any(text_grams:湖泊)))"),
    ],
)
def test_a_query_is_asked_in_the_fields_of_its_scope(typed: str, asked: str) -> None:
    assert shown(planned(typed)) == asked


def test_a_number_within_another_field_is_looked_for_as_it_is_written() -> None:
    found = [leaf for leaf in plan_leaves(planned("text:临政发〔2021〕4号")) if isinstance(leaf, Match)]
    assert found[0] == Match("text_grams", ("临政", "政发", "发", "2021", "4", "号"), open=True)
    assert {leaf.field for leaf in found} == {"text_grams"}


def test_stop_words_ask_for_nothing_unless_there_is_nothing_else() -> None:
    assert planned("text:的 text:内河") == AllOf((planned("text:的"), planned("text:内河")))
    assert planned("的 内河") == AllOf((planned("内河"),))
    assert planned("的 了") == AllOf((planned("的"), planned("了")))
    assert planned("的 -内河") == AllOf((planned("的"), planned("-内河")))


def phrase(text: str) -> set[tuple[str, ...]]:
    """The units of every way in which a phrase is looked for in the text of a clause."""
    return {leaf.units for leaf in plan_leaves(planned(f'text:"{text}"')) if isinstance(leaf, Match)}


def test_a_phrase_may_have_a_mark_between_any_two_of_its_characters_if_it_is_short() -> None:
    assert phrase("疏浚内河") == {
        ("疏浚", "浚内", "内河"),
        ("疏", "浚内", "内河"),
        ("疏浚", "浚", "内河"),
        ("疏浚", "浚内", "内", "河"),
    }
    assert len(phrase("疏" * 16)) == 16
    assert len(phrase("疏" * 17)) == 1


def test_a_phrase_that_is_typed_with_a_mark_is_found_without_it_and_one_with_a_figure_is_not() -> None:
    assert phrase("疏浚，内河") == phrase("疏浚内河")
    assert phrase("疏浚，3号") == {("疏浚", "浚", "3", "号")}


def test_what_is_excluded_cannot_match() -> None:
    assert [*plan_leaves(planned("text:内河 -text:湖泊"))] == [Match("text_grams", ("内河",))]
    assert [*plan_leaves(planned("临政发〔2021〕4号"))] == [Keyword("number", "linzhengfa-2021-4")]


@pytest.mark.parametrize(
    ("leaf", "word"),
    [
        (Match("text_grams", ("行政", "政处", "处罚")), "行政处罚"),
        (Match("title_grams", ("行政", "政处", "处罚")), "行政处罚"),
        (Match("text_grams", ("行政",)), None),
        (Match("text_grams", ("行政", "政处", "处罚"), open=True), None),
        (Match("body_name", ("行政", "政处", "处罚")), None),
        (Match("text_grams", ("行政", "政", "处罚")), None),
        (Match("text_grams", ("行政", "政ab")), None),
        (Match("text_grams", ("ab", "bc")), None),
        (Match("text_grams", ("政处", "处罚")), None),
        (Match("text_grams", ("行政处罚",)), None),
    ],
)
def test_pairs_that_spell_a_word_of_the_dictionary_are_one_term(leaf: Match, word: str | None) -> None:
    assert listed_word(leaf) == word


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_asks_only_its_own_fields(scope: str) -> None:
    own = {part for name in SCOPES[scope] for part in (TEXT_FIELDS[name].words, TEXT_FIELDS[name].grams)}
    typed = ("内河", "rivers", '"疏浚内河"', '"inland rivers"', "内*", "river*")
    leaves = [leaf for one in typed for leaf in plan_leaves(planned(f"{scope}:{one}" if scope else one))]
    assert {leaf.field for leaf in leaves} <= own

"""Who issued a document: the signers, or those at the head of the title."""

import pytest

from corpus.language.bodies import issuing_bodies, register, split_names, title_issuers, without_city


def names(signers: list[str], title: str = "", title_en: str | None = None) -> list[str]:
    return [body.name for body in issuing_bodies(signers, title, title_en)]


def test_the_signers_issue_and_not_those_whom_the_title_names_besides() -> None:
    assert names(["临江市水务局"], "临江市公安局关于清淤的通知") == ["临江市水务局"]
    assert names([], "临江市公安局关于清淤的通知") == ["临江市公安局"]


def test_a_person_in_office_signs_for_the_body_of_the_title() -> None:
    assert names(["市长 江大河"], "临江市人民政府令") == ["临江市人民政府"]
    assert names(["市長 江大河"], "臨江市人民政府令") == ["臨江市人民政府"]


def test_a_body_that_signs_twice_issues_once() -> None:
    assert names(["临江市水务局", "临江市 水务局", "临江市公安局"]) == ["临江市水务局", "临江市公安局"]


def test_the_state_council_is_one_with_and_without_the_state() -> None:
    assert names(["中华人民共和国国务院"]) == ["国务院"]


@pytest.mark.parametrize(
    ("signers", "english"), [(["临江市水务局"], "Linjiang Water Bureau"), (["临江市水务局", "临江市公安局"], None)]
)
def test_an_unknown_body_has_its_english_name_from_the_title_where_it_issued_alone(
    signers: list[str], english: str | None
) -> None:
    found = issuing_bodies(signers, "", "Circular of the Linjiang Water Bureau on Dredging")
    assert found[0].name_en == english


def test_a_known_body_has_the_english_name_that_is_known() -> None:
    known = next(body for body in register().by_name.values() if body.name_en)
    assert issuing_bodies([known.name], "", "Circular of Somebody on Dredging") == (known,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("临江市水务局 临江市公安局", ["临江市水务局", "临江市公安局"]),
        ("临江市水务局、临江市公安局", ["临江市水务局", "临江市公安局"]),
        ("市水务局、市公安局", ["市水务局", "市公安局"]),
        ("最高人民法院、最高人民检察院", ["最高人民法院", "最高人民检察院"]),
        ("国务院、中央军委", ["国务院", "中央军委"]),
        ("市科委、清淤园管委会", ["市科委、清淤园管委会"]),
        ("临江市水务局 清淤", ["临江市水务局 清淤"]),
        ("发展和改革、水务委员会", ["发展和改革、水务委员会"]),
    ],
)
def test_a_line_is_split_where_every_piece_is_a_body(text: str, found: list[str]) -> None:
    assert split_names(text) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("临江市水务局 临江市公安局关于清淤的通知", ["临江市水务局", "临江市公安局"]),
        ("临江市水务局等部门印发办法的通知", ["临江市水务局"]),
        ("临江市水务局等三部门关于清淤的通知", ["临江市水务局"]),
        ("临江市水务局、市公安局2021年河道整治公报", ["临江市水务局", "市公安局"]),
        ("关于清淤的通知", []),
        ("河道养护关于清淤", []),
    ],
)
def test_and_others_is_no_name(title: str, found: list[str]) -> None:
    assert title_issuers(title) == found


def test_every_name_leads_to_all_names_of_its_body_and_an_unknown_one_to_itself() -> None:
    body = next(one for one in register().by_name.values() if register().aliases[one.id])
    other = register().aliases[body.id][0]
    assert register().same_as(other)[0] == other
    assert {body.name, *register().aliases[body.id]} <= {*register().same_as(other)}
    assert register().same_as("临江市水务局") == ("临江市水务局",)
    assert register().find(body.id.upper()) == body


def test_the_city_is_left_out_at_the_head_of_a_name_only() -> None:
    assert without_city("北京市水务局") == "市水务局"
    assert without_city("驻北京办事处") == "驻北京办事处"


def test_the_editors_of_a_gazette_are_no_body() -> None:
    assert names(["本刊编辑部"], "更正") == []

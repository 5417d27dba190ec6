"""What stands in brackets under a title: who adopted or published the text, by which law, under which number."""

import pytest

import corpus
from corpus.model import Document

TEXT = "第一条 疏浚内河。\n第二条 保洁湖泊。\n"


def document(*under: str, title: str = "临江市湖泊保洁办法") -> Document:
    (found,) = corpus.parse("\n".join((title, *under, TEXT)), "a.txt").documents
    return found


@pytest.mark.parametrize(
    ("bracket", "day"),
    [
        ("（临江市水务局2022年2月11日以临水规〔2022〕1号发布　自2022年4月1日起施行）", "2022-02-11"),
        ("（临江市人民政府常务会议讨论通过　2014年1月26日发布）", "2014-01-26"),
        ("（1996年1月9日临江市人民政府令第8号公布　自1996年3月1日起施行）", "1996-01-09"),
        ("（2021年3月2日临江市人民政府会议通过　2021年4月9日临江市人民政府令第8号公布）", "2021-04-09"),
        ("（2021年3月2日会议通过　2021年4月9日令第8号公布　自公布之日起施行）", "2021-04-09"),
        ("（1996年1月9日临江市人民政府令第8号公布　根据2004年5月1日的决定修正）", "None"),
    ],
)
def test_a_text_is_of_the_day_on_which_it_was_published_where_nothing_else_has_happened(bracket: str, day: str) -> None:
    found = document(bracket)
    assert str(found.date) == day
    assert len(found.parts[0].clauses) == 2


def test_a_bracket_that_explains_is_text() -> None:
    found = document("（以下简称办法，2014年1月26日发布的同时废止）")
    assert found.date is None
    assert len(found.parts[0].clauses) == 3


def test_the_number_may_end_the_bracket_with_the_history() -> None:
    found = document("（1998年12月11日审判委员会第1033次会议通过　法释〔1999〕3号）")
    assert (found.number, str(found.date)) == ("法释〔1999〕3号", "1998-12-11")
    assert document("（1996年1月9日临江市人民政府令第8号公布）").number is None


@pytest.mark.parametrize(
    "bracket", ["（由水务局局长根据《湖泊条例》（第37章）第11条订立）", "（根据《湖泊条例》制定）"]
)
def test_by_which_law_a_text_is_made_is_no_part_of_its_title(bracket: str) -> None:
    assert document(bracket).title == "临江市湖泊保洁办法"
    assert document("（试行）").title == "临江市湖泊保洁办法（试行）"


def test_who_speaks_for_an_organ_gives_the_report() -> None:
    (found,) = corpus.parse(
        "关于预算执行情况的报告\n——2019年1月15日在临江市人民代表大会上\n临江市财政局\n各位代表：\n收入增长。\n一、收入\n增长。\n",
        "a.txt",
    ).documents
    assert [body.name for body in found.issuing_bodies] == ["临江市财政局"]


def test_a_paper_of_a_court_has_its_court_and_its_number_under_the_title() -> None:
    found = document("临江市中级人民法院", "民事判决书", "（2020）苏01民终12号", title="赵某某与钱某某买卖合同纠纷案")
    assert found.number == "（2020）苏01民终12号"
    assert [clause.label for clause in found.parts[0].clauses] == ["第一条", "第二条"]


def test_the_title_of_an_announcement_may_stand_in_brackets_under_its_number() -> None:
    found = document("2014年第12号", "（关于公布保洁要求的公告）", title="临江市水务局公告")
    assert (found.title, found.number) == ("临江市水务局关于公布保洁要求的公告", "2014年第12号")
    assert [body.name for body in found.issuing_bodies] == ["临江市水务局"]


def test_minutes_name_above_their_title_who_made_them_and_when() -> None:
    found = document(
        "第8期",
        "临江市人民政府办公室　　2017年6月9日",
        "关于研究采砂管理的会议纪要",
        title="临江市人民政府专题会议纪要",
    )
    assert found.title == "关于研究采砂管理的会议纪要"
    assert (str(found.date), [body.name for body in found.issuing_bodies]) == ("2017-06-09", ["临江市人民政府办公室"])


@pytest.mark.parametrize(
    "behind", ["抄送：临江市财政局。", "责任编辑：赵某某\n扫一扫在手机打开当前页", "来源：临江日报"]
)
def test_the_imprint_of_a_text_without_a_signature_is_no_clause(behind: str) -> None:
    (found,) = corpus.parse(
        f"临江市水务局关于疏浚内河的通知\n各区：\n疏浚内河。\n逐级上报。\n{behind}\n", "a.txt"
    ).documents
    assert [clause.text for part in found.parts for clause in part.clauses] == ["疏浚内河。", "逐级上报。"]


def test_an_annex_may_list_annexes_of_its_own() -> None:
    own = ("附件：1.响应流程图", "2.成员职责", "附件1", "响应流程图", "（图略）", "附件2", "成员职责", "负责监测。")
    (found,) = corpus.parse(
        "\n".join(
            (
                *(
                    "临江市水务局关于印发预案的通知",
                    "各区：",
                    "印发预案。",
                    "附件：防汛预案",
                    "临江市水务局",
                    "2021年4月9日",
                ),
                *("附件", "防汛预案", "一、总则", "做好防汛。", *own),
            )
        ),
        "a.txt",
    ).documents
    assert [(part.number, part.title) for part in found.parts] == [
        (None, None),
        (None, "防汛预案"),
        ("1", "响应流程图"),
        ("2", "成员职责"),
    ]
    assert [clause.text for clause in found.parts[1].clauses] == ["做好防汛。"]


def test_minutes_may_have_their_count_with_its_year_under_their_title() -> None:
    (found,) = corpus.parse(
        "临江市人民政府市长办公会议纪要\n（2019年第6次）\n临江市人民政府办公室　2019年7月8日\n会议听取了汇报。\n一、水域\n会议同意。\n",
        "a.txt",
    ).documents
    assert (found.title, str(found.date)) == ("临江市人民政府市长办公会议纪要", "2019-07-08")
    assert len(found.parts) == 1


def test_what_explains_a_paper_is_a_paper_of_its_own() -> None:
    title = "临江市水务局关于发布《湖泊保洁规程》的公告"
    text = f"{title}\n临江市水务局公告2019年第3号\n现予发布。\n临江市水务局\n2019年4月2日\n湖泊保洁规程\n第一条 保洁湖泊。\n"
    explained = f"关于《{title.replace('《', '〈').replace('》', '〉')}》的解读\n一、背景\n为了保洁湖泊。\n"
    assert [one.doc_type for one in corpus.parse(text + explained, "a.txt").documents] == ["公告", "解读"]

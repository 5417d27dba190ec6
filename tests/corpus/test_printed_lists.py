"""What a text prints as a list: names with their offices, rows behind text, contents, numbers that count on."""

import pytest

import corpus
from corpus import Clause, Gazette
from corpus.language.text import clean, entry_gap


def parsed(*texts: str) -> Gazette:
    return corpus.parse("\n".join(texts), "a.txt")


def clauses(*texts: str) -> list[Clause]:
    return [clause for document in parsed(*texts).documents for clause in document.clauses]


def paths(*texts: str) -> list[tuple[str, str]]:
    found = clauses(*texts)
    return [(" ".join(f"{step.label or ''}{step.title or ''}" for step in one.path), one.text) for one in found]


NOTICE = ("临江市人民政府关于王某某等任免职的通知", "临政任〔2021〕4号", "各区人民政府：", "市政府决定：")


def test_a_name_and_an_office_are_a_line_of_their_own_and_keep_their_gap() -> None:
    named = (
        "任命：",
        "王某某　市发展和改革委员会副主任",
        "李　某　市财政局总会计师（试用期一年）",
        "赵某某　市水务局二级巡视员",
        "免去：",
        "钱某某　市水务局副局长职务",
    )
    spaced = [text for line in (*NOTICE, *named, "2021年5月6日") for text in (line, "")]
    assert [text for _, text in paths(*spaced)] == [
        "市政府决定：",
        "王某某 市发展和改革委员会副主任",
        "李某 市财政局总会计师（试用期一年）",
        "赵某某 市水务局二级巡视员",
        "钱某某 市水务局副局长职务",
    ]


@pytest.mark.parametrize("raw", ["第一章　总则规定", "关于疏浚内河的　通知事项", "王　某　某", "王某某市长到会。"])
def test_what_is_no_name_with_an_office_has_no_gap(raw: str) -> None:
    assert entry_gap(raw) is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("１ ． 疏浚内河 。", "１．疏浚内河。"),
        ("疏浚内河。*（责任单位：市水务局）*", "疏浚内河。（责任单位：市水务局）"),
        ("3*4*5，注*：", "3*4*5，注*："),
        ("附录1　渡口名录", "附录1 渡口名录"),
    ],
)
def test_spaces_of_the_recognition_and_marks_of_italics_are_no_text(raw: str, text: str) -> None:
    assert clean(raw, 1).text == text


def test_numbers_count_on_behind_a_table() -> None:
    plan = (
        "临江市渡口应急预案",
        "1 总则",
        "1.1 目的",
        "保障渡口。",
        "表1-1　渡口",
        "序号\t渡口\t船只",
        "1\t东渡\t3",
        "2\t西渡\t4",
        "2 附则",
        "2.1 解释",
        "由市水务局解释。",
    )
    assert paths(*plan)[-1] == ("2附则 2.1解释", "由市水务局解释。")


def test_articles_count_on_behind_a_table() -> None:
    found = clauses(
        "渡口办法",
        "第一条　收费如下：",
        "渡口\t单位\t收费",
        "东渡\t人次\t3",
        "西渡\t人次\t4",
        "第二条本办法由市水务局解释。",
    )
    assert (found[-1].label, found[-1].text) == ("第二条", "本办法由市水务局解释。")


def test_a_caption_begins_another_table() -> None:
    first = ("一、渡口", "年份\t渡口（处）\t船只（艘）", "2019\t12\t31", "2020\t13\t35")
    second = ("二、客流", "表2　主要客流", "渡口名称\t客流（万人）\t增长（%）", "东渡\t8.1\t1.4", "西渡\t6.1\t2.0")
    rows = [clause.row for clause in map(_cells, clauses("临江市渡口统计公报", *first, *second)) if clause.row]
    assert rows[-1] == {"渡口名称": "西渡", "客流（万人）": "6.1", "增长（%）": "2.0"}


class _cells:  # noqa: N801 - a view of a clause
    def __init__(self, clause: Clause) -> None:
        self.row = {cell.header: cell.value for cell in clause.cells or ()}


def test_ideographic_spaces_part_cells_and_an_empty_one() -> None:
    head, *rows = (
        "序号　编号　名称　代替　日期",
        "1　DB99/T 51—2022　渡口规范　　2022-05-08",
        "2　DB99/T 52—2022　桥梁规范　DB99/T 9—2015　2022-05-08",
    )
    found = [_cells(clause).row for clause in clauses("渡口标准目录", head, *rows)]
    assert [(row["编号"], row["代替"]) for row in found] == [
        ("DB99/T 51—2022", ""),
        ("DB99/T 52—2022", "DB99/T 9—2015"),
    ]


def test_figures_count_under_a_bare_heading() -> None:
    outline = (
        "考试大纲",
        "第一部分　理论",
        "一、科目",
        "1 规章",
        "1.1 规程",
        "2 知识",
        "2.1 构造",
        "二、时间",
        "考试两小时。",
    )
    assert [path for path, _ in paths(*outline)] == [
        "第一部分理论 一、科目 1规章",
        "第一部分理论 一、科目 2知识",
        "第一部分理论 二、时间",
    ]


def test_years_of_age_stand_behind_a_number() -> None:
    found = clauses("渡口问答", "一、问：谁可以驾船？", "答：符合条件的：", "（1）年满十八周岁；", "（2）取得执照。")
    assert [clause.label for clause in found] == ["一、", None, "（1）", "（2）"]


def test_a_sentence_that_closes_a_text_is_no_part_of_the_last_item() -> None:
    items = ("一、下列文件有效：", "1．关于渡口管理的有关通知（临政发〔1996〕15号）", "本决定自发布之日起施行。")
    spaced = [text for line in ("临江市人民政府关于文件的决定", *items, "2021年5月6日") for text in (line, "")]
    assert clauses(*spaced)[-1].text == "本决定自发布之日起施行。"


def test_the_contents_of_a_plan_are_no_contents_of_an_issue() -> None:
    contents = ("目　录", "一、基础……1", "（一）成就……1", "（二）形势……3", "二、思路……4", "专栏1　指标……6")
    text = ("一、基础", "（一）成就", "渡口增加。", "（二）形势", "客流增加。", "二、思路", "便民。")
    gazette = parsed("临江市渡口发展规划", *contents, *text)
    assert gazette.toc == ()
    assert [document.title for document in gazette.documents] == ["临江市渡口发展规划"]
    assert [clause.text for clause in gazette.documents[0].clauses] == ["渡口增加。", "客流增加。", "便民。"]


TITLES = ("临江市人民政府关于疏浚的意见", "Opinions of the People's Government of Linjiang on Dredging")


def test_a_contents_may_have_each_title_in_both_languages() -> None:
    masthead = ("临江市人民政府公报", "2023年第6期", "2023年6月30日出版", "目录", "Contents")
    other = ("临江市人民政府关于渡口的决定", "Decision of the People's Government of Linjiang on Ferries")
    entries = (TITLES[0], f"{TITLES[1]} ……3", other[0], f"{other[1]} ……7")
    text = (*TITLES, "一、疏浚。", "2023年6月2日", *other, "一、设渡口。", "2023年6月9日")
    found = [(entry.title, entry.title_en, entry.page) for entry in parsed(*masthead, *entries, *text).toc]
    assert found == [(*TITLES, 3), (*other, 7)]


def test_a_supplement_is_no_issue_of_the_same_number() -> None:
    entries = ("2019年增刊第1期", "主办：临江市人民政府办公室", "目录", "关于疏浚的通知……1", "关于渡口的通知……4")
    issue = parsed("临江市人民政府公报", *entries, "关于疏浚的通知", "一、疏浚。", "2019年6月2日").issue
    assert issue is not None
    assert (issue.id, issue.number) == ("lj-2019-supplement-1", 1)


def test_who_puts_a_gazette_together_stands_for_its_sponsor_and_its_total_may_be_in_words() -> None:
    masthead = ("临江市人民政府公报", "一九五八年　第七期　（总号：五十二）", "临江市人民政府办公室编印")
    issue = parsed(*masthead, "关于疏浚的通知", "一、疏浚。", "一九五八年六月二日").issue
    assert issue is not None
    assert (issue.total_number, issue.sponsor) == (52, "临江市人民政府办公室")


def test_months_over_the_days_of_a_chronicle_are_no_running_heads() -> None:
    days = ("10月", "8日，区长调研重点项目。", "11月", "3日，全区消防演练举行。", "12月", "15日，区图书馆开馆。")
    spaced = [text for line in ("临江区人民政府2021年第四季度大事记", *days) for text in (line, "")]
    assert [path for path, _ in paths(*spaced)] == ["10月", "11月", "12月"]


def test_a_row_of_words_may_have_no_remark() -> None:
    rows = ("序号 档案 期限 备注", "1 原始凭证 30年", "2 总账 30年", "3 资产卡片 5年 单独保管")
    found = [_cells(clause).row for clause in clauses("会计档案保管期限表", *rows)]
    assert [row["备注"] for row in found] == ["", "", "单独保管"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [("组　长：黄　某　国务院副总理", "组长：黄某 国务院副总理"), ("张　某　清源农场　技术员", "张某 清源农场 技术员")],
)
def test_a_name_may_have_its_place_before_it_and_its_work_and_its_rank_behind_it(raw: str, text: str) -> None:
    assert clean(raw, 1).text == text

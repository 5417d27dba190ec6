"""Where documents begin: by the contents and everything that stands around a title, and without contents by heads."""

from collections.abc import Sequence

import pytest

import corpus
from corpus import Gazette
from corpus.findings import FindingCode
from corpus.model import Body

MASTHEAD = "某市人民政府公报\n\n2021年6月8日 第11期（总第205期） 某市人民政府办公厅主办\n\n目录\n\n"
ENTRIES = "【市政府文件】\n\n某市人民政府关于加强湿地保护的通知（某政发〔2021〕5号）(3)\n\n某市人民政府关于湖泊巡查的意见（某政发〔2021〕6号）(8)\n\n"
NOTICE = "各区人民政府：\n\n一、每月巡查湿地。\n\n二、按时上报。\n\n某市人民政府\n\n2021年5月{}日\n\n"


def parsed(text: str) -> Gazette:
    return corpus.parse(text, "a.txt")


def facts(gazette: Gazette) -> list[tuple[str | None, str | None]]:
    return [(document.title, document.number) for document in gazette.documents]


BOTH = [
    ("某市人民政府关于加强湿地保护的通知", "某政发〔2021〕5号"),
    ("某市人民政府关于湖泊巡查的意见", "某政发〔2021〕6号"),
]


@pytest.mark.parametrize(
    "head",
    [
        "{title}\n\n{number}\n\n",
        "{number}\n\n{title}\n\n",
        "{title}（{number}）\n\n",
        "{title}\n\n（{number}）\n\n",
        "某市人民政府文件\n\n{number}　　签发人：某某\n\n{title}\n\n",
        "某市人民政府\n{rest}\n{number}\n\n",
    ],
)
@pytest.mark.parametrize("contents", [True, False])
def test_a_number_may_stand_above_below_beside_or_in_the_title(head: str, *, contents: bool) -> None:
    text = MASTHEAD + ENTRIES if contents else ""
    for day, (title, number) in enumerate(BOTH, 10):
        rest = title.removeprefix("某市人民政府")
        text += head.format(title=title, number=number, rest=rest) + NOTICE.format(day)
    gazette = parsed(text)
    whole = [(title.removeprefix("某市人民政府"), number) for title, number in facts(gazette)]
    assert whole == [(title.removeprefix("某市人民政府"), number) for title, number in BOTH]
    assert [len(list(d.clauses)) for d in gazette.documents] == [2, 2]
    assert [[body.name for body in d.issuing_bodies] for d in gazette.documents] == [["某市人民政府"]] * 2


def test_a_title_that_is_cited_on_a_line_of_its_own_before_it_stands_is_not_taken() -> None:
    first, second = BOTH
    cited = f"一、落实下列文件：\n\n{second[0]}\n\n二、按时上报。\n\n某市人民政府\n\n2021年5月10日\n\n"
    text = MASTHEAD + ENTRIES + f"{first[0]}\n\n{first[1]}\n\n各区人民政府：\n\n{cited}"
    text += f"{second[0]}\n\n{second[1]}\n\n" + NOTICE.format(11)
    gazette = parsed(text)
    assert facts(gazette) == BOTH
    assert gazette.documents[1].addressees == "各区人民政府"


def test_two_entries_that_are_called_alike_are_told_by_their_numbers_and_order() -> None:
    title = "某市人民政府关于调整机构的通知"
    entries = f"{title}（某政发〔2021〕5号）(3)\n\n{title}（某政发〔2021〕6号）(4)\n\n"
    text = MASTHEAD + entries + "".join(f"{title}\n\n某政发〔2021〕{n}号\n\n" + NOTICE.format(n) for n in (5, 6))
    gazette = parsed(text)
    assert [(e.number, e.document) for e in gazette.toc] == [
        (f"某政发〔2021〕{n}号", gazette.documents[n - 5].id) for n in (5, 6)
    ]
    assert [str(d.date) for d in gazette.documents] == ["2021-05-05", "2021-05-06"]


def test_a_misread_title_is_found_by_what_stands_around_it() -> None:
    first, second = BOTH
    text = MASTHEAD + ENTRIES + f"{first[0]}\n\n{first[1]}\n\n" + NOTICE.format(10)
    text += f"某市人民政府关于湖泪巡査的意见\n\n{second[1]}\n\n" + NOTICE.format(11)
    assert [e.document is not None for e in parsed(text).toc] == [True, True]


def test_what_the_contents_do_not_announce_is_divided_by_the_same_evidence() -> None:
    first, second = BOTH
    contents = (
        ENTRIES.split("某市人民政府关于湖泊", maxsplit=1)[0]
        + "某市人民政府关于遗失文件的通知（某政发〔2021〕9号）(8)\n\n"
    )
    text = MASTHEAD + contents + f"{first[0]}\n\n{first[1]}\n\n" + NOTICE.format(10)
    text += f"{second[0]}\n\n{second[1]}\n\n" + NOTICE.format(11)
    gazette = parsed(text)
    assert facts(gazette) == BOTH
    assert FindingCode.DOCUMENT_MISSING in [finding.code for finding in gazette.findings]


def test_documents_without_numbers_and_contents_are_told_by_their_heads() -> None:
    def one(title: str, day: int) -> str:
        return f"{title}\n\n一、每月巡查。\n\n某市水务局\n\n2021年5月{day}日\n\n"

    titles = ["某市水务局关于湿地巡查的通告", "某市水务局关于湖泊清淤的公告", "某市水务局关于表彰先进的决定"]
    gazette = parsed("".join(one(title, day) for day, title in enumerate(titles, 1)))
    assert [document.title for document in gazette.documents] == titles


def test_a_text_that_is_issued_is_a_part_and_no_document() -> None:
    text = (
        "关于印发某市湿地办法的通知\n\n某政发〔2021〕7号\n\n各区：\n\n现印发给你们。\n\n某市人民政府\n\n2021年5月2日\n\n"
        "某市湿地办法\n\n第一条 保护湿地。\n"
    )
    (document,) = parsed(text).documents
    assert [(part.kind, part.title) for part in document.parts][1:] == [("issued", "某市湿地办法")]


@pytest.mark.parametrize(
    "after",
    ["抄送：市委办公厅，市人大常委会办公厅。\n\n某市水务局办公室　2021年5月4日印发\n", "—7—\n", "（此件公开发布）\n"],
)
def test_what_follows_a_signature_is_judged_by_what_it_is(after: str) -> None:
    text = (
        "关于湿地巡查的通知\n\n某水发〔2021〕3号\n\n各区：\n\n一、每月巡查。\n\n某市水务局\n\n2021年5月3日\n\n" + after
    )
    (document,) = parsed(text).documents
    assert [part.kind for part in document.parts] == ["notice"]
    assert [clause.text for clause in document.clauses] == ["每月巡查。"]


def decree(number: int, name: str, day: int) -> str:
    return (
        f"某市人民政府令\n\n第{number}号\n\n《{name}》已经2021年5月{day}日市人民政府第9次常务会议通过，现予公布，"
        f"自2021年7月1日起施行。\n\n市长　王某某\n\n2021年5月{day}日\n\n{name}\n\n第一条 保护湿地。\n\n"
    )


@pytest.mark.parametrize(
    "entry", ["某市湿地办法（某市人民政府令第31号）(3)", "某市人民政府令第31号　某市湿地办法(3)", "某市湿地办法 (3)"]
)
def test_a_decree_has_the_title_of_the_text_that_it_publishes(entry: str) -> None:
    gazette = parsed(MASTHEAD + entry + "\n\n某市湖泊办法（某市人民政府令第32号）(5)\n\n" + decree(31, "某市湿地办法", 6)
                     + decree(32, "某市湖泊办法", 7))  # fmt: skip
    assert facts(gazette) == [("某市湿地办法", "某市人民政府令第31号"), ("某市湖泊办法", "某市人民政府令第32号")]
    assert [[part.kind for part in d.parts] for d in gazette.documents] == [["notice", "issued"]] * 2
    assert [[body.name for body in d.issuing_bodies] for d in gazette.documents] == [["某市人民政府"]] * 2


@pytest.mark.parametrize("headline", ["某市湿地办法", "某市人民政府令（第31号） 某市湿地办法"])
def test_a_headline_over_a_decree_is_no_document(headline: str) -> None:
    gazette = parsed(f"{headline}\n\n" + decree(31, "某市湿地办法", 6))
    assert facts(gazette) == [("某市湿地办法", "某市人民政府令第31号")]
    assert [part.kind for part in gazette.documents[0].parts] == ["notice", "issued"]


def test_the_headline_of_a_page_is_the_title_where_the_head_has_only_the_issuers() -> None:
    gazette = parsed(
        "关于支持湿地巡查的公告\n\n关于支持湿地巡查的公告\n\n某市财政局\n\n某市水务局公告2021年第8号\n\n"
        "为支持湿地巡查，现就有关事项公告如下：\n\n一、每月巡查。\n\n某市财政局\n\n某市水务局\n\n2021年5月6日\n"
    )
    (document,) = gazette.documents
    assert document.title == "关于支持湿地巡查的公告"
    assert [body.name for body in document.issuing_bodies][-1] == "某市水务局"


def test_a_number_in_the_title_may_lose_the_end_of_its_line() -> None:
    first, second = BOTH
    text = MASTHEAD + ENTRIES + f"{first[0]}（{first[1][:-1]}\n\n" + NOTICE.format(10)
    gazette = parsed(text + f"{second[0]}\n\n{second[1]}\n\n" + NOTICE.format(11))
    assert facts(gazette) == list(BOTH)


def test_the_text_under_a_decree_without_contents_is_its_part_though_it_repeats_the_number() -> None:
    text = decree(31, "某市湿地办法", 6).replace(
        "第一条", "某市人民政府令第31号\n\n（2021年5月6日某市人民政府令第31号公布）\n\n第一条"
    )
    gazette = parsed(text)
    assert facts(gazette) == [("某市湿地办法", "某市人民政府令第31号")]
    assert [part.kind for part in gazette.documents[0].parts] == ["notice", "issued"]


def test_a_number_that_the_contents_misprint_is_taken_from_the_body_and_reported() -> None:
    first, second = BOTH
    text = (
        MASTHEAD + ENTRIES.replace("〔2021〕6号", "〔2021〕8号") + f"{first[0]}\n\n{first[1]}\n\n" + NOTICE.format(10)
    )
    gazette = parsed(text + f"{second[0]}\n\n{second[1]}\n\n" + NOTICE.format(11))
    assert facts(gazette) == BOTH
    (finding,) = [f for f in gazette.findings if f.code is FindingCode.CONTENTS_UNMATCHED]
    assert "某政发〔2021〕8号" in finding.message


def names(bodies: Sequence[Body]) -> list[str]:
    return [body.name for body in bodies]


def test_joint_issuers_that_run_together_are_told_by_their_place() -> None:
    text = MASTHEAD + "某市水务局等部门关于湿地巡查的通知（某水发〔2021〕3号）(3)\n\n"
    text += "某市水务局某市财政局\n某市公安局关于湿地巡查的通知\n\n某水发〔2021〕3号\n\n各区：\n\n一、每月巡查。\n"
    (document,) = parsed(text).documents
    assert names(document.issuing_bodies) == ["某市水务局", "某市财政局", "某市公安局"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("更正", "本刊第3期第5页“镜湖”应为“月湖”。"),
        ("某市人民政府第32次常务会议纪要", "2021年7月1日，市长主持召开会议。"),
        ("《某市湿地办法》政策解读", "一、起草背景\n\n湿地很重要。"),
        ("某市2020年国民经济和社会发展统计公报", "全年经济平稳发展。"),
        ("任免人员", "任命何某为某市水务局局长。"),
        ("某市人民代表大会常务委员会任免名单", "任命何某为某市水务局局长。"),
    ],
)
def test_papers_without_number_and_signature_begin_by_their_titles(title: str, text: str) -> None:
    gazette = parsed(f"某市湿地办法\n\n第一条 保护湿地。\n\n第二条 自公布之日起施行。\n\n{title}\n\n{text}\n")
    assert [document.title for document in gazette.documents] == ["某市湿地办法", title]


def test_a_bracket_behind_a_title_may_stand_on_a_line_of_its_own() -> None:
    text = (
        BOTH[0][0].replace("加强湿地保护", "印发《湿地规划》")
        + "\n\n"
        + NOTICE.format(1)
        + "湿地规划\n\n（2021—2035年）\n\n一、现状\n\n湿地不足。\n"
    )
    (document,) = parsed(text).documents
    assert document.parts[1].title == "湿地规划（2021—2035年）"


def test_a_red_head_may_have_several_lines_and_a_code_above() -> None:
    first = f"{BOTH[0][0]}\n\n{NOTICE.format(1)}"
    second = f"SZ0320210051\n某市水务局\n某市园林局\n文件\n某水规〔2021〕3号\n某市水务局 某市园林局关于湖泊巡查的通知\n\n{NOTICE.format(9)}"
    documents = parsed(first + second).documents
    assert [d.number for d in documents] == [None, "某水规〔2021〕3号"]
    assert "文件" not in "".join(clause.text for clause in documents[0].clauses)


def test_a_list_without_stops_does_not_run_into_the_title_under_it() -> None:
    gazette = parsed(
        "某市人大常委会任命名单\n任命：\n何某为某市副市长\n田某为某市监察委员会副主任\n\n某市人民政府关于人事任免的通知\n某政干〔2021〕3号\n"
        "各区：\n任命白某为某市水务局局长。\n某市人民政府\n2021年5月1日\n"
    )
    assert [document.title for document in gazette.documents] == [
        "某市人大常委会任命名单",
        "某市人民政府关于人事任免的通知",
    ]
    assert [clause.text for clause in gazette.documents[0].clauses] == [
        "何某为某市副市长",
        "田某为某市监察委员会副主任",
    ]


def test_an_announcement_has_its_number_in_its_title_and_facts_under_it() -> None:
    (document,) = parsed(
        "某部　某署公告2021年第5号　关于公布湿地名录的公告\n\n【发布单位】某部　某署\n【发布文号】公告2021年第5号\n\n现公布湿地名录。\n"
    ).documents
    assert document.number == "2021年第5号"
    assert [clause.text for clause in document.clauses] == ["现公布湿地名录。"]


def test_a_document_begins_behind_the_list_of_annexes_that_ends_another() -> None:
    gazette = parsed(
        "某市水务局关于湿地的公告\n2021年第5号\n一、保护湿地。\n附件：湿地名录（略）\n\n某市水务局关于月湖的公告\n2021年第6号\n为了保护月湖，公告如下：\n"
        "一、禁止填湖。\n"
    )
    assert [document.number for document in gazette.documents] == ["2021年第5号", "2021年第6号"]


def test_the_name_of_a_section_over_a_title_is_no_part_of_it() -> None:
    gazette = parsed(
        "某市水务局关于湿地的公告\n2021年第5号\n一、保护湿地。\n某市水务局\n2021年5月1日\n\n部门文件\n\n某市水务局\n关于月湖的公告\n2021年第6号\n"
        "一、禁止填湖。\n某市水务局\n2021年5月2日\n"
    )
    assert [document.title for document in gazette.documents] == [
        "某市水务局关于湿地的公告",
        "某市水务局关于月湖的公告",
    ]


def test_an_announcement_that_cites_a_law_does_not_publish_it() -> None:
    (document,) = parsed("某某水利部公告\n第5号\n根据《湿地条例》，现公布湿地名单。\n水利部\n2021年5月1日\n").documents
    assert (document.title, document.doc_type, document.number) == ("某某水利部公告", "公告", "某某水利部公告第5号")


def test_a_banner_of_two_lines_begins_a_document_and_has_the_title_and_the_number_of_its_text() -> None:
    gazette = parsed(
        "某法院关于湖泊的批复\n某释〔2005〕8号\n某省法院：\n同意。\n2005年8月1日\n\n某某国最高人民法院\n公　告\n"
        "《最高人民法院关于湿地的规定》已经通过，现予公布。\n2005年9月1日\n最高人民法院\n关于湿地的规定\n法释〔2005〕9号\n第一条 保护湿地。\n"
    )
    assert [(document.title, document.number) for document in gazette.documents][1:] == [
        ("最高人民法院关于湿地的规定", "法释〔2005〕9号")
    ]


@pytest.mark.parametrize("names", [[""], [*"甲乙丙丁戊己庚辛壬癸"]], ids=["one title", "titles alike"])
def test_of_many_documents_with_titles_alike_each_is_found_in_its_place(names: list[str]) -> None:
    titles = [f"临江市人民政府关于{names[at % len(names)]}水库加固工程的通知" for at in range(180)]
    contents = [f"{title}……{at + 1}" for at, title in enumerate(titles)]
    texts = [
        f"{title}\n各区人民政府：\n请遵照执行第{at}批。\n临江市人民政府\n2021年3月4日\n"
        for at, title in enumerate(titles)
    ]
    gazette = parsed("\n".join(["临江市人民政府公报", "2021年第3期", "目录", *contents, "", *texts]))
    said = ["".join(clause.text for clause in document.clauses) for document in gazette.documents]
    assert [f"第{at}批" in text for at, text in enumerate(said)] == [True] * 180


def test_a_text_that_is_passed_on_has_its_issuer_and_its_particle_in_its_own_title() -> None:
    title, own = "某市人民政府办公厅转发市水务局关于保护湿地意见的通知", "市水务局关于保护湿地的意见"
    text = f"{title}\n\n某政办发〔2021〕5号\n\n2021年5月3日\n\n各区：\n\n现转发给你们。\n\n{own}\n\n（2021年4月8日）\n\n一、划定湿地。\n"
    for front in ("", f"{MASTHEAD}{title}(3)\n\n{own}(3)\n\n"):
        (document,) = parsed(front + text).documents
        assert [str(document.date), document.title] == ["2021-05-03", title]
        assert [clause.text for clause in document.parts[1].clauses] == ["划定湿地。"]


def test_the_text_that_a_notice_issues_is_no_document_though_the_contents_name_it() -> None:
    entries = "某市人民政府关于印发湿地保护方案的通知（某政发〔2021〕5号）(3)\n\n湿地保护方案 (4)\n\n"
    text = f"某市人民政府关于印发湿地保护方案的通知\n\n某政发〔2021〕5号\n\n{NOTICE.format(5)}湿地保护方案\n\n一、划定湿地。\n\n"
    gazette = parsed(MASTHEAD + entries + text)
    assert facts(gazette) == [("某市人民政府关于印发湿地保护方案的通知", "某政发〔2021〕5号")]
    assert [entry.document for entry in gazette.toc] == [gazette.documents[0].id] * 2

"""Documents that came outside a gazette, in whatever state: what they say is kept, and nothing is made up."""

import re

import pytest

import corpus
from corpus import Gazette
from corpus.clauses.identity import file_id
from corpus.model import Destination

NOTICE = "关于公布事项清单的通知\n\n京政办发〔2020〕1号\n\n各区：\n\n现将清单公布如下，请遵照执行。\n\n某局\n\n2020年2月3日\n\n"


def parsed(text: str, file: str = "a.txt") -> Gazette:
    return corpus.parse(text, file)


def texts(gazette: Gazette) -> list[str]:
    return [c.text for d in gazette.documents for c in d.clauses]


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n\n一、行政许可事项。\n\n二、行政处罚事项。\n",
        "目 录\n\n第一章 总体要求 …… 1\n第二章 主要任务 …… 5\n\n一、行政许可事项。\n",
    ],
    ids=["a list", "chapters with pages"],
)
def test_an_annex_named_contents_is_no_contents_of_an_issue(contents: str) -> None:
    gazette = parsed(NOTICE + "附件\n\n" + contents)
    (document,) = gazette.documents
    assert (document.id, document.title) == ("jingzhengbanfa-2020-1", "关于公布事项清单的通知")
    assert texts(gazette)[0] == "现将清单公布如下，请遵照执行。"
    assert any("行政许可事项。" in text for text in texts(gazette))
    assert (gazette.toc, gazette.coverage.lines.get(Destination.FRONT)) == ((), None)


def test_an_issue_whose_contents_cannot_be_read_is_still_that_issue() -> None:
    gazette = parsed("某某市人民政府公报\n2020年3月5日 第9期\n目录\n" + NOTICE)
    assert (gazette.issue and gazette.issue.id) == "mm-2020-9"
    assert [d.number for d in gazette.documents] == ["京政办发〔2020〕1号"]


def test_a_later_line_that_reads_contents_in_english_swallows_no_text() -> None:
    front = "某某市人民政府公报\n2020年3月5日 第9期\n目录\n关于公布事项清单的通知（京政办发〔2020〕1号）（3）\n"
    gazette = parsed(front + NOTICE + "附件\n\n事项清单\n\nCONTENTS\n\n一、行政许可事项。\n")
    assert gazette.coverage.lines[Destination.FRONT] == 4
    assert "现将清单公布如下，请遵照执行。" in texts(gazette)


def extents(gazette: Gazette) -> list[tuple[int, int]]:
    return [(d.source.line_start, d.source.line_end) for d in gazette.documents]


def assert_apart(gazette: Gazette) -> None:
    starts_and_ends = [line for extent in extents(gazette) for line in extent]
    assert starts_and_ends == sorted(starts_and_ends)
    assert len(set(extents(gazette))) == len(gazette.documents)


LISTED = "京政发〔2001〕1号\n\n京政发〔2002〕2号\n\n京政发〔2003〕3号\n\n京政发〔2004〕4号\n"


@pytest.mark.parametrize(
    "annex",
    [
        f"附件\n\n废止文件目录\n\n{LISTED}",
        f"附件\n\n{LISTED}",
        "附件\n\n废止文件\n\n关于甲的通知\n\n京政发〔2001〕1号\n\n关于乙的通知\n\n京政发〔2002〕2号\n",
        "附件\n\n废止文件\n\n1.关于甲的通知\n\n（京政发〔2001〕1号）\n\n2.关于乙的通知\n\n（京政发〔2002〕2号）\n",
    ],
    ids=["numbers", "numbers without a title", "titles and numbers", "numbered titles"],
)
def test_numbers_that_an_annex_lists_are_no_documents(annex: str) -> None:
    gazette = parsed(NOTICE + annex)
    assert [d.number for d in gazette.documents] == ["京政办发〔2020〕1号"]
    (document,) = gazette.documents
    assert "京政发〔2002〕2号" in "".join(c.text for c in document.parts[-1].clauses)


def test_a_number_that_a_sentence_names_on_a_line_of_its_own_is_no_document() -> None:
    cited = "二、贯彻《某某市人民政府关于公布事项清单的通知》\n（京政发〔2001〕1号）\n的要求，认真落实。\n"
    assert [d.number for d in parsed(NOTICE + cited).documents] == ["京政办发〔2020〕1号"]


def test_documents_one_after_the_other_do_not_overlap() -> None:
    second = "关于另一件事的通知\n\n京政办发〔2020〕2号\n\n各区：\n\n现将另一件事通知如下。\n\n某局\n\n2020年2月4日\n"
    gazette = parsed(NOTICE + second + LISTED)
    assert [(d.number, d.title) for d in gazette.documents] == [
        ("京政办发〔2020〕1号", "关于公布事项清单的通知"),
        ("京政办发〔2020〕2号", "关于另一件事的通知"),
    ]
    assert_apart(gazette)


def test_numbers_printed_above_the_titles_tell_documents_apart() -> None:
    one = (
        "京政办发〔2020〕{0}号\n\n关于第{0}件事的通知\n\n各区：\n\n现将第{0}件事通知如下。\n\n某局\n\n2020年2月4日\n\n"
    )
    gazette = parsed(one.format(1) + one.format(2))
    assert [(d.number, d.title, d.addressees) for d in gazette.documents] == [
        ("京政办发〔2020〕1号", "关于第1件事的通知", "各区"),
        ("京政办发〔2020〕2号", "关于第2件事的通知", "各区"),
    ]
    assert_apart(gazette)


def test_a_notice_without_a_number_does_not_become_the_title_of_a_number_in_its_annex() -> None:
    text = NOTICE.replace("京政办发〔2020〕1号\n\n", "") + "附件\n\n废止文件目录\n\n" + LISTED
    (document,) = parsed(text, "notice.txt").documents
    assert (document.id, document.title, document.number) == ("notice", "关于公布事项清单的通知", None)
    assert "现将清单公布如下，请遵照执行。" in [c.text for c in document.clauses]


def test_an_annex_of_a_few_names_is_more_than_its_title() -> None:
    (document,) = parsed(NOTICE + "附件\n\n先进集体名单\n\n某某公司\n\n某某医院\n").documents
    annex = document.parts[-1]
    assert (annex.title, [c.text for c in annex.clauses]) == ("先进集体名单", ["某某公司", "某某医院"])


def test_text_behind_the_list_of_annexes_is_kept() -> None:
    text = "关于甲的通知\n\n各区：\n\n现将名单公布如下。\n\n附件：1.名单\n\n二、请认真落实。\n"
    assert "请认真落实。" in texts(parsed(text))


@pytest.mark.parametrize(
    ("file", "identity"),
    [
        ("t1.txt", "t1"),
        ("t_1.md", "t-1"),
        ("通知.html", "tongzhi"),
        ("…….txt", "document"),
        ("2019/t1.txt", "2019_t1"),
        ("2019/03/t-1.txt", "2019_03_t-1"),
    ],
)
def test_a_document_without_a_number_is_named_by_its_file(file: str, identity: str) -> None:
    (document,) = parsed("关于甲的通知\n\n各区：\n\n现予印发。\n", file).documents
    assert document.id == identity


def test_no_two_files_of_folders_give_one_name() -> None:
    files = [
        "t1.txt", "2019/t1.txt", "2020/t1.txt", "2020/T1.txt", "2020/t1.md", "2020/t 1.txt", "2020/t_1.txt", "2020/t-1.txt",
        "2020/t/1.txt", "a.zip/t1.txt", "b.zip/t1.txt", "市/通知.txt", "是/通知.txt", "市/……/1.txt", "/t1.txt", "2019/.txt",
    ]  # fmt: skip
    ids = [file_id(file) for file in files]
    assert len(set(ids)) == len(files)
    assert all(re.fullmatch("[a-z0-9_-]+", name) for name in ids)


def test_entries_of_one_file_are_named_apart_from_those_of_its_neighbours() -> None:
    first = parsed(
        "目录\n关于甲的通知（3）\n关于乙的通知（9）\n关于甲的通知\n甲事。\n关于乙的通知\n乙事。\n", "2019/t1.txt"
    )
    assert [d.id for d in first.documents] == ["2019_t1", "2019_t1__2"]
    assert file_id("2019/t1-2.txt") == "2019_t1-2"


def test_a_text_without_front_matter_has_no_back_matter() -> None:
    assert texts(parsed("政府公报查询方式\n\n一、可到市档案馆查询。\n")) == ["可到市档案馆查询。"]


def test_what_an_issue_says_of_itself_may_stand_before_its_documents() -> None:
    front = "某某市人民政府公报\n2020年3月5日 第9期\n目录\n关于公布事项清单的通知（京政办发〔2020〕1号）（3）\n"
    gazette = parsed(
        front + "《某某市人民政府公报》简介\n本公报由某某市主办。\n" + NOTICE + "政府公报查询方式\n网上查询。\n"
    )
    assert [e.document for e in gazette.toc] == ["jingzhengbanfa-2020-1"]
    assert "现将清单公布如下，请遵照执行。" in texts(gazette)
    assert gazette.coverage.lines[Destination.BACK] == 2


def test_a_contents_of_no_issue_whose_titles_are_not_found_loses_no_text() -> None:
    gazette = parsed("目录\n关于甲事的通知（3）\n关于乙事的通知（5）\n某某规划\n\n一、要保护水源。\n")
    assert texts(gazette) == ["要保护水源。"]


def test_a_sentence_is_no_entry_of_a_contents() -> None:
    gazette = parsed("目录\n现将办法印发给你们，请认真贯彻执行。\n（一）办法（5）\n")
    assert "现将办法印发给你们，请认真贯彻执行。" in "".join(texts(gazette))


def test_a_text_is_more_than_its_title() -> None:
    (names,) = parsed("先进集体名单\n\n某某公司\n\n某某医院\n").documents
    assert (names.title, [c.text for c in names.clauses]) == ("先进集体名单", ["某某公司", "某某医院"])
    (plan,) = parsed("某某市规划\n\n一、总体要求\n\n二、保障措施\n").documents
    assert (plan.title, [c.text for c in plan.clauses]) == ("某某市规划", ["总体要求", "保障措施"])

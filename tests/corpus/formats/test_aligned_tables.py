"""Rules of tables without upright lines: their columns, their rows, where they end."""

from corpus.formats.page_content import PageContent, Ruling, Segment
from corpus.formats.page_text import printed_text
from tests.corpus.formats.pages import page, paragraph, segment

HEAD = [
    segment(name, left, 50) for name, left in (("序号", 50), ("重点任务", 90), ("工作措施", 180), ("完成时限", 330))
]
PROSE = "各区人民政府和市各有关部门应当按照职责分工认真做好组织实施工作，确保完成各项任务。"


def lines(*pages: PageContent) -> list[str]:
    return printed_text(pages).text.split("\n")


def row(number: str, top: float, measures: list[str]) -> list[Segment]:
    texts = [segment(number, 55, top), segment("规范管理", 90, top), segment("年底前", 330, top)]
    return [*texts, *(segment(text, 180, top + 14 * at) for at, text in enumerate(measures))]


FIRST = row("1", 70, ["研究制定管理办法和实施细则", "并组织开展监督检查。"])
SECOND = row("2", 104, ["健全工作机制。"])
FOUND = [
    "<table><tr><td>序号</td><td>重点任务</td><td>工作措施</td><td>完成时限</td></tr>",
    "<tr><td>1</td><td>规范管理</td><td>研究制定管理办法和实施细则并组织开展监督检查。</td><td>年底前</td></tr>",
    "<tr><td>2</td><td>规范管理</td><td>健全工作机制。</td><td>年底前</td></tr></table>",
]


def test_texts_below_names_of_columns_are_a_table_without_lines() -> None:
    assert lines(page(1, [*HEAD, *FIRST, *SECOND])) == FOUND


def test_a_paragraph_below_ends_the_table() -> None:
    said = lines(page(1, [*HEAD, *FIRST, *SECOND, *paragraph(PROSE, 50, 130, width=32)]))
    assert said == [*FOUND, PROSE]


def test_a_title_that_is_centred_below_is_no_row() -> None:
    title = segment("关于加强停车管理工作的通知", 125, 124)
    assert lines(page(1, [*HEAD, *FIRST, *SECOND, title]))[-1] == title.text


def test_level_lines_part_rows_as_close_as_lines() -> None:
    rows = [*row("1", 66, ["健全工作机制", "和制度。"]), *row("2", 94, ["加强检查。"])]
    rulings = tuple(Ruling(48, y, 375, y) for y in (46, 63, 91, 108))
    said = lines(PageContent(1, 400, 600, segments=(*HEAD, *rows), rulings=rulings))
    assert [line.count("<td>") for line in said] == [4, 4, 4]
    assert "<td>健全工作机制<br>和制度。</td>" in said[1]


def test_a_table_goes_on_at_the_top_of_the_next_page() -> None:
    filler = paragraph(PROSE, 50, 150, width=32)
    said = lines(page(1, [*HEAD, *FIRST]), page(2, [*row("2", 50, ["健全工作机制。"]), *filler]))
    assert said == [*FOUND, PROSE]


def test_a_name_of_a_column_may_be_broken_over_lines() -> None:
    head = [segment("重点", 90, 44), segment("任务", 90, 58)]
    head += [segment(name, left, 51) for name, left in (("序号", 50), ("工作措施", 180), ("完成时限", 330))]
    assert [line.replace("<br>", "") for line in lines(page(1, [*head, *FIRST, *SECOND]))] == FOUND


def test_figures_below_one_name_are_columns_of_their_own() -> None:
    head = [segment(name, left, 50) for name, left in (("地区", 50), ("组建率", 160), ("公示率", 300))]
    body = [
        segment(text, left, 70 + 14 * at)
        for at, texts in enumerate((("甲市", "82", "28", "45"), ("乙市", "95", "18", "49")))
        for text, left in zip(texts, (50, 130, 200, 305), strict=True)
    ]
    assert lines(page(1, [*head, *body]))[1] == "<tr><td>甲市</td><td>82</td><td>28</td><td>45</td></tr>"


def test_prose_in_which_words_are_apart_is_no_table() -> None:
    names = [segment(name, left, 50) for name, left in (("李一", 50), ("王二", 150), ("赵三", 250))]
    assert "<table>" not in "".join(lines(page(1, [*names, *paragraph(PROSE, 50, 80, width=32)])))

"""Pages of government portals: the document is read, the page around it is not."""

import pytest

import corpus
from corpus.formats.html import html_to_print
from corpus.model import ClauseKind, Document

TITLE = "云溪市水务局关于加强水库巡查的通知"
NUMBER = "云水发〔2021〕12号"
TEXT = ["各区水务局：", "一、每周巡查水库一次。", "二、发现险情立即报告。"]


def page(body: str, *, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def document(html: str) -> Document:
    (found,) = corpus.parse(html_to_print(html), "a.html").documents
    return found


def table(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


FACTS = [("索引号", "000014/2021-7"), ("发文机关", "云溪市水务局"), ("成文日期", "2021-03-09"), ("标题", TITLE),
         ("发文字号", NUMBER), ("有效性", "有效")]  # fmt: skip
FORMS = {
    "a row each": table(*((f"{label}：", value) for label, value in FACTS)),
    "two in a row": table(*((*FACTS[i], *FACTS[i + 1]) for i in range(0, 6, 2))),
    "spaced labels": table(*((f"{label[0]}　{label[1:]}：", value) for label, value in FACTS)),
    "a list": "<ul>" + "".join(f"<li><b>{label}：</b><span>{value}</span></li>" for label, value in FACTS) + "</ul>",
    "brackets": "".join(f"<div>[{label}] {value}</div>" for label, value in FACTS),
    "terms": "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in FACTS) + "</dl>",
    "run together": "<div>" + "".join(f"<span>{label}：{value}</span>" for label, value in FACTS) + "</div>",
    "one line": "<p>" + "　".join(f"{label}：{value}" for label, value in FACTS) + "</p>",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("times", [1, 2])
def test_a_table_of_facts_in_any_form_is_no_text_and_gives_the_facts(form: str, times: int) -> None:
    read = document(page(FORMS[form] * times + f'<div id="zoom">{paragraphs(TITLE, *TEXT)}</div>'))
    assert (read.title, read.number, str(read.date)) == (TITLE, NUMBER, "2021-03-09")
    assert [body.name for body in read.issuing_bodies] == ["云溪市水务局"]
    assert [clause.text for clause in read.clauses] == ["每周巡查水库一次。", "发现险情立即报告。"]


def test_a_text_that_keeps_its_lines_is_read_line_by_line() -> None:
    body = f"<pre>{TITLE}\n{NUMBER}\n\n<b>{TEXT[0]}</b>\n{TEXT[1]}\n{TEXT[2]}</pre>"
    assert html_to_print(page(body)).split("\n") == [TITLE, NUMBER, *TEXT]
    assert html_to_print(page(body.replace("pre>", "p>").replace("\n", ""))).count("\n") == 0


def test_what_the_text_prints_itself_is_not_said_twice() -> None:
    signed = paragraphs(TITLE, NUMBER, *TEXT, "云溪市水务局", "2021年3月9日")
    lines = html_to_print(page(FORMS["a row each"] + f'<div id="zoom">{signed}</div>')).split("\n")
    assert lines == [TITLE, NUMBER, *TEXT, "云溪市水务局", "2021年3月9日"]


def test_the_date_of_the_page_goes_before_a_date_in_an_annex() -> None:
    annex = ("附件", "巡查报告", "水库完好。", "云溪市水务局", "2020年12月1日")
    lines = html_to_print(page(FORMS["a row each"] + paragraphs(TITLE, *TEXT, *annex))).split("\n")
    assert lines == [TITLE, NUMBER, *TEXT, "云溪市水务局", "2021年3月9日", *annex]


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}_政策文件_云溪市人民政府门户网站</title>",
        f"<title>{TITLE} - 云溪市水务局</title>",
        f"<title>通知 | {TITLE}</title>",
        "<title>通知</title>",
        "<title>云溪市人民政府</title>",
        "",
        f'<meta property="og:title" content="{TITLE}"><title>详细页面</title>',
    ],
)
def test_the_title_is_the_document_s_and_not_the_site_s(head: str) -> None:
    assert document(page(paragraphs(TITLE, NUMBER, *TEXT), head=head)).title == TITLE


def test_a_title_on_several_lines_with_its_number_behind_is_one_title_and_a_number() -> None:
    printed = paragraphs("云溪市水务局", "关于加强水库巡查的通知（云水发〔2021〕12号）", *TEXT)
    read = document(page(printed, head=f"<title>{TITLE}</title>"))
    assert (read.title, read.number) == (TITLE, NUMBER)


def test_a_page_that_prints_its_title_apart_from_the_text_has_it_once() -> None:
    body = f'<h1>{TITLE}</h1><div class="info">发布时间：2021-03-10　来源：市水务局</div><div id="zoom">{paragraphs(*TEXT)}</div>'
    assert html_to_print(page(body)).split("\n") == [TITLE, *TEXT]


FURNITURE = [
    '<div>当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a></div>',
    "<div>您的位置：首页 &gt; 公开</div>",
    "<div>字体：<a>大</a> <a>中</a> <a>小</a> <a>打印</a></div>",
    "<div>【字号：大 中 小】【打印】【关闭】</div>",
    "<div>分享到：<a>微信</a><a>微博</a></div>",
    "<div>浏览次数：1024</div>",
    "<ul><li><a href='/1'>机构设置</a></li><li><a href='/2'>办事指南</a></li></ul>",
]
FEET = [
    "<div>上一篇：<a href='/1'>关于甲的通知</a></div><div>下一篇：<a href='/2'>关于乙的通知</a></div>",
    "<div>相关链接：<a href='/1'>政策解读</a></div><div><a href='/3'>一图读懂</a></div>",
    "<div>主办：云溪市人民政府办公室　网站标识码：3300000001</div><div>浙ICP备05000000号</div>",
    "<div>版权所有：云溪市水务局</div><div>地址：云溪市解放路1号</div>",
    "<footer>联系我们</footer>",
]


@pytest.mark.parametrize("above", FURNITURE)
@pytest.mark.parametrize("below", FEET)
@pytest.mark.parametrize("container", ["<div>{}</div>", '<div class="TRS_Editor">{}</div>'])
def test_the_page_around_the_document_is_no_text(above: str, below: str, container: str) -> None:
    body = above + container.format(paragraphs(TITLE, NUMBER, *TEXT)) + below
    assert html_to_print(page(body, head=f"<title>{TITLE}</title>")).split("\n") == [TITLE, NUMBER, *TEXT]


def test_a_foot_does_not_end_a_text_that_goes_on() -> None:
    more = "三、主办单位应当在水库大坝、溢洪道、放水设施等部位设置警示标志，配备必要的救生器材，并安排专人每日检查，做好记录，及时更换损坏的标志和器材，确保完好，并按季度向上级主管部门书面报告有关情况。"
    lines = html_to_print(page(paragraphs(TITLE, *TEXT, "相关文件目录", more), head=f"<title>{TITLE}</title>"))
    assert lines.split("\n") == [TITLE, *TEXT, "相关文件目录", more]


def test_what_stands_above_a_title_inside_the_container_is_kept() -> None:
    decree = ["云溪市人民政府令", "第8号", "《云溪市水库管理办法》已经通过，现予公布。", "市长：李明", "2021年3月9日"]
    rules = ["云溪市水库管理办法", "第一条 为了加强水库管理，制定本办法。"]
    html = page(f'<div id="zoom">{paragraphs(*decree, *rules)}</div>', head="<title>云溪市水库管理办法</title>")
    assert html_to_print(html).split("\n") == [*decree, *rules]


@pytest.mark.parametrize(
    "head", [("云溪市人民政府令", "第8号"), ("云溪市人民政府令第8号",), ("云溪市水务局令", "第 8 号")]
)
@pytest.mark.parametrize(
    "site", ["", "<p>云溪市人民政府门户网站</p><p>发布时间：2021-03-09</p>", '<a href="/">云溪市人民政府令第7号</a>']
)
def test_the_decree_that_publishes_a_text_is_kept_without_a_container(head: tuple[str, ...], site: str) -> None:
    decree = [*head, "《云溪市水库管理办法》已经通过，现予公布。", "市长：李明", "2021年3月9日"]
    text = ["云溪市水库管理办法", "第一条 水库由市水务局管理。", "第二条 本办法自公布之日起施行。"]
    found = html_to_print(
        page(site + f'<div class="wenzi">{paragraphs(*decree, *text)}</div>', head=f"<title>{text[0]}_云溪</title>")
    )
    assert found.split("\n")[-len(decree) - 3 :] == [*decree, *text]
    assert "第7号" not in found


def test_the_red_head_above_a_title_is_kept_without_a_container() -> None:
    html = page(paragraphs("首页 > 公文", "云溪市水务局文件", NUMBER, TITLE, *TEXT), head=f"<title>{TITLE}</title>")
    assert html_to_print(html).split("\n") == ["云溪市水务局文件", NUMBER, TITLE, *TEXT]


def test_a_form_around_the_whole_page_hides_nothing() -> None:
    assert html_to_print(page(f"<form>{paragraphs(TITLE, *TEXT)}</form>")).split("\n") == [TITLE, *TEXT]


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<div class=content>", "<nav>"])
def test_deep_nesting_is_read_without_recursion(opening: str) -> None:
    assert html_to_print(opening * 3000 + "文") in {"文", ""}


@pytest.mark.parametrize("form", ['<table border="1">{}</table>', "<table>{}</table>"])
def test_a_table_with_rules_or_heads_holds_data_whatever_its_columns_are_called(form: str) -> None:
    cell = "td" if "border" in form else "th"
    rows = ("水位", "蓝色", "红色"), ("甲库", "12米", "15米"), ("乙库", "9米", "11米")
    marked = "".join(f"<tr>{''.join(f'<{cell}>{text}</{cell}>' for text in row)}</tr>" for row in rows)
    read = document(page(f'<div id="zoom">{paragraphs(TITLE, *TEXT)}{form.format(marked)}</div>'))
    assert [clause.text for clause in read.clauses if clause.kind.value == "table_row"][-1].count("11米") == 1


def test_cells_that_the_mark_up_calls_heads_are_the_head_whatever_they_say() -> None:
    head = "<thead><tr><th rowspan=2>水库</th><th colspan=2>巡查</th></tr><tr><th>清晨</th><th>傍|晚</th></tr></thead>"
    rows = (
        "<tr><td>甲库</td><td>张三丰</td><td>李四</td></tr><tr><td>乙库</td><td rowspan=2>王五</td><td>赵六</td></tr>"
    )
    table = f"<table>{head}<tbody>{rows}<tr><td>丙库</td><td>孙七</td></tr></tbody></table>"
    read = document(page(f'<div id="zoom">{paragraphs(TITLE, *TEXT)}{table}</div>'))
    cells = [clause.cells for clause in read.clauses if clause.kind is ClauseKind.TABLE_ROW]
    assert [[(cell.header, cell.value) for cell in row or ()] for row in cells] == [
        [("水库", "甲库"), ("巡查清晨", "张三丰"), ("巡查傍|晚", "李四")],
        [("水库", "乙库"), ("巡查清晨", "王五"), ("巡查傍|晚", "赵六")],
        [("水库", "丙库"), ("巡查清晨", "王五"), ("巡查傍|晚", "孙七")],
    ]


def test_the_caption_of_a_table_stands_above_its_rows() -> None:
    table = "<table border=1><caption>专栏1 河段</caption><tr><th>河段</th><th>长度</th></tr><tr><td>上游</td><td>3</td></tr></table>"
    assert html_to_print(f"<p>疏浚内河。</p>{table}").split("\n") == [
        "疏浚内河。",
        "专栏1 河段",
        "| 河段 | 长度 |",
        "| --- | --- |",
        "| 上游 | 3 |",
    ]

"""A whole visit, from the first word to the file on disk: in both languages, wide and narrow, with and without JavaScript."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from .screens import Opener, Screen
from .steps import follow, narrow, search

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.long

Picture = Callable[["Page", str], None]
SCREENS = [
    Screen(),
    Screen(lang="en-GB", scheme="dark", scripts=False),
    Screen(width=320, lang="en-GB"),
    Screen(width=320, scripts=False),
]


def words(screen: Screen, zh: str, en: str) -> str:
    return en if screen.lang == "en-GB" else zh


def search_and_narrow(page: "Page", screen: Screen) -> Iterator[str]:
    """Search, tick a filter, take its chip away, and take a word that was searched beside those typed away."""
    page.goto("/")
    search(page, "hotel industry")
    yield "results"
    narrow(page, screen, words(screen, "北京市公安局", "Beijing Municipal Public Security Bureau"))
    yield "narrowed"
    page.locator(f".chips[aria-label='{words(screen, '已选筛选', 'Filters in use')}'] a").first.click()
    page.wait_for_url(lambda url: "body=" not in url)
    page.locator(".also .chips a", has_text="酒店业").click()
    page.wait_for_url(re.compile("without="))
    assert page.locator(".chips del").inner_text() == "酒店业"
    yield "without-a-word"


def read_and_cite(page: "Page", screen: Screen) -> Iterator[str]:
    """To the document at the hit, to the next hit, to the clause alone and its citation."""
    page.goto("/search?q=酒店")
    page.locator("a.to-clause").first.click()
    page.wait_for_url(re.compile("q=.*#"))
    page.locator(".found a").first.click()
    first = page.evaluate("location.hash")
    page.locator(f"{first} .tail [rel=next]").click()
    second = page.evaluate("location.hash")
    assert second != first
    page.locator(f"{second} .tail [rel=prev]").click()
    assert page.evaluate("location.hash") == first
    yield "next-hit"
    page.goto("/search?q=酒店+备案")
    follow(page, page.locator(".find", has_text="第十三条").locator(".more > a").first)
    assert page.locator("#cite-zh").inner_text().endswith("第三章 第十三条.")
    if screen.scripts:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("button.copy[data-copy=cite-zh]").click()
        page.wait_for_selector(words(screen, "text=已复制", "text=Copied"))
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-zh").inner_text()
    yield "clause"


def browse(page: "Page", screen: Screen) -> Iterator[str]:
    """From a document to its issue, on to the archive, and through the tasks to the same task in other years."""
    page.goto("/documents/jingwenlvfa-2023-83")
    follow(page, page.locator(".head dl a[href*='/issues/']").first)
    assert page.url.split("?")[0].endswith("/issues/bj-2024-14")
    yield "issue"
    follow(page, page.locator(".around a", has_text=words(screen, "全部各期", "All issues")))
    assert page.locator(".year > ul > li").count() == 4
    yield "archive"
    follow(page, page.locator(".site nav a[href^='/tasks']"))
    for name, value in (("lead", "北京市经济和信息化局"), ("year", "2022")):
        box = page.locator(f"input[name={name}][value='{value}']")
        page.locator(".pick", has=box).locator("summary").click()
        box.check()
    page.locator(".pick[open] button").click()
    page.wait_for_url(re.compile("lead="))
    assert page.locator(".chips a").count() == 2
    yield "tasks"
    follow(page, page.locator("tr", has_text="推广低VOCs含量产品源头替代").locator("a.through"))
    assert page.locator("thead th").count() == 3
    assert page.locator(".frame ins").count() > 0
    yield "years"


def count_a_term(page: "Page", screen: Screen) -> Iterator[str]:
    """A term as a picture and line by line; the language is switched, and the term stays."""
    page.goto("/terms?q=新能源")
    assert page.locator("svg.chart:visible a").count() == 4
    assert page.locator(".kwic mark").first.inner_text() == "新能源"
    yield "terms"
    other = "zh" if screen.lang == "en-GB" else "en"
    follow(page, page.locator(f".languages [hreflang={other}]"))
    assert (page.input_value("#q"), page.locator("html").get_attribute("lang")) == (
        "新能源",
        {"zh": "zh-Hans", "en": "en"}[other],
    )
    cell = page.locator(".figures tbody td a").first
    count = cell.inner_text()
    follow(page, cell)
    assert page.locator(".sum h1").inner_text().startswith(count)
    assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[other]


def go_astray(page: "Page", screen: Screen) -> Iterator[str]:
    """Nothing found, a number typed, a slip of the keyboard, filters without words, the unit of the words."""
    page.goto("/search?q=酒店+核电+-民宿")
    alone = page.locator(".nothing li").all_inner_texts()
    assert any("核电" in one and words(screen, "无", "none") in one for one in alone), alone
    yield "nothing"
    page.goto("/search?q=酒店&year=2018&kind=article")
    follow(page, page.locator(".nothing a[href*='kind=article']:not([href*='year='])").first)
    assert page.locator(".hit").count() > 0
    page.goto("/search?q=jingzhengbanfa 2024 4")
    assert "京政办发〔2024〕4号" in page.locator(".banner").inner_text()
    yield "number"
    page.goto("/search?q=生态环竟损害")
    follow(page, page.locator(".banner a"))
    assert page.input_value("#q") == "生态环境损害"
    page.goto("/search?lead=市生态环境局&year=2022")
    assert page.locator(".hit").count() > 0
    page.goto("/search?q=消防 旅游 -客房")
    if screen.width < 500:
        page.click(".facets summary")
    follow(page, page.locator(".choices a[href*='scope=document']"))
    assert page.locator("main > .chips a").count() == 1
    yield "scope"


@pytest.mark.parametrize(
    "part", [search_and_narrow, read_and_cite, browse, count_a_term, go_astray], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_visit_goes_on_from_step_to_step(
    open_page: Opener, picture: Picture, screen: Screen, part: Callable[["Page", Screen], Iterator[str]]
) -> None:
    with open_page(screen) as page:
        for step in part(page, screen):
            picture(page, f"{step}-{screen.name}")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, step


def test_what_is_downloaded_is_a_file(open_page: Opener) -> None:
    with open_page(Screen(scripts=False)) as page:
        page.goto("/documents/jingzhengbanfa-2024-4")
        page.locator(".tools summary").nth(1).click()
        for ending in (".txt", ".csv", ".tasks.csv", ".xml", "/original"):
            with page.expect_download() as started:
                page.locator(f'.files a[href$="jingzhengbanfa-2024-4{ending}"]').click()
            name = started.value.suggested_filename
            assert name.startswith("jingzhengbanfa-2024-4")
        page.goto("/search?q=酒店")
        with page.expect_download() as started:
            page.locator('.forms-inline a[href*="/search.csv"]').first.click()
        assert started.value.suggested_filename == "gongbao-search.csv"

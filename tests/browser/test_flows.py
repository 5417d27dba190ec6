"""What people come for beside a search: to cite, compare, count and take along; in both languages, with and without JavaScript."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .screens import Opener, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

Picture = Callable[["Page", str], None]
SCREENS = [
    Screen(),
    Screen(lang="en-GB", scheme="dark"),
    Screen(width=320, lang="en-GB"),
    Screen(width=320, scripts=False),
]


def named(screen: Screen) -> str:
    return screen.name


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_a_clause_is_cited(open_page: Opener, picture: Picture, screen: Screen) -> None:
    with open_page(screen) as page:
        page.goto("/search?q=酒店+备案")
        page.locator(".find .more a").first.click()
        assert page.locator("h1").inner_text() == "第三章 第十三条"
        assert page.locator("#cite-zh").inner_text().endswith("第三章 第十三条.")
        assert page.locator("button.copy:visible").count() == (3 if screen.scripts else 0)
        picture(page, f"clause-page-{screen.name}")


def test_a_citation_is_copied(open_page: Opener) -> None:
    with open_page(Screen(lang="en-GB")) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto("/clauses/jingwenlvfa-2023-83/chp_3__art_13")
        page.locator("button.copy").first.click()
        page.wait_for_selector("text=Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-zh").inner_text()


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_a_repealed_document_leads_to_the_one_that_ended_it(
    open_page: Opener, picture: Picture, screen: Screen
) -> None:
    with open_page(screen) as page:
        page.goto("/documents/jingzhengbanfa-2022-6")
        picture(page, f"repealed-{screen.name}")
        page.locator(".status a").click()
        page.wait_for_url(re.compile("/documents/jingzhengbanfa-2024-4"))
        assert "京政办发〔2022〕6号" in page.locator("mark").first.inner_text()


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_tasks_are_narrowed_and_compared_through_the_years(open_page: Opener, picture: Picture, screen: Screen) -> None:
    with open_page(screen) as page:
        page.goto("/tasks")
        page.select_option("#by-lead", "市经济和信息化局")
        page.select_option("#by-year", "2022")
        page.locator(".narrow button").click()
        page.wait_for_url(re.compile("lead="))
        assert page.locator(".chips a").count() == 2
        picture(page, f"tasks-{screen.name}")
        page.locator("tr", has_text="推广低VOCs含量产品源头替代").locator("a.through").click()
        assert page.locator("thead th").count() == 3
        assert page.locator(".frame ins").count() > 0
        picture(page, f"years-{screen.name}")


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_a_term_is_counted_and_its_figures_lead_to_the_clauses(
    open_page: Opener, picture: Picture, screen: Screen
) -> None:
    with open_page(screen) as page:
        page.goto("/terms")
        page.fill("main #q", "新能源")
        page.press("main #q", "Enter")
        page.wait_for_url(re.compile("q="))
        assert page.locator(".picture img").evaluate("one => one.complete && one.naturalWidth > 0")
        picture(page, f"terms-{screen.name}")
        cell = page.locator(".figures tbody td a").first
        count = cell.inner_text()
        cell.click()
        assert page.locator(".sum h1").inner_text().startswith(count)


@pytest.mark.parametrize("screen", SCREENS[:1] + SCREENS[3:], ids=named)
def test_what_is_downloaded_is_a_file(open_page: Opener, screen: Screen) -> None:
    with open_page(screen) as page:
        page.goto("/documents/jingzhengbanfa-2024-4")
        page.locator(".tools summary").nth(1).click()
        for ending in (".txt", ".tasks.csv", ".xml"):
            with page.expect_download() as started:
                page.locator(f'.files a[href$="{ending}"]').click()
            assert started.value.suggested_filename == f"jingzhengbanfa-2024-4{ending}"


@pytest.mark.parametrize(
    "screen",
    [Screen(width=320), Screen(width=320, lang="en-GB", scheme="dark"), Screen(width=768), Screen()],
    ids=named,
)
@pytest.mark.parametrize("path", [
    "/tasks", "/tasks/jingzhengbanfa-2022-6/annex_2__row_9", "/terms?q=新能源", "/api", "/clauses/jingzhengbanfa-2024-4/annex_1__row_4",
    "/documents/jingzhengbanfa-2022-6",
])  # fmt: skip
def test_no_page_scrolls_sideways(open_page: Opener, screen: Screen, path: str) -> None:
    with open_page(screen) as page:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

"""Paper, copies and pictures: a print is a document, an address is copied without a secure context too."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.cases import others_long

from .screens import Opener, Screen
from .steps import follow

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Pages of A4 that a print has at most; the gazette prints the plan of 2024 on 55.
MOST = {
    "/documents/jingwenlvfa-2023-83": 8,
    "/search?q=酒店+备案": 6,
    "/documents/jingzhengbanfa-2024-4": 60,
    "/tasks?year=2024": 14,
}


def printed(page: "Page") -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("path", others_long(MOST, first=2))
def test_a_print_has_no_more_pages_than_it_needs(open_page: Opener, path: str) -> None:
    with open_page(Screen()) as page:
        page.goto(path)
        assert printed(page) <= MOST[path]


@pytest.mark.parametrize("path", ["/search?q=酒店+备案", "/documents/jingzhengbanfa-2024-4", "/tasks"])
def test_paper_has_the_query_the_address_the_day_and_no_tools(open_page: Opener, path: str) -> None:
    with open_page(Screen(width=700)) as page:
        page.goto(path)
        page.emulate_media(media="print")
        head = page.locator(".printed")
        assert head.is_visible()
        said = head.inner_text()
        assert page.title() in said
        assert f"127.0.0.1:{page.url.split(':')[2].split('/')[0]}/" in said
        assert re.search(r"20\d\d年\d{1,2}月\d{1,2}日", said)
        assert not page.locator("button:visible, .site:visible, .forms-inline:visible, .tools:visible").count()
        tables = page.evaluate(
            "[...document.querySelectorAll('main table')].map(t => getComputedStyle(t.querySelector('tbody tr')).display)"
        )
        assert set(tables) <= {"table-row"}


@pytest.mark.parametrize("context", ["secure", "plain"])
def test_an_address_is_copied_with_and_without_a_secure_context(open_page: Opener, context: str) -> None:
    with open_page(Screen(lang="en-GB")) as page:
        if context == "plain":
            page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        else:
            page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
        page.goto("/clauses/jingwenlvfa-2023-83/chp_3__art_13")
        page.evaluate(
            "document.addEventListener('copy', () => { window.copied = String(document.activeElement.value) })"
        )
        page.click(".cited button.share")
        page.wait_for_selector("text=Copied")
        text = (
            page.evaluate("navigator.clipboard.readText()") if context == "secure" else page.evaluate("window.copied")
        )
        assert text.endswith("/clauses/jingwenlvfa-2023-83/chp_3__art_13")


def test_the_picture_of_a_term_is_kept_as_png(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/terms?q=生态")
        with page.expect_download() as waiting:
            page.click("button.png")
        with waiting.value.path().open("rb") as file:
            assert file.read(8) == b"\x89PNG\r\n\x1a\n"


def test_a_bar_leads_to_its_clauses(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/terms?q=生态")
        follow(page, page.locator("svg.wide a").last)
        assert page.locator(".sum h1").inner_text().startswith("154")

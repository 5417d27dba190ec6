"""What is read beside a search: a repealed document and its successor, tables, terms, the interface; at every width."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .screens import Opener, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.long

Picture = Callable[["Page", str], None]
SCREENS = [
    Screen(),
    Screen(lang="en-GB", scheme="dark"),
    Screen(width=320, lang="en-GB"),
    Screen(width=320, scripts=False),
]

PATHS = [
    "/", "/search?q=污染防治", "/search?q=酒店+核电", "/search?q=hotel+industry", "/search?page=0", "/issues", "/issues/bj-2024-14",
    "/documents/jingzhengbanfa-2024-4?q=VOCs", "/documents/jingzhengbanfa-2021-3", "/documents/jingzhengbanfa-2022-6",
    "/clauses/jingzhengbanfa-2024-4/annex_1__row_4", "/tasks", "/tasks/jingzhengbanfa-2022-6/annex_2__row_9",
    "/terms?q=新能源", "/api",
]  # fmt: skip


def named(screen: Screen) -> str:
    return screen.name


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


@pytest.mark.parametrize(
    "screen",
    [Screen(width=320), Screen(width=320, lang="en-GB", scheme="dark"), Screen(width=768, lang="en-GB")],
    ids=named,
)
def test_no_page_scrolls_sideways(open_page: Opener, picture: Picture, screen: Screen) -> None:
    with open_page(screen, {400}) as page:
        for path in PATHS:
            page.goto(path)
            name = re.sub(r"\W+", "-", path).strip("-") or "front"
            picture(page, f"page-{name}-{screen.name}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, path

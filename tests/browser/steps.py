"""What a reader does on a page. A step that leads to another page ends when that page is loaded."""

import re
from typing import TYPE_CHECKING

from .screens import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def follow(page: "Page", link: "Locator") -> None:
    """Click a link and wait for the page that it leads to: what is counted there must not be counted here."""
    with page.expect_navigation():
        link.click()


def search(page: "Page", query: str) -> None:
    """Type a query into the box of the page and send it."""
    page.fill("#q", query)
    with page.expect_navigation():
        page.press("#q", "Enter")


def narrow(page: "Page", screen: Screen, body: str) -> None:
    """Tick the box of an issuing body; on a phone the filters are opened first, without scripts they are applied."""
    if screen.width < 500:
        page.click(".facets summary")
    page.locator(".facets label", has_text=body).locator("input").click()
    if not screen.scripts:
        page.click(".facets .apply")
    page.wait_for_url(re.compile("body="))

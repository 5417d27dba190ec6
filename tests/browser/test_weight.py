"""A page is light: what passes over the wire for a search, all files together, and nothing twice."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.cases import others_long

from .screens import Opener, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

HTML, TOGETHER = 100_000, 200_000
VISIBLE = """
new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))
"""


def sent(requests: list["Request"]) -> dict[str, int]:
    """Bytes of each answer as they came over the wire, by address."""
    return {one.url: one.sizes()["responseBodySize"] + one.sizes()["responseHeadersSize"] for one in requests}


@pytest.mark.parametrize(
    "path",
    others_long(
        [
            "/search?q=酒店+备案",
            "/documents/jingzhengbanfa-2024-4?lang=en&gloss=1",
            "/search?q=污染防治&per_page=100",
            "/documents/jingzhengbanfa-2024-4?q=VOCs",
            "/search?q=pollution&per_page=100&lang=en",
            "/compare?old=jingzhengbanfa-2022-6&new=jingzhengbanfa-2024-4",
            "/tasks",
            "/terms?q=新能源",
        ],
        first=2,
    ),
)
def test_a_page_with_all_its_files_is_light(open_page: Opener, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_page(Screen()) as page:
        finished: list[Request] = []

        def note(request: "Request") -> None:
            finished.append(request)

        page.on("requestfinished", note)
        page.goto(path, wait_until="networkidle")
        sizes = sent(finished)
        seen = page.evaluate(VISIBLE)
        with capsys.disabled():
            print(  # noqa: T201 - a figure of this machine, not asserted
                f"\n{path}: {sum(sizes.values()) / 1000:.0f} kB in {len(sizes)} files, visible after {seen:.0f} ms"
            )
        assert sizes[finished[0].url] <= HTML
        assert sum(sizes.values()) <= TOGETHER
        assert len(sizes) <= 10


def test_files_that_did_not_change_are_kept_by_the_browser(
    open_page: Opener, picture: Callable[["Page", str], None]
) -> None:
    with open_page(Screen()) as page:
        page.goto("/search?q=酒店", wait_until="networkidle")
        again: list[str] = []
        page.on("request", lambda request: again.append(request.url))
        page.on(
            "requestfinished",
            lambda request: again.remove(request.url) if request.sizes()["responseBodySize"] == 0 else None,
        )
        page.goto("/search?q=备案", wait_until="networkidle")
        fetched = page.evaluate(
            "performance.getEntriesByType('resource').filter(one => one.transferSize > 0).map(one => one.name)"
        )
        assert fetched == []
        picture(page, "search-from-cache")

"""No page stands in the way of anyone: axe-core finds nothing serious, in both languages, light and dark, wide and narrow."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import without
from .screens import Opener, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.long

PATHS = [
    "/", "/search?q=酒店+备案", "/search?q=污染防治&facets=body,year,issue,category,doc_type,kind,lead&year=2024",
    "/search?q=酒店+核电", "/search?page=0", "/issues", "/issues/bj-2024-14", "/documents/jingwenlvfa-2023-83?q=备案",
    "/documents/jingzhengbanfa-2022-6", "/clauses/jingwenlvfa-2023-83/chp_3__art_13", "/tasks?lead=市生态环境局&district=朝阳区",
    "/tasks/jingzhengbanfa-2022-6/annex_2__row_9", "/terms", "/terms?q=新能源", "/api", "/nowhere", "/about", "/help", "/download", "/compare?old=jingzhengbanfa-2022-6&new=jingzhengbanfa-2024-4", "/bodies", "/bodies/beijingshigonganju",
    "/clauses/jingzhengbanfa-2024-4/annex_6__row_1", "/documents/jingwenlvfa-2023-83?gloss=1",
]  # fmt: skip
SCREENS = [
    Screen(), Screen(lang="en-GB", scheme="dark"), Screen(width=320, lang="en-GB"), Screen(width=320, scheme="dark"),
]  # fmt: skip
#: Each page on one screen and each screen on a quarter of the pages; ``make test-all`` has every page on every screen.
SEEN = [
    pytest.param(path, screen, id=f"{path}-{screen.name}", marks=() if (row - column) % len(SCREENS) == 0 else pytest.mark.slow)
    for row, path in enumerate(PATHS)
    for column, screen in enumerate(SCREENS)
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> Any:
    try:
        return import_module("axe_playwright_python.sync_playwright").Axe()
    except ImportError:
        without("no Python package axe-playwright-python")


@pytest.mark.parametrize(("path", "screen"), SEEN)
def test_no_page_has_a_serious_barrier(open_page: Opener, axe: Any, path: str, screen: Screen) -> None:
    with open_page(screen, {404, 400}) as page:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        answer = axe.run(page, options={"runOnly": RULES}).response
        serious = [one for one in answer["violations"] if one["impact"] in ("serious", "critical", "moderate")]
        found = [(one["id"], node["target"], node["failureSummary"]) for one in serious for node in one["nodes"]]
        assert answer["passes"]
        assert found == []


def test_the_whole_page_can_be_walked_by_key_and_what_has_the_focus_is_seen(open_page: Opener) -> None:
    with open_page(Screen(lang="en-GB")) as page:
        page.goto("/search?q=酒店")
        seen: list[str] = []
        for _ in range(12):
            page.keyboard.press("Tab")
            outline: Any = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement), f = getComputedStyle(document.activeElement.closest('.box') || document.body);"
                " return [document.activeElement.tagName, s.outlineStyle, s.outlineWidth, f.boxShadow] })()"
            )
            seen.append(outline[0])
            assert (outline[1] != "none" and outline[2] != "0px") or outline[3] != "none", outline
        assert {"A", "INPUT", "BUTTON"} <= set(seen)


def test_nothing_moves_for_those_who_asked_for_stillness(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.emulate_media(reduced_motion="reduce")
        page.goto("/documents/jingwenlvfa-2023-83#chp_3__art_13")
        assert page.evaluate("document.getAnimations().length") == 0


def head_of(page: "Page") -> Any:
    return page.evaluate(
        "(() => { const f = document.querySelector('.frame'), h = f.querySelector('thead th');"
        " f.scrollTop = 400; return [f.getBoundingClientRect().top, h.getBoundingClientRect().top] })()"
    )


def test_the_head_of_a_long_table_stays_in_its_frame(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/documents/jingzhengbanfa-2024-4")
        frame, head = head_of(page)
        assert abs(frame - head) < 5


def test_the_tasks_scroll_with_the_page_and_their_head_stays_in_view(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/tasks")
        page.evaluate("scrollTo(0, 3000)")
        assert abs(page.evaluate("document.querySelector('.tasks thead th').getBoundingClientRect().top")) < 2
        boxes = "[...document.querySelectorAll('main *')].filter(e => e.scrollHeight > e.clientHeight + 9 && /auto|scroll/.test(getComputedStyle(e).overflowY)).length"
        assert page.evaluate(boxes) == 0
        foot = page.evaluate("document.querySelector('.foot').getBoundingClientRect().bottom + scrollY")
        assert page.evaluate("document.documentElement.scrollHeight") - foot < 40
